"""SHR-010: requests of foreign courts and authorities need the approval of a Chinese authority (PIPL 41); a person has to see to it."""

from __future__ import annotations

from register.context import Rule
from register.violation import Severity, Text

RULE = Rule(
    "SHR-010",
    Severity.INFO,
    False,
    ("PIPL 41",),
    Text("向外国司法或执法机构提供", "Disclosure to foreign authorities"),
    manual=Text(
        "确认内部流程规定：未经主管机关批准，不向外国司法或者执法机构提供存储于境内的个人信息；有请求时由谁受理、向谁报批",
        "make sure that the internal procedure says: nothing stored in China goes to a foreign court or authority without approval of the"
        " competent authority; who takes such a request, and who asks for approval",
    ),
)
