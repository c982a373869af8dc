"""REG-004: the list of kinds does not end: 等, 包括但不限于 (PIPL 17(1)(2); 网络数据安全管理条例 21 asks for 明确具体)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from register import suggest
from register.context import Context, Rule
from register.entries import Category
from register.violation import Severity, Text, Violation

RULE = Rule(
    "REG-004",
    Severity.LOW,
    False,
    ("PIPL 17(1)(2)", "网络数据安全管理条例 21"),
    Text("个人信息种类没有列全", "The list of kinds is left open"),
    offline=True,
)
_OPEN = re.compile(
    r"(?:等等?|之类|及其他)(?:的?(?:个人)?(?:信息|资料|数据))?[。，,；;.]?$|(?:包括|包含)但不限于|including but not limited to|\betc\b\.?$",
    re.IGNORECASE,
)


def check(context: Context) -> Iterator[Violation]:
    for category in context.register.categories.values():
        quote = category.clause.quote.strip() if category.clause else ""
        if category.declaration == "listed" and (category.open_ended or _OPEN.search(quote)):
            yield _open(context, category, _OPEN.sub("", quote).strip() or category.name.zh)


def _open(context: Context, category: Category, closed: str) -> Violation:
    name = category.name
    return context.violation(
        RULE,
        Text(f"政策列举到“{name.zh}”时以“等”类字样收尾，种类没有列全", f"the policy's list is left open at {name.en}"),
        Text(
            "删去“等”“包括但不限于”，逐一列出收集的每一种个人信息；没有列出的按未声明处理",
            "drop “etc.” and “including but not limited to” and name every kind that is collected; what is not named counts as"
            " not declared",
        ),
        clause=category.clause,
        declaration=f"{category.at}.quote",
        line=category.line,
        yaml=suggest.example({"data_categories": [{"fides_key": category.key, "open_ended": False, "quote": closed}]}),
    )
