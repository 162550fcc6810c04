"""The scene « Qui sont les partenaires de X ? »: the galaxy of X and its panel."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from graph.dates import packed, unpacked
from graph.ontology import TERRITORIES, NodeKind
from graph.store import GraphStore
from queries.filters import View
from viz.asked import Asked, born, ground
from viz.canvas import canvas
from viz.cast import label, today, with_query
from viz.chips import chips
from viz.dossier import panel
from viz.furniture import READING, legend, table
from viz.names import Called, called
from viz.orbits import Cast, galaxy
from viz.picture import Picture
from viz.sentences import address
from viz.subject import newest_agreements
from viz.typography import NARROW, NBSP, count
from viz.words import Rich, as_json, strong


def partners_scene(
    view: View, store: GraphStore, question: Asked, *, identifier: str
) -> dict[str, Any]:
    """Return the scene of a node, by any of its ids; raises `NotInGraph` with the nearest ones."""
    start = ground(view, question)
    sun = start.locate(identifier)
    canonical = start.projection.ids[sun]
    node = store.nodes([canonical])[canonical].node
    name = called(node)
    picture, who = galaxy(view, store, question, sun=sun, name=name.to())
    here = with_query(address(canonical), question)
    told = count(
        len(picture.bodies) - 1, "acteur, programme et groupe", "acteurs, programmes et groupes"
    )
    heading = f"Autour {name.of()}"
    return {
        "screen": "partners",
        "title": f"{heading} · Galaxie",
        "heading": heading,
        "asked": as_json(_asked(name, node.kind)),
        "counts": _counts(told, who),
        "canvas": canvas(picture),
        "legend": legend(picture),
        "reading": READING,
        "chips": chips(start, question, ties=who.ties, bodies=picture.everything),
        "panel": panel(born(start, question.on), store, sun, here=_with(here, "vue=tableau")),
        "table": table(start, picture, question, caption=f"{heading}, {told}"),
        "years": _years(start, question, sun),
        "status": f"{heading}{NBSP}: {told}.",
        "notice": _alone(picture, question, here),
    }


def _asked(name: Called, kind: NodeKind) -> Rich:
    """Return the question that the scene answers, as its kind is asked about."""
    if kind in {NodeKind.PROGRAMME, NodeKind.CONVENTION}:
        before = f"Qui prend part {name.to()}"
    elif kind in TERRITORIES:
        before = f"Qu’y a-t-il autour {name.of()}"
    else:
        before = f"Qui sont les partenaires {name.of()}"
    return before.removesuffix(name.text), strong(name.text), f"{NARROW}?"


def _with(href: str, more: str) -> str:
    return f"{href}{'&' if '?' in href else '?'}{more}"


def _counts(told: str, who: Cast) -> list[Any]:
    lines: list[Any] = [told]
    if who.left_out:
        less = count(who.left_out, "autre, moins lié", "autres, moins liés")
        lines.append(as_json((f"{less}, à deux liens",)))
    return lines


def _alone(picture: Picture, question: Asked, here: str) -> dict[str, Any] | None:
    """Return what to say when filters hide everything around the sun."""
    if len(picture.bodies) > 1 or len(picture.everything) < 2:
        return None
    hidden = count(len(picture.everything) - 1, "acteur")
    return {
        "title": f"Vos filtres masquent tout{NBSP}: {hidden}.",
        "text": "Retirez un filtre, ou changez la date.",
        "links": [{"text": "Retirer les filtres", "href": here.partition("?")[0]}],
    }


def _years(view: View, question: Asked, sun: int) -> dict[str, Any] | None:
    """Return how many of its agreements were signed each year, None with fewer than two years."""
    days = [unpacked(int(view.projection.node_since[n])) for n in newest_agreements(view, sun)]
    years = Counter(int(day[:4]) for day in days if day)
    if len(years) < 2:
        return None
    first, last = min(years), max(*years, int(today()[:4]))
    chosen = packed(question.on) // 10_000 if question.on else last
    step = max(1, -(-(last - first) // 8))
    return {
        "first": first,
        "last": last,
        "set": min(max(chosen, first), last),
        "text": f"de {first} à {min(chosen, last)}",
        "bars": [{"year": year, "n": years.get(year, 0)} for year in range(first, last + 1)],
        "marks": list(range(first, last + 1, step)),
        "successors": question.successors,
    }


def unknown_scene(view: View, wanted: str, near: Sequence[str]) -> dict[str, Any]:
    """Return the scene of an actor that no source mentions: what to try."""
    places = [(name, view.projection.index(name)) for name in near]
    links_ = [
        {"text": label(view, place), "href": address(name)}
        for name, place in places
        if place is not None
    ]
    return {
        "screen": "partners",
        "title": "Introuvable · Galaxie",
        "heading": "Introuvable",
        "counts": [],
        "legend": [],
        "chips": [],
        "notice": {
            "title": f"Rien pour «{NBSP}{wanted[:80]}{NBSP}».",
            "text": "Essayez un sigle, une commune, un code INSEE.",
            "links": [*links_, {"text": "La carte nationale", "href": "/"}],
        },
        "status": f"Rien pour {wanted[:80]}.",
    }
