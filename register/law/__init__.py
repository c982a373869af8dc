"""What a *law pack* is: the parameters of law as versioned data, so that a new regulation is a new file, not new code."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from register import yaml
from register.categories import ancestors
from register.entries import Period
from register.violation import Severity, Text

STANDARDS = ("gbt45574-2025", "gbt35273-2020")
DEFAULT = "cn-2026.11"
_FOLDER = Path(__file__).parent
#: The law's words for bounds: 以上, 超过, 不满 or 不足, 以下.
_BOUNDS: dict[str, Callable[[int, int], bool]] = {">=": operator.ge, ">": operator.gt, "<": operator.lt, "<=": operator.le}
_DESIGNATORS = {"days": "D", "weeks": "W", "months": "M", "years": "Y"}


class LawPackError(ValueError):
    """A pack cannot be read. `said` is the reason in both languages, `line` where (from 1)."""

    def __init__(self, file: str, line: int, said: Text) -> None:
        super().__init__(f"{file}:{line}: {said.en}")
        self.file, self.line, self.said = file, line, said


@dataclass(frozen=True, slots=True)
class Minimum:
    """How long a law wants some records kept at the least. words: in an activity's name they say that it keeps such records;
    start: from when, in the law's words. verified: the text of the law was read."""

    id: str
    name: Text
    period: Period
    law: str
    words: tuple[str, ...]
    start: Text
    verified: bool


@dataclass(frozen=True)
class LawPack:
    """sensitive: standard -> category keys, children included by `is_sensitive`. severities: rule -> its severity here.
    retention: legal minimums of how long records are kept."""

    id: str
    as_of: str
    params: Mapping[str, Mapping[str, Any]]
    sensitive: Mapping[str, frozenset[str]]
    home: str
    outside: frozenset[str]
    severities: Mapping[str, Severity]
    retention: tuple[Minimum, ...] = ()

    def is_sensitive(self, category: str, standard: str) -> bool:
        listed = self.sensitive[standard]
        return any(key in listed for key in ancestors(category))

    def compare(self, name: str, n: int) -> bool:
        """Whether n is within the parameter's bound, by the operator that its law has, and under its `below` where it has one."""
        entry = self.params[name]
        return _BOUNDS[entry["op"]](n, entry["n"]) and n < entry.get("below", n + 1)

    def period(self, name: str) -> Period:
        """The period that the parameter sets, written as one (P3Y) or as a number of days, weeks, months or years."""
        entry = self.params[name]
        return Period.parse(entry.get("period") or f"P{entry['n']}{_DESIGNATORS[entry['unit']]}")

    def source(self, name: str) -> str:
        """The law that sets the parameter."""
        return str(self.params[name]["law"])

    def country(self, region: str) -> str:
        """Country for the export rules of an ISO 3166-1/-2 code: CN-SH -> CN, CN-HK -> HK. "" when it is no such code."""
        head, _, tail = region.partition("-")
        if not (len(head) == 2 and head.isascii() and head.isupper() and head.isalpha()):
            return ""
        return tail if head == self.home and tail in self.outside else head

    def abroad(self, region: str) -> str:
        """The country of `region` when that lies outside the mainland, else ""."""
        known = self._abroad.get(region)
        if known is None:  # asked for every finding, and there are few regions
            country = self.country(region)
            known = self._abroad[region] = "" if country == self.home else country
        return known

    @cached_property
    def _abroad(self) -> dict[str, str]:
        return {}


def packs() -> tuple[str, ...]:
    """Ids of the packs that come with the program."""
    return tuple(sorted(path.name.removesuffix(".yaml") for path in _FOLDER.glob("*.yaml")))


def load(name: str | Path = DEFAULT) -> LawPack:
    """A pack that comes with the program by its id, any other by its Path. Raises LawPackError."""
    path = name if isinstance(name, Path) else _FOLDER / f"{name}.yaml"
    if isinstance(name, str) and name not in packs():
        raise LawPackError(
            name, 0, Text(f"没有法规参数包“{name}”；现有：{'、'.join(packs())}", f"no law pack {name!r}; there are: {', '.join(packs())}")
        )
    try:
        document = yaml.load(path.read_bytes())
    except OSError as error:
        raise LawPackError(str(path), 0, Text("读不到该文件", f"cannot be read: {error.strerror}")) from None
    except yaml.YamlError as error:
        raise LawPackError(str(path), error.line, error.said) from None
    try:
        pack = _pack(document.data)
        _sound(pack)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        said = Text(
            "不是法规参数包：缺少条目或类型不对", f"not a law pack: an entry is missing or of the wrong type ({type(error).__name__})"
        )
        raise LawPackError(str(path), 1, said) from None
    if path != _FOLDER / f"{DEFAULT}.yaml" and (missing := sorted(set(load(DEFAULT).params) - set(pack.params))):
        raise LawPackError(str(path), 1, Text(f"缺少参数：{'、'.join(missing)}", f"parameters are missing: {', '.join(missing)}"))
    return pack


def _pack(data: Mapping[str, Any]) -> LawPack:
    return LawPack(
        id=str(data["id"]),
        as_of=str(data["as_of"]),
        params=dict(data["params"]),
        sensitive={standard: frozenset(data["sensitive"][standard]) for standard in STANDARDS},
        home=str(data["export"]["home"]),
        outside=frozenset(data["export"]["outside"]),
        severities={rule: Severity(value) for rule, value in data.get("severities", {}).items()},
        retention=tuple(map(_minimum, data.get("retention", ()))),
    )


def _minimum(entry: Mapping[str, Any]) -> Minimum:
    name, start = (Text(str(entry[key]["zh"]), str(entry[key]["en"])) for key in ("name", "start"))
    words = tuple(str(word) for word in entry["words"])
    return Minimum(str(entry["id"]), name, Period.parse(entry["period"]), str(entry["law"]), words, start, entry["v"] == "verified")


def _sound(pack: LawPack) -> None:
    """Every parameter can be used for what it says. Raises KeyError, TypeError or ValueError."""
    for name, entry in pack.params.items():
        if "op" in entry:
            pack.compare(name, 0)
        if "period" in entry or (entry.get("unit") in _DESIGNATORS and "op" not in entry):
            pack.period(name)
