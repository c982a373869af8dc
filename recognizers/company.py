"""The *name of a company* (公司名称) for which a person works or stands.

A registered name is region, name, trade and form of organization: 上海 + 盘点 + 软件 + 有限公司. The form of organization at
the end carries the recogniser; without it a cell must begin with a region and end with a trade (上海盘点软件). Other short
names (华为) have no mark and are read only in columns named for companies.

Schools, hospitals, banks and offices of the state are employers too, but their names fill columns that speak of no person's
work (the school of a pupil, the bank of an account). They are read only in columns named for companies and behind a label.

In running text the left end is uncertain: the longest run of characters without a word of grammar before the form is
taken, so a verb may stick to the name. Sources: 企业名称登记管理规定 (2020, Art. 6), 中华人民共和国公司法 (Art. 7),
合伙企业法 (Art. 15, 56, 62), GB/T 4754-2017 (trades), ISO 20275 (legal forms).
"""

from __future__ import annotations

import re

from recognizers._alternatives import alternatives
from recognizers._han import FUNCTION, HAN_CLASS, han_without
from recognizers._regions import PREFECTURES, PROVINCES
from recognizers._shapes import NO_CUE
from recognizers.base import Pattern, Recognizer
from recognizers.header_words import words

#: A name begins with at most four digits (360, 21世纪) and no mark: more are a number that stuck to it, see `_STUCK`.
_FIRST = f"[{han_without(FUNCTION)}A-Za-z（(]"
_NEXT_CLASS = f"{han_without(FUNCTION)}A-Za-z0-9（）()·&－-"
_NEXT = f"[{_NEXT_CLASS}]"
#: In a whole cell a word of grammar may be part of the name (顾问, 对外), only those of a sentence may not.
_CELL_FIRST = f"[{han_without('在从是的了我你您他她它们请寄吗呢吧')}A-Za-z（(]"
_CELL_NEXT = f"[{han_without('在从是的了我你您他她它们请寄吗呢吧')}A-Za-z0-9（）()·&－-]"
_WHOLE = f"(?:[0-9]{{1,4}}{_CELL_FIRST}|{_CELL_FIRST}{_CELL_NEXT}){_CELL_NEXT}*"  # a count costs a linear-time engine a thousand states
_EDGE = f"(?:^|[^{_NEXT_CLASS}])"
_FORM = (
    "(?:(?:集团|控股)?(?:股份)?(?:有限责任公司|有限公司)|股份公司|集团公司|总公司|合伙企业(?:[（(](?:有限|特殊普通|普通)合伙[）)])?"
    "|(?:律师|会计师|税务师|专利代理|资产评估)事务所|個體工商戶|股份有限公司|有限責任公司)"
)
#: What every form ends with, and all that the linear-time engine looks for in running text.
_FORM_CLUE = "限公司|任公司|份公司|团公司|总公司|合伙企业|(?:师|代理|评估)事务所|個體工商戶"
_SHORT_FORM = (
    "(?:公司|集团|集團|事务所|事務所|工厂|厂|商行|贸行|商社|企業社|经营部|工作室|酒店|饭店|宾馆|超市|合作社|门市部|服务部|经销部|批发部"
    "|旅行社|个体工商户|股份|有限责任)"
)
#: Trades at the end of a name that has lost its form.
_TRADE = alternatives(
    words(
        """
        科技 贸易 商贸 工贸 科贸 投资 咨询 顾问 物流 货运 运输 客运 电子 电气 电器 电力 机械 机电 设备 仪器 器材 器械 材料 建材 建设 建筑
        工程 装饰 装潢 装修 安装 设计 开发 地产 置业 物业 实业 工业 制造 制品 用品 饰品 礼品 纺织品 制药 药业 医药 化工 石化 食品 餐饮
        酒业 纸业 木业 铝业 矿业 钢铁 塑料 塑胶 橡塑 玻璃 水泥 五金 模具 包装 印刷 服饰 服装 纺织 家具 家居 农业 畜牧 能源 光电 光伏 通信
        通讯 网络 软件 信息 系统 数码 技术 传媒 传播 广告 文化 娱乐 旅游 教育 服务 管理 发展 销售 代理 租赁 担保 保险 拍卖 评估 检测 监理
        测绘 劳务 商务 汽车 配件 部件 燃气 水务 环保 绿化 进出口 人力资源 生物 物资 控股 集团
        """
    )
)
_REGION = alternatives((*PROVINCES, *PREFECTURES))
_TRADING = f"{_REGION}[省市县区]?[{HAN_CLASS}][{HAN_CLASS}]+{_TRADE}"
_BRANCH = f"(?:[{HAN_CLASS}]{{2,8}}(?:分公司|分行|支行|营业部|分厂|办事处|代表处))?"
_LABELS = "公司名称|单位名称|工作单位|企业名称|就职于|任职于"
_LATIN_FORM = (
    "(?:Co[.]?,? ?Ltd[.]?|Company Limited|Inc[.]?|Incorporated|LLC|L[.]L[.]C[.]|Ltd[.]?|Limited|Corp[.]?|Corporation"
    "|GmbH|AG|PLC|plc|K[.]K[.]|S[.]A[.]|Pte[.]? Ltd[.]?)"
)
#: As people type it in capitals, and forms that are too short for running text.
_LATIN_CELL = (
    "[A-Z][A-Za-z0-9&.'’() -]*,? (?:CO[.]?,? ?LTD[.]?|LTD[.]?|LIMITED|INC[.]?|CORP[.]?|CORPORATION|Pty[.]? Ltd[.]?|Sdn[.]? Bhd[.]?"
    "|B[.]?V[.]?|N[.]V[.]|S[.]p[.]A[.]|S[.]?r[.]?l[.]?|Oy|AB|A/S|LLP|LP|Holdings?|Group|Co[.]|& Co[.]?)"
)
_JAPANESE = "(?:株式[会會]社|有限[会會]社|合同会社|合資会社|合名会社|医療法人|社会福祉法人|[（(]株[）)]|㈱|㈲)"
_KANA = f"[{HAN_CLASS}ぁ-ゖァ-ヺーA-Za-z0-9&・]"

#: What stands before 公司 without naming one.
_NOT_NAMES = frozenset(
    words(
        """
        本 我 贵 该 某 各 母 子 分 总 新 老 原 外 大 小 家 一家 两家 几家 上市 股份 外贸 外资 国有 民营 私营 集团 所属 所在 下属 控股 保险
        物流 快递 科技 食品 服装 化工 电子 机械 加工 制药 印刷 造纸 水泥 钢铁 汽车 家具 玩具 大型 小型 中型 生产 代工 外国 跨国 皮包 空壳
        """
    )
)
_LONGEST = 60  # characters of a Chinese name
#: A number that ran into the name before or behind it.
_STUCK = f"[0-9]{{5}}[^0-9]*(?:{_FORM}|{_SHORT_FORM})"


def validate(value: str) -> bool | None:
    """False where only the form or a common noun is left (有限公司, 上市公司), a number stuck to the name, or it is too long."""
    text = value.strip()
    if (len(text) > _LONGEST and not text.isascii()) or re.search(_STUCK, text):
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
        Pattern("short", f"{_WHOLE}{_SHORT_FORM}(?:[（(][{HAN_CLASS}]+[)）])?{_BRANCH}", scope="cell", score=0.4),
        Pattern("trading", _TRADING, scope="cell", score=0.35),
        Pattern("latin_cell", _LATIN_CELL, scope="cell", score=0.5),
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
            clue="株式[会會]社|有限[会會]社|合同会社|合[資名]会社|医療法人|社会福祉法人|[（(]株[）)]|㈱|㈲",
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
        corporation_name corporate_name company_full_name company_cn_name company_en_name company_short_name company_abbr
        work_company work_place firm firm_nm invoice_title invoice_header customer_company client_company legal_entity_name
        entreprise_name employer_nm employer_company gsqc qyqc dwqc gysqc cjmc sccj sccs kpdw kptt fptt fwdw jydw sgdw ghdw
        xhdw kpgs ssgs szdw rzdw nsrmc gsjc qyjc shmc scqy gzgs jzgs 就职单位 就职公司 就业单位 服务单位 供职单位 供职公司
        用人单位 用工单位 雇主 雇主单位 雇主名称 投保单位 参保单位 缴费单位 开户单位 收款单位 付款单位 汇款单位 开票单位
        购货单位 销货单位 供货单位 供货商 供货商名称 承运商 承运商名称 承运单位 委托单位 受托单位 建设单位 施工单位 设计单位
        监理单位 收货单位 发货单位 生产厂商 生产厂家 生产单位 企业 厂商 经销商 经销商名称 代理商 代理商名称 客户全称 购方名称
        销方名称 购买方名称 销售方名称 抬头名称 甲方名称 乙方名称 甲方单位 乙方单位 合作单位 企业简称 公司简称 单位简称
        英文公司名 公司英文名 纳税人名称 商家名称 商号 勤務先名 法人名 取引先名 会社名カナ 企业单位
        """
    ),
    hints=words(
        """
        name full_name short_name title enterprise org organization unit unit_name merchant_name supplier vendor merchant mfrs
        customer_name client_name factory 名称 全称 简称 单位 供应商 商户 抬头 客户名称 账户名称
        purchaser_name seller_name buyer_org payer_org dealer distributor carrier contractor party_a party_b 甲方 乙方 需方
        供方 委托方 合作方 合作商 渠道商 加盟商 物流商 服务商 購買方 取引先
        """
    ),
    vetoes=words(
        """
        unit_price 计量 计价 货币 时间 数量 库存 基本单位 副单位 主单位 多单位 辅助单位 包装单位 重量单位 金额单位 规格单位
        体积单位 长度单位 contact person user employee staff bank file dept department role product goods category level group
        type 联系人 用户 员工 部门 银行 等级 标签 分组 类型 产品 商品 查处 表彰 谈话 主办 承办 协办 颁发 颁奖 发证 审批 监管 执法
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
