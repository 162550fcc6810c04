"""The Cypher script, run by a real Neo4j: the same graph, and no name that runs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import neo4j
import pytest

from api.questions import ExportFormat
from graph.model import visible_text
from graph.store import GraphStore
from tests.api.exporting import HOSTILE, exported, extract


@pytest.fixture
def database(neo4j_server: Any) -> Iterator[neo4j.Session]:
    auth = (neo4j_server.user, neo4j_server.password) if neo4j_server.user else None
    with neo4j.GraphDatabase.driver(neo4j_server.uri, auth=auth) as driver, driver.session() as s:
        s.run("MATCH (n) DETACH DELETE n").consume()
        yield s
        s.run("MATCH (n) DETACH DELETE n").consume()


def play(database: neo4j.Session, script: str) -> None:
    """Run a script as cypher-shell does, a statement a line; its transactions apart."""
    for line in script.split("\n"):
        if line and not line.startswith(("//", ":")):
            database.run(line.removesuffix(";")).consume()


def test_the_script_makes_the_same_graph_as_often_as_it_is_run(
    database: neo4j.Session, hostile_store: GraphStore
) -> None:
    script = exported(hostile_store, ExportFormat.CYPHER).decode()
    for _ in range(2):
        play(database, script)
    names = database.run("MATCH (n:Entity) RETURN n.name AS name").value()
    offices = database.run("MATCH ()-[r:SIGNS]->() RETURN r.represented_as AS office").value()
    assert sorted(names) == sorted(facts.node.name for facts in extract(hostile_store).nodes())
    assert set(offices) == {visible_text(name) for name in HOSTILE}
