"""The lines that are missing, written into the register: what a violation's YAML says, in place, comments kept.

Lines with values that only a person can know (an assessment that was made, a contract) are printed and never written: a register
that says what is not so is worse than one that is silent.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from pandian.violations import stated
from register import edit, folder, yaml
from register.merge import merged
from register.violation import Violation


def fragment(violations: Iterable[Violation]) -> dict[str, Any]:
    """What the register would have to say, of all violations that a statement alone mends."""
    wanted: dict[str, Any] = {}
    for text in dict.fromkeys(v.yaml for v in violations if stated(v)):
        data = yaml.load(text.encode("utf-8", "backslashreplace")).data
        wanted = merged(wanted, data) if isinstance(data, dict) else wanted
    return wanted


def fixes(violations: Iterable[Violation], register: Path) -> Mapping[Path, tuple[str, str]]:
    """What would change in which file of the register: its text before and after. Raises EditError, folder.Unreadable, OSError."""
    wanted = fragment(violations)
    return edit.edited(folder.read(register), wanted) if wanted else {}
