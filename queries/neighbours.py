"""Who is tied to a node, by which facts: counted by kind, then page by page."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graph.dates import unpacked
from graph.derive import edge_id
from graph.ids import NodeId
from graph.ontology import EdgeKind, NodeKind
from graph.topology import EDGE_KINDS, NODE_KINDS
from queries import paging
from queries.adjacency import SIGNS
from queries.answers import NodeRef, Page
from queries.filters import View

Totals = Mapping[EdgeKind, Mapping[NodeKind, int]]


@dataclass(frozen=True, slots=True)
class Neighbour:
    """One fact seen from one of its ends: who is at the other, and which way the fact goes."""

    node: NodeRef
    kind: EdgeKind
    direction: str  #: "out" from the node asked about, or "in"
    edge_id: str
    since: str | None
    until: str | None


@dataclass(frozen=True, slots=True)
class Neighbours:
    """A node, its number of facts by their kind and that of the other end, and a page of them.

    `joined` are the bodies that the node succeeded and whose facts are counted as its own.
    """

    node: NodeRef
    joined: tuple[NodeRef, ...]
    totals: Totals
    items: Page[Neighbour]


def neighbours(
    view: View, identifier: NodeId, *, limit: int = paging.PAGE, after: str | None = None
) -> Neighbours:
    """Return the facts that tie a node to others, each of them once.

    By kind as the ontology lists them, then newest first, then the most tied at the other end,
    then by id; undated facts come last. Raises `NotInGraph`, or `InputRefused` for a limit
    outside 1-500 or a foreign cursor. Cost: the number of facts of the node, sorted.
    """
    index = view.locate(identifier)
    question = ("neighbours", view.projection.ids[index], view.filters.label)
    last = paging.after(question, after, (int, int, int, str, str))
    ties = Ties.of(view, index)
    first = 0 if last is None else bisect_right(range(len(ties.edge)), last, key=ties.key)
    picked = range(first, min(first + paging.page_size(limit), len(ties.edge)))
    more = picked.stop < len(ties.edge)
    page = Page(
        tuple(map(ties.item, picked)),
        paging.cursor(question, ties.key(picked[-1])) if more else None,
        len(ties.edge),
    )
    return Neighbours(view.ref(index), view.refs(view.line(index)[:-1]), ties.totals(), page)


@dataclass(frozen=True, eq=False, slots=True)
class Ties:
    """The facts of one node in the order in which they are shown; t of each."""

    view: View
    index: int
    near: NDArray[np.int32]
    edge: NDArray[np.int32]
    kind: NDArray[np.uint8]
    since: NDArray[np.int32]
    busy: NDArray[np.int64]

    @classmethod
    def of(cls, view: View, index: int) -> Ties:
        """Return the facts of the node at an index, sorted."""
        p = view.projection
        near, edge = view.arcs(index)
        kind, since, busy = p.edge_kind[edge], dates(view, edge), p.degree[near]
        order = np.lexsort((p.edge_number[edge], near, -busy, -since, kind))
        near, edge, kind = near[order], edge[order], kind[order]
        return cls(view, index, near, edge, kind, since[order], busy[order])

    def key(self, place: int) -> tuple[int, int, int, str, str]:
        """Return what orders the fact at a place, without any index of this revision."""
        p, near = self.view.projection, self.near[place]
        return (
            int(self.kind[place]), -int(self.since[place]), -int(self.busy[place]), p.ids[near],
            edge_id(int(p.edge_number[self.edge[place]])),
        )  # fmt: skip

    def item(self, place: int) -> Neighbour:
        """Return the fact at a place, as answers tell it."""
        p, edge = self.view.projection, int(self.edge[place])
        return Neighbour(
            self.view.ref(int(self.near[place])),
            EDGE_KINDS[self.kind[place]],
            "out" if p.start[edge] in self.view.line(self.index) else "in",
            edge_id(int(p.edge_number[edge])),
            unpacked(int(self.since[place])),
            unpacked(int(p.edge_until[edge])),
        )

    def totals(self) -> Totals:
        """Return the number of facts by kind, and by the kind of the other end."""
        pairs = np.stack([self.kind, self.view.projection.node_kind[self.near]])
        totals: dict[EdgeKind, dict[NodeKind, int]] = {}
        distinct, counts = np.unique(pairs, axis=1, return_counts=True)
        for (kind, node_kind), count in zip(distinct.T.tolist(), counts.tolist(), strict=True):
            totals.setdefault(EDGE_KINDS[kind], {})[NODE_KINDS[node_kind]] = count
        return totals


def dates(view: View, edges: NDArray[np.int32]) -> NDArray[np.int32]:
    """Return since when facts hold, packed; a signature without a date has its agreement's."""
    p = view.projection
    since = p.edge_since[edges]
    signed = (p.edge_kind[edges] == SIGNS) & (since == 0)
    return np.where(signed, p.node_since[p.end[edges]], since).astype(np.int32)
