"""Who a panel is about, and all that was read to tell it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from graph.derive import EdgeFacts
from graph.ids import NodeId
from graph.model import Node
from graph.ontology import EdgeKind, NodeKind
from graph.store import GraphStore
from graph.topology import EDGE_KIND_CODES, NODE_KIND_CODES
from queries.filters import View
from queries.partners import Partner, partners
from queries.show import Dossier, show
from viz.facts import Book
from viz.names import Called, called

#: How many agreements, names and facts a section shows before « et n autres ».
SHOWN_AGREEMENTS, SHOWN_NAMES, SHOWN_FACTS = 6, 10, 8
CONVENTION = NODE_KIND_CODES[NodeKind.CONVENTION]
_PARTS = (
    EdgeKind.SIGNS,
    EdgeKind.PART_OF,
    EdgeKind.PILOTS,
    EdgeKind.FINANCES,
    EdgeKind.AMENDS,
)
_PART_CODES = [EDGE_KIND_CODES[kind] for kind in _PARTS]


@dataclass(frozen=True, slots=True)
class Subject:
    """Who a panel is about, with all that was read to tell it.

    `agreements` are newest first, by index; `here` is the address of the table.
    """

    view: View
    index: int
    dossier: Dossier
    partners: Sequence[Partner]
    agreements: Sequence[int]
    book: Book
    here: str

    @property
    def node(self) -> Node:
        """Return the node itself."""
        return self.dossier.facts.node

    @property
    def name(self) -> Called:
        """Return how the node is named in a sentence."""
        return called(self.node)

    @property
    def wholes(self) -> list[NodeId]:
        """Return what the node is a part of."""
        return _wholes(self.dossier)

    def edges(self, kind: EdgeKind) -> tuple[EdgeFacts, ...]:
        """Return the first facts of a kind."""
        return self.dossier.edges.get(kind, ())

    def total(self, kind: EdgeKind) -> int:
        """Return how many facts of a kind there are."""
        return sum(self.dossier.totals.get(kind, {}).values())


def subject(view: View, store: GraphStore, index: int, *, here: str) -> Subject:
    """Read all that the panel of a node tells."""
    dossier = show(store, view, view.projection.ids[index])
    near = partners(view, dossier.facts.node.id)
    agreements = newest_agreements(view, index)
    first = agreements[:SHOWN_AGREEMENTS]
    mentioned = {*dossier.names, *(p.node.id for p in near[:SHOWN_NAMES])}
    mentioned |= _mentioned(view, first, index) | _above(view, dossier)
    return Subject(view, index, dossier, near, agreements, Book(store, mentioned), here)


def newest_agreements(view: View, index: int) -> list[int]:
    """Return the agreements that a node takes part in, newest first, undated ones last."""
    graph = view.projection
    near, edge = view.arcs(index)
    keep = (graph.node_kind[near] == CONVENTION) & np.isin(graph.edge_kind[edge], _PART_CODES)
    return sorted(
        {int(n) for n in near[keep]}, key=lambda n: (-int(graph.node_since[n]), graph.ids[n])
    )


def signers(view: View, agreement: int) -> list[int]:
    """Return who signs an agreement."""
    graph = view.projection
    near, edge = view.arcs(agreement)
    return [int(n) for n in near[graph.edge_kind[edge] == EDGE_KIND_CODES[EdgeKind.SIGNS]]]


def parent(view: View, kind: NodeKind, wholes: Iterable[NodeId]) -> int | None:
    """Return the intercommunality whose agreements a commune inherits."""
    if kind is not NodeKind.MUNICIPALITY:
        return None
    return next((view.projection.index(i) for i in wholes if i.startswith("epci:")), None)


def _wholes(dossier: Dossier) -> list[NodeId]:
    edges = dossier.edges.get(EdgeKind.PART_OF, ())
    return [e.edge.end for e in edges if e.edge.start == dossier.facts.node.id][:3]


def _mentioned(view: View, agreements: Sequence[int], index: int) -> set[NodeId]:
    ids = view.projection.ids
    parties = {n for one in agreements for n in signers(view, one) if n != index}
    return {ids[n] for n in {*agreements, *parties}}


def _above(view: View, dossier: Dossier) -> set[NodeId]:
    """Return what the agreements of a commune's intercommunality mention."""
    place = parent(view, dossier.facts.node.kind, _wholes(dossier))
    if place is None:
        return set()
    return _mentioned(view, newest_agreements(view, place)[:SHOWN_AGREEMENTS], place)


def section(title: str, aside: str, *blocks: dict[str, Any], warn: bool = False) -> dict[str, Any]:
    """Return a section of a panel as JSON: its title, what it holds in a few words, its blocks."""
    return {"title": title, "aside": aside, "warn": warn, "blocks": list(blocks)}
