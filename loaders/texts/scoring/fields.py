"""One text: each field of each agreement compared, then what is pooled over the whole text."""

from __future__ import annotations

from fnmatch import fnmatchcase

from graph.names import words
from graph.ontology import NodeKind
from loaders.texts.scoring.alignment import align, parties, right, same_date, tolerated
from loaders.texts.scoring.matching import each_once, matched
from loaders.texts.scoring.names import persons, programme, same_actor, same_person, same_place
from loaders.texts.scoring.notebook import Field, Notebook
from loaders.texts.scoring.pooled import mark_bystanders, mark_leaders, mark_outside, mark_sums
from loaders.texts.scoring.sheets import Act, Number, Party, Place, Sheet

_PLACES_THAT_SIGN = {
    NodeKind.MUNICIPALITY, NodeKind.INTERCOMMUNALITY, NodeKind.DEPARTMENT, NodeKind.REGION,
}  # fmt: skip
#: Words that count one thing: « 14 QPV » and « 14 quartiers » are one count.
_COUNTED = {
    word: sort
    for sort, several in {
        "quartiers": "qpv quartier quartiers sites site qin qir zus",
        "communes": "communes commune villes ville municipalites",
        "habitants": "habitants habitant personnes population residents",
        "regies": "regies regie",
    }.items()
    for word in several.split()
}


def mark(gold: Sheet, read: Sheet, *, background: bool = False) -> Notebook:
    """Return how one text was read; agreements only mentioned are free unless `background`."""
    notes = Notebook()
    pairs = align(gold.conventions, read.conventions)
    for place, act in enumerate(gold.conventions):
        if background or not act.background:
            found = read.conventions[pairs[place]] if place in pairs else None
            _mark_act(notes, act, found)
    for place, act in enumerate(read.conventions):
        if place not in pairs.values():
            _mark_invented(notes, act)
    mark_sums(notes, gold, read, background=background)
    mark_leaders(notes, gold, read, background=background)
    mark_outside(notes, gold, read)
    mark_bystanders(notes, gold, read, pairs)
    return notes


def _mark_act(notes: Notebook, gold: Act, read: Act | None) -> None:
    notes.planned += gold.planned
    if read is None:
        notes.missed(Field.AGREEMENTS, gold.name)
    else:
        notes.right(Field.AGREEMENTS)
        _mark_status(notes, gold, read)
    _mark_parties(notes, gold, read)
    _mark_date(notes, gold, read)
    _mark_programmes(notes, gold, read)
    _mark_places(notes, gold, read)
    _mark_counts(notes, gold, read)


def _mark_status(notes: Notebook, gold: Act, read: Act) -> None:
    notes.aligned += 1
    if gold.planned and not read.planned:
        notes.planned_as_signed += 1
        notes.also("status", "planned_as_signed", gold.name)
    elif read.planned and not gold.planned:
        notes.signed_as_planned += 1
        notes.also("status", "signed_as_planned", gold.name)


def _mark_parties(notes: Notebook, gold: Act, read: Act | None) -> None:
    said = parties(read) if read else []
    pairs = matched(gold.signatories, said, lambda g, r: same_actor(right(g), r.name))
    for place, party in enumerate(gold.signatories):
        found = said[pairs[place]] if place in pairs else None
        if found:
            notes.right(Field.SIGNATORIES)
        else:
            notes.missed(Field.SIGNATORIES, party.name)
        _mark_persons(notes, party, found)
    for place, other in enumerate(said):
        if place in pairs.values() or tolerated(other.name, gold.signatories_tolerated):
            continue
        notes.wrong(Field.SIGNATORIES, other.name)
        for person in persons(other.represented_by):
            notes.wrong(Field.REPRESENTED_BY, " ".join(person))


def _mark_persons(notes: Notebook, gold: Party, read: Party | None) -> None:
    wanted = persons(gold.represented_by)
    told = persons(read.represented_by) if read else []
    free = persons(gold.rep_tolerated)
    pairs = matched(wanted, told, same_person)
    notes.right(Field.REPRESENTED_BY, len(pairs))
    for place, person in enumerate(wanted):
        if place not in pairs:
            notes.missed(Field.REPRESENTED_BY, f"{' '.join(person)}, {gold.name}")
    for place, person in enumerate(told):
        if place not in pairs.values() and not any(same_person(one, person) for one in free):
            notes.wrong(Field.REPRESENTED_BY, f"{' '.join(person)}, {gold.name}")


def _mark_date(notes: Notebook, gold: Act, read: Act | None) -> None:
    """Compare dates; the announced date of a planned agreement may be missed."""
    wanted, told = gold.signed_on, read.signed_on if read else None
    if wanted and same_date(wanted, told):
        notes.right(Field.SIGNED_ON)
        return
    if wanted and not gold.planned:
        notes.missed(Field.SIGNED_ON, f"{wanted}, {gold.name}")
    free = () if wanted else gold.signed_on_tolerated
    if told and not any(fnmatchcase(told, pattern) for pattern in free):
        notes.wrong(Field.SIGNED_ON, f"{told}, {gold.name}")


def _mark_programmes(notes: Notebook, gold: Act, read: Act | None) -> None:
    wanted = {programme(one) for one in gold.programmes}
    told = {programme(one) for one in (read.programmes if read else ())}
    free = {programme(one) for one in gold.programmes_tolerated}
    notes.right(Field.PROGRAMMES, len(wanted & told))
    for one in sorted(wanted - told):
        notes.missed(Field.PROGRAMMES, one)
    for one in sorted(told - wanted - free):
        notes.wrong(Field.PROGRAMMES, one)


def _mark_places(notes: Notebook, gold: Act, read: Act | None) -> None:
    """Compare territories; local authorities that sign, and a second wording, are free."""
    told = [place for place in (read.covers if read else ()) if place.territory]
    pairs = matched(gold.covers, told, lambda g, r: same_place(_names(g), r.territory))
    free = [_names(place) for place in gold.covers]
    free += [(name,) for name in gold.covers_tolerated]
    free += [right(party) for party in gold.signatories if party.kind in _PLACES_THAT_SIGN]
    notes.right(Field.COVERS, len(pairs))
    for place, one in enumerate(gold.covers):
        if place not in pairs:
            notes.missed(Field.COVERS, one.territory)
    for place, one in enumerate(told):
        if place not in pairs.values() and not any(same_place(f, one.territory) for f in free):
            notes.wrong(Field.COVERS, one.territory)


def _names(place: Place) -> tuple[str | None, ...]:
    return (place.territory, *place.accept)


def _mark_counts(notes: Notebook, gold: Act, read: Act | None) -> None:
    wanted = [_counted(one) for one in gold.covers_counts]
    told = each_once([_counted(one) for one in (read.covers_counts if read else ())], lambda n: n)
    pairs = matched(wanted, told, lambda g, r: g == r)
    notes.right(Field.COVERS_COUNTS, len(pairs))
    for place, one in enumerate(wanted):
        if place not in pairs:
            notes.missed(Field.COVERS_COUNTS, f"{one[1]} {one[0]}")
    for place, one in enumerate(told):
        if place not in pairs.values() and one[1] not in gold.counts_tolerated:
            notes.wrong(Field.COVERS_COUNTS, f"{one[1]} {one[0]}")


def _counted(told: Number) -> tuple[str, float | None]:
    several = words(told.what)
    sort = next((_COUNTED[word] for word in several if word in _COUNTED), " ".join(several))
    return sort, told.count


def _mark_invented(notes: Notebook, read: Act) -> None:
    """Note an agreement that the gold does not have: all that it says is wrong."""
    notes.wrong(Field.AGREEMENTS, read.name)
    for party in parties(read):
        notes.wrong(Field.SIGNATORIES, party.name)
        for person in persons(party.represented_by):
            notes.wrong(Field.REPRESENTED_BY, " ".join(person))
    if read.signed_on:
        notes.wrong(Field.SIGNED_ON, read.signed_on)
    for one in sorted({programme(name) for name in read.programmes}):
        notes.wrong(Field.PROGRAMMES, one)
    for place in read.covers:
        notes.wrong(Field.COVERS, place.territory)
    for number in read.covers_counts:
        notes.wrong(Field.COVERS_COUNTS, f"{number.count} {number.what}")
