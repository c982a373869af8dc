"""What a policy says of personal information that leaves the country: to whom, where, by which mechanism, or that none does."""

from __future__ import annotations

import re
from typing import Any

from register.policy import contact
from register.policy.kinds import Kinds, keys
from register.policy.purposes import Purposes
from register.policy.recipients import Recipients
from register.policy.statements import Reading, Statement, part_with, place_of

_ABROAD = re.compile(r"境外|跨境|出境|海外|国外|全球|其[他它]国家|国家(?:或|和|及|/|、)地区|所在国")
_MOVES = re.compile(r"转移|传输|提供|访问|存储|共享|传送|调取|查询|出境|接收")
_DENIES = re.compile(
    r"(?:不会|不得|暂不|不|未|无)(?:[^，。；;]{0,30})(?:境外|出境|跨境|海外)|境外[^，。；;]{0,20}不会|不(?:存在|涉及)[^，。；;]{0,20}(?:出境|跨境|境外)|(?:出境|跨境)[^，。；;]{0,12}(?:不|无)"
)
_ONLY_IF = re.compile(r"^(?:如果|如|若|除非|一旦|倘若)|确需|如需|如有|需要.{0,20}的话|届时")
_HOME = re.compile(
    r"(?:存储|保存|存放|储存)[^。；;]{0,20}(?:境内|中国大陆|中华人民共和国|国内)|(?:境内|中国大陆)[^。；;]{0,30}(?:存储|保存|存放|储存)"
)
_MECHANISMS: tuple[tuple[str, str], ...] = (
    ("security_assessment", r"安全评估"),
    ("standard_contract", r"标准合同"),
    ("certification", r"保护认证|认证"),
)
_RIGHTS = re.compile(r"行使.{0,20}权利|权利.{0,20}行使")
_SEEN = re.compile(r"查阅|查询|查看|调取|访问")


class Transfers:
    def __init__(
        self, reading: Reading, kinds: Kinds, purposes: Purposes, recipients: Recipients, everything: list[str], limit: int
    ) -> None:
        self.entries: list[dict[str, Any]] = []
        self.denied: dict[str, Any] | None = None
        self.stored: dict[str, Any] | None = None
        self._reading, self._kinds, self._purposes = reading, kinds, purposes
        self._everything, self._limit = everything, limit
        self._mechanism = self._by_mechanism()
        for entry, row, record in recipients.records:
            if "abroad" in row.topics or (entry["location"] or "CN")[:2] != "CN" or _ABROAD.search(row.intro):
                self._record(entry, row, record)
        for statement in reading:
            if statement.at not in reading.tabled and not statement.topics & {"definition", "rights"}:
                self._statement(statement, recipients)
        self._routes(reading)

    def _routes(self, reading: Reading) -> None:
        """How people reach the recipient abroad, where a sentence beside the transfer says it."""
        for statement in reading:
            if statement.at in reading.tabled or not (_RIGHTS.search(statement.text) and "接收方" in statement.text):
                continue
            for entry in self.entries:
                if entry["rights_against_recipient"] is None and entry["recipient"] and entry["clause"] == place_of(statement):
                    entry["rights_against_recipient"] = statement.text[:300].rstrip("。")
                    reading.take(statement)

    def _record(self, recipient: dict[str, Any], row: Statement, record: dict[str, tuple[str, Statement]]) -> None:
        if recipient["location"] == "CN" or any(entry["recipient"] == recipient["id"] for entry in self.entries):
            if "abroad" in row.topics:  # cite the section about transfers rather than the one about sharing
                self._recite(recipient["id"], row)
            return
        rights = next((cell for label, (cell, _) in record.items() if _RIGHTS.search(label)), None)
        self._add(
            recipient["location"],
            recipient["id"],
            row,
            row.intro or row.text,
            [*recipient["purposes"]],
            [*recipient["methods"]],
            [*recipient["data_categories"]],
            rights,
        )

    def _recite(self, recipient: str, row: Statement) -> None:
        for entry in self.entries:
            if entry["recipient"] == recipient:
                entry.update(self._cited(row, row.intro or row.text))

    def _cited(self, row: Statement, words: str) -> dict[str, str]:
        """The clause and quote; a sentence that announces the row is taken with it."""
        for before in reversed(self._reading.statements[max(0, row.at - 30) : row.at]):
            if before.text == words:
                self._reading.take(row)
                return self._reading.cite(before, words)
        return self._reading.cite(row, words)

    def _statement(self, statement: Statement, recipients: Recipients) -> None:
        text = statement.text[:5000]
        if self.stored is None and (home := _HOME.search(text)) is not None:
            self.stored = {"country": "CN", **self._reading.cite(statement, part_with(text, home.start(), home.end()))}
        at = _ABROAD.search(text)
        if "abroad" in statement.topics and any(re.search(p, text) for _, p in _MECHANISMS):
            self._reading.take(statement)
        named = [c for c in contact.countries(text) if c != "CN"]
        if not _MOVES.search(text) or (at is None and not (named and "abroad" in statement.topics)):
            return
        if (denied := _DENIES.search(text)) is not None:
            if self.denied is None:
                self.denied = {"transfers": False, **self._reading.cite(statement, part_with(text, denied.start(), denied.end()))}
            return
        if not statement.topics & {"abroad", "retention", "share", "entrust", "collect", "cookie"} or _ONLY_IF.search(text):
            if "abroad" in statement.topics:
                self._reading.take(statement)
            return
        self._told(statement, text, named, recipients)

    def _told(self, statement: Statement, text: str, named: list[str], recipients: Recipients) -> None:
        who = next(
            (r["id"] for r in recipients.entries if r["name"] in text and ("relation" not in r or r.get("named", True))),
            None,
        )
        kinds = self._kinds.of(statement) or [k for k in keys(text) if self._kinds.has(k)] or [*self._everything]
        uses = self._purposes.of(statement) or [*self._purposes.listed]
        for code in named:
            if not any(entry["country"] == code for entry in self.entries):
                self._add(code, who, statement, text, uses, [], kinds, None)
        unnamed = re.search(
            r"(?:转移|传输|提供|存储|访问)[^。；;]{0,50}(?:国家|地区|境外|海外)|(?:境外|海外|国家|地区)[^。；;]{0,40}(?:转移|传输|访问|提供)",
            text,
        )
        if (
            not named
            and unnamed
            and "abroad" in statement.topics
            and not any(e["country"] is None for e in self.entries)
            and re.search("可能|将|会", text)
            and not re.search("如下|告知|同意后方", text[-12:])
        ):
            self._add(None, None, statement, _from_subject(text, unnamed.start()), uses, [], kinds, None)

    def _add(
        self,
        country: str | None,
        recipient: str | None,
        row: Statement,
        words: str,
        uses: list[str],
        methods: list[str],
        kinds: list[str],
        rights: str | None,
    ) -> None:
        if len(self.entries) >= self._limit:
            return
        channels = ["transfer"] + (["remote_access"] if any(_SEEN.search(m) for m in (*methods, row.text)) else [])
        entry: dict[str, Any] = {"id": f"x{len(self.entries) + 1}", "recipient": recipient, "country": country, **self._cited(row, words)}
        entry |= {"channels": channels, "purposes": uses, "methods": methods, "data_categories": kinds, "rights_against_recipient": rights}
        entry |= {"separate_consent": {"obtained": None, "evidence": None}, "mechanism": {"type": self._mechanism, "ref": None}}
        self.entries.append(entry | {"exemption": {"type": "undetermined", "rationale": None}, "pia": None})

    def _by_mechanism(self) -> str:
        """The one mechanism that the policy names for its transfers; several named by way of law leave it open."""
        said = " ".join(s.text for s in self._reading if "abroad" in s.topics or _ABROAD.search(s.text))[:100_000]
        found = [name for name, pattern in _MECHANISMS if re.search(pattern, said)]
        return found[0] if len(found) == 1 else "undetermined"


def _from_subject(text: str, start: int) -> str:
    """The sentence from the piece that its verb is in."""
    left = max(text.rfind(c, 0, start) for c in "，,。；;") + 1
    return text[left:].strip()
