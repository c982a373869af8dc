"""Which fields of a Java class are columns, under which names, and what is said about them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from connectors.notations._java import Class, Field, Place, Source
from connectors.notations.java import SAYS_DATA

NAMED_DATA = re.compile(rf"\w+{SAYS_DATA}")
_WORKER = re.compile(
    r"(?:Service|Mapper|Repository|Dao|DAO|Client|Template|Manager|Factory|Log|Logger|Handler|Utils?|Properties|Config|Configuration"
    r"|Context|Listener|Lock|Executor|Pool|Converter|Validator|Builder|HttpServletRequest|HttpServletResponse|HttpSession)$"
)
_MANY = frozenset(
    {
        "List", "Set", "Collection", "ArrayList", "LinkedList", "HashSet", "LinkedHashSet", "SortedSet", "TreeSet", "Iterable", "Map",
        "HashMap", "LinkedHashMap", "Page", "IPage", "PageInfo", "Stream", "Optional",
    }
)  # fmt: skip
_PLAIN = frozenset(
    {
        "String", "CharSequence", "Character", "Byte", "Short", "Integer", "Long", "Float", "Double", "Boolean", "BigDecimal",
        "BigInteger", "Number", "Object", "Date", "Time", "Timestamp", "Instant", "LocalDate", "LocalTime", "LocalDateTime",
        "OffsetDateTime", "ZonedDateTime", "Year", "YearMonth", "Duration", "UUID", "byte", "short", "int", "long", "float", "double",
        "boolean", "char", "Serializable", "JSONObject", "JsonNode", "URL", "URI", "Enum", "?",
    }
)  # fmt: skip
_NO_COLUMN = frozenset({"Transient", "OneToMany", "ManyToMany", "DBRef", "DocumentReference", "Formula", "Autowired", "Resource", "Inject"})
_INJECTED = frozenset({"Value"})  # Spring's, on a field
_JSON_NAMES = (("JsonProperty", ("value",)), ("JSONField", ("name",)), ("SerializedName", ("value",)))
_COLUMN_NAMES = (
    ("TableField", ("value",)), ("TableId", ("value",)), ("Column", ("name", "value")), ("JoinColumn", ("name",)),
    ("Field", ("name", "value")),
)  # fmt: skip
_WORDS = (
    ("ApiModelProperty", ("value",)), ("ApiModelProperty", ("notes",)), ("Schema", ("title",)), ("Schema", ("description",)),
    ("Parameter", ("description",)), ("ApiParam", ("value",)), ("Comment", ("value",)), ("ColumnComment", ("value",)),
    ("Column", ("comment",)), ("ExcelProperty", ("value",)), ("Excel", ("name",)),
)  # fmt: skip
_DEFINED_COMMENT = re.compile(r"(?i)\bcomment\s+'((?:[^'\\]|''|\\.)*+)'")
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


def snake(name: str) -> str:
    """idCardNo -> id_card_no, as Spring, Hibernate and MyBatis-Plus do."""
    return _HUMP.sub("_", name).lower()


def bare(name: str) -> str:
    return name.strip('`"[] ')


def joined(words: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(" ".join(word.split()) for word in words if word.strip()))


class Fields:
    """Judges fields by the file that they stand in: its constants, and its classes by their names."""

    def __init__(self, source: Source, named: dict[str, Class]) -> None:
        self.source, self.named = source, named

    def embedded(self, each: Field) -> Class | None:
        part = self.named.get(each.type.partition("<")[0])
        if part is None or part.kind == "enum" or "static" in each.modifiers or "Transient" in each.annotations:
            return None
        return part if each.annotations.keys() & {"Embedded", "EmbeddedId"} or "Embeddable" in part.annotations else None

    def is_column(self, each: Field) -> bool:
        marks, flag = each.annotations, self.source.flag
        if each.modifiers & {"static", "transient"} or marks.keys() & (_NO_COLUMN | _INJECTED | {"Embedded", "EmbeddedId"}):
            return False
        if flag(marks.get("TableField"), "exist") is False or flag(marks.get("Column"), "ignore") is True:
            return False
        if any(name.startswith("Relation") for name in marks):
            return False
        if marks.keys() & {"ManyToOne", "OneToOne"}:
            return not any("mappedBy" in marks[m].arguments for m in ("ManyToOne", "OneToOne") if m in marks)
        return self._holds_value(each)

    def _holds_value(self, each: Field) -> bool:
        """Is the type a value, not another entity, a list of such, or something that works?"""
        many = "<" in each.type or each.type.endswith("[]")
        inner = re.split(r"[<>,\s\[\]]+", each.type.strip("<>[] ").replace("? extends ", "").replace("? super ", ""))
        kind = inner[-1].rpartition(".")[2]
        known = self.named.get(kind)
        if known is not None:
            return known.kind == "enum"
        if kind in _PLAIN:
            return True
        if len(kind) == 1 or _WORKER.search(kind):
            return False  # a type parameter; a collaborator
        if each.annotations.keys() & {"Column", "TableField", "Enumerated", "Convert", "Type", "JoinColumn", "ElementCollection"}:
            return True
        if kind in _MANY:
            return True  # without a word of what is in it
        return not many and not NAMED_DATA.fullmatch(kind)

    def names(self, each: Field, stored: bool, mongo: bool) -> Iterator[Place]:
        marks, said = each.annotations, self.source.said
        for mark in self.source.elements(marks["JoinColumns"].arguments.get("value")) if "JoinColumns" in marks else ():
            if (named := said(self.source.annotation(mark), "name")) is not None:
                yield Place(bare(named.text), named.line, named.at)
        if "JoinColumns" in marks:
            return
        for name, arguments in _COLUMN_NAMES if stored else (*_COLUMN_NAMES, *_JSON_NAMES):
            if (named := said(marks.get(name), *arguments)) is not None:
                quoted = len(named.text) - len(named.text.lstrip('`"['))
                yield Place(bare(named.text), named.line, named.at + quoted)
                return
        own = each.name.text if mongo else snake(each.name.text)
        yield Place(own + ("_id" if marks.keys() & {"ManyToOne", "OneToOne"} else ""), each.name.line, each.name.at)

    def comment(self, each: Field) -> str:
        marks, said = each.annotations, self.source.said
        words = [found.text for name, arguments in _WORDS if (found := said(marks.get(name), *arguments)) is not None]
        if (defined := said(marks.get("Column"), "columnDefinition")) and (quoted := _DEFINED_COMMENT.search(defined.text)):
            words.append(quoted[1].replace("''", "'").replace("\\'", "'"))
        words += each.comments
        if not words:  # what is told to a person who leaves the field empty says what it is
            words = [m.text for mark in marks.values() if (m := said(mark, "message")) is not None and not m.text.startswith("{")][:1]
        return joined(words)
