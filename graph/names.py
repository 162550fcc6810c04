"""Names as people type them: one folding for search on every store."""

from __future__ import annotations

import re
import unicodedata

_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss"})
_WORD = re.compile(r"[a-z0-9]+", re.ASCII)
_DOTTED = re.compile(r"\b([a-z0-9])\.(?=[a-z0-9]\b)", re.ASCII)
#: Abbreviations that stand for a whole word in names of places and programmes.
_SHORT = {
    "st": "saint",
    "ste": "sainte",
    "sts": "saints",
    "agglo": "agglomeration",
    "interco": "intercommunalite",
}
#: Elided articles and prepositions, which nobody types the same way twice.
_ELIDED = frozenset({"l", "d", "s", "qu"})
#: Words that tell nothing of who is meant.
LINK_WORDS = frozenset(
    {"le", "la", "les", "l", "de", "du", "des", "d", "un", "une", "et", "a", "au", "aux", "en"}
    | {"sur", "sous", "pour", "par"}
)


def words(text: str) -> list[str]:
    """Return the folded words of `text`: lower case, no accents, ligatures and « St » spelt out.

    Dots inside an acronym go; apostrophes and hyphens part words; elided articles stay as words
    of one letter, so that « L’Haÿ » and « Haÿ » share « hay ».

    >>> words("L’Haÿ-les-Roses"), words("St-Étienne"), words("C.A.F. de l’Ain")
    (['l', 'hay', 'les', 'roses'], ['saint', 'etienne'], ['caf', 'de', 'l', 'ain'])
    """
    letters = text.lower()
    if not letters.isascii():
        plain = unicodedata.normalize("NFKD", letters.translate(_LIGATURES))
        letters = "".join(c for c in plain if not unicodedata.combining(c)).lower()
    if "." in letters:
        letters = _DOTTED.sub(r"\1", letters)
    return [_SHORT.get(word, word) for word in _WORD.findall(letters)]


def fold(text: str) -> str:
    """Return the folded words of `text` in one line: the key under which names are compared.

    >>> fold("Action Cœur de Ville") == fold("action coeur  de ville")
    True
    """
    return " ".join(words(text))


def searched(text: str) -> list[str]:
    """Return the words of a query that are worth looking up; all of them if none stands out.

    >>> searched("l'agglo de Valenciennes"), searched("la")
    (['agglomeration', 'valenciennes'], ['la'])
    """
    every = words(text)
    return [w for w in every if w not in LINK_WORDS and w not in _ELIDED] or every
