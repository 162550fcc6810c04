"""Bodies that no register knows, told by the list that they stand in: « Actilog, Adit, la SNCF ».

A capitalised name parted by commas from other members of an enumeration is a body of the kind that
the list announces (« quinze entreprises volontaires : … »). Whether the list signs is for the
frames to say.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from graph.ontology import NodeKind
from loaders.texts.grammar.articles.group import Group
from loaders.texts.mentions import Actor, Person, meets, within
from loaders.texts.text import Text

_CAPITAL = r"[A-ZÀ-ÖØ-Þ][\w’'&.+-]*|\d{1,3}(?= [A-ZÀ-Þ])"
_NAME = re.compile(
    rf"(?:{_CAPITAL})(?: (?:(?:de la|de l[’']|de|du|des|d[’']|en|pour|la|les|le|au|aux|sur|&|"
    rf"et) ?)?"
    rf"(?:{_CAPITAL})){{0,6}}"
)
_OPENS = re.compile(
    r"(?:[:(,;]|\bet\b|\bainsi que\b|\bou encore\b|\bavec\b|\bentre\b|\bpar\b|\bpuis\b)"
    r"\s*(?:le |la |les |l[’']|de |du |d[’']|des |aux? |à )?[\"« ]*$",
    re.IGNORECASE,
)
_LABEL = re.compile(r"[A-ZÀ-Þ][\w-]{0,7}\)")
_CLOSES = re.compile(
    r"[\"» ]*(?:\([^()]{1,40}\))?\s*(?:[,;.)]|\bet\b|\bainsi que\b|\bou encore\b|$)", re.IGNORECASE
)
_KINDS: tuple[tuple[re.Pattern[str], NodeKind], ...] = tuple(
    (re.compile(rf"\b(?:{words})\b"), kind)
    for words, kind in (
        (r"bailleurs?|organismes (?:hlm|de logement)|offices?", NodeKind.HOUSING_PROVIDER),
        (r"entreprises?|societes?|groupes?|employeurs|enseignes|industriels", NodeKind.COMPANY),
        (r"associations?|clubs?|collectifs?|regies?|fondations?", NodeKind.ASSOCIATION),
        (r"federations?|reseaux|unions?", NodeKind.FEDERATION),
        (r"communes?|villes?|municipalites", NodeKind.MUNICIPALITY),
    )
)
_STARTERS = frozenset(
    (
        "le la les l un une des ce cette ces il elle ils elles on mais et au aux en dans pour par "
        "avec sur selon depuis lors apres avant si quand a de du ont son sa leurs leur monsieur "
        "madame m mme lundi mardi mercredi jeudi vendredi samedi dimanche article vu fait chacun "
        "tous toutes qui ville etat region departement metropole agglomeration commune communaute "
        "prefecture mairie agence conseil comite president maire prefet ministre directeur"
    ).split()
)


#: « la justice », who signs contrats de ville by its public prosecutor: the ministry.
_JUSTICE = Actor("Ministère de la Justice", NodeKind.STATE_SERVICE)
#: Bodies that a common noun names, with what tells them apart: « le conseil de quartier n° 6 ».
_COMMON = re.compile(
    r"(?:l'|la |le |les )(?P<name>(?P<justice>justice(?! ))|"
    r"(?:conseils? (?:de quartier|citoyens?)|comite de quartier|centre social|amicale|"
    r"union|collectif|syndicat|club|regie|association|fondation|federation|maison des|ecole|"
    r"institut|groupement|mutuelle|cooperative|chambre|caisse|office|societe) "
    r"(?!(?:a|ont|est|sont|qui|que)\b)[\w'°-]+(?: (?!(?:a|ont|est|sont|qui|que|et|pour le|par)\b)"
    r"[\w'°-]+){0,8}?)"
    r"(?= ?(?:\([^()]{1,24}\))?(?:[,;.)]| et | ainsi que |$))"
)


def listed(
    text: Text, sentence: tuple[int, int], groups: Sequence[Group], persons: Sequence[Person]
) -> list[Group]:
    """Return the groups of a sentence with the unknown members of its enumerations, in order."""
    start, end = sentence
    found = list(_unknown(text, start, end, groups, persons))
    return sorted([*groups, *found], key=lambda group: group.start) if found else list(groups)


def _unknown(
    text: Text, start: int, end: int, groups: Sequence[Group], persons: Sequence[Person]
) -> Iterator[Group]:
    taken = sorted(
        [(g.start, g.end) for g in groups] + [(p.start, p.end) for p in within(persons, start, end)]
    )
    common = list(_common(text, start, end, taken))
    yield from common
    taken = sorted([*taken, *((group.start, group.end) for group in common)])
    kind = _kind(text.folded[start:end])
    for match in _NAME.finditer(text.flow, start, end):
        first, last = match.span()
        if meets(taken, first, last):
            continue
        if text.folded[first:last].split()[0].strip(".'’") in _STARTERS:
            continue
        if _OPENS.search(text.flow, max(start, first - 24), first) and _CLOSES.match(
            text.flow, last, end
        ):
            name = text.flow[first:last].rstrip(".")
            if len(name) > 2 and not _in_brackets(text, first, groups):
                actor = _like_neighbours(name, first, groups) or Actor(name, kind)
                yield Group(first, first + len(name), actor, first, first + len(name), "listed")


def _common(text: Text, start: int, end: int, taken: Sequence[tuple[int, int]]) -> Iterator[Group]:
    """Yield the members of an enumeration that only common nouns name."""
    for match in _COMMON.finditer(text.folded, start, end):
        first, last = match.span("name")
        opened = _OPENS.search(text.flow, max(start, match.start() - 24), match.start())
        if meets(taken, first, last) or not opened:
            continue
        name = text.flow[first:last]
        actor = Actor(name[0].upper() + name[1:], _kind(text.folded[first:last]))
        yield Group(first, last, _JUSTICE if match["justice"] else actor, first, last, "listed")


def _in_brackets(text: Text, first: int, groups: Sequence[Group]) -> bool:
    """Tell whether a name is in brackets after a body or a person: « l’office (OPH2C) »."""
    opening = text.flow.rfind("(", max(0, first - 40), first)
    if opening == first - 1 and _LABEL.match(text.flow, first):
        return True  # « le président (UDF) du conseil général »
    return (
        opening >= 0
        and ")" not in text.flow[opening:first]
        and any(0 <= opening - g.end <= 2 for g in groups)
    )


def _like_neighbours(name: str, first: int, groups: Sequence[Group]) -> Actor | None:
    """Return the commune that a name must be between two communes of a list."""
    at = bisect_left([g.start for g in groups], first)
    around = [*groups[max(0, at - 1) : at], *groups[at : at + 1]]
    communes = [
        g for g in around if g.sort == "place" and g.actor and g.actor.kind is NodeKind.MUNICIPALITY
    ]
    if len(communes) < len(around) or not around:
        return None
    if any(abs(g.start - first) > 60 and abs(first - g.end) > 60 for g in communes):
        return None
    return Actor(f"Commune de {name}", NodeKind.MUNICIPALITY)


def _kind(folded: str) -> NodeKind:
    return next((kind for words, kind in _KINDS if words.search(folded)), NodeKind.ORGANISATION)
