"""Forms and pages: what a page asks of a person, and the third parties that it names.

Read are pages and templates (HTML, Vue, Svelte, JSP, FreeMarker, EJS, Handlebars, Jinja, WXML), components in JSX, and, for third
parties only, JavaScript and TypeScript, Gradle build files and Android manifests. Each form is a table, named after itself or its
page; so are the fields of a page that stand in no form. A table "third parties" has a column of type "script" for each host,
call or package that the page names, whose comment is what stands there.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from connectors.base import Column
from connectors.ddl_reader import Change, Name
from connectors.notations import Definition
from connectors.notations._fields import Form, forms
from connectors.notations._markup import CALLS, LONGEST, Mark, Named, Places, addresses, marks

NAME = "forms"
_PAGES = (
    *(".html", ".htm", ".xhtml", ".vue", ".svelte", ".jsp", ".jspx", ".ftl", ".ejs", ".hbs", ".handlebars", ".mustache"),
    *(".jinja", ".jinja2", ".j2", ".njk", ".wxml", ".axml", ".swan", ".ttml"),
)
_COMPONENTS = (".jsx", ".tsx")
_CODE = (".js", ".mjs", ".cjs", ".ts")
_BUILDS = ("build.gradle", "build.gradle.kts", "androidmanifest.xml")
SUFFIXES: tuple[str, ...] = (*_PAGES, *_COMPONENTS, *_CODE, *_BUILDS)
EXTRA = "code"
THIRD_PARTIES, SCRIPT = "third parties", "script"

_FIELD_SIGN = r"(?i:<[\w.:-]*(?:input|field|textarea|select|picker|form|upload|checkbox|radio|switch)|v-model|getFieldDecorator)"
_GRADLE = r"""['"]((?:[\w-]{1,60}\.){1,8}[\w-]{1,60}:[\w.-]{1,80}):"""
_MANIFEST = r"""android:name\s*=\s*["'](\w{1,60}(?:\.\w{1,80}){2,10})"""
SIGN = rf"""{_FIELD_SIGN}|<(?i:script|img|iframe)|['"`](?:https?:)?//\w|(?<![\w$-])(?:{CALLS})|{_GRADLE}|{_MANIFEST}"""

_LOADING = frozenset({"script", "img", "image", "iframe", "embed", "object", "amp-pixel", "web-view"})
_OWN = re.compile(r"(?:androidx?|com\.android|org\.jetbrains|junit)\b")


def read(text: str, path: str) -> Definition:
    """Raises ImportError where components need the extra that is missing."""
    name = path.rsplit("/", 1)[-1].lower()
    if name in _BUILDS:
        return Definition(_third_parties(_packages(text), Places(text)), kind="form")
    found: list[Form] = []
    unread: tuple[int, ...] = ()
    places = Places(text)
    if name.endswith(_PAGES):
        page = list(marks(text))
        found, named = forms(page), list(_named(page))
    else:
        named = list(addresses(text))
        if name.endswith(_COMPONENTS) and re.search(_FIELD_SIGN, text):
            from connectors.notations import _jsx

            components, broken = _jsx.marks(text)
            found, unread = forms(components), _lines(broken, text, places)
    return Definition((*_asked(found, path, places), *_third_parties(named, places)), kind="form", unread=unread)


def _asked(found: Iterable[Form], path: str, places: Places) -> Iterator[Change]:
    taken: Counter[str] = Counter()
    for form in found:
        own = form.name or _stem(path)
        taken[own] += 1
        table = Name("", own if taken[own] == 1 else f"{own}-{taken[own]}")
        line, at = places(form.offset)
        columns = tuple(Column(f.name, f.type, f.comment, *places(f.offset)) for f in form.fields)
        yield Change("create", table, line, columns, at=at)
        if form.heading:
            yield Change("comment_table", table, line, new=form.heading[:LONGEST], at=at)


def _stem(path: str) -> str:
    """The page's name; its folder's where the file is only called index or page."""
    folder, _, name = path.rpartition("/")
    stem = name.partition(".")[0] or name
    return folder.rpartition("/")[2] if folder and stem.lower() in ("index", "page", "main", "default", "form") else stem


def _third_parties(named: Iterable[Named], places: Places) -> tuple[Change, ...]:
    """One table, with each name where it is met first."""
    once: dict[str, Column] = {}
    for one in named:
        if one.name not in once:
            once[one.name] = Column(one.name, SCRIPT, one.words[:LONGEST], *places(one.offset))
    if not once:
        return ()
    columns = tuple(once.values())
    return (Change("create", Name("", THIRD_PARTIES), columns[0].line, columns, at=columns[0].at),)


def _named(page: Iterable[Mark]) -> Iterator[Named]:
    """What the elements of a page load from elsewhere, and what its inline code names."""
    for mark in page:
        if mark.kind == "code":
            yield from addresses(mark.text, mark.offset)
        elif mark.kind == "open" and mark.text.lower() in _LOADING:
            for key in ("src", ":src", "data"):
                if said := mark.attributes.get(key):
                    quoted = said.value if said.code else f'"{said.value}"'
                    yield from addresses(quoted, said.offset - (not said.code))


def _packages(text: str) -> Iterator[Named]:
    """Packages of others in a build file or a manifest; an app's own are those of its package."""
    own = re.search(r"(?:package\s*=|namespace|applicationId)\s*=?\s*[\"']([\w.]{3,100})", text)
    for found in (*re.finditer(_GRADLE, text), *re.finditer(_MANIFEST, text)):
        name = found[1] or ""
        if not _OWN.match(name) and not (own and name.startswith(own[1])):
            end = text.find("\n", found.start(1))
            yield Named(name, text[found.start(1) : end if end >= 0 else None][:LONGEST], found.start(1))


def _lines(broken: Iterable[int], text: str, places: Places) -> tuple[int, ...]:
    """Lines that the grammar could not read and that hold a field."""
    lines = text.split("\n")
    return tuple(sorted({line for offset in broken if re.search(_FIELD_SIGN, lines[(line := places(offset)[0]) - 1])}))
