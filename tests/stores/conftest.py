"""An empty store in the real Neo4j, and a look at the database behind its back."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from neo4j import GraphDatabase

from graph.stores.neo4j import Neo4jStore
from tests.conftest import Neo4jAddress
from tests.contract.opening import neo4j_at
from tests.contract.wiping import wipe


@pytest.fixture
def neo4j_store(neo4j_server: Neo4jAddress) -> Iterator[Neo4jStore]:
    """An empty store."""
    wipe(neo4j_server)
    store = neo4j_at(neo4j_server.uri, lease=1)
    yield store
    store.close()


@pytest.fixture
def cypher(neo4j_server: Neo4jAddress) -> Iterator[Callable[..., list[list[Any]]]]:
    """Run a statement as a person in the Neo4j Browser would; return its rows."""
    auth = (neo4j_server.user, neo4j_server.password or "") if neo4j_server.user else None
    with GraphDatabase.driver(neo4j_server.uri, auth=auth) as driver, driver.session() as session:

        def run(statement: str, **values: Any) -> list[list[Any]]:
            return [record.values() for record in session.run(statement, values)]

        yield run
