"""How long a policy says that data is kept: the general statement, what happens afterwards, and periods for some kinds."""

from __future__ import annotations

import re
from typing import Any

from register.policy.statements import Reading, Statement, part_with, parts, place_of
from register.policy.text import number_of

_PERIOD = re.compile(
    r"(?P<n>[0-9０-９]{1,4}|半|[一二两三四五六七八九十百零〇]{1,5})[ ]?(?:[（(][0-9]{1,4}[）)][ ]?)?(?P<unit>周年|年|个?自然月|个月|月|周|星期|个?工作日|天|日)(?![0-9一二三四五六七八九十月前])"
)
_KEEPS = re.compile(r"保存|保留|存储|留存|储存|保管")
_CRITERION = re.compile(
    r"(?:目的|服务)[^。；;]{0,30}(?:所需|所必需|必要|必需|最短|期限|期间|时间)|最短(?:的)?(?:期限|时间|时限)|必要(?:的)?(?:期限|时间|期间)|所需的?(?:期限|时间|期间|最短)"
)
_AFTER = re.compile(r"(?:超出|超过|届满|期满|到期|逾期|期限后|不再需要|期限结束)[^。]{0,60}(?:删除|匿名|销毁|清除)")
_LAW = re.compile(r"法律|法规|监管|规定")
_STARTS: tuple[tuple[str, str], ...] = (
    (r"最后一次|最近一次|最后(?:登录|使用|活动|联系)|末次", "last_activity"),
    (r"注销", "account_closed"),
    (r"合同|协议|交易|订单|终止|届满|离职|服务结束|完成之日", "contract_end"),
    (r"目的(?:实现|达成)", "purpose_end"),
)


class Retention:
    def __init__(self, reading: Reading, limit: int) -> None:
        self.statement: dict[str, Any] | None = None
        self.rules: list[dict[str, Any]] = []
        self._limit = limit
        for said in reading:
            if _is_about(said):
                self._read(reading, said)

    def _read(self, reading: Reading, said: Statement) -> None:
        text = said.text[:5000]
        if _AFTER.search(text):
            self._after(reading, said, text)
        periods = [(m, p) for m in _PERIOD.finditer(text) if (p := iso(m)) and (said.kind == "row" or _KEEPS.search(text))]
        for found, period in periods:
            self._rule(reading, said, found, period)
        if said.kind == "row":
            reading.take(said)
            return
        if (
            self.statement is None
            or "quote" not in self.statement
            or (periods and self.statement.get("period") is None and not self._specific(text))
        ):
            for piece in re.split("[；;]", text):
                self._whole(reading, said, piece)

    @staticmethod
    def _specific(text: str) -> bool:
        """Whether a period is said of one kind of data only."""
        labelled = re.match(r"[^，。；;:：]{2,14}[:：]", text)
        if labelled is not None and not re.search("保存|保留|存储|期限|时间", labelled[0]):
            return True
        return re.search(r"日志|录音|录像|监控|简历|记录|Cookie|交易|订单|病历|档案", text) is not None

    def _whole(self, reading: Reading, said: Statement, text: str) -> None:
        criterion = _CRITERION.search(text)
        periods = [p for m in _PERIOD.finditer(text) if (p := iso(m))] if _KEEPS.search(text) else []
        if criterion is None and (not periods or self._specific(text)):
            return
        keep = {k: v for k, v in (self.statement or {}).items() if k.startswith("after")}
        quote = next((p for p in parts(text) if _KEEPS.search(p) and (_CRITERION.search(p) or _PERIOD.search(p))), text)
        general = periods[0] if periods and not self._specific(text) else None
        if self.statement is not None and "quote" in self.statement and criterion is not None:
            return
        self.statement = {
            **reading.cite(said, quote),
            "criterion": "purpose_fulfilled" if criterion else "fixed_period",
            "period": general,
            "determination_method": None,
            "after_expiry": keep.get("after_expiry", "unspecified"),
            **{k: v for k, v in keep.items() if k == "after_expiry_quote"},
        }

    def _after(self, reading: Reading, said: Statement, text: str) -> None:
        made = self.statement if self.statement is not None else {"clause": place_of(said)}
        if "after_expiry_quote" in made:
            reading.take(said)
            return
        found = _AFTER.search(text)
        assert found is not None
        end = next((m.end() for m in re.finditer(r"[。；;]", text) if m.start() >= found.end() - 1), len(text))
        made["after_expiry"] = "delete" if re.search("删除|销毁|清除", found[0]) else "anonymize"
        made["after_expiry_quote"] = text[_back(text, found.start()) : end].strip().rstrip("。；; ")[:300]
        reading.take(said)
        self.statement = made

    def _rule(self, reading: Reading, said: Statement, found: re.Match[str], period: str) -> None:
        if len(self.rules) >= self._limit:
            return
        part = part_with(said.text, found.start(), found.end())
        least = re.search(r"(?:不少于|至少|不得少于|不低于)[^，。]{0,6}$", said.text[max(0, found.start() - 10) : found.start()])
        cited = reading.cite(said, said.text if said.kind == "row" else part)
        key = (cited["quote"], period)
        if any((r["x-quote"], r["period"]) == key for r in self.rules):
            return
        piece = said.text[max(map(said.text[: found.start()].rfind, "；;")) + 1 : found.end() + 60].partition("；")[0]
        start = next((name for pattern, name in _STARTS if re.search(pattern, piece)), "collected")
        rule: dict[str, Any] = {"id": f"k{len(self.rules) + 1}", "period": period, "start": start}
        rule |= {"action": "anonymize" if re.search("匿名", part) else "delete"}
        if least and _LAW.search(said.text):
            law = re.search(r"《[^》]{2,30}》", said.text)
            rule["legal_minimum"] = {"period": period, "law": law[0] if law else "待确认"}
        self.rules.append(rule | {"source": "policy", "x-clause": cited["clause"], "x-quote": cited["quote"]})


def _back(text: str, start: int) -> int:
    """Where the part of the sentence begins that `start` is in."""
    return max(text.rfind(c, 0, start) for c in "，,。；;：:") + 1


def iso(found: re.Match[str]) -> str | None:
    """ISO 8601 of a period in words: 三年 -> P3Y, 半年 -> P6M, 30日 -> P30D."""
    unit = found["unit"]
    if found["n"] == "半":
        return "P6M" if unit.endswith("年") else None
    value = number_of(found["n"])
    letter = "Y" if unit.endswith("年") else "M" if "月" in unit else "W" if unit in ("周", "星期") else "D"
    if not value or (letter == "Y" and value > 200):  # a year of the calendar
        return None
    return f"P{value}{letter}"


def period_in(text: str) -> str | None:
    """The first period that a text names."""
    return next((p for m in _PERIOD.finditer(text[:2000]) if (p := iso(m))), None)


def _is_about(said: Statement) -> bool:
    if "retention" in said.topics:
        return bool(_KEEPS.search(said.text) or _CRITERION.search(said.text) or _AFTER.search(said.text) or said.kind == "row")
    if said.topics & {"change", "rights", "definition"}:
        return False
    return (
        bool(_KEEPS.search(said.text) and (_PERIOD.search(said.text[:5000]) or _CRITERION.search(said.text)))
        or _AFTER.search(said.text[:5000]) is not None
    )
