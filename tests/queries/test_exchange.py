from queries.exchange import to_networkx
from queries.filters import Filters, view
from tests.queries.drawn import drawn

GRAPH = drawn("""
    agency:acse = Acsé | A until=2014
    agency:cget = CGET
    convention:c = Convention signed_on=2010
    agency:acse SIGNS convention:c signed_on=2011
    agency:acse FINANCES convention:c purpose=x
    agency:cget SUCCEEDS agency:acse
""", revision=4)  # fmt: skip


def test_networkx_gets_the_same_nodes_and_edges() -> None:
    graph = to_networkx(view(GRAPH))
    assert graph.graph == {"revision": 4}
    assert graph.nodes["agency:acse"] == {
        "kind": "Agency", "name": "Acsé", "short_name": "A", "until": "2014",
    }  # fmt: skip
    assert graph.number_of_edges("agency:acse", "convention:c") == 2
    signature = next(d for _, _, d in graph.edges(data=True) if d["kind"] == "SIGNS")
    assert signature == {"kind": "SIGNS", "since": "2011"}
    assert all(key.startswith("e") and len(key) == 17 for _, _, key in graph.edges(keys=True))


def test_filters_and_successions_hold() -> None:
    late = to_networkx(view(GRAPH, Filters(as_of="2015")))
    assert set(late) == {"agency:cget", "convention:c"}
    assert late.number_of_edges() == 0
    followed = to_networkx(view(GRAPH, Filters(follow_successors=True)))
    assert set(followed) == {"agency:cget", "convention:c"}
    assert followed.number_of_edges("agency:cget", "convention:c") == 2
