"""Databases filled in every table, for trying rights on them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import servers
from shared_bench import Bench, build


@pytest.fixture(scope="session")
def bench(server_url: str, founded_database: str) -> Iterator[Bench]:
    """A shared database with rows of three units in every table."""
    made = build(server_url, founded_database)
    yield made
    servers.drop_database(made.url)
