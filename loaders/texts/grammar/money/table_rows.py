"""Tables kept as rows of text: cells, columns, headings, whatever the table tells.

A row is a line that the text keeps as one, or a line of its own whose cells stand two spaces apart,
or whose label is led to its figure by dots.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from loaders.texts.grammar.numbers import NUMBER, parse
from loaders.texts.text import Block, Text

#: Lines of a table that hold no cell: rules drawn with dashes.
_RULE = re.compile(r"[-=_+*|:. ]{3,}")
#: What parts cells: a run of spaces, or the dots that lead to a figure.
_SPACES = re.compile("[ \u00a0\u202f]{2,}|(?:[ \u00a0\u202f]?[.…_]{4,}[ \u00a0\u202f]*)")
_RUN = re.compile("[ \t\u00a0\u202f]+")
#: A line of prose that is a row all the same: its label led to its figure by dots.
_LED = re.compile(
    rf"[^.…_]{{2,80}}?[ \u00a0]?[.…_]{{4,200}} ?(?:{NUMBER}) ?(?:k ?€|m ?€|€|euros?|%)"
)
_BARS = re.compile(r" ?\| ?|\t")
_CELL = re.compile(
    rf"(?P<number>{NUMBER}) ?(?P<unit>k ?€|m ?€|mds? ?€|€|keuros?|meuros?|euros?|kf|mf|f|%)?"
    r"(?: ?(?:ht|ttc))?(?: ?\( ?(?P<share>\d{1,3}(?:[,.]\d{1,2})?) ?%\))?"
)
#: What dresses the words of a cell (« **Total** »).
_DRESS = " *_\u00a0\u202f\t"
_SHORT = 60
#: No line of a table is longer, in characters.
_LINE = 240
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: where in `flow`, its words folded and as written, its column on the line.

    `number` is None for words; `unit` is as written (« k€ », « % »), `share` a « (40 %) » inside.
    """

    start: int
    end: int
    words: str
    written: str
    left: int
    right: int
    number: float | None = None
    unit: str = ""
    share: float | None = None


Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a `heading` (one cell per column, maybe none), a `caption` and above a `note`.

    Caption and note are folded.
    """

    heading: Row
    rows: tuple[Row, ...]
    caption: str
    note: str
    start: int
    end: int

    def head(self, cell: Cell, row: Row) -> Cell | None:
        """Return the heading above a cell: by rank where rows are full, else by position."""
        if not self.heading:
            return None
        rank = row.index(cell) - len(row)
        if len(row) == len(self.heading):
            return self.heading[rank]
        if len(row) == len(self.heading) + 1 and rank > -len(row):
            return self.heading[rank]
        return min(self.heading, key=lambda head: _apart(head, cell))


def _apart(head: Cell, cell: Cell) -> tuple[int, int]:
    """Return how far two cells stand: nothing when one is over the other."""
    gap = max(head.left - cell.right, cell.left - head.right, 0)
    return gap, min(abs(head.right - cell.right), abs(head.left - cell.left))


def tables_of(text: Text) -> Iterator[Table]:
    """Yield the tables of a text: rows with numbers that follow one another. Cost: linear."""
    rows: list[Block] = []
    before: list[Block] = []
    blocks = _blocks(text)
    for number, block in enumerate(blocks):
        after = blocks[number + 1] if number + 1 < len(blocks) else None
        if _goes_on(text, rows, block, after):
            rows.append(block)
            continue
        if rows:
            yield from _table(text, rows, before, block)
            before = rows[-1:]
        rows = [block] if block.kind == "row" else []
        before = [*before[-1:], block] if not rows else before
    if rows:
        yield from _table(text, rows, before, None)


def _blocks(text: Text) -> list[Block]:
    """Return the blocks of a text, those that a reader sees as rows marked so."""
    found: list[Block] = []
    for block in text.blocks:
        if block.kind == "row" or block.lines[0] != block.lines[1]:
            found.append(block)
            continue
        led = _LED.fullmatch(text.folded, block.start, block.end)
        cells = _row(text, block) if led or _is_spaced(text, block) else ()
        is_row = len(cells) > 1 and is_counting(cells)
        if is_row and found and _heads(text, found[-1], block):
            found[-1] = replace(found[-1], kind="row")
        found.append(replace(block, kind="row") if is_row else block)
    return found


def _is_spaced(text: Text, block: Block) -> bool:
    if block.end - block.start > _LINE:
        return False
    first, last = text.span(block.start, block.end)
    return "  " in text.raw[first:last].replace("\u00a0", " ")


def _heads(text: Text, block: Block, row: Block) -> bool:
    """Tell whether a line is the heading of the row under it: its words stand apart too."""
    alone = block.kind == "prose" and block.lines[0] == block.lines[1]
    close = row.lines[0] - block.lines[1] <= 2
    return alone and close and _is_spaced(text, block) and len(_row(text, block)) > 1


def _goes_on(text: Text, rows: list[Block], block: Block, after: Block | None) -> bool:
    """Tell whether a block belongs to the table begun: a row, a rule, a line of a tall cell."""
    if rows and block.lines[0] - rows[-1].lines[1] > 2:
        return False
    if block.kind == "row" or not rows:
        return block.kind == "row"
    if _RULE.fullmatch(text.folded, block.start, block.end):
        return True
    return (
        after is not None
        and after.kind == "row"
        and block.end - block.start <= _SHORT
        and after.lines[0] - rows[-1].lines[1] <= 2
    )


def _table(
    text: Text, blocks: Sequence[Block], before: Sequence[Block], after: Block | None
) -> Iterator[Table]:
    rows = [row for block in blocks if (row := _row(text, block))]
    first = next((n for n, row in enumerate(rows) if is_counting(row)), None)
    if first is None:
        return
    caption = " ".join(text.folded[max(b.start, b.end - 200) : b.end] for b in before)
    note = "" if after is None else text.folded[after.start : min(after.end, after.start + 200)]
    tall = first > 1 and len(rows[first - 1]) == 1 and _is_lower(rows[first])
    body = _labelled(rows[first - tall :])
    yield Table(
        _heading(rows[: first - tall]), body, caption, note, rows[0][0].start, body[-1][-1].end
    )


def _is_lower(row: Row) -> bool:
    return row[0].number is None and row[0].written[:1].islower()


def _labelled(rows: Sequence[Row]) -> tuple[Row, ...]:
    """Give a row the first line of its label, when that stands alone on the line above."""
    found: list[Row] = []
    for row in rows:
        last = found[-1] if found else ()
        if len(last) == 1 and last[0].number is None and _is_lower(row):
            found[-1] = (_joined(row[0], last[0]), *row[1:])
        else:
            found.append(row)
    return tuple(found)


def is_counting(row: Row) -> bool:
    """Tell whether a row holds a number that is no year."""
    return any(cell.number is not None for cell in row)


def _heading(rows: Sequence[Row]) -> Row:
    """Merge the lines of a heading: what stands over a cell is part of it."""
    if not rows:
        return ()
    lines = rows[-3:]
    base = list(sorted(lines, key=_width)[-1])
    for line in lines:
        for cell in line:
            if cell in base or not cell.words:
                continue
            over = min(range(len(base)), key=lambda n: _apart(base[n], cell))
            if _apart(base[over], cell)[0] == 0:
                base[over] = _joined(base[over], cell)
    return tuple(base)


def _width(row: Row) -> int:
    return len(row)


def _joined(below: Cell, other: Cell) -> Cell:
    first, second = sorted((below, other), key=lambda cell: cell.start)
    left, right = min(below.left, other.left), max(below.right, other.right)
    words = f"{first.words} {second.words}".strip()
    written = f"{first.written} {second.written}".strip()
    return Cell(below.start, below.end, words, written, left, right)


def _row(text: Text, block: Block) -> Row:
    """Return the cells of a row; none for a line that is drawn."""
    line = text.flow[block.start : block.end]
    if _RULE.fullmatch(line):
        return ()
    barred = _BARS.search(line) is not None
    margin = text.raw.rfind("\n", 0, text.span(block.start, block.end)[0]) + 1
    cells, position = [], 0
    for begin, end in (*_gaps(text, block, barred=barred), (len(line), len(line))):
        cells.append(_cell(text, block.start + position, block.start + begin, margin))
        position = end
    if barred and line.startswith("|"):
        cells = cells[1:]
    if barred and line.endswith("|"):
        cells = cells[:-1]
    return tuple(cells)


def _gaps(text: Text, block: Block, *, barred: bool) -> list[tuple[int, int]]:
    """Return what parts the cells of a line, from its beginning."""
    line = text.flow[block.start : block.end]
    found = [gap.span() for gap in (_BARS if barred else _SPACES).finditer(line)]
    if barred or not _is_spaced(text, block) or any("  " in line[a:b] for a, b in found):
        return found
    return _disjoint(sorted((*found, *_wide(text, block))))


def _wide(text: Text, block: Block) -> Iterator[tuple[int, int]]:
    """Yield the spaces of a line of prose that were wider in the text as read."""
    first, last = text.span(block.start, block.end)
    runs = _RUN.finditer(text.raw, first, last)
    places = _RUN.finditer(text.flow, block.start, block.end)
    for run, place in zip(runs, places, strict=False):
        if len(run[0]) > 1:
            yield place.start() - block.start, place.end() - block.start


def _disjoint(gaps: list[tuple[int, int]]) -> list[tuple[int, int]]:
    kept: list[tuple[int, int]] = []
    for gap in gaps:
        if not kept or kept[-1][1] <= gap[0]:
            kept.append(gap)
    return kept


def _cell(text: Text, start: int, end: int, margin: int) -> Cell:
    while start < end and text.flow[start] in _DRESS:
        start += 1
    while end > start and text.flow[end - 1] in _DRESS:
        end -= 1
    words = text.folded[start:end]
    left, right = text.span(start, end)
    place = (start, end, words, text.flow[start:end], left - margin, right - margin)
    told = _CELL.fullmatch(words)
    if told is None or (_YEAR.fullmatch(words) and not told["unit"]):
        return Cell(*place)
    share = parse(told["share"]) if told["share"] else None
    return Cell(*place, parse(told["number"]), (told["unit"] or "").replace(" ", ""), share)
