"""Short names of communes, as usage has them: « Luxeuil » for Luxeuil-les-Bains.

What is left is the name before the word that links it to a river, a country or a lord. A word of
the language, a given name or a saint alone tells too little and is no short name.
"""

from __future__ import annotations

import re
from functools import cache

from loaders.texts.gazetteer import register
from loaders.texts.gazetteer.words import key

_TAIL = re.compile(
    r"-(?:sur|sous|lès|les|lez|en|de|d['’]|du|des|le|la|l['’]|aux?|et|ès)[-'’]?(?=[A-ZÀ-Ý]).*$"
)
#: Fewer people, and nobody but its neighbours would know it by half its name.
_PEOPLE = 5000
_LETTERS = 4
#: First words of names that say what lies there, not where.
_PLAIN = frozenset(
    {
        "ville", "villes", "mont", "montagne", "val", "vallee", "pont", "port", "roche", "bois",
        "bourg", "bourgs", "fort", "mas", "plan", "puy", "tour", "tours", "chateau", "chapelle",
        "eglise", "isle", "ile", "croix", "grand", "petit", "haut", "hauts", "hautes", "bas",
        "font", "fontaine", "coteaux", "rives", "portes", "trois", "deux", "neuf", "sables",
        "champs", "mureaux", "lilas", "clayes", "ulis", "pavillons", "herbiers",
    }
)  # fmt: skip
_SAINT = re.compile(r"Sainte?-[^-]+$")
#: Saints who have given their name to too many communes for it to tell one of them.
_SAINTS = frozenset(
    {
        "pierre", "jean", "martin", "paul", "denis", "etienne", "germain", "georges", "julien",
        "laurent", "michel", "maurice", "hilaire", "andre", "remy", "sauveur", "jacques", "marcel",
        "vincent", "cyr", "gilles", "leger", "louis", "nicolas", "aubin", "sebastien", "marie",
        "foy", "genevieve", "anne",
    }
)  # fmt: skip


def short_name(name: str, population: int) -> str:
    """Return the short name of a commune, empty when it has none.

    >>> short_name("Luxeuil-les-Bains", 6500), short_name("Pont-de-Claix", 10_000)
    ('Luxeuil', '')
    """
    short = _TAIL.sub("", name)
    if population < _PEOPLE or short == name or len(short) < _LETTERS:
        return ""
    spelt = key(short)
    if spelt.startswith("saint"):
        return short if _SAINT.match(short) and spelt.split()[-1] not in _SAINTS else ""
    return "" if spelt in _words() or " " in spelt else short


def spellings(name: str, department: str) -> tuple[str, ...]:
    """Return other spellings of a name of Mayotte or of Polynésie: « M'tsamboro », « Faa'a »."""
    if department == "976" and name.startswith("Mts"):
        return (f"M'{name[1:]}",)
    if department == "987" and name.endswith("aa"):
        return (f"{name[:-1]}'a",)
    return ()


@cache
def _words() -> frozenset[str]:
    lines = (line for name in ("mots.txt", "prenoms.txt") for line in register.lines(name))
    return _PLAIN | {key(word) for line in lines for word in line.split()}
