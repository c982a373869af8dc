"""E-mail address (电子邮箱).

RFC 5321/5322 in the form people really have: dot-atom local part of at most 64 characters, a dotted domain name with an
alphabetic or punycode top level. The address may touch Han characters on both sides, and in crawled text also the next
word (a＠example.comTel): a capital after .com, .net, .org or .cn is not of the address, nor is the +85212345678 before it.
Also read: ＠ and ．, which Chinese input methods write; Chinese domains below the top levels that ICANN has delegated
(zhang@例子.公司), with a Chinese local part only as a whole cell; a quoted local part; # or (at) for the at sign, # only before
the large mail providers, elsewhere it is a fragment of an address.

Left out: address literals (a@[192.0.2.1]), hosts without a dot, programs' accounts (git@host:path), versions (name@1.2.3),
names of pictures (logo@2x.png) and of systemd's units (getty on a terminal). A mailbox of a function (info, hr, noreply) has the
kind "role". An address is weakly masked where a single character is hidden and three or more are shown.

Sources: RFC 5321 section 4.5.3.1, RFC 5322, RFC 1035, RFC 6531, RFC 2142 (role mailboxes), IANA root zone database.
"""

from __future__ import annotations

from recognizers._shapes import MASK_CLASS
from recognizers.base import Pattern, Recognizer
from recognizers.header_words import words

_AT = "[@＠]"
_DOT = "[.．]"
_LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_LOCAL = "[A-Za-z0-9_][A-Za-z0-9._%+-]{0,63}"
_DOMAIN = f"(?:{_LABEL}{_DOT}){{1,6}}"
_TOP = "(?:[Xx][Nn]--[A-Za-z0-9-]{2,40}|[A-Za-z]{2,18})"
_ADDRESS = f"{_LOCAL}{_AT}{_DOMAIN}{_TOP}"

_HAN = "一-鿿"
_HAN_TOP = (
    "(?:中国|中國|公司|网络|網絡|网址|网站|网店|商城|商店|商标|在线|中文网|移动|集团|香港|台湾|台灣|澳门|手机|信息|佛山|广东|企业|世界"
    "|公益|慈善|政务|机构|组织机构|娱乐|购物|招聘|游戏|时尚|健康|新加坡|我爱你|餐厅)"
)
_HAN_LABEL = f"(?:[A-Za-z0-9][A-Za-z0-9-]{{0,20}})?[{_HAN}][A-Za-z0-9{_HAN}-]{{0,20}}"
_HAN_DOMAIN = f"(?:{_HAN_LABEL}{_DOT}(?:{_HAN_TOP}|com|net|org|cn)|{_LABEL}{_DOT}{_HAN_TOP})"

#: What images, scripts and units are called: logo@2x.png is a file.
_FILES = frozenset(
    {
        "png", "jpg", "jpeg", "gif", "webp", "bmp", "svg", "ico", "css", "js", "json", "html", "htm", "xml", "txt", "log", "exe",
        "dll", "pdf", "csv", "xls", "xlsx", "doc", "docx", "mp4", "tgz", "scss", "vue", "service", "socket", "timer", "mount",
    }
)  # fmt: skip
#: Accounts of programs: git@github.com:owner/name.git
_PROGRAMS = frozenset({"git"})
_GLUED = ("com", "net", "org", "cn")
_GLUED_TOP = f"(?:{'|'.join(_GLUED)})"
_NEXT = f"(?:[.]?[A-Z]|[A-Za-z0-9._-]{{0,64}}{_AT})"
_EDGES = "A-Za-z0-9_.@＠"
_CLUE = f"[A-Za-z0-9_%+-]{_AT}[A-Za-z0-9]"
_END = "(?:[^A-Za-z@＠]|$)"
#: RFC 2142 and what firms use besides: nobody's own mailbox.
_ROLES = words(
    """
    info noreply no-reply no_reply donotreply do-not-reply support service services sales admin administrator webmaster
    postmaster hostmaster mailer-daemon abuse security privacy legal hr job jobs career careers recruit recruitment contact
    contactus help helpdesk office marketing market press media pr billing finance accounts feedback enquiry enquiries inquiry
    team hello notify notification notifications newsletter news alert alerts system kefu zhaopin bd business root
    customerservice cs dpo
    """
)


def _by_initial(alternatives: tuple[str, ...]) -> str:
    """An alternation that looks at a first letter once: Python's engine tries one alternative after the other."""
    rests: dict[str, list[str]] = {}
    for alternative in alternatives:
        rests.setdefault(alternative[0], []).append(alternative[1:])
    return "(?:" + "|".join(f"{initial}(?:{'|'.join(own)})" for initial, own in sorted(rests.items())) + ")"


_ROLE = _by_initial(_ROLES)
#: Where # instead of @ is meant: behind it stands a provider that people have mailboxes at.
_PROVIDER = (
    "(?:(?:vip[.])?(?:qq|163|126|sina|sohu|foxmail|aliyun|139|189|tom|yeah)[.](?:com[.]cn|com|net|cn)"
    "|(?:gmail|hotmail|outlook|yahoo|icloud|live|msn|wo)[.](?:com|cn)|example[.](?:com|org|net))"
)
_SPELT_AT = r"[(\[（【] ?(?:at|AT|At|@) ?[)\]）】]"

_ANY_ADDRESS = f"{_LOCAL}(?:{_AT}(?:{_DOMAIN}{_TOP}|{_HAN_DOMAIN})|#{_PROVIDER}|{_SPELT_AT}{_DOMAIN}{_TOP})"


def validate(value: str) -> bool | None:
    """False for a file name, a program's account, or an address that the next word is glued to; never proves."""
    local, _, domain = value.replace("＠", "@").replace("．", ".").rpartition("@")
    top = domain.rpartition(".")[2]
    if top.lower() in _FILES or local in _PROGRAMS or ".." in local or local.endswith("."):
        return False
    above = domain.rpartition(".")[0].rpartition(".")[2]
    if len(above) == 2 and above[0].isdigit() and above[1] in "xX":
        return False  # a picture at twice its size: logo@2x.webp
    glued = any(top.startswith(t) and top[len(t) : len(t) + 1].isupper() for t in _GLUED) or (above in _GLUED and top[:1].isupper())
    return False if glued else None


RECOGNIZER = Recognizer(
    entity="EMAIL_ADDRESS",
    category="user.contact.email",
    names={"zh": "邮件地址", "en": "E-mail address"},
    rank=30,
    patterns=(
        Pattern("role_cell", f"{_ROLE}{_AT}{_DOMAIN}{_TOP}", scope="cell", score=0.9, kind="role"),
        Pattern("cell", _ADDRESS, scope="cell", score=0.9),
        Pattern(
            "role",
            f"{_ROLE}{_AT}{_DOMAIN}{_TOP}",
            edges=f"{_EDGES}+＋%-",
            after=_END,
            score=0.9,
            kind="role",
            clue=f"{_ROLE}{_AT}[A-Za-z0-9]",
        ),
        Pattern(
            "address", _ANY_ADDRESS, edges=f"{_EDGES}+＋", after=_END, score=0.9, clue=f"{_CLUE}|{_AT}[{_HAN}]|#{_PROVIDER}|{_SPELT_AT}"
        ),
        Pattern("word_follows", f"{_LOCAL}{_AT}{_DOMAIN}{_GLUED_TOP}", edges=f"{_EDGES}+＋", after=_NEXT, score=0.8, clue=_CLUE),
        Pattern(
            "number_precedes",
            f"(?:[A-Za-z_][A-Za-z0-9._%+-]{{0,63}}|[0-9]{{1,15}}){_AT}{_DOMAIN}{_TOP}",
            before="(?:[+]|[＋])(?:[0-9]{8,15})??",
            after=_END,
            score=0.8,
            clue=f"[+＋][A-Za-z0-9._%+-]{{1,80}}{_AT}",
        ),
        Pattern("address_precedes", _ADDRESS, before=f"(?:[.]{_GLUED_TOP}|[^A-Za-z0-9_][.])", after=_END, score=0.8, clue=_CLUE),
        Pattern("han_cell", f"[A-Za-z0-9_{_HAN}][A-Za-z0-9._%+{_HAN}-]{{0,30}}{_AT}{_HAN_DOMAIN}", scope="cell", score=0.7),
        Pattern("quoted", f'["][^"@＠\\\\\n]{{1,40}}["]{_AT}{_DOMAIN}{_TOP}', after=_END, score=0.7, clue=f'["]{_AT}[A-Za-z0-9]'),
        Pattern(
            "weak",
            f"(?:[A-Za-z0-9_][A-Za-z0-9._-]{{2,30}}[{MASK_CLASS}][A-Za-z0-9._-]{{0,30}}"
            f"|[A-Za-z0-9_][A-Za-z0-9._-]{{0,1}}[{MASK_CLASS}][A-Za-z0-9._-]{{2,30}}){_AT}{_DOMAIN}{_TOP}",
            edges=f"A-Za-z0-9_{MASK_CLASS}",
            state="weak",
            score=0.7,
            clue=f"[{MASK_CLASS}][A-Za-z0-9._-]*{_AT}",
        ),
        Pattern(
            "masked",
            f"(?:[A-Za-z0-9_][A-Za-z0-9._-]{{0,20}}[{MASK_CLASS}]{{1,20}}[A-Za-z0-9._-]{{0,20}}|[{MASK_CLASS}]{{2,20}}[A-Za-z0-9._-]{{1,20}}){_AT}"
            f"(?:[A-Za-z0-9{MASK_CLASS}-]{{1,40}}{_DOT}){{1,4}}[A-Za-z]{{2,18}}",
            edges=f"A-Za-z0-9_{MASK_CLASS}",
            state="masked",
            score=0.7,
            clue=f"[{MASK_CLASS}][A-Za-z0-9._-]*{_AT}",
        ),
    ),
    validate=validate,
    doubt="[A-Z＠．]|[0-9]x[.]|[.][.]|[.]@|git@|[.](?:" + "|".join(sorted(_FILES)) + ")",
    headers=words(
        """
        email emails e_mail email_address email_addr email_no email_account mail_address mail_addr mail_account mailbox
        youxiang dzyx dzyj yxdz youxiangdizhi youjian_dizhi useremail contact_email 邮箱 邮箱地址 邮件地址 电子邮件 电子邮箱
        电子信箱 电邮 电邮地址 邮箱账号 邮箱帐号 邮箱号 email地址 e-mail メール メールアドレス 信箱 電子郵件 電郵
        email_id emailid emailaddr mail_box mailaddr emial eamil emali dzyjdz dzyxdz lxyx lianxiyouxiang 邮址 邮箱号码
        邮件账号 メアド Eメール 邮件信箱 电子邮件地址 电子邮箱地址
        """
    ),
    hints=words(
        """
        mail mails yx yj sender_mail receiver_mail recipients cc bcc mail_to mail_from 邮件 收件邮箱
        yxzh mailto 收信地址 发信地址
        """
    ),
    vetoes=words("server smtp host template 模板 服务器 验证"),
    context=("邮箱", "郵箱", "邮件", "email", "e-mail", "mail", "信箱", "電郵", "电邮"),
    evidence="shape",
    examples=("zhang.san@example.com", "邮箱：li_si@mail.example.cn", "wang＠example．com", "zhang@例子.公司"),
    counter_examples=("logo@2x.png", "git@example.com:a/b.git", "@example.com", "user@localhost"),
    sources=("RFC 5321", "RFC 5322", "RFC 1035", "RFC 6531", "RFC 2142", "IANA root zone database"),
    holds=("text",),
    shortest=6,
    pointed=True,
)
