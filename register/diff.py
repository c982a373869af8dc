"""What a *change* of a register means for the people concerned: which promise of the policy it touches, whether they have to
consent anew, when they have to be told, how many they are and who has to see to it.

The law: whoever processes on consent asks again when purpose, method or kind changes (PIPL 14(2)); what was told and
changes is told again (17(2)); a recipient and a transfer abroad want a separate consent (23, 39). The policy may promise
more (`change_rules`). Of two registers the earlier one's promises count too: they were given to the people who are in it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from register import touched
from register.compare import Difference, Kind, differences
from register.context import Context
from register.entries import Document
from register.meaning import TOLD, Subject, is_text, subject
from register.model import Register
from register.notice import ChangeRules, Material
from register.people import people_of
from register.quotes import text_of
from register.violation import Text

Weight = Literal["material", "internal", "minor"]
Consent = Literal["again", "separate", "none"]
Notice = Literal["before", "after", "before_or_after", "none"]
#: Estimated number of different people in some systems; None where nobody counted.
Counter = Callable[[Collection[str]], int | None]

_CONSENT = frozenset({"consent", "separate_consent", "written_consent", "guardian_consent"})
_WEIGHTS: tuple[Weight, ...] = ("material", "internal", "minor")
_NEEDS: tuple[Consent, ...] = ("again", "separate", "none")
_SHOWN = 160


@dataclass(frozen=True, slots=True)
class Versions:
    """Of the registers and of the policies in force; "" where none is stated."""

    register_before: str
    register_after: str
    policy_before: str
    policy_after: str
    policy_renewed: bool


@dataclass(frozen=True, slots=True)
class Change:
    """path survives edits: ids, not positions ("data_uses[p3].legal_basis"). subject: what the change is about ("kind"
    user.name), so that one new kind in ten places is one thing. people None: not counted. file and line: of the new register."""

    path: str
    kind: Kind
    before: str
    after: str
    weight: Weight
    subject: Subject
    rules: tuple[Material, ...]
    law: tuple[str, ...]
    consent: Consent
    why: Text
    notice: Notice
    people: int | None
    systems: tuple[str, ...]
    owner: str
    file: str
    line: int
    versions: Versions


def diff(old: Register, new: Register, people: Counter | None = None) -> tuple[Change, ...]:
    """Every change, the weightiest first. people: counts those in the systems of the activities that a change touches."""
    judge = _Judge(old, new, people)
    found = [judge.change(difference) for difference in differences(old.raw, new.raw)]
    return tuple(sorted(found, key=lambda c: (_NEEDS.index(c.consent), _WEIGHTS.index(c.weight))))


def counter(context: Context) -> Counter:
    """Counts people by the sketches of a scan, each once however many systems know them."""
    people = people_of(context)
    places = people.uris_by_system()

    def count(systems: Collection[str]) -> int | None:
        uris = [uri for system in systems for uri in places.get(system, ())]
        return people.of(uris).estimate if any(people.crowd(uri) for uri in uris) else None

    return count


def policy(register: Register) -> Document | None:
    """The privacy policy in force, else the last one listed."""
    listed = [d for d in register.documents.values() if d.type == "privacy_policy"]
    return next((d for d in reversed(listed) if d.in_force), listed[-1] if listed else None)


def versions(old: Register, new: Register) -> Versions:
    before, after = policy(old), policy(new)
    return Versions(
        old.version,
        new.version,
        _version(before),
        _version(after),
        after is not None and (before is None or _renewed(old, before, new, after)),
    )


def _version(document: Document | None) -> str:
    return (document.version or document.id) if document else ""


def _renewed(old: Register, before: Document, new: Register, after: Document) -> bool:
    """Another version, or another text: by the hashes where both are pinned, else by the words where both files are here."""
    if before.version != after.version:
        return True
    if before.sha256 and after.sha256:
        return before.sha256 != after.sha256
    texts = [text_of(register, document) for register, document in ((old, before), (new, after))]
    return None not in texts and texts[0] != texts[1]


def groups(changes: Iterable[Change]) -> dict[str, list[Change]]:
    """Changes by what they are about: the path of the purpose, kind or party; one's own path where it is nothing of that."""
    grouped: dict[str, list[Change]] = {}
    for change in changes:
        grouped.setdefault(change.subject.path or change.path, []).append(change)
    return grouped


class _Judge:
    def __init__(self, old: Register, new: Register, people: Counter | None) -> None:
        self.old, self.new, self.people = old, new, people
        self.versions = versions(old, new)
        self.rules = _promises(old.change_rules, new.change_rules)

    def change(self, d: Difference) -> Change:
        text = is_text(d) and not (self.versions.policy_renewed and _words_changed(d))
        about = Subject() if text or d.kind == "renamed" else subject(d)
        rules = () if text else tuple(rule for rule in self.rules if _watched(rule, d))
        law = () if text else _told_by(d)
        consent, why, basis = ("none", _TEXT_ONLY, ()) if text else self._consent(d, about)
        weight: Weight = "minor" if text else "material" if rules or law or consent != "none" else "internal"
        concerned = () if text else touched.activities(self.old, self.new, d)
        systems = touched.systems(concerned, d)
        file, line = self.new.place(self.new.line(*d.at))
        before, after = (shown(d.steps[-1][1:-1] if value == {} else value) for value in (d.before, d.after))  # {}: it says only its key
        return Change(
            path=d.path, kind=d.kind, before=before, after=after, weight=weight, subject=about, rules=rules,
            law=tuple(dict.fromkeys((*basis, *law))), consent=consent, why=why, notice=self._notice(weight, consent),
            people=self.people(systems) if self.people and systems else None, systems=systems,
            owner=touched.owner(self.old, self.new, d, concerned), file=file, line=line, versions=self.versions,
        )  # fmt: skip

    # -- consent ---------------------------------------------------------------------------------------------------

    def _consent(self, d: Difference, about: Subject) -> tuple[Consent, Text, tuple[str, ...]]:
        if d.kind == "removed":
            return "none", _LESS, ()
        section, law = d.steps[0], _CONSENT_LAW.get(d.steps[0], ("PIPL 14(2)",))
        if about.what == "publication":
            return ("separate", _PUBLIC, ("PIPL 25",)) if section == "public_disclosure" else ("separate", _GIVEN, ("PIPL 23",))
        if section in ("recipients", "cross_border_transfers") or about.what == "recipient":
            return self._given(d, about, law if about.what != "recipient" else ("PIPL 23",))
        if about.what in ("purpose", "kind", "method", "activity", "sensitive") and section != "processors":
            return self._again(d, about)
        return self._promised(d)

    def _promised(self, d: Difference) -> tuple[Consent, Text, tuple[str, ...]]:
        """What the law does not ask for, the policy may."""
        words = {word for rules in (self.old.change_rules, self.new.change_rules) if rules for word in rules.consent_again}
        own = words - {"data_uses", "methods", "data_categories"}
        if own & set(d.fields) and (d.fields[0] not in TOLD or _declared(d)):
            return "again", _PROMISED, ()
        return "none", _NOT_ASKED, ()

    def _given(self, d: Difference, about: Subject, law: tuple[str, ...]) -> tuple[Consent, Text, tuple[str, ...]]:
        """To a recipient or abroad: a new one, or more of it than people agreed to."""
        to = None
        if d.steps[0] != "cross_border_transfers":
            to = self.new.recipients.get(about.key if about.what == "recipient" else touched.entry(d))
        if to and (to.role in ("processor", "authority") or to.relation in ("legal_disclosure", "corporate_successor")):
            return "none", _NO_CONSENT_TO, ("PIPL 22",) if to.relation == "corporate_successor" else ()
        if not about.what:
            return self._promised(d)
        if self._known_already(d, about):
            return "none", _COVERED, ()
        purposes = _purposes(self.new, d)
        if not self._on_consent(purposes):
            return "none", _OTHER_BASIS, ()
        return "separate", _ABROAD if d.steps[0] == "cross_border_transfers" else _GIVEN, law

    def _again(self, d: Difference, about: Subject) -> tuple[Consent, Text, tuple[str, ...]]:
        if about.what == "sensitive":
            return ("separate", _SENSITIVE, ("PIPL 29",)) if self._sensitive_now(about.key) else ("none", _NOT_ASKED, ())
        if self._known_already(d, about) or (about.what == "activity" and not self._brings_more(about.key)):
            return "none", _COVERED, ()
        concerned = touched.activities(self.old, self.new, d)
        purposes = {about.key} if about.what == "purpose" else {p for a in concerned for p in (a.purposes or ("",))}
        if not self._on_consent(purposes):
            return "none", _OTHER_BASIS, ()
        return "again", _WHY.get(about.what, _WHY["activity"]), ("PIPL 14(2)",)

    def _known_already(self, d: Difference, about: Subject) -> bool:
        """A kind that the same entry declared already through a wider one."""
        if about.what != "kind":
            return False
        if len(d.steps) == 2:
            return self.old.covers(self.old.categories, about.key)
        section, identity = d.steps[0], touched.entry(d)
        return self.old.covers(_categories(self.old, section, identity), about.key)

    def _brings_more(self, activity: str) -> bool:
        """Whether a new activity uses a kind for a purpose, or in a way, that no activity did before."""
        fresh = next(a for a in self.new.activities if a.id == activity)
        used = [a for a in self.old.activities if set(fresh.purposes) <= set(a.purposes) and set(fresh.methods) <= set(a.methods)]
        return not any(all(self.old.covers(a.categories, kind) for kind in fresh.categories) for a in used)

    def _sensitive_now(self, category: str) -> bool:
        entries = [r.categories.get(category) for r in (self.old, self.new)]
        was, now = (bool(e and e.sensitivity and e.sensitivity != "general") for e in entries)
        return now and not was

    def _on_consent(self, purposes: Collection[str]) -> bool:
        """Whether one of them rests on consent, or says nothing of what it rests on."""
        bases = [self.new.purposes[p].bases for p in purposes if p in self.new.purposes]
        return not bases or len(bases) < len(purposes) or any(not b or _CONSENT & set(b) for b in bases)

    # -- notice -----------------------------------------------------------------------------------------

    def _notice(self, weight: Weight, consent: Consent) -> Notice:
        rules = self.old.change_rules or self.new.change_rules
        timing: Notice = (rules and rules.timing) or "before"
        if consent != "none":
            return "before"  # who is asked has been told
        if weight == "minor":
            return timing if rules and rules.minor == "required" else "none"
        return timing if weight == "material" else "none"


def _promises(*rules: ChangeRules | None) -> tuple[Material, ...]:
    found: dict[str, Material] = {}
    for promised in rules:
        for rule in promised.material if promised else ():
            known = found.get(rule.id)
            found[rule.id] = Material(rule.id, known.name, known.quote, (*known.watches, *rule.watches)) if known else rule
    return tuple(found[key] for key in sorted(found))


def _watched(rule: Material, d: Difference) -> bool:
    """A rule that watches a list means what the list tells people, not its every field; a field named in full is meant."""
    if d.fields[0] == "pia" and not (isinstance(d.after, dict) and d.after.get("result") == "high") and d.after != "high":
        return False  # an assessment changes things for people when it finds a high risk
    for watch in rule.watches:
        path = tuple(re.sub(r"\[[^\]]*\]", "", watch).split("."))
        if d.fields[: len(path)] == path and (len(path) > 1 or _declared(d)):
            return True
    return False


def _declared(d: Difference) -> bool:
    """Whether what changed is told to people: an entry as a whole, or one of the fields that count."""
    told = TOLD.get(d.fields[0])
    return told is None or len(d.fields) == 1 or d.fields[1] in told.fields


def _told_by(d: Difference) -> tuple[str, ...]:
    told = TOLD.get(d.fields[0])
    return told.law if told and _declared(d) else ()


def _words_changed(d: Difference) -> bool:
    """Whether a quote has other words, not only other white space or another place."""
    if not (d.fields[-1] == "quote" or d.fields[-1].endswith("_quote")):
        return False
    before, after = ("".join(value.split()) if isinstance(value, str) else "" for value in (d.before, d.after))
    return before != after


def _categories(register: Register, section: str, identity: str) -> frozenset[str]:
    """The kinds of one entry of a list, written out."""
    entries: dict[str, Any] = {
        "processing_activities": {a.id: a for a in register.activities},
        "collection_scenarios": register.scenarios,
        "recipients": register.recipients,
        "processors": register.processors,
        "cross_border_transfers": {t.id: t for t in register.transfers},
    }
    entry = entries.get(section, {}).get(identity)
    return entry.categories if entry else frozenset()


def _purposes(register: Register, d: Difference) -> tuple[str, ...]:
    """What a recipient, a transfer or an activity is for."""
    identity = touched.entry(d)
    if d.steps[0] == "recipients":
        return register.recipients[identity].purposes if identity in register.recipients else ()
    if d.steps[0] == "cross_border_transfers":
        return next((t.purposes for t in register.transfers if t.id == identity), ())
    return next((a.purposes for a in register.activities if a.id == identity), ())


_CONSENT_LAW = {"recipients": ("PIPL 23",), "cross_border_transfers": ("PIPL 39",)}

_TEXT_ONLY = Text("只改文字，内容不变", "words only; nothing else is said")
_LESS = Text("减少处理，不需要同意", "less is processed; no consent is needed")
_NOT_ASKED = Text("法律和政策都不要求为此重新取得同意", "neither law nor policy asks for consent to this")
_COVERED = Text("原有声明已经涵盖", "covered by what was declared before")
_OTHER_BASIS = Text("处理依据不是同意", "the processing does not rest on consent")
_NO_CONSENT_TO = Text("委托、依法披露或承继，不以单独同意为前提", "entrusting, disclosure by law or succession needs no separate consent")
_GIVEN = Text("向他人提供的范围扩大，须取得单独同意", "more is given to somebody else: separate consent")
_ABROAD = Text("出境的范围扩大，须取得单独同意", "more goes abroad: separate consent")
_PUBLIC = Text("公开个人信息须取得单独同意", "publication needs separate consent")
_SENSITIVE = Text("改列为敏感个人信息，须取得单独同意", "now a sensitive kind: separate consent")
_PROMISED = Text("政策承诺此类变更重新取得同意", "the policy promises to ask again")
_WHY = {
    "purpose": Text("处理目的有变，须重新取得同意", "the purpose changes: consent again"),
    "kind": Text("个人信息种类增加，须重新取得同意", "a kind is added: consent again"),
    "method": Text("处理方式有变，须重新取得同意", "the method changes: consent again"),
    "activity": Text(
        "新活动以新的目的、方式或种类处理，须重新取得同意", "a new activity with new purposes, methods or kinds: consent again"
    ),
}


def shown(value: Any) -> str:
    """A value on one line, as YAML would have it, cut where it is long. Quotes are left out of whole entries: they are the
    policy's words, not the change."""
    text = "".join(_written(value)) if value is not None else ""
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def _written(value: Any, inner: bool = False) -> Iterator[str]:
    if isinstance(value, dict):
        kept = {key: item for key, item in value.items() if key not in ("clause", "quote", "document")}
        parts = "; ".join(f"{key}: {''.join(_written(item, True))}" for key, item in kept.items())
        yield f"{{{parts}}}" if inner else parts
    elif isinstance(value, list):
        yield f"[{', '.join(''.join(_written(item, True)) for item in value)}]"
    else:
        yield {True: "true", False: "false"}.get(value, str(value)) if isinstance(value, bool) else str(value)
