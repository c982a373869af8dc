"""Files and folders: text and logs, CSV and TSV, JSON Lines and JSON, spreadsheets; SQLite and schema files inside a folder.

A location is a path. What a file is, its content decides, not its extension; what cannot be read is listed with its
reason. This module only recognises locations; the work is in `files_folder`. Options of a source:

    encoding    of text, CSV and JSON files (default: detected, per file)
    delimiter   of CSV files (default: detected)
    header      false: CSV files and sheets have no header row (default: detected)
    hidden      true: enter hidden folders and folders of machinery (.git, node_modules), too
    max_bytes   size up to which spreadsheets are opened (512 MB)
    sheet_seconds   wall time for one spreadsheet (120)
"""

from __future__ import annotations

import os

from connectors.base import ConfigError, Connector, Source

SCHEMES = ("file",)


def accepts(location: str) -> int:
    """10 for an existing file or folder: whoever recognises its content is surer. 0 for anything else."""
    return 10 if "://" not in location and os.path.lexists(location) else 0


def open(source: Source) -> Connector:  # noqa: A001 - the name the contract gives it
    """Raises ConfigError(bad_url) for an unknown encoding or a delimiter that is not one character. Opens nothing yet."""
    try:
        "".encode(source.option("encoding") or "utf-8")
    except LookupError:
        raise ConfigError("bad_url", f"source {source.name!r}: unknown encoding") from None
    if len(source.option("delimiter") or ",") != 1:
        raise ConfigError("bad_url", f"source {source.name!r}: a delimiter is one character")
    from connectors.files_folder import Files

    return Files(source)
