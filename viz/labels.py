"""Which side of its sign a label takes, and where the captions of orbits stand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np

from viz.geometry import Ellipse, Floats
from viz.places import LABEL_GAP, Item, Placed, RingCaption, Side
from viz.relaxation import Field

#: Left, top, right and bottom, in pixels from the centre.
Box: TypeAlias = tuple[float, float, float, float]
Spots: TypeAlias = tuple[tuple[float, float], ...]
_PLACES = 144
_HALF_CAPTION = 9.0
#: What a sign over another costs, beside a hidden label: (measure + 3).
_OVERLAP = 80


def caption_places(plan: Field, row: int, captions: Sequence[RingCaption]) -> Spots:
    """Return, for each ring caption, the freest of 144 places on its orbit."""
    x, y = plan.boxes()
    spots: list[tuple[float, float]] = []
    for caption in captions:
        turns = np.arange(_PLACES) / _PLACES
        cx, cy = plan.oval.at(turns, np.full(_PLACES, caption.rho))
        gap_x = np.abs(cx[:, None] - x[row]) - (plan.width + caption.width) / 2
        gap_y = np.abs(cy[:, None] - y[row]) - (plan.height + 2 * _HALF_CAPTION) / 2
        free = np.maximum(gap_x, gap_y).min(1, initial=1e3)
        free = np.where(_beyond(plan.oval, caption.width / 2, cx, cy), -1e3, free)
        at = int(np.argmax(np.round(free, 3)))
        spots.append((float(cx[at]), float(cy[at])))
    return tuple(spots)


def _beyond(oval: Ellipse, half: float, x: Floats, y: Floats) -> Floats:
    far_x, far_y = (np.abs(x) + half) / oval.a, (np.abs(y) + _HALF_CAPTION) / oval.b
    return np.asarray(far_x**2 + far_y**2 > (oval.arc - 0.03) ** 2)


def obstacles(sun: float, captions: Sequence[RingCaption], spots: Spots) -> list[Box]:
    """Return what labels may not touch beside signs: the sun and the captions of orbits."""
    boxes = [
        (x - c.width / 2, y - _HALF_CAPTION, x + c.width / 2, y + _HALF_CAPTION)
        for c, (x, y) in zip(captions, spots, strict=True)
    ]
    return [*boxes, (-sun, -sun, sun, sun)] if sun else boxes


def place_labels(
    items: Sequence[Item], x: Floats, y: Floats, *, oval: Ellipse, taken: Sequence[Box]
) -> tuple[dict[str, Placed], float]:
    """Give each label a side, the heaviest first, and return the cost of those that stay hidden."""
    signs = [_sign(item, float(x[i]), float(y[i])) for i, item in enumerate(items)]
    full, places, cost = list(taken), dict[str, Placed](), 0.0
    for i in sorted(range(len(items)), key=lambda i: (-items[i].weight, items[i].id)):
        item, at = items[i], (float(x[i]), float(y[i]))
        side = Side.INSIDE
        if not item.pill:
            side = _side(item, at, [*full, *signs[:i], *signs[i + 1 :]], oval)
            if side is Side.HIDDEN:
                cost += item.weight + 3
            else:
                full.append(label_box(item, at, side))
        cost += _OVERLAP * any(touch(signs[i], box) for box in signs[:i])
        places[item.id] = Placed(round(at[0], 1), round(at[1], 1), side)
    return places, cost


def _sign(item: Item, x: float, y: float) -> Box:
    wide, tall = item.half_width, item.half_height
    return x - wide, y - tall, x + wide, y + tall


def _side(item: Item, at: tuple[float, float], taken: Sequence[Box], oval: Ellipse) -> Side:
    """Return the usual side, towards the centre of the page, else the other, else hidden."""
    usual = (Side.BELOW, Side.ABOVE) if at[1] < 0 else (Side.ABOVE, Side.BELOW)
    free = (side for side in usual if _free(label_box(item, at, side), taken, oval))
    return next(free, Side.HIDDEN)


def label_box(item: Item, at: tuple[float, float], side: Side) -> Box:
    """Return the box of a label beside the sign at `at`."""
    x, y = at
    away = item.half_height + LABEL_GAP
    top = y + away if side is Side.BELOW else y - away - item.label_height
    half = item.label_width / 2
    return x - half, top, x + half, top + item.label_height


def _free(box: Box, taken: Sequence[Box], oval: Ellipse) -> bool:
    far_x = max(abs(box[0]), abs(box[2])) / (oval.a * oval.arc - 2)
    far_y = max(abs(box[1]), abs(box[3])) / (oval.b * oval.arc - 2)
    return far_x**2 + far_y**2 <= 1 and not any(touch(box, other) for other in taken)


def touch(one: Box, other: Box) -> bool:
    """Tell whether two boxes overlap.

    >>> touch((0, 0, 2, 2), (1, 1, 3, 3)), touch((0, 0, 1, 1), (1, 0, 2, 1))
    (True, False)
    """
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
