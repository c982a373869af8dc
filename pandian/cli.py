"""The command line: a group that imports a command when it is called, and turns errors into exit codes.

0    clean and complete
1    violations (or, without a register, findings) at or above --fail-on
2    usage, configuration or register invalid
3    incomplete: something that should have been read was not
130  interrupted · 143  terminated
"""

from __future__ import annotations

import importlib
import pkgutil
import signal
import sys
import traceback
from types import FrameType
from typing import Any, NoReturn

import click

import pandian
from pandian import commands
from pandian.language import say

CLEAN, FOUND, USAGE, INCOMPLETE, INTERRUPTED, TERMINATED = 0, 1, 2, 3, 130, 143


class Usage(click.ClickException):
    """A mistake of the caller: printed with place and fix, exit 2."""

    exit_code = USAGE

    def show(self, file: Any = None) -> None:
        click.echo(f"{say('error')}: {self.message}", err=True)


class Commands(click.Group):
    """Commands are the modules of a package, each with `command`; only the one that is called is imported. A module called
    `import_` is the command `import`."""

    def __init__(self, *arguments: Any, package: str = commands.__name__, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.package = package

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(self._modules())

    def _modules(self) -> dict[str, str]:
        """Command -> module."""
        path = importlib.import_module(self.package).__path__
        return {info.name.removesuffix("_").replace("_", "-"): info.name for info in pkgutil.iter_modules(path)}

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        module = self._modules().get(name)
        if module is None:
            return None
        command: click.Command = importlib.import_module(f"{self.package}.{module}").command
        return command


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110}, help=say("help.pandian"))
@click.version_option(pandian.__version__, "--version", "-V", prog_name="pandian")
def root() -> None: ...


def main() -> None:
    """Console script. Never shows a traceback: it could hold a value."""
    signal.signal(signal.SIGTERM, _terminated)
    try:
        code = root.main(standalone_mode=False, prog_name="pandian")
        sys.exit(code if isinstance(code, int) else CLEAN)
    except click.exceptions.Exit as stop:
        sys.exit(stop.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo(say("interrupted"), err=True)
        sys.exit(INTERRUPTED)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(CLEAN)
    except Exception as error:  # noqa: BLE001 - a fault of ours; its text may hold a value, so the class and the place are told
        click.echo(say("internal", what=type(error).__name__, place=_place(error)), err=True)
        sys.exit(INCOMPLETE)


def _place(error: BaseException) -> str:
    """module:line of our innermost step."""
    steps = [(str(f.f_globals.get("__name__", "")), line) for f, line in traceback.walk_tb(error.__traceback__)]
    ours = [step for step in steps if step[0].split(".")[0] in ("pandian", "recognizers", "connectors", "scanner", "register", "reports")]
    return ":".join(str(part) for part in (ours or steps)[-1])


def _terminated(_number: int, _frame: FrameType | None) -> NoReturn:
    click.echo(say("interrupted"), err=True)
    sys.exit(TERMINATED)
