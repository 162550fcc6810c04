"""Quarters in tables and in the lines that a heading or a sentence about quarters announces.

« Quartier | Commune | Habitants », « Deux Parcs ........ Noisiel », « Priorité 1   Clos du Roy ;
Colombier », « Rezé   Château ». A line that names nothing ends the list. Cost: linear.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.ontology import NodeKind
from loaders.texts.grammar.scope.place_names import TERRITORIES
from loaders.texts.grammar.scope.place_words import HEAD, MANY
from loaders.texts.grammar.scope.places import Item, read_places
from loaders.texts.mentions import Analysis, within
from loaders.texts.text import Block, Text

#: What opens an item of a list.
BULLET = re.compile(r"\s*(?:[-–—•∑▪◦●*·►‣✓>]|\(?\d{1,2}(?:[-.]\d{1,2})?[.)°]|\(?[a-z][.)])?\s*")
_COLUMN = re.compile(
    r"(?:noms? (?:du |des |de )?)?(?:quartiers?|qpv|sites?|secteurs?)\b[^\d]{0,40}"
)
_GAP = re.compile(r" {3,}|\t| *\| *| ?\.{4,} ?")
#: A cell that ranks its line and names nothing.
_LABEL = re.compile(
    r"(?:n ?°? ?)?\d{1,2}|(?:en )?priorite \d|interet (?:national|regional|local)|qpv|qin|qir|"
    r"quartiers? prioritaires?|(?:dont|total) ?:?"
)
#: « En priorité 2 : », « Quartiers vécus : », before names.
_RANK = re.compile(r"\s*(?:en |quartiers? |dont |priorite )[a-z0-9' -]{1,30} : ?")
#: How a line ends that announces the lines below.
_ANNOUNCES = re.compile(
    rf"(?<![\w-])(?:{MANY.pattern}[^.;:\n]{{0,80}} ?:|(?:deux|trois|quatre|cinq|six|sept|huit|neuf|"
    rf"dix|\d{{1,2}}) {MANY.pattern}[^.;:\n]{{0,30}}\.)$"
)
#: A heading about quarters: « ARTICLE 2 – SECTEURS D’INTERVENTION ».
_HEADING = re.compile(
    rf"(?:(?:article|art\.?|titre|chapitre|annexe)? ?(?:[\divx.]{{1,6}})?(?:er)?[ .:)-]{{0,5}})"
    rf"(?:les? )?{HEAD}(?![\w-])[\w' -]{{0,40}}"
)
#: « , halle comprise », after the last name of a line.
_ASIDE = re.compile(r"^ ?, [a-z' -]{3,40}$")
_HOUSING = re.compile(r"(?<![\w-])(?:habitat|logements?|hlm|opac)(?![\w-])")
_MONEY = re.compile(r"budget|financ|couts?\b|montant|€|euros")
#: A line of a table of contents.
_PAGE = re.compile(r"\.{4,} ?(?:page |p\. ?)?\d{1,3}$")
_WIDEST, _TITLE = 400, 70


def tabled(analysis: Analysis) -> Iterator[Item]:
    """Yield the cells of the column that a table heads « Quartier »."""
    text = analysis.text
    column: int | None = None
    for block in text.blocks:
        if block.kind != "row":
            column = None
            continue
        cells = list(_cells(text, block))
        heads = _heads(text, cells)
        if heads and len(cells) > 1:
            column = heads[0]
        elif column is not None and column < len(cells) and len(cells) > 1:
            yield from _whole(analysis, cells[column])


def announced_lines(analysis: Analysis) -> Iterator[Item]:
    """Yield what stands in the lines below one that announces quarters."""
    text = analysis.text
    state = _State()
    for block in text.blocks:
        cells = list(_cells(text, block)) if block.end - block.start < _WIDEST else []
        if state.tables(text, block, cells):
            continue
        if not state.reads(text, block, cells):
            state.look(text, block, cells)
            continue
        found = _line(analysis, block, cells)
        yield from found
        state.after(text, block, found=bool(found), cells=cells)


@dataclass(slots=True)
class _State:
    """What the lines above announce: `opened` by a line, `title` by a heading about quarters.

    `last` is the number of the last line of the list, or of the one that announces it; `found`
    once a line has named quarters, `missed` when the last one named none.
    """

    opened: bool = False
    title: bool = False
    colon: bool = False
    last: int = -1
    found: bool = False
    missed: bool = False
    table: bool = False

    def tables(self, text: Text, block: Block, cells: Sequence[tuple[int, int]]) -> bool:
        """Tell whether a row is of a table that is read by its columns; a list may follow it."""
        heads = len(cells) > 1 and bool(_heads(text, cells))
        self.table = heads or (self.table and block.kind == "row")
        if self.table:
            self.opened = self.found = True
            self.last = block.lines[1]
        return self.table

    def reads(self, text: Text, block: Block, cells: Sequence[tuple[int, int]]) -> bool:
        """Tell whether a line goes on with the list."""
        if not self.opened:
            return False
        if _PAGE.search(text.folded, max(block.start, block.end - 40), block.end):
            return False
        apart = self.last < block.lines[0] - (1 if self.found else 2)
        if apart and not _RANK.match(text.folded, block.start):
            return False
        return len(cells) > 1 or self.colon or self.found

    def after(
        self, text: Text, block: Block, *, found: bool, cells: Sequence[tuple[int, int]]
    ) -> None:
        """Go on after a line; one row that names nothing does not end the list, two do."""
        aside = text.folded[block.start] == "("
        opens = self.found or text.folded[block.start : block.end].rstrip().endswith(":")
        if found or aside or (block.kind == "row" and opens and not self.missed):
            self.found = self.found or found
            self.missed = not found and not aside
            self.last = block.lines[1]
        else:
            self.look(text, block, cells)

    def look(self, text: Text, block: Block, cells: Sequence[tuple[int, int]]) -> None:
        """See what a line that is no part of a list announces."""
        if len(cells) > 1:  # the head of a table, which is read by its columns
            self.opened = False
            return
        line = text.folded[max(block.start, block.end - 160) : block.end].rstrip()
        short = block.end - block.start < _TITLE
        words = text.folded[block.start : block.end].strip()
        title = short and _HEADING.fullmatch(words) is not None
        self.colon = line.endswith(":")
        self.title = title or (self.title and self.colon)
        announced = _ANNOUNCES.search(line) and not _MONEY.search(line)
        self.opened, self.last = self.title or bool(announced), block.lines[1]
        self.found = self.missed = False


def _line(analysis: Analysis, block: Block, cells: Sequence[tuple[int, int]]) -> list[Item]:
    """Return the quarters of one line: those of its first cell that is neither rank nor town."""
    text = analysis.text
    named = [cell for cell in cells if not _LABEL.fullmatch(text.folded[slice(*cell)].strip())]
    if not named:
        return []
    if len(named) > 1 and _is_town(analysis, named[0]):
        named = named[1:]
    elif len(cells) < 2:
        bullet = BULLET.match(text.folded, *named[0])
        ranked = _RANK.match(text.folded, *named[0]) or bullet
        named = [(ranked.end() if ranked else named[0][0], named[0][1])]
    return _whole(analysis, named[0])


def _heads(text: Text, cells: Sequence[tuple[int, int]]) -> list[int]:
    """Return the numbers of the cells that head a column of quarters."""
    return [n for n, (a, b) in enumerate(cells) if _COLUMN.fullmatch(text.folded[a:b].strip())]


def _is_town(analysis: Analysis, cell: tuple[int, int]) -> bool:
    named = within(analysis.actors, *cell)
    width = len(analysis.text.folded[slice(*cell)].strip())
    return any(m.actor.kind is NodeKind.MUNICIPALITY and m.end - m.start >= width for m in named)


def _whole(analysis: Analysis, cell: tuple[int, int]) -> list[Item]:
    """Return the quarters of a cell that holds nothing else, but for a count after a colon."""
    items, end = read_places(analysis, *cell, quarters=True)
    rest = _ASIDE.sub("", analysis.text.folded[end : cell[1]]).strip(" ;,.)")
    parts = [item for item in items if item.actor is None and not _is_body(analysis, item)]
    whole = not rest or rest[0] in ":("
    return parts if whole and items and len(parts) == len(items) else []


def _is_body(analysis: Analysis, item: Item) -> bool:
    """Tell whether what stands in a cell is a person, or a body by its whole name."""
    bodies = within(analysis.actors, item.start - 4, item.end)
    if _HOUSING.search(analysis.text.folded, item.start, item.end):
        return True
    return bool(within(analysis.persons, item.start - 12, item.end)) or any(
        m.sort != "place" and m.end >= item.end and m.actor.kind not in TERRITORIES for m in bodies
    )


def _cells(text: Text, block: Block) -> Iterator[tuple[int, int]]:
    start = block.start
    for gap in (*_GAP.finditer(text.folded, block.start, block.end), None):
        end = block.end if gap is None else gap.start()
        if text.folded[start:end].strip():
            yield start, end
        start = block.end if gap is None else gap.end()
