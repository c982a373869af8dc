"""`scan: thresholds:` of a pandian.yaml: numbers for every kind, and below a kind's code numbers of its own.

    thresholds: {column_share: 0.6, PERSON: {lone_share: 0.9}}

What each is for stands in `scanner.judge.Thresholds`; names and bounds are taken from there, so there is no second list.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, create_model

from scanner.judge import NAMES, Measures

_COUNT = (Annotated[int, Field(ge=1, le=1_000_000)] | None, None)
_SHARE = (Annotated[float, Field(gt=0, le=1)] | None, None)


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


_FIELDS: dict[str, Any] = {name: _COUNT if name.endswith("_cells") else _SHARE for name in NAMES}
if TYPE_CHECKING:
    Numbers = _Strict
else:
    Numbers = create_model("Numbers", __base__=_Strict, **_FIELDS)


def _own(value: Any) -> Any:
    """A key that is no threshold must be a kind with numbers of its own."""
    if not isinstance(value, dict):
        raise ValueError(f"unknown threshold; known are {', '.join(sorted(NAMES))}, and codes of kinds with numbers of their own")
    return value


class ThresholdEntry(Numbers):
    model_config = ConfigDict(extra="allow", frozen=True, hide_input_in_errors=True)
    __pydantic_extra__: dict[str, Annotated[Numbers, BeforeValidator(_own)]]

    @property
    def entities(self) -> tuple[str, ...]:
        """The kinds that have numbers of their own."""
        return tuple(self.__pydantic_extra__)

    def unknown(self, known: Iterable[str]) -> tuple[str, ...]:
        return tuple(sorted(set(self.entities) - set(known)))

    def bars(self) -> Measures:
        return Measures.of_changes(self.model_dump(exclude_none=True))
