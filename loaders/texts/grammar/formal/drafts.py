"""A party while an act is read, and what the words after its name say of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from loaders.texts.grammar.people.heads import HEADS
from loaders.texts.grammar.people.persons import normal_case
from loaders.texts.mentions import Actor, Analysis, Office, Person, within

_QUOTED = re.compile(r"[«\"“] ?([^«»\"”“\n]{2,60}?) ?[»\"”]")
_DEFINES = re.compile(
    r"(?:ci-apres|dite?s?|denommee?s?|designee?s?|appelee?s?|ou encore|"
    r"qualifiee?s?)(?![\w-])[^.;\n]{0,160}"
)
#: A short name in brackets and quotes: (« la CCVG »).
_BRACKETED = re.compile(r"\([«\"“] ?([^«»\"”“\n()]{2,40}?) ?[»\"”]\)")
_BARE_NAME = re.compile(
    r"ci-apres,? (?:denommee?s?|designee?s?|appelee?s?)?,? ?(?:par |comme )?((?:la |le |les |"
    r"l')[a-z][\w' -]{2,40}?)"
    r"(?=[,;.)\n]|$)"
)
#: Bodies that the heading names and that are not parties.
OUTSIDE = re.compile(
    r"en presence d|\(absente?\)|n'a pas signe|temoins?\b|"
    r"sans (?:en )?etre (?:parties?|signataires?)|"
    r"partenaires? associes?|"
    r"(?:sont|est|etant|seront|sera) (?:simplement )?(?:associee?s?|consultee?s?|informee?s?|"
    r"invitee?s?)|associes? (?:a|au|dans)\b|"
    r"non[ -]signataires?|ne sont pas parties|n'(?:est|en est|en sont) pas partie|"
    r"avec (?:le concours|la participation|"
    r"l'appui|l'avis|le soutien) d|pour information|a titre (?:consultatif|d'observateur)|"
    r"(?:sera|seront) (?:ulterieurement )?(?:appelee?s?|conviee?s?) a |"
    r"pourr(?:a|ont) (?:y )?(?:adherer|"
    r"rejoindre|se joindre)|ont vocation a|susceptibles? d"
)
#: He in whose name another acts.
_INSTEAD = re.compile(
    r"(?:au nom d[ue]|par delegation d[ue]|en remplacement d[ue]|delegation de signature d[ue]|"
    r"agissant (?:au nom|par delegation) d[ue]|par arrete d[ue]|deliberation (?:du|"
    r"n°)[^,;]{0,60}|empechee?)"
    r"(?: la| l'| le)? ?(?:[\w-]+ ){0,4}$"
)
#: What parts the office of one person from that of the next.
_NEXT_PERSON = re.compile(r"\b(?:et|ainsi que) (?:par|d')\b")
_LINK = re.compile(r"(?i) (?:de |du |des |d['’]|à |au |aux |en )")
_SURNAME = re.compile(
    r"\s((?:(?:LE|LA|DE|DU|DES|EL|BEN|VAN|DELLA) ){1,2}[A-ZÀ-Ý][A-ZÀ-Ý'’-]+)(?!\w)"
)
_ELSE = frozenset({"secretaire", "representant", "chef"})


@dataclass(frozen=True, slots=True)
class Draft:
    """One party as one place of an act tells it. Positions are in `flow`.

    `shorts` are the short names that the act gives it; `office` the folded head of the office of
    him who stands for it.
    """

    actor: Actor
    start: int
    end: int
    confidence: float
    rule: str
    person: str | None = None
    title: str | None = None
    office: str | None = None
    shorts: tuple[str, ...] = ()


def spoken_for(
    analysis: Analysis, start: int, end: int
) -> tuple[str | None, str | None, str | None]:
    """Return the person who acts, his title and the head of his office, between two positions."""
    folded = analysis.text.folded
    offices = [o for o in within(analysis.offices, start, end) if o.head not in _ELSE]
    persons = [
        p
        for p in within(analysis.persons, start, end)
        if not _INSTEAD.search(folded, max(p.start - 70, start), p.start)
    ]
    if not persons:
        office = offices[0] if offices else None
        return None, titled(office), office.head if office else None
    first = persons[0]
    own = [o for o in offices if not _NEXT_PERSON.search(folded, first.end, o.start)]
    office = min(own, key=lambda o: _distance(o, first), default=None)
    if office is not None and _distance(office, first) > 60:
        office = None
    names = _together(folded, analysis.text.flow, persons, offices)
    return names, titled(office), office.head if office else None


def _distance(office: Office, person: Person) -> int:
    if office.start >= person.end:
        return office.start - person.end
    return max(person.start - office.end, 0)


def _together(folded: str, flow: str, persons: Sequence[Person], offices: Sequence[Office]) -> str:
    """Return the name, or the names joined by « et », an office being told of each or not."""
    names = [whole_name(flow, persons[0])]
    for before, after in pairwise(persons):
        told = [o for o in offices if before.end <= o.start < after.start]
        between = folded[told[-1].end if told else before.end : after.start]
        if not re.fullmatch(r",? (?:et|ainsi que)(?: par)?(?: le| la)? ", between):
            break
        names.append(whole_name(flow, after))
    return "; ".join(names)


def whole_name(flow: str, person: Person) -> str:
    """Return the name of a person, with the surname in capitals that follows a given name alone.

    « M. Yves LE TROCQUER » is one name, whatever list of given names is used.
    """
    surname = _SURNAME.match(flow, person.end) if " " not in person.name else None
    if surname is None:
        return person.name
    return f"{person.name} {' '.join(normal_case(word) for word in surname[1].split())}"


def titled(office: Office | None) -> str | None:
    """Return the title of an office as a sentence writes it: « Directeur Général » in small."""
    if office is None:
        return None
    title = re.split(r"(?i) à (?:la |le |les )?signer\b", office.title)[0]
    link = _LINK.search(title)
    head = title[: link.start()] if link else title
    rest = title[len(head) :]
    if rest.isupper():
        rest = rest.lower()
    return " ".join(f"{head.lower()}{rest}".split())


def short_names(analysis: Analysis, start: int, end: int) -> tuple[str, ...]:
    """Return the short names that an act gives a party: « ci-après l’Agence », « dite MPM »."""
    folded, flow = analysis.text.folded, analysis.text.flow
    found: list[str] = []
    for clause in _DEFINES.finditer(folded, start, end):
        found += [
            m[1]
            for m in _QUOTED.finditer(flow, clause.start(), clause.end())
            if not re.search(r"\bles \W*$", folded[clause.start() : m.start()])
        ]
    if not found:
        found += [m[1] for m in _BRACKETED.finditer(flow, start, end)]
    if not found:
        found += [flow[m.start(1) : m.end(1)] for m in _BARE_NAME.finditer(folded, start, end)]
    return tuple(dict.fromkeys(s.strip() for s in found if not s.lower().startswith("les ")))


def is_title(words: str) -> bool:
    """Tell whether folded words begin with an office."""
    first = re.match(r"(?:monsieur |madame |m\. |mme )?(?:le |la |l'|son |sa )?([\w-]+)", words)
    return bool(first and first[1] in HEADS)
