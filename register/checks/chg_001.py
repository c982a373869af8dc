"""CHG-001: something that the policy calls a material change was changed, and the policy is still the same version.

What people were told has to be told again when it changes (PIPL 17(2)): a new version of the document, not a silent edit of
the register. Speaks only where an earlier register is given; one violation for one thing, however many entries use it.
"""

from __future__ import annotations

from collections.abc import Iterator

from register.context import Context, Rule
from register.diff import Change, diff, groups, policy
from register.violation import Clause, Severity, Text, Violation

RULE = Rule(
    "CHG-001",
    Severity.HIGH,
    True,
    ("PIPL 14(2)", "PIPL 17(2)"),
    Text("重大变更没有新的政策版本", "A material change without a new version of the policy"),
    needs="previous",
)


def check(context: Context) -> Iterator[Violation]:
    if context.previous is None:
        return
    changes = [change for change in diff(context.previous, context.register) if change.rules]
    for path, group in groups(changes).items():
        if not group[0].versions.policy_renewed:
            yield _violation(context, path, group)


def _violation(context: Context, path: str, group: list[Change]) -> Violation:
    document, rule = policy(context.register), group[0].rules[0]
    version = group[0].versions.policy_after or "—"
    promised = context.register.change_rules
    clause = promised.clause.clause if promised and promised.clause else ""
    return context.violation(
        RULE,
        Text(
            f"{path} 有变，属于政策所说的重大变更“{rule.name}”，而政策仍是版本 {version}",
            f"{path} changed, which the policy calls material ({rule.id} {rule.name}), and the policy is still version {version}",
        ),
        Text(
            "发布新版本的政策并通知客户：在 documents 里登记新版本、生效日期和 sha256；只是更正登记册时撤回这处改动",
            "publish a new version of the policy and tell people; register its version, date and sha256 under documents. If the register"
            " was only to be corrected, take this edit back",
        ),
        clause=Clause(document.label if document else "", clause, rule.quote),
        declaration=path,
        file=group[0].file,
        line=group[0].line,
        evidence=[
            ("paths", ", ".join(dict.fromkeys(change.path for change in group))),
            ("change_rules", ", ".join(dict.fromkeys(rule.id for change in group for rule in change.rules))),
            ("document", version),
        ],
    )
