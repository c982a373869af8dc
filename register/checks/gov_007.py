"""GOV-007: whether staff are trained as the policy says (PIPL 51(4)); a person has to look at the evidence."""

from __future__ import annotations

from register.context import Rule
from register.violation import Severity, Text

RULE = Rule(
    "GOV-007",
    Severity.INFO,
    False,
    ("PIPL 51(4)",),
    Text("安全教育和培训的证据", "Evidence of training"),
    manual=Text(
        "查看近一年的培训记录：日期、对象、内容、考核；在 security_measures 的 evidence 里登记存放位置",
        "look at the training records of the last year: day, audience, content, test; register where they are as evidence of the"
        " security measure",
    ),
)
