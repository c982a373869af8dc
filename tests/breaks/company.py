"""Two companies whose policies were *drafted* into registers and then completed by hand: what a policy does not say (owners, systems, contracts,
periods, assessments) is filled in here, what it should have said and did not stays open.

`matching` makes the estate that such a register declares: each activity's kinds in one table of its system, no others.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from register.merge import merged
from register.policy.draft import draft
from tests.breaks.estate import COLUMNS, TODAY, Estate, population

POLICIES = Path(__file__).parents[1] / "register" / "policies"
SEED = Path(__file__).parents[3] / "shared" / "seed" / "privacy-policy.zh.txt"
_WEB = {"user.device.cookie_id", "user.device.cookie", "user.behavior.browsing_history"}
_DONE = {"obtained": True, "evidence": "同意记录"}


@dataclass(frozen=True, slots=True)
class Company:
    """abroad: id of the recipient with the replica; tracker: script of the one that the policy names, "" for none; wider: a declared kind
    that the first activity's scenario does not name."""

    name: str
    policy: Path
    abroad: str
    tracker: str = ""
    wider: str = ""
    seed: int = 1

    @property
    def there(self) -> bool:
        return self.policy.is_file()


COMPANIES = (
    Company("seed", SEED, "r1", "https://hm.baidu.com/hm.js?0123456789abcdef0123456789abcdef", "user.content.call_recording", 1),
    Company("mall", POLICIES / "mall.html", "r4", "", "user.name", 2),
)


@cache
def drafted(company: Company) -> dict[str, Any]:
    return draft(company.policy, TODAY).register


def completed(company: Company) -> dict[str, Any]:
    """The draft with everything in it that a person adds."""
    data: dict[str, Any] = dict(drafted(company))
    data["departments"] = [
        {"id": "it", "name": "信息技术部", "owner": "数据库管理岗"},
        {"id": "service", "name": "客户服务部", "owner": "客服主管岗"},
    ]
    data["processing_activities"] = [_activity(a, data) for a in data["processing_activities"]]
    data["processors"] = [_processor(p) for p in data.get("processors", ())]
    data["recipients"] = [_recipient(r) for r in data.get("recipients", ())]
    data["cross_border_transfers"] = [_transfer(t) for t in data.get("cross_border_transfers", ())]
    data["retention_rules"] = [
        {
            "id": "r-all",
            "period": "P3Y",
            "grace": "P30D",
            "start": "collected",
            "clock": {"column_hints": ["created_at"]},
            "source": "internal",
        }
    ]
    data["data_uses"] = [
        use | {"necessity": "网络安全法"} if "legal_duty" in use.get("legal_basis", ()) else use for use in data["data_uses"]
    ]
    data["data_categories"] = [_category(c) for c in data["data_categories"]]
    return merged(data, _internal(company, data))


def _expanded(entry: dict[str, Any], data: dict[str, Any]) -> list[str]:
    groups = data.get("category_groups") or {}
    return [k for ref in entry["data_categories"] for k in (groups[ref[1:]] if ref.startswith("@") else [ref])]


def _system(kinds: list[str]) -> str:
    if set(kinds) <= _WEB:
        return "web"
    return "calls" if kinds == ["user.content.call_recording"] else "crm"


def _activity(entry: dict[str, Any], data: dict[str, Any]) -> dict[str, Any]:
    system = _system(_expanded(entry, data))
    more = {"department": "service", "systems": [system], "retention": "r-all", "pia": "pia-all", "automated_decision": False,
            "separate_consent": _DONE, "methods": ["收集", "存储", "使用"]}  # fmt: skip
    return entry | more


def _category(entry: dict[str, Any]) -> dict[str, Any]:
    return entry | ({"necessity": "提供所请求的服务", "impact": "泄露可能造成损失"} if "necessity" in entry else {})


def _processor(entry: dict[str, Any]) -> dict[str, Any]:
    return entry | {
        "legal_name": f"{entry['name']}（合同主体）", "term": "合同期内", "methods": entry.get("methods") or ["统计"], "protection_measures": "加密传输",
        "contract": {"ref": "HT-1", "signed": "2026-01-01", "expires": "2028-12-31"}, "subprocessing_allowed": False, "location": "CN", "record": "2026-06-01",
        "supervision": {"last_checked": "2026-06-01", "interval": "P1Y"},
    }  # fmt: skip


def _recipient(entry: dict[str, Any]) -> dict[str, Any]:
    return entry | {"separate_consent": _DONE, "record": "2026-06-01"}


def _transfer(entry: dict[str, Any]) -> dict[str, Any]:
    if not entry.get("country"):
        return entry  # nobody can sign a contract with somebody, somewhere
    filed = {"type": "standard_contract", "ref": "BZHT-1", "effective": "2026-01-01", "expires": "2028-12-31", "filed": "2026-01-10"}
    return entry | {"separate_consent": _DONE, "mechanism": filed, "exemption": {"type": "none"}, "pia": "pia-all"}


def _internal(company: Company, data: dict[str, Any]) -> dict[str, Any]:
    (abroad,) = [t for t in data["cross_border_transfers"] if t["recipient"] == company.abroad]
    kinds = abroad["data_categories"]
    server = {"environment": "prod"}
    return {
        "law_profile": {"ciio": False, "sections_over_minors": "none"},
        "organization": {"data_protection_officer": {"name": "个人信息保护负责人", "email": "dpo@company.example"}},
        "audits": [{"id": "audit", "kind": "compliance", "date": "2026-06-30"}],
        "processing_activities": [
            {"id": "a-abroad", "name": "境外副本", "department": "it", "systems": ["abroad"], "data_subjects": [data["data_subjects"][0]["fides_key"]],
             "data_uses": abroad["purposes"], "data_categories": kinds, "methods": ["提供", "出境"], "retention": "r-all", "pia": "pia-all",
             "recipients": [company.abroad], "automated_decision": False, "separate_consent": _DONE},
        ],
        "systems": [
            {"fides_key": "crm", "name": "客户库", "administrating_department": "it", "server": server, "location": "CN-SH",
             "bindings": ["sqlite://crm/*", "sqlite://lab/*", "file://crmfiles/**"]},
            {"fides_key": "calls", "name": "录音库", "administrating_department": "it", "server": server, "location": "CN-SH", "bindings": ["sqlite://calls/*"]},
            {"fides_key": "web", "name": "网站", "administrating_department": "it", "server": server, "location": "CN-SH", "bindings": ["file://web/**", "sqlite://webdb/*"]},
            {"fides_key": "abroad", "name": "境外副本", "administrating_department": "it", "server": server, "location": "JP", "operator": company.abroad,
             "bindings": ["sqlite://abroad/*"]},
        ],
        "storage_controls": [{"data_categories": [c["fides_key"] for c in data["data_categories"]], "environments": ["test", "dev"], "allowed": ["masked", "synthetic"]}],
        "pia": [{"id": "pia-all", "triggers": ["sensitive", "entrust", "provide", "export"], "date": "2026-02-01", "result": "low", "report": "内部 1",
                 "keep_until": "2029-12-31", "activities": [*(a["id"] for a in data["processing_activities"]), "a-abroad"]}],
    }  # fmt: skip


@dataclass
class Matching:
    """An estate with the names of what breaks aim at."""

    estate: Estate
    main: str  # the table of the CRM with names and telephone numbers
    kinds: dict[str, list[str]] = field(default_factory=dict)  # table -> its kinds


def matching(company: Company) -> Matching:
    """Tables for every set of kinds that activities declare, in their systems."""
    data = completed(company)
    estate = Estate(population(company.seed))
    made = Matching(estate, "")
    for activity in data["processing_activities"]:
        kinds = [k for k in _expanded(activity, data) if k in COLUMNS]
        (system,) = activity["systems"]
        if not kinds or system == "web" or (sorted(kinds) in [sorted(k) for k in made.kinds.values()] and system != "abroad"):
            continue
        name = f"records_{activity['id'].replace('-', '_')}"
        estate.table(system, name, kinds, range(40) if system == "abroad" else None)
        made.kinds[name] = kinds
        if system == "crm" and not made.main and {"user.name", "user.contact.phone_number"} <= set(kinds):
            made.main = name
    script = f'<script src="{company.tracker}"></script>' if company.tracker else ""
    estate.file("web", "index.html", f"<!doctype html><html><head>{script}</head><body>欢迎</body></html>\n")
    if any(c["fides_key"] == "user.device.cookie_id" for c in data["data_categories"]):
        estate.table("webdb", "visits", ["user.device.cookie_id"])
    estate.sources["abroad"].region = "JP"
    return made
