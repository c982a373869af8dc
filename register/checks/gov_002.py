"""GOV-002: nobody is named who is in charge of protecting personal information, or cannot be reached (PIPL 52).

High once as many people are concerned as the law pack says (100万人以上, 审计办法 12): declared, else counted by a scan. A prompt before.
"""

from __future__ import annotations

from collections.abc import Iterator

from register import suggest
from register.context import Context, Rule
from register.duties import people
from register.violation import Severity, Text, Violation

RULE = Rule(
    "GOV-002",
    Severity.INFO,
    False,
    ("PIPL 52", "个人信息保护合规审计管理办法 12"),
    Text("没有指定个人信息保护负责人", "No personal information protection officer"),
    offline=True,
)


def check(context: Context) -> Iterator[Violation]:
    company, count = context.register.organization, people(context)
    if company.officer:
        return
    due = count is not None and context.law_pack.compare("dpo.required", count)
    named = company.officer is not None
    entry = {"name": company.name, "data_protection_officer": {"name": "个人信息保护负责人", "email": "dpo@company.example"}}
    required = Text(f"；处理 {count} 人的个人信息，依法应当指定", f"; with {count} people it is required") if due else Text("", "")
    yield context.violation(
        RULE,
        Text(
            f"{'个人信息保护负责人没有公开的联系方式' if named else '没有指定个人信息保护负责人'}{required.zh}",
            f"{'the protection officer has no published contact' if named else 'no personal information protection officer is named'}"
            f"{required.en}",
        ),
        Text(
            "指定负责人（登记岗位，不写姓名），在政策里公开：“个人信息保护负责人联系方式：（邮箱、电话）”，并向履行保护职责的部门报送",
            "appoint one (register the post, not the person), publish in the policy: “Personal information protection officer:"
            " (mailbox, phone)”, and report"
            " the appointment to the authority",
        ),
        severity=Severity.HIGH if due else Severity.INFO,
        clause=context.silent_clause(),
        declaration="organization.data_protection_officer",
        line=company.line,
        yaml=suggest.example({"organization": entry}),
        evidence=[("people", "" if count is None else str(count)), ("law", context.law_pack.source("dpo.required"))],
    )
