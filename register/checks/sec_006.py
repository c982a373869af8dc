"""SEC-006: access rights are wider than the roles that the register declares. Manual: grants are not read."""

from __future__ import annotations

from register.context import Rule
from register.violation import Severity, Text

RULE = Rule(
    "SEC-006",
    Severity.MEDIUM,
    False,
    ("PIPL 51(4)",),
    Text("访问权限超出声明的角色", "Grants wider than the declared roles"),
    manual=Text(
        "扫描不读数据库授权、文件权限和共享链接。每半年导出含个人信息的系统的账号和授权，对照 systems[].roles；多出的账号、公用账号、"
        "离职人员和公开链接一律收回",
        "grants of databases, permissions of files and shared links are not read. Twice a year list the accounts and grants of systems"
        " that hold personal"
        " information and compare them with systems[].roles; take back whatever is more: shared accounts, former staff, open links",
    ),
)
