"""Who waits for whom on the embedded store: readers for nobody, writers for one another."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from time import monotonic

import pytest

from graph.errors import DiskTrouble
from graph.stores.sqlite import SqliteStore
from tests.contract.making import ANRU, node, saying, source

PRESS = source("presse")
#: Far below the patience of a writer, far above what any of this takes.
SOON = 5.0


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "galaxie.sqlite"
    SqliteStore(path).load([saying(PRESS, node(ANRU))])
    return path


@pytest.fixture
def writer(path: Path) -> Iterator[sqlite3.Connection]:
    """Another process in the middle of a load."""
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("BEGIN IMMEDIATE")
    yield db
    db.close()


def test_opening_and_reading_do_not_wait_for_a_load_under_way(
    path: Path, writer: sqlite3.Connection
) -> None:
    before = monotonic()
    store = SqliteStore(path)
    assert set(store.nodes([ANRU])) == {ANRU}
    assert store.digest() == store.digest()
    assert monotonic() - before < SOON


def test_a_load_does_not_wait_for_who_is_still_reading(path: Path) -> None:
    reader = SqliteStore(path)
    log = reader.claims()
    next(log)
    before = monotonic()
    SqliteStore(path).load([saying(source("gazette"), node(ANRU))])
    assert monotonic() - before < SOON
    assert [said.source.id for said in log] == []  # one revision, start to end


def test_a_load_that_waits_too_long_says_that_another_is_under_way(
    path: Path, writer: sqlite3.Connection
) -> None:
    store = SqliteStore(path, patience=0.1)
    with pytest.raises(DiskTrouble, match="Un autre chargement"):
        store.load([saying(source("gazette"), node(ANRU))])
    assert store.revision() == 1
