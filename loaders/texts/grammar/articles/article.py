"""An article, a bulletin, a communiqué: the agreements that it tells of, from deeds to facts."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from graph.ontology import Form
from loaders.texts.facts import Agreement, Cover, Reading
from loaders.texts.grammar.articles.agreements import gather
from loaders.texts.grammar.articles.attribution import Told, attribute
from loaders.texts.grammar.articles.dating import date_of, is_dated
from loaders.texts.grammar.articles.deeds import Frame
from loaders.texts.grammar.articles.frames import find_frames
from loaders.texts.grammar.articles.groups import find_groups
from loaders.texts.grammar.articles.naming import Naming, find_namings
from loaders.texts.grammar.articles.parties import parties_of, with_voices
from loaders.texts.grammar.articles.signing import find_signings
from loaders.texts.grammar.articles.status import (
    is_known,
    is_recalled,
    is_to_come,
    is_told,
    standing_of,
)
from loaders.texts.grammar.articles.tied import programmes_of
from loaders.texts.grammar.noise import outside
from loaders.texts.grammar.numbers import COUNT, number_of
from loaders.texts.mentions import Actor, Analysis

#: A first paragraph tells something: it is long and ends as a sentence does.
_PARAGRAPH = 110
_ENDED = re.compile(r"[.!?»]\W*$")
#: « la charte « Entreprises et Quartiers » »
_TITLE = re.compile(r" ?(?:«[^«»\n]{3,70}»|“[^“”\n]{3,70}”|\"[^\"\n]{3,70}\")")


@dataclass(frozen=True, slots=True)
class Article:
    """The agreements of an article and where each is spoken of, for money and scope to find.

    `about` joins an agreement to the one that it is made about: what one covers, both cover.
    """

    agreements: tuple[Agreement, ...]
    about: Mapping[str, str]
    #: Sorted starts in `flow` and the key of the agreement that is spoken of from there.
    spoken: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class _Reading:
    """What is known of a whole article when one of its agreements is put into facts."""

    analysis: Analysis
    title_end: int
    #: The agreements that the text tells of, apart from those that it only names.
    main: Sequence[Told]
    #: Numbers of the agreements that are kept at all.
    known: frozenset[int]
    #: No agreement has a date of its own: the day of the text is that of all.
    one_day: bool

    @property
    def alone(self) -> bool:
        """Tell whether the text tells of one agreement only."""
        return len(self.main) == 1


def headline_end(analysis: Analysis) -> int:
    """Return where the headlines end: before the first paragraph that tells something."""
    for block in analysis.text.blocks:
        long = block.end - block.start > _PARAGRAPH
        if long and _ENDED.search(analysis.text.flow, block.start, block.end):
            return block.start
    return 0


def read_article(analysis: Analysis) -> Article:
    """Return the agreements that an article tells of. Cost: linear in the text."""
    text, title_end = analysis.text, headline_end(analysis)
    namings = outside(find_namings(text), analysis.noise)
    signings = outside(find_signings(text), analysis.noise)
    groups = outside(find_groups(analysis), analysis.noise)
    cases = gather(analysis, namings, title_end)
    everything = attribute(analysis, cases, find_frames(analysis, groups, signings, namings))
    main = _told_of(analysis, everything, title_end)
    kept = [told for told in everything if told in main or is_known(told)]
    known = frozenset(told.case.number for told in kept)
    one_day = len(main) == 1 or not any(is_dated(analysis, told.frames) for told in main)
    reading = _Reading(analysis, title_end, main, known, one_day)
    agreements = _with_series([_agreement(reading, told) for told in kept], kept)
    voiced = with_voices(agreements, everything, groups, text.folded)
    return Article(voiced, _about(kept), _spoken(everything, main, title_end))


def _told_of(analysis: Analysis, everything: Sequence[Told], title_end: int) -> list[Told]:
    """Return the agreements that the text is about: signed in it or, failing any, to come."""
    main = [t for t in everything if is_told(t, title_end) and not is_recalled(t, everything)]
    return main or [told for told in everything if is_to_come(analysis, told)]


def _about(everything: Sequence[Told]) -> dict[str, str]:
    """Return which agreement is about which: a « convention cadre du contrat de ville »."""
    numbers = {told.case.number for told in everything}
    return {
        _key(told.case.number): _key(parent)
        for told in everything
        if (parent := told.case.parent) is not None
        and parent in numbers
        and told.case.form is not Form.AVENANT
    }


def _key(number: int) -> str:
    return f"c{number + 1}"


def _agreement(reading: _Reading, told: Told) -> Agreement:
    analysis, case = reading.analysis, told.case
    text, first, beside = analysis.text, case.first, told not in reading.main
    frames = [frame for frame in told.frames if not frame.denied]
    dated = (
        date_of(analysis, frames, alone=reading.alone, one_day=reading.one_day) if frames else None
    )
    standing = standing_of(analysis, told, reading.title_end, dated)
    span = text.span(standing.start, standing.end)
    evidence = {"status": Reading(span, standing.rule, standing.confidence)}
    if dated:
        span = text.span(dated.start, dated.end)
        evidence["signed_on"] = Reading(span, dated.rule, dated.confidence)
    signed_on = dated.iso if dated else None
    programmes = [] if beside else programmes_of(
        analysis, told, signed_on, reading.title_end, alone=reading.alone
    )  # fmt: skip
    for tied in programmes:
        span = text.span(tied.start, tied.end)
        evidence[f"programme:{tied.name}"] = Reading(span, tied.rule, 0.85)
    amends = case.parent if case.form is Form.AVENANT and case.parent in reading.known else None
    return Agreement(
        key=_key(case.number),
        name=_name(analysis, case.like or first),
        kind=case.form or Form.CONVENTION,
        status=standing.status,
        mention=text.words(first.start, first.end),
        reading=Reading(text.span(first.start, first.end), "accord.nom", 0.9),
        signed_on=signed_on,
        number=case.act,
        signatories=parties_of(analysis, frames, reading.title_end),
        covers=tuple(_own(analysis, f, f.place) for f in frames if f.place is not None),
        programmes=tuple(tied.name for tied in programmes),
        background=beside,
        instances=case.count if case.many else _each_its_own(analysis, frames),
        amends=None if amends is None else _key(amends),
        evidence=evidence,
    )


#: « Douze communes ont signé avec l’Anah une convention »: each its own.
_SEVERAL = re.compile(
    rf"\b(?P<count>{COUNT}) (?:autres )?(?:communes|villes|collectivites|"
    r"entreprises|bailleurs|organismes|intercommunalites|agglomerations) (?:\w+ ){0,2}$"
)


def _each_its_own(analysis: Analysis, frames: Sequence[Frame]) -> int | None:
    """Return how many like agreements one sentence tells: as many as those who sign one each."""
    for frame in frames:
        naming, folded = frame.naming, analysis.text.folded
        several = _SEVERAL.search(folded, frame.sentence[0], frame.signing.start)
        with_one = any(signer.rule == "parties.avec" for signer in frame.signers)
        if several and with_one and naming is not None and naming.article == "indefinite":
            return number_of(several["count"])
    return None


def _own(analysis: Analysis, frame: Frame, place: Actor) -> Cover:
    """Return the territory of an agreement told by « celui de Caudry »."""
    start, end = frame.signing.start, frame.signing.end
    reading = Reading(analysis.text.span(start, end), "perimetre.ellipse", 0.75)
    return Cover(place.name, place.kind, analysis.text.words(start, end), reading, place.id)


def _name(analysis: Analysis, naming: Naming) -> str:
    """Return the words that name an agreement, its title in quotes with them."""
    title = _TITLE.match(analysis.text.flow, naming.end) if naming.bare else None
    end = title.end() if title else naming.end
    words = " ".join(analysis.text.flow[naming.start : end].split()).strip(" ,;:–-")
    words = words if title else words.strip("«» ")
    return words[:1].upper() + words[1:] if words else naming.head


def _with_series(agreements: Sequence[Agreement], kept: Sequence[Told]) -> list[Agreement]:
    """Give an agreement that is one of a series the date on which the series was signed."""
    pairs = list(zip(kept, agreements, strict=True))
    dates = {told.case.number: agreement for told, agreement in pairs if agreement.signed_on}
    return [
        _dated_as(agreement, None if told.case.series is None else dates.get(told.case.series))
        for told, agreement in pairs
    ]


def _dated_as(agreement: Agreement, series: Agreement | None) -> Agreement:
    if agreement.signed_on or series is None:
        return agreement
    evidence = {**agreement.evidence, "signed_on": series.evidence["signed_on"]}
    return replace(agreement, signed_on=series.signed_on, evidence=evidence)


def _spoken(
    everything: Sequence[Told], main: Sequence[Told], title_end: int
) -> tuple[tuple[int, str], ...]:
    """Return from where on each told agreement is the one spoken of."""
    marks = [
        (position, _key(told.case.number))
        for told in main
        for position in (
            *(naming.start for naming in told.case.namings),
            *(frame.sentence[0] for frame in told.frames),
        )
        if position >= title_end or len(main) == 1
    ]
    return tuple(sorted(marks))
