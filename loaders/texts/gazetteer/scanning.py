"""Where a text names what the gazetteer knows: leftmost, longest, whole words.

At each word the longest name that begins there is tried first; a head (« ville », « CAF ») then
tries the territory that follows. Cost: linear, some 2 MB a second.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from loaders.texts.gazetteer.entry import Hit
from loaders.texts.gazetteer.frames import Frame
from loaders.texts.gazetteer.heads import Heads
from loaders.texts.gazetteer.page import Page
from loaders.texts.gazetteer.standing import Names
from loaders.texts.gazetteer.words import Words, in_stretches


class Scanner:
    """One walk over one text.

    `first` gives, by first word, in how many words names and heads come, the longest first.
    """

    def __init__(
        self, page: Page, frames: Mapping[str, Frame], first: Mapping[str, tuple[int, ...]]
    ) -> None:
        self._page = page
        self._frames = frames
        self._first = first
        self._heads = Heads(page)
        self._names = Names(page)

    def hits(self) -> Iterator[Hit]:
        """Yield the hits in order, without overlap."""
        reached = 0
        for words in in_stretches(self._page.folded):
            at, count = 0, len(words.words)
            while at < count:
                lengths = self._first.get(words.words[at])
                if lengths is None:
                    at += 1
                    continue
                found, at = self._at(words, at, lengths)
                for hit in found:
                    if hit.start >= reached:
                        reached = hit.end
                        yield hit

    def _at(self, words: Words, at: int, lengths: tuple[int, ...]) -> tuple[list[Hit], int]:
        """Return what is named from word `at`, and the word to go on from."""
        for count in lengths:
            if at + count > len(words.words):
                continue
            spelt = words.key(at, count) if count > 1 else words.words[at]
            frame = self._frames.get(spelt)
            if frame is not None and words.holds(at, count):
                hits = self._heads.hits(words, at, at + count, frame)
                if hits:
                    return hits, _after(words, at + count, hits[-1].end)
            numbers = self._page.tables.names.get(spelt)
            if numbers is not None and self._names.written(words, at, count, spelt):
                if not numbers:
                    return [], at + count
                hit = self._names.hit(words, at, at + count, numbers)
                if hit is not None:
                    return [hit], _after(words, at + count, hit.end)
        return [], at + 1


def _after(words: Words, last: int, end: int) -> int:
    """Return the first word from `last` on that begins at `end` or later."""
    while last < len(words.starts) and words.starts[last] < end:
        last += 1
    return last
