"""Which *words* of a Chinese policy name which kind of personal information, purpose, right, country. Data, compiled from
the kinds that GB/T 35273-2020 (annexes A, B) and GB/T 45574-2025 name, from fideslang's keys and ISO 3166; no sentence of anyone's policy.

A strong word means its kind wherever it stands in a sentence about collecting; a weak one (照片, 电话, 年龄) only as an entry
of a list, because it also stands in other words.
"""

from __future__ import annotations

import re

#: fideslang key -> words, best first; after "/" the weak ones.
KINDS: dict[str, str] = {
    "user.name": "姓名 真实姓名 联系人姓名 收货人姓名 收件人姓名 企业联系人 / 名字 联系人 收货人 收件人",
    "user.workplace": "公司名称 单位名称 工作单位 所属公司 所在公司 所在单位 雇主 企业名称 任职单位 所属机构 / 公司 单位 机构名称",
    "user.job_title": "职位 职务 岗位名称 / 岗位 职称",
    "user.professional_information": "职业信息 工作经历 工作履历 从业信息 从业经历 简历 个人履历 / 职业 行业 部门",
    "user.demographic.education": "教育背景 教育经历 教育信息 最高学历 毕业院校 学历信息 / 学历 学校 专业 学位 班级 年级",
    "user.unique_id": "客户编号 客户号 会员编号 会员号 会员卡号 用户编号 用户ID 员工编号 工号 学号 读者证号 订单收货编号 / 编号 UID",
    "user.contact": "联系方式 通讯方式 联络方式 通信联系方式 联系信息 / 联系资料",
    "user.contact.address": "联系地址 通讯地址 通信地址 收货地址 收件地址 配送地址 寄送地址 户籍地址 户籍所在地 家庭住址 家庭地址 居住地址 邮寄地址 住址 办公地址 公司地址 上门地址 服务地址 / 地址 住所",
    "user.contact.address.postal_code": "邮政编码 / 邮编",
    "user.contact.phone_number": "电话号码 手机号码 手机号 移动电话 联系电话 固定电话 座机号码 收货人电话 本机号码 / 电话 手机 座机",
    "user.contact.fax_number": "传真号码 / 传真",
    "user.contact.email": "邮件地址 电子邮箱 电子邮件地址 邮箱地址 邮箱账号 Email地址 E-mail地址 电邮地址 / 邮箱 电子邮件 邮件 电邮 E-mail Email",
    "user.account": "账号信息 账户信息 帐号信息 帐户信息 注册信息 账户资料 / 账号 帐号 账户 帐户",
    "user.account.username": "用户名 登录名 用户昵称 账户名 登录账号 登录帐号 会员名 / 昵称",
    "user.account.sns": "SNS账号 SNS帐号 SNS 账号 社交账号 社交帐号 社交媒体账号 微信号 微信账号 微信昵称 微信OpenID OpenID UnionID QQ号 微博账号 微博帐号 第三方账号 抖音账号 / 微信 QQ 微博",
    "user.authorization.password": "登录密码 账户密码 账号密码 支付密码 / 密码 口令",
    "user.authorization.credentials": "鉴别信息 登录凭证 登录凭据 身份鉴别信息 动态口令 短信验证码 / 验证码",
    "user.government_id": "身份证件信息 证件信息 身份证明文件 证件号码 证件类型 身份证明材料 有效证件 / 证件",
    "user.government_id.national_identification_number": "身份证号码 身份证号 居民身份证号码 居民身份证 公民身份号码 身份证件号码 身份证信息 / 身份证",
    "user.government_id.passport_number": "护照号码 护照号 护照信息 / 护照",
    "user.government_id.drivers_license_number": "驾驶证号 驾驶证信息 驾驶证号码 驾照信息 / 驾驶证 驾照",
    "user.government_id.immigration": "港澳通行证 台湾通行证 往来内地通行证 港澳台居民居住证 出入境证件 居留许可 签证信息 / 通行证",
    "user.government_id.military_id": "军官证 军人证件 士兵证",
    "user.government_id.vehicle_registration": "车牌号码 车牌号 车牌信息 车辆牌照 车架号 车辆识别代号 / 车牌",
    "user.financial": "财产信息 财务信息 资产信息 征信信息 信贷记录 信用信息 个人财产信息 / 财产",
    "user.financial.bank_account": "银行账号 银行账户 银行帐号 银行帐户 开户行 收款账户 金融账户",
    "user.financial.account_number": "银行卡号 银行卡信息 卡号信息 支付账号 支付宝账号 储值卡号 / 银行卡",
    "user.financial.credit_card": "信用卡号 信用卡信息 信用卡号码 / 信用卡",
    "user.financial.income": "收入信息 收入情况 薪资信息 薪酬信息 工资信息 / 收入 薪资 工资",
    "user.payment": "支付信息 付款信息 支付记录 付款记录 支付方式 交易流水 开票信息 发票信息 发票抬头 / 支付状态",
    "user.biometric": "生物识别信息 生物特征信息 个人生物识别信息 生物特征",
    "user.biometric.face": "人脸信息 人脸图像 人脸特征 面部特征 面部识别特征 面部图像 人脸识别信息 面容信息 人脸照片 / 人脸",
    "user.biometric.voice": "声纹信息 声纹特征 / 声纹",
    "user.biometric.fingerprint": "指纹信息 指纹特征 / 指纹",
    "user.health": "健康信息 身体状况 健康状况 健康生理信息 健康档案 体检信息 体检报告 疾病史 过敏史 过敏信息 身高体重 健康数据 血压 血糖 心率 / 身高 体重 血型 病史",
    "user.health_and_medical": "医疗健康信息 病历 诊疗记录 就诊记录 医疗记录 就医信息 处方信息 诊断信息 用药记录 检验报告 检查报告 病症 主诉 / 处方 诊断",
    "user.childrens": "儿童个人信息 儿童信息 未成年人信息 学生信息 孩子信息 宝宝信息",
    "user.relationships": "紧急联系人 家庭成员信息 亲属信息 监护人信息 家长信息 家属信息 监护人姓名 监护人联系方式 亲友信息 家庭成员 / 监护人 家长",
    "user.criminal_history": "犯罪记录 违法犯罪记录 无犯罪记录证明 刑事记录",
    "user.demographic": "个人基本资料 个人基本信息 个人资料 基本信息 身份信息 个人身份信息 基本资料",
    "user.demographic.date_of_birth": "出生日期 出生年月日 出生年月 / 生日",
    "user.demographic.age_range": "年龄段 年龄信息 / 年龄",
    "user.demographic.gender": "/ 性别",
    "user.demographic.nationality": "国籍信息 籍贯 / 国籍",
    "user.demographic.race_ethnicity": "种族 民族信息 / 民族",
    "user.demographic.marital_status": "婚姻状况 婚姻状态 婚史",
    "user.demographic.religious_belief": "宗教信仰",
    "user.demographic.political_opinion": "政治面貌",
    "user.demographic.sexual_orientation": "性取向",
    "user.device": "设备信息 终端信息 硬件信息 设备型号 设备名称 设备属性信息 设备品牌 操作系统版本 系统版本 屏幕分辨率 设备参数 浏览器类型 浏览器信息 软件列表 应用列表 已安装应用列表 应用安装列表 传感器信息 / 操作系统 浏览器 机型",
    "user.device.device_id": "设备标识符 设备识别码 设备识别信息 设备标识 设备唯一标识 唯一设备识别码 设备序列号 AndroidID Android ID IMEI IMSI OAID IDFA IDFV MEID MAC地址 MAC 地址 ICCID 广告标识符 / OAID",
    "user.device.ip_address": "IP地址 IP 地址 网络地址 互联网协议地址 / IP",
    "user.device.telemetry": "崩溃日志 崩溃信息 运行日志 故障日志 性能数据 崩溃数据 诊断数据 网络状态 网络环境 接入网络 运营商信息 网络类型 接入网络的方式",
    "user.device.cookie": "Cookie信息 Cookie 信息 Cookies信息 Cookie数据",
    "user.device.cookie_id": "Cookie标识符 Cookie 标识符 Cookie标识 Cookie ID",
    "user.location": "位置信息 地理位置 所在地区 所在城市 地理位置信息 行程信息 所在位置 / 位置 定位",
    "user.location.precise": "精准定位信息 精确位置 精准位置 GPS位置 GPS信息 行踪轨迹 实时位置 定位信息 精确地理位置 轨迹信息 经纬度",
    "user.location.imprecise": "粗略位置 大致位置 模糊位置",
    "user.behavior": "行为信息 操作记录 使用记录 操作日志 日志信息 服务日志 使用习惯 行为数据 学习记录 服务使用情况 浏览行为 行为记录 点击记录 使用情况 收藏记录 关注记录 学习进度 活动记录 参会记录 / 日志",
    "user.behavior.browsing_history": "浏览记录 访问记录 访问数据 上网记录 网页浏览记录 访问日志 浏览历史 访问日期和时间 访问时间 访问的网页 网络浏览记录 浏览信息 访问信息 浏览器记录 访问页面",
    "user.behavior.purchase_history": "购买记录 订单信息 交易记录 交易信息 消费记录 订单记录 购物记录 购买信息 交易数据 订购信息 订单详情 借阅记录 预约记录 就餐记录 入住记录 预订信息 / 订单",
    "user.behavior.search_history": "搜索记录 搜索关键词 搜索历史 检索记录 查询记录 搜索词",
    "user.content": "发布的信息 发布的内容 评论内容 评价内容 咨询内容 反馈内容 问卷内容 问卷答案 留言内容 上传的内容 聊天内容 问题描述 反馈信息 客服记录 沟通记录 聊天记录 通信记录 咨询记录 通讯内容 作业内容 评价信息 投诉内容 / 评论 留言 评价 反馈",
    "user.content.private": "通讯录 通话记录 短信内容 短信记录 私信内容 相册内容 日历信息 剪贴板 剪切板 通讯录信息 / 相册",
    "user.content.self_image": "肖像照片 个人照片 面部照片 本人照片 证件照 头像 个人影像 视频监控影像 监控录像 监控视频 影像资料 / 照片 图片 视频 肖像",
    "user.content.id_photo": "身份证照片 证件照片 身份证影印件 身份证复印件 身份证正反面 证件影印件 证件复印件 身份证件照片 证件扫描件",
    "user.content.call_recording": "通话录音 电话录音 通话内容录音 客服录音 通话的录音 录音记录 录音录像 / 录音",
    "user.social_activity": "好友关系 社交关系 好友列表 社交信息 关注列表",
}

#: Words of a purpose -> fideslang data use, DPV purpose; the first that fits wins.
USES: tuple[tuple[str, str, str], ...] = (
    (r"法律|法规|法定|监管|合规|实名", "essential.legal_obligation", "dpv:LegalCompliance"),
    (r"合并|收购|出售|分立|重组", "operations", "dpv:OrganisationGovernance"),
    (r"权益|争议|纠纷|诉讼|维权", "operations", "dpv:DisputeManagement"),
    (r"录音|接待质量|服务质量|客服质量", "essential.service.operations.improve", "dpv:CustomerCare"),
    (r"招聘|录用|应聘|入职|面试", "employment.recruitment", "dpv:PersonnelHiring"),
    (r"欺诈|风控|风险控制|反作弊", "essential.fraud_detection", "dpv:FraudPreventionAndDetection"),
    (r"安全|防止|防范|异常登录", "essential.service.security", "dpv:EnforceSecurity"),
    (r"广告", "marketing.advertising", "dpv:Advertising"),
    (r"通知|推送|营销|推广|宣传|短信|订阅|资讯|促销|优惠", "marketing.communications", "dpv:DirectMarketing"),
    (r"个性化|推荐|偏好", "personalize", "dpv:Personalisation"),
    (r"信函|奖品|礼品|配送|寄送|邮寄|发货|送货|物流|派送", "operations", "dpv:DeliveryOfGoods"),
    (r"支付|付款|结算|收款|退款|开票|发票", "essential.service.payment_processing", "dpv:PaymentManagement"),
    (r"注册|登录|身份验证|验证身份|核验|认证|识别用户", "essential.service.authentication", "dpv:IdentityAuthentication"),
    (r"咨询|客服|投诉|反馈|售后|客户服务|答复|回复|回访", "essential.service.operations.support", "dpv:CommunicationForCustomerCare"),
    (r"统计|分析|解析|调研|报表", "analytics.reporting", "dpv:ServiceUsageAnalytics"),
    (r"改进|改善|优化|提升|提高|充实|完善|研发|开发新", "functional.service.improve", "dpv:ImproveExistingProductsAndServices"),
    (r"联系|联络|沟通", "operations", "dpv:CommunicationManagement"),
    (r"提供|履行|实现|支援|完成|保障|服务|展示|使用|处理|管理|安排", "essential.service", "dpv:ServiceProvision"),
)
VAGUE = re.compile(
    r"其[他它].{0,12}(必要|合理|相关|用途|目的|需要|服务|情[形况])|其[他它](用途|目的)|等(其[他它])?(目的|用途)$|必要的其[他它]"
)


def _pairs(text: str) -> dict[str, str]:
    return dict(pair.split("=") for pair in text.split())


#: Names of countries and regions -> ISO 3166; facts.
COUNTRIES: dict[str, str] = _pairs(
    "日本=JP 美国=US 美利坚合众国=US 韩国=KR 大韩民国=KR 新加坡=SG 德国=DE 法国=FR 英国=GB 联合王国=GB 意大利=IT 西班牙=ES 葡萄牙=PT "
    "荷兰=NL 比利时=BE 卢森堡=LU 爱尔兰=IE 瑞士=CH 奥地利=AT 瑞典=SE 挪威=NO 丹麦=DK 芬兰=FI 冰岛=IS 波兰=PL 捷克=CZ 匈牙利=HU "
    "罗马尼亚=RO 希腊=GR 土耳其=TR 俄罗斯=RU 乌克兰=UA 加拿大=CA 墨西哥=MX 巴西=BR 阿根廷=AR 智利=CL 哥伦比亚=CO 秘鲁=PE 澳大利亚=AU "
    "新西兰=NZ 印度尼西亚=ID 印尼=ID 印度=IN 马来西亚=MY 泰国=TH 越南=VN 菲律宾=PH 柬埔寨=KH 老挝=LA 缅甸=MM 孟加拉国=BD 巴基斯坦=PK "
    "斯里兰卡=LK 尼泊尔=NP 蒙古国=MN 哈萨克斯坦=KZ 乌兹别克斯坦=UZ 阿联酋=AE 阿拉伯联合酋长国=AE 沙特阿拉伯=SA 沙特=SA 卡塔尔=QA 科威特=KW "
    "以色列=IL 埃及=EG 南非=ZA 尼日利亚=NG 肯尼亚=KE 摩洛哥=MA 爱沙尼亚=EE 拉脱维亚=LV 立陶宛=LT 斯洛伐克=SK 斯洛文尼亚=SI 克罗地亚=HR "
    "塞尔维亚=RS 保加利亚=BG 马耳他=MT 塞浦路斯=CY 香港=CN-HK 中国香港=CN-HK 澳门=CN-MO 中国澳门=CN-MO 台湾=CN-TW 中国台湾=CN-TW"
)
#: Cities that tell a country where an address names none.
CITIES: dict[str, str] = _pairs(
    "东京=JP 大阪=JP 横滨=JP 名古屋=JP 京都=JP 福冈=JP 首尔=KR 釜山=KR 纽约=US 旧金山=US 西雅图=US 洛杉矶=US 加利福尼亚=US 加州=US "
    "弗吉尼亚=US 俄勒冈=US 伦敦=GB 巴黎=FR 柏林=DE 慕尼黑=DE 法兰克福=DE 都柏林=IE 阿姆斯特丹=NL 苏黎世=CH 斯德哥尔摩=SE 悉尼=AU "
    "墨尔本=AU 多伦多=CA 温哥华=CA 曼谷=TH 吉隆坡=MY 雅加达=ID 胡志明=VN 河内=VN 马尼拉=PH 孟买=IN 班加罗尔=IN 迪拜=AE 莫斯科=RU "
    "九龙=CN-HK"
)
#: International dialling codes.
DIALLING: dict[str, str] = _pairs(
    "81=JP 82=KR 65=SG 1=US 44=GB 49=DE 33=FR 39=IT 34=ES 31=NL 41=CH 46=SE 47=NO 45=DK 358=FI "
    "353=IE 61=AU 64=NZ 60=MY 66=TH 84=VN 63=PH 62=ID 91=IN 971=AE 7=RU 852=CN-HK 853=CN-MO "
    "886=CN-TW 55=BR 52=MX 972=IL 90=TR 48=PL"
)


def _split(words: str) -> tuple[list[str], list[str]]:
    """Strong and weak words. "SNS 账号" is one word: a blank between Latin letters and Chinese is no border."""
    strong, _, weak = words.partition("/")
    return _words(strong), _words(weak)


def _words(text: str) -> list[str]:
    return re.sub(r"(?<=[A-Za-z]) (?=(?:账号|地址|信息|标识符|ID)( |$))", "\0", text).split()


STRONG: dict[str, str] = {}
WEAK: dict[str, str] = {}
for _key, _line in KINDS.items():
    for _words_of, _table in zip(_split(_line), (STRONG, WEAK), strict=True):
        _table.update({word.replace("\0", "").replace(" ", ""): _key for word in _words_of})
