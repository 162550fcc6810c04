"""Whether two names name one thing: accents, articles, acronyms and « ville de » do not matter.

Other names of a body are those of the registers that ship, not of any text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from graph.names import words
from loaders.texts.scoring.registers import actor_names, programme_names

_ARTICLES = frozenset(
    {"l", "le", "la", "les", "un", "une", "des", "du", "de", "d", "et", "au", "aux", "a", "the"}
)
_CIVIL = frozenset({"m", "mm", "mme", "mlle", "monsieur", "madame", "dr", "me"})
_BRACKETED = re.compile(r"\(([^()]{2,40})\)")
_ACRONYM = re.compile(r"[^\W\d_](?:[^\W\d_]|[ .’'-]){1,19}")
_SEVERAL = re.compile(r"\s*[;|]\s*|\s+et\s+")
#: How a name begins, and what that says; the longest beginning wins. Article and « de » are gone.
_SORTS: Mapping[str, str] = {
    "communaute agglomeration": "epci", "communaute communes": "epci",
    "communaute urbaine": "epci", "agglomeration": "epci", "epci": "epci",
    "ca": "epci", "cc": "epci", "cu": "epci",
    "conseil departemental": "departement", "conseil general": "departement",
    "departement": "departement", "conseil regional": "region", "region": "region",
    "sous prefecture": "prefecture", "sous prefet": "prefecture", "sous prefete": "prefecture",
    "prefecture": "prefecture", "prefet": "prefecture", "prefete": "prefecture",
    "prefecture region": "prefecture", "prefet region": "prefecture",
    "prefete region": "prefecture",
    "commune": "", "ville": "", "mairie": "", "municipalite": "",
    "ministere delegue": "ministere", "ministere charge": "ministere", "ministre": "ministere",
    "ministre delegue": "ministere", "ministre charge": "ministere",
    "secretariat etat": "ministere", "secretariat etat charge": "ministere",
    "secretaire etat": "ministere", "secretaire etat charge": "ministere",
}  # fmt: skip
#: Acronyms of bodies that each département or region has.
_SPELT: Mapping[str, str] = {
    "caf": "caisse allocations familiales",
    "cpam": "caisse primaire assurance maladie",
    "cci": "chambre commerce industrie",
    "cma": "chambre metiers artisanat",
    "ars": "agence regionale sante",
    "epf": "etablissement public foncier",
}
#: A ministry is the one of its first domain: « de la Ville, de la Jeunesse et des Sports ».
_MINISTRY = re.compile(r"\s*(?:minist[eè]re|ministre|secr[eé]tariat|secr[eé]taire)s?\b", re.I)
_DOMAINS = re.compile(r",\s+(?:de|des|du)\b|\s+et\s+")
#: Words by which an intercommunality says itself what it is.
_SELF = frozenset({"metropole", "agglomeration", "communaute"})
_PLACES = frozenset({"quartier", "quartiers", "qpv", "secteur", "site", "territoire", "cite"})
_STATE = frozenset({"prefet", "prefete", "gouvernement"})


def core(name: str) -> tuple[str, ...]:
    """Return the words that tell names apart.

    >>> core("Communauté d’agglomération du Pays de l’Or")
    ('communaute', 'agglomeration', 'pays', 'or')
    """
    return tuple(word for word in words(name) if word not in _ARTICLES)


@cache
def keys(name: str) -> frozenset[str]:
    """Return the spellings under which a name is found; two names that share one are one body.

    >>> keys("Ville de Meaux") & keys("Commune de Meaux") == {"meaux"}
    True
    >>> keys("ANRU") == keys("Agence nationale pour la rénovation urbaine (ANRU)")
    True
    """
    inside = [found for found in _BRACKETED.findall(name) if _ACRONYM.fullmatch(found)]
    said = [_BRACKETED.sub(" ", name), *inside] if "(" in name else [name]
    found = set[str]()
    for one in said:
        key = _key(one)
        found.add(_actors().get(key, key))
        if key.startswith("epci ") and _SELF & set(key.split()):
            bare = key.removeprefix("epci ")
            found.add(_actors().get(bare, bare))
    return frozenset(found - {""})


def _key(name: str) -> str:
    """Return the words of a name, its beginning in one spelling: « CC X » as « epci X »."""
    told = core(_DOMAINS.split(name, maxsplit=1)[0] if _MINISTRY.match(name) else name)
    if told and told[0] in _SPELT:
        return " ".join((_SPELT[told[0]], *told[1:]))
    for length in (3, 2, 1):
        sort = _SORTS.get(" ".join(told[:length]))
        if sort is not None and len(told) > length:
            return " ".join(filter(None, (sort, *told[length:])))
    return " ".join(told)


@cache
def _actors() -> Mapping[str, str]:
    """Return the first name of a body by its other names; a national body before a local one."""
    found: dict[str, str] = {}
    for names in actor_names():
        for name in names:
            found.setdefault(_key(name), _key(names[0]))
    return found


def all_keys(names: Iterable[str | None]) -> frozenset[str]:
    """Return the spellings of any of several names."""
    return frozenset().union(*(keys(name) for name in names if name))


def same_actor(right: Iterable[str | None], said: str | None) -> bool:
    """Tell whether `said` is one of the right names; who stands for the State is the State."""
    wanted, told = all_keys(right), keys(said or "")
    if wanted & told:
        return True
    return "etat" in wanted and any(k in _STATE or k.startswith("prefecture") for k in told)


def same_place(right: Iterable[str | None], said: str | None) -> bool:
    """Tell whether two names of territories name one, « quartier », « région » or not."""
    return bool(_place_keys(all_keys(right)) & _place_keys(keys(said or "")))


def _place_keys(several: Iterable[str]) -> set[str]:
    found = set[str]()
    for key in several:
        first, _, rest = key.partition(" ")
        bare = rest if first in _PLACES and rest else key
        found |= {key, bare}
        sort, _, rest = bare.partition(" ")
        if sort in {"epci", "region", "departement"} and rest:
            found.add(rest)
    return found


@cache
def programme(name: str) -> str:
    """Return the one spelling of a programme.

    >>> programme("Nouveau programme national de renouvellement urbain (NPNRU)")
    'npnru'
    """
    whole, bare = (" ".join(core(told)) for told in (name, _BRACKETED.sub(" ", name)))
    table = _programmes()
    return table.get(whole) or table.get(bare) or whole


@cache
def _programmes() -> Mapping[str, str]:
    return {
        " ".join(core(name)): " ".join(core(names[0]))
        for names in programme_names()
        for name in names
    }


def persons(told: Iterable[str]) -> list[tuple[str, ...]]:
    """Return the persons named, each as the words of the name, without civility.

    >>> persons(["Mme Suzanne Lacore ; M. X"])
    [('suzanne', 'lacore'), ('x',)]
    """
    parts = (part for one in told for part in _SEVERAL.split(one))
    named = (tuple(word for word in words(part) if word not in _CIVIL) for part in parts)
    return list(dict.fromkeys(name for name in named if name))


def same_person(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Tell whether two names name one person: the same last name, first names that agree."""
    several = set(one), set(other)
    return one[-1] == other[-1] and (several[0] <= several[1] or several[1] <= several[0])
