"""Web tracker (网页跟踪器): script, pixel or SDK by which a page or an app tells a third party who visits.

No person's data by itself, but the place where it leaves: a page with hm.js hands visitors' addresses and cookies to Baidu. Known by
the hosts that collect (not by the makers' own sites), by the calls of the snippets they ask sites to paste, and by the package
names of their SDKs. The kind is the service. Not recognised: trackers behind a site's own domain (first-party proxies, CNAME), content
networks, maps and login widgets. Source: the installation guides of these services; PIPL Art. 23 (providing to others), Art. 55.
"""

from __future__ import annotations

from recognizers.base import Pattern, Recognizer
from recognizers.header_words import words

_PATH = "(?:/[0-9A-Za-z_./?=&%-]{0,120})?"
#: service -> what its snippets hold; each begins with a literal
_SERVICES = {
    "baidu_tongji": f"hm[.]baidu[.]com{_PATH}|hmcdn[.]baidu[.]com{_PATH}|_hmt[.]push\\(|openapi[.]baidu[.]com/rest/2[.]0/tongji",
    "baidu_mtj": "com[.]baidu[.]mobstat|BaiduMobStat|mtj[.]baidu[.]com",
    "cnzz": f"[csvz][0-9]{{0,4}}[.]cnzz[.]com{_PATH}|_czc[.]push\\(|cnzz_stat_icon",
    "umeng": (
        f"(?:ulogs|alogs|errlog|ucc|plbslog|log|aplus|ouplog|cnlogs|msg)[.]umeng(?:cloud)?[.]com{_PATH}"
        "|com[.]umeng[.](?:analytics|commonsdk|umcrash)|UMConfigure[.]init"
    ),
    "51la": f"(?:js|sdk|ia|web|collect)[.](?:users[.])?51[.]la{_PATH}|LA[.]init\\(",
    "sensorsdata": (
        f"(?:static|cdn|datasink|[a-z0-9]{{1,20}}[.]datasink)[.]sensorsdata[.]cn{_PATH}|com[.]sensorsdata[.]analytics"
        "|sensorsdata(?:[.]min)?[.]js|sensors[.]quick\\("
    ),
    "growingio": f"(?:assets|api|t|tags)[.]growingio[.]com{_PATH}|com[.]growingio[.]android|gio\\(['\"]init",
    "talkingdata": (
        f"(?:sdk|jic|h5|tdsdk|av|me)[.]talkingdata[.](?:com|net){_PATH}|com[.]tendcloud[.]tenddata|TCAgent[.]init|TalkingDataSDK"
    ),
    "zhuge": f"(?:zgsdk|sdk|apipool|u)[.]zhugeio[.]com{_PATH}|zhuge[.](?:track|identify|load)\\(",
    "tencent_analytics": (
        f"(?:pingjs|ta|mta|pingtcss|h[.]trace|otheve[.]beacon|oth[.]str[.]beacon)[.]qq[.]com{_PATH}"
        f"|tajs[.]qq[.]com{_PATH}|com[.]tencent[.]stat[.]|MtaH5"
    ),
    "tencent_bugly": "com[.]tencent[.]bugly|android[.]bugly[.]qq[.]com",
    "tencent_ads": "(?:qzs|i)[.]gdtimg[.]com|t[.]gdt[.]qq[.]com|com[.]qq[.]e[.]ads",
    "bytedance": (
        f"(?:mcs|mon|lf3-data)[.](?:snssdk|volccdn|zijieapi|volces)[.]com{_PATH}|analytics[.]tiktok[.]com{_PATH}"
        "|ttq[.]load\\(|com[.]bytedance[.]applog|com[.]bytedance[.]sdk[.]openadsdk"
    ),
    "aliyun_arms": f"retcode[.]alicdn[.]com{_PATH}|arms-retcode[.]aliyuncs[.]com{_PATH}|log[.]mmstat[.]com{_PATH}",
    "jiguang": "cn[.]jpush[.]android|cn[.]jiguang[.]|stats[.]jpush[.]cn",
    "getui": "com[.]igexin[.]sdk|com[.]getui[.]",
    "google_analytics": (
        f"(?:www[.]|ssl[.]|region1[.])?google-analytics[.]com{_PATH}|analytics[.]google[.]com/g/collect"
        "|gtag\\(['\"]config|ga\\(['\"]create|_gaq[.]push\\("
    ),
    "google_tag_manager": f"googletagmanager[.]com{_PATH}",
    "google_ads": f"(?:[a-z]{{1,12}}[.]g[.])?doubleclick[.]net{_PATH}|googleadservices[.]com{_PATH}|googlesyndication[.]com{_PATH}",
    "firebase_analytics": "com[.]google[.]firebase[.]analytics|firebase-analytics[.]js|app-measurement[.]com",
    "meta_pixel": f"connect[.]facebook[.]net{_PATH}|facebook[.]com/tr[/]?(?:[?][0-9A-Za-z_=&%.-]{0, 120})?|fbq\\(['\"]init",
    "microsoft_clarity": f"(?:[a-z]{{1,4}}[.])?clarity[.]ms{_PATH}|bat[.]bing[.]com{_PATH}|clarity\\(['\"]set",
    "hotjar": f"(?:static|script|vars|in)[.]hotjar[.]com{_PATH}|_hjSettings",
    "mixpanel": f"(?:cdn|api|api-js|cdn4)[.](?:mxpnl|mixpanel)[.]com{_PATH}|mixpanel[.]init\\(|com[.]mixpanel[.]android",
    "segment": "cdn[.]segment[.](?:com|io)|api[.]segment[.]io|analytics[.]load\\(",
    "amplitude": "(?:cdn|api|api2)[.]amplitude[.]com|amplitude[.]getInstance\\(",
    "appsflyer": "com[.]appsflyer[.]|websdk[.]appsflyer[.]com|[a-z0-9]{1,12}[.]appsflyersdk[.]com",
    "adjust": "com[.]adjust[.]sdk|app[.]adjust[.](?:com|io)",
    "yandex_metrica": f"mc[.]yandex[.](?:ru|com){_PATH}|ym\\([0-9]{{6,9}}",
    "matomo": "matomo[.](?:js|php)|piwik[.](?:js|php)|_paq[.]push\\(",
    "linkedin_insight": "(?:snap|px)[.](?:licdn|ads[.]linkedin)[.]com|_linkedin_partner_id",
    "line_tag": "d[.]line-scdn[.]net/n/line_tag|tr[.]line[.]me/tag",
}


RECOGNIZER = Recognizer(
    entity="WEB_TRACKER",
    category="user.device.cookie_id",
    names={"zh": "网页跟踪器", "en": "Web tracker"},
    rank=63,
    patterns=(
        *(
            Pattern(kind, core, edges="0-9A-Za-z_-", kind=kind, score=0.98, clue=core.replace(_PATH, ""))
            for kind, core in _SERVICES.items()
        ),
    ),
    headers=words(
        """
        tracking_code tracking_script tracking_pixel tracker_url analytics_code analytics_script statistics_code
        tongji_code tongji third_party_js pixel_code pixel_id ga_tracking_id gtm_id baidu_tongji cnzz_code 统计代码 第三方统计
        第三方统计代码 百度统计 百度统计代码 站长统计 跟踪代码 埋点代码 监测代码 像素代码
        """
    ),
    context=("script", "统计", "埋点", "sdk"),
    evidence="shape",
    examples=(
        "<script src='https://hm.baidu.com/hm.js?0123456789abcdef0123456789abcdef'></script>",
        "https://www.googletagmanager.com/gtag/js?id=G-ABCDEF1234",
        "implementation 'com.umeng.analytics:analytics:1.0'",
        "<img src='https://www.facebook.com/tr?id=1&ev=PageView'>",
    ),
    counter_examples=("https://www.baidu.com/", "https://tongji.baidu.com/", "https://developers.google.com/analytics", "analytics.py"),
    sources=("installation guides of the services", "PIPL Art. 23"),
    holds=("text", "bytes"),
    shortest=6,
    keep=(12, 0),
)
