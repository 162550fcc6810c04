"""What was taken in of one file, and of one command: sources, and how much they say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from graph.hearing import heard
from graph.model import Claim, Edge, Judgement, Node, Ruling
from graph.ontology import Currency, NodeKind
from graph.store import SourceClaims

#: The layout of a text in French: an agreement, an article that tells of one.
TEXT = "text"
_SAMPLE = 3


@dataclass(frozen=True, slots=True)
class Taken:
    """One file, or the data that ships: what it is called, its form, what its sources say.

    `refused` says what was read and cannot be held, `not_data` how much was read that is no fact.
    `guessed` when nobody gave the id of its source: it is the name of the file.
    """

    name: str
    layout: str
    sources: tuple[SourceClaims, ...]
    judgements: tuple[Judgement | Ruling, ...] = ()
    refused: tuple[str, ...] = ()
    not_data: int = 0
    guessed: bool = False

    def counted(self) -> Counted:
        """Return how much is said, reading every claim: a text's nodes are only ends of facts."""
        accepted, cents, sample, waiting = 0, None, list[str](), list[Claim]()
        rulings = {given.pair: given for given in self.judgements if isinstance(given, Ruling)}
        for said in self.sources:
            for claim in heard(said.source, said.claims, rulings=rulings, waiting=waiting):
                accepted += self.layout != TEXT or _is_fact(claim)
                cents = _added(cents, claim)
                if isinstance(claim.fact, Edge) and len(sample) < _SAMPLE:
                    sample.append(f"{claim.fact.start} {claim.fact.kind} {claim.fact.end}")
        waits = sum(self.layout != TEXT or _is_fact(claim) for claim in waiting)
        return Counted(accepted, waits, cents, sample)


class Counted(NamedTuple):
    """How many facts of a file count, how many wait for a person; euros they add up to."""

    accepted: int
    waiting: int
    cents: int | None
    sample: list[str]


@dataclass(frozen=True, slots=True)
class Intake:
    """All that one command loads, as one batch; named when the store is to remember it."""

    files: tuple[Taken, ...]
    name: str = ""
    fingerprint: str = ""

    @property
    def guessed(self) -> bool:
        """Tell whether the id of a source is only guessed."""
        return any(one.guessed for one in self.files)


def _is_fact(claim: Claim) -> bool:
    """Tell a fact from a node that is only named, as an end of a fact."""
    return not isinstance(claim.fact, Node) or claim.fact.kind is NodeKind.CONVENTION


def _added(cents: int | None, claim: Claim) -> int | None:
    fact = claim.fact
    if not isinstance(fact, Edge) or fact.amount_cents is None or fact.currency is not Currency.EUR:
        return cents
    return (cents or 0) + fact.amount_cents
