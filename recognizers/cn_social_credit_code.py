"""Unified social credit code of an organization (统一社会信用代码), also used as taxpayer number (纳税人识别号).

18 characters of digits and capitals without I, O, S, V, Z: department, kind, six digits of the registering division, nine
of the former organization code, one check character, weighted modulo 31. It names an organization; of a sole trader it
names the person behind it. Source: GB 32100-2015.
"""

from __future__ import annotations

from recognizers.base import Pattern, Recognizer
from recognizers.header_words import words

_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_WEIGHTS = tuple(pow(3, i, 31) for i in range(17))
_CHARACTER = "[0-9A-HJ-NP-RTUWXY]"


def check_character(body: str) -> str:
    """GB 32100-2015 5.5: the 18th character for the first 17."""
    total = sum(_ALPHABET.index(c) * weight for c, weight in zip(body, _WEIGHTS, strict=True))
    return _ALPHABET[-total % 31]


def validate(value: str) -> bool | None:
    """True when the check character is right. Old taxpayer numbers of 15 digits cannot be told."""
    code = value.strip()
    if len(code) != 18:
        return None
    return check_character(code[:17]) == code[17]


RECOGNIZER = Recognizer(
    entity="CN_SOCIAL_CREDIT_CODE",
    category="user.workplace",
    names={"zh": "统一社会信用代码", "en": "Unified social credit code"},
    rank=15,
    patterns=(
        Pattern(
            "code",
            f"(?:1[1-39]|2[19]|3[1-59]|4[19]|5[1-39]|6[129]|7[129]|8[19]|9[1-3]|A[19]|N[1-39]|Y1)[0-9]{{6}}{_CHARACTER}{{10}}",
            edges="0-9A-Za-z_",
            score=0.6,
        ),
        Pattern("taxpayer", "[0-9]{6}[0-9A-Z]{9}", scope="header", score=0.3),
    ),
    validate=validate,
    headers=words(
        """
        credit_code uscc usci taxpayer_id taxpayer_no taxpayer_number taxpayer_identification_number tax_no tax_num tax_number
        tax_identify_no tax_id duty_paragraph business_license_no business_license_number tyshxydm shxydm xydm nsrsbh tyxydm
        zzjgdm yyzzh shuihao 信用代码 信用代码证号 纳税人识别号 纳税识别号 税号 税务登记号 营业执照号 营业执照编号
        营业执照注册号 组织机构代码 企业代码证号 统一编号 纳税人编号
        """
    ),
    hints=words("license_no license_number org_code"),
    vetoes=words("driver driving 驾驶"),
    context=("信用代码", "税号", "纳税人识别号", "营业执照"),
    evidence="checksum",
    examples=("91350100M000100Y43",),
    counter_examples=("91350100M000100Y44", "91350100I000100Y43"),
    sources=("GB 32100-2015",),
    holds=("text",),
    shortest=15,
    support="firms",
)
