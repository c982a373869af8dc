"""Which classes of a Java file are tables, and what they hold."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator

from connectors.base import Column
from connectors.ddl_reader import Change, Name
from connectors.notations import Definition, Unread
from connectors.notations._java import Class, Source, damage
from connectors.notations._java_columns import NAMED_DATA, Fields, bare, joined, snake

MAX_COLUMNS = 200_000  # inherited and embedded ones counted where they are repeated
_MAX_DEPTH = 30

_STORED = frozenset({"Entity", "Table", "TableName", "MappedSuperclass", "Embeddable", "Document"})
_MARKED = frozenset({"ApiModel", "Schema"})
_MAYBE = frozenset({"Data", "Getter", "Value", "Builder", "SuperBuilder"})
_FIELD_MARKS = frozenset({"Column", "JoinColumn", "TableField", "TableId", "ApiModelProperty", "Schema", "Excel", "ExcelProperty", "Field"})
_WORKING = frozenset(
    {
        "Service", "Component", "Controller", "RestController", "Configuration", "ConfigurationProperties", "Repository", "Mapper",
        "Aspect", "SpringBootApplication", "ControllerAdvice", "RestControllerAdvice", "SpringBootTest", "WebServlet", "Named", "Path",
    }
)  # fmt: skip
_BASE = re.compile(r"Base\w*(?:Entity|DO|PO|DTO|VO|BO|Domain|Po|Dto|Vo|Bo|Model)|Model|BaseDomain")
_NO_DATA = re.compile(r"\w*(?:Builder|Exception|Error|Handler|Config|Configuration|Properties|Service|Impl|Controller|Utils?|Tests?|IT)")
_FIRST_SENTENCE = re.compile(r".*?(?:。|[.!?](?=\s|$)|$)")


def definition(text: str) -> Definition:
    """The tables of a file; a class with a damaged place is told as such. Raises Unread."""
    source = Source(text)
    file = _File(source)
    changes = list(file.changes())
    unread = []
    starts = [each.start for each in source.classes]
    for node in damage(source):
        line, n = node.start_point[0] + 1, bisect_right(starts, node.start_byte)
        hit = source.classes[n - 1] if n else None
        while hit is not None and hit.end <= node.start_byte:
            hit = hit.outer
        if hit is None:
            unread.append(line)
        elif file.is_data(hit):
            changes.append(Change("unparsed", file.table(hit), line))
    return Definition(tuple(changes), unread=tuple(dict.fromkeys(unread)))


class _File:
    """The classes of one file as tables."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.named: dict[str, Class] = {}
        for each in source.classes:
            self.named.setdefault(each.name.text, each)
        self.fields = Fields(source, self.named)
        self._data = {id(c) for c in source.classes if self._says_data(c)}
        for each in source.classes:  # what stands within data, is data
            if each.outer is not None and id(each.outer) in self._data and "static" in each.modifiers and self._may_be_data(each):
                self._data.add(id(each))
        names = Counter(c.name.text for c in source.classes if id(c) in self._data)
        self._twice = {name for name, times in names.items() if times > 1}
        self._told = self._told_elsewhere()
        self._left = MAX_COLUMNS

    # -- which classes ----------------------------------------------------------------------------------------------

    def is_data(self, which: Class) -> bool:
        return id(which) in self._data

    def _may_be_data(self, which: Class) -> bool:
        return which.kind in ("class", "record") and not _NO_DATA.fullmatch(which.name.text) and not _WORKING & which.annotations.keys()

    def _says_data(self, which: Class) -> bool:
        marks = which.annotations.keys()
        if which.kind not in ("class", "record"):
            return False
        if _STORED & marks or _MARKED & marks:
            return True
        if not self._may_be_data(which):
            return False
        return bool(
            which.kind == "record"
            or _MAYBE & marks
            or NAMED_DATA.fullmatch(which.name.text)
            or _BASE.fullmatch(which.parent)
            or any(_FIELD_MARKS & f.annotations.keys() for f in which.fields)
        )

    def _told_elsewhere(self) -> set[int]:
        """Superclasses without a table of their own and embeddables, where a class of this file uses them."""
        told = set()
        for which in self.source.classes:
            parent = self.named.get(which.parent)
            shared = parent is not None and ("abstract" in parent.modifiers or "MappedSuperclass" in parent.annotations)
            if shared and parent is not None and self.is_data(which) and "Entity" not in parent.annotations:
                told.add(id(parent))
            for each in which.fields if self.is_data(which) else ():
                if (part := self.fields.embedded(each)) is not None:
                    told.add(id(part))
        return told

    # -- tables -----------------------------------------------------------------------------------------------------

    def changes(self) -> Iterator[Change]:
        for which in self.source.classes:
            if not self.is_data(which) or id(which) in self._told:
                continue
            columns = tuple(self.columns(which))
            if not columns and not _STORED & which.annotations.keys():
                continue
            table = self.table(which)
            yield Change("create", table, which.name.line, columns, at=which.name.at)
            if comment := self._table_comment(which):
                yield Change("comment_table", table, which.name.line, new=comment)

    def table(self, which: Class) -> Name:
        which = self._single_table(which)
        said, marks = self.source.said, which.annotations
        schema = said(marks.get("Table"), "schema", "catalog") or said(marks.get("TableName"), "schema")
        named = said(marks.get("Table"), "name", "value") or said(marks.get("TableName"), "value") or said(marks.get("Entity"), "name")
        named = named or said(marks.get("Document"), "collection", "value", "indexName")
        if named is not None:
            before, _, last = named.text.rpartition(".")
            return Name(bare(schema.text if schema else before.rpartition(".")[2]), bare(last) or bare(named.text))
        own = which.name.text
        if "Document" in marks:
            return Name("", own[:1].lower() + own[1:])
        if own in self._twice and which.outer is not None:
            own = f"{which.outer.name.text}_{own}"
        return Name(bare(schema.text) if schema else "", snake(own))

    def _single_table(self, which: Class) -> Class:
        """JPA keeps a hierarchy of entities in its topmost one's table unless it is told otherwise."""
        top = which
        for _ in range(_MAX_DEPTH):
            parent = self.named.get(top.parent)
            if parent is None or "Table" in top.annotations or not self._both_entities(top, parent):
                return top
            if "Inheritance" in parent.annotations and "SINGLE_TABLE" not in self._strategy(parent):
                return top
            top = parent
        return which  # a circle

    def _both_entities(self, which: Class, parent: Class) -> bool:
        return "Entity" in which.annotations and "Entity" in parent.annotations

    def _strategy(self, which: Class) -> str:
        mark = which.annotations.get("Inheritance")
        return self.source.text(next(iter(mark.arguments.values()), None)) if mark else ""

    def _table_comment(self, which: Class) -> str:
        said, marks = self.source.said, which.annotations
        words = [
            said(marks.get("ApiModel"), "description"), said(marks.get("ApiModel"), "value"), said(marks.get("Schema"), "title"),
            said(marks.get("Schema"), "description"), said(marks.get("Comment"), "value"), said(marks.get("Table"), "comment"),
            said(marks.get("TableComment"), "value"), said(marks.get("TableName"), "comment"),
        ]  # fmt: skip
        first = _FIRST_SENTENCE.match(which.comment)
        texts = [w.text for w in words if w is not None and w.text != which.name.text] + [first[0].rstrip("。. ") if first else ""]
        return joined(texts)

    # -- columns ----------------------------------------------------------------------------------------------------

    def columns(self, which: Class, depth: int = 0, stored: bool | None = None) -> Iterator[Column]:
        """Inherited columns first. stored: named as in a database (None: as the class itself is)."""
        self._left -= 1  # an empty class counts as well: it may be embedded many times
        if depth > _MAX_DEPTH or self._left < 0:
            raise Unread(which.name.line, "nested too deeply" if depth > _MAX_DEPTH else "too many columns")
        if stored is None:
            stored = bool(_STORED & which.annotations.keys()) or any(
                f.annotations.keys() & {"TableField", "TableId", "Column"} for f in which.fields
            )
        parent = self.named.get(which.parent)
        inherits = parent is not None and (not self._both_entities(which, parent) or "TABLE_PER_CLASS" in self._strategy(parent))
        if inherits and parent is not None and parent is not which and parent.kind == "class":
            yield from self.columns(parent, depth + 1, stored)
        mongo = "Document" in which.annotations
        for each in which.fields:
            if (part := self.fields.embedded(each)) is not None:
                yield from self.columns(part, depth + 1, stored)
                continue
            if not self.fields.is_column(each):
                continue
            comment = self.fields.comment(each)
            for name in self.fields.names(each, stored, mongo):
                self._left -= 1
                yield Column(name.text, each.type, comment, name.line, name.at)
