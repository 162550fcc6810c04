"""Where a text speaks from: what « la Ville », « le Département » stand for in it.

Each name of territory votes, more in the title and the opening, and more when an authority is
named (« mairie de X ») than a place; names of services vote for their département.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from graph.ids import NodeId
from graph.ontology import NodeKind
from loaders.texts.gazetteer.entry import Entry, Hit
from loaders.texts.gazetteer.gazetteer import load
from loaders.texts.gazetteer.linking import is_acronym
from loaders.texts.gazetteer.territories import regions_of_departments
from loaders.texts.gazetteer.when import of_time, year_of
from loaders.texts.mentions import Actor, Setting
from loaders.texts.text import Text

#: What a hit weighs by its sort, and how much more in the opening of the text.
_WEIGHTS = {"name": 2.0, "place": 1.0, "made": 1.0}
_OPENING, _OPENS = 600, 2.0
#: With more départements than this and none that stands out, a text is national.
_MANY, _SHARE, _SHARE_OF_FEW = 4, 0.4, 0.3
#: A line is a headline, or an aside of the page, when it is this short and no sentence.
_HEADLINES, _LINE, _BODY = 6, 160, 0.7
_TITLE, _ASIDE = 5.0, 0.3
#: How many characters may stand before the subject of a headline: its article.
_FIRST = 4
#: « Marignane : le centre ancien obtient un sursis »; « LODÈVE. – », « (Meaux, AFP) ».
_SUBJECT = re.compile(r" ?(?:\([^()]{1,30}\) ?)?[:–-] ")
_DATELINE = re.compile(r"\. ?[–-] |, de notre ")
#: Where a body has its seat, and where a thing was signed: no subject of the text.
_VENUE = re.compile(
    r"\b(?:rendez-vous|(?:maison|hotel) de (?:la )?communaute|siege\w*|sis|sise|situee?s?|"
    r"domicilie\w*|tribunal administratif|palais|prochain numero)\b[^.;\n]*$"
)
#: The région of the départements that are no part of another, and the names of the bodies that
#: took the place of both, with their first year (lois n° 2011-884 and n° 2015-991).
_ALONE = {"972": "region:02", "973": "region:03"}
_SINGLE = {
    "972": (("Collectivité territoriale de Martinique", "2016"),),
    "973": (("Collectivité territoriale de Guyane", "2016"),),
    "2A": (("Collectivité de Corse", "2018"), ("Collectivité territoriale de Corse", "1991")),
    "2B": (("Collectivité de Corse", "2018"), ("Collectivité territoriale de Corse", "1991")),
}
#: Fewer votes than this tell nothing: a place of signature is no setting.
_LEAST = 2.5
#: How much more a commune must be named than the next one to be that of the text.
_AHEAD = 1.25


def setting(text: Text, hits: Iterable[Hit], published: str | None = None) -> Setting:
    """Return the territories that the text speaks from; empty when it speaks of the whole country.

    `published` (YYYY-MM-DD) tells whether the régions are those before 2016.
    """
    year = year_of(text, published)
    found = [
        replace(hit, entries=tuple(of_time(hit.entries, year)))
        for hit in hits
        if hit.sort in _WEIGHTS and not is_acronym(hit, text)
    ]
    weigh = _Weighing(text)
    codes = _departments(found, weigh)
    if not codes:
        return Setting()
    local = _local(codes)
    if not local:
        return Setting(departments=tuple(codes))
    weights = _territories(found, local, weigh)
    municipality = _best(weights, NodeKind.MUNICIPALITY)
    inter = _best(weights, NodeKind.INTERCOMMUNALITY)
    if municipality and inter and _apart(municipality, inter):
        inter, municipality = _agreed(inter, municipality, weights)
    if inter is None and municipality is not None:
        wholes = [load().entry(part) for part in municipality.parts if part.startswith("epci:")]
        inter = wholes[-1] if wholes else None
    if municipality is None and inter is not None:
        municipality = _eponym(inter, weights)
    code = municipality.departments[0] if municipality else local[0]
    return Setting(
        _actor(municipality),
        _actor(inter),
        _department(code, year),
        _region(code, found, year),
        tuple(codes),
    )


class _Weighing:
    """What each name of one text weighs: by its sort, and by where it stands."""

    def __init__(self, text: Text) -> None:
        self._text = text
        self._tail = len(text.flow) * _BODY

    def __call__(self, hit: Hit) -> float:
        """Return what a name weighs: more in the headline and the opening, little in the tail."""
        text, weight = self._text, _WEIGHTS[hit.sort]
        number = text.block_at(hit.start)
        block = text.blocks[number]
        line = block.end - block.start < _LINE and text.flow[block.end - 1] not in ".;,"
        if hit.start < _OPENING:
            first = line and number < _HEADLINES and hit.start - block.start < _FIRST
            subject = first and _SUBJECT.match(text.folded, hit.end)
            return weight * (_TITLE if subject or _DATELINE.match(text.folded, hit.end) else _OPENS)
        aside = line and hit.start > self._tail
        return weight * (_ASIDE if aside or _VENUE.search(text.folded, *_near(hit)) else 1.0)


def _near(hit: Hit) -> tuple[int, int]:
    return max(0, hit.start - 45), hit.start


def _departments(hits: Iterable[Hit], weigh: _Weighing) -> dict[str, float]:
    """Return how much each département is spoken of; homonyms share their vote by people."""
    votes: dict[str, float] = defaultdict(float)
    for hit in hits:
        local = [entry for entry in hit.entries if 0 < len(entry.departments) <= 3]
        if len(local) != len(hit.entries):
            continue
        total = sum(entry.population + 100 for entry in local)
        for entry in local:
            share = (entry.population + 100) / total
            own = 1.0 if entry.place else 0.5
            for code in entry.departments[:1]:
                votes[code] += weigh(hit) * share * own
    return dict(sorted(votes.items(), key=lambda vote: -vote[1]))


def _local(codes: Mapping[str, float]) -> tuple[str, ...]:
    """Return the départements that the text speaks from, the first one first; none if national."""
    most, total = max(codes.values()), sum(codes.values())
    if most < _LEAST or most / total < (_SHARE if len(codes) > _MANY else _SHARE_OF_FEW):
        return ()
    return tuple(code for code, votes in codes.items() if votes >= most / 3)


def _territories(
    hits: Iterable[Hit], codes: tuple[str, ...], weigh: _Weighing
) -> dict[NodeId, float]:
    weights: dict[NodeId, float] = defaultdict(float)
    for hit in hits:
        near = [e for e in hit.entries if e.id and e.departments and e.departments[0] in codes]
        if near:
            best = max(near, key=lambda entry: entry.population)
            if best.id:
                weights[best.id] += weigh(hit)
    return dict(sorted(weights.items(), key=lambda weight: -weight[1]))


def _best(weights: dict[NodeId, float], kind: NodeKind) -> Entry | None:
    """Return the territory of this kind that is named most; no commune when several are."""
    ranked = [
        (votes, entry)
        for identifier, votes in weights.items()
        if (entry := load().entry(identifier)) and entry.kind is kind
    ]
    if not ranked:
        return None
    if kind is NodeKind.MUNICIPALITY and len(ranked) > 1 and ranked[0][0] < _AHEAD * ranked[1][0]:
        return None
    return ranked[0][1]


def _eponym(inter: Entry, weights: dict[NodeId, float]) -> Entry | None:
    """Return the commune that an intercommunality is named after, when the text names no other.

    In « Dreux Agglomération, l’État et la Ville », the town is Dreux.
    """
    if any(identifier.startswith("commune:") for identifier in weights):
        return None
    commune = load().main_commune(inter.id) if inter.id else None
    return commune if commune is not None and commune.place in inter.name else None


def _apart(municipality: Entry, inter: Entry) -> bool:
    """Tell whether a commune is part of other intercommunalities than this one, of today."""
    today = (inter.id or "").startswith("epci:")
    return today and bool(municipality.parts) and inter.id not in municipality.parts


def _agreed(
    inter: Entry, municipality: Entry, weights: dict[NodeId, float]
) -> tuple[Entry | None, Entry | None]:
    """Return an intercommunality and a commune of it, the heavier of the two kept."""
    if weights.get(inter.id or "", 0) >= weights.get(municipality.id or "", 0):
        inside = [
            entry
            for identifier, _ in weights.items()
            if (entry := load().entry(identifier)) and inter.id in entry.parts
        ]
        return inter, inside[0] if inside else None
    return None, municipality


def _department(code: str, year: str | None) -> Actor | None:
    """Return the département of a code in a year; where one body is both, the région of today."""
    found = load().entry(f"departement:{code}")
    if found is not None and found.until and (year or "9999") > found.until:
        return _region(code, (), year)
    return _actor(found)


def _region(code: str, hits: Iterable[Hit], year: str | None) -> Actor | None:
    """Return the région of a département: the one named in the text, else that of the year."""
    regions = regions_of_departments().get(code, ())
    named = {entry.id for hit in hits for entry in hit.entries if entry.id in regions}
    if len(named) == 1:
        chosen = named.pop() or ""
    else:
        old = bool(year and year < "2016" and len(regions) > 1)
        chosen = regions[-1] if old else regions[0] if regions else _ALONE.get(code, "")
    single = next((name for name, since in _SINGLE.get(code, ()) if (year or "9999") >= since), "")
    found = load().named(single) if single else None
    return _actor(found or load().entry(chosen))


def _actor(entry: Entry | None) -> Actor | None:
    return Actor(entry.name, entry.kind, entry.id) if entry else None
