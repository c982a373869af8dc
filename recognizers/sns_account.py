"""Account on a social network (SNS 账号), and on which: WeChat, QQ, Weibo, Douyin, Xiaohongshu, LINE, Telegram and others.

An account rarely proves itself: `wxid_…` and profile addresses do, an openid (o and 27 characters of base64url) nearly.
A WeChat id (a letter and 5 to 19 of letters, digits, _ and -) or a QQ number (5 to 11 digits) looks like any word or
number, so in text it counts only directly after its cue, and in a cell only under a header that names it. The platform is
the pattern's `kind`, or that of the header's word. `recognizers._platforms` has the cues and addresses of the others.

Nobody's account: a group (QQ群), a public account (公众号, gh_…), a mini program, an app id (wx and 16 hexadecimal digits), a
page of the platform itself. A telephone number or an e-mail address that serves as an account is found as what it is.

Sources: WeChat help centre (微信号规则), WeChat open platform (openid, unionid, appid), QQ, the platforms' own addresses.
"""

from __future__ import annotations

import re

from recognizers._platforms import IS, NO_COUNT, NUMBER_WORD, PLATFORMS, SHORT_CLUE, Platform
from recognizers.base import Pattern, Recognizer
from recognizers.header_words import words

_WECHAT = "[A-Za-z][A-Za-z0-9_-]{5,19}"
_WITH_DIGIT = "[A-Za-z](?:[A-Za-z_-]{4,17}[0-9][A-Za-z0-9_-]{0,14}|[A-Za-z_-]{0,3}[0-9][A-Za-z0-9_-]{4,16})"
_OPENID = "o[A-Za-z0-9_-]{27}"
_QQ = "[1-9][0-9]{4,10}"
_IS_QQ = "[1-9][0-9]{5,10}"

_NO_WORD = "(?:^|[^A-Za-z0-9_])"  # a cue of letters is a word of its own: not awx:, not vxlan
_NO_GROUP = "(?:^|[^A-Za-z0-9_群])"
#: Alternatives that begin with a plain character: Python looks for these alone.
_WECHAT_CUE = "(?:微信|薇信|威信|微 信|绿泡泡|加微|加薇|加[VvＶ]|[+]V|WeChat|Wechat|wechat|WECHAT|Weixin|weixin|WeiXin|wei信|V信|v信)"
_LETTERS = f"{_NO_WORD}[VvWw][Xx]"
_LETTERS_CLUE = f"{_NO_WORD}(?:[VvWw][Xx][^A-HJ-PR-TV-Za-hj-pr-tv-z0-9_]|[Vv]：)"
_SAYS = f"(?:[/、&]?(?:QQ|qq|手机|电话|抖音))?(?:同号)?(?:{NUMBER_WORD}(?:{IS})?|{IS})"
_SURE = f"(?:{_WITH_DIGIT}|{_IS_QQ})"
_QQ_CUE = "(?:扣扣|蔻蔻|企鹅号?|Q号|加[Qq])"
_OPENID_CUE = "(?:open|union|OPEN|UNION|Open|Union)_?(?:[Ii]d|ID)"
_END = "(?:[^0-9A-Za-z_@＠-]|$)"
_NO_NUMBER = f"(?:[^0-9A-Za-z_@＠{NO_COUNT}-]|$)"

#: What stands behind a cue without being an account.
_WORDS = frozenset(
    words(
        """
        wechat weixin android iphone windows https http email phone mobile number wechatpay mini program tencent official account
        accounts login logout share search help about home explore intent hashtag groups group pages watch sharer sharer.php
        home.php reel reels stories channel settings privacy terms policy status events marketplace jobs company joinchat addstickers
        true false null none undefined unknown string integer object default public private video videos live app login.php
        dialog plugins tr photo photos business developers download
        """
    )
)
_NOBODY = re.compile("wx[0-9a-f]{16}|gh_[0-9a-f]{6,16}")


def validate(value: str) -> bool | None:
    """False for a common word, a platform's own page, a public account or an app where an account could stand."""
    return False if value.lower().lstrip("@") in _WORDS or _NOBODY.fullmatch(value) else None


def _patterns(platform: Platform) -> tuple[Pattern, ...]:
    """A cue or an address before the account; short cues of letters must be words of their own and have a pattern of their own."""
    after = platform.after
    patterns = [
        Pattern(platform.kind, platform.core, before=platform.before, after=after, score=0.5, kind=platform.kind, clue=platform.clue)
    ]
    if platform.short:
        patterns.append(
            Pattern(
                f"{platform.kind}_short",
                platform.core,
                before=platform.before_short,
                after=after,
                score=0.4,
                kind=platform.kind,
                clue=SHORT_CLUE,
            )
        )
    return tuple(patterns)


_NAMED = {
    "wechat": words(
        """
        wechat wxid wechat_id wechat_no wechat_num wechat_number wechat_account wechat_name we_chat weixin weixin_id weixin_no
        weixin_number weixinhao wx_id wx_no wx_num wx_number wxh wxhm weixin_hao openid open_id unionid union_id wx_openid
        wx_unionid wechat_openid wechat_unionid 微信 微信号 微信号码 微信账号 微信帐号 微信id 微信唯一标识 微信openid 微信unionid
        """
    ),
    "qq": words("qq qq_no qq_num qq_number qq_account qqh qqhm qqhao qq号 qq号码 qq账号 qq帐号 腾讯qq"),
    "weibo": words("weibo weibo_id weibo_uid weibo_account weibo_name sina_weibo 微博 微博号 微博账号 微博帐号 微博id 新浪微博"),
    "douyin": words("douyin douyin_id douyin_no douyin_account 抖音号 抖音账号 抖音帐号 抖音id 抖音"),
    "kuaishou": words("kuaishou kuaishou_id kuaishou_account 快手号 快手账号 快手帐号 快手id"),
    "xiaohongshu": words("xiaohongshu xiaohongshu_id xhs_id xhs_account 小红书 小红书号 小红书账号 小红书id"),
    "zhihu": words("zhihu_id zhihu_account 知乎账号 知乎id"),
    "bilibili": words("bilibili_id bilibili_uid bilibili_account b站账号 b站uid 哔哩哔哩账号"),
    "douban": words("douban_id douban_account 豆瓣账号 豆瓣id"),
    "taobao": words("wangwang aliwangwang wangwang_no taobao_account taobao_nick 旺旺 旺旺号 阿里旺旺 淘宝账号 淘宝帐号"),
    "dingtalk": words(
        "dingtalk_id dingding_id ding_user_id dingtalk_user_id dingtalk_account ding_id 钉钉号 钉钉账号 钉钉帐号 钉钉用户id 钉钉id"
    ),
    "feishu": words("feishu_id feishu_open_id feishu_user_id feishu_account lark_id lark_open_id 飞书号 飞书账号 飞书帐号 飞书id"),
    "wecom": words("wecom_id wecom_account work_wechat work_wechat_id qywx_id 企业微信 企业微信号 企业微信账号 企微号 企微账号"),
    "line": words("line_id line_account line账号 lineid line帳號"),
    "x": words("twitter twitter_id twitter_account twitter_handle 推特 推特账号"),
    "facebook": words("facebook facebook_id facebook_account fb_id fb_account 脸书 脸书账号 臉書"),
    "instagram": words("instagram instagram_id instagram_account ins_account ig_account ins账号"),
    "linkedin": words("linkedin linkedin_id linkedin_account 领英 领英账号"),
    "telegram": words("telegram telegram_id telegram_account tg_id tg_account 电报号 电报账号"),
    "whatsapp": words("whatsapp whatsapp_id whatsapp_no whatsapp_number whatsapp_account"),
    "skype": words("skype skype_id skype_account skype_name"),
    "kakao": words("kakao kakao_id kakaotalk kakaotalk_id"),
    "tiktok": words("tiktok tiktok_id tiktok_account"),
    "signal": words("signal_id signal_account"),
    "discord": words("discord_id discord_account discord_name"),
    "github": words("github_id github_account github_username github_login github账号"),
}
#: Words that name a platform, but as often its payments, its programs or a sign-in.
_HINTED = {
    "wechat": words("wx weixin_account"),
    "alipay": words(
        "ali_pay_account alipay alipay_account alipay_code alipay_no alipay_user_id zfb zfbzh 支付宝 支付宝账号 支付宝帐号 支付宝账户"
    ),
    "taobao": words("taobao wangwang_id"),
    "dingtalk": words("dingtalk"),
    "feishu": words("feishu"),
    "discord": words("discord"),
    "github": words("github"),
}


RECOGNIZER = Recognizer(
    entity="SNS_ACCOUNT",
    category="user.account.sns",
    names={"zh": "SNS 账号", "en": "Social network account"},
    rank=50,
    patterns=(
        Pattern("wxid_cell", "wxid_[0-9A-Za-z]{6,24}", scope="cell", score=0.9, kind="wechat"),
        Pattern("wxid", "wxid_[0-9A-Za-z]{6,24}", after="(?:[^0-9A-Za-z_-]|$)", score=0.9, kind="wechat"),
        Pattern("openid", _OPENID, before=f"{_OPENID_CUE}[\"']?[:：= ]{{1,3}}[\"']?", edges="0-9A-Za-z_-", kind="wechat", clue=_OPENID_CUE),
        *(pattern for platform in PLATFORMS for pattern in _patterns(platform)),
        Pattern(
            "weibo_name",
            "[A-Za-z0-9_一-鿿-]{2,30}",
            before=f"(?:微博|weibo|Weibo)(?:{NUMBER_WORD}?(?:{IS})? ?@|(?:名|昵称|账号|帐号|ID)(?:{IS})@?)",
            edges="0-9A-Za-z_",
            kind="weibo",
            clue="微博|[Ww]eibo",
        ),
        Pattern(
            "wechat", f"(?:{_WECHAT}|{_IS_QQ})", before=f"{_WECHAT_CUE}{_SAYS}", after=_END, score=0.6, kind="wechat", clue=_WECHAT_CUE
        ),
        Pattern(
            "wechat_letters",
            f"(?:{_WECHAT}|{_IS_QQ})",
            before=f"{_LETTERS}{_SAYS}",
            after=_END,
            score=0.6,
            kind="wechat",
            clue=_LETTERS_CLUE,
        ),
        Pattern("wechat_near", _SURE, before=f"{_WECHAT_CUE} ?", after=_NO_NUMBER, score=0.5, kind="wechat", clue=_WECHAT_CUE),
        Pattern(
            "wechat_apart",
            _SURE,
            before=f"{_NO_WORD}(?:[VvWw][Xx] |[Vv]：)",
            after=_NO_NUMBER,
            score=0.5,
            kind="wechat",
            clue=_LETTERS_CLUE,
        ),
        Pattern(
            "qq",
            _QQ,
            before=f"{_NO_GROUP}[Qq][Qq]{NUMBER_WORD}?(?:{IS}| )?",
            after=f"(?:[^0-9_@＠{NO_COUNT}]|$)",
            score=0.6,
            kind="qq",
            clue="[Qq][Qq][^.．]",
        ),
        Pattern(
            "qq_spelt", _QQ, before=f"{_QQ_CUE}{NUMBER_WORD}?(?:{IS}| )?", after=f"(?:[^0-9_@＠{NO_COUNT}]|$)", kind="qq", clue=_QQ_CUE
        ),
        Pattern("qq_glued", _QQ, before="[A-Za-z0-9_]QQ号?[:：]", edges="0-9_@＠", score=0.5, kind="qq", clue="[Qq][Qq][^.．]"),
        Pattern(
            "qq_mail",
            _QQ,
            edges="0-9A-Za-z_.-",
            after="[@＠][Qq][Qq](?:[.．](?:[^A-Za-z]|$)|[^.．A-Za-z0-9]|$)",
            score=0.4,
            kind="qq",
            clue="[0-9][@＠][Qq][Qq]",
        ),
        Pattern("openid_cell", _OPENID, scope="header", score=0.7, kind="wechat"),
        Pattern("qq_cell", _QQ, scope="header", score=0.4),
        Pattern("wechat_cell", _WECHAT, scope="header", score=0.4),
        Pattern("handle_cell", "@?[A-Za-z0-9_][A-Za-z0-9_.-]{2,38}[A-Za-z0-9_]", scope="header", score=0.3),
    ),
    validate=validate,
    doubt="[A-Za-z]{2}",
    headers=tuple(w for named in _NAMED.values() for w in named)
    + words(
        """
        社交账号 社交帐号 社交媒体账号 sns_account sns_id
        wx_account wechatid wechatno wechat_code wxaccount oicq qq_openid qq_code qqid sina_id douyin_openid dy_openid
        ks_openid xhs_no alipay_uid alipay_openid taobao_id dingtalk_userid dingtalk_unionid wecom_userid wework_userid
        qywx_userid external_userid line_user_id line_uid telegram_username viber social_media_account weixinid weixinzhanghao
        企业微信id 企微ID 微信标识 飞书 飞书ID 钉钉 钉钉ID 钉钉userid 抖音ID 快手 快手ID 小红书ID 知乎 知乎ID B站账号 哔哩哔哩
        微博ID 微博UID 淘宝号 淘宝ID 旺旺账号 社交账户 第三方用户唯一标识 第三方唯一标识 扣扣号 Q号 企鹅号 腾讯QQ 微信联系方式
        LINE番号 LINEアカウント 支付宝用户id 支付宝UID
        """
    ),
    hints=tuple(w for hinted in _HINTED.values() for w in hinted)
    + words(
        """
        msn icq yahoo social_id third_party_id uin social_account im_no 第三方账号 第三方id
        dyh xhs dy_id dyid ks_id wb wbh zfb_id zfb_account tb_id ww wwid 三方账号 第三方账户 社交媒体 即时通讯 聊天账号 im
        用户标识 用户唯一标识 唯一标识 授权用户标识
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
    counter_examples=("1234567890", "微信支付", "vxlan: overlay", "QQ群：123456789", "公众号：gh_0123456789ab"),
    sources=(
        "WeChat help centre: 微信号规则",
        "WeChat open platform: openid, unionid, appid",
        "Tencent QQ",
        "profile addresses of the platforms",
    ),
    holds=("text", "whole", "bytes"),
    shortest=5,
    kinds={kind: _NAMED.get(kind, ()) + _HINTED.get(kind, ()) for kind in {**_NAMED, **_HINTED}},
)
