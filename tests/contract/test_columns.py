"""The columns that projections are built from: equal on every store, to the last number."""

from dataclasses import fields

import numpy as np

from graph.model import Citation, Claim
from graph.ontology import Authority, EdgeKind
from graph.store import GraphStore, SourceClaims
from graph.stores.neo4j import Neo4jStore
from graph.stores.sqlite import SqliteStore
from graph.topology import Topology
from tests.contract.making import ANRU, DEAL, NORD, TOWN, TOWN_SIREN, edge, node, saying, source

BATCH = [
    saying(
        source("a", Authority.OFFICIAL),
        node(TOWN, name="Valenciennes", names=("Ville de Valenciennes",), other_ids=(TOWN_SIREN,)),
        node(DEAL, name="Accord", short_name="AC", signed_on="2015-06-22", until="2020"),
        edge(EdgeKind.SIGNS, TOWN, DEAL, signed_on="2015-07"),
        edge(EdgeKind.PART_OF, TOWN, NORD, since="1890", until="2100"),
    ),
    saying(source("b"), edge(EdgeKind.SIGNS, TOWN_SIREN, DEAL), edge(EdgeKind.SIGNS, ANRU, DEAL)),
]


def assert_equal(one: Topology, other: Topology) -> None:
    for field in fields(Topology):
        left, right = getattr(one, field.name), getattr(other, field.name)
        if isinstance(left, np.ndarray):
            assert left.dtype == right.dtype, field.name
        assert list(left) == list(right) if field.name != "revision" else left == right, field.name


def test_nodes_are_sorted_and_carry_names_and_dates(store: GraphStore) -> None:
    store.load(BATCH)
    columns = store.topology()
    assert columns.ids == [ANRU, TOWN, DEAL, NORD]
    assert columns.names == ["anru", "Valenciennes", "Accord", "59"]
    assert columns.short_names == ["", "", "AC", ""]
    others = f"215906066\nVille de Valenciennes\n{TOWN_SIREN}"  # the second source names it so
    assert columns.other_names == ["", others, "accord", ""]
    assert columns.node_since.tolist() == [0, 0, 20150622, 0]
    assert columns.node_until.tolist() == [0, 0, 20200000, 0]
    assert columns.revision == 1


def test_edges_are_sorted_by_number_and_point_at_nodes(store: GraphStore) -> None:
    store.load(BATCH)
    columns = store.topology()
    assert columns.edge_number.tolist() == sorted(columns.edge_number.tolist())
    ends = {
        (columns.ids[start], columns.ids[end]): (since, until)
        for start, end, since, until in zip(
            columns.start, columns.end, columns.edge_since, columns.edge_until, strict=True
        )
    }
    assert ends == {
        (TOWN, DEAL): (20150700, 0), (TOWN, NORD): (18900000, 21000000), (ANRU, DEAL): (0, 0)
    }  # fmt: skip
    assert columns.sources == ["a", "b"]
    assert len(columns.source_edge) == len(columns.source_index) == 4


def test_the_confidence_of_an_edge_is_its_best(store: GraphStore) -> None:
    def with_confidence(identifier: str, confidence: float) -> SourceClaims:
        told = saying(source(identifier), edge(EdgeKind.SIGNS, TOWN, DEAL))
        cited = Citation(source=identifier, locator="§", confidence=confidence)
        return SourceClaims(told.source, [
            Claim(fact=claim.fact, citation=cited) for claim in told.claims
        ])  # fmt: skip

    store.load([with_confidence("a", 0.29)])
    assert store.topology().confidence.tolist() == [29]
    store.load([with_confidence("b", 0.57)])
    assert store.topology().confidence.tolist() == [57]


def test_both_stores_hand_over_equal_columns(
    sqlite_store: SqliteStore, neo4j_store: Neo4jStore
) -> None:
    for store in (sqlite_store, neo4j_store):
        store.load(BATCH)
    assert_equal(sqlite_store.topology(), neo4j_store.topology())
    assert sqlite_store.digest() == neo4j_store.digest()
