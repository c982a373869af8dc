"""The *units* of a Chinese address, and whether a cell has enough of them to be one.

A reading goes from left to right and takes what ends first: a number with its counter (3号楼, 502室), a region by name, or a
name with an ending (西湖区, 文三路, 锦绣花园). What no unit takes is the rest. `is_address` weighs them: a region says where
about, a road, an estate, a village or a number says where exactly, and it takes two, one of them exact. A firm, a school or an
office is named after its region and road too, so behind such a name there must be a number, a road or a village.

Sources: GB/T 23705-2009 and GB/T 39609-2020 (elements of addresses), GB/T 10114-2003 (divisions).
"""

from __future__ import annotations

import re
from functools import cache

from recognizers._han import HAN_CLASS
from recognizers._regions import CITIES, PREFECTURES, PROVINCES
from recognizers.header_words import words

_BIG = words("自治区 特别行政区 自治州 自治县 自治旗 地区 地區 新区 市 区 區 县 縣 旗 州 盟")
_SMALL = words("街道办事处 街道办 街道 社区 社區 行政村 自然村 苏木 办事处 镇 鎮 乡 鄉 村 屯 寨")
_ROAD = words("大道中 大道 大街 胡同 公路 马路 国道 省道 支路 辅路 路 街 巷 弄 道 坊")
_ESTATE = words(
    """
    工业园区 工业集中区 工业小区 工业园 工业区 工业城 科技园区 科技园 产业园区 产业园 软件园 创业园 创意园 物流园 商务园 孵化园
    开发区 高新区 保税区 园区 花园 公寓 家园 新村 小区 大厦 广场 大楼 中心 商城 市场 校区 厂区 库区 景区 别墅 山庄 华庭 名苑 公馆
    豪庭 家属院 宿舍 楼盘 新城 商厦 商业街 步行街 服务区 航站楼 机场 火车站 汽车站 码头 电信城 国际城 写字楼 综合楼 购物中心
    """
)
#: Endings of estates that other names go on behind: 康园路 is a road.
_ESTATE_ONE = "苑园城里庄庭府邸湾轩居寓"
_POINT = words("小学 中学 大学 学院 医院 大酒店 酒店 宾馆 饭店 体育馆 体育场 电影院 幼儿园 派出所 加油站 卫生院 超市 银行 公司 厂 店")
_WHERE = words(
    """
    斜对面 对面 旁边 附近 隔壁 交叉口 交汇处 交界处 交界 岔路口 路口 门口 村口 出口 楼下 楼上 楼顶 后面 前面 北侧 南侧 东侧 西侧 旁 内
    东门 西门 南门 北门 后门 大门 村村委会 村委会 居委会
    """
)
_COUNTERS = words(
    """
    号楼 號樓 号院 号门 号铺 号库 号店 号 號 弄 巷 幢 栋 棟 座 单元 單元 楼 樓 层 層 室 房 组 組 组团 队 期 区 區 铺 档 排 门 街 路 道 #
    """
)
#: Common nouns: 沿海城市, 贫困地区, 一条道路.
_COMMON_ENDS = words(
    """
    城市 股市 超市 楼市 汇市 夜市 门市 地区 地區 山区 灾区 军区 战区 厂区 库区 校区 景区 大区 片区 城区 市区 郊区 辖区 分区 选区 特区
    牧区 华东区 华南区 华北区 华中区 西南区 西北区 东北区 乡镇 鄉鎮 城镇 农村 農村 乡村 城乡 道路 铁路 速公路 线路 思路 网路 电路
    出路 套路 渠道 频道 通道 知道 管道 轨道 隧道 味道 报道 赛道 走道
    """
)
#: Words that an ending makes of one character.
_COMMON_UNITS = frozenset(
    words(
        """
        公路 公园 乐园 校园 田园 家园 花园 庄园 广场 大厦 公寓 小区 商城 长城 进城 家乡 老乡 故乡 家居 定居 同居 邻居 政府 学府 公里 英里
        海里 家里 这里 那里 哪里 心里 手里 夜里 城里 村里 屋里 海湾 家庭 法庭 开庭 小镇 一路 半路 小巷 神州 欧洲
        """
    )
)
#: A firm, an office, a school: named after a place, but not one, unless a number or a village says where it is.
_NAMED_AFTER = (
    "(?:公司|集团|厂|行|局|院|委员会|学会|协会|工会|商会|校|店|所|站|部|处|科|社|馆|中心|大学|中学|小学|政府|幼儿园|工程|广场|线)[）)]?$"
)
#: A road that is only part of what follows it: 中山路支行, 人民路小学.
_PART_OF_NAME = (
    "(?:路|街|大道|巷)(?:支行|分行|分理处|储蓄所|营业[部厅]|分公司|分店|门店|[^0-9]{0,3}店|地铁站|站|小学|中学|幼儿园|派出所|居委会"
    "|商圈|校区|院区|项目|工程|段|线)$"
)
_PLAN = "(?:工程|项目|通知|公告|方案|规划|报告|新闻|办法|计划|活动)$"
_LONGEST = 200
_LONG_REST = 12  #: characters that no unit takes: a sentence
#: A number of something else: 3号线, 2号机组.
_OTHER_NUMBER = "号[^0-9]{0,3}[线文机馆井矿标令]"
#: A building and a room without a place: 3号楼2单元502室, 3栋502, 3#2-502, B座18层.
_ROOM = "[0-9A-Za-z]{1,3}(?:号楼|栋|幢|座|[#＃]楼?)(?:[0-9一二三四五六七八九十]{1,2}(?:单元|-))?[0-9]{1,4}[室层楼房号]?"
_BUILDING = f"[{HAN_CLASS}]{{2}}.*(?:[栋幢座]|号楼|单元)"
_HOUSE = f"[{HAN_CLASS}]{{2}}[0-9]+[号號]"
_NOTHING = "[ 　_,，、。./()（）【】|~;；:：·&+\"'“”]+"
_DASH = f"(?<=[{HAN_CLASS}])[－—–-]+(?=[{HAN_CLASS}])"
_NUMERAL = "0-9０-９一二三四五六七八九十百甲乙丙丁"


@cache
def _grammar() -> re.Pattern[str]:
    """Compiled when the first address comes: the gate needs none."""

    def either(endings: tuple[str, ...]) -> str:
        return "|".join(sorted(endings, key=len, reverse=True))

    number = f"(?P<number>[{_NUMERAL}A-Za-z#＃]+(?:[－—–-]+[{_NUMERAL}A-Za-z#＃]+)*(?:{either(_COUNTERS)})(?:之[0-9一二三]+)?)"
    chain = "(?P<chain>[0-9０-９]+(?:[－—–-]+[0-9０-９A-Za-z]+){1,4})"
    region = (
        f"(?P<region>(?:{either(PROVINCES)})(?:省|市|(?:壮族|回族|维吾尔)?自治区|特别行政区)?|(?:{either((*PREFECTURES, *CITIES))})市?)"
    )
    named = (
        f"(?P<name>[{HAN_CLASS}][{HAN_CLASS}0-9A-Za-z]{{0,11}}?|[A-Za-z0-9]+[{HAN_CLASS}]?)"
        f"(?:(?P<estate>{either(_ESTATE)}|[{_ESTATE_ONE}](?![路街道巷弄镇乡村县区市]|[一二三四五六七八九十东西南北中][路街]))|(?P<point>{either(_POINT)})|(?P<road>{either(_ROAD)})|(?P<small>{either(_SMALL)})|(?P<big>{either(_BIG)}))(?:[东西南北中]段|[东西南北](?=$|[0-9]))?"
    )
    where = f"(?P<where>{either(_WHERE)}|[东西南北向][东西南北]?[0-9]+米)"
    return re.compile(f"{where}|{number}|{chain}|{region}|{named}|(?P<digits>[0-9０-９A-Za-z]+)|(?P<rest>.)")


def _units(value: str) -> tuple[dict[str, int], int]:
    """How often each sort of unit stands in a value, and how many characters belong to none."""
    text = re.sub(_DASH, "", re.sub(_NOTHING, "", value))
    found: dict[str, int] = {}
    rest = 0
    for m in _grammar().finditer(text):
        sort = str(m.lastgroup)
        if _is_common(m[0], sort, text[m.end() : m.end() + 1].isdigit()):
            sort = "rest"
        if sort == "rest":
            rest += len(m[0])
        found[sort] = found.get(sort, 0) + 1
    return found, rest


def _is_common(unit: str, sort: str, numbered: bool) -> bool:
    if unit in _COMMON_UNITS:
        return True
    return (
        sort in ("big", "road", "small")
        and unit.endswith(_COMMON_ENDS)
        and not (numbered and len(unit) > 2 and not unit.endswith("速公路"))
    )


def is_address(value: str) -> bool:
    """Whether the units of a value say where exactly."""
    if len(value) > _LONGEST:
        return False
    if re.fullmatch(_ROOM, value):
        return True
    found, rest = _units(value)
    big, region, numbers, chains = (found.get(sort, 0) for sort in ("big", "region", "number", "chain"))
    small, road, estate = (found.get(sort, 0) for sort in ("small", "road", "estate"))
    exact, where = small + road + estate, big + region
    figures = numbers + chains + ((exact > 0 or where > 1) and "digits" in found)
    if re.search(_OTHER_NUMBER, value) and not exact:
        return False
    if not figures and (rest > _LONG_REST or re.search(_PART_OF_NAME, value) or re.search(_PLAN, value)):
        return False
    named_after = re.search(_NAMED_AFTER, value) is not None
    if named_after and not (road or small + estate > 1 or (small + estate and figures)):
        return False
    if not exact:
        beside = "point" in found and "where" in found
        return beside or _without_exact(value, where, numbers, chains, figures, rest)
    point = road + small > 0 and "point" in found and not named_after
    return exact + big + region / 2 + min(figures, 2) + ("where" in found) + point >= 2


def _without_exact(value: str, where: int, numbers: int, chains: int, figures: int, rest: int) -> bool:
    """No road, no estate, no village: the regions must be many, or numbers say the house."""
    if where > 1 and (figures or (where > 2 and rest > 1)):
        return True
    if where and (chains or figures > 1 or re.search(_HOUSE, value)):
        return True
    return numbers > 1 and re.search(_BUILDING, value) is not None
