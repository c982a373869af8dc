"""Ethnicity (民族): one of the 56 nationalities of China, by name or by the codes of GB/T 3304.

The full names (汉族, 维吾尔族) are unmistakable as a whole cell; the short one (汉, 回) and the codes (01 to 56, HA, MG) need a
header, and in text a label or the place in a record (男，汉族，1990年…) must say so: 恩施土家族苗族自治州 is a place. 国籍
(nationality) is something else. Sources: GB/T 3304-1991 (names, numbers and letters of the nationalities), PIPL Art. 28.
"""

from __future__ import annotations

from recognizers.base import Pattern, Recognizer
from recognizers.header_words import words

_NAMES = words(
    """
    汉 蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 高山 拉祜 水 东乡 纳西 景颇 柯尔克孜 土
    达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克 怒 乌孜别克 俄罗斯 鄂温克 德昂 保安 裕固 京 塔塔尔 独龙 鄂伦春 赫哲
    门巴 珞巴 基诺
    """
)
_VARIANTS = words("漢 滿 壯 維吾爾 彞 瑤 傜 侾 烏孜別克 羌 僮")
_SHORT = "|".join(sorted((*_NAMES, *_VARIANTS), key=lambda name: (-len(name), name)))
_FULL = f"(?:{_SHORT})族"
_LETTERS = (
    "HA|MG|HU|ZA|UG|MH|YI|ZH|BY|CS|MA|DO|YA|BA|TJ|HN|KZ|DA|LI|LS|VA|SH|GS|LH|SU|DX|NX|JP|KG|TU|DU|ML|QI|BL|SL|MN|GL|XB|AC|PM|TA|NU"
    "|UZ|RS|EW|DE|BN|YG|GI|TT|DR|OR|HZ|MB|LB|JN"
)
_ENGLISH = "Han|Mongol(?:ian)?|Hui|Tibetan|Uy?ghur|Uighur|Miao|Yi|Zhuang|Bouyei|Korean|Manchu|Dong|Yao|Bai|Tujia|Hani|Kazakh|Dai|Li|She"


RECOGNIZER = Recognizer(
    entity="ETHNICITY",
    category="user.demographic.race_ethnicity",
    names={"zh": "民族", "en": "Ethnicity"},
    rank=86,
    patterns=(
        Pattern("full", f"{_FULL}|穿青人|未识别民族|外国血统中国籍人士", scope="cell", score=0.7),
        Pattern(
            "labelled",
            f"{_FULL}|(?:{_SHORT})",
            before="(?:^|[^各少的数个])民族[ 　]?(?:成分|成份|名称)?[ 　]?(?:[:：=]|是|为)[ 　]?",
            after="(?:[^一-鿿]|[，。；、]|$)",
            score=0.8,
        ),
        Pattern(
            "labelled_english", _ENGLISH, before="(?:[Ee]thnic(?:ity| group)|[Nn]ation)[\"']? ?[:=] ?[\"']?", edges="0-9A-Za-z_", score=0.7
        ),
        Pattern("in_record", _FULL, before="[男女](?:性)?[ ,，、；;|/]{1,2}", after="(?:[^一-鿿]|$)", score=0.8),
        Pattern(
            "before_birth",
            _FULL,
            before="[,，、；;]",
            after="[,，、；;] ?(?:(?:19|20)[0-9]{2}年|中共党员|群众|团员|党员|[一-鿿]{2,4}人)",
            score=0.7,
        ),
        Pattern("short", _SHORT, scope="header", score=0.5),
        Pattern("code", "0?[1-9]|[1-4][0-9]|5[0-6]|9[78]", scope="header", score=0.2),
        Pattern("letters", _LETTERS, scope="header", score=0.3),
        Pattern("english", _ENGLISH, scope="header", score=0.3),
        Pattern("other", "其他|其它|未知|不详", scope="header", score=0.2),
    ),
    headers=words(
        """
        ethnic ethnicity ethnic_group ethnic_code ethnic_name ethnic_id minzu minzu_code nation_group race_ethnicity mz_dm mzdm
        mzmc mzm 民族 民族代码 民族成分 民族成份 民族名称 民族码 族别 名族 种族
        """
    ),
    hints=words("nation nation_id nation_code nation_name mz race folk"),
    vetoes=words("country 国籍 国家 少数民族加分 partner 学院 大学 arms rat"),
    context=("民族", "ethnic", "nation"),
    evidence="shape",
    examples=("汉族", "民族：维吾尔族", "张某，女，土家族，1990年6月生", "民族:汉"),
    counter_examples=("恩施土家族苗族自治州", "中华民族", "汉", "民族乐器：二胡", "上班族"),
    sources=("GB/T 3304-1991", "PIPL Art. 28"),
    holds=("text", "whole", "fraction", "flag"),
    keep=(0, 0),
    pointed=True,
)
