"""The *name of a company* (公司名称) for which a person works or stands.

A registered name is region, name, trade and form of organization: 上海 + 盘点 + 软件 + 有限公司. The form of organization at
the end carries the recogniser. Short names (华为) have no mark and are read only in columns named for companies.

In running text the left end is uncertain: the longest run of characters without a word of grammar before the form is
taken, so a verb may stick to the name. Sources: 企业名称登记管理规定 (2020, Art. 6), 中华人民共和国公司法
(Art. 7), ISO 20275 (legal forms).
"""

from __future__ import annotations

import re

from recognizers._han import FUNCTION, HAN_CLASS, han_without
from recognizers._shapes import NO_CUE
from recognizers.base import Pattern, Recognizer
from recognizers.header_words import words

#: A name begins with at most four digits (360, 21世纪) and no mark: more are a number that stuck to it, see `_STUCK`.
_FIRST = f"[{han_without(FUNCTION)}A-Za-z（(]"
_NEXT_CLASS = f"{han_without(FUNCTION)}A-Za-z0-9（）()·&－-"
_NEXT = f"[{_NEXT_CLASS}]"
_WHOLE = f"(?:[0-9]{{1,4}}{_FIRST}|{_FIRST}{_NEXT}){_NEXT}*"  # uncounted: a count costs a linear-time engine a thousand states
_EDGE = f"(?:^|[^{_NEXT_CLASS}])"
_FORM = (
    "(?:(?:集团|控股)?(?:股份)?(?:有限责任公司|有限公司)|股份公司|集团公司|总公司|合伙企业(?:[（(](?:有限|特殊普通|普通)合伙[）)])?"
    "|(?:律师|会计师|税务师|专利代理|资产评估)事务所|個體工商戶|股份有限公司|有限責任公司)"
)
#: What every form ends with, and all that the linear-time engine looks for in running text.
_FORM_CLUE = "限公司|任公司|份公司|团公司|总公司|合伙企业|(?:师|代理|评估)事务所|個體工商戶"
_SHORT_FORM = (
    "(?:公司|集团|集團|事务所|事務所|工厂|厂|商行|商贸行|经营部|工作室|酒店|饭店|宾馆|超市|银行|医院|大学|学院"
    "|研究院|研究所|合作社|门市部|服务部|个体工商户)"
)
_BRANCH = f"(?:[{HAN_CLASS}]{{2,8}}(?:分公司|分行|支行|营业部|分厂))?"
_LABELS = "公司名称|单位名称|工作单位|企业名称|就职于|任职于"
_LATIN_FORM = (
    "(?:Co[.]?,? ?Ltd[.]?|Company Limited|Inc[.]?|Incorporated|LLC|L[.]L[.]C[.]|Ltd[.]?|Limited|Corp[.]?|Corporation"
    "|GmbH|AG|PLC|plc|K[.]K[.]|S[.]A[.]|Pte[.]? Ltd[.]?)"
)
_JAPANESE = "(?:株式会社|有限会社|合同会社|合資会社)"
_KANA = f"[{HAN_CLASS}ぁ-ゖァ-ヺーA-Za-z0-9&・]"

#: What stands before 公司 without naming one.
_NOT_NAMES = frozenset(
    words(
        """
        本 我 贵 该 某 各 母 子 分 总 新 老 原 外 大 小 家 一家 两家 几家 上市 股份 外贸 外资 国有 民营 私营 集团 所属 所在
        下属 控股 保险 物流 快递 科技
        """
    )
)
_LONGEST = 60  # characters of a Chinese name
#: A number that ran into the name before or behind it.
_STUCK = re.compile(f"[0-9]{{5}}[^0-9]*(?:{_FORM}|{_SHORT_FORM})")


def validate(value: str) -> bool | None:
    """False where only the form or a common noun is left (有限公司, 上市公司), a number stuck to the name, or it is too long."""
    text = value.strip()
    if (len(text) > _LONGEST and not text.isascii()) or _STUCK.search(text):
        return False
    for form in ("股份有限公司", "有限责任公司", "有限公司", "总公司", "集团公司", "公司", "集团", "厂"):
        if text.endswith(form):
            name = text[: -len(form)]
            return False if not name or name in _NOT_NAMES else None
    return None


RECOGNIZER = Recognizer(
    entity="COMPANY",
    category="user.workplace",
    names={"zh": "公司名称", "en": "Company"},
    rank=75,
    patterns=(
        Pattern("registered", f"{_WHOLE}{_FORM}{_BRANCH}", scope="cell", score=0.7),
        Pattern("in_text", f"{_FIRST}{_NEXT}{{1,25}}{_FORM}{_BRANCH}", before=NO_CUE, score=0.7, clue=_FORM_CLUE),
        Pattern(
            "digits_first",
            f"[0-9]{{1,4}}{_FIRST}{_NEXT}{{0,25}}{_FORM}{_BRANCH}",
            before=_EDGE,
            score=0.7,
            clue=_FORM_CLUE,
        ),
        Pattern("short", f"{_WHOLE}{_SHORT_FORM}{_BRANCH}", scope="cell", score=0.4),
        Pattern(
            "labelled",
            f"[{HAN_CLASS}A-Za-z0-9（）()·&]{{2,26}}",
            before=f"(?:{_LABELS})[ 　]?[:：]?[ 　]?",
            after="(?:[，。,;；、 　\r\n]|$)",
            score=0.6,
            clue=_LABELS,
        ),
        Pattern(
            "latin",
            f"[A-Z][A-Za-z0-9&.'-]{{0,30}}(?: [A-Z&(][A-Za-z0-9&.')-]{{0,30}}){{0,6}},? {_LATIN_FORM}",
            edges="0-9A-Za-z",
            score=0.6,
            clue=f" {_LATIN_FORM}",
        ),
        Pattern("japanese", f"{_JAPANESE}{_KANA}+|{_KANA}+{_JAPANESE}", scope="cell", score=0.6),
        Pattern(
            "japanese_in_text",
            f"{_JAPANESE}{_KANA}{{1,20}}|{_KANA}{{1,20}}{_JAPANESE}",
            before=NO_CUE,
            score=0.6,
            clue=_JAPANESE,
        ),
        Pattern("any", f"[{HAN_CLASS}A-Za-z0-9（）()·&. ,'-]{{2,60}}", scope="header", score=0.2),
    ),
    validate=validate,
    headers=words(
        """
        company companies company_name corp_name corporation enterprise_name firm_name employer employer_name manufacturer
        manufacturer_name supplier_name vendor_name work_unit workplace gsmc dwmc qymc gongsimingcheng gongsi gzdw gzdwmc
        gongzuodanwei khmc gysmc partner_org 公司 公司名 公司名称 公司全称 单位名称 工作单位 单位全称 企业名称 企业全称 企业名
        任职单位 所在单位 供应商名称 厂商名称 制造商 制造商名称 生产商 生产企业 厂家 厂家名称 客户单位 兼职单位 人单位
        配偶单位 person_org person_company 会社名 会社 企業名 勤務先 发票抬头 开票抬头 商户名称
        """
    ),
    hints=words(
        """
        name full_name short_name title enterprise org organization unit unit_name merchant_name supplier vendor merchant mfrs
        customer_name client_name factory 名称 全称 简称 单位 供应商 商户 抬头 客户名称 账户名称
        """
    ),
    vetoes=words(
        """
        unit_price 计量 计价 货币 时间 数量 库存 基本单位 副单位 主单位 多单位 辅助单位 包装单位 重量单位 金额单位 规格单位
        体积单位 长度单位 contact person user employee staff bank file dept department role product goods category level group
        type 联系人 用户 员工 部门 银行 等级 标签 分组 类型 产品 商品
        """
    ),
    context=("公司", "单位", "任职", "就职", "甲方", "乙方", "company"),
    evidence="header",
    examples=("上海某某软件有限公司", "Example Trading Co., Ltd.", "株式会社サンプル", "北京例子律师事务所"),
    counter_examples=("有限公司", "本公司", "上市公司", "公司地址"),
    sources=("企业名称登记管理规定", "中华人民共和国公司法", "ISO 20275:2017"),
    holds=("text",),
    shortest=4,
    support="firms",
    pointed=True,
)
