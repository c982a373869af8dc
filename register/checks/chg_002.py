"""CHG-002: the policy promises less about its own changes than the law does (PIPL 14(2), 17(2)).

A new purpose, method or kind needs a new consent, which can only be asked for before; a policy that may tell people
afterwards, or that leaves one of the three out, cannot be relied on. A policy without any change rules promises nothing
that could be too weak: the law holds as it stands.
"""

from __future__ import annotations

from collections.abc import Iterator

from register import suggest
from register.context import Context, Rule
from register.notice import ChangeRules
from register.violation import Severity, Text, Violation

RULE = Rule(
    "CHG-002",
    Severity.MEDIUM,
    False,
    ("PIPL 14(2)", "PIPL 17(2)"),
    Text("政策的变更规则弱于法律", "The policy's rules about changes are weaker than the law"),
    offline=True,
)

#: What PIPL 14(2) names -> fields of the register that a rule may watch for it, and the words for it.
MATTERS = {
    "data_uses": (("data_uses", "processing_activities"), Text("处理目的", "purpose")),
    "methods": (("methods", "processing_activities"), Text("处理方式", "method")),
    "data_categories": (("data_categories",), Text("个人信息种类", "kind of personal information")),
}


def check(context: Context) -> Iterator[Violation]:
    rules = context.register.change_rules
    if rules is None:
        return
    if rules.timing in ("after", "before_or_after"):
        what = Text(
            "政策允许在变更之后才通知；目的、方式、种类的变更须在变更前重新取得同意",
            "the policy allows notice after the change; a new purpose, method or kind needs consent before it",
        )
        yield _violation(context, rules, what, "notice_timing", {"notice_timing": "before"})
    if missing := [matter for matter in MATTERS if matter not in rules.consent_again]:
        names = [MATTERS[matter][1] for matter in missing]
        what = Text(
            f"政策没有说{'、'.join(n.zh for n in names)}变更时重新取得同意",
            f"the policy does not say that people are asked again when this changes: {', '.join(n.en for n in names)}",
        )
        yield _violation(context, rules, what, "consent_again_when", {"consent_again_when": missing})
    watched = {part for rule in rules.material for watch in rule.watches for part in watch.split(".")}
    if unseen := [matter for matter, (fields, _) in MATTERS.items() if not watched & set(fields)]:
        names = [MATTERS[matter][1] for matter in unseen]
        what = Text(
            f"政策列举的重大变更里没有{'、'.join(n.zh for n in names)}",
            f"the material changes that the policy lists leave this out: {', '.join(n.en for n in names)}",
        )
        watches = ["processing_activities.methods" if matter == "methods" else matter for matter in unseen]
        yield _violation(context, rules, what, "material", {"material": [{"id": "pipl-14-2", "watches": watches}]})


def _violation(context: Context, rules: ChangeRules, what: Text, field: str, entry: suggest.Fragment) -> Violation:
    return context.violation(
        RULE,
        what,
        Text(
            "修改政策的变更条款：目的、方式、种类变更前重新取得同意，其余告知事项变更时告知；然后更新登记册",
            "amend the policy: consent before a change of purpose, method or kind, notice of the other matters; then update the register",
        ),
        clause=rules.clause,
        declaration=f"change_rules.{field}",
        line=context.register.line("change_rules", field),
        yaml=suggest.dumped({"change_rules": entry}),
    )
