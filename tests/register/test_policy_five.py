"""Five policies of five invented companies, each built differently, against what a person read out of them beforehand.

tests/register/policies/*.truth.yaml was written by hand before the extractor ran. The draft must say the same, no less and no
more; where it does not, the truth's `exceptions` names the field with the reason, and the test fails as well when such an
exception is no longer needed.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from register import quotes, yaml
from register.model import load
from register.policy import draft, read
from register.suggest import dumped
from tests.register.policies import made

FOLDER = Path(__file__).parent / "policies"
FIVE = ("app", "mall", "saas", "staff", "clinic")
FIELDS = (
    *("organization", "categories", "scenarios", "purposes", "processors", "recipients", "transfers", "retention", "rights", "deadline"),
    *("erasure", "contact", "change_timing", "material_changes", "unplaced"),
)


@cache
def truth(name: str) -> dict[str, Any]:
    return dict(yaml.load((FOLDER / f"{name}.truth.yaml").read_bytes()).data)


@cache
def document(name: str) -> bytes:
    text = (FOLDER / (f"{name}.txt" if name in ("saas", "staff") else truth(name)["document"])).read_text(encoding="utf-8")
    if name == "saas":
        return made.docx_of(text)
    if name == "staff":
        return made.pdf_of(text, head="启衡精密机械（苏州）有限公司　内部文件")
    return text.encode()


@cache
def drafted(name: str) -> draft.Draft:
    file, raw = truth(name)["document"], document(name)
    return draft.drafted(read.blocks_of(raw, file), read.text_of(raw, file), file, "0" * 64, date(2026, 11, 22))


def said(name: str) -> dict[str, Any]:
    """The draft, told as a truth file tells it."""
    register = drafted(name).register
    parties = {entry["id"]: entry["name"] for key in ("processors", "recipients") for entry in register[key]}
    change = register.get("change_rules", {})
    handling = register.get("rights_handling") or {}
    return {
        "organization": register["organization"]["name"],
        "categories": {e["fides_key"]: e["clause"] for e in register["data_categories"] if e.get("declaration") != "internal"},
        "scenarios": [[e["clause"], e["quote"]] for e in register["collection_scenarios"]],
        "purposes": [[e["clause"], e["quote"]] for e in register["data_uses"]],
        "processors": [[e["clause"], e["legal_name"] or e["name"]] for e in register["processors"]],
        "recipients": [[e["clause"], _party(e)] for e in register["recipients"]],
        "transfers": [[e["clause"], e["country"], parties.get(e["recipient"])] for e in register["cross_border_transfers"]],
        "retention": [[e["x-clause"], e["period"]] for e in register["retention_rules"]],
        "rights": {e["id"]: e["clause"] for e in register["rights"]},
        "deadline": handling.get("response_deadline") or "",
        "erasure": [c["quote"] for e in register["rights"] if e["id"] == "erase" for c in e.get("conditions", ())],
        "contact": handling.get("contact") or {},
        "change_timing": change.get("notice_timing") or "",
        "material_changes": [e["quote"] for e in change.get("material", ())],
        "unplaced": [u.quote for u in drafted(name).unplaced],
    }


def _party(entry: dict[str, Any]) -> str:
    """A recipient's name; for a class that the register names itself, the class."""
    return f"({entry['relation']})" if entry.get("relation") in ("corporate_successor", "legal_disclosure") else str(entry["name"])


def differences(field: str, expected: Any, found: Any) -> list[str]:
    """What the draft lacks (-) and what it has too much (+)."""
    if field in ("scenarios", "purposes", "erasure", "material_changes", "unplaced"):
        return _phrases(expected, found)
    if isinstance(expected, dict):
        pairs, others = set(expected.items()), {(k, v) for k, v in found.items() if field != "contact" or k in expected}
        return [f"- {p}" for p in sorted(pairs - others)] + [f"+ {p}" for p in sorted(others - pairs)]
    if isinstance(expected, list):
        return [f"- {e}" for e in expected if e not in found] + [f"+ {e}" for e in found if e not in expected]
    return [] if expected == found else [f"- {expected!r} + {found!r}"]


def _phrases(expected: list[Any], found: list[Any]) -> list[str]:
    """Each phrase of the truth stands in exactly one quote of the draft, in the same clause, and no quote is left over."""
    rest = list(found)
    missing = []
    for entry in expected:
        fit = next((f for f in rest if _fits(entry, f)), None)
        if fit is None:
            missing.append(f"- {entry}")
        else:
            rest.remove(fit)
    return missing + [f"+ {f}" for f in rest]


def _fits(entry: Any, found: Any) -> bool:
    if isinstance(entry, list):
        return bool(entry[0] == found[0]) and _fits(entry[1], found[1])
    return "".join(entry.split()) in "".join(found.split())


@pytest.mark.parametrize("name", FIVE)
@pytest.mark.parametrize("field", FIELDS)
def test_the_draft_says_what_the_policy_says(name: str, field: str) -> None:
    excepted = truth(name)["exceptions"].get(field, {"is": [], "because": ""})
    assert differences(field, truth(name)[field], said(name)[field]) == excepted["is"], excepted["because"]


@pytest.mark.parametrize("name", FIVE)
def test_the_draft_is_a_register_whose_quotes_stand(name: str, tmp_path: Path) -> None:
    """Every quote of every draft is in its clause of its document."""
    (tmp_path / truth(name)["document"]).write_bytes(document(name))
    made_now = draft.draft(tmp_path / truth(name)["document"], date(2026, 11, 22))
    (tmp_path / "register.yaml").write_text(dumped(made_now.register), encoding="utf-8")
    register = load(tmp_path / "register.yaml")
    assert len(register.citations) >= 20
    assert [(d.citation.at, d.citation.clause, d.citation.quote) for d in quotes.doubts(register) if isinstance(d, quotes.Missing)] == []
    assert [d for d in quotes.doubts(register) if isinstance(d, quotes.Changed)] == []
    assert list(quotes.unread(register)) == []
