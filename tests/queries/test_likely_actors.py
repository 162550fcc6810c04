"""Actors without a register: proposed beside a likely node of their territory, never elsewhere."""

from collections.abc import Callable
from pathlib import Path

import pytest

from graph.model import Citation, Claim, Node, Source
from graph.ontology import NodeKind
from graph.projection import Projection
from graph.store import SourceClaims
from graph.stores.sqlite import SqliteStore
from queries.filters import NO_FILTER, view
from queries.likely_actors import Likely, likely_actors

K = NodeKind
REGIE = ("actor:regie-des-deux-rives@59606", K.ASSOCIATION, "Régie des Deux Rives")


Ask = Callable[..., list[Likely]]


@pytest.fixture
def likely(tmp_path: Path) -> Ask:
    def ask(*known: tuple[str, NodeKind, str]) -> list[Likely]:
        source = Source(id="s", title="s")
        claims = [
            Claim(fact=Node(id=i, kind=k, name=n), citation=Citation(source="s", locator="§ 1"))
            for i, k, n in known
        ]
        store = SqliteStore(tmp_path / "galaxie.db")
        store.load([SourceClaims(source, claims)])
        projection = Projection.of(store.topology())
        store.close()
        return likely_actors(view(projection, NO_FILTER))

    return ask


@pytest.mark.parametrize(
    ("other", "score"),
    [
        (("actor:regie-deux-rives@59", K.ORGANISATION, "Deux Rives, Régie des"), 1.0),
        (("actor:regie-des-deux-rives@article.txt", K.ASSOCIATION, "Régie des Deux Rives"), 0.9),
        (("siren:732829320", K.COMPANY, "REGIE DES DEUX RIVES"), 0.9),
        (("actor:regie-des-deux-rives@75", K.ASSOCIATION, "Régie des Deux Rives"), None),
        (("actor:regie-des-deux-rives@fr", K.ASSOCIATION, "Régie des Deux Rives"), None),
        (("programme:regie", K.PROGRAMME, "Régie des Deux Rives"), None),
        (("actor:regie-des-trois-moulins@59606", K.ASSOCIATION, "Régie des Trois Moulins"), None),
    ],
)
def test_names_are_compared_inside_one_territory_and_one_family(
    likely: Ask, other: tuple[str, NodeKind, str], score: float | None
) -> None:  # fmt: skip
    found = likely(REGIE, other)
    assert [one.score for one in found] == ([] if score is None else [score])
    for one in found:
        assert {one.left, one.right} == {REGIE[0], other[0]}
        assert "même nom" in one.reasons


def test_near_names_say_how_near(likely: Ask) -> None:
    (found,) = likely(REGIE, ("actor:regie@59606", K.ASSOCIATION, "Régie des Deux Rivages"))
    assert found.score < 1
    assert found.reasons[0].startswith("noms proches à 9")


def test_registers_alone_are_never_compared(likely: Ask) -> None:
    pair = (("siren:732829320", K.COMPANY, "Deux Rives"), ("agency:deux", K.AGENCY, "Deux Rives"))
    assert likely(*pair) == []
