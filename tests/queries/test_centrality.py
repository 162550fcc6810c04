from collections.abc import Callable, Mapping

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import InputRefused
from graph.projection import Projection
from queries import centrality
from queries.adjacency import adjacency
from queries.centrality import MEASURES, Measure, checked_measure, rank, standings
from queries.filters import Filters, view
from tests.queries.drawn import drawn, index_of, random_projection

STAR = drawn("""
    agency:hub PARTNERS_WITH agency:a
    agency:hub PARTNERS_WITH agency:b
    agency:hub PARTNERS_WITH agency:c
    actor:far@fr PARTNERS_WITH actor:other@fr
    actor:alone@fr = Seul
""")


def plain(graph: Projection) -> "nx.Graph[int]":
    near = adjacency(view(graph), "facts")
    tied: nx.Graph[int] = nx.Graph()
    tied.add_edges_from((i, j) for i in range(len(graph.ids)) for j in near.row(i))
    return tied


def largest_eigenvector(graph: "nx.Graph[int]") -> Mapping[int, float]:
    # Equal sizes: the component of the smallest node, as in connected_components.
    parts = sorted(nx.connected_components(graph), key=lambda part: (-len(part), min(part)))
    part = graph.subgraph(parts[0])
    matrix = nx.to_numpy_array(part, nodelist=sorted(part))
    vector = np.abs(np.linalg.eigh(matrix)[1][:, -1])
    return dict(zip(sorted(part), vector.tolist(), strict=True))


ORACLES: Mapping[Measure, Callable[["nx.Graph[int]"], Mapping[int, float]]] = {
    "degree": lambda graph: dict(graph.degree()),
    "pagerank": lambda graph: nx.pagerank(graph, tol=1e-12, max_iter=1_000),
    "betweenness": nx.betweenness_centrality,
    "closeness": nx.closeness_centrality,
    "eigenvector": largest_eigenvector,
}


@pytest.mark.parametrize("measure", MEASURES)
@settings(max_examples=25)
@given(seed=st.integers(0, 100_000), edges=st.integers(1, 60))
def test_scores_are_those_of_networkx(measure: Measure, seed: int, edges: int) -> None:
    graph = random_projection(25, edges, seed)
    oracle = plain(graph)
    if not oracle:
        return
    ranking = rank(view(graph), measure, through="facts")
    expected = np.zeros(len(graph.ids))
    for node, score in ORACLES[measure](oracle).items():
        expected[node] = score
    assert ranking.scores == pytest.approx(expected, abs=1e-8)
    assert sorted(ranking.order.tolist()) == sorted(oracle.nodes)
    assert (np.diff(ranking.scores[ranking.order]) <= 0).all()


@pytest.mark.parametrize("measure", ["betweenness", "closeness"])
def test_every_node_as_a_pivot_of_a_sample_is_exact(
    measure: Measure, monkeypatch: pytest.MonkeyPatch
) -> None:
    graph = random_projection(40, 90, 5)
    exact = rank(view(graph), measure, through="facts")
    tied = len(exact.order)
    monkeypatch.setattr(centrality, "EXACT", 0)
    monkeypatch.setattr(centrality, "PIVOTS", tied)
    sampled = rank(view(graph), measure, through="facts")
    assert sampled.scores == pytest.approx(exact.scores, abs=1e-10)
    assert (exact.sample, sampled.sample) == (None, tied)


@pytest.mark.parametrize("measure", ["betweenness", "closeness"])
def test_a_sample_is_near_says_so_and_repeats(
    measure: Measure, monkeypatch: pytest.MonkeyPatch
) -> None:
    graph = random_projection(300, 900, 5)
    exact = rank(view(graph), measure, through="facts")
    monkeypatch.setattr(centrality, "EXACT", 0)
    monkeypatch.setattr(centrality, "PIVOTS", 150)
    first, again = (rank(view(graph), measure, through="facts") for _ in range(2))
    assert first.scores.tolist() == again.scores.tolist()
    assert "150 points de départ" in first.method
    assert "points de départ" not in exact.method
    assert np.corrcoef(first.scores, exact.scores)[0, 1] > 0.9


def test_an_eigenvector_of_a_large_part_is_that_of_numpy() -> None:
    graph = random_projection(120, 400, 2)
    expected = np.zeros(len(graph.ids))
    for node, score in largest_eigenvector(plain(graph)).items():
        expected[node] = score
    assert rank(view(graph), "eigenvector", through="facts").scores == pytest.approx(
        expected, abs=1e-8
    )


@pytest.mark.parametrize("measure", MEASURES)
def test_the_middle_of_a_star_counts_most_in_every_measure(measure: Measure) -> None:
    ranking = rank(view(STAR), measure)
    assert STAR.ids[int(ranking.order[0])] == "agency:hub"
    assert index_of(STAR, "actor:alone@fr") not in ranking.order


@pytest.mark.parametrize("measure", MEASURES)
def test_an_empty_network_has_an_empty_ranking(measure: Measure) -> None:
    ranking = rank(view(drawn("actor:alone@fr = Seul")), measure)
    assert (ranking.order.tolist(), ranking.scores.tolist()) == ([], [0.0])
    assert standings(view(STAR), ranking).items == ()


def test_a_ranking_says_what_it_stands_on() -> None:
    ranking = rank(view(STAR), "betweenness")
    assert (ranking.projection, ranking.revision, ranking.sample) == ("partners", 1, None)
    assert "pont" in ranking.meaning_fr
    assert "documents chargés" in ranking.meaning_fr


def test_equals_share_a_place_and_come_by_id() -> None:
    seen = view(STAR)
    page = standings(seen, rank(seen, "degree"))
    assert [(s.place, s.node.id, s.score) for s in page.items] == [
        (1, "agency:hub", 3.0),
        (2, "actor:far@fr", 1.0), (2, "actor:other@fr", 1.0),
        (2, "agency:a", 1.0), (2, "agency:b", 1.0), (2, "agency:c", 1.0),
    ]  # fmt: skip


def test_pages_of_a_ranking_follow_one_another() -> None:
    seen = view(STAR)
    ranking = rank(seen, "degree")
    whole = standings(seen, ranking, limit=500).items
    first = standings(seen, ranking, limit=4)
    rest = standings(seen, ranking, limit=4, after=first.next)
    assert (*first.items, *rest.items) == whole
    assert (first.total, rest.next) == (6, None)
    with pytest.raises(InputRefused):
        standings(seen, rank(seen, "pagerank"), after=first.next)


def test_filters_hold_in_a_ranking() -> None:
    without = view(STAR, Filters(avoid=frozenset({"agency:hub"})))
    ranking = rank(without, "degree")
    assert [STAR.ids[i] for i in ranking.order] == ["actor:far@fr", "actor:other@fr"]


def test_a_measure_that_does_not_exist_is_refused_with_those_that_do() -> None:
    with pytest.raises(InputRefused) as told:
        checked_measure("fame")
    assert "betweenness" in told.value.hint
    assert checked_measure("degree") == "degree"
