"""How an act lies on its pages: cells of a row, page lines, running heads, tables of contents."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from loaders.texts.text import Block, Text

_GAP = re.compile(r"(?:\t| {2})[\t ]*")
#: How far apart, in columns, cells parted by bars count as being.
_BAR = 60
_PAGE = re.compile(
    r"(?:.{0,120}\s)?(?:page|p\.) ?\d{1,3}(?: ?(?:/|sur|de) ?\d{1,3})?\W*|"
    r"(?!fait|signe|le ).{0,120}\s{3}\d{1,3} ?/ ?\d{1,3}\W*|"
    r"\W{0,4}\d{1,3}\W{0,4}|\d{1,3} ?(?:/|sur) ?\d{1,3}|\W{3,}"
)
_LEADERS = re.compile(r"(?!fait|signe|le )[^.]{3,120}?(?:\. ?){6,60}\d{1,3}(?: |$)")
BULLET = re.compile(
    r"\s*(?:[-\u2010\u2011–—\u2212•∑▪◦●*·►✓>➢❖□■o]|\(?\d{1,2}\s?[.)°/-]+|\(?[a-z]\)|[IVX]{1,4}[.)-])(?:\s+|"
    r"(?=[LA-Z]['’]?[A-ZÉ]))"
)
_REPEATED = 3


@dataclass(frozen=True, slots=True)
class Cell:
    """A stretch of one line between two wide blanks; `x` is its column in the text as read."""

    start: int
    end: int
    x: int

    @property
    def middle(self) -> float:
        """Return the column of its middle."""
        return self.x + (self.end - self.start) / 2


def cells(text: Text, block: Block) -> tuple[Cell, ...]:
    """Return the cells of a block, one for a line of prose; a bullet is no cell."""
    if block.kind != "row":
        first, _ = text.span(block.start, block.end)
        return (Cell(block.start, block.end, first - _line_start(text, first)),)
    words = text.flow[block.start : block.end]
    found = _piped(text, block) if " | " in words else _spaced(text, block)
    if len(found) > 1 and BULLET.fullmatch(text.flow[found[0].start : found[0].end] + " "):
        found = found[1:]
    return tuple(found)


def _line_start(text: Text, position: int) -> int:
    return text.raw.rfind("\n", max(position - 400, 0), position) + 1


def _piped(text: Text, block: Block) -> list[Cell]:
    """Return the cells between bars; their column is their rank, for bars need not be aligned."""
    found, start = [], block.start
    if text.flow[start] == "|":
        start += 1
    fields = text.flow[start : block.end].split("|")
    for rank, words in enumerate(fields):
        inner = start + len(words) - len(words.lstrip())
        if words.strip():
            found.append(Cell(inner, inner + len(words.strip()), rank * _BAR))
        start += len(words) + 1
    return found


def _spaced(text: Text, block: Block) -> list[Cell]:
    first, _ = text.span(block.start, block.end)
    line, start, found = _line_start(text, first), block.start, []
    edges = [m.span() for m in _GAP.finditer(text.flow, block.start, block.end)]
    for stop, after in (*edges, (block.end, block.end)):
        if text.flow[start:stop].strip():
            found.append(Cell(start, stop, text.span(start, stop)[0] - line))
        start = after
    return found


@lru_cache(maxsize=1)
def body(text: Text) -> tuple[Block, ...]:
    """Return the blocks that say something: no page lines, running heads or tables of contents.

    Every part of the reading asks for those of the same text: the last answer is kept.
    """
    repeated = Counter(_running(text, block) for block in text.blocks)
    return tuple(
        block
        for block in text.blocks
        if not _is_page_line(text, block) and not _recurs(repeated, _running(text, block))
    )


def _running(text: Text, block: Block) -> str:
    """Return a short line without its figures, empty for what is no running head."""
    words = text.folded[block.start : block.end]
    return re.sub(r"\d+", "", words).strip() if 12 < len(words) < 130 else ""


def _recurs(repeated: Counter[str], words: str) -> bool:
    speaks = re.match(r"(?:et|pour|represente|ci-apres|article|l[ae] |monsieur|m\.|mme)\b", words)
    return bool(words) and repeated[words] >= _REPEATED and speaks is None


def _is_page_line(text: Text, block: Block) -> bool:
    words = text.folded[block.start : min(block.end, block.start + 260)]
    return bool(_PAGE.fullmatch(words) or _LEADERS.match(words))
