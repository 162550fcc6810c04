from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from graph.errors import NotInGraph
from graph.model import Measure
from graph.ontology import EdgeKind
from graph.projection import Projection
from graph.store import GraphStore
from queries.filters import Filters, view
from queries.show import Dossier, show
from tests.queries.drawn import store_of

DRAWING = """
    agency:acse = Acsé | | siren:130004955 since=2006 until=2014-03
    agency:cget = CGET since=2014-04
    agency:anct = ANCT since=2020
    agency:cget SUCCEEDS agency:acse
    agency:anct SUCCEEDS agency:cget
    convention:c = Convention signed_on=2010-10-18
    agency:acse SIGNS convention:c source=presse
    agency:anru SIGNS convention:c
    agency:anru FINANCES programme:pnru since=2010
    commune:59606 MEMBER_OF federation:vdf
"""
ANNOUNCED = Measure(node="convention:c", what="quartiers", value=14, payers=("agency:anru",))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[GraphStore]:
    many = "".join(f"\n    commune:{10_000 + i} MEMBER_OF federation:vdf" for i in range(30))
    with closing(store_of(tmp_path, DRAWING + many, ANNOUNCED)) as store:
        yield store


def dossier(store: GraphStore, identifier: str, filters: Filters | None = None) -> Dossier:
    seen = view(Projection.of(store.topology()), filters or Filters())
    return show(store, seen, identifier)


def test_a_dossier_holds_facts_measures_and_what_proves_them(store: GraphStore) -> None:
    shown = dossier(store, "convention:c")
    assert (shown.facts.node.name, shown.facts.node.signed_on) == ("Convention", "2010-10-18")
    assert [facts.measure.value for facts in shown.measures] == [14]
    assert [facts.edge.start for facts in shown.edges[EdgeKind.SIGNS]] == [
        "agency:acse", "agency:anru",
    ]  # fmt: skip
    assert shown.sources.keys() == {"dessin", "presse"}
    cited = [c.source for facts in shown.edges[EdgeKind.SIGNS] for c in facts.citations]
    assert sorted(cited) == ["dessin", "presse"]


def test_every_node_that_it_mentions_is_named(store: GraphStore) -> None:
    shown = dossier(store, "convention:c")
    assert {name: ref.name for name, ref in shown.names.items()} == {
        "agency:acse": "Acsé", "agency:anru": "anru", "convention:c": "Convention",
    }  # fmt: skip


def test_an_other_id_shows_the_node_behind_it(store: GraphStore) -> None:
    assert dossier(store, "siren:130004955").facts.node.id == "agency:acse"


def test_the_whole_line_is_told_nearest_first(store: GraphStore) -> None:
    anct, acse = dossier(store, "agency:anct"), dossier(store, "agency:acse")
    assert [node.id for node in anct.predecessors] == ["agency:cget", "agency:acse"]
    assert [node.id for node in acse.successors] == ["agency:cget", "agency:anct"]
    assert (anct.successors, acse.predecessors, anct.joined) == ((), (), ())


def test_following_successors_joins_the_facts_of_the_past(store: GraphStore) -> None:
    shown = dossier(store, "agency:acse", Filters(follow_successors=True))
    assert shown.facts.node.id == "agency:anct"
    assert [node.id for node in shown.joined] == ["agency:acse", "agency:cget"]
    assert [facts.edge.start for facts in shown.edges[EdgeKind.SIGNS]] == ["agency:acse"]


def test_only_the_first_facts_of_a_kind_are_read_but_all_are_counted(store: GraphStore) -> None:
    shown = dossier(store, "federation:vdf")
    assert len(shown.edges[EdgeKind.MEMBER_OF]) == 20
    assert sum(shown.totals[EdgeKind.MEMBER_OF].values()) == 31


def test_filters_hold(store: GraphStore) -> None:
    assert dossier(store, "agency:anru", Filters(as_of="2009")).totals == {}
    with pytest.raises(NotInGraph):
        dossier(store, "agency:anct", Filters(as_of="2012-01-01"))


def test_what_was_forgotten_since_is_not_shown(store: GraphStore) -> None:
    seen = view(Projection.of(store.topology()))
    for source in ("dessin", "presse"):
        store.forget(source)
    with pytest.raises(NotInGraph):
        show(store, seen, "convention:c")
