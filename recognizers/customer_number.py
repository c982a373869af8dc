"""Customer number (客户编号): the key under which a company keeps a person.

Every company makes its own, so no shape can prove one: in a cell it counts only under a header that names it, in text
only directly after its cue. At least one digit is wanted, else the header's own words would pass. How this company writes
its own is learned from its data before a scan (`scanner.learn`), or declared in a file of recognizers.
Source: PIPL Art. 4 (information related to an identified natural person); the company's own numbering.
"""

from __future__ import annotations

from recognizers.base import Pattern, Recognizer
from recognizers.header_words import words

_CUE = (
    "(?:(?:客户|客戶|会员|會員|用户|顾客|顧客)(?:编号|編號|号码|號碼|代码|代碼|ID|id|号|號)"
    "|[Cc]ustomer (?:[Nn]o[.]?|[Nn]umber|ID|[Ii]d|[Cc]ode)|[Mm]ember (?:[Nn]o[.]?|[Nn]umber|ID))"
    "(?: ?[:：=#] ?|为|是| )"
)


def validate(value: str) -> bool | None:
    """False when the length is not 4 to 32; never proves."""
    return None if 4 <= len(value) <= 32 else False


RECOGNIZER = Recognizer(
    entity="CUSTOMER_NUMBER",
    category="user.unique_id",
    names={"zh": "客户编号", "en": "Customer number"},
    rank=90,
    patterns=(
        Pattern("identifier", "[A-Za-z_-]{0,31}[0-9][A-Za-z0-9_-]{0,31}", scope="header", score=0.3),
        Pattern("after_cue", "[A-Za-z_-]{0,31}[0-9][A-Za-z0-9_-]{0,31}", before=_CUE, edges="A-Za-z0-9_-", score=0.5),
    ),
    validate=validate,
    headers=words(
        """
        customer_number customer_no customer_num customer_code client_number client_no client_code cust_no cust_num cust_code
        custno member_no member_number member_code member_card_no vip_no vip_code khbh khbm khdm kehubianhao hybh hykh hyh
        huiyuanbianhao huiyuankahao membership_number membership_no patient_number 客户编号 客户编码 客户代码 客户号 会员编号
        会员号 会员卡号 会员编码 会员代码 顾客编号 用户编号 顧客番号 会員番号 客户卡号
        customer_sn client_sn member_sn loyalty_no loyalty_number loyalty_card_no vip_card_no vip_card vipcard member_card
        membership_card subscriber_no consumer_no buyer_no guest_no crm_no crm_code cif cif_no ecif ecif_no core_cust_no gkbh
        vipkh hykahao hyno khno membership_card_no 客户流水号 客户内码 客户识别码 客户唯一编号 会员卡 会员卡编号 会员证号
        VIP卡号 VIP号 贵宾卡号 顾客号 顾客代码 用户户号 お客様番号 顧客コード 会員コード 客户序号 客户账号编码
        """
    ),
    hints=words(
        """
        code number no num card_no serial_no bianhao bh 编号 编码 代码 卡号 号码
        user_code user_no party_no loyalty_card yhbh 户号 积分卡号 储值卡号 用户编码 用户号
        """
    ),
    vetoes=words(
        """
        post zip area country phone invite verify verification captcha sms qr bar tax order bill contract dept role sort error
        status type credit region template 邮政 区号 验证 邀请 订单 合同 部门 角色 税 状态 类型 地区 排序
        """
    ),
    context=("客户", "会员", "customer", "member"),
    evidence="header",
    examples=("客户编号：KH20230001", "Customer No: C-100234"),
    counter_examples=("KH20230001", "客户编号规则", "订单编号：DD20230001"),
    sources=("PIPL Art. 4", "the company's own numbering"),
    holds=("text", "fraction"),
    shortest=3,
    support="customers",
    pointed=True,
)
