"""The embedded store: one SQLite file, no server. See `schema` for its layout."""

from graph.stores.sqlite.store import SqliteStore

__all__ = ["SqliteStore"]
