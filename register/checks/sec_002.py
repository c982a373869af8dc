"""SEC-002: personal information stands plainly in a development, test, staging or acceptance environment (PIPL 51(3)).

Fires when the storage controls for that kind and environment do not allow plain or synthetic values, or when values of
production are there. Where "synthetic" is allowed, invented values cannot be told from real ones by their look, so only
the overlap with production decides: of the keyed fingerprints of a column of the same kind. Names and customer numbers
are no proof by themselves (people share names, every system counts from 1); beside a proven column they are copies too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from register import suggest
from register.categories import known
from register.context import NON_PRODUCTION, Context, Place, Rule
from register.copies import Copy, best, copied
from register.entries import Control
from register.precedence import code
from register.violation import Severity, Text, Violation

RULE = Rule(
    "SEC-002", Severity.HIGH, True, ("PIPL 51(3)",), Text("非生产环境有明文个人信息", "Plain personal information outside production")
)


def check(context: Context) -> Iterator[Violation]:
    if context.schema_only:
        return
    production = _production(context)
    for places in context.by_asset.values():
        environment = context.environment(places[0].asset)
        if environment not in NON_PRODUCTION or code(context, places[0].asset):  # SEC-004 speaks of code
            continue
        plain = [place for place in places if place.finding.state == "plain"]
        overlaps = {id(place): _overlap(place, production) for place in plain}
        beside = best(overlaps.values())
        for place in plain:
            overlap = overlaps[id(place)] or beside
            control = _control(context, place.finding.category, environment)
            if overlap or control is None or not control.allowed & {"plain", "synthetic"}:
                yield _violation(context, place, environment, control, overlap)


def _control(context: Context, category: str, environment: str) -> Control | None:
    """The first control for the kind that names the environment, else the first that speaks of all environments."""
    speaking = [c for c in context.register.controls if not c.assets and context.register.covers(c.categories, category)]
    named = [c for c in speaking if environment in c.environments]
    return next(iter(named or [c for c in speaking if not c.environments]), None)


def _production(context: Context) -> dict[tuple[str, str], list[Place]]:
    """Production's identifying columns by (entity, fingerprint), of those fingerprints that are outside production too."""
    identifying = [place for place in context.places if place.finding.tags and known(place.finding.category).identifying]
    outside: dict[str, set[str]] = {}
    for place in identifying:
        if context.environment(place.asset) in NON_PRODUCTION:
            outside.setdefault(place.finding.entity, set()).update(place.finding.tags)
    index: dict[tuple[str, str], list[Place]] = {}
    for place in identifying:
        if context.environment(place.asset) == "prod":
            for tag in outside.get(place.finding.entity, set()).intersection(place.finding.tags):
                index.setdefault((place.finding.entity, tag), []).append(place)
    return index


def _overlap(place: Place, production: dict[tuple[str, str], list[Place]]) -> Copy | None:
    """The production column with which this one shares most."""
    originals = [p for tag in place.finding.tags for p in production.get((place.finding.entity, tag), ())]
    common, known_as = Counter(map(id, originals)), {id(p): p for p in originals}
    return best(copied(place, known_as[key], count) for key, count in common.items())


def _violation(context: Context, place: Place, environment: str, control: Control | None, overlap: Copy | None) -> Violation:
    register, category = context.register, place.finding.category
    name = register.category_name(category)
    if overlap:
        share, there = f"{overlap.share:.0%}", overlap.original.label
        column = overlap.place.finding.column
        beside = column != place.finding.column
        why = Text(
            f"{f'同一行的 {column} ' if beside else '它'}约 {share} 的值与生产环境 {there} 相同",
            f"about {share} of {f'{column}, beside it,' if beside else 'its values'} is in production too, {there}",
        )
    elif control:
        why = Text(f"登记册只允许 {'、'.join(sorted(control.allowed))}", f"the register allows only {', '.join(sorted(control.allowed))}")
    else:
        why = Text("登记册没有为该环境规定允许的形态", "the register states no allowed form for this environment")
    fragment = {"storage_controls": [{"data_categories": [category], "environments": [environment], "allowed": ["masked", "synthetic"]}]}
    stated = control is not None or overlap is not None
    return context.found(
        RULE,
        place,
        Text(
            f"{place.label}（{environment}）有明文“{name.zh}”：{why.zh}", f"{place.label} ({environment}) holds plain {name.en}: {why.en}"
        ),
        Text(
            "换成脱敏或合成数据；不要把生产数据复制到测试环境",
            "replace it with masked or synthetic data; do not copy production into test systems",
        ),
        severity=RULE.severity if stated else Severity.MEDIUM,
        line=control.line if control else register.line("storage_controls"),
        yaml="" if stated else suggest.dumped({**suggest.named(register, category), **fragment}),
        evidence=[
            ("environment", environment),
            ("overlap", f"{overlap.share:.0%}" if overlap else ""),
            ("production", overlap.original.label if overlap else ""),
            ("allowed", ", ".join(sorted(control.allowed)) if control else ""),
        ],
    )
