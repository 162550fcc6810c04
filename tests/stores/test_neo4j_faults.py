"""A server that is down, frozen, restarting or not a server: told within 5 s, then all is well."""

import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from graph.errors import InputRefused, Unavailable
from graph.ontology import EdgeKind
from graph.stores import open_store
from graph.stores.neo4j import Neo4jStore, schema
from tests.contract.making import ANRU, DEAL, edge, saying, source
from tools.neo4j_local import Server

SAID = [saying(source("a"), edge(EdgeKind.SIGNS, ANRU, DEAL))]


@contextmanager
def within(seconds: float) -> Iterator[None]:
    start = time.monotonic()
    yield
    assert time.monotonic() - start < seconds


def test_a_server_that_is_down_is_told_at_once() -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        address = f"bolt://127.0.0.1:{closed.getsockname()[1]}"
    with within(5), pytest.raises(Unavailable, match="ne répond pas") as refused:
        Neo4jStore(address)
    assert "démarré" in refused.value.hint
    assert address in refused.value.message


def test_a_port_that_is_mute_is_told_in_time() -> None:
    with socket.socket() as mute:
        mute.bind(("127.0.0.1", 0))
        mute.listen()
        with within(5), pytest.raises(Unavailable):
            Neo4jStore(f"bolt://127.0.0.1:{mute.getsockname()[1]}")


def test_an_address_that_is_none_is_refused() -> None:
    with pytest.raises(InputRefused, match="adresse"):
        open_store("bolt://[")


def test_a_frozen_server_is_told_in_time_and_forgiven(
    neo4j_store: Neo4jStore, neo4j_machine: Server
) -> None:
    neo4j_store.load(SAID)
    neo4j_machine.pause()
    for ask in (neo4j_store.ping, neo4j_store.topology, lambda: neo4j_store.load(SAID)):
        with within(5), pytest.raises(Unavailable, match="répond") as refused:
            ask()
        assert "serveur" in refused.value.hint
    neo4j_machine.resume()
    with within(5):
        assert neo4j_store.revision() == 1


def test_a_killed_server_is_told_in_time_and_found_again(
    neo4j_store: Neo4jStore, neo4j_machine: Server
) -> None:
    neo4j_store.load(SAID)
    digest = neo4j_store.digest()
    neo4j_machine.kill()
    for ask in (
        neo4j_store.ping,
        lambda: neo4j_store.nodes([ANRU]),
        lambda: neo4j_store.load(SAID),
    ):
        with within(5), pytest.raises(Unavailable):
            ask()
    neo4j_machine.recover()
    assert neo4j_store.digest() == digest
    assert not neo4j_store.load(SAID).changed


def test_a_closed_store_says_so(neo4j_store: Neo4jStore) -> None:
    neo4j_store.close()
    neo4j_store.close()
    with pytest.raises(Unavailable, match="fermée"):
        neo4j_store.ping()


def test_a_database_that_does_not_exist_is_told(neo4j_store: Neo4jStore) -> None:
    with pytest.raises(Unavailable, match="n’a pas cette base"):
        Neo4jStore(neo4j_store._address, database="nulle-part")


def test_a_database_of_a_newer_version_is_refused(
    neo4j_store: Neo4jStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schema, "MIGRATIONS", ())
    with pytest.raises(Unavailable, match="plus récente"):
        Neo4jStore(neo4j_store._address)


def test_the_address_shown_hides_the_secret(neo4j_store: Neo4jStore) -> None:
    neo4j_store._address = "neo4j://moi:secret@exemple.fr:7687"
    assert neo4j_store.address == "neo4j://exemple.fr:7687"
