"""Go structs that are data: GORM, xorm, bun, beego and sqlx models, BSON documents, and what is sent as JSON.

The column's name is the tag's; without one it is made as the library makes it. A struct that is embedded in another of the same file
is a part of that one, not a table; a field whose type is another struct of the file, or many of it, is a relation.
"""

from __future__ import annotations

from connectors.notations import Definition

NAME = "gorm"
SUFFIXES = (".go",)
SIGN = r"\b(?:gorm|xorm|bun|orm|db|bson|json|form):\"|\bgorm\.Model\b|\bTableName\(\) string\b"
HINTS = ('orm:"', 'bun:"', 'db:"', 'son:"', 'form:"', "gorm.Model", "TableName() string")
EXTRA = "code"


def read(text: str, _path: str) -> Definition:
    from connectors.notations._gorm import definition

    return definition(text)
