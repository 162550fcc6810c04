"""The compiled gazetteer: entries, and by key of name the numbers of those that bear it.

Everything is plain tuples, strings and dicts, so that `marshal` writes and reads it fast.
A name's number is written `~number` where the name is that of a mere place (« Meaux »).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import astuple, dataclass, field, replace
from typing import Any, TypeAlias

from graph.ids import NodeId, slug
from graph.ontology import NodeKind
from loaders.texts.gazetteer import register
from loaders.texts.gazetteer.entry import Entry
from loaders.texts.gazetteer.french import of
from loaders.texts.gazetteer.territories import Named, named_territories
from loaders.texts.gazetteer.words import key

Numbers: TypeAlias = tuple[int, ...]
#: Lists of bodies, read in this order: where names are the same, all are kept as homonyms.
LISTS = (
    "nationaux.txt", "bailleurs.txt", "intercommunalites.txt", "etablissements.txt",
)  # fmt: skip
_GROUPS = {
    NodeKind.MUNICIPALITY: "M", NodeKind.INTERCOMMUNALITY: "I", NodeKind.DEPARTMENT: "D",
    NodeKind.REGION: "R",
}  # fmt: skip
_LOOSE = re.compile(r"[,«»()\"]")
_ACRONYM = re.compile(r"[A-Z0-9][A-Za-zÉÀÈ0-9&+'-]{0,9}")
#: Words that begin names of institutions, which texts may write without capitals.
_INSTITUTIONS = frozenset(
    {
        "agence", "agences", "caisse", "caisses", "chambre", "banque", "union",
        "federation", "direction", "conseil", "office", "etablissement", "commissariat",
        "delegation", "assemblee", "fonds", "gendarmerie", "police", "comite", "service",
        "secretariat", "centre", "haut", "inspection", "protection", "syndicat",
        "communaute", "institut", "groupe", "representant", "services", "mission",
        "mouvement", "gouvernement", "premier", "premiere", "president", "education",
    }
)  # fmt: skip


@dataclass(slots=True)
class Tables:
    """What a scan looks names up in.

    `entries` are the fields of `Entry`, the group first. `names` stand alone, `stems` follow a
    head; `first` and `stem_first` give, by first word, in how many words its names come, longest
    first. `strict` keys are acronyms or common words, which must be written in capitals;
    `free` keys may be written without any; `loose` ones hold commas, quotes or brackets. `mains`
    gives, by id of commune, the intercommunality of which it is the most peopled; `people`, by
    adjective, the id of a territory.
    """

    entries: list[tuple[Any, ...]] = field(default_factory=list)
    names: dict[str, Numbers] = field(default_factory=dict)
    stems: dict[str, Numbers] = field(default_factory=dict)
    first: dict[str, Numbers] = field(default_factory=dict)
    stem_first: dict[str, Numbers] = field(default_factory=dict)
    strict: set[str] = field(default_factory=set)
    free: set[str] = field(default_factory=set)
    loose: set[str] = field(default_factory=set)
    mains: dict[str, int] = field(default_factory=dict)
    ids: dict[str, int] = field(default_factory=dict)
    people: dict[str, str] = field(default_factory=dict)

    def entry(self, number: int) -> Entry:
        """Return the entry of this number."""
        _, identifier, kind, *rest = self.entries[number]
        return Entry(identifier, NodeKind(kind), *rest)

    def id(self, number: int) -> NodeId | None:
        """Return the id of an entry, by its number or that of its name."""
        identifier: NodeId | None = self.entries[number if number >= 0 else ~number][1]
        return identifier

    def group(self, number: int) -> str:
        """Return the group of an entry: M, I, D, R, A, or O for others."""
        return str(self.entries[number][0])


def compiled() -> Tables:
    """Return the tables made from all that ships. Cost: about two seconds."""
    building = _Building()
    common = frozenset(key(word) for line in register.lines("mots.txt") for word in line.split())
    for named in named_territories():
        building.territory(named)
    rows = [row for name in LISTS for row in register.rows(name)]
    building.bodies(rows)
    building.academies(register.lines("academies.txt"))
    building.adjectives(register.lines("gentiles.txt"))
    for line in register.lines("muets.txt"):
        building.mute(line)
    return building.done(common)


class _Building:
    """Tables being put together: keys map to dicts, which keep the order and drop repeats."""

    def __init__(self) -> None:
        self._tables = Tables()
        self._names: dict[str, dict[int, None]] = {}
        self._stems: dict[str, dict[int, None]] = {}
        self._acronyms: set[str] = set()

    def territory(self, named: Named) -> None:
        number = self._add(_GROUPS[named.entry.kind], named.entry)
        for name in named.names:
            self._name(name, number)
        for name in named.places:
            self._name(name, ~number)
        for stem in named.stems:
            self._stems.setdefault(key(stem), {})[number] = None

    def bodies(self, rows: Iterable[register.Row]) -> None:
        """Add the bodies of the lists; a name that is the main one of a body is no other's."""
        listed = list(rows)
        owners = {key(row.name): row.id for row in listed}
        for row in listed:
            names = (n for n in row.names if owners.get(key(n), row.id) == row.id)
            self._row(self._known(row._replace(names=tuple(names))))

    def _known(self, row: register.Row) -> register.Row:
        """Return a row on an intercommunality of today with the id that the register gives it."""
        if row.kind is not NodeKind.INTERCOMMUNALITY or row.until or row.id.startswith("epci:"):
            return row
        for name in (row.name, *row.names):
            for number in self._names.get(key(name), ()):
                entry = self._tables.entry(number if number >= 0 else ~number)
                if set(entry.departments) & set(row.departments) and entry.id:
                    return row._replace(id=entry.id)
        return row

    def _row(self, row: register.Row) -> None:
        group = _GROUPS.get(row.kind, "O")
        entry = Entry(
            row.id, row.kind, row.name, row.departments, 0, row.since, row.until, (),
            row.name if group == "I" else "",
        )  # fmt: skip
        number = self._add(group, entry)
        for name in (row.name, *row.names):
            shown = number if _is_short(name, row) else self._add(group, replace(entry, name=name))
            self._name(name, shown)
            if group == "I":
                self._stems.setdefault(key(name), {})[shown] = None

    def academies(self, lines: Iterable[str]) -> None:
        """Add the académies, as stems of « rectorat », « académie »."""
        for line in lines:
            name, others, codes, given = [*(c.strip() for c in line.split("|")), ""][:4]
            named = of(name)
            entry = Entry(
                given or f"state:rectorat-{slug(named)}",
                NodeKind.STATE_SERVICE,
                f"Rectorat de l'académie {named}",
                tuple(codes.split(",")),
                place=name,
            )
            number = self._add("A", entry)
            for stem in filter(None, (name, *others.split(";"))):
                self._stems.setdefault(key(stem), {})[number] = None

    def adjectives(self, lines: Iterable[str]) -> None:
        """Add adjectives of places: « mulhousien | commune:68224 »."""
        for line in lines:
            forms, _, identifier = line.partition("|")
            for form in forms.split():
                self._tables.people[key(form)] = identifier.strip()

    def mute(self, name: str) -> None:
        """Add words that name nobody."""
        self._names[key(name)] = {}

    def done(self, common: frozenset[str]) -> Tables:
        tables = self._tables
        self._mains()
        self._brands()
        tables.names = {name: tuple(numbers) for name, numbers in self._names.items()}
        tables.stems = {name: tuple(numbers) for name, numbers in self._stems.items()}
        tables.first = lengths(tables.names)
        tables.stem_first = lengths(tables.stems)
        tables.strict = self._acronyms & common | {k for k in self._acronyms if len(k) < 3}
        tables.strict |= {k for k in common if k in tables.names}
        tables.free = {name for name in tables.names if name.split(" ", 1)[0] in _INSTITUTIONS} | {
            name for name, numbers in tables.names.items() if not numbers
        }
        return tables

    def _brands(self) -> None:
        """Name each intercommunality by its main commune: « Saint-Flour Communauté ».

        A name that a register gives to somebody keeps its meaning.
        """
        for commune, number in self._tables.mains.items():
            whole = self._tables.entry(number).name
            words = next((words for form, words in _BRANDS if whole.startswith(form)), ())
            place = self._tables.entry(self._tables.ids[commune]).place
            for brand in words if place else ():
                self._names.setdefault(key(f"{place} {brand}"), {number: None})

    def _mains(self) -> None:
        """Note the most peopled commune of each intercommunality."""
        best: dict[NodeId, tuple[int, NodeId]] = {}
        for _, identifier, kind, _, _, people, _, _, parts, *_ in self._tables.entries:
            if kind == NodeKind.MUNICIPALITY:
                for whole in parts:
                    if whole.startswith("epci:"):
                        best[whole] = max(best.get(whole, (0, "")), (people, identifier))
        ids = self._tables.ids
        for whole, (_, commune) in sorted(best.items()):
            if whole in ids:
                self._tables.mains.setdefault(commune, ids[whole])

    def _add(self, group: str, entry: Entry) -> int:
        number = len(self._tables.entries)
        fields = astuple(entry)
        self._tables.entries.append((group, fields[0], str(fields[1]), *fields[2:]))
        if entry.id:
            self._tables.ids.setdefault(entry.id, number)
        return number

    def _name(self, name: str, number: int) -> None:
        spelt = key(name)
        if not spelt:
            return
        self._names.setdefault(spelt, {})[number] = None
        if _LOOSE.search(name):
            self._tables.loose.add(spelt)
        if " " not in spelt and _ACRONYM.fullmatch(name) and sum(c.isupper() for c in name) > 1:
            self._acronyms.add(spelt)


#: Words that make a brand of the main commune's name, by the form of an intercommunality.
_BRANDS = (
    ("Communauté d'agglomération", ("Agglomération", "Agglo", "Communauté")),
    ("Communauté de communes", ("Communauté", "Intercommunalité")),
    ("Communauté urbaine", ("Métropole", "Communauté")),
    ("Métropole", ("Métropole",)),
)

#: Kinds of bodies whose other names may be those of another time: each is shown as it is.
_SHOWN_AS_SAID = frozenset({NodeKind.HOUSING_PROVIDER, NodeKind.COMPANY})


def _is_short(name: str, row: register.Row) -> bool:
    """Tell whether a name is a mere short form, so that the body is shown under its full name.

    A landlord that merged and a company that was renamed keep, in a text, the name of the time.
    """
    if row.kind not in _SHOWN_AS_SAID or name == row.name:
        return True
    if name.lower().startswith(("groupe ", "sa ", "la ", "le ", "les ", "oph ")):
        return key(name).endswith(key(row.name))
    return row.kind is NodeKind.HOUSING_PROVIDER and name.isupper() and " " not in name


def lengths(names: Iterable[str]) -> dict[str, Numbers]:
    """Return, by first word, in how many words names come, the longest first."""
    found: dict[str, set[int]] = {}
    for name in names:
        first, _, _ = name.partition(" ")
        found.setdefault(first, set()).add(name.count(" ") + 1)
    return {first: tuple(sorted(counts, reverse=True)) for first, counts in found.items()}
