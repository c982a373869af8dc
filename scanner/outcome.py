"""What an *outcome* is: the findings of one asset, made of its column profiles and of the words around them.

One function for a table that was read and for a schema that has no rows, so that the CI gate is a scan like any other.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from connectors.base import Asset, Column, Extent
from recognizers.base import HeaderHit, Recognizer
from recognizers.headers import SPEAKS, says_other
from recognizers.headers import judge as judge_header
from scanner.clock_words import is_clock, only_dated, role_of
from scanner.inventory import AssetRecord, Clock, ColumnRecord, DeletionFlag, Evidence, Finding, Status, Verdict
from scanner.judge import DEFAULT, TABLE, Judgement, Measures, judge
from scanner.profile import SEPARATOR, ColumnProfile, Tally, head
from scanner.sketch import sample_order

_NUMERIC = re.compile(r"int|decimal|numeric|number|float|double|real|serial|money", re.IGNORECASE)
JOINED = 0.8  # weight of "its values are those of a column that is one": as much as a name that says so
TRACKER, SCRIPT = "WEB_TRACKER", "script"  # the entity, and the type of a form's columns that name third parties (`notations.forms`)
FREE_TEXT = "text"  # the one column of an asset whose rows are lines


def header_hits(
    asset: Asset, column: Column, recognizers: tuple[Recognizer, ...], neighbours: tuple[str, ...] | None = None
) -> tuple[HeaderHit, ...]:
    """neighbours: names of the asset's columns, for a caller who asks of many of them."""
    if is_free_text(asset) or is_script(asset, column):
        return ()
    hits = judge_header(
        column.name, type=column.type, comment=column.comment, table=asset.name, table_comment=asset.comment, recognizers=recognizers,
        neighbours=tuple(c.name for c in asset.columns) if neighbours is None else neighbours,
    )  # fmt: skip
    return _with_joined(hits, asset.uri, column.name, recognizers)


def _with_joined(hits: tuple[HeaderHit, ...], uri: str, column: str, recognizers: tuple[Recognizer, ...]) -> tuple[HeaderHit, ...]:
    """What is known of this very column (`Recognizer.columns`) counts as a word that names it, unless its own words do."""
    speaking = {hit.entity for hit in hits if hit.weight >= SPEAKS}
    joined = [
        HeaderHit(r.entity, JOINED, origin or name, "join" if origin else "name")
        for r in recognizers
        for known, name, origin in r.columns
        if known == uri and name == column and r.entity not in speaking
    ][:1]
    return (*joined, *(hit for hit in hits if all(hit.entity != j.entity for j in joined)))


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


def is_script(asset: Asset, column: Column) -> bool:
    """Not asked of a person, but what a page loads, calls or is built with; its comment is the text of that."""
    return asset.kind == "form" and column.type == SCRIPT


def _handed_on(asset: Asset, column: Column, recognizer: Recognizer | None) -> Iterator[Finding]:
    """The tracker that a page's script is: by its text, never by its name."""
    from recognizers.find import in_text  # most scans of definitions do without

    found = [m for m in in_text(column.comment, (recognizer,)) if m.kind] if recognizer else []
    if recognizer and found:
        finding = Finding(asset.uri, column.name, TRACKER, recognizer.category, Verdict.LIKELY, line=column.line)
        yield replace(finding, evidence=(Evidence("values", found[0].pattern),), kinds=tuple(dict.fromkeys(m.kind for m in found)))


def findings(
    asset: Asset,
    profiles: Mapping[str, ColumnProfile],
    recognizers: tuple[Recognizer, ...],
    *,
    counted: bool = True,
    bars: Measures = DEFAULT,
    day: str = "",
) -> tuple[Finding, ...]:
    """All findings of an asset in column order, per column the surest first. `profiles` by column name; a column without
    one is judged by its words alone. day: ISO date on which minors are counted, "" for not at all."""
    by_entity = {r.entity: r for r in recognizers}
    names = tuple(c.name for c in asset.columns)
    result: list[Finding] = []
    for place, path, profile in _places(asset, profiles):
        if is_script(asset, place):
            result += _handed_on(asset, place, by_entity.get(TRACKER))
            continue
        column = replace(place, name=head(path), type="", comment="") if path else place
        hits = header_hits(asset, column, recognizers, names)
        other = not hits and says_other(column.name, column.comment, recognizers)
        judged = judge(profile, hits, recognizers, numeric=is_numeric(column), text=is_free_text(asset), other=other, bars=bars)
        found = [replace(_finding(asset, place, profile, j, by_entity[j.entity].category, counted), path=path) for j in judged]
        if day and "MINOR" in by_entity and not any(f.entity == "MINOR" and f.matched for f in found):
            found = [f for f in found if f.entity != "MINOR" or not any(profile.tallies[e].births for e in profile.tallies)]
            found += _minors(found, profile, by_entity["MINOR"].category, day)
        result += found
    return tuple(result)


def _places(asset: Asset, profiles: Mapping[str, ColumnProfile]) -> Iterator[tuple[Column, str, ColumnProfile]]:
    """Every column ("" as its path), and behind it every path inside its cells."""
    for column in asset.columns:
        yield column, "", profiles.get(column.name, ColumnProfile())
        start = column.name + SEPARATOR
        for name in sorted(n for n in profiles if n.startswith(start)):
            yield column, name.removeprefix(start), profiles[name]


def _finding(asset: Asset, column: Column, profile: ColumnProfile, judged: Judgement, category: str, counted: bool) -> Finding:
    tally = profile.tallies.get(judged.entity, Tally())
    return Finding(
        uri=asset.uri,
        column=column.name,
        entity=judged.entity,
        category=category,
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
        kinds=judged.kinds,
    )


def _minors(found: Sequence[Finding], profile: ColumnProfile, category: str, day: str) -> Iterator[Finding]:
    """People under 14 and under 18 (PIPL Art. 28, 31; Minors Protection Law Art. 2), by the births that a column's values tell.
    Ages are of whole months, so somebody may count for up to a month too long."""
    for finding in found:
        births = profile.tallies[finding.entity].births if finding.entity in profile.tallies else None
        if not births or finding.verdict is Verdict.POSSIBLE:
            continue
        under = {age: sum(n for month, n in births.items() if _years_later(month, age) >= day[:7]) for age in (14, 18)}
        if not under[18]:
            continue
        evidence = tuple(Evidence(f"under_{age}", finding.entity, round(n / births.total(), 4)) for age, n in under.items() if n)
        share = under[18] / max(profile.filled, 1)
        yield replace(
            finding, entity="MINOR", category=category, matched=under[18], values=under[18], sparse=share < TABLE.column_share,
            distinct=None, distinct_error=0.0, samples=(), evidence=evidence, tag_level=0, tags=(),
            kinds=tuple(f"under_{age}" for age, n in under.items() if n),
        )  # fmt: skip
        return


def _years_later(month: str, years: int) -> str:
    return f"{int(month[:4]) + years:04d}{month[4:7]}"


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
    clocks = tuple(_clocks(asset, profiles))
    columns = tuple(
        ColumnRecord(c.name, c.type, c.comment, c.line, p.rows, p.filled, c.at, c.file)
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
        clocks=clocks,
        deletion_flags=tuple(_flags(asset, profiles, clocks)),
        partitions=asset.partitions,
        absent_bound=min(3 / rows, 1.0) if rows and outcome in (Status.SAMPLED, Status.PARTIAL) else None,
    )


def _clocks(asset: Asset, profiles: Mapping[str, ColumnProfile]) -> Iterator[Clock]:
    """Columns that date the rows. One that only its values make a clock counts where there is no other."""
    dated = [(c, p) for c in asset.columns if (p := profiles.get(c.name)) and p.days and not is_free_text(asset)]
    named = [(c, p) for c, p in dated if is_clock(c.name, c.type, c.comment)]
    only = "" if named else only_dated((c.name, p.days or Counter(), p.filled) for c, p in dated)
    for column, profile in named or [(c, p) for c, p in dated if c.name == only]:
        days = dict(sorted((profile.days or {}).items()))
        undated = profile.undated if named else profile.filled - sum(days.values())
        forms = tuple(sorted(profile.forms, key=lambda form: (-profile.forms[form], form)))
        yield Clock(column.name, next(iter(days)), next(reversed(days)), days, undated, role_of(column.name, column.comment), forms=forms)


def _flags(asset: Asset, profiles: Mapping[str, ColumnProfile], clocks: Sequence[Clock]) -> Iterator[DeletionFlag]:
    """Columns that mark rows as deleted. A filled deletion date does so too, where no flag is dated by it already."""
    marks = [(c.name, p) for c in asset.columns if (p := profiles.get(c.name)) and p.marked]
    for name, profile in marks:
        yield DeletionFlag(name, profile.marked, dict(sorted(profile.marked_days.items())))
    if not any(profile.marked_days for _, profile in marks):
        yield from (DeletionFlag(c.column, sum(c.days.values()), c.days) for c in clocks if c.role == "deleted")
