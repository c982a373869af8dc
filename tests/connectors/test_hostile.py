"""The hostile connector does what it says: a trap that does not spring would make every test behind it worthless."""

from __future__ import annotations

from collections import Counter

import pytest

from connectors.base import REASONS, Asset, AssetUnreadable, Budget, ConnectorError, Extent, SourceUnavailable, TryLater
from tests.connectors.case import read, rows_of
from tests.connectors.hostile import Hostile, Trap, kinds_of_trouble


def test_rows_are_the_same_however_they_are_read() -> None:
    connector = Hostile([Trap("t", rows=50, batch_rows=7, empty_batches=True)])
    (asset,) = connector.discover()
    whole = read(connector, asset, Budget(rows=None))
    assert len(whole.rows) == 50
    assert whole.rows == read(connector, asset, Budget(rows=None, batch_rows=3)).rows
    for i, batch in enumerate(whole.batches):
        rest = read(connector, asset, Budget(rows=None), batch.after)
        assert [r for b in whole.batches[: i + 1] for r in rows_of(b)] + rest.rows == whole.rows
    assert connector.open == 0


@pytest.mark.parametrize("at", [0, 3, 8, 10])
def test_errors_come_exactly_where_they_are_planted(at: int) -> None:
    connector = Hostile([Trap("t", at=at, error=AssetUnreadable("corrupt"))])
    (asset,) = connector.discover()
    seen: list[int] = []
    generator = connector.read(asset, Budget(rows=None))
    with pytest.raises(AssetUnreadable):
        seen.extend(batch.data.num_rows for batch in generator)
    assert sum(seen) == at
    assert connector.open == 0


def test_passing_faults_pass() -> None:
    connector = Hostile([Trap("t", at=4, error=TryLater("locked"), times=2)])
    (asset,) = connector.discover()
    for _ in range(2):
        with pytest.raises(TryLater):
            read(connector, asset)
    assert len(read(connector, asset).rows) == 10
    assert connector.reads == Counter(t=3)


def test_a_source_can_break_while_it_lists() -> None:
    connector = Hostile([Trap("a"), Trap("b")], discovery=(1, SourceUnavailable("unreachable")))
    found = connector.discover()
    assert next(found).name == "a"
    with pytest.raises(SourceUnavailable):
        next(found)


def test_every_kind_of_trouble_ends_in_an_extent_or_one_of_the_four_errors() -> None:
    connector = Hostile(kinds_of_trouble())
    assets = list(connector.discover())
    assert len({a.uri for a in assets}) == len(assets) == len(connector.traps)
    ends = [_end(connector, asset) for asset in assets]
    assert {type(e).__name__ for e in ends if isinstance(e, ConnectorError)} == {
        "AssetUnreadable",
        "SourceUnavailable",
        "TryLater",
        "ConfigError",
    }
    assert {e.status for e in ends if isinstance(e, Extent)} == {"COMPLETE", "SAMPLED", "PARTIAL"}
    assert {e.reason for e in ends if isinstance(e, ConnectorError)} <= REASONS
    assert connector.open == 0


def _end(connector: Hostile, asset: Asset) -> Extent | ConnectorError:
    try:
        return read(connector, asset).extent
    except ConnectorError as error:
        return error
