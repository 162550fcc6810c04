"""Beside a chain: the other chains, those avoided, where to go next, what is not proven."""

from __future__ import annotations

from typing import Any

from queries.answers import NodeRef
from queries.paths import Path
from viz.asked import Asked
from viz.cast import today, with_query
from viz.chains import Found
from viz.facts import Book
from viz.names import Called
from viz.palette import INKS, look
from viz.sentences import address
from viz.subject import section
from viz.typography import NBSP, count, date, joined, percent
from viz.words import Rich, strong

#: Chains that may be told, the first included.
SHOWN_CHAINS = 5


def short(node: NodeRef) -> str:
    """Return the short name of a node, or its name."""
    return node.short_name or node.name


def stop(node: NodeRef, question: Asked) -> dict[str, Any]:
    """Return a body of a chain as JSON."""
    appearance = look(node.kind, node.name)
    ink = INKS[appearance.family]
    return {
        "id": node.id,
        "name": short(node),
        "what": appearance.one,
        "href": with_query(address(node.id), question),
        "shape": str(appearance.shape),
        "fill": ink.fill,
        "border": ink.border,
    }


def aside(found: Found, question: Asked, book: Book) -> list[dict[str, Any]]:
    """Return the sections beside a chain."""
    every = [others(found, question), avoided(found, book), onwards(found, book)]
    return [one for one in every if one]


def others(found: Found, question: Asked) -> dict[str, Any] | None:
    """Return the other chains, from the shortest to the longest."""
    told = list(enumerate(found.told[:SHOWN_CHAINS], 1))
    rest = [(number, path) for number, path in told if number != question.chain]
    if not rest:
        return None
    order = ", de la plus courte à la plus longue" if len(rest) > 1 else ""
    line = f"{count(len(rest), 'chaîne montrée', 'chaînes montrées')}{order}"
    small = [{"chain": _small(path, question, number)} for number, path in rest]
    return section("Autres chaînes", "", {"rich": [line], "class": "small"}, *small)


def _small(path: Path, question: Asked, number: int) -> dict[str, Any]:
    between = joined([short(node) for node in path.nodes[1:-1]])
    hubs = {None: "", True: "1", False: "0"}[question.avoid_hubs]
    query = question.query(
        de=path.nodes[0].id,
        a=path.nodes[-1].id,
        carrefours=hubs,
        chaine=str(number) if number > 1 else "",
    )
    return {
        "title": count(len(path.links), "lien"),
        "by": f", par {between}" if between else "",
        "bodies": [stop(node, question) for node in path.nodes],
        "href": f"/lien?{query}",
    }


def avoided(found: Found, book: Book) -> dict[str, Any] | None:
    """Return the chains left aside, and by which crossroads they pass."""
    number = len(found.avoided)
    if not number:
        return None
    met = joined([_shared(book.names[hub.node.id], hub.share) for hub in found.hubs[:3]])
    verb, button = ("Elle passe", "La montrer") if number == 1 else ("Elles passent", "Les montrer")
    told = f"{verb} par {met}{NBSP}: un tel lien dit peu."
    show = f"/lien?de={found.start.id}&a={found.end.id}&carrefours=0"
    one = section(
        count(number, "chaîne évitée", "chaînes évitées"),
        "",
        {"rich": [told], "class": "small"},
        {"buttons": [{"text": button, "href": show}]},
    )
    return {**one, "quiet": True}


def _shared(name: Called, share: float) -> str:
    return f"{name.the()}, {name.agree('lié')} à {percent(round(share * 100) * 100)} des autres"


def onwards(found: Found, book: Book) -> dict[str, Any]:
    """Return where a reader may go from here."""
    middle = found.told[0].nodes[1:-1] or found.told[0].nodes[:1]
    links = [
        {"text": f"Tous les partenaires {book.names[n.id].of()}", "href": address(n.id)}
        for n in middle[:2]
    ]
    bridges = {"text": "Qui fait le pont entre les autres", "href": "/rang?mesure=pont"}
    return section("Continuer", "", {"links": [*links, bridges]})


def limits(found: Found, question: Asked, book: Book) -> Rich:
    """Return what the answer does not prove: that no agreement is known does not mean none is."""
    if len(found.told[0].links) == 1:
        text = " Ces faits sont ceux des sources lues ; ils ne disent pas tout ce qui les lie."
        return strong("Ce que dit ce lien."), text
    first, last = book.names[found.start.id], book.names[found.end.id]
    day = date(question.on or today())
    return (
        strong("Aucun accord direct"),
        f" entre {first.the()} et {last.the()} n’est connu au {day} dans les sources lues.",
        " Cela ne prouve pas qu’il n’en existe pas.",
    )


def no_chain(found: Found, question: Asked, book: Book) -> dict[str, Any]:
    """Return what to say when no chain joins the two: what was tried, what to try."""
    first, last = book.names[found.start.id], book.names[found.end.id]
    narrowed = bool(question.on or question.programme)
    where = "avec ces filtres" if narrowed else "dans les sources lues"
    text = f"Aucune chaîne ne joint {first.the()} et {last.the()} {where}."
    bare = f"/lien?de={found.start.id}&a={found.end.id}"
    around = [
        {"text": f"Voir autour {name.of()}", "href": address(node.id)}
        for name, node in ((first, found.start), (last, found.end))
    ]
    links = [{"text": "Chercher sans filtre", "href": bare}] if narrowed else around
    return {
        "chain": {"kicker": "Aucune chaîne", "answer": [text]},
        "status": text,
        "table": None,
        "panel": {"sections": [section("Continuer", "", {"links": links})]},
    }
