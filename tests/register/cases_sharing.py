"""Who is entrusted, who is given to, and what goes abroad, as the register tells it: SHR-002 to SHR-011, XB-002 and XB-004 to XB-008."""

from __future__ import annotations

from tests.register.cases import EMPTY, JP, NAME, RECORDING, Case
from tests.register.made import CRM, asset, header, scan

WHOLE = {
    "id": "r1", "name": "甲乙有限公司", "relation": "partner", "role": "controller", "contact": "{email: a@b.example}", "purposes": "[p2]",
    "methods": "[查阅]", "data_categories": "[user.name]", "separate_consent": "{obtained: true, evidence: 记录}", "record": "2026-01-01",
}  # fmt: skip
ENTRUSTED = {
    "id": "c1", "name": "丙丁有限公司", "purpose": "p1", "data_categories": "[user.name]", "methods": "[存储]", "term": "合同期内", "protection_measures": "加密",
    "contract": "{ref: HT-1, signed: 2025-06-01, expires: 2027-05-31}", "subprocessing_allowed": "false",
    "supervision": "{last_checked: 2025-11-22, interval: P1Y}", "record": "2026-01-01",
}  # fmt: skip
ABROAD = {
    "id": "x1", "recipient": "r1", "country": "JP", "channels": "[transfer]", "purposes": "[p2]", "methods": "[查阅]", "data_categories": "[user.name]",
    "rights_against_recipient": "写信至 a@b.example", "separate_consent": "{obtained: true, evidence: 记录}",
    "mechanism": "{type: standard_contract, ref: B-1}", "pia": "pia-x",
}  # fmt: skip
PIA = "pia: [{id: pia-x, triggers: [export], date: 2026-01-01, result: low}]"


def _entry(whole: dict[str, str], fields: dict[str, str]) -> str:
    return "{" + ", ".join(f"{key}: {value}" for key, value in (whole | fields).items() if value) + "}"


def recipient(**fields: str) -> str:
    return f"recipients: [{_entry(WHOLE, fields)}]"


def processor(**fields: str) -> str:
    return f"processors: [{_entry(ENTRUSTED, fields)}]"


def transfer(to: str = recipient(), **fields: str) -> str:
    """With its recipient and its assessment."""
    return f"{to}\n{PIA}\ncross_border_transfers: [{_entry(ABROAD, fields)}]"


_R, _C, _X = "recipients[r1]", "processors[c1]", "cross_border_transfers[x1]"
SHR_002 = [
    Case("SHR-002", "a group that is not named", EMPTY, recipient(named="false", contact="null"), (("medium", _R),), (("missing", "name, contact"),)),
    Case("SHR-002", "a contact that reaches nobody", EMPTY, recipient(contact="{name: 个人信息窗口}"), (("medium", _R),), (("missing", "contact"),)),
    Case("SHR-002", "nothing but a name", EMPTY, recipient(contact="", purposes="", methods="", data_categories=""), (("medium", _R),),
         (("missing", "contact, purposes, methods, categories"),)),
    Case("SHR-002", "a company that has declared no purposes", EMPTY, recipient(purposes="", methods=""), (("medium", _R),), (("missing", "methods"),),
         without=("data_uses", "processing_activities[a1].data_uses", "processing_activities[a2].data_uses")),
    Case("SHR-002", "a class of the entrusted", EMPTY, recipient(relation="processor_class", named="false", contact="")),
    Case("SHR-002", "authorities", EMPTY, recipient(relation="legal_disclosure", contact="")),
    Case("SHR-002", "a successor", EMPTY, recipient(relation="corporate_successor", named="false", contact="")),
    Case("SHR-002", "one that acts as a processor", EMPTY, recipient(role="processor", contact="")),
    Case("SHR-002", "all is told", EMPTY, recipient()),
]  # fmt: skip

SHR_003 = [
    Case("SHR-003", "nobody has said", EMPTY, recipient(separate_consent="{obtained: null, evidence: null}"), (("high", f"{_R}.separate_consent"),)),
    Case("SHR-003", "not obtained", EMPTY, recipient(separate_consent="{obtained: false, evidence: 会议纪要}"), (("high", f"{_R}.separate_consent"),)),
    Case("SHR-003", "obtained, they say", EMPTY, recipient(separate_consent="{obtained: true, evidence: ' '}"), (("high", f"{_R}.separate_consent"),)),
    Case("SHR-003", "one purpose of two rests on consent", EMPTY, recipient(separate_consent="", purposes="[p1, p2]"), (("high", f"{_R}.separate_consent"),)),
    Case("SHR-003", "no purpose is known", EMPTY, recipient(separate_consent="", purposes=""), (("high", f"{_R}.separate_consent"),)),
    Case("SHR-003", "the purpose has no basis", EMPTY, f"{recipient(separate_consent='', purposes='[p9]')}\ndata_uses: [{{id: p9, name: 其他}}]",
         (("high", f"{_R}.separate_consent"),)),
    Case("SHR-003", "the purpose rests on a contract", EMPTY, recipient(separate_consent="", purposes="[p1]")),
    Case("SHR-003", "authorities are not asked about", EMPTY, recipient(separate_consent="", relation="legal_disclosure")),
    Case("SHR-003", "entrusting needs no separate consent", EMPTY, recipient(separate_consent="", role="processor")),
    Case("SHR-003", "recorded", EMPTY, recipient()),
]  # fmt: skip

_GIVES = "processing_activities: [{id: a1, recipients: [r1]}]"
SHR_004 = [
    Case("SHR-004", "an activity with another purpose", EMPTY, f"{recipient()}\n{_GIVES}", (("medium", "processing_activities[a1].purposes[r1]"),),
         (("purposes", "p1"), ("nearest", "r1"))),
    Case("SHR-004", "a transfer with another purpose", EMPTY, transfer(purposes="[p1, p2]"), (("medium", f"{_X}.purposes[r1]"),), (("purposes", "p1"),)),
    Case("SHR-004", "a transfer with another method", EMPTY, transfer(methods="[查阅, 转发]"), (("medium", f"{_X}.methods[r1]"),), (("methods", "转发"),)),
    Case("SHR-004", "the recipient states no purposes: SHR-002", EMPTY, f"{recipient(purposes='')}\n{_GIVES}"),
    Case("SHR-004", "the company's own methods are not the recipient's", EMPTY, f"{recipient(purposes='[p1]')}\n{_GIVES}"),
    Case("SHR-004", "fewer purposes than told", EMPTY, f"{recipient(purposes='[p1, p2]')}\n{_GIVES}"),
    Case("SHR-004", "a transfer to a processor", EMPTY, f"{processor()}\n{transfer(recipient='c1', purposes='[p1]')}"),
    Case("SHR-004", "just what is told", EMPTY, transfer()),
]  # fmt: skip

SHR_006 = [
    Case("SHR-006", "a name and nothing else", EMPTY, "processors: [{id: c1, name: 云访客统计}]", (("medium", _C),),
         (("missing", "legal_name, term, methods, protection, contract, subprocessing, purpose, categories"),)),
    Case("SHR-006", "no term", EMPTY, processor(term="' '"), (("medium", _C),), (("missing", "term"),)),
    Case("SHR-006", "no contract", EMPTY, processor(contract="{ref: null}", supervision=""), (("medium", _C),), (("missing", "contract"),)),
    Case("SHR-006", "the contract ended yesterday", EMPTY, processor(contract="{ref: HT-1, expires: 2026-11-21}"), (("medium", f"{_C}.contract.expires"),),
         (("limit", "2026-11-21"),)),
    Case("SHR-006", "last checked a year and a day ago", EMPTY, processor(supervision="{last_checked: 2025-11-21, interval: P1Y}"),
         (("medium", f"{_C}.supervision.last_checked"),), (("period", "P1Y"),)),
    Case("SHR-006", "never checked, under contract for longer", EMPTY, processor(supervision="{interval: P1Y}"), (("medium", f"{_C}.supervision.last_checked"),)),
    Case("SHR-006", "never checked, and nobody knows since when", EMPTY, processor(contract="{ref: HT-1}", supervision="{interval: P1Y}"),
         (("medium", f"{_C}.supervision.last_checked"),)),
    Case("SHR-006", "the contract's last day is today", EMPTY, processor(contract="{ref: HT-1, expires: 2026-11-22}")),
    Case("SHR-006", "the day of the check is today", EMPTY, processor()),
    Case("SHR-006", "never checked, the contract is young", EMPTY, processor(contract="{ref: HT-1, signed: 2026-06-01}", supervision="{interval: P1Y}")),
    Case("SHR-006", "a short name with its legal name", EMPTY, processor(name="云访客统计", legal_name="云访客网络技术有限公司")),
    Case("SHR-006", "no interval of checks", EMPTY, processor(supervision="{last_checked: 2020-01-01}")),
    Case("SHR-006", "a company that has declared no purposes", EMPTY, processor(purpose=""),
         without=("data_uses", "processing_activities[a1].data_uses", "processing_activities[a2].data_uses")),
]  # fmt: skip

SHR_007 = [
    Case("SHR-007", "consent to both at once", EMPTY, processor(bundled_consent="{clause: 一.2, quote: 同意本政策即视为同意其政策}"),
         (("medium", f"{_C}.bundled_consent"),), lines=False),
    Case("SHR-007", "without a clause", EMPTY, processor(bundled_consent="{quote: 同意本政策即视为同意其政策}"), (("medium", f"{_C}.bundled_consent"),), lines=False),
    Case("SHR-007", "its policy is linked", EMPTY, processor(privacy_policy="https://c1.example/privacy")),
    Case("SHR-007", "a processor", EMPTY, processor()),
    Case("SHR-007", "no processor", EMPTY),
]  # fmt: skip

_CLASS = {"relation": "processor_class", "role": "processor", "named": "false", "contact": "null"}
SHR_008 = [
    Case("SHR-008", "a class, and nobody in the register", EMPTY, recipient(**_CLASS), (("info", f"{_R}.named"),)),
    Case("SHR-008", "those that the policy names are not of the class", EMPTY, f"{recipient(**_CLASS)}\n{processor(clause='一.2', quote='丙丁')}", (("info", f"{_R}.named"),)),
    Case("SHR-008", "the class has a list in the register", EMPTY, f"{recipient(**_CLASS)}\n{processor()}"),
    Case("SHR-008", "the policy lists them itself", EMPTY, recipient(**_CLASS | {"named": "true"})),
    Case("SHR-008", "no class", EMPTY, recipient(named="false")),
]  # fmt: skip

SHR_009 = [
    Case("SHR-009", "a successor that nobody knows yet", EMPTY, recipient(relation="corporate_successor", named="false"), (("info", f"{_R}.named"),)),
    Case("SHR-009", "named, and without contact", EMPTY, recipient(relation="corporate_successor", contact="null"), (("info", f"{_R}.named"),)),
    Case("SHR-009", "named with its contact", EMPTY, recipient(relation="corporate_successor")),
    Case("SHR-009", "an affiliate that is not named: SHR-002", EMPTY, recipient(relation="group_affiliate", named="false")),
    Case("SHR-009", "no successor", EMPTY),
]  # fmt: skip

SHR_011 = [
    Case("SHR-011", "no record of an entrustment", EMPTY, processor(record=""), (("medium", f"{_C}.record"),), (("period", "P3Y"),)),
    Case("SHR-011", "no record of giving", EMPTY, recipient(record="null"), (("medium", f"{_R}.record"),)),
    Case("SHR-011", "the latest is a day too old", EMPTY, processor(record="2023-11-21"), (("medium", f"{_C}.record"),)),
    Case("SHR-011", "the oldest that has to be kept", EMPTY, processor(record="2023-11-22")),
    Case("SHR-011", "a recent one", EMPTY, recipient()),
    Case("SHR-011", "authorities, classes, successors", EMPTY, recipient(record="", relation="legal_disclosure")),
]  # fmt: skip

_SUPPORT = "systems[support].overseas_access"
_USED = "systems: [{fides_key: support, overseas_access: true}]"
_RUN = "systems: [{fides_key: support, operator: %s}]"
_REMOTE = transfer(channels="[remote_access]", data_categories=f"[user.name, {RECORDING}]")
XB_002 = [
    Case("XB-002", "used from abroad", EMPTY, _USED, (("high", _SUPPORT),), (("categories", f"{RECORDING}, {NAME}"),)),
    Case("XB-002", "the entry is for copies, not for access", EMPTY, f"{_USED}\n{_REMOTE.replace('remote_access', 'replica')}", (("high", _SUPPORT),)),
    Case("XB-002", "the entry does not cover the recordings", EMPTY, f"{_USED}\n{transfer(channels='[remote_access]')}", (("high", _SUPPORT),), (("categories", RECORDING),)),
    Case("XB-002", "run by a recipient abroad", EMPTY, f"{recipient(location='JP')}\n{_RUN % 'r1'}", (("high", _SUPPORT),), (("region", "JP"),)),
    Case("XB-002", "run by a processor abroad, the entry is for another country", EMPTY, f"{processor(location='SG')}\n{_RUN % 'c1'}\n{_REMOTE}", (("high", _SUPPORT),)),
    Case("XB-002", "run from Hong Kong", EMPTY, f"{processor(location='CN-HK')}\n{_RUN % 'c1'}", (("high", _SUPPORT),), (("region", "HK"),)),
    Case("XB-002", "declared with its channel", EMPTY, f"{_USED}\n{_REMOTE}"),
    Case("XB-002", "run by a recipient abroad, declared with its country", EMPTY,
         f"{transfer(recipient(location='JP'), data_categories=f'[user.name, {RECORDING}]')}\n{_RUN % 'r1'}"),
    Case("XB-002", "run by a processor at home", EMPTY, f"{processor(location='CN-BJ')}\n{_RUN % 'c1'}"),
    Case("XB-002", "nobody has said", EMPTY, "systems: [{fides_key: support, overseas_access: null}]"),
    Case("XB-002", "a system without personal information", EMPTY, "systems: [{fides_key: wiki, administrating_department: it, overseas_access: true}]"),
]  # fmt: skip

XB_004 = [
    Case("XB-004", "neither recipient nor country", EMPTY, transfer(recipient="null", country="null"), (("medium", _X),), (("missing", "recipient, country"),)),
    Case("XB-004", "a recipient that is not named", EMPTY, transfer(recipient(named="false")), (("medium", _X),), (("missing", "recipient"),)),
    Case("XB-004", "neither purposes nor methods", EMPTY, transfer(purposes="", methods=""), (("medium", _X),), (("missing", "purposes, methods"),)),
    Case("XB-004", "to a processor", EMPTY, f"{processor()}\n{transfer(recipient='c1')}"),
    Case("XB-004", "a company that has declared no purposes", EMPTY, transfer(purposes="").replace("purposes: [p2], ", ""),
         without=("data_uses", "processing_activities[a1].data_uses", "processing_activities[a2].data_uses")),
    Case("XB-004", "all is told", EMPTY, transfer()),
    Case("XB-004", "no export", EMPTY),
]  # fmt: skip

XB_005 = [
    Case("XB-005", "no route", EMPTY, transfer(rights_against_recipient="null"), (("medium", f"{_X}.rights_against_recipient"),)),
    Case("XB-005", "blanks", EMPTY, transfer(rights_against_recipient="' '"), (("medium", f"{_X}.rights_against_recipient"),)),
    Case("XB-005", "a route", EMPTY, transfer()),
    Case("XB-005", "a recipient at home", EMPTY, recipient()),
    Case("XB-005", "no export", EMPTY),
]  # fmt: skip

_NO = "{obtained: null}"
XB_006 = [
    Case("XB-006", "nobody has said", EMPTY, transfer(separate_consent=_NO), (("high", f"{_X}.separate_consent"),)),
    Case("XB-006", "obtained, they say", EMPTY, transfer(separate_consent="{obtained: true}"), (("high", f"{_X}.separate_consent"),)),
    Case("XB-006", "an exemption that leaves consent as the basis", EMPTY, transfer(separate_consent=_NO, exemption="{type: below_100k, rationale: 少}"),
         (("high", f"{_X}.separate_consent"),)),
    Case("XB-006", "needed for a contract", EMPTY, transfer(separate_consent=_NO, exemption="{type: contract_performance, rationale: 订购}")),
    Case("XB-006", "all purposes rest on a contract", EMPTY, transfer(separate_consent=_NO, purposes="[p1]")),
    Case("XB-006", "recorded", EMPTY, transfer()),
]  # fmt: skip

_MECHANISM = f"{_X}.mechanism"
XB_007 = [
    Case("XB-007", "nothing is registered", EMPTY, transfer(mechanism=""), (("high", _MECHANISM),)),
    Case("XB-007", "not determined", EMPTY, transfer(mechanism="{type: undetermined}", exemption="{type: none}"), (("high", _MECHANISM),)),
    Case("XB-007", "exempt, and by nothing", EMPTY, transfer(mechanism="{type: exempt}"), (("high", _MECHANISM),)),
    Case("XB-007", "an exemption without reasons", EMPTY, transfer(mechanism="{type: exempt}", exemption="{type: below_100k, rationale: ' '}"),
         (("high", f"{_X}.exemption.rationale"),), (("exemption", "below_100k"),)),
    Case("XB-007", "ended yesterday", EMPTY, transfer(mechanism="{type: standard_contract, expires: 2026-11-21}"), (("high", f"{_MECHANISM}.expires"),)),
    Case("XB-007", "an assessment of three years and a day ago", EMPTY, transfer(mechanism="{type: security_assessment, effective: 2023-11-21}"),
         (("high", f"{_MECHANISM}.expires"),)),
    Case("XB-007", "a certificate of four years ago", EMPTY, transfer(mechanism="{type: certification, effective: 2022-11-22}"), (("high", f"{_MECHANISM}.expires"),)),
    Case("XB-007", "ends today", EMPTY, transfer(mechanism="{type: standard_contract, expires: 2026-11-22}")),
    Case("XB-007", "an assessment of just three years ago", EMPTY, transfer(mechanism="{type: security_assessment, effective: 2023-11-22}")),
    Case("XB-007", "its own end goes before the law's", EMPTY, transfer(mechanism="{type: security_assessment, effective: 2020-01-01, expires: 2027-01-01}")),
    Case("XB-007", "a contract has no validity of its own", EMPTY, transfer(mechanism="{type: standard_contract, effective: 2020-01-01}")),
    Case("XB-007", "an assessment of an unknown day", EMPTY, transfer(mechanism="{type: security_assessment}")),
    Case("XB-007", "exempt, with reasons", EMPTY, transfer(mechanism="{type: exempt}", exemption="{type: hr_management, rationale: 跨境人力资源管理}")),
    Case("XB-007", "a contract", EMPTY, transfer()),
    Case("XB-007", "a definition of a system abroad brings it up", scan(header(NAME, "name", JP, 3), assets=(asset(JP, region="JP"),), mode="schema"),
         transfer(mechanism="", country="JP", data_categories="[user.name]"), (("high", f"{JP} · name"),)),
    Case("XB-007", "a definition of a system at home does not", scan(header(NAME, "name", CRM, 3), mode="schema"), transfer(mechanism=""), (("high", _MECHANISM),)),
]  # fmt: skip

XB_008 = [
    Case("XB-008", "no assessment", EMPTY, transfer(pia="null").replace(PIA, ""), (("high", f"{_X}.pia"),)),
    Case("XB-008", "one that the transfer does not name", EMPTY, transfer(pia=""), (("high", f"{_X}.pia"),), (("nearest", "pia-x"),)),
    Case("XB-008", "one of something else", EMPTY, transfer().replace("triggers: [export]", "triggers: [provide]"), (("high", f"{_X}.pia"),)),
    Case("XB-008", "one of several triggers", EMPTY, transfer().replace("triggers: [export]", "triggers: [provide, export]")),
    Case("XB-008", "assessed", EMPTY, transfer()),
    Case("XB-008", "giving at home: GOV-005", EMPTY, recipient()),
]  # fmt: skip

CASES = [*SHR_002, *SHR_003, *SHR_004, *SHR_006, *SHR_007, *SHR_008, *SHR_009, *SHR_011]
CASES += [*XB_002, *XB_004, *XB_005, *XB_006, *XB_007, *XB_008]
