"""What a *deletion flag* is: a column that marks rows as deleted, or put away, without removing them.

`is_deleted = 1`, `del_flag = '2'`, `status = 'deleted'`, 是否删除 = 是. Which columns are flags their names say; what a cell
has to hold, their kind: of a flag anything but "no", of a state one of the words for it. The marked rows are dated by the
asset's own column for that (`deleted_at`), else by its last update: so long they have been kept since.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from connectors.base import Column
from scanner.clock import days
from scanner.clock_words import is_clock, role_of

_DELETED = r"deleted|delete|del|removed|archived|archive|trashed|erased|purged|deactivated"
_FLAG = re.compile(
    rf"^(?:is|has|was|be|flag)?_?(?:{_DELETED})(?:_?(?:flag|mark|status|state|yn|tag|bz|ind))?$|(?:^|_)(?:is_?del|is_?deleted|del_?flag|delete_?flag|deleted_?flag)$"
    r"|(?:^|_)(?:scbz|scbj|sczt|sfsc|sfysc|gdbz|sfgd|zxbz|sfzx)$|(?:shanchu|guidang)_?(?:biaozhi|biaoji|zhuangtai|bz|zt)$|shifou_?(?:shanchu|guidang|zhuxiao)"
    r"|(?:是否)?(?:已|被|逻辑)?(?:删除|归档|注销|作废)(?:标志|标记|标识|状态|与否)?$",
)
_STATE = re.compile(r"(?:^|_)(?:status|state|stat|zt|zhuangtai)$|状态$")
#: What a state is called when the row is no longer wanted. "cancelled" and "closed" are states of an order, not of its row.
_STATES = frozenset(
    {"deleted", "delete", "del", "removed", "archived", "trashed", "erased", "purged", "deactivated", "soft_deleted", "soft-deleted"}
    | {"已删除", "删除", "已删", "逻辑删除", "已注销", "注销", "已销户", "已归档", "归档", "已作废", "已清除", "yishanchu", "yizhuxiao"}
)  # fmt: skip
#: What a flag holds in the rows that are still wanted.
_NO = frozenset(
    {
        "",
        "0",
        "0.0",
        "n",
        "no",
        "f",
        "false",
        "否",
        "未删除",
        "未归档",
        "正常",
        "无",
        "normal",
        "active",
        "none",
        "null",
        "-",
        "未注销",
        "有效",
        "\0",
    }
)


@dataclass(frozen=True, slots=True)
class Marks:
    """Of the columns of an asset: flags by place, each with whether it is a state; dater: place of the column that dates the
    marked rows, None without one."""

    flags: dict[int, bool]
    dater: int | None

    @classmethod
    def of(cls, columns: Sequence[Column]) -> Marks:
        flags = {i: kind == "state" for i, c in enumerate(columns) if (kind := kind_of(c))}
        roles = [role_of(c.name, c.comment) if is_clock(c.name, c.type, c.comment) else "" for c in columns]
        dater = next((roles.index(role) for role in ("deleted", "account_closed", "updated") if role in roles), None)
        return cls(flags, dater)


def kind_of(column: Column) -> str:
    """ "flag", "state" or "" for a column of neither sort."""
    name = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", column.name).lower()
    if is_clock(column.name, column.type, column.comment):
        return ""
    comment = re.split(r"[,，;；:：(（\s]", column.comment, maxsplit=1)[0]
    if _FLAG.search(name) or _FLAG.search(comment):
        return "flag"
    return "state" if _STATE.search(name) else ""


def marked(values: pa.Array, state: bool) -> pa.Array:
    """Which rows a flag or a state marks, as booleans without nulls."""
    kind = values.type
    if pa.types.is_boolean(kind):
        return pc.fill_null(values, False) if not state else pa.array(np.zeros(len(values), bool))
    if pa.types.is_integer(kind) or pa.types.is_floating(kind) or pa.types.is_decimal(kind):
        if state:  # which number stands for what is not told here
            return pa.array(np.zeros(len(values), bool))
        return pc.fill_null(pc.not_equal(pc.cast(values, pa.float64(), safe=False), 0.0), False)
    if pa.types.is_binary(kind) or pa.types.is_large_binary(kind):  # MySQL's BIT(1)
        values = pa.array([v.hex().lstrip("0") or "0" if v is not None else None for v in values.to_pylist()], pa.string())
    elif not (pa.types.is_string(kind) or pa.types.is_large_string(kind)):
        return pa.array(np.zeros(len(values), bool))
    table = pc.unique(values.drop_null())
    wanted = [v for v in table.to_pylist() if _says(v, state)]
    return pc.fill_null(pc.is_in(values, pa.array(wanted, values.type)), False)


def _says(value: str, state: bool) -> bool:
    word = value.strip().lower()
    return word in _STATES if state else word not in _NO and len(word) <= 20  # a flag is short: longer text is a remark


def count(flag: pa.Array, state: bool, dates: pa.Array | None) -> tuple[int, Counter[str]]:
    """(rows that are marked, ISO date -> rows of them)."""
    chosen = marked(flag, state)
    rows = int(pc.sum(chosen).as_py() or 0)
    return rows, days(dates.filter(chosen))[0] if rows and dates is not None else Counter()
