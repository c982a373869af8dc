"""SPI-004: recordings or photos were turned into biometric data (voiceprints, face vectors) that nobody declared.

The system's activities declare call recordings or photos, and biometric data stand there. A recording is not a voiceprint:
one that identifies the speaker is sensitive (PIPL 28). Speaks instead of INV-001 and INV-002. Fingerprints, irises and genes
come from no recording and stay theirs.
"""

from __future__ import annotations

from collections.abc import Iterator

from register.context import Context, Rule
from register.precedence import biometric_of, held
from register.violation import Severity, Text, Violation

RULE = Rule(
    "SPI-004",
    Severity.HIGH,
    False,
    ("PIPL 6", "PIPL 28", "PIPL 29"),
    Text("录音或照片被加工成生物识别信息", "Recordings or photos turned into biometric data"),
)


def check(context: Context) -> Iterator[Violation]:
    if context.schema_only:
        return
    register = context.register
    for place in held(context):
        source = biometric_of(context, place)
        if not source:
            continue
        name, origin, category = register.category_name(place.finding.category), register.category_name(source), place.finding.category
        lines, line = context.declaring(place)
        yield context.found(
            RULE,
            place,
            Text(
                f"{place.label} 有“{name.zh}”；该系统只声明了“{origin.zh}”，提取生物特征是新的敏感处理",
                f"{place.label} holds {name.en}; its system declares only {origin.en}, and extracting biometrics is a new, sensitive"
                " processing",
            ),
            Text(
                "停用提取并删除特征数据；确有特定目的和充分必要性的，先做影响评估、告知必要性和影响、取得单独同意，再登记该种类",
                "stop extracting and delete the features; if there is a specific purpose and sufficient need, first assess the impact,"
                " tell people why"
                " and with which effect, obtain separate consent, then declare the kind",
            ),
            clause=register.clause_for(source) or context.silent_clause(),
            line=line,
            yaml=lines,
            evidence=[("sensitivity", register.standard if context.is_sensitive(category) else ""), ("nearest", source)],
        )
