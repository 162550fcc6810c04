"""The small galaxy, in a store and as a view."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from graph.projection import Projection
from graph.store import GraphStore
from graph.stores import open_store
from queries.filters import View, view
from tests.viz.chromium import launched
from tests.viz.small_galaxy import claims


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GraphStore]:
    opened = open_store(str(tmp_path_factory.mktemp("galaxie") / "galaxie.sqlite"))
    opened.load([claims()], name="essai", fingerprint="1")
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def whole(store: GraphStore) -> View:
    return view(Projection.of(store.topology()))


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    yield from launched()
