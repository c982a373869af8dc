"""SPI-003: people are not told why a sensitive kind is needed and what it means for them (PIPL 30; 网络数据安全管理条例 21(2))."""

from __future__ import annotations

from collections.abc import Iterator

from register import suggest
from register.context import Context, Rule
from register.duties import listed
from register.entries import Category
from register.violation import Severity, Text, Violation

RULE = Rule(
    "SPI-003",
    Severity.MEDIUM,
    False,
    ("PIPL 30", "网络数据安全管理条例 21(2)"),
    Text("没有告知处理敏感个人信息的必要性和影响", "Necessity and impact of a sensitive kind are not told"),
    offline=True,
)


def check(context: Context) -> Iterator[Violation]:
    register = context.register
    entries = {
        entry.key: entry for key in sorted(register.declared_anywhere()) if context.is_sensitive(key) and (entry := register.category(key))
    }
    for entry in entries.values():
        lacking = _lacking(entry)
        if lacking:
            yield _violation(context, entry, lacking)


def _lacking(entry: Category) -> dict[str, tuple[Text, str]]:
    lacking = {}
    if not entry.necessity:
        lacking["necessity"] = (Text("必要性", "necessity"), f"为（具体目的）必须处理{entry.name.zh}，不处理就无法提供（具体功能）")
    if not entry.impact:
        lacking["impact"] = (
            Text("对个人权益的影响", "impact"),
            f"{entry.name.zh}一旦泄露或者被非法使用，可能使您的人格尊严、人身或者财产安全受到危害",
        )
    return lacking


def _violation(context: Context, entry: Category, lacking: dict[str, tuple[Text, str]]) -> Violation:
    words, lines = listed(text for text, _ in lacking.values()), {key: line for key, (_, line) in lacking.items()}
    return context.violation(
        RULE,
        Text(
            f"没有告知处理敏感个人信息“{entry.name.zh}”的{words.zh}",
            f"of the sensitive kind {entry.name.en}, people are not told: {words.en}",
        ),
        Text(
            f"在政策里写：“{'；'.join(lines.values())}。”",
            f"write in the policy: “We have to handle your {entry.name.en} for (purpose); without it we cannot provide"
            " (function). If it leaks or is misused,"
            " your dignity, person or property may be harmed.”",
        ),
        clause=entry.clause or context.silent_clause(),
        declaration=f"{entry.at}.{next(iter(lacking))}",
        line=entry.line,
        yaml=suggest.example({"data_categories": [{"fides_key": entry.key, **lines}]}),
        evidence=[("missing", ", ".join(lacking)), ("sensitivity", context.register.standard)],
    )
