"""Cookie identifier (Cookie 标识符): the name that a browser is known by on a site or to an advertiser.

Known by the cookie's own name before the value (BAIDUID=…, UM_distinctid=…), or by a value that only one service writes
(GA1.2.… of Google Analytics, fb.1.… of Meta). `Hm_lvt_` carries the site's id in its name and visits as its value: the whole
assignment counts. A session cookie (JSESSIONID, PHPSESSID) opens an account and is a CREDENTIAL; a cookie that holds a setting (lang,
theme) is nobody's. Not recognised: a site's own visitor cookie outside a column that says so.

Sources: GB/T 35273-2020 annex A, RFC 6265, the cookie lists that these services publish.
"""

from __future__ import annotations

from recognizers.base import Pattern, Recognizer
from recognizers.header_words import words

_IS = "[\"']? ?[=:] ?[\"']?"
_VALUE = "[0-9A-Za-z._%|*~$!-]{8,400}(?::FG=1)?"
_END = "0-9A-Za-z_"
#: service -> names of the cookies in which it keeps its identifier
_NAMES = {
    "baidu": "BAIDUID(?:_BFESS)?|BIDUPSID|HMACCOUNT(?:_BFESS)?|__yjs_duid",
    "cnzz": "UM_distinctid|CNZZDATA[0-9]{5,12}",
    "alibaba": "cna|_uab_collina|acw_tc|isg|cnaui",
    "sina": "SINAGLOBAL|UOR",
    "growingio": "(?:[0-9a-f]{16}_)?gr_user_id|[0-9a-f]{16}_gr_session_id",
    "sensorsdata": "sensorsdata20[0-9]{2}jssdkcross|sajssdk_20[0-9]{2}_cross_new_user",
    "zhuge": "zg_did",
    "google_analytics": "_ga(?:_[0-9A-Z]{6,12})?|_gid|_gcl_au|__utma|__gads",
    "doubleclick": "IDE|DSID|test_cookie_id",
    "meta": "_fbp|_fbc",
    "microsoft": "MUID|_clck|_uetvid",
    "hotjar": "_hjid|_hjSessionUser_[0-9]{3,9}",
    "mixpanel": "mp_[0-9a-f]{32}_mixpanel",
    "matomo": "_pk_id(?:[.][0-9]{1,5}[.][0-9a-f]{4})?",
    "segment": "ajs_anonymous_id|ajs_user_id",
}
_EMPTY = frozenset({"deleted", "undefined", "expires", "disabled", "document"})


def validate(value: str) -> bool | None:
    """False where a cookie is being deleted or one character fills it; never proves."""
    return False if value.lower() in _EMPTY or len(set(value)) < 3 else None


RECOGNIZER = Recognizer(
    entity="COOKIE_ID",
    category="user.device.cookie_id",
    names={"zh": "Cookie 标识符", "en": "Cookie identifier"},
    rank=62,
    patterns=(
        Pattern("ga", "G[AS]1[.][0-9]{1,2}[.][0-9]{8,10}[.][0-9]{8,10}", edges=_END, kind="google_analytics", score=0.9),
        Pattern("fb", "fb[.][0-2][.][0-9]{13}[.][0-9A-Za-z_-]{8,200}", edges=_END, kind="meta", score=0.9),
        Pattern("hm", "Hm_l[vp]v?t_[0-9a-f]{32}(?:=[0-9]{10}(?:(?:,|%2C)[0-9]{10}){0,5})?", edges=_END, kind="baidu", score=0.9),
        *(
            Pattern(
                kind,
                _VALUE,
                before=f"(?:^|[^0-9A-Za-z_.-])(?:{names}){_IS}",
                edges=_END,
                kind=kind,
                score=0.8,
                clue=f"(?:{names})[\"']? ?[=:]",
            )
            for kind, names in _NAMES.items()
        ),
        Pattern("cell", "[!-~][ -~]{7,}", scope="header", score=0.4),
    ),
    validate=validate,
    headers=words(
        """
        cookie cookie_id cookies cookie_uuid cookie_value cookie_guid user_cookie client_cookie browser_cookie visitor_cookie
        anonymous_id distinct_id visitor_uid visitor_uuid visitor_guid visitor_key visit_uid ga_client_id ga_cid
        google_client_id baiduid bdid utma hm_lvt uv_id uvid browser_id browser_uuid first_party_id third_party_cookie 访客标识
        访客唯一标识 匿名id 匿名用户id 匿名标识 浏览器标识 cookie标识 cookieid
        """
    ),
    hints=words("visitor_id guest_id"),
    vetoes=words("session csrf xsrf accept consent policy name domain path secret 同意 政策"),
    context=("cookie", "Cookie", "set-cookie"),
    evidence="shape",
    examples=(
        "_ga=GA1.2.1234567890.1600000000",
        "BAIDUID=0123456789ABCDEF0123456789ABCDEF:FG=1",
        "Hm_lvt_0123456789abcdef0123456789abcdef=1600000000",
    ),
    counter_examples=("lang=zh-CN; theme=dark", "JSESSIONID=0123456789ABCDEF0123456789ABCDEF", "GA1.2"),
    sources=("GB/T 35273-2020 annex A", "RFC 6265"),
    holds=("text", "bytes"),
    shortest=8,
    keep=(3, 0),
)
