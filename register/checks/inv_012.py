"""INV-012: somebody wrote that a column is no personal information, and the recognisers disagree.

The annotation is a comment of column, table or definition (非个人信息, non-PI, not personal data, classification: public): catalogues and
model files are not read otherwise. Speaks where the kind is declared, in data and in definitions; an undeclared one is
INV-001's, INV-002's or INV-011's whatever the comment says. A person's decision "false positive" takes the finding away instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from register.context import Context, Place, Rule
from register.precedence import declared, held
from register.violation import Severity, Text, Violation

RULE = Rule(
    "INV-012",
    Severity.MEDIUM,
    True,
    ("PIPL 4",),
    Text("标注为非个人信息，与识别结果不符", "Annotated as not personal, and the recognisers disagree"),
)
_DENIED = re.compile(
    r"非个人(?:敏感)?信息|不(?:是|属于|含|涉及|包含)个人(?:敏感)?信息|无个人信息|非\s?P[Ii]{1,2}\b|\bno[tn]?[\s_-]*(?:pii?\b|personal\b)"
    r"|\bpii?\s*[:=]\s*(?:false|no|none|0)\b|\bcontains_pii?\s*[:=]\s*(?:false|no|0)\b"
    r"|\bclassification\s*[:=]\s*[\"']?public\b|数据分级\s*[:：=]\s*公开",
    re.I,
)


def check(context: Context) -> Iterator[Violation]:
    for place in held(context):
        said = _annotation(context, place)
        if said and _declared(context, place):
            yield _violation(context, place, said)


def _declared(context: Context, place: Place) -> bool:
    """In a scan of definitions a source without a system is held against the whole register, as INV-011 does."""
    register = context.register
    if context.schema_only and place.system is None:
        return register.covers(register.declared_anywhere(), place.finding.category)
    return declared(context, place)


def _annotation(context: Context, place: Place) -> str:
    """The words of the comment that deny it."""
    comment = context.column(place.asset, place.finding.column).comment
    found = _DENIED.search(comment) or _DENIED.search(place.asset.comment)
    return found[0] if found else ""


def _violation(context: Context, place: Place, said: str) -> Violation:
    name = context.register.category_name(place.finding.category)
    found = "；".join(filter(None, (f"{e.kind} {e.what}".strip() for e in place.finding.evidence)))
    return context.found(
        RULE,
        place,
        Text(f"{place.label} 标注“{said}”，识别为“{name.zh}”", f"{place.label} is annotated “{said}”; the recognisers say {name.en}"),
        Text(
            "是个人信息就改正注释；不是就用 pandian decide 判为误报并写明理由",
            "correct the comment if it is personal information; else decide with pandian decide that it is a false positive, with the"
            " reason",
        ),
        clause=context.register.clause_for(place.finding.category),
        evidence=[("comment", said), ("recognised_by", found)],
        line=context.register.line("systems"),
    )
