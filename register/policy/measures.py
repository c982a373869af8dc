"""Which safeguards a policy names: the pieces of its sentences that speak of a measure one could ask to see."""

from __future__ import annotations

import re
from typing import Any

from register.policy.statements import Reading, parts, plain

_MEASURES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "technical",
        re.compile(
            r"加密|SSL|TLS|https|脱敏|去标识|匿名化(?:处理|技术)|防火墙|访问控制|权限控制|入侵检测|备份|日志审计|安全审计|技术措施|技术手段|漏洞|隔离|双因素|多因素",
            re.IGNORECASE,
        ),
    ),
    ("physical", re.compile(r"机房|门禁|物理|上锁|监控设备")),
    ("legal", re.compile(r"保密协议|保密义务|保密条款|等级保护|ISO[ /]?\d|认证|测评|备案")),
    (
        "organisational",
        re.compile(
            r"培训|授权(?:的)?人员|管理负责人|安全负责人|管理制度|安全制度|应急预案|保护负责人|专门(?:的)?(?:部门|团队|机构)|安全(?:部门|团队|委员会)|最小(?:够用|必要|授权)|分级|分类管理|管理体系|审批"
        ),
    ),
)


def measures(reading: Reading, limit: int) -> list[dict[str, Any]]:
    made: list[dict[str, Any]] = []
    seen: set[str] = set()
    for statement in reading:
        if "protect" not in statement.topics or statement.kind == "row":
            continue
        for part in parts(statement.text[:20_000]):
            kind = next((name for name, pattern in _MEASURES if pattern.search(part)), "")
            if not kind or len(part) < 4 or plain(part) in seen or len(made) >= limit:
                continue
            seen.add(plain(part))
            made.append({"id": f"m{len(made) + 1}", "kind": kind, "name": _named(part), **reading.cite(statement, part), "evidence": None})
    return made


def _named(part: str) -> str:
    return (
        re.sub(r"^(?:我们|本公司|公司)?(?:并|还|也|且|同时|会|将|已|已经|通过|采取|采用|使用|建立|设立|定期|对)*", "", part)[:40]
        or part[:40]
    )
