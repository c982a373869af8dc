"""Tables of the rules about who holds what and who agreed: SHR-001, SHR-005, XB-009, XB-010, SPI-001, SPI-004, MIN-001, MIN-002."""

from __future__ import annotations

from scanner.inventory import Evidence, Finding, SourceRecord
from tests.register.cases import BANK, EMPTY, ID, JP, LOOSE, MAIL, NAME, PHONE, RECORDING, TAGS, WORK, Case
from tests.register.made import CRM, asset, found, header, scan

EDM = "sqlite://edm/list"
_PARTNER = "recipients: [{id: partner, name: 伙伴公司, data_categories: [user.name, user.contact.email]}]"
_SYSTEM = "systems: [{fides_key: edm, name: 群发平台, administrating_department: it, server: {type: sqlite, environment: prod}, location: CN-BJ, operator: partner, bindings: ['sqlite://edm/*']}]"
_SENDS = "processing_activities: [{id: a3, name: 群发, department: it, systems: [edm], data_categories: ['@main'], data_uses: [p1]}]"
_NAMED = f"{_SENDS[:-2]}, recipients: [partner]}}]"
_GIVEN = f"{_PARTNER}\n{_SYSTEM}\n{_NAMED}"
_HELD = (found(uri=EDM), found(MAIL, "mail", EDM))

SHR_001 = [
    Case("SHR-001", "no activity gives it to them", scan(*_HELD), f"{_PARTNER}\n{_SYSTEM}\n{_SENDS}", (("high", EDM),),
         (("recipient", "伙伴公司"), ("region", "CN-BJ"), ("categories", f"{MAIL}, {NAME}"), ("columns", "mail, name"), ("rows", "100"))),
    Case("SHR-001", "copied from the company's own customers", scan(found(MAIL, "m", EDM, tags=TAGS[:8]), found(MAIL, "mail", tags=TAGS[2:])),
         f"{_PARTNER}\n{_SYSTEM}\n{_SENDS}", (("high", EDM),), (("overlap", "75%"), ("original", f"{CRM} · mail"))),
    Case("SHR-001", "a processor", scan(*_HELD), f"processors: [{{id: partner, name: 云通信}}]\n{_SYSTEM}\n{_SENDS}", (("high", EDM),), (("recipient", "云通信"),)),
    Case("SHR-001", "abroad, where a transfer covers it", scan(*_HELD),
         f"{_PARTNER}\n{_SYSTEM.replace('CN-BJ', 'SG')}\n{_SENDS}\ncross_border_transfers: [{{id: x1, country: SG, data_categories: ['@main']}}]", (("critical", EDM),)),
    Case("SHR-001", "a system without any activity", scan(*_HELD), f"{_PARTNER}\n{_SYSTEM}", (("high", EDM),), lines=False),
    Case("SHR-001", "an activity names it", scan(*_HELD), _GIVEN),
    Case("SHR-001", "an activity entrusts it", scan(*_HELD), f"processors: [{{id: partner, name: 云通信}}]\n{_SYSTEM}\n{_SENDS[:-2]}, processors: [partner]}}]"),
    Case("SHR-001", "run by the company itself", scan(*_HELD), f"{_SYSTEM.replace('operator: partner, ', '')}\n{_SENDS}"),
    Case("SHR-001", "abroad without a transfer: XB-001", scan(*_HELD), f"{_PARTNER}\n{_SYSTEM.replace('CN-BJ', 'SG')}\n{_SENDS}"),
    Case("SHR-001", "nothing personal", scan(found(WORK, "corp", EDM)), f"{_PARTNER}\n{_SYSTEM}\n{_SENDS}"),
    Case("SHR-001", "no system: INV-003", scan(found(uri=LOOSE))),
    Case("SHR-001", "a scan of definitions", scan(header(NAME, "name", EDM), assets=(asset(EDM, line=3),), mode="schema"), f"{_PARTNER}\n{_SYSTEM}\n{_SENDS}", (("high", EDM),)),
]  # fmt: skip

_AT = "recipients: [{id: partner, name: 伙伴公司, data_categories: [user.name], destinations: ['%s']}]"
_SOURCE = (SourceRecord("crm", "postgresql://reader@db.partner.example:5432/crm"),)
SHR_005 = [
    Case("SHR-005", "phones where names and e-mail are declared", scan(*_HELD, found(PHONE, "tel", EDM)), _GIVEN, (("high", f"{EDM} · tel"),),
         (("recipient", "伙伴公司"), ("listed", f"{MAIL}, {NAME}"))),
    Case("SHR-005", "a recipient that lists nothing", scan(found(uri=EDM)), f"{_SYSTEM}\n{_NAMED}\nrecipients: [{{id: partner, name: 伙伴公司}}]", (("high", f"{EDM} · name"),)),
    Case("SHR-005", "a processor that lists something else", scan(found(PHONE, "tel", EDM)),
         f"processors: [{{id: partner, name: 云通信, data_categories: [user.contact.email]}}]\n{_SYSTEM}\n{_SENDS[:-2]}, processors: [partner]}}]", (("high", f"{EDM} · tel"),)),
    Case("SHR-005", "at a destination by its URI", scan(found(PHONE, "tel")), _AT % "sqlite://crm/*", (("high", f"{CRM} · tel"),)),
    Case("SHR-005", "at a destination by its host", scan(found(PHONE, "tel"), sources=_SOURCE), _AT % "partner.example", (("high", f"{CRM} · tel"),)),
    Case("SHR-005", "at a destination by host and port", scan(found(PHONE, "tel"), sources=_SOURCE), _AT % "db.partner.example:5432", (("high", f"{CRM} · tel"),)),
    Case("SHR-005", "at a destination by the source's location", scan(found(PHONE, "tel"), sources=(SourceRecord("crm", "s3://Partner-Drop/in"),)), _AT % "s3://partner-drop/**",
         (("high", f"{CRM} · tel"),)),
    Case("SHR-005", "a host that only ends alike", scan(found(PHONE, "tel"), sources=_SOURCE), _AT % "artner.example"),
    Case("SHR-005", "a destination of a slash is none", scan(found(PHONE, "tel"), sources=(SourceRecord("crm", "/data/crm"),)), _AT % "/"),
    Case("SHR-005", "listed, by its parent", scan(found(MAIL, "m", EDM)), _GIVEN.replace("user.contact.email", "user.contact").replace("[user.name, user.contact]", "[user.name, user.contact]")
         + "\ndata_categories: [user.contact]"),
    Case("SHR-005", "all of it listed", scan(*_HELD), _GIVEN),
    Case("SHR-005", "the party itself is undeclared: SHR-001", scan(found(PHONE, "tel", EDM)), f"{_PARTNER}\n{_SYSTEM}\n{_SENDS}"),
    Case("SHR-005", "a processor that lists no kind: SHR-006", scan(found(PHONE, "tel", EDM)),
         f"processors: [{{id: partner, name: 云通信}}]\n{_SYSTEM}\n{_SENDS[:-2]}, processors: [partner]}}]"),
    Case("SHR-005", "a kind that the system does not declare: INV-001", scan(found(BANK, "card", EDM)), _GIVEN),
    Case("SHR-005", "a country without a transfer: XB-001", scan(found(PHONE, "tel", EDM)), _GIVEN.replace("CN-BJ", "SG")),
    Case("SHR-005", "a scan of definitions", scan(header(PHONE, "tel", EDM, 4), mode="schema"), _GIVEN, (("high", f"{EDM} · tel"),)),
]  # fmt: skip

_JP = asset(JP, region="JP")
_APPROVED = """\
cross_border_transfers:
  - id: x1
    country: JP
    data_categories: ['@main']
    purposes: [p1]
    mechanism: {type: security_assessment, approved: {data_categories: [user.name, user.contact.email], purposes: [p1]}}
"""
XB_009 = [
    Case("XB-009", "a kind beyond the assessment", scan(found(uri=JP), found(PHONE, "tel", JP), assets=(_JP,)), _APPROVED,
         (("high", "cross_border_transfers[x1].mechanism.approved.data_categories"),), (("region", "JP"), ("mechanism", "security_assessment"), ("beyond", PHONE)), lines=False),
    Case("XB-009", "a purpose beyond it", scan(found(uri=JP), assets=(_JP,)), _APPROVED.replace("    purposes: [p1]\n", "    purposes: [p1, p2]\n"),
         (("high", "cross_border_transfers[x1].mechanism.approved.purposes"),), (("beyond", "p2"),), lines=False),
    Case("XB-009", "within it", scan(found(uri=JP), found(MAIL, "m", JP), assets=(_JP,)), _APPROVED),
    Case("XB-009", "nothing approved is stated", scan(found(PHONE, "tel", JP), assets=(_JP,)),
         "cross_border_transfers: [{id: x1, country: JP, data_categories: ['@main'], purposes: [p1], mechanism: {type: standard_contract}}]"),
    Case("XB-009", "no transfer covers it: XB-001", scan(found(RECORDING, "rec", JP), assets=(_JP,)), _APPROVED),
    Case("XB-009", "the same kind at home", scan(found(PHONE, "tel"), assets=(asset(region="CN-SH"),)), _APPROVED),
    Case("XB-009", "a scan of definitions", scan(header(PHONE, "tel", JP), assets=(_JP,), mode="schema"), _APPROVED),
]  # fmt: skip

_BELOW = f"data_categories: [{BANK}, {ID}]\ncross_border_transfers: [{{id: x1, country: JP, data_categories: ['@main', {BANK}, {ID}], exemption: {{type: below_100k}}}}]"
XB_010 = [
    Case("XB-010", "a bank account", scan(found(uri=JP), found(BANK, "card", JP), found(BANK, "card2", JP), assets=(_JP,)), _BELOW,
         (("high", "cross_border_transfers[x1].exemption"),), (("sensitivity", "gbt45574-2025"), ("region", "JP"), ("columns", f"{JP} · card, {JP} · card2"), ("matched", "90")), lines=False),
    Case("XB-010", "an identity number by the older standard", scan(found(ID, "id", JP), assets=(_JP,)), f"{_BELOW}\nlaw_profile: {{sensitivity_standard: gbt35273-2020}}",
         (("high", "cross_border_transfers[x1].exemption"),), lines=False),
    Case("XB-010", "an identity number by the newer one", scan(found(ID, "id", JP), assets=(_JP,)), _BELOW),
    Case("XB-010", "general kinds", scan(found(uri=JP), assets=(_JP,)), _BELOW),
    Case("XB-010", "another exemption", scan(found(BANK, "card", JP), assets=(_JP,)), _BELOW.replace("below_100k", "contract_performance")),
    Case("XB-010", "no transfer covers it: XB-001", scan(found(BANK, "card", JP), assets=(_JP,)), _BELOW.replace(f"['@main', {BANK}, {ID}]", "['@main']")),
    Case("XB-010", "at home", scan(found(BANK, "card")), _BELOW),
    Case("XB-010", "a scan of definitions", scan(header(BANK, "card", JP), assets=(_JP,), mode="schema"), _BELOW),
]  # fmt: skip

_PAYS = f"data_categories: [{BANK}]\nprocessing_activities: [{{id: a1, data_categories: [{BANK}]%s}}]\n"
_ASKED = f"{_PAYS % ', data_uses: [p2]'}data_uses: [{{id: p2, legal_basis: [consent%s]}}]"
_CONSENT = "data_uses: [{id: p1, legal_basis: [consent]}]\n"
SPI_001 = [
    Case("SPI-001", "declared, on consent, and none recorded", scan(found(BANK, "card"), found(BANK, "card2", matched=95)), f"{_PAYS % ''}{_CONSENT}",
         (("critical", "processing_activities[a1].separate_consent[crm]"),),
         (("sensitivity", "gbt45574-2025"), ("system", "客户管理系统"), ("owner", "信息技术部负责人"), ("activities", "a1"), ("columns", f"{CRM} · card, {CRM} · card2"), ("matched", "95")), lines=False),
    Case("SPI-001", "obtained, and no evidence named", scan(found(BANK, "card")), f"{_PAYS % ', separate_consent: {obtained: true}'}{_CONSENT}",
         (("critical", "processing_activities[a1].separate_consent[crm]"),), lines=False),
    Case("SPI-001", "one of its purposes rests on consent", scan(found(BANK, "card")), _PAYS % ", data_uses: [p2]", (("critical", "processing_activities[a1].separate_consent[crm]"),), lines=False),
    Case("SPI-001", "an activity without a purpose exempts nothing", scan(found(BANK, "card", "sqlite://erp/t")),
         f"data_categories: [{BANK}]\nsystems: [{{fides_key: erp, administrating_department: it, bindings: ['sqlite://erp/*']}}]\n"
         f"processing_activities: [{{id: a3, department: it, systems: [erp], data_categories: [{BANK}]}}]",
         (("critical", "processing_activities[a3].separate_consent[erp]"),), lines=False),
    Case("SPI-001", "a purpose without a basis exempts nothing", scan(found(BANK, "card")), f"{_PAYS % ', data_uses: [p3]'}data_uses: [{{id: p3, name: 结算}}]",
         (("critical", "processing_activities[a1].separate_consent[crm]"),), lines=False),
    Case("SPI-001", "sensitive by the older standard", scan(found(ID, "id")), f"{_PAYS.replace(BANK, ID) % ''}{_CONSENT}law_profile: {{sensitivity_standard: gbt35273-2020}}",
         (("critical", "processing_activities[a1].separate_consent[crm]"),), lines=False),
    Case("SPI-001", "not by the newer one", scan(found(ID, "id")), f"{_PAYS.replace(BANK, ID) % ''}{_CONSENT}"),
    Case("SPI-001", "consent with its evidence", scan(found(BANK, "card")), f"{_PAYS % ', separate_consent: {obtained: true, evidence: 同意记录表}'}{_CONSENT}"),
    Case("SPI-001", "a contract needs no consent", scan(found(BANK, "card")), _PAYS % ""),
    *[Case("SPI-001", f"a purpose based on {basis}", scan(found(BANK, "card")), _ASKED % f", {basis}") for basis in ("separate_consent", "written_consent", "guardian_consent")],
    Case("SPI-001", "nobody declares it: INV-001", scan(found(BANK, "card")), _CONSENT),
    Case("SPI-001", "declared elsewhere: INV-002", scan(found(BANK, "card", "sqlite://support/t")), f"{_PAYS % ''}{_CONSENT}"),
    Case("SPI-001", "children: MIN-001", scan(found("user.childrens", "child", entity="KID")), f"{_PAYS.replace(BANK, 'user.childrens') % ''}{_CONSENT}"),
    Case("SPI-001", "a scan of definitions", scan(header(BANK, "card", CRM, 4), mode="schema"), f"{_PAYS % ''}{_CONSENT}", (("critical", f"{CRM} · card"),), lines=False),
]  # fmt: skip

SUPPORT, FACE = "sqlite://support/calls", "user.biometric.face"
_PHOTO = "data_categories: [user.content.self_image]\nprocessing_activities: [{id: a1, data_categories: [user.content.self_image]}]"
SPI_004 = [
    Case("SPI-004", "a voiceprint beside recordings", scan(found("user.biometric", "vp", SUPPORT, kinds=("voiceprint",))), fires=(("high", f"{SUPPORT} · vp"),),
         evidence=(("sensitivity", "gbt45574-2025"), ("nearest", RECORDING))),
    Case("SPI-004", "its category says so", scan(found("user.biometric.voice", "vp", SUPPORT)), fires=(("high", f"{SUPPORT} · vp"),)),
    Case("SPI-004", "nobody knows of which sort", scan(found("user.biometric", "vec", SUPPORT)), fires=(("high", f"{SUPPORT} · vec"),)),
    Case("SPI-004", "faces from photos", scan(found(FACE, "vec")), _PHOTO, (("high", f"{CRM} · vec"),), (("nearest", "user.content.self_image"),)),
    Case("SPI-004", "a face comes from no recording: INV-001", scan(found("user.biometric", "vec", SUPPORT, kinds=("face",)))),
    Case("SPI-004", "fingerprints: INV-001", scan(found("user.biometric", "fp", SUPPORT, kinds=("fingerprint",)))),
    Case("SPI-004", "a system without recordings: INV-001", scan(found("user.biometric", "vp", kinds=("voiceprint",)))),
    Case("SPI-004", "declared: SPI-001", scan(found("user.biometric", "vp", SUPPORT, kinds=("voiceprint",))),
         "data_categories: [user.biometric]\nprocessing_activities: [{id: a2, data_categories: [user.biometric]}]"),
    Case("SPI-004", "no system: INV-003", scan(found("user.biometric", "vp", LOOSE))),
    Case("SPI-004", "the recording itself", scan(found(RECORDING, "rec", SUPPORT))),
    Case("SPI-004", "a scan of definitions", scan(header("user.biometric", "vp", SUPPORT), mode="schema")),
]  # fmt: skip


def _minors(*kinds: str, uri: str = CRM, share: float | None = None, **more: object) -> Finding:
    evidence = (Evidence("under_14", "", share),) if share is not None else (Evidence("header", "child"),)
    return found("user.childrens", "birth", uri, entity="MINOR", kinds=kinds, evidence=evidence, **more)


_RULES = "documents: [{id: kids, type: child_policy, title: 儿童个人信息保护规则}]\n"
_GUARDIAN = "processing_activities: [{id: a1, guardian_consent: {obtained: true, evidence: 监护人同意记录}}]\n"
_HAS = "law_profile: {sections_over_minors: general_audience}\n"
_ALL = f"{_RULES}{_GUARDIAN}{_HAS}"
MIN_001 = [
    Case("MIN-001", "nothing is there", scan(_minors("under_14"), _minors("under_18", uri="sqlite://crm/b")), fires=(("critical", "systems[crm]"),),
         evidence=(("missing", "guardian_consent, child_policy, profile"), ("age_source", "header"), ("columns", f"{CRM} · birth"), ("matched", "90"), ("owner", "信息技术部负责人")), lines=False),
    Case("MIN-001", "by their birth dates", scan(_minors("under_14", "under_18", share=0.1, matched=20, filled=95)), _HAS, (("critical", "systems[crm]"),),
         (("missing", "guardian_consent, child_policy"), ("age_source", "under_14"), ("matched", "10")), lines=False),
    Case("MIN-001", "of an age that nobody told", scan(_minors()), f"{_GUARDIAN}{_HAS}", (("critical", "systems[crm]"),), (("missing", "child_policy"),), lines=False),
    Case("MIN-001", "rules, and no consent", scan(_minors("under_14")), f"{_RULES}{_HAS}", (("critical", "systems[crm]"),), (("missing", "guardian_consent"),), lines=False),
    Case("MIN-001", "the register says that there are none", scan(_minors("under_14")), f"{_RULES}{_GUARDIAN}", (("medium", "systems[crm]"),), (("missing", "profile"),), lines=False),
    Case("MIN-001", "in a system without activities", scan(_minors("under_14", uri="sqlite://erp/t")), f"{_ALL}systems: [{{fides_key: erp, bindings: ['sqlite://erp/*']}}]",
         (("critical", "systems[erp]"),), lines=False),
    Case("MIN-001", "in no system", scan(_minors("under_14", uri=LOOSE)), _ALL, (("critical", LOOSE),), lines=False),
    Case("MIN-001", "consent, rules, and the register says so", scan(_minors("under_14")), _ALL),
    Case("MIN-001", "a purpose based on guardians' consent", scan(_minors("under_14")), f"{_RULES}{_HAS}data_uses: [{{id: p1, legal_basis: [guardian_consent]}}]"),
    Case("MIN-001", "from 14 to 17: MIN-002", scan(_minors("under_18"))),
    Case("MIN-001", "only possible", scan(_minors("under_14", verdict="POSSIBLE"))),
    Case("MIN-001", "birth dates of grown people", scan(found(), found("user.demographic.date_of_birth", "birth"))),
    Case("MIN-001", "a scan of definitions", scan(header("user.childrens", "child_name", CRM, entity="MINOR"), mode="schema")),
]  # fmt: skip

_AUDIT = "audits: [{id: minors, kind: minors, date: %s}]\n"
MIN_002 = [
    Case("MIN-002", "never audited", scan(_minors("under_18", matched=7)), fires=(("medium", "audits"),),
         evidence=(("columns", f"{CRM} · birth"), ("matched", "7"), ("limit", "2025-11-22"), ("deadline", "2027-01-31"))),
    Case("MIN-002", "a day more than a year ago", scan(_minors("under_18")), _AUDIT % "2025-11-21", (("medium", "audits"),), (("last_audit", "2025-11-21"),)),
    Case("MIN-002", "children with all that PIPL 31 asks for", scan(_minors("under_14"), _minors("under_18", uri="sqlite://crm/b")), _ALL, (("medium", "audits"),)),
    Case("MIN-002", "the register says so itself", scan(found()), "data_subjects: [{fides_key: pupil, name: 学生, minors: under_18}]", (("medium", "audits"),), (("columns", "学生"),)),
    Case("MIN-002", "a service aimed at minors", scan(found()), "law_profile: {sections_over_minors: minors_targeted}", (("medium", "audits"),)),
    Case("MIN-002", "a year ago to the day", scan(_minors("under_18")), _AUDIT % "2025-11-22"),
    Case("MIN-002", "a general audit is another one", scan(_minors("under_18")), "audits: [{id: audit-2026, date: 2026-11-01}]", (("medium", "audits"),)),
    Case("MIN-002", "children without consent: MIN-001", scan(_minors("under_14"))),
    Case("MIN-002", "a general audience and nobody under 18", scan(found()), _HAS),
    Case("MIN-002", "no scan", EMPTY),
    Case("MIN-002", "a scan of definitions", scan(header("user.childrens", "child_name", CRM, entity="MINOR"), mode="schema")),
]  # fmt: skip

CASES = [*SHR_001, *SHR_005, *XB_009, *XB_010, *SPI_001, *SPI_004, *MIN_001, *MIN_002]
