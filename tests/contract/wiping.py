"""Emptying a Neo4j of what is ours, and of nothing else; its schema stays: it is slow to make."""

from neo4j import GraphDatabase

from graph.stores.neo4j.schema import KEYS
from tests.conftest import Neo4jAddress

_EMPTY = "g1:" + 64 * "0"


def wipe(server: Neo4jAddress) -> None:
    """Delete the nodes of our labels that carry our keys; the database is as new."""
    auth = (server.user, server.password or "") if server.user else None
    with GraphDatabase.driver(server.uri, auth=auth) as driver, driver.session() as session:
        for label, key in KEYS.items():
            if label != "GalaxieMeta":
                text = f"MATCH (n:{label}) WHERE n.{key} IS NOT NULL"
                session.run(
                    f"{text} CALL (n) {{ DETACH DELETE n }} IN TRANSACTIONS OF 10000 ROWS"
                ).consume()
        session.run(
            "MATCH (m:GalaxieMeta) SET m.revision = 0, m.digest = $empty", empty=_EMPTY
        ).consume()
