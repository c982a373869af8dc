"""Columns of cells without a header: names, addresses, companies and titles are told from what merely looks like them.

Single cells may err; what counts is the share of a column (`scanner.judge`). Columns are drawn from a seed.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from random import Random

import pytest

from recognizers import catalogue
from recognizers.find import in_cell

CELLS = 400
READ = frozenset({"PERSON", "ADDRESS", "COMPANY", "JOB_TITLE"})
REAL = 0.9  # least share of cells that are read as what they are
DECOY = 0.3  # most that any of the four may have in a column of something else

Draw = Callable[[Random], str]


def of(words: str) -> Draw:
    listed = words.split()
    return lambda rng: rng.choice(listed)


def joined(*parts: Draw | str) -> Draw:
    return lambda rng: "".join(part if isinstance(part, str) else part(rng) for part in parts)


def any_of(*draws: Draw) -> Draw:
    return lambda rng: rng.choice(draws)(rng)


def number(least: int, most: int, width: int = 0) -> Draw:
    return lambda rng: str(rng.randint(least, most)).zfill(width)


def letters(alphabet: str, least: int, most: int) -> Draw:
    return lambda rng: "".join(rng.choices(alphabet, k=rng.randint(least, most)))


# ---- people, places, firms: made of parts ----------------------------------------------------------------------------
_SURNAME = of(
    "王 李 张 刘 陈 杨 黄 赵 吴 周 徐 孙 马 朱 胡 郭 何 林 高 罗 郑 梁 谢 宋 唐 许 韩 冯 邓 曹 彭 曾 肖 田 董 袁 潘 蒋 蔡 余 杜 叶 程 苏 魏 吕 丁"
)
_RARE = of("亓 仇 佘 冼 卞 厉 柏 蒯 郗 鄢 阚 麻 欧阳 司马 诸葛 上官 慕容")
_GIVEN = of(
    "伟 芳 娜 敏 静 丽 强 磊 军 洋 勇 艳 杰 娟 涛 明 超 霞 平 刚 桂英 建华 玉兰 秀珍 志强 海燕 子涵 梓萱 浩然 雨桐 思远 嘉豪 欣怡 诗涵 俊杰 晓东"
    " 文博 佳琪 天佑 若曦 建国 春梅 国庆 红梅 永强 小红 大伟 玉珍 振宇 婷婷 宇轩 一诺 沐辰 雅静 晨曦 丹丹 立新 家豪 淑芬 雪莲 国栋 爱民"
)
NAME = joined(any_of(_SURNAME, _SURNAME, _SURNAME, _RARE), _GIVEN)
_PINYIN = joined(of("Wang Li Zhang Liu Chen Yang Zhao Huang Zhou Wu"), " ", of("Wei Fang Xiaoming Jianguo Meili Yuhan Zihao Min Lei Qiang"))
_CITY = of("杭州市 宁波市 南京市 苏州市 武汉市 成都市 长沙市 郑州市 青岛市 厦门市")
_DISTRICT = of("西湖区 鼓楼区 武侯区 江夏区 南山区 天河区 雁塔区 历下区 越秀区 岳麓区 长丰县 桐庐县")
_ROAD = joined(of("栖鹭 云帆 望潮 松影 青禾 远帆 银杏 观海 晓月 解放 人民 中山"), of("路 街 大道 北路 东路 西街"))
_ESTATE = joined(of("锦绣 阳光 翠苑 御景 和平 金色 碧水 东方"), of("花园 小区 家园 公寓 新村 雅苑 广场 大厦"))
_HOUSE = joined(number(1, 999), "号")
_FLAT = joined(number(1, 30), of("幢 栋 号楼"), number(1, 4), "单元", number(101, 2505), "室")
ADDRESS = any_of(
    joined(_CITY, _DISTRICT, _ROAD, _HOUSE),
    joined(of("浙江省 江苏省 四川省 湖北省"), _CITY, _DISTRICT, _ROAD, _HOUSE, _ESTATE, _FLAT),
    joined(_DISTRICT, _ESTATE, _FLAT),
    joined(_ROAD, _HOUSE, number(1, 20), "楼"),
    joined(_CITY, of("示例镇 青田镇 柳溪乡"), of("桃源村 上王村 大屯村"), number(1, 12), "组", _HOUSE),
    joined(_CITY, _DISTRICT, _ROAD, "与", _ROAD, "交叉口"),
    joined(_ESTATE, number(1, 30), "-", number(1, 4), "-", number(101, 2505)),
)
_BRAND = of("云澜 星禾 岚砚 朔霁 曜汀 椿蘅 溯棠 翎溪 鹭远 禾川 恒昌 鼎盛")
_TRADE = of("科技 贸易 软件 物流 食品 机械设备 建筑工程 文化传媒 企业管理咨询 医疗器械")
COMPANY = any_of(
    joined(of("上海 北京 杭州 深圳 广州"), _BRAND, _TRADE, of("有限公司 股份有限公司 有限责任公司 集团有限公司")),
    joined(_BRAND, "（上海）", _TRADE, "有限公司"),
    joined("宁波", _BRAND, "投资合伙企业（有限合伙）"),
    joined(of("上海 苏州"), _BRAND, _TRADE),
    joined(_BRAND, _TRADE, "公司", of("杭州分公司 北京分公司")),
)
TITLE = any_of(
    joined(of("高级 资深 初级 助理 首席"), of("工程师 分析师 设计师 会计师 架构师 经济师")),
    joined(of("销售 采购 财务 人事 生产 技术 市场 运营 质量"), of("总监 经理 主管 专员 助理 副经理")),
    of("总经理 副处长 主任医师 副教授 一级教师 护士长 一级主任科员 班主任 店长 司机 快递员 董事长兼总经理 党委书记"),
)
REALS = {
    "PERSON": {
        "Han": NAME, "pinyin": _PINYIN, "masked": any_of(joined(_SURNAME, of("* ** 某 某某")), joined(_SURNAME, "*", of("伟 芳 敏"))),
        "couples": joined(NAME, of("、 / ; ,"), NAME),
    },
    "ADDRESS": {"any": ADDRESS}, "COMPANY": {"any": COMPANY}, "JOB_TITLE": {"any": TITLE},
}  # fmt: skip

# ---- what is none of these --------------------------------------------------------------------------------------------
_GOODS = "手机 耳机 充电器 键盘 鼠标 显示器 打印机 水杯 保温杯 毛巾 牙刷 洗发水 牛奶 酸奶 面包 饼干 白酒 黄酒 红酒 大米 面粉 花生油 黄瓜 白菜 苹果 香蕉 雪梨"
_CITIES = (
    "北京 上海 广州 深圳 杭州 南京 苏州 武汉 成都 重庆 天津 西安 长沙 郑州 青岛 大连 宁波 厦门 福州 济南 合肥 南昌 昆明 贵阳 太原 石家庄 哈尔滨 长春 沈阳 兰州"
    " 温州 金华 台州 嘉兴 绍兴 湖州 丽水 衢州 舟山 常州 无锡 徐州 南通 扬州 镇江 泰州 盐城 淮安 连云港 安庆 黄山 马鞍山 武威 张掖 平凉 白银 安康 汉中 商洛"
)
_DISTRICTS = "江宁 白云 黄浦 徐汇 宝山 金山 松江 奉贤 江北 余杭 萧山 富阳 鹿城 龙湾 吴兴 柯桥 江干 安吉 德清 平湖 海宁 桐乡 武义 东阳 路桥 温岭 高淳 溧水 江阴 宜兴"
_DEPARTMENTS = joined(
    of("销售 市场 财务 人力资源 行政 研发 采购 仓储 客服 法务 信息 质量 生产 华东 华南 战略"), of("部 中心 一部 二部 处 科 组 办公室")
)
DECOYS: dict[str, Draw] = {
    "order number": joined(of("SO PO DD"), number(20240101, 20251231), number(1, 99999, 5)),
    "amount": joined(number(1, 99999), ".", number(0, 99, 2)),
    "time": joined(number(2020, 2025), "-", number(1, 12, 2), "-", number(1, 28, 2), " ", number(0, 23, 2), ":", number(0, 59, 2)),
    "product": any_of(of(_GOODS), joined(of("无线 智能 便携 家用 儿童 男士"), of(_GOODS))),
    "department": _DEPARTMENTS,
    "city": of(_CITIES),
    "city with ending": joined(of(_CITIES), "市"),
    "district": of(_DISTRICTS),
    "district with ending": joined(of(_DISTRICTS), "区"),
    "province": of("浙江省 江苏省 广东省 山东省 河南省 四川省 湖北省 湖南省 河北省 福建省 江西省 安徽省 黑龙江省 广西壮族自治区 宁夏回族自治区"),
    "region": joined(of("浙江省 江苏省 四川省 湖北省"), _CITY, _DISTRICT),
    "city and district": joined(_CITY, _DISTRICT),
    "town": joined(of("示例 青田 柳溪 望京 金桥 马桥 黄桥 白云 高桥 石桥"), of("镇 乡 街道")),
    "status": of("待付款 已付款 已发货 已完成 已取消 退款中 审核中 成功 失败 启用 禁用 应付 应收 关闭 通过 平信 正常 异常 在职 离职"),
    "colour": of("红色 黄色 蓝色 绿色 白色 黑色 紫色 灰色 金色 银色 米白 藏青 明黄 水蓝 石青 车厘子红 玫瑰金 香槟金"),
    "brand": of("华为 小米 苹果 海尔 美的 格力 李宁 安踏 红旗 宝马 奔驰 金龙鱼 康师傅 王老吉 方太 万和 华凌 白象 双汇 雷士 金立 荣耀 联想 海信 马自达 丰田"),
    "subject": of("语文 数学 英语 物理 化学 生物 历史 地理 政治 高等数学 线性代数 史学 解剖学 文学 音乐 体育 美术 信息技术 马克思主义 金融学 会计学 管理学"),
    "dish": of("宫保鸡丁 鱼香肉丝 麻婆豆腐 红烧肉 白切鸡 黄焖鸡 牛肉面 羊肉串 水煮鱼 酸菜鱼 米饭 水饺 包子 花卷 毛血旺 凉皮 柳州螺蛳粉 金枪鱼 石锅饭"),
    "weekday": of("周一 周二 周三 周四 周五 周六 周日 星期一 星期二 星期三 星期四 星期五 星期六 星期日"),
    "month": of("一月 二月 三月 四月 五月 六月 七月 八月 九月 十月 十一月 十二月 正月 腊月"),
    "disease": of("高血压 糖尿病 冠心病 白内障 黄疸 肺炎 胃炎 水痘 麻疹 白癜风 牛皮癣 毛囊炎 颈椎病 骨折 贫血 甲亢 肝硬化 帕金森病 哮喘 痛风"),
    "school": joined(of(_CITIES), any_of(joined("市第", of("一 二 三 四 五"), of("中学 小学")), of("大学 师范大学 理工大学 实验小学 外国语学校"))),
    "hospital": joined(of(_CITIES), of("市第一人民医院 市中医院 市妇幼保健院 市中心医院")),
    "bank branch": joined(of("中国 工商 建设 农业 招商"), "银行", any_of(of(_CITIES), _ROAD), "支行"),
    "road": _ROAD,
    "warehouse": joined(of("A B C 甲 乙"), "区", number(1, 20), "排", number(1, 9), of("号 层")),
    "building": joined(number(1, 40), of("号楼 栋 幢")),
    "article": joined("关于", of("开展 做好 加强 推进"), of(_CITIES), of("市道路改造 市小区整治 市人才引进 市安全生产"), of("工作的通知 的实施方案 情况的报告")),
    "English": any_of(of("apple street manager road page name list order value main driver"), joined(of("Main Page Full Total Order"), " ", of("Name Size Count Value Date"))),
    "code": letters("ABCDEFGHJKLMNPQRSTUVWXYZ0123456789", 6, 12),
    "industry": of("制造业 批发零售 教育 金融业 房地产 农林牧渔 建筑业 软件开发 物流运输 餐饮服务 环境工程 电子商务 机械制造 食品加工 旅游服务"),
    "nation": of("汉族 回族 满族 壮族 苗族 白族 黎族 高山族 中国 美国 日本 韩国 德国 马来西亚 印度 法国"),
}  # fmt: skip


def shares(draw: Draw, seed: str) -> dict[str, float]:
    rng = Random(seed)
    cells = [draw(rng) for _ in range(CELLS)]
    found = [{m.entity for m in in_cell(cell, catalogue())} for cell in cells]
    return {entity: sum(entity in entities for entities in found) / CELLS for entity in READ}


@pytest.mark.parametrize(("entity", "sort"), [(e, sort) for e, sorts in REALS.items() for sort in sorts])
def test_a_real_column_is_read_as_what_it_is(entity: str, sort: str) -> None:
    got = shares(REALS[entity][sort], f"{entity}-{sort}")
    assert got[entity] >= REAL
    assert all(share <= DECOY for other, share in got.items() if other != entity)


@pytest.mark.parametrize("name", DECOYS)
def test_a_column_of_something_else_is_not(name: str) -> None:
    assert {e: share for e, share in shares(DECOYS[name], name).items() if share > DECOY} == {}


def test_every_weight_belongs_to_a_surname() -> None:
    from recognizers._given import ALONE, FIRST, SECOND, SURNAMES
    from recognizers._surnames import COMMON, RARE

    assert set("".join(SURNAMES.values())) <= set(COMMON + RARE)
    for tiers in (SURNAMES, FIRST, SECOND, ALONE):
        characters = "".join(tiers.values())
        assert len(set(characters)) == len(characters)


@pytest.mark.parametrize(("separator", "first", "second"), list(product("、/;，", ("张三", "欧阳晓燕"), ("李四", "王建国"))))
def test_a_list_of_names_is_one_value(separator: str, first: str, second: str) -> None:
    value = f"{first}{separator}{second}"
    assert [(m.entity, m.start, m.end, m.pattern) for m in in_cell(value, catalogue())] == [("PERSON", 0, len(value), "list")]
