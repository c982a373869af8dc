"""Holds a draft's quotes against the document: each stands in the clause that it names, or names a wider one (REG-003).

The clause of a statement comes from how its reader counted; the check of a register finds clauses by looking for headings in
the text as well. Where the two do not agree, or one entry quotes two clauses, the entry goes one level up, at last to the
whole document.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from register.policy.blocks import Block
from register.quotes import Wording, clause_text
from register.references import mappings

WHOLE = "全文"
#: Characters that all searches together may walk over: a policy of megabytes in thousands of clauses is not looked through
#: thousands of times.
BUDGET = 200_000_000
_MARKS = "*_`~|#>\\"


class Checker:
    def __init__(self, text: str, blocks: tuple[Block, ...]) -> None:
        self._wording = Wording(text, lambda: blocks)
        self._whole = _bare(text)
        self._clauses: dict[str, tuple[str | None, str | None]] = {}
        self._left = BUDGET
        self._unmarked: tuple[str, list[int]] | None = None

    def correct(self, register: Mapping[str, Any]) -> None:
        """Changes clauses and quotes in place until each stands."""
        clauses: dict[tuple[str | int, ...], dict[str, Any]] = {}
        for path, entry in mappings(register):
            if not isinstance(entry, dict):
                continue
            owner = (
                entry if "clause" in entry else next((clauses[path[:n]] for n in range(len(path) - 1, 0, -1) if path[:n] in clauses), None)
            )
            if owner is not None:
                clauses[path] = owner
            for key, value in entry.items():
                if (key == "quote" or key.endswith("_quote")) and isinstance(value, str):
                    entry[key] = self._verbatim(value)
                    if owner is not None:
                        owner["clause"] = self._standing(str(owner["clause"]), entry[key])

    def _standing(self, clause: str, quote: str) -> str:
        bare = _bare(quote)
        return next((candidate for candidate in _wider(clause) if self._holds(candidate, bare)), WHOLE)

    def _holds(self, clause: str, bare: str) -> bool:
        """As `register.quotes.stands` will ask it."""
        if clause not in self._clauses:
            self._left -= 2 * len(self._whole)
            if self._left < 0:
                return False
            where, part = clause_text(self._wording.text, clause), self._wording.of_clause(clause)
            self._clauses[clause] = (None if where is None else _bare(where), None if part is None else _bare(part))
        where, part = self._clauses[clause]
        if where is not None and bare in where:
            return True
        return bare in (part if part is not None else "" if where is not None else self._whole)

    def _verbatim(self, quote: str) -> str:
        """The words as they stand in the file, marks of emphasis and tables included, where they were left out in reading."""
        bare = _bare(quote)
        if bare in self._whole:
            return quote
        if self._unmarked is None:
            kept = [(c, i) for i, c in enumerate(self._whole) if c not in _MARKS]
            self._unmarked = "".join(c for c, _ in kept), [i for _, i in kept]
        plain, places = self._unmarked
        wanted = "".join(c for c in bare if c not in _MARKS)
        at = plain.find(wanted)
        return self._whole[places[at] : places[at + len(wanted) - 1] + 1] if at >= 0 and wanted else quote


def _wider(clause: str) -> list[str]:
    """The clause, then each that holds it."""
    made = [clause]
    bare = clause.split(" ")[0]
    while bare:
        if bare not in made:
            made.append(bare)
        bare = bare.rpartition(".")[0]
    return made


def _bare(text: str) -> str:
    return "".join(text.split())
