"""Who signs an agreement, from the deeds told of it, and who stands for whom in a whole text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from graph.names import fold
from loaders.texts.facts import Agreement, Party, Reading
from loaders.texts.grammar.articles.attribution import Told
from loaders.texts.grammar.articles.deeds import Frame, Signer
from loaders.texts.grammar.articles.group import Group
from loaders.texts.mentions import Analysis

#: « Toutes signées par le directeur de l’Anru »
_ALL_OF_THEM = re.compile(r"\b(?:toutes?|tous|chacune?)(?: \w+)? $")


def parties_of(analysis: Analysis, frames: Sequence[Frame], title_end: int) -> tuple[Party, ...]:
    """Return who signs by `frames`, each once; a headline adds to a text that names one alone."""
    body = [f for f in frames if f.signing.start >= title_end and f.signers]
    merged: dict[str, Party] = {}
    for party in _told(analysis, body or frames):
        merged[party.name] = _merged(merged.get(party.name), party)
    if not body:
        return tuple(merged.values())
    headline = [frame for frame in frames if frame.signing.start < title_end]
    for party in _told(analysis, headline) if len(merged) < 2 else ():
        known = merged.get(party.name)
        reading = replace(party.reading, rule="parties.titre", confidence=0.7)
        merged[party.name] = _merged(known, party) if known else replace(party, reading=reading)
    return tuple(merged.values())


def _told(analysis: Analysis, frames: Iterable[Frame]) -> list[Party]:
    parties = (_party(analysis, signer) for frame in frames for signer in frame.signers)
    return [party for party in parties if party is not None]


def _party(analysis: Analysis, signer: Signer) -> Party | None:
    group, text = signer.group, analysis.text
    if group.actor is None:
        return None
    span = text.span(group.name_start, group.name_end)
    return Party(
        name=group.actor.name,
        kind=group.actor.kind,
        mention=text.words(group.name_start, group.name_end),
        reading=Reading(span, signer.rule, signer.confidence),
        id=group.actor.id,
        represented_by=group.person,
        represented_as=group.title,
    )


def _merged(known: Party | None, other: Party) -> Party:
    """Return one party of two tellings: the surer one, with the voice that either names."""
    if known is None:
        return other
    best = known if known.reading.confidence >= other.reading.confidence else other
    return replace(
        best,
        represented_by=known.represented_by or other.represented_by,
        represented_as=known.represented_as or other.represented_as,
    )


def with_voices(
    agreements: Sequence[Agreement],
    everything: Sequence[Told],
    groups: Sequence[Group],
    folded: str,
) -> tuple[Agreement, ...]:
    """Give each party told without a person the one who stands for it elsewhere in the text.

    « Toutes signées par le directeur de l’Anru »; « l’État, représenté par le ministre »; « le
    préfet », whom another paragraph names.
    """
    voices = _only_voices(groups) | _voices_of_all(everything, folded)
    holders = _holders(groups)

    def voiced(party: Party) -> Party:
        if party.represented_by:
            return party
        voice = voices.get(party.name)
        if voice is None and party.represented_as:
            voice = holders.get((party.name, _head(party.represented_as)))
        if voice is None:
            return party
        return replace(party, represented_by=voice.person, represented_as=voice.title)

    return tuple(
        replace(agreement, signatories=tuple(map(voiced, agreement.signatories)))
        for agreement in agreements
    )


def _voices_of_all(everything: Sequence[Told], folded: str) -> dict[str, Group]:
    """Return the persons who are said to sign all the agreements of the text."""
    return {
        signer.group.actor.name: signer.group
        for told in everything
        for frame in told.frames
        if frame.signing.passive
        and _ALL_OF_THEM.search(folded, frame.sentence[0], frame.signing.start)
        for signer in frame.signers
        if signer.group.person and signer.group.actor
    }


def _only_voices(groups: Sequence[Group]) -> dict[str, Group]:
    """Return the bodies for which one person, and no other, is said to stand in the text."""
    voices: dict[str, dict[str, Group]] = {}
    for group in groups:
        if group.sort == "voiced" and group.actor is not None and group.person:
            voices.setdefault(group.actor.name, {})[group.person] = group
    return {name: next(iter(said.values())) for name, said in voices.items() if len(said) == 1}


def _holders(groups: Sequence[Group]) -> dict[tuple[str, str], Group]:
    """Return who holds an office of a body, by body and office, when the text names one person."""
    held: dict[tuple[str, str], dict[str, Group]] = {}
    for group in groups:
        if group.actor is not None and group.person and group.title:
            office = held.setdefault((group.actor.name, _head(group.title)), {})
            office.setdefault(group.person, group)
    return {of: next(iter(who.values())) for of, who in held.items() if len(who) == 1}


def _head(title: str) -> str:
    """Return the word that an office is known by: « sous-préfet », « présidente »."""
    return fold(title).split()[0]
