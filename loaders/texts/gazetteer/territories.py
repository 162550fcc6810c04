"""Territories under every name that texts give them.

Two lists: the names that name a territory by themselves, and the stems, which name one only after
a word that calls for it (« agglomération de Valenciennes », « CC du Diois »).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from graph.ids import NodeId
from graph.ontology import EdgeKind, NodeKind
from loaders.territories import known_territories
from loaders.territories_file import Territory, described
from loaders.texts.gazetteer.entry import Entry
from loaders.texts.gazetteer.french import of, straight
from loaders.texts.gazetteer.shorts import short_name, spellings
from loaders.texts.gazetteer.words import key

#: Words by which an intercommunality is known as one.
_OWN = re.compile(
    r"\b(?:métropole|eurométropole|agglomération|agglo|communauté|agglopôle|agglopolys|grand)\b",
    re.IGNORECASE,
)
_HEAD = re.compile(
    r"^(?:Communauté d'agglomération|Communauté de communes|Communauté urbaine|"
    r"Établissement public territorial|CA|CC|CU|EPT)\s+(?:(?:de|du|des)\s+|d'|l'|la\s+)*"
)
#: Départements that the collectivité européenne d'Alsace unites (loi n° 2019-816).
_UNITED = {"siren:200094332": ("67", "68")}
_BRACKETS = re.compile(r" \([^()]*\)|(?<!Communauté d'agglomération)\s«[^«»]*»$")
_QUOTES = re.compile(r"''|[«»]")
_NATURE = re.compile(r"(?:CA|CC|CU|EPT) ")
_PLAIN = re.compile(
    r"\b(?:Métropole|Agglomération|Agglo|Communauté|L'Agglo)\b|''|[«»]", re.IGNORECASE
)
_METROPOLIS = re.compile(r"^Métropole (?:du |de |d'|européenne de )?(?=[\wÉ])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Named:
    """An entry, the names that stand alone, those that are mere places, and its stems."""

    entry: Entry
    names: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    stems: tuple[str, ...] = ()


def named_territories() -> Iterator[Named]:
    """Yield every territory that ships with its names. Cost: half a second."""
    known = known_territories()
    homes = _homes(known)
    communes = {key(t.name) for t in known.values() if t.kind is NodeKind.MUNICIPALITY}
    for territory in known.values():
        match territory.kind:
            case NodeKind.MUNICIPALITY:
                yield from _commune(territory)
            case NodeKind.INTERCOMMUNALITY:
                yield _intercommunality(territory, homes.get(territory.id, ()), communes)
            case NodeKind.DEPARTMENT:
                yield _department(territory)
            case NodeKind.REGION:
                yield from _region(territory)
            case _:
                pass


@cache
def regions_of_departments() -> Mapping[str, tuple[NodeId, ...]]:
    """Return the région of each département by code, today's first, then that before 2016."""
    found: dict[str, list[NodeId]] = {}
    for territory in known_territories().values():
        if territory.kind is NodeKind.DEPARTMENT:
            code = territory.id.removeprefix("departement:")
            found[code] = [part for part in territory.part_of if part.startswith("region:")]
    found["75"] = ["region:11"]
    for block in described("histoire.toml")["source"]:
        for link in block.get("links", ()):
            if link["kind"] == EdgeKind.PART_OF and "until" in link:
                _add_old(link["from"], link["to"], found)
    return {code: tuple(regions) for code, regions in found.items()}


def _add_old(parts: Iterable[str], wholes: Iterable[str], found: dict[str, list[NodeId]]) -> None:
    for part in parts:
        code = part.removeprefix("departement:")
        if code in found:
            found[code].extend(whole for whole in wholes if whole not in found[code])


def department_of(insee: str) -> str:
    """Return the code of the département of a commune: « 97411 » → « 974 »."""
    return insee[:3] if insee.startswith(("97", "98")) else insee[:2]


def _homes(known: Mapping[NodeId, Territory]) -> dict[NodeId, tuple[str, ...]]:
    """Return the départements of each intercommunality, the most peopled first."""
    people: dict[NodeId, dict[str, int]] = {}
    for territory in known.values():
        if territory.kind is NodeKind.MUNICIPALITY:
            code = department_of(territory.id.removeprefix("commune:"))
            for whole in territory.part_of:
                if whole.startswith("epci:"):
                    counts = people.setdefault(whole, {})
                    counts[code] = counts.get(code, 0) + (territory.population or 0)
    return {
        whole: tuple(sorted(counts, key=lambda code: -counts[code]))
        for whole, counts in people.items()
    }


def _commune(territory: Territory) -> Iterator[Named]:
    """Yield a commune, then under its other spellings, each shown as it is written."""
    name = straight(territory.name)
    department = department_of(territory.id.removeprefix("commune:"))
    people = territory.population or 0
    entry = Entry(
        territory.id,
        NodeKind.MUNICIPALITY,
        f"Commune {of(name)}",
        (department,),
        people,
        parts=territory.part_of,
        place=name,
    )
    short = short_name(name, people)
    names = (name, short) if short else (name,)
    yield Named(entry, places=names, stems=names)
    for spelt in spellings(name, department):
        shown = replace(entry, name=f"Commune {of(spelt)}")
        yield Named(shown, places=(spelt,), stems=(spelt,))


def _intercommunality(
    territory: Territory, departments: tuple[str, ...], communes: set[str]
) -> Named:
    full = straight(territory.name)
    name = _BRACKETS.sub("", full)
    stem = _HEAD.sub("", name).strip()
    plain = " ".join(_PLAIN.sub(" ", _METROPOLIS.sub("", stem)).replace(" - ", " ").split())
    names = [_BRACKETS.sub("", straight(other)) for other in territory.names]
    alone = {o for o in (*names, stem) if key(o) not in communes and o != name}
    alone = {other for other in alone if len(other) > 3}
    known = {o for o in alone if _OWN.search(o) or _NATURE.match(o) or o.isupper()}
    if name.startswith("Établissement"):
        known = alone
    if _METROPOLIS.match(name):
        known |= {f"{plain} Métropole", f"Métropole {of(plain)}", f"Métropole {plain}"}
    elif "Métropole" in stem:
        known |= {f"Métropole {of(plain)}", f"Métropole {plain}", stem}
    entry = Entry(
        territory.id,
        NodeKind.INTERCOMMUNALITY,
        " ".join(_QUOTES.sub(" ", name).split()),
        departments,
        territory.population or 0,
        place=stem,
    )
    return Named(
        entry,
        (name, full, *known),
        tuple(alone - known),
        tuple({stem, plain, f"Grand {plain}" if name.startswith("Métropole du Grand") else plain}),
    )


def _department(territory: Territory) -> Named:
    name = straight(territory.name)
    councils = [straight(n) for n in territory.names if n.startswith("Département ")]
    shown = councils[0] if councils else name
    entry = Entry(
        territory.id,
        NodeKind.DEPARTMENT,
        shown,
        _codes(territory),
        territory.population or 0,
        parts=territory.part_of,
        place=name,
        article="" if shown == f"Département {of(name)}" else straight(territory.article),
    )
    return Named(entry, tuple(straight(n) for n in territory.names), (name,), (name,))


def _codes(territory: Territory) -> tuple[str, ...]:
    """Return the codes of a département, those that it unites when it has none of its own."""
    ids = (territory.id, *territory.other_ids)
    codes = tuple(i.removeprefix("departement:") for i in ids if i.startswith("departement:"))
    return codes or _UNITED.get(territory.id, ())


def _region_article(territory: Territory) -> str:
    """Return the article that « conseil régional de » takes: « des » Pays de la Loire, none."""
    councils = [straight(n) for n in territory.names if n.startswith("Conseil régional ")]
    said = councils[0].removeprefix("Conseil régional ") if councils else ""
    forms = {"du ": "le", "des ": "les", "de la ": "la", "de l'": "l'"}
    return next((article for form, article in forms.items() if said.startswith(form)), "")


def _region(territory: Territory) -> Iterator[Named]:
    name = straight(territory.name)
    codes = tuple(
        code for code, regions in regions_of_departments().items() if territory.id in regions
    )
    own = territory.id == "region:94"

    def entry(shown: str) -> Entry:
        return Entry(
            territory.id,
            NodeKind.REGION,
            shown,
            codes,
            territory.population or 0,
            place=name,
            article=_region_article(territory),
        )

    others = [straight(other) for other in territory.names]
    single = [other for other in others if other.startswith("Collectivité")]
    plain = [o for o in others if o not in single and not o.startswith("Département ")]
    stems = (name, *(other for other in plain if not other.startswith(("Région", "Conseil"))))
    if territory.short_name:
        stems = (*stems, territory.short_name)
    main = entry(single[0] if own else f"Région {name}")
    yield Named(main, tuple(plain), (name,), stems)
    for other in single:
        yield Named(entry(other), (other,))
