"""Rules about changes: the register as it was (`previous`), as it is (`register`), and what is said of the difference. Both are
overlays of the complete register, so that what is only in one of them came or went."""

from __future__ import annotations

from tests.register.cases import EMPTY, Case

_NEW_VERSION = 'documents: [{id: policy, version: "2026-12-01"}]'
_PURPOSE = "data_uses: [{id: p3, name: 客户画像, clause: 一.2, quote: 客户画像, legal_basis: [consent]}]"
_ON_CONTRACT = "data_uses: [{id: p3, name: 开具发票, clause: 一.2, quote: 开具发票, legal_basis: [legal_duty]}]"
_ADDRESS = "data_categories: [{fides_key: user.contact.address, clause: 一.1, quote: 地址}]"
_ASKED = "processing_activities: [{id: a2, data_categories: [user.contact.address]}]"
_RECIPIENT = "recipients: [{id: r1, name: 示例物流有限公司, role: controller, purposes: [p1], data_categories: [user.name]}]"
_PLAN = "changes: [{version: 1.0.0, paths: ['data_uses[p3]'], consent: again, how: 弹窗}]"
_NO_RULES = "change_rules: {material: [{id: c1, watches: [rights]}, {id: c2, watches: [rights]}]}"
_INTERNAL = "processing_activities: [{id: a1, department: it, systems: [support], x-note: 迁移}]"
_PLAN_FOR_A2 = "changes: [{version: 1.0.0, paths: ['processing_activities[a2].methods[加工]'], consent: again}]"

CHG_001 = [
    Case("CHG-001", "a new purpose, the old policy", EMPTY, _PURPOSE, (("high", "data_uses[p3]"),), previous="", lines=False,
         evidence=(("paths", "data_uses[p3]"), ("change_rules", "c1"), ("document", "2026-01-01"))),
    Case("CHG-001", "a purpose that is gone has to be told as well", EMPTY, "", (("high", "data_uses[p3]"),), previous=_PURPOSE, lines=False),
    Case("CHG-001", "one kind in a group that four entries use is said once", EMPTY, f"{_ADDRESS}\ncategory_groups: {{main: [user.contact.address]}}",
         (("high", "data_categories[user.contact.address]"),), previous="", lines=False,
         evidence=(("paths", "collection_scenarios[s1].data_categories[user.contact.address], data_categories[user.contact.address], "
                             "processing_activities[a1].data_categories[user.contact.address]"),)),
    Case("CHG-001", "a recipient is new", EMPTY, _RECIPIENT, (("high", "recipients[r1]"),), previous="", lines=False),
    Case("CHG-001", "a high risk found by an assessment that the policy watches", EMPTY,
         "change_rules: {material: [{id: c5, watches: [pia]}]}\npia: [{id: i1, triggers: [provide], date: 2026-11-01, result: high}]",
         (("high", "pia[i1]"),), previous="", lines=False),
    Case("CHG-001", "a low risk is none", EMPTY,
         "change_rules: {material: [{id: c5, watches: [pia]}]}\npia: [{id: i1, triggers: [provide], date: 2026-11-01, result: low}]", previous=""),
    Case("CHG-001", "a watch was taken back in the same edit: the promise was given", EMPTY, "rights_handling: {response_deadline: P30D}",
         (("high", "rights_handling.response_deadline"),), previous="change_rules: {material: [{id: c9, watches: [rights_handling]}]}", lines=False),
    Case("CHG-001", "a field watched by its name", EMPTY, _INTERNAL, (("high", "processing_activities[a1].systems[support]"),),
         previous="change_rules: {material: [{id: c9, watches: [processing_activities.systems]}]}", lines=False),
    Case("CHG-001", "the register names no policy", EMPTY,
         "documents: [{id: policy, type: internal_rule}]\n" + _PURPOSE, (("high", "data_uses[p3]"),),
         previous="documents: [{id: policy, type: internal_rule}]", lines=False),
    Case("CHG-001", "with a new version", EMPTY, f"{_PURPOSE}\n{_NEW_VERSION}", previous=""),
    Case("CHG-001", "with a new text by its hash", EMPTY, f"{_PURPOSE}\ndocuments: [{{id: policy, source: {{path: p.txt, sha256: {'0b' * 32}}}}}]",
         previous=f"documents: [{{id: policy, source: {{path: p.txt, sha256: {'0a' * 32}}}}}]"),
    Case("CHG-001", "nothing watches it", EMPTY, "rights_handling: {response_deadline: P30D}", previous=""),
    Case("CHG-001", "bookkeeping of an entry whose list is watched", EMPTY, _INTERNAL, previous=""),
    Case("CHG-001", "words only", EMPTY, "data_uses: [{id: p1, name: 提供产品与服务, quote: 提供 产品和服务, x-note: 1}]", previous=""),
    Case("CHG-001", "nothing changed", EMPTY, "", previous=""),
    Case("CHG-001", "no earlier register", EMPTY, _PURPOSE),
]  # fmt: skip

CHG_002 = [
    Case("CHG-002", "notice afterwards", EMPTY, "change_rules: {notice_timing: after}", (("medium", "change_rules.notice_timing"),)),
    Case("CHG-002", "before or after", EMPTY, "change_rules: {notice_timing: before_or_after}", (("medium", "change_rules.notice_timing"),)),
    Case("CHG-002", "only new purposes are asked about", EMPTY, "change_rules: {consent_again_when: [data_uses]}",
         (("medium", "change_rules.consent_again_when"),), without=("change_rules.consent_again_when",)),
    Case("CHG-002", "no material change is about kinds", EMPTY, "change_rules: {material: [{id: c1, watches: [data_uses, processing_activities]}]}",
         (("medium", "change_rules.material"),), without=("change_rules.material",)),
    Case("CHG-002", "everything that the law names, before", EMPTY),
    Case("CHG-002", "nothing is said of when", EMPTY, without=("change_rules.notice_timing",)),
    Case("CHG-002", "methods watched by their own path", EMPTY, "change_rules: {material: [{id: c1, watches: [data_uses, processing_activities.methods, data_categories]}]}",
         without=("change_rules.material",)),
    Case("CHG-002", "a policy without change rules", EMPTY, without=("change_rules",)),
]  # fmt: skip

CHG_003 = [
    Case("CHG-003", "a new purpose", EMPTY, _PURPOSE, (("high", "data_uses[p3]"),), previous="", evidence=(("paths", "data_uses[p3]"),)),
    Case("CHG-003", "a purpose that says nothing of its basis", EMPTY, "data_uses: [{id: p3, name: 客户画像}]", (("high", "data_uses[p3]"),), previous=""),
    Case("CHG-003", "a purpose that now rests on consent", EMPTY, "data_uses: [{id: p1, legal_basis: [consent]}]", (("high", "data_uses[p1]"),), previous=""),
    Case("CHG-003", "a kind in an activity that had it not", EMPTY, f"{_ADDRESS}\n{_ASKED}", (("high", "data_categories[user.contact.address]"),), previous=_ADDRESS,
         evidence=(("paths", "processing_activities[a2].data_categories[user.contact.address]"), ("owner", "信息技术部负责人"))),
    Case("CHG-003", "a method", EMPTY, "processing_activities: [{id: a2, methods: [加工]}]", (("high", "processing_activities[a2].methods[加工]"),), previous=""),
    Case("CHG-003", "automated decisions", EMPTY, "processing_activities: [{id: a2, automated_decision: true}]",
         (("high", "processing_activities[a2].automated_decision"),), previous=""),
    Case("CHG-003", "a new activity with more than there was", EMPTY,
         "processing_activities: [{id: a3, name: 营销, department: sales, data_uses: [p2], methods: [使用], data_categories: ['@main'], systems: [crm], retention: r-customer}]",
         (("high", "processing_activities[a3]"),), previous=""),
    Case("CHG-003", "a kind that the company now calls sensitive", EMPTY, "data_categories: [{fides_key: user.content.call_recording, sensitivity: sensitive}]",
         (("high", "data_categories[user.content.call_recording]"),), previous=""),
    Case("CHG-003", "a decision that belongs to an earlier version", EMPTY, f"version: 1.1.0\n{_PURPOSE}\n{_PLAN}", (("high", "data_uses[p3]"),), previous=""),
    Case("CHG-003", "a decision about one of two activities", EMPTY,
         f"processing_activities: [{{id: a1, data_uses: [p2], methods: [加工]}}, {{id: a2, methods: [加工]}}]\n{_PLAN_FOR_A2}",
         (("high", "data_uses[p2]"), ("high", "processing_activities[a1].methods[加工]")), previous=""),
    Case("CHG-003", "without change rules", EMPTY, _PURPOSE, (("high", "data_uses[p3]"),), previous=""),
    Case("CHG-003", "decided", EMPTY, f"{_PURPOSE}\n{_PLAN}", previous=""),
    Case("CHG-003", "decided for the version that brings it", EMPTY, f"version: 1.2.0\n{_PURPOSE}\n{_PLAN.replace('1.0.0', '1.1.0')}", previous=""),
    Case("CHG-003", "decided that nobody is asked, with a reason", EMPTY,
         f"{_PURPOSE}\nchanges: [{{version: 1.0.0, paths: ['data_uses[p3]'], consent: none, reason: 仅更正登记册，处理早已取得同意, approved_by: 个人信息保护负责人}}]", previous=""),
    Case("CHG-003", "decided for the one place", EMPTY, f"processing_activities: [{{id: a2, methods: [加工]}}]\n{_PLAN_FOR_A2}", previous=""),
    Case("CHG-003", "a purpose that rests on a legal duty", EMPTY, _ON_CONTRACT, previous=""),
    Case("CHG-003", "a kind for a contract", EMPTY, f"{_ADDRESS}\nprocessing_activities: [{{id: a1, data_categories: [user.contact.address]}}]", previous=_ADDRESS),
    Case("CHG-003", "a kind that a wider one covers", EMPTY, "processing_activities: [{id: a2, data_categories: [user.content.call_recording.part]}]", previous=""),
    Case("CHG-003", "a new activity within what there was", EMPTY,
         "processing_activities: [{id: a3, name: 回访, department: it, data_uses: [p2], methods: [使用], data_categories: [user.name], systems: [support], retention: r-support}]",
         previous=""),
    Case("CHG-003", "fewer of everything", EMPTY, "", previous=f"{_PURPOSE}\n{_ADDRESS}\n{_ASKED}"),
    Case("CHG-003", "a recipient: SHR-003", EMPTY, _RECIPIENT, previous=""),
    Case("CHG-003", "an id and a name are new, the purpose is not", EMPTY, "data_uses: [{id: p2, name: 解答客户咨询}]", previous=""),
    Case("CHG-003", "no earlier register", EMPTY, _PURPOSE),
]  # fmt: skip

CASES = [*CHG_001, *CHG_002, *CHG_003]
