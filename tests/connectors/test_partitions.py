"""Partitions: what catalogs say of them, on real servers and by their words."""

from __future__ import annotations

from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.base import Source
from connectors.sql_partitions import MOST, mysql_bound, postgresql_bound, told
from connectors.sql_reader import SqlConnector
from tests.connectors import servers
from tests.connectors.servers import Server


@pytest.mark.parametrize(
    ("expression", "day"),
    [
        ("FOR VALUES FROM ('2021-03-01') TO ('2021-04-01')", "2021-04-01"),
        ("FOR VALUES FROM ('2021-03-01 00:00:00+00') TO ('2021-04-01 00:00:00+00')", "2021-04-01"),
        ("FOR VALUES FROM ('2021-03-01') TO ('2021-04-01 12:00:00')", ""),
        ("FOR VALUES FROM ('2021-03-01', 1) TO ('2021-04-01', 5)", ""),
        ("FOR VALUES FROM ('2021-03-01') TO (MAXVALUE)", ""),
        ("FOR VALUES IN ('2021-04-01')", ""), ("DEFAULT", ""), ("FOR VALUES WITH (modulus 4, remainder 0)", ""), ("", ""),
    ],
)  # fmt: skip
def test_bounds_of_postgresql(expression: str, day: str) -> None:
    assert postgresql_bound(expression) == day


@pytest.mark.parametrize(
    ("method", "expression", "description", "day"),
    [
        ("RANGE COLUMNS", "`created_at`", "'2021-04-01'", "2021-04-01"), ("RANGE COLUMNS", "`d`", "'2021-04-01 00:00:00'", "2021-04-01"),
        ("RANGE", "to_days(`created_at`)", "738246", "2021-04-01"), ("RANGE", "year(`d`)", "2022", "2022-01-01"),
        ("RANGE", "unix_timestamp(`t`)", "1617235200", "2021-04-02"), ("RANGE", "to_days(`d`)", "MAXVALUE", ""), ("RANGE", "`id`", "1000", ""),
        ("LIST COLUMNS", "`city`", "'2021-04-01'", ""), ("HASH", "`id`", "", ""), ("RANGE COLUMNS", "`name`", "'王'", ""),
        ("RANGE COLUMNS", "`d`", "'2021-04-31'", ""), ("RANGE", "year(`d`)", "99999", ""),
    ],
)  # fmt: skip
def test_bounds_of_mysql(method: str, expression: str, description: str, day: str) -> None:
    assert mysql_bound(method, expression, description) == day


def test_the_oldest_come_first_and_not_without_end() -> None:
    assert told([("b", "2021-02-01"), ("rest", ""), ("a", "2021-03-01")]) == ("b < 2021-02-01", "a < 2021-03-01", "rest")
    assert len(told((f"p{n}", "") for n in range(MOST + 5))) == MOST


@given(st.text(max_size=40), st.text(max_size=40), st.text(max_size=40))
def test_any_words_give_a_day_or_none(method: str, expression: str, description: str) -> None:
    for bound in (mysql_bound(method, expression, description), mysql_bound("RANGE", "year(x)", description), postgresql_bound(expression)):
        assert bound == "" or len(bound) == 10


def test_partitions_of_a_real_postgresql(postgresql: Server) -> None:
    with servers.postgresql_admin(postgresql) as admin:
        admin.execute("DROP DATABASE IF EXISTS parts")
        admin.execute("CREATE DATABASE parts")
    with servers.postgresql_admin(postgresql, "parts") as admin:
        admin.execute("CREATE TABLE logs (id int, at timestamptz) PARTITION BY RANGE (at)")
        for name, low, high in (("logs_new", "'2026-01-01'", "MAXVALUE"), ("logs_old", "'2020-01-01'", "'2021-01-01'")):
            admin.execute(f"CREATE TABLE {name} PARTITION OF logs FOR VALUES FROM ({low}) TO ({high})")
        admin.execute("CREATE TABLE plain (id int)")
        source = Source(
            "x", f"postgresql://postgres@/parts?host={postgresql.folder}&port={postgresql.port}", options=(("allow_privileged", True),)
        )
        connector = SqlConnector(source)
        found = {asset.name: asset.partitions for asset in connector.discover()}
        connector.close()
    assert found == {"logs": ("logs_old < 2021-01-01", "logs_new"), "plain": ()}


def test_partitions_of_a_real_mariadb(mariadb: Server) -> None:
    with closing(servers.mariadb_admin(mariadb)) as admin, admin.cursor() as cursor:
        cursor.execute("CREATE OR REPLACE DATABASE parts")
        cursor.execute(
            "CREATE TABLE parts.logs (id int, d date) PARTITION BY RANGE (TO_DAYS(d)) (PARTITION p2020 VALUES LESS THAN (TO_DAYS('2021-01-01')),"
            " PARTITION rest VALUES LESS THAN MAXVALUE)"
        )
        cursor.execute("CREATE TABLE parts.names (n varchar(9)) PARTITION BY LIST COLUMNS (n) (PARTITION p1 VALUES IN ('王小明'))")
        cursor.execute("CREATE TABLE parts.plain (id int)")
        cursor.execute("CREATE OR REPLACE USER part@'127.0.0.1' IDENTIFIED BY 'Zq7Canary'")
        cursor.execute("GRANT SELECT ON parts.* TO part@'127.0.0.1'")
        connector = SqlConnector(Source("x", f"mysql://part@127.0.0.1:{mariadb.port}/parts", password="Zq7Canary"))
        found = {asset.name: asset.partitions for asset in connector.discover()}
        connector.close()
    assert found == {"logs": ("p2020 < 2021-01-01", "rest"), "names": ("p1",), "plain": ()}
