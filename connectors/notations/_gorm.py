"""Go structs that are data: GORM, xorm, bun, beego and sqlx models, BSON documents, and what is sent as JSON.

The column's name is the tag's; without one it is made as the library makes it. A struct that is embedded in another of the same file
is a part of that one, not a table; a field whose type is another struct of the file, or many of it, is a relation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from connectors.base import Column
from connectors.ddl_reader import Change, Name
from connectors.notations import Definition, Unread
from connectors.notations._go import Field, Source, Struct, Tag
from connectors.notations._plural import plural
from connectors.notations._trees import joined

MAX_COLUMNS = 20_000  # of a file, embedded structs counted each time
_LOST = re.compile(r"\b(?:gorm|xorm|bun|orm|db|bson|json):\"")
_STORES = ("gorm", "xorm", "bun", "orm", "db", "bson")  # what is stored goes before what is sent
_SENT = ("json", "form")
_SAID = ("comment", "label", "description", "desc", "dc", "title")
_WORDS = frozenset({  # of a xorm tag that are no names
    "pk", "autoincr", "null", "notnull", "unique", "index", "extends", "created", "updated", "deleted", "version", "default",
    "json", "local", "utc", "store", "cache", "nocache", "tinyint", "smallint", "int", "integer", "bigint", "varchar", "char",
    "text", "tinytext", "mediumtext", "longtext", "date", "datetime", "timestamp", "time", "bool", "blob", "float", "double",
    "decimal", "numeric", "real", "uuid", "jsonb", "serial", "bigserial", "bit", "binary", "varbinary", "unsigned", "nvarchar",
    "clob", "enum", "set", "not",
})  # fmt: skip
_XORM = re.compile(r"'([^']*)'|(\w+)(\([^()]*\))?|(->|<-|-)")
_RELATION = re.compile(r"(?i)\b(?:foreignkey|references|many2many|polymorphic|joinforeignkey|rel|reverse|m2m)\b")


def definition(text: str) -> Definition:
    source = Source(text)
    reader = _Reader(source)
    changes = [change for struct in source.structs.values() for change in reader.table(struct)]
    return Definition(tuple(changes), unread=source.lost(_LOST, (source.span(s.node) for s in source.structs.values())))


def column_name(name: str) -> str:
    """GORM's way to snake case: ID -> id, IDCardNo -> id_card_no, UserID2 -> user_id2."""
    value = _INITIALISMS.sub(lambda m: m[0][0] + m[0][1:].lower(), name)
    made = []
    for n, letter in enumerate(value):
        before, after = value[n - 1] if n else "", value[n + 1] if n + 1 < len(value) else ""
        capital = "A" <= letter <= "Z"
        run = "A" <= before <= "Z" and (after == "" or "A" <= after <= "Z" or "0" <= after <= "9")
        made.append("_" if capital and before not in ("", "_") and after != "_" and not run else "")
        made.append(letter.lower() if capital else letter)
    return "".join(made)


_INITIALISMS = re.compile(
    "API|ASCII|CPU|CSS|DNS|EOF|GUID|HTML|HTTP|ID|IP|JSON|LHS|QPS|RAM|RHS|RPC|SLA|SMTP|SSH|TLS|TTL|UID|UI|UUID|URI|URL|UTF8|VM|XML|XSRF|XSS"
)


class _Reader:
    def __init__(self, source: Source) -> None:
        self.source = source
        self.count = 0
        self.embedded: dict[str, set[str]] = {}  # struct -> libraries of those that it is embedded in
        for struct in source.structs.values():
            for field in struct.fields:
                if field.kind in source.structs and field.kind != struct.name and (not field.name or self._is_embedded(field)):
                    self.embedded.setdefault(field.kind, set()).add(self.store(struct))

    def table(self, struct: Struct) -> Iterator[Change]:
        store = self.store(struct)
        given = self.source.tables.get(struct.name) or next((self._bun_table(f) for f in struct.fields if f.kind == "bun.BaseModel"), "")
        if not store or (not given and self._is_part(struct, store)):
            return
        if not given:
            given = column_name(struct.name)
            given = plural(given) if store in ("gorm", "bun") else given
        schema, _, table = given.rpartition(".")
        name, found = Name(schema, table), tuple(self.columns(struct, store, "", frozenset()))
        yield Change("create", name, struct.line, found, at=struct.at)
        if struct.comment:
            yield Change("comment_table", name, struct.line, new=struct.comment, at=struct.at)
        if broken := self.source.damage(struct.node, frozenset()):
            yield Change("unparsed", name, broken)

    def store(self, struct: Struct, depth: int = 0) -> str:
        """The library that a struct is written for, by its tags: "" for a struct that is no data."""
        tags = {tag for field in struct.fields for tag in field.tags}
        if "gorm" in tags or any(field.kind == "gorm.Model" for field in struct.fields):
            return "gorm"
        found = next((tag for tag in (*_STORES, *_SENT) if tag in tags), "")
        if struct.name in self.source.tables and found in ("", *_SENT):
            return "gorm"
        parts = (self.source.structs.get(field.kind) for field in struct.fields if not field.name)
        return found or next((s for part in parts if part and depth < 5 and (s := self.store(part, depth + 1)) in _STORES), "")

    def columns(self, struct: Struct, store: str, prefix: str, within: frozenset[str]) -> Iterator[Column]:
        names = {field.name for field in struct.fields}
        for field in struct.fields:
            self.count += 1
            if self.count > MAX_COLUMNS:
                raise Unread(struct.line, "too large")
            part = self.source.structs.get(field.kind)
            if not field.name or self._is_embedded(field):
                if part is not None and part.name not in within and not self._is_left_out(field, store):
                    more = _setting(field, "gorm", "embeddedprefix")
                    yield from self.columns(part, store, prefix + more, within | {struct.name})
            elif field.inner is not None and not self._is_left_out(field, store):
                yield from self.columns(field.inner, store, f"{prefix}{self.named(field, store)[0]}.", within | {struct.name})
            elif self._is_column(field, store, names, part):
                yield self.column(field, store, prefix)

    def column(self, field: Field, store: str, prefix: str) -> Column:
        name, offset = self.named(field, store)
        line, at = self.source.spot(field.offset if offset is None else offset)
        said = (_setting(field, "gorm", "comment"), _xorm_comment(field), *(field.tags[t].value for t in _SAID if t in field.tags))
        return Column(prefix + name, self.kind(field), joined(*(s.strip("'") for s in said), field.comment), line, at)

    def kind(self, field: Field) -> str:
        declared = _setting(field, "gorm", "type") or _setting(field, "bun", "type") or _setting(field, "orm", "type")
        size = _setting(field, "gorm", "size") or _setting(field, "orm", "size")
        if not declared and "xorm" in field.tags:
            words = [m for m in _XORM.finditer(field.tags["xorm"].value) if m[2] and m[2].lower() in _WORDS and m[3]]
            declared = words[0][0] if words else ""
        return declared or (f"{field.type}({size})" if size.isdigit() and field.type == "string" else field.type)

    def named(self, field: Field, store: str) -> tuple[str, int | None]:
        """A column's name, and its place in the tag, None where the field's own name is it."""
        for tag in dict.fromkeys((store, *(_STORES if store in _STORES else ()), *(_SENT if store in _SENT else ()))):
            if tag in field.tags and (found := _told(field.tags[tag], tag)) is not None:
                return found[0], field.tags[tag].at(found[1])
        if store == "db":
            return field.name.lower(), None
        return (column_name(field.name) if store != "json" and store != "form" else field.name), None

    def _is_part(self, struct: Struct, store: str) -> bool:
        """Is it embedded in another, and no table that is only sent with more around it?"""
        within = self.embedded.get(struct.name, set())
        return bool(within.intersection(_STORES)) or (store in _SENT and bool(within))

    def _is_column(self, field: Field, store: str, names: set[str], part: Struct | None) -> bool:
        if not field.name[0].isupper() or self._is_left_out(field, store) or field.kind.startswith(("func", "chan")):
            return False
        declared = "type" in _settings(field, "gorm") or "serializer" in _settings(field, "gorm") or "xorm" in field.tags
        if part is not None:
            return declared and not field.many and store in _STORES
        if store in ("gorm", "bun", "orm", "xorm") and not declared:
            relation = field.many and field.kind[:1].isupper()
            belongs = field.kind.rpartition(".")[2][:1].isupper() and (f"{field.name}ID" in names or f"{field.name}Id" in names)
            told = any(t in field.tags and _RELATION.search(field.tags[t].value) for t in ("gorm", "bun", "orm"))
            return not (relation or belongs or told)
        return True

    def _is_left_out(self, field: Field, store: str) -> bool:
        """ "-" in the tag of the library that counts."""
        value = field.tags[store].value if store in field.tags else ""
        return value == "-" or (store == "gorm" and _settings(field, "gorm").get("-") in ("", "all"))

    def _is_embedded(self, field: Field) -> bool:
        tags = field.tags
        return (
            "embedded" in _settings(field, "gorm")
            or ("xorm" in tags and "extends" in tags["xorm"].value.split())
            or any(t in tags and "inline" in tags[t].value.split(",")[1:] for t in ("bson", "json"))
            or ("bun" in tags and tags["bun"].value.startswith("embed:"))
        )

    def _bun_table(self, field: Field) -> str:
        return _setting(field, "bun", "table")


def _settings(field: Field, tag: str) -> dict[str, str]:
    """column:mobile;size:20 as words in lower case -> values."""
    if tag not in field.tags:
        return {}
    found = {}
    for part in re.split(r"(?<!\\);" if tag != "bun" else ",", field.tags[tag].value):
        key, _, value = part.partition(":")
        if tag == "orm" and (call := re.fullmatch(r"(\w+)\(([^()]*)\)", part.strip())):
            key, value = call[1], call[2]
        found[key.strip().lower()] = value.strip().replace("\\;", ";")
    return found


def _setting(field: Field, tag: str, name: str) -> str:
    return _settings(field, tag).get(name, "")


def _xorm_comment(field: Field) -> str:
    found = re.search(r"comment\('([^']*)'\)", field.tags["xorm"].value) if "xorm" in field.tags else None
    return found[1] if found else ""


def _told(tag: Tag, kind: str) -> tuple[str, int] | None:
    """The name that a tag gives and where it stands in the tag; None if it gives none."""
    value = tag.value
    if kind == "gorm":
        found: Any = re.search(r"(?:^|;)\s*[cC](?:olumn|OLUMN)\s*:\s*([^;]*[^;\s])", value)
    elif kind == "orm":
        found = re.search(r"column\(([^()]*)\)", value) or re.match(r"(\w+)(?=,|$)", value)
        found = None if found and found[1] in ("pk", "auto", "null", "index", "unique") else found
    elif kind == "xorm":
        bare = re.sub(r"\([^()]*\)", lambda m: "(" * len(m[0]), value)
        words = (m for m in re.finditer(r"(?<!\S)(\w+)(?!\S)", bare) if m[1].lower() not in _WORDS)
        found = re.search(r"'([^']+)'", bare) or next(words, None)
    else:
        found = re.match(r"([^,:]+)(?=,|$)", value)
    return (found[1], found.start(1)) if found and found[1] not in ("", "-") else None
