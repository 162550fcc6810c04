"""The shared store: a Neo4j database. See `schema` for its layout and `writing` for its loads."""

from graph.stores.neo4j.store import Neo4jStore

__all__ = ["Neo4jStore"]
