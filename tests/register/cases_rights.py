"""What people are told: their rights, incidents, sensitive kinds: DSR-001 to DSR-003, INC-001, INC-002, SPI-002, SPI-003, SPI-005."""

from __future__ import annotations

from tests.register.cases import BANK, EMPTY, ID, PHONE, RECORDING, Case
from tests.register.made import CRM, header, scan

DSR_001 = [
    Case("DSR-001", "one right is missing", EMPTY, without=("rights[copy]",), fires=(("medium", "rights"),), evidence=(("missing", "copy"), ("articles", "45"))),
    Case("DSR-001", "no policy is named", EMPTY, without=("documents", "rights"), fires=(("medium", "documents"),), lines=False),
    Case("DSR-001", "no rights at all", EMPTY, without=("rights",), fires=(("medium", "rights"),)),
    Case("DSR-001", "automated decisions bring a right of their own", EMPTY, "processing_activities: [{id: a1, automated_decision: true}]",
         (("medium", "rights"),), (("missing", "object_adm"), ("articles", "24"))),
    Case("DSR-001", "to know and to decide are shown by the others", EMPTY, without=("rights[know]", "rights[decide]")),
    Case("DSR-001", "automated decisions, and the right to refuse them", EMPTY,
         "processing_activities: [{id: a1, automated_decision: true}]\nrights: [{id: object_adm}]"),
    Case("DSR-001", "a right to complain is not asked for", EMPTY, "rights: [{id: complain}]"),
    Case("DSR-001", "all rights", EMPTY),
]  # fmt: skip

_ERASE = "rights[erase].conditions"
_ONE = "rights: [{id: erase, clause: 五, quote: 删除, conditions: [{quote: 违反法律法规时, pipl_ground: 47-1-4}]}]"
DSR_002 = [
    Case("DSR-002", "erasure only where the law was broken", EMPTY, _ONE, (("medium", _ERASE),), (("missing", "47-1-1, 47-1-2, 47-1-3"),), without=("rights[erase]",)),
    Case("DSR-002", "conditions of which nobody said what they are", EMPTY, "rights: [{id: erase, conditions: [{quote: 情节严重时}]}]",
         (("medium", _ERASE),), (("missing", "47-1-1, 47-1-2, 47-1-3, 47-1-4"),), without=("rights[erase]",)),
    Case("DSR-002", "one is missing", EMPTY, "rights: [{id: erase, conditions: [{pipl_ground: 47-1-1}, {pipl_ground: 47-1-2}, {pipl_ground: 47-1-4}]}]",
         (("medium", _ERASE),), (("missing", "47-1-3"),), without=("rights[erase]",)),
    Case("DSR-002", "the fifth refers to other laws", EMPTY,
         "rights: [{id: erase, conditions: [{pipl_ground: 47-1-1}, {pipl_ground: 47-1-2}, {pipl_ground: 47-1-3}, {pipl_ground: 47-1-4}]}]", without=("rights[erase]",)),
    Case("DSR-002", "no conditions take nothing away", EMPTY, without=("rights[erase].conditions",)),
    Case("DSR-002", "no right of erasure: DSR-001", EMPTY, without=("rights[erase]",)),
    Case("DSR-002", "all grounds", EMPTY),
]  # fmt: skip

_DEADLINE = "rights_handling.response_deadline"
DSR_003 = [
    Case("DSR-003", "no time limit", EMPTY, "rights_handling: {response_deadline: null}", (("medium", _DEADLINE),), (("period", "P30D"), ("law", "GB/T 35273-2020 8.7"))),
    Case("DSR-003", "a day too long", EMPTY, "rights_handling: {response_deadline: P31D}", (("medium", _DEADLINE),)),
    Case("DSR-003", "a month may have 31 days", EMPTY, "rights_handling: {response_deadline: P1M}", (("medium", _DEADLINE),)),
    Case("DSR-003", "a contact that reaches nobody", EMPTY, "rights_handling: {contact: {name: 隐私窗口}}", (("medium", "rights_handling.contact"),),
         without=("rights_handling.contact",)),
    Case("DSR-003", "nothing at all, and no mailbox of the company", EMPTY, without=("rights_handling", "organization.controller"),
         fires=(("medium", "rights_handling.contact"), ("medium", _DEADLINE))),
    Case("DSR-003", "the longest", EMPTY, "rights_handling: {response_deadline: P30D}"),
    Case("DSR-003", "four weeks", EMPTY, "rights_handling: {response_deadline: P4W}"),
    Case("DSR-003", "no policy is named: DSR-001", EMPTY, without=("documents", "rights_handling")),
    Case("DSR-003", "by telephone", EMPTY, "rights_handling: {contact: {phone: 021-00000000}}", without=("rights_handling.contact",)),
    Case("DSR-003", "fifteen days and a mailbox", EMPTY),
]  # fmt: skip

_ITEMS = ("incident_response.notify_individual",)


def notice(*items: str, more: str = "") -> str:
    return f"incident_response: {{notify_individual: [{', '.join(items)}]{more}}}"


INC_001 = [
    Case("INC-001", "nothing is declared", EMPTY, without=("incident_response",), fires=(("medium", "incident_response"),),
         evidence=(("missing", "kinds, cause, harm, measures, advice, channels, regulator"),)),
    Case("INC-001", "no policy is named: DSR-001", EMPTY, without=("documents", "incident_response")),
    Case("INC-001", "no cause", EMPTY, notice("信息种类和可能的影响", "处置措施", "降低风险的建议"), (("medium", "incident_response"),), (("missing", "cause"),), without=_ITEMS),
    Case("INC-001", "the basic facts name no kind and no cause", EMPTY, notice("基本情况和可能的影响", "将要采取的处置措施", "客户可自主防范的建议"),
         (("medium", "incident_response"),), (("missing", "kinds, cause"),), without=_ITEMS),
    Case("INC-001", "no channels, and no authority", EMPTY, "incident_response: {report_to_regulator: false}", (("medium", "incident_response"),),
         (("missing", "channels, regulator"),), without=("incident_response.channels",)),
    Case("INC-001", "other words for the same", EMPTY, notice("泄露了哪些信息、起因和后果", "我们的应对", "您可以采取的措施"), without=_ITEMS),
    Case("INC-001", "in English", EMPTY, notice("'kinds of data, cause and possible harm'", "'remedies, and what you can do'"), without=_ITEMS),
    Case("INC-001", "no fallback is not asked for", EMPTY, without=("incident_response.fallback",)),
    Case("INC-001", "complete", EMPTY),
]  # fmt: skip

_CONTACT = "incident_response.contact_in_notice"
INC_002 = [
    Case("INC-002", "nowhere", EMPTY, notice("信息种类、原因和危害"), (("medium", _CONTACT),), without=(*_ITEMS, _CONTACT)),
    Case("INC-002", "blanks, and no mailbox of the company", EMPTY, notice("补救措施", more=", contact_in_notice: ' '"), (("medium", _CONTACT),),
         without=(*_ITEMS, "organization.controller")),
    Case("INC-002", "among the items", EMPTY, without=(_CONTACT,)),
    Case("INC-002", "registered", EMPTY, notice("补救措施"), without=_ITEMS),
    Case("INC-002", "nothing is declared: INC-001", EMPTY, without=("incident_response",)),
]  # fmt: skip

_HAS = f"data_categories: [{{fides_key: {BANK}, clause: 一.1, quote: 银行账号%s}}]\nprocessing_activities: [{{id: a1, data_categories: [{BANK}]%s}}]"
_TOLD = ", necessity: 退款必须, impact: 泄露可能造成财产损失"
_PIA = "\npia: [{id: pia-1, triggers: [%s], date: 2026-01-01, result: medium%s}]"
_OLD = "law_profile: {sensitivity_standard: gbt35273-2020}\n"
SPI_002 = [
    Case("SPI-002", "a bank account", EMPTY, _HAS % ("", ""), (("high", "processing_activities[a1].pia"),), (("categories", BANK), ("sensitivity", "gbt45574-2025"))),
    Case("SPI-002", "an assessment of something else", EMPTY, _HAS % ("", ", pia: pia-1") + _PIA % ("export", ""), (("high", "processing_activities[a1].pia"),)),
    Case("SPI-002", "an assessment of another activity", EMPTY, _HAS % ("", "") + _PIA % ("sensitive", ", activities: [a2]"), (("high", "processing_activities[a1].pia"),)),
    Case("SPI-002", "a kind that the company itself calls sensitive", EMPTY, f"data_categories: [{{fides_key: {PHONE}, sensitivity: sensitive}}]",
         (("high", "processing_activities[a1].pia"),)),
    Case("SPI-002", "an identity number by the older standard", EMPTY, f"{_OLD}processing_activities: [{{id: a1, data_categories: [{ID}]}}]\ndata_categories: [{ID}]",
         (("high", "processing_activities[a1].pia"),)),
    Case("SPI-002", "an identity number by the newer standard", EMPTY, f"processing_activities: [{{id: a1, data_categories: [{ID}]}}]\ndata_categories: [{ID}]"),
    Case("SPI-002", "assessed, named by the activity", EMPTY, _HAS % ("", ", pia: pia-1") + _PIA % ("sensitive", "")),
    Case("SPI-002", "assessed, naming the activity", EMPTY, _HAS % ("", "") + _PIA % ("sensitive, provide", ", activities: [a1]")),
    Case("SPI-002", "the company says that it is general", EMPTY, _HAS % (", sensitivity: general", "")),
    Case("SPI-002", "declared, and in no activity", EMPTY, f"data_categories: [{BANK}]"),
    Case("SPI-002", "nothing sensitive", EMPTY),
    Case("SPI-002", "a definition brings it up", scan(header(BANK, "card", CRM, 3), mode="schema"),
         (_HAS % ("", "")).replace("{id: a1,", "{id: a1, systems: [crm],"), (("high", f"{CRM} · card"),)),
    Case("SPI-002", "a definition of something else", scan(header(PHONE, "tel", CRM, 3), mode="schema"), _HAS % ("", ""), (("high", "processing_activities[a1].pia"),)),
]  # fmt: skip

_NECESSITY, _IMPACT = f"data_categories[{BANK}].necessity", f"data_categories[{BANK}].impact"
SPI_003 = [
    Case("SPI-003", "neither", EMPTY, _HAS % ("", ""), (("medium", _NECESSITY),), (("missing", "necessity, impact"),)),
    Case("SPI-003", "only why", EMPTY, _HAS % (", necessity: 退款", ""), (("medium", _IMPACT),), (("missing", "impact"),)),
    Case("SPI-003", "only what it means", EMPTY, _HAS % (", impact: 财产损失, necessity: ' '", ""), (("medium", _NECESSITY),), (("missing", "necessity"),)),
    Case("SPI-003", "told once for the parent, used as two children", EMPTY,
         f"data_categories: [user.financial]\nprocessing_activities: [{{id: a1, data_categories: [{BANK}, user.financial.income]}}]",
         (("medium", "data_categories[user.financial].necessity"),)),
    Case("SPI-003", "both are told", EMPTY, _HAS % (_TOLD, "")),
    Case("SPI-003", "in no activity", EMPTY, f"data_categories: [{BANK}]"),
    Case("SPI-003", "a general kind", EMPTY, _HAS % (", sensitivity: general", "")),
    Case("SPI-003", "nothing sensitive", EMPTY),
]  # fmt: skip

_RECORDING = f"data_categories[{RECORDING}].sensitivity"
SPI_005 = [
    Case("SPI-005", "an identity number", EMPTY, f"data_categories: [{ID}]", (("info", f"data_categories[{ID}].sensitivity"),), (("sensitivity", "gbt35273-2020"),)),
    Case("SPI-005", "a recording of which nobody decided", EMPTY, without=(_RECORDING,), fires=(("info", _RECORDING),)),
    Case("SPI-005", "a child of a declared kind", EMPTY, f"data_categories: [user.government_id]\nprocessing_activities: [{{id: a1, data_categories: [{ID}]}}]",
         (("info", "data_categories[user.government_id].sensitivity"), ("info", f"data_categories[{ID}].sensitivity"))),
    Case("SPI-005", "the older standard is the stricter", EMPTY, f"{_OLD}data_categories: [{ID}]"),
    Case("SPI-005", "decided", EMPTY, f"data_categories: [{{fides_key: {ID}, sensitivity: general}}]"),
    Case("SPI-005", "sensitive by both", EMPTY, f"data_categories: [{BANK}]"),
    Case("SPI-005", "all decided", EMPTY),
]  # fmt: skip

CASES = [*DSR_001, *DSR_002, *DSR_003, *INC_001, *INC_002, *SPI_002, *SPI_003, *SPI_005]
