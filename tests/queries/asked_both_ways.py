"""Each question of the Cypher catalogue, asked of Neo4j, and its twin, asked in Python.

Both answers are brought to the same rows: ids, counts, lengths. A twin reads the embedded store,
so that a difference between the two stores would show as well.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

import neo4j

from graph.derive import EdgeFacts, MeasureFacts, NodeFacts
from graph.model import Citation
from graph.ontology import EdgeKind, NodeKind
from graph.projection import Projection
from graph.store import GraphStore
from graph.topology import EDGE_KINDS, NODE_KINDS
from queries.browser import questions
from queries.centrality import rank, standings
from queries.completeness import completeness
from queries.filters import Filters, View, view
from queries.listing import listing
from queries.neighbours import neighbours
from queries.partners import partners
from queries.paths import Paths, paths
from queries.search import search
from queries.show import show

Rows: TypeAlias = list[tuple[Any, ...]]
Asked: TypeAlias = Mapping[str, Any]
_Facts: TypeAlias = NodeFacts | EdgeFacts | MeasureFacts
STATEMENTS = {question.name: question for question in questions()}


@dataclass(frozen=True)
class Graph:
    """One graph in two stores: Neo4j, where Cypher runs, and an embedded one, for the twins."""

    database: neo4j.Session
    store: GraphStore
    projection: Projection

    def cypher(self, name: str, asked: Asked) -> list[dict[str, Any]]:
        """Return the rows of a question of the catalogue."""
        text = STATEMENTS[name].text
        return [dict(row) for row in self.database.run(text, dict(asked))]

    def view(self, asked: Asked) -> View:
        """Return what a question looks at."""
        avoid = frozenset(asked.get("avoid", ()))
        return view(self.projection, Filters(as_of=day(asked.get("as_of")), avoid=avoid))


@dataclass(frozen=True)
class Twins:
    """The two ways to ask one question, each giving comparable rows."""

    cypher: Callable[[Graph, str, Asked], Rows]
    python: Callable[[Graph, Asked], Rows]


def columns(*names: str) -> Callable[[Graph, str, Asked], Rows]:
    """Ask in Cypher and keep some columns, in the order given."""
    return lambda graph, name, asked: [
        tuple(row[column] for column in names) for row in graph.cypher(name, asked)
    ]


def unordered(*names: str) -> Callable[[Graph, str, Asked], Rows]:
    """Ask in Cypher and keep some columns, in no order: Python shows the rows in another."""
    return lambda graph, name, asked: in_order(columns(*names)(graph, name, asked))


def in_order(rows: Iterable[tuple[Any, ...]]) -> Rows:
    return sorted(rows, key=repr)


def day(told: date | None) -> str | None:
    return None if told is None else told.isoformat()


def schema(graph: Graph, _: Asked) -> Rows:
    p = graph.projection
    kinds = [NODE_KINDS[code] for code in p.node_kind]
    ends = zip(p.edge_kind.tolist(), p.start.tolist(), p.end.tolist(), strict=True)
    counted = Counter((kinds[a], EDGE_KINDS[kind], kinds[b]) for kind, a, b in ends)
    return in_order((str(a), str(kind), str(b), n) for (a, kind, b), n in counted.items())


def best_found(graph: Graph, asked: Asked) -> Rows:
    return [(hit.id,) for hit in search(graph.view(asked), asked["text"]).items[:1]]


def first(graph: Graph, name: str, asked: Asked) -> Rows:
    return columns("id")(graph, name, asked)[:1]


def listed(graph: Graph, asked: Asked) -> Rows:
    page = listing(
        graph.view(asked), kinds=[NodeKind(kind) for kind in asked.get("kinds", ())],
        programme=asked.get("programme"), territory=asked.get("territory"),
        since=day(asked.get("since")), limit=asked["limit"],
    )  # fmt: skip
    return [(node.id,) for node in page.items]


def shown(graph: Graph, asked: Asked) -> Rows:
    told = show(graph.store, graph.view(asked), asked["id"])
    facts: list[_Facts] = [told.facts, *told.measures]
    facts += [edge for edges in told.edges.values() for edge in edges]
    return in_order(
        (_id(fact), citation.locator, words(citation))
        for fact in facts
        for citation in fact.citations
    )


def _id(fact: _Facts) -> str:
    match fact:
        case NodeFacts():
            return fact.node.id
        case EdgeFacts():
            return fact.id
        case MeasureFacts():
            return f"{fact.measure.node}|{fact.key}"


def words(citation: Citation) -> str | None:
    gist = citation.gist and f"En substance\u00a0: {citation.gist}"
    return citation.quote or gist


def page_by_page(graph: Graph, name: str, asked: Asked) -> Rows:
    rows: Rows = []
    last: Asked = {"after": None, "after_edge": None}
    while page := graph.cypher(name, {**asked, **last}):
        rows += [
            (row["id"], row["edge_id"], row["lien"], row["sens"], row["depuis"], row["jusqu_a"])
            for row in page
        ]
        last = {"after": page[-1]["id"], "after_edge": page[-1]["edge_id"]}
    return rows


def tied(graph: Graph, asked: Asked) -> Rows:
    page = neighbours(graph.view(asked), asked["id"], limit=500)
    assert page.items.next is None
    return sorted(
        (tie.node.id, tie.edge_id, str(tie.kind), tie.direction, tie.since, tie.until)
        for tie in page.items.items
    )


def totals(graph: Graph, asked: Asked) -> Rows:
    told = neighbours(graph.view(asked), asked["id"]).totals
    return in_order((str(kind), str(k), n) for kind, by in told.items() for k, n in by.items())


def worked_with(graph: Graph, name: str, asked: Asked) -> Rows:
    return [
        (row["id"], row["n"], set(row["accords"]), set(row["edge_ids"]))
        for row in graph.cypher(name, asked)
    ]


def partner_rows(graph: Graph, asked: Asked) -> Rows:
    return [
        (partner.node.id, partner.n, {act.id for act in partner.conventions}, set(partner.via))
        for partner in partners(graph.view(asked), asked["id"])[: asked["limit"]]
    ]


def ends(graph: Graph, name: str, asked: Asked) -> Rows:
    chains = (row["chemin"] for row in graph.cypher(name, asked))
    return in_order({(chain.end_node["id"],) for chain in chains})


def partner_ids(graph: Graph, asked: Asked) -> Rows:
    return in_order((p.node.id,) for p in partners(graph.view(asked), asked["id"]))


def chains(graph: Graph, name: str, asked: Asked) -> Rows:
    drawn = (row["chaine"] for row in graph.cypher(name, asked))
    return [tuple(node["id"] for node in chain.nodes) for chain in drawn]


def chain_rows(graph: Graph, asked: Asked) -> Rows:
    return ids_of(paths(graph.view(asked), asked["start"], asked["end"], k=asked.get("k", 1)))


def ids_of(found: Paths) -> Rows:
    assert not found.truncated
    return [tuple(node.id for node in path.nodes) for path in found.paths]


def chains_and_hubs(graph: Graph, name: str, asked: Asked) -> Rows:
    around = {tuple(sorted(row["carrefours"])) for row in graph.cypher(name, asked)}
    return [*around, *chains(graph, name, asked)]


def hub_rows(graph: Graph, asked: Asked) -> Rows:
    seen = graph.view(asked)
    found = paths(seen, asked["start"], asked["end"], k=asked["k"], hub_penalty=True)
    return [tuple(sorted(hub.id for hub in found.avoided_hubs)), *ids_of(found)]


def proved_links(graph: Graph, asked: Asked) -> Rows:
    (best,) = paths(graph.view(asked), asked["start"], asked["end"], k=1).paths
    facts = graph.store.edges(edge for link in best.links for edge in link.edge_ids)
    return in_order(
        (number, edge, citation.locator, words(citation))
        for number, link in enumerate(best.links, start=1)
        for edge in link.edge_ids
        for citation in facts[edge].citations
    )


def counting(graph: Graph, asked: Asked) -> Rows:
    seen = graph.view(asked)
    ranked = standings(seen, rank(seen, "degree"), limit=asked["limit"])
    return [(place.node.id, round(place.score)) for place in ranked.items]


def line(graph: Graph, asked: Asked) -> Rows:
    told = show(graph.store, graph.view(asked), asked["id"])
    before = [(-1, node.id) for node in told.predecessors]
    after = [(1, node.id) for node in told.successors]
    return in_order([*before, (0, told.facts.node.id), *after])


def sided(graph: Graph, name: str, asked: Asked) -> Rows:
    rows = graph.cypher(name, asked)
    return in_order(((row["rang"] > 0) - (row["rang"] < 0), row["id"]) for row in rows)


def money(graph: Graph, asked: Asked) -> Rows:
    ties = neighbours(graph.view(asked), asked["id"], limit=500).items.items
    given = graph.store.edges(tie.edge_id for tie in ties if tie.kind is EdgeKind.FINANCES)
    sums: dict[tuple[Any, ...], list[int]] = {}
    for edge in (facts.edge for facts in given.values()):
        if edge.amount_cents is not None and edge.of_which is None:
            way = "out" if edge.start == asked["id"] else "in"
            sums.setdefault((way, edge.stage, edge.currency), []).append(edge.amount_cents)
    return in_order((*key, len(cents), sum(cents)) for key, cents in sums.items())


def known_of_announced(graph: Graph, asked: Asked) -> Rows:
    return in_order(
        (told.programme.id, told.what, told.known, told.announced, told.sources)
        for told in completeness(graph.store, graph.view(asked))
    )


def announced(graph: Graph, name: str, asked: Asked) -> Rows:
    return in_order(
        (row["id"], row["quoi"], row["connus"], row["annonces"], tuple(row["sources"]))
        for row in graph.cypher(name, asked)
    )


def every_fact(graph: Graph) -> Iterator[_Facts]:
    p = graph.projection
    yield from graph.store.nodes(p.ids).values()
    seen = view(p)
    yield from graph.store.edges(seen.edge_ids(range(len(p.start)))).values()
    for measures in graph.store.measures(p.ids).values():
        yield from measures


def disputes(graph: Graph, _: Asked) -> Rows:
    return in_order(
        (_id(fact), dispute.property)
        for fact in every_fact(graph)
        for dispute in fact.contradictions
    )


def disputed(graph: Graph, name: str, asked: Asked) -> Rows:
    rows = graph.cypher(name, asked)
    return in_order((row["fait"], row["litige"].partition("\u00a0")[0]) for row in rows)


def sources(graph: Graph, _: Asked) -> Rows:
    counts = graph.store.counts()
    return in_order(
        (source.id, source.title, counts[source.id]) for source in graph.store.sources()
    )


def proofs(graph: Graph, asked: Asked) -> Rows:
    facts = graph.store.edges([asked["edge_id"]])[asked["edge_id"]]
    return in_order((c.locator, words(c), c.confidence) for c in facts.citations)


def said(graph: Graph, asked: Asked) -> Rows:
    places = {
        _id(fact): sorted({c.locator for c in fact.citations if c.source == asked["source"]})
        for fact in every_fact(graph)
    }
    return in_order((fact, locators) for fact, locators in places.items() if locators)


#: Each file of the catalogue, by its name, and how it is compared.
TWINS: Mapping[str, Twins] = {
    "01-schema": Twins(unordered("de", "lien", "vers", "combien"), schema),
    "02-search": Twins(first, best_found),
    "03-list": Twins(columns("id"), listed),
    "04-programme": Twins(columns("id"), listed),
    "05-territory": Twins(columns("id"), listed),
    "06-show": Twins(unordered("fait", "endroit", "texte"), shown),
    "07-neighbours": Twins(page_by_page, tied),
    "08-neighbour-totals": Twins(unordered("lien", "genre", "combien"), totals),
    "09-partners": Twins(worked_with, partner_rows),
    "10-partners-picture": Twins(ends, partner_ids),
    "11-shortest-path": Twins(chains, chain_rows),
    "12-k-shortest-paths": Twins(chains, chain_rows),
    "13-paths-as-of": Twins(chains, chain_rows),
    "14-paths-around-hubs": Twins(chains_and_hubs, hub_rows),
    "15-chain-with-proofs": Twins(
        unordered("maillon", "edge_id", "endroit", "texte"), proved_links
    ),
    "16-who-counts": Twins(columns("id", "partenaires"), counting),
    "17-succession": Twins(sided, line),
    "18-money": Twins(unordered("sens", "stade", "monnaie", "sommes", "total"), money),
    "19-completeness": Twins(announced, known_of_announced),
    "20-contradictions": Twins(disputed, disputes),
    "21-sources": Twins(unordered("id", "titre", "faits"), sources),
    "22-proofs": Twins(unordered("endroit", "texte", "confiance"), proofs),
    "23-said-by-source": Twins(unordered("fait", "endroits"), said),
}
