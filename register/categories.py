"""What a *category key* means: the built-in table of kinds of personal information.

Keys are those of the fideslang taxonomy (https://github.com/ethyca/fideslang, data_categories), with a few children of
our own where it has none (SNS account, call recording). The dots are the tree: a declaration of ``user.contact`` covers
``user.contact.email``. Which kinds are *sensitive* is law and stands in the law pack, not here.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from register.violation import Text

Personal = Literal["always", "when_linked", "never"]


@dataclass(frozen=True, slots=True)
class Known:
    """A kind that needs no description in a register.

    personal        "when_linked": personal only beside a kind that always is (an employer's name alone is not, PIPL 4).
    classification  handling tier of the data, L1 to L4.
    identifying     two people hardly ever share a value, so equal values in two places mean the same person. Not so for
                    names (common), nor for numbers given out from 1 upwards in every system.
    """

    key: str
    name: Text
    personal: Personal = "always"
    classification: str = "L2"
    identifying: bool = False


_ROWS: tuple[tuple[str, str, str, Personal, str, bool], ...] = (
    ("user.name", "姓名", "Name", "always", "L2", False),
    ("user.workplace", "工作单位", "Employer", "when_linked", "L2", False),
    ("user.job_title", "职位", "Job title", "when_linked", "L2", False),
    ("user.professional_information", "职业信息", "Professional information", "when_linked", "L2", False),
    ("user.unique_id", "客户编号", "Customer number", "when_linked", "L2", False),
    ("user.contact", "联系方式", "Contact details", "always", "L3", False),
    ("user.contact.address", "地址", "Address", "when_linked", "L3", False),
    ("user.contact.address.postal_code", "邮政编码", "Postal code", "when_linked", "L2", False),
    ("user.contact.phone_number", "电话号码", "Phone number", "always", "L3", True),
    ("user.contact.fax_number", "传真号码", "Fax number", "when_linked", "L2", False),
    ("user.contact.email", "电子邮箱", "E-mail address", "always", "L3", True),
    ("user.contact.social_url", "社交主页", "Social media page", "always", "L2", True),
    ("user.account", "账号信息", "Account information", "always", "L3", False),
    ("user.account.username", "用户名", "User name", "always", "L2", False),
    ("user.account.sns", "社交账号", "Social network account", "always", "L3", True),
    ("user.authorization", "鉴别信息", "Authentication data", "always", "L4", False),
    ("user.authorization.credentials", "登录凭据", "Credentials", "always", "L4", False),
    ("user.authorization.password", "密码", "Password", "always", "L4", False),
    ("user.authorization.biometric", "生物特征凭据", "Biometric credentials", "always", "L4", False),
    ("user.government_id", "身份证件信息", "Government identifier", "always", "L4", True),
    ("user.government_id.national_identification_number", "居民身份证号", "National ID number", "always", "L4", True),
    ("user.government_id.passport_number", "护照号", "Passport number", "always", "L4", True),
    ("user.government_id.drivers_license_number", "驾驶证号", "Driving licence number", "always", "L4", True),
    ("user.government_id.immigration", "出入境证件号", "Travel permit number", "always", "L4", True),
    ("user.government_id.military_id", "军人证件号", "Military identity number", "always", "L4", True),
    ("user.government_id.vehicle_registration", "车牌号", "Licence plate", "always", "L3", True),
    ("user.financial", "财产信息", "Financial data", "always", "L4", False),
    ("user.financial.bank_account", "银行账号", "Bank account", "always", "L4", True),
    ("user.financial.account_number", "银行卡号或账号", "Bank card or account number", "always", "L4", True),
    ("user.financial.credit_card", "信用卡号", "Credit card number", "always", "L4", True),
    ("user.financial.income", "收入信息", "Income", "always", "L4", False),
    ("user.payment", "支付信息", "Payment data", "always", "L4", False),
    ("user.biometric", "生物识别信息", "Biometric data", "always", "L4", False),
    ("user.biometrics", "生物识别信息", "Biometric data", "always", "L4", False),
    ("user.biometric.face", "人脸信息", "Face", "always", "L4", False),
    ("user.biometric.fingerprint", "指纹", "Fingerprint", "always", "L4", False),
    ("user.biometric.voice", "声纹", "Voiceprint", "always", "L4", False),
    ("user.health", "健康信息", "Health data", "always", "L4", False),
    ("user.health_and_medical", "健康医疗信息", "Health and medical data", "always", "L4", False),
    ("user.children", "儿童个人信息", "Children's data", "always", "L4", False),
    ("user.childrens", "儿童个人信息", "Children's data", "always", "L4", False),
    ("user.criminal_history", "犯罪记录", "Criminal history", "always", "L4", False),
    ("user.demographic", "个人基本资料", "Demographic data", "when_linked", "L2", False),
    ("user.demographic.date_of_birth", "出生日期", "Date of birth", "when_linked", "L3", False),
    ("user.demographic.age_range", "年龄", "Age", "when_linked", "L2", False),
    ("user.demographic.gender", "性别", "Gender", "when_linked", "L2", False),
    ("user.demographic.nationality", "国籍", "Nationality", "when_linked", "L2", False),
    ("user.demographic.education", "教育背景", "Education", "when_linked", "L2", False),
    ("user.demographic.race_ethnicity", "民族", "Ethnicity", "when_linked", "L3", False),
    ("user.demographic.marital_status", "婚姻状况", "Marital status", "when_linked", "L3", False),
    ("user.demographic.religious_belief", "宗教信仰", "Religious belief", "when_linked", "L4", False),
    ("user.demographic.political_opinion", "政治面貌", "Political affiliation", "when_linked", "L3", False),
    ("user.demographic.sexual_orientation", "性取向", "Sexual orientation", "when_linked", "L4", False),
    ("user.device", "设备信息", "Device data", "always", "L2", False),
    ("user.device.device_id", "设备标识符", "Device identifier", "always", "L2", True),
    ("user.device.ip_address", "IP 地址", "IP address", "always", "L2", False),
    ("user.device.cookie", "Cookie", "Cookie", "always", "L2", False),
    ("user.device.cookie_id", "Cookie 标识符", "Cookie identifier", "always", "L2", True),
    ("user.device.telemetry", "设备运行数据", "Device telemetry", "when_linked", "L2", False),
    ("user.location", "位置信息", "Location", "always", "L3", False),
    ("user.location.imprecise", "粗略位置", "Approximate location", "when_linked", "L2", False),
    ("user.location.precise", "精准定位信息", "Precise location", "always", "L4", False),
    ("user.behavior", "行为记录", "Observed behaviour", "always", "L2", False),
    ("user.behavior.browsing_history", "浏览记录", "Browsing history", "always", "L2", False),
    ("user.behavior.purchase_history", "购买记录", "Purchase history", "always", "L2", False),
    ("user.behavior.search_history", "搜索记录", "Search history", "always", "L2", False),
    ("user.content", "用户内容", "User content", "always", "L2", False),
    ("user.content.private", "私密内容", "Private content", "always", "L3", False),
    ("user.content.self_image", "肖像照片", "Photograph of the person", "always", "L3", False),
    ("user.content.id_photo", "身份证件照片", "Photograph of an identity document", "always", "L4", False),
    ("user.content.call_recording", "通话录音", "Call recording", "always", "L3", False),
    ("user.social_activity", "社交活动", "Social activity", "always", "L2", False),
    ("user.relationships", "亲属与联系人", "Family and contacts", "always", "L3", False),
)

KNOWN: dict[str, Known] = {row[0]: Known(row[0], Text(row[1], row[2]), *row[3:]) for row in _ROWS}


@lru_cache(maxsize=4096)
def ancestors(key: str) -> tuple[str, ...]:
    """The key and what it belongs to, nearest first, without the root: user.contact.email, user.contact."""
    steps = key.split(".")
    return tuple(".".join(steps[:n]) for n in range(len(steps), 1, -1)) or (key,)


@lru_cache(maxsize=4096)
def known(key: str) -> Known:
    """The row of `key`, else of its nearest parent in the table under its own key; a stranger is personal, tier L2."""
    for parent in ancestors(key):
        if row := KNOWN.get(parent):
            return (
                row
                if parent == key
                else Known(key, Text(f"{row.name.zh}（{key}）", f"{row.name.en} ({key})"), row.personal, row.classification)
            )
    return Known(key, Text(key, key))
