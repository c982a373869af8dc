"""What a party is called: the name without the words before it that say what it is to the company, and where it sits."""

from __future__ import annotations

import re
from collections.abc import Iterator

_FORMS = r"股份有限公司|有限责任公司|集团有限公司|有限公司|株式会社|集团公司|合伙企业(?:（有限合伙）)?|Inc\.?|Ltd\.?|LLC|GmbH"
COMPANY = rf"[\u3400-\u9fffA-Za-z0-9（）()·.& -]{{2,40}}?(?:{_FORMS})"

#: "合作银行", "快递公司", "新加坡母公司" before a name: relation and trade, no part of it.
_RELATION = re.compile(
    r"(?:我们的|本公司的|公司的|其)?(?:境外|境内|[\u3400-\u9fff]{2,8}?的?(?=母公司|子公司))?"
    r"(?:(?:第三方|合作|关联|快递|物流|承运|受托|签约|指定|入驻)+(?:银行|方|伙伴|机构|公司|单位|企业|服务商|供应商|商家|商)|(?:关联)?(?:母|子)公司|合作伙伴)"
    r"[：: ]?(?=.{4,})"
)
_GIVEN_TO = re.compile(
    r"(?:提供|共享|披露|转让|分享|传输|移交)(?:给|至)(?P<after>[^，,。；;：:“「（(]{2,80})"
    r"|(?:向|与)(?P<before>[^，,。；;：:“「（(]{2,80}?)(?:提供|共享|披露|分享|转让)"
)
_AND = re.compile(r"、|以及|及|和|与|或者?")
_PARTY = re.compile(r"[\u3400-\u9fff]{2,14}(?:机构|单位|公司|银行|企业|平台|服务商|供应商|部门|医院|学校|院校|协会|商家|中心)")
_SHORT = re.compile(r"[\u3400-\u9fff]{2,14}")
_ANYONE = re.compile(r"任何|您|第三方|^其[他它](?:公司|单位|组织|个人|机构|企业)$|境外|以外")


def bare(name: str) -> str:
    """A company's name as it would sign; what is no company's full name stays as it is."""
    name = name.strip()
    found = _RELATION.match(name)
    rest = name[found.end() :].strip() if found is not None else ""
    return rest if rest and re.fullmatch(COMPANY, rest) else name


def relation(words: str) -> str:
    """What the words before a name make of it: "group_parent", "group_affiliate", "" where they say neither."""
    return "group_parent" if "母公司" in words else "group_affiliate" if re.search("子公司|关联", words) else ""


def classes(sentence: str) -> Iterator[str]:
    """The kinds of parties, none by its name, that a sentence says something is given to: 提供给甲机构、乙单位及其他丙机构."""
    for found in _GIVEN_TO.finditer(sentence[:3000]):
        pieces = [piece.strip() for piece in _AND.split(found["after"] or found["before"])]
        enumerated = any(_PARTY.fullmatch(piece) for piece in pieces)  # then 酒店 between 航空公司 and 保险公司 is one as well
        for piece in pieces:
            if enumerated and _SHORT.fullmatch(piece) and not _ANYONE.search(piece) and not re.fullmatch(COMPANY, piece):
                yield piece
