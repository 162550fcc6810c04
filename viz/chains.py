"""The chains between two nodes, the crossroads that they may avoid, what ties two neighbours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from graph.derive import edge_id
from graph.ids import NodeId
from graph.ontology import ACTORS
from queries.adjacency import Through
from queries.answers import NodeRef
from queries.filters import View
from queries.paths import HUB_SHARE, Path, paths
from viz.national import crossroads
from viz.ties import Links, links

#: Chains looked for.
_SOUGHT = 12
#: A body tied to that share of the others is met whatever one asks.
_EVERYWHERE = 0.2
#: Below that many others tied to it, no body is a crossroads, however small the graph.
_MANY = 10


@dataclass(frozen=True, slots=True)
class Hub:
    """A crossroads that the shortest chains pass by, and the share of the others tied to it."""

    node: NodeRef
    share: float


@dataclass(frozen=True, slots=True)
class Found:
    """The chains between two nodes: those told, those avoided for their crossroads."""

    start: NodeRef
    end: NodeRef
    told: tuple[Path, ...]
    avoided: tuple[Path, ...]
    hubs: tuple[Hub, ...]


@dataclass(frozen=True, slots=True)
class Tied:
    """All that ties two neighbours of a chain: shared agreements, newest first, and edges."""

    start: NodeId
    end: NodeId
    agreements: tuple[NodeId, ...]
    parts: Mapping[NodeId, tuple[str, ...]]  #: the edges of both to each agreement
    edges: tuple[str, ...]

    @property
    def total(self) -> int:
        """Return how many agreements and facts there are."""
        return len(self.agreements) + len(self.edges)

    @property
    def every_edge(self) -> set[str]:
        """Return the ids of all edges that tell of the tie."""
        return {*self.edges, *(edge for parts in self.parts.values() for edge in parts)}


def find(view: View, ends: tuple[str, str], *, avoid: bool) -> Found:
    """Return the chains between two nodes, by partners where both are actors, else by any fact.

    A body tied to more than 5 % of the others is a crossroads. The most tied that the shortest
    chains meet is avoided, then the next, as long as chains of the same length are left; one link
    more is worth it to avoid a body tied to a fifth of all. Raises `NotInGraph` for an end.
    """
    kinds = [view.ref(view.locate(end)).kind for end in ends]
    through: Through = "partners" if all(kind in ACTORS for kind in kinds) else "facts"
    answer = paths(view, ends[0], ends[1], k=_SOUGHT, through=through)
    told, hubs = list(answer.paths), list[Hub]()
    while avoid and told and (hub := _hub(view, told)):
        left = [p for p in told if hub.node not in p.nodes[1:-1]]
        worth = len(told[0].links) + (hub.share > _EVERYWHERE)
        if not left or len(left[0].links) > worth:
            break
        told = left
        hubs.append(hub)
    near = tuple(p for p in answer.paths if p not in told and len(p.links) <= len(told[0].links))
    return Found(answer.start, answer.end, tuple(told), near, tuple(hubs))


def _hub(view: View, chains: Sequence[Path]) -> Hub | None:
    """Return the most tied crossroads that the shortest chains meet."""
    degree = crossroads(view)
    shortest = [p for p in chains if len(p.links) == len(chains[0].links)]
    met = {n: degree.get(view.locate(n.id), 0) for p in shortest for n in p.nodes[1:-1]}
    if not met:
        return None
    top = max(met, key=lambda n: (met[n], n.id))
    share = met[top] / max(1, len(degree) - 1)
    return Hub(top, share) if share > HUB_SHARE and met[top] >= _MANY else None


def tied(view: View, start: NodeId, end: NodeId) -> Tied:
    """Return all that ties two nodes, agreements newest first."""
    graph = view.projection
    one, other = view.locate(start), view.locate(end)
    rows = links(view, np.array([one]))
    rows = rows.where(rows.other == other)
    acts = {int(v) for v in rows.via if v >= 0}
    order = sorted(acts, key=lambda n: (-int(graph.node_since[n]), graph.ids[n]))
    parts = {graph.ids[act]: _edge_ids(view, rows.where(rows.via == act)) for act in order}
    direct = _edge_ids(view, rows.where(rows.via < 0))
    return Tied(start, end, tuple(parts), parts, direct)


def _edge_ids(view: View, rows: Links) -> tuple[str, ...]:
    places = sorted({int(e) for e in (*rows.edge, *rows.far_edge) if e >= 0})
    return tuple(edge_id(int(view.projection.edge_number[e])) for e in places)
