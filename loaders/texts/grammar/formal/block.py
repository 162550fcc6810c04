"""The block of signatures: who signs for whom, in one, two or three columns.

A cell that begins with « Pour X », an office or the name of a body opens a signature; the cells
under it in its column, even after the blank left for the pen, are its title and its person.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from loaders.texts.grammar.formal.drafts import is_title, spoken_for
from loaders.texts.grammar.formal.gathering import (
    FOR,
    PLURAL,
    Signature,
    after_for,
    gathered,
    on_two_lines,
    person_in,
)
from loaders.texts.grammar.formal.layout import Cell
from loaders.texts.grammar.formal.names import Named, called, named
from loaders.texts.grammar.formal.sections import Span
from loaders.texts.grammar.people.offices import find_offices
from loaders.texts.mentions import Actor, Analysis, Office, within
from loaders.texts.text import Text

_OF = re.compile(r"\W*(?:de |d'|du |des )")
_HANGS = re.compile(r"(?:^|[ '])(?:de|du|des|d'|la|l'|pour)$")
_AND_FOR = re.compile(r"\bet pour (?=la |le |les |l'|[a-z])|\bet (?=la |le |les |l')")


@dataclass(frozen=True, slots=True)
class Signed:
    """What one signature says: for whom (None: by the office or the person alone), who, as what."""

    start: int
    end: int
    actor: Actor | None
    words: str
    person: str | None
    title: str | None
    office: str | None
    confidence: float
    announced: bool


def signatures(analysis: Analysis, span: Span) -> list[Signed]:
    """Return the signatures of a block, in order."""
    return [
        signed
        for one in gathered(analysis, span)
        for begin, end in _bodies(analysis, one.first)
        if (signed := _read(analysis, one, begin, end)) is not None
    ]


def _bodies(analysis: Analysis, cell: Cell) -> list[Span]:
    """Return the bodies that one signature is for: « Pour l’État et l’Anah » has two."""
    folded = analysis.text.folded
    both = _AND_FOR.search(folded, cell.start, cell.end)
    if both is None or FOR.match(folded, cell.start, cell.end) is None:
        return [(cell.start, cell.end)]
    first, second = (cell.start, both.start()), (both.end(), cell.end)
    if "pour" not in both[0]:
        known = [named(analysis, after_for(folded, first[0]), first[1]), named(analysis, *second)]
        if not all(who is not None and who.confidence > 0.9 for who in known):
            return [(cell.start, cell.end)]
    return [first, second]


def _read(analysis: Analysis, one: Signature, start: int, end: int) -> Signed | None:
    """Return what a signature says of the body named between two positions of its first cell."""
    text, first = analysis.text, one.first
    folded = text.folded[first.start : first.end]
    if PLURAL.match(folded):
        return None
    person = next((p for c in one.cells if (p := person_in(analysis, c))), None)
    announced = FOR.match(folded)
    begin = after_for(text.folded, start)
    who = _who(analysis, one, begin, end)
    office = _office(analysis, one)
    actor = who.actor if who and (announced or who.confidence > 0.9) else None
    if actor is None and office is not None:
        actor = office.of
    title, head = _titled(analysis, one, office)
    words = text.folded[begin:end].strip(" ,.;:")
    if actor is None and person is None and head is None:
        return None
    return Signed(
        start=start,
        end=end,
        actor=None if person and actor and _is_person(actor, person) else actor,
        words=words,
        person=person,
        title=title,
        office=head,
        confidence=who.confidence if who else 0.8,
        announced=announced is not None,
    )


def _who(analysis: Analysis, one: Signature, begin: int, end: int) -> Named | None:
    """Return who the first line names, or the first two when a register knows the whole."""
    over = len(one.cells) > 1 and _runs_over(analysis, one)
    if over and is_title(analysis.text.folded[begin:end]):
        return None
    who = named(analysis, begin, end)
    if len(one.cells) > 1 and end == one.first.end and (who is None or who.actor.id is None):
        whole = on_two_lines(analysis, begin, end, one.cells[1])
        if whole is not None:
            return Named(whole, begin, end, 0.95)
    return None if who is None or _is_office(analysis, who) else who


def _is_office(analysis: Analysis, who: Named) -> bool:
    """Tell whether a name that no register knows is but an office: « la Présidente du »."""
    return who.actor.id is None and is_title(analysis.text.folded[who.start : who.end])


def _is_person(actor: Actor, person: str) -> bool:
    return actor.id is None and actor.name.casefold() == person.casefold()


def _office(analysis: Analysis, one: Signature) -> Office | None:
    if len(one.cells) > 1 and _runs_over(analysis, one):
        whole = _on_two_lines_of(analysis, one)
        if whole is not None:
            return whole
    return next((o for c in one.cells for o in within(analysis.offices, c.start, c.end)), None)


def _on_two_lines_of(analysis: Analysis, one: Signature) -> Office | None:
    """Return the office that two lines tell: « Le Maire » and under it « de Bron »."""
    flow = analysis.text.flow
    words = " ".join(flow[cell.start : cell.end] for cell in one.cells[:2])
    office = next(iter(find_offices(Text(words), (), analysis.setting)), None)
    of = _OF.match(analysis.text.folded, one.cells[1].start)
    if office is None or of is None:
        return office if office is not None and office.of is not None else None
    name = flow[of.end() : one.cells[1].end].strip(" ,")
    body = called(f"Commune de {name}" if office.head == "maire" else name, analysis)
    return replace(office, of=body) if body is not None and body.id is not None else office


def _runs_over(analysis: Analysis, one: Signature) -> bool:
    """Tell whether the first line of a signature goes on with the second."""
    first, second = one.cells[:2]
    folded = analysis.text.folded
    return bool(_OF.match(folded, second.start) or _HANGS.search(folded[first.start : first.end]))


def _titled(
    analysis: Analysis, one: Signature, office: Office | None
) -> tuple[str | None, str | None]:
    """Return the title of him who signs: the last office above his name."""
    for cell in reversed(one.cells):
        _, title, head = spoken_for(analysis, cell.start, cell.end)
        if title is not None:
            return title, head
    return None, office.head if office else None
