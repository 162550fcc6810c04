"""Persons kept apart from what they are named beside: places of their name, their offices."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from loaders.texts.mentions import ActorMention, Office, Person
from loaders.texts.text import Text

_CAPITALISED = re.compile(r"[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ'’-]{2,} $")
_TITLE_WORD = re.compile(
    r"(?:monsieur|madame|mademoiselle|maitre|docteur|le|la|les|president|presidente|maire|prefet|"
    r"prefete|ministre|"
    r"directeur|directrice|recteur|rectrice|avec|par|pour|puis|enfin|selon|et|de|du|des) "
)


def whole_names(
    text: Text, persons: Sequence[Person], actors: Sequence[ActorMention]
) -> list[Person]:
    """Return the persons with the given name that no list knows: « Soibahadine Ibrahim R. »."""
    ends = {actor.end for actor in actors}
    found = []
    for person in persons:
        low = max(0, person.start - 24)
        before = _CAPITALISED.search(text.flow, low, person.start)
        inside = before is not None and re.search(
            r"[a-z,»] $", text.flow[max(0, before.start() - 3) : before.start()]
        )
        if (
            before is None
            or not inside
            or before.end() - 1 in ends
            or _TITLE_WORD.fullmatch(text.folded[before.start() : before.end()])
        ):
            found.append(person)
        else:
            name = text.flow[before.start() : before.end()] + person.name
            found.append(replace(person, start=before.start(), name=name))
    return found


def but_in_names(
    actors: Sequence[ActorMention], persons: Sequence[Person]
) -> Iterator[ActorMention]:
    """Yield the actors that are no part of a person's name: « Léo Lagrange » is no commune."""
    place = 0
    for actor in actors:
        while place < len(persons) and persons[place].end <= actor.start:
            place += 1
        person = persons[place] if place < len(persons) else None
        if person is None or actor.sort not in {"place", "made"} or person.start >= actor.end:
            yield actor


def without_names(
    text: Text, offices: Sequence[Office], persons: Sequence[Person]
) -> Iterator[Office]:
    """Yield the offices, cut where the name of their holder begins.

    « qu’il préside » says no more than the body and the person that it follows.
    """
    starts = [person.start for person in persons]
    for office in offices:
        if text.folded.startswith("qu'", office.start):
            continue
        at = bisect_right(starts, office.start)
        if at < len(starts) and starts[at] < office.end:
            cut = starts[at] - office.start
            title = office.title[:cut].rstrip(" ,:–-")
            yield replace(office, end=office.start + len(title), title=title)
        else:
            yield office
