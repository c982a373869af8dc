"""Coordinates of a place (经纬度), as exact as somebody's door: precise location, sensitive under PIPL Art. 28 (行踪轨迹).

In text and in cells without header only pairs count, in either order, inside the box around China (73 to 135.1 E, 3.8 to 53.6 N)
and with four decimals or more (eleven metres); beside them WKT points, GeoJSON, degrees-minutes-seconds, and numbers that
are called lng, 经度 and so on. Under a header any pair on earth, and single numbers with at least three decimals (a temperature has
fewer). GCJ-02, BD-09 and WGS 84 differ by less than a kilometre and look alike. 0,0 is refused. Not recognised: geohashes, whole
numbers of microdegrees, WKB. Sources: GB/T 18316 and ISO 6709 (writing), OGC 06-103r4 (WKT), RFC 7946 (GeoJSON).
"""

from __future__ import annotations

from recognizers.base import Pattern, Recognizer
from recognizers.header_words import words

_FINE = "[.][0-9]{4,16}"
_LNG = f"(?:7[3-9]|[89][0-9]|1[0-2][0-9]|13[0-4]){_FINE}|135[.]0[0-9]{{3,15}}"
_LAT = f"(?:[4-9]|[1-4][0-9]|5[0-2]){_FINE}|3[.][89][0-9]{{3,15}}|53[.][0-5][0-9]{{3,15}}"
_COMMA = "[ ]?[,，;；/|][ ]?"
_PAIR = f"(?:(?:{_LNG}){_COMMA}(?:{_LAT})|(?:{_LAT}){_COMMA}(?:{_LNG}))"
_EDGES = "0-9A-Za-z_.%+"
_ANY = "-?(?:1[0-7][0-9]|[1-9]?[0-9])"
_NUMBER = f"{_ANY}(?:[.][0-9]{{1,17}})?"
_EXACT = f"{_ANY}[.][0-9]{{3,17}}"
_SECONDS = "(?:[0-9]{1,2}(?:[.][0-9]{1,6})?(?:″|''|\"|”|秒))?"
_DMS = f"[0-9]{{1,3}}[°度] ?[0-9]{{1,2}}(?:[.][0-9]{{1,6}})?['′’分] ?{_SECONDS}"
_NORTH, _EAST = "(?:北纬|北緯|[NnSs])", "(?:东经|東經|[EeWw])"
_DEGREES = "[0-9]{1,3}[.][0-9]{2,16}[°度]?"
_BETWEEN = "[ ,，、;；/]{0,3}"
_NAMED_LNG = "(?:[Ll]ng|[Ll]on|LNG|LON|[Ll]ongitude|经度|經度)"
_NAMED_LAT = "(?:[Ll]at|LAT|[Ll]atitude|纬度|緯度)"
_IS = "[\"']?[ ]?[:：=][ ]?[\"']?"


def validate(value: str) -> bool | None:
    """False for the point that stands for nothing (0, 0) and for zero itself; never proves."""
    return None if any("1" <= c <= "9" for c in value) else False


def _sides(mark: str, core: str) -> str:
    return f"(?:{mark} ?{core}|{core} ?{mark})"


def _turned(north: str, east: str) -> str:
    return f"(?:{north}{_BETWEEN}{east}|{east}{_BETWEEN}{north})"


RECOGNIZER = Recognizer(
    entity="GEO_COORDINATE",
    category="user.location.precise",
    names={"zh": "经纬度", "en": "Coordinates"},
    rank=60,
    patterns=(
        Pattern("pair", _PAIR, edges=_EDGES, kind="pair", score=0.7, clue=f"[0-9]{{1,3}}{_FINE}{_COMMA}[0-9]{{1,3}}[.][0-9]"),
        Pattern(
            "point", f"(?:POINT|Point)(?: ?Z)? ?\\( ?{_NUMBER} {_NUMBER}(?: {_NUMBER})? ?\\)", edges="0-9A-Za-z_", kind="pair", score=0.8
        ),
        Pattern("geojson", f"{_NUMBER}, ?{_NUMBER}", before="[Cc]oordinates[\"'] ?: ?\\[ ?", edges="0-9.", kind="pair", score=0.8),
        Pattern("dms", _turned(_sides(_NORTH, _DMS), _sides(_EAST, _DMS)), edges="0-9A-Za-z_", kind="pair", score=0.8, clue="[0-9][°度]"),
        Pattern(
            "degrees",
            _turned(_sides(_NORTH, _DEGREES), _sides(_EAST, _DEGREES)),
            edges="0-9A-Za-z_.",
            kind="pair",
            score=0.8,
        ),
        Pattern("longitude", _EXACT, before=_NAMED_LNG + _IS, edges="0-9.", kind="longitude", score=0.7),
        Pattern("latitude", _EXACT, before=_NAMED_LAT + _IS, edges="0-9.", kind="latitude", score=0.7),
        Pattern("single", _EXACT, scope="header", score=0.5),
        Pattern("any_pair", f"\\[?\\(?{_NUMBER}{_COMMA}{_NUMBER}\\)?\\]?", scope="header", kind="pair", score=0.5),
        Pattern("single_dms", f"{_NORTH}? ?{_DMS} ?{_NORTH}?|{_EAST}? ?{_DMS} ?{_EAST}?", scope="header", score=0.6),
    ),
    validate=validate,
    headers=words(
        """
        longitude latitude lng lat lon lnglat latlng lnglats lonlat latlon long_lat lng_lat gps gps_location gps_point
        gps_coordinates gps_lng gps_lat gps_position geo_location geolocation geo_point geo_coordinate geo_coordinates
        location_point jingdu weidu jingweidu jwd 经度 纬度 经纬度 纬经度 gps坐标 地理坐标 经纬度坐标 位置坐标 定位坐标 gps位置
        定位经纬度 坐标经纬度 緯度 経度
        """
    ),
    hints=words("coordinate jd wd geo location_xy lbs"),
    vetoes=words("flat plat price page screen mouse image chart 屏幕 鼠标 图片 画布 温"),
    context=("经纬度", "坐标", "定位", "location", "lng", "lat"),
    evidence="shape",
    examples=("116.397128,39.916527", "位置：39.916527, 116.397128", "POINT(116.40 39.90)", "39°54′20″N 116°23′29″E"),
    counter_examples=("116.40,39.90", "1920,1080", "1.2.3", "0.0000,0.0000"),
    sources=("PIPL Art. 28", "ISO 6709:2022", "OGC 06-103r4", "RFC 7946"),
    kinds={
        "longitude": ("longitude", "lng", "lon", "gps_lng", "jingdu", "jd", "经度"),
        "latitude": ("latitude", "lat", "gps_lat", "weidu", "wd", "纬度"),
        "pair": ("lnglat", "latlng", "lonlat", "latlon", "jingweidu", "jwd", "经纬度", "纬经度"),
    },
    holds=("text", "fraction", "other"),
    shortest=4,
    keep=(2, 0),
)
