"""How the company keeps order: GOV-002 to GOV-005, GOV-008 and WVR-001. Every threshold and every day with both its sides."""

from __future__ import annotations

from tests.register.cases import CRM, EMPTY, PHONE, Case
from tests.register.made import asset, columns, found, header, scan


def people(n: int | None) -> str:
    return f"law_profile: {{declared_subject_count: {'null' if n is None else n}}}"


_OFFICER = "organization.data_protection_officer"
_NOBODY = (_OFFICER,)
GOV_002 = [
    Case("GOV-002", "nobody, and nobody knows how many people", EMPTY, without=_NOBODY, fires=(("info", _OFFICER),)),
    Case("GOV-002", "one fewer than the law asks", EMPTY, people(999_999), (("info", _OFFICER),), (("people", "999999"),), without=_NOBODY),
    Case("GOV-002", "just as many as the law says", EMPTY, people(1_000_000), (("high", _OFFICER),), (("people", "1000000"),), without=_NOBODY),
    Case("GOV-002", "one that nobody can reach", EMPTY, f"{people(2_000_000)}\norganization: {{data_protection_officer: {{name: 负责人}}}}",
         (("high", _OFFICER),), without=_NOBODY),
    Case("GOV-002", "the company is but a name", EMPTY, "organization: 示例软件（上海）有限公司", (("info", _OFFICER),), without=("organization",)),
    Case("GOV-002", "a telephone will do", EMPTY, "organization: {data_protection_officer: {phone: 021-00000000}}", without=_NOBODY),
    Case("GOV-002", "many people, and an officer", EMPTY, people(50_000_000)),
    Case("GOV-002", "an officer", EMPTY),
]  # fmt: skip

_REVIEW = "documents[policy].review"


def reviewed(last: str, **more: str) -> str:
    fields = {"id": "policy", "review": f"{{interval: P1Y, last_reviewed: {last}}}"} | more
    return f"documents: [{{{', '.join(f'{k}: {v}' for k, v in fields.items())}}}]"


GOV_003 = [
    Case("GOV-003", "a year and a day ago", EMPTY, reviewed("2025-11-21"), (("medium", _REVIEW),), (("period", "P1Y"), ("reviewed", "2025-11-21"))),
    Case("GOV-003", "never, in force for longer", EMPTY, reviewed("null", effective_from="2025-01-01"), (("medium", _REVIEW),), (("reviewed", "2025-01-01"),)),
    Case("GOV-003", "never, and nobody knows since when", EMPTY, reviewed("null"), (("medium", _REVIEW),)),
    Case("GOV-003", "just a year ago", EMPTY, reviewed("2025-11-22")),
    Case("GOV-003", "never, in force since spring", EMPTY, reviewed("null", effective_from="2026-03-01")),
    Case("GOV-003", "no interval", EMPTY, "documents: [{id: policy, review: {last_reviewed: 2020-01-01}}]"),
    Case("GOV-003", "no longer in force", EMPTY, reviewed("2020-01-01", effective_to="2024-01-01")),
    Case("GOV-003", "nobody set a review", EMPTY),
]  # fmt: skip

GOV_004 = [
    Case("GOV-004", "unknown", EMPTY, "law_profile: {ciio: null}", (("medium", "law_profile.ciio"),)),
    Case("GOV-004", "no profile at all", EMPTY, without=("law_profile",), fires=(("medium", "law_profile.ciio"),)),
    Case("GOV-004", "it is one", EMPTY, "law_profile: {ciio: true}"),
    Case("GOV-004", "it is none", EMPTY, "law_profile: {ciio: false}"),
    Case("GOV-004", "known", EMPTY),
]  # fmt: skip


def a1(fields: str) -> str:
    return f"processing_activities: [{{id: a1, {fields}}}]\n"


def pia(triggers: str, **fields: str) -> str:
    entry = {"id": "pia-1", "triggers": f"[{triggers}]", "date": "2026-01-01", "result": "low"} | fields
    return f"pia: [{{{', '.join(f'{k}: {v}' for k, v in entry.items())}}}]\n"


_A1_PIA, _KEEP = "processing_activities[a1].pia", "pia[pia-1].keep_until"
_R1, _C1 = "recipients: [{id: r1, name: 甲乙有限公司%s}]\n", "processors: [{id: c1, name: 丙丁有限公司}]\n"
_ASSESSED = a1("methods: [公开], pia: pia-1") + pia("publish")
GOV_005 = [
    Case("GOV-005", "automated decisions", EMPTY, a1("automated_decision: true"), (("high", _A1_PIA),), (("triggers", "automated_decision"),)),
    Case("GOV-005", "a processor", EMPTY, a1("processors: [c1]") + _C1, (("high", _A1_PIA),), (("triggers", "entrust"),)),
    Case("GOV-005", "a recipient", EMPTY, a1("recipients: [r1]") + _R1 % "", (("high", _A1_PIA),), (("triggers", "provide"),)),
    Case("GOV-005", "methods say as much", EMPTY, a1("methods: [委托处理, 转让, 公开]"), (("high", _A1_PIA),), (("triggers", "entrust, provide, publish"),)),
    Case("GOV-005", "assessed for one of two", EMPTY, a1("methods: [委托处理, 公开], pia: pia-1") + pia("publish"), (("high", _A1_PIA),), (("triggers", "entrust"),)),
    Case("GOV-005", "kept for a day too short", EMPTY, pia("export", keep_until="2028-12-31"), (("high", _KEEP),), (("period", "P3Y"),)),
    Case("GOV-005", "kinds were added since", EMPTY, _ASSESSED + "data_categories: [user.job_title]\ncategory_groups: {main: [user.job_title]}",
         (("high", _A1_PIA),), (("nearest", "pia-1 2026-01-01"),), previous=_ASSESSED),
    Case("GOV-005", "a processor was added since", EMPTY, a1("processors: [c1]") + _C1 + pia("entrust", activities="[a1]"), (("high", _A1_PIA),),
         previous=pia("entrust", activities="[a1]")),
    Case("GOV-005", "added, and assessed again", EMPTY, a1("processors: [c1]") + _C1 + pia("entrust", activities="[a1]", date="2026-11-01"),
         previous=pia("entrust", activities="[a1]")),
    Case("GOV-005", "the register has changed, the activity has not", EMPTY, _ASSESSED, previous=_ASSESSED + "departments: [{id: hr, name: 人事部}]"),
    Case("GOV-005", "the activity takes less than before", EMPTY, _ASSESSED, previous=_ASSESSED.replace("[公开]", "[公开, 出境]")),
    Case("GOV-005", "changed, and never due", EMPTY, a1("methods: [加工]"), previous=""),
    Case("GOV-005", "a new activity", EMPTY, "processing_activities: [{id: a9, data_categories: [user.name]}]", previous=""),
    Case("GOV-005", "authorities are not given to", EMPTY, a1("recipients: [r1]") + _R1 % ", relation: legal_disclosure"),
    Case("GOV-005", "kept for just three years", EMPTY, pia("export", keep_until="2029-01-01")),
    Case("GOV-005", "kept, nobody says until when", EMPTY, pia("export")),
    Case("GOV-005", "sensitive kinds: SPI-002; exports: XB-008", EMPTY, f"data_categories: [{{fides_key: {PHONE}, sensitivity: sensitive}}]\n" + a1("methods: [出境]")),
    Case("GOV-005", "nothing that asks for one", EMPTY),
]  # fmt: skip

_NONE = ("audits",)


def audit(day: str, kind: str = "compliance", more: str = "") -> str:
    return f"audits: [{{id: audit-2026, kind: {kind}, date: {day}{more}}}]\n"


GOV_008 = [
    Case("GOV-008", "never", EMPTY, without=_NONE, fires=(("medium", "audits"),), evidence=(("period", "P3Y"),)),
    Case("GOV-008", "never, with very many people", EMPTY, people(10_000_001), (("high", "audits"),), (("period", "P2Y"), ("people", "10000001")), without=_NONE),
    Case("GOV-008", "two years and a day ago, over ten million", EMPTY, audit("2024-11-21") + people(10_000_001), (("high", "audits"),), without=_NONE),
    Case("GOV-008", "three years and a day ago", EMPTY, audit("2023-11-21"), (("medium", "audits"),), without=_NONE),
    Case("GOV-008", "an audit of minors is another", EMPTY, audit("2026-06-30", "minors"), (("medium", "audits"),), without=_NONE),
    Case("GOV-008", "one that is yet to come", EMPTY, audit("2026-12-01"), (("medium", "audits"),), without=_NONE),
    Case("GOV-008", "two years and a day ago, just ten million", EMPTY, audit("2024-11-21") + people(10_000_000), without=_NONE),
    Case("GOV-008", "just two years ago, over ten million", EMPTY, audit("2024-11-22") + people(10_000_001), without=_NONE),
    Case("GOV-008", "just three years ago", EMPTY, audit("2023-11-22"), without=_NONE),
    Case("GOV-008", "held this year", EMPTY),
]  # fmt: skip


def waiver(target: str, expires: str = "2026-12-31", **more: str) -> str:
    fields = {
        "rule": "INV-001",
        "target": f"'{target}'",
        "reason": "系统改造中，月底下线",
        "approved_by": "法务部负责人",
        "expires": expires,
    } | more
    return f"waivers: [{{{', '.join(f'{k}: {v}' for k, v in fields.items())}}}]"


def _at(target: str) -> str:
    return f"waivers[INV-001][{target}]"


_READ = scan(found(), assets=(asset(columns=columns(fax=0)),))
_GONE, _OWNER = "sqlite://crm/orders", "departments[hr].owner"
WVR_001 = [
    Case("WVR-001", "its last day was yesterday", EMPTY, waiver("departments[it].owner", "2026-11-21"), (("medium", _at("departments[it].owner")),),
         (("limit", "2026-11-21"), ("approved_by", "法务部负责人")), lines=False),
    Case("WVR-001", "with a fingerprint", EMPTY, waiver(CRM, "2020-01-01", fingerprint="'0123456789abcdef'"), (("medium", f"{_at(CRM)}[0123456789abcdef]"),), lines=False),
    Case("WVR-001", "the entry is gone", EMPTY, waiver(_OWNER), (("medium", _at(_OWNER)),), (("target", _OWNER),), lines=False),
    Case("WVR-001", "a key that no register has", EMPTY, waiver("department.owner"), (("medium", _at("department.owner")),), lines=False),
    Case("WVR-001", "the table is gone", _READ, waiver(_GONE), (("medium", _at(_GONE)),), lines=False),
    Case("WVR-001", "the column is gone", _READ, waiver(f"{CRM}.mobile"), (("medium", _at(f"{CRM}.mobile")),), lines=False),
    Case("WVR-001", "its last day is today", EMPTY, waiver("departments[it].owner", "2026-11-22")),
    Case("WVR-001", "the field is what is missing", EMPTY, waiver("departments[it].deputy")),
    Case("WVR-001", "a part of the register that is not there", EMPTY, waiver("pia")),
    Case("WVR-001", "a glob over entries", EMPTY, waiver("departments[*].owner")),
    Case("WVR-001", "a key with dots", EMPTY, waiver("data_categories[user.name].quote")),
    Case("WVR-001", "the asset is there", _READ, waiver("sqlite://crm/*")),
    Case("WVR-001", "the column is there", _READ, waiver(f"{CRM}.fax")),
    Case("WVR-001", "the finding is there", scan(found()), waiver(f"{CRM}.name")),
    Case("WVR-001", "an asset without a scan", EMPTY, waiver(_GONE)),
    Case("WVR-001", "another source was scanned", scan(found(uri="sqlite://erp/t")), waiver(_GONE)),
    Case("WVR-001", "any source", _READ, waiver("*://old/**")),
    Case("WVR-001", "a part of the source could not be read", scan(found(), assets=(asset(status="ERROR", reason="locked"),)), waiver(_GONE)),
    Case("WVR-001", "a scan of definitions", scan(header(PHONE, "tel", CRM), mode="schema"), waiver(_GONE)),
]  # fmt: skip

CASES = [*GOV_002, *GOV_003, *GOV_004, *GOV_005, *GOV_008, *WVR_001]
