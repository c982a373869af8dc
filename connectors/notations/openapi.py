"""OpenAPI 3 and Swagger 2, in YAML or JSON: named schemas, and what operations ask for and answer in place.

An operation's parameters and the properties of its body are one table, named after its operationId, else "post /path"; an answer
described in place is one named after operation and status. Where an operation names a schema, that schema is the table.
"""

from __future__ import annotations

from collections.abc import Iterator

from connectors.base import Column
from connectors.notations import Definition
from connectors.notations._contracts import Gathered, marks, said
from connectors.notations._json_schemas import Schemas, objects
from connectors.notations._yaml import Node, documents

NAME = "openapi"
SUFFIXES = (".yaml", ".yml", ".json")
SIGN = r"\b(?:openapi|swagger)[\"']?[ \t]*:[ \t]*[\"']?[23]\b"

_METHODS = frozenset(("get", "put", "post", "delete", "options", "head", "patch", "trace", "query"))
_Sections = tuple[tuple[str, ...], ...]
_SCHEMAS: _Sections = (("components", "schemas"), ("definitions",))
_PARAMETERS: _Sections = (("components", "parameters"), ("parameters",))
_BODIES: _Sections = (("components", "requestBodies"), ("components", "responses"), ("responses",))


def read(text: str, _path: str) -> Definition:
    gathered = Gathered()
    for root in documents(text):
        if root.text("openapi")[:1] == "3" or root.text("swagger")[:1] == "2":
            _Api(root, gathered).read()
    return gathered.definition()


class _Api:
    def __init__(self, root: Node, into: Gathered) -> None:
        self.root, self.into, self.schemas = root, into, Schemas(root, into)

    def read(self) -> None:
        for section in _SCHEMAS:
            for name, key, schema in self.root.entries(*section):
                self.schemas.define(name, key, [schema])
        self._shared()
        for paths in ("paths", "webhooks"):
            for path, key, item in self.root.entries(paths):
                self._path(path, key, item)

    def _shared(self) -> None:
        """Parameters, bodies and answers that operations name."""
        for section in _PARAMETERS:
            shared = self.root.get(*section)
            if shared is not None:
                given = [value for _, _, value in shared.entries()]
                self.schemas.define("parameters", shared, _bodies(given), self._columns(given))
        for section in _BODIES:
            for name, key, value in self.root.entries(*section):
                self.schemas.define(name, key, _schemas(value), comment=value.text("description"))

    def _path(self, path: str, key: Node, item: Node) -> None:
        common = item.items("parameters")
        self.schemas.define(path, key, _bodies(common), self._columns(common))
        for method, at, operation in item.entries():
            if method.lower() in _METHODS:
                self._operation(f"{method.lower()} {path}", at, operation)
                for name, _, callback in operation.entries("callbacks"):
                    for url, to, called in callback.entries():
                        self._path(f"{name} {url}", to, called)

    def _operation(self, name: str, key: Node, operation: Node) -> None:
        identity = operation.get("operationId")
        if identity is not None and operation.text("operationId") and self.into.free(operation.text("operationId")):
            name, key = operation.text("operationId"), identity
        given = operation.items("parameters")
        body = operation.get("requestBody")
        bodies = [*_bodies(given), *(_schemas(body) if body is not None else ())]
        words = said(operation.text("summary"), operation.text("description"))
        self.schemas.define(name, key, bodies, self._columns(given), words)
        for status, at, answer in operation.entries("responses"):
            self.schemas.define(f"{name}_{status}", at, _schemas(answer), comment=answer.text("description"))

    def _columns(self, given: list[Node] | tuple[Node, ...]) -> Iterator[Column]:
        """Parameters written here that are scalars. Swagger 2 states a type in the parameter, OpenAPI 3 in its schema."""
        for parameter in given:
            name = parameter.get("name")
            if name is None or parameter.text("in") == "body":
                continue
            schema = next(_schemas(parameter), parameter)
            if next(objects(schema), None) is None:
                noted = (parameter.text("description"), *(marks(parameter) if schema is not parameter else ()))
                column = self.schemas.column(name, schema, *noted)
                if column is not None:
                    yield column


def _bodies(given: list[Node] | tuple[Node, ...]) -> list[Node]:
    """Schemas of parameters that hold objects: Swagger 2's body, OpenAPI's deepObject and content."""
    return [schema for parameter in given for schema in _schemas(parameter)]


def _schemas(holder: Node) -> Iterator[Node]:
    """Schemas of a body, an answer or a parameter: its own, or one for each media type."""
    if (own := holder.get("schema")) is not None:
        yield own
    for _, _, media in holder.entries("content"):
        if (schema := media.get("schema")) is not None:
            yield schema
