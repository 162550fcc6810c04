"""Claims as rows and back: what is written was checked, so only its shape is checked again."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from graph.derive import Statement
from graph.ids import NodeId, is_node_id
from graph.model import Citation, Claim, Edge, Measure, Node, Source

_MODELS: Mapping[str, type[Node | Edge | Measure]] = {
    "node": Node,
    "edge": Edge,
    "measure": Measure,
}
_CITATION = ("locator", "quote", "gist", "extractor", "confidence")
#: The columns of a claim that is read back to be derived, from a node `c`.
COLUMNS = (
    "c.claim_id, c.source, c.kind, c.family, c.fact, c.body, c.canon,"
    " c.locator, c.quote, c.gist, c.extractor, c.confidence"
)


@dataclass(frozen=True, slots=True)
class Held:
    """A claim with its place in the graph: the fact that it states, once ids are canonical.

    `family` is what it is derived with: a node's id, an edge's id before ranks, a measure's node.
    `canon` holds the canonical ids, where they differ, of the ids that the claim mentions. A
    claim whose place changes is not changed: it dies, and another with the new place is born.
    """

    name: str  #: source, content and copy: what identifies it, `claim_id` without its birth
    statement: Statement
    kind: str  #: node, edge or measure
    family: str
    fact: str
    canon: Mapping[NodeId, NodeId]
    born: int = 0  #: 0 while it is yet to be born

    @property
    def claim_id(self) -> str:
        """Return what names the `Claim` node: one claim may live twice, in two places."""
        return f"{self.name}@{self.born}"


def name_of(source: str, content: bytes, copy: int) -> str:
    """Return the name of the n-th equal claim of a source; names of a source share a prefix."""
    return f"{source}/{content.hex()}.{copy:x}"


def kind_of(claim: Claim) -> str:
    """Return which of the three kinds of fact a claim states."""
    return type(claim.fact).__name__.lower()


def mentions(claim: Claim) -> Iterator[NodeId]:
    """Yield the ids as read whose canonical ids decide on the place of a claim."""
    match claim.fact:
        case Node(id=identifier):
            yield identifier
        case Edge() as edge:
            yield from filter(None, (edge.start, edge.end, edge.under, edge.territory))
        case Measure() as measure:
            yield from filter(None, (measure.node, measure.territory, *measure.payers))


def claim_row(held: Held, born: int) -> dict[str, Any]:
    """Return the properties of a `Claim` node, absent ones left out."""
    claim, source = held.statement
    row = {
        "claim_id": replace(held, born=born).claim_id, "source": source.id, "kind": held.kind,
        "fact": held.fact, "born": born,
        "family": held.family if held.family != held.fact else None,
        "body": json.dumps(claim.fact.content(), ensure_ascii=False),
        "canon": json.dumps(held.canon) if held.canon else None,
        **{name: getattr(claim.citation, name) for name in _CITATION}, **_lookups(claim),
    }  # fmt: skip
    return {name: value for name, value in row.items() if value is not None}


def _lookups(claim: Claim) -> dict[str, Any]:
    """Return the ids as read by which a claim is found again when a canonical id changes."""
    match claim.fact:
        case Node() as node:
            others = [other for other in node.other_ids if is_node_id(other)]
            return {"start": node.id, "others": others or None}
        case Edge() as edge:
            return {"start": edge.start, "end": edge.end, "via": edge.under or edge.territory}
        case Measure() as measure:
            payers = list(measure.payers) or None
            return {"start": measure.node, "via": measure.territory, "payers": payers}


def held_of(row: list[Any], sources: Mapping[str, Source]) -> Held:
    """Return the claim of a row of `COLUMNS`."""
    claim_id, source, kind, family, fact, body, canon, *cited = row
    name, _, born = claim_id.rpartition("@")
    place = {k: v for k, v in zip(_CITATION, cited, strict=True) if v is not None}
    claim = Claim.model_construct(
        fact=_MODELS[kind].model_validate(json.loads(body)),
        citation=Citation.model_construct(source=source, **place),
    )
    return Held(
        name, Statement(claim, sources[source]), kind, family or fact, fact,
        json.loads(canon) if canon else {}, int(born),
    )  # fmt: skip
