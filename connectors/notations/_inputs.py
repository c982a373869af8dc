"""How the elements of a page (`_markup`) ask: what each of them is, how the field that it is is called, and the words that it says of it.

A field is called by what says it best: a name, the path that it is bound to (v-model, ngModel, model:value), a prop, an id. Names that
are worked out when the page runs are not known.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from connectors.notations._markup import LONGEST, Attribute, Mark

Attributes = Mapping[str, Attribute]
_INPUT = re.compile(
    r"(?:input|field|textarea|select|picker|upload|check|radio|switch|autocomplete|cascader|password|controller|editor|combobox"
    r"|dropdown|rate|slider|mentions|stepper|calendar|proform\w{1,30})(?:number|password|search|textarea|otp|view|group|er|box|text)?$"
)
_TYPED_BY_HAND = re.compile(r"(?:input|textarea|field|autocomplete)(?:number|password|textarea|text)?$")
_HOLDS_NOTHING = re.compile(
    r"(?:dialog|drawer|modal|popup|popover|tabs?|pane|tabbar|collapse|pagination|pager|menu|steps?|carousel|tooltip|table|tree|column"
    r"|sheet|overlay|swipe|sidebar|transition|slot|template|icon|option|button)$"
)
_ITEM = ("formitem", "formsitem", "formfield", "formcontrol", "formgroup")
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "legend", "title"})
_SILENT = ("option", "button", "select", "textarea", "optgroup", "style")
_NO_FIELD = frozenset({"submit", "button", "reset", "image"})
_TOKEN = re.compile(r"(?i)_?(?:x-?)?csrf|xsrf|_token$|authenticity_token|__(?:RequestVerificationToken|VIEWSTATE|EVENT)")
_MODEL = re.compile(r"v-model(?![\w-])|\[\(ngmodel\)\]$|ng-model$|model:value$|bind:(?:value|checked|group)$")
STATED = ("name", "formcontrolname", "[formcontrolname]", ":name", "v-bind:name")
_VALUE = ("value", ":value", ":model-value", "defaultvalue", ":model")
_NAMED_SO = ("id", "data-field", "data-name", "data-key")
LABEL, _HINTS = ("label", ":label", "floatinglabeltext"), ("placeholder", ":placeholder", "aria-label", "title", "data-label")
_FORM_NAME = ("id", "name", ":model", "model", "v-model", "[formgroup]", "modelattribute", "ref")

_WORD = re.compile(r"[^\W\d][\w$-]*")
_IDENTIFIER = re.compile(r"[^\W\d][\w$]*")
_INDEX = re.compile(r"\[\s*[\w$.]{0,60}\s*\]")
_EXPRESSION = re.compile(r"[(+*/&|=<>,:`%;]")
_QUOTED = re.compile(r"\s*(['\"`])([^'\"`$]*)\1\s*")
_QUOTED_END = re.compile(r"([^\W\d]\w*)['\"`]\s*$")
_NOTHING_SAID = frozenset({"value", "val", "field", "props", "this", "e", "event", "modelvalue", "v"})
_ANY_FORM = re.compile(
    r"(?i)(?:rule|data|edit|add|my|base|model|the)?[-_]?form[-_]?(?:data|ref|state|model|values?|inline|group|\d+)?|model|state"
)


@dataclass(slots=True, eq=False)
class Field:
    """offset: where its name is written. labels go before what stands beside it, hints after."""

    name: str
    type: str
    offset: int
    id: str = ""
    beside: str = ""
    labels: list[str] = field(default_factory=list)
    hints: list[str] = field(default_factory=list)

    @property
    def comment(self) -> str:
        said = (clean(words) for words in [*(self.labels or [self.beside]), *self.hints])
        return "; ".join(dict.fromkeys(words for words in said if words))[:LONGEST]


def plain(name: str) -> str:
    return re.sub(r"[-._:]", "", name.lower())


def role_of(name: str) -> str:
    """What an element means: form, item (a label and what it labels), label, heading, input, silent (its words label nothing) or ""."""
    sort = plain(name)
    if name in _HEADINGS:
        return "heading"
    if sort.endswith(_ITEM):
        return "item"
    if sort.endswith(("form", "forms")) and not sort.endswith(("platform", "transform")):
        return "form"
    if sort.endswith("label"):
        return "label"
    if name == "a" or sort.endswith(_SILENT):
        return "silent"
    return "input" if _INPUT.search(sort) else ""


def asked(sort: str, mark: Mark) -> Field | None:
    """The field that an element is; its name is "" where it has none. None for what asks for nothing."""
    attributes, is_input = mark.attributes, _INPUT.search(sort) is not None
    bound = next((a for key, a in attributes.items() if _MODEL.match(key)), None)
    labelled = "name" in attributes and "label" in attributes
    kind = _type(mark.text, attributes)
    if not (is_input or bound or labelled or "register" in attributes) or kind in _NO_FIELD or _HOLDS_NOTHING.search(sort):
        return None
    named = _named(mark, bound, is_input)
    if kind == "hidden" and (named is None or _TOKEN.match(named[0])):
        return None
    labels, hints = said_by(attributes, LABEL), said_by(attributes, _HINTS)
    if named is None and (kind in ("checkbox", "radio", "file") or not _TYPED_BY_HAND.search(sort)):
        return None
    where = next((a.offset for key in (*LABEL, *_HINTS) if (a := attributes.get(key)) and not a.code), mark.offset)
    name, offset = named or ("", where)
    identifier = attributes.get("id")
    return Field(
        name, kind, offset, identifier.value if identifier else "", labels=labels, hints=[*hints, "hidden"] if kind == "hidden" else hints
    )


def _type(name: str, attributes: Attributes) -> str:
    own = attributes.get("type")
    said = own.value.strip().lower() if own and not own.code else ""
    if said in ("script", ""):  # a browser takes what it does not know for text, and "script" marks third parties (`forms`)
        return "text" if said or name == "input" else name
    return said


def _named(mark: Mark, bound: Attribute | None, is_input: bool) -> tuple[str, int] | None:
    """Name and where it is written, by the surest of what says it."""
    attributes = mark.attributes
    keys = (
        "register",
        *STATED,
        *(("path",) if mark.text.startswith("form:") else ()),
        *(("property",) if mark.text.startswith("html:") else ()),
    )
    if found := stated(attributes, keys) or (_path(bound) if bound else None):
        return found
    if not is_input:
        return None
    value = next((a for key in _VALUE if (a := attributes.get(key)) and a.code), None)
    return stated(attributes, ("prop", ":prop")) or (_path(value) if value else None) or stated(attributes, _NAMED_SO)


def stated(attributes: Attributes, keys: Iterable[str]) -> tuple[str, int] | None:
    """The last part of the first of these that is there: mobile of user[mobile], of 'list.' + n + '.mobile'."""
    for key in keys:
        said = attributes.get(key)
        if said is None:
            continue
        if said.code:
            skipped = max(0, len(said.value) - LONGEST)
            if end := _QUOTED_END.search(said.value[skipped:]):
                return end[1], said.offset + skipped + end.start(1)
        elif said.value.strip():
            parts = list(_WORD.finditer(said.value)) if re.search(r"[.\[]", said.value) else []
            name, start = (parts[-1][0], parts[-1].start()) if parts else (said.value.strip(), _indent(said.value))
            return name[:LONGEST], said.offset + start
    return None


def _path(said: Attribute) -> tuple[str, int] | None:
    """The last part of a path: mobile of form.users[0].mobile. None for any other expression."""
    blank = _INDEX.sub(lambda m: " " * len(m[0]), said.value)
    if _EXPRESSION.search(blank):
        return None
    parts = list(_IDENTIFIER.finditer(blank))
    if len(parts) > 1 and parts[-1][0] == "value":  # a Ref
        parts.pop()
    if not parts or parts[-1][0].lower() in _NOTHING_SAID:
        return None
    return parts[-1][0][:LONGEST], said.offset + parts[-1].start()


def said_by(attributes: Attributes, keys: Iterable[str]) -> list[str]:
    found = []
    for key in keys:
        said = attributes.get(key)
        quoted = _QUOTED.fullmatch(said.value) if said and said.code else None
        if said and (quoted or not said.code):
            found.append(quoted[2] if quoted else said.value)
    return found


def form_name(attributes: Attributes) -> str:
    for key in _FORM_NAME:
        said = attributes.get(key)
        found = None if said is None else _path(said) if said.code or key == ":model" else (said.value.strip(), 0)
        if found and found[0] and not _ANY_FORM.fullmatch(found[0]):
            return found[0]
    return ""


def clean(words: str) -> str:
    text = " ".join(words.split()).strip(" :：*＊·|-")
    return text if re.search(r"\w", text) else ""


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip())
