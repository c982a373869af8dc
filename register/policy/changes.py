"""How a policy says that it changes: when people are told, which changes count as material, what each of them touches."""

from __future__ import annotations

import re
from typing import Any

from register.policy.statements import Reading, Statement, parts

#: Words of a material change -> the lists of the register that it is about.
_WATCHES: tuple[tuple[str, tuple[str, ...]], ...] = (
    (r"场景", ("collection_scenarios",)),
    (r"目的|用途", ("data_uses",)),
    (r"服务模式|业务模式", ("collection_scenarios", "data_uses")),
    (r"类型|种类|范围", ("data_categories",)),
    (r"所有权|组织架构|控制权|所有者|并购|控制者|实际控制", ("organization", "recipients")),
    (
        r"共享|转让|公开披露|提供.{0,6}(?:第三方|对象)|接收方",
        ("recipients", "processors", "cross_border_transfers", "sharing_default", "public_disclosure"),
    ),
    (r"权利", ("rights", "rights_handling")),
    (r"影响评估|高风险", ("pia",)),
    (r"负责(?:部门|人)|联络|联系方式|投诉渠道|投诉", ("organization", "rights_handling")),
    (r"保存|存储|保留|期限", ("retention_statement", "retention_rules")),
    (r"出境|境外|跨境", ("cross_border_transfers",)),
    (r"处理方式|使用方式|收集方式", ("processing_activities",)),
    (r"安全措施|保护措施|安全能力", ("security_measures",)),
    (r"委托|SDK", ("processors",)),
)
_CHANGES = re.compile(r"更新|变更|修订|修改|变化|调整")
_MATERIAL = re.compile(r"重大(?:变更|变化|修改|更新|调整)|实质性|重要(?:变更|变化)")
_NOTICE = re.compile(r"通知|告知|公告|公示|提示|弹窗|推送|发布")
_MINOR = re.compile(r"轻微|非实质|不会.{0,16}不利|文字(?:修改|调整)")
_BEFORE = re.compile(r"变更前|生效前|提前|事先|更新前|之前")
_TAKES_EFFECT = re.compile(r"(?:修改|变更|更新|修订)后的?[^。；;]{0,24}(?:即|立即|起)[^，,。；;]{0,8}生效")
_PROMISES = re.compile(r"同意|告知|通知|公告|公示")
_AFTER = re.compile(r"变更后|生效后|更新后|事后")


def changes(reading: Reading) -> dict[str, Any] | None:
    """The entry `change_rules`; None where the policy does not say how it changes."""
    about = [s for s in reading if "change" in s.topics or (_MATERIAL.search(s.text) and re.search("政策|方针|声明", s.text))]
    if not about:
        return None
    first = next((s for s in about if _MATERIAL.search(s.text) and _NOTICE.search(s.text)), None)
    first = (
        first
        or next((s for s in about if _NOTICE.search(s.text) and _CHANGES.search(s.text)), None)
        or next((s for s in about if _CHANGES.search(s.text)), None)
    )
    if first is None:
        return None
    entry: dict[str, Any] = dict(reading.cite(first))
    minor = next((s for s in about if _MINOR.search(s.text)), None)
    if minor is not None:
        skipped = re.search(r"省略|无需|不再|可不|可能不", minor.text) is not None
        entry |= {"minor_change_notice": "optional" if skipped else "required", "minor_quote": _minor(minor.text)}
        reading.take(minor)
    told = " ".join(s.text for s in about if _NOTICE.search(s.text) and s is not minor) or first.text
    before, after = _BEFORE.search(told), _AFTER.search(told)
    if before is None and after is None:
        after = next((m for s in about if (m := _TAKES_EFFECT.search(s.text[:3000]))), None)
    if before or after:
        entry["notice_timing"] = "before_or_after" if before and after else "before" if before else "after"
    entry["material"] = _material(reading, about)
    reading.take(*(s for s in about if s.kind != "item" and (_CHANGES.search(s.text) or _NOTICE.search(s.text) or "为准" in s.text)))
    return entry | {"consent_again_when": ["data_uses", "methods", "data_categories"]}


def watched(text: str) -> list[str]:
    """Which lists of the register a sentence about a change touches."""
    return list(dict.fromkeys(name for pattern, names in _WATCHES if re.search(pattern, text) for name in names))


def _condition(text: str) -> str:
    """The part "where we change the purposes, methods or kinds" of a sentence that promises notice or consent for it."""
    pieces = list(parts(text))
    for at, piece in enumerate(pieces[:-1]):
        changes_them = _CHANGES.search(piece) and watched(piece) and re.search("(?:的|时|后|前)$", piece)
        if (
            changes_them
            and _PROMISES.search("".join(pieces[at + 1 :]))
            and not re.search("下列|以下|如下|政策|声明|方针|本规则|告知书", piece)
        ):
            return piece
    return ""


def _minor(text: str) -> str:
    found = _MINOR.search(text)
    assert found is not None
    left = max((m.end() for m in re.finditer(r"[。；;]|但[，,]", text[: found.start()])), default=0)
    return text[left:].rstrip("。；; ")[:300]


def _material(reading: Reading, about: list[Statement]) -> list[dict[str, Any]]:
    made: list[dict[str, Any]] = []
    for statement in about:
        if statement.kind == "paragraph" and (quote := _condition(statement.text[:3000])) and len(made) < 50:
            reading.take(statement)
            made.append({"id": f"c{len(made) + 1}", "name": quote[:40], "quote": quote, "watches": watched(quote)})
        if (
            statement.kind != "item"
            or not statement.intro
            or not (_MATERIAL.search(statement.intro) or re.search("变更|变化|重大", statement.intro))
            or len(made) >= 50
        ):
            continue
        if not (touched := watched(statement.text)):
            continue
        reading.take(statement)
        quote = statement.text.rstrip("。；;. ")[:300]
        made.append({"id": f"c{len(made) + 1}", "name": re.split("[。，,；;]", quote)[0][:40], "quote": quote, "watches": touched})
    return made
