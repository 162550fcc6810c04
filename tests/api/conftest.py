"""A store of the facts of `tests.api.facts`, and what asks it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from api.cli import run
from api.galaxy import Galaxy
from api.http import create_app
from graph.model import Citation, Claim, Edge, Node, Source
from graph.ontology import EdgeKind, NodeKind
from graph.store import GraphStore, SourceClaims
from graph.stores import open_store
from tests.api.asking import Galaxie, Said
from tests.api.exporting import HOSTILE
from tests.api.facts import decree, gazette


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def store(home: Path) -> Iterator[GraphStore]:
    opened = open_store(str(home / "galaxie.sqlite"))
    opened.load([gazette(), decree()], name="essai", fingerprint="1")
    yield opened
    opened.close()


@pytest.fixture
def galaxy(store: GraphStore, home: Path) -> Iterator[Galaxy]:
    opened = Galaxy(store, home)
    yield opened
    opened.close()


@pytest.fixture
def client(store: GraphStore, home: Path) -> Iterator[TestClient]:
    with TestClient(
        create_app(store, home), base_url="http://127.0.0.1", raise_server_exceptions=False,
        follow_redirects=False,
    ) as asking:  # fmt: skip
        yield asking


@pytest.fixture
def galaxie(
    home: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> Galaxie:
    monkeypatch.setenv("GALAXIE_HOME", str(home))
    monkeypatch.delenv("GALAXIE_STORE", raising=False)

    def call(*arguments: str) -> Said:
        code = run(arguments)
        sys.stdout.flush()
        said = capfdbinary.readouterr()
        return Said(said.out.decode(), said.err.decode(), code)

    return call


@pytest.fixture
def hostile_store(tmp_path: Path) -> GraphStore:
    source = Source(id="hostile", title=HOSTILE[0], licence=HOSTILE[3])
    agreement = Node(id="convention:hostile", kind=NodeKind.CONVENTION, name=HOSTILE[3])
    claims = [Claim(fact=agreement, citation=Citation(source="hostile", locator=HOSTILE[1]))]
    for number, name in enumerate(HOSTILE):
        actor = Node(
            id=f"federation:h{number}", kind=NodeKind.FEDERATION, name=name, names=(f"x {name}",)
        )
        signs = Edge(
            kind=EdgeKind.SIGNS, start=actor.id, end=agreement.id, start_kind=actor.kind,
            end_kind=agreement.kind, represented_as=name,
        )  # fmt: skip
        cite = Citation(source="hostile", locator=f"§ {number}", gist=name)
        claims += [Claim(fact=actor, citation=cite), Claim(fact=signs, citation=cite)]
    store = open_store(str(tmp_path / "hostile.sqlite"))
    store.load([SourceClaims(source, claims)])
    return store
