"""Web trackers as a register speaks of them: which service a processor's fingerprints mean.

A scan names a tracker by its service ("baidu_tongji"); a register names processors by fingerprints: hosts, paths of scripts,
globals, cookies, packages. The marks here are the hosts, calls and packages of each service in lower case; a processor means
a service when its id does, or when one of its fingerprints is a mark, or ends in one, or begins with one.
"""

from __future__ import annotations

from collections.abc import Iterable

from register.parties import Processor

#: service -> hosts, globals, packages, cookies
SERVICES: dict[str, tuple[str, ...]] = {
    "baidu_tongji": ("hm.baidu.com", "hmcdn.baidu.com", "_hmt", "openapi.baidu.com/rest/2.0/tongji", "hm_lvt_", "hm_lpvt_", "hmaccount"),
    "baidu_mtj": ("com.baidu.mobstat", "baidumobstat", "mtj.baidu.com"),
    "cnzz": ("cnzz.com", "_czc", "cnzz_stat_icon", "um_distinctid", "cnzzdata"),
    "umeng": ("umeng.com", "umengcloud.com", "com.umeng.analytics", "com.umeng.commonsdk", "com.umeng.umcrash", "umconfigure"),
    "51la": ("51.la", "la.init"),
    "sensorsdata": (
        "sensorsdata.cn",
        "com.sensorsdata.analytics",
        "sensorsdata.js",
        "sensorsdata.min.js",
        "sensors.quick",
        "sensorsdata20",
    ),
    "growingio": ("growingio.com", "com.growingio.android", "gio", "gr_user_id"),
    "talkingdata": ("talkingdata.com", "talkingdata.net", "com.tendcloud.tenddata", "tcagent", "talkingdatasdk"),
    "zhuge": ("zhugeio.com", "zhuge", "zg_did"),
    "tencent_analytics": ("pingjs.qq.com", "ta.qq.com", "mta.qq.com", "tajs.qq.com", "com.tencent.stat", "mtah5"),
    "tencent_bugly": ("com.tencent.bugly", "android.bugly.qq.com"),
    "tencent_ads": ("qzs.gdtimg.com", "t.gdt.qq.com", "com.qq.e.ads"),
    "bytedance": ("snssdk.com", "volccdn.com", "zijieapi.com", "volces.com", "analytics.tiktok.com", "ttq", "com.bytedance.applog"),
    "aliyun_arms": ("retcode.alicdn.com", "arms-retcode.aliyuncs.com", "log.mmstat.com"),
    "jiguang": ("cn.jpush.android", "cn.jiguang", "stats.jpush.cn"),
    "getui": ("com.igexin.sdk", "com.getui"),
    "google_analytics": ("google-analytics.com", "analytics.google.com", "gtag", "_gaq", "_ga", "_gid"),
    "google_tag_manager": ("googletagmanager.com",),
    "google_ads": ("doubleclick.net", "googleadservices.com", "googlesyndication.com"),
    "firebase_analytics": ("com.google.firebase.analytics", "firebase-analytics.js", "app-measurement.com"),
    "meta_pixel": ("connect.facebook.net", "facebook.com/tr", "fbq", "_fbp"),
    "microsoft_clarity": ("clarity.ms", "bat.bing.com", "clarity", "_clck"),
    "hotjar": ("hotjar.com", "_hjsettings", "_hjid"),
    "mixpanel": ("mixpanel.com", "mxpnl.com", "com.mixpanel.android", "mixpanel"),
    "segment": ("cdn.segment.com", "cdn.segment.io", "api.segment.io", "ajs_anonymous_id"),
    "amplitude": ("cdn.amplitude.com", "api.amplitude.com", "api2.amplitude.com", "amplitude"),
    "appsflyer": ("com.appsflyer", "websdk.appsflyer.com", "appsflyersdk.com"),
    "adjust": ("com.adjust.sdk", "app.adjust.com", "app.adjust.io"),
    "yandex_metrica": ("mc.yandex.ru", "mc.yandex.com"),
    "matomo": ("matomo.js", "matomo.php", "piwik.js", "piwik.php", "_paq", "_pk_id"),
    "linkedin_insight": ("snap.licdn.com", "px.ads.linkedin.com", "_linkedin_partner_id"),
    "line_tag": ("d.line-scdn.net", "tr.line.me"),
}
_IDS = {name.replace("_", ""): name for name in SERVICES}


def services(processor: Processor) -> frozenset[str]:
    """The services that a processor's id and fingerprints mean; empty where nothing tells."""
    own = _IDS.get("".join(ch for ch in processor.id.lower() if ch.isalnum()))
    prints = [mark.strip().lower().strip("*").strip("./") for mark in fingerprints(processor)]
    meant = {name for name, marks in SERVICES.items() if any(_means(given, mark) for given in prints for mark in marks)}
    return frozenset(meant | ({own} if own else set()))


def fingerprints(processor: Processor) -> tuple[str, ...]:
    return (*processor.hosts, *processor.script_paths, *processor.script_globals, *processor.cookies, *processor.packages)


def _means(given: str, mark: str) -> bool:
    """hm.baidu.com/hm.js and hm.baidu.com mean each other, so do s4.cnzz.com and cnzz.com, com.umeng and com.umeng.analytics."""
    if len(given) < 3:
        return given == mark
    return given == mark or given.endswith(f".{mark}") or _begins(given, mark) or ("." in given and _begins(mark, given))


def _begins(text: str, head: str) -> bool:
    return text.startswith(head) and (head.endswith("_") or not text[len(head)].isalnum())


def declared(processors: Iterable[Processor]) -> frozenset[str]:
    """The services that any of the processors means, and their own ids: a company may name one that is not in this table."""
    return frozenset().union(*(services(processor) | {processor.id.replace("-", "_")} for processor in processors))
