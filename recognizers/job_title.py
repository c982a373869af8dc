"""A *job title* (职位, 职务, 职称): what a person is in a company, an office or a profession.

The head noun at the end carries it (销售总监, 高级工程师), so a lexicon of heads and of ranks before them is enough for a
whole cell. A function alone (采购, 运营) is a department or an act; with a rank before it, it is somebody. In running text the
same word mostly speaks of no person (招聘经理), so there a label or 担任 must stand before it; company and title in one breath
(某公司总经理王某) is left to a model. Values alone never confirm a column.

Sources: 中华人民共和国职业分类大典 (2022, names of occupations), 公务员职务与职级并行规定 (2019), the lists of
professional titles of MOHRSS (职称系列), job titles of HanLP (Apache-2.0); compiled by hand.
"""

from __future__ import annotations

from recognizers._alternatives import alternatives
from recognizers._han import FUNCTION, HAN_CLASS, han_without
from recognizers.base import Pattern, Recognizer
from recognizers.header_words import words

_HEADS = words(
    """
    总经理 经理 总监 主管 主任 主席 董事长 董事 监事 监事长 总裁 总代 首席执行官 首席技术官 首席财务官 首席运营官 首席信息官 首席官 合伙人
    创始人 创办人 董秘 董事会秘书 总工程师 总会计师 总经济师 总工 工程师 架构师 设计师 程序员 开发员 测试员 分析师 会计师 会计 出纳 审计师
    审计员 精算师 经济师 统计师 统计员 律师 法务 顾问 咨询师 评估师 造价师 造价员 监理 监理工程师 策划师 编辑 主编 总编 总编辑 记者 主持人
    播音员 编剧 导演 演员 翻译 译员 秘书 文秘 助理 助手 专员 专家 文员 职员 科员 办事员 内勤 外勤 前台 客服 客服代表 客服员 接线员 话务员
    业务员 销售员 销售代表 医药代表 推销员 采购员 仓管员 仓管 库管 库管员 保管员 理货员 配送员 快递员 外卖员 送货员 装卸工 搬运工 跟单员
    单证员 报关员 报检员 质检员 质检 质量员 检验员 化验员 资料员 施工员 安全员 材料员 预算员 技术员 技工 技师 操作工 操作员 普工 杂工 学徒
    电工 焊工 钳工 车工 铣工 木工 瓦工 钢筋工 油漆工 水暖工 维修工 维修员 修理工 缝纫工 绣花工 包装工 叉车工 锅炉工 管道工 清洁工 绿化工
    环卫工 司机 驾驶员 船长 船员 水手 飞行员 机长 乘务员 空乘 列车长 调度员 保安 保安员 门卫 保洁员 保洁 保姆 月嫂 家政员 护理员 护工 厨师
    厨师长 面点师 调酒师 服务员 收银员 店长 店员 导购 导购员 营业员 促销员 理发师 美发师 厂长 车间主任 工段长 班长 班组长 组长 队长 线长
    站长 部长 处长 科长 股长 局长 厅长 司长 署长 院长 所长 校长 园长 行长 社长 台长 馆长 室长 区长 乡长 镇长 县长 市长 省长 州长 旗长 村长
    村主任 书记 村支书 支书 秘书长 会长 理事长 理事 委员 常委 代表 人大代表 主任科员 科员 一级主任科员 二级主任科员 三级主任科员
    四级主任科员 调研员 巡视员 主任督察 督察 督导 督导员 警长 警员 警官 民警 辅警 交警 法官 检察官 审判员 审判长 书记员 庭长 检察长 公证员
    调解员 仲裁员 参谋 政委 指导员 干事 参赞 领事 大使 公务员 教授 副教授 讲师 助教 教师 教员 老师 班主任 教导主任 教务主任 系主任 教研员
    研究员 副研究员 助理研究员 实习研究员 院士 博士生导师 硕士生导师 导师 辅导员 正高级教师 一级教师 二级教师 三级教师 医师 主任医师
    副主任医师 主治医师 住院医师 医生 医士 主治医生 全科医生 麻醉师 护士 护士长 护士师 护师 主管护师 主任护师 药师 主任药师 主管药师 药士
    技士 检验师 营养师 心理咨询师 康复师 兽医 教练 教练员 裁判员 健身教练 讲解员 导游 培训师 摄影师 摄像师 化妆师 造型师 美容师 按摩师
    美工 剪辑师 馆员 研究馆员 副研究馆员 助理馆员 管理员 农艺师 畜牧师 产品经理 项目经理 区域经理 大区经理 客户经理 投资总监 负责人 经办人
    执行官 经营者 业务主办 主办 协理 襄理 稽核 稽核员 柜员 理财师 理财经理 信贷员 核保员 经纪人 代理商 评论员 实习生 管培生 培训生 见习生
    社工 网格员 村医 課長 部長 係長 次長 室長 店長 工場長 所長 支店長 主任 主査 取締役 代表取締役 監査役 執行役員 專員 員 员 师 師 工 士
    """
)
#: Functions: a title only behind a rank.
_FUNCTIONS = words(
    "采购 销售 运营 行政 人事 策划 财务 推广 市场 研发 测试 前端 后端 设计 文案 商务 招聘 培训 质量 工艺 售后 售前 仓储 物流"
)
_RANKS = (
    "(?:高级|资深|初级|中级|副高级|正高级|特级|助理|首席|执行|常务|代理|名誉|荣誉|挂职|兼职|前任|副|总|正|一级|二级|三级|四级|实习|见习|区域|大区"
    "|华东区|华南区|华北区|华中区|西南区|西北区|东北区|全国)"
)
_HEAD = alternatives(_HEADS)
_PLAIN = f"[{han_without(FUNCTION + '任为出聘招现历')}]"
_TITLE = f"{_RANKS}{{0,2}}{_PLAIN}{{0,8}}{_HEAD}"
_FUNCTION = f"(?:高级|资深|初级|中级|首席|实习|见习|助理){_PLAIN}?{_PLAIN}?{alternatives(_FUNCTIONS)}"
#: Two titles in a cell, a grade or a remark behind: 董事长兼总经理, 党委书记、院长, 副主任（主持工作）.
_AND = "[、,，+ ]"
_MORE = f"(?:(?:兼任?|{_AND})(?:{_PLAIN}|{_AND})*)?(?:[（(][^()（）\r\n]+[)）])?"
#: Without 兼, so that `re` has one place where the second title may begin.
_IN_CELL = f"[{han_without(FUNCTION + '任为出聘招现历兼')}/／&]"
_TITLE_CELL = f"{_IN_CELL}*{_HEAD}{_MORE}|{_FUNCTION}"
_LATIN_HEAD = alternatives(
    words(
        """
        Accountant Administrator Adviser Advisor Analyst Architect Assistant Attorney Auditor Buyer Cashier Chairman
        Chairperson Chairwoman Clerk Consultant Controller Coordinator Counsel Dean Designer Developer Director Driver
        Editor Electrician Engineer Executive Foreman Founder Intern Journalist Lawyer Leader Lecturer Manager
        Mechanic Merchandiser Nurse Officer Operator Partner Pharmacist Photographer Physician Planner President
        Principal Professor Programmer Receptionist Representative Researcher Salesman Scientist Secretary Specialist
        Strategist Superintendent Supervisor Surgeon Teacher Technician Tester Trainee Translator Treasurer Welder
        """
    )
)
_LATIN = f"(?:(?:[A-Z][A-Za-z&]{{1,15}}|of|and) ){{0,4}}{_LATIN_HEAD}(?: (?:of|for) [A-Z][A-Za-z& ]{{1,30}})?|C[EFTOIM]O|V[ .]?P[.]?|HR"
_LATIN_CELL = (
    f"(?:(?:[A-Z][A-Za-z&/.-]+|of|and|&),? )*{_LATIN_HEAD}(?:(?: (?:of|for|-)|,) [A-Z][A-Za-z& ]+)?"
    "|(?:Vice |Deputy )?Head of [A-Z][A-Za-z& ]+"
    "|(?:CEO|CFO|CTO|COO|CIO|CMO|CHO|CPO|CSO|CDO|GM|HRD|HRBP|HRM|VP|SVP|EVP|AVP|PM|HR)(?:/(?:CEO|CFO|CTO|COO|Founder))?"
)
_LABEL = "(?:职位|职务|职称|岗位|职业|头衔|職位|職務|職稱|役職)(?:名称)?[ 　]?(?:[:：=]|是|为)[ 　]?"

_LATIN_LABEL = f"{_LABEL}|(?:[Tt]itle|[Pp]osition)[:：] ?"
_SERVES = "(?:担任|现任|出任|历任|聘为|任命为)"
_LONGEST = 30


def validate(value: str) -> bool | None:
    """False for what ends like a title and is a thing (在线翻译), and for a line too long to be one."""
    title = value.strip()
    if title in _THINGS or title.endswith(_NO_WORKER):
        return False
    return False if len(title) < 2 or (len(title) > _LONGEST and not title.isascii()) else None


#: 员, 师, 工 and 士 make occupations without number (铆工, 评茶员) and a few words of other kinds.
_NO_WORKER = words(
    """
    施工 加工 化工 手工 人工 员工 職工 职工 民工 开工 完工 竣工 动工 分工 停工 复工 轻工 军工 打工 务工 用工 精工 美工刀 罢工 招工 返工
    动员 成员 会员 學員 学员 党员 团员 官员 队员 球员 满员 复员 裁员 缺员 雇员 人员 出师 大师 军师 法师 老师 天师 牧师 战士
    骑士 武士 女士 人士 男士 巴士 瑞士 芝士 爵士 绅士 烈士 勇士 壮士 硕士 博士 学士 道士 进士 居士 威士
    """
)
_THINGS = frozenset(
    words(
        """
        总 副 行政区 采购 运营 销售 行政 人事 代表 策划 编辑 翻译 法务 监理 稽核 主办 内勤 前台 质检 线路采购 集中采购 政府采购 网络销售
        产品销售 电话销售 商品销售 视频编辑 图片编辑 文字编辑 在线编辑 在线翻译 机器翻译 工程监理 建设监理 用户代表 专家 助手 保洁 客服
        在线客服 人工客服 智能客服 智能助手 语音助手 语音助理 委员 老师 小助手 督察 督导 经营者 演员 男演员 女演员 水手 船员
        """
    )
)
RECOGNIZER = Recognizer(
    entity="JOB_TITLE",
    category="user.job_title",
    names={"zh": "职位", "en": "Job title"},
    rank=88,
    patterns=(
        Pattern("title", _TITLE_CELL, scope="cell", score=0.4),
        Pattern("latin", _LATIN_CELL, scope="cell", score=0.4),
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
        designation position_title pos_title post_title rank_title tech_title professional_titles occupation_name
        occupation_desc headship techpost technical_title technical_post current_position work_post xrzw zyjszw zyjszc jszc
        jszw dnzw xzzw gzgw rzgw drzw zhiyemingcheng 现职 官职 警衔 军衔 学衔 职业名称 所任职务 任职情况职务 专业技术职务
        技术职务 行政职务 党内职务 工作职位 职务头衔 職種 職業 職位 肩書き 役職名 職名
        """
    ),
    hints=words(
        """
        title position post job duty occupation profession appointment zc gw zy career 职业 工种
        vocation jobrole job_role zhiye zylb zyzg 职级 职等 职种 从事职业 执业资格 专业技术资格 职务级别 行政职级 身份职业
        工作内容职业
        """
    ),
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
