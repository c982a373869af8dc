"""How a draft is *written*: YAML with a heading for each part and a mark at each line where a person must decide.

A writer of its own because each value stands on one line, so that a comment can follow it; what it writes is read back by
`register.yaml` as the same data (a property test holds both together).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from register.violation import Text
from register.yaml import reads_as_text

_PLAIN = re.compile(r"[\u3400-\u9fffA-Za-z0-9][\u3400-\u9fffA-Za-z0-9_.（）、，。/@-]*")
_KEY = re.compile(r"[A-Za-z_@][A-Za-z0-9_@.-]*")
_UNSAFE = re.compile("[\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufffe\uffff]")
FLOW = 100

#: Heading of each part, in both languages.
PARTS: dict[str, Text] = {
    "organization": Text("个人信息处理者", "the personal information handler"),
    "departments": Text("部门及负责人", "departments and who answers for them"),
    "documents": Text("依据的文件", "documents"),
    "data_categories": Text("个人信息种类", "kinds of personal information"),
    "category_groups": Text("政策里“上述个人信息”指的种类", "the kinds that the policy calls “the above”"),
    "data_subjects": Text("个人信息主体：按实际补充", "classes of people: complete as it is"),
    "data_uses": Text("处理目的", "purposes"),
    "collection_scenarios": Text("收集场景", "occasions of collecting"),
    "processing_activities": Text("处理活动：按实际拆分并补上系统", "processing activities: split as it is, and add systems"),
    "systems": Text("系统：政策不写，按实际补充", "systems: not in a policy, to be added"),
    "processors": Text("受托方", "processors"),
    "recipients": Text("接收方", "recipients"),
    "cross_border_transfers": Text("出境", "transfers abroad"),
    "retention_statement": Text("保存期限", "retention"),
    "retention_rules": Text("政策写明的期限", "periods that the policy states"),
    "security_measures": Text("保护措施", "safeguards"),
    "rights": Text("个人权利", "rights"),
    "rights_handling": Text("权利的行使", "how rights are exercised"),
    "incident_response": Text("安全事件", "incidents"),
    "change_rules": Text("政策的变更", "changes of the policy"),
    "x-unplaced": Text("没有归类的内容：逐条处理后删除", "what could not be placed: decide on each, then delete"),
}
#: null here is an ordinary answer, not a gap.
_MAY_BE_EMPTY = frozenset({"effective_to", "supersedes", "url", "representative", "evidence"})
_TO_CONFIRM = Text("待确认", "to confirm")
_ASSIGNED = Text("待确认：政策没有写明，这是建议", "to confirm: not stated in the policy, a proposal")


def written(register: Mapping[str, Any], head: list[str]) -> str:
    """The register as YAML. head: lines of the comment at the top."""
    lines = [f"# {line}" if line else "#" for line in head]
    for key, value in register.items():
        if (title := PARTS.get(key)) is not None:
            lines += ["", f"# ---- {title.zh} / {title.en}"]
        lines += _entry(str(key), value, 0)
    return "\n".join(lines) + "\n"


def _entry(key: str, value: Any, depth: int) -> Iterator[str]:
    pad, name = "  " * depth, _key(key)
    if (flow := _flow(value)) is not None and (not isinstance(value, (dict, list)) or len(flow) + len(pad) + len(name) <= FLOW):
        yield f"{pad}{name}: {flow}{_remark(key, value)}"
        return
    yield f"{pad}{name}:"
    if isinstance(value, Mapping):
        for inner, part in value.items():
            yield from _entry(str(inner), part, depth + 1)
        return
    for item in value:
        yield from _item(item, depth + 1)


def _item(item: Any, depth: int) -> Iterator[str]:
    pad = "  " * depth
    flow = _flow(item)
    if flow is not None and (not isinstance(item, (dict, list)) or not item or (len(flow) <= FLOW - len(pad) and not _undecided(item))):
        yield f"{pad}- {flow}"
    elif isinstance(item, Mapping):
        inner = [line for key, value in item.items() for line in _entry(str(key), value, depth + 1)]
        yield f"{pad}- {inner[0].lstrip()}"
        yield from inner[1:]
    else:
        inner = [line for part in item for line in _item(part, depth + 1)]
        yield f"{pad}-"
        yield from inner


def _undecided(value: Any) -> bool:
    return isinstance(value, Mapping) and any(v is None or v == "assigned" for v in value.values())


def _flow(value: Any) -> str | None:
    """The value on one line, None where it holds lists of mappings."""
    if isinstance(value, Mapping):
        parts = [(_key(str(k)), _flow(v)) for k, v in value.items()]
        return None if any(p is None for _, p in parts) else "{" + ", ".join(f"{k}: {p}" for k, p in parts) + "}"
    if isinstance(value, list):
        if any(isinstance(v, (dict, list)) and v for v in value):
            return None
        return "[" + ", ".join(_flow(v) or "" for v in value) + "]"
    return _scalar(value)


def _scalar(value: Any) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    text = str(value)
    if (
        _PLAIN.fullmatch(text)
        and reads_as_text(text)
        and not re.fullmatch(r"[0-9.-]*", text)
        and text.lower() not in ("y", "n", "yes", "no", "on", "off")
    ):
        return text
    return _UNSAFE.sub(lambda m: f"\\u{ord(m[0]):04x}", json.dumps(text, ensure_ascii=False))


def _key(key: str) -> str:
    return key if _KEY.fullmatch(key) and reads_as_text(key) else json.dumps(key, ensure_ascii=False)


def _remark(key: str, value: Any) -> str:
    """What a person has to decide about the line."""
    if key in _MAY_BE_EMPTY:
        return ""
    if value is None or value == "待确认" or value == "undetermined":
        said = _TO_CONFIRM
    elif key == "legal_basis_source" and value == "assigned":
        said = _ASSIGNED
    elif isinstance(value, Mapping) and any(v is None for v in value.values()):
        said = _TO_CONFIRM
    else:
        return ""
    return f"   # {said.zh} / {said.en}"
