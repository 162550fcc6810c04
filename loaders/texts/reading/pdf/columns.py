"""The order in which the lines of a page are read: prose in columns, one column at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from loaders.texts.reading.pdf.lines import Line, Segment

#: Prose set in a column has this many lines at least, of as many characters; most lines are one
#: segment that fills the column. A block of signatures or a table of figures does not.
_LEAST_LINES, _LEAST_WIDTH = 6, 22
_FILLED, _MOSTLY, _WHOLE = 0.75, 0.55, 0.8
#: Starts of lines within this many points are one margin; a paragraph may begin further right.
_GRAIN, _INDENT = 3.0, 30.0
#: In heights of a line: more white than that above a line of one side only ends the columns.
_WHITE = 1.6
_DEEPEST = 3


@dataclass(frozen=True, slots=True)
class Block:
    """Lines read one after the other, and the left edge (in points) of where they are set."""

    lines: Sequence[Line]
    left: float


def reading_order(lines: Sequence[Line], depth: int = 0) -> list[Block]:
    """Return the lines of a page, from top to bottom, as blocks in the order of reading.

    Where both sides of a white alley are prose, the left one comes whole before the right one;
    lines that cross the alley (titles) part what is above from what is below. Elsewhere lines
    stay as printed, side by side.
    """
    edge = min((line.left for line in lines), default=0.0)
    alley = _alley(lines) if depth < _DEEPEST else None
    if alley is None:
        return [Block(lines, edge)]
    found: list[Block] = []
    aside: list[Line] = []
    for band in _bands(lines, alley):
        left, right = _half(band, alley, right=False), _half(band, alley, right=True)
        if _is_prose(left) and _is_prose(right):
            found.append(Block(aside, edge))
            aside = []
            for half in (left, right):
                found += reading_order(list(map(_as_prose, half)), depth + 1)
        else:
            aside += band
    return [*found, Block(aside, edge)]


def _alley(lines: Sequence[Line]) -> float | None:
    """Return the margin, inside the page, where most lines of a second column begin."""
    segments = [segment for line in lines for segment in line.segments]
    if len(lines) < _LEAST_LINES:
        return None
    left, right = min(s.left for s in segments), max(s.right for s in segments)
    inside = left + (right - left) / 4
    starts = Counter(round(s.left / _GRAIN) for s in segments if s.left > inside)
    start, count = max(starts.items(), key=lambda item: (item[1], -item[0]), default=(0, 0))
    return (start - 1) * _GRAIN if count >= _LEAST_LINES else None


def _bands(lines: Sequence[Line], alley: float) -> Iterator[list[Line]]:
    """Yield runs of lines set on both sides of the alley, and runs of the others.

    A line of one side only goes with its neighbours, unless white parts it from them.
    """
    for _, run in groupby(lines, key=lambda line: _respects(line, alley)):
        band: list[Line] = []
        for line in run:
            apart = band and band[-1].base - line.base > _WHITE * line.size
            if apart and (_one_sided(line, alley) or _one_sided(band[-1], alley)):
                yield band
                band = []
            band.append(line)
        yield band


def _respects(line: Line, alley: float) -> bool:
    """Tell whether a line leaves the alley white, what is on its right beginning at the margin."""
    after = [segment.left for segment in line.segments if segment.right > alley]
    return not after or alley <= after[0] <= alley + _INDENT


def _one_sided(line: Line, alley: float) -> bool:
    return line.segments[-1].right <= alley or line.segments[0].left >= alley


def _half(band: Sequence[Line], alley: float, *, right: bool) -> list[Line]:
    """Return what the lines of a band hold on one side of the alley."""
    found = []
    for line in band:
        kept = tuple(s for s in line.segments if (s.left >= alley if right else s.right <= alley))
        if kept:
            found.append(Line(kept, line.base, line.size))
    return found


def _is_prose(lines: Sequence[Line]) -> bool:
    if len(lines) < _LEAST_LINES:
        return False
    width = max(line.right for line in lines) - min(line.left for line in lines)
    whole = sum(len(line.segments) == 1 for line in lines)
    filled = sum(line.right - line.left >= _FILLED * width for line in lines)
    letters = sum(len(line.text) for line in lines)
    return (
        whole >= _WHOLE * len(lines)
        and filled >= _MOSTLY * len(lines)
        and letters >= _LEAST_WIDTH * len(lines)
    )


def _as_prose(line: Line) -> Line:
    """Return a line as one segment: in prose, a wide white is only a justified line."""
    return Line((Segment(line.text, line.left, line.right),), line.base, line.size)
