"""*Header words* that belong to no single entity: what a table is about, what turns a header into something else.

The words that name one kind of personal information stand in that kind's module (`headers`, `hints`, `vetoes`); here
are only the words that the judge of `recognizers.headers` shares between them. All are data: compiled by hand from
column naming guides and from words in general use (English, simplified Chinese, pinyin and its initials).
"""

from __future__ import annotations


def words(text: str) -> tuple[str, ...]:
    """Words written with blanks between them, as a tuple: a long list stays readable in a definition."""
    return tuple(text.split())


#: Persons. Before `name` they make it a person's name; as the subject of a table they make `name`, `title` … personal.
PEOPLE = frozenset(
    words("""
    user users customer customers member members patient patients student students pupil teacher teachers doctor doctors
    physician nurse nurses employee employees emp staff worker workers person persons people contact contacts linkman
    buyer buyers purchaser seller receiver recipient addressee consignee consigner sender shipper applicant owner holder
    driver guest visitor passenger resident inhabitant leader principal author guardian parent parents father mother child
    children spouse husband wife partner family relative candidate talent lawyer attorney salesman salesperson seller
    coach trainer tutor learner reader subscriber donor beneficiary insured insurant debtor creditor borrower lender payer
    payee payor friend admin administrator operator recorder committer submitter approver auditor reviewer referrer
    inviter invitee reporter signer signatory witness attendee participant registrant winner farmer villager householder
    household cardholder accountholder landlord personnel individual human addressbook yonghu kehu huiyuan yuangong
    xuesheng jiaoshi laoshi renyuan lianxiren yisheng hushi huanzhe bingren jiaolian siji kh yg ry lxr huzhu jzg xsxx ryxx
    ygxx khxx hyxx 用户 会员 客户 顾客 患者 病人 学生 学员 老师 教师 教练 医生 医师 护士 员工 职员 职工 店员 人员 联系人
    联络人 买家 卖家 司机 骑手 配偶 家属 家人 亲属 子女 父亲 母亲 监护人 家长 业主 租客 房东 户主 领导 负责人 人 候选人
    应聘者 求职者 志愿者 居民 村民 农户 干部 民警 读者 作者 导师 律师 代理人 乘客 旅客 访客 粉丝 好友 人才 通讯录 收件人
    收货人 发件人 寄件人 申请人 教职工 嘉宾 参会者 客人 業主 会員 顧客 社員 従業員 管理员 业务员 销售员 经手人 被保险人
    投保人 受益人
    """)
)

#: Firms: what `name` in a table about them means.
FIRMS = frozenset(
    words("""
    company companies corp corporation enterprise enterprises supplier suppliers vendor vendors merchant merchants
    manufacturer manufacturers factory employer firm customer customers distributor gongsi qiye gongyingshang shanghu gys
    gs qy sccj 公司 企业 供应商 厂商 厂家 制造商 生产商 商户 客户 往来单位 经销商 代理商 承运商 用人单位 工作单位 客戶
    雇主 甲方 乙方
    """)
)

#: Where an account number is one at a bank.
BANKING = frozenset(
    words("""
    bank banks invoice invoices supplier suppliers vendor payee payer payment remittance withdrawal withdraw deposit wage
    salary payroll settlement yinhang yh gongzi 银行 发票 开票 供应商 收款 付款 提现 工资 结算 开户 往来单位 客户
    """)
)

#: Who has customer numbers: the subject of a table with a plain `code`.
CUSTOMERS = frozenset(
    words("""
    customer customers member members vip subscriber kehu huiyuan kh hy guest patron 客户 会员 顾客 客戶 会員
    """)
)

#: Heads that say something *about* a thing: the column holds a type, a state, a time, a picture, not the thing itself.
TAILS = frozenset(
    words("""
    type types kind status state stat flag flags time times date datetime timestamp day days month year hour count counts
    counter total sum amount qty quantity size length limit max min level rank sort order ordering seq index weight score
    rate ratio percent price fee cost money verified verify verification validated valid enabled enable disabled enable
    active bind binding bound notify notified notice permission permissions perm perms perms setting settings config
    option options rule rules format template prefix suffix mask image images img imgs pic pics picture pictures photo
    photos icon logo avatar file files path paths url urls uri link links href html page click clicks views version remark
    remarks memo note notes desc description comment comments label labels tag tags reason result source category group
    required visible hidden expire expires expired expiry expiration validity seconds minutes lx zt sj rq bz sl cs lj tp
    leixing zhuangtai shijian riqi beizhu shuliang cishu 类型 类别 种类 状态 情况 时间 日期 次数 数量 个数 人数 总数 标志
    标识 标记 链接 路径 图片 照片 头像 附件 文件 开关 权限 级别 等级 排序 顺序 备注 说明 描述 验证码 归属地 型号 金额 费用
    比例 原因 结果 来源 分类 分组 模板 规则 配置 设置 格式 长度 年龄 期限 有效期 意见 关系
    """)
)

#: Heads of keys and codes: the column points at a person or title, it does not spell it.
KEYS = frozenset(
    words("""
    id ids key keys pk fk code codes no num number serial guid uuid bh bm dm bianhao bianma daima 编号 编码 代码 主键 序号
    外键 编号列表 号 标识符 索引
    """)
)

#: Hints that name any thing whatever: two of them (`name`, 名称) agree without saying anything.
GENERIC = frozenset(
    words("""
    name fullname shortname mingcheng mc title code number no num serialno unit post position location place 名称 名 名字
    中文名 中文名称 英文名 全称 简称 编号 编码 代码 号码 单位 标题 地点
    """)
)

#: Written behind the head without changing it: email_md5, address_line_1, phone_home, 手机号(加密).
NEUTRAL = frozenset(
    words("""
    md sha aes rsa sm enc encrypt encrypted encryption cipher ciphertext crypt crypted hash hashed masked plain raw bak
    backup old new str string txt text val value home work office main primary secondary backup second first last other
    detail details line full cn zh en jp tw hk default temp tmp field column col list 密文 加密 脱敏 明文 哈希 列表 信息
    一 二 三
    """)
)

#: Endings of table names and comments that leave their subject as it is: t_customer_info, 客户信息表.
TABLE_NEUTRAL = frozenset(
    words("""
    table tbl tab info infos information base basic detail details profile profiles data list main master record records
    extend ext extension copy bak backup archive archives archived history his hist tmp temp new old all view xx xxb jbxx
    xinxi 表 信息 基本信息 基础信息 资料 主表 主 档案 详情 详细 明细 扩展 数据 列表 记录 库 统计 基础 基本 副本 备份 临时
    历史 名单 管理 登记 汇总 名册 簿 情况
    """)
)

#: First halves of lumped names (buyerphone, inviteip): known words besides those of the entities.
QUALIFIERS = frozenset(
    words("""
    real full first last nick login log reg register invite post home work office company corp link user member my his
    client server remote source src last create update add con uin bill ship shipping delivery receive send pay order book
    old new main back emergency urgent legal corporate alternate info manager admin auth access refresh app
    """)
)

#: Traditional and Japanese characters of header words, and their simplified forms; both sides of a comparison are folded.
TRADITIONAL = str.maketrans(
    "電話機郵職務稱編號碼聯絡繫單戶會員顧賬帳證護統師護學業倉廠買賣醫歷傳區縣鄉鎮門樓號貨銀訂單類態狀間數備註頭圖鏈標識記權級種資錄資檔擴詳細姓別個歲獨稅納識別應聲導體險親屬審請經辦領長產權寫錢從業齡際國內營簽發貿寄収氏県従広処録証号権応効実続総単戦",
    "电话机邮职务称编号码联络系单户会员顾账帐证护统师护学业仓厂买卖医历传区县乡镇门楼号货银订单类态状间数备注头图链标识记权级种资录资档扩详细姓别个岁独税纳识别应声导体险亲属审请经办领长产权写钱从业龄际国内营签发贸寄收氏县从广处录证号权应效实续总单战",
)
