"""All that is known of one node: its facts, its ties, what proves them, what came before it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from graph.derive import EdgeFacts, MeasureFacts, NodeFacts
from graph.errors import NotInGraph
from graph.ids import NodeId
from graph.model import Citation, Source
from graph.ontology import EdgeKind
from graph.projection import Projection
from graph.store import GraphStore
from graph.topology import EDGE_KIND_CODES
from queries.answers import NodeRef
from queries.filters import View
from queries.neighbours import Ties, Totals
from queries.paging import PAGE

_Facts: TypeAlias = NodeFacts | EdgeFacts | MeasureFacts
_SUCCEEDS = EDGE_KIND_CODES[EdgeKind.SUCCEEDS]


@dataclass(frozen=True, slots=True)
class Dossier:
    """A node with its proofs.

    `edges` holds, for each kind of fact, the first of them (newest first, 20 at most; `totals`
    tells how many there are, `queries.neighbours` gives the others); `names` the nodes that they
    mention; `sources` all that is cited. `predecessors` and `successors` are all the bodies
    before and after in the line, nearest first; `joined` those whose facts are counted here.
    """

    facts: NodeFacts
    measures: tuple[MeasureFacts, ...]
    totals: Totals
    edges: Mapping[EdgeKind, tuple[EdgeFacts, ...]]
    names: Mapping[NodeId, NodeRef]
    sources: Mapping[str, Source]
    predecessors: tuple[NodeRef, ...]
    successors: tuple[NodeRef, ...]
    joined: tuple[NodeRef, ...]


def show(store: GraphStore, view: View, identifier: NodeId) -> Dossier:
    """Return what the graph knows of the node behind any of its ids.

    Raises `NotInGraph`, with the nearest ids, and what the store raises.
    """
    index = view.locate(identifier)
    line = [view.projection.ids[member] for member in view.line(index)]
    facts = store.nodes(line[-1:]).get(line[-1])
    if facts is None:  # forgotten since this projection was made
        raise NotInGraph(identifier)
    ties = Ties.of(view, index)
    edges = _first_edges(store, ties)
    told = store.measures(line)
    measures = tuple(measure for member in reversed(line) for measure in told.get(member, []))
    cited: list[_Facts] = [facts, *measures, *(edge for first in edges.values() for edge in first)]
    before, after = _line(view.projection, index)
    citations = (citation for fact in cited for citation in fact.citations)
    return Dossier(
        facts, measures, ties.totals(), edges, _names(view, cited),
        _sources(store, view.projection, citations),
        view.refs(before), view.refs(after), view.refs(view.line(index)[:-1]),
    )  # fmt: skip


def _first_edges(store: GraphStore, ties: Ties) -> dict[EdgeKind, tuple[EdgeFacts, ...]]:
    first: dict[EdgeKind, list[str]] = {}
    for kind in np.unique(ties.kind):
        for place in np.flatnonzero(ties.kind == kind)[:PAGE]:
            item = ties.item(int(place))
            first.setdefault(item.kind, []).append(item.edge_id)
    facts = store.edges(edge for edges in first.values() for edge in edges)
    return {
        kind: tuple(facts[edge] for edge in edges if edge in facts) for kind, edges in first.items()
    }


def _names(view: View, facts: Iterable[_Facts]) -> dict[NodeId, NodeRef]:
    mentioned: set[NodeId | None] = set()
    for fact in facts:
        match fact:
            case NodeFacts():
                mentioned.add(fact.node.id)
            case EdgeFacts(edge=edge):
                mentioned |= {edge.start, edge.end, edge.under, edge.territory}
            case MeasureFacts(measure=measure):
                mentioned |= {measure.node, measure.territory, *measure.payers}
    places = {name: view.projection.index(name) for name in mentioned if name is not None}
    return {name: view.ref(place) for name, place in sorted(places.items()) if place is not None}


def _sources(
    store: GraphStore, projection: Projection, citations: Iterable[Citation]
) -> dict[str, Source]:
    def read() -> dict[str, Source]:
        return {source.id: source for source in store.sources()}

    cited = {citation.source for citation in citations}
    known = projection.memo.get(("sources",), read)
    if not cited <= known.keys():  # the store has moved since this projection was made
        known = read()
    return {source: known[source] for source in sorted(cited & known.keys())}


def _line(projection: Projection, index: int) -> tuple[list[int], list[int]]:
    """Return all that came before a node and all that came after, nearest first."""
    succeeds = projection.edge_kind == _SUCCEEDS
    later, earlier = projection.start[succeeds], projection.end[succeeds]
    return _reached(index, later, earlier), _reached(index, earlier, later)


def _reached(
    index: int, here: NDArray[np.int32],
    there: NDArray[np.int32],
) -> list[int]:  # fmt: skip
    reached, waiting = {index: None}, [index]
    for node in waiting:
        for other in np.sort(there[here == node]).tolist():
            if other not in reached:
                reached[other] = None
                waiting.append(other)
    return [node for node in reached if node != index]
