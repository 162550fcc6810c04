"""Who is authorised to sign for the body that deliberates: by name, or by an office held."""

from __future__ import annotations

import re
from dataclasses import dataclass

from loaders.texts.grammar.formal.drafts import spoken_for
from loaders.texts.mentions import Analysis, within

_AUTHORISES = re.compile(
    r"(?<![\w-])(?:autoris|habilit|donn\w+ (?:pouvoir|delegation|mandat)|charge|mandat)\w*"
)
_SIGNING = re.compile(r"(?:signer|signature|a le signer|parapher)")
#: « Mme X, vice-présidente, est autorisée à signer », « M. Y signera la convention ».
_PASSIVE = re.compile(
    r"(?:est|sont|soit) (?:autorise|habilite|charge|mandate|designe)e?s?,? [^.;]{0,40}?"
    r"(?:signer|signature)|(?:signera|procedera a la signature)\b"
)
#: Heads of office that one body has but one holder of.
_SOLE = frozenset({"maire", "president"})
#: How far from a name, in characters, the office of its holder begins and ends.
_BEFORE, _AFTER, _APART = 80, 4, 12


@dataclass(frozen=True, slots=True)
class Signer:
    """Who is to sign: `person` None when only his office is told."""

    person: str | None
    title: str | None
    office: str | None


def signer_of(analysis: Analysis) -> Signer | None:
    """Return who is authorised to sign, None when the deliberation authorises nobody. Linear."""
    unnamed = None
    for start, end in _told(analysis):
        signer = Signer(*spoken_for(analysis, start, end))
        if signer.person is not None:
            return signer
        unnamed = unnamed or signer
    if unnamed is None or unnamed.office not in _SOLE:
        return unnamed
    return Signer(_holder(analysis, unnamed.office), unnamed.title, unnamed.office)


def _told(analysis: Analysis) -> list[tuple[int, int]]:
    """Return the spans of text between the words that authorise and those that speak of signing."""
    text = analysis.text
    found = []
    for match in _AUTHORISES.finditer(text.folded):
        signing = _SIGNING.search(text.folded, match.end(), match.end() + 260)
        if signing is not None:
            found.append((match.end(), signing.start()))
    for match in _PASSIVE.finditer(text.folded):
        start, _ = text.sentences[text.sentence_at(match.start())]
        found.append((start, match.start()))
    return found


def _holder(analysis: Analysis, head: str) -> str | None:
    """Return who is said to hold an office beside his name: « Édouard Herriot, Maire »."""
    names = {
        person.name
        for person in analysis.persons
        for office in within(analysis.offices, person.start - _BEFORE, person.end + _AFTER)
        if office.head == head and person.start - office.end <= _APART
    }
    return names.pop() if len(names) == 1 else None
