"""What waits for a person: agreements or actors that may be one, facts read with little certainty.

A proposal is worked out from the graph and from what waits beside it; it goes once it is answered.
Its id is a function of what it is about, so that the same one comes back after a reload.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from graph.derive import EdgeFacts, NodeFacts, Statement, edge_id
from graph.ids import NodeId
from graph.likeness import likenesses
from graph.meeting import NAMESPACE, TELLING, agreements
from graph.model import Citation, Claim, Edge, Measure, Node, Source
from graph.ontology import Authority, NodeKind
from graph.projection import Projection
from graph.store import GraphStore
from graph.topology import EDGE_KIND_CODES, NODE_KIND_CODES
from queries.answers import NodeRef
from queries.filters import View
from queries.likely_actors import likely_actors


class About(StrEnum):
    """What a proposal is about: two agreements, two actors, or facts of one text."""

    AGREEMENT = "agreement"
    ACTOR = "actor"
    FACT = "fact"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A question for a person, with what it takes to answer.

    `pair` are the two nodes that may be one, in the order of their ids; `claims` what waits to
    count, the first being what it is about. `score` is from 0 to 1: how likely the two are one,
    or how surely the facts were read. `citations` hold the words of the documents.
    """

    id: str
    about: About
    score: float
    reasons: tuple[str, ...]
    pair: tuple[NodeRef, NodeRef] | None = None
    claims: tuple[Claim, ...] = ()
    citations: tuple[Citation, ...] = ()


def proposals(store: GraphStore, view: View) -> list[Proposal]:
    """Return what waits for a person, the likeliest first.

    Cost: linear in agreements, in actors without a register, and in what waits.
    """
    sources = {source.id: source for source in store.sources()}
    if not any(source.authority is Authority.TEXT for source in sources.values()):
        return []  # only what texts say is ever proposed
    judged = set(_judged(store, view.projection))
    found = [
        *_agreements(store, view, sources, judged),
        *_actors(store, view, judged),
        *_facts(store, view.projection),
    ]
    return sorted(found, key=lambda one: (-one.score, one.id))


def pair_id(left: NodeId, right: NodeId) -> str:
    """Return the id of the proposal on two nodes, in whichever order."""
    text = " ".join(sorted((left, right)))
    return f"p-{hashlib.blake2b(text.encode(), digest_size=6).hexdigest()}"


def claim_id(claim: str) -> str:
    """Return the id of the proposal on a claim, from the claim's name."""
    return f"f-{claim[:12]}"


def _judged(store: GraphStore, projection: Projection) -> Iterator[frozenset[NodeId]]:
    for given in store.judgements():
        yield frozenset(given.pair)
        yield frozenset(projection.resolve(identifier) or identifier for identifier in given.pair)


def _agreements(
    store: GraphStore, view: View, sources: Mapping[str, Source], judged: set[frozenset[NodeId]]
) -> Iterator[Proposal]:
    nodes, edges = _told_of_agreements(store, view.projection)
    known = agreements(_statements(nodes.values(), edges, sources), {})
    for found in likenesses(known, judged):
        pair = (_ref(view, found.left), _ref(view, found.right))
        cited = [_words(nodes[ref.id].citations) for ref in pair]
        yield Proposal(
            pair_id(found.left, found.right), About.AGREEMENT, found.score, found.reasons, pair,
            citations=tuple(one for one in cited if one),
        )  # fmt: skip


def _told_of_agreements(
    store: GraphStore, projection: Projection
) -> tuple[dict[NodeId, NodeFacts], Iterable[EdgeFacts]]:
    """Return the agreements of the graph, and what tells them apart."""
    is_pact = projection.node_kind == NODE_KIND_CODES[NodeKind.CONVENTION]
    ids = [projection.ids[i] for i in np.flatnonzero(is_pact)]
    kinds = [EDGE_KIND_CODES[kind] for kind in TELLING]
    telling = np.isin(projection.edge_kind, kinds)
    telling &= is_pact[projection.start] | is_pact[projection.end]
    numbers = projection.edge_number[telling]
    facts = store.edges(edge_id(int(number)) for number in numbers)
    nodes = store.nodes(i for i in ids if i.startswith(NAMESPACE))
    return nodes, facts.values()


def _statements(
    nodes: Iterable[NodeFacts], edges: Iterable[EdgeFacts], sources: Mapping[str, Source]
) -> Iterator[Statement]:
    """Yield derived facts as each of their sources would state them."""
    for told in nodes:
        for cited in told.citations:
            yield _statement(told.node, cited, sources)
    for tie in edges:
        for cited in tie.citations:
            yield _statement(tie.edge, cited, sources)


def _statement(fact: Node | Edge, cited: Citation, sources: Mapping[str, Source]) -> Statement:
    return Statement(Claim.model_construct(fact=fact, citation=cited), sources[cited.source])


def _actors(store: GraphStore, view: View, judged: set[frozenset[NodeId]]) -> Iterator[Proposal]:
    pairs = [
        likely for likely in likely_actors(view)
        if frozenset({likely.left, likely.right}) not in judged
    ]  # fmt: skip
    facts = store.nodes({likely.left for likely in pairs})
    for likely in pairs:
        cited = facts[likely.left].citations if likely.left in facts else ()
        left, right = sorted((likely.left, likely.right))
        yield Proposal(
            pair_id(left, right), About.ACTOR, likely.score, likely.reasons,
            (_ref(view, left), _ref(view, right)),
            citations=tuple(filter(None, (_words(cited),))),
        )  # fmt: skip


def _facts(store: GraphStore, projection: Projection) -> Iterator[Proposal]:
    """Yield what waits to count and that nobody ruled on: an agreement whole, else fact by fact."""
    ruled = {ruling.pair for ruling in store.rulings()}
    for said in store.waiting():
        for group in _groups(list(said.claims), projection):
            head = group[0]
            if (said.source.id, head.name) in ruled:
                continue
            sure = head.citation.confidence
            yield Proposal(
                claim_id(head.name), About.FACT, sure, (f"lu à {round(sure * 100)} %",),
                claims=tuple(group), citations=(head.citation,),
            )  # fmt: skip


def _groups(claims: Sequence[Claim], projection: Projection) -> Iterator[list[Claim]]:
    """Part what waits of one text: an agreement with all that hangs on it, or a fact alone.

    A node that is only named as an end of a fact waits with it.
    """
    whole: dict[NodeId, list[Claim]] = defaultdict(list)
    alone: list[Claim] = []
    for claim in claims:
        about = next((end for end in ends(claim) if _waits(end, projection)), None)
        (alone if about is None else whole[about]).append(claim)
    for several in whole.values():
        yield sorted(several, key=lambda c: (not isinstance(c.fact, Node), c.name))
    tied = {end for c in claims if not isinstance(c.fact, Node) for end in ends(c)}
    for claim in alone:
        fact = claim.fact
        if not isinstance(fact, Node) or fact.kind is NodeKind.CONVENTION or fact.id not in tied:
            yield [claim]


def _waits(identifier: NodeId, projection: Projection) -> bool:
    """Tell whether an agreement waits whole, since the graph has nothing of it."""
    return identifier.startswith(NAMESPACE) and projection.resolve(identifier) is None


def ends(claim: Claim) -> tuple[NodeId, ...]:
    """Return the nodes that a claim is about."""
    match claim.fact:
        case Edge(start=start, end=end):
            return start, end
        case Measure(node=node):
            return (node,)
        case Node(id=identifier):
            return (identifier,)


def _words(citations: Iterable[Citation]) -> Citation | None:
    """Return the citation that shows most: the words of a document, else any."""
    several = list(citations)
    return next((one for one in several if one.quote), several[0] if several else None)


def _ref(view: View, identifier: NodeId) -> NodeRef:
    return view.ref(view.locate(identifier))
