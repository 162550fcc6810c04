"""The pages of the sources: all of them in one table, then each with the facts that it states."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, TypeAlias
from urllib.parse import quote

import numpy as np

from graph.derive import EdgeFacts, MeasureFacts, NodeFacts
from graph.errors import NotInGraph
from graph.ids import NodeId
from graph.model import Citation, Source
from graph.names import fold
from graph.ontology import TERRITORIES, Authority
from graph.store import GraphStore
from graph.topology import NODE_KINDS
from queries.filters import Filters, View
from queries.filters import view as view_of
from viz.cast import today
from viz.facts import Book, distinct
from viz.page import served, template
from viz.palette import look
from viz.proofs import proof
from viz.sentences import address, edge_words, measure_words
from viz.typography import NARROW, NBSP, count, date, number, quoted
from viz.words import Rich, Span, link, plain

#: The address of the page, and the facts of each kind that the page of one source shows.
SOURCES, MOST = "/sources", 200
#: What a source weighs, in one word.
_WEIGHTS: Mapping[Authority, str] = {
    Authority.CORRECTION: "correction",
    Authority.OFFICIAL: "officielle",
    Authority.CURATED: "curée",
    Authority.TEXT: "texte",
}
#: What each word means, for the legend of the table; strongest first.
_MEANINGS: Mapping[Authority, str] = {
    Authority.CORRECTION: "corrigée par une personne",
    Authority.OFFICIAL: "un texte ou un jeu de données officiel",
    Authority.CURATED: "relevée et relue à la main",
    Authority.TEXT: "relevée dans un texte, par règle",
}
_Fact: TypeAlias = NodeFacts | MeasureFacts
_Told: TypeAlias = Mapping[str, Sequence[_Fact]]


def sources_page(
    view: View, store: GraphStore, *, identifier: str | None = None, nonce: str
) -> str:
    """Return the page of all the sources, or of the one that `identifier` names.

    `view` is unfiltered. Neither page has a script. Raises `NotInGraph` for an unknown source.
    Cost: for all, the list; for one, a pass over the edges, and once a revision a reading of the
    actors and measures (0.2 s on the data that we ship).
    """
    counts = view.projection.memo.get(("counts",), store.counts)
    known = {source.id: source for source in store.sources()}
    frame = {**served(nonce, here=SOURCES), "dated": date(today())}
    if identifier is None:
        listed = [_described(source, counts.get(source.id, 0)) for source in known.values()]
        return template("sources.html").render(**frame, **_all(listed))
    if identifier not in known:
        raise NotInGraph(identifier)
    source = known[identifier]
    told = _described(source, counts.get(identifier, 0))
    parts = [part for part in _parts(view, store, source) if part["rows"]]
    return template("source.html").render(**frame, source=told, parts=parts)


def _described(source: Source, claims: int) -> dict[str, Any]:
    return {
        "id": source.id,
        "href": f"{SOURCES}/{quote(source.id, safe='@')}",
        "title": _glued(source.title),
        "publisher": _glued(source.publisher or "Éditeur non précisé"),
        "anonymous": source.publisher is None,
        "url": source.url,
        "published": date(source.published_on) if source.published_on else "sans date",
        "retrieved": date(source.retrieved_on) if source.retrieved_on else None,
        "licence": _glued(source.licence or "licence non précisée"),
        "authority": source.authority,
        "weight": _WEIGHTS[source.authority],
        "meaning": _MEANINGS[source.authority],
        "claims": claims,
        "counted": count(claims, "fait"),
        "number": number(claims),
        "unit": "fait" if claims < 2 else "faits",
        "sha256": source.sha256,
    }


def _glued(text: str) -> str:
    """Return a text of a source whose punctuation no line break parts from its word.

    >>> _glued("Faits cités ; texte non reproduit") == "Faits cités\u202f; texte non reproduit"
    True
    """
    return re.sub(" (?=[:»])", NBSP, re.sub(" (?=[;!?])", NARROW, text)).replace("« ", f"«{NBSP}")


def _all(listed: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the sources by publisher, then title; those without a publisher are last."""

    def publisher(told: dict[str, Any]) -> str:
        return str(told["publisher"])

    ranked = sorted(listed, key=_shelf)
    groups = [(name, list(group)) for name, group in groupby(ranked, publisher)]
    used = {told["authority"] for told in listed}
    meanings = [(_WEIGHTS[one], _MEANINGS[one]) for one in Authority if one in used]
    return {"groups": groups, "intro": _intro(listed), "meanings": meanings}


def _shelf(told: dict[str, Any]) -> tuple[bool, str, str, str]:
    return told["anonymous"], fold(told["publisher"]), told["publisher"], fold(told["title"])


def _intro(listed: list[dict[str, Any]]) -> str:
    """Say how much the sources say, and which of them says most of it alone."""
    if not listed:
        return "Aucune source n’est chargée."
    facts, largest = sum(told["claims"] for told in listed), max(listed, key=_claims)
    say, one = ("disent", "l’une d’elles") if len(listed) > 1 else ("dit", "celle-ci")
    cites = f"cite au moins {one}" if len(listed) > 1 else f"cite {one}"
    intro = (
        f"{count(len(listed), 'source')} {say} {count(facts, 'fait')}. "
        f"Chaque lien du graphe {cites}."
    )
    if len(listed) > 1 and _claims(largest) * 2 > facts:
        named = quoted(largest["title"])
        intro += f" À elle seule, {named} en dit {number(_claims(largest))}."
    return intro


def _claims(told: dict[str, Any]) -> int:
    return int(told["claims"])


def _parts(view: View, store: GraphStore, source: Source) -> Iterator[dict[str, Any]]:
    """Yield what a source says, as rows: ties, then numbers, then who it names or dates."""
    links, total = _links(view, store, source)
    told = view.projection.memo.get(("told",), lambda: _told(view, store)).get(source.id, ())
    measures = [fact for fact in told if isinstance(fact, MeasureFacts)]
    measures.sort(key=lambda fact: (fact.measure.node, fact.key))
    actors = [fact for fact in told if isinstance(fact, NodeFacts)]
    actors.sort(key=lambda fact: (fold(fact.node.name), fact.node.id))
    book = Book(store, _mentioned(links, measures))
    everything = f"/v1/export?format=csv&what=edges&source={quote(source.id)}"
    yield _part("Liens", total, [_link_row(book, source, one) for one in links], everything)
    yield _part("Nombres", len(measures), [_measure_row(book, source, m) for m in measures[:MOST]])
    yield _part(
        "Acteurs, programmes et accords", len(actors),
        [_actor_row(book, source, one) for one in actors[:MOST]],
    )  # fmt: skip


def _mentioned(links: Iterable[EdgeFacts], measures: Iterable[MeasureFacts]) -> set[NodeId]:
    """Return the nodes that the sentences name."""
    named: set[NodeId | None] = set()
    for fact in links:
        named |= {fact.edge.start, fact.edge.end, fact.edge.territory}
    for measured in measures:
        named |= {measured.measure.node, *measured.measure.payers}
    return {node for node in named if node is not None}


def _part(title: str, total: int, rows: list[Any], everything: str = "") -> dict[str, Any]:
    shown = f"Les {count(len(rows), 'premier')} sur {number(total)}."
    return {
        "title": title,
        "total": number(total),
        "rows": rows,
        "capped": shown if len(rows) < total else "",
        "everything": everything,
    }


def _links(view: View, store: GraphStore, source: Source) -> tuple[list[EdgeFacts], int]:
    """Return the first edges that a source states, by kind then ends, and how many there are."""
    seen, p = view_of(view.projection, Filters(sources=frozenset({source.id}))), view.projection
    edges = seen.ends()[0]
    order = np.lexsort((p.end[edges], p.start[edges], p.edge_kind[edges]))
    ids = seen.edge_ids(edges[order][:MOST])
    facts = store.edges(ids)
    return [facts[one] for one in ids if one in facts], len(edges)


def _told(view: View, store: GraphStore) -> _Told:
    """Return what each source says of one node alone; territories have too many names to list."""
    ids, kinds = view.projection.ids, view.projection.node_kind
    actors = [i for i, k in zip(ids, kinds, strict=True) if NODE_KINDS[k] not in TERRITORIES]
    facts: list[_Fact] = [one for several in store.measures(ids).values() for one in several]
    told: dict[str, list[_Fact]] = defaultdict(list)
    for fact in [*facts, *store.nodes(actors).values()]:
        for source in dict.fromkeys(citation.source for citation in fact.citations):
            told[source].append(fact)
    return told


def _link_row(book: Book, source: Source, facts: EdgeFacts) -> dict[str, Any]:
    edge, (subject, *rest) = facts.edge, edge_words(facts, book.names)
    words = (
        *_linked((subject,), book, edge.start),
        *_linked(rest, book, edge.end),
    )
    return _row(book, source, words, facts.citations)


def _measure_row(book: Book, source: Source, facts: MeasureFacts) -> dict[str, Any]:
    node = facts.measure.node
    head = _linked((book.names[node].at_start(),), book, node)
    words = (*head, f"{NBSP}: ", *measure_words(facts, book.names))
    return _row(book, source, words, facts.citations)


def _actor_row(book: Book, source: Source, facts: NodeFacts) -> dict[str, Any]:
    node = facts.node
    what = look(node.kind, node.name).one
    words = (link(node.name, address(node.id)), f", {what}")
    return _row(book, source, words, facts.citations)


def _linked(words: Iterable[Span | str], book: Book, node: NodeId) -> Rich:
    """Return words in which the first mention of a node leads to its page."""
    told, name = tuple(words), re.compile(re.escape(book.names[node].text), re.I)
    for place, run in enumerate(told):
        text = run if isinstance(run, str) else run.text
        if found := name.search(text):
            before, after = text[: found.start()], text[found.end() :]
            return (*told[:place], before, link(found[0], address(node)), after, *told[place + 1 :])
    return told


def _row(book: Book, source: Source, words: Rich, citations: Iterable[Citation]) -> dict[str, Any]:
    """Return a fact in words, with each place of the source that states it."""
    here = distinct(one for one in citations if one.source == source.id)
    proofs = [proof(one, book.sources, told=plain(words)) for one in here]
    return {"words": words, "proofs": proofs}
