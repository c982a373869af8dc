"""Servers for the whole test session, started when the first test asks for one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.connectors import servers
from tests.connectors.servers import Server


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    with servers.postgresql() as server:
        yield server


@pytest.fixture(scope="session")
def mariadb() -> Iterator[Server]:
    with servers.mariadb() as server:
        yield server
