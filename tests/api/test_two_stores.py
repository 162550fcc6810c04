"""One answer, whatever the store: the same bodies over SQLite and over a real Neo4j."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import neo4j
import pytest
from starlette.testclient import TestClient

from api.http import create_app
from graph.store import GraphStore
from graph.stores import open_store
from tests.api.facts import decree, gazette

READS = (
    "/v1/search?q=essai",
    "/v1/nodes?kind=Convention",
    "/v1/nodes/convention:contrat-testac-2015",
    "/v1/nodes/programme:npnru",
    "/v1/nodes/agency:anru?follow_successors=true",
    "/v1/nodes/agency:anru/neighbours?cite=true",
    "/v1/paths?from=federation:villes-de-france&to=programme:npnru&k=50",
    "/v1/paths?from=siren:215906066&to=agency:anru&projection=partners",
    "/v1/sources",
    "/v1/completeness",
    "/v1/graph?center=agency:anru&depth=2",
    "/v1/export?format=csv&what=edges",
)


@pytest.fixture
def neo4j_client(neo4j_server: Any) -> Iterator[TestClient]:
    auth = (neo4j_server.user, neo4j_server.password) if neo4j_server.user else None
    with neo4j.GraphDatabase.driver(neo4j_server.uri, auth=auth) as driver:
        driver.execute_query("MATCH (n) DETACH DELETE n")
        shared = open_store(
            neo4j_server.uri, user=neo4j_server.user, password=neo4j_server.password
        )
        shared.load([gazette(), decree()], name="essai", fingerprint="1")
        with TestClient(create_app(shared), base_url="http://127.0.0.1") as asking:
            yield asking
        shared.close()
        driver.execute_query("MATCH (n) DETACH DELETE n")


def test_both_stores_give_the_same_answers(
    client: TestClient, neo4j_client: TestClient, store: GraphStore
) -> None:
    for address in READS:
        assert neo4j_client.get(address).text == client.get(address).text, address
