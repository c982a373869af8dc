"""A *platform* is where an account is: the words that announce one, the addresses of its profiles, the form of its names.

WeChat and QQ are not here, their ids stand after too many cues and have rules of their own (`recognizers.sns_account`).
Names that may contain Han characters are read only where none follows: of 微博:Gary經紀人 nobody knows where the name ends.

Compiled by hand from the platforms' profile addresses and rules of names.
"""

from __future__ import annotations

from dataclasses import dataclass

#: Between a cue and an account, also in JSON.
IS = "[\"'”]? ?[:：=∶]{1,2} ?[\"'“]?| ?(?:是|为|為) ?"
NUMBER_WORD = "(?:号码|號碼|账号|帐号|帳號|賬號|账户|用户名|号|號|UID|Uid|uid| ?ID|id|Id)"
#: Body of a class: a number followed by one of these is a count.
NO_COUNT = "万亿元人个名年粉件笔次条位%"

_HAN = "一-鿿"
_NAME = "[A-Za-z_][A-Za-z0-9_.-]{1,38}[A-Za-z0-9_]"
_NAME_OR_NUMBER = f"(?:{_NAME}|[0-9]{{5,20}})"


@dataclass(frozen=True, slots=True)
class Platform:
    """cues: alternatives that begin with a plain character; path: what follows them in an address; short: cues of letters
    that must be words of their own; address: other addresses; bare: the cue is enough (else a word for number or ID);
    han: names may contain Han characters."""

    kind: str
    cues: str
    path: str = ""
    core: str = _NAME
    short: str = ""
    address: str = ""
    bare: bool = True
    han: bool = False

    @property
    def clue(self) -> str:
        return f"{self.cues}|{self.address}" if self.address else self.cues

    @property
    def _says(self) -> str:
        plain = f"|(?:{IS})@?| ?@" if self.bare else ""
        return f"{NUMBER_WORD}(?:{IS}| )?@?{plain}"

    @property
    def before(self) -> str:
        path = f"|{self.path}" if self.path else ""
        address = f"|{self.address}" if self.address else ""
        return f"(?:(?:{self.cues})(?:{self._says}{path}){address})" if address else f"(?:{self.cues})(?:{self._says}{path})"

    @property
    def after(self) -> str:
        return f"(?:[^A-Za-z0-9_.@＠{_HAN if self.han else NO_COUNT}-]|[.](?:[^A-Za-z0-9]|$)|$)"

    @property
    def before_short(self) -> str:
        return f"(?:^|[^A-Za-z0-9_.-])(?:{self.short})"


def _short(cues: str) -> str:
    return f"(?:{cues})(?:{NUMBER_WORD}?(?:{IS})@?)"


#: One for all short cues.
SHORT_CLUE = (
    "(?:^|[^A-Za-z0-9_.-])(?:(?:FB|fb|INS|Ins|ins|IG|ig|TG|tg)(?:[^A-HJ-TV-Za-hj-tv-z0-9]|$)"
    "|t[.]me/|telegram[.]me/|fb[.]com/|line[.]me/|LINE[:：])"
)

PLATFORMS = (
    Platform("weibo", "微博|weibo|Weibo|WEIBO|围脖", "[.](?:com|cn)/(?:(?:u|n|p)/)?", f"(?:{_NAME}|[0-9]{{6,16}})", han=True),
    Platform("douyin", "抖音|douyin|Douyin|DOUYIN", "[.]com/user/", _NAME_OR_NUMBER),
    Platform("kuaishou", "快手|kuaishou|Kuaishou", "[.]com/profile/", _NAME_OR_NUMBER),
    Platform(
        "xiaohongshu", "小红书|小紅書|xiaohongshu|Xiaohongshu|红薯号", "[.]com/user/profile/", f"(?:[0-9a-f]{{24}}|{_NAME_OR_NUMBER})"
    ),
    Platform("zhihu", "知乎|zhihu|Zhihu", "[.]com/people/", han=True),
    Platform("bilibili", "B站|b站|哔哩哔哩|bilibili|Bilibili", core=_NAME_OR_NUMBER, path="[.]com/(?:space/)?", han=True),
    Platform("douban", "豆瓣|douban|Douban", "[.]com/people/", _NAME_OR_NUMBER, han=True),
    Platform("alipay", "支付宝|支付寶|alipay|Alipay", core=_NAME_OR_NUMBER, bare=True),
    Platform("taobao", "淘宝|旺旺|阿里旺旺|taobao|wangwang", han=True),
    Platform("dingtalk", "钉钉|釘釘|DingTalk|dingtalk|Dingtalk", core=_NAME_OR_NUMBER),
    Platform("feishu", "飞书|飛書|feishu|Feishu", core=_NAME_OR_NUMBER),
    Platform("wecom", "企业微信|企微|WeCom|wecom", core=_NAME_OR_NUMBER),
    Platform("line", "LINE|Line|ＬＩＮＥ", bare=False, short="LINE(?:：|: ?@)|line[.]me/(?:R/)?ti/p/(?:~|@|%40)?"),
    Platform("x", "推特|Twitter|twitter|TWITTER", "[.]com/", "[A-Za-z0-9_]{4,15}", address="//x[.]com/"),
    Platform(
        "facebook",
        "脸书|臉書|Facebook|facebook|FACEBOOK",
        "[.]com/(?:profile[.]php[?]id=|people/)?",
        _NAME_OR_NUMBER,
        short=f"{_short('FB|fb')}|fb[.]com/",
    ),
    Platform("instagram", "Instagram|instagram|INSTAGRAM", "[.]com/", short=_short("INS|Ins|ins|IG|ig")),
    Platform("linkedin", "领英|領英|LinkedIn|Linkedin|linkedin", "[.]com/in/", "[A-Za-z0-9][A-Za-z0-9_.%-]{2,98}[A-Za-z0-9]"),
    Platform(
        "telegram",
        "Telegram|telegram|TELEGRAM|电报|電報|飞机号|纸飞机",
        core="[A-Za-z][A-Za-z0-9_]{3,31}",
        short=f"{_short('TG|tg')}|t[.]me/|telegram[.]me/",
    ),
    Platform("whatsapp", "WhatsApp|Whatsapp|whatsapp|WHATSAPP|wa[.]me/", core="[+]?[0-9]{8,15}", path="", bare=True),
    Platform("skype", "Skype|skype|SKYPE", core="(?:live:[.]?)?[A-Za-z][A-Za-z0-9_.-]{4,40}[A-Za-z0-9]"),
    Platform("kakao", "KakaoTalk|Kakaotalk|kakaotalk|Kakao|카카오톡"),
    Platform("tiktok", "TikTok|Tiktok|tiktok|TIKTOK", "[.]com/@"),
    Platform("signal", "Signal", core="[A-Za-z_][A-Za-z0-9_]{2,31}[.][0-9]{2,9}"),
    Platform("discord", "Discord|discord|DISCORD", "[.]com/users/", f"(?:[A-Za-z0-9_.]{{2,32}}#[0-9]{{4}}|{_NAME}|[0-9]{{17,20}})"),
    Platform("github", "GitHub|Github|github", bare=False),
)
