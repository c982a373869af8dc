"""Fifty-five columns without personal information that look like it: numbers of eleven, fifteen, sixteen digits, words that begin with a
surname, places that are no address, texts that mention nobody.
"""

from __future__ import annotations

import json

from benchmarks.dice import Dice, Made, ean, not_luhn, words
from pandian.estate.people import PLACES, SURNAMES

_PROVINCES = words(
    """
    北京市 天津市 上海市 重庆市 河北省 山西省 辽宁省 吉林省 黑龙江省 江苏省 浙江省 安徽省 福建省 江西省 山东省 河南省 湖北省 湖南省
    广东省 海南省 四川省 贵州省 云南省 陕西省 甘肃省 青海省 台湾省 内蒙古自治区 广西壮族自治区 西藏自治区 宁夏回族自治区
    新疆维吾尔自治区 香港特别行政区 澳门特别行政区
    """
)
_CITIES = words(
    """
    北京 上海 广州 深圳 杭州 南京 苏州 成都 武汉 西安 天津 重庆 长沙 郑州 青岛 大连 宁波 厦门 福州 济南 合肥 昆明 南昌 贵阳 南宁
    太原 石家庄 沈阳 哈尔滨 长春 兰州 银川 西宁 乌鲁木齐 拉萨 海口 三亚 温州 绍兴 嘉兴 金华 台州 无锡 常州 徐州 扬州 南通 泉州 漳州
    东莞 佛山 中山 珠海 惠州 洛阳 襄阳
    """
)
_DISTRICTS = words(
    """
    朝阳区 海淀区 西城区 丰台区 浦东新区 徐汇区 长宁区 静安区 黄浦区 虹口区 杨浦区 闵行区 天河区 越秀区 白云区 南山区 福田区 罗湖区
    西湖区 拱墅区 余杭区 玄武区 鼓楼区 武侯区 锦江区 江汉区 洪山区 雁塔区 和平区 沙坪坝区 渝中区 岳麓区 金水区 市南区 中山区 鄞州区
    思明区 历下区 包河区 五华区 昆山市 常熟市
    """
)
_DEPARTMENTS = words(
    """
    人力资源部 财务部 市场部 销售一部 销售二部 研发中心 信息技术部 法务部 行政部 采购部 生产部 质量管理部 客户服务部 物流部
    董事会办公室 审计部 公共关系部 战略发展部 华东大区 华南大区 电商事业部 设备科 工程部 安全环保部 产品部 运营中心 培训中心 总经办
    党群工作部 仓储部
    """
)
_STATUSES = words(
    """
    待付款 已付款 已发货 已签收 已取消 退款中 已退款 待评价 已完成 已关闭 审核中 已驳回 正常 停用 冻结 草稿 高 中 低 是 否 无
    """
)
_COLOURS = words(
    """
    红色 白色 黑色 黄色 蓝色 金色 银色 粉红 天蓝 墨绿 米白 香槟金 星空灰 曜石黑 玫瑰金 藏青 卡其 酒红 紫罗兰 柠檬黄 雪山白 石墨
    云杉绿 白 黑 红 蓝 黄 金 银
    """
)
_BRANDS = words(
    """
    李宁 安踏 海尔 方太 周黑鸭 张小泉 王老吉 马应龙 老干妈 华为 小米 金龙鱼 白象 康师傅 江中 云南白药 同仁堂 雷士 高露洁 徐福记
    沙宣 乐高 任天堂 索尼 松下 宜家 耐克 阿迪达斯 欧莱雅 兰蔻 雅诗兰黛 薇诺娜 花西子 完美日记 林清轩 谢馥春 孔凤春 戴森 苏泊尔 美的
    格力 万和 万家乐 方正 宏碁 罗技 柯达 胡姬花 鲁花
    """
)
_SUBJECTS = words(
    """
    语文 数学 英语 物理 化学 生物 历史 地理 政治 音乐 美术 体育 信息技术 高等数学 线性代数 概率论 大学物理 程序设计 数据结构
    操作系统 马克思主义基本原理 思想品德 毛泽东思想概论 商务英语 会计学 管理学 微观经济学 有机化学 解剖学 药理学 民法 刑法 国际贸易
    市场营销 财政学 机械制图 电路 金工实习 形势与政策 安全教育
    """
)
_DISEASES = words(
    """
    高血压 糖尿病 冠心病 肺炎 支气管哮喘 胃溃疡 急性阑尾炎 胆囊结石 腰椎间盘突出 颈椎病 甲状腺结节 乳腺增生 脂肪肝 痛风
    类风湿关节炎 白内障 青光眼 中耳炎 鼻炎 荨麻疹 带状疱疹 湿疹 缺铁性贫血 白血病 尿路感染 前列腺增生 肾结石 慢性肾炎 癫痫 偏头痛
    脑梗死 抑郁症 焦虑症 失眠 手足口病 水痘 麻疹 流行性感冒
    """
)
_WORDS = words(
    """
    高级 高温 高度 马上 马路 白菜 白天 黄瓜 黄金 金额 金属 石油 石头 田地 田野 方法 方便 方案 方向 时间 时候 时代 任务 任意 温度
    温水 程序 程度 安全 安装 安排 常用 常温 平台 平均 平方 周期 周末 周转 毛利 毛衣 毛巾 江河 江水 何时 何地 雷雨 雷达 施工 施肥
    华东 华南 水平 水泥 水果 云端 云层 文件 文章 文化 明细 明天 和平 和谐 万能 支付 支持 支架 成本 成功 成品 经理 经费 经济 单价
    单位 单据 计划 计算 计量 管理 管道 路线 路由 包装 包裹 包邮 车辆 车间 车票 房屋 房间 房租 应用 应收 应付 花园 花费 花生 农田
    农药 农具 谷物 谷雨 池塘 池子 钟点 钟表 符号 符合 景区 景色 段落 段位 牛肉 牛奶 羊毛 羊肉 鱼类 米饭 米粉 麦片 习惯 习题 左边
    左侧 商品 商家 商业 牟利 利润 利率 强度 强制 国家 国际 国产 边界 边框 晚餐 晚班 双方 双倍 全部 全程 全款 查询 查看 党员 党建
    后台 后续 相关 相册 白板 白酒 贝壳 毕业 卜卦 柴油 常规 车间 陈列 陈述 程式 池水 丛书 单独 丁香 东西 董事 杜绝 段子 樊篱 范围
    房产 费用 丰收 伏天 付款 富有 甘蔗 高速 戈壁 葛根 耿直 公告 宫殿 古典 谷仓 顾客 关闭 管线 桂花 韩剧 杭菊 何必 贺卡 洪水 胡椒
    花色 华丽 黄豆 惠民 霍乱 纪念 季度 贾府 简单 江山 姜汤 金库 康复 孔雀 匡正 赖账 蓝图 劳动 乐器 雷电 黎明 李树 厉害 连接 廉价
    梁柱 林木 凌晨 凌乱 刘海 柳树 龙虾 卢布 鲁莽 陆地 路灯 吕剧
    """
)
_DISH = ("宫保", "红烧", "清蒸", "糖醋", "麻婆", "干煸", "水煮", "鱼香", "葱爆", "白切", "黄焖", "金汤", "石锅", "毛氏", "东坡", "小炒")
_MEAT = ("鸡丁", "豆腐", "排骨", "牛肉", "鲈鱼", "肉丝", "茄子", "虾仁", "羊肉", "土豆丝", "带鱼", "四季豆", "里脊", "鸡块")
_PRODUCT = ("无线", "智能", "便携", "儿童", "加厚", "不锈钢", "纯棉", "户外", "迷你", "高清", "折叠", "充电")
_THING = ("鼠标", "水杯", "台灯", "背包", "电饭煲", "毛巾", "帐篷", "音箱", "显示器", "雨伞", "保温壶", "耳机", "书桌", "键盘")
_ENDS = ("家村", "庄", "家屯", "家湾", "家坝", "各庄", "家桥", "家沟")
_SCHOOL = ("中学", "小学", "实验小学", "外国语学校", "职业技术学院", "师范大学", "中心幼儿园", "育才学校", "理工大学")
_ROAD = words(
    """
    人民路 中山东路 解放大道 建设街 长江路 文化巷 和平里 新华路 学院路 胜利西街 王府大街 张江路 马连道 李家渡路
    """
)
_TOPIC = ("关于进一步加强", "浅谈", "一文读懂", "深入理解", "三分钟学会", "如何做好", "新手必看：", "2026年度")
_MATTER = (
    "安全生产工作的通知",
    "数据库索引优化",
    "企业文化建设",
    "春季养生",
    "发票报销流程",
    "仓库盘点",
    "Java 并发编程",
    "客户投诉处理",
    "防汛预案",
    "年终总结",
)
_ENGLISH = words(
    """
    order status pending complete draft river mountain engine window summer market paper silver contract budget network cloud Grace
    Will Mark May April Rose Bill Frank Chase Victor Dean Hope Faith Dawn Iris Ruby Pearl Amber Jasper Basil Sage Reed
    """
)
_TABLES = ("orders", "stock", "payment_log", "sys_dict", "warehouse", "sku")
_MODELS = (
    "ThinkPad X1",
    "MateBook 14",
    "iPhone 15 Pro",
    "ProLiant DL380",
    "RTX 4090",
    "WD40EFRX",
    "S5735-L24T4S",
    "DS-2CD3T46WD",
    "M5 Max",
    "EOS R6",
)
_HEX = "0123456789abcdef"
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"


def running_order(d: Dice) -> str:
    """Eleven digits that begin like a mobile; all of one block, ever greater, which mobiles of strangers never are."""
    return str(15_000_230_000 + d.row * 7 + d.randrange(7))


def dated_order(d: Dice) -> str:
    """Eleven digits: shop 188, day, number of the day."""
    return f"188{d.day('%y%m%d')}{d.digits(2)}"


def timestamp(d: Dice, unit: int) -> str:
    return str(int((1_700_000_000 + d.random() * 90_000_000) * unit))


def failing_card(d: Dice) -> str:
    body = "62" + d.digits(13)
    return body + not_luhn(body)


def failing_imei(d: Dice) -> str:
    body = "86" + d.digits(12)
    return body + not_luhn(body)


def goods_number(d: Dice) -> str:
    body = "69" + d.digits(10)
    return body + ean(body)


def book_number(d: Dice) -> str:
    publisher, title = d.digits(4), d.digits(4)
    check = ean(f"9787{publisher}{title}")
    return f"978-7-{publisher}-{title}-{check}"


def hashed(d: Dice) -> str:
    return d.randbytes(d.pick((16, 20, 32))).hex()


def unique(d: Dice) -> str:
    h = d.randbytes(16).hex()
    return f"{h[:8]}-{h[8:12]}-4{h[13:16]}-a{h[17:20]}-{h[20:]}"


def size(d: Dice) -> str:
    return d.pick(
        (
            f"{d.uniform(0.1, 999):.1f} MB",
            f"{d.randrange(10, 200)}×{d.randrange(10, 200)}×{d.randrange(5, 90)}cm",
            f"{d.randrange(1, 900)}ml",
        )
    )


def file_name(d: Dice) -> str:
    return (
        d.pick(("合同", "报表", "IMG", "scan", "库存盘点", "会议纪要"))
        + f"_{d.day('%Y%m%d')}_{d.digits(4)}"
        + d.pick((".pdf", ".xlsx", ".jpg", ".docx"))
    )


def path(d: Dice) -> str:
    return f"/{d.pick(('data', 'var/log', 'opt/app'))}/{d.pick(_TABLES)}/{d.day('%Y/%m/%d')}/part-{d.digits(5)}.parquet"


def address_of_page(d: Dice) -> str:
    return f"https://www.shop{d.randrange(9)}.example/{d.pick(_TABLES)}/{d.digits(7)}.html?page={d.randrange(1, 40)}&sort=price"


def query(d: Dice) -> str:
    return f"SELECT id, amount FROM {d.pick(_TABLES)} WHERE id > {d.digits(8)} AND status = {d.randrange(5)} ORDER BY id LIMIT 100"


def log_line(d: Dice) -> str:
    stamp = f"{d.day()} {d.randrange(24):02}:{d.randrange(60):02}:{d.randrange(60):02},{d.digits(3)}"
    place = f"{d.pick(('INFO', 'WARN', 'ERROR'))} [worker-{d.randrange(64)}] {d.pick(_TABLES)}"
    return f"{stamp} {place} - batch {d.digits(13)} took {d.randrange(900)} ms"


def document(d: Dice) -> str:
    goods = {"sku": f"SKU{d.digits(6)}", "name": d.pick(_PRODUCT) + d.pick(_THING), "price": d.randrange(900), "ts": timestamp(d, 1000)}
    return json.dumps(goods, ensure_ascii=False)


def note(d: Dice) -> str:
    return (
        d.pick(("客户反馈", "仓库反馈", "系统提示", "门店反馈"))
        + d.pick(_THING)
        + d.pick(("包装破损", "延迟发货", "型号不符", "库存不足"))
        + f"，工单{d.digits(8)}，预计{d.randrange(1, 9)}天处理"
    )


DECOYS: tuple[Made, ...] = tuple(
    Made(what, "NONE", make)
    for what, make in (
        ("order numbers, date and sequence", lambda d: d.day("%Y%m%d") + d.digits(6)),
        ("order numbers, 11 digits, running", running_order),
        ("order numbers, 11 digits, shop and day", dated_order),
        ("order numbers with letters", lambda d: f"DD{d.day('%Y%m%d')}-{d.digits(4)}"),
        ("snowflake ids", lambda d: str(1_780_000_000_000_000_000 + d.randrange(10**16))),
        ("amounts", lambda d: f"{d.uniform(1, 99999):.2f}"),
        ("amounts with ¥", lambda d: f"¥{d.uniform(1000, 9_999_999):,.2f}"),
        ("timestamps, seconds", lambda d: timestamp(d, 1)),
        ("timestamps, milliseconds", lambda d: timestamp(d, 1000)),
        (
            "dates and times",
            lambda d: d.pick((d.day(), f"{d.day('%Y/%m/%d')} {d.randrange(24):02}:{d.randrange(60):02}", d.day("%Y年%m月%d日"))),
        ),
        ("percentages", lambda d: f"{d.uniform(0, 100):.1f}%"),
        ("sizes", size),
        ("16 digits, Luhn wrong", failing_card),
        ("15 digits, Luhn wrong", failing_imei),
        ("EAN", goods_number),
        ("ISBN", book_number),
        ("tracking numbers with letters", lambda d: d.pick(("SF", "YT", "JD", "ZTO")) + d.digits(13)),
        ("tracking numbers, 12 digits", lambda d: d.pick(("77", "43", "55")) + d.digits(10)),
        ("serial numbers", lambda d: f"{d.pick(('SN', 'CN', 'FX'))}{d.signs(4, _LETTERS)}{d.digits(6)}"),
        ("hexadecimal", lambda d: d.signs(16, _HEX)),
        ("UUID", unique),
        ("hashes", hashed),
        ("base64", lambda d: d.base64(24)),
        ("versions", lambda d: f"{d.pick(('v', 'V', ''))}{d.randrange(12)}.{d.randrange(30)}.{d.randrange(99)}"),
        ("versions of four parts", lambda d: f"10.0.{d.randrange(10000, 26000)}.{d.randrange(1, 4500)}"),
        ("invoice numbers, 8 digits", lambda d: d.digits(8)),
        ("material codes", lambda d: f"{d.pick(_LETTERS)}{d.digits(2)}-{d.digits(5)}-{d.pick(_LETTERS)}"),
        ("device models", lambda d: d.pick(_MODELS) + d.pick(("", " Plus", "/A", " 2026"))),
        ("stock codes, a letter and 8 digits", lambda d: d.pick("BRTX") + d.digits(8)),
        ("products", lambda d: d.pick(_PRODUCT) + d.pick(_THING)),
        ("departments", lambda d: d.pick(_DEPARTMENTS)),
        ("cities", lambda d: d.pick(_CITIES)),
        ("provinces", lambda d: d.pick(_PROVINCES)),
        ("districts", lambda d: d.pick(_DISTRICTS)),
        ("villages", lambda d: d.pick(SURNAMES[:46])[0] + d.pick(_ENDS)),
        ("statuses", lambda d: d.pick(_STATUSES)),
        ("colours", lambda d: d.pick(_COLOURS)),
        ("brands", lambda d: d.pick(_BRANDS)),
        ("subjects", lambda d: d.pick(_SUBJECTS)),
        ("dishes", lambda d: d.pick(_DISH) + d.pick(_MEAT)),
        ("diseases", lambda d: d.pick(_DISEASES)),
        ("weekdays", lambda d: d.pick(("周", "星期")) + d.pick("一二三四五六日")),
        ("log levels", lambda d: d.pick(("DEBUG", "INFO", "WARN", "ERROR", "FATAL"))),
        ("letters and digits that enumerate", lambda d: d.pick(("0", "1", "2", "A", "B", "C", "Y", "N"))),
        ("English words", lambda d: d.pick(_ENGLISH)),
        ("words that begin with a surname", lambda d: d.pick(_WORDS)),
        ("titles of articles", lambda d: d.pick(_TOPIC) + d.pick(_MATTER)),
        ("schools", lambda d: f"{d.pick(PLACES)[1]}第{d.pick('一二三四五六七八九')}{d.pick(_SCHOOL)}"),
        ("streets without a number", lambda d: d.pick(_ROAD)),
        ("file names", file_name),
        ("paths", path),
        ("URLs and SQL", lambda d: d.pick((address_of_page, query))(d)),
        ("log lines", log_line),
        ("JSON documents", document),
        ("notes", note),
    )
)
