"""E-mail address (电子邮箱).

RFC 5321/5322 in the form people really have: dot-atom local part of at most 64 characters, a dotted domain name with an
alphabetic top level. Quoted local parts, address literals and internationalised addresses (RFC 6531) are left out.
Chinese input methods write ＠ and ．, so these are accepted. The address may touch Han characters on both sides, and
in crawled text also the next word (a＠example.comTel): a capital after .com, .net, .org or .cn is not of the address.
Sources: RFC 5321 section 4.5.3.1, RFC 1035.
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
_ADDRESS = f"{_LOCAL}{_AT}{_DOMAIN}[A-Za-z]{{2,18}}"

#: What images and scripts are called: logo@2x.png is a file.
_FILES = frozenset(
    {
        "png", "jpg", "jpeg", "gif", "webp", "bmp", "svg", "ico", "css", "js", "json", "html",
        "htm", "xml", "txt", "log", "exe", "dll", "pdf", "csv", "xls", "xlsx", "doc", "docx",
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


def validate(value: str) -> bool | None:
    """False for a file name, a program's account, or an address that the next word is glued to; never proves."""
    local, _, domain = value.replace("＠", "@").replace("．", ".").partition("@")
    top = domain.rpartition(".")[2]
    if top.lower() in _FILES or local in _PROGRAMS or ".." in local or local.endswith("."):
        return False
    above = domain.rpartition(".")[0].rpartition(".")[2]
    glued = any(top.startswith(t) and top[len(t) : len(t) + 1].isupper() for t in _GLUED) or (above in _GLUED and top[0].isupper())
    return False if glued else None


RECOGNIZER = Recognizer(
    entity="EMAIL_ADDRESS",
    category="user.contact.email",
    names={"zh": "邮件地址", "en": "E-mail address"},
    rank=30,
    patterns=(
        Pattern("cell", _ADDRESS, scope="cell", score=0.9),
        Pattern("address", _ADDRESS, edges=_EDGES, after=_END, score=0.9, clue=_CLUE),
        Pattern("word_follows", f"{_LOCAL}{_AT}{_DOMAIN}{_GLUED_TOP}", edges=_EDGES, after=_NEXT, score=0.8, clue=_CLUE),
        Pattern("address_precedes", _ADDRESS, before=f"(?:[.]{_GLUED_TOP}|[^A-Za-z0-9_][.])", after=_END, score=0.8, clue=_CLUE),
        Pattern(
            "masked",
            f"[A-Za-z0-9_][A-Za-z0-9._-]{{0,20}}[{MASK_CLASS}]{{1,20}}[A-Za-z0-9._-]{{0,20}}{_AT}"
            f"(?:[A-Za-z0-9{MASK_CLASS}-]{{1,40}}{_DOT}){{1,4}}[A-Za-z]{{2,18}}",
            edges=f"A-Za-z0-9_{MASK_CLASS}",
            state="masked",
            score=0.7,
            clue=f"[{MASK_CLASS}][A-Za-z0-9._-]*{_AT}",
        ),
    ),
    validate=validate,
    doubt="[A-Z＠．]|[.][.]|[.]@|^(?:" + "|".join(sorted(_PROGRAMS)) + ")@|[.](?:" + "|".join(sorted(_FILES)) + ")$",
    headers=words(
        """
        email emails e_mail email_address email_addr mail_address mail_addr mailbox youxiang dzyx dzyj yxdz youjian_dizhi 邮箱
        邮箱地址 邮件地址 电子邮件 电邮 邮箱账号 邮箱号 email地址 e-mail メール メールアドレス 信箱
        """
    ),
    hints=words("mail mails yx yj sender_mail receiver_mail recipients cc bcc mail_to mail_from 邮件 收件邮箱"),
    vetoes=words("server smtp host template 模板 服务器 验证"),
    context=("邮箱", "郵箱", "邮件", "email", "e-mail", "mail", "信箱", "電郵", "电邮"),
    evidence="shape",
    examples=("zhang.san@example.com", "邮箱：li_si@mail.example.cn", "wang＠example．com"),
    counter_examples=("logo@2x.png", "git@example.com:a/b.git", "@example.com", "user@localhost"),
    sources=("RFC 5321", "RFC 5322", "RFC 1035"),
    holds=("text",),
    shortest=6,
    pointed=True,
)
