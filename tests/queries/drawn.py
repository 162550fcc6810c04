"""Small graphs as one draws them, for the tests of questions.

A line is a node, `id = name | acronym | other name | other:id`, or an edge, `id KIND id`. Both may
end with properties: `since=2015`, `source=list-a`, `confidence=0.5`. What an edge names without
its own line is a node named after its id.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from graph.dates import packed
from graph.derive import (
    EdgeFacts,
    EdgeKey,
    Statement,
    by_rank,
    derive_edge,
    derive_node,
    edge_key,
    edge_number,
    joins_identity,
)
from graph.identity import Alias, canonical_ids
from graph.ids import is_node_id
from graph.model import Citation, Claim, Edge, Measure, Node, Source
from graph.ontology import Authority, EdgeKind, NodeKind
from graph.projection import Projection
from graph.store import GraphStore, SourceClaims
from graph.stores import open_store
from graph.topology import EDGE_KIND_CODES, NODE_KIND_CODES, Topology

KINDS = {
    "agency": NodeKind.AGENCY, "state": NodeKind.STATE_SERVICE, "pays": NodeKind.COUNTRY,
    "commune": NodeKind.MUNICIPALITY, "epci": NodeKind.INTERCOMMUNALITY,
    "departement": NodeKind.DEPARTMENT, "region": NodeKind.REGION, "qpv": NodeKind.NEIGHBOURHOOD,
    "federation": NodeKind.FEDERATION, "funder": NodeKind.FUNDER, "actor": NodeKind.ORGANISATION,
    "programme": NodeKind.PROGRAMME, "convention": NodeKind.CONVENTION,
}  # fmt: skip


def claims(drawing: str, *measures: Measure) -> list[Claim]:
    """Return the claims that a drawing states."""
    lines = [_options(line.strip()) for line in drawing.strip().splitlines() if line.strip()]
    nodes = [_claim(_node(text, told), told) for text, told in lines if " = " in text]
    edges = [_claim(_edge(text, told), told) for text, told in lines if " = " not in text]
    known = {claim.fact.id for claim in nodes if isinstance(claim.fact, Node)}
    facts = [claim.fact for claim in edges if isinstance(claim.fact, Edge)]
    others = {end for edge in facts for end in (edge.start, edge.end)} - known
    named = [_claim(Node(id=i, kind=_kind(i), name=_named(i)), {}) for i in sorted(others)]
    return [*nodes, *named, *edges, *(_claim(measure, {}) for measure in measures)]


def _options(line: str) -> tuple[str, dict[str, str]]:
    words = line.split(" ")
    cut = len(words)
    while cut and "=" in words[cut - 1] and words[cut - 1] != "=":
        cut -= 1
    options = dict(word.split("=", 1) for word in words[cut:])
    return " ".join(words[:cut]), options


def _node(text: str, options: Mapping[str, str]) -> Node:
    identifier, _, names = text.partition(" = ")
    name, short_name, *others = [part.strip() for part in names.split("|")] + [""] * (
        "|" not in names
    )
    properties: dict[str, Any] = {
        k: v for k, v in options.items() if k in {"since", "until", "signed_on", "status"}
    }
    return Node(
        id=identifier, kind=_kind(identifier), name=name, short_name=short_name or None,
        names=tuple(o for o in others if ":" not in o),
        other_ids=tuple(o for o in others if ":" in o), **properties,
    )  # fmt: skip


def _edge(text: str, options: Mapping[str, str]) -> Edge:
    start, kind, end = text.split()
    properties: dict[str, Any] = {
        k: v for k, v in options.items() if k in {"since", "until", "signed_on", "purpose"}
    }
    return Edge(
        kind=EdgeKind(kind), start=start, end=end, start_kind=_kind(start), end_kind=_kind(end),
        **properties,
    )  # fmt: skip


def _kind(identifier: str) -> NodeKind:
    return KINDS[identifier.partition(":")[0]]


def _named(identifier: str) -> str:
    return identifier.partition(":")[2].replace("-", " ")


def _claim(fact: Node | Edge | Measure, options: Mapping[str, str]) -> Claim:
    source, confidence = options.get("source", "dessin"), float(options.get("confidence", "1"))
    return Claim(fact=fact, citation=Citation(source=source, locator="§ 1", confidence=confidence))


def store_of(folder: Path, drawing: str, *measures: Measure) -> GraphStore:
    """Return a real store, in a folder, that holds a drawing."""
    store = open_store(str(folder / "galaxie.db"))
    told: dict[str, list[Claim]] = defaultdict(list)
    nodes = [c for c in claims(drawing, *measures) if isinstance(c.fact, Node)]
    for claim in claims(drawing, *measures):
        told[claim.citation.source].append(claim)
    for source, said in told.items():
        told[source] = list({c.hash(): c for c in [*said, *_restated(nodes, source)]}.values())
    store.load([SourceClaims(_source(source), said) for source, said in told.items()])
    return store


def _restated(nodes: Iterable[Claim], source: str) -> list[Claim]:
    """Each source says again the nodes that it mentions, as a store asks."""
    return [
        Claim(fact=node.fact, citation=node.citation.model_copy(update={"source": source}))
        for node in nodes
    ]


def _source(identifier: str) -> Source:
    return Source(id=identifier, title=identifier, authority=Authority.CURATED)


def drawn(drawing: str, *, revision: int = 1) -> Projection:
    """Return the projection of a drawing, derived in memory as a store would."""
    return Projection.of(topology_of(claims(drawing), revision=revision))


def topology_of(said: Iterable[Claim], *, revision: int = 1) -> Topology:
    """Return the columns of the graph that claims make."""
    told = [Statement(claim, _source(claim.citation.source)) for claim in said]
    canon = canonical_ids(
        Alias(s.claim.fact.id, other)
        for s in told
        if isinstance(s.claim.fact, Node)
        for other in joins_identity(s.claim.fact, s.source)
    )
    of_node: dict[str, list[Statement]] = defaultdict(list)
    of_edge: dict[EdgeKey, list[Statement]] = defaultdict(list)
    for statement in told:
        fact = statement.claim.fact
        if isinstance(fact, Node):
            of_node[canon.get(fact.id, fact.id)].append(statement)
        elif isinstance(fact, Edge):
            of_edge[edge_key(fact, canon)].append(statement)
    nodes = [derive_node(i, of_node[i]).node for i in sorted(of_node)]
    edges = {
        edge_number(key.number, rank): derive_edge(key.number, key, alike, canon)
        for key, statements in of_edge.items()
        for rank, alike in by_rank(statements).items()
    }
    return _topology(revision, nodes, dict(sorted(edges.items())))


def _topology(revision: int, nodes: list[Node], edges: Mapping[int, EdgeFacts]) -> Topology:
    place = {node.id: index for index, node in enumerate(nodes)}
    facts = list(edges.values())
    sources = sorted({c.source for fact in facts for c in fact.citations})
    pairs = sorted(
        {(e, sources.index(c.source)) for e, fact in enumerate(facts) for c in fact.citations}
    )
    return Topology(
        revision=revision,
        ids=[node.id for node in nodes],
        names=[node.name for node in nodes],
        short_names=[node.short_name or "" for node in nodes],
        other_names=["\n".join((*node.names, *node.other_ids)) for node in nodes],
        node_kind=np.array([NODE_KIND_CODES[node.kind] for node in nodes], np.uint8),
        node_since=_days(node.since or node.signed_on for node in nodes),
        node_until=_days(node.until for node in nodes),
        edge_number=np.array(list(edges), np.uint64),
        edge_kind=np.array([EDGE_KIND_CODES[fact.edge.kind] for fact in facts], np.uint8),
        start=np.array([place[fact.edge.start] for fact in facts], np.int32),
        end=np.array([place[fact.edge.end] for fact in facts], np.int32),
        edge_since=_days(fact.edge.signed_on or fact.edge.since for fact in facts),
        edge_until=_days(fact.edge.until for fact in facts),
        confidence=np.array(
            [round(100 * max(c.confidence for c in fact.citations)) for fact in facts], np.uint8
        ),
        sources=sources,
        source_edge=np.array([edge for edge, _ in pairs], np.int32),
        source_index=np.array([source for _, source in pairs], np.int32),
    )


def _days(dates: Iterable[str | None]) -> "np.ndarray[tuple[Any, ...], np.dtype[np.int32]]":
    return np.array([packed(date) for date in dates], np.int32)


def random_projection(nodes: int, edges: int, seed: int) -> Projection:
    """Return actors tied at random, some twice, some not at all."""
    random = np.random.default_rng(seed)
    ends = random.integers(0, nodes, (edges, 2))
    kinds = random.choice(["MEMBER_OF", "PARTNERS_WITH"], edges).tolist()
    lines = [f"agency:a{i:03} = a{i:03}" for i in range(nodes)]
    lines += [
        f"agency:a{a:03} {kind} agency:a{b:03}"
        for (a, b), kind in zip(ends.tolist(), kinds, strict=True)
        if a != b
    ]
    return drawn("\n".join(lines))


def index_of(projection: Projection, identifier: str) -> int:
    """Return the place of a node that is there."""
    assert is_node_id(identifier)
    index = projection.index(identifier)
    assert index is not None
    return index
