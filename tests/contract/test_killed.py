"""A load that is killed -9 at any instant: the store is then empty or whole, and loads again."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from graph.store import GraphStore
from graph.stores.sqlite import SqliteStore
from tests.conftest import Neo4jAddress
from tests.contract.medium import LEASE, medium
from tests.contract.opening import neo4j_at
from tests.contract.reference import Reference
from tests.contract.wiping import wipe

_PROGRAM = Path(__file__).with_name("medium.py")
_ROOT = _PROGRAM.parents[2]
_EMPTY = Reference().digest()


@contextmanager
def loading(address: str, count: int) -> Iterator[subprocess.Popen[str]]:
    """Run the program, and give it over at the very start of its load."""
    with subprocess.Popen(
        [sys.executable, str(_PROGRAM), address, str(count)],
        stdout=subprocess.PIPE, text=True, cwd=_ROOT, env={**os.environ, "PYTHONPATH": str(_ROOT)},
    ) as program:  # fmt: skip
        assert program.stdout is not None
        assert program.stdout.readline() == "prêt\n"
        yield program


def kill_at(moment: float, address: str, count: int) -> None:
    """Kill a load that many seconds after it began; it may have ended."""
    with loading(address, count) as program:
        time.sleep(moment)
        program.kill()
        program.wait()
        assert program.returncode in {0, -signal.SIGKILL}


def duration(address: str, count: int) -> float:
    with loading(address, count) as program:
        start = time.perf_counter()
        assert program.wait() == 0
        return time.perf_counter() - start


def expected(count: int) -> str:
    told = Reference()
    told.load(medium(count))
    return told.digest()


def assert_empty_or_whole(store: GraphStore, whole: str) -> None:
    digest = store.digest()
    assert digest in {_EMPTY, whole}
    assert store.revision() == (digest == whole)
    assert bool(store.topology().ids) == (digest == whole) == bool(store.sources())


@pytest.mark.skipif(sys.platform == "win32", reason="pas de SIGKILL sous Windows")
def test_sqlite_survives_thirty_kills(tmp_path: Path) -> None:
    count, instants = 3_000, random.Random(59606)  # noqa: S311 -- instants, not secrets
    whole = expected(count)
    lasting = duration(str(tmp_path / "first.db"), count)
    for attempt in range(30):
        path = tmp_path / f"{attempt}.db"
        kill_at(instants.uniform(0, lasting), str(path), count)
        store = SqliteStore(path)
        assert_empty_or_whole(store, whole)
        store.load(medium(count))
        assert store.digest() == whole
        store.close()


@pytest.mark.neo4j
@pytest.mark.skipif(sys.platform == "win32", reason="pas de SIGKILL sous Windows")
def test_neo4j_survives_ten_kills_of_its_client(neo4j_server: Neo4jAddress) -> None:
    count, instants = 1_500, random.Random(59606)  # noqa: S311 -- instants, not secrets
    whole = expected(count)
    wipe(neo4j_server)
    lasting = duration(neo4j_server.uri, count)
    for _attempt in range(10):
        wipe(neo4j_server)
        kill_at(instants.uniform(0, lasting), neo4j_server.uri, count)
        store = neo4j_at(neo4j_server.uri, lease=LEASE)
        assert_empty_or_whole(store, whole)
        store.load(medium(count))
        assert store.digest() == whole
        assert store.topology().ids == sorted(
            {"agency:anru", *(f"commune:{59000 + i}" for i in range(375))}
        )
        store.close()
