"""XB-001: personal information lies outside the mainland and no transfer entry covers that country and kind (PIPL 38, 39).

Where an asset is comes from the source's configuration, else from its system. Hong Kong, Macao and Taiwan count as
outside (the law pack says so). A transfer without a country covers nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from register import suggest
from register.context import Context, Rule
from register.violation import Severity, Text, Violation

RULE = Rule(
    "XB-001",
    Severity.CRITICAL,
    True,
    ("PIPL 38", "PIPL 39"),
    Text("境外存有未登记出境的个人信息", "Personal information abroad without a transfer entry"),
)


def check(context: Context) -> Iterator[Violation]:
    register, pack = context.register, context.law_pack
    for place in context.places:
        region, category = context.region(place.asset), place.finding.category
        country = pack.abroad(region)
        if not country or register.transfer_for(country, category, pack):
            continue
        near = register.transfers_to(country, pack)
        name = register.category_name(category)
        yield context.found(
            RULE,
            place,
            Text(
                f"{place.label} 在 {region}，存有“{name.zh}”；没有涵盖该国家或地区和该类信息的出境登记",
                f"{place.label} is in {region} and holds {name.en}; no transfer entry covers that place and kind",
            ),
            Text(
                "停止出境或登记：接收方、出境机制（安全评估、标准合同、认证或豁免）、单独同意、影响评估",
                "stop the transfer, or declare it with recipient, mechanism (assessment, standard contract, certification or exemption),"
                " separate consent and impact assessment",
            ),
            clause=near[0].clause if near else context.silent_clause(),
            line=near[0].line if near else register.line("cross_border_transfers"),
            yaml=suggest.dumped(suggest.transfer(register, category, country, near[0].id if near else "")),
            evidence=[("region", region), ("nearest", near[0].id if near else "")],
        )
