"""What a question looks at: the whole graph, or the part of it that filters keep.

A filter is a mask over the arrays of a projection: nothing is copied, and the masks of the last
filters asked are kept for the life of the revision.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from graph.dates import OPEN_END, last_day, packed, partial_date
from graph.derive import edge_id
from graph.errors import GalaxieError, NotInGraph
from graph.ids import NodeId
from graph.ontology import EdgeKind, NodeKind
from graph.projection import Projection
from graph.topology import EDGE_KIND_CODES, NODE_KIND_CODES, NODE_KINDS
from queries.answers import NodeRef
from queries.lineage import heirs
from queries.near import known_id

Mask = NDArray[np.bool_]
Indexes = NDArray[np.int32]


@dataclass(frozen=True)
class Filters:
    """What to keep; an empty set keeps all.

    `as_of` keeps what may have held on that day, month or year: unknown bounds are open, and an
    edge needs both its ends. `programmes` keeps them, their agreements (programmes and avenants
    within, too) and who is tied to those. `sources` and `min_confidence` (a percent) keep what
    is cited so. `kept` are nodes that a question is about: no filter of kind takes them away.
    `avoid` takes nodes away. With `follow_successors`, a node stands for those that
    it alone succeeded: their edges are its own, and they are not shown apart.
    """

    as_of: str | None = None
    edge_kinds: frozenset[EdgeKind] = frozenset()
    node_kinds: frozenset[NodeKind] = frozenset()
    kept: frozenset[NodeId] = frozenset()
    programmes: frozenset[NodeId] = frozenset()
    sources: frozenset[str] = frozenset()
    avoid: frozenset[NodeId] = frozenset()
    min_confidence: int = 0
    follow_successors: bool = False

    @property
    def label(self) -> str:
        """Return a text that names these filters: the same in every process, unlike a set's."""
        values = ((column.name, getattr(self, column.name)) for column in fields(self))
        return ";".join(
            f"{name}={','.join(sorted(value)) if isinstance(value, frozenset) else value}"
            for name, value in values
            if value
        )


_PART_OF, _AMENDS = EDGE_KIND_CODES[EdgeKind.PART_OF], EDGE_KIND_CODES[EdgeKind.AMENDS]
_CONVENTION, _PROGRAMME = NODE_KIND_CODES[NodeKind.CONVENTION], NODE_KIND_CODES[NodeKind.PROGRAMME]
#: Keeps everything.
NO_FILTER = Filters()


class LeftOut(NotInGraph):
    """A node of the graph that the filters of the question leave out."""

    def __init__(self, wanted: str) -> None:
        self.wanted, self.near = wanted, ()
        hint = "Changez la date ou les filtres pour le voir."
        GalaxieError.__init__(self, f"Les filtres écartent « {wanted} ».", hint=hint)


@dataclass(frozen=True, eq=False, slots=True)
class View:
    """A projection seen through filters; a mask is None when it keeps all."""

    projection: Projection
    filters: Filters
    node_ok: Mask | None  #: n nodes
    edge_ok: Mask | None  #: m edges
    heir: Indexes | None = None  #: n nodes: who stands for each; None when each does for itself

    def shows(self, index: int) -> bool:
        """Tell whether the filters keep a node."""
        return self.node_ok is None or bool(self.node_ok[index])

    def locate(self, identifier: NodeId) -> int:
        """Return the index of the node that stands for any of its ids.

        Raises `NotInGraph` with the nearest ids if it is unknown, `LeftOut` if it is filtered out.
        """
        index = self.projection.index(known_id(self.projection, identifier))
        assert index is not None  # noqa: S101 -- a canonical id has a place
        index = index if self.heir is None else int(self.heir[index])
        if not self.shows(index):
            raise LeftOut(identifier)
        return index

    def ref(self, index: int) -> NodeRef:
        """Return the node at an index, as answers name it."""
        p = self.projection
        return NodeRef(
            p.ids[index], NODE_KINDS[p.node_kind[index]], p.names[index], p.short_names[index]
        )

    def refs(self, indexes: Iterable[int]) -> tuple[NodeRef, ...]:
        """Return the nodes at some indexes, in the same order."""
        return tuple(self.ref(int(index)) for index in indexes)

    def edge_ids(self, edges: Iterable[int]) -> tuple[str, ...]:
        """Return the public ids of edges."""
        return tuple(edge_id(int(self.projection.edge_number[edge])) for edge in edges)

    def line(self, index: int) -> Indexes:
        """Return the nodes that one stands for: itself last, after those it succeeded."""
        if self.heir is None:
            return np.array([index], np.int32)
        others = np.flatnonzero(self.heir == index)
        return np.append(others[others != index], index).astype(np.int32)

    def arcs(self, index: int) -> tuple[Indexes, Indexes]:
        """Return the neighbours of a node and the edges that lead there, by neighbour, then edge.

        A neighbour is there once for each edge. Cost: the number of edges of the node.
        """
        p = self.projection
        spans = [slice(p.indptr[i], p.indptr[i + 1]) for i in self.line(index)]
        near = np.concatenate([p.neighbour[span] for span in spans])
        edge = np.concatenate([p.edge[span] for span in spans])
        if self.edge_ok is not None:
            kept = self.edge_ok[edge]
            near, edge = near[kept], edge[kept]
        if self.heir is not None:
            near = self.heir[near]
            outside = near != index
            near, edge = near[outside], edge[outside]
            order = np.lexsort((edge, near))
            near, edge = near[order], edge[order]
        return near, edge

    def ends(self) -> tuple[Indexes, Indexes, Indexes]:
        """Return the edges kept, and the start and end of each: its heirs, where followed."""
        p = self.projection
        count = len(p.start)
        edges = np.arange(count) if self.edge_ok is None else np.flatnonzero(self.edge_ok)
        start, end = p.start[edges], p.end[edges]
        if self.heir is not None:
            start, end = self.heir[start], self.heir[end]
            apart = start != end
            edges, start, end = edges[apart], start[apart], end[apart]
        return edges.astype(np.int32), start, end


def view(projection: Projection, filters: Filters = NO_FILTER) -> View:
    """Return a projection seen through filters, kept for the next who asks the same.

    Raises `UnreadableDate`, or `NotInGraph` for a programme, a source or a node to avoid that is
    unknown. Cost: some passes over the edges, about 1 ms for 200 000 of them.
    """
    return projection.memo.get(("view", filters), lambda: _masked(projection, filters))


def _masked(projection: Projection, filters: Filters) -> View:
    if filters == NO_FILTER:
        return View(projection, filters, None, None)
    nodes, edges = _node_mask(projection, filters), _edge_mask(projection, filters)
    edges &= nodes[projection.start] & nodes[projection.end]
    if filters.programmes or filters.sources:
        nodes &= _touched(projection, edges, filters)
    heir = None
    if filters.follow_successors:
        heir = heirs(projection)
        alive = np.zeros(len(nodes), np.bool_)
        alive[heir[nodes]] = True
        nodes = alive
    for array in (nodes, edges, heir):
        if array is not None:
            array.setflags(write=False)
    return View(projection, filters, nodes, edges, heir)


def _node_mask(projection: Projection, filters: Filters) -> Mask:
    nodes = _alive(projection.node_since, projection.node_until, filters.as_of)
    if filters.node_kinds:
        codes = [NODE_KIND_CODES[kind] for kind in filters.node_kinds]
        wanted = np.isin(projection.node_kind, codes)
        wanted[_places(projection, filters.kept)] = True
        nodes &= wanted
    nodes[_places(projection, filters.avoid)] = False
    return nodes


def _edge_mask(projection: Projection, filters: Filters) -> Mask:
    edges = _alive(projection.edge_since, projection.edge_until, filters.as_of)
    if filters.edge_kinds:
        codes = [EDGE_KIND_CODES[kind] for kind in filters.edge_kinds]
        edges &= np.isin(projection.edge_kind, codes)
    if filters.min_confidence:
        edges &= projection.confidence >= filters.min_confidence
    if filters.sources:
        edges &= _said_by(projection, filters.sources)
    if filters.programmes:
        inside = within(projection, _places(projection, filters.programmes))
        edges &= inside[projection.start] | inside[projection.end]
    return edges


def _places(projection: Projection, identifiers: Iterable[NodeId]) -> list[int]:
    return [
        place
        for identifier in identifiers
        if (place := projection.index(known_id(projection, identifier))) is not None
    ]


def _alive(since: Indexes, until: Indexes, as_of: str | None) -> Mask:
    """Return what may have been alive on a partial date; dates are packed, 0 is unknown."""
    if as_of is None:
        return np.ones(len(since), np.bool_)
    day = packed(partial_date(as_of))
    return np.asarray((since <= last_day(day)) & (_last_days(until) >= day))


def _last_days(dates: Indexes) -> Indexes:
    """Return `graph.dates.last_day` of each packed date."""
    year, month = dates % 10_000 == 0, dates % 100 == 0
    slack = np.where(year, 9_999, np.where(month, 99, 0))
    return np.where(dates == 0, OPEN_END, dates + slack).astype(np.int32)


def _said_by(projection: Projection, sources: Iterable[str]) -> Mask:
    places = {source: place for place, source in enumerate(projection.sources)}
    unknown = sorted(set(sources) - places.keys())
    if unknown:
        raise NotInGraph(unknown[0])
    said = np.isin(projection.source_index, [places[source] for source in sources])
    edges = np.zeros(len(projection.start), np.bool_)
    edges[projection.source_edge[said]] = True
    return edges


def within(projection: Projection, places: Iterable[int]) -> Mask:
    """Return some programmes, with all the programmes, agreements and avenants within them."""
    inner = np.isin(projection.edge_kind, [_PART_OF, _AMENDS])
    inner &= np.isin(projection.node_kind[projection.start], [_CONVENTION, _PROGRAMME])
    start, end = projection.start[inner], projection.end[inner]
    inside = np.zeros(len(projection.ids), np.bool_)
    inside[list(places)] = True
    while True:
        fresh = start[inside[end] & ~inside[start]]
        if not len(fresh):
            return inside
        inside[fresh] = True


def _touched(projection: Projection, edges: Mask, filters: Filters) -> Mask:
    """Return the nodes that the edges kept join, and the programmes asked for."""
    nodes = np.zeros(len(projection.ids), np.bool_)
    nodes[projection.start[edges]] = True
    nodes[projection.end[edges]] = True
    nodes[_places(projection, filters.programmes)] = True
    return nodes
