"""GraphQL schemas (SDL): types, inputs and interfaces are tables, their fields of scalars and enums columns.

Arguments of the fields of Query, Mutation and Subscription are a table named after the field. A type that this text does not
define is taken for an object, unless it has the name of a scalar that libraries bring. Operations (query { … }) say nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from connectors.base import Column
from connectors.ddl_reader import Change, Name
from connectors.notations import Definition, Unread
from connectors.notations._contracts import Gathered, said

if TYPE_CHECKING:
    from graphql.language import Token, ast

    _Field = ast.FieldDefinitionNode | ast.InputValueDefinitionNode
    _Described = _Field | ast.TypeDefinitionNode

NAME = "graphql"
SUFFIXES = (".graphql", ".graphqls", ".gql")
SIGN = r"\b(?:type|input|interface)\s+\w"
EXTRA = "code"

_ROOTS = frozenset(("Query", "Mutation", "Subscription"))
#: Scalars of the language, and those that graphql-scalars, graphql-java and AWS AppSync bring.
# fmt: off
_SCALARS = frozenset((
    "Int", "Float", "String", "Boolean", "ID", "Date", "Time", "DateTime", "LocalDate", "LocalTime", "LocalDateTime",
    "OffsetDateTime", "Timestamp", "Instant", "Duration", "JSON", "JSONObject", "Object", "Any", "URL", "URI", "UUID", "GUID",
    "Long", "Short", "Byte", "BigInt", "BigInteger", "BigDecimal", "Decimal", "Numeric", "Currency", "Char", "Void", "Upload",
    "EmailAddress", "Email", "PhoneNumber", "Phone", "PostalCode", "CountryCode", "IP", "IPv4", "IPv6", "MAC", "Latitude",
    "Longitude", "GeoJSON", "IBAN", "SSN", "ObjectID", "JWT", "NonEmptyString", "NonNegativeInt", "PositiveInt", "NonNegativeFloat",
    "PositiveFloat", "Password", "BirthDate", "AWSDate", "AWSTime", "AWSDateTime", "AWSTimestamp", "AWSEmail", "AWSJSON", "AWSURL",
    "AWSPhone", "AWSIPAddress",
))
# fmt: on
_FIELD = re.compile(r"\w+(?:\([^()]*\))?[ \t]*:[ \t]*\[*[A-Z]\w*[\]!]*(?:[ \t]*@.*)?|import\b.*")  # commented out, or a tool's


def read(text: str, _path: str) -> Definition:
    import graphql

    try:
        document = graphql.parse(text)
    except graphql.GraphQLError as error:
        raise Unread(error.locations[0].line if error.locations else 1, "not GraphQL") from None
    except RecursionError:
        raise Unread(1, "nested too deeply") from None
    return _Reader(document, text).definition()


class _Reader:
    def __init__(self, document: ast.DocumentNode, text: str) -> None:
        from graphql.language import ast

        self.document, self.text, self.into = document, text, Gathered()
        self.values, self.roots = set(_SCALARS), set(_ROOTS)
        defined: set[str] = set()
        for node in document.definitions:
            if isinstance(node, ast.SchemaDefinitionNode | ast.SchemaExtensionNode):
                self.roots |= {operation.type.name.value for operation in node.operation_types or ()}
            elif isinstance(node, ast.ScalarTypeDefinitionNode | ast.EnumTypeDefinitionNode):
                self.values.add(node.name.value)
            elif isinstance(node, ast.TypeDefinitionNode):
                defined.add(node.name.value)
        self.values -= defined  # a type that is called Email or Date

    def definition(self) -> Definition:
        from graphql.language import ast

        objects = (ast.ObjectTypeDefinitionNode, ast.InputObjectTypeDefinitionNode, ast.InterfaceTypeDefinitionNode)
        added = (ast.ObjectTypeExtensionNode, ast.InputObjectTypeExtensionNode, ast.InterfaceTypeExtensionNode)
        operations: list[tuple[str, ast.FieldDefinitionNode]] = []
        for node in self.document.definitions:
            if not isinstance(node, objects + added):
                continue
            if node.name.value in self.roots:
                operations += [(node.name.value, field) for field in node.fields or () if isinstance(field, ast.FieldDefinitionNode)]
            elif isinstance(node, added):
                self.extended(node.name, node.fields or ())
            else:
                self.table(node.name.value, node, node.fields or ())
        for root, field in operations:  # last, so that types keep their names
            name = field.name.value if self.into.free(field.name.value) else f"{root}.{field.name.value}"
            self.table(name, field, field.arguments or ())
        return self.into.definition()

    def table(self, name: str, node: _Described, fields: Iterable[_Field]) -> None:
        line, at = _place(node.name)
        self.into.table(Name("", name), line, at, self.columns(fields), said(_described(node), *_above(node), *_opened(fields)))

    def extended(self, name: ast.NameNode, fields: Iterable[_Field]) -> None:
        line, at = _place(name)
        if columns := tuple(self.columns(fields)):
            self.into.changes.append(Change("add", Name("", name.value), line, columns, at=at))

    def columns(self, fields: Iterable[_Field]) -> Iterator[Column]:
        for field in fields:
            if _named(field.type) in self.values and field.type.loc is not None:
                shown = "".join(self.text[field.type.loc.start : field.type.loc.end].split())
                line, at = _place(field.name)
                yield Column(field.name.value, shown, said(_described(field), *_above(field), *_behind(field)), line, at)


def _named(kind: ast.TypeNode) -> str:
    """The type without lists and the mark that it may not be null."""
    from graphql.language import ast

    while isinstance(kind, ast.ListTypeNode | ast.NonNullTypeNode):
        kind = kind.type
    return kind.name.value if isinstance(kind, ast.NamedTypeNode) else ""


def _place(name: ast.NameNode) -> tuple[int, int]:
    token = name.loc.start_token if name.loc is not None else None
    return (token.line, token.column) if token is not None else (0, 0)


def _described(node: _Described) -> str:
    return node.description.value if node.description is not None else ""


def _above(node: _Described) -> list[str]:
    """The comment lines directly above."""
    found: list[str] = []
    token = node.loc.start_token if node.loc is not None else None
    while token is not None and (before := token.prev) is not None and _is_comment(before):
        if before.line < token.line - 1 or (before.prev is not None and before.prev.line == before.line):
            break
        found.append(_words(before))
        token = before
    return [" ".join(filter(None, reversed(found)))]


def _behind(node: _Described) -> Iterator[str]:
    """The comment in the same line."""
    last = node.loc.end_token if node.loc is not None else None
    if last is not None and last.next is not None and _is_comment(last.next) and last.next.line == last.line:
        yield _words(last.next)


def _opened(fields: Iterable[_Field]) -> Iterator[str]:
    """The comment behind the brace that opens a type."""
    first = next(iter(fields), None)
    token = first.loc.start_token.prev if first is not None and first.loc is not None else None
    while token is not None and _is_comment(token):
        if token.prev is not None and token.prev.line == token.line:
            yield _words(token)
        token = token.prev


def _is_comment(token: Token) -> bool:
    return token.kind.value == "Comment"


def _words(comment: Token) -> str:
    text = (comment.value or "")[:2_000].strip("#=-* \t")
    return "" if _FIELD.fullmatch(text) else text
