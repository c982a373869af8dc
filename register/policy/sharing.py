"""What a policy promises about everybody whom it does not name: that nothing is given to them, and nothing made public."""

from __future__ import annotations

import re
from typing import Any

from register.policy.statements import Reading, Statement

DENIES = re.compile(
    r"(?:不会|不得|绝不|从不|不|未经)[^。；;]{0,60}?(?:共享|转让|公开披露|对外提供|提供|披露|出售|出租|公开)(?:(?![，,]?[ ]?(?:但|除|以下|下列))[^。；;]){0,60}"
)
_BROAD = re.compile(r"任何|第三方|以外|其[他它](?:公司|组织|个人|单位)|他人|外部")
_PUBLIC = re.compile(r"公开披露|公开[^，,。；;]{0,8}信息")
_NOT_PUBLIC = re.compile(
    r"(?:不会|不得|绝不|从不|不)(?:(?!但|除)[^。；;]){0,60}公开|(?:仅|只)(?:会|有)?[^。；;]{0,30}(?:同意|情[形况])[^。；;]{0,12}公开"
)
_EXCEPTIONS = (
    ("explicit_consent", "明确同意|明示同意|您的同意|书面同意"),
    ("separate_consent", "单独同意"),
    ("legal_disclosure", "基于法律|法律法规|法律的披露|司法|强制"),
)


class Promises:
    """default: the entry `sharing_default`; public: the entry `public_disclosure`. None where the policy says nothing."""

    def __init__(self, reading: Reading) -> None:
        self.default: dict[str, Any] | None = None
        self.public: dict[str, Any] | None = None
        for statement in reading:
            if statement.topics.isdisjoint({"share", "abroad"}) and not re.search("第三方|以外|公开", statement.text):
                continue
            found = DENIES.search(statement.text[:5000])
            if self.default is None and found is not None and not re.search("境外|出境|跨境", found[0]) and _shares(statement, found):
                self.default = {"outside_group": "deny", **reading.cite(statement, found[0])}
            if self.public is None and _PUBLIC.search(statement.text[:5000]) and _NOT_PUBLIC.search(statement.text[:5000]):
                reading.take(statement)
                self.public = {"allowed": False, "exceptions": _exceptions(reading, statement)}


def _shares(statement: Statement, found: re.Match[str]) -> bool:
    """Whether the promise is about giving to others, and not only about publishing."""
    return _BROAD.search(statement.text) is not None and re.search("共享|转让|提供|披露|出售|出租", found[0]) is not None


def _exceptions(reading: Reading, statement: Statement) -> list[str]:
    after = [
        s
        for s in reading.statements[statement.at : statement.at + 12]
        if s.at == statement.at or (s.kind == "item" and s.intro == statement.text)
    ]
    said = " ".join(s.text for s in after)
    reading.take(*after)
    return [name for name, pattern in _EXCEPTIONS if re.search(pattern, said)]
