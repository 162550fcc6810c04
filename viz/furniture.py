"""What stands beside every drawing: its legend, how to read it, its table twin."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from graph.ontology import EdgeKind
from queries.filters import View
from viz.asked import Asked
from viz.cast import label, with_query
from viz.palette import DASHES, INKS, LOOKS, Family, Shape
from viz.picture import Body, Picture
from viz.sentences import address
from viz.typography import NBSP

_LEGEND = (
    ("ministère", Family.STATE, Shape.SQUARE),
    ("agence", Family.STATE, Shape.DOT),
    ("financeur", Family.FUNDERS, Shape.TRIANGLE_DOWN),
    ("bailleur", Family.LANDLORDS, Shape.SQUARE),
    ("fédération", Family.NETWORKS, Shape.TRIANGLE),
    ("collectivité", Family.AUTHORITIES, Shape.HEXAGON),
    ("quartier", Family.PLACES, Shape.DOT),
    ("programme", Family.PROGRAMMES, Shape.DIAMOND),
    ("autre acteur", Family.OTHERS, Shape.SQUARE),
)
_STROKES = (
    ("signe, pilote", EdgeKind.SIGNS),
    ("finance", EdgeKind.FINANCES),
    ("est membre de", EdgeKind.MEMBER_OF),
    ("couvre", EdgeKind.COVERS),
    ("succède à", EdgeKind.SUCCEEDS),
)
#: The members of a group that its table lists.
_MOST_MEMBERS = 500
#: How to read a drawing, in words.
READING = (
    f"Grand et près du centre{NBSP}: beaucoup de partenaires. Creux{NBSP}: n’existe plus. "
    f"Ovale{NBSP}: un groupe, qui s’ouvre d’un clic."
)


def legend(picture: Picture) -> list[dict[str, Any]]:
    """Return the signs and strokes of a drawing, with their names; only those that it holds."""
    looks = {(b.family, b.shape) for b in picture.bodies}
    signs = [
        {
            "text": text,
            "shape": str(shape),
            "fill": INKS[family].fill,
            "border": INKS[family].border,
        }
        for text, family, shape in _LEGEND
        if (family, shape) in looks
    ]
    gone = INKS[Family.STATE].fill
    hollow = [
        {"text": "n’existe plus", "shape": "dot", "fill": gone, "border": gone, "hollow": True}
    ]
    kinds = {DASHES[line.kind] for line in picture.lines}
    strokes = [
        {"text": text, "dash": list(DASHES[kind])}
        for text, kind in _STROKES
        if DASHES[kind] in kinds
    ]
    return [*signs, *(hollow if any(b.ended for b in picture.bodies) else []), *strokes]


def table(view: View, picture: Picture, question: Asked, *, caption: str) -> dict[str, Any]:
    """Return the same bodies as rows, then the members of each group.

    Name, kind, family, partners, who they are tied to in this drawing.
    """
    near: dict[str, set[str]] = {}
    names = {b.id: b.label for b in picture.bodies}
    for line in picture.lines:
        near.setdefault(line.start, set()).add(names[line.end])
        near.setdefault(line.end, set()).add(names[line.start])
    bodies = sorted(picture.bodies, key=lambda b: (-b.weight, b.label.casefold()))
    pills = [b for b in bodies if b.members]
    return {
        "caption": caption,
        "columns": ["Nom", "Nature", "Famille", "Partenaires", "Liés dans ce dessin"],
        "numeric": [3],
        "rows": [
            *(_row(body, sorted(near.get(body.id, ()), key=str.casefold)) for body in bodies),
            *(row for pill in pills for row in _members(view, pill, question)),
        ],
    }


def _row(body: Body, near: Sequence[str]) -> dict[str, Any]:
    ink = INKS[body.family]
    gone = " (n’existe plus)" if body.ended else ""
    partners = len(near) if body.pill else int(body.weight)
    return {
        "id": body.id,
        "href": body.href,
        "shape": str(body.shape),
        "fill": ink.fill,
        "border": ink.border,
        "hollow": body.ended,
        "cells": [body.label, f"{body.what}{gone}", ink.caption, partners, ", ".join(near)],
    }


def _members(view: View, pill: Body, question: Asked) -> list[dict[str, Any]]:
    """Return the members of a group as rows, by name."""
    ids = view.projection.ids
    named = sorted((label(view, node), ids[node]) for node in pill.members[:_MOST_MEMBERS])
    ink = INKS[pill.family]
    what = LOOKS[pill.kind].one if pill.kind else ""
    return [
        {
            "id": identifier,
            "href": with_query(address(identifier), question),
            "shape": "",
            "cells": [name, what, ink.caption, "", f"dans le groupe «{NBSP}{pill.label}{NBSP}»"],
        }
        for name, identifier in named
    ]
