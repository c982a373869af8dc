"""Credential (凭证): password, token, secret key, session; what opens an account or a service.

Columns are known by their header, whatever the cells hold. In text and in cells of other columns only that counts which
cannot be anything else: a private key block, the prefixed tokens of large providers and of the Chinese clouds, a password hash of a
known scheme, the address of a chat robot (whoever has it may post), a password inside an address or a connection string, a value
directly after its cue (密码：…, AppSecret=…, JSESSIONID=…). A session cookie counts here: it signs in, where a visitor's cookie only
knows again. Nothing is ever proven, nobody tries to log in. Not recognised: secrets without prefix or cue (Huawei's and Baidu's older
keys are plain letters and digits), verification codes, extraction codes of shared files.
Sources: RFC 7468 (key blocks), RFC 7519 (JWT), RFC 7617 (Basic), crypt(5), the providers' published token formats.
"""

from __future__ import annotations

from recognizers.base import Pattern, Recognizer
from recognizers.header_words import words

_KEY_WORDS = "[A-Z0-9 ]{0,24}PRIVATE KEY(?: BLOCK)?-----"
_KEY_BLOCK = f"-----BEGIN {_KEY_WORDS}[A-Za-z0-9+/=:., \\r\\n\\t\\\\]*(?:-----END {_KEY_WORDS})?"
_CLOUD = (
    "(?:A[KS]IA[0-9A-Z]{16}|LTAI[0-9A-Za-z]{12,26}|STS[.][0-9A-Za-z]{20,40}|AKID[0-9A-Za-z]{32}"
    "|AKLT[0-9A-Za-z_-]{30,60}|ALTAK[0-9A-Za-z]{21}"
    "|JDC_[0-9A-Z]{28}|AIza[0-9A-Za-z_-]{35}|GOCSPX-[0-9A-Za-z_-]{28})"
)
_TOKEN = (
    "(?:gh[pousr]_[0-9A-Za-z]{36}|github_pat_[0-9A-Za-z_]{82}|glpat-[0-9A-Za-z_-]{20}|xox[abprs]-[0-9A-Za-z-]{10,80}"
    "|sk-(?:ant-|proj-|svcacct-)?[0-9A-Za-z_-]{20,160}|[rs]k_(?:live|test)_[0-9A-Za-z]{16,99}|npm_[0-9A-Za-z]{36}|hf_[0-9A-Za-z]{34}"
    "|dckr_pat_[0-9A-Za-z_-]{27}|SG[.][0-9A-Za-z_-]{22}[.][0-9A-Za-z_-]{43}|shp(?:at|ss|ca)_[0-9a-f]{32}|ya29[.][0-9A-Za-z_-]{40,200})"
)
_JWT = "eyJ[0-9A-Za-z_-]{8,}[.]eyJ[0-9A-Za-z_-]{8,}[.][0-9A-Za-z_-]{8,}"
_HASH = (
    "(?:[$]2[abxy]?[$][0-9]{2}[$][./0-9A-Za-z]{53}|[$][156][$][./0-9A-Za-z]{1,16}[$][./0-9A-Za-z]{22,86}"
    "|[$]argon2(?:id|i|d)[$][!-~]{20,200}|pbkdf2(?:_sha(?:256|1|512)|:sha(?:256|512))[$:][0-9]{3,8}[$:][!-~]{20,200}"
    "|[{]S?SHA(?:256|512)?[}][A-Za-z0-9+/]{24,120}={0,2}|[{]bcrypt[}][$]2[aby][$][0-9]{2}[$][./0-9A-Za-z]{53})"
)
_UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
_WEBHOOK = (
    "(?:oapi[.]dingtalk[.]com/robot/send[?]access_token=[0-9a-f]{32,64}|open[.](?:feishu[.]cn"
    "|larksuite[.]com)/open-apis/bot/v2/hook/[0-9A-Za-z-]{16,40}"
    f"|qyapi[.]weixin[.]qq[.]com/cgi-bin/webhook/(?:send|upload_media)[?]key={_UUID}"
    "|hooks[.]slack[.]com/services/T[0-9A-Z]{6,12}/B[0-9A-Z]{6,12}/[0-9A-Za-z]{16,32}"
    "|discord(?:app)?[.]com/api/webhooks/[0-9]{15,20}/[0-9A-Za-z_-]{30,80}|sctapi[.]ftqq[.]com/SCT[0-9A-Za-z]{10,60})"
)
_HOOKS = "oapi[.]dingtalk|open-apis/bot|cgi-bin/webhook|hooks[.]slack|api/webhooks|sctapi[.]ftqq"
_URL = "[a-z][a-z0-9+]{1,20}://[^ /:@?#\"'<>]{0,60}:[^ /@?#\"'<>]{1,100}@[A-Za-z0-9.-]{1,100}"
_PASSWORD_CUE = "(?:密码|密碼|口令|[Pp]assword|PASSWORD|[Pp]asswd|PASSWD|[Pp]wd|PWD|パスワード)[\"']?(?: ?[:：=] ?|是|为)[\"']?"
_SECRET_CUE = (
    "(?:[Aa]pp_?-?[Ss]ecret|APP_?SECRET|[Cc]lient_?[Ss]ecret|CLIENT_SECRET|[Cc]orp_?[Ss]ecret"
    "|[Ss]ecret_?-?[Aa]ccess_?-?[Kk]ey|SECRET_ACCESS_KEY"
    "|[Aa]ccess_?[Kk]ey_?(?:[Ss]ecret|[Ii]d)?|ACCESS_KEY(?:_SECRET|_ID)?|[Ss]ecret_?-?[Kk]ey|SECRET_?KEY"
    "|[Aa]pi_?-?[Kk]ey|API_?KEY|[Aa]ccess_?[Tt]oken|ACCESS_TOKEN"
    "|[Rr]efresh_?[Tt]oken|REFRESH_TOKEN|EncodingAESKey|[Aa]ccount[Kk]ey|SharedAccessKey|SharedAccessSignature"
    "|应用密钥|商户密钥|支付密钥|密钥|令牌)[\"']?(?: ?[:：=] ?|是|为)[\"']?"
)
_SESSION_CUE = (
    "(?:JSESSIONID|PHPSESSID|ASP[.]NET_SessionId|ASPSESSIONID[A-Z]{8}|SESSDATA|laravel_session|connect[.]sid"
    "|sessionid|session_id)[\"']?[=:] ?[\"']?"
)
_AUTHORIZATION = "[Aa]uthorization[\"']? ?[:=] ?[\"']?(?:Bearer|Basic|bearer|basic) "
#: Printable ASCII but quotes and what separates assignments. A digit is wanted after a cue: code says password=form.value
_IN_PASSWORD = r"[!#$%(-+./-9=?-\[\]-~-]"
_OPAQUE = "[0-9A-Za-z+/_-]{0,80}[0-9][0-9A-Za-z+/_-]{12,200}={0,2}"
_PLACEHOLDERS = frozenset(
    {
        "password",
        "passwd",
        "null",
        "none",
        "true",
        "false",
        "required",
        "string",
        "varchar",
        "changeme",
        "undefined",
        "user:password",
        "(null)",
    }
)


def validate(value: str) -> bool | None:
    """False for words that documentation puts where a password would be, for masks, for fewer than 4 characters, for what a
    program fills in (${PASSWORD}, {{ password }}, <password>, %s)."""
    low = value.lower()
    if len(value) < 4 or low in _PLACEHOLDERS or set(value) <= set("*•●xX.-_"):
        return False
    if "://" in value:
        password = low.partition("://")[2].rpartition("@")[0].partition(":")[2]
        return False if password in _PLACEHOLDERS or set(password) <= set("*x.") or password[:1] in ("$", "{", "<", "%") else None
    return False if value.startswith(("${", "{{", "<%", "#{", "%(")) or "your_" in low or "your-" in low else None


RECOGNIZER = Recognizer(
    entity="CREDENTIAL",
    category="user.authorization.credentials",
    names={"zh": "凭证（密码、密钥）", "en": "Credential (password, key)"},
    rank=95,
    patterns=(
        Pattern("private_key", _KEY_BLOCK, kind="private_key", score=1.0),
        Pattern("cloud_key", _CLOUD, edges="0-9A-Za-z_-", kind="access_key", score=0.98),
        Pattern("token", _TOKEN, edges="0-9A-Za-z_-", kind="token", score=0.98),
        Pattern("jwt", _JWT, edges="0-9A-Za-z_-", kind="jwt", score=0.8),
        Pattern("hash", _HASH, kind="hash", score=0.9),
        Pattern("webhook", _WEBHOOK, edges="0-9A-Za-z_", kind="webhook", score=0.9, clue=_HOOKS),
        Pattern("url_password", _URL, edges="A-Za-z0-9", kind="connection_string", score=0.7, clue="://[^ /:@?#\"'<>]*:[^ /@?#\"'<>]+@"),
        Pattern(
            "after_cue",
            f"{_IN_PASSWORD}{{0,63}}[0-9]{_IN_PASSWORD}{{0,63}}",
            before=_PASSWORD_CUE,
            kind="password",
            score=0.5,
            clue=_PASSWORD_CUE,
        ),
        Pattern("secret_after_cue", _OPAQUE, before=_SECRET_CUE, edges="0-9A-Za-z_.(", kind="secret", score=0.7, clue=_SECRET_CUE),
        Pattern("session", "[0-9A-Za-z%._:+/-]{16,400}={0,2}", before=_SESSION_CUE, kind="session", score=0.7, clue=_SESSION_CUE),
        Pattern("authorization", "[0-9A-Za-z._~+/-]{12,}={0,2}", before=_AUTHORIZATION, kind="token", score=0.8, clue=_AUTHORIZATION),
        Pattern("cell", "[!-~]{4,}", scope="header", score=0.5),
    ),
    validate=validate,
    headers=words(
        """
        password passwords passwd pass_word pwd pswd salt secret secret_key private_key api_key apikey access_key token
        session_key encryption_key encrypt_key aes_key security_answer secret_answer password_hash pass_hash mima denglumima
        zfmm dlmm yhmm credential credentials appsecret access_key_secret accesskeysecret app_secret corp_secret client_secret
        api_secret secret_access_key refresh_token jsessionid otp_secret totp_secret google_secret encoding_aes_key mch_key
        webhook_secret webhook_token sm_key des_key sign_secret jymm kaimenmima 密码 支付密码 口令 密钥 私钥 秘钥 密匙 盐 盐值
        安全答案 密保答案 令牌 凭证 交易密码 登录口令 应用密钥 商户密钥 暗码 パスワード 暗証番号 psw user_psw userpass
        login_pass pass_wd passwrod pasword passward prikey privkey priv_key private_pem rsa_private auth_key jwt ssh_key
        password_answer pwd_hash txmm dlkl zfkl 支付口令 密码盐 加密盐 密码答案 访问令牌
        """
    ),
    hints=words(
        """
        mm pass answer app_key passphrase pin sign_key 答案 安全符 签名密钥 授权码
        passcode pin_code secretid authcode_mail aes_iv cvv cvv2 cvc 邮箱授权码 授权密码 暗号 密文密码
        """
    ),
    vetoes=words(
        """
        public public_key 公钥 csrf css page device push registration 设备 推送 记账 会计 付款 支付 报销 优惠 代金 入账 收款
        退款
        """
    ),
    context=("密码", "密钥", "口令", "password", "secret", "token"),
    evidence="header",
    examples=(
        "密码：Zq8#pandian",
        "-----BEGIN RSA PRIVATE KEY-----",
        "AKIA" + "ABCDEFGH23456789",
        "JSESSIONID=0123456789ABCDEF0123456789ABCDEF",
    ),
    counter_examples=("密码错误", "password: ****", "忘记密码", "mysql://root:${DB_PASSWORD}@db.example.com/crm"),
    sources=("RFC 7468", "RFC 7519", "RFC 7617", "crypt(5)", "providers' published token formats"),
    kinds={
        "password": words("password passwd pwd mima denglumima dlmm yhmm 密码 口令 パスワード"),
        "payment_password": words("zfmm jymm 支付密码 交易密码"),
        "salt": words("salt 盐 盐值"),
        "token": words("token refresh_token 令牌"),
        "secret": words(
            "secret secret_key app_secret appsecret client_secret api_key apikey access_key access_key_secret 密钥 私钥 秘钥 private_key"
        ),
        "security_answer": words("security_answer secret_answer 安全答案 密保答案"),
        "session": words("session_key jsessionid"),
    },
    holds=("text", "bytes"),
    shortest=4,
    keep=(0, 0),
)
