"""What every store asks of a load before it believes it: sources that speak for themselves.

Both adapters listen through the same ears, so that both refuse the same loads.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TypeAlias

from graph.errors import InputRefused, OntologyViolation
from graph.ids import NodeId
from graph.model import Claim, Edge, Measure, Node, Ruling, Source
from graph.ontology import Authority

#: The answers of persons on claims, by source and claim.
Rulings: TypeAlias = Mapping[tuple[str, str], Ruling]
NO_RULINGS: Rulings = MappingProxyType({})


#: Below this confidence, what a text is read to say waits for a person. Written here, not a
#: setting: the graph must be the same on every machine that holds the same claims.
SURE = 0.6


def heard(
    source: Source, claims: Iterable[Claim], *, rulings: Rulings = NO_RULINGS,
    waiting: list[Claim] | None = None,
) -> Iterator[Claim]:  # fmt: skip
    """Yield the claims of a source that count, and at the end make sure that they stand.

    What a text is read to say with too little confidence does not count until a person accepts
    it, nor what a person refuses: it goes to `waiting`. A node that only such a claim names is
    named all the same when what counts ties or measures it.

    Raises `InputRefused` at a claim that cites another source, and `OntologyViolation` after the
    last if the source ties or measures a node that it does not name.
    """
    every, counting, aside = _Spoken(), _Spoken(), list[Claim]()
    doubted = source.authority is Authority.TEXT
    for claim in claims:
        every.add(_own(claim, source))
        if doubted and not _counts(claim, rulings):
            aside.append(claim)
            continue
        if doubted:
            counting.add(claim)
        yield claim
    unnamed = counting.meant - counting.named
    for claim in aside:
        if isinstance(claim.fact, Node) and claim.fact.id in unnamed:
            yield claim
        elif waiting is not None:
            waiting.append(claim)
    if missing := sorted(every.meant - every.named):
        raise OntologyViolation(
            f"La source « {source.id} » lie {', '.join(missing[:5])} sans dire ce que c’est.",
            hint="Chaque bout d’un lien doit être nommé par la même source.",
        )


@dataclass(slots=True)
class _Spoken:
    """The ids that some claims name, and those that they tie or measure."""

    named: set[NodeId] = field(default_factory=set)
    meant: set[NodeId] = field(default_factory=set)

    def add(self, claim: Claim) -> None:
        match claim.fact:
            case Node(id=identifier):
                self.named.add(identifier)
            case Edge(start=start, end=end):
                self.meant.update((start, end))
            case Measure(node=node):
                self.meant.add(node)


def _own(claim: Claim, source: Source) -> Claim:
    if claim.citation.source != source.id:
        raise InputRefused(
            f"Une preuve de « {source.id} » cite « {claim.citation.source} ».",
            hint="Chaque source ne parle que pour elle-même.",
        )
    return claim


def _counts(claim: Claim, rulings: Rulings) -> bool:
    """Tell whether what a text says counts: sure enough, unless a person said otherwise."""
    ruling = rulings.get((claim.citation.source, claim.name)) if rulings else None
    return claim.citation.confidence >= SURE if ruling is None else ruling.verdict == "accepted"


def refuse_twins(sources: Iterable[Source]) -> None:
    """Raise `InputRefused` if a load holds one source twice: the second would erase the first."""
    seen: set[str] = set()
    for source in sources:
        if source.id in seen:
            raise InputRefused(
                f"La source « {source.id} » est deux fois dans ce chargement.",
                hint="Réunissez ce qu’elle dit, ou donnez un autre nom avec --source.",
            )
        seen.add(source.id)
