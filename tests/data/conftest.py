"""The graph that ships, loaded once for the tests that ask what it holds."""

from collections.abc import Iterator

import pytest

from graph.store import GraphStore
from graph.stores import open_store
from loaders.bundled import NAME, bundled, bundled_fingerprint


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GraphStore]:
    """A fresh embedded store that holds exactly what ships."""
    store = open_store(str(tmp_path_factory.mktemp("shipped") / "galaxie.sqlite"))
    store.load(bundled(), name=NAME, fingerprint=bundled_fingerprint())
    yield store
    store.close()
