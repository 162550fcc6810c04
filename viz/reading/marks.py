"""Where the facts stand in the text: paragraphs, and in them marks that nest without crossing.

Two facts may share words, or overlap; a mark that would cross another is cut where the other
ends, so that the whole is a tree and can be written as markup. Cost: linear in the text, plus
the number of facts times how many lie over one another.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import TypeAlias

from loaders.texts.text import Block, Text
from viz.reading.kinds import Kind
from viz.reading.sheet import Fact

#: How many marks are drawn over the same words; of more, those that hold the fewest words.
DEPTH = 4


@dataclass(frozen=True, slots=True)
class Leaf:
    """Words under the same marks. `fact` is the one to open, None outside of any mark.

    `first` at the first words of that fact, where the keyboard stops; `ends` are the facts that
    end with these words.
    """

    text: str
    fact: int | None = None
    first: bool = False
    ends: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Mark:
    """Facts of one kind that hold the same words, and what lies in them."""

    kind: Kind
    numbers: tuple[int, ...]
    unsure: bool
    children: tuple[Leaf | Mark, ...]


Tree: TypeAlias = tuple[Leaf | Mark, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A stretch of the text: `prose`, `item` of a list, or `table`; `apart` after a blank line."""

    kind: str
    apart: bool
    tree: Tree


@dataclass(frozen=True, slots=True)
class _Group:
    """Facts of one kind on the same words."""

    start: int
    end: int
    facts: tuple[Fact, ...]


_Run: TypeAlias = tuple[tuple[_Group, ...], Leaf]


def paragraphs(text: str, facts: Iterable[Fact]) -> tuple[Paragraph, ...]:
    """Return the text as it was written, paragraph by paragraph, with its marks."""
    sweep = _Sweep(_groups(facts))
    return tuple(
        Paragraph(kind, apart, _tree(list(sweep.runs(text, start, end)), 0))
        for kind, start, end, apart in _stretches(text)
    )


def _groups(facts: Iterable[Fact]) -> list[_Group]:
    """Return the marks, by start; at one start the longest first, which holds the others."""
    same: defaultdict[tuple[int, int, Kind], list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.span[0] < fact.span[1]:
            same[(*fact.span, fact.kind)].append(fact)
    groups = [_Group(start, end, tuple(several)) for (start, end, _), several in same.items()]
    return sorted(groups, key=lambda g: (g.start, -g.end, g.facts[0].number))


def _stretches(text: str) -> Iterator[tuple[str, int, int, bool]]:
    """Yield kind, start and end of each paragraph, and whether a blank line is before it."""
    lines = text.split("\n")
    starts = [0, *accumulate(len(line) + 1 for line in lines)]
    before = -1
    for blocks in _joined(Text(text).blocks, lines):
        first, last = blocks[0].lines[0], blocks[-1].lines[1]
        kind = "table" if blocks[0].kind == "row" else blocks[0].kind
        yield kind, starts[first], starts[last + 1] - 1, first > before + 1
        before = last


def _joined(blocks: Iterable[Block], lines: Sequence[str]) -> Iterator[list[Block]]:
    """Yield each block alone, but the rows of a table together, with what continues their cells."""
    waiting: list[Block] = []
    for block in blocks:
        if waiting and not _continues(waiting, block, lines):
            yield waiting
            waiting = []
        waiting.append(block)
    if waiting:
        yield waiting


def _continues(table: Sequence[Block], block: Block, lines: Sequence[str]) -> bool:
    """Tell whether a block goes on with a table: a row, a rule, or words set under a cell."""
    if table[0].kind != "row" or block.lines[0] > table[-1].lines[1] + 1:
        return False
    line = lines[block.lines[0]]
    return block.kind == "row" or line.startswith("   ") or not any(map(str.isalnum, line))


class _Sweep:
    """Goes through the text once, from its start, with the marks that lie over each word."""

    def __init__(self, groups: Sequence[_Group]) -> None:
        self._groups = groups
        self._next = 0
        self._over: list[_Group] = []
        self._opened: set[int] = set()
        self._cuts = sorted({cut for group in groups for cut in (group.start, group.end)})

    def runs(self, text: str, start: int, end: int) -> Iterator[_Run]:
        """Yield words with the marks over them, cut wherever a mark begins or ends."""
        inside = self._cuts[bisect_right(self._cuts, start) : bisect_left(self._cuts, end)]
        for left, right in pairwise((start, *inside, end)):
            here = self._at(left, right)
            ends = tuple(fact for group in here if group.end == right for fact in group.facts)
            drawn = sorted(here, key=lambda g: (g.end - g.start, -g.start))[:DEPTH]
            inner = drawn[0].facts[0].number if drawn else None
            first = inner is not None and inner not in self._opened
            self._opened |= {inner} if inner is not None else set()
            yield tuple(reversed(drawn)), Leaf(text[left:right], inner, first, ends)

    def _at(self, left: int, right: int) -> list[_Group]:
        while self._next < len(self._groups) and self._groups[self._next].start < right:
            self._over.append(self._groups[self._next])
            self._next += 1
        self._over = [group for group in self._over if group.end > left]
        return self._over


def _tree(runs: Sequence[_Run], depth: int) -> Tree:
    """Return runs as a tree: neighbours under one mark become its children."""
    found: list[Leaf | Mark] = []
    place = 0
    while place < len(runs):
        over, leaf = runs[place]
        if len(over) <= depth:
            found.append(leaf)
            place += 1
            continue
        last = place
        while last < len(runs) and runs[last][0][: depth + 1] == over[: depth + 1]:
            last += 1
        group = over[depth]
        found.append(
            Mark(
                group.facts[0].kind,
                tuple(fact.number for fact in group.facts),
                any(fact.unsure for fact in group.facts),
                _tree(runs[place:last], depth + 1),
            )
        )
        place = last
    return tuple(found)
