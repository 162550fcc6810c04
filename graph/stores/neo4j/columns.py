"""The columns of the graph, packed: from what a person sees, else from the claims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np

from graph.dates import packed
from graph.derive import EdgeFacts, NodeFacts
from graph.ontology import EdgeKind, NodeKind
from graph.stores.neo4j.facts import Fact
from graph.stores.neo4j.reading import PACK, Reading
from graph.topology import EDGE_KIND_CODES, NODE_KIND_CODES, Topology

_NODES = f"""
MATCH (n:Entity) WHERE n.id > $after AND n.source_ids IS NOT NULL
WITH n ORDER BY n.id LIMIT {PACK}
RETURN collect(
  [n.id, n.kind, n.name, n.acronym, n.aliases, n.other_ids, n.since_text, n.until_text])
"""
_EDGES = {
    kind: f"MATCH (a:Entity)-[r:{kind}]->(b:Entity) WHERE r.edge_id > $after"
    f" WITH a, r, b ORDER BY r.edge_id LIMIT {PACK} RETURN collect([r.edge_id, a.id, b.id,"
    " r.since_text, r.until_text, r.confidence, r.source_ids])"
    for kind in EdgeKind
}


class NodeRow(NamedTuple):
    """What a projection needs of a node."""

    id: str
    kind: str
    name: str
    short_name: str | None
    names: Sequence[str]
    other_ids: Sequence[str]
    since: str | None
    until: str | None


class EdgeRow(NamedTuple):
    """What a projection needs of an edge."""

    id: str
    kind: EdgeKind
    start: str
    end: str
    since: str | None
    until: str | None
    percent: int
    sources: Sequence[str]


class Seen(NamedTuple):
    """The rows of one revision."""

    revision: int
    nodes: list[NodeRow]
    edges: list[EdgeRow]
    sources: list[str]


async def seen(reading: Reading) -> Seen:
    """Read what a person sees; only right while no load is under way."""
    nodes = [NodeRow(*row) for row in await _paged(reading, _NODES)]
    edges = [
        EdgeRow(row[0], kind, *row[1:])
        for kind in EdgeKind
        for row in await _paged(reading, _EDGES[kind])
    ]
    return Seen(reading.revision, nodes, edges, sorted(await reading.sources()))


async def _paged(reading: Reading, statement: str) -> list[list[Any]]:
    found: list[list[Any]] = []
    after = ""
    while True:
        ((pack,),) = await reading.rows(statement, after=after)
        if not pack:
            return found
        found += pack
        after = pack[-1][0]


def derived(revision: int, facts: Iterable[Fact], sources: Iterable[str]) -> Seen:
    """Return the rows of facts derived from the claims."""
    told = list(facts)
    nodes, edges = [*_node_rows(told)], [*_edge_rows(told)]
    return Seen(revision, nodes, edges, sorted(sources))


def _node_rows(facts: Iterable[Fact]) -> Iterator[NodeRow]:
    for fact in facts:
        if isinstance(fact.shown, NodeFacts):
            node = fact.shown.node
            yield NodeRow(
                node.id, node.kind, node.name, node.short_name, node.names, node.other_ids,
                node.begins, node.until,
            )  # fmt: skip


def _edge_rows(facts: Iterable[Fact]) -> Iterator[EdgeRow]:
    for fact in facts:
        if isinstance(fact.shown, EdgeFacts):
            edge = fact.shown.edge
            yield EdgeRow(
                fact.id, edge.kind, edge.start, edge.end, edge.begins, edge.until,
                fact.percent, fact.sources,
            )  # fmt: skip


def topology(seen: Seen) -> Topology:
    """Return rows as the columns that a projection is built from: nodes by id, edges by number."""
    nodes = sorted(seen.nodes)
    edges = sorted(seen.edges)  # an id is a number in hexadecimal digits of one width
    place = {node.id: index for index, node in enumerate(nodes)}
    number = {source: index for index, source in enumerate(seen.sources)}
    pairs = [(i, number[source]) for i, edge in enumerate(edges) for source in edge.sources]
    return Topology(
        revision=seen.revision,
        ids=[node.id for node in nodes],
        names=[node.name for node in nodes],
        short_names=[node.short_name or "" for node in nodes],
        other_names=["\n".join((*node.names, *node.other_ids)) for node in nodes],
        node_kind=np.array([NODE_KIND_CODES[NodeKind(n.kind)] for n in nodes], dtype=np.uint8),
        node_since=np.array([packed(node.since) for node in nodes], dtype=np.int32),
        node_until=np.array([packed(node.until) for node in nodes], dtype=np.int32),
        edge_number=np.array([int(edge.id[1:], 16) for edge in edges], dtype=np.uint64),
        edge_kind=np.array([EDGE_KIND_CODES[edge.kind] for edge in edges], dtype=np.uint8),
        start=np.array([place[edge.start] for edge in edges], dtype=np.int32),
        end=np.array([place[edge.end] for edge in edges], dtype=np.int32),
        edge_since=np.array([packed(edge.since) for edge in edges], dtype=np.int32),
        edge_until=np.array([packed(edge.until) for edge in edges], dtype=np.int32),
        confidence=np.array([edge.percent for edge in edges], dtype=np.uint8),
        sources=seen.sources,
        source_edge=np.array([edge for edge, _source in pairs], dtype=np.int32),
        source_index=np.array([source for _edge, source in pairs], dtype=np.int32),
    )
