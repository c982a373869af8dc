"""When two names or addresses are the same, and when they are nearly so: one thing that somebody spelled in two ways.

Width, case, white space and the kind of brackets make no difference. Nearly equal names of companies share almost all characters,
in whatever order, and name the same places; a branch in another city is another company. No claim about who is meant.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import islice

#: How much of two names has to be common, character for character, in any order.
SHARE = 0.8
#: Names compared in one text; a policy holds a handful.
MAX_NAMES = 100
MAX_PLACES = 5_000
#: Mailboxes with shorter names, hr and pr, differ on purpose.
SHORT_BOX = 5
#: An address of more characters is none.
MAX_ADDRESS = 300

_FORMS = (
    "股份有限公司", "有限责任公司", "有限公司", "株式会社", "合同会社", "合伙企业", "事务所", "集团公司",
    "co.,ltd.", "co.,ltd", "ltd.", "limited", "inc.", "inc", "gmbh", "llc", "corporation", "corp.", "k.k.",
)  # fmt: skip
_SUFFIX = re.compile("股份有限公司|有限责任公司|有限公司|株式会社|合同会社")
_HEAD = re.compile(r"[A-Za-z0-9一-鿿·]{2,24}(?:[(（][A-Za-z0-9一-鿿]{2,12}[)）])?[A-Za-z0-9一-鿿·]{0,16}$")
_MAILBOX = re.compile(r"[A-Za-z0-9._%+-]{1,64}$")
_DOMAIN = re.compile(r"[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}")
_PLACES = re.compile(
    "北京|上海|天津|重庆|广州|深圳|杭州|南京|苏州|无锡|宁波|成都|武汉|西安|长沙|郑州|青岛|济南|大连|沈阳|厦门|福州|合肥"
    "|昆明|东莞|佛山|珠海|海口|三亚|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川"
    "|贵州|云南|陕西|甘肃|青海|台湾|内蒙古|广西|西藏|宁夏|新疆|香港|澳门|东京|大阪|名古屋|日本|新加坡|美国|中国"
)


@lru_cache(maxsize=16384)
def plain(text: str) -> str:
    """Without the differences that are none."""
    return "".join(unicodedata.normalize("NFKC", text).lower().split()).strip(",，。;；")


def same(a: str, b: str) -> bool:
    return plain(a) == plain(b)


def companies(text: str) -> tuple[str, ...]:
    """Full names of companies in a text, as far as their form gives them away; at most MAX_NAMES."""
    found: dict[str, None] = {}
    last = 0
    for form in islice(_SUFFIX.finditer(text), MAX_PLACES):
        if head := _HEAD.search(text[max(form.start() - 56, last) : form.start()]):
            found[head[0] + form[0]] = None
        last = form.end()
    return tuple(found)[:MAX_NAMES]


def addresses(text: str) -> tuple[str, ...]:
    """Mailboxes in a text; at most MAX_NAMES."""
    found: dict[str, None] = {}
    for at in islice(re.finditer("[@＠]", text), MAX_PLACES):
        box, domain = _MAILBOX.search(text[max(at.start() - 64, 0) : at.start()]), _DOMAIN.match(text, at.end(), at.end() + 320)
        if box and domain:
            found[f"{box[0]}@{domain[0]}"] = None
    return tuple(found)[:MAX_NAMES]


def aligned(name: str, written: str) -> str:
    """What a text writes, without the words before the name: 由甲乙有限公司 beside 甲乙有限公司."""
    return written[max(written.find(name[:1]), 0) :]


def near_company(name: str, spelling: str) -> bool:
    """Whether both are full names, not the same, and of one company by all that their words say."""
    (a, one, here), (b, other, there) = _parts(name), _parts(spelling)
    if a == b or not (one and other) or here != there:
        return False
    shorter, longer = sorted((len(one), len(other)))
    return one == other or (shorter > 3 and shorter >= SHARE * longer and _shared(one, other) >= SHARE)


def near_address(address: str, spelling: str) -> bool:
    """Whether two mailboxes or two postal addresses differ in a character or two, and one is not a part of the other."""
    a, b = plain(address), plain(spelling)
    if a == b or a in b or b in a or ("@" in a) != ("@" in b) or not 8 <= len(a) <= MAX_ADDRESS or len(b) > MAX_ADDRESS:
        return False
    boxes = {a.partition("@")[0], b.partition("@")[0]}
    if "@" in a and len(boxes) == 2 and min(map(len, boxes)) < SHORT_BOX:
        return False
    matcher = SequenceMatcher(None, a, b, autojunk=False)
    same_characters = sum(block.size for block in matcher.get_matching_blocks())
    return max(len(a), len(b)) - same_characters <= (1 if "@" in a else 2)


def _untranslated(name: str) -> str:
    """Without what stands in brackets behind the legal form: a translation."""
    return re.sub(r"(?<=[司社所业])\([^()]*\)$", "", name)


@lru_cache(maxsize=16384)
def _parts(name: str) -> tuple[str, str, frozenset[str]]:
    """The name without differences that are none, its core without the legal form ("" for a name without one: a short name),
    and the places in it."""
    whole = _untranslated(plain(name))
    form = next((f for f in _FORMS if whole.endswith(f)), None)
    return whole, whole.removesuffix(form).rstrip(",. ") if form else "", frozenset(_PLACES.findall(whole))


def _shared(a: str, b: str) -> float:
    common = sum((Counter(a) & Counter(b)).values())
    return common / max(len(a), len(b))


def is_full_name(name: str) -> bool:
    """Whether it ends like the registered name of a company."""
    return bool(_parts(name)[1])
