"""REG-002: the register refers to an id, a group or a category that it does not hold, or holds one twice."""

from __future__ import annotations

from collections.abc import Iterator

from register.context import Context, Rule
from register.violation import Severity, Text, Violation

RULE = Rule(
    "REG-002", Severity.HIGH, True, (), Text("登记册引用了不存在的条目", "The register refers to something it does not hold"), offline=True
)


def check(context: Context) -> Iterator[Violation]:
    for problem in context.register.problems:
        if problem.rule == RULE.id:
            yield context.violation(RULE, problem.message, problem.fix, declaration=problem.path, file=problem.file, line=problem.line)
