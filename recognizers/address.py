"""A *postal address* (地址) in China, and in light form in Japan and in Latin letters.

An address goes from the large to the small: province, city, district, town, road, number, building, room. It counts when
it has at least two of the administrative levels, or a road with a number; a province or a city alone is a region, not an
address. The grammar needs no list of places beside the 34 provinces: 区, 县, 路 and 号 carry it. In running text every unit
is read; a whole cell needs two units, or one and a number, and no word of a sentence: what else it holds (a shop, a firm,
a landmark) is part of the address.

Stated limits: places without these endings (a bare estate name, "near the station") are read only in columns named for
addresses; administrative names of one character (赵县) only behind a province or city.

Sources: GB/T 2260-2007 and GB/T 10114-2003 (divisions), GB/T 23705-2009 (address elements), 総務省 (都道府県).
"""

from __future__ import annotations

import re

from recognizers._han import FUNCTION, HAN_CLASS, han_without
from recognizers._places import is_address
from recognizers._shapes import NO_CUE
from recognizers.base import Pattern, Recognizer
from recognizers.header_words import words

_PROVINCE = (
    "(?:(?:北京|天津|上海|重庆|重慶)市?|(?:河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|廣東|海南|四川|贵州|云南|陕西"
    "|甘肃|青海|台湾|臺灣)省?|内蒙古(?:自治区)?|广西(?:壮族自治区)?|西藏(?:自治区)?|宁夏(?:回族自治区)?|新疆(?:维吾尔自治区)?|(?:香港|澳门)(?:特别行政区)?)"
)
_LEVEL_ENDS = "市区區县縣旗镇鎮乡鄉村"
_ROAD_ENDS = "路街道巷弄"
_FIRST = f"[{han_without(FUNCTION + '于号號楼樓室层栋省')}]"
_INNER_HAN = han_without(FUNCTION.replace("和", "") + _LEVEL_ENDS + _ROAD_ENDS + "号號楼樓室层省")
_INNER = f"[{_INNER_HAN}]"
_LEVEL = f"(?:{_FIRST}{_INNER}{{1,7}}(?:自治州|[{_LEVEL_ENDS}]))"
#: Behind a larger level a name of one character is safe: 河北省赵县.
_NEXT_LEVEL = f"(?:{_FIRST}{_INNER}{{0,8}}(?:街道|自治州|[{_LEVEL_ENDS}]))"
_ROAD = f"(?:{_FIRST}[{_INNER_HAN}0-9]{{0,9}}(?:胡同|[{_ROAD_ENDS}])(?:[东西南北中]段|[东西南北])?)"
_NUMBER = (
    "(?:[0-9０-９A-Za-z一二三四五六七八九十百甲乙丙#－—-]{1,10}"
    "(?:号楼|号院|号|號|弄|巷|栋|幢|座|单元|楼|层|室|房|组|队|门|期|樓)[东西南北]?)"
)
_ROOM = "[0-9０-９A-Za-z－—-]{1,10}"
#: Every unit ends at the first character that can end one, so that there is one way to split a text and no backtracking.
_ESTATE_HAN = han_without(FUNCTION + _LEVEL_ENDS + _ROAD_ENDS + "号號楼樓室层省厦场心寓园城里苑庄屯")
_ESTATE = f"[{_ESTATE_HAN}A-Za-z0-9]"
_PLACE = f"(?:{_ESTATE}{{2,14}}(?:小区|花园|大厦|广场|中心|公寓|家园|新村|大楼|工业园|科技园|产业园|园区|社区|[苑城园里庄屯]))"
#: A name that only the number behind it makes part of an address: 锦绣新天地2栋, 平亭组40号.
_NAMED_NUMBER = f"(?:[{_INNER_HAN}]{{1,10}}[0-9０-９]{{1,5}}(?:号楼|号院|号|號|弄|栋|幢|座|单元|楼|层|室))"
_REST = f"(?:[ ,，（(]?(?:{_NUMBER}|{_NAMED_NUMBER}|{_NEXT_LEVEL}|{_ROAD}|{_PLACE})[）)]?){{0,9}}(?:{_ROOM})?"
_LEVELS = f"(?:中国)?(?:{_PROVINCE}[ ]?{_NEXT_LEVEL}|{_LEVEL}[ ]?{_NEXT_LEVEL}){_REST}"
_ROAD_AND_NUMBER = f"(?:{_LEVEL}{{0,3}}){_ROAD}[ ]?{_NUMBER}{_REST}"
#: The two above are for running text only. Their nested counts cost a linear-time engine 90 ms for every compilation and
#: lose it its fast automaton, so it gets clues instead, and whole cells have a form of their own (below).
_BETWEEN = f"[{han_without(FUNCTION.replace('和', '') + '号號楼樓室层省')}]"
_PROVINCE_ENDS = "京津海庆慶北西宁林江苏徽建东東南川州肃湾灣古藏夏疆港门省"
_TWO_LEVELS = f"[{_PROVINCE_ENDS}{_LEVEL_ENDS}][ ]?{_BETWEEN}+[州道{_LEVEL_ENDS}]"
_NUMBER_OF_ROAD = f"[同段东西南北{_ROAD_ENDS}][ ]?[0-9０-９A-Za-z一二三四五六七八九十百甲乙丙#－—-]+[号號弄巷栋幢座单楼樓层室房组队门期]"

#: Whole cells: any text without a word of a sentence (在, 的, 请送) and with one character that a unit ends in. Nothing is counted,
#: so the automaton has two states; what a cell may not be is left to `validate`.
_SENTENCE = "在从往是的了我你您他她它们请送寄给把被让并且若因着很吗呢吧啊没"
_MARKS = " 　()（）【】·&./_~、，,；;:：|#＃+－—–-"
_ANY = f"[{han_without(_SENTENCE)}0-9０-９A-Za-z{_MARKS}]"
_UNIT_ENDS = f"{_LEVEL_ENDS}{_ROAD_ENDS}号號栋幢座室园厦城场心楼樓苑里庄屯府邸湾轩居寓组区"
#: Before the first such character there is none, so that `re` has one way to read a cell, too.
_BEFORE = f"[{han_without(_SENTENCE + _UNIT_ENDS)}0-9０-９A-Za-z{_MARKS}]"
_NO_DIGIT = f"[{han_without(_SENTENCE)}A-Za-z{_MARKS}]"
_PLACE_CELL = f"{_BEFORE}*[{_UNIT_ENDS}]{_ANY}*|{_NO_DIGIT}*[{HAN_CLASS}][0-9]+-[0-9]+-[0-9]{_ANY}*|[0-9]+[#＃]楼?[0-9]+-[0-9]+"
_BEFORE_MASKED = f"[{han_without(_SENTENCE + _LEVEL_ENDS + _ROAD_ENDS)}0-9０-９A-Za-z{_MARKS}]"
_MASKED = f"{_BEFORE_MASKED}*[{_LEVEL_ENDS}{_ROAD_ENDS}]{_ANY}*[*＊][*＊]+(?:{_ANY}|[*＊])*"

_PREFECTURE = "(?:[東东]京都|北海道|京都府|大阪府|[一-鿿]{2,3}県)"
_JAPANESE = (
    f"(?:〒[ ]?[0-9]{{3}}[-－][0-9]{{4}}[ 　]*)?{_PREFECTURE}[一-鿿ぁ-ゖァ-ヺー]{{1,8}}[市区町村郡][一-鿿ぁ-ゖァ-ヺー0-9０-９－—-]{{1,40}}"
)
_KANJI = "一-鿿ぁ-ゖァ-ヺーA-Za-z0-9０-９ 　－—-"
_BEFORE_BLOCK = han_without("丁番") + "ぁ-ゖァ-ヺーA-Za-z0-9０-９ 　－—-"
_JAPANESE_CELL = (
    f"(?:〒[ ]?[0-9]{{3}}[-－][0-9]{{4}}[ 　]*)?(?:[{_BEFORE_BLOCK}]*[0-9０-９一二三四五六七八九十](?:丁目|番地?)[{_KANJI}]*"
    f"|{_PREFECTURE}[{han_without('市区町村郡')}ぁ-ゖァ-ヺー]+[市区町村郡][{_KANJI}]+)"
)
_STREET = "(?:Road|Rd[.]?|Street|St[.]|Avenue|Ave[.]?|Lane|Ln[.]?|Boulevard|Blvd[.]?|Drive)"
_LATIN = f"(?:No[.] ?)?[0-9]{{1,5}}[A-Za-z]?,? (?:[A-Z][A-Za-z'-]{{1,20}} ){{1,4}}{_STREET}"
_LATIN_CELL = (
    "[A-Za-z ,.'’#/&()-]*[0-9][A-Za-z0-9 ,.'’#/&()-]*[ ,]"
    "(?:Road|Rd|Street|St|Avenue|Ave|Lane|Ln|Boulevard|Blvd|Drive|Dr|Lu|Jie|Xiang|Hutong|Court|Square|Highway|Plaza)"
    "(?:[ ,.][A-Za-z0-9 ,.'’#/&()-]*)?"
)
#: A digit and, behind it, three letters.
_LATIN_ANY = "[^0-9\r\n]*[0-9][^A-Za-z\r\n]*(?:[A-Za-z]{1,2}[^A-Za-z\r\n]+)*[A-Za-z]{3}[^\r\n]*"

#: Common nouns that end like a level or a road: 沿海城市, 贫困地区, 一条道路.
_COMMON = (
    "(?:地区|地區|城市|农村|農村|乡镇|鄉鎮|道路|社区|景区|山区|校区|灾区|厂区|库区|军区|战区|股市|汇市|楼市"
    "|铁路|公路|线路|思路|网路|电路|出路|渠道|频道|通道|知道)"
)
_JAPAN = f"〒|{_PREFECTURE}|丁目|番地"
#: A telephone number behind the address: the cell is a text with both in it.
_TELEPHONE = "[0-9]{10}|0[0-9]{2,3}[-－ ]?[0-9]{7}"
_FIGURE_AND_COUNTER = "[0-9][号號弄栋幢]"
#: Nothing is refused where a road, town or village and a number with its counter stand and nothing of this.
_DOUBT = (
    f"{_TELEPHONE}|{_COMMON}|号[^0-9]{{0,3}}[线文机馆井矿标令]|[公司厂行局院校店部站线程目][ \t\r\n　]*$"
    f"|^[^路街道巷弄镇乡村]*$|^(?:[^0-9]|[0-9]+[^0-9号號弄栋幢])*[0-9]*$"
)


def validate(value: str) -> bool | None:
    """False for a region (province, city, district), for common nouns (沿海城市), for a firm or school that is named after its
    place, and where a telephone number stands behind the address."""
    if not re.search(_DOUBT, value):
        return None
    if re.search(_TELEPHONE, value):
        return False
    if value[:1].isascii() and not re.search(_HAN, value):
        return None
    if re.search(_JAPAN, value) or re.search(_HIDDEN, value):
        return None
    return None if is_address(value) else False


_HAN = f"[{HAN_CLASS}]"
_HIDDEN = "[*＊]"

RECOGNIZER = Recognizer(
    entity="ADDRESS",
    category="user.contact.address",
    names={"zh": "地址", "en": "Address"},
    rank=70,
    patterns=(
        Pattern("place", _PLACE_CELL, scope="cell", score=0.6),
        Pattern("masked", _MASKED, scope="cell", state="masked", score=0.5),
        Pattern("japanese_cell", _JAPANESE_CELL, scope="cell", score=0.6),
        Pattern("latin_cell", _LATIN_CELL, scope="cell", score=0.5),
        Pattern("levels", _LEVELS, before=NO_CUE, score=0.6, clue=_TWO_LEVELS),
        Pattern("road_and_number", _ROAD_AND_NUMBER, before=NO_CUE, score=0.6, clue=_NUMBER_OF_ROAD),
        Pattern("japanese", _JAPANESE, score=0.6, clue="[東东]京都|北海道|京都府|大阪府|県"),
        Pattern("latin", _LATIN, edges="0-9A-Za-z", score=0.5, clue=f"[A-Za-z'-] {_STREET}"),
        Pattern(
            "any",
            f"[^\r\n]*(?:[省{_LEVEL_ENDS}{_ROAD_ENDS}号號楼樓室栋座幢层]|小区|花园|大厦|广场|公寓|学校|医院)[^\r\n]*",
            scope="header",
            score=0.3,
        ),
        Pattern("latin_any", _LATIN_ANY, scope="header", score=0.2),
    ),
    validate=validate,
    doubt=_DOUBT,
    headers=words(
        """
        address addresses addr addrs residence dizhi xxdz jtdz jtzz zz txdz lxdz dz gsdz dwdz shdz hjdz zhuzhi jiatingzhuzhi
        lianxidizhi domicile 地址 住址 门牌号 门牌 住所 住所地 居所 居住地
        street_address address_desc addr_desc address_detail address_info domicile_place abode dwelling residence_place
        place_of_residence house_number doorplate house_address hjd hkszd hjszd jzd xzz xzdz xjzdz hkdz jzdz fhdz jjdz sjdz
        gzdz bgdz zcdz qydz jydz mph mphm fwzl jtzzdz jtxxdz xjdz xxzz 现住地 现居地 现居住地 常住地 常驻地址 户籍地 户口地
        户口所在地 户籍详址 详址 住处 家庭住处 家庭所在地 通讯处 通信处 收货地 收件地 寄件地 送货地 送达地 门牌号码 房屋坐落
        房产坐落 房屋座落 坐落 座落 上门地点 取件地点 送件地点 接送地点 上车地点 下车地点 具体住址 现住所 本籍 本籍地 送付先
        お届け先 配送先 番地 町名番地 建物名 自宅住所 勤務先住所 居住地点
        """
    ),
    hints=words(
        """
        addres adress addresss street location place detail 地点 街道 户籍所在地 所在地
        house_no door_no room_address building_address birthplace birth_place place_of_birth csd 出生地 出生地点 房号 房间号
        楼号 楼栋号 具体位置 详细位置 居住小区 所在小区 住址信息
        """
    ),
    vetoes=words(
        """
        ip mac url uri image img avatar web link http https file memory host host_address email mail server wallet contract
        request source dest ip_address mac_address email_address mail_address ip_addr mac_addr email_addr mail_addr
        bank_address ip地址 mac地址 url地址 邮件地址 邮箱地址 email地址 电子邮件地址 电子邮箱地址 请求 跳转 图片 图像 头像
        网络 网站 链接 链路 网址 主机 服务 服务器 接口 回调 路由 文件 存储 下载 上传 登录 登陆 操作 内存 寄存器 合约 钱包 视频
        传感器 仪表 控制器 从站
        音频 附件 来源 目标 开户行 外链 资源 访问 组件 页面 封面 缩略图 二维码 直播 推流 拉流 物理 设备 仓储 代理 注册中心
        数据库 官网 域名 活动 服务端
        """
    ),
    context=("地址", "住址", "住所", "寄往", "送到", "address", "住在"),
    evidence="header",
    examples=("浙江省杭州市西湖区文三路100号", "浦东新区世纪大道8号", "東京都千代田区丸の内1-9-1"),
    counter_examples=("浙江省", "沿海城市", "道路安全", "杭州市"),
    sources=("GB/T 2260-2007", "GB/T 10114-2003", "GB/T 23705-2009"),
    holds=("text",),
    shortest=6,
    pointed=True,
)
