"""What the fields of a register are about, for a comparison: which are told to people and by which law, which are mere
words, which speak of a purpose, a kind, a method, a recipient. Tables; the judgement is in `register/diff.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from register.compare import Difference

What = Literal["", "purpose", "kind", "method", "activity", "recipient", "processor", "transfer", "publication", "sensitive"]


@dataclass(frozen=True, slots=True)
class Subject:
    """path: where the thing itself is declared ("data_categories[user.name]"), "" where a change is about nothing of that."""

    what: What = ""
    key: str = ""
    path: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """law: what demands that people are told; empty: only the policy may. fields: which of an entry count."""

    law: tuple[str, ...]
    fields: frozenset[str]


def _told(law: str, fields: str) -> Told:
    return Told(tuple(filter(None, law.split("; "))), frozenset(fields.split()))


#: Of these lists only the fields named are told to people; the rest is the company's own bookkeeping. A list that is not here
#: is told only where the policy says so.
TOLD: Mapping[str, Told] = {
    "organization": _told("PIPL 17(1)(1); PIPL 17(2)", "name controller data_protection_officer representative"),
    "data_uses": _told("PIPL 17(1)(2); PIPL 17(2)", "legal_basis necessity vague quote"),
    "data_categories": _told("PIPL 17(1)(2); PIPL 17(2)", "personal sensitivity open_ended necessity impact quote"),
    "collection_scenarios": _told("PIPL 17(1)(2); PIPL 17(2)", "data_categories quote"),
    "processing_activities": _told(
        "PIPL 17(1)(2); PIPL 17(2)", "scenario data_subjects data_uses data_categories methods automated_decision recipients processors"
    ),
    "retention_statement": _told(
        "PIPL 17(1)(2); PIPL 17(2)", "period criterion determination_method after_expiry quote after_expiry_quote"
    ),
    "rights": _told("PIPL 17(1)(3); PIPL 17(2)", "conditions quote"),
    "rights_handling": _told("PIPL 17(1)(3); PIPL 17(2)", "identity_verification response_deadline contact quote"),
    "recipients": _told("PIPL 23", "name contact relation role named minimum_necessary purposes methods data_categories location quote"),
    "cross_border_transfers": _told(
        "PIPL 39", "recipient country channels purposes methods data_categories rights_against_recipient quote"
    ),
    "public_disclosure": _told("PIPL 25", "allowed exceptions"),
    "sharing_default": _told("PIPL 23", "outside_group quote"),
    "processors": _told("", "name legal_name purpose data_categories methods term protection_measures location quote"),
}
#: Fields that are words about an entry, or help to find it.
_TEXT = frozenset(
    {"name", "description", "title", "clause", "quote", "document", "minor_quote", "after_expiry_quote", "refs", "dpv", "data_use",
     "recognizers", "column_hints", "legal_basis_source", "declaration", "reason", "rationale", "language"}
)  # fmt: skip
#: A party's name is what people are told of it (PIPL 17, 23), not a label.
_NAMES = frozenset({"organization", "recipients", "processors"})
_HEAD = frozenset({"id", "name", "version", "status"})
_ITEMS: Mapping[tuple[str, str], What] = {
    ("processing_activities", "data_uses"): "purpose",
    ("recipients", "purposes"): "purpose",
    ("cross_border_transfers", "purposes"): "purpose",
    ("processors", "purpose"): "purpose",
    ("processing_activities", "methods"): "method",
    ("recipients", "methods"): "method",
    ("cross_border_transfers", "methods"): "method",
    ("processors", "methods"): "method",
    ("processing_activities", "automated_decision"): "method",
    ("processing_activities", "recipients"): "recipient",
    ("processing_activities", "processors"): "processor",
}
_KINDS = ("processing_activities", "collection_scenarios", "recipients", "processors", "cross_border_transfers")
_WHOLE: Mapping[str, What] = {
    "data_uses": "purpose", "data_categories": "kind", "processing_activities": "activity",
    "recipients": "recipient", "processors": "processor", "cross_border_transfers": "transfer",
}  # fmt: skip
_AT: Mapping[str, str] = {
    "purpose": "data_uses", "kind": "data_categories", "recipient": "recipients", "processor": "processors",
    "transfer": "cross_border_transfers", "activity": "processing_activities",
}  # fmt: skip


def is_text(d: Difference) -> bool:
    """Whether a difference is in words only. A whole entry that came or went never is."""
    fields = d.fields
    if d.kind == "renamed" or fields[-1].startswith("x-") or any(field.startswith("x-") for field in fields):
        return True
    if len(fields) == 1:
        return fields[0] in _HEAD
    if fields[-1] == "name":
        return not (fields[0] in _NAMES and (len(fields) == 2 or fields[1] in ("controller", "contact")))
    return fields[-1] in _TEXT or fields[1] in _TEXT


def subject(d: Difference) -> Subject:
    """What a difference that is not in words only is about."""
    section, fields = d.steps[0], d.fields
    last = d.steps[-1][1:-1] if d.steps[-1].startswith("[") else ""
    if len(d.steps) == 2 and section in _WHOLE and last:
        return _at(_WHOLE[section], last)
    if section in _KINDS and len(fields) == 2 and fields[1] == "data_categories":
        return _at("kind", last)
    if d.steps[-1] == "automated_decision" and d.after is not True:
        return Subject()
    if (what := _ITEMS.get((section, fields[1]) if len(fields) > 1 else ("", ""))) is not None:
        return _at(what, last or (str(d.after or d.before) if what == "purpose" else fields[1]))
    entry = d.steps[1][1:-1] if len(d.steps) > 1 and d.steps[1].startswith("[") else ""
    if fields == ("data_uses", "legal_basis") and d.after in ("consent", "separate_consent", "written_consent", "guardian_consent"):
        return _at("purpose", entry)
    if fields == ("data_categories", "sensitivity"):
        return Subject("sensitive", entry, f"data_categories[{entry}]")
    if section == "cross_border_transfers" and len(fields) == 2 and fields[1] in ("recipient", "country", "channels"):
        return _at("transfer", entry)
    if section == "recipients" and len(fields) == 2 and fields[1] in ("role", "relation"):
        return _at("recipient", entry)
    if (fields, d.after) in ((("public_disclosure", "allowed"), True), (("sharing_default", "outside_group"), "allow")):
        return Subject("publication", "", d.path)
    return Subject()


def _at(what: What, key: str) -> Subject:
    return Subject(what, key, f"{_AT[what]}[{key}]" if what in _AT else "")
