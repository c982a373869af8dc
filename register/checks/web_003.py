"""WEB-003: a form collects a kind that its scenario does not declare. Manual: no connector reads forms."""

from __future__ import annotations

from register.context import Rule
from register.violation import Severity, Text

RULE = Rule(
    "WEB-003",
    Severity.MEDIUM,
    True,
    ("PIPL 6",),
    Text("表单收集场景未声明的信息", "A form collects what its scenario does not declare"),
    manual=Text(
        "扫描不读网页和应用的表单。上线前把每个表单的字段（含隐藏字段和必填标记）对照 collection_scenarios；不在其中的去掉，"
        "或先补告知和登记",
        "forms of pages and apps are not read. Before a release compare the fields of each form (hidden ones and required marks"
        " included) with"
        " collection_scenarios; drop what is not among them, or give notice and declare it first",
    ),
)
