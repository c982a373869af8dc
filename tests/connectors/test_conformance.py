"""The promise of `connectors.base`, held against every connector: one suite, one case per kind of source (see `case`)."""

from __future__ import annotations

import json
import traceback
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pytest

from connectors import open_source, schemes
from connectors.base import Asset, AssetUnreadable, Budget, ConfigError, Connector, SourceUnavailable, TryLater
from tests.connectors.case import SECRET, Case, Read, read, registered, rows_of

FOUR = (ConfigError, SourceUnavailable, AssetUnreadable, TryLater)
ALLOWED = {pa.string(), pa.int64(), pa.float64(), pa.bool_(), pa.date32(), pa.timestamp("us"), pa.binary(), pa.null()}
SMALL = Budget(rows=None, batch_rows=7)


@pytest.fixture(scope="module", params=sorted(registered()))
def case(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Case:
    folder: Path = tmp_path_factory.mktemp("case")
    return registered()[request.param](folder, request)


@pytest.fixture
def connector(case: Case) -> Iterator[Connector]:
    opened = open_source(case.source)
    yield opened
    opened.close()


@pytest.fixture
def assets(connector: Connector) -> list[Asset]:
    found = list(connector.discover())
    assert found
    return found


def readable(assets: list[Asset]) -> list[Asset]:
    found = [a for a in assets if a.problem is None and a.kind != "schema"]
    assert found or all(a.kind == "schema" for a in assets)
    return found


def test_addresses_are_unique_stable_and_without_secrets(case: Case, assets: list[Asset]) -> None:
    addresses = [a.uri for a in assets]
    assert len(set(addresses)) == len(addresses)
    assert [a.uri for a in open_source(case.source).discover()] == addresses
    for asset in assets:
        scheme, _, rest = asset.uri.partition("://")
        assert scheme in schemes()
        assert rest.startswith(case.source.name + "/")
        assert not set(asset.uri) & set(" \n\r\t\"'`;<>")
        assert SECRET not in repr(asset)
    assert SECRET not in repr(case.source)


def test_the_source_speaks_through_its_assets(case: Case, assets: list[Asset]) -> None:
    source = case.source
    for asset in assets:
        assert (asset.source, asset.owner, asset.environment) == (source.name, source.owner, source.environment)
        assert (asset.region, asset.system) == (source.region, source.system)


def test_everything_expected_is_found_and_read_whole(case: Case, connector: Connector, assets: list[Asset]) -> None:
    for name, rows in case.expected.items():
        found = [a for a in assets if a.name == name]
        assert len(found) == 1, name
        done = read(connector, found[0])
        assert done.counted == Counter(rows)
        assert done.extent.status == "COMPLETE"
        assert sum(b.bad + b.cut for b in done.batches) == 0


def test_reading_twice_gives_the_same(connector: Connector, assets: list[Asset]) -> None:
    for asset in readable(assets):
        assert read(connector, asset).rows == read(connector, asset).rows


def test_batches_have_the_columns_of_the_asset_in_allowed_types(connector: Connector, assets: list[Asset]) -> None:
    for asset in readable(assets):
        for batch in read(connector, asset).batches:
            assert batch.data.schema.names == [c.name for c in asset.columns]
            assert set(batch.data.schema.types) <= ALLOWED
            batch.data.validate(full=True)


def test_small_batches_hold_the_same_rows_once(connector: Connector, assets: list[Asset]) -> None:
    for asset in readable(assets):
        whole, split = read(connector, asset), read(connector, asset, SMALL)
        assert split.counted == whole.counted
        assert all(b.data.num_rows <= SMALL.batch_rows for b in split.batches)
        assert split.extent == whole.extent
        _assert_numbered(split)


def test_reading_resumes_behind_every_batch(connector: Connector, assets: list[Asset]) -> None:
    for asset in readable(assets):
        split = read(connector, asset, SMALL)
        # Every cursor of the first ones and some later: each is one more read of the rest.
        for i in sorted({*range(0, len(split.batches), 5), *range(min(4, len(split.batches))), len(split.batches) - 1} - {-1}):
            cursor = json.loads(json.dumps(split.batches[i].after))
            rest = read(connector, asset, SMALL, cursor)
            before = Counter(row for b in split.batches[: i + 1] for row in rows_of(b))
            assert before + rest.counted == split.counted
            assert rest.extent == split.extent


def test_the_budget_is_kept(connector: Connector, assets: list[Asset]) -> None:
    for asset in readable(assets):
        total = len(read(connector, asset).rows)
        for rows in (1, 20, total, total + 1):
            done = read(connector, asset, Budget(rows=rows, batch_rows=6))
            assert len(done.rows) <= rows
            if rows >= total:
                assert len(done.rows) == total
                assert done.extent.status == "COMPLETE"
            elif done.extent.status != "COMPLETE":
                assert done.extent.status == "SAMPLED"
                assert done.extent.method


def test_a_sample_is_part_of_the_whole_and_follows_from_its_seed(connector: Connector, assets: list[Asset]) -> None:
    for asset in readable(assets):
        whole = read(connector, asset).counted
        for seed in (0, 1, 2):
            budget = Budget(rows=30, seed=seed, batch_rows=8)
            one, two = read(connector, asset, budget), read(connector, asset, budget)
            assert one.rows == two.rows
            assert not one.counted - whole
            assert len(one.rows) == min(30, whole.total())
            _assert_numbered(one)


def test_a_sample_resumes_too(connector: Connector, assets: list[Asset]) -> None:
    budget = Budget(rows=30, seed=5, batch_rows=8)
    for asset in readable(assets):
        done = read(connector, asset, budget)
        for i, batch in enumerate(done.batches):
            rest = read(connector, asset, budget, json.loads(json.dumps(batch.after)))
            assert [r for b in done.batches[: i + 1] for r in rows_of(b)] + rest.rows == done.rows


def test_long_values_are_cut_and_counted(connector: Connector, assets: list[Asset]) -> None:
    for asset in readable(assets):
        whole, cut = read(connector, asset), read(connector, asset, Budget(rows=None, value_chars=10))
        longest = max(
            (len(str(v)) for b in cut.batches for c in b.data.columns if c.type in (pa.string(), pa.binary()) for v in c.to_pylist() if v),
            default=0,
        )
        assert longest <= max(10, len(repr(b"")) + 10 * 4)
        assert len(cut.rows) == len(whole.rows)
        long = sum(isinstance(v, str | bytes) and len(v) > 10 for b in whole.batches for c in b.data.columns for v in c.to_pylist())
        assert sum(b.cut for b in cut.batches) == long


def test_time_runs_out_honestly(connector: Connector, assets: list[Asset]) -> None:
    for asset in readable(assets):
        done = read(connector, asset, Budget(rows=None, batch_rows=7, seconds=0.0))
        if done.extent.status == "COMPLETE":
            assert done.counted == read(connector, asset).counted
        else:
            assert (done.extent.status, done.extent.reason) == ("PARTIAL", "limit_seconds")
            rest = read(connector, asset, SMALL, done.batches[-1].after if done.batches else None)
            assert done.counted + rest.counted == read(connector, asset).counted


def test_a_read_can_be_given_up_and_another_begun(connector: Connector, assets: list[Asset]) -> None:
    for asset in readable(assets):
        generator = connector.read(asset, SMALL)
        first = next(generator, None)
        generator.close()
        if first is not None:
            assert rows_of(first) == rows_of(read(connector, asset, SMALL).batches[0])


def test_two_reads_at_once_do_not_disturb_each_other(connector: Connector, assets: list[Asset]) -> None:
    some = readable(assets)[:3]
    alone = [read(connector, a, SMALL).rows for a in some]
    running = [(connector.read(a, SMALL), []) for a in some]
    together: list[list[tuple[object, ...]]] = [rows for _, rows in running]
    while running:
        for generator, rows in list(running):
            batch = next(generator, None)
            if batch is None:
                running.remove((generator, rows))
            else:
                rows.extend(rows_of(batch))
    assert together == alone


def test_the_source_is_left_as_it_was(case: Case) -> None:
    before = case.state()
    connector = open_source(case.source)
    for asset in connector.discover():
        if asset.problem is None:
            read(connector, asset)
            read(connector, asset, Budget(rows=5, batch_rows=2))
    connector.close()
    assert case.state() == before


def test_what_is_gone_is_an_error_of_the_four_classes(connector: Connector, assets: list[Asset]) -> None:
    for asset in readable(assets)[:3]:
        gone = replace(asset, name=f"{asset.name} gone", uri=f"{asset.uri}-gone", path=f"{asset.path}-gone", columns=())
        with pytest.raises(FOUR) as caught:
            read(connector, gone)
        assert SECRET not in "".join(traceback.format_exception(caught.value))


def test_known_problems_are_raised_when_reading_is_tried_all_the_same(connector: Connector, assets: list[Asset]) -> None:
    for asset in assets:
        if asset.problem is not None:
            with pytest.raises(AssetUnreadable) as caught:
                read(connector, asset)
            assert caught.value.reason == asset.problem.reason


def _assert_numbered(done: Read) -> None:
    expected = 0
    for batch in done.batches:
        assert batch.first_row == expected
        expected += batch.data.num_rows
