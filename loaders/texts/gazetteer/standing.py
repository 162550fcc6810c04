"""Names that stand alone: full and short names, acronyms, mere places."""

from __future__ import annotations

import re

from graph.ontology import NodeKind
from loaders.texts.gazetteer.entry import Entry, Hit
from loaders.texts.gazetteer.french import straight
from loaders.texts.gazetteer.page import KNOWN, LARGE, Page
from loaders.texts.gazetteer.shorts import short_name
from loaders.texts.gazetteer.words import Words

_MERGED = re.compile(r"\b(?:du|des|au|aux) $")
_LED = re.compile(r"\b(?:(?:au|du|aux|des|en|les|la|le) |l')$")
_PLACE_ARTICLE = re.compile(r"(?:les|le|la|l')(?= )|l'")
_HABITAT = re.compile(
    r"(?: [A-ZÀ-Ý][\w'’-]+){0,2} "
    r"(?:Habitat|HABITAT|Habitations|Logements?|LOGEMENT|Logis|HLM|Hlm)\b"
)
#: Départements whose name says nothing without its article.
_COMMON = frozenset({"Nord", "Somme", "Manche", "Lot", "Landes", "Var", "Ain", "Cher"})


class Names:
    """Reads a name of the tables where it stands in a text."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._tables = page.tables

    def written(self, words: Words, at: int, count: int, spelt: str) -> bool:
        """Tell whether a name is written as a name is: of one piece, with its capitals."""
        if not words.holds(at, count, loose=spelt in self._tables.loose):
            return False
        start, end = words.starts[at], words.ends[at + count - 1]
        if spelt in self._tables.strict:
            return self._page.named(start, end, spelt)
        if spelt in self._tables.free:
            return True
        said = self._page.flow[start:end]
        if said[0].isupper() or said[0].isdigit():
            return True
        return count > 1 and any(c.isupper() for c in said)

    def hit(self, words: Words, at: int, last: int, numbers: tuple[int, ...]) -> Hit | None:
        """Return the hit of a name, None where it only looks like one."""
        start, end = words.starts[at], words.ends[last - 1]
        if self._page.attached(start, end) and all(
            n < 0 or self._tables.group(n) == "I" for n in numbers
        ):
            return None
        kept = [n for n in numbers if n >= 0 or self._fits(~n, start, end)]
        if not kept:
            return None
        entries = tuple(self._tables.entry(n if n >= 0 else ~n) for n in kept)
        if all(n < 0 for n in kept):
            return self._place(words, at, last, entries)
        landlord = self._landlord(start, end, entries)
        if landlord and entries[0].kind is not NodeKind.HOUSING_PROVIDER:
            return landlord
        begin = self._page.whole(start, entries[0].name)
        if begin == start and entries[0].place:
            begin = self._page.whole(start, entries[0].place)
        return Hit(begin, self._page.bracketed(end, entries), entries, "name")

    def _landlord(self, start: int, end: int, entries: tuple[Entry, ...]) -> Hit | None:
        """Return the landlord whose name begins with that of a territory: « Meaux Habitat »."""
        found = _HABITAT.match(self._page.flow, end)
        if not found or self._page.flow[start:end].isupper() != found[0].isupper():
            return None
        name = straight(self._page.flow[start : found.end()])
        made = Entry(None, NodeKind.HOUSING_PROVIDER, name, entries[0].departments)
        return Hit(start, found.end(), (made,), "made")

    def _place(self, words: Words, at: int, last: int, entries: tuple[Entry, ...]) -> Hit | None:
        """Return the hit of a place, unless it is a street, a person or part of a longer name."""
        start, end = words.starts[at], words.ends[last - 1]
        landlord = self._landlord(start, end, entries)
        if landlord:
            return landlord
        if self._page.personal(words, at, last) or self._page.in_street(start):
            return None
        if self._page.goes_on(end) and all(entry.population < LARGE for entry in entries):
            return None
        begin = self._page.whole(start, entries[0].place)
        return Hit(begin, self._page.bracketed(end, entries), entries, "place")

    def _fits(self, number: int, start: int, end: int) -> bool:
        """Tell whether a place is named to the letter, with or without article as its name is."""
        entry = self._tables.entry(number)
        known = entry.population >= KNOWN
        if entry.kind is NodeKind.MUNICIPALITY and not any(
            self._page.spells(start, end, name, known=known)
            for name in (entry.place, short_name(entry.place, entry.population))
            if name
        ):
            return False
        article = straight(self._page.article(start)).strip().lower()
        before = self._page.folded[max(0, start - 4) : start]
        if entry.kind is NodeKind.MUNICIPALITY:
            found = _PLACE_ARTICLE.match(entry.place.lower())
            own = found[0] if found else ""
            if own in ("le", "les"):
                return article == own or bool(_MERGED.search(before))
            return article == own and bool(own or not _MERGED.search(before))
        if entry.place.startswith("La ") and entry.kind is not NodeKind.INTERCOMMUNALITY:
            return article == "la"
        if entry.kind is NodeKind.DEPARTMENT and entry.article and not _LED.search(before):
            alone = self._page.opens(start) or before.endswith(("/ ", "("))
            return alone and entry.place not in _COMMON
        return True
