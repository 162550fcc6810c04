"""The scene « Qui compte, qui fait le pont ? »: a ranked table beside the national view."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from graph.store import GraphStore
from queries.filters import View
from viz.asked import CANVAS, Asked, ground
from viz.canvas import canvas
from viz.cast import today
from viz.chips import chips
from viz.furniture import legend, table
from viz.national import chosen, national
from viz.palette import INKS
from viz.picture import SIZES, Body, Picture, resized
from viz.ties import Tie
from viz.typography import NARROW, NBSP, count, date, decimal
from viz.words import as_json, link, strong

#: How a measure asks, what its column is called, what it means.
_MEASURES: Mapping[str, tuple[str, str, str]] = {
    "partenaires": (
        f"Qui a le plus de partenaires{NARROW}?",
        "Partenaires",
        (
            f"Partenaires{NBSP}: ceux à qui un accord ou un fait le lie."
            " Ne dit ni l’importance de ce qui les lie, ni qui décide."
        ),
    ),
    "accords": (
        f"Qui prend part au plus d’accords{NARROW}?",
        "Accords",
        (
            f"Accords{NBSP}: ceux qu’il signe, pilote ou finance avec d’autres de cette carte."
            " Un accord vaut un, petit ou grand."
        ),
    ),
    "pont": (
        f"Qui fait le pont entre les autres{NARROW}?",
        "Pont",
        (
            f"Pont{NBSP}: part des plus courtes chaînes entre deux autres acteurs qui passent par"
            " lui. Ne dit pas qu’il transmet quoi que ce soit."
        ),
    ),
}


@dataclass(frozen=True, slots=True)
class Scores:
    """The three measures of the bodies of a drawing, by id."""

    partners: Mapping[str, float]
    agreements: Mapping[str, float]
    bridge: Mapping[str, float]

    def of(self, measure: str) -> Mapping[str, float]:
        """Return the scores by one measure."""
        return {"partenaires": self.partners, "accords": self.agreements, "pont": self.bridge}[
            measure
        ]


def scores(view: View, bodies: Sequence[Body], ties: Sequence[Tie]) -> Scores:
    """Measure the bodies on the ties of their drawing alone.

    The bridge is betweenness (Freeman 1977), exact by Brandes 2001, normalised: about 10 ms for
    60 bodies. Groups are left out: they are not comparable.
    """
    import networkx as nx  # noqa: PLC0415 -- slow to import, and only this screen needs it

    ids = view.projection.ids
    names = {b.node: b.id for b in bodies if b.node is not None}
    drawn = [t for t in ties if t.start in names and t.end in names]
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(names)
    graph.add_edges_from((t.start, t.end) for t in drawn)
    shared: dict[int, set[int]] = {node: set() for node in names}
    for tie in drawn:
        shared[tie.start] |= set(tie.agreements)
        shared[tie.end] |= set(tie.agreements)
    bridges = nx.betweenness_centrality(graph)
    return Scores(
        {ids[n]: float(graph.degree[n]) for n in names},
        {ids[n]: float(len(acts)) for n, acts in shared.items()},
        {ids[n]: float(value) for n, value in bridges.items()},
    )


def rank_scene(view: View, store: GraphStore, question: Asked) -> dict[str, Any]:
    """Return the scene of a measure: same places as the national view, other sizes.

    A narrow canvas draws fewer bodies; the ranking is the same on every canvas.
    """
    measure = question.measure if question.measure in _MEASURES else "pont"
    start = ground(view, question)
    whole = national(view, store, replace(question, canvas=CANVAS))
    bodies = [b for b in whole.bodies if not b.pill]
    told = _scores(start, whole, bodies)
    values = told.of(measure)
    picture = resized(
        national(view, store, question),
        values,
        SIZES["narrow"] if question.narrow else SIZES["rank"],
    )
    order = sorted(bodies, key=lambda b: (-values[b.id], b.label.casefold()))
    title = _MEASURES[measure][0]
    return {
        "screen": "rank",
        "title": f"{title} · Galaxie",
        "heading": title,
        "asked": as_json((title,)),
        "counts": [],
        "measures": [
            {"key": key, "text": text, "on": key == measure}
            for key, (_, text, _) in _MEASURES.items()
        ],
        "canvas": canvas(picture),
        "legend": [item for item in legend(picture) if "dash" not in item],
        "chips": chips(start, question, ties=chosen(start).ties, bodies=whole.everything),
        "rank": _ranking(order, told, measure, hidden=len(whole.bodies) - len(bodies)),
        "table": _ranked_table(table(start, whole, question, caption=title), order, told),
        "status": f"{title} {order[0].label} vient en tête." if order else title,
    }


def _scores(view: View, whole: Picture, bodies: Sequence[Body]) -> Scores:
    """Return the scores of what the filters leave, worked out once a revision."""
    ids = view.projection.ids
    kept = {(line.start, line.end) for line in whole.lines}
    ties = [t for t in chosen(view).ties if (ids[t.start], ids[t.end]) in kept]
    key = ("viz scores", view.filters, tuple(b.id for b in bodies), tuple(sorted(kept)))
    return view.projection.memo.get(key, lambda: scores(view, bodies, ties))


def _ranking(order: Sequence[Body], told: Scores, measure: str, *, hidden: int) -> dict[str, Any]:
    """Return the ranked table as JSON, with what the measure means."""
    title, column, meaning = _MEASURES[measure]
    last = column if measure == "pont" else "Mesure"
    return {
        "title": title,
        "meaning": f"{meaning} {_method(len(order), hidden)}",
        "columns": ["Nº", "Acteur ou programme", "Partenaires", "Accords", last],
        "rows": [_row(place, body, told, measure) for place, body in enumerate(order, 1)],
        "selected": as_json(_first(order[0], told, measure)) if order else None,
    }


def _method(measured: int, hidden: int) -> str:
    groups = f" {count(hidden, 'groupe non classé', 'groupes non classés')}." if hidden else ""
    who = count(measured, "acteur et programme", "acteurs et programmes")
    return f"Calcul exact sur {who} de la carte nationale, le {date(today())}.{groups}"


def _row(place: int, body: Body, told: Scores, measure: str) -> dict[str, Any]:
    values = told.of(measure)
    most = max(values.values(), default=0) or 1
    ink = INKS[body.family]
    return {
        "id": body.id,
        "n": place,
        "name": body.label,
        "href": body.href,
        "sign": {
            "shape": str(body.shape),
            "fill": ink.fill,
            "border": ink.border,
            "hollow": body.ended,
        },
        "values": [int(told.partners[body.id]), int(told.agreements[body.id])],
        "bar": round(100 * values[body.id] / most, 1),
        "value": _value(values[body.id], measure),
    }


def _value(value: float, measure: str) -> str:
    return f"{decimal(round(100 * value, 1))}{NARROW}%" if measure == "pont" else str(int(value))


def _first(body: Body, told: Scores, measure: str) -> tuple[Any, ...]:
    partners, acts = int(told.partners[body.id]), int(told.agreements[body.id])
    return (
        strong(body.label),
        f" vient en tête{NBSP}: {count(partners, 'partenaire')}, {count(acts, 'accord')}. ",
        link("Voir ses partenaires", body.href),
    )


def _ranked_table(plain: dict[str, Any], order: Sequence[Body], told: Scores) -> dict[str, Any]:
    rows = {row["id"]: row for row in plain["rows"]}
    ranked = [
        {
            **rows[b.id],
            "cells": [
                b.label,
                b.what,
                INKS[b.family].caption,
                int(told.partners[b.id]),
                int(told.agreements[b.id]),
                _value(told.bridge[b.id], "pont"),
            ],
        }
        for b in order
        if b.id in rows
    ]
    columns = ["Nom", "Nature", "Famille", "Partenaires", "Accords", "Pont"]
    return {**plain, "columns": columns, "numeric": [3, 4, 5], "rows": ranked}
