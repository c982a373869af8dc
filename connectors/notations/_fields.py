"""What the marks of a page (`_markup`, `_jsx`) ask of a person: forms, their fields, and the words around these that label them.

What an element asks by itself is for `_inputs` to say; here it is brought together with the form, the form item and the label that it
stands in, or that stand beside it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from connectors.notations._inputs import LABEL, STATED, Attributes, Field, asked, clean, form_name, plain, role_of, said_by, stated
from connectors.notations._markup import Mark

MAX_DEPTH = 100  # of forms, items, labels and fields within each other; what lies deeper is read as if it stood in that depth
_ROW = frozenset({"tr", "p", "li", "dl", "fieldset", "section", "table"})
_MUSTACHE = re.compile(r"\{\{[^{}]*\}\}|[#$]\{[^{}]*\}")


@dataclass(slots=True, eq=False)
class Form:
    """name "" where it has none of its own; heading: what stands over it or first in it."""

    name: str
    offset: int
    heading: str
    fields: list[Field] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class _Open:
    """An element that has begun and means something: what it is (`role_of`) and what has been met in it."""

    name: str
    role: str
    attributes: Attributes
    form: Form | None = None
    fields: list[Field] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    named: bool = False


def forms(marks: Iterable[Mark]) -> list[Form]:
    """The forms of a page that ask for something, in order; what stands in no form is one more."""
    page = _Page()
    for mark in marks:
        if mark.kind == "open":
            page.open(mark)
        elif mark.kind == "close":
            page.close(mark.text.lower())
        elif mark.kind == "words":
            page.hear(mark.text)
    return page.end()


class _Page:
    def __init__(self) -> None:
        self.loose = Form("", 0, "")
        self.forms: list[Form] = []
        self.stack: list[_Open] = []
        self.names: Counter[str] = Counter()  # of what is on the stack
        self.roles: Counter[str] = Counter()
        self.heading = self.beside = ""
        self.labels: dict[str, str] = {}  # id of a field -> its label

    def open(self, mark: Mark) -> None:
        name = mark.text.lower()
        role = role_of(name)
        if name in _ROW or role == "form":
            self.beside = ""
        if role == "label" and self.roles["label"]:
            self._pop_to(next(o.name for o in reversed(self.stack) if o.role == "label"))
        entry = _Open(name, role, mark.attributes)
        if role == "form":
            entry.form = Form(form_name(mark.attributes), mark.offset, self.heading)
            self.heading = ""
            self.forms.append(entry.form)
        elif role in ("input", "silent", ""):
            self._ask(mark, entry)
        if (role or entry.fields) and len(self.stack) < MAX_DEPTH:
            self.stack.append(entry)
            self.names[name] += 1
            self.roles[role] += 1

    def _ask(self, mark: Mark, entry: _Open) -> None:
        """The field that an element is, if it is one."""
        found = asked(plain(mark.text), mark)
        if found is None:
            return
        for outer in reversed(self.stack[-8:]):
            if not found.name and outer.role == "input" and outer.fields:  # <Controller name="mobile"> around an input
                outer.fields[0].hints += [*found.labels, *found.hints]
                return
            if outer.role == "form":
                break
        found.beside = "" if found.type == "hidden" else self.beside
        self.beside = ""
        for outer in self.stack:
            if outer.role in ("item", "label"):
                outer.fields.append(found)
                outer.named = outer.named or bool(found.name)
            if outer.role == "item":
                found.labels += said_by(outer.attributes, LABEL)
        entry.fields.append(found)
        if not self.roles["item"]:
            self._put(found)

    def _put(self, found: Field) -> None:
        """Into the form that is open, once a name."""
        form = next((o.form for o in reversed(self.stack) if o.form is not None), self.loose)
        if form is self.loose and not form.fields:
            form.heading = self.heading
        form.fields.append(found)

    def hear(self, text: str) -> None:
        words = clean(_MUSTACHE.sub(" ", text))
        if not words or self.roles["silent"]:
            return
        for outer in reversed(self.stack):
            if outer.role in ("label", "heading"):
                outer.words.append(words)
                break
            if outer.role == "input" and outer.fields:  # what a picker shows
                outer.fields[0].hints += [words] if plain(outer.name).endswith("picker") and len(outer.fields[0].hints) < 8 else []
                return
        self.beside = words if len(words) <= 30 else ""

    def close(self, name: str) -> None:
        if self.names[name]:
            self._pop_to(name)

    def _pop_to(self, name: str) -> None:
        while self.stack:
            entry = self.stack.pop()
            self.names[entry.name] -= 1
            self.roles[entry.role] -= 1
            self._done(entry)
            if entry.name == name:
                break

    def _done(self, entry: _Open) -> None:
        words = " ".join(entry.words)
        if entry.role == "label":
            target = next((a.value for key in ("for", "htmlfor") if (a := entry.attributes.get(key)) and not a.code), "")
            if target:
                self.labels.setdefault(target, words)
            for found in entry.fields:
                found.labels.append(words)
            for outer in self.stack[-4:]:
                if outer.role == "item" and not entry.fields:
                    outer.words.append(words)
        elif entry.role == "heading":
            form = next((o.form for o in reversed(self.stack) if o.form is not None), None)
            if form is not None and not form.fields and words:
                form.heading = words
            elif form is None:
                self.heading = words or self.heading
            self.beside = ""
        elif entry.role == "item":
            self._item(entry)

    def _item(self, entry: _Open) -> None:
        """Its fields with its label; where none of them has a name, the item's own is the one."""
        own = stated(entry.attributes, ("prop", ":prop", *STATED))
        if own and not entry.named:
            inner = entry.fields[0] if entry.fields else Field("", entry.name, 0, labels=said_by(entry.attributes, LABEL))
            inner.name, inner.offset = own[0], own[1]
            entry.fields = [inner]
        for found in entry.fields:
            found.labels += entry.words
        if not self.roles["item"]:
            for found in entry.fields:
                self._put(found)

    def end(self) -> list[Form]:
        while self.stack:
            self._pop_to(self.stack[-1].name)
        for form in (*self.forms, self.loose):
            form.fields = self._settled(form.fields)
        if self.loose.fields:
            self.loose.offset = self.loose.fields[0].offset
        return sorted((form for form in (*self.forms, self.loose) if form.fields), key=lambda form: form.offset)

    def _settled(self, fields: list[Field]) -> list[Field]:
        """Once a name, in order of appearance. What has none is called as it is labelled, or is not known."""
        once: dict[str, Field] = {}
        for found in fields:
            if found.id in self.labels:
                found.labels.append(self.labels[found.id])
            name = found.name = found.name or found.comment.partition("; ")[0][:40]
            known = once.setdefault(name.casefold(), found)
            if known is not found:
                known.labels += [words for words in found.labels if len(known.labels) < 8]
        return [found for name, found in once.items() if name]
