"""What an *outcome* is: the findings of one asset, made of its column profiles and of the words around them.

One function for a table that was read and for a schema that has no rows, so that the CI gate is a scan like any other.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from connectors.base import Asset, Column, Extent
from recognizers.base import HeaderHit, Recognizer
from recognizers.headers import SPEAKS
from recognizers.headers import judge as judge_header
from scanner.inventory import AssetRecord, Clock, ColumnRecord, Finding, Status
from scanner.judge import judge
from scanner.profile import ColumnProfile, Tally
from scanner.sketch import sample_order

_NUMERIC = re.compile(r"int|decimal|numeric|number|float|double|real|serial|money", re.IGNORECASE)
FREE_TEXT = "text"  # the one column of an asset whose rows are lines


def header_hits(asset: Asset, column: Column, recognizers: tuple[Recognizer, ...]) -> tuple[HeaderHit, ...]:
    if is_free_text(asset):
        return ()
    return judge_header(
        column.name, type=column.type, comment=column.comment, table=asset.name, table_comment=asset.comment, recognizers=recognizers
    )


def named(asset: Asset, column: Column, recognizers: tuple[Recognizer, ...]) -> frozenset[str]:
    """Entities that a column's words name by themselves: they unlock patterns of scope "header", which fit almost anything."""
    return frozenset(hit.entity for hit in header_hits(asset, column, recognizers) if hit.weight >= SPEAKS)


def is_free_text(asset: Asset) -> bool:
    return asset.kind == "file" and len(asset.columns) == 1 and asset.columns[0] == Column(FREE_TEXT)


def is_opaque(column: Column) -> bool:
    """Types whose values are made by machines and hold no entity, however much they look like one: UUIDs."""
    return column.type.strip().lower() in ("uuid", "uniqueidentifier")


def is_numeric(column: Column) -> bool:
    return bool(_NUMERIC.match(column.type.strip().lower()))


def findings(
    asset: Asset, profiles: Mapping[str, ColumnProfile], recognizers: tuple[Recognizer, ...], *, counted: bool = True
) -> tuple[Finding, ...]:
    """All findings of an asset in column order, per column the surest first. `profiles` by column name; a column without
    one is judged by its words alone."""
    by_entity = {r.entity: r for r in recognizers}
    result = []
    for column in asset.columns:
        profile = profiles.get(column.name, ColumnProfile())
        hits = header_hits(asset, column, recognizers)
        for judged in judge(profile, hits, recognizers, numeric=is_numeric(column), text=is_free_text(asset)):
            tally = profile.tallies.get(judged.entity, Tally())
            result.append(
                Finding(
                    uri=asset.uri,
                    column=column.name,
                    entity=judged.entity,
                    category=by_entity[judged.entity].category,
                    verdict=judged.verdict,
                    state=judged.state,
                    matched=tally.cells,
                    values=tally.values,
                    filled=profile.filled,
                    rows=profile.rows,
                    sparse=judged.sparse,
                    distinct=tally.sketch.distinct if tally.cells and counted else None,
                    distinct_error=round(tally.sketch.error, 4),
                    samples=tuple(dict.fromkeys(tally.samples[tag] for tag in sorted(tally.samples, key=sample_order))),
                    evidence=judged.evidence,
                    tag_level=tally.sketch.level,
                    tags=tuple(sorted(tally.sketch.tags)),
                    line=column.line,
                )
            )
    return tuple(result)


def record(
    asset: Asset,
    profiles: Mapping[str, ColumnProfile],
    *,
    extent: Extent | None = None,
    status: Status | None = None,
    reason: str = "",
    detail: str = "",
    rows: int = 0,
    bad: int = 0,
    cut: int = 0,
) -> AssetRecord:
    """The asset as the inventory keeps it. Status from `extent` unless given."""
    outcome = status if status is not None else Status(extent.status) if extent is not None else Status.SCHEMA
    if cut and outcome is Status.COMPLETE and not is_free_text(asset):  # the windows of an overlong line are all read
        outcome, reason = Status.PARTIAL, reason or "limit_bytes"
    columns = tuple(
        ColumnRecord(c.name, c.type, c.comment, c.line, p.rows, p.filled)
        for c in asset.columns
        for p in [profiles.get(c.name, ColumnProfile())]
    )
    return AssetRecord(
        uri=asset.uri,
        source=asset.source,
        kind=asset.kind,
        name=asset.name,
        schema=asset.schema,
        path=asset.path,
        comment=asset.comment,
        status=outcome,
        reason=reason or (extent.reason if extent else ""),
        detail=detail or (extent.detail if extent else ""),
        method=extent.method if extent else "",
        rows_estimate=asset.rows,
        rows_exact=asset.exact,
        rows_read=rows,
        bad=bad,
        cut=cut,
        modified=asset.modified,
        line=asset.line,
        owner=asset.owner,
        environment=asset.environment,
        region=asset.region,
        system=asset.system,
        columns=columns,
        clocks=tuple(c for column in asset.columns if (c := _clock(column.name, profiles.get(column.name)))),
        absent_bound=min(3 / rows, 1.0) if rows and outcome in (Status.SAMPLED, Status.PARTIAL) else None,
    )


def _clock(name: str, profile: ColumnProfile | None) -> Clock | None:
    if profile is None or not profile.days:
        return None
    days = dict(sorted(profile.days.items()))
    return Clock(name, next(iter(days)), next(reversed(days)), days, profile.undated)
