"""Who lives in the example estate: invented people and companies, drawn from a seed.

A *person* and a *company* here are made of word lists and a random generator; nobody is meant. Names are common
surnames with common given-name characters, mobile numbers are a number prefix in use with random digits behind it,
resident ids carry a right check digit, every e-mail domain ends in ``.example`` (RFC 2606) and every road is invented.
Not for tests of recognizers: those have their own tables.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

SURNAMES = (
    ("陈", "chen"), ("林", "lin"), ("王", "wang"), ("李", "li"), ("张", "zhang"), ("刘", "liu"), ("杨", "yang"), ("赵", "zhao"),
    ("黄", "huang"), ("周", "zhou"), ("吴", "wu"), ("徐", "xu"), ("孙", "sun"), ("胡", "hu"), ("朱", "zhu"), ("高", "gao"),
    ("何", "he"), ("郭", "guo"), ("马", "ma"), ("罗", "luo"), ("梁", "liang"), ("宋", "song"), ("郑", "zheng"), ("谢", "xie"),
    ("韩", "han"), ("唐", "tang"), ("冯", "feng"), ("董", "dong"), ("萧", "xiao"), ("程", "cheng"), ("曹", "cao"), ("袁", "yuan"),
    ("邓", "deng"), ("许", "xu"), ("傅", "fu"), ("沈", "shen"), ("曾", "zeng"), ("彭", "peng"), ("吕", "lv"), ("苏", "su"),
    ("蒋", "jiang"), ("蔡", "cai"), ("贾", "jia"), ("魏", "wei"), ("薛", "xue"), ("叶", "ye"), ("欧阳", "ouyang"), ("诸葛", "zhuge"),
)  # fmt: skip
GIVEN = (
    ("伟", "wei"), ("芳", "fang"), ("娜", "na"), ("敏", "min"), ("静", "jing"), ("丽", "li"), ("强", "qiang"), ("磊", "lei"),
    ("洋", "yang"), ("勇", "yong"), ("艳", "yan"), ("杰", "jie"), ("涛", "tao"), ("明", "ming"), ("超", "chao"), ("霞", "xia"),
    ("平", "ping"), ("刚", "gang"), ("玲", "ling"), ("辉", "hui"), ("鹏", "peng"), ("婷", "ting"), ("欣", "xin"), ("怡", "yi"),
    ("浩", "hao"), ("宇", "yu"), ("轩", "xuan"), ("佳", "jia"), ("琪", "qi"), ("晨", "chen"), ("思", "si"), ("雨", "yu"),
    ("梓", "zi"), ("涵", "han"), ("俊", "jun"), ("凯", "kai"), ("颖", "ying"), ("雪", "xue"), ("倩", "qian"), ("楠", "nan"),
)  # fmt: skip
TITLES = (
    "总经理",
    "副总经理",
    "销售经理",
    "采购经理",
    "财务总监",
    "信息主管",
    "行政主管",
    "产品经理",
    "技术总监",
    "人事经理",
    "运营总监",
    "项目经理",
)

#: province, city, district, division code (GB/T 2260), telephone area code.
PLACES = (
    ("上海市", "上海市", "浦东新区", "310115", "021"), ("上海市", "上海市", "徐汇区", "310104", "021"),
    ("北京市", "北京市", "海淀区", "110108", "010"), ("浙江省", "杭州市", "西湖区", "330106", "0571"),
    ("浙江省", "宁波市", "鄞州区", "330212", "0574"), ("江苏省", "南京市", "鼓楼区", "320106", "025"),
    ("江苏省", "苏州市", "虎丘区", "320505", "0512"), ("江苏省", "无锡市", "滨湖区", "320211", "0510"),
    ("广东省", "深圳市", "南山区", "440305", "0755"), ("四川省", "成都市", "武侯区", "510107", "028"),
    ("湖北省", "武汉市", "洪山区", "420111", "027"), ("安徽省", "合肥市", "蜀山区", "340104", "0551"),
)  # fmt: skip
ROADS = ("栖鹭路", "云帆路", "星桥街", "望潮大道", "松影路", "青禾路", "听雨巷", "远帆路", "白露街", "银杏谷路", "观海道", "晓月路")
BRANDS = (
    ("云", "yun"), ("星", "xing"), ("澜", "lan"), ("鹭", "lu"), ("禾", "he"), ("岚", "lan"), ("砚", "yan"), ("朔", "shuo"),
    ("曜", "yao"), ("霁", "ji"), ("汀", "ting"), ("椿", "chun"), ("蘅", "heng"), ("溯", "su"), ("翎", "ling"), ("棠", "tang"),
)  # fmt: skip
TRADES = (
    ("精密机械", "制造业"), ("食品贸易", "批发零售"), ("物流", "交通运输"), ("医疗器械", "制造业"), ("文化传媒", "文化娱乐"),
    ("建筑设计", "建筑业"), ("教育科技", "教育"), ("电子", "制造业"), ("供应链管理", "批发零售"), ("节能环保", "环境服务"),
)  # fmt: skip
_MOBILE_PREFIXES = ("133", "135", "136", "138", "139", "150", "152", "158", "159", "177", "180", "186", "187", "188")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)  # GB 11643-1999


@dataclass(frozen=True, slots=True)
class Company:
    number: str
    name: str
    slug: str
    industry: str
    province: str
    city: str
    district: str
    division: str
    address: str
    landline: str

    @property
    def email(self) -> str:
        return f"office@{self.slug}.example"


@dataclass(frozen=True, slots=True)
class Person:
    name: str
    title: str
    mobile: str
    email: str
    wechat: str
    resident_id: str
    company: Company


class Town:
    """Draws companies and people so that no number, e-mail or name of a company comes twice."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self._taken: set[str] = set()

    def company(self) -> Company:
        rng = self.rng
        province, city, district, division, area = rng.choice(PLACES)
        while True:
            parts = rng.sample(BRANDS, rng.choice((2, 2, 3)))
            trade, industry = rng.choice(TRADES)
            place = city.removesuffix("市")
            name = f"{place}{''.join(p[0] for p in parts)}{trade}有限公司"
            if name not in self._taken:
                break
        self._taken.add(name)
        slug = "".join(p[1] for p in parts) + f"{len(self._taken):05d}"
        region = city if province == city else province + city
        house = f"{rng.randint(1, 1999)}号{rng.randint(1, 28)}楼{rng.randint(1, 20):02d}室"
        address = f"{region}{district}{rng.choice(ROADS)}{house}"
        landline = f"{area}-{rng.choice('56')}{rng.randint(0, 9_999_999):07d}"
        number = f"HS{rng.randint(1, 9)}{len(self._taken):05d}"
        return Company(number, name, slug, industry, province, city, district, division, address, landline)

    def person(self, company: Company) -> Person:
        rng = self.rng
        surname, surname_letters = rng.choice(SURNAMES)
        given = rng.sample(GIVEN, rng.choice((1, 2, 2)))
        letters = "".join(g[1] for g in given)
        mobile = self._fresh(lambda: f"{rng.choice(_MOBILE_PREFIXES)}{rng.randint(0, 99_999_999):08d}")
        email = self._fresh(lambda: f"{letters}.{surname_letters}{rng.randint(1, 999)}@{company.slug}.example")
        wechat = self._fresh(lambda: f"{surname_letters}_{letters[:8]}{rng.randint(100, 9999)}")
        name = surname + "".join(g[0] for g in given)
        return Person(name, rng.choice(TITLES), mobile, email, wechat, self._resident_id(company.division), company)

    def _fresh(self, draw: Callable[[], str]) -> str:
        while (value := draw()) in self._taken:
            pass
        self._taken.add(value)
        return value

    def _resident_id(self, division: str) -> str:
        born = dt.date(1962, 1, 1) + dt.timedelta(days=self.rng.randint(0, 40 * 365))
        body = f"{division}{born:%Y%m%d}{self.rng.randint(1, 999):03d}"
        return body + check_digit(body)


def check_digit(body: str) -> str:
    """17 digits -> the 18th of a resident id, ISO 7064 MOD 11-2 (GB 11643-1999, 4.3)."""
    return "10X98765432"[sum(int(d) * w for d, w in zip(body, _WEIGHTS, strict=True)) % 11]
