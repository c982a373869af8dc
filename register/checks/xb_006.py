"""XB-006: an export that rests on consent, without separate consent on record (PIPL 39).

Not asked for where all purposes rest on another basis, or where the exemption itself says that consent is not the basis.
"""

from __future__ import annotations

from collections.abc import Iterator

from register import suggest
from register.context import Context, Rule
from register.duties import WITHOUT_CONSENT, rests_on_consent
from register.violation import Severity, Text, Violation

RULE = Rule(
    "XB-006",
    Severity.HIGH,
    False,
    ("PIPL 39",),
    Text("出境没有单独同意的记录", "No separate consent on record for an export"),
    offline=True,
)


def check(context: Context) -> Iterator[Violation]:
    register = context.register
    for transfer in register.transfers:
        if transfer.consent.recorded or transfer.exemption in WITHOUT_CONSENT or not rests_on_consent(register, transfer.purposes):
            continue
        consent = {"separate_consent": {"obtained": True, "evidence": "单独勾选同意的记录所在位置"}}
        unproved = bool(transfer.consent.obtained)
        yield context.violation(
            RULE,
            Text(
                f"出境“{transfer.id}”以同意为依据，{'单独同意没有凭据' if unproved else '没有取得单独同意的记录'}；"
                "同意整份政策不是单独同意",
                f"transfer {transfer.id} rests on consent, and"
                f" {'the separate consent has no evidence' if unproved else 'no separate consent is recorded'};"
                " consent to the policy as a whole is not separate",
            ),
            Text(
                "出境前单独征求同意：“您是否同意我们将上述个人信息提供给境外的（接收方，国家）？”，并登记凭据的位置",
                "ask for it separately before the export: “Do you agree that we give the information above to (recipient) in"
                " (country)?”; then register"
                " where the evidence is",
            ),
            clause=transfer.clause or context.silent_clause(),
            declaration=f"{transfer.at}.separate_consent",
            line=transfer.line,
            yaml=suggest.example({"cross_border_transfers": [{"id": transfer.id, **consent}]}),
        )
