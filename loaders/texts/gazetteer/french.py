"""Small facts of French: « de » and « à » before a name, with the article that it takes."""

from __future__ import annotations

import re

_ARTICLE = re.compile(r"(?:(Les|Le|La) |(L)['’])")
_OF = {"le": "du ", "les": "des ", "la": "de la ", "l'": "de l'", "": "de "}
_TO = {"le": "au ", "les": "aux ", "la": "à la ", "l'": "à l'", "": "à "}
_VOWELS = "aeiouyàâäéèêëîïôöùûüœæh"


def straight(text: str) -> str:
    """Return `text` with straight apostrophes, the ones that facts are written with."""
    return text.replace("’", "'")


def of(name: str, article: str = "") -> str:
    """Return « de » and the name; the article of a commune is part of its name.

    >>> of("Le Havre"), of("La Mure"), of("Ajaccio"), of("Nord", "le")
    ('du Havre', 'de La Mure', "d'Ajaccio", 'du Nord')
    """
    return _joined(name, article, _OF, "d'")


def to(name: str, article: str = "") -> str:
    """Return « à » and the name.

    >>> to("Ville", "la"), to("Sports", "les")
    ('à la Ville', 'aux Sports')
    """
    return _joined(name, article, _TO, "à ")


def _joined(name: str, article: str, forms: dict[str, str], elided: str) -> str:
    if article:
        return forms[straight(article)] + name
    own = _ARTICLE.match(name)
    if own and own[1] in ("Le", "Les"):
        return forms[own[1].lower()] + name[own.end() :]
    if not own and name[:1].lower() in _VOWELS and not name.startswith(_ASPIRATED):
        return elided + name
    return forms[""] + name


#: Names of places whose H, or first letter, takes no elision.
_ASPIRATED = (
    "Haguenau", "Ham", "Hambach", "Haubourdin", "Haut", "Hautmont", "Hayange", "Hazebrouck", "Hem",
    "Hendaye", "Herserange", "Hettange", "Hochfelden", "Homécourt", "Hombourg", "Honfleur",
    "Houdain", "Houilles", "Huningue", "Yutz", "Yerres", "Yssingeaux", "Yvetot", "Hasparren",
    "Halluin", "Harnes", "Hallennes", "Hoenheim", "Huez", "Hossegor", "Yèvre",
)  # fmt: skip
