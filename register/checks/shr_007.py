"""SHR-007: consent to the policy is said to be consent to somebody else's policy (PIPL 14: voluntary, explicit, informed)."""

from __future__ import annotations

from collections.abc import Iterator

from register.context import Context, Rule
from register.violation import Severity, Text, Violation

RULE = Rule(
    "SHR-007",
    Severity.MEDIUM,
    False,
    ("PIPL 14",),
    Text("捆绑同意第三方的政策", "Consent is bundled with a third party's policy"),
    offline=True,
)


def check(context: Context) -> Iterator[Violation]:
    for processor in context.register.processors.values():
        if processor.bundled:
            yield context.violation(
                RULE,
                Text(
                    f"政策把同意本政策视作同意“{processor.name}”的政策",
                    f"the policy takes consent to itself as consent to the policy of {processor.id} ({processor.name})",
                ),
                Text(
                    f"删去这句话；受托处理由本公司负责，改为：“我们委托{processor.name}处理上述信息，其隐私政策见（链接），"
                    "仅供了解。”，再删去 bundled_consent",
                    f"strike the sentence: the company answers for whom it entrusts; write “we entrust {processor.name} with the"
                    " data above; its policy"
                    " (link) is for information only”; then remove bundled_consent",
                ),
                clause=processor.bundled,
                declaration=f"{processor.at}.bundled_consent",
                line=processor.line,
            )
