"""What every store asks of a load before it believes it: sources that speak for themselves.

Both adapters listen through the same ears, so that both refuse the same loads.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from graph.errors import InputRefused, OntologyViolation
from graph.ids import NodeId
from graph.model import Claim, Edge, Measure, Node, Source


def heard(source: Source, claims: Iterable[Claim]) -> Iterator[Claim]:
    """Yield the claims of a source as they come, and at the end make sure that they stand.

    Raises `InputRefused` at a claim that cites another source, and `OntologyViolation` after the
    last if the source ties or measures a node that it does not name.
    """
    named: set[NodeId] = set()
    meant: set[NodeId] = set()
    for claim in claims:
        if claim.citation.source != source.id:
            raise InputRefused(
                f"Une preuve de « {source.id} » cite « {claim.citation.source} ».",
                hint="Chaque source ne parle que pour elle-même.",
            )
        match claim.fact:
            case Node(id=identifier):
                named.add(identifier)
            case Edge(start=start, end=end):
                meant.update((start, end))
            case Measure(node=node):
                meant.add(node)
        yield claim
    if missing := sorted(meant - named):
        raise OntologyViolation(
            f"La source « {source.id} » lie {', '.join(missing[:5])} sans dire ce que c’est.",
            hint="Chaque bout d’un lien doit être nommé par la même source.",
        )


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
