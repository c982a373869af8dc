"""A *person's name* (姓名), as Chinese, minority, Japanese and Latin names are written.

A name has no check digit and hardly a shape: a surname and one or two Han characters. In a cell that begins with a surname
the weights of `recognizers._given` tell names from words (李明 from 李子), a list refuses what they cannot (高级). That is
meant for columns: single cells err either way, a share of a column's cells does not. Values alone never confirm a column of
names, its header must say so. In running text a name is only reported beside a cue: behind a label (姓名：, 联系人：) where
something clearly ends it, before a form of address (王小明先生), or half hidden (张某某, 王*).

A cell may hold several names (张三、李四; 王强 李芳), or a remark in brackets behind one: it is read as a whole.

Stated limits: in running text a name without such a cue is missed, and so is a single surname with a title (王经理);
Western names, and Japanese ones whose surname is rare, are read only in columns named for persons. Two or three Chinese
names in a hundred are written like words (文静) and are missed, also where the header says what they are.

Sources: surnames see `recognizers._surnames`, weights `recognizers._given`; GB/T 28039-2011 (the point in names of
minorities, pinyin); Unicode 15.
"""

from __future__ import annotations

import re

from recognizers._foreign import JAPANESE_ENDINGS, JAPANESE_SURNAMES, KANA_SURNAMES, TRANSCRIBING
from recognizers._given import ALONE, FIRST, SECOND, SURNAMES
from recognizers._han import HAN_CLASS
from recognizers._pinyin import NAME as _PINYIN
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
_BETWEEN = "(?:[ 　]*[、,，;；/／|｜&＆+][ 　]*|[ 　]+)"
#: What only whole cells are held against is wide here, and narrow in `validate`: a class of 800 surnames in every pattern would
#: cost the linear-time engine its fast automaton.
_WIDE = f"{_HAN}{_HAN}{_HAN}?{_HAN}?"
_LIST = f"{_WIDE}(?:{_BETWEEN}{_WIDE})+"
_NOTED = f"{_WIDE}[ ]?[（(][^()（）\r\n]+[)）]|{_HAN}{_HAN}?{_HAN}?{_HAN}?(?:先生|女士|小姐|太太)"
_MASKED = f"{_HAN}{_HAN}?(?:{_MASK}{_MASK}?{_MASK}?{_HAN}?|{_HAN}[*＊]+)|[*＊]+{_HAN}{_HAN}?"
_JAPANESE = (
    f"(?:{'|'.join(JAPANESE_SURNAMES)})(?:[ 　](?:{_HAN}|[ぁ-ゖ])+|(?:{_HAN}{_HAN}?)?[{JAPANESE_ENDINGS}])"
    f"|(?:{'|'.join(KANA_SURNAMES)})[ 　・][ァ-ヺー]+"
)
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
_NEVER = frozenset("的了是我你他她它们这那有与或不也很就被把请问吗呢吧啊总副第每各某号零个件箱瓶盒袋")
#: Ends of longer words in front of a name: 经纪人金小姐.
_BROKEN = ("纪人", "責人", "责人", "系人", "司机")
#: Last characters of places, offices, goods and figures.
_ENDINGS = frozenset("路街巷站寺市县縣区區町駅线線镇鎮乡鄉省局部厂廠店院校处處組组队隊室费費率量性化版型款类類级級")
_LONGEST = 40

_APART = f"{_BETWEEN}|[ 　]+"
_NOTE = "[ ]?(?:[（(].*|(?:先生|女士|小姐|太太)$)"
_KANA = "[ぁ-ゖァ-ヺ]"
_WORDLIKE = {1: -2, 2: -1}  #: by characters of the given name: a sum of weights below it is a word's
_WORD_IN_LIST = -4  #: beside other names in one cell less will do


def _by_character(tiers: dict[int, str]) -> dict[str, int]:
    return {character: weight for weight, characters in tiers.items() for character in characters}


_SURNAME, _FIRST, _SECOND, _ALONE = map(_by_character, (SURNAMES, FIRST, SECOND, ALONE))


def likeness(name: str) -> int:
    """How much a name of two or three characters, or a compound surname with one or two, is written like a name."""
    given = name[2:] if name[:2] in COMPOUND and len(name) > 2 else name[1:]
    surname = 0 if len(given) < len(name) - 1 else _SURNAME.get(name[0], 0)
    return surname + (_ALONE.get(given, 0) if len(given) == 1 else _FIRST.get(given[0], 0) + _SECOND.get(given[1], 0))


def _is_word(name: str, least: int | None = None) -> bool:
    """A word, a place, goods: anything else than a name among what begins with a surname."""
    compound = len(name) > 2 and name[:2] in COMPOUND
    if name in NOT_NAMES or not _NEVER.isdisjoint(name[1 + compound :]):
        return True
    if len(name) >= 3 and name[-1] in _ENDINGS:
        return True
    given = len(name) - 1 - compound
    if given not in _WORDLIKE or not (compound or name[0] in _ANY):
        return False
    return likeness(name) < (_WORDLIKE[given] if least is None else least)


def _is_surnamed(name: str) -> bool:
    compound = len(name) > 2 and name[:2] in COMPOUND
    return (compound or name[0] in _ANY) and len(name) <= 3 + compound


def _is_list(parts: list[str]) -> bool:
    """Several names, or one of a Japanese with a blank in it."""
    if parts[0] in JAPANESE_SURNAMES and len(parts) == 2:
        return True
    return all(_is_surnamed(part) and not _is_word(part, _WORD_IN_LIST) for part in parts) and not all(map(_is_word, parts))


def validate(value: str) -> bool | None:
    """False for words, places and goods that merely look like a name; a name is never proven."""
    name = value.strip()
    if name.startswith(_BROKEN) or len(name) > _LONGEST:
        return False
    if name.isascii() or re.search(_KANA, name):
        return None
    return None if _may_be(name) else False


def _may_be(name: str) -> bool:
    if not _MASKS.isdisjoint(name):
        return name[0] in "*＊" or name[0] in _ANY or name[:2] in COMPOUND
    if not _POINTS.isdisjoint(name):
        return _TRANSCRIBING.issuperset(name)
    called = re.sub(_NOTE, "", name)
    if called != name:
        return bool(called) and _is_surnamed(called) and not (len(called) > 1 and _is_word(called))
    parts = re.split(_APART, name)
    if len(parts) == 1:
        return not _is_word(name)
    if len(parts[0]) == 1:
        return _is_surnamed("".join(parts)) and not _is_word("".join(parts))
    return all(len(part) > 1 for part in parts) and _is_list(parts) if len(parts[-1]) > 1 else parts[0] in JAPANESE_SURNAMES


_MASKS = frozenset("*＊某xX×○●")
_POINTS = frozenset("·•・‧．")
_TRANSCRIBING = _POINTS.union(TRANSCRIBING)


#: Characters that weigh for a name wherever they stand in a given name.
_NOT_SURE = _NEVER | _ENDINGS
_SURE_GIVEN = "".join(c for c, w in _FIRST.items() if w > 0 and _SECOND.get(c, 0) > 0 and _ALONE.get(c, 0) > 0 and c not in _NOT_SURE)
_SURE = frozenset(_SURE_GIVEN)
_SURE_SURNAME = "".join(c for c in COMMON if _SURNAME.get(c, 0) >= -2)
_SURE_WORDS = [w for w in sorted((*NOT_NAMES, *_BROKEN)) if w[0] in _SURE_SURNAME and _SURE.issuperset(w[1:])]
#: Beyond doubt is only a frequent surname with one or two characters that weigh for a name anywhere, and no word of the list.
_DOUBT = f"^[^{_SURE_SURNAME}]|^(?:.|\n)[^{_SURE_GIVEN}]|^(?:.|\n)(?:.|\n)[^{_SURE_GIVEN}]|^....|^(?:{'|'.join(_SURE_WORDS)})"

RECOGNIZER = Recognizer(
    entity="PERSON",
    category="user.name",
    names={"zh": "姓名", "en": "Name"},
    rank=80,
    patterns=(
        Pattern(
            "masked",
            _MASKED,
            scope="cell",
            state="masked",
            score=0.5,
        ),
        Pattern("full_name", _FULL, scope="cell", score=0.35),
        Pattern("list", _LIST, scope="cell", score=0.35),
        Pattern("with_point", f"{_HAN}+(?:{_POINT}{_HAN}+)+", scope="cell", score=0.35),
        Pattern("noted", _NOTED, scope="cell", score=0.35),
        Pattern("spaced", f"{_HAN}[ 　]+{_HAN}{_HAN}?", scope="cell", score=0.35),
        Pattern("japanese", _JAPANESE, scope="cell", score=0.35),
        Pattern("pinyin", _PINYIN, scope="cell", score=0.35),
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
        user_real_name name_pinyin pinyin_name maiden_name preferred_name former_name used_name emergency_contact
        emergency_contact_name next_of_kin id_card_name idcard_name bfzrr zrr head_of_household householder insured_name
        beneficiary card_holder account_holder
        account_holder_name legal_rep legal_rep_name corporate_representative contact_nm contacter linkperson link_user
        handled_by_name salesperson cym xmpy ywxm zwxm hyxm brmc ysxm hsxm jhrxm jzrxm fqxm mqxm poxm czxm yzxm jsyxm sjxm
        frxm frdbxm fddbrxm lxrmc sjrxm shrxm fhrxm jjrxm sqrxm tbrxm bbxrxm ckrxm jkrxm dbrxm skr fkr jkr bbxr syr zrys zzys
        gcys ygmc xsmc lsxm zgxm jzgxm rkjs zjjs bzr lxry jbrxm jdr 姓名拼音 拼音名 英文姓名 中文姓名 姓氏名字 真名 本名 原名
        乳名 字号名 法代 法人代表人 法定代表 实际控制人 实控人 紧急联系人 紧急联络人 联系人员 联系老师 主治医生 主治医师
        接诊医生 开单医生 责任护士 管床医生 经治医师 主刀医生 主管医生 就诊医生 预约医生 检查医生 报告医生 送检医生 申请医生
        门诊医生 责任医生 手术医生 麻醉医生 客户经理 理财经理 跟进人 归属人 所属销售 销售人员 业务人员 经办人员 维修人员
        检修人员 巡检人员 值班人员 陪同人员 带队老师 授课教师 授课老师 任课教师 任课老师 主讲教师 主讲老师 指导教师 指导老师
        参会人 参会人员 与会人员 出席人 面试人 应聘人 应聘者 求职者 候选人 内推人 被保人 代理人 代办人 委托代理人 受托人
        受让人 转让人 出让人 继承人 申诉人 被申请人 上诉人 原告人 被告人 嫌疑人 犯罪嫌疑人 受害人 被害人 报案人 报警人 证人
        目击者 承办人 承办法官 主办人 协办人 包保人 帮扶人 帮扶责任人 结对帮扶人 来访人 来访者 被访人 受访人 拜访人 陪同人
        访客 购房人 买受人 租赁人 就诊人 就诊者 体检者 体检人 受检人 受检者 献血者 献血人 陪护人 捐赠人 捐款人 认养人 领养人
        持证人 领证人 签字人 签署人 用印人 领料人 发料人 收件者 寄件者 收货者 承办人员 报名人 参保人 缴费人 纳税人姓名 代表者
        代表者名 名前 氏名カナ カナ氏名 ふりがな 顧客名 利用者名 会員名 従業員名 社員名 受取人 宛名 世帯主 保護者名 保証人
        お客様名 担当者氏名 本人姓名
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
        payee payer borrower lender insured insurant policyholder consignor purchaser depositor guarantor tenant landlord
        drawer witness signer signatory interviewer candidate referrer inviter patient student employee member customer
        keeper_name fullname_cn name_cn name_en cn_name en_name 领导 部门领导 分管领导 父亲 母亲 配偶 家长 家属 患者 病人 会员
        学生 学员 员工 职工
        投诉者 志愿者 骑手 快递员 配送员 送货员 技师 面试官 法官 书记员 网格员 安全员 施工员 查勘员 定损员 押运员 调解员 主播
        经纪人 顾问 置业顾问 销售顾问 美容师 发型师 设计师 工程师 班长 组长 队长 楼长 店长 厂长 经理 主管 总监 书记 村支书
        驻村干部 第一书记 柜员 受益所有人
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
    sources=("Chinese-Names-Corpus (Apache-2.0)", "ngender (MIT)", "HanLP 1.x (Apache-2.0)", "jieba (MIT)", "百家姓", "GB/T 28039-2011"),
    holds=("text",),
    shortest=2,
    pointed=True,
    keep=(1, 0),
)
