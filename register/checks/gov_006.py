"""GOV-006: whether refusing consent costs people the service although it is not needed for it (PIPL 16); a person has to judge."""

from __future__ import annotations

from register.context import Rule
from register.violation import Severity, Text

RULE = Rule(
    "GOV-006",
    Severity.INFO,
    False,
    ("PIPL 16",),
    Text("不得因拒绝同意而拒绝服务", "No refusal of service for refusal of consent"),
    manual=Text(
        "逐项确认：个人不同意或撤回同意（包括拒绝 Cookie）后，仍能使用不以该信息为必需的产品和服务；保留操作截图作为证据",
        "confirm for each consent, cookies included: who refuses or withdraws it can still use whatever does not need that"
        " information; keep"
        " screenshots as evidence",
    ),
)
