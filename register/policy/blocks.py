"""What a *block* is: one heading, paragraph, list item or table row of a policy, whatever file it came from.

A reader (`text`, and those for HTML, Word and PDF) makes blocks; everything after it sees only them. No judgement here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from register.violation import Text

Kind = Literal["heading", "paragraph", "item", "row"]


@dataclass(frozen=True, slots=True)
class Block:
    """text    one logical line: wrapped lines are joined.
    clause  where it stands, as people cite it: 一.1, 2.3, 一.1 ※; "" before the first numbered heading.
    level   depth of the heading or of the list, 0 first.
    cells   of a row, else ().
    marker  the mark of an item as written (●, ①, 1., -), of a numbered heading its number (一, 2.3), else "".
    """

    kind: Kind
    text: str
    clause: str = ""
    level: int = 0
    cells: tuple[str, ...] = ()
    marker: str = ""


class PolicyError(Exception):
    """A document that cannot be read as a policy; `said` names the place and what to do."""

    def __init__(self, said: Text) -> None:
        super().__init__(said.en)
        self.said = said
