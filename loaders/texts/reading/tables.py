"""Tables as lines of text, columns set apart by spaces, as they are in a printed text."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

#: A cell is its lines; a row its cells.
Cell = Sequence[str]
Row = Sequence[Cell]
_APART = 3
#: A longer cell is prose: it pushes what follows it in its row, not the column of every row.
_WIDEST = 40
#: How many times the size of its words an aligned table may take; a hostile one is not aligned.
_PADDING, _SMALL = 20, 4_000


def table_lines(rows: Sequence[Row]) -> list[str]:
    """Return the lines of a table, at least three spaces between two cells of a row.

    A column begins at the same place in every row, so an empty cell stays seen, and blocks of
    signatures set side by side stay so: the first lines of all the cells of a row come first,
    then the second ones.

    >>> table_lines([[["Pour l’État,", "le préfet"], ["Pour la Ville,", "le maire"]]])
    ['Pour l’État,   Pour la Ville,', 'le préfet      le maire']
    """
    lines = [line for row in rows for line in zip_longest(*map(_cleaned, row), fillvalue="")]
    starts = _starts(lines)
    return [text for text in (_set(line, starts) for line in lines) if text]


def _cleaned(cell: Cell) -> list[str]:
    """Return the lines of a cell, without the runs of spaces that would pass for columns."""
    return [" ".join(line.replace("\t", " ").split(" ")).strip() for line in cell if line.strip()]


def _starts(lines: Sequence[Sequence[str]]) -> list[int]:
    """Return where each column begins, in characters from the left."""
    columns = max(map(len, lines), default=0)
    widths = [0] * columns
    for line in lines:
        for column, text in enumerate(line):
            widths[column] = max(widths[column], min(len(text), _WIDEST))
    words = sum(len(text) for line in lines for text in line)
    if len(lines) * sum(widths) > _PADDING * words + _SMALL:
        return [0] * columns
    starts = [0]
    for width in widths:
        starts.append(starts[-1] + (width + _APART if width else 0))
    return starts


def _set(line: Sequence[str], starts: Sequence[int]) -> str:
    set_ = ""
    for start, text in zip(starts, line, strict=False):
        if text:
            set_ += " " * max(start - len(set_), _APART if set_ else 0) + text
    return set_
