"""A file or a folder as a source: what each entry is, which reader it goes to, and how its assets are called.

What a file is, its content decides. One asset per file, per sheet, per table of a SQLite file; whatever is not read
(a picture, a PDF, a link, a locked file) is listed with its reason. An asset's URI alone is enough to find it again:
``file://<source>/<path in the folder>#<sheet>``, each part percent-encoded by `paths.uri_part`.
"""

from __future__ import annotations

import os
from collections.abc import Generator, Iterator
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from typing import BinaryIO
from urllib.parse import unquote_to_bytes

from connectors.base import Asset, AssetUnreadable, Batch, Budget, Connector, ConnectorError, Cursor, Extent, Problem, Source
from connectors.encoding import SAMPLE_BYTES
from connectors.files_sniff import Kind, directory, sniff
from connectors.paths import Entry, open_regular, uri_part, walk

MAX_BYTES = 512 << 20


@dataclass(frozen=True, slots=True)
class Place:
    """An entry of the folder with the asset that stands for the whole of it."""

    entry: Entry
    asset: Asset


class Files:
    """See `connectors.base.Connector`."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.root = source.location
        self.is_folder = os.path.isdir(self.root)  # noqa: PTH112 - a NUL in the path is False here, an exception there

    # -- discover ---------------------------------------------------------------------------------------------------

    def discover(self) -> Iterator[Asset]:
        # A link that somebody typed on purpose is followed; those met on the way are not.
        root = os.path.realpath(self.root) if os.path.islink(self.root) else self.root  # noqa: PTH114
        for entry in walk(root, hidden=bool(self.source.option("hidden"))):
            relative = entry.relative if self.is_folder else self._name()
            if self._wanted(relative):
                yield from self._assets(self._place(replace(entry, relative=relative)))

    def _name(self) -> str:
        return os.path.basename(self.root)  # noqa: PTH119

    def _wanted(self, relative: str) -> bool:
        included = not self.source.include or any(fnmatchcase(relative, glob) for glob in self.source.include)
        return included and not any(fnmatchcase(relative, glob) for glob in self.source.exclude)

    def _place(self, entry: Entry) -> Place:
        source = self.source
        asset = Asset(
            f"file://{uri_part(source.name)}/{uri_part(entry.relative)}",
            source.name,
            "file",
            _display(os.path.basename(entry.relative)),  # noqa: PTH119
            path=_display(os.path.join(self.root, entry.relative) if self.is_folder else self.root),  # noqa: PTH118
            modified=entry.modified,
            owner=source.owner,
            environment=source.environment,
            region=source.region,
            system=source.system,
        )
        return Place(entry, asset)

    def _assets(self, place: Place) -> Iterator[Asset]:
        entry, asset = place.entry, place.asset
        if entry.reason:
            yield replace(asset, problem=Problem("ERROR" if entry.reason == "no_permission" else "SKIPPED", entry.reason))
            return
        if entry.size == 0:
            yield replace(asset, rows=0, exact=True, problem=Problem("SKIPPED", "empty"))
            return
        try:
            with open_regular(entry.path) as file:
                kind = _kind(file, entry.relative, self.source.option("encoding"))
                yield from self._described(kind, file, place)
        except ConnectorError as error:
            status = "SKIPPED" if error.reason in _SKIPPED else "ERROR"
            yield replace(asset, problem=Problem(status, error.reason, error.detail))  # type: ignore[arg-type]  # one of two literals
        except OSError:
            yield replace(asset, problem=Problem("ERROR", "corrupt", "the device cannot read it"))

    def _described(self, kind: Kind, file: BinaryIO, place: Place) -> Iterator[Asset]:
        from connectors import files_csv, files_json, files_text

        asset, source = place.asset, self.source
        encoding = source.option("encoding")
        if kind.reason:
            raise AssetUnreadable(kind.reason, kind.detail)
        if kind.name == "sheets":
            yield from self._sheets(file, place)
        elif kind.name == "sqlite":
            yield from self._tables(place)
        elif kind.name == "schema":
            yield from self._schema(file, place)
        elif kind.name == "csv":
            table = files_csv.describe(file, encoding, source.option("delimiter"), source.option("header"))
            yield replace(asset, columns=table.columns if table else ())
        elif kind.name in ("jsonl", "json"):
            yield replace(asset, columns=files_json.columns(file, encoding, kind.name == "jsonl"))
        else:
            yield replace(asset, columns=files_text.COLUMNS)

    def _sheets(self, file: BinaryIO, place: Place) -> Iterator[Asset]:
        from connectors import files_sheets

        if place.entry.size > int(self.source.option("max_bytes", MAX_BYTES)):
            raise AssetUnreadable("too_large", f"{place.entry.size >> 20} MB; see the option max_bytes")
        for sheet in files_sheets.describe(file, self.source.option("header"), self._seconds()):
            name = _display(sheet.name)
            yield replace(
                place.asset,
                uri=f"{place.asset.uri}#{uri_part(sheet.name)}",
                kind="sheet",
                name=name,
                path=f"{place.asset.path}#{name}",
                columns=sheet.columns,
                comment="" if sheet.visible else "hidden sheet",
                rows=None if sheet.height is None else max(0, sheet.height - (sheet.header is not None)),
                problem=None if sheet.columns else Problem("SKIPPED", "empty"),
            )

    def _tables(self, place: Place) -> Iterator[Asset]:
        """The tables of a SQLite file, read by the database connector under the names of files."""
        connector, asset = self._database(place.entry.path), place.asset
        try:
            for table in connector.discover():
                name = f"{table.schema}.{table.name}" if table.schema else table.name
                yield replace(table, uri=f"{asset.uri}#{uri_part(name)}", path=f"{asset.path}#{name}", modified=asset.modified)
        finally:
            connector.close()

    def _database(self, path: str) -> Connector:
        from connectors import sql

        return sql.open(replace(self.source, location=path, include=(), exclude=(), password=None))

    def _schema(self, file: BinaryIO, place: Place) -> Iterator[Asset]:
        """A schema file among others: its definitions, and, if it is a dump with rows, its text as well."""
        from connectors import files_text, schema
        from connectors.ddl import holds_rows

        yield from schema.of_file(place.entry, self.source, place.asset.path)
        if holds_rows(file):
            yield replace(place.asset, columns=files_text.COLUMNS)

    def _seconds(self) -> float:
        return float(self.source.option("sheet_seconds", 120))

    # -- read -------------------------------------------------------------------------------------------------------

    def read(self, asset: Asset, budget: Budget, after: Cursor = None) -> Generator[Batch, None, Extent]:
        """Raises AssetUnreadable. A schema has no batches."""
        if asset.problem:
            raise AssetUnreadable(asset.problem.reason, asset.problem.detail)
        if asset.kind == "schema":
            return Extent("COMPLETE")
        relative, member = _located(asset.uri, self.source.name)
        path = os.path.join(self.root, relative) if self.is_folder else os.path.realpath(self.root)  # noqa: PTH118
        if not self.is_folder and relative != self._name():
            raise AssetUnreadable("not_found")
        try:
            with open_regular(path) as file:
                kind = _kind(file, relative, self.source.option("encoding"))
                if kind.name == "sqlite":
                    return (yield from self._read_table(path, member, budget, after))
                return (yield from self._batches(kind, file, asset, member, budget, after))
        except OSError:
            raise AssetUnreadable("corrupt", "the device cannot read it") from None

    def _batches(
        self, kind: Kind, file: BinaryIO, asset: Asset, member: str, budget: Budget, after: Cursor
    ) -> Generator[Batch, None, Extent]:
        from connectors import files_csv, files_json, files_sheets, files_text

        encoding, option = self.source.option("encoding"), self.source.option
        if kind.name == "sheets":
            return (yield from files_sheets.read(file, asset.columns, member, option("header"), budget, after, self._seconds()))
        if kind.name == "csv":
            return (yield from files_csv.read(file, asset.columns, encoding, budget, after, option("delimiter"), option("header")))
        if kind.name in ("jsonl", "json"):
            return (yield from files_json.read(file, asset.columns, encoding, kind.name == "jsonl", budget, after))
        if kind.name in ("text", "schema"):
            return (yield from files_text.read(file, encoding, budget, after))
        raise AssetUnreadable("schema_changed", "the file has become something else since it was listed")

    def _read_table(self, path: str, member: str, budget: Budget, after: Cursor) -> Generator[Batch, None, Extent]:
        connector = self._database(path)
        try:
            for table in connector.discover():
                if (f"{table.schema}.{table.name}" if table.schema else table.name) == member:
                    extent: Extent = yield from connector.read(table, budget, after)
                    return extent
        finally:
            connector.close()
        raise AssetUnreadable("not_found")

    def close(self) -> None:
        pass


_SKIPPED = frozenset(
    {"unsupported_format", "binary", "symlink", "not_a_regular_file", "encrypted", "too_large", "missing_extra", "limit_members"}
)


def _kind(file: BinaryIO, name: str, encoding: str | None) -> Kind:
    head = file.read(SAMPLE_BYTES)
    size = os.fstat(file.fileno()).st_size
    if 0 < (at := directory(head)) < size:
        file.seek(at)
        head += file.read(1 << 14)
    file.seek(0)
    kind = sniff(head, name, size)
    if kind.name == "json":
        from connectors.files_json import is_document

        return kind if is_document(file, encoding) else Kind("text")
    return kind


def _located(uri: str, source: str) -> tuple[str, str]:
    """(path in the folder, sheet or table) of a URI that `discover` made."""
    rest = uri.removeprefix(f"file://{uri_part(source)}/")
    relative, _, member = rest.partition("#")
    path = os.fsdecode(unquote_to_bytes(relative))
    if rest == uri or ".." in path.split("/") or path.startswith("/"):
        raise AssetUnreadable("not_found")
    return path, unquote_to_bytes(member).decode("utf-8", "surrogatepass")


def _display(name: str) -> str:
    """A name that every report can hold: bytes that are no UTF-8 are shown as \\xNN."""
    return os.fsencode(name).decode("utf-8", "backslashreplace") if not name.isascii() else name
