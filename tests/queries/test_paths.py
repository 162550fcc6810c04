from itertools import pairwise
from time import monotonic

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import InputRefused, NotInGraph
from graph.projection import Projection
from queries.adjacency import Through, adjacency
from queries.exchange import to_networkx
from queries.filters import Filters, LeftOut, view
from queries.paths import Paths, paths
from tests.queries.drawn import claims, drawn, random_projection, topology_of

#     Villes de France -- vdf-al -- Action Logement ==two sums== ANRU
#            |                                                    |
#            +-------------- charte -- the State -----------------+
#                                          | five more partners
GRAPH = drawn("""
    federation:villes-de-france SIGNS convention:vdf-al
    funder:action-logement SIGNS convention:vdf-al
    funder:action-logement FINANCES agency:anru purpose=pnru
    funder:action-logement FINANCES agency:anru purpose=npnru
    federation:villes-de-france SIGNS convention:charte
    state:france SIGNS convention:charte
    agency:anru PARTNERS_WITH state:france
    state:france PARTNERS_WITH actor:a@fr
    state:france PARTNERS_WITH actor:b@fr
    state:france PARTNERS_WITH actor:c@fr
    state:france PARTNERS_WITH actor:d@fr
    state:france PARTNERS_WITH actor:e@fr
    actor:seul@fr = Seul
""")
VDF, ANRU = ENDS = "federation:villes-de-france", "agency:anru"


def chains(found: Paths) -> list[list[str]]:
    return [[node.id for node in path.nodes] for path in found.paths]


def test_the_shortest_chain_goes_by_the_less_tied() -> None:
    found = paths(view(GRAPH), *ENDS)
    assert found.length == 3
    assert chains(found) == [
        [
            "federation:villes-de-france",
            "convention:vdf-al",
            "funder:action-logement",
            "agency:anru",
        ],
        [VDF, "convention:charte", "state:france", ANRU],
    ]
    assert (found.truncated, found.avoided_hubs) == (False, ())


def test_parallel_facts_are_one_link_with_several_edges() -> None:
    links = paths(view(GRAPH), *ENDS).paths[0].links
    assert [(link.start.id, link.end.id, len(link.edge_ids)) for link in links] == [
        ("federation:villes-de-france", "convention:vdf-al", 1),
        ("convention:vdf-al", "funder:action-logement", 1),
        ("funder:action-logement", "agency:anru", 2),
    ]


def test_a_chain_may_be_asked_either_way() -> None:
    there, back = paths(view(GRAPH), *ENDS), paths(view(GRAPH), *reversed(ENDS))
    assert chains(back) == [list(reversed(chain)) for chain in chains(there)]


def test_avoided_nodes_are_not_on_chains() -> None:
    kept = view(GRAPH, Filters(avoid=frozenset({"funder:action-logement"})))
    assert [chain[2] for chain in chains(paths(kept, *ENDS))] == ["state:france"]
    with pytest.raises(LeftOut):
        paths(kept, "funder:action-logement", "agency:anru")


def test_partners_are_joined_by_their_signatures() -> None:
    found = paths(view(GRAPH), *ENDS, through="partners")
    assert chains(found) == [["federation:villes-de-france", "state:france", "agency:anru"]]
    signatures, partnership = (link.edge_ids for link in found.paths[0].links)
    assert (len(signatures), len(partnership)) == (2, 1)
    assert set(signatures) <= {
        edge for _, _, edge in to_networkx(view(GRAPH)).in_edges("convention:charte", keys=True)
    }


def crossroads(*beside: str) -> Projection:
    many = [f"state:france PARTNERS_WITH actor:a{i}@fr" for i in range(40)]
    return drawn(
        "\n".join(
            ["agency:a MEMBER_OF state:france", "agency:b MEMBER_OF state:france", *many, *beside]
        )
    )


def test_a_crossroads_is_walked_around_and_named() -> None:
    graph = crossroads("agency:a MEMBER_OF federation:f", "federation:f MEMBER_OF agency:b")
    found = paths(view(graph), "agency:a", "agency:b", hub_penalty=True)
    assert chains(found) == [["agency:a", "federation:f", "agency:b"]]
    assert [hub.id for hub in found.avoided_hubs] == ["state:france"]


def test_a_crossroads_is_taken_when_nothing_goes_around_it() -> None:
    found = paths(view(crossroads()), "agency:a", "agency:b", hub_penalty=True)
    assert chains(found) == [["agency:a", "state:france", "agency:b"]]
    assert found.avoided_hubs == ()


def test_a_crossroads_asked_about_is_no_obstacle() -> None:
    found = paths(view(crossroads()), "agency:a", "state:france", hub_penalty=True)
    assert chains(found) == [["agency:a", "state:france"]]


def test_no_chain_is_an_answer() -> None:
    found = paths(view(GRAPH), "actor:seul@fr", "agency:anru")
    assert (found.length, found.paths, found.truncated) == (None, (), False)


def test_a_node_is_at_no_distance_of_itself() -> None:
    found = paths(view(GRAPH), "agency:anru", "agency:anru")
    assert (found.length, chains(found), found.paths[0].links) == (0, [["agency:anru"]], ())


def test_chains_longer_than_asked_are_left_out() -> None:
    assert paths(view(GRAPH), *ENDS, max_length=2).paths == ()
    assert len(paths(view(GRAPH), *ENDS, max_length=3).paths) == 2
    assert paths(view(GRAPH), *ENDS, max_length=0).paths == ()


def test_ends_that_nobody_knows_are_told() -> None:
    with pytest.raises(NotInGraph) as told:
        paths(view(GRAPH), "agency:anrou", "state:france")
    assert told.value.near == ("agency:anru",)


@pytest.mark.parametrize("k", [0, 51])
def test_1_to_50_chains_may_be_asked(k: int) -> None:
    with pytest.raises(InputRefused):
        paths(view(GRAPH), *ENDS, k=k)


def test_the_time_limit_returns_what_was_found() -> None:
    found = paths(view(GRAPH), *ENDS, deadline_s=-1)
    assert (found.truncated, found.paths) == (True, ())


def test_a_dense_graph_is_answered_in_time() -> None:
    graph = random_projection(60, 1_500, 3)
    begun = monotonic()
    found = paths(view(graph), "agency:a000", "agency:a001", k=50, deadline_s=0.5)
    assert monotonic() - begun < 2
    assert len(found.paths) == 50 or found.truncated


def test_the_order_of_claims_does_not_show() -> None:
    told = claims(
        "\n".join(f"agency:a{i} MEMBER_OF agency:b{j}" for i in range(4) for j in range(4))
    )
    one, two = (Projection.of(topology_of(order)) for order in (told, told[::-1]))
    asked = [chains(paths(view(graph), "agency:a0", "agency:b0", k=50)) for graph in (one, two)]
    assert asked[0] == asked[1]
    assert len(asked[0]) == 50


@pytest.mark.parametrize("through", ["facts", "partners"])
@given(seed=st.integers(0, 100_000), k=st.integers(1, 12))
def test_chains_are_the_first_of_all_simple_ones(through: Through, seed: int, k: int) -> None:
    graph = random_projection(9, 14, seed)
    seen = view(graph)
    near = adjacency(seen, through)
    plain: nx.Graph[int] = nx.Graph()
    plain.add_nodes_from(range(len(graph.ids)))
    plain.add_edges_from((i, j) for i in range(len(graph.ids)) for j in near.row(i))
    every = sorted(
        (len(chain), sum(near.busy[node] for node in chain[1:-1]), chain)
        for chain in nx.all_simple_paths(plain, 0, 1)
    )
    found = paths(seen, graph.ids[0], graph.ids[1], k=k, through=through)
    assert chains(found) == [[graph.ids[i] for i in chain] for _, _, chain in every[:k]]


@given(seed=st.integers(0, 100_000))
def test_links_are_all_the_facts_between_their_ends(seed: int) -> None:
    seen = view(random_projection(12, 30, seed))
    oracle = to_networkx(seen)
    for path in paths(seen, "agency:a000", "agency:a001").paths:
        assert [(link.start, link.end) for link in path.links] == list(pairwise(path.nodes))
        for link in path.links:
            facts = set(oracle.get_edge_data(link.start.id, link.end.id, default={}))
            facts |= set(oracle.get_edge_data(link.end.id, link.start.id, default={}))
            assert facts == set(link.edge_ids)
