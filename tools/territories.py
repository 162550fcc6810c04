"""From the files of `@etalab/decoupage-administratif` to the territories of Galaxie.

Pure: JSON values in, rows out. The decisions of identity are here, explained to a reader of
French in docs/territoires.md: one authority is one row, its other codes are other ids; a code
that is a commune today is no other's; a code never stands for two communes.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.ids import NodeId, commune, departement, epci, region, siren
from graph.names import fold
from graph.ontology import NodeKind
from loaders.territories_file import Territory
from tools.territories_names import grammar, group_article, group_names, typographic

#: A record of the package, as JSON gives it.
Record = Mapping[str, Any]

#: Codes that name an authority which another code already names: twin → the row kept.
TWINS: Mapping[NodeId, NodeId] = {
    "departement:75": "commune:75056",  # Paris is a commune and a département
    "departement:69M": "epci:200046977",  # Métropole de Lyon
    "departement:69D": "departement:69",  # the Rhône without its métropole
    "departement:972": "region:02",  # Martinique: one collectivité
    "departement:973": "region:03",  # Guyane: one collectivité
    "region:06": "departement:976",  # Mayotte: a département that also acts as a région
    "departement:977": "commune:97701",  # Saint-Barthélemy has no commune beside it
    "departement:978": "commune:97801",  # Saint-Martin, the same
    "departement:989": "commune:98901",  # Clipperton, nobody's commune
}
COUNTRY = "pays:fr"
_PARIS = "75056"
_LYON = "epci:200046977"
_LYON_REGION = "region:84"
#: Names in use that the package does not give.
_USUAL: Mapping[NodeId, tuple[str, ...]] = {
    "commune:75056": ("Ville de Paris", "Département de Paris", "Conseil de Paris"),
    _LYON: ("Grand Lyon",),
    "region:02": ("Collectivité territoriale de Martinique", "Département de la Martinique"),
    "region:03": ("Collectivité territoriale de Guyane", "Département de la Guyane"),
    "region:04": ("Région Réunion",),
    "region:93": ("PACA", "Région Sud"),
    "region:94": ("Collectivité de Corse", "Collectivité territoriale de Corse"),
}
_SHORT: Mapping[NodeId, str] = {"region:93": "PACA"}


@dataclass(frozen=True, slots=True)
class Package:
    """The files of the package that are read."""

    communes: Sequence[Record]
    departements: Sequence[Record]
    regions: Sequence[Record]
    epci: Sequence[Record]
    ept: Sequence[Record]


def rows(package: Package) -> list[Territory]:
    """Return every territory of France, by kind from the country down, then by id."""
    current = [c for c in package.communes if c["type"] == "commune-actuelle"]
    groups = list(_groups(package))
    communes = list(_communes(package, current))
    departements = list(_departements(package.departements, current))
    regions = list(_regions(package.regions, current))
    people = sum(c.get("population", 0) for c in current)
    france = Territory(COUNTRY, NodeKind.COUNTRY, "France", "", (), (), people, "la", "f")
    return [
        france,
        *(r for level in (regions, departements, groups, communes) for r in by_id(level)),
    ]


def by_id(territories: Iterable[Territory]) -> list[Territory]:
    """Return territories in the order of their ids."""
    return sorted(territories, key=lambda territory: territory.id)


def authority(code: str) -> NodeId:
    """Return the row that stands for the département of a code, itself or its twin.

    >>> authority("59"), authority("972")
    ('departement:59', 'region:02')
    """
    identifier = departement(code)
    return TWINS.get(identifier, identifier)


def above(code: str) -> NodeId:
    """Return the row above a département whose région has this code: a région, else France.

    The package repeats the code of an overseas collectivité as that of its région.

    >>> above("32"), above("987"), above("06")
    ('region:32', 'pays:fr', 'pays:fr')
    """
    return COUNTRY if len(code) > 2 or region(code) in TWINS else region(code)


def _twins_of(identifier: NodeId) -> tuple[NodeId, ...]:
    return tuple(twin for twin, kept in TWINS.items() if kept == identifier)


def _regions(records: Sequence[Record], current: Sequence[Record]) -> Iterator[Territory]:
    people = _population(current, "region")
    for record in records:
        if len(record["code"]) > 2 or region(record["code"]) in TWINS:
            continue
        identifier, name = region(record["code"]), typographic(record["nom"])
        of, article, gender = grammar(identifier, record["typeLiaison"])
        usual = _USUAL.get(identifier, ())
        yield Territory(
            identifier,
            NodeKind.REGION,
            name,
            _SHORT.get(identifier, ""),
            (f"Région {name}", f"Conseil régional {of}{name}", *usual),
            _twins_of(identifier),
            people[record["code"]],
            article,
            gender,
            (COUNTRY,),
        )


def _departements(records: Sequence[Record], current: Sequence[Record]) -> Iterator[Territory]:
    people = _population(current, "departement")
    for record in records:
        identifier, name = departement(record["code"]), typographic(record["nom"])
        if identifier in TWINS:
            continue
        of, article, gender = grammar(identifier, record["typeLiaison"])
        overseas = record["zone"] == "com"
        councils = ("Département", "Conseil départemental", "Conseil général")
        yield Territory(
            identifier,
            NodeKind.DEPARTMENT,
            name,
            names=() if overseas else tuple(f"{council} {of}{name}" for council in councils),
            other_ids=_twins_of(identifier),
            population=people.get(record["code"]),
            article=article,
            gender=gender,
            part_of=(above(record["region"]),),
        )


def _population(current: Sequence[Record], level: str) -> Mapping[str, int]:
    """Return the people of each région or département: INSEE's sum over its communes."""
    people: dict[str, int] = defaultdict(int)
    for record in current:
        if "population" in record:
            people[record[level]] += record["population"]
    return people


def _groups(package: Package) -> Iterator[Territory]:
    """Yield EPCI and EPT; a name that a commune, a département or two of them bear is no alias."""
    places = (*package.communes, *package.departements, *package.regions)
    taken = [fold(place["nom"]) for place in places]
    records = [*package.epci, *package.ept]
    named = {r["code"]: group_names(r["nom"], r["type"]) for r in records}
    taken += [key for *_, others in named.values() for key in {fold(other) for other in others}]
    bearers = Counter(taken)
    for record in records:
        name, short, others = named[record["code"]]
        identifier = epci(record["code"])
        usual = _USUAL.get(identifier, ())
        yield Territory(
            identifier,
            NodeKind.INTERCOMMUNALITY,
            name,
            short,
            tuple(o for o in (*others, *usual) if o == short or bearers[fold(o)] < 2),
            (siren(record["code"]), *_twins_of(identifier)),
            record["populationMunicipale"],
            group_article(name),
            "m" if record["type"] == "EPT" else "f",
            _above_group(record, package.epci),
        )


def _above_group(record: Record, groups: Sequence[Record]) -> tuple[NodeId, ...]:
    """Return what an intercommunality is part of: an EPT of its métropole, Lyon of its région."""
    if epci(record["code"]) == _LYON:
        return (_LYON_REGION,)
    if record["type"] != "EPT":
        return ()
    members = {member["code"] for member in record["membres"]}
    return tuple(
        epci(group["code"]) for group in groups if members <= {m["code"] for m in group["membres"]}
    )


def _communes(package: Package, current: Sequence[Record]) -> Iterator[Territory]:
    groups: dict[str, list[NodeId]] = defaultdict(list)
    for group in (*package.epci, *package.ept):
        for member in group["membres"]:
            groups[member["code"]].append(epci(group["code"]))
    above_departement = {d["code"]: above(d["region"]) for d in package.departements}
    codes, names = former_codes(package.communes), former_names(package.communes)
    for record in current:
        identifier, own = commune(record["code"]), authority(record["departement"])
        top = above_departement[record["departement"]] if own == identifier else own
        number = (siren(record["siren"]),) if "siren" in record else ()
        yield Territory(
            identifier,
            NodeKind.MUNICIPALITY,
            typographic(record["nom"]),
            names=(*_USUAL.get(identifier, ()), *names.get(record["code"], ())),
            other_ids=(*number, *_twins_of(identifier), *codes.get(record["code"], ())),
            population=record.get("population"),
            part_of=(top, *groups[record["code"]]),
        )


def former_codes(communes: Sequence[Record]) -> Mapping[str, tuple[NodeId, ...]]:
    """Return, by code of today's commune, the ids of the communes and arrondissements in it.

    A commune déléguée or associée of today goes to its commune, whatever history says of its
    code; a code that is a commune today goes to no other. Codes that communes of the Seine bore
    before 1968 are left out: today 75001 means the first arrondissement of Paris, by its post
    code, and would lead to Alfortville.
    """
    owner: dict[str, str] = {}
    for record in communes:
        owner.update(dict.fromkeys(record.get("anciensCodes", ()), record["code"]))
    for record in communes:
        if record["type"] != "commune-actuelle":
            owner[record["code"]] = _whole(record)
    today = {c["code"] for c in communes if c["type"] == "commune-actuelle"}
    codes: dict[str, list[NodeId]] = defaultdict(list)
    for code in sorted(owner.keys() - today):
        if not code.startswith("75") or owner[code] == _PARIS:
            codes[owner[code]].append(commune(code))
    return {code: tuple(found) for code, found in codes.items()}


def former_names(communes: Sequence[Record]) -> Mapping[str, tuple[str, ...]]:
    """Return, by code of today's commune, the names of the communes déléguées and associées in it.

    A name that a commune bears today, or that goes to two communes, is left out: Lomme is Lille,
    Saint-Martin is nobody.
    """
    today = {fold(c["nom"]) for c in communes if c["type"] == "commune-actuelle"}
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for record in communes:
        if record["type"] in {"commune-deleguee", "commune-associee"}:
            found[fold(record["nom"])].add((record["chefLieu"], typographic(record["nom"])))
    names: dict[str, list[str]] = defaultdict(list)
    for key, bearers in found.items():
        if key not in today and len(bearers) == 1:
            [(code, name)] = bearers
            names[code].append(name)
    return {code: tuple(sorted(several)) for code, several in names.items()}


def _whole(record: Record) -> str:
    """Return the code of the commune that a commune déléguée or an arrondissement belongs to."""
    code: str = record["commune" if record["type"] == "arrondissement-municipal" else "chefLieu"]
    return code
