"""When a policy says that it collects: the entries of its list of occasions, "when you …, we collect", tables of functions."""

from __future__ import annotations

import re
from typing import Any

from register.policy.kinds import Kinds, declares
from register.policy.purposes import Purposes
from register.policy.statements import Reading, Statement, Table, part_with, plain
from register.policy.text import joined

_LIST = re.compile(
    r"(?:场景|情形|情况|业务功能|功能|服务|方式)[^。]{0,20}(?:收集|采集|获取)|(?:收集|采集|获取)[^。]{0,30}(?:场景|情形|情况|功能)"
)
_NOT_A_LIST = re.compile(r"无需|除外|例外|不需要|不必|征得[^，。]{0,10}同意|共享|披露|转让|删除|第三方")
_WHEN = re.compile(
    r"(?:当|在|于)?(?:您|用户|客户|会员|员工|应聘者|学员|患者|读者|访客|家长|您的孩子)(?P<what>[^，,。；;：:]{2,50}?)(?:时|的时候|过程中|期间|之前|前)(?=[，,。：:；;]|我们|收集|采集|会|将|$)"
)
#: Beside the verbs of collecting, in a sentence about an occasion: what is kept of it was collected then.
_KEPT = re.compile(
    r"(?:记录|保存|保留|留存|存储)[^，。]{0,4}(?:您|用户|客户|患者|员工)|(?:我们|公司|会|将|可能)(?:会|将|可能|自动)*(?:记录|保存|保留|留存)"
)
_FOR = re.compile(r"为(?:了)?[^您用客]|出于|基于|根据")
_FUNCTION = re.compile(r"场景|功能|业务|服务类型|环节")
_SAME = re.compile("上述|前述|以上|前款")
_ELSEWHERE = ("share", "entrust", "abroad", "cookie", "retention", "rights")
_HEADLINE = re.compile(r"^(?:关于|附则)|说明$|概述$")


class Scenarios:
    """Occasions on which something is collected, and the purposes that go with each."""

    def __init__(self, reading: Reading, kinds: Kinds, purposes: Purposes, everything: list[str], limit: int) -> None:
        self.entries: list[dict[str, Any]] = []
        self.uses: dict[str, list[str]] = {}
        self._reading, self._kinds, self._purposes, self._limit = reading, kinds, purposes, limit
        self._everything = everything
        self._known: dict[str, dict[str, Any]] = {}
        for table in reading.tables:
            self._table(table)
        for statement in reading:
            if statement.at not in reading.tabled:
                self._statement(statement)
        self._cookie()

    def _statement(self, statement: Statement) -> None:
        if _in_list(statement):
            near = (statement, *self._reading.notes(statement))
            found = self._kinds.of(*near)
            outside = [key for key in found if key not in self._kinds.listed]
            every = len(found) == len(outside) or _SAME.search(statement.intro)
            categories = [*self._everything, *outside] if every else found
            self._add(statement.text, statement, statement.text, categories, [*self._purposes.listed, *self._purposes.of(*near)], "listed")
            self._reading.take(*near)
        elif (found := self._kinds.of(statement, *self._announced(statement))) and not statement.about(*_ELSEWHERE):
            when = _WHEN.search(statement.text[:2000])
            if not declares(statement) and not (when is not None and _KEPT.search(statement.text)):
                return
            if when is not None:
                self._add(when["what"], statement, when[0], found, self._purposes.of(statement), "listed")
            elif self._is_occasion(statement):
                self._add(statement.heading, statement, statement.text, found, self._purposes.of(statement), "mentioned")

    def _announced(self, statement: Statement) -> list[Statement]:
        """What follows a sentence that announces a list of kinds."""
        if not statement.text.endswith((":", "：")):
            return []
        return [s for s in self._reading.statements[statement.at + 1 : statement.at + 60] if s.intro == statement.text]

    @staticmethod
    def _is_occasion(statement: Statement) -> bool:
        """Whether the heading names what people do there: under "what we collect", itself about no matter of policies."""
        own = statement.heading
        return (
            bool(own)
            and not _FOR.match(statement.text)
            and "collect" in statement.wide
            and len(own) <= 24
            and not re.search(r"收集|信息|Cookie|我们|目的", own)
            and not _HEADLINE.search(own)
        )

    def _table(self, table: Table) -> None:
        function = next((label for label in table.header if _FUNCTION.search(label)), "")
        if not function:
            return
        for record in table.records():
            if function not in record:
                continue
            name, row = record[function]
            if row.about("share", "entrust", "abroad") or not self._kinds.of(row):
                continue
            uses = []
            for label, (cell, _) in record.items():
                if re.search("目的|用途", label) and label != function:
                    uses.append(self._purposes.add(self._reading, row, cell, "listed"))
            self._add(name, row, name, self._kinds.of(row), [u for u in uses if u], "listed")

    def _cookie(self) -> None:
        """Visits at which cookies are set are an occasion of their own."""
        key = self._kinds.cookie
        about = [
            s
            for s in self._reading
            if key and key in self._kinds.at.get(s.at, ()) and key not in self._kinds.listed and re.search("cookie", s.text, re.IGNORECASE)
        ]
        if not about:
            return
        first = about[0]
        at = re.search("cookies?", first.text, re.IGNORECASE)
        quote = part_with(first.text, at.start(), at.end()) if at else first.text
        section = [s for s in self._reading if s.clause.split(" ")[0] == first.clause.split(" ")[0] and "cookie" in s.topics]
        found = [k for k in self._kinds.of(*about, *section) if k not in self._kinds.listed]
        self._add("使用 Cookie", first, quote, found or [key], self._purposes.of(*about, *section), "mentioned")

    def _add(self, name: str, statement: Statement, quote: str, categories: list[str], uses: list[str], declaration: str) -> None:
        name = joined(re.sub(r"(?:时|的时候)?[。；;，,：:\s]*$", "", name.strip()))[:60]
        if (entry := self._known.get(plain(name))) is not None:
            entry["data_categories"] += [key for key in categories if key not in entry["data_categories"]]
            self.uses[entry["id"]] += [use for use in uses if use not in self.uses[entry["id"]]]
        elif len(self.entries) < self._limit and name:
            entry = {"id": f"s{len(self.entries) + 1}", "name": name, "declaration": declaration, **self._reading.cite(statement, quote)}
            entry["data_categories"] = list(dict.fromkeys(categories))
            self._known[plain(name)] = entry
            self.entries.append(entry)
            self.uses[entry["id"]] = list(dict.fromkeys(uses))
        self._reading.take(statement)


def _in_list(statement: Statement) -> bool:
    if (
        statement.kind != "item"
        or statement.marker == "※"
        or statement.about("share", "entrust", "abroad", "rights", "change", "retention")
    ):
        return False
    if statement.intro and (_NOT_A_LIST.search(statement.intro) or re.search("目的|用途", statement.intro)):
        return False
    if re.search("场景", statement.heading) and "purpose" not in statement.topics:
        return True
    return bool(
        statement.parent < 0 and statement.intro and _LIST.search(statement.intro) and re.search(r"时$|时[。；;，,：:]", statement.text)
    )
