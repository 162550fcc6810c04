"""The opening: six questions beside the national view."""

from __future__ import annotations

from typing import Any

from graph.store import GraphStore
from queries.filters import View
from viz.asked import Asked, ground
from viz.canvas import canvas
from viz.cast import today
from viz.chips import chips
from viz.furniture import READING, legend, table
from viz.national import chosen, national
from viz.typography import NARROW, NBSP, count, date

#: The questions, an example of each, and the address that asks it; "" puts the reader in the box.
_QUESTIONS = (
    (
        f"Qui sont les partenaires de…{NARROW}?",
        "ANRU, USH, Valenciennes Métropole",
        "/n/agency:anru",
    ),
    (
        f"Quel lien entre… et…{NARROW}?",
        "Villes de France et l’ANRU",
        "/lien?de=federation:villes-de-france&a=agency:anru",
    ),
    (
        f"Qu’y a-t-il sur mon territoire{NARROW}?",
        f"Valenciennes{NBSP}: ses contrats et leurs signataires",
        "/n/commune:59606",
    ),
    (
        f"Qui finance quoi{NARROW}?",
        "Le NPNRU et ceux qui le financent",
        "/n/programme:npnru?lien=finance",
    ),
    (
        f"Qui compte, qui fait le pont{NARROW}?",
        "Par partenaires, accords ou ponts",
        "/rang?mesure=pont",
    ),
    (
        f"Qu’est-ce qui a changé{NARROW}?",
        "L’Acsé, le CGET, puis l’ANCT",
        "/n/agency:anct?successeurs=1",
    ),
)


def opening(view: View, store: GraphStore, question: Asked) -> dict[str, Any]:
    """Return the scene of the national view."""
    picture = national(view, store, question)
    start = ground(view, question)
    who = chosen(start, narrow=question.narrow)
    told = count(
        len(picture.bodies), "acteur, programme et groupe", "acteurs, programmes et groupes"
    )
    ties = f"{count(len(picture.lines), 'lien')} au {date(question.on or today())}"
    return {
        "screen": "opening",
        "title": f"Galaxie{NBSP}: qui fait quoi, avec qui, dans la politique de la ville",
        "heading": "La carte nationale",
        "counts": [told, ties],
        "questions": [_question(start, *row) for row in _QUESTIONS],
        "reading": READING,
        "canvas": canvas(picture),
        "legend": legend(picture),
        "chips": chips(start, question, ties=who.ties, bodies=picture.everything),
        "table": table(start, picture, question, caption=f"La carte nationale, {told}"),
        "also": [
            {"text": "Voir la même chose en tableau", "href": "?vue=tableau"},
            {"text": "Filtrer", "href": "?filtres=1"},
        ],
        "status": f"Carte nationale{NBSP}: {told}, {ties}.",
    }


def _question(view: View, text: str, example: str, href: str) -> dict[str, Any]:
    """Return a question as a link; one whose example is not loaded leads to the search box."""
    wanted = href.removeprefix("/n/").partition("?")[0] if href.startswith("/n/") else ""
    known = not wanted or view.projection.resolve(wanted) is not None
    return {"text": text, "example": example, "href": href if known else "", "ask": text}
