"""Credential (凭证): password, token, secret key; what opens an account.

Columns are known by their header, whatever the cells hold. In text and in cells of other columns only that counts which
cannot be anything else: a private key block, the prefixed tokens of large providers, a password hash of a known scheme,
a password inside an address, a password written after its cue. Nothing is ever proven, nobody tries to log in.
Sources: RFC 7468 (key blocks), RFC 7519 (JWT), crypt(5), the providers' published token formats.
"""

from __future__ import annotations

from recognizers.base import Pattern, Recognizer
from recognizers.header_words import words

_KEY_WORDS = "[A-Z0-9 ]{0,24}PRIVATE KEY(?: BLOCK)?-----"
_KEY_BLOCK = f"-----BEGIN {_KEY_WORDS}[A-Za-z0-9+/=:., \\r\\n\\t\\\\]*(?:-----END {_KEY_WORDS})?"
_TOKEN = (
    "(?:AKIA[0-9A-Z]{16}|LTAI[0-9A-Za-z]{12,26}|AKID[0-9A-Za-z]{32}|gh[pousr]_[0-9A-Za-z]{36}|github_pat_[0-9A-Za-z_]{82}"
    "|glpat-[0-9A-Za-z_-]{20}|xox[abprs]-[0-9A-Za-z-]{10,80}|sk-[0-9A-Za-z]{20,64}|AIza[0-9A-Za-z_-]{35})"
)
_JWT = "eyJ[0-9A-Za-z_-]{8,}[.]eyJ[0-9A-Za-z_-]{8,}[.][0-9A-Za-z_-]{8,}"
_HASH = (
    "(?:[$]2[abxy]?[$][0-9]{2}[$][./0-9A-Za-z]{53}|[$][156][$][./0-9A-Za-z]{1,16}[$][./0-9A-Za-z]{22,86}"
    "|[$]argon2(?:id|i|d)[$][!-~]{20,200})"
)
_URL = "[a-z][a-z0-9+]{1,20}://[^ /:@?#\"'<>]{0,60}:[^ /@?#\"'<>]{1,100}@[A-Za-z0-9.-]{1,100}"
_PASSWORD_CUE = "(?:密码|密碼|口令|[Pp]assword|PASSWORD|[Pp]asswd|PASSWD|[Pp]wd)[\"']?(?: ?[:：=] ?|是|为)[\"']?"
#: Printable ASCII but quotes and what separates assignments. A digit is wanted after a cue: code says password=form.value
_IN_PASSWORD = r"[!#$%(-+./-9=?-\[\]-~-]"
_PLACEHOLDERS = frozenset({"password", "passwd", "null", "none", "true", "false", "required", "string", "varchar", "changeme", "undefined"})


def validate(value: str) -> bool | None:
    """False for words that documentation puts where a password would be, for masks, for fewer than 4 characters."""
    return False if len(value) < 4 or value.lower() in _PLACEHOLDERS or set(value) <= set("*•●xX.-_") else None


RECOGNIZER = Recognizer(
    entity="CREDENTIAL",
    category="user.authorization.credentials",
    names={"zh": "凭证（密码、密钥）", "en": "Credential (password, key)"},
    rank=95,
    patterns=(
        Pattern("private_key", _KEY_BLOCK, score=1.0),
        Pattern("token", _TOKEN, edges="0-9A-Za-z_-", score=0.9),
        Pattern("jwt", _JWT, edges="0-9A-Za-z_-", score=0.8),
        Pattern("hash", _HASH, score=0.9),
        Pattern("url_password", _URL, edges="A-Za-z0-9", score=0.7),
        Pattern("after_cue", f"{_IN_PASSWORD}{{0,63}}[0-9]{_IN_PASSWORD}{{0,63}}", before=_PASSWORD_CUE, score=0.5),
        Pattern("cell", "[!-~]{4,}", scope="header", score=0.5),
    ),
    validate=validate,
    headers=words(
        """
        password passwords passwd pass_word pwd pswd salt secret secret_key private_key api_key apikey access_key token
        session_key encryption_key encrypt_key aes_key security_answer secret_answer password_hash pass_hash mima denglumima
        zfmm dlmm yhmm credential credentials appsecret 密码 支付密码 口令 密钥 私钥 秘钥 密匙 盐 盐值 安全答案 密保答案 令牌
        凭证 パスワード
        """
    ),
    hints=words("mm pass answer app_key passphrase pin sign_key 答案 安全符 签名密钥"),
    vetoes=words(
        """
        public public_key 公钥 csrf css page device push registration 设备 推送 记账 会计 付款 支付 报销 优惠 代金 入账 收款
        退款
        """
    ),
    context=("密码", "密钥", "口令", "password", "secret", "token"),
    evidence="header",
    examples=("密码：Zq8#pandian", "-----BEGIN RSA PRIVATE KEY-----", "AKIA" + "ABCDEFGH23456789"),
    counter_examples=("密码错误", "password: ****", "忘记密码"),
    sources=("RFC 7468", "RFC 7519", "crypt(5)", "providers' published token formats"),
    holds=("text", "bytes"),
    shortest=4,
    keep=(0, 0),
)
