"""Persons named alone, whom the text has stand for a body elsewhere: before, after, by office."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from loaders.texts.grammar.articles.group import Group
from loaders.texts.mentions import Actor

#: Between neighbours of one list, who are never one person.
_BESIDE = re.compile(r",? (?:et )?(?:le |la |l')?|,? et (?:de |du |des |par )?(?:le |la |l')?")
#: How far a person may stand from the office that alone names him.
_TITLED_WITHIN, _TITLED_AFTER = 400, 300


def remembered(groups: list[Group], folded: str) -> list[Group]:
    """Give a person named alone the body that the text has them stand for elsewhere."""
    known: dict[str, Actor] = {}
    for group in groups:
        if group.person and group.actor:
            known.setdefault(group.person, group.actor)
            known.setdefault(group.person.split()[-1], group.actor)
    titled = {
        office.start: group.person
        for place, group in enumerate(groups)
        if group.person and group.actor is None and group.person not in known
        and (office := _office_next(groups, place, folded)) is not None
    }  # fmt: skip
    groups = [
        replace(group, person=titled[group.start])
        if group.start in titled and group.person is None
        else group
        for group in groups
    ]
    return [
        replace(group, actor=_known_as(group.person, known) or _titled(groups, place, folded))
        if group.person and group.actor is None
        else group
        for place, group in enumerate(groups)
    ]


def _known_as(person: str, known: Mapping[str, Actor]) -> Actor | None:
    """Return the body of a person, by the full name or the last one."""
    return known.get(person) or known.get(person.rsplit(maxsplit=1)[-1])


def _titled(groups: Sequence[Group], place: int, folded: str) -> Actor | None:
    """Return whom a person stands for whose office alone is named next, or was before."""
    office = _office_next(groups, place, folded) or _office_before(groups, place)
    return office.actor if office is not None else None


def _office_before(groups: Sequence[Group], place: int) -> Group | None:
    """Return the office that alone was named before a person: « Le préfet … M. X »."""
    person = groups[place]
    for group in reversed(groups[max(0, place - 5) : place]):
        if group.person or person.start - group.end > _TITLED_AFTER:
            return None
        if group.sort == "office":
            return group
    return None


def _office_next(groups: Sequence[Group], place: int, folded: str) -> Group | None:
    """Return the office that alone names a person next: « M. X … Le préfet a dit »."""
    person = groups[place]
    for group in groups[place + 1 : place + 6]:
        far = group.start - person.end > _TITLED_WITHIN
        if far or group.person not in {None, person.person}:
            return None
        if group.sort == "office":
            return None if _BESIDE.fullmatch(folded[person.end : group.start]) else group
    return None
