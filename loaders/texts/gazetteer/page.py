"""How a name is written where it stands: capitals, what is before it and after it."""

from __future__ import annotations

import re

from graph.names import fold
from loaders.texts.gazetteer.entry import Entry
from loaders.texts.gazetteer.firstnames import first_names
from loaders.texts.gazetteer.french import straight
from loaders.texts.gazetteer.tables import Tables
from loaders.texts.gazetteer.words import Words, key
from loaders.texts.text import Text

_OWN_ARTICLE = re.compile(r"\b(?:[Ll]es |[Ll]e |[Ll]a |[Ll]['’])$")
_CAPITAL_BEFORE = re.compile(r"[A-ZÀ-Ý][\w'’-]+ $")
_CAPITAL_AFTER = re.compile(r" [A-ZÀ-Ý][\w'’]")
_CIVILITY = re.compile(
    r"\b(?:m|mm|mme|mmes|mlle|monsieur|madame|dr|me|pr|general|marechal|amiral|docteur|professeur|"
    r"colonel|president) ?\.? ?$"
)
_GIVEN = re.compile(r"([a-z]+(?:-[a-z]+)?) $")
_STREET = re.compile(
    r"\b(?:rue|avenue|boulevard|bd|place|quai|route|pont|gare|porte|rond-point|allee|impasse|"
    r"chemin|faubourg|square|stade|lycee|college|tribune|hotel|plaine|bassin|golfe|traite|"
    r"quartiers?|secteurs?|ilots?|residences?|zac|lotissement|barres?|ecole|gymnase)"
    r" (?:de |du |des |d'|de la |de l'|la |le |les |« ?|\" ?)*$"
)
_BRACKET = re.compile(r" ?\( ?([^()\n]{2,40}?) ?\)")
#: From how many people a place is well enough known for its name to be read as such: in capitals
#: when it is a common word, at the head of a sentence.
LARGE, KNOWN, CITY = 8000, 3000, 20_000
_OPENERS = ".!?\n:;•|"
#: What a small place that is also a common word comes after, or between: « à Pis », « , Son et ».
_PLACED = re.compile(r"(?:\b(?:a|vers) |\()$")
_LISTED_BEFORE = re.compile(r"(?:, |\bet |\bentre |/ ?)$")
_LISTED_AFTER = re.compile(r" ?(?:[,.;)/\n]| (?:et|ou) )")
#: « Bois de Nèfles », « Pont d'Aubenas »: more of a longer name.
_OF_MORE = re.compile(r" (?:d['’]|l['’]|de (?:la |l['’])?|du |des |à |aux |en )?[A-ZÀ-Ý]")
_DASHES = str.maketrans(dict.fromkeys("-\u2010\u2011\u2013\u2014'\u2019", " "))
_ACCENTED = re.compile(r"[a-zà-ÿ][éèêàçùîôûâ]|[éèêàçùîôûâ][a-z]")
_VARIANTS = {"st": "saint", "ste": "sainte", "lès": "les", "lez": "les"}
_PLACE_ARTICLE = re.compile(r"^(?:Les |Le |La |L')")


class Page:
    """One text and the tables that its names are looked up in."""

    def __init__(self, tables: Tables, text: Text) -> None:
        self.tables = tables
        self.flow = text.flow
        self.folded = text.folded
        self._persons = first_names()
        #: Whether the text is written with its accents, so that one that lacks tells something.
        self._accented = bool(_ACCENTED.search(text.flow))

    def opens(self, start: int) -> bool:
        """Tell whether a sentence or a line opens here, so that a capital tells nothing."""
        before = self.folded[max(0, start - 3) : start].rstrip(" \"'«(-")
        return not before or before[-1] in _OPENERS

    def article(self, start: int) -> str:
        """Return the article just before, as written, with its space: « La  », « l' »."""
        found = _OWN_ARTICLE.search(self.flow, max(0, start - 4), start)
        return found[0] if found else ""

    def named(self, start: int, end: int, spelt: str) -> bool:
        """Tell whether a name that is also a common word is meant as a name here."""
        written = self.flow[start:end]
        if not written[0].isupper():
            return False
        numbers = self.tables.names[spelt]
        places = [self.tables.entry(~n) for n in numbers if n < 0]
        if len(written) > 1 and written.isupper():
            large = not places or any(place.population >= LARGE for place in places)
            return large and not self._shouted(start)
        return self._capitalised(start, end, places, mere=len(places) == len(numbers))

    def _capitalised(self, start: int, end: int, places: list[Entry], *, mere: bool) -> bool:
        """Tell whether a capital tells of a name here; `mere` when it names but places."""
        written, article = self.flow[start:end], self.article(start)
        if article[:1] == "L" and any(alike(written, article, p.place) for p in places):
            known = any(place.population >= KNOWN for place in places)
            return known or not self.opens(start - len(article))
        if self.opens(start):
            return any(place.population >= CITY for place in places)
        if _CAPITAL_BEFORE.search(self.flow, max(0, start - 25), start):
            return False
        small = all(place.population < KNOWN for place in places)
        if small and mere and not self._placed(start - len(article), end):
            return False
        return not mere or any(alike(written, article, place.place) for place in places)

    def _shouted(self, start: int) -> bool:
        """Tell whether the words around are in capitals too."""
        around = self.flow[max(0, start - 25) : start] + self.flow[start + 1 : start + 30]
        letters = [c for c in around if c.isalpha()]
        return len(letters) > 12 and sum(c.isupper() for c in letters) > 0.8 * len(letters)

    def _placed(self, start: int, end: int) -> bool:
        """Tell whether what is around a common word tells of a place, which nothing completes."""
        before = self.folded[max(0, start - 8) : start]
        if _OF_MORE.match(self.flow, end):
            return False
        listed = _LISTED_BEFORE.search(before) and _LISTED_AFTER.match(self.folded, end)
        return bool(listed or _PLACED.search(before))

    def spells(self, start: int, end: int, place: str, *, known: bool) -> bool:
        """Tell whether the words written are the name of a place, to the letter and the accent.

        In capitals accents are optional, as they are on a capital and in a text that has none; a
        name of several words, or of a `known` place, is no common word: its accents are free.
        """
        written = self.flow[start:end]
        said, name = _letters(written), _letters(_PLACE_ARTICLE.sub("", place, count=1))
        if said == name:
            return True
        if _squeezed(said) != _squeezed(name):
            return False
        if written.isupper() or " " in said:
            return True
        lacking = any(a != b and a == fold(b) for a, b in zip(said[1:], name[1:], strict=False))
        extra = any(b != a and b == fold(a) for a, b in zip(said[1:], name[1:], strict=False))
        return not (lacking and self._accented) and (known or not extra)

    def attached(self, start: int, end: int) -> bool:
        """Tell whether a hyphen joins this name to another word: « Metz-Borny » is not Metz."""
        after, before = self.folded[end : end + 2], self.folded[max(0, start - 2) : start]
        return (after[:1] == "-" and after[1:].isalnum()) or (
            before[1:] == "-" and before[:1].isalnum()
        )

    def goes_on(self, end: int) -> bool:
        """Tell whether another capital follows: a longer name that nobody knows."""
        return bool(_CAPITAL_AFTER.match(self.flow, end))

    def in_street(self, start: int) -> bool:
        """Tell whether a place only names a street, a station, a newspaper."""
        return bool(_STREET.search(self.folded[max(0, start - 40) : start]))

    def personal(self, words: Words, at: int, last: int) -> bool:
        """Tell whether the words from `at` to `last` are part of a person's name."""
        start = words.starts[at]
        before = self.folded[max(0, start - 24) : start]
        if _CIVILITY.search(before):
            return True
        given = _GIVEN.search(before)
        if given and given[1] in self._persons:
            return self.flow[start - len(given[0])].isupper()
        return words.words[at] in self._persons and self.goes_on(words.ends[last - 1])

    def whole(self, start: int, name: str) -> int:
        """Return where a name begins whose article is part of it: « La Mure », « La Poste »."""
        article = self.article(start)
        if article and name.casefold().startswith(straight(article).casefold()):
            return start - len(article)
        return start

    def bracketed(self, end: int, entries: tuple[Entry, ...]) -> int:
        """Return the end of the name with the acronym in brackets that belongs to it."""
        found = _BRACKET.match(self.flow, end)
        if not found:
            return end
        ids = {self.tables.id(n) for n in self.tables.names.get(key(found[1]), ())}
        if ids & {entry.id for entry in entries} or is_acronym(found[1], entries[0].name):
            return found.end()
        return end


def _letters(name: str) -> str:
    """Return a name in lower case with its accents, its words parted by spaces alone.

    >>> _letters("St-Étienne")
    'saint étienne'
    """
    words = name.lower().replace("œ", "oe").translate(_DASHES).split()
    return " ".join(_VARIANTS.get(word, word) for word in words)


def _squeezed(letters: str) -> str:
    """Return the letters alone: « M'tsamboro » and « Mtsamboro » share them."""
    return fold(letters).replace(" ", "")


def alike(written: str, article: str, place: str) -> bool:
    """Tell whether a common word is written as the place is, accents and article included.

    >>> alike("Maire", "", "Mairé"), alike("Mure", "La ", "La Mure")
    (False, True)
    """
    return straight(article + written).casefold() == place.casefold() and (
        not article or article[0] == "L"
    )


def is_acronym(inner: str, name: str) -> bool:
    """Tell whether a word in brackets is made of letters of the name, in their order.

    >>> is_acronym("CCRV", "Communauté de communes Retz-en-Valois"), is_acronym("Lyon", "ANRU")
    (True, False)
    """
    letters = key(inner).replace(" ", "")
    if not 2 <= len(letters) <= 12 or not inner[:1].isupper() or " " in inner:
        return False
    rest = iter(key(name).replace(" ", ""))
    return all(letter in rest for letter in letters)
