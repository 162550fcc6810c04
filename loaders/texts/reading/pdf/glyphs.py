"""A character on a page, with where it stands."""

from __future__ import annotations

from typing import NamedTuple

#: Left, right, bottom, top, then the point where the baseline begins, in points, y upwards.
Box = tuple[float, float, float, float, float, float]


class Glyph(NamedTuple):
    """One character: where it starts and ends, its baseline, its height, in points, y upwards."""

    text: str
    left: float
    right: float
    base: float
    size: float


def upright(text: str, turn: int, box: Box) -> Glyph:
    """Return a character turned back by `turn` quarters, as if its page were upright.

    PDFium counts turns clockwise.
    """
    left, right, bottom, top, x, y = box
    if turn == 1:
        return Glyph(text, -top, -bottom, x, right - left)
    if turn == 2:
        return Glyph(text, -right, -left, -y, top - bottom)
    if turn == 3:
        return Glyph(text, bottom, top, -x, right - left)
    return Glyph(text, left, right, y, top - bottom)
