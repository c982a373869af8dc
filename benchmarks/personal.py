"""Forty columns of personal information as it is written, and five that no reader of the values alone could name.

Nobody in them exists: people are drawn from word lists, domains are reserved, numbers are random behind a prefix in use.
"""

from __future__ import annotations

from benchmarks.dice import Dice, Made, credit_code, luhn, my_number, organization_code, vin, words
from pandian.estate.people import BRANDS, GIVEN, PLACES, ROADS, SURNAMES, TITLES, check_digit

_RARE = ("欧阳", "诸葛", "上官", "司马", "慕容", "尉迟", "令狐", "闫", "仝", "佘", "逄", "亓", "阚", "郗", "缪", "靳")
_POINTED = words(
    """
    阿依古丽 买买提 吐尔逊 艾力 热孜万 古丽娜尔 阿不都 迪丽达尔 卡米力 努尔兰 帕提曼 哈力克 古丽巴哈尔 艾尼瓦尔 木拉提 玛依拉
    塔依尔 阿孜古丽 热依汗 达吾提
    """
)
_JAPANESE = words(
    """
    佐藤 鈴木 高橋 田中 渡辺 伊藤 山本 中村 小林 加藤 吉田 山田 佐々木 松本 井上 木村
    """
)
_JAPANESE_GIVEN = words(
    """
    健 翔太 大輔 美咲 葵 陽菜 結衣 拓也 直樹 由美子 恵子 真由美 健太郎 さくら 一郎 誠
    """
)
_LATIN = words(
    """
    James Mary Robert Patricia Michael Linda David Sarah Thomas Karen Anna Peter Julia Paul Daniel Laura Kevin Emma Martin Sophie
    """
)
_LATIN_FAMILY = words(
    """
    Smith Johnson Brown Taylor Miller Wilson Anderson Clark Lewis Walker Hall O'Brien Müller
    """
)
_TRADITIONAL = ("陳", "張", "劉", "趙", "黃", "吳", "許", "鄭", "謝", "葉", "蘇", "呂")
_AREAS = ("010", "021", "0571", "0755", "028", "025", "0512", "0411", "0991", "0898")
_SEGMENTS = ("133", "135", "138", "139", "147", "150", "158", "166", "170", "173", "177", "186", "188", "191", "195", "198", "199")
_PLATES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_NO_IO = "ABCDEFGHJKLMNPQRSTUVWXYZ"
_CREDIT_LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_VILLAGES = ("东风", "红旗", "杨柳", "石桥", "大塘", "青山", "新民", "双河", "白沙", "长岭")
_TAIWAN = ("台北市信義區", "台北市大安區", "新北市板橋區", "台中市西屯區", "高雄市左營區", "台南市東區")
_TAIWAN_ROADS = ("忠孝東路", "信義路", "中山北路", "民權西路", "復興南路", "和平東路")
_TOKYO = ("東京都港区六本木", "東京都新宿区西新宿", "東京都千代田区丸の内", "大阪府大阪市北区梅田", "神奈川県横浜市西区みなとみらい")
_FORMS = ("有限公司", "有限公司", "股份有限公司", "有限责任公司", "集团有限公司", "合伙企业（有限合伙）")
_TRADES = ("软件", "信息技术", "医疗器械", "文化传媒", "建筑工程", "国际贸易", "生物科技", "供应链管理", "新能源", "物流")
_RANKS = ("", "高级", "资深", "助理", "首席", "副")
_FIELDS = ("销售", "市场", "财务", "人事", "采购", "运营", "产品", "质量", "法务", "生产", "客服", "安全", "培训", "项目", "技术")
_HEADS = ("经理", "主管", "总监", "专员", "工程师", "顾问")
_REMARKS = ("已发货，等客户确认", "周末送，白天家里没人", "发票随货寄出", "电话未接通，明天再打", "赠品缺货，改送优惠券")


def surname(d: Dice) -> str:
    return d.pick(SURNAMES)[0]


def given(d: Dice) -> str:
    return "".join(d.pick(GIVEN)[0] for _ in range(d.pick((1, 2, 2))))


def name(d: Dice) -> str:
    return surname(d) + given(d)


def pinyin_name(d: Dice) -> str:
    parts = "".join(d.pick(GIVEN)[1] for _ in range(d.pick((1, 2)))).capitalize()
    return f"{d.pick(SURNAMES)[1].capitalize()} {parts}"


def mobile(d: Dice) -> str:
    return d.pick(_SEGMENTS) + d.digits(8)


def mobile_as_typed(d: Dice) -> str:
    m = mobile(d)
    return d.pick((m, f"{m[:3]} {m[3:7]} {m[7:]}", f"{m[:3]}-{m[3:7]}-{m[7:]}", f"+86 {m}", f"+86-{m}", f"0086{m}", f"(86){m}", f"{m}.0"))


def landline(d: Dice) -> str:
    area, number = d.pick(_AREAS), str(d.randrange(2, 9)) + d.digits(7)
    tail = f"转{d.randrange(8000, 8999)}" if d.random() < 0.2 else ""
    return d.pick((f"{area}-{number}", f"({area}){number}", f"{area} {number}", f"（{area}）{number[:4]} {number[4:]}")) + tail


def foreign_phone(d: Dice) -> str:
    eight, four = d.digits(8), d.digits(4)
    american, british = f"+1 212-{d.randrange(200, 999)}-{four}", f"+44 7{d.randrange(400, 499)} {d.digits(6)}"
    eastern = (f"+81 90-{eight[:4]}-{four}", f"+852 9{eight[:3]} {four}", f"+65 8{eight[:3]} {four}", f"+886 9{eight}")
    return d.pick((american, british, f"+49 151 {eight}", *eastern))


def full_address(d: Dice) -> str:
    province, city, district, _, _ = d.pick(PLACES)
    return f"{province if province != city else ''}{city}{district}{house(d)}"


def house(d: Dice) -> str:
    road = f"{d.pick(ROADS)}{d.randrange(1, 1999)}号"
    return road + d.pick(
        ("", f"{d.randrange(1, 30)}栋{d.randrange(1, 5)}单元{d.randrange(101, 2505)}室", f"{d.randrange(1, 30)}楼{d.digits(3)}室")
    )


def village(d: Dice) -> str:
    province, city, _, _, _ = d.pick(PLACES)
    county, town, place = (d.pick(_VILLAGES) for _ in range(3))
    return f"{province if province != city else ''}{city}{county}县{town}镇{place}村{d.randrange(1, 15)}组{d.randrange(1, 200)}号"


def taiwan_address(d: Dice) -> str:
    return f"{d.pick(_TAIWAN)}{d.pick(_TAIWAN_ROADS)}{d.pick('一二三四五')}段{d.randrange(1, 400)}號{d.randrange(2, 20)}樓"


def tokyo_address(d: Dice) -> str:
    return f"〒{d.digits(3)}-{d.digits(4)} {d.pick(_TOKYO)}{d.randrange(1, 9)}-{d.randrange(1, 30)}-{d.randrange(1, 30)}"


def email(d: Dice) -> str:
    letters = d.pick(SURNAMES)[1] + d.pick(("", ".", "_")) + d.pick(GIVEN)[1]
    return f"{letters}{d.randrange(1, 9999)}@{d.pick(('corp', 'mail', 'shop'))}{d.randrange(90)}.example"


def resident_id(d: Dice) -> str:
    body = d.pick(PLACES)[3] + d.day("%Y%m%d", 1950, 55) + d.digits(3)
    return body + check_digit(body)


def old_resident_id(d: Dice) -> str:
    return d.pick(PLACES)[3] + d.day("%y%m%d", 1930, 55) + d.digits(3)


def masked_resident_id(d: Dice) -> str:
    number = resident_id(d)
    return f"{number[:6]}********{number[14:]}"


def bank_card(d: Dice) -> str:
    body = d.pick(("622202", "621700", "622848", "621661", "622588")) + d.digits(d.pick((9, 12)))
    return body + luhn(body)


def grouped_card(d: Dice) -> str:
    card = bank_card(d)
    return " ".join(card[i : i + 4] for i in range(0, len(card), 4))


def social_credit_code(d: Dice) -> str:
    organization = d.pick("12345679M") + d.signs(7, _CREDIT_LETTERS)
    body = "91" + d.pick(PLACES)[3] + organization + organization_code(organization)
    return body + credit_code(body)


def plate(d: Dice) -> str:
    start, letter = d.pick(_PLATES) + d.pick("ABCDEFGHJK"), d.pick(_NO_IO)
    if d.random() < 0.3:
        return start + d.pick("DF") + d.digits(5)  # driven by electricity
    return start + d.pick((d.digits(5), letter + d.digits(4), d.digits(3) + letter + d.digits(1)))


def car(d: Dice) -> str:
    maker = d.pick(("LSV", "LFV", "LGB", "LBE", "LVS", "WBA", "1HG"))
    return vin(maker + d.signs(5, _NO_IO.replace("Q", "") + "0123456789") + "0" + d.pick("LMNPRST") + d.pick("ABCDE12345") + d.digits(6))


def ip(d: Dice) -> str:
    return f"{d.pick((10, 36, 58, 114, 172, 183, 192, 223))}.{d.randrange(256)}.{d.randrange(256)}.{d.randrange(1, 255)}"


def ipv6(d: Dice) -> str:
    return "2408:" + ":".join(f"{d.randrange(65536):x}" for _ in range(7))


def mac(d: Dice) -> str:
    return d.pick((":", "-")).join(f"{b:02X}" for b in d.randbytes(6))


def coordinates(d: Dice) -> str:
    return f"{d.uniform(100, 122):.6f},{d.uniform(22, 41):.6f}"


def imei(d: Dice) -> str:
    body = d.pick(("8651", "8673", "3549", "3512", "8612")) + d.digits(10)
    return body + luhn(body)


def company(d: Dice) -> str:
    city = d.pick(PLACES)[1]
    brand = "".join(d.pick(BRANDS)[0] for _ in range(2))
    return d.pick((city.removesuffix("市"), city)) + brand + d.pick(_TRADES) + d.pick(_FORMS)


def job_title(d: Dice) -> str:
    return d.pick(TITLES) if d.random() < 0.3 else d.pick(_RANKS) + d.pick(_FIELDS) + d.pick(_HEADS)


def passport(d: Dice) -> str:
    return d.pick((f"E{d.digits(8)}", f"E{d.pick(_NO_IO)}{d.digits(7)}", f"G{d.digits(8)}"))


def remark(d: Dice) -> str:
    return d.pick(_REMARKS) if d.random() < 0.8 else f"{d.pick(_REMARKS)}，备用电话{mobile(d)}"


def with_check(body: str) -> str:
    return body + my_number(body)


PERSONAL: tuple[Made, ...] = (
    Made("names", "PERSON", name),
    Made("names, compound and rare surnames", "PERSON", lambda d: d.pick(_RARE) + given(d)),
    Made("names with a point", "PERSON", lambda d: "·".join(d.sample(_POINTED, 2))),
    Made("names, Japanese", "PERSON", lambda d: d.pick(_JAPANESE) + d.pick(("", " ", "　")) + d.pick(_JAPANESE_GIVEN)),
    Made("names in pinyin", "PERSON", pinyin_name),
    Made("names, Latin", "PERSON", lambda d: f"{d.pick(_LATIN)} {d.pick(_LATIN_FAMILY)}"),
    Made("names, masked", "PERSON", lambda d: surname(d) + d.pick(("*", "**", "某", "某某"))),
    Made("names, several or traditional", "PERSON", lambda d: d.pick((f"{name(d)}、{name(d)}", d.pick(_TRADITIONAL) + given(d)))),
    Made("mobiles", "PHONE_NUMBER", mobile),
    Made("mobiles as typed", "PHONE_NUMBER", mobile_as_typed),
    Made("landlines", "PHONE_NUMBER", landline),
    Made("phones, foreign", "PHONE_NUMBER", foreign_phone),
    Made("mobiles, masked", "PHONE_NUMBER", lambda d: f"{d.pick(_SEGMENTS)}****{d.digits(4)}"),
    Made("phones, two in a cell", "PHONE_NUMBER", lambda d: f"{mobile(d)}{d.pick(('/', '、', ' '))}{landline(d)}"),
    Made("addresses", "ADDRESS", full_address),
    Made("addresses without a city", "ADDRESS", lambda d: d.pick(PLACES)[2] + house(d)),
    Made("addresses in villages", "ADDRESS", village),
    Made("addresses in Taiwan", "ADDRESS", taiwan_address),
    Made("addresses in Japan", "ADDRESS", tokyo_address),
    Made("e-mails", "EMAIL_ADDRESS", email),
    Made("e-mails with names", "EMAIL_ADDRESS", lambda d: f"{pinyin_name(d)} <{email(d)}>"),
    Made("resident ids", "CN_RESIDENT_ID", resident_id),
    Made("resident ids of 15 digits", "CN_RESIDENT_ID", old_resident_id),
    Made("resident ids, masked", "CN_RESIDENT_ID", masked_resident_id),
    Made("bank cards", "BANK_CARD", bank_card),
    Made("bank cards in groups", "BANK_CARD", grouped_card),
    Made("social credit codes", "CN_SOCIAL_CREDIT_CODE", social_credit_code),
    Made("number plates", "CN_LICENSE_PLATE", plate),
    Made("frame numbers", "VIN", car),
    Made("IPv4", "IP_ADDRESS", ip),
    Made("IPv6", "IP_ADDRESS", ipv6),
    Made("MAC", "MAC_ADDRESS", mac),
    Made("coordinates", "GEO_COORDINATE", coordinates),
    Made("IMEI", "DEVICE_ID", imei),
    Made("wxid", "SNS_ACCOUNT", lambda d: "wxid_" + d.signs(14, "abcdefghijklmnopqrstuvwxyz0123456789")),
    Made("companies", "COMPANY", company),
    Made("job titles", "JOB_TITLE", job_title),
    Made("Japanese individual numbers", "JP_MY_NUMBER", lambda d: with_check(d.digits(11))),
    Made("passports", "CN_PASSPORT", passport),
    Made("remarks, a fifth with a phone", "PHONE_NUMBER", remark),
    # Personal, but any number, word or date could be one.
    Made("QQ numbers", "NONE", lambda d: d.pick("123456789") + d.digits(d.pick((6, 7, 8, 9)))),
    Made("customer numbers", "NONE", lambda d: f"KH-{d.digits(6)}"),
    Made("WeChat ids", "NONE", lambda d: d.pick(SURNAMES)[1] + "_" + d.pick(GIVEN)[1] + d.digits(3)),
    Made("birth dates", "NONE", lambda d: d.day("%Y-%m-%d", 1950, 55)),
    Made("postal codes", "NONE", lambda d: d.pick(("200", "100", "310", "518", "610", "215")) + d.digits(3)),
)
