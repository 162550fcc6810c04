"""Facts as a person sees them in the Neo4j Browser: readable captions, native dates, euros."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from graph.derive import Contradiction, EdgeFacts, MeasureFacts, NodeFacts
from graph.model import Edge, Measure, Node
from graph.names import fold
from graph.ontology import ACTORS, TERRITORIES, EdgeKind, NodeKind
from graph.stores.neo4j.facts import Fact

#: What each kind of edge is called under its line.
_VERBS: Mapping[EdgeKind, str] = {
    EdgeKind.SIGNS: "signe",
    EdgeKind.FINANCES: "finance",
    EdgeKind.PILOTS: "pilote",
    EdgeKind.COVERS: "couvre",
    EdgeKind.PART_OF: "fait partie de",
    EdgeKind.AMENDS: "modifie",
    EdgeKind.MEMBER_OF: "est membre de",
    EdgeKind.SUCCEEDS: "succède à",
    EdgeKind.PARTNERS_WITH: "est partenaire de",
}
_SIGNS = {"EUR": "€", "FRF": "F", "XPF": "F CFP"}


def labels(kind: NodeKind) -> list[str]:
    """Return the labels of a kind beside `Entity`: itself, and what such a node can be or do."""
    also = [("Actor", ACTORS), ("Territory", TERRITORIES)]
    return [kind.value, *(label for label, kinds in also if kind in kinds)]


def first_day(text: str | None) -> date | None:
    """Return the first day that a partial date may mean.

    >>> first_day("2015-06")
    datetime.date(2015, 6, 1)
    """
    return date.fromisoformat(f"{text}-01-01"[:10]) if text else None


def last_day(text: str | None) -> date | None:
    """Return the last day that a partial date may mean.

    >>> last_day("2015"), last_day("2016-02")
    (datetime.date(2015, 12, 31), datetime.date(2016, 2, 29))
    """
    if not text or len(text) == 10:
        return first_day(text)
    year, _, month = text.partition("-")
    following = (int(year), int(month) + 1) if month and month != "12" else (int(year) + 1, 1)
    return date(*following, 1) - timedelta(days=1)


def grouped(number: int, decimals: int = 0) -> str:
    """Return a number of hundredths or of units as French print it.

    >>> grouped(1_250_000), grouped(125_000_050, 2)
    ('1\u202f250\u202f000', '1\u202f250\u202f000,50')
    """
    whole, rest = divmod(number, 10**decimals)
    text = f"{whole:,}".replace(",", "\u202f")
    return f"{text},{rest:0{decimals}d}" if rest else text


def entity(fact: Fact, facts: NodeFacts) -> dict[str, Any]:
    """Return all our properties of an `Entity`; those that are None are removed from it."""
    node = facts.node
    since = node.since or node.signed_on
    return {
        "id": node.id, "kind": node.kind.value, "name": node.name,
        "short_name": node.short_name or node.name, "acronym": node.short_name,
        "aliases": list(node.names), "other_ids": list(node.other_ids), "search": searched(node),
        "since": first_day(since), "until": last_day(node.until),
        "since_text": since, "until_text": node.until,
        "signed_on": first_day(node.signed_on), "signed_on_text": node.signed_on,
        "article": node.article, "gender": node.gender, "population": node.population,
        "generation": node.generation, "form": node.form and node.form.value,
        "number": node.number, "status": node.status and node.status.value,
        **proofs(fact, facts.contradictions),
    }  # fmt: skip


def searched(node: Node) -> str:
    """Return the folded words under which full-text search finds a node: names, then codes."""
    codes = [identifier.partition(":")[2] for identifier in (node.id, *node.other_ids)]
    return fold(" ".join([node.name, node.short_name or "", *node.names, *codes]))


def relationship(fact: Fact, facts: EdgeFacts) -> dict[str, Any]:
    """Return the properties of a relationship."""
    edge = facts.edge
    since = edge.begins
    told = {
        "edge_id": facts.id, "caption": _caption(edge), "qualifier": facts.qualifier or None,
        "since": first_day(since), "until": last_day(edge.until),
        "since_text": since, "until_text": edge.until,
        "role": edge.role and edge.role.value, "represented_as": edge.represented_as,
        "amount_cents": edge.amount_cents, "currency": edge.currency and edge.currency.value,
        "amount": None if edge.amount_cents is None else edge.amount_cents / 100,
        "instrument": edge.instrument and edge.instrument.value,
        "share_bp": edge.share_bp,
        "share_pct": None if edge.share_bp is None else edge.share_bp / 100,
        "purpose": edge.purpose, "reference": edge.reference,
        "stage": edge.stage and edge.stage.value, "under": edge.under, "of_which": edge.of_which,
        "territory": edge.territory, "confidence": fact.percent,
        **proofs(fact, facts.contradictions),
    }  # fmt: skip
    return {name: value for name, value in told.items() if value is not None}


def _caption(edge: Edge) -> str:
    if edge.amount_cents is not None and edge.currency is not None:
        return f"{grouped(edge.amount_cents, 2)}\u00a0{_SIGNS[edge.currency]}"
    if edge.share_bp is not None:
        return f"{grouped(edge.share_bp, 2)}\u00a0%"
    if edge.represented_as is not None:
        return f"{_VERBS[edge.kind]} ({edge.represented_as})"
    return _VERBS[edge.kind]


def measure(fact: Fact, facts: MeasureFacts) -> dict[str, Any]:
    """Return the properties of a `Measure`."""
    told = facts.measure
    values = {
        "measure_id": fact.id, "what": told.what, "value": told.value, "unit": told.unit,
        "currency": told.currency and told.currency.value, "name": _worded(told),
        "since": first_day(told.since), "until": last_day(told.until),
        "since_text": told.since, "until_text": told.until,
        "stage": told.stage and told.stage.value, "territory": told.territory,
        "payers": list(told.payers) or None, **proofs(fact, facts.contradictions),
    }  # fmt: skip
    return {name: value for name, value in values.items() if value is not None}


def _worded(told: Measure) -> str:
    decimals = 0 if told.unit == "count" else 2
    unit = {"count": "", "bp": "\u00a0%"}.get(
        told.unit, f"\u00a0{_SIGNS.get(told.currency or '', '')}"
    )
    return f"{told.what}\u00a0: {grouped(told.value, decimals)}{unit}"


def proofs(fact: Fact, contradictions: Iterable[Contradiction]) -> dict[str, Any]:
    """Return who states a fact, and what is disputed, one sentence a property."""
    disputes = [
        f"{c.property}\u00a0: {c.shown} ({', '.join(c.shown_by)})"
        + "".join(f"\u00a0; {value} ({', '.join(by)})" for value, by in c.others)
        for c in contradictions
    ]
    return {"source_ids": fact.sources, "disputed": disputes or None}
