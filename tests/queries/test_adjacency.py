from queries.adjacency import adjacency
from queries.filters import Filters, view
from tests.queries.drawn import drawn, index_of, random_projection

GRAPH = drawn("""
    agency:a SIGNS convention:one
    agency:b SIGNS convention:one
    agency:c SIGNS convention:one
    agency:a SIGNS convention:two signed_on=2015
    agency:b SIGNS convention:two signed_on=2015
    agency:a PARTNERS_WITH agency:d
    agency:a PARTNERS_WITH agency:b
    agency:e FINANCES convention:one
""")


def test_partners_share_agreements_or_are_told_as_such() -> None:
    near = adjacency(view(GRAPH), "partners")
    a = index_of(GRAPH, "agency:a")
    assert [GRAPH.ids[i] for i in near.row(a)] == ["agency:b", "agency:c", "agency:d"]
    weights = near.weight[near.indptr[a] : near.indptr[a + 1]].tolist()
    assert weights == [3, 1, 1]
    assert near.busy[a] == near.degree[a] == 3
    assert near.degree[index_of(GRAPH, "convention:one")] == 0
    assert near.degree[index_of(GRAPH, "agency:e")] == 0


def test_facts_are_counted_behind_each_neighbour() -> None:
    graph = drawn("agency:a FINANCES agency:b purpose=x\nagency:b FINANCES agency:a purpose=y")
    near = adjacency(view(graph), "facts")
    assert (near.row(0), near.weight.tolist(), near.busy, near.degree.tolist()) == (
        [1], [2, 2], [2, 2], [1, 1],
    )  # fmt: skip


def test_filters_hold() -> None:
    then = adjacency(view(GRAPH, Filters(as_of="2014")), "partners")
    a = index_of(GRAPH, "agency:a")
    assert then.weight[then.indptr[a] : then.indptr[a + 1]].tolist() == [2, 1, 1]


def test_a_level_is_gathered_alike_few_or_many_at_a_time() -> None:
    near = adjacency(view(random_projection(90, 200, 1)), "facts")
    for size in (0, 1, 47, 48, 90):
        level = set(range(size))
        assert near.around(level) == {other for node in level for other in near.row(node)}
