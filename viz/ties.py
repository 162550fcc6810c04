"""Who is tied to whom: agreements seen as ties between those who take part in them.

Two bodies are tied by an edge of the graph, or by an agreement that both take part in. Agreements
are then lines, not bodies, save where one is what the reader asked about.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from graph.ontology import TERRITORIES, EdgeKind, NodeKind
from graph.topology import EDGE_KIND_CODES, EDGE_KINDS, NODE_KIND_CODES
from queries.filters import View

Indexes = NDArray[np.int64]

_CONVENTION = NODE_KIND_CODES[NodeKind.CONVENTION]
_PLACES = np.array([NODE_KIND_CODES[kind] for kind in TERRITORIES])
_E = EDGE_KIND_CODES
#: The relation that an agreement makes of two parts in it, the first of these that either has.
_TELLING = (EdgeKind.COVERS, EdgeKind.FINANCES, EdgeKind.PILOTS, EdgeKind.SIGNS)
_ACTS = np.array([_E[kind] for kind in (EdgeKind.SIGNS, EdgeKind.FINANCES, EdgeKind.PILOTS)])


@dataclass(frozen=True, slots=True)
class Links:
    """Rows of relations of some nodes: who, with whom, by which agreement or edge. Shape r each.

    `via` is the index of an agreement, -1 when the relation is one edge; `edge` is the edge from
    `owner` to `other`, or to the agreement; `far_edge` the other's edge to the agreement, or -1.
    """

    owner: Indexes
    other: Indexes
    kind: NDArray[np.uint8]
    via: Indexes
    edge: Indexes
    far_edge: Indexes

    def where(self, keep: NDArray[np.bool_]) -> Links:
        """Return the rows that are kept."""
        owner, other, edge = self.owner[keep], self.other[keep], self.edge[keep]
        return Links(owner, other, self.kind[keep], self.via[keep], edge, self.far_edge[keep])

    def partners(self) -> dict[int, int]:
        """Return how many different owners each other is tied to."""
        pairs = np.unique(np.stack([self.other, self.owner], axis=1), axis=0)
        others, counts = np.unique(pairs[:, 0], return_counts=True)
        return dict(zip(others.tolist(), counts.tolist(), strict=True))


@dataclass(frozen=True, slots=True)
class Tie:
    """All that joins two nodes: agreements that both take part in, and edges between them."""

    start: int
    end: int
    kinds: frozenset[EdgeKind]
    agreements: tuple[int, ...]
    edges: tuple[int, ...]

    @property
    def count(self) -> int:
        """Return how many agreements and facts the tie stands for, one at least."""
        return max(1, len(self.agreements) + len(self.edges))

    @property
    def kind(self) -> EdgeKind:
        """Return the relation that is drawn: the strongest of the tie."""
        order = [
            EdgeKind.SIGNS,
            EdgeKind.PILOTS,
            EdgeKind.FINANCES,
            EdgeKind.PARTNERS_WITH,
            *EdgeKind,
        ]
        return min(self.kinds, key=order.index)


def links(view: View, nodes: Indexes) -> Links:
    """Return every relation of `nodes` in a view: the edges, and those by way of an agreement.

    Where the view follows successors, rows name the heirs, and what joins one line is left out.
    """
    near = _step(view, _lines(view, nodes))
    kinds = view.projection.node_kind
    by_agreement = (kinds[near.other] == _CONVENTION) & (kinds[near.owner] != _CONVENTION)
    rows = _joined(near.where(~by_agreement), _across(view, near.where(by_agreement)))
    if view.heir is None:
        return rows
    rows = replace(rows, owner=_wide(view.heir[rows.owner]), other=_wide(view.heir[rows.other]))
    return rows.where(rows.owner != rows.other)


def _lines(view: View, nodes: Indexes) -> Indexes:
    """Return the nodes and those they stand for."""
    return nodes if view.heir is None else np.flatnonzero(np.isin(view.heir, nodes))


def _wide(places: NDArray[np.int32]) -> Indexes:
    return places.astype(np.int64)


def between(view: View, members: Indexes) -> list[Tie]:
    """Return the ties among `members`, by their indexes."""
    inside = np.zeros(len(view.projection.node_kind), dtype=np.bool_)
    inside[members] = True
    rows = links(view, members)
    return ties(rows.where(inside[rows.other] & (rows.owner < rows.other)))


def around(view: View, node: int) -> list[Tie]:
    """Return the ties of one node, each starting from it."""
    rows = links(view, np.array([node]))
    return ties(rows.where(rows.other != node))


def ties(rows: Links) -> list[Tie]:
    """Gather rows of one pair into one tie, pairs in order."""
    gathered: dict[tuple[int, int], tuple[set[int], set[int], set[int]]] = defaultdict(
        lambda: (set(), set(), set())
    )
    for owner, other, kind, via, edge in zip(
        rows.owner.tolist(),
        rows.other.tolist(),
        rows.kind.tolist(),
        rows.via.tolist(),
        rows.edge.tolist(),
        strict=True,
    ):
        kinds, agreements, edges = gathered[owner, other]
        kinds.add(kind)
        (edges if via < 0 else agreements).add(edge if via < 0 else via)
    return [
        Tie(
            *pair,
            frozenset(EDGE_KINDS[k] for k in kinds),
            tuple(sorted(agreements)),
            tuple(sorted(edges)),
        )
        for pair, (kinds, agreements, edges) in sorted(gathered.items())
    ]


def without_places(view: View, rows: Links) -> Links:
    """Drop what only says that a place lies in another."""
    kinds = view.projection.node_kind
    lies_in = rows.kind == _E[EdgeKind.PART_OF]
    places = np.isin(kinds[rows.owner], _PLACES) & np.isin(kinds[rows.other], _PLACES)
    return rows.where(~(lies_in & places))


def _step(view: View, nodes: Indexes) -> Links:
    """Return the edges of nodes, in both directions, as the view shows them."""
    graph = view.projection
    first, last = graph.indptr[nodes].astype(np.int64), graph.indptr[nodes + 1].astype(np.int64)
    sizes = last - first
    owner = np.repeat(nodes, sizes)
    flat = np.arange(int(sizes.sum())) + np.repeat(first - (np.cumsum(sizes) - sizes), sizes)
    other, edge = graph.neighbour[flat].astype(np.int64), graph.edge[flat].astype(np.int64)
    keep = np.ones(len(flat), dtype=np.bool_)
    if view.node_ok is not None and view.heir is None:  # else ends are masked by their edges
        keep &= view.node_ok[other] & view.node_ok[owner]
    if view.edge_ok is not None:
        keep &= view.edge_ok[edge]
    none = np.full(len(flat), -1)
    return Links(owner, other, graph.edge_kind[edge], none, edge, none).where(keep)


def _across(view: View, near: Links) -> Links:
    """Follow agreements to the others who take part in them."""
    if not len(near.other):
        return near
    agreements, place = np.unique(near.other, return_inverse=True)
    far = _step(view, agreements)
    far = far.where(view.projection.node_kind[far.other] != _CONVENTION)
    begin = np.searchsorted(far.owner, agreements)
    sizes = np.searchsorted(far.owner, agreements, side="right") - begin
    repeats = sizes[place]
    row = np.repeat(np.arange(len(place)), repeats)
    offset = np.arange(int(repeats.sum())) - np.repeat(np.cumsum(repeats) - repeats, repeats)
    column = begin[place][row] + offset
    kind, meant = _relation(near.kind[row], far.kind[column])
    rows = Links(
        near.owner[row], far.other[column], kind, near.other[row], near.edge[row], far.edge[column]
    )
    return rows.where(meant & (rows.owner != rows.other))


def _relation(
    one: NDArray[np.uint8], other: NDArray[np.uint8]
) -> tuple[NDArray[np.uint8], NDArray[np.bool_]]:
    """Return what two parts in one agreement make of two bodies, and whether it means anything.

    Two places that one agreement covers, or two programmes that it belongs to, are not partners.
    """
    kind = np.full(len(one), _E[EdgeKind.SIGNS], dtype=np.uint8)
    for telling in reversed(_TELLING):
        code = _E[telling]
        kind = np.where((one == code) | (other == code), np.uint8(code), kind)
    meant: NDArray[np.bool_] = np.isin(one, _ACTS) | np.isin(other, _ACTS)
    return kind, meant


def _joined(one: Links, other: Links) -> Links:
    columns = ("owner", "other", "kind", "via", "edge", "far_edge")
    return Links(*(np.concatenate([getattr(one, c), getattr(other, c)]) for c in columns))


def degree(drawn: Iterable[Tie]) -> dict[int, int]:
    """Return how many others each body is tied to."""
    counts: dict[int, int] = defaultdict(int)
    for tie in drawn:
        counts[tie.start] += 1
        counts[tie.end] += 1
    return counts


def indexes(nodes: Iterable[int]) -> Indexes:
    """Return node indexes as an array, sorted and distinct."""
    return np.array(sorted(set(nodes)), dtype=np.int64)
