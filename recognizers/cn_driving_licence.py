"""Chinese driving licence number (机动车驾驶证证号).

The number of a licence *is* the holder's resident identity number (公安部令 162, GA 482): 18 characters with its check
character. So the value alone says resident id, and only its header or its cue says licence; there it is reported as a
licence, before the resident id (rank 9), because a column must be the same thing to the gate, which sees only 驾驶证号, and
to the scan, which sees the values. Nothing is lost: whoever declares licence numbers declares national identity numbers.
A column without a telling header is CN_RESIDENT_ID. Beside it licences have a file number (档案编号) of 12 digits, issued
by province and city, without a check digit: under a header or behind its cue only.

Sources: GA 482-2012 (机动车驾驶证), GB 11643-1999, 公安部令第162号.
"""

from __future__ import annotations

from recognizers import cn_resident_id
from recognizers.base import Pattern, Recognizer
from recognizers.header_words import words

_PROVINCE = "(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3])"
_NUMBER = f"{_PROVINCE}[0-9]{{4}}(?:19|20)[0-9]{{2}}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{{3}}[0-9Xx]"
_FILE = f"{_PROVINCE}[0-9]{{10}}"
_SAYS = "[\"']?(?: ?[:：=] ?|为|是|為| )?[\"']?"
_CUE = (
    "(?:(?:驾驶证|駕駛證|驾照|駕照)(?:证?(?:号码?|號碼?|编号|編號))?"
    f"|[Dd]riv(?:er'?s?|ing)[ _][Ll]icen[cs]e(?:[ _](?:[Nn]o[.]?|[Nn]umber))?){_SAYS}"
)
_FILE_CUE = f"(?:驾驶证|駕駛證|驾照|机动车)档案编?号码?{_SAYS}"

_KINDS = {"file": words("jszdabh driving_file_no driver_file_no licence_file_no license_file_no 驾驶证档案编号 驾驶证档案号 驾照档案编号")}


def validate(value: str) -> bool | None:
    """True when it is a resident identity number with the right check character. None: a file number has none."""
    return None if len(value) == 12 else cn_resident_id.validate(value)


RECOGNIZER = Recognizer(
    entity="CN_DRIVING_LICENCE",
    category="user.government_id.drivers_license_number",
    names={"zh": "驾驶证号", "en": "Driving licence number"},
    rank=9,
    patterns=(
        Pattern("number", _NUMBER, scope="header", score=0.6),
        Pattern("file_number", _FILE, scope="header", kind="file", score=0.3),
        Pattern("after_cue", _NUMBER, before=_CUE, edges="0-9A-Za-z_", clue="驾驶证|駕駛證|驾照|駕照|[Dd]riv(?:er|ing)", score=0.6),
        Pattern("file_after_cue", _FILE, before=_FILE_CUE, edges="0-9A-Za-z_", clue="档案", kind="file", score=0.5),
    ),
    validate=validate,
    birth=cn_resident_id.birth,
    headers=words(
        """
        driving_licence_no driving_license_no driving_licence_number driving_license_number driver_licence_no driver_license_no
        driver_licence_number driver_license_number drivers_license_no drivers_license_number drivers_licence_no
        drivers_licence_number driver_license_num driver_license_code driving_license_code driver_card_no jszhm jszbh
        jiashizhenghao jiashizhenghaoma jiazhaohao 驾驶证号 驾驶证号码 驾驶证编号 驾驶证证号 机动车驾驶证号 机动车驾驶证号码
        驾照号 驾照号码 驾照编号 驾驶执照号 驾驶执照号码
        """
    )
    + _KINDS["file"],
    # jszh is also 教师证号 and 教师账号: it needs a table of drivers.
    hints=words("driving_licence driving_license driver_licence driver_license drivers_license jszh jsz 驾驶证 驾照 驾驶执照"),
    vetoes=words("image img photo pic front back face url path 正面 反面 照片 图片 副页 正页 行驶证"),
    context=("驾驶证", "驾照", "driving licence", "driver's license"),
    evidence="checksum",
    examples=("驾驶证号：11010519491231002X", "driver license no: 44052419900307471X", "驾驶证档案编号：310101234567"),
    counter_examples=("11010519491231002X", "驾驶证号：110105194912310021", "310101234567"),
    sources=("GA 482-2012", "GB 11643-1999", "公安部令第162号 机动车驾驶证申领和使用规定"),
    kinds=_KINDS,
    holds=("text", "whole", "fraction"),
    shortest=12,
    keep=(4, 2),
)
