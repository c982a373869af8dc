"""What a policy promises to tell people when something has happened to their data."""

from __future__ import annotations

import re
from typing import Any

from register.policy.statements import Reading

_INCIDENT = re.compile(r"安全事件|泄露|泄漏|数据事故|丢失|篡改")
_TELLS = re.compile(r"(?:向[^，。；;]{0,12})?(?:告知|通知)")
_ITEMS = re.compile(
    r"(?:告知|通知)[^：:。]{0,16}[:：](?P<items>[^。]{8,600})|(?:告知|通知)[^，。]{0,12}(?P<plain>(?:安全|事件)[^。]{8,400})"
)
_CHANNELS = re.compile(r"电子邮件|邮件|信函|短信|电话|推送通知|站内信|弹窗|公告|微信|APP推送|App推送|消息推送", re.IGNORECASE)
_FALLBACK = re.compile(r"(?:难以|无法)逐一[^。]{0,60}?(?P<how>公告|公示|公开)")
_REGULATOR = re.compile(r"(?:上报|报告|报送)[^。]{0,30}|(?:监管|主管)部门[^。]{0,30}(?:上报|报告|报送)")


def incidents(reading: Reading) -> dict[str, Any] | None:
    """The entry `incident_response`; None where the policy says nothing of incidents."""
    about = [
        s
        for s in reading
        if s.kind != "row" and _INCIDENT.search(s.text[:3000]) and _TELLS.search(s.text) and not s.topics & {"share", "rights", "collect"}
    ]
    if not about:
        return None
    first = next((s for s in about if _ITEMS.search(s.text)), about[0])
    near = [
        s
        for s in reading.statements[first.at : first.at + 12]
        if s.block == first.block
        or (s.kind == "item" and s.intro == first.text)
        or _FALLBACK.search(s.text)
        or (_TELLS.search(s.text) and _CHANNELS.search(s.text) and s.block - first.block <= 2)
    ]
    found = _ITEMS.search(first.text)
    items = _listed(found["items"] or found["plain"]) if found else []
    items += [s.text.rstrip("。；; ") for s in near if s.kind == "item" and s.intro == first.text]
    said = " ".join(s.text for s in (*about, *near))
    begin = _TELLS.search(first.text, first.text.find("事件") if "事件" in first.text else 0) or _TELLS.search(first.text)
    entry: dict[str, Any] = dict(reading.cite(first, first.text[_back(first.text, begin.start()) :] if begin else first.text))
    reading.take(
        *about, *near, *(s for s in reading.statements[first.at : first.at + 8] if _REGULATOR.search(s.text) and _INCIDENT.search(s.text))
    )
    channels = list(dict.fromkeys(m[0] for s in near for m in _CHANNELS.finditer(s.text) if m[0] != "公告"))
    entry |= {"notify_individual": items[:20], "channels": channels[:12]}
    if fallback := _FALLBACK.search(said):
        entry["fallback"] = fallback["how"]
    return entry | {"report_to_regulator": _REGULATOR.search(said) is not None, "contact_in_notice": None, "escalation_contacts": []}


def _listed(text: str) -> list[str]:
    return [item for part in re.split(r"[、；;]", re.sub(r"等[。]?$", "", text)) if (item := part.strip())][:20]


def _back(text: str, start: int) -> int:
    return max(text.rfind(c, 0, start) for c in "，,。；;") + 1
