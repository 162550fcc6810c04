"""The two adapters of `graph.store.GraphStore`, and the address that chooses between them."""

from __future__ import annotations

from pathlib import Path

from graph.errors import InputRefused
from graph.store import GraphStore


def open_store(address: str, *, user: str | None = None, password: str | None = None) -> GraphStore:
    """Open the store at a file path, or at a `bolt://` or `neo4j://` address.

    Without a user there is no authentication. Raises `Unavailable` or `DiskTrouble` when the
    store cannot be used: another one is never taken in its place.
    """
    scheme, separator, _rest = address.partition("://")
    if not separator:
        from graph.stores.sqlite import SqliteStore  # noqa: PLC0415 -- the other driver is slow to import

        return SqliteStore(Path(address).expanduser())
    if scheme.split("+")[0] in {"bolt", "neo4j"}:
        from graph.stores.neo4j import Neo4jStore  # noqa: PLC0415 -- same

        return Neo4jStore(address, user=user, password=password)
    raise InputRefused(
        f"« {address} » n’est pas une adresse de base.",
        hint="Donnez un chemin de fichier, ou une adresse bolt:// ou neo4j://.",
    )
