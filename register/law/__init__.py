"""What a *law pack* is: the parameters of law as versioned data, so that a new regulation is a new file, not new code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from register import yaml
from register.categories import ancestors
from register.violation import Severity, Text

STANDARDS = ("gbt45574-2025", "gbt35273-2020")
_FOLDER = Path(__file__).parent


class LawPackError(ValueError):
    """A pack cannot be read. `said` is the reason in both languages, `line` where (from 1)."""

    def __init__(self, file: str, line: int, said: Text) -> None:
        super().__init__(f"{file}:{line}: {said.en}")
        self.file, self.line, self.said = file, line, said


@dataclass(frozen=True)
class LawPack:
    """sensitive: standard -> category keys, children included by `is_sensitive`. severities: rule -> its severity here."""

    id: str
    as_of: str
    params: Mapping[str, Mapping[str, Any]]
    sensitive: Mapping[str, frozenset[str]]
    home: str
    outside: frozenset[str]
    severities: Mapping[str, Severity]

    def is_sensitive(self, category: str, standard: str) -> bool:
        listed = self.sensitive[standard]
        return any(key in listed for key in ancestors(category))

    def country(self, region: str) -> str:
        """Country for the export rules of an ISO 3166-1/-2 code: CN-SH -> CN, CN-HK -> HK. "" when it is no such code."""
        head, _, tail = region.partition("-")
        if not (len(head) == 2 and head.isascii() and head.isupper() and head.isalpha()):
            return ""
        return tail if head == self.home and tail in self.outside else head

    def abroad(self, region: str) -> str:
        """The country of `region` when that lies outside the mainland, else ""."""
        country = self.country(region)
        return "" if country == self.home else country


def packs() -> tuple[str, ...]:
    """Ids of the packs that come with the program."""
    return tuple(sorted(path.name.removesuffix(".yaml") for path in _FOLDER.glob("*.yaml")))


def load(name: str | Path = "cn-2026.11") -> LawPack:
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
        return _pack(document.data)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        said = Text(
            "不是法规参数包：缺少条目或类型不对", f"not a law pack: an entry is missing or of the wrong type ({type(error).__name__})"
        )
        raise LawPackError(str(path), 1, said) from None


def _pack(data: Mapping[str, Any]) -> LawPack:
    return LawPack(
        id=str(data["id"]),
        as_of=str(data["as_of"]),
        params=dict(data["params"]),
        sensitive={standard: frozenset(data["sensitive"][standard]) for standard in STANDARDS},
        home=str(data["export"]["home"]),
        outside=frozenset(data["export"]["outside"]),
        severities={rule: Severity(value) for rule, value in data.get("severities", {}).items()},
    )
