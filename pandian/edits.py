"""Lines put into a register from the command line: what stops that is told as usage, with file, line and the way out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pandian.cli import Usage
from pandian.language import Language, say
from reports.display import display


def laid_over(path: Path, fragment: Mapping[str, Any], lang: Language) -> tuple[Path, ...]:
    """The fragment in the register at `path`, a file or a folder; which files changed. Raises Usage, and then none has."""
    from register.edit import applied_to

    with told(path, lang):
        return applied_to(path, fragment)


@contextmanager
def told(path: Path, lang: Language) -> Iterator[None]:
    """Raises Usage for what stops an edit of the register at `path`."""
    from register.edit import EditError
    from register.folder import Unreadable

    try:
        yield
    except Unreadable as error:
        raise Usage("\n".join(display(problem.in_language(lang)) for problem in error.problems)) from None
    except EditError as error:
        place = display(f"{error.file or path}:{error.line}")
        raise Usage(f"{place}: {display(error.said.in_language(lang))}") from None
    except OSError as error:
        raise Usage(say("cannot_write", lang, path=display(str(error.filename or path)), why=error.strerror)) from None
