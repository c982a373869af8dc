"""Who can be reached how: e-mail addresses, telephone numbers and postal addresses in a policy, and the country that they lie in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from register.policy.statements import Reading, Statement
from register.policy.text import joined
from register.policy.words import CITIES, COUNTRIES, DIALLING

_EMAIL = re.compile(r"[A-Za-z0-9._%+-]{1,64}[@＠][A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,5}")
_PHONE = re.compile(
    r"(?<![\d.-])(?:(?:\+|00)\d{1,3}[- ]?(?:\(0\))?[\d][\d -]{5,16}\d|(?:400|800)[- ]?\d{3,4}[- ]?\d{3,4}|0\d{2,3}[- ]?\d{7,8}(?:[- ]?\d{1,5})?|0\d{2,3}[- ]\d{3,4}[- ]\d{4}|\(0\d{2,3}\)[ ]?\d{7,8}|1[3-9]\d[- ]?\d{4}[- ]?\d{4}|95\d{3,4})(?![\d])"
)
_ADDRESS_LABEL = re.compile(
    r"(?:联系地址|通讯地址|通信地址|注册地址|办公地址|公司地址|邮寄地址|联络地址|所在地址|地址|住所地?|所在地)[ ]?(?:[:：为是])[ ]?(?P<what>[^，。；;\n]{6,120})"
)
_PROVINCE = "北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|内蒙古|广西|西藏|宁夏|新疆|深圳|广州|杭州|南京|苏州|成都|武汉|西安"
_ADDRESS_LINE = re.compile(
    rf"(?:〒?\d{{6}}[ ]?|〒\d{{3}}-?\d{{4}}[ ]?)?(?:中国)?(?:{_PROVINCE})(?:省|市|自治区|壮族自治区|回族自治区|维吾尔自治区)?[^，。；;:：@]{{2,80}}?(?:号|室|楼|层|座|栋|大厦|广场|园区|中心|路|街)[^，。；;:：@]{{0,30}}"
)
_ENDS = re.compile(r"[ ]*(?:TEL|Tel|tel|电话|邮编|邮箱|E-?mail|传真|联系电话|联系人|收件人)[ ]?[:：.].*$|[（(]?邮编.*$")
_POSTCODE = re.compile(r"〒[ ]?\d{3}-\d{4}")
_ABROAD_PHONE = re.compile(r"(?:\+|(?<!\d)00)[ ]?(\d{1,4})")


def emails(text: str) -> list[str]:
    return list(dict.fromkeys(unicodedata.normalize("NFKC", m[0]).rstrip(".") for m in _EMAIL.finditer(text[:20_000])))


def phones(text: str) -> list[str]:
    text = _EMAIL.sub(" ", text[:20_000])
    return list(dict.fromkeys(m[0].strip() for m in _PHONE.finditer(text)))


def address(text: str) -> str:
    found = _ADDRESS_LABEL.search(text[:2_000]) or _ADDRESS_LINE.search(text[:2_000])
    if found is None:
        return ""
    words = found["what"] if "what" in found.re.groupindex else found[0]
    return joined(_ENDS.sub("", words)).strip()[:120]


def contact(text: str) -> dict[str, str] | None:
    """What a text says of how to reach somebody; None where it says nothing."""
    mail, phone, place = emails(text), phones(text), address(text)
    made = {"address": place, "email": mail[0] if mail else "", "phone": phone[0] if phone else ""}
    return {key: value for key, value in made.items() if value} or None


def together(statements: Iterable[Statement]) -> dict[str, str]:
    """The first of each that neighbouring statements give."""
    made: dict[str, str] = {}
    for statement in statements:
        for key, value in (contact(statement.text) or {}).items():
            made.setdefault(key, value)
    return made


def country(text: str) -> str | None:
    """ISO code of the country that an address or a telephone number lies in; None where nothing tells."""
    names = sorted(COUNTRIES, key=len, reverse=True)
    if (name := next((n for n in names if n in text), None)) is not None:
        return COUNTRIES[name]
    for m in _ABROAD_PHONE.finditer(text):
        for length in (3, 2, 1):
            if (code := DIALLING.get(m[1][:length])) is not None and len(m[1]) >= length:
                return code
    if (city := next((c for c in CITIES if c in text), None)) is not None:
        return CITIES[city]
    return "JP" if _POSTCODE.search(text) else None


def countries(text: str) -> list[str]:
    """Every country that a sentence names, in its order; a longer name first where one holds another."""
    found: list[tuple[int, str]] = []
    for name in sorted(COUNTRIES, key=len, reverse=True):
        at = text.find(name)
        if at >= 0:
            found.append((at, COUNTRIES[name]))
            text = text.replace(name, "\0" * len(name))
    return list(dict.fromkeys(code for _, code in sorted(found)))


def desk(reading: Reading, *topics: str) -> tuple[dict[str, str], list[Statement]]:
    """How the company is reached in sections about these matters, and the statements that say so."""
    made: dict[str, str] = {}
    said: list[Statement] = []
    for statement in reading:
        others = statement.kind == "row" and statement.about("share", "abroad")  # how a recipient is reached
        if statement.about(*topics) and not others:
            for key, value in (contact(statement.text) or {}).items():
                if key not in made:
                    made[key] = value
                    said.append(statement)
    return made, said
