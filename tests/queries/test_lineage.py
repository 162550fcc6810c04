from queries.filters import Filters, View, view
from queries.lineage import heirs
from queries.neighbours import neighbours
from queries.paths import paths
from tests.queries.drawn import drawn

GRAPH = drawn("""
    agency:acse = Acsé since=2006 until=2014-03
    agency:cget = CGET since=2014-04 until=2019
    agency:anct = ANCT since=2020
    agency:cget SUCCEEDS agency:acse
    agency:anct SUCCEEDS agency:cget
    agency:anct SUCCEEDS agency:epareca
    convention:c = Convention signed_on=2010
    agency:acse SIGNS convention:c
    agency:anru SIGNS convention:c
    agency:anct PARTNERS_WITH agency:anru
    region:93 SUCCEEDS region:52
    region:94 SUCCEEDS region:52
    federation:a SUCCEEDS federation:b
    federation:b SUCCEEDS federation:c
    federation:c SUCCEEDS federation:a
    federation:d SUCCEEDS federation:e
    federation:a SUCCEEDS federation:d
""")


def followed(**kept: str) -> View:
    return view(GRAPH, Filters(follow_successors=True, **kept))  # type: ignore[arg-type]


def heir(identifier: str) -> str:
    index = GRAPH.index(identifier)
    assert index is not None
    return GRAPH.ids[int(heirs(GRAPH)[index])]


def test_the_last_successor_stands_for_the_whole_line() -> None:
    assert [heir(f"agency:{a}") for a in ("acse", "cget", "epareca", "anct", "anru")] == [
        "agency:anct", "agency:anct", "agency:anct", "agency:anct", "agency:anru",
    ]  # fmt: skip


def test_what_several_succeeded_stands_for_itself() -> None:
    assert heir("region:52") == "region:52"


def test_a_ring_of_successions_joins_nobody() -> None:
    assert [heir(f"federation:{f}") for f in "abcde"] == [f"federation:{f}" for f in "abcde"]


def test_a_past_signature_is_the_heirs_and_says_whose_it_was() -> None:
    found = neighbours(followed(), "agency:anct")
    assert found.node.id == "agency:anct"
    assert [node.id for node in found.joined] == ["agency:acse", "agency:cget", "agency:epareca"]
    assert [(item.node.id, item.kind, item.direction) for item in found.items.items] == [
        ("convention:c", "SIGNS", "out"),
        ("agency:anru", "PARTNERS_WITH", "out"),
    ]


def test_without_following_the_past_is_another_body() -> None:
    found = neighbours(view(GRAPH), "agency:anct")
    assert found.joined == ()
    assert {item.kind for item in found.items.items} == {"SUCCEEDS", "PARTNERS_WITH"}


def test_asking_for_the_past_answers_with_the_heir() -> None:
    assert neighbours(followed(), "agency:acse").node.id == "agency:anct"


def test_an_heir_is_shown_on_a_date_of_its_past_with_the_facts_of_then() -> None:
    then = followed(as_of="2012-01-01")
    assert then.ref(then.locate("agency:anct")).id == "agency:anct"
    found = neighbours(then, "agency:anct").items.items
    assert [item.node.id for item in found] == ["convention:c"]


def test_chains_go_through_the_past() -> None:
    chain = paths(followed(), "agency:epareca", "convention:c", k=1).paths[0]
    assert [node.id for node in chain.nodes] == ["agency:anct", "convention:c"]
    assert len(chain.links[0].edge_ids) == 1
