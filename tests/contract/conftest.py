"""Both stores, empty, under one name: what holds for one must hold for the other."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from graph.store import GraphStore
from graph.stores.neo4j import Neo4jStore
from graph.stores.sqlite import SqliteStore
from tests.conftest import Neo4jAddress
from tests.contract.opening import neo4j_at
from tests.contract.wiping import wipe


@pytest.fixture(params=["sqlite", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[GraphStore]:
    """An empty store of each kind in turn."""
    opened: GraphStore = (
        SqliteStore(tmp_path / "galaxie.db")
        if request.param == "sqlite"
        else _neo4j(request.getfixturevalue("neo4j_server"))
    )
    yield opened
    opened.close()


@pytest.fixture
def neo4j_store(neo4j_server: Neo4jAddress) -> Iterator[Neo4jStore]:
    """An empty store in the real Neo4j."""
    opened = _neo4j(neo4j_server)
    yield opened
    opened.close()


@pytest.fixture
def sqlite_store(tmp_path: Path) -> Iterator[SqliteStore]:
    """An empty store in a file."""
    opened = SqliteStore(tmp_path / "other.db")
    yield opened
    opened.close()


@pytest.fixture
def another(store: GraphStore, tmp_path: Path) -> Iterator[Callable[[], GraphStore]]:
    """Open the same store a second time, as another process would."""
    opened: list[GraphStore] = []

    def again() -> GraphStore:
        address = store.address
        opened.append(neo4j_at(address) if "://" in address else SqliteStore(Path(address)))
        return opened[-1]

    yield again
    for one in opened:
        one.close()


def _neo4j(server: Neo4jAddress) -> Neo4jStore:
    wipe(server)
    return neo4j_at(server.uri)
