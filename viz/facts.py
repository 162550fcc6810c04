"""Facts as rows of a panel or a card: a date, a sentence, its cautions, its proofs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from graph.derive import Contradiction, EdgeFacts, MeasureFacts, NodeFacts
from graph.ids import NodeId
from graph.model import Citation, Source
from graph.ontology import EdgeKind, Role, Status
from graph.store import GraphStore
from viz.proofs import proofs
from viz.sentences import Names, edge_words, measure_words
from viz.typography import NBSP, date
from viz.words import Rich, as_json, plain

#: The properties that sources dispute, in words.
_PROPERTIES: Mapping[str, str] = {
    "name": "nom",
    "short_name": "sigle",
    "kind": "nature",
    "signed_on": "date de signature",
    "since": "début",
    "until": "fin",
    "amount_cents": "montant",
    "value": "nombre",
    "share_bp": "part",
    "population": "habitants",
    "article": "article",
    "gender": "genre",
    "form": "forme",
    "number": "numéro",
    "represented_as": "fonction du signataire",
    "purpose": "objet",
    "stage": "étape",
    "instrument": "forme de l’aide",
}
#: Properties whose dispute tells a reader nothing.
_SILENT = frozenset({"article", "gender"})


class Book:
    """What an answer needs to be told: the names of nodes and the sources, read at once."""

    def __init__(self, store: GraphStore, ids: Iterable[NodeId]) -> None:
        facts = store.nodes(sorted(set(ids)))
        self.facts: Mapping[NodeId, NodeFacts] = facts
        self.names = Names({identifier: one.node for identifier, one in facts.items()})
        self.sources: Mapping[str, Source] = {source.id: source for source in store.sources()}

    def edge(self, facts: EdgeFacts) -> dict[str, Any]:
        """Return an edge as a row."""
        return self.row(edge_words(facts, self.names), facts.citations, tags=_edge_tags(facts))

    def measure(self, facts: MeasureFacts) -> dict[str, Any]:
        """Return a measure as a row."""
        return self.row(
            measure_words(facts, self.names), facts.citations, tags=disputed(facts.contradictions)
        )

    def row(
        self,
        words: Rich,
        citations: Iterable[Citation],
        *,
        tags: Sequence[str] = (),
        when: str | None = None,
    ) -> dict[str, Any]:
        """Return words with their proofs as a row; `when` is a date in a column of its own."""
        row = {
            "words": as_json(words),
            "tags": list(tags),
            "proofs": proofs(distinct(citations), self.sources, told=plain(words)),
        }
        return row if when is None else {"date": when, **row}


def distinct(citations: Iterable[Citation]) -> list[Citation]:
    """Return one citation for each source and place, what is said there put together."""
    best: dict[tuple[str, str], Citation] = {}
    for one in citations:
        kept = best.get((one.source, one.locator))
        best[one.source, one.locator] = one if kept is None else _together(kept, one)
    return list(best.values())


def _together(one: Citation, other: Citation) -> Citation:
    told = dict.fromkeys(filter(None, (one.gist, other.gist)))
    return one.model_copy(
        update={"quote": one.quote or other.quote, "gist": " ".join(told) or None}
    )


def _edge_tags(facts: EdgeFacts) -> list[str]:
    tags = disputed(facts.contradictions)
    if facts.edge.kind is EdgeKind.SIGNS and facts.edge.role is Role.BENEFICIARY:
        tags.append("bénéficiaire")
    return tags


def agreement_tags(facts: NodeFacts) -> list[str]:
    """Return what a reader must know of an agreement beside its name."""
    tags = disputed(facts.contradictions)
    if facts.node.status is Status.PLANNED:
        tags.append("annoncé")
    if facts.node.status is Status.ENDED:
        tags.append("terminé")
    return tags


def disputed(contradictions: Iterable[Contradiction]) -> list[str]:
    """Return « contradiction » when sources disagree on what matters."""
    return ["contradiction"] if any(c.property not in _SILENT for c in contradictions) else []


def contradiction_words(one: Contradiction, sources: Mapping[str, Source]) -> Rich:
    """Say a dispute: who says what is shown, and who says otherwise."""
    values = [(one.shown, one.shown_by), *one.others]
    told = [f"{_value(one.property, value)} ({_by(by, sources)})" for value, by in values]
    name = _PROPERTIES.get(one.property, one.property)
    return (f"{name[:1].upper()}{name[1:]}{NBSP}: {' ou '.join(told)}",)


def heard(contradictions: Iterable[Contradiction]) -> list[Contradiction]:
    """Return the disputes that tell a reader something."""
    return [c for c in contradictions if c.property not in _SILENT]


def _value(name: str, value: Any) -> str:
    if name in {"signed_on", "since", "until"}:
        return date(str(value))
    if name == "amount_cents":
        return f"{int(value) / 100:,.0f}".replace(",", "\u202f")
    return str(value)


def _by(ids: Iterable[str], sources: Mapping[str, Source]) -> str:
    return ", ".join((sources[i].publisher or sources[i].title) if i in sources else i for i in ids)
