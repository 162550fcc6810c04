"""What surrounds a node, near ones first, within bounds."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graph.ids import NodeId
from queries.answers import NodeRef
from queries.filters import View

#: The most edges that a subgraph holds.
EDGES_MAX = 5_000


@dataclass(frozen=True, slots=True)
class Subgraph:
    """Some nodes, the nearest first, and the ids of the edges among them."""

    nodes: tuple[NodeRef, ...]
    edge_ids: tuple[str, ...]
    truncated: bool


def subgraph(view: View, center: NodeId, *, depth: int, max_nodes: int) -> Subgraph:
    """Return the nodes within `depth` edges of a node, and the edges among them.

    When there are more than `max_nodes`, the nearest stay, at equal distance the most tied, then
    by id. Raises `NotInGraph`. Cost: the edges of the nodes kept.
    """
    kept, more = [view.locate(center)], False
    ring = kept
    for _ in range(depth):
        near = np.unique(np.concatenate([view.arcs(index)[0] for index in ring]))
        fresh = np.setdiff1d(near, kept)
        fresh = fresh[np.lexsort((fresh, -view.projection.degree[fresh]))]
        room = max_nodes - len(kept)
        more = more or len(fresh) > room
        ring = [int(index) for index in fresh[:room]]
        kept = kept + ring
        if not ring:
            break
    edges = _among(view, kept)
    return Subgraph(
        view.refs(kept), view.edge_ids(edges[:EDGES_MAX]), more or len(edges) > EDGES_MAX
    )


def _among(view: View, kept: list[int]) -> list[int]:
    """Return the edges whose two ends are kept, sorted."""
    arcs = (view.arcs(index) for index in kept)
    among = [edge[np.isin(near, kept)] for near, edge in arcs]
    return [int(edge) for edge in np.unique(np.concatenate(among))]
