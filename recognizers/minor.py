"""Minor (未成年人): what says that a person is under 14 or under 18.

PIPL Art. 31 asks for a parent's consent below 14 and makes all data of such persons sensitive (Art. 28). Ages that follow from birth
dates and resident ids are counted elsewhere; here are words only: an age behind 年龄 or a child's word, a class of kindergarten or
school (小学三年级2班, 初二(3)班), the columns of guardians and children. Kinds: under_14 (kindergarten, primary school, ages to 13) and
under_18 (secondary school, ages 14 to 17). A grade without a class is in course tables, too (三年级数学) and counts only under a
header of its own; 学历：小学 is an adult's education; 适用年龄：3-6岁 is about goods; 未成年人保护法 is a law. Not recognised: students as
such, birth years, classes of five-year schools apart. Sources: PIPL Art. 28 and 31, Civil Code Art. 17, Compulsory Education Law Art. 11.
"""

from __future__ import annotations

from recognizers.base import Pattern, Recognizer
from recognizers.header_words import words

_CLASS = "(?:[(（]?[0-9一二三四五六七八九十]{1,2}[)）]?班)"
_ONE_TO_SIX, _SEVEN_TO_NINE = "[一二三四五六1-6]", "[七八九7-9]"
_KINDERGARTEN = "(?:幼儿园[托小中大][一二三四五六1-6]?班|幼儿园学前班|学前班|托班|[小中大]班[(（]幼儿园[)）])"
_YOUNG = "(?:(?:1[0-3]|[0-9])周?岁半?|(?:十[一二三]?|[一二两三四五六七八九])周?岁半?|[0-9]{1,2}个月大?)"
_OLDER = "(?:1[4-7]周?岁|十[四五六七]周?岁)"
_CHILD = (
    "(?:儿子|女儿|孩子|小孩|宝宝|女童|男童|幼童|幼儿|婴儿|患儿|儿童|小朋友|男孩|女孩|学生|[Cc]hild|孙子|孙女|外孙女?|小宝|大宝|二宝)"
    "(?:[,，、（( ]|今年|现年|年仅|现在|才|刚|刚满|已经?|是){0,3}"
)
_AGE = "(?:^|[^用合级品商推段龄书读])(?:年龄|年齡|年纪)[ 　]?(?:[:：=]|为|是)[ 　]?"
_AFTER_AGE = "(?:[^0-9.岁以至到~～—+-]|$)"


RECOGNIZER = Recognizer(
    entity="MINOR",
    category="user.childrens",
    names={"zh": "未成年人", "en": "Minor"},
    rank=87,
    patterns=(
        Pattern(
            "primary_class",
            f"(?:小学)?{_ONE_TO_SIX}年级{_CLASS}|小学[ ·-]?{_ONE_TO_SIX}[(（][0-9一二三四五六七八九十]{{1,2}}[)）]班",
            edges="0-9A-Za-z_",
            kind="under_14",
            score=0.7,
            clue="[一二三四五六1-6](?:年级|[(（])",
        ),
        Pattern(
            "primary_grade",
            f"小学{_ONE_TO_SIX}年级",
            after="(?:[^0-9一-鿿(（]|学生|在读|就读|的?孩|$)",
            kind="under_14",
            score=0.6,
            clue="小学",
        ),
        Pattern(
            "kindergarten",
            _KINDERGARTEN,
            after="(?:[^一-鿿]|学生|小朋友|在读|的?孩|$)",
            kind="under_14",
            score=0.7,
            clue="幼儿园|学前班|托班",
        ),
        Pattern(
            "junior_class",
            f"(?:(?:初中)?{_SEVEN_TO_NINE}年级|初[一二三123])[ ]?{_CLASS}",
            edges="0-9A-Za-z_",
            kind="under_18",
            score=0.7,
            clue="[七八九7-9]年级|初[一二三123]",
        ),
        Pattern(
            "senior_class",
            f"(?:高[一二三]|高中[一二三]年级)[ ]?{_CLASS}",
            edges="0-9A-Za-z_",
            kind="under_18",
            score=0.7,
            clue="高[一二三]|高中[一二三]",
        ),
        Pattern("age_young", f"{_YOUNG}|(?:1[0-3]|[1-9])", before=_AGE, after=_AFTER_AGE, kind="under_14", score=0.7, clue="年[龄齡纪]"),
        Pattern("age_older", f"{_OLDER}|1[4-7]", before=_AGE, after=_AFTER_AGE, kind="under_18", score=0.7, clue="年[龄齡纪]"),
        Pattern("child_young", _YOUNG, before=_CHILD, after="(?:[^以至到~～—+-]|$)", kind="under_14", score=0.6, clue="岁|个月"),
        Pattern("child_older", _OLDER, before=_CHILD, after="(?:[^以至到~～—+-]|$)", kind="under_18", score=0.6, clue="岁"),
        Pattern("only", f"{_YOUNG}|{_OLDER}", before="(?:年仅|年方|时年仅)", score=0.6, clue="年[仅方]"),
        Pattern(
            "labelled",
            "未成年人?|儿童|婴幼儿",
            before="(?:是否成年|成年与否|人员类[别型]|人群类?[别型]?|就诊人群|旅客类型|乘客类型|乘机人类型)[:：] ?",
            score=0.7,
            clue="[:：] ?(?:未成年|儿童|婴幼儿)",
        ),
        Pattern("said", "未成年人?", before="(?:系|为|是|均|尚|属|仍|还)", after="(?:[^人保]|$)", score=0.6),
        Pattern("word", "未成年人?|未满14周?岁|未满18周?岁|不满十四周岁|不满14周岁", scope="cell", score=0.5),
        Pattern(
            "primary_cell",
            f"(?:小学)?{_ONE_TO_SIX}年级{_CLASS}?|小[一二三四五六]{_CLASS}?|幼儿园.{{0,4}}|[托小中大][一二三四1-4]?班",
            scope="header",
            kind="under_14",
            score=0.5,
        ),
        Pattern(
            "junior_cell",
            f"(?:初中)?{_SEVEN_TO_NINE}年级{_CLASS}?|初[一二三]{_CLASS}?|高[一二三]{_CLASS}?|(?:初中|高中)[一二三]年级{_CLASS}?",
            scope="header",
            kind="under_18",
            score=0.5,
        ),
        Pattern("age_cell", f"{_YOUNG}|1[0-3]|[0-9]", scope="header", kind="under_14", score=0.4),
        Pattern("older_cell", f"{_OLDER}|1[4-7]", scope="header", kind="under_18", score=0.4),
        Pattern("school_number", "[GL]?[0-9]{17,19}[0-9Xx]", scope="header", score=0.5),
        Pattern("name_cell", "[一-鿿·]{2,15}", scope="header", score=0.3),
        Pattern("phone_cell", "[+]?[0-9][0-9 -]{6,16}", scope="header", score=0.2),
        Pattern("date_cell", "(?:19|20)[0-9]{2}[-/.年]?[0-9]{1,2}[-/.月]?[0-9]{1,2}日?", scope="header", score=0.3),
    ),
    headers=words(
        """
        guardian guardian_name guardian_phone guardian_mobile guardian_tel guardian_idcard guardian_id_card guardian_relation
        child_name child_birthday child_age child_sex child_gender child_idcard children_name kid_name kids_name kid_age
        kid_birthday baby_name baby_birthday baby_age infant_name pupil_name jhr jhrxm jhrdh jhrlxdh jhrsfzh jianhuren
        jianhurenxingming xueji_no xjh xuejihao student_registration_number 监护人 监护人姓名 监护人电话 监护人手机 监护人手机号
        监护人联系方式 监护人联系电话 监护人身份证 监护人身份证号 监护人关系 法定监护人 第一监护人 儿童姓名 儿童身份证号
        儿童年龄 儿童生日 孩子姓名 孩子年龄 孩子生日 孩子性别 小孩姓名 小孩年龄 宝宝姓名 宝宝昵称 宝宝生日 宝宝年龄 宝宝性别
        幼儿姓名 幼儿年龄 婴儿姓名 患儿姓名 未成年人 未成年人姓名 未成年 学籍号 全国学籍号 家长姓名 家长电话 家长手机号
        就读幼儿园 所在幼儿园 就读小学 幼儿园班级 小学班级 保護者氏名 保護者
        """
    ),
    vetoes=words("tree node menu table field parent 商品 节点"),
    context=("儿童", "未成年", "监护人", "学生", "孩子", "child"),
    evidence="header",
    examples=("小学三年级2班", "年龄：12岁", "女儿今年6岁", "就读于初二(3)班", "幼儿园大班"),
    counter_examples=("学历：小学", "三年级数学上册", "适用年龄：3-6岁", "未成年人保护法", "年龄：32岁", "儿子今年28岁"),
    sources=("PIPL Art. 28 and 31", "Civil Code Art. 17", "Compulsory Education Law Art. 11"),
    kinds={
        "under_14": (
            "child_age",
            "baby_name",
            "baby_birthday",
            "baby_age",
            "infant_name",
            "就读幼儿园",
            "就读小学",
            "儿童姓名",
            "幼儿姓名",
            "宝宝姓名",
        )
    },
    holds=("text", "whole", "time"),
    keep=(0, 0),
)
