"""Ways in which a number, an address or a name is written so that a plain pattern misses it; each with its level.

must: ordinary data has it. should: seen, found where it costs no precision. never: looks like one and is none.
The base values are made up here, check digits computed. `cases()` is every variant of every base value, in a text and as a cell.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator
from typing import NamedTuple

from recognizers._shapes import luhn
from recognizers.cn_resident_id import check_character

MOBILE = "13800138000"
ID_BODIES = ("11010119900307775", "11010119900307002")
ID, ID_X = (body + check_character(body) for body in ID_BODIES)
CARD = next(c for d in "0123456789" if luhn(c := f"622202123456789012{d}"))
LANDLINE = "010-62345678"
MAIL = "zhangsan@example.com"


class Case(NamedTuple):
    level: str  # must, should, never
    what: str
    entity: str
    mode: str  # text, cell
    text: str


Variant = tuple[str, str, Callable[[str], str]]


def digits(to: str) -> Callable[[str], str]:
    table = str.maketrans("0123456789", to)
    return lambda value: value.translate(table)


def between(mark: str) -> Callable[[str], str]:
    return lambda value: mark.join(value)


def grouped(*sizes: int, mark: str) -> Callable[[str], str]:
    def make(value: str) -> str:
        parts, start = [], 0
        for size in sizes:
            parts.append(value[start : start + size])
            start += size
        return mark.join([*parts, value[start:]] if value[start:] else parts)

    return make


def each(form: str) -> Callable[[str], str]:
    return lambda value: "".join(form.format(ord(c)) for c in value)


NUMBER: tuple[Variant, ...] = (
    ("must", "full-width digits", digits("０１２３４５６７８９")),
    ("must", "zero-width space", between("\u200b")),
    ("must", "zero-width joiner", between("\u200d")),
    ("must", "word joiner", lambda v: v[:3] + "\u2060" + v[3:]),
    ("must", "byte order mark", lambda v: v[:4] + "\ufeff" + v[4:]),
    ("must", "soft hyphen", lambda v: v[:5] + "\u00ad" + v[5:]),
    ("must", "Mongolian separator", lambda v: v[:5] + "\u180e" + v[5:]),
    ("must", "grapheme joiner", between("\u034f")),
    ("must", "variation selectors", between("\ufe0f")),
    ("must", "combining marks", between("\u0335")),
    ("must", "Chinese numerals", digits("〇一二三四五六七八九")),
    ("must", "Chinese numerals with 零", digits("零一二三四五六七八九")),
    ("must", "Chinese numerals with ○", digits("○一二三四五六七八九")),
    ("must", "financial numerals", digits("零壹贰叁肆伍陆柒捌玖")),
    ("must", "financial numerals, traditional", digits("零壹貳參肆伍陸柒捌玖")),
    ("must", "mixed scripts", lambda v: v[:3] + digits("０１２３４５６７８９")(v[3:6]) + digits("〇一二三四五六七八九")(v[6:8]) + v[8:]),
    ("must", "no boundary to Han", lambda v: f"号码{v}是我的"),
    ("must", "JSON escapes", each("\\u{:04x}")),
    ("must", "HTML references", each("&#{};")),
    ("must", "HTML references, hexadecimal", each("&#x{:x};")),
    ("must", "URL escapes", each("%{:02X}")),
    ("must", "JSON object", lambda v: f'{{"no": "{v}", "ok": true}}'),
    ("must", "XML element", lambda v: f"<no>{v}</no>"),
    ("must", "query string", lambda v: f"a=1&no={v}"),
    ("should", "Hangul filler", between("\u3164")),
    ("should", "Hangul fillers, half-width", between("\uffa0")),
    ("should", "Braille blank", between("\u2800")),
    ("should", "right-to-left override", lambda v: "\u202e" + v[::-1] + "\u202c"),
    ("should", "circled digits", digits("⓪①②③④⑤⑥⑦⑧⑨")),
    ("should", "superscripts", digits("⁰¹²³⁴⁵⁶⁷⁸⁹")),
    ("should", "subscripts", digits("₀₁₂₃₄₅₆₇₈₉")),
    ("should", "dingbats", digits("⓿❶❷❸❹❺❻❼❽❾")),
    ("should", "mathematical digits", digits("𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗")),
    ("should", "double-struck digits", digits("𝟘𝟙𝟚𝟛𝟜𝟝𝟞𝟟𝟠𝟡")),
    ("should", "keycaps", between("\ufe0f\u20e3")),
    ("should", "Arabic-Indic digits", digits("٠١٢٣٤٥٦٧٨٩")),
    ("should", "Persian digits", digits("۰۱۲۳۴۵۶۷۸۹")),
    ("should", "Devanagari digits", digits("०१२३४५६७८९")),
    ("should", "letters for digits", lambda v: v.replace("0", "O", 2).replace("1", "l", 1)),
    ("should", "Cyrillic and Greek letters", lambda v: v.replace("0", "О", 1).replace("0", "Ο", 1)),
    ("should", "base64", lambda v: base64.b64encode(v.encode()).decode()),
    ("should", "C escapes", each("\\x{:02x}")),
    ("should", "quoted-printable", each("={:02X}")),
)
GROUPS = {
    "PHONE_NUMBER": (MOBILE, (3, 4, 4)),
    "CN_RESIDENT_ID": (ID, (6, 8, 4)),
    "BANK_CARD": (CARD, (4, 4, 4, 4)),
}
MARKS: tuple[tuple[str, str, str], ...] = (
    ("must", "spaces", " "), ("must", "hyphens", "-"), ("must", "no-break spaces", "\u00a0"), ("must", "thin spaces", "\u2009"),
    ("must", "ideographic spaces", "\u3000"), ("must", "tabs", "\t"), ("must", "line feeds", "\n"), ("must", "Ogham spaces", "\u1680"),
    ("must", "hyphens U+2010", "‐"), ("must", "hyphens U+2011", "‑"), ("must", "figure dashes", "‒"), ("must", "en dashes", "–"),
    ("must", "em dashes", "—"), ("must", "horizontal bars", "―"), ("must", "minus signs", "−"), ("must", "full-width hyphens", "－"),
    ("must", "small hyphens", "﹣"), ("must", "katakana marks", "ー"), ("must", "half-width katakana marks", "ｰ"),
    ("should", "points", "."), ("should", "underscores", "_"), ("should", "slashes", "/"), ("should", "Chinese commas", "，"),
)  # fmt: skip
OTHERS: tuple[tuple[str, str, str, str, str], ...] = (
    # level, what, entity, mode ("" for both), text
    *(("must", f"prefix {p!r}", "PHONE_NUMBER", "", p + MOBILE) for p in ("+86 ", "+86", "0086-", "(86)", "＋８６", "86", "017951 ", "17951", "86-")),
    ("must", "1380 0138 000", "PHONE_NUMBER", "", "1380 0138 000"),
    ("must", "numeral as a dash", "PHONE_NUMBER", "", "138一0013一8000"),
    ("must", "float", "PHONE_NUMBER", "cell", "13800138000.0"),
    ("must", "apostrophe", "PHONE_NUMBER", "", "'13800138000"),
    ("must", "formula", "PHONE_NUMBER", "", '="13800138000"'),
    ("should", "thousands", "PHONE_NUMBER", "cell", "13,800,138,000"),
    ("should", "thousands", "BANK_CARD", "cell", f"{int(CARD):,}"),
    ("must", "masked", "PHONE_NUMBER", "", "138****8000"),
    ("must", "masked with x", "PHONE_NUMBER", "", "138xxxx8000"),
    ("must", "masked", "CN_RESIDENT_ID", "", "110101********7758"),
    ("must", "masked, short", "CN_RESIDENT_ID", "", "1101****7758"),
    ("must", "masked", "BANK_CARD", "", "6222********0128"),
    ("must", "masked", "PERSON", "cell", "张*"),
    ("must", "masked", "PERSON", "cell", "张某"),
    *(("must", f"check character {x!r}", "CN_RESIDENT_ID", "", ID_X[:17] + x) for x in "xＸⅩХΧ×✕"),
    ("must", "15 digits", "CN_RESIDENT_ID", "", ID[:6] + ID[8:17]),
    ("must", "a line break inside", "CN_RESIDENT_ID", "", f"{ID[:6]}\n{ID[6:14]}\n{ID[14:]}"),
    *(("must", "landline", "PHONE_NUMBER", "", t) for t in (
        "010-62345678转8001", "(0571)8888 8888", "0571—88888888-12", "0571 88888888", "（010）62345678", "010－62345678", "+86 10 6234 5678")),
    ("should", "landline, full-width", "PHONE_NUMBER", "", digits("０１２３４５６７８９")(LANDLINE)),
    *(("must", f"label {p!r}", "PHONE_NUMBER", "", p + MOBILE) for p in ("手机:", "Tel．", "M/P ", "電話", "行動電話：", "联系方式 ", "TEL:", "mobile=")),
    *(("must", "card in groups", "BANK_CARD", "", mark.join((CARD[:4], CARD[4:8], CARD[8:12], CARD[12:16], CARD[16:]))) for mark in " -"),
    *(("must", "e-mail", "EMAIL_ADDRESS", "", t) for t in (
        "zhangsan＠example.com", "zhangsan@example．com", "zhangsan﹫example.com", "zhangsan@example。com", "zhangsan@example․com",
        "ｚｈａｎｇｓａｎ＠ｅｘａｍｐｌｅ．ｃｏｍ", "zhang\u200bsan@example.com", "zhangsan%40example.com", "邮箱zhangsan@example.com谢谢")),
    *(("should", "e-mail", "EMAIL_ADDRESS", "", t) for t in (
        "zhangsan#example.com", "zhangsan(at)example(dot)com", "zhangsan[at]example.com", "zhangsan艾特example点com", "zhangsan at example dot com")),
    *(("must", "QQ", "SNS_ACCOUNT", "", f"{cue}{mark}12345678") for cue in ("QQ", "扣扣", "Q号", "企鹅号", "qq号") for mark in (":", "：")),
    *(("must", "WeChat", "SNS_ACCOUNT", "", f"{cue}：zs_1990") for cue in ("微信", "VX", "V信", "威信", "薇信", "wx", "微信号", "WeChat")),
    *(("must", "name", "PERSON", "cell", t) for t in (
        "张 三", "张\u3000三", "欧 阳 娜 娜", "買買提·吐爾遜", "買買提•吐爾遜", "张三", "張三", "歐陽娜娜", "李䶮", "李\U00020bb7", "李㛃", "李\ue863")),
    *(("must", "point in a name", "PERSON", "cell", f"买买提{p}吐尔逊") for p in "·•・‧∙⋅."),
    *(("must", "labelled name", "PERSON", "text", t) for t in (
        "姓名：张 三，电话", "姓名:張三", "聯絡人：陳小明 先生", "姓 名：张三", "联系人：买买提•吐尔逊")),
    *(("must", "traditional label", "CN_RESIDENT_ID", "text", f"{label}{ID}") for label in ("身份證號：", "身份証號碼:", "身分證字號 ")),
    *(("must", "plate", "CN_LICENSE_PLATE", "", t) for t in ("京A·12345", "京Ａ１２３４５", "粤Z1234港", "沪AD12345", "京A 12345")),
    ("should", "address, full-width", "ADDRESS", "", "北京市朝阳区XX路１２號３０２室"),
    ("should", "address, mixed", "ADDRESS", "cell", "上海市浦東新區世紀大道８号３＃楼２－５０２"),
    ("should", "mojibake", "PERSON", "cell", "张三".encode("gbk").decode("latin-1")),
    ("should", "mojibake", "PERSON", "cell", "张三".encode().decode("latin-1")),
    ("should", "compatibility character", "PERSON", "cell", "\uf90a晓明"),
)  # fmt: skip
NEVER: tuple[str, ...] = (
    "99913800138000999", "1380013800000", "1700000000000", "1700000000", "20261125103045123", "DD20260101000123", "202601010001", "38001380000",
    "12800138000", "978-7-111-12345-6", "9787111123456", "550e8400-e29b-41d4-a716-446655440000", "d41d8cd98f00b204e9800998ecf8427e",
    "3.1415926535", "1,380,013.80", "13800138000.55", "￥13,800,138.00", "v1.38.0013", "192.168.138.13", "13:80:01:38:00:00",
    "490154203237518", "4111111111111112", "6222021234567890127", "11010119900307775" + "0123456789X"["0123456789X".index(ID[-1]) - 1],
    "110101199013077758", "999101199003077758", "2026年1月13日8时00分13秒", "一三八", "二〇二六年十一月二十五日", "一千三百八十万零一百三十八",
    "①登录②提交③完成", "第１３８号文件", "共１３８００元", "100%31", "&#10;&#13;", "\\u0009\\u000a", "a#b.c", "C#.NET", "user@host", "at home dot",
    "0.138001380", "1.38E+10", "-13800138", "13800-138", "编号：一二三四", "五六七八九", "男 汉", "是 否", "东 南 西 北", "图 一", "甲.乙", "说明.文档",
    "l0O1", "SOS800", "BOOLEAN", "IOIOIO", "MTIzNA==", "aGVsbG8gd29ybGQ=", "0x13800138", "1380013800013800138", "订单13800138000123",
)  # fmt: skip
PERSONAL = frozenset(
    {"PHONE_NUMBER", "CN_RESIDENT_ID", "BANK_CARD", "EMAIL_ADDRESS", "SNS_ACCOUNT", "PERSON", "CN_LICENSE_PLATE", "ADDRESS", "COMPANY"}
)


def cases() -> Iterator[Case]:
    for value, entity in ((MOBILE, "PHONE_NUMBER"), (ID, "CN_RESIDENT_ID"), (CARD, "BANK_CARD")):
        for level, what, make in NUMBER:
            yield from _both(level, what, entity, "", make(value))
    for entity, (value, sizes) in GROUPS.items():
        for level, what, mark in MARKS:
            yield from _both(level, f"groups with {what}", entity, "", grouped(*sizes, mark=mark)(value))
    for level, what, entity, mode, text in OTHERS:
        yield from _both(level, what, entity, mode, text)
    yield from _both("should", "spoken numerals", "PHONE_NUMBER", "", digits("洞幺两三四五六拐八勾")(MOBILE))
    for text in NEVER:
        yield from _both("never", text, "", "", text)


def _both(level: str, what: str, entity: str, mode: str, text: str) -> Iterator[Case]:
    if mode in ("", "text"):
        yield Case(level, what, entity, "text", f"已登记 {text} ，请知悉" if mode == "" else text)
    if mode in ("", "cell"):
        yield Case(level, what, entity, "cell", text)
