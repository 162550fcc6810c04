import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from queries.adjacency import adjacency
from queries.communities import communities
from queries.filters import view
from tests.queries.drawn import drawn, random_projection

#  two groups of four who all know one another, joined by one tie; and one alone
GRAPH = drawn("""
    agency:a1 = Tête | T1
    agency:a1 PARTNERS_WITH agency:a2
    agency:a1 PARTNERS_WITH agency:a3
    agency:a1 PARTNERS_WITH agency:a4
    agency:a2 PARTNERS_WITH agency:a3
    agency:a2 PARTNERS_WITH agency:a4
    agency:a3 PARTNERS_WITH agency:a4
    agency:b1 PARTNERS_WITH agency:b2
    agency:b1 PARTNERS_WITH agency:b3
    agency:b2 PARTNERS_WITH agency:b3
    agency:a1 PARTNERS_WITH agency:b1
    actor:alone@fr = Seul
""")


def test_groups_are_found_largest_first_and_named_by_the_most_tied() -> None:
    found = communities(view(GRAPH))
    named = [(g.name, g.head.id, [GRAPH.ids[i] for i in g.members]) for g in found.groups]
    assert named == [
        ("T1", "agency:a1", ["agency:a1", "agency:a2", "agency:a3", "agency:a4"]),
        ("b1", "agency:b1", ["agency:b1", "agency:b2", "agency:b3"]),
    ]
    assert found.of.tolist() == [-1, 0, 0, 0, 0, 1, 1, 1]


def test_who_has_no_tie_is_in_no_group() -> None:
    assert communities(view(drawn("actor:alone@fr = Seul"))).groups == ()


@given(seed=st.integers(0, 1_000))
def test_groups_repeat_and_part_the_tied_nodes(seed: int) -> None:
    one, two = (
        communities(view(random_projection(30, 60, seed)), through="facts") for _ in range(2)
    )
    assert one.of.tolist() == two.of.tolist()
    assert [g.name for g in one.groups] == [g.name for g in two.groups]
    members = sorted(int(i) for group in one.groups for i in group.members)
    near = adjacency(view(random_projection(30, 60, seed)), "facts")
    assert members == [i for i in range(30) if near.degree[i]]


def test_the_modularity_told_is_that_of_networkx() -> None:
    graph = random_projection(60, 150, 4)
    near, found = adjacency(view(graph), "facts"), communities(view(graph), through="facts")
    plain: nx.Graph[int] = nx.Graph()
    for i in range(60):
        weights = near.weight[near.indptr[i] : near.indptr[i + 1]].tolist()
        plain.add_weighted_edges_from((i, j, w) for j, w in zip(near.row(i), weights, strict=True))
    expected = nx.community.modularity(plain, [set(g.members.tolist()) for g in found.groups])
    assert found.modularity == pytest.approx(expected, abs=1e-9)


def test_the_answer_says_how_and_what_it_means() -> None:
    found = communities(view(GRAPH), seed=3)
    assert "graine 3" in found.method
    assert "ni une organisation" in found.meaning_fr
