"""A drawing as values: bodies, lines, orbits, arcs, ready for pyvis and free of it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from graph.ontology import EdgeKind, NodeKind
from viz.layout import Layout, arrange
from viz.lettering import lines, width
from viz.palette import DASHES, FAR_TIE, INKS, SECONDARY, WEIGHT, Family, Shape
from viz.places import LEADING, Item, Placed, RingCaption, Side

#: Radii by the square root of the measure: national, with a sun, in a ranking, on a phone.
SIZES: Mapping[str, tuple[float, float]] = {
    "opening": (7, 17),
    "partners": (6, 14),
    "rank": (3.5, 22.5),
    "narrow": (5, 10),
}
SUN, NARROW_SUN, PILL_HEIGHT = 40.0, 42.0, 28.0
#: A sun may be a triangle, whose corners reach further than a disc of the same weight.
_SUN_ROOM = 1.15
#: A body with this many partners has its name in bold.
MANY = 10


@dataclass(frozen=True, slots=True)
class Body:
    """An actor, a programme, a place or a group of them, as it is drawn.

    `weight` is the measure that sizes it; `ring` is 0 for the sun. A group is a pill: `label`
    tells how many, `members` which. `tip` is read out when the pointer or the focus is on it.
    """

    id: str
    label: str
    family: Family
    shape: Shape
    what: str  #: its kind, in words
    weight: float
    ring: int
    tip: str
    href: str
    ended: bool = False
    node: int | None = None
    kind: NodeKind | None = None
    members: tuple[int, ...] = ()

    @property
    def pill(self) -> bool:
        """Tell whether it stands for several."""
        return self.shape is Shape.PILL


@dataclass(frozen=True, slots=True)
class Line:
    """A tie as it is drawn, between the ids of two bodies; `count` facts and agreements."""

    start: str
    end: str
    kind: EdgeKind
    count: int
    tip: str
    href: str = ""
    to_sun: bool = False
    faint: bool = False  #: between orbits around a sun
    grouped: bool = False  #: of a group: how many of its members are tied says nothing of strength


@dataclass(frozen=True, slots=True)
class Style:
    """How a screen draws: its radii, its rings and their captions, what sizes the bodies."""

    sizes: tuple[float, float]
    rings: tuple[float, ...]
    captions: tuple[tuple[float, str], ...] = ()
    sun: float = 0.0
    longest_label: int = 46


@dataclass(frozen=True, slots=True)
class Picture:
    """A finished drawing: what to draw, and where."""

    canvas: tuple[int, int]
    style: Style
    bodies: tuple[Body, ...]
    lines: tuple[Line, ...]
    layout: Layout
    radii: Mapping[str, float]
    everything: tuple[Body, ...]  #: the bodies before filters


def compose(
    everything: Sequence[Body],
    lines_: Iterable[Line],
    *,
    style: Style,
    canvas: tuple[int, int],
    kept: frozenset[str] | None = None,
    tries: int = 12,
) -> Picture:
    """Place all bodies, then keep those that filters leave: what stays does not move."""
    heaviest = max((b.weight for b in everything if b.ring), default=1.0) or 1.0
    radii = {b.id: radius(b, style, heaviest) for b in everything}
    items = tuple(_item(b, radii[b.id], style) for b in everything if b.ring)
    captions = tuple(RingCaption(rho, width(text, 12) + 12) for rho, text in style.captions)
    layout = arrange(
        items, style.rings, canvas=canvas, sun=style.sun * _SUN_ROOM, captions=captions, tries=tries
    )
    shown = tuple(b for b in everything if kept is None or b.id in kept)
    ids = {b.id for b in shown}
    drawn = tuple(line for line in lines_ if line.start in ids and line.end in ids)
    return Picture(canvas, style, shown, drawn, layout, radii, tuple(everything))


def resized(picture: Picture, weights: Mapping[str, float], sizes: tuple[float, float]) -> Picture:
    """Return the same places with other sizes; small signs lose their labels."""
    heaviest = max(weights.values(), default=1.0) or 1.0
    style = replace(picture.style, sizes=sizes)
    bodies = tuple(replace(b, weight=weights[b.id]) for b in picture.bodies if b.id in weights)
    radii = {b.id: radius(b, style, heaviest) for b in bodies}
    places = {
        b.id: _hushed(picture.layout.places[b.id], quiet=radii[b.id] < 9) for b in bodies if b.ring
    }
    ids = radii.keys()
    kept = tuple(line for line in picture.lines if line.start in ids and line.end in ids)
    layout = replace(picture.layout, places=places)
    return Picture(picture.canvas, style, bodies, kept, layout, radii, picture.everything)


def _hushed(place: Placed, *, quiet: bool) -> Placed:
    return replace(place, side=Side.HIDDEN) if quiet else place


def radius(body: Body, style: Style, heaviest: float) -> float:
    """Return the radius of a sign in pixels: its measure shows as an area, never as nothing."""
    if body.ring == 0:
        return style.sun
    least, more = style.sizes
    return (least + more * math.sqrt(body.weight / heaviest)) * WEIGHT[body.shape]


def scaled(sizes: tuple[float, float], canvas: tuple[int, int]) -> tuple[float, float]:
    """Return radii for a canvas: as given on a wide one, down to 0.7 of that on a small one."""
    share = min(1.0, max(0.7, math.sqrt(canvas[0] * canvas[1] / (936 * 640))))
    return sizes[0] * share, sizes[1] * share


def label_lines(body: Body, style: Style) -> tuple[str, ...]:
    """Return the label of a body on one or two lines."""
    return (body.label,) if body.pill else lines(body.label, longest=style.longest_label)


def font_size(body: Body) -> int:
    """Return the size of a label: the most tied are larger."""
    return 14 if bold(body) else 13


def bold(body: Body) -> bool:
    """Tell whether a label is in bold."""
    return body.pill or body.ring == 0 or body.weight >= MANY


def pill_width(label: str) -> float:
    """Return the width of a group's pill."""
    return width(label, 13, bold=True) + 26


def _item(body: Body, size: float, style: Style) -> Item:
    if body.pill:
        half = pill_width(body.label) / 2
        return Item(body.id, body.family, body.ring, body.weight, half, PILL_HEIGHT / 2, 0, 0)
    text = label_lines(body, style)
    wide = max(width(line, font_size(body), bold=bold(body)) for line in text)
    return Item(body.id, body.family, body.ring, body.weight, size, size, wide, LEADING * len(text))


def thickness(line: Line) -> float:
    """Return the width of a line in pixels: thicker with the number of agreements."""
    if line.faint:
        return 1.0
    if line.grouped:
        return 1.5
    if line.to_sun:
        return min(1.4 if line.count == 1 else 1.2 + 1.1 * math.log2(line.count), 6.0)
    return min(1 + 0.6 * math.log2(line.count), 3.0)


def line_colour(line: Line) -> tuple[str, float]:
    """Return the colour of a line and its opacity."""
    if line.faint:
        return FAR_TIE, 0.38
    return (SECONDARY, 0.55) if line.to_sun else (SECONDARY, 0.26)


def bend(picture: Picture, line: Line) -> float:
    """Return how far a line bends towards the centre, its sign telling the side."""
    if line.to_sun:
        return 0.0
    ends = [picture.layout.places[end] for end in (line.start, line.end)]
    turn = ends[0].x * ends[1].y - ends[0].y * ends[1].x
    return (0.04 if line.faint else 0.12) * (1 if turn > 0 else -1)


def dashes(line: Line) -> tuple[int, ...]:
    """Return the strokes of a line."""
    return DASHES[line.kind]


def scenery(picture: Picture) -> dict[str, Any]:
    """Return what is drawn behind the bodies, as JSON: orbits, arcs, hairlines, captions."""
    layout, style = picture.layout, picture.style
    oval = layout.ellipse
    spots = iter(layout.captions)
    named = {rho: (text, next(spots)) for rho, text in style.captions}
    return {
        "width": picture.canvas[0],
        "height": picture.canvas[1],
        "a": round(oval.a, 1),
        "b": round(oval.b, 1),
        "arc": oval.arc,
        "sun": style.sun,
        "orbits": [
            {"rho": rho}
            | (
                {"text": named[rho][0], "x": round(named[rho][1][0]), "y": round(named[rho][1][1])}
                if rho in named
                else {}
            )
            for rho in style.rings
        ],
        "arcs": [
            {
                "from": round(float(oval.angle(s.start)), 4),
                "to": round(float(oval.angle(s.end)), 4),
                "at": round(float(oval.angle(s.middle)), 4),
                "text": INKS[s.family].short if oval.narrow else INKS[s.family].caption,
                "fill": INKS[s.family].fill,
                "ink": INKS[s.family].border,
            }
            for s in layout.sectors
        ],
        "hairs": [
            round(float(oval.angle((one.end + other.start + (other.start < one.end)) / 2)), 4)
            for one, other in zip(
                layout.sectors, (*layout.sectors[1:], *layout.sectors[:1]), strict=True
            )
        ]
        if len(layout.sectors) > 1
        else [],
    }
