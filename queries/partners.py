"""Who works with an actor: those who signed what it signed, and the partnerships told as such."""

from __future__ import annotations

from dataclasses import dataclass

from graph.ids import NodeId
from queries.adjacency import PARTNERS_WITH, SIGNS, adjacency
from queries.answers import NodeRef
from queries.filters import View


@dataclass(frozen=True, slots=True)
class Partner:
    """An actor, the agreements that it shares with the one asked about, and the proofs.

    `via` are the ids of both actors' signatures of each agreement, then of the partnerships;
    `n` counts the agreements and the partnerships.
    """

    node: NodeRef
    conventions: tuple[NodeRef, ...]
    via: tuple[str, ...]
    n: int


@dataclass(frozen=True, eq=False, slots=True)
class Hand:
    """What one actor signs and whom it is said to be a partner of: edges by the other end."""

    signed: dict[int, list[int]]  #: agreement index: edge indexes
    stated: dict[int, list[int]]  #: partner index: edge indexes

    @classmethod
    def of(cls, view: View, index: int) -> Hand:
        """Return the hand of the actor at an index; cost: the number of its facts."""
        hand, kinds = cls({}, {}), view.projection.edge_kind
        for near, edge in zip(*(column.tolist() for column in view.arcs(index)), strict=True):
            if kinds[edge] == SIGNS:
                hand.signed.setdefault(near, []).append(edge)
            elif kinds[edge] == PARTNERS_WITH:
                hand.stated.setdefault(near, []).append(edge)
        return hand

    def shared(self, other: Hand) -> list[int]:
        """Return the agreements that both sign, in order."""
        return sorted(self.signed.keys() & other.signed.keys())

    def proofs(self, other: Hand, index: int) -> list[int]:
        """Return the edges that tie this actor to the `other`, the one at `index`."""
        shared = self.shared(other)
        signatures = [edge for act in shared for hand in (self, other) for edge in hand.signed[act]]
        return signatures + self.stated.get(index, [])


def partners(view: View, identifier: NodeId) -> list[Partner]:
    """Return the partners of an actor: those it shares most with first, then by id.

    Raises `NotInGraph`. What is no actor has no partner. Cost: the facts of its partners.
    """
    index = view.locate(identifier)
    mine = Hand.of(view, index)
    found = [_partner(view, mine, other) for other in adjacency(view, "partners").row(index)]
    return sorted(found, key=lambda partner: (-partner.n, partner.node.id))


def _partner(view: View, mine: Hand, index: int) -> Partner:
    other = Hand.of(view, index)
    shared = mine.shared(other)
    return Partner(
        view.ref(index),
        view.refs(shared),
        view.edge_ids(mine.proofs(other, index)),
        len(shared) + len(mine.stated.get(index, [])),
    )
