"""For which purposes a policy says that it uses personal information: the entries of its list, and purposes named elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from register.policy.statements import Reading, Statement, parts, plain
from register.policy.words import USES, VAGUE

_LIST = re.compile(r"目的|用途|(?:用于|使用)(?:以下|下列|如下)|(?:以下|下列)(?:方面|事项)")
_NOT_A_LIST = re.compile(r"超出|变更|变化|除外|无需|例外|第三方|接收方|境外|共享|委托|权利|删除")
_STARTS = re.compile(
    r"(?:^|(?:我们|将|会|可|可能|仅|主要|并|均|是|信息|数据|仅会|资料))(?P<how>为了|为(?![\d期准止限例主本了])|(?<!适)用于|用来|用以|以便于?|旨在|目的是|目的在于)(?P<what>.{2,80})$"
)
_INSIDE = re.compile(r"(?P<how>(?<!适)用于|用来|用以|以便于?|旨在|目的是|目的在于)(?P<what>.{2,80})$")
_USES = re.compile(r"收集|采集|获取|使用|处理|录音|录像|记录|分析|需要您|提供您|填写|读取|用于|用来|用以|提供|共享|委托|统计")
_ENTRUSTS = re.compile(r"(?:将|把|对)[^，,。；;]{0,40}(?:委托|交由)[^，,。；;]{0,30}(?:进行|开展|实施|处理)[^，,。；;]{2,30}")
_ELSEWHERE = frozenset({"change", "rights", "contact", "definition", "protect", "retention", "incident"})
_NEED = re.compile(r"(?:因|出于|基于)(?P<what>[^，,。；;]{3,40}?)(?:的)?(?:需要|目的)(?=[，,。；;]|$)")
_INLINE = re.compile(r"(?:(?<!适)用于|使用目的(?:包括|为|是)?|用途(?:包括|为|是)?)[^，。：:]{0,10}[:：](?P<list>.{4,2000})")
_ENUMERATED = re.compile(r"(?:[（(]?\d{1,2}[）)、.．]|[\u2460-\u2473])")
_ONLY_ANNOUNCES = re.compile(r"(?:以下|下列|如下|下述)[^，。]{0,6}$")
_COOKIES = re.compile(
    r"(?:使用|通过|利用|借助)[^，,。；;]{0,12}?Cookies?(?:技术|等)?[^，,。；;\u3400-\u9fff]{0,3}(?:来|以|用于|以便|帮助)?(?P<what>[\u3400-\u9fff][^，,。；;]{3,60})",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"未载明|其[他它](?:的)?(?:目的|用途)|超出[^，。]{0,30}(?:目的|范围)|变更[^，。]{0,20}目的|目的[^，。]{0,12}(?:变更|改变|变化)|新的(?:目的|用途)|无直接关联|不会(?:将|把|被)?[^，。]{0,20}用于|不得用于|不用于"
)
_AGAIN = re.compile(r"(?:征求|征得|取得|获得|获取|请求|另行|重新|再次|事先)[^，。,]{0,16}(?:同意|授权)")
_AND = re.compile("并且?|以及|[和及与、]")
_TRIM = re.compile(
    r"^(?:为了|为(?=[^客您用])|用于|用来|用以|以便于?|旨在|目的是|目的在于|将|以)|(?:时|之目的|的目的|等目的|之用|等)?[。；;，,、\s]*$"
)
_BASIS: tuple[tuple[str, str], ...] = (
    (r"履行[^，。]{0,20}合同|订立[^，。]{0,20}合同", "contract"),
    (r"法定(?:职责|义务)", "legal_duty"),
    (r"人力资源管理", "hr_management"),
    (r"单独同意", "separate_consent"),
    (r"(?:经|取得|获得|征得|基于)[^，。]{0,10}同意", "consent"),
)


@dataclass
class Purposes:
    """The purposes of a policy: entries, which of them stand in its list, and which statement names which."""

    entries: list[dict[str, Any]] = field(default_factory=list)
    listed: list[str] = field(default_factory=list)
    at: dict[int, list[str]] = field(default_factory=dict)
    again: dict[str, Any] | None = None
    _known: dict[str, str] = field(default_factory=dict)
    _parts: dict[str, str] = field(default_factory=dict)
    _limit: int = 500

    def of(self, *statements: Statement) -> list[str]:
        return list(dict.fromkeys(p for s in statements for p in self.at.get(s.at, ())))

    def add(self, reading: Reading, statement: Statement, words: str, declaration: str, extra: str = "") -> str:
        """The id of the purpose that the words name; "" where there is room for no more."""
        name = name_of(words)
        key = plain(name)
        if not key:
            return ""
        if key not in self._known and declaration == "mentioned" and key in self._parts:
            self._known[key] = self._parts[key]
        if key not in self._known:
            if len(self.entries) >= self._limit:
                return ""
            self._known[key] = f"p{len(self.entries) + 1}"
            self._parts |= {plain(part): self._known[key] for part in _AND.split(name) if len(plain(part)) >= 4}
            self.entries.append(_entry(reading, self._known[key], name, statement, words, declaration, extra))
        found = self._known[key]
        self.at.setdefault(statement.at, [])
        if found not in self.at[statement.at]:
            self.at[statement.at].append(found)
        reading.take(statement)
        return found


def purposes(reading: Reading, limit: int) -> Purposes:
    made = Purposes(_limit=limit)
    for statement in reading:
        if _in_list(statement):
            id_ = made.add(reading, statement, statement.text, "listed")
            made.listed += [id_] if id_ and id_ not in made.listed else []
    for statement in reading:
        if made.at.get(statement.at) is None and statement.kind != "row":
            for words in _mentioned(statement):
                made.add(reading, statement, words, "mentioned", statement.text)
        if part := _again(statement):
            made.again = made.again or reading.cite(statement, part)
            reading.take(statement)
    return made


def name_of(words: str) -> str:
    """A purpose's short name: without the preposition before it and the stop behind it."""
    return _TRIM.sub("", words.strip())[:60].strip()


def use_of(words: str) -> tuple[str, str]:
    """fideslang data use and DPV purpose."""
    return next(((use, dpv) for pattern, use, dpv in USES if re.search(pattern, words)), ("essential.service", "dpv:ServiceProvision"))


def _in_list(statement: Statement) -> bool:
    """An entry of a list of purposes: by the sentence that announces it, else by the heading above it."""
    if statement.kind != "item" or statement.marker == "※" or (statement.parent >= 0 and not _LIST.search(statement.intro)):
        return False
    if statement.topics & {"share", "abroad", "rights", "change", "entrust", "retention", "scenario", "minors"}:
        return False
    if statement.intro and _LIST.search(statement.intro) and not _NOT_A_LIST.search(statement.intro):
        return True
    return re.search(r"目的$|用途$", statement.heading) is not None


def _mentioned(statement: Statement) -> Iterator[str]:
    if not _USES.search(statement.text) or (statement.topics & _ELSEWHERE and "collect" not in statement.wide):
        return
    if (listed := _INLINE.search(statement.text[:5000])) is not None and len(_ENUMERATED.findall(listed["list"])) >= 2:
        yield from (words for words in _ENUMERATED.split(listed["list"]) if len(name_of(words)) >= 2)
        return
    if _OTHER.search(statement.text):
        return
    for m in _ENTRUSTS.finditer(statement.text[:20_000]):
        yield m[0]
        return
    if "cookie" in statement.topics and (found := _COOKIES.search(statement.text[:3000])) is not None:
        yield found["what"]
    for part in parts(statement.text):
        if (need := _NEED.search(part[:400])) is not None and not re.search("法律|同意", need["what"]):
            yield need["what"]
            continue
        match = (_STARTS if len(part) < 400 else _INSIDE).search(part[:400]) or _INSIDE.search(part[:400])
        words = match[0][match.start("how") - match.start() :] if match is not None else ""
        if len(name_of(words)) >= 3 and not _ONLY_ANNOUNCES.search(words):
            yield words


def _again(statement: Statement) -> str:
    """The words that promise to ask anew before a new purpose."""
    if not _OTHER.search(statement.text) or not re.search(r"目的|用途", statement.text):
        return ""
    return next((part for part in parts(statement.text) if _AGAIN.search(part)), "")


def _entry(reading: Reading, id_: str, name: str, statement: Statement, words: str, declaration: str, extra: str) -> dict[str, Any]:
    use, dpv = use_of(words)
    entry: dict[str, Any] = {"id": id_, "name": name, "declaration": declaration, **reading.cite(statement, words)}
    if VAGUE.search(words):
        entry["vague"] = True
    stated = [basis for pattern, basis in _BASIS if re.search(pattern, extra or words)]
    entry |= {"data_use": use, "dpv": dpv}
    if stated:
        return entry | {"legal_basis": stated, "legal_basis_source": "stated"}
    return entry | {"legal_basis": _assigned(use), "legal_basis_source": "assigned"}


def _assigned(use: str) -> list[str]:
    """A proposal for a person to confirm: policies hardly ever state a legal basis for each purpose."""
    if use == "essential.legal_obligation":
        return ["legal_duty"]
    service = ("essential.service", "essential.service.operations.support", "essential.service.payment_processing")
    return ["consent", "contract"] if use in service else ["consent"]
