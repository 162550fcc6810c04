"""The filters above a drawing: what each is set to, what it may be, how much it hides."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, TypeAlias

import numpy as np

from graph.ontology import EdgeKind, NodeKind
from graph.topology import NODE_KIND_CODES
from queries.filters import View
from viz.asked import Asked, Keeps, born
from viz.cast import label, today
from viz.palette import INKS, VERBS, Family
from viz.picture import Body
from viz.ties import Tie
from viz.typography import count, date

#: A value in the address, its text, and whether it is chosen.
Option: TypeAlias = tuple[str, str, bool]
_MOST_PROGRAMMES = 200


def chips(
    view: View, question: Asked, *, ties: Sequence[Tie], bodies: Iterable[Body]
) -> list[dict[str, Any]]:
    """Return the filters of a drawing; `ties` and `bodies` are those before any filter."""
    keeps, every = Keeps(view, question), list(bodies)
    families = {b.family for b in every}
    away = sum(not keeps.family(b.family) for b in every)
    kinds = {kind for tie in ties for kind in tie.kinds}
    unrelated = sum(not keeps.relation(tie) for tie in ties)
    elsewhere = sum(not keeps.programme(tie) for tie in ties)
    relations = [(*VERBS[k], k in question.relations) for k in EdgeKind if k in kinds]
    named = [(str(f), INKS[f].caption, f in question.families) for f in Family if f in families]
    return [
        _many("lien", "Lien", "tous", relations, hides=_hides(unrelated, "lien")),
        _many("famille", "Famille", "toutes", named, hides=_hides(away, "acteur")),
        programme_chip(view, question, every, hides=_hides(elsewhere, "lien")),
        date_chip(question, hides=_unborn(view, question, every)),
    ]


def programme_chip(
    view: View, question: Asked, bodies: Iterable[Body], *, hides: str = ""
) -> dict[str, Any]:
    """Return the chip of programmes: those drawn, else all, by name."""
    drawn = [(b.id, b.label) for b in bodies if b.kind is NodeKind.PROGRAMME]
    named = sorted(drawn or _programmes(view), key=lambda pair: pair[1].casefold())
    options = [(value, text, value == question.programme) for value, text in named]
    return {**_many("programme", "Programme", "tous", options, hides=hides), "kind": "one"}


def _programmes(view: View) -> list[tuple[str, str]]:
    graph = view.projection
    code = NODE_KIND_CODES[NodeKind.PROGRAMME]
    places = np.flatnonzero(graph.node_kind == code)[:_MOST_PROGRAMMES].tolist()
    return [(graph.ids[place], label(view, place)) for place in places]


def date_chip(question: Asked, *, hides: str = "") -> dict[str, Any]:
    """Return the chip of the date; without one, the drawing is that of today."""
    return {
        "key": "date",
        "label": "Date",
        "value": date(question.on or today()),
        "kind": "date",
        "set": question.on or "",
        "active": question.on is not None,
        "hides": hides,
        "successors": question.successors,
    }


def switch_chip(key: str, text: str, *, active: bool, hides: str) -> dict[str, Any]:
    """Return a chip that is on or off."""
    change = {key: "0" if active else "1"}
    return {
        "key": key,
        "kind": "switch",
        "label": text,
        "active": active,
        "hides": hides,
        "change": change,
    }


def _many(
    key: str, text: str, everything: str, options: Sequence[Option], *, hides: str
) -> dict[str, Any]:
    on = [name for _, name, chosen in options if chosen]
    more = "…" if len(on) > 2 else ""
    return {
        "key": key,
        "label": text,
        "value": f"{', '.join(on[:2])}{more}" if on else everything,
        "kind": "many",
        "active": bool(on),
        "hides": hides if on else "",
        "options": [{"value": v, "text": t, "on": chosen} for v, t, chosen in options],
    }


def _hides(number: int, what: str) -> str:
    return f"masque {count(number, what)}"


def _unborn(view: View, question: Asked, bodies: Sequence[Body]) -> str:
    if question.on is None:
        return ""
    seen = born(view, question.on)
    return _hides(sum(b.node is not None and not seen.shows(b.node) for b in bodies), "acteur")
