"""`pandian register …`: the register itself, without a scan: draft, lint, show, propose, compare, exchange.

A subcommand is a module of this package with `command`; only the one that is called is imported.
"""

from __future__ import annotations

from pandian.cli import Commands
from pandian.language import say

command = Commands(package=__name__, name="register", help=say("help.register_group"))
