"""To whom a policy says that personal information is given: by table, by name, or only as a class (affiliates, contractors,
authorities, a successor), and what it promises about everybody else.
"""

from __future__ import annotations

import re
from typing import Any

from register.policy import contact
from register.policy import kinds as kinds_of
from register.policy.kinds import Kinds
from register.policy.names import COMPANY, bare, classes, relation
from register.policy.processors import cell_of, methods_of
from register.policy.purposes import Purposes
from register.policy.sharing import DENIES, Promises
from register.policy.statements import Reading, Statement, Table, parts, plain

_NAME = re.compile(r"接收方|第三方|合作方|合作伙伴|名称|公司|机构|主体|关联方")
_CONTACT = re.compile(r"联系|地址|电话|邮箱")
_PURPOSE = re.compile(r"目的|用途|场景")
_METHOD = re.compile(r"方式|方法")
_KINDS = re.compile(r"信息|种类|类型|字段|数据|范围")
_SAME = re.compile(r"规定的|上述|前述|所述|载明的|列明的|同上|前款")
_ALIAS = re.compile(r"母公司[“「『\"']?(?P<who>[^，。”」』\"'、（(]{2,30}?)[”」』\"'（(]|母公司(?:即|为|是)?(?P<named>" + COMPANY + ")")
_GIVES = re.compile(r"共享|提供|转让|披露|转移|传输|分享|共用|移交|委托")
_NAMED = re.compile(rf"(?:向|与|给|至|由)(?:[^，,。；;“「]{{0,14}}[“「『])?(?P<who>{COMPANY})")
_EXCEPT = re.compile(r"除外|除非|但|另有")
_MINIMUM = re.compile(r"最小|必要的?(?:信息|个人信息|范围)|所必需|有必要的")

#: Classes of recipients that policies name: id, name, relation, role, pattern of the sentence, methods.
_CLASSES: tuple[tuple[str, str, str, str, re.Pattern[str], list[str]], ...] = (
    ("successor", "合并、分立、收购等情形下的承继方", "corporate_successor", "controller", re.compile(r"(?:合并|分立|收购|重组|破产|解散|清算|资产转让).{0,200}?(?:转让|转移|承继|承接|接收方|新的|移交)"), ["转让"]),
    ("authorities", "政府主管部门、司法机关", "legal_disclosure", "authority", re.compile(r"(?:法律|法规|法定|司法|诉讼|行政|执法|监管|政府|法院|公安|主管部门|国家机关).{0,80}?(?:披露|提供|要求|规定|强制|配合|披露)|披露.{0,30}(?:法律|法规|司法|政府)"), ["披露"]),
    ("group-affiliates", "关联公司、集团其他公司", "group_affiliate", "controller", re.compile(r"子公司|关联公司|关联方|附属公司|集团(?:内|其[他它]|的其[他它]|成员|各)|兄弟公司"), []),
    ("contractors", "受托的第三方（服务商、合作伙伴）", "processor_class", "processor", re.compile(r"委托|受托|服务商|供应商|服务提供商|服务提供者|外包|承运"), []),
    ("partners", "合作伙伴", "partner", "controller", re.compile(r"合作伙伴|合作方|合作商|业务伙伴|合作机构|合作单位|经销商|代理商|广告主"), []),
)  # fmt: skip


class Recipients:
    def __init__(self, reading: Reading, kinds: Kinds, purposes: Purposes, everything: list[str], limit: int) -> None:
        self.entries: list[dict[str, Any]] = []
        self.records: list[tuple[dict[str, Any], Statement, dict[str, tuple[str, Statement]]]] = []
        self._reading, self._kinds, self._purposes, self._limit = reading, kinds, purposes, limit
        self._everything = everything
        self._known: dict[str, dict[str, Any]] = {}
        for table in reading.tables:
            if is_about(table):
                self._table(table)
        for statement in reading:
            if statement.at not in reading.tabled and not statement.topics.isdisjoint({"share", "abroad", "entrust"}):
                self._statement(statement)
        promised = Promises(reading)
        self.default, self.public = promised.default, promised.public

    def of(self, name: str) -> dict[str, Any] | None:
        return self._known.get(plain(name))

    def _table(self, table: Table) -> None:
        for record in table.records():
            name = cell_of(record, _NAME, "联系|方式|目的|信息|权利")
            row = next((r for cell, r in record.values() if cell.strip() == name), next(iter(record.values()))[1])
            entry = self._add(name, row, row.text if len(row.cells) == 2 else name) if name else None
            if entry is None:
                continue
            said = cell_of(record, _CONTACT, "行使")
            entry["contact"] = entry["contact"] or (contact.contact(said) if said else None)
            if entry["contact"] is None and said:
                entry["contact"] = {"address": said[:120]}
            everything = " ".join(cell for cell, _ in record.values())
            entry["location"] = (
                entry["location"] or contact.country(f"{cell_of(record, re.compile('国家|地区|所在地'), '')} {said} {name}") or None
            )
            entry["purposes"] = entry["purposes"] or self._uses(cell_of(record, _PURPOSE, ""), row)
            entry["methods"] = entry["methods"] or methods_of(re.sub("^数据的", "", cell_of(record, _METHOD, "联系|行使")))
            kinds = cell_of(record, _KINDS, "目的|方式|名称|接收方|联系")
            entry["data_categories"] = entry["data_categories"] or self._categories(kinds)
            self._group(entry, row, everything)
            self.records.append((entry, row, record))
            self._reading.take(*(r for _, r in record.values()))

    def _uses(self, words: str, row: Statement) -> list[str]:
        if not words:
            return []
        if _SAME.search(words):
            return [*self._purposes.listed]
        found = [self._purposes.add(self._reading, row, w, "mentioned") for w in re.split(r"[；;]", words) if len(w.strip()) > 1]
        return [id_ for id_ in found if id_]

    def _categories(self, words: str) -> list[str]:
        found = kinds_of.keys(words)
        return [*self._everything] if words and (_SAME.search(words) or (not found and "个人信息" in words)) else found

    def _group(self, entry: dict[str, Any], row: Statement, said: str) -> None:
        """Whether a sentence of the same section calls the one recipient of the table a parent or an affiliate."""
        near = [s for s in self._reading.statements[max(0, row.at - 12) : row.at] if s.heading == row.heading and s.kind != "row"]
        for statement in near:
            if (found := _ALIAS.search(statement.text)) is not None:
                alias = (found["who"] or found["named"]).strip()
                entry["relation"] = "group_parent"
                entry["aliases"] = list(
                    dict.fromkeys([*entry.get("aliases", []), *([alias] if plain(alias) != plain(entry["name"]) else [])])
                )
        if "relation" not in entry and re.search("关联公司|关联方|子公司|集团", said):
            entry["relation"] = "group_affiliate"

    def _statement(self, statement: Statement) -> None:
        if not _GIVES.search(statement.text) and not _GIVES.search(statement.intro):
            return
        denied = DENIES.search(statement.text) is not None and not _EXCEPT.search(statement.text)
        if denied or re.search(r"无需.{0,12}同意", statement.intro):
            return
        met = list(_NAMED.finditer(statement.text[:3000]))
        for found in met:
            if (entry := self._add(found["who"].strip(), statement, statement.text)) is not None:
                entry["data_categories"] = entry["data_categories"] or self._kinds.of(statement)
                entry["purposes"] = entry["purposes"] or self._purposes.of(statement)
                entry["location"] = entry["location"] or contact.country(found["who"])
                if len(met) == 1:  # what is said of how to reach somebody is then about this one
                    entry["contact"] = entry["contact"] or contact.contact(statement.text[found.end() :])
                if how := relation(found["who"].removesuffix(entry["name"])):
                    entry.setdefault("relation", how)
        unnamed = [] if DENIES.search(statement.text) else [c for c in classes(statement.text) if not _has_class(c)]
        for name in unnamed:
            if (entry := self._add(name, statement, statement.text)) is not None:
                entry |= {"named": False, "relation": entry.get("relation", "partner")}
                entry["data_categories"] = entry["data_categories"] or self._kinds.of(statement)
                entry["purposes"] = entry["purposes"] or self._purposes.of(statement)
        self._classes(statement, bool(unnamed))

    def _classes(self, statement: Statement, told: bool) -> None:
        rest = re.sub(COMPANY, "", statement.text[:3000])  # one that is named is no class
        for id_, name, kind, role, pattern, methods in _CLASSES:
            text = rest if kind in ("group_affiliate", "processor_class", "partner") else statement.text[:3000]
            if pattern.search(text) is None or (told and kind == "partner"):
                continue
            if kind in ("legal_disclosure",) and not re.search("披露|提供|共享|公开", statement.text + statement.intro):
                continue
            if (
                kind in ("processor_class", "partner")
                and statement.topics.isdisjoint({"share", "abroad"})
                and "entrust" in statement.topics
            ):
                continue
            if id_ in self._known:
                self._reading.take(statement)
                return
            within = [p for p in parts(statement.text) if pattern.search(p)]
            quote = within[0] if within and statement.kind == "paragraph" and len(within[0]) > 12 else statement.text
            self._class(id_, name, kind, role, methods, statement, quote)
            if kind == "corporate_successor":
                return

    def _class(self, id_: str, name: str, kind: str, role: str, methods: list[str], statement: Statement, quote: str) -> None:
        entry: dict[str, Any] = {
            "id": id_,
            "name": name,
            "relation": kind,
            "role": role,
            "named": False,
            **self._reading.cite(statement, quote),
        }
        if _MINIMUM.search(statement.text):
            entry["minimum_necessary"] = True
        uses = self._purposes.of(statement)
        if kind == "group_affiliate" and re.search("使用目的的?范围", statement.text):
            uses = [*self._purposes.listed]
        elif kind == "legal_disclosure":
            uses = uses or [e["id"] for e in self._purposes.entries if e["data_use"] == "essential.legal_obligation"][:1]
        elif kind == "corporate_successor":
            uses = uses or [e["id"] for e in self._purposes.entries if e["dpv"] == "dpv:OrganisationGovernance"][:1]
        kinds = self._kinds.of(statement) or ([*self._everything] if kind not in ("processor_class", "partner") else [])
        entry |= {"contact": None, "purposes": uses, "methods": methods, "data_categories": kinds}
        entry |= {"separate_consent": {"obtained": None, "evidence": None}, "location": None}
        self._known[id_] = entry
        self.entries.append(entry)

    def _add(self, name: str, statement: Statement, quote: str) -> dict[str, Any] | None:
        name = bare(re.sub(r"[。；;，,、\s]+$", "", name.strip())[:80])
        if len(name) < 2:
            return None
        alias = next((e for e in self.entries if any(plain(a) == plain(name) for a in e.get("aliases", ()))), None)
        if (entry := self._known.get(plain(name)) or alias) is not None:
            self._reading.take(statement)
            return entry
        if len(self.entries) >= self._limit:
            return None
        entry = {"id": f"r{len(self.entries) + 1}", "name": name}
        if (foreign := re.search(r"[（(]([A-Za-z][A-Za-z0-9 .,&-]{2,40})[)）]", name)) is not None:
            entry["aliases"] = [foreign[1].strip()]
        entry |= {"role": "controller", **self._reading.cite(statement, quote), "contact": None, "purposes": [], "methods": []}
        entry |= {"data_categories": [], "separate_consent": {"obtained": None, "evidence": None}, "location": None}
        self._known[plain(name)] = entry
        self.entries.append(entry)
        return entry


def _has_class(words: str) -> bool:
    """Whether the words are one of the classes that have an entry of their own."""
    return any(kind != "partner" and pattern.search(words) for _, _, kind, _, pattern, _ in _CLASSES)


def is_about(table: Table) -> bool:
    labels = [*table.header, *(row.cells[0] for row in table.rows if not table.header)]
    if any(re.search("SDK|受托", label, re.IGNORECASE) for label in labels):
        return False
    if any("接收方" in label for label in labels):
        return True
    return any(_NAME.search(label) for label in labels) and table.rows[0].about("share", "abroad") and "entrust" not in table.rows[0].topics
