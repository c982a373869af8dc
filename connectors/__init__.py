"""Finds the connector for a source. A *connector* is one module of this package; adding it is all that is needed.

    connectors/<name>.py           is a connector when it defines SCHEMES, accepts and open:

        SCHEMES: tuple[str, ...]                 URI schemes of its assets, which are also the URL schemes it is known for
        def accepts(location: str) -> int        0 no; higher is surer (10 a path, 20 recognised by its content or scheme)
        def open(source: Source) -> Connector    checks the configuration (ConfigError) and touches no data yet

    connectors/<name>_<part>.py    is a part of connector <name>: loaded by it when it opens, never by this walk

Connector modules are imported by every run, the CI gate's too, so they import nothing heavy at their top.
What a connector promises is written in `connectors.base` and held by `tests/connectors/test_conformance.py`.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
from functools import cache
from types import ModuleType
from urllib.parse import parse_qsl, unquote, urlsplit

from connectors.base import ConfigError, Connector, Source, SourceUnavailable

__all__ = ["open_source", "schemes"]

_URL = re.compile(r"([A-Za-z][A-Za-z0-9.-]*)(?:\+[A-Za-z0-9_.-]+)?://")
#: user:password@ as database drivers read it: up to the last @, whatever stands in the password.
_USER_INFO = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://[^@/?#:]*:.+@", re.DOTALL)
_INNER_SECRET = re.compile(r"[?&;{](?:[^=&;]*=)?[^=&;]*\b(?:pwd|password|passwd)\s*=", re.IGNORECASE)  # odbc_connect=…;PWD=…
_SECRET_KEYS = re.compile(r"(?i)(?:ssl)?pass(?:word|wd)?|pwd|secret|(?:access_?|auth_?)?token|(?:api|access|secret)_?key")


@cache
def _modules() -> tuple[ModuleType, ...]:
    names = sorted(m.name for m in pkgutil.iter_modules(__path__) if m.name != "base")
    parts = {n for n in names for owner in names if n.startswith(f"{owner}_")}
    found = [importlib.import_module(f"{__name__}.{n}") for n in names if n not in parts]
    return tuple(m for m in found if hasattr(m, "SCHEMES"))


def _asked(scheme: str) -> tuple[ModuleType, ...]:
    """The modules that may know a location: where one is called as the scheme is, that one, and no other is loaded."""
    if scheme in {m.name for m in pkgutil.iter_modules(__path__)} and scheme != "base":
        module = importlib.import_module(f"{__name__}.{scheme}")
        return (module,) if hasattr(module, "SCHEMES") else _modules()
    return _modules()


def schemes() -> dict[str, str]:
    """Scheme -> first line of its connector's docstring; what documentation tables and error messages are made from."""
    return {scheme: (m.__doc__ or "").strip().splitlines()[0] for m in _modules() for scheme in m.SCHEMES}


def open_source(source: Source) -> Connector:
    """The connector that is surest about `source.location`, opened.

    Raises ConfigError: unknown_scheme (lists the known ones), bad_url, secret_in_url (a password belongs in
    `Source.password`, and is not repeated in the message), missing_extra; SourceUnavailable: not_found for a path.
    """
    url = _URL.match(source.location)
    if url and _holds_secret(source.location):
        raise ConfigError("secret_in_url", f"source {source.name!r}: take the password out of the URL and give it as a reference")
    surest = max(_asked(url[1].lower() if url else ""), key=lambda m: int(m.accepts(source.location)))
    if surest.accepts(source.location) > 0:
        connector: Connector = surest.open(source)
        return connector
    if url:
        raise ConfigError("unknown_scheme", f"source {source.name!r}: {url[1]!r} is not one of {', '.join(sorted(schemes()))}")
    raise SourceUnavailable("not_found", f"source {source.name!r}: there is no such file or folder")


def _holds_secret(location: str) -> bool:
    if _USER_INFO.match(location) or _INNER_SECRET.search(unquote(location)):
        return True
    try:
        parts = urlsplit(location)
        return parts.password is not None or any(_SECRET_KEYS.fullmatch(key) for key, _ in parse_qsl(parts.query, keep_blank_values=True))
    except ValueError:
        # The message of urlsplit repeats a piece of the URL, which may be the password.
        raise ConfigError("bad_url", "the URL cannot be parsed") from None
