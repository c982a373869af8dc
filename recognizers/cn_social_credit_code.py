"""Unified social credit code of an organization (统一社会信用代码), also used as taxpayer number (纳税人识别号).

18 characters of digits and capitals without I, O, S, V, Z: department, kind, six digits of the registering division, nine
of the former organization code, one check character, weighted modulo 31. It names an organization; of a sole trader it
names the person behind it. What it replaced in 2015 is still in old tables, and counts under a header or behind its cue only:
the organization code (组织机构代码, eight characters and a check character modulo 11, X for ten), the registration number of
businesses (工商注册号, 15 digits, ISO/IEC 7064 MOD 11,10) and the taxpayer number (six digits and the organization code).
Lower case counts under a header. Sources: GB 32100-2015, GB 11714-1997, 工商行政管理注册号编制规则 (GS 15-2006).
"""

from __future__ import annotations

from recognizers._shapes import luhn
from recognizers.base import Pattern, Recognizer
from recognizers.header_words import words

_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_VALUES = {c: n for n, c in enumerate(_ALPHABET)}
_WEIGHTS = tuple(pow(3, i, 31) for i in range(17))
_ORGANIZATION = (3, 7, 9, 10, 5, 8, 4, 2)
#: Division of registration: a province, 10 for the central government, 66 for the Xinjiang corps.
_REGION = "(?:1[0-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-6]|71|8[12])[0-9]{4}"
_CHARACTER = "[0-9A-HJ-NP-RTUWXY]"
_KIND = "(?:1[1-39]|2[19]|3[1-59]|4[19]|5[1-39]|6[129]|7[129]|8[19]|9[1-3]|[Aa][19]|[Nn][1-39]|[Yy]1)"
_ORGANIZATION_CODE = "[0-9A-Z]{8}[－-]?[0-9X]"
_CUE = "(?:组织机构代码|組織機構代碼|机构代码证号?)(?:证号?)?[\"']?(?: ?[:：=] ?|为|是| )? ?[\"']?"

_KINDS = {
    "organization_code": words("zzjgdm zzjgdmz org_code_certificate 组织机构代码 组织机构代码证 组织机构代码证号 机构代码证号"),
    "registration_number": words(
        "gszch zch gsdjh business_registration_no registration_no 工商注册号 工商登记号 营业执照注册号 企业注册号"
    ),
}


def check_character(body: str) -> str:
    """GB 32100-2015 5.5: the 18th character for the first 17."""
    total = sum(_VALUES[c] * weight for c, weight in zip(body, _WEIGHTS, strict=True))
    return _ALPHABET[-total % 31]


def organization_check_character(body: str) -> str:
    """GB 11714-1997: the ninth character of an organization code for the first eight.

    >>> organization_check_character("D2143569")
    'X'
    """
    total = sum(int(c, 36) * weight for c, weight in zip(body, _ORGANIZATION, strict=True))
    return "0123456789X0"[11 - total % 11]


def registration_check_digit(body: str) -> str:
    """ISO/IEC 7064 MOD 11,10: the 15th digit of a registration number for the first 14."""
    rest = 10
    for digit in body:
        rest = ((rest + int(digit)) % 10 or 10) * 2 % 11
    return str((11 - rest) % 10)


def validate(value: str) -> bool | None:
    """True when the check character is right. Of 15 characters None when it is wrong: taxpayer numbers of persons have none."""
    code = value.strip().upper()
    if len(code) in (9, 10):
        body = code[:8]
        return body.isascii() and body.isalnum() and not body.isalpha() and organization_check_character(body) == code[-1]
    if len(code) == 15:
        return _old(code)
    if len(code) != 18 or not all(c in _VALUES for c in code):
        return None if len(code) != 18 else False
    if code[:2] == "62" and code.isdecimal() and luhn(code):
        return False  # a UnionPay card of 18 digits: one in 31 of those is lost to codes otherwise
    return check_character(code[:17]) == code[17]


def _old(code: str) -> bool | None:
    if code.isdecimal() and registration_check_digit(code[:14]) == code[14]:
        return True
    return True if organization_check_character(code[6:14]) == code[14] else None


RECOGNIZER = Recognizer(
    entity="CN_SOCIAL_CREDIT_CODE",
    category="user.workplace",
    names={"zh": "统一社会信用代码", "en": "Unified social credit code"},
    rank=15,
    patterns=(
        Pattern(
            "code",
            f"(?:1[1-39]|2[19]|3[1-59]|4[19]|5[1-39]|6[129]|7[129]|8[19]|9[1-3]|A[19]|N[1-39]|Y1){_REGION}{_CHARACTER}{{10}}",
            edges="0-9A-Za-z_",
            score=0.6,
        ),
        Pattern("lower_case", f"{_KIND}{_REGION}[0-9A-Za-z]{{10}}", scope="header", score=0.5),
        Pattern("taxpayer", "[0-9]{6}[0-9A-Z]{9}", scope="header", score=0.3),
        Pattern("organization_code", _ORGANIZATION_CODE, scope="header", kind="organization_code", score=0.4),
        Pattern(
            "organization_after_cue",
            _ORGANIZATION_CODE,
            before=_CUE,
            edges="0-9A-Za-z_-",
            clue="机构代码|機構代碼",
            kind="organization_code",
            score=0.5,
        ),
    ),
    validate=validate,
    headers=words(
        """
        credit_code uscc usci taxpayer_id taxpayer_no taxpayer_number taxpayer_identification_number tax_no tax_num tax_number
        tax_identify_no tax_id duty_paragraph business_license_no business_license_number tyshxydm shxydm xydm nsrsbh tyxydm
        yyzzh shuihao uscc_code social_credit_code unified_social_credit_code unified_credit_code credit_no uniscid
        taxpayer_code tax_payer_no nsrsbm tyshxydmz 信用代码 信用代码证号 纳税人识别号 纳税识别号 税号 税务登记号 营业执照号 营业执照编号
        企业代码证号 统一编号 纳税人编号 统一信用代码 社会统一信用代码 社会信用代码 统一社会信用代码证号
        social_code unify_code unified_code usc_code social_credit_no credit_no_social tax_code tax_reg_no tax_registration_no
        dutyparagraph duty_no license_code business_licence_no bus_license_no biz_license_no uniform_credit_code shtyxydm
        yyzzbh yyzzzch gszch swdjh swdjzh gfsh xfsh qyxydm 统一代码 信用码 社会统一代码 税务登记证号 税务证号 纳税人识别码
        纳税人代码 纳税号 营业执照号码 执照号 执照编号 执照号码 工商注册号 工商登记号 信用代码证 企业税号 统一社会信用码
        """
    )
    + tuple(w for said in _KINDS.values() for w in said if w not in ("zch", "registration_no")),
    hints=words(
        """
        license_no license_number org_code registration_no zch 注册号
        tin reg_no registration_number 机构代码 企业代码 工商号
        登记证号
        """
    ),
    vetoes=words("driver driving 驾驶 营业执照 business_license business_licence"),
    context=("信用代码", "税号", "纳税人识别号", "营业执照"),
    evidence="checksum",
    examples=("91350100M000100Y43",),
    counter_examples=("91350100M000100Y44", "91350100I000100Y43"),
    sources=("GB 32100-2015", "GB 11714-1997", "GS 15-2006"),
    kinds=_KINDS,
    holds=("text",),
    shortest=9,
    support="firms",
)
