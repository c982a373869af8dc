"""TypeORM entities: classes with @Entity or @ViewEntity, with embedded classes and bases of the same file, and EntitySchema objects."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from connectors.base import Column
from connectors.ddl_reader import Change, Name
from connectors.notations import Definition
from connectors.notations._trees import joined
from connectors.notations._typescript import BODIES, Class, Member, Script, Word, column, parsed

if TYPE_CHECKING:
    from tree_sitter import Node


ENTITIES = ("Entity", "ViewEntity", "ChildEntity")
_LOST = re.compile(r"@(?:View|Child)?Entity\b|\bnew\s+EntitySchema\b")
_COLUMNS = (
    "Column", "PrimaryColumn", "PrimaryGeneratedColumn", "CreateDateColumn", "UpdateDateColumn", "DeleteDateColumn", "VersionColumn",
    "ObjectIdColumn", "ViewColumn", "TreeLevelColumn",
)  # fmt: skip
_LENGTHS = ("length", "width")


def definition(text: str, path: str) -> Definition:
    script = parsed(text, path)
    reader = _Reader(script)
    changes = [change for each in script.classes for change in reader.entity(each)]
    changes += [change for call, _ in script.all("new_expression") for change in reader.schema(call)]
    return Definition(tuple(changes), unread=script.lost(_LOST, reader.read))


def is_entity(each: Class) -> bool:
    return each.calls(*ENTITIES) is not None


def table_name(name: str) -> str:
    """TypeORM's own way to snake case."""
    return re.sub(r"([a-z0-9])([A-Z])", r"\1_\2", re.sub(r"([A-Z])([A-Z])([a-z])", r"\1_\2\3", name)).lower()


def type_of(script: Script, options: dict[str, Node], given: str) -> str:
    """The declared type with its length or precision, as one writes it in SQL."""
    sizes = [v for n in _LENGTHS if n in options for v in [script.text(script.resolved(options[n])).strip("'\"")] if v.isdigit()]
    numbers = [script.text(options[n]) for n in ("precision", "scale") if n in options]
    inside = ",".join(sizes[:1] or [n for n in numbers if n.isdigit()])
    declared = script.resolved(options.get("type"))
    if declared is not None and declared.type == "arrow_function":  # () => String
        declared = declared.child_by_field_name("body")
    kind = script.said(declared) or script.text(declared)[:60] or given
    return f"{kind}({inside})" if inside and kind and "(" not in kind else kind


class _Reader:
    """What a script's entities hold. read: spans of the text that were read."""

    def __init__(self, script: Script) -> None:
        self.script = script
        self.read: list[tuple[int, int]] = []

    def entity(self, each: Class) -> Iterator[Change]:
        arguments = each.calls(*ENTITIES)
        if arguments is None:
            return
        script = self.script
        self.read.append(script.span(each.node))
        options = script.options(arguments[-1]) if arguments else {}
        given = script.said(arguments[0] if arguments else None) or script.said(options.get("name"))
        base = script.named.get(each.base)
        if not given and "ChildEntity" in each.decorators and base is not None:
            given = self._given(base)  # one table with its parent
        name = Name(script.said(options.get("schema")), given or table_name(each.name.text))
        line, at = each.name.line, each.name.at
        columns = self._unique([c for part in script.inherited(each, is_entity) for c in self.columns(part, [], frozenset())])
        yield Change("create" if "ChildEntity" not in each.decorators else "add", name, line, columns, at=at)
        if comment := joined(script.said(options.get("comment"))) or each.comment:
            yield Change("comment_table", name, line, new=comment, at=at)
        if broken := script.damage(each.node, BODIES):
            yield Change("unparsed", name, broken)

    def _given(self, base: Class) -> str:
        arguments = base.calls(*ENTITIES) or []
        options = self.script.options(arguments[-1]) if arguments else {}
        return self.script.said(arguments[0] if arguments else None) or self.script.said(options.get("name")) or table_name(base.name.text)

    def _unique(self, columns: list[Column]) -> tuple[Column, ...]:
        """A foreign key may be declared with its relation and as a column of its own: the column tells more."""
        found: dict[str, Column] = {}
        for each in columns:
            known = found.get(each.name)
            found[each.name] = each if known is None or not known.type else known
        return tuple(found.values())

    def columns(self, each: Class, prefixes: list[str], within: frozenset[str]) -> Iterator[Column]:
        for member in self.script.members(each):
            self.script.spend(each.node, 1)
            name = next((n for n in _COLUMNS if n in member.decorators), "")
            if name and "static" not in member.modifiers:
                yield from self.column(name, member, prefixes, within | {each.name.text})
            elif "ManyToOne" in member.decorators or ("OneToOne" in member.decorators and "JoinColumn" in member.decorators):
                yield from self.joins(member, prefixes)

    def column(self, decorator: str, member: Member, prefixes: list[str], within: frozenset[str]) -> Iterator[Column]:
        script, arguments = self.script, member.decorators[decorator]
        first = script.resolved(arguments[0]) if arguments else None
        options = script.options(arguments[-1]) if arguments else {}
        if first is not None and first.type == "arrow_function" and (embedded := self._returned(first)) is not None:
            if embedded.name.text not in within:
                prefix = script.said(options.get("prefix")) if "prefix" in options else member.name.text
                yield from self.columns(embedded, [*prefixes, prefix] if prefix else prefixes, within)
            return
        given = script.said(first)
        named = script.word(options.get("name")) or (script.word(first) if decorator == "ViewColumn" else None)
        kind = type_of(script, options, given if given not in ("", "increment", "rowid", "identity") else member.type)
        name = named or member.name
        yield column(
            Word(prefixed(name.text, prefixes), name.line, name.at), kind,
            script.said(options.get("comment")), *described(script, member.decorators), member.comment,
        )  # fmt: skip

    def _returned(self, arrow: Node) -> Class | None:
        """The class of () => Profile."""
        return self.script.named.get(self.script.text(arrow.child_by_field_name("body")).strip("[] "))

    def joins(self, member: Member, prefixes: list[str]) -> Iterator[Column]:
        """The foreign keys of a relation."""
        script, arguments = self.script, member.decorators.get("JoinColumn", [])
        given = script.items(arguments[0]) or arguments[:1] if arguments else []
        names = [word for node in given if (word := script.word(script.options(node).get("name"))) is not None]
        for name in names or [Word(f"{member.name.text}Id", member.name.line, member.name.at)]:
            yield column(Word(prefixed(name.text, prefixes), name.line, name.at), "", member.comment)

    def schema(self, call: Node) -> Iterator[Change]:
        """new EntitySchema({ name, tableName, columns: { mobile: { type, name, comment } } })"""
        script = self.script
        name, arguments = script.called(call)
        options = script.options(arguments[0]) if name == "EntitySchema" and arguments else {}
        title = script.said(options.get("tableName")) or table_name(script.said(options.get("name")))
        if not title or "columns" not in options:
            return
        self.read.append(script.span(call))
        columns = []
        for entry in script.entries(options["columns"]):
            inner = script.options(entry.value)
            kind = type_of(script, inner, "")
            columns.append(column(script.word(inner.get("name")) or entry.name, kind, script.said(inner.get("comment")), entry.comment))
        line, at = script.place(call)
        table = Name(script.said(options.get("schema")), title)
        yield Change("create", table, line, tuple(columns), at=at)
        if comment := joined(script.said(options.get("comment"))):
            yield Change("comment_table", table, line, new=comment, at=at)
        if broken := script.damage(call, BODIES):
            yield Change("unparsed", table, broken)


def prefixed(name: str, prefixes: list[str]) -> str:
    """TypeORM's name for a column of an embedded class: camel case of the prefixes, then the name with one capital."""
    if not prefixes:
        return name
    words = [w for w in re.split(r"[_\W]+", "_".join(prefixes)) if w]
    head = "".join(w[:1].upper() + w[1:] if n else w[:1].lower() + w[1:] for n, w in enumerate(words))
    return head + name[:1].upper() + name[1:].lower()


def described(script: Script, decorators: dict[str, list[Node]]) -> tuple[str, ...]:
    """What the decorators of Swagger, GraphQL and class-validator say of a field."""
    said = []
    for name in ("ApiProperty", "ApiPropertyOptional", "ApiModelProperty", "ApiModelPropertyOptional", "Field", "Prop", "Property"):
        options = script.options(decorators[name][-1]) if decorators.get(name) else {}
        said += [script.said(options.get(word)) for word in ("title", "description", "comment") if word in options]
    said += [script.said(node) for name in ("Comment", "ApiDescription") for node in decorators.get(name, [])[:1]]
    return tuple(said)
