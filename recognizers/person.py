"""A *person's name* (姓名), as Chinese, minority, Japanese and Latin names are written.

A name has no check digit and hardly a shape: two to four Han characters, the first of them a surname. So values alone
never confirm a column of names, its header must say so. In running text a name is only reported beside a cue: behind a
label (姓名：, 联系人：) where something clearly ends it, before a form of address (王小明先生), or half hidden (张某某, 王*).

Stated limits: in running text a name without such a cue is missed, and so is a single surname with a title (王经理);
forenames of more than two characters, Latin and Japanese names are read only in columns named for persons. A name
that is also a common word (高峰) is kept, a word of `NOT_NAMES` (高级) never is one.

Sources: surnames see `recognizers._surnames`; GB/T 28039-2011 (the point in names of minorities); Unicode 15.
"""

from __future__ import annotations

from recognizers._han import HAN_CLASS
from recognizers._surnames import COMMON, COMPOUND, NOT_NAMES, RARE, TRADITIONAL_FORMS
from recognizers.base import Pattern, Recognizer
from recognizers.header_words import words

_HAN = f"[{HAN_CLASS}]"
_POINT = "[·•・‧．]"
_MASK = "[*＊某xX×○●]"
_COMPOUND = "|".join(COMPOUND)
#: Surnames that are no everyday words, for running text: 和, 于, 向 would begin a name at every corner.
_EVERYDAY = "和于向成时全代应连方管单师候解路司关任许易边党简游房左温商宫农包阳占曲常万"
_CLEAR = "".join(c for c in COMMON if c not in _EVERYDAY) + TRADITIONAL_FORMS
_ANY = COMMON + RARE + TRADITIONAL_FORMS
_FULL = f"(?:(?:{_COMPOUND}){_HAN}{{1,2}}|[{_ANY}]{_HAN}{{1,2}})"
_LABELS = (
    "姓名|名字|联系人|联络人|聯絡人|聯繫人|收货人|收件人|收貨人|寄件人|发件人|负责人|負責人|经办人|经手人|申请人|申請人"
    "|填表人|法定代表人|法人代表|户名|持卡人|投保人|被保险人|受益人|委托人|监护人|对接人|签收人|借款人|乘客|患者|业主"
    "|氏名|担当者"
)
_LABELLED = f"(?:{_LABELS})(?:姓名)?[ 　]?[:：=]"
_CALLED = "(?:我叫|我是|名叫|名字叫|姓名是|姓名为)"
#: What ends a name behind a label: the end, a mark, a digit or Latin letter, or the next label.
_END = (
    f"(?:$|[^{HAN_CLASS}]|电话|電話|手机|手機|联系|先生|女士|小姐|身份证|性别|地址|邮箱|职务|职位|单位|公司|微信|年龄|出生"
    "|编号|账号|卡号|[的和与及于在是])"
)
_ADDRESSED = (
    "先生|女士|小姐|老师|老師|教授|医生|醫生|医师|律师|律師|同学|同志|师傅|经理|總經理|总经理|总监|主任"
    "|董事长|局长|处长|科长|院长|校长|さん|様"
)
#: Characters that are hardly ever in a forename but often behind something that looks like a surname.
_NEVER = frozenset("的了是我你他她它们这那有与或不也都很就被把请问吗呢吧啊总副第每各某号元万千百零个件箱瓶盒袋")
#: Ends of longer words in front of a name: 经纪人金小姐.
_BROKEN = ("纪人", "責人", "责人", "系人", "司机")
#: Last characters of places, offices, goods and figures.
_ENDINGS = frozenset("市县區区镇鎮乡鄉省局部厂廠店院校处處组組队隊室费費率量性化版型款类類级級")
_LONGEST = 40


def validate(value: str) -> bool | None:
    """False for words, places and goods that merely look like a name; a name is never proven."""
    name = value.strip()
    if name.startswith(_BROKEN) or len(name) > _LONGEST:
        return False
    if name in NOT_NAMES or (not _NEVER.isdisjoint(name) and "某" not in name):
        return False
    if len(name) >= 3 and name[-1] in _ENDINGS and "·" not in name:
        return False
    return False if len(name) == 3 and name[1:] in NOT_NAMES and name[:2] in NOT_NAMES else None


#: Every name that `validate` refuses begins with a word of the list or shows one of its other marks.
_DOUBT = f"{_POINT}|[A-Za-z]|[{''.join(sorted(_NEVER))}]|[{''.join(sorted(_ENDINGS))}]$|^(?:{'|'.join(sorted((*NOT_NAMES, *_BROKEN)))})"

RECOGNIZER = Recognizer(
    entity="PERSON",
    category="user.name",
    names={"zh": "姓名", "en": "Name"},
    rank=80,
    patterns=(
        Pattern("full_name", _FULL, scope="cell", score=0.35),
        Pattern("with_point", f"{_HAN}+(?:{_POINT}{_HAN}+)+", scope="cell", score=0.35),
        Pattern("any_short", f"{_HAN}{{2,4}}(?:[ 　]{_HAN}{{1,3}})?", scope="header", score=0.3),
        Pattern("latin", "[A-Z][A-Za-z'’-]{0,20}(?:[ ,.]{1,2}[A-Z][A-Za-z'’.-]{0,20}){1,3}", scope="header", score=0.3),
        Pattern("kana", f"[ァ-ヺー]{{2,12}}[ 　・]?[ァ-ヺー]{{0,12}}|{_HAN}{{1,3}}[ 　]?[ぁ-ゖ]{{1,6}}", scope="header", score=0.3),
        Pattern(
            "named",
            f"{_FULL}|{_HAN}{{1,6}}{_POINT}{_HAN}{{1,8}}",
            before=f"{_LABELLED}[ 　]?",
            after=_END,
            score=0.8,
            clue=_LABELLED,
        ),
        Pattern("called", _FULL, before=_CALLED, after=_END, score=0.6, clue=_CALLED),
        Pattern(
            "addressed",
            f"(?:(?:{_COMPOUND}){_HAN}{{1,2}}|[{_CLEAR}]{_HAN}{{1,2}})",
            after=f"(?:{_ADDRESSED})",
            score=0.6,
            clue=f"{_HAN}(?:{_ADDRESSED})",
        ),
        Pattern(
            "masked",
            f"(?:{_COMPOUND}|[{_ANY}])(?:{_MASK}{{1,2}}|{_MASK}{_HAN})|[*＊]{{1,2}}{_HAN}{{1,2}}",
            scope="cell",
            state="masked",
            score=0.5,
        ),
        Pattern(
            "someone",
            f"[{_CLEAR}]某(?:某|[甲乙丙丁])?",
            after=f"(?:$|[^{HAN_CLASS}]|[与和、诉向因系在于的未将被已等名系某]|起诉|驾驶|承认)",
            state="masked",
            score=0.5,
            clue="某",
        ),
    ),
    validate=validate,
    doubt=_DOUBT,
    headers=words(
        """
        real_name true_name full_name person_name actual_name xingming xm sjr jjr frdb fddbr czr brxm jzxm shouhuoren fuzeren
        xingmin link_name linkname contactor lxr lxrxm lianxiren linkman link_man fzr jbr sqr hzxm khxm yhxm ygxm xsxm jsxm
        contact contacts contact_name contact_person contact_man contact_user receiver_name receive_name recipient_name
        consignee consignee_name shipper_name sender_name given_name family_name surname first_name last_name middle_name
        cardholder_name holder_name legal_person legal_representative charge_person person_in_charge handle_person
        guardian_name applicant_name patient_name student_name teacher_name employee_name staff_name doctor_name 姓名 全名
        人名 曾用名 姓氏 联系人 联络人 负责人 收货人 收件人 发货人 寄件人 发件人 申请人 经办人 经手人 填表人 填报人 投保人
        被保险人 受益人 持卡人 开户人 户主 法人代表 法定代表人 监护人 债权人 债务人 产权人 举报人 委托人 承租人 出租人 担保人
        借款人 签约人 认领人 当事人 接待人 氏名 お名前 担当者 担当者名 フリガナ 对接人 推荐人 介绍人 责任人 验收人 领用人
        借用人 使用人 保管人 记录人 登记人 报告人 报修人 维修人 检查人 签收人 交接人 上报人 填写人 评价人 主持人 证明人 邀请人
        咨询人 反馈人 投诉人 预约人 预订人 预定人 入住人 乘车人 取件人 提货人 送货人 开票人 收款人 付款人 汇款人 持有人 所有人
        权利人 原告 被告 股东 主讲人 班主任 連絡人
        """
    ),
    hints=words(
        """
        name mingcheng mc names sname uname ename director manager supervisor lecturer instructor receiver recipient attendant
        registrar responsible keeper person people leader principal owner doctor teacher coach nurse driver creditor debtor
        obligor author chinese_name english_name buyer seller salesman recorder applicant operator guardian user_name
        login_name nick_name display_name account_name holder 人 名称 名 名字 中文名 英文名 讲师 校长 院长 管理员 采购员
        质检员 检验员 收银员 驾驶员 辅导员 医生 医师 教师 老师 护士 教练 司机 导师 业主 房东 租客 车主 销售员 业务员 客服 店员
        律师 作者 联系人名称 用户名称 客户名称 用户名 用户昵称 昵称 登录名 登陆名 登录名称 登陆名称 账户名
        """
    ),
    vetoes=words(
        """
        product goods item file table column field menu role dict config class course template attachment module method bean
        function category tag label group bucket topic queue schema index host domain server api package plugin param attr
        attribute property sku drug rule coupon color printer route product_name company_name dept_name department_name
        org_name organization_name enterprise_name bank_name project_name shop_name store_name hotel_name school_name
        hospital_name city_name province_name brand_name task_name job_name event_name node_name app_name service_name
        system_name site_name unit_name status_name type_name level_name country_name area_name region_name street_name 产品
        商品 文件 菜单 角色 字典 参数 课程 模板 模块 方法 标签 字段 附件 优惠券 药品 规格 属性 域名 公司名称 单位名称 企业名称
        机构名称 部门名称 银行名称 项目名称 店铺名称 门店名称 学校名称 医院名称 城市名称 地区名称 品牌名称 任务名称 机器人
        有效人 法人 创建人 创建者 更新人 修改人 操作人 操作员 录入人 审批人 审核人 发布人 制单人 处理人 发送人 接收人 提交人
        执行人 抄送人 通知人 发起人 个人 本人 多人 他人 成人 合伙人 机器名 文件名 表名 列名 类名 方法名 字段名 书名 品名 别名
        曲名 片名 地名 主机名 店名 校名 班名 菜名 报名 签名 排名 题名 行名 户名 实名 命名 匿名 包名 站名 村名 键名 参数名 库名
        属性名 模块名 路名
        """
    ),
    context=("姓名", "联系人", "先生", "女士", "name"),
    evidence="header",
    examples=("姓名：王小明", "联系人：欧阳建国，电话", "请转交李晓东先生"),
    counter_examples=("高级", "王府井", "联系人：电话", "马上联系", "方法"),
    sources=("Chinese-Names-Corpus (Apache-2.0)", "百家姓", "GB/T 28039-2011"),
    holds=("text",),
    shortest=2,
    pointed=True,
    keep=(1, 0),
)
