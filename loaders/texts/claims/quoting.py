"""The words of a document beside a fact: its sentence, within bounds, without names of persons."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from functools import cached_property

from graph.model import QUOTE_LENGTH, Citation
from loaders.texts.facts import Reading
from loaders.texts.grammar.people.persons import find_persons
from loaders.texts.text import Text

#: What stands for the name of a person.
MASK = "[…]"
_SPACE = re.compile(r"\s")


class Quoting:
    """The text of one source, and how its facts cite it. Cost: linear in the text, once."""

    def __init__(self, raw: str, *, source: str, keep_names: bool = False) -> None:
        """Cite `raw`, the text as read; names of persons are masked unless they are kept."""
        self._raw, self._source, self._keep_names = raw, source, keep_names

    def cite(self, reading: Reading, *, at_most: float = 1.0) -> Citation:
        """Return the citation of a fact; its confidence is that of its reading, or `at_most`."""
        start, end = self.window(*reading.span)
        return Citation(
            source=self._source,
            locator=f"chars {start}-{end}",
            quote=self.masked(start, end)[:QUOTE_LENGTH] or None,
            extractor=reading.rule,
            confidence=min(reading.confidence, at_most),
        )

    def window(self, start: int, end: int) -> tuple[int, int]:
        """Return the characters to quote for a fact: its sentence, or what of it has room."""
        first, last = self._sentence(start, end)
        if last - first > QUOTE_LENGTH:
            first, last = self._within(first, last, start, min(end, start + QUOTE_LENGTH))
        while last > first and self._raw[last - 1].isspace():
            last -= 1
        return first, last

    def masked(self, start: int, end: int) -> str:
        """Return the words between two positions, names of persons masked."""
        if self._keep_names:
            return self._raw[start:end]
        pieces, at = [], start
        for first, last in self._persons_between(start, end):
            pieces += [self._raw[at : max(first, at)], MASK]
            at = max(last, at)
        return "".join((*pieces, self._raw[at:end]))

    def _sentence(self, start: int, end: int) -> tuple[int, int]:
        place = bisect_right(self._starts, start) - 1
        if place < 0:
            return start, end
        first, last = self._sentences[place]
        return (first, max(last, end)) if start < last else (start, end)

    def _within(self, first: int, last: int, start: int, end: int) -> tuple[int, int]:
        """Return a stretch of a long sentence around a fact, cut between words."""
        room = QUOTE_LENGTH - (end - start)
        first = max(first, start - room // 2, min(start, last - QUOTE_LENGTH))
        last = min(last, first + QUOTE_LENGTH)
        if first < start and (cut := _SPACE.search(self._raw, max(first - 1, 0), start)):
            first = cut.end()
        if last > end and last < len(self._raw) and not self._raw[last].isspace():
            spaces = [m.start() for m in _SPACE.finditer(self._raw, end, last)]
            last = spaces[-1] if spaces else end
        return first, last

    @cached_property
    def text(self) -> Text:
        """Return the text as the grammar reads it."""
        return Text(self._raw)

    @cached_property
    def _sentences(self) -> list[tuple[int, int]]:
        return [self.text.span(start, end) for start, end in self.text.sentences]

    @cached_property
    def _starts(self) -> list[int]:
        return [start for start, _end in self._sentences]

    @cached_property
    def _persons(self) -> list[tuple[int, int]]:
        return sorted(self.text.span(p.start, p.end) for p in find_persons(self.text))

    def _persons_between(self, start: int, end: int) -> Iterable[tuple[int, int]]:
        first = bisect_left(self._persons, (start, start))
        if first and self._persons[first - 1][1] > start:  # one who is named across the edge
            first -= 1
        for begin, stop in self._persons[first:]:
            if begin >= end:
                return
            yield max(begin, start), min(stop, end)
