"""The JSON of every answer, made once for the command line and for HTTP.

Names are English and in snake case, dates are as sources tell them, amounts are whole cents with
their currency, shares are percents. Every node has at least an id, a kind and a name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from graph.derive import Contradiction, EdgeFacts, MeasureFacts, NodeFacts
from graph.model import Citation, Judgement, Ruling, Source
from queries.answers import Hit, NodeRef, Page
from queries.neighbours import Neighbour, Neighbours, Totals
from queries.paths import Paths
from queries.show import Dossier

if TYPE_CHECKING:  # measures are slow to import
    from queries.centrality import Ranking, Standing
    from queries.communities import Communities, Community
    from queries.completeness import Completeness

#: A JSON object.
Body: TypeAlias = dict[str, Any]
_T = TypeVar("_T")

_NOT_PROPERTIES = frozenset(
    {"kind", "start", "end", "start_kind", "end_kind", "since", "until", "counted", "share_bp"}
)


def node_ref(node: NodeRef) -> Body:
    """Return a node as lists name it; a search's hit has its score."""
    body = {
        "id": node.id,
        "kind": node.kind,
        "name": node.name,
        "short_name": node.short_name or None,
    }
    return body | {"score": round(node.score, 4)} if isinstance(node, Hit) else body


def page(answer: Page[_T], item: Callable[[_T], Body]) -> Body:
    """Return a page: its items, the cursor of the next one, how many there are when known."""
    body = {"items": [item(value) for value in answer.items], "next": answer.next}
    return body if answer.total is None else body | {"total": answer.total}


def citation(cited: Citation) -> Body:
    """Return who says so, where, in its words (`quote`) or in ours (`gist`)."""
    return {
        "source": cited.source,
        "locator": cited.locator,
        "quote": cited.quote,
        "gist": cited.gist,
        "extractor": cited.extractor,
        "confidence": cited.confidence,
    }


def contradiction(dispute: Contradiction) -> Body:
    """Return a property on which sources disagree: what is shown, and who says otherwise."""
    return {
        "property": dispute.property,
        "shown": dispute.shown,
        "shown_by": list(dispute.shown_by),
        "others": [{"value": value, "sources": list(by)} for value, by in dispute.others],
    }


def proofs(facts: NodeFacts | EdgeFacts | MeasureFacts) -> Body:
    """Return what stands behind a fact: its citations and its disputes."""
    return {
        "citations": [citation(cited) for cited in facts.citations],
        "contradictions": [contradiction(dispute) for dispute in facts.contradictions],
    }


def fact(facts: EdgeFacts) -> Body:
    """Return an edge with its proofs."""
    edge = facts.edge
    properties = {k: v for k, v in edge.content().items() if k not in _NOT_PROPERTIES}
    if edge.share_bp is not None:
        properties["share_pct"] = edge.share_bp / 100
    return {
        "id": facts.id,
        "kind": edge.kind,
        "from": edge.start,
        "to": edge.end,
        "since": edge.since,
        "until": edge.until,
        "properties": properties,
        **proofs(facts),
    }


def measure(facts: MeasureFacts) -> Body:
    """Return a measure with its proofs; an amount is in cents, a share in percent."""
    told = facts.measure
    value = {"value": told.value, "unit": told.unit}
    if told.unit == "cents":
        value = {"amount_cents": told.value, "currency": told.currency}
    elif told.unit == "bp":
        value = {"share_pct": told.value / 100}
    context = {
        "since": told.since, "until": told.until, "stage": told.stage,
        "territory": told.territory, "payers": list(told.payers),
    }  # fmt: skip
    return {"what": told.what, **value, **context, **proofs(facts)}


def node(facts: NodeFacts, measures: Iterable[MeasureFacts]) -> Body:
    """Return a node with all that is known of itself, its measures and their proofs."""
    content = facts.node.model_dump(mode="json")
    return content | {"measures": [measure(told) for told in measures]} | proofs(facts)


def source(told: Source, claims: int | None = None) -> Body:
    """Return a source; `claims` counts what it says."""
    body = told.model_dump(mode="json")
    return body if claims is None else body | {"claims": claims}


def judgement(given: Judgement | Ruling) -> Body:
    """Return a person's answer: « are these two the same? », or « does this source say so? »."""
    return given.model_dump(mode="json")


def meta(*, revision: int, counts: Mapping[str, int], **rest: object) -> Body:
    """Return what the service is and what it holds."""
    return {"name": "Galaxie", "revision": revision, **counts, **rest}


def totals(counted: Totals) -> Body:
    """Return how many facts there are, by relation and by the kind of the other end."""
    return {kind: dict(kinds) for kind, kinds in counted.items()}


def neighbours(found: Neighbours, facts: Mapping[str, EdgeFacts]) -> Body:
    """Return what a node is tied to; `facts` are those of the page when they are asked for."""

    def item(tie: Neighbour) -> Body:
        body = {
            "node": node_ref(tie.node),
            "relation": tie.kind,
            "direction": tie.direction,
            "edge": tie.edge_id,
            "since": tie.since,
            "until": tie.until,
        }
        return body | {"fact": fact(facts[tie.edge_id])} if tie.edge_id in facts else body

    return {
        "node": node_ref(found.node),
        "joined": [node_ref(ref) for ref in found.joined],
        "totals": totals(found.totals),
        **page(found.items, item),
    }


def dossier(found: Dossier) -> Body:
    """Return all that is known of a node: itself, its first facts by relation, their sources."""
    return {
        **node(found.facts, found.measures),
        "totals": totals(found.totals),
        "edges": {kind: [fact(told) for told in several] for kind, several in found.edges.items()},
        "nodes": {name: node_ref(ref) for name, ref in found.names.items()},
        "sources": {name: source(told) for name, told in found.sources.items()},
        "predecessors": [node_ref(ref) for ref in found.predecessors],
        "successors": [node_ref(ref) for ref in found.successors],
        "joined": [node_ref(ref) for ref in found.joined],
    }


def paths(found: Paths, facts: Mapping[str, EdgeFacts], names: Mapping[str, NodeRef]) -> Body:
    """Return chains, each hop with its facts; `names` are the nodes that the facts mention."""
    return {
        "from": found.start.id,
        "to": found.end.id,
        "length": found.length,
        "paths": [
            {
                "nodes": [node_ref(ref) for ref in path.nodes],
                "links": [
                    {
                        "from": link.start.id,
                        "to": link.end.id,
                        "facts": [fact(facts[edge]) for edge in link.edge_ids if edge in facts],
                    }
                    for link in path.links
                ],
            }
            for path in found.paths
        ],
        "nodes": {name: node_ref(ref) for name, ref in names.items()},
        "truncated": found.truncated,
        "avoided_hubs": [node_ref(ref) for ref in found.avoided_hubs],
    }


def ranking(found: Ranking, standing: Page[Standing]) -> Body:
    """Return who counts: a page of places, with what the measure is and what it is not."""

    def item(one: Standing) -> Body:
        return {"rank": one.place, "node": node_ref(one.node), "score": one.score}

    return {
        "measure": found.measure,
        "projection": found.projection,
        "method": found.method,
        "sample": found.sample,
        "meaning": found.meaning_fr,
        "revision": found.revision,
        **page(standing, item),
    }


def communities(
    found: Communities, groups: Iterable[tuple[Community, tuple[NodeRef, ...]]], more: str | None
) -> Body:
    """Return some groups, each with its first members, and the cursor of those that follow."""
    return {
        "projection": found.projection,
        "method": found.method,
        "meaning": found.meaning_fr,
        "modularity": round(found.modularity, 4),
        "revision": found.revision,
        "items": [
            {
                "name": group.name,
                "head": node_ref(group.head),
                "size": len(group.members),
                "members": [node_ref(member) for member in members],
            }
            for group, members in groups
        ],
        "next": more,
        "total": len(found.groups),
    }


def completeness(told: Completeness) -> Body:
    """Return a number that was announced, beside what the graph names of it."""
    return {
        "node": node_ref(told.programme),
        "what": told.what,
        "announced": told.announced,
        "known": told.known,
        "since": told.since,
        "until": told.until,
        "sources": list(told.sources),
        "reason": told.reason_fr,
    }
