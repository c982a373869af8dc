"""Java classes that are data: JPA and Hibernate, MyBatis-Plus and MyBatis-Flex, Spring Data, Swagger and OpenAPI, EasyExcel and
RuoYi, Lombok, records, and classes whose names say so (CustomerDTO, CustomerEntity).

A class that another of the same file builds on (a mapped superclass, an embeddable) is told there; one that nobody in its file
uses is a table of its own, so that its columns do not pass unseen.
"""

from __future__ import annotations

from connectors.notations import Definition

NAME = "java"
SUFFIXES = (".java",)
EXTRA = "code"
SAYS_DATA = "(?:Entity|DO|PO|DTO|VO|BO|Do|Po|Dto|Vo|Bo|Form|Req|Request|Resp|Response|Query|Command|Cmd|Params?|Model|Bean)"
SIGN = (
    r"@(?:Entity|Table(?:Name|Id|Field)?|MappedSuperclass|Embeddable|Document|Api(?:Model|Param)\w*|Schema|Data|Getter|Value|Builder"
    r"|SuperBuilder|(?:Join)?Column|Field|Excel(?:Property)?)\b"
    rf"|\brecord\s+\w+\s*[<(]|\bclass\s+\w+{SAYS_DATA}\b|\bextends\s+(?:Base\w+|Model)\b"
)


def read(text: str, _path: str) -> Definition:
    from connectors.notations._java_tables import definition

    return definition(text)
