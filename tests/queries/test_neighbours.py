import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import InputRefused
from graph.ontology import EdgeKind, NodeKind
from queries.filters import Filters, view
from queries.neighbours import Neighbour, neighbours
from queries.partners import partners
from tests.queries.drawn import drawn, random_projection

GRAPH = drawn("""
    convention:old = Ancienne signed_on=2010
    convention:new = Nouvelle signed_on=2020
    convention:undated = Sans date
    agency:anru SIGNS convention:old
    agency:anru SIGNS convention:new
    agency:anru SIGNS convention:undated
    federation:ush SIGNS convention:old
    federation:ush SIGNS convention:new
    state:france SIGNS convention:new
    agency:anru FINANCES convention:new since=2021 until=2023
    funder:al FINANCES agency:anru
    agency:anru PARTNERS_WITH federation:ush
    agency:anru PARTNERS_WITH agency:anah
""")


def test_facts_come_by_kind_then_newest_first_undated_last() -> None:
    found = neighbours(view(GRAPH), "agency:anru")
    told = [(i.kind.value, i.node.id, i.direction, i.since, i.until) for i in found.items.items]
    assert told == [
        ("SIGNS", "convention:new", "out", "2020", None),
        ("SIGNS", "convention:old", "out", "2010", None),
        ("SIGNS", "convention:undated", "out", None, None),
        ("FINANCES", "convention:new", "out", "2021", "2023"),
        ("FINANCES", "funder:al", "in", None, None),
        ("PARTNERS_WITH", "federation:ush", "out", None, None),
        ("PARTNERS_WITH", "agency:anah", "in", None, None),
    ]


def test_totals_count_by_kind_of_fact_and_of_the_other_end() -> None:
    assert neighbours(view(GRAPH), "agency:anru", limit=1).totals == {
        EdgeKind.SIGNS: {NodeKind.CONVENTION: 3},
        EdgeKind.FINANCES: {NodeKind.FUNDER: 1, NodeKind.CONVENTION: 1},
        EdgeKind.PARTNERS_WITH: {NodeKind.AGENCY: 1, NodeKind.FEDERATION: 1},
    }


def test_filters_hold_in_totals_too() -> None:
    only = view(GRAPH, Filters(edge_kinds=frozenset({EdgeKind.FINANCES})))
    found = neighbours(only, "agency:anru")
    assert found.totals.keys() == {EdgeKind.FINANCES}
    assert found.items.total == 2


@given(seed=st.integers(0, 1_000), size=st.integers(1, 7))
def test_pages_give_every_fact_once(seed: int, size: int) -> None:
    seen = view(random_projection(8, 40, seed))
    whole = neighbours(seen, "agency:a000", limit=500).items
    paged: list[Neighbour] = []
    after = None
    while True:
        page = neighbours(seen, "agency:a000", limit=size, after=after).items
        paged += page.items
        after = page.next
        if after is None:
            break
    assert tuple(paged) == whole.items
    assert len(paged) == whole.total == seen.projection.degree[0]


def test_a_cursor_belongs_to_its_node() -> None:
    first = neighbours(view(GRAPH), "agency:anru", limit=2).items
    with pytest.raises(InputRefused):
        neighbours(view(GRAPH), "federation:ush", after=first.next)


def test_a_page_follows_another_after_an_unrelated_load() -> None:
    before, after = "agency:m SIGNS convention:a\nagency:m SIGNS convention:b", "agency:a = Neuve"
    first = neighbours(view(drawn(before)), "agency:m", limit=1).items
    second = neighbours(view(drawn(f"{before}\n{after}")), "agency:m", after=first.next).items
    assert [item.node.id for item in (*first.items, *second.items)] == [
        "convention:a", "convention:b",
    ]  # fmt: skip


def test_a_lonely_node_has_no_neighbour() -> None:
    found = neighbours(view(drawn("agency:a = Seule")), "agency:a")
    assert (found.totals, found.items.items, found.items.total) == ({}, (), 0)


def test_partners_come_with_what_they_share_and_the_proofs() -> None:
    found = partners(view(GRAPH), "agency:anru")
    assert [(p.node.id, [c.id for c in p.conventions], len(p.via), p.n) for p in found] == [
        ("federation:ush", ["convention:new", "convention:old"], 5, 3),
        ("agency:anah", [], 1, 1),
        ("state:france", ["convention:new"], 2, 1),
    ]


def test_partners_of_both_sides_are_the_same_tie() -> None:
    here = {p.node.id: p for p in partners(view(GRAPH), "agency:anru")}["federation:ush"]
    there = {p.node.id: p for p in partners(view(GRAPH), "federation:ush")}["agency:anru"]
    assert (here.conventions, set(here.via)) == (there.conventions, set(there.via))


def test_what_pays_without_signing_is_no_partner() -> None:
    assert partners(view(GRAPH), "funder:al") == []
    assert partners(view(GRAPH), "convention:new") == []
