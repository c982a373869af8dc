"""INC-001: what people are told of an incident leaves out something that PIPL 57 asks for (its items (1) and (2); 条例 11).

The items of the notice are prose, so words decide. The company's contact, item (3), is INC-002's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from register import suggest
from register.context import Context, Rule
from register.duties import has_policy, listed
from register.notice import Incident
from register.violation import Severity, Text, Violation

RULE = Rule(
    "INC-001",
    Severity.MEDIUM,
    False,
    ("PIPL 57", "网络数据安全管理条例 11"),
    Text("安全事件告知内容不全", "The notice of an incident is incomplete"),
    offline=True,
)
#: evidence word -> the words that say it, its name as the law has it
_ITEMS = {
    "kinds": (re.compile("种类|类型|类别|哪些(?:个人)?信息|kind|categor|type", re.I), Text("涉及的信息种类", "kinds of information")),
    "cause": (re.compile("原因|起因|cause|reason", re.I), Text("原因", "cause")),
    "harm": (re.compile("危害|影响|后果|损害|harm|impact|consequence", re.I), Text("可能造成的危害", "possible harm")),
    "measures": (
        re.compile("补救|处置|应对|已(?:经)?采取|将要?采取|我们采取|remed|measures? (?:we )?(?:took|taken)", re.I),
        Text("已采取的补救措施", "measures taken"),
    ),
    "advice": (
        re.compile("个人可以|您可以?采取|可以采取|自主|防范|降低风险|减轻|advice|you can|protect yourself", re.I),
        Text("个人可以采取的减轻危害的措施", "what people can do themselves"),
    ),
}


def check(context: Context) -> Iterator[Violation]:
    if not has_policy(context):
        return
    incident = context.register.incident
    missing = _missing(incident)
    if not missing:
        return
    words = listed(missing.values())
    yield context.violation(
        RULE,
        Text(f"发生安全事件时的告知缺少：{words.zh}", f"the notice of an incident lacks: {words.en}"),
        Text(
            "政策和通知模板写明：“发生或者可能发生泄露、篡改、丢失时，我们立即补救，通知监管部门并告知您：涉及的信息种类、"
            "原因和可能造成的危害；"
            "我们采取的补救措施和您可以采取的减轻危害的措施；我们的联系方式。”",
            "write in policy and template: “When data is or may have been leaked, altered or lost, we act at once, notify the"
            " authority and tell you: kinds of"
            " information, cause and possible harm; what we have done and what you can do; how to reach us.”",
        ),
        clause=(incident.clause if incident else None) or context.silent_clause(),
        declaration="incident_response",
        line=context.register.line("incident_response"),
        yaml=suggest.example({"incident_response": _lines(missing)}),
        evidence=[("missing", ", ".join(missing))],
    )


def _missing(incident: Incident | None) -> dict[str, Text]:
    items = incident.items if incident else ()
    missing = {key: name for key, (words, name) in _ITEMS.items() if not any(words.search(item) for item in items)}
    if not (incident and incident.channels):
        missing["channels"] = Text("告知方式", "channels")
    if not (incident and incident.regulator):
        missing["regulator"] = Text("通知履行个人信息保护职责的部门", "notice to the authority")
    return missing


def _lines(missing: dict[str, Text]) -> suggest.Fragment:
    lines: suggest.Fragment = {}
    if items := [missing[key].zh for key in _ITEMS if key in missing]:
        lines["notify_individual"] = items
    if "channels" in missing:
        lines["channels"] = ["邮件", "短信"]
    if "regulator" in missing:
        lines["report_to_regulator"] = True
    return lines
