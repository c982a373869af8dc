"""INV-013: a consumer, a job or an export uses personal information for an undeclared purpose. Manual: consumers are not scanned."""

from __future__ import annotations

from register.context import Rule
from register.violation import Severity, Text

RULE = Rule(
    "INV-013",
    Severity.MEDIUM,
    False,
    ("PIPL 14(2)",),
    Text("用于未声明的目的", "Used for an undeclared purpose"),
    manual=Text(
        "扫描只看数据在哪里，不看谁在用。请各系统负责人列出读取个人信息的报表、任务、接口、导出和模型训练，逐项对照处理活动的目的；不在其中的先停用，告知并取得同意后再登记",
        "a scan sees where data is, not who uses it. Have the owner of each system list the reports, jobs, interfaces, exports and"
        " model trainings that"
        " read personal information and hold each against the purposes of its activities; stop what is not among them until people are"
        " told and agree",
    ),
)
