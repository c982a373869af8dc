"""Stores for the tests of the scanner: a SQLite file, and a database of its own on a real PostgreSQL."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.connectors import servers
from tests.connectors.servers import Server

_NUMBERS = itertools.count()
_PASSWORD = "Zq7#Canary/store"


@pytest.fixture(scope="session")
def store_server() -> Iterator[Server]:
    with servers.postgresql() as server:
        with servers.postgresql_admin(server) as admin:
            admin.execute(f"CREATE ROLE keeper LOGIN PASSWORD '{_PASSWORD}'")
        yield server


@pytest.fixture
def postgresql_store(store_server: Server) -> str:
    """The URL of an empty database, with its password."""
    name = f"store{next(_NUMBERS)}"
    with servers.postgresql_admin(store_server) as admin:
        admin.execute(f"CREATE DATABASE {name} OWNER keeper")
    return f"postgresql://keeper:{_PASSWORD.replace('#', '%23').replace('/', '%2F')}@{store_server.host}:{store_server.port}/{name}"


@pytest.fixture(params=["sqlite", "postgresql"])
def location(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a store may be: each test that asks for it runs on both."""
    return str(tmp_path / "deep" / "store.db") if request.param == "sqlite" else str(request.getfixturevalue("postgresql_store"))


@pytest.fixture
def opened() -> Iterator[Callable[[str], Any]]:
    """Opens stores and closes them."""
    from scanner.store import Store

    stores: list[Store] = []

    def open_(location: str) -> Store:
        stores.append(Store(location))
        return stores[-1]

    yield open_
    for store in stores:
        store.close()
