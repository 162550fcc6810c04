"""The scene « Quel lien entre X et Y ? »: a sentence, the chain, its proofs, other chains."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from typing import Any

from graph.ids import NodeId
from graph.store import GraphStore
from queries.filters import Filters, View
from queries.filters import view as filtered
from viz.asked import Asked
from viz.chain_aside import SHOWN_CHAINS, aside, limits, no_chain, short, stop
from viz.chain_cards import Telling, card, sentence
from viz.chains import Found, Tied, find, tied
from viz.chips import date_chip, programme_chip, switch_chip
from viz.facts import Book
from viz.typography import NARROW, NBSP, count
from viz.words import as_json, plain

#: Agreements of a chain whose parties are named.
_NAMED = 30


def chain_scene(
    view: View, store: GraphStore, question: Asked, *, ends: tuple[str, str]
) -> dict[str, Any]:
    """Return the scene of the link between two nodes; with one end missing, it asks for it.

    Raises `NotInGraph` for an end that is unknown.
    """
    scene = {
        "screen": "chain",
        "title": "Quel lien entre deux acteurs · Galaxie",
        "heading": "Quel lien entre deux acteurs",
        "legend": [],
        "link": {"from": _end(view, ends[0]), "to": _end(view, ends[1])},
        "chips": _chips(view, question, avoided=0),
    }
    if all(ends):
        return scene | _answered(view, store, question, ends)
    told = "la plus courte chaîne entre eux s’affichera ici, avec ses preuves."
    asking = f"Choisissez deux acteurs{NBSP}: {told}"
    return scene | {"chain": {"answer": [asking]}, "status": asking, "table": None, "panel": None}


def _end(view: View, identifier: str) -> dict[str, str] | None:
    known = view.projection.resolve(identifier)
    place = view.projection.index(known) if known else None
    if place is None:
        return None
    ref = view.ref(place)
    return {"id": ref.id, "name": short(ref)}


def _answered(
    view: View, store: GraphStore, question: Asked, ends: tuple[str, str]
) -> dict[str, Any]:
    seen = _seen(view, question)
    found = find(seen, ends, avoid=question.avoid_hubs is not False)
    if not found.told:
        return no_chain(found, question, Book(store, [found.start.id, found.end.id]))
    place = min(question.chain, len(found.told), SHOWN_CHAINS) - 1
    nodes = found.told[place].nodes
    ties = [tied(seen, a.id, b.id) for a, b in itertools.pairwise(nodes)]
    edges = store.edges({edge for tie in ties for edge in tie.every_edge})
    told = Telling(seen, Book(store, _mentioned(seen, found, ties)), edges)
    cards = [card(told, tie) for tie in ties]
    answer = sentence(told, nodes, ties)
    names = f"{short(nodes[0])} et {short(nodes[-1])}"
    return {
        "title": f"Quel lien entre {names}{NARROW}? · Galaxie",
        "heading": f"Quel lien entre {names}{NARROW}?",
        "chips": _chips(view, question, avoided=len(found.avoided)),
        "chain": {
            "kicker": f"{_which(found, place)}{NBSP}: {_length(ties)}",
            "answer": as_json(answer),
            "bodies": [stop(node, question) for node in nodes],
            "links": cards,
            "limits": as_json(limits(found, question, told.book)),
        },
        "panel": {"sections": aside(found, question, told.book)},
        "table": _table(cards, names),
        "status": plain(answer),
    }


def _seen(view: View, question: Asked) -> View:
    programme = view.projection.resolve(question.programme) if question.programme else None
    chosen = frozenset({programme}) if programme else frozenset[NodeId]()
    return filtered(
        view.projection,
        Filters(as_of=question.on, programmes=chosen, follow_successors=question.successors),
    )


def _mentioned(view: View, found: Found, ties: Iterable[Tied]) -> set[NodeId]:
    """Return the nodes that an answer names."""
    chains = (*found.told[:SHOWN_CHAINS], *found.avoided)
    every = {found.start.id, found.end.id} | {n.id for p in chains for n in p.nodes}
    acts = [act for tie in ties for act in tie.agreements]
    ids = view.projection.ids
    near = {ids[int(n)] for act in acts[:_NAMED] for n in view.arcs(view.locate(act))[0]}
    return every | near | set(acts)


def _which(found: Found, place: int) -> str:
    if place:
        return f"Chaîne {place + 1} sur {len(found.told[:SHOWN_CHAINS])}"
    return f"La plus courte chaîne{' qui évite les grands carrefours' if found.avoided else ''}"


def _length(ties: Sequence[Tied]) -> str:
    facts = sum(tie.total for tie in ties)
    return f"{count(len(ties), 'lien')}, {count(facts, 'fait prouvé', 'faits prouvés')}"


def _chips(view: View, question: Asked, *, avoided: int) -> list[dict[str, Any]]:
    on = question.avoid_hubs is not False
    switch = switch_chip(
        "carrefours",
        "Éviter les grands carrefours",
        active=on,
        hides=f"masque {count(avoided, 'chaîne')}" if on and avoided else "",
    )
    return [switch, programme_chip(view, question, ()), date_chip(question)]


def _table(cards: Sequence[dict[str, Any]], names: str) -> dict[str, Any]:
    """Return the facts of a chain as rows: the tie, the fact, its sources, the place in one."""
    rows = [
        {"id": "", "href": "", "cells": [one["title"], _words(row), _chips_of(row), _where(row)]}
        for one in cards
        for row in one["facts"]
    ]
    columns = ["Lien", "Fait", "Sources", "Endroit"]
    return {"caption": f"Faits entre {names}", "columns": columns, "numeric": [], "rows": rows}


def _words(row: dict[str, Any]) -> str:
    told = "".join(run if isinstance(run, str) else run["t"] for run in row["words"])
    return f"{told}, {row['note'].lower()}" if row.get("note") else told


def _chips_of(row: dict[str, Any]) -> str:
    return " ; ".join(proof["chip"] for proof in row["proofs"])


def _where(row: dict[str, Any]) -> str:
    return row["proofs"][0]["where"] if row["proofs"] else ""
