"""Religious belief (宗教信仰): which religion somebody has, or that none.

Sensitive under PIPL Art. 28. The words for religions stand in book titles, place names and news, so a value counts only under a
header, behind a label (宗教信仰：佛教) or behind a verb (信奉, 皈依). Party membership (政治面貌) is no religion. Limits: a
temple, a feast, a diet (清真) say something about belief and are not reported. Sources: PIPL Art. 28, Regulations on Religious
Affairs (the five religions), GB/T 35273-2020 annex B.
"""

from __future__ import annotations

from recognizers.base import Pattern, Recognizer
from recognizers.header_words import words

_BELIEF = (
    "(?:藏传佛教|汉传佛教|南传佛教|佛教|喇嘛教|道教|伊斯兰教|回教|天主教|基督新教|基督教|新教|东正教|犹太教"
    "|印度教|锡克教|摩门教|神道教?|萨满教|一贯道|儒教|巴哈伊教"
    "|拜火教|民间信仰|妈祖信仰|其他宗教|其它宗教)"
)
_NONE = "(?:无宗教信仰|不信教|不信仰宗教|无神论者?|没有宗教信仰)"
_BELIEVER = "(?:佛教徒|道教徒|穆斯林|基督徒|天主教徒|教徒)"
_ENGLISH = (
    "(?:Buddhis[mt]|Taois[mt]|Daois[mt]|Islam|Muslim|Christian(?:ity)?|Catholic(?:ism)?|Protestant(?:ism)?"
    "|Orthodox|Judaism|Jewish|Hindu(?:ism)?|Sikh(?:ism)?"
    "|Shinto|Atheis[mt]|Agnostic)"
)

RECOGNIZER = Recognizer(
    entity="RELIGION",
    category="user.demographic.religious_belief",
    names={"zh": "宗教信仰", "en": "Religious belief"},
    rank=91,
    patterns=(
        Pattern(
            "labelled",
            f"{_BELIEF}|{_NONE}|{_BELIEVER}",
            before="(?:宗教信仰|信仰宗教|信仰|宗教|教派)[ 　]?(?:情况|类别)?[ 　]?(?:[:：=]|是|为)[ 　]?",
            score=0.8,
            clue="信仰|宗教|教派",
        ),
        Pattern(
            "follows",
            _BELIEF,
            before="(?:信奉|信仰|皈依|笃信|改信|虔诚的?)(?:了)?",
            after="(?:[^的一-鿿]|[，。；、]|的?[他她我你]|$)",
            score=0.6,
            clue="信奉|信仰|皈依|笃信|改信|虔诚",
        ),
        Pattern(
            "is_one",
            f"(?:虔诚的)?{_BELIEVER}",
            before="(?:[他她我]|本人|其|家人|全家)(?:都|也)?是(?:一?[名个位])?",
            score=0.5,
            clue="教徒|穆斯林|基督徒",
        ),
        Pattern("english_said", _ENGLISH, before="[Rr]elig(?:ion|ious belief)[\"']?[ ]?[:=][ ]?[\"']?", edges="0-9A-Za-z_", score=0.8),
        Pattern("word", f"{_BELIEF}|{_NONE}|{_BELIEVER}", scope="header", score=0.6),
        Pattern("english", f"{_ENGLISH}|{_ENGLISH.lower()}|[Nn]one", scope="header", score=0.5),
        Pattern("code", "[0-9]{1,2}|无|有|其他|其它|未知|不详", scope="header", score=0.2),
    ),
    headers=words(
        """
        religion religious_belief religions religious religion_code religion_name religion_type religious_affiliation
        religious_faith zongjiao zongjiaoxinyang zjxy zjxydm 宗教 宗教信仰 信仰 信仰宗教 宗教信仰代码 宗教名称 宗教类型 宗教派别
        教派 信教情况 宗教信仰情况 宗派
        """
    ),
    hints=words("faith belief church"),
    vetoes=words("book place site venue 场所 活动 建筑 图书"),
    context=("宗教", "信仰", "religion"),
    evidence="header",
    examples=("宗教信仰：佛教", "信仰：无宗教信仰", "Religion: Islam", "本人信奉天主教。"),
    counter_examples=("佛教", "佛教文化研究", "宗教活动场所：某寺", "信仰的力量"),
    sources=("PIPL Art. 28", "Regulations on Religious Affairs (2017)", "GB/T 35273-2020 annex B"),
    holds=("text", "whole", "fraction", "flag"),
    keep=(0, 0),
)
