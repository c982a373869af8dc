"""Tables of the rules that count people: INV-009, XB-003, XB-009 (scale), DSR-004 (linked rows), INC-004."""

from __future__ import annotations

from scanner.inventory import Finding, Inventory
from tests.register.cases import BANK, JP, MAIL, NAME, PHONE, RECORDING, Case
from tests.register.crowds import crowd
from tests.register.made import CRM, asset, found, scan

ERP = "sqlite://erp/t"


def _people(count: int, uri: str = CRM, mode: str = "full", kinds: tuple[str, ...] = (PHONE,), region: str = "") -> Inventory:
    """A table of so many people, each with a phone number."""
    columns = {f"c{n} {kind.rsplit('.', 1)[1].upper()}": range(count) for n, kind in enumerate(kinds)}
    known = crowd({"PHONE_NUMBER": range(count)}, columns=columns)
    findings: list[Finding] = [found(kind, f"c{n}", uri, matched=count, rows=count, filled=count) for n, kind in enumerate(kinds)]
    return scan(*findings, assets=(asset(uri, people=known, rows_read=count, region=region),), mode=mode)


INV_009 = [
    Case("INV-009", "more than a fifth", _people(121), earlier=_people(100), fires=(("info", "systems[crm]"),), lines=False,
         evidence=(("people_before", "100 (2026-11-22)"), ("people", "121 (121–121)"), ("threshold", "20%"), ("system", "客户管理系统"))),
    Case("INV-009", "twice as many", _people(20), earlier=_people(10), fires=(("info", "systems[crm]"),), lines=False),
    Case("INV-009", "a fifth", _people(120), earlier=_people(100)),
    Case("INV-009", "fewer", _people(80), earlier=_people(100)),
    Case("INV-009", "a system that is new", _people(20), earlier=_people(10, "sqlite://support/t")),
    Case("INV-009", "in which nobody was counted", _people(20), earlier=scan(found(PHONE, "c0"))),
    Case("INV-009", "in no system", _people(20, ERP), earlier=_people(10, ERP)),
    Case("INV-009", "no earlier scan", _people(20)),
    Case("INV-009", "the earlier one was of definitions", _people(20), earlier=_people(10, mode="schema")),
    Case("INV-009", "this one is of definitions", _people(20, mode="schema"), earlier=_people(10)),
]  # fmt: skip

_SENT = f"data_categories: [{{fides_key: {BANK}, declaration: internal}}]\ncross_border_transfers: [{{id: x1, country: JP, data_categories: ['@main', {BANK}]%s}}]"
_EXEMPT = _SENT % ", mechanism: {type: exempt}, exemption: {type: below_100k}"
_CONTRACT = _SENT % ", mechanism: {type: standard_contract}"
_ASSESSED = _SENT % ", mechanism: {type: security_assessment}"
_AT = ("cross_border_transfers[x1].mechanism",)


def _abroad(count: int, *kinds: str) -> Inventory:
    return _people(count, JP, kinds=kinds or (PHONE,), region="JP")


_CIIO = "\nlaw_profile: {ciio: true}"
XB_003 = [
    Case("XB-003", "a hundred thousand and more under the exemption", _abroad(110_000), _EXEMPT, (("critical", *_AT),),
         (("mechanism", "exempt"), ("route", "contract"), ("since", "2026-01-01 (stock)")), lines=False),
    Case("XB-003", "eighty thousand and more come near it", _abroad(85_000), _EXEMPT, (("medium", *_AT),), (("route", "contract"),), lines=False),
    Case("XB-003", "its upper end may be beyond", _abroad(98_000), _EXEMPT, (("high", *_AT),), lines=False),
    Case("XB-003", "ten thousand with sensitive kinds under a contract", _abroad(11_000, PHONE, BANK), _CONTRACT, (("critical", *_AT),), (("route", "assessment"),), lines=False),
    Case("XB-003", "anybody of critical infrastructure under a contract", _abroad(1), _CONTRACT + _CIIO, (("critical", *_AT),), (("route", "assessment"),), lines=False),
    Case("XB-003", "far below", _abroad(500), _EXEMPT),
    Case("XB-003", "below the share that warns", _abroad(60_000), _EXEMPT),
    Case("XB-003", "the contract is enough for a hundred thousand", _abroad(110_000), _CONTRACT),
    Case("XB-003", "a few with sensitive kinds under a contract", _abroad(100, PHONE, BANK), _CONTRACT),
    Case("XB-003", "an assessment is enough for all", _abroad(110_000, PHONE, BANK), _ASSESSED + _CIIO),
    Case("XB-003", "sensitive kinds under the exemption: XB-010", _abroad(100, PHONE, BANK), _EXEMPT),
    Case("XB-003", "an exempted scenario does not count", _abroad(110_000), _SENT % ", mechanism: {type: exempt}, exemption: {type: contract_performance}"),
    Case("XB-003", "another exemption says nothing of numbers", _abroad(110_000), _SENT % ", mechanism: {type: exempt}, exemption: {type: ftz_negative_list}"),
    Case("XB-003", "nothing is recorded: XB-007", _abroad(110_000), _SENT % ""),
    Case("XB-003", "a treaty says nothing of numbers", _abroad(110_000), _SENT % ", mechanism: {type: treaty}"),
    Case("XB-003", "nobody was found there", _people(110_000), _EXEMPT),
    Case("XB-003", "no transfer", _abroad(110_000)),
    Case("XB-003", "a scan of definitions", _people(110_000, JP, mode="schema", region="JP"), _EXEMPT),
]  # fmt: skip

_APPROVED = _SENT % ", mechanism: {type: security_assessment, approved: {persons: 100, sensitive_persons: 50}}"
_OF = "cross_border_transfers[x1].mechanism.approved"
XB_009 = [
    Case("XB-009", "more people than approved", _abroad(101), _APPROVED, (("high", f"{_OF}.persons"),), (("beyond", "101 (101–101) > 100"),), lines=False),
    Case("XB-009", "more with sensitive kinds", _abroad(60, PHONE, BANK), _APPROVED, (("high", f"{_OF}.sensitive_persons"),), lines=False),
    Case("XB-009", "as many as approved", _abroad(100), _APPROVED),
    Case("XB-009", "only the number of those with sensitive kinds is stated", _abroad(200), _APPROVED.replace("persons: 100, ", "")),
    Case("XB-009", "the mechanism itself is not enough: XB-003", _abroad(200), (_APPROVED + _CIIO).replace("security_assessment", "standard_contract")),
]  # fmt: skip


def _linked(rows: int) -> Inventory:
    uri = "sqlite://support/calls"
    return scan(found(RECORDING, "rec", uri), assets=(asset(uri, people=crowd({"PHONE_NUMBER": range(rows)}, anonymous=5)),))


DSR_004 = [
    Case("DSR-004", "the scan tied its rows to people", _linked(3)),
    Case("DSR-004", "the scan tied none of its rows to anybody", _linked(0), fires=(("medium", "sqlite://support/calls"),), lines=False),
]  # fmt: skip

_DECLARED = "law_profile: {declared_subject_count: %s}"
_ESCALATION = ("medium", "incident_response.escalation_contacts")
INC_004 = [
    Case("INC-004", "a million people", scan(found(MAIL, "m")), _DECLARED % 1_000_000, (("info", _ESCALATION[1]),),
         (("people", "1000000"), ("level", "level3 较大"), ("hours", "4"), ("threshold", "1000000")), lines=False),
    Case("INC-004", "ten million", scan(found()), _DECLARED % 10_000_000, (("info", _ESCALATION[1]),), (("level", "level2 重大"),), lines=False),
    Case("INC-004", "a hundred million, critical infrastructure", scan(found()), "law_profile: {declared_subject_count: 100000000, ciio: true}", (("info", _ESCALATION[1]),),
         (("level", "level1 特别重大"), ("hours", "1")), lines=False),
    Case("INC-004", "nobody is there to be called", scan(found()), _DECLARED % 1_000_000, (_ESCALATION,), without=("incident_response.escalation_contacts",), lines=False),
    Case("INC-004", "nothing is planned", scan(found()), _DECLARED % 1_000_000, (_ESCALATION,), without=("incident_response",), lines=False),
    Case("INC-004", "one less", scan(found()), _DECLARED % 999_999),
    Case("INC-004", "the company's own number goes before the scan's", _people(20), _DECLARED % 0),
    Case("INC-004", "as the scan counts", _people(20)),
    Case("INC-004", "a scan of definitions", scan(found(NAME), mode="schema"), _DECLARED % 1_000_000),
]  # fmt: skip

CASES = [*INV_009, *XB_003, *XB_009, *DSR_004, *INC_004]
