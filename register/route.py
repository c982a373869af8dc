"""Which *route* abroad the law asks for: none (exempt), the standard contract or certification, or a security assessment
(促进和规范数据跨境流动规定 5, 7, 8).

Decided by how many people's information has gone abroad since 1 January, those with sensitive kinds apart. The numbers and
their operators (以上 ≥, 不满 <) are the law pack's. What is counted is an estimate, so the route is told for both ends of it too;
and a person with both kinds stands in the sensitive figure, so it is told what it would be were they counted as general as well.
Plain functions of numbers: who was counted is `register/exports.py`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from register.law import LawPack
from register.people import NOBODY, Count


class Route(StrEnum):
    EXEMPT = "exempt"
    CONTRACT = "contract"  # the standard contract, filed, or certification
    ASSESSMENT = "assessment"

    @property
    def weight(self) -> int:
        return list(Route).index(self)


#: What a recorded mechanism (`cross_border_transfers[].mechanism.type`) is good for; one that is not here says nothing.
MECHANISMS = {
    "exempt": Route.EXEMPT,
    "standard_contract": Route.CONTRACT,
    "certification": Route.CONTRACT,
    "security_assessment": Route.ASSESSMENT,
}


def route(general: int, sensitive: int, *, ciio: bool, pack: LawPack) -> Route:
    """general: people of whom no sensitive kind goes abroad; sensitive: all others. ciio: the company runs critical information
    infrastructure, and then anybody is one too many."""
    if general + sensitive <= 0:
        return Route.EXEMPT
    if ciio or pack.compare("xb.assessment.general", general) or pack.compare("xb.assessment.sensitive", sensitive):
        return Route.ASSESSMENT
    if pack.compare("xb.contract.general", general) or pack.compare("xb.contract.sensitive", sensitive):
        return Route.CONTRACT
    return Route.EXEMPT if pack.compare("xb.exempt.general", general) else Route.CONTRACT


def suffices(mechanism: str, needed: Route) -> bool | None:
    """Whether a recorded mechanism is enough for a route; None where it says nothing (undetermined, a treaty)."""
    known = MECHANISMS.get(mechanism)
    return None if known is None else known.weight >= needed.weight


@dataclass(frozen=True, slots=True)
class Figures:
    """People whose information has gone abroad. general: without any sensitive kind; sensitive: the others; everybody: both, each
    once."""

    general: Count = NOBODY
    sensitive: Count = NOBODY
    everybody: Count = NOBODY


@dataclass(frozen=True, slots=True)
class Near:
    """A bound of a stricter route that a count has come close to. parameter: of the law pack; count: `estimate`, or `high` where
    only that does."""

    parameter: str
    count: int
    bound: int
    route: Route
    certain: bool

    @property
    def share(self) -> float:
        return self.count / self.bound


@dataclass(frozen=True, slots=True)
class Judged:
    """The route by the estimates, and by the low and the high ends. counted_twice: were people with both kinds counted in the
    general figure too."""

    route: Route
    low: Route
    high: Route
    counted_twice: Route
    near: tuple[Near, ...] = ()

    @property
    def certain(self) -> bool:
        return self.low == self.route == self.high

    @property
    def ambiguous(self) -> bool:
        return self.counted_twice != self.route


def judged(figures: Figures, *, ciio: bool | None, pack: LawPack) -> Judged:
    """ciio None, nobody knows: as if not; GOV-004 asks for it."""

    def ask(general: int, sensitive: int) -> Route:
        return route(general, sensitive, ciio=bool(ciio), pack=pack)

    general, sensitive, everybody = figures.general, figures.sensitive, figures.everybody
    now = ask(general.estimate, sensitive.estimate)
    return Judged(
        now,
        ask(general.low, sensitive.low),
        ask(general.high, sensitive.high),
        ask(everybody.estimate, sensitive.estimate),
        tuple(_near(figures, now, pack)),
    )


def _near(figures: Figures, now: Route, pack: LawPack) -> Iterable[Near]:
    """Bounds of stricter routes of which the count is within the share that warns."""
    bounds = (
        ("xb.contract.general", figures.general, Route.CONTRACT),
        ("xb.assessment.general", figures.general, Route.ASSESSMENT),
        ("xb.assessment.sensitive", figures.sensitive, Route.ASSESSMENT),
    )
    for parameter, count, stricter in bounds:
        bound = int(pack.params[parameter]["n"])
        least = bound * int(pack.params["xb.warning"]["n"]) / 100
        if stricter.weight > now.weight and count.high >= least:
            certain = count.estimate >= least
            yield Near(parameter, count.estimate if certain else count.high, bound, stricter, certain)
