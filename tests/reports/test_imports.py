"""The formats are found without loading what only some of them need: the CI gate starts through this package."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HEAVY = ("rich", "jinja2", "xlsxwriter", "pyarrow", "numpy", "sqlalchemy", "sqlglot", "register.model", "yaml")


def test_finding_formats_and_rendering_for_ci_load_nothing_heavy() -> None:
    code = (
        "import sys\n"
        "from reports import Report, formats\n"
        "from scanner.inventory import Inventory\n"
        "report = Report(Inventory('s', '', '', '', '', 'schema'))\n"
        "[formats()[name].render(report) for name in formats() if name not in ('text', 'html', 'xlsx', 'dpo-html', 'dpo-xlsx')]\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
