"""INV-005: what may be personal information and is not sure enough to accuse anybody of. Once per asset, never blocks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from register.context import TRACKER, Context, Rule
from register.violation import Severity, Text, Violation
from scanner.inventory import Finding, Verdict

RULE = Rule("INV-005", Severity.INFO, False, ("PIPL 4",), Text("疑似个人信息，待复核", "Possibly personal information, to be reviewed"))


def check(context: Context) -> Iterator[Violation]:
    if context.schema_only:
        return
    for uri, findings in _possible(context).items():
        kinds = Counter(f.category for f in findings)
        names = [(context.register.category_name(key), count) for key, count in sorted(kinds.items())]
        yield context.about_asset(
            RULE,
            context.assets[uri],
            Text(
                f"{uri} 有 {len(findings)} 处疑似：{'、'.join(f'{n.zh}×{count}' for n, count in names)}",
                f"{uri} has {len(findings)} possible findings: {', '.join(f'{n.en} ×{count}' for n, count in names)}",
            ),
            Text(
                "请熟悉该表的人看一眼：是就用 pandian decide 确认，不是就判为误报",
                "ask somebody who knows the table: confirm it with pandian decide, or decide that it is a false positive",
            ),
            line=context.register.line("data_categories"),
            evidence=[
                ("categories", ", ".join(sorted(kinds))),
                ("columns", ", ".join(sorted({f.column for f in findings if f.column}))),
                ("matched", str(max(f.matched for f in findings))),
            ],
        )


def _possible(context: Context) -> dict[str, list[Finding]]:
    """By asset. A kind that is personal only beside others counts where the asset holds such others for sure."""
    found: dict[str, list[Finding]] = {}
    for finding in context.inventory.findings:
        if finding.verdict is not Verdict.POSSIBLE or finding.uri not in context.assets or finding.entity == TRACKER:
            continue
        personal = context.register.personal(finding.category)
        if personal == "always" or (personal == "when_linked" and finding.uri in context.by_asset):
            found.setdefault(finding.uri, []).append(finding)
    return found
