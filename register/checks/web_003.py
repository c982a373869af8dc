"""WEB-003: a form asks for a kind that no scenario of collecting declares, or for more than any one of them.

The scenarios of a form are those of the activities of its system; where it belongs to none, or these name none, all of the register.
The one that covers most of its kinds is the nearest. A register without scenarios is asked what its activities declare. Each field
of an undeclared kind is told; kinds that only several scenarios cover together are told once, at the first field that the nearest lacks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from register import suggest
from register.context import Context, Place, Rule
from register.entries import Activity
from register.notice import Scenario
from register.precedence import held_in, of_form
from register.violation import Severity, Text, Violation

RULE = Rule(
    "WEB-003",
    Severity.MEDIUM,
    True,
    ("PIPL 6",),
    Text("表单收集场景未声明的信息", "A form collects what its scenario does not declare"),
)
Declarer = Scenario | Activity


def check(context: Context) -> Iterator[Violation]:
    for places in held_in(context).values():
        if of_form(places[0]):
            yield from _form(context, places)


def _form(context: Context, places: Sequence[Place]) -> Iterator[Violation]:
    covers, fitting = context.register.covers, _fitting(context, places[0])
    kinds = {place.finding.category for place in places}
    nearest = max(fitting, key=lambda d: (sum(covers(d.categories, kind) for kind in kinds), -len(d.categories)), default=None)
    beyond = [place for place in places if nearest is None or not covers(nearest.categories, place.finding.category)]
    unknown = [place for place in beyond if not any(covers(d.categories, place.finding.category) for d in fitting)]
    for place in unknown:
        yield _undeclared(context, place, nearest)
    if nearest is not None and (apart := [place for place in beyond if place not in unknown]):
        yield _together(context, apart, nearest)


def _fitting(context: Context, place: Place) -> tuple[Declarer, ...]:
    register = context.register
    activities = register.activities_of(place.system.key) if place.system else ()
    bound = dict.fromkeys(a.scenario for a in activities)
    own = tuple(register.scenarios[key] for key in bound if key in register.scenarios)
    return own or tuple(register.scenarios.values()) or activities or register.activities


def _undeclared(context: Context, place: Place, nearest: Declarer | None) -> Violation:
    name = context.register.category_name(place.finding.category)
    near = (f"；最接近的是“{nearest.name}”", f"; the nearest is {nearest.name}") if nearest else ("", "")
    said = Text(
        f"{_where(place)} 收集“{name.zh}”，没有收集场景声明它{near[0]}",
        f"{_where(place)} collects {name.en}, which no scenario of collecting declares{near[1]}",
    )
    return _violation(context, place, nearest, [place.finding.category], said)


def _together(context: Context, apart: list[Place], nearest: Declarer) -> Violation:
    kinds = list(dict.fromkeys(place.finding.category for place in apart))
    names = [context.register.category_name(kind) for kind in kinds]
    said = Text(
        f"{_where(apart[0])} 收集“{'、'.join(n.zh for n in names)}”，没有一个收集场景涵盖整个表单；最接近的“{nearest.name}”不含它",
        f"{_where(apart[0])} collects {', '.join(n.en for n in names)}; no single scenario covers the form, and the nearest,"
        f" {nearest.name}, lacks it",
    )
    return _violation(context, apart[0], nearest, kinds, said)


def _violation(context: Context, place: Place, nearest: Declarer | None, kinds: list[str], said: Text) -> Violation:
    register = context.register
    return context.found(
        RULE,
        place,
        said,
        Text(
            "场景用不到就去掉该字段（隐藏字段也算）；用得到就先写入政策并告知，再登记到该场景",
            "drop the field if the scenario does not need it (a hidden one counts); else put it into the policy, tell people, and"
            " declare it in the scenario",
        ),
        clause=(nearest.clause if isinstance(nearest, Scenario) else None) or register.clause_for(kinds[0]) or context.silent_clause(),
        line=nearest.line if nearest else register.line("collection_scenarios"),
        yaml=_lines(context, place, nearest, kinds),
        evidence=[
            ("categories", ", ".join(kinds)),
            ("nearest", nearest.id if nearest else ""),
            *((e.kind, e.what) for e in place.finding.evidence if e.kind in ("header", "comment", "table", "neighbours")),
        ],
    )


def _lines(context: Context, place: Place, nearest: Declarer | None, kinds: list[str]) -> str:
    if not isinstance(nearest, Scenario):
        return context.declaring(place)[0]
    named = [entry for kind in kinds for entry in suggest.named(context.register, kind).get("data_categories", ())]
    fragment: suggest.Fragment = {"data_categories": named} if named else {}
    return suggest.dumped(fragment | {"collection_scenarios": [{"id": nearest.id, "data_categories": kinds}]})


def _where(place: Place) -> str:
    return f"{place.asset.name}.{place.finding.column}"
