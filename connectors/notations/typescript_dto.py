"""TypeScript shapes of what is sent: classes with decorators of Swagger, GraphQL or class-validator, and classes, interfaces and type
literals whose names say so (CustomerDto, LoginForm, UserVO). A class that is a table for an object mapper is left to its notation.
"""

from __future__ import annotations

from connectors.notations import Definition

NAME = "typescript_dto"
SUFFIXES = (".ts", ".mts", ".cts", ".tsx")
SIGN = (
    r"@(?:Api(?:Model)?Property|Is[A-Z]|Field\b|ObjectType\b|InputType\b|ArgsType\b|ValidateNested\b|(?:Min|Max)?Length\b|Matches\b)"
    r"|\b(?:class|interface|type)\s{1,9}\w*(?:DTO|Dto|V[oO]|Req(?:uest)?|Resp(?:onse)?|Form|Payload|Params|Input|Entity|Model)\b"
)
HINTS = (
    "Dto", "DTO", "Vo", "VO", "Req", "Resp", "Form", "Payload", "Params", "Input", "Entity", "Model", "@Api", "@Is", "@Field", "ObjectType",
    "ArgsType", "@Validate", "Length", "@Matches",
)  # fmt: skip
EXTRA = "code"


def read(text: str, path: str) -> Definition:
    from connectors.notations._typescript_shapes import definition

    return definition(text, path)
