"""Lines back to text: columns where they were printed, white lines, whole words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from loaders.texts.reading.pdf.columns import Block
from loaders.texts.reading.pdf.lines import Line

_APART = 3
#: In characters: a wider page is a plan, or hostile, and not worth so many spaces.
_WIDEST = 400
#: In usual line spacings: more white than that between two lines is a white line; between two
#: rows of a table it takes more.
_BLANK, _ROWS_APART = 1.45, 1.9


@dataclass(frozen=True, slots=True)
class Scale:
    """The usual width of a character and distance between two lines of a page, in points."""

    width: float
    spacing: float


def scale_of(lines: Sequence[Line]) -> Scale:
    """Return the scale of a page; that of ordinary type where it has no line."""
    letters = sum(len(segment.text) for line in lines for segment in line.segments)
    if not letters:
        return Scale(5.0, 13.0)
    width = sum(s.right - s.left for line in lines for s in line.segments) / letters
    size = median(line.size for line in lines)
    gaps = (above.base - line.base for above, line in pairwise(lines))
    close = sorted(gap for gap in gaps if 0.8 * size < gap < 2.5 * size)
    # Not the median: on a page of headings and tables, most lines stand alone.
    return Scale(max(width, 1.0), close[len(close) // 4] if close else 1.2 * size)


def set_lines(block: Block, scale: Scale) -> list[str]:
    """Return a block of a page of that scale as text, at most one empty line between two.

    What begins at one place on paper begins at one column of the text, at least three spaces
    after what is on its left: readers find columns again by their place.
    """
    columns = _columns(block, scale.width)
    found: list[str] = []
    for number, line in enumerate(block.lines):
        if number and _is_white(block.lines[number - 1], line, scale.spacing):
            found.append("")
        found.append(_set(line, columns))
    return found


def _is_white(above: Line, line: Line, spacing: float) -> bool:
    rows = len(above.segments) > 1 and len(line.segments) > 1
    return above.base - line.base > (_ROWS_APART if rows else _BLANK) * spacing


def _columns(block: Block, width: float) -> dict[float, int]:
    """Return the column of text of each place where a segment begins.

    Each is as far as it is on paper, or further if what stands on its left needs room.
    """
    margins = _margins(block.lines, width)
    beside: dict[float, list[tuple[float, int]]] = {}
    for line in block.lines:
        for one, other in pairwise(line.segments):
            if margins[one.left] < margins[other.left]:
                needed = (margins[one.left], len(one.text) + _APART)
                beside.setdefault(margins[other.left], []).append(needed)
    columns: dict[float, int] = {}
    furthest = 0
    for margin in sorted(set(margins.values())):
        room = (columns[start] + needed for start, needed in beside.get(margin, ()))
        printed = min(round((margin - block.left) / width), _WIDEST)
        furthest = max(furthest, printed, *room)
        columns[margin] = furthest
    return {left: columns[margin] for left, margin in margins.items()}


def _margins(lines: Sequence[Line], width: float) -> dict[float, float]:
    """Return the margin of each start of a segment: starts less than a character apart are one."""
    found: dict[float, float] = {}
    margin = float("-inf")
    for left in sorted({segment.left for line in lines for segment in line.segments}):
        margin = left if left - margin >= width else margin
        found[left] = margin
    return found


def _set(line: Line, columns: dict[float, int]) -> str:
    text = ""
    for segment in line.segments:
        least = len(text) + _APART if text else 0
        text = text.ljust(max(columns[segment.left], least)) + segment.text
    return text
