"""What the policy's own text leaves open: REG-004 to REG-013 and INV-004. All without a scan."""

from __future__ import annotations

from tests.register.cases import EMPTY, NAME, PHONE, RECORDING, Case

COOKIE = "user.device.cookie_id"


def category(key: str, **fields: str) -> str:
    """One category as an overlay; values as YAML spells them."""
    return f"data_categories: [{{fides_key: {key}, {', '.join(f'{k}: {v}' for k, v in fields.items())}}}]"


def purpose(**fields: str) -> str:
    fields = {"id": "p9", "name": "发送期刊", "clause": "一.2", "quote": "发送期刊", "legal_basis": "[consent]"} | fields
    return f"data_uses: [{{{', '.join(f'{k}: {v}' for k, v in fields.items() if v)}}}]"


_NAME = "data_categories[user.name]"
REG_004 = [
    Case("REG-004", "the entry says that the list goes on", EMPTY, category(NAME, open_ended="true"), (("low", f"{_NAME}.quote"),)),
    Case("REG-004", "the quote ends in 等", EMPTY, category(NAME, quote="姓名等"), (("low", f"{_NAME}.quote"),)),
    Case("REG-004", "等个人信息。", EMPTY, category(NAME, quote="姓名、电话等个人信息。"), (("low", f"{_NAME}.quote"),)),
    Case("REG-004", "包括但不限于", EMPTY, category(NAME, quote="包括但不限于姓名"), (("low", f"{_NAME}.quote"),)),
    Case("REG-004", "nothing but 等", EMPTY, category(NAME, quote="等"), (("low", f"{_NAME}.quote"),)),
    Case("REG-004", "in English", EMPTY, category(NAME, quote="'name, phone, etc.'"), (("low", f"{_NAME}.quote"),)),
    Case("REG-004", "等 within the quote goes on to something else", EMPTY, category(NAME, quote="将姓名等委托给第三方")),
    Case("REG-004", "高等 is a word", EMPTY, category(NAME, quote="高等教育经历")),
    Case("REG-004", "mentioned, not listed: REG-005", EMPTY, category(NAME, declaration="mentioned", quote="姓名等")),
    Case("REG-004", "an internal entry has no quote", EMPTY, "data_categories: [{fides_key: user.job_title, open_ended: true}]"),
    Case("REG-004", "a closed list", EMPTY),
]  # fmt: skip

REG_005 = [
    Case("REG-005", "mentioned outside the list", EMPTY, category(NAME, declaration="mentioned"), (("medium", f"{_NAME}.declaration"),)),
    Case("REG-005", "only implied", EMPTY, "data_categories: [{fides_key: user.device.ip_address, declaration: implied}]",
         (("medium", "data_categories[user.device.ip_address].declaration"),)),
    Case("REG-005", "each kind by itself", EMPTY, f"{category(NAME, declaration='mentioned')[:-1]}, {category(PHONE, declaration='implied')[18:]}",
         (("medium", f"data_categories[{PHONE}].declaration"), ("medium", f"{_NAME}.declaration"))),
    Case("REG-005", "an internal kind is not in the policy at all", EMPTY, "data_categories: [user.job_title]"),
    Case("REG-005", "listed, and open", EMPTY, category(NAME, open_ended="true")),
    Case("REG-005", "all in the list", EMPTY),
]  # fmt: skip

_COOKIE = f"data_categories[{COOKIE}].personal"
REG_006 = [
    Case("REG-006", "the quote itself denies it", EMPTY, category(COOKIE, clause="一.2", quote="Cookie 不包含特定个人的信息"), (("medium", _COOKIE),), lines=False),
    Case("REG-006", "nobody can be identified by it", EMPTY, category(COOKIE, clause="一.2", quote="Cookie 无法识别您的身份"), (("medium", _COOKIE),), lines=False),
    Case("REG-006", "the register itself calls it never personal", EMPTY, category(COOKIE, personal="never"), (("medium", _COOKIE),)),
    Case("REG-006", "anonymised data is none", EMPTY, category(COOKIE, clause="一.2", quote="Cookie 经匿名化处理后不属于个人信息")),
    Case("REG-006", "it is said to be personal", EMPTY, category(COOKIE, clause="一.2", quote="Cookie 标识符属于个人信息")),
    Case("REG-006", "a kind that may be called never personal", EMPTY, category("user.job_title", personal="never")),
    Case("REG-006", "a kind of one's own", EMPTY, category("user.seat", personal="never")),
    Case("REG-006", "no cookies", EMPTY),
]  # fmt: skip

_P9 = "data_uses[p9].vague"
REG_007 = [
    Case("REG-007", "marked as vague", EMPTY, purpose(vague="true"), (("low", _P9),)),
    Case("REG-007", "other necessary contact", EMPTY, purpose(quote="为其他有必要与客户取得联系时"), (("low", _P9),)),
    Case("REG-007", "other purposes", EMPTY, purpose(name="其他合理目的"), (("low", _P9),)),
    Case("REG-007", "…等用途", EMPTY, purpose(quote="用于改进产品等用途"), (("low", _P9),)),
    Case("REG-007", "vague and internal", EMPTY, purpose(vague="true", quote="", clause=""), (("low", _P9),)),
    Case("REG-007", "not for other purposes", EMPTY, purpose(quote="发送期刊，不会用于其他目的")),
    Case("REG-007", "other companies are no purpose", EMPTY, purpose(quote="与其他公司共同举办研讨会")),
    Case("REG-007", "a purpose that says what is done", EMPTY, purpose()),
]  # fmt: skip

REG_008 = [
    Case("REG-008", "a purpose in the text only", EMPTY, purpose(declaration="mentioned"), (("medium", "data_uses[p9].declaration"),)),
    Case("REG-008", "an implied one", EMPTY, purpose(declaration="implied", clause="", quote=""), (("medium", "data_uses[p9].declaration"),)),
    Case("REG-008", "listed", EMPTY, purpose()),
    Case("REG-008", "internal: REG-010 where it is used", EMPTY, purpose(clause="", quote="")),
    Case("REG-008", "nine purposes in the list", EMPTY),
]  # fmt: skip

_ORG = "organization: {name: 甲乙信息技术（上海）有限公司, controller: {name: 甲乙信息技术（上海）有限公司}"
_RECIPIENT = "recipients: [{id: r1, name: 丙丁戊有限公司, aliases: [%s]}]"
REG_009 = [
    Case("REG-009", "an alias that is a full name", EMPTY, f"{_ORG}, aliases: [甲乙上海信息技术（上海）有限公司]}}", (("low", "organization.name"),),
         (("variants", "甲乙上海信息技术（上海）有限公司"),), lines=False),
    Case("REG-009", "characters in another order", EMPTY, f"{_ORG}, aliases: [甲乙技术信息（上海）有限公司]}}", (("low", "organization.name"),), lines=False),
    Case("REG-009", "the controller's name", EMPTY, "organization: {controller: {name: 示列软件（上海）有限公司}}", (("low", "organization.name"),)),
    Case("REG-009", "the same name with two legal forms", EMPTY, _RECIPIENT % "丙丁戊株式会社", (("low", "recipients[r1].name"),), lines=False),
    Case("REG-009", "two mailboxes, one character apart", EMPTY, "rights_handling: {contact: {email: privcy@base.example}}",
         (("low", "contact[privacy@base.example]"),), (("variants", "privcy@base.example"),), lines=False),
    Case("REG-009", "two addresses, one number apart, no contact for rights", EMPTY,
         "organization: {controller: {address: 上海市虚构路 1 号 11 楼}}\nincident_response: {contact_in_notice: 上海市虚构路 1 号 12 楼}",
         (("low", "contact[上海市虚构路 1 号 11 楼]"),), lines=False, without=("rights_handling",)),
    Case("REG-009", "brackets and width make no difference", EMPTY, f"{_ORG}, aliases: [甲乙信息技术(上海)有限公司]}}"),
    Case("REG-009", "a short name", EMPTY, f"{_ORG}, aliases: [甲乙上海, 甲乙]}}"),
    Case("REG-009", "a sister company in another city", EMPTY, f"{_ORG}, aliases: [甲乙信息技术（北京）有限公司]}}"),
    Case("REG-009", "a translation in brackets", EMPTY, _RECIPIENT % "丙丁戊有限公司(Acme Ltd.)"),
    Case("REG-009", "the near name is that of a recipient", EMPTY,
         f"{_ORG}, aliases: [甲乙信息科技（上海）有限公司]}}\nrecipients: [{{id: r1, name: 甲乙信息科技（上海）有限公司}}]"),
    Case("REG-009", "another mailbox of the company", EMPTY, "rights_handling: {contact: {email: rights@base.example}}"),
    Case("REG-009", "the same address with its postal code", EMPTY, "rights_handling: {contact: {email: privacy@base.example, address: 200050 上海市虚构路 1 号}}"),
    Case("REG-009", "one spelling throughout", EMPTY),
]  # fmt: skip

_INTERNAL = "data_categories: [{fides_key: user.name, declaration: internal}, {fides_key: user.contact.phone_number, declaration: internal}," \
    f" {{fides_key: user.contact.email, declaration: internal}}, {{fides_key: {RECORDING}, declaration: internal}}]"  # fmt: skip
_A1, _A3 = "processing_activities[a1]", "processing_activities[a3]"
REG_010 = [
    Case("REG-010", "a kind that the scenario does not declare", EMPTY, f"processing_activities: [{{id: a1, data_categories: [{RECORDING}]}}]",
         (("high", f"{_A1}.data_categories"),), (("categories", RECORDING),)),
    Case("REG-010", "no scenario, a kind that the policy does not name", EMPTY, "processing_activities: [{id: a3, data_categories: [user.workplace]}]",
         (("high", f"{_A3}.data_categories"),)),
    Case("REG-010", "a purpose that the policy does not name", EMPTY,
         f"{purpose(clause='', quote='')}\nprocessing_activities: [{{id: a1, data_uses: [p9]}}]", (("high", f"{_A1}.data_uses"),), (("purposes", "p9"),)),
    Case("REG-010", "both", EMPTY, f"{purpose(clause='', quote='')}\nprocessing_activities: [{{id: a1, data_uses: [p9], data_categories: [{RECORDING}]}}]",
         (("high", f"{_A1}.data_categories"), ("high", f"{_A1}.data_uses"))),
    Case("REG-010", "no scenario, a kind that the policy lists", EMPTY, f"processing_activities: [{{id: a3, data_categories: [{PHONE}]}}]"),
    Case("REG-010", "a purpose named in the text", EMPTY, f"{purpose(declaration='mentioned')}\nprocessing_activities: [{{id: a1, data_uses: [p9]}}]"),
    Case("REG-010", "a child of a kind that the scenario declares", EMPTY, f"processing_activities: [{{id: a1, data_categories: [{PHONE}.work]}}]"),
    Case("REG-010", "narrower than the scenario", EMPTY, f"processing_activities: [{{id: a3, scenario: s1, data_categories: [{NAME}]}}]"),
    Case("REG-010", "nothing in the register comes from a policy", EMPTY,
         f"{_INTERNAL}\nprocessing_activities: [{{id: a3, data_categories: [user.name], data_uses: [p9]}}]\n{purpose(clause='', quote='')}"),
    Case("REG-010", "just what is declared", EMPTY),
]  # fmt: skip

REG_013 = [
    Case("REG-013", "both scenarios declare the whole list", EMPTY, f"collection_scenarios: [{{id: s1, data_categories: [{RECORDING}]}}, {{id: s2, data_categories: ['@main']}}]",
         (("low", "collection_scenarios"),), (("scenarios", "s1, s2"),), lines=False),
    Case("REG-013", "one of cookies besides", EMPTY,
         f"data_categories: [{{fides_key: {COOKIE}, declaration: mentioned, clause: 一.4, quote: Cookie}}]\n"
         f"collection_scenarios: [{{id: s1, data_categories: [{RECORDING}]}}, {{id: s2, data_categories: ['@main']}}, {{id: s3, name: 访问网站, data_categories: [{COOKIE}]}}]",
         (("low", "collection_scenarios"),), (("scenarios", "s1, s2"),), lines=False),
    Case("REG-013", "no list, and the same kinds twice", EMPTY,
         f"{_INTERNAL}\ncollection_scenarios: [{{id: s1, data_categories: [{RECORDING}]}}, {{id: s2, data_categories: ['@main']}}]",
         (("low", "collection_scenarios"),), lines=False),
    Case("REG-013", "only one scenario", EMPTY, f"collection_scenarios: [{{id: s1, data_categories: [{RECORDING}]}}]",
         without=("processing_activities[a2].scenario", "collection_scenarios[s2]")),
    Case("REG-013", "one that takes less", EMPTY, f"collection_scenarios: [{{id: s1, data_categories: [{RECORDING}]}}]"),
    Case("REG-013", "a list of one kind cannot be narrowed", EMPTY,
         f"{_INTERNAL.replace(RECORDING + ', declaration: internal', RECORDING)}\ncollection_scenarios: [{{id: s1, data_categories: [{RECORDING}]}}]"),
    Case("REG-013", "no scenarios", EMPTY,
         without=("processing_activities[a1].scenario", "processing_activities[a2].scenario", "collection_scenarios")),
    Case("REG-013", "different ones", EMPTY),
]  # fmt: skip

_LAW = "《中华人民共和国税收征收管理法》第二十四条"
_P9_LAW, _P9_BASIS = "data_uses[p9].necessity", "data_uses[p9].legal_basis"
INV_004 = [
    Case("INV-004", "an activity without a purpose", EMPTY, f"processing_activities: [{{id: a3, data_categories: [{NAME}]}}]", (("high", f"{_A3}.data_uses"),)),
    Case("INV-004", "no purposes at all", EMPTY, without=("data_uses", "processing_activities[a1].data_uses", "processing_activities[a2].data_uses"),
         fires=(("high", "processing_activities[a1].data_uses"), ("high", "processing_activities[a2].data_uses"))),
    Case("INV-004", "a purpose without a basis", EMPTY, purpose(legal_basis=""), (("high", _P9_BASIS),)),
    Case("INV-004", "a legal duty of no law", EMPTY, purpose(name="遵守法律法规", quote="为遵守法律法规时", legal_basis="[legal_duty]"), (("medium", _P9_LAW),)),
    Case("INV-004", "by law, says it, and names none", EMPTY, purpose(name="依法", quote="我们依法，履行义务", legal_basis="[consent, legal_duty]"), (("medium", _P9_LAW),)),
    Case("INV-004", "the law stands in its necessity", EMPTY, purpose(legal_basis="[legal_duty]", necessity=_LAW)),
    Case("INV-004", "the law stands in its name, without marks", EMPTY, purpose(name="按会计法第二十三条保存凭证", legal_basis="[legal_duty]")),
    Case("INV-004", "the law stands in its quote", EMPTY, purpose(quote="履行《网络安全法》规定的义务", legal_basis="[legal_duty]")),
    Case("INV-004", "another basis than law", EMPTY, purpose(name="遵守法律法规")),
    Case("INV-004", "every activity has its purpose", EMPTY),
]  # fmt: skip

CASES = [*REG_004, *REG_005, *REG_006, *REG_007, *REG_008, *REG_009, *REG_010, *REG_013, *INV_004]
