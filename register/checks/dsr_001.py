"""DSR-001: rights that the law gives and the policy does not tell (PIPL 15, 44-49; 网络数据安全管理条例 21(4), 23)."""

from __future__ import annotations

from collections.abc import Iterator

from register import suggest
from register.context import Context, Rule
from register.duties import has_policy, listed
from register.violation import Severity, Text, Violation

RULE = Rule(
    "DSR-001",
    Severity.MEDIUM,
    False,
    ("PIPL 15", "PIPL 44", "PIPL 45", "PIPL 46", "PIPL 47", "PIPL 48", "PIPL 49", "网络数据安全管理条例 21(4)", "网络数据安全管理条例 23"),
    Text("政策没有写全个人的权利", "Rights are missing in the policy"),
    offline=True,
)
_RIGHTS = {
    "access": (Text("查阅", "access"), "45"),
    "copy": (Text("复制", "copy"), "45"),
    "port": (Text("转移", "portability"), "45"),
    "rectify": (Text("更正", "rectification"), "46"),
    "supplement": (Text("补充", "supplementing"), "46"),
    "erase": (Text("删除", "erasure"), "47"),
    "restrict": (Text("限制处理", "restriction"), "44"),
    "refuse": (Text("拒绝处理", "refusal"), "44"),
    "withdraw": (Text("撤回同意", "withdrawal of consent"), "15"),
    "explain": (Text("要求解释说明", "explanation of the rules"), "48"),
    "close_account": (Text("注销账号", "closing the account"), "条例 21(4)"),
    "deceased_relatives": (Text("近亲属对死者个人信息的权利", "rights of a deceased person's relatives"), "49"),
}
_AUTOMATED = {"object_adm": (Text("拒绝仅通过自动化决策作出的决定", "refusal of automated decisions"), "24")}


def check(context: Context) -> Iterator[Violation]:
    register = context.register
    owed = _RIGHTS | (_AUTOMATED if any(activity.automated for activity in register.activities) else {})
    if not has_policy(context):
        yield _no_policy(context)
        return
    missing = {key: row for key, row in owed.items() if key not in register.rights}
    if not missing:
        return
    names = listed(name for name, _ in missing.values())
    entries = [{"id": key, "name": name.zh, "pipl": article} for key, (name, article) in missing.items()]
    yield context.violation(
        RULE,
        Text(f"政策没有写明这些权利：{names.zh}", f"the policy does not tell of these rights: {names.en}"),
        Text(
            f"在权利一节补上：“您还有权{names.zh}。您可以通过（联系方式）提出，我们核实身份后在十五日内答复。”",
            f"add to the section on rights: “You also have the right to: {names.en}. Write to (contact); we verify who you are"
            " and answer within 15 days.”",
        ),
        clause=next((r.clause for r in register.rights.values() if r.clause), None) or context.silent_clause(),
        declaration="rights",
        line=register.line("rights"),
        yaml=suggest.example({"rights": entries}),
        evidence=[("missing", ", ".join(missing)), ("articles", ", ".join(dict.fromkeys(article for _, article in missing.values())))],
    )


def _no_policy(context: Context) -> Violation:
    return context.violation(
        RULE,
        Text(
            "登记册没有写明隐私政策；该告知个人的内容（权利、联系方式、安全事件）都无从核对",
            "the register names no privacy policy, so nothing that people have to be told (rights, contacts, incidents) can be looked for",
        ),
        Text(
            "把隐私政策放在登记册旁边并登记，或用 pandian register draft 从政策生成登记册",
            "put the privacy policy beside the register and name it, or let pandian register draft make a register from it",
        ),
        declaration="documents",
        line=context.register.line("documents"),
        yaml=suggest.example({"documents": [{"id": "policy", "type": "privacy_policy", "source": "privacy-policy.txt"}]}),
    )
