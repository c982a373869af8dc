"""INV-006: a kind is declared for systems that were scanned, and found in none of them (over-declaration).

Says so only when the scan could have found it: the scan was complete, its recognizers look for the kind
(`Inventory.categories`), and every system that declares it has an asset that was read. Even a POSSIBLE finding counts
as found here. A sampled zero comes with its bound.
"""

from __future__ import annotations

from collections.abc import Iterator

from register.context import READ, Context, Rule
from register.violation import Severity, Text, Violation
from scanner.inventory import AssetRecord

RULE = Rule("INV-006", Severity.LOW, False, ("PIPL 6", "PIPL 17"), Text("已声明但未发现", "Declared, but found nowhere"))


def check(context: Context) -> Iterator[Violation]:
    if context.schema_only or not context.inventory.complete:
        return
    register = context.register
    for category in sorted(register.declared_anywhere()):
        assets = _searched(context, category)
        if assets is None or _found(context, category):
            continue
        name, entry = register.category_name(category), register.category(category)
        bound = max((a.absent_bound for a in assets if a.absent_bound is not None), default=None)
        systems = sorted({s.name for a in assets if (s := context.system(a.uri))})
        read = [a for a in assets if a.status in READ]
        yield context.violation(
            RULE,
            Text(
                f"声明了“{name.zh}”，但在声明它的系统（{'、'.join(systems)}）里都没有发现",
                f"{name.en} is declared but was found in none of the systems that declare it ({', '.join(systems)})",
            ),
            Text(
                "不再收集就从政策和登记册删去；若只是抽样未见，先做全量扫描",
                "if it is no longer collected, strike it from policy and register; if only sampled, scan in full first",
            ),
            clause=register.clause_for(category),
            category=category,
            declaration=entry.at if entry else "data_categories",
            line=entry.line if entry else register.line("data_categories"),
            evidence=[
                ("coverage", f"{len(read)} / {len(assets)}"),
                ("rows", str(sum(a.rows_read for a in read))),
                ("bound", "" if bound is None else f"{bound:.2%}"),
            ],
        )


def _searched(context: Context, category: str) -> list[AssetRecord] | None:
    """The assets of every system that declares the kind; None when one of these systems was not looked into, or the
    scan's recognizers do not look for the kind."""
    register = context.register
    if not any(category in register.ancestors(sought) for sought in context.inventory.categories):
        return None
    wanted = {key for activity in register.activities if category in activity.categories for key in activity.systems}
    assets = [a for a in context.inventory.assets if (s := context.system(a.uri)) and s.key in wanted]
    scanned = {s.key for a in assets if a.status in READ and (s := context.system(a.uri))}
    return assets if wanted and scanned == wanted else None


def _found(context: Context, category: str) -> bool:
    return any(category in context.register.ancestors(f.category) for f in context.inventory.findings)
