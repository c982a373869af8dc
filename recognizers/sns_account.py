"""Account on a social network (SNS 账号): WeChat, QQ, Weibo, Douyin, Xiaohongshu, LINE, Telegram and others.

An account rarely proves itself: `wxid_…` and profile addresses do, an openid (o and 27 characters of base64url) nearly.
A WeChat id (a letter and 5 to 19 of letters, digits, _ and -) or a QQ number (5 to 11 digits) looks like any word or
number, so in text it counts only directly after its cue, and in a cell only under a header that names it. A group
number (QQ群) is nobody's account. Sources: WeChat help centre (微信号规则), WeChat open platform (openid, unionid), QQ.
"""

from __future__ import annotations

from recognizers.base import Pattern, Recognizer
from recognizers.header_words import words

_WECHAT = "[A-Za-z][A-Za-z0-9_-]{5,19}"
_OPENID = "o[A-Za-z0-9_-]{27}"
_QQ = "[1-9][0-9]{4,10}"
_HANDLE = "[A-Za-z0-9_一-鿿-]{2,30}"
_SCREEN_NAME = "[A-Za-z0-9_.]{3,30}"

_NO_WORD = "(?:^|[^A-Za-z0-9_])"  # a cue of letters is a word of its own: not awx:, not vxlan
_IS = "(?: ?[:：=∶] ?| ?(?:是|为|為) ?)"
_NUMBER_WORD = "(?:号码|號碼|账号|帐号|帳號|賬號|号|號|公众号|公众帐号|公众账号|ID|id|Id)"
_WECHAT_CUE = f"(?:微信|薇信|威信|{_NO_WORD}(?:[Vv][Xx]|[Ww][Xx]|[Ww]e[Cc]hat|WECHAT|[Ww]ei[Xx]in))"
_QQ_CUE = f"(?:{_NO_WORD}[Qq][Qq]|扣扣|企鹅号)"
_PLATFORM = (
    "(?:微博|抖音|快手|小红书|小紅書|知乎|豆瓣|哔哩哔哩|B站|视频号|钉钉|飞书|支付宝|淘宝|旺旺"
    "|[Ww]eibo|[Dd]ouyin|TikTok|LINE|Line|[Tt]elegram|[Ss]kype|WhatsApp|[Ii]nstagram|[Tt]witter|[Ff]acebook|MSN|msn)"
)
_PROFILE = (
    "(?:weibo[.](?:com|cn)/(?:(?:u|n|p)/)?[0-9]{6,16}|weibo[.]com/n/[^ /?#\"'<>，。、；]{2,30}|t[.]me/[A-Za-z][A-Za-z0-9_]{4,31}"
    "|douyin[.]com/user/[A-Za-z0-9_=-]{6,100}|xiaohongshu[.]com/user/profile/[0-9a-f]{24}|space[.]bilibili[.]com/[0-9]{1,16}"
    "|zhihu[.]com/people/[A-Za-z0-9_-]{2,60}|linkedin[.]com/in/[A-Za-z0-9_%-]{3,100}|facebook[.]com/profile[.]php[?]id=[0-9]{6,20}"
    "|(?:instagram|twitter|facebook)[.]com/[A-Za-z0-9_.]{3,30}|line[.]me/ti/p/[A-Za-z0-9_~@-]{4,60}|user[.]qzone[.]qq[.]com/[0-9]{5,11})"
)

_HOSTS = (
    "weibo[.]c|t[.]me/|douyin[.]com/|xiaohongshu[.]com/|bilibili[.]com/|zhihu[.]com/|linkedin[.]com/|(?:instagram|twitter|facebook)[.]com/"
    "|line[.]me/|qzone[.]qq"
)

#: What stands behind a cue without being an account.
_WORDS = frozenset(
    {
        "wechat", "weixin", "android", "iphone", "windows", "https", "http", "email", "phone", "mobile", "number", "wechatpay",
        "mini", "program", "tencent", "official",
    }
)  # fmt: skip
#: Pages of the platforms themselves.
_PAGES = frozenset(
    {
        "home.php", "home", "login", "groups", "group", "pages", "watch", "share", "sharer", "sharer.php", "explore", "intent",
        "hashtag", "search", "help", "about",
    }
)  # fmt: skip


def validate(value: str) -> bool | None:
    """False for a common word or a platform's own page that stands where an account could; never proves."""
    if "facebook.com/" in value or "instagram.com/" in value or "twitter.com/" in value:
        return False if value.partition(".com/")[2].lower() in _PAGES else None
    return False if value.lower() in _WORDS else None


RECOGNIZER = Recognizer(
    entity="SNS_ACCOUNT",
    category="user.account.sns",
    names={"zh": "SNS 账号", "en": "Social network account"},
    rank=50,
    patterns=(
        Pattern("wxid", "wxid_[0-9A-Za-z]{6,24}", edges="0-9A-Za-z_-", score=0.9),
        Pattern("profile", _PROFILE, edges="A-Za-z0-9_-", score=0.6, clue=_HOSTS),
        Pattern(
            "openid", _OPENID, before="(?:open|union|OPEN|UNION|Open|Union)_?(?:[Ii]d|ID)[\"']?[:：= ]{1,3}[\"']?", edges="0-9A-Za-z_-"
        ),
        Pattern("wechat", _WECHAT, before=f"{_WECHAT_CUE}(?:{_NUMBER_WORD}{_IS}?|{_IS}| )", edges="0-9A-Za-z_@-", score=0.6),
        Pattern("wechat_glued", "[A-Za-z][A-Za-z_-]{1,18}[0-9][A-Za-z0-9_-]{2,16}", before="微信", edges="0-9A-Za-z_@-", score=0.5),
        Pattern("wechat_is_qq", "[1-9][0-9]{5,10}", before=f"{_WECHAT_CUE}{_NUMBER_WORD}?{_IS}?", edges="0-9A-Za-z_@-", score=0.4),
        Pattern("qq", _QQ, before=f"{_QQ_CUE}{_NUMBER_WORD}?(?:{_IS}| )?", edges="0-9_@＠", score=0.6),
        Pattern("qq_glued", _QQ, before="QQ号?[:：]", edges="0-9_@＠", score=0.5),
        Pattern("handle", f"@{_HANDLE}", before=f"{_PLATFORM} ?{_NUMBER_WORD}?(?:{_IS}| )?", edges="0-9A-Za-z_", score=0.5),
        Pattern("screen_name", _SCREEN_NAME, before=f"{_PLATFORM} ?{_NUMBER_WORD}?{_IS}", edges="0-9A-Za-z_@", score=0.4),
        Pattern("openid_cell", _OPENID, scope="header", score=0.7),
        Pattern("qq_cell", _QQ, scope="header", score=0.4),
        Pattern("wechat_cell", _WECHAT, scope="header", score=0.4),
    ),
    validate=validate,
    headers=words(
        """
        wechat wxid wechat_id wechat_no wechat_number wechat_account we_chat weixin weixin_id weixin_no weixin_number
        weixinhao wx_id wx_no wx_number wxh wxhm weixin_hao openid open_id unionid union_id qq qq_no qq_num qq_number qqh qqhm
        qqhao weibo weibo_id douyin douyin_id dingtalk_id dingding_id ding_user_id line_id facebook facebook_id twitter
        twitter_id linkedin linkedin_id instagram whatsapp skype skype_id telegram telegram_id wangwang aliwangwang kuaishou
        xiaohongshu 微信 微信号 微信号码 微信账号 微信帐号 微信id qq号 qq号码 qq账号 微博 微博号 微博账号 抖音号 抖音账号
        小红书号 快手号 钉钉号 钉钉账号 钉钉用户id 旺旺 社交账号 社交帐号 line账号 lineid 微信唯一标识
        """
    ),
    hints=words(
        """
        wx ali_pay_account alipay alipay_account alipay_code alipay_no zfb zfbzh msn icq yahoo taobao wangwang_id social_id
        third_party_id weixin_account uin social_account dingtalk im_no 支付宝账号 支付宝帐号 支付宝 第三方账号 第三方id
        """
    ),
    vetoes=words(
        """
        pay payment template mch merchant app appid secret token mp url 支付 模板 小程序 公众号 商户 回调 二维码 菜单 渠道
        打款
        """
    ),
    context=("微信", "qq", "微博", "抖音", "小红书", "加我", "加好友", "wechat", "weibo", "扣扣"),
    evidence="header",
    examples=("wxid_a1b2c3d4e5f622", "微信号：zhang_san-2020", "QQ：1234567890", "微博：@盘点小助手"),
    counter_examples=("1234567890", "微信支付", "vxlan: overlay", "QQ群：123456789"),
    sources=("WeChat help centre: 微信号规则", "WeChat open platform: openid", "Tencent QQ"),
    holds=("text", "whole", "bytes"),
    shortest=5,
)
