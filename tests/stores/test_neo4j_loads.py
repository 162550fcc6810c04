"""A large load seen from outside: readers do not wait, and see nothing of it until it is whole."""

import threading
from collections.abc import Callable
from typing import Any

import pytest

from graph.errors import Unavailable
from graph.ontology import Authority, EdgeKind
from graph.stores.neo4j import Neo4jStore, lease, reading, writing
from graph.stores.neo4j.lease import Lease
from tests.conftest import Neo4jAddress
from tests.contract.making import (
    ANRU,
    DEAL,
    ONE,
    TOWN,
    TWO,
    edge,
    judgement,
    measure,
    saying,
    source,
)
from tests.contract.opening import neo4j_at
from tests.contract.reference import Reference
from tests.contract.test_columns import BATCH, assert_equal

Cypher = Callable[..., list[list[Any]]]
BEFORE = [saying(source("a"), edge(EdgeKind.SIGNS, ONE, DEAL), measure(DEAL, "quartiers", 3))]
AFTER = [
    saying(source("a"), edge(EdgeKind.SIGNS, TWO, DEAL), measure(DEAL, "quartiers", 4)),
    saying(source("b", Authority.OFFICIAL), edge(EdgeKind.SIGNS, ANRU, DEAL)),
]


class Stopped(Exception):
    """A writer that stops dead."""


def digest_of(batch: list[Any]) -> str:
    told = Reference()
    told.load(batch)
    return told.digest()


def test_readers_see_the_revision_of_before_while_a_load_is_under_way(
    neo4j_store: Neo4jStore, cypher: Cypher, monkeypatch: pytest.MonkeyPatch
) -> None:
    neo4j_store.load(BEFORE)
    before = neo4j_store.topology(), neo4j_store.nodes([ONE, DEAL]), neo4j_store.measures([DEAL])
    seen = []
    finish = Lease.finish

    def look_then_finish(self: Lease, orders: Any = ()) -> None:
        seen.append(
            (neo4j_store.digest(), neo4j_store.revision(), cypher("MATCH (l:Load) RETURN l.name"))
        )
        assert neo4j_store.nodes([ONE, DEAL]) == before[1]
        assert neo4j_store.measures([DEAL]) == before[2]
        assert_equal(neo4j_store.topology(), before[0])
        assert neo4j_store.counts() == {"a": 4}
        assert neo4j_store.resolve(ANRU) is None
        finish(self, orders)

    monkeypatch.setattr(Lease, "finish", look_then_finish)
    neo4j_store.load(AFTER)
    assert seen == [(digest_of(BEFORE), 1, [["Chargement en cours"]])]
    assert neo4j_store.digest() == digest_of(AFTER)
    assert cypher("MATCH (l:Load) RETURN l.name") == []
    assert cypher("MATCH (c:Claim) WHERE c.died IS NOT NULL RETURN count(c)") == [[0]]


@pytest.mark.parametrize("crash", range(11))
def test_a_writer_that_stops_at_any_write_changes_nothing_and_is_undone(
    neo4j_server: Neo4jAddress, neo4j_store: Neo4jStore, monkeypatch: pytest.MonkeyPatch, crash: int
) -> None:
    neo4j_store.load(BEFORE)
    columns = neo4j_store.topology()
    writes: list[Any] = []
    transact = Lease._transact

    def stop_there(self: Lease, orders: Any) -> None:
        if len(writes) >= crash:
            raise Stopped
        writes.append(orders)
        transact(self, orders)

    with monkeypatch.context() as patch, neo4j_at_once(neo4j_server) as doomed:
        patch.setattr(Lease, "_transact", stop_there)
        with pytest.raises(Stopped):
            doomed.load(AFTER)
    assert neo4j_store.digest() == digest_of(BEFORE)
    assert_equal(neo4j_store.topology(), columns)
    neo4j_store.judge(judgement(ONE, TWO, "different"))  # any writer first undoes
    neo4j_store.unjudge(ONE, TWO)
    assert neo4j_store.topology().ids == columns.ids
    assert neo4j_store.digest() == digest_of(BEFORE)
    assert neo4j_store.load(AFTER).changed
    assert neo4j_store.digest() == digest_of(AFTER)


class neo4j_at_once:  # noqa: N801 -- reads as a function
    """A second store whose lease expires almost at once."""

    def __init__(self, server: Neo4jAddress) -> None:
        self._store = neo4j_at(server.uri, lease=0.05)

    def __enter__(self) -> Neo4jStore:
        return self._store

    def __exit__(self, *_error: object) -> None:
        self._store.close()


def test_two_loads_at_once_give_the_graph_of_one_after_the_other(
    neo4j_server: Neo4jAddress, neo4j_store: Neo4jStore
) -> None:
    batches = [
        [saying(source(f"s{n}"), edge(EdgeKind.SIGNS, TOWN, DEAL, at=f"§ {n}"))] for n in range(4)
    ]
    errors: list[BaseException] = []

    def load(batch: list[Any]) -> None:
        try:
            with neo4j_at_once(neo4j_server) as store:
                store._lease = 10
                store.load(batch)
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=load, args=(batch,)) for batch in batches]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert (neo4j_store.revision(), neo4j_store.digest()) == (
        4,
        digest_of([s for b in batches for s in b]),
    )


def test_a_writer_waits_for_its_turn_no_longer_than_it_says(
    neo4j_server: Neo4jAddress, neo4j_store: Neo4jStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = Lease.acquire(neo4j_store._connection, seconds=30)
    monkeypatch.setattr(lease, "PATIENCE", 0.3)
    with pytest.raises(Unavailable, match="Un autre chargement est en cours") as refused:
        neo4j_store.load(BEFORE)
    assert "Attendez" in refused.value.hint
    held.finish()
    assert neo4j_store.load(BEFORE).revision == 1


def test_a_writer_that_lost_its_lease_writes_nothing_more(neo4j_store: Neo4jStore) -> None:
    lost = Lease.acquire(neo4j_store._connection, seconds=0)
    held = Lease.acquire(neo4j_store._connection, seconds=30)
    assert held.taken_over
    with pytest.raises(Unavailable, match="a pris la main"):
        lost.write(("MATCH (m:GalaxieMeta) SET m.revision = 99", {}))
    held.finish()
    assert neo4j_store.revision() == 0


def test_a_load_in_many_packs_gives_the_same_graph(
    neo4j_store: Neo4jStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = lambda items, size=2: reading.chunks(items, size)  # noqa: E731
    monkeypatch.setattr(writing, "chunks", small)
    neo4j_store.load([*AFTER, *BATCH[:0]])
    assert neo4j_store.digest() == digest_of(AFTER)
    neo4j_store.load(BEFORE)
    neo4j_store.forget("b")
    assert neo4j_store.digest() == digest_of(BEFORE)


def test_a_log_that_changes_while_it_is_read_says_so(neo4j_store: Neo4jStore) -> None:
    neo4j_store.load(AFTER)
    log = neo4j_store.claims()
    first = next(log)
    neo4j_store.forget("b")
    with pytest.raises(Unavailable, match="pendant la lecture"):
        list(first.claims)
