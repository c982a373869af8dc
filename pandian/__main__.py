"""The front door as a module (`python -m pandian`) and as the console script.

A gate runs inside other people's repositories, whose folders may be called scanner, reports or register. `python -m` puts
the current folder first on the import path; it is taken off before anything of ours is imported.
"""

import sys
from pathlib import Path


def _forget_current_folder() -> None:
    home = Path(__file__).resolve().parent.parent
    here = Path.cwd().resolve() if Path.cwd().exists() else None
    sys.path[:] = [p for p in sys.path if p and (Path(p).resolve() != here or Path(p).resolve() == home)]


def main() -> None:
    _forget_current_folder()
    from pandian.cli import main as run

    run()


if __name__ == "__main__":
    main()
