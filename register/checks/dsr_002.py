"""DSR-002: the policy says in which cases people may have their data erased, and leaves out cases of PIPL 47.

A right of erasure without conditions takes nothing away. Ground five (other cases of law) refers to other laws and is not asked for.
"""

from __future__ import annotations

from collections.abc import Iterator

from register import suggest
from register.context import Context, Rule
from register.violation import Severity, Text, Violation

RULE = Rule(
    "DSR-002",
    Severity.MEDIUM,
    False,
    ("PIPL 47",),
    Text("删除的情形没有写全", "Grounds for erasure are missing"),
    offline=True,
)
_GROUNDS = {
    "47-1-1": Text("处理目的已实现、无法实现或者为实现处理目的不再必要", "the purpose is achieved, cannot be, or no longer needs the data"),
    "47-1-2": Text("停止提供产品或者服务，或者保存期限已届满", "the product or service has ended, or the retention period has"),
    "47-1-3": Text("个人撤回同意", "consent is withdrawn"),
    "47-1-4": Text("违反法律、行政法规或者违反约定处理个人信息", "the processing breaks law or agreement"),
}


def check(context: Context) -> Iterator[Violation]:
    register = context.register
    right = register.rights.get("erase")
    if right is None or not right.conditional:
        return
    missing = {key: words for key, words in _GROUNDS.items() if key not in right.grounds}
    if not missing:
        return
    words = Text("；".join(w.zh for w in missing.values()), "; ".join(w.en for w in missing.values()))
    yield context.violation(
        RULE,
        Text(f"可以要求删除的情形缺少：{words.zh}", f"grounds for erasure that are missing: {words.en}"),
        Text(
            f"在删除权里补上：“{words.zh}时，您也可以要求删除。”",
            f"add to the right of erasure: “You may also ask for it when {' or '.join(w.en for w in missing.values())}.”",
        ),
        clause=right.clause or context.silent_clause(),
        declaration=f"{right.at}.conditions",
        line=right.line,
        yaml=suggest.example(
            {"rights": [{"id": "erase", "conditions": [{"quote": w.zh, "pipl_ground": key} for key, w in missing.items()]}]}
        ),
        evidence=[("missing", ", ".join(missing))],
    )
