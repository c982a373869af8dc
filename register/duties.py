"""What several checks ask about duties: who is another controller, whether consent is the basis, what is overdue, how many people.

Plain questions with plain answers; the verdict, its law and its words are in `register/checks/`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from register.context import Context
from register.entries import Period
from register.model import Register
from register.parties import Recipient
from register.people import people_of
from register.violation import Text

#: Recipients that no separate consent is asked for and that cannot be named beforehand: the entrusted as a class (PIPL 21),
#: authorities, a successor (PIPL 22), the public (PIPL 25).
_NO_CONTROLLER = frozenset({"processor_class", "legal_disclosure", "corporate_successor", "public"})
_CONSENTS = frozenset({"consent", "separate_consent", "written_consent", "guardian_consent"})
#: Exemptions that rest on another basis than consent.
WITHOUT_CONSENT = frozenset({"contract_performance", "hr_management", "emergency", "legal_duty", "no_pi"})


def has_policy(context: Context) -> bool:
    """Whether a privacy policy is named: without one nothing can be missing in it, and DSR-001 says that there is none."""
    return context.silent_clause() is not None


def is_controller(recipient: Recipient) -> bool:
    """Whether giving to it is 提供 in the sense of PIPL 23: it decides for itself what it does."""
    return recipient.relation not in _NO_CONTROLLER and recipient.role not in ("processor", "authority")


def rests_on_consent(register: Register, purposes: Iterable[str]) -> bool:
    """Whether any of the purposes has consent as a basis, or none that is known: only another basis makes consent needless."""
    bases = [register.purposes[p].bases if p in register.purposes else () for p in purposes]
    return not bases or any(not b or _CONSENTS & set(b) for b in bases)


def overdue(since: date, period: Period, today: date) -> bool:
    """Whether more than the period has passed; its last day is the day of the same number."""
    return since < period.before(today)


def people(context: Context) -> int | None:
    """How many people the company handles information of: as it declares, else as the scan counted, None when nobody knows."""
    declared = context.register.profile.people
    if declared is not None or not any(asset.people for asset in context.inventory.assets):
        return declared
    return people_of(context).total().estimate


def listed(parts: Iterable[Text]) -> Text:
    """Several things in one sentence."""
    parts = list(parts)
    return Text("、".join(p.zh for p in parts), ", ".join(p.en for p in parts))


def kinds(register: Register, categories: Collection[str]) -> Text:
    """Kinds by their names, in the order of their keys."""
    return listed(register.category_name(key) for key in sorted(categories))
