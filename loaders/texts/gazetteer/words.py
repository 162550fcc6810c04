"""Words that names are compared by: folded, « St » spelt out, articles and « de » left out.

« Ville de La Rochelle », « ville de la Rochelle » and « VILLE DE LA ROCHELLE » have one key.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from graph.names import words as folded_words
from loaders.texts.text import stretches

#: Words that a name may hold or lack without being another name.
LINKS = frozenset({"de", "du", "des", "d", "la", "le", "les", "l"})
#: Signs that part two names; a comma too. Some names hold quotes, brackets or commas themselves.
_PARTS = re.compile(r"[.;:!?()\[\]{}«»\"|\n,]")
_ALWAYS = re.compile(r"[.;:!?\[\]{}|\n]")
_OUTER = re.compile(r"[.;:!?()\[\]{}|\n,]")
#: As many spaces as this, or a tab, part the cells of a row.
_WIDE = 3
_WORD = re.compile(r"(?:[a-z]\.){2,}[a-z]?(?![a-z])|[a-z0-9]+|&")
_SHORT = {
    "st": "saint", "ste": "sainte", "sts": "saints", "agglo": "agglomeration",
    "interco": "intercommunalite", "&": "et",
}  # fmt: skip
#: Length of the longest stretch read at once, in characters: bounds memory on a hostile line.
_STRETCH = 200_000


def key(name: str) -> str:
    """Return the key of a name.

    >>> key("Communauté d’agglomération du Pays de St-Omer")
    'communaute agglomeration pays saint omer'
    """
    return " ".join(w for w in folded_words(name.replace("&", " et ")) if w not in LINKS)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a stretch of text that count, with their places in it."""

    folded: str
    words: list[str]
    starts: list[int]
    ends: list[int]

    def key(self, first: int, count: int) -> str:
        """Return the key of `count` words from the one numbered `first`."""
        return " ".join(self.words[first : first + count])

    def holds(self, first: int, count: int, *, loose: bool = False) -> bool:
        """Tell whether no sign between these words parts them."""
        return all(self.joined(at, loose=loose) for at in range(first, first + count - 1))

    def joined(self, at: int, *, loose: bool = False) -> bool:
        """Tell whether word `at` and the next belong together."""
        start, end = self.ends[at], self.starts[at + 1]
        if end == start + 1:
            return self.folded[start] in " '-/"
        if self._wide(start, end):
            return False
        if loose:
            return not _ALWAYS.search(self.folded, start, end)
        return not _PARTS.search(self.folded, start, end)

    def leads(self, at: int) -> bool:
        """Tell whether word `at` leads to the next: like `joined`, but quotes may open there."""
        start, end = self.ends[at], self.starts[at + 1]
        return not self._wide(start, end) and not _OUTER.search(self.folded, start, end)

    def _wide(self, start: int, end: int) -> bool:
        """Tell whether a gap of a row lies between two words: they are of two cells."""
        return end - start >= _WIDE and self.folded.find(" " * _WIDE, start, end) >= 0


def in_stretches(folded: str) -> Iterator[Words]:
    """Yield the words of a text, line after line; a very long line comes in several stretches."""
    return (_words(folded, start, end) for start, end in stretches(folded, _STRETCH))


def _words(folded: str, start: int, end: int) -> Words:
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for found in _WORD.finditer(folded, start, end):
        word = found[0]
        if word in LINKS:
            continue
        if "." in word:
            word = word.replace(".", "")
        words.append(_SHORT.get(word, word))
        starts.append(found.start())
        ends.append(found.end())
    return Words(folded, words, starts, ends)
