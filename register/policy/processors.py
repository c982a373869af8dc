"""Whom a policy names as entrusted (受托方) or as the maker of a component in its pages and apps (SDK)."""

from __future__ import annotations

import re
from typing import Any

from register.policy import kinds as kinds_of
from register.policy.kinds import Kinds
from register.policy.names import COMPANY, bare
from register.policy.purposes import Purposes
from register.policy.statements import Reading, Statement, Table, plain

_LIST = re.compile(r"受托|委托|SDK|服务商|供应商|服务提供商|软件开发包|第三方工具", re.IGNORECASE)
_LISTED = re.compile(r"一览|列表|名单|清单|如下|以下|SDK|包括[:：]", re.IGNORECASE)
_NAME = re.compile(r"SDK|受托|名称|第三方|服务商|供应商|合作方|插件|工具", re.IGNORECASE)
_LEGAL = re.compile(r"公司|主体|提供方|提供者|运营方|开发者|机构|所属")
_PURPOSE = re.compile(r"目的|用途|功能|场景|服务内容|委托事项|服务类型")
_KINDS = re.compile(r"信息|种类|类型|字段|数据|权限")
_LINK = re.compile(r"链接|政策|官网|网址", re.IGNORECASE)
_METHOD = re.compile(r"方式|方法")
_TERM = re.compile(r"期限")
_PROTECTION = re.compile(r"保护措施|安全措施|保密措施")
_URL = re.compile(r"https?://[^\s，。；）)】]{3,300}")
_ENTRUSTED = re.compile(
    rf"(?:委托|由|使用|接入|集成)(?:了|给)?(?:第三方)?[“「]?(?P<who>{COMPANY}|[\u3400-\u9fffA-Za-z]{{2,14}}(?:统计|分析|推送|SDK|地图|支付|云)(?![\u3400-\u9fff])|[\u3400-\u9fffA-Za-z]{{2,14}}?(?:统计|分析|推送|地图|支付|云)(?=处理|进行|提供|对|开展|为))[”」]?"
)
BUNDLED = re.compile(r"同意[^。]{0,30}(?:视为|视作|即表示|即代表|即意味着|等同于)[^。]{0,16}同意[^。]{0,40}(?:政策|条款|协议|规则)")
_BUNDLED_PART = re.compile(
    r"[^。；;]{0,30}?同意[^。]{0,30}(?:视为|视作|即表示|即代表|即意味着|等同于)[^。]{0,16}同意[^，。,；;]{0,40}(?:政策|条款|协议|规则)"
)

#: What makes a component visible in pages: published by its makers. Word in the name -> fingerprints.
PRINTS: dict[str, dict[str, list[str]]] = {
    "百度统计": {
        "hosts": ["hm.baidu.com", "tongji.baidu.com"],
        "script_paths": ["/hm.js"],
        "globals": ["_hmt"],
        "cookies": ["Hm_lvt_*", "Hm_lpvt_*"],
    },
    "友盟": {"hosts": ["*.umeng.com", "*.cnzz.com"], "cookies": ["UM_distinctid", "CNZZDATA*"], "packages": ["com.umeng.*"]},
    "谷歌分析": {
        "hosts": ["www.google-analytics.com", "www.googletagmanager.com"],
        "globals": ["gtag", "ga"],
        "cookies": ["_ga", "_ga_*", "_gid"],
    },
    "googleanalytics": {
        "hosts": ["www.google-analytics.com", "www.googletagmanager.com"],
        "globals": ["gtag", "ga"],
        "cookies": ["_ga", "_ga_*", "_gid"],
    },
    "神策": {"hosts": ["*.sensorsdata.cn"], "globals": ["sensors"], "cookies": ["sensorsdata2015jssdkcross"]},
    "growingio": {"hosts": ["*.growingio.com"], "globals": ["gio"], "cookies": ["*_gr_*"]},
    "极光": {"hosts": ["*.jpush.cn", "*.jiguang.cn"], "packages": ["cn.jpush.*", "cn.jiguang.*"]},
}


class Processors:
    def __init__(self, reading: Reading, kinds: Kinds, purposes: Purposes, everything: list[str], limit: int) -> None:
        self.entries: list[dict[str, Any]] = []
        self._reading, self._kinds, self._purposes, self._limit = reading, kinds, purposes, limit
        self._everything = everything
        self._known: dict[str, dict[str, Any]] = {}
        for table in reading.tables:
            if _is_about(table):
                self._table(table)
        for statement in reading:
            if statement.at in reading.tabled:
                continue
            if _in_list(statement):
                self._item(statement)
            elif re.search("委托", statement.text) and not re.search("如下|包括", statement.text[-8:]):
                self._sentence(statement)
        self._bundled()

    def of(self, name: str) -> dict[str, Any] | None:
        return self._known.get(plain(name))

    def _table(self, table: Table) -> None:
        for record in table.records():
            name = cell_of(record, _NAME, "") or cell_of(record, _LEGAL, "")
            if not name:
                continue
            row = next(iter(record.values()))[1]
            entry = self._add(name, row, name)
            if entry is None:
                continue
            legal = cell_of(record, _LEGAL, "")
            entry["legal_name"] = (
                legal if legal and legal != name else entry["legal_name"] or (name if re.fullmatch(COMPANY, name) else None)
            )
            if purpose := cell_of(record, _PURPOSE, ""):
                entry["purpose"] = self._purposes.add(self._reading, row, purpose, "mentioned") or None
            entry["data_categories"] = kinds_of.keys(cell_of(record, _KINDS, "目的|方式|链接|政策|名称")) or entry["data_categories"]
            entry["methods"] = methods_of(cell_of(record, _METHOD, "联系")) or entry["methods"]
            entry["term"] = cell_of(record, _TERM, "") or entry["term"]
            entry["protection_measures"] = cell_of(record, _PROTECTION, "") or entry["protection_measures"]
            if url := _URL.search(cell_of(record, _LINK, "")):
                entry["privacy_policy"] = url[0]
            self._reading.take(*(r for _, r in record.values()))

    def _item(self, statement: Statement) -> None:
        name, _, rest = statement.text.partition("：") if "：" in statement.text else statement.text.partition(":")
        if len(name) > 40 or re.search(r"[，。；,]", name):
            if (found := re.search(COMPANY, statement.text)) is None:
                return
            name, rest = found[0], statement.text
        entry = self._add(name, statement, statement.text)
        if entry is None:
            return
        near = [
            s
            for s in self._reading.statements[max(0, statement.at - 40) : statement.at]
            if s.heading == statement.heading or s.clause == statement.clause
        ]
        entry["data_categories"] = kinds_of.keys(rest) or entry["data_categories"] or self._kinds.of(*near)
        entry["purpose"] = (
            next(iter(self._purposes.of(statement)), None)
            or entry["purpose"]
            or next((id_ for s in reversed(near) if re.search("委托|统计|分析|解析", s.text) for id_ in self._purposes.of(s)), None)
        )
        if url := _URL.search(statement.text):
            entry["privacy_policy"] = url[0]

    def _sentence(self, statement: Statement) -> None:
        for found in _ENTRUSTED.finditer(statement.text[:5000]):
            name = re.sub(r"^(?:由|给|了|第三方)+", "", found["who"]).strip()
            entry = self._add(name, statement, statement.text)
            if entry is not None:
                entry["data_categories"] = entry["data_categories"] or self._kinds.of(statement) or kinds_of.keys(statement.text)
                entry["purpose"] = entry["purpose"] or next(iter(self._purposes.of(statement)), None)

    def _add(self, name: str, statement: Statement, quote: str) -> dict[str, Any] | None:
        name = bare(re.sub(r"[。；;，,、\s]+$", "", name.strip())[:80])
        if not len(name) > 1 or name.startswith("http"):
            return None
        if (entry := self._known.get(plain(name))) is not None:
            self._reading.take(statement)
            return entry
        if len(self.entries) >= self._limit:
            return None
        entry = {"id": f"d{len(self.entries) + 1}", "name": name, "legal_name": name if re.fullmatch(COMPANY, name) else None}
        entry |= {**self._reading.cite(statement, quote), "purpose": None, "data_categories": [], "methods": [], "term": None}
        entry |= {"protection_measures": None, "contract": {"ref": None, "signed": None, "expires": None}, "subprocessing_allowed": None}
        entry |= {"location": None, "privacy_policy": None}
        if prints := next((p for word, p in PRINTS.items() if word in plain(name).lower()), None):
            entry["fingerprints"] = {key: [*values] for key, values in prints.items()}
        self._known[plain(name)] = entry
        self.entries.append(entry)
        return entry

    def _bundled(self) -> None:
        """Where agreeing to this policy counts as agreeing to another's."""
        for statement in self._reading:
            if (found := BUNDLED.search(statement.text[:3000])) is None:
                continue
            part = _BUNDLED_PART.search(statement.text[:3000])
            meant = [e for e in self.entries if e["name"] in found[0]]
            if not meant and re.search("第三方|受托|服务商|SDK", found[0]):
                meant = [e for e in self.entries if e["clause"].split(" ")[0] == statement.clause.split(" ")[0]]
            for entry in meant:
                entry["bundled_consent"] = self._reading.cite(statement, (part or found)[0])


def _is_about(table: Table) -> bool:
    """Whether a table is about those entrusted, not about recipients who decide for themselves."""
    labels = [*table.header, *(row.cells[0] for row in table.rows if not table.header)]
    if any(re.search("SDK|受托", label, re.IGNORECASE) for label in labels):
        return True
    first = table.rows[0]
    wants = any(re.search("名称|公司|第三方|机构|提供", label) for label in labels)
    return wants and "entrust" in first.topics | topics_in(first) and not any("接收方" in label for label in labels)


def topics_in(statement: Statement) -> frozenset[str]:
    return frozenset({"entrust"}) if _LIST.search(statement.intro) else frozenset()


def _in_list(statement: Statement) -> bool:
    if statement.kind != "item" or statement.marker == "※" or statement.parent >= 0:
        return False
    return bool(
        (_LIST.search(statement.heading) and _LISTED.search(statement.heading))
        or (
            _LIST.search(statement.intro)
            and _LISTED.search(statement.intro)
            and len(statement.text) <= 200
            and "entrust" in statement.topics
        )
    )


def cell_of(record: dict[str, tuple[str, Statement]], wanted: re.Pattern[str], unwanted: str) -> str:
    return next(
        (cell for label, (cell, _) in record.items() if wanted.search(label) and not (unwanted and re.search(unwanted, label))), ""
    ).strip()[:400]


def methods_of(text: str) -> list[str]:
    return [m.strip() for m in re.split(r"[、，,；;]", re.sub(r"等[。]?$", "", text)) if 0 < len(m.strip()) <= 20][:12]
