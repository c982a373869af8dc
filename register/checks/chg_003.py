"""CHG-003: a new purpose, method or kind, and nobody decided how people are asked (PIPL 14(2)).

`changes` of the register holds the decisions: `{version, paths, consent, …}`. One that belongs to an earlier version decides
nothing about a later change. Speaks only where an earlier register is given; recipients and transfers have rules of their
own (SHR-003, XB-006).
"""

from __future__ import annotations

from collections.abc import Iterator

from register import suggest
from register.context import Context, Rule
from register.diff import Change, diff, groups
from register.model import Register
from register.violation import Severity, Text, Violation

RULE = Rule(
    "CHG-003",
    Severity.HIGH,
    True,
    ("PIPL 14(2)",),
    Text("新的目的、方式或种类没有同意方案", "A new purpose, method or kind without a consent plan"),
    needs="previous",
)
_ASKED = frozenset({"purpose", "kind", "method", "activity", "sensitive"})


def check(context: Context) -> Iterator[Violation]:
    if context.previous is None:
        return
    planned = _planned(context.previous, context.register)
    wanted = [c for c in diff(context.previous, context.register) if c.consent != "none" and c.subject.what in _ASKED]
    for path, group in groups(wanted).items():
        if path not in planned and (left := [change for change in group if change.path not in planned]):
            yield _violation(context, path, left)


def _planned(old: Register, new: Register) -> frozenset[str]:
    """Paths of the decisions for versions after the old one, up to the new one; for the same version those of just that."""
    was, now = _number(old.version), _number(new.version)
    plans = [plan for plan in new.plans if was < _number(plan.version) <= now or was == now == _number(plan.version)]
    return frozenset(path for plan in plans for path in plan.paths)


def _number(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))


def _violation(context: Context, path: str, group: list[Change]) -> Violation:
    first = group[0]
    consent = "separate" if all(change.consent == "separate" for change in group) else "again"
    plan = {"version": context.register.version, "paths": [path], "consent": consent, "how": "在生效前以弹窗取得同意，记录存于同意日志"}
    return context.violation(
        RULE,
        Text(f"{path}：{first.why.zh}，但没有登记怎样取得", f"{path}: {first.why.en}, and nobody has written down how"),
        Text(
            "在 changes 里登记同意方案，并在变更生效前取得同意；不需要时写明理由和批准人（consent: none）",
            "write the plan into changes and ask people before the change takes effect; where that is not needed, say why and who"
            " approved it (consent: none)",
        ),
        clause=context.register.change_rules.clause if context.register.change_rules else context.silent_clause(),
        declaration=path,
        file=first.file,
        line=first.line,
        yaml=suggest.example({"changes": [plan]}),
        evidence=[("paths", ", ".join(dict.fromkeys(change.path for change in group))), ("owner", first.owner)],
    )
