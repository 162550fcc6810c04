"""What a page carries besides its text: running heads, feet, page numbers."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from math import ceil
from statistics import median

from loaders.texts.reading.pdf.lines import Line

#: The number of a page and that of a line in it, from 0.
Place = tuple[int, int]
#: How many lines, at the top and at the bottom of a page, may be furniture.
_EDGE = 3
#: A head may stand on every other page, and not on annexes.
_SHARE = 0.4
_HEIGHT = 6.0
_PAGE = re.compile(r"\W{0,3}page\s{0,3}\d{1,4}\W{0,3}", re.I)
_PAGE_OF = re.compile(
    r"\W{0,3}(?:page\s{0,3})?(\d{1,4})\s{0,3}(?:/|sur|de)\s{0,3}(\d{1,4})\W{0,3}", re.I
)
#: What a browser prints above a page: the day and hour of printing, which are nobody's.
_PRINTED = re.compile(r"\d{1,2}/\d{1,2}/\d{2,4},? \d{1,2}:\d{2}(?: [AP]M)?")
_NUMBER = re.compile(r"\W{0,3}(\d{1,4})\W{0,3}")
_DIGITS = re.compile(r"\d+")
_ROMAN = re.compile(r"\b[ivxlc]{1,6}\b")


def without_furniture(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """Return the lines of each page without those that repeat at its edges from page to page.

    Two lines are one head if they differ by their numbers only and stand at one height. What
    opens the first page is its title, even where it then runs over all the others: it stays.
    """
    edges = [(number, index) for number, page in enumerate(pages) for index in _edges(page)]
    dropped = {(n, i) for n, i in edges if _is_label(pages[n][i], n, len(pages))}
    dropped |= _repeated(pages, edges) | _numbered(pages, edges)
    return [
        [line for index, line in enumerate(page) if (number, index) not in dropped]
        for number, page in enumerate(pages)
    ]


def _is_label(line: Line, number: int, pages: int) -> bool:
    """Tell a line that names its page by itself: « Page 3 », « 3/58 » on the third of 58."""
    if _PAGE.fullmatch(line.text) or _PRINTED.fullmatch(line.segments[0].text):
        return True
    counts = (_PAGE_OF.fullmatch(end.text) for end in (line.segments[0], line.segments[-1]))
    return any(found and (int(found[1]), int(found[2])) == (number + 1, pages) for found in counts)


def _edges(page: Sequence[Line]) -> list[int]:
    """Return the places of the first and last lines of a page, from top to bottom."""
    return sorted({*range(min(_EDGE, len(page))), *range(max(len(page) - _EDGE, 0), len(page))})


def _repeated(pages: Sequence[Sequence[Line]], edges: Sequence[Place]) -> set[Place]:
    """Return the lines that stand on many pages, at one height, the same but for numbers."""
    places: dict[str, list[Place]] = defaultdict(list)
    for number, index in edges:
        shape = _shape(pages[number][index].text)
        if any(map(str.isalpha, shape)):  # a bare number is no head: see _numbered
            places[shape].append((number, index))
    found = set()
    for same in places.values():
        height = median(pages[number][index].base for number, index in same)
        level = {(n, i) for n, i in same if abs(pages[n][i].base - height) <= _HEIGHT}
        if len({number for number, _ in level}) >= _enough(pages):
            found |= {(n, i) for n, i in level if n > 0 or not _opens(pages[n], i)}
    return found


def _numbered(pages: Sequence[Sequence[Line]], edges: Sequence[Place]) -> set[Place]:
    """Return the lines that count pages: a number, apart from words, as far from each page's own.

    So heads that change with the chapter are known by their number.
    """
    places: dict[int, list[Place]] = defaultdict(list)
    for number, index in edges:
        segments = pages[number][index].segments
        for end in {segments[0], segments[-1]}:
            if counted := _NUMBER.fullmatch(end.text):
                places[int(counted[1]) - number].append((number, index))
    most = max(places.values(), key=lambda found: len({n for n, _ in found}), default=[])
    return set(most) if len({number for number, _ in most}) >= _enough(pages) else set()


def _enough(pages: Sequence[Sequence[Line]]) -> int:
    return max(2, ceil(_SHARE * len(pages)))


def _shape(text: str) -> str:
    """Return a line with its numbers masked, so that a head with a page number repeats."""
    return _ROMAN.sub("#", _DIGITS.sub("#", text.casefold()))


def _opens(page: Sequence[Line], index: int) -> bool:
    """Tell a title at the top of a page from what stands at its foot."""
    return index < _EDGE and index < len(page) / 2
