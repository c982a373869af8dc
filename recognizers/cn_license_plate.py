"""Number plate of vehicles registered in China (机动车号牌).

GA 36-2018: the province's character, the issuing office's letter, five letters and digits (without I and O), six on plates of
new energy (a letter A to H, J, K in the first place of small cars, in the last of large ones). A special sort gives its last
place to a character: 警 police, 学 trainer, 挂 trailer, 领 consulate, 港 澳 for cars that cross, 试 超 for trials and outsize;
使 stands at either end of an embassy's, 应急 at the end of fire and rescue. WJ is the armed police, two letters or a Han
letter and five digits the army. Between the parts people write ·, a blank, a hyphen or nothing.

The province makes it unmistakable but for sentences such as 更新V20240: at least two of the five are digits, and 新 and 云 need
a letter that their offices use. The army's letters look like model numbers and need a cue or a header, 使 and digits a cue or a
cell of its own. A plate names a
vehicle; of a private car, its owner. Sources: GA 36-2018, 公安部 on plates of new energy (2016), 应急救援专用号牌 (2019).
"""

from __future__ import annotations

from recognizers.base import Pattern, Recognizer
from recognizers.header_words import words

_DOT = "[·•・.． -]"
_PLACE = "(?:[京津沪渝冀豫鲁晋陕皖苏浙赣鄂湘粤桂琼川贵藏甘青宁辽吉黑蒙闽][A-HJ-NP-Z]|[新云][A-HJ-NP-S])"
_P = f"{_PLACE}{_DOT}?"
_C = "[A-HJ-NP-Z0-9]"
_ORDINARY = f"{_P}{_C}{{5}}"
_NEW_ENERGY = f"{_P}(?:[A-HJK]{_C}[0-9]{{4}}|[0-9]{{5}}[A-HJK])"
_ARMED_POLICE = f"WJ ?[0-9京津沪渝冀豫鲁晋陕皖苏浙赣鄂湘粤桂琼川贵藏甘青宁辽吉黑蒙闽新云][0-9]?{_DOT}?[0-9]{{4}}[0-9A-Z]"
_ARMY = f"(?:[A-HJ-NP-V][A-HJ-NP-Z]|[军空海北沈兰济南广成][A-HJ-NP-Z]){_DOT}?[0-9]{{5}}"
_EMBASSY = f"(?:使{_DOT}?[0-9]{{3}}{_DOT}?[0-9]{{3}}|[0-9]{{6}}使)"
_RESCUE = f"[京津沪渝冀豫鲁晋陕皖苏浙赣鄂湘粤桂琼川贵藏甘青宁辽吉黑蒙闽新云]{_DOT}?[XS]{_DOT}?[0-9]{{4}}应急"
_ABROAD = "[A-Z]{2} ?[0-9]{1,4}|M[A-Z]-[0-9]{2}-[0-9]{2}"
#: A whole cell needs less: any letter behind any province, letters where a plate of new energy has digits (made-up data).
_LOOSE = f"[京津沪渝冀豫鲁晋陕皖苏浙赣鄂湘粤桂琼川贵云藏甘青宁新辽吉黑蒙闽][A-HJ-NP-Z]{_DOT}?{_C}{{5,6}}"
#: Lower case under a header.
_TYPED = "[京津沪渝冀豫鲁晋陕皖苏浙赣鄂湘粤桂琼川贵云藏甘青宁新辽吉黑蒙闽][A-Za-z]" + _DOT + "?[A-Za-z0-9]{5,6}"
_EDGES = "0-9A-Za-z_最全更创革刷"
_CUE = "(?:车牌号?码?|車牌號?碼?|号牌号?码?|牌照号?码?|[Pp]late (?:[Nn]o[.]?|[Nn]umber))[\"']?(?: ?[:：=] ?|为|是| )? ?[\"']?"
_CLUE = "[车車]牌|号牌|牌照|late [Nn]"


def _special(name: str, last: str) -> Pattern:
    return Pattern(name, f"{_P}{_C}{{4}}{last}", edges="0-9A-Za-z_", kind=name, score=0.85)


_KINDS = {
    "new_energy": words("new_energy_plate 新能源车牌号 新能源车牌 绿牌号"),
    "trailer": words("trailer_no trailer_plate gch 挂车号 挂车车牌号 挂车号牌 挂车牌号"),
}


def validate(value: str) -> bool | None:
    """False when fewer than two digits follow the place; a plate has nothing that proves it."""
    return None if sum("0" <= c <= "9" for c in value) >= 2 else False


RECOGNIZER = Recognizer(
    entity="CN_LICENSE_PLATE",
    category="user.government_id.vehicle_registration",
    names={"zh": "车牌号", "en": "Licence plate"},
    rank=45,
    patterns=(
        Pattern("ordinary", _ORDINARY, edges=_EDGES, score=0.7),
        Pattern("new_energy", _NEW_ENERGY, edges=_EDGES, kind="new_energy", score=0.75),
        _special("police", "警"),
        _special("trainer", "学"),
        _special("trailer", "挂"),
        _special("consulate", "领"),
        _special("cross_border", "[港澳]"),
        _special("trial", "[试超]"),
        Pattern("loose", _LOOSE, scope="cell", score=0.5),
        Pattern("embassy", _EMBASSY, scope="cell", kind="embassy", score=0.6),
        Pattern("embassy_after_cue", _EMBASSY, before=_CUE, edges="0-9A-Za-z_", clue=_CLUE, kind="embassy", score=0.7),
        Pattern("rescue", _RESCUE, edges="0-9A-Za-z_", kind="rescue", score=0.85),
        Pattern("civil_aviation", f"民航{_DOT}?[A-Z][0-9]{{4}}", edges="0-9A-Za-z_", kind="civil_aviation", score=0.6),
        Pattern("armed_police", _ARMED_POLICE, edges="0-9A-Za-z_-", kind="armed_police", score=0.6),
        Pattern("army", _ARMY, scope="header", kind="army", score=0.4),
        Pattern("typed", _TYPED, scope="header", score=0.5),
        Pattern("abroad", _ABROAD, scope="header", score=0.3),
        Pattern("army_after_cue", _ARMY, before=_CUE, edges="0-9A-Za-z_", clue=_CLUE, kind="army", score=0.6),
        Pattern("typed_after_cue", _TYPED, before=_CUE, edges="0-9A-Za-z_", clue=_CLUE, score=0.7),
    ),
    validate=validate,
    doubt="^[^0-9]*[0-9]?[^0-9]*$",
    headers=words(
        """
        license_plate licence_plate license_plate_no licence_plate_no license_plate_number licence_plate_number plate_no plate_num
        plate_number plateno car_plate car_plate_no car_no carno car_num car_number car_license car_licence vehicle_no
        vehicle_number vehicle_plate vehicle_plate_no vehicle_license_no number_plate truck_no truck_plate cph cphm cpzh cpzhm cphao
        chepai chepaihao chepaihaoma hphm 车牌 车牌号 车牌号码 车辆牌号 车辆牌照 车辆牌照号 车辆号牌 车辆号码 车牌照 车牌照号
        车号 号牌 号牌号码 牌照号 牌照号码 车船号 機動車號牌 登録番号標
        """
    )
    + tuple(w for w in _KINDS["new_energy"] + _KINDS["trailer"] if w != "gch"),
    hints=words("plate clh gch 牌号 牌照 车辆编号"),
    vetoes=words("image img photo pic url path color colour type 照片 图片 颜色 种类 钢材 材料 合金 商品 train railway 火车 列车 地铁"),
    context=("车牌", "车号", "号牌", "车辆", "牌照", "plate"),
    evidence="shape",
    examples=("京A12345", "粤B·D12345", "车牌号：苏E1234学", "粤Z1234港"),
    counter_examples=("京A级", "京I12345", "云SERVER", "更新V20240", "A12345"),
    sources=("GA 36-2018", "GA 802 (机动车术语)", "公安部 新能源汽车专用号牌 (2016)"),
    kinds=_KINDS,
    holds=("text",),
    shortest=7,
    keep=(2, 2),
)
