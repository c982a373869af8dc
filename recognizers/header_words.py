"""*Header words* that belong to no single entity: what a table is about, what turns a header into something else.

The words that name one kind of personal information stand in that kind's module (`headers`, `hints`, `vetoes`); here
are only the words that the judge of `recognizers.headers` shares between them. All are data: compiled by hand from
column naming guides and from words in general use (English, simplified Chinese, pinyin and its initials).
"""

from __future__ import annotations

from recognizers._traditional import SIMPLIFIED
from recognizers._traditional import TRADITIONAL as SHAPES


def words(text: str) -> tuple[str, ...]:
    """Words written with blanks between them, as a tuple: a long list stays readable in a definition."""
    return tuple(text.split())


#: Persons. Before `name` they make it a person's name; as the subject of a table they make `name`, `title` … personal.
PEOPLE = frozenset(
    words(
        """
        user users customer customers member members patient patients student students pupil teacher teachers doctor doctors
        physician nurse nurses employee employees emp staff worker workers person persons people contact contacts linkman buyer
        buyers purchaser seller receiver recipient addressee consignee consigner sender shipper applicant owner holder driver guest
        visitor passenger resident inhabitant leader principal author guardian parent parents father mother child children spouse
        husband wife partner family relative candidate talent lawyer attorney salesman salesperson coach trainer tutor learner
        reader subscriber donor beneficiary insured insurant debtor creditor borrower lender payer payee payor friend admin
        administrator operator recorder committer submitter approver auditor reviewer referrer inviter invitee reporter signer
        signatory witness attendee participant registrant winner farmer villager householder tourist traveler traveller tenant
        lessee lessor occupant lodger interviewer interviewee freelancer advisor adviser consultant broker expert judge referee
        scorer athlete player players follower fan streamer anchor professor lecturer instructor alumni alumnus graduate freshman
        scholar baby infant kid kids elder senior juror suspect defendant plaintiff victim prisoner inmate policyholder insuree
        taxpayer depositor shareholder director manager supervisor courier rider deliveryman repairman technician engineer cashier
        teller clerk stylist therapist caregiver carer carholder houseowner homeowner roommate colleague workmate crew pilot soldier
        veteran volunteer volunteers resume resumes cv reciever consignor promoter sponsor organizer speaker hostess artist actor
        singer trainee intern apprentice mentor mentee counselor counsellor psychologist dentist surgeon donors respondent claimant
        claimer remitter beneficiaries trustee trustor grantor guarantor cosigner coborrower creditholder household cardholder
        accountholder landlord personnel individual human addressbook yonghu kehu huiyuan yuangong vip legalrep representative
        idcard pkh xuesheng jiaoshi laoshi renyuan lianxiren yisheng hushi huanzhe bingren jiaolian siji kh yg ry lxr huzhu jzg xsxx
        ryxx ygxx khxx hyxx hy br jz xs jsxx yhxx brxx dsr xsb jsb jzgxx shr fhr sjr jjr fzr jbr sqr tbr czr jhr dbr dlr jzxx lxrxx
        gr 用户 会员 客户 顾客 患者 病人 学生 学员 老师 教师 教练 医生 医师 护士 员工 职员 职工 店员 人员 联系人 联络人 买家 卖家
        司机 骑手 配偶 家属 家人 亲属 子女 父亲 母亲 监护人 家长 业主 租客 房东 户主 领导 负责人 人 候选人 应聘者 求职者 志愿者 居民
        村民 农户 干部 民警 读者 作者 导师 律师 代理人 乘客 旅客 访客 粉丝 好友 人才 通讯录 收件人 收货人 发件人 寄件人 申请人
        教职工 嘉宾 参会者 客人 業主 会員 顧客 社員 従業員 管理员 业务员 销售员 经手人 被保险人 投保人 受益人 房主 房客 住户 住客
        宾客 车主 客服 顾问 经纪人 中介 主播 玩家 用工 雇员 店长 班主任 辅导员 校长 法人 法人代表 干系人 对接人 经办人 申请者 报名人
        报名者 学籍 花名册 人事 亲友 监护 紧急联系人 老人 儿童 孩子 宝宝 婴儿 产妇 孕妇 新生儿 献血者 受检者 体检人 死者 当事人 原告
        被告 嫌疑人 犯人 罪犯 证人 服刑人员 党员 团员 选手 运动员 教授 专家 评委 面试官 求职 简历 应聘 候选 推荐人 被推荐人 介绍人
        业务经理 客户经理 理财经理 柜员 存款人 借款人 贷款人 担保人 持卡人 开户人 股东 董事 监事 高管 纳税人 参保人 缴费人 付款人
        收款人 委托人 受托人 承租人 出租人 技师 技术员 工程师 维修员 配送员 快递员 保洁 保安 司乘 押运员 保管员 验收员 采购员 仓管员
        操作工 工人 农民 牧民 新生 校友 毕业生 留学生 研究生 本科生 考生 被试 受试者 主治医生 主治医师 主诊医生 就诊人 陪护人
        角色扮演者 订阅者 捐赠人 捐款人 寄养人 领养人 驾驶员 驾驶人 乘机人 乘车人 旅行者 游客 住宿人 入住人 预订人 会籍 教员 助教
        讲师 家庭成员 成员 组员 队员 班组长 组长 主管 经理 总监 店主 老板
        """
    )
)

#: Firms: what `name` in a table about them means.
FIRMS = frozenset(
    words(
        """
        company companies corp corporation enterprise enterprises supplier suppliers vendor vendors merchant merchants firms
        employers agency agencies carrier carriers lessor partner partners dealer dealers insurer company_info corporate
        manufacturer manufacturers factory employer firm customer customers distributor gongsi qiye gongyingshang shanghu gys gs qy
        sccj 公司 企业 供应商 厂商 厂家 制造商 生产商 商户 客户 往来单位 经销商 代理商 承运商 用人单位 工作单位 客戶 雇主 甲方 乙方
        承运人 物流公司 保险公司 服务商 渠道商 加盟商 供货商 供货单位 购货单位 销货单位 开票单位 建设单位 施工单位 监理单位 设计单位
        投资方 投资人 合作伙伴 合作商 合作单位 用人企业 招聘企业 采购商 批发商 零售商 品牌商 租赁公司 代工厂 委托方 受托方 需方 供方
        发包方 承包方
        """
    )
)

#: Where an account number is one at a bank.
BANKING = frozenset(
    words(
        """
        receipt receiver reimbursement reimburse refund loan card debit credit wallet cashout payout beneficiary remitter collect
        collection open_bank subbranch opening khyh khh kaihu fk sk tx bank banks invoice invoices supplier suppliers vendor payee
        payer payment remittance withdrawal withdraw deposit wage salary payroll settlement yinhang yh gongzi 银行 发票 开票 供应商
        收款 付款 提现 工资 结算 开户 往来单位 客户 收款人 付款人 收款方 付款方 报销 退款 打款 转账 汇款 划款 代扣 代发 放款 还款
        扣款 回款 到账 出账 入账 存折 卡 薪资 薪酬 支行 账户 户头 公户 对公 公司 企业 收回款 返佣 佣金 分润
        """
    )
)

#: Who has customer numbers: the subject of a table with a plain `code`.
CUSTOMERS = frozenset(
    words(
        """
        customer customers client clients member members vip subscriber kehu huiyuan kh hy khxx hyxx guest patron consumer
        policyholder 客户 会员 顾客 客戶 会員 投保人 储户 用电户
        """
    )
)

#: Things: a table about them has a `name`, a `full_name`, an `xm` that is no person's.
THINGS = frozenset(
    words(
        """
        product products goods item items sku spu commodity dept depts department departments role roles menu menus file files
        project projects task tasks area areas region regions city cities province country district street category categories brand
        brands shop shops store stores warehouse depot school schools college hospital hospitals bank branch course courses lesson
        class classes classroom grade book books article articles news notice message template dict dictionary config setting param
        device devices equipment machine vehicle car cars room rooms house building community drug drugs medicine disease symptom
        material materials part parts order orders contract contracts invoice budget asset assets activity activities coupon event
        events game games server servers host app application module api plugin permission resource node tag label topic channel
        page site website film movie song album video image picture ticket route line station stop port flight train hotel dish food
        recipe question exam paper survey subject major scheme policy fund stock bond workflow process form report version xmb xmxx
        chanpin shangpin bumen juese caidan xiangmu kecheng cp sp bm cpxx spxx xmgl dwxx kcxx 产品 商品 货品 物品 物料 部门 角色
        菜单 文件 项目 任务 区域 地区 城市 省份 国家 街道 分类 品牌 店铺 门店 商店 仓库 库房 学校 院校 学院 医院 科室 班级 年级 课程
        教材 书籍 图书 文章 新闻 公告 消息 模板 字典 参数 配置 设备 仪器 机器 车辆 车型 房间 房屋 楼栋 楼宇 小区 药品 疾病 症状 材料
        零件 配件 订单 合同 发票 预算 资产 活动 优惠券 事件 游戏 服务器 应用 模块 接口 插件 权限 资源 节点 标签 话题 频道 页面 网站
        电影 歌曲 专辑 视频 图片 票务 路线 线路 站点 车站 航班 列车 酒店 菜品 食品 食谱 题目 试题 试卷 考试 问卷 专业 学科 计划 方案
        保单 险种 基金 股票 债券 流程 表单 报表 日志 版本 指标 检查项目 收费项目 服务项目 套餐 单位信息 银行 网点 支行 机构 组织
        组织机构 岗位
        """
    )
)

#: Other columns of a table that make it one about things to sell, to keep or to show.
WARES = frozenset(
    words(
        """
        price prices saleprice costprice marketprice unitprice stock stocks inventory sku skuid spu barcode spec specs specification
        brand brandid quantity qty weight unit units model material origin discount shelf shelflife category categoryid cover
        coverimage thumbnail content html host smtp protocol authorid publish published sort sortorder menu icon url path route
        component perms perm parentid parent pid leader_dept datatype dicttype dictlabel jobgroup cron method servername port
        credithours chapter isbn publisher publishdate capacity floor_area seats manufacturer dosage usage venue starttime endtime
        jiage shuliang kucun guige danjia jg sl kc gg dj 价格 单价 售价 进价 成本价 市场价 库存 规格 品牌 条码 条形码 数量 重量 单位
        计量单位 型号 材质 产地 折扣 上架时间 封面 缩略图 图标 排序 父级 路由 组件 学分 课时 出版社 容量 有效期 保质期 生产日期
        开始时间 结束时间
        """
    )
)

#: Columns that stand beside a person's name, however they are spelt …
BESIDE_PEOPLE = frozenset(
    words("""
    age nl nianling nation hometown nativeplace education degree marital maritalstatus married hiredate entrydate joindate
    年龄 民族 籍贯 学历 婚姻状况 政治面貌 入职日期 入学年份 学号 工号
    """)
)

#: … beside a firm's …
BESIDE_FIRMS = frozenset(
    words("""
    registeredcapital regcapital businessscope legalperson corporation frdb zczb jyfw 注册资本 经营范围 法定代表人 法人代表
    法人
    """)
)

#: … beside an account at a bank …
BESIDE_ACCOUNTS = frozenset(
    words("""
    bankname openbank depositbank subbranch bankbranch swiftcode swift khh khyh kaihuhang 开户行 开户银行 支行 银行名称 银行
    行名
    """)
)

#: … and beside a customer's number.
BESIDE_CUSTOMERS = frozenset(
    words("""
    viplevel memberlevel customerlevel customertype customername khmc khxm khlx hydj 会员等级 客户等级 客户类型 客户名称
    客户姓名
    """)
)

#: Written before a name by its type (strName, txtMobile, fld_name): says nothing.
PREFIXES = frozenset(
    words("str txt fld lbl col sz vc var obj edt int lng tb tbl vch chr nvc ddl cmb the my raw src new old cur ori pk fk dim tmp bak")
)

#: Heads that say something *about* a thing: the column holds a type, a state, a time, a picture, not the thing itself.
TAILS = frozenset(
    words(
        """
        type types kind status state stat flag flags time times date datetime timestamp day days month year hour count counts
        counter total sum amount qty quantity size length limit max min level rank sort order ordering seq index weight score rate
        ratio percent price fee cost money verified verify verification validated valid enabled enable disabled active bind binding
        bound notify notified notice permission permissions perm perms setting settings config option options rule rules format
        template prefix suffix mask image images img imgs pic pics picture pictures photo photos icon logo avatar file files path
        paths url urls uri link links href html page click clicks views version remark remarks memo note notes desc description
        comment comments label labels tag tags reason result source category group required visible hidden expire expires expired
        expiry expiration validity seconds minutes lx zt sj rq bz sl cs lj tp typ sts statuses amt cnt qnty ts tm tmstmp secs auth
        authed checked check hint tip tips placeholder pattern regex len width height lang language locale signature mode channel
        platform device model brand os change changed update updated modified created encoding charset quota bonus balance point
        points script style color leixing zhuangtai shijian riqi beizhu shuliang cishu jine yuanyin jieguo 类型 类别 种类 状态 情况
        时间 日期 次数 数量 个数 人数 总数 标志 标识 标记 链接 路径 图片 照片 头像 附件 文件 开关 权限 级别 等级 排序 顺序 备注 说明
        描述 验证码 归属地 型号 金额 费用 比例 原因 结果 来源 分类 分组 模板 规则 配置 设置 格式 长度 年龄 期限 有效期 意见 关系 数
        量 额 率 型 类 照 图 时长 天数 岁数 位数 份数 户数 条数 占比 百分比 单价 总价 价格 税率 税额 余额 积分 时刻 年份 月份 周期
        频率 间隔 顺位 属性 特征 性质 方式 渠道 模式 标签 图标 图像 影像 截图 扫描件 复印件 原件 文档 证件类型 结论 限制 次序 顺序号
        优先级 进度 步骤 流程 正面 反面 正反面 国徽面 人像面 变更 修改 更新 审核 核验 校验 认证 验证 实名认证 绑定
        """
    )
)

#: Heads of keys and codes: the column points at a person or title, it does not spell it.
KEYS = frozenset(
    words(
        """
        id ids key keys pk fk code codes no num number serial guid uuid bh bm dm bianhao bianma daima 编号 编码 代码 主键 序号 外键
        编号列表 号 标识符 索引 流水号 标识码 唯一标识 唯一编号 编码值 序列号 单号
        """
    )
)

#: Hints that name any thing whatever: two of them (`name`, 名称) agree without saying anything.
GENERIC = frozenset(
    words(
        """
        name fullname shortname mingcheng mc title code number no num serialno unit post position location place height temperature
        名称 名 名字 中文名 中文名称 英文名 全称 简称 编号 编码 代码 号码 单位 标题 地点
        """
    )
)

#: Written behind the head without changing it: email_md5, address_line_1, phone_home, 手机号(加密).
NEUTRAL = frozenset(
    words(
        """
        md sha aes rsa sm enc encrypt encrypted encryption cipher ciphertext crypt crypted hash hashed masked plain raw bak backup
        old new str string txt text val value home work office main primary secondary second first last other detail details line
        full cn zh en jp tw hk default temp tmp field column col list one two three four five third alt alternate alternative extra
        another varchar nvarchar vchar vchr vc nvc chr char chars nchar bigint int lng long var fld clob base64 base pk fk dim fact
        stg ods dwd dws ads a b c d e f g h k l m n p r s t u v w des sm3 sm4 rsa2 hmac digest desensitized desensitize desen
        tokenized anonymized pseudonymized masking decrypt decrypted origin original ori curr current latest previous prev before
        after input jiami jiamihou mingwen miwen 存储 加密存储 加密后 字段 字符串 内容值 原文 原值 掩码 脱敏后 密文值 哈希值 摘要
        散列 散列值 必填 可选 备用 主 副 新 旧 甲 乙 丙 四 五 英文 中文 本人 全部 数据 值 项 栏 文本 汇总 密文 加密 脱敏 明文 哈希
        列表 信息 一 二 三
        """
    )
)

#: Endings of table names and comments that leave their subject as it is: t_customer_info, 客户信息表.
TABLE_NEUTRAL = frozenset(
    words("""
    table tbl tab info infos information base basic detail details profile profiles data list main master record records
    flow journal trans txn transaction transactions 流水 交易 t d f v dim fact dwd ods dws ads stg rel ref map mapping extra
    relation account accounts doc docs register registration registry book sheet dict mst mas mstr inf dtl hd hdr entity do
    po dto vo apply application extend ext extension copy bak backup archive archives archived history his hist tmp temp new
    old all view xx xxb jbxx xinxi 表 信息 基本信息 基础信息 资料 主表 主 档案 详情 详细 明细 扩展 数据 列表 记录 库 统计
    基础 基本 副本 备份 临时 历史 名单 管理 登记 汇总 名册 簿 情况 账号 账户 账户信息 注册 注册信息 扩展信息 详细信息
    详情信息 基本资料 主数据 明细表 关联 关系 台账 清单 一览 卡片 实体 报名 申请 记录表 快照 合集 集合
    """)
)

#: First halves of lumped names (buyerphone, inviteip): known words besides those of the entities.
QUALIFIERS = frozenset(
    words(
        """
        real full first last nick login log reg register invite post home work office company corp link user member my his client
        server remote source src create update add con uin bill ship shipping delivery receive send pay order book old new main back
        emergency urgent legal corporate alternate info manager admin auth access refresh app str txt fld lbl dim dwd ods stg mst
        cur current prev default bak chinese english native given family maiden formal display short long bank card tax org dept
        firm wechat weixin the this ex sub parent child of
        """
    )
)

#: Pieces of two letters that a lumped name may be made of: custnm, gndrcd.
JOINED = frozenset(words("ip id qq no my nm cd dt wx"))

#: The same in names without any vowel, which are initials: khdz, ygxm.
SHORT = frozenset(words("kh yg hy br hz xs js jz jg ry yh ys hs fr gs qy dw xm xb dh dz mc bh lx rq zt sl"))

#: Letters of Cyrillic and Greek that look like Latin ones (Unicode TR 39): a name in them is meant to be read as Latin.
_LOOKING = "асеорхуіјѕһԁԛԝӏАВЕКМНОРСТХУІЈЅοαρνυικΑΒΕΖΗΙΚΜΝΟΡΤΥΧ"
_LATIN = "aceopxyijshdqwlABEKMHOPCTXYIJSoapvuikABEZHIKMNOPTYX"

#: Invisible characters; look-alikes, traditional and Japanese characters with the form that is meant. Both sides are folded.
TRADITIONAL = str.maketrans(
    _LOOKING + SHAPES + "収県従広処録証権応効実続総単戦帯発図国会学区号気対売変関検査険択択沢浜辺読譲験鉄拠歩毎",
    _LATIN + SIMPLIFIED + "收县从广处录证权应效实续总单战带发图国会学区号气对卖变关检查险择择泽滨边读让验铁据步每",
    "\u200b\u200c\u200d\u2060\ufeff\u00ad",
)
