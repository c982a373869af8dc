"""A *job title* (职位, 职务, 职称): what a person is in a company, an office or a profession.

The head noun at the end carries it (销售总监, 高级工程师), so a lexicon of heads and of ranks before them is enough for a
whole cell. In running text the same word mostly speaks of no person (招聘经理), so there a label or 担任 must stand before
it; company and title in one breath (某公司总经理王某) is left to a model. Values alone never confirm a column.

Sources: 中华人民共和国职业分类大典 (2022, names of occupations), 公务员职务与职级并行规定 (2019), the lists of
professional titles of MOHRSS, job titles of HanLP (Apache-2.0); compiled by hand.
"""

from __future__ import annotations

from recognizers._han import FUNCTION, HAN_CLASS, han_without
from recognizers.base import Pattern, Recognizer
from recognizers.header_words import words

_HEADS = words(
    """
    总经理 经理 总监 主管 主任 主席 董事长 董事 监事 总裁 首席执行官 首席技术官 首席财务官 首席运营官 合伙人 创始人
    总工程师 总工 工程师 架构师 设计师 程序员 分析师 会计师 会计 出纳 审计师 审计员 律师 法务 顾问 咨询师 策划 编辑 记者
    翻译 秘书 助理 专员 文员 职员 科员 办事员 内勤 前台 行政 人事 客服 客服代表 业务员 销售员 销售代表 销售 采购员 采购
    仓管员 仓管 库管员 保管员 跟单员 报关员 质检员 检验员 技术员 技工 技师 操作工 普工 电工 焊工 钳工 车工 司机 驾驶员
    保安 保洁员 保洁 厨师 服务员 收银员 店长 店员 导购 导购员 营业员 厂长 车间主任 班长 班组长 组长 队长 线长 站长 部长
    处长 科长 局长 厅长 司长 院长 所长 校长 园长 行长 书记 秘书长 会长 理事长 理事 委员 镇长 县长 市长 区长 乡长 村主任
    副经理 教授 副教授 讲师 助教 教师 教员 研究员 副研究员 研究生 医师 主任医师 副主任医师 主治医师 住院医师 医生 护士
    护士长 药师 主管护师 护师 教练 导师 辅导员 干事 调研员 巡视员 警长 警员 参谋 代表 运营 产品经理 项目经理 区域经理
    大区经理 客户经理 投资总监 讲解员 培训师 摄影师 化妆师 美容师 按摩师 健身教练 社长 課長 部長 係長 主任 取締役
    代表取締役
    """
)
_RANKS = (
    "(?:高级|资深|初级|中级|副高级|正高级|助理|首席|执行|常务|代理|副|总|一级|二级|三级|四级|实习|见习|区域|大区|华东区|华南区|华北区|全国)"
)


def _alternatives(heads: tuple[str, ...]) -> str:
    """The longest first, grouped by first character: `re` tries one branch per character instead of one per word."""
    tails: dict[str, list[str]] = {}
    for head in sorted(dict.fromkeys(heads), key=lambda w: (-len(w), w)):
        tails.setdefault(head[0], []).append(head[1:])
    return "|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in tails.items())


_HEAD = _alternatives(_HEADS)
_TITLE = f"{_RANKS}{{0,2}}[{han_without(FUNCTION + '任为出聘招现历')}]{{0,8}}(?:{_HEAD})"
_LATIN_HEAD = (
    "(?:Manager|Director|Engineer|Developer|Designer|Analyst|Consultant|Accountant|Assistant|Secretary|President|Chairman|Officer|Supervisor|Specialist"
    "|Representative|Executive|Administrator|Coordinator|Architect|Partner|Founder|Lawyer|Teacher|Professor|Driver|Clerk)"
)
_LATIN = f"(?:(?:[A-Z][A-Za-z&]{{1,15}}|of|and) ){{0,4}}{_LATIN_HEAD}(?: (?:of|for) [A-Z][A-Za-z& ]{{1,30}})?|C[EFTOIM]O|V[ .]?P[.]?|HR"
_LABEL = "(?:职位|职务|职称|岗位|职业|头衔|職位|職務|職稱|役職)(?:名称)?[ 　]?(?:[:：=]|是|为)[ 　]?"

_LATIN_LABEL = f"{_LABEL}|(?:[Tt]itle|[Pp]osition)[:：] ?"
_SERVES = "(?:担任|现任|出任|历任|聘为|任命为)"


def validate(value: str) -> bool | None:
    """False for what ends like a title and is a thing: 人民代表大会 never ends so, 商务代表处 neither; 品牌策划 stays."""
    return False if value.strip() in _THINGS else None


_THINGS = frozenset(
    words(
        """
        总 副 行政区 采购 运营 销售 行政 人事 代表 策划 编辑 翻译 线路采购 集中采购 政府采购 网络销售 产品销售 电话销售
        商品销售 视频编辑 图片编辑 在线翻译
        """
    )
)
RECOGNIZER = Recognizer(
    entity="JOB_TITLE",
    category="user.job_title",
    names={"zh": "职位", "en": "Job title"},
    rank=88,
    patterns=(
        Pattern("title", _TITLE, edges=HAN_CLASS, scope="cell", score=0.4),
        Pattern("latin", _LATIN, scope="cell", score=0.4),
        Pattern("any", f"[{HAN_CLASS}A-Za-z0-9（）()/、 &.-]{{2,30}}", scope="header", score=0.2),
        Pattern("labelled", _TITLE, before=_LABEL, score=0.8, clue=_LABEL),
        Pattern("labelled_latin", _LATIN, before=_LATIN_LABEL, edges="0-9A-Za-z", score=0.7, clue=_LATIN_LABEL),
        Pattern("serves_as", _TITLE, before=_SERVES, score=0.6, clue=_SERVES),
    ),
    validate=validate,
    headers=words(
        """
        job_title position_name job_position post_name zhiwei zhiwu gangwei zhicheng zwmc gwmc zw zcmc jobtitle
        professional_title job_title_name occupation_title duty_name 职务 职位 岗位 职称 职位名称 职务名称 岗位名称 职称名称
        职衔 头衔 役职 役職 肩書
        """
    ),
    hints=words("title position post job duty occupation profession appointment zc gw zy career 职业 工种"),
    vetoes=words(
        """
        product goods file article news notice menu page message msg video book seo course film site task cron cron_job
        job_name quartz blog forum geo gps map screen index log latest bed shelf seat storage warehouse banner ad image img
        slot blood last cursor x y 任务 文章 商品 广告 仓位 库位 货位 申请 应聘 招聘 发布 缺陷
        """
    ),
    context=("职位", "职务", "担任", "title", "position"),
    evidence="header",
    examples=("销售总监", "职务：副总经理", "Sales Manager", "现任技术总监"),
    counter_examples=("采购", "招聘经理若干名", "职位：无", "经理级会议"),
    sources=("中华人民共和国职业分类大典 (2022)", "公务员职务与职级并行规定", "HanLP 1.x (Apache-2.0)"),
    holds=("text",),
    shortest=2,
    pointed=True,
)
