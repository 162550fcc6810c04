"""Opening the real Neo4j of the tests, from any process, by its address."""

import os

from graph.stores.neo4j import Neo4jStore


def neo4j_at(address: str, *, lease: float = 2.0) -> Neo4jStore:
    """Open the store; `lease` is how long, in seconds, a killed writer makes the next one wait."""
    user, password = os.environ.get("NEO4J_TEST_USER"), os.environ.get("NEO4J_TEST_PASSWORD")
    return Neo4jStore(address, user=user, password=password, lease=lease)
