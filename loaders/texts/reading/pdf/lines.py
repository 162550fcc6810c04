"""Characters to lines: those of one baseline, parted where the white between them is wide."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from loaders.texts.reading.pdf.glyphs import Glyph

#: In heights of the line. A baseline may move by that much and stay one line (« 1er », « n° »).
_SAME_LINE = 0.4
#: A white that parts words; in French fonts a space takes 0.25.
_WORD = 0.14
#: A white that parts columns: justified prose stays well under it.
_COLUMN = 1.1
#: Bold is sometimes the same character printed twice, this much apart; the letters of a
#: ligature (« ﬀ ») are given at one place exactly.
_TWICE = 0.15


@dataclass(frozen=True, slots=True)
class Segment:
    """Words that follow one another on a line; `left` and `right` in points."""

    text: str
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Line:
    """The segments of one baseline, from left to right, at least one."""

    segments: tuple[Segment, ...]
    base: float
    size: float

    @property
    def text(self) -> str:
        """The words of the line, its columns parted by one space."""
        return " ".join(segment.text for segment in self.segments)

    @property
    def left(self) -> float:
        """Where its first word begins, in points."""
        return self.segments[0].left

    @property
    def right(self) -> float:
        """Where its last word ends, in points."""
        return self.segments[-1].right


def lines_of(glyphs: list[Glyph]) -> list[Line]:
    """Return the lines of a page from top to bottom. Cost: a sort of the characters."""
    found = []
    for row in _rows(sorted(glyphs, key=lambda g: -g.base)):
        size = max(glyph.size for glyph in row)
        segments = tuple(_segments(sorted(row, key=lambda g: g.left), size))
        if segments:
            found.append(Line(segments, _base(row), size))
    return found


def _rows(glyphs: list[Glyph]) -> Iterator[list[Glyph]]:
    """Yield the characters of each line, from characters sorted from top to bottom."""
    row: list[Glyph] = []
    tallest: Glyph | None = None
    for glyph in glyphs:
        if glyph.text == " ":  # white is measured, not believed: see _segments
            continue
        if tallest and tallest.base - glyph.base > _SAME_LINE * max(tallest.size, glyph.size):
            yield row
            row, tallest = [], None
        tallest = glyph if tallest is None or glyph.size > tallest.size else tallest
        row.append(glyph)
    if row:
        yield row


def _base(row: list[Glyph]) -> float:
    return max(row, key=lambda glyph: glyph.size).base


def _segments(row: list[Glyph], size: float) -> Iterator[Segment]:
    words, left, last = "", 0.0, None
    for glyph in row:
        if last is None:
            words, left, last = glyph.text, glyph.left, glyph
            continue
        if glyph.text == last.text and 0 < glyph.left - last.left < _TWICE * size:
            continue
        white = glyph.left - last.right
        if white > _COLUMN * size:
            yield Segment(words, left, last.right)
            words, left = "", glyph.left
        elif white > _WORD * size:
            words += " "
        words += glyph.text
        last = glyph
    if last is not None:
        yield Segment(words, left, last.right)
