"""REG-001: the register does not have the form that the schema asks for."""

from __future__ import annotations

from collections.abc import Iterator

from register.context import Context, Rule
from register.violation import Severity, Text, Violation

RULE = Rule("REG-001", Severity.HIGH, True, (), Text("登记册格式错误", "The register does not fit its schema"), offline=True)


def check(context: Context) -> Iterator[Violation]:
    for problem in context.register.problems:
        if problem.rule == RULE.id:
            yield context.violation(RULE, problem.message, problem.fix, declaration=problem.path, file=problem.file, line=problem.line)
