"""When an agreement was, or will be, signed: the date that the sentence of signing gives.

Deadlines, periods, dates of laws and of publication are no dates of signing. Where the sentence
gives none, the paragraph that tells the ceremony may.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from loaders.texts.grammar.articles.deeds import Frame
from loaders.texts.grammar.articles.signing import Tense
from loaders.texts.mentions import Analysis, DateMention, within

#: Words before a date that make it something else than the day of the deed.
_OTHER = re.compile(
    r"\b(?:avant|d'ici|jusqu'?|au plus tard|echeance|a partir d|a compter d|loi|decret|"
    r"circulaire|arrete|deliberations?|conseil municipal d|(?<!lie )(?<!lient )(?<!unit )depuis|"
    r"expir\w+|"
    r"pris fin|s'acheve\w*|jusqu'a|prevue? (?:pour|en)|installee?|cree\w*|fondee?|lance\w*|"
    r"ordonnance|instruction|rapport|communique|publie|mis a jour|edition|numero|prochain "
    r"(?:rendez-vous|comite)|entre|termine\w*|demarr\w+|commenc\w+|livr\w+|budget|exercice|"
    r"fin de validite|"
    r"approuv\w+|adopt\w+|vot\w+|valid\w+|deliber\w+|remis\w*|comite (?:d'engagement|de pilotage)|"
    r"rappel|contrat precedent|"
    r"annees?|periode|horizon|exercices?|retenue?s?|laureate?s?|selectionnee?s?|plan d[eu]|"
    r"celui d[eu]|celle d[eu])"
    r"(?:[^.;,]{0,25}? )?(?:le |la |l'|du |de |en |au |d'|un |des |a )?(?:le |la |fin |debut |"
    r"mois de )*$"
)
_DAY = re.compile(r"^\d{4}-\d\d-\d\d$")


_BACK = re.compile(r"\b(?:remont\w+ (?:au|a)|dat\w+ d[ue])(?: le)? $")
_WEEKDAY = re.compile(r"lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche")


@dataclass(frozen=True, slots=True)
class Dated:
    """A date of signature and where it is read."""

    iso: str
    start: int
    end: int
    rule: str
    confidence: float


def is_dated(analysis: Analysis, frames: Sequence[Frame]) -> bool:
    """Tell whether the sentence of a deed gives its date."""
    return any(
        frame.signing.tense is Tense.PAST and _in_sentence(analysis, frame) for frame in frames
    )


def date_of(
    analysis: Analysis, frames: Sequence[Frame], *, alone: bool, one_day: bool
) -> Dated | None:
    """Return the date of what `frames` tell.

    `alone` when the text tells of this deed only; `one_day` when no other deed has its own date,
    so that the day that opens the text is that of all.
    """
    found = [d for frame in frames for d in _in_sentence(analysis, frame)]
    if not found:
        found = [d for frame in frames for d in _just_before(analysis, frame)]
    if not found and alone:
        found = [d for frame in frames for d in _around(analysis, frame)]
    if (
        not found
        and one_day
        and any(f.signers and f.signing.tense is not Tense.FUTURE for f in frames)
    ):
        found = _opening(analysis)
    found = [d for d in found if _possible(analysis, frames, d)]
    return max(found, key=lambda d: (d.confidence, len(d.iso)), default=None)


def _possible(analysis: Analysis, frames: Sequence[Frame], dated: Dated) -> bool:
    """Tell whether a date may be that of a deed to come: not before the text was published."""
    to_come = all(f.signing.tense is Tense.FUTURE for f in frames)
    if not to_come or analysis.published is None:
        return True
    return dated.iso >= analysis.published[: len(dated.iso)]


def _told(analysis: Analysis, start: int, end: int) -> list[DateMention]:
    """Return the dates of a stretch; « remonte au 29 mai » tells a day, not a term."""
    folded = analysis.text.folded
    return [
        replace(date, iso=date.until, until=None)
        if date.iso is None
        and date.until
        and _BACK.search(folded, max(0, date.start - 24), date.start)
        else date
        for date in within(analysis.dates, start, end)
    ]


def usable(analysis: Analysis, date: DateMention, since: int = 0) -> bool:
    """Tell whether a date may be that of a deed: neither a period, nor a deadline, nor a law's.

    Words before `since` do not count.
    """
    if date.iso is None or date.until is not None:
        return False
    before = analysis.text.folded[max(since, date.start - 60) : date.start]
    if before.endswith(("depuis ", "depuis le ")) and (
        date.relative or _WEEKDAY.search(analysis.text.folded, date.start, date.end)
    ):
        return True  # « Depuis lundi, l’agglomération a son contrat »
    return not _OTHER.search(before)


def _in_sentence(analysis: Analysis, frame: Frame) -> list[Dated]:
    start, end = frame.sentence
    if frame.signing.sense == "approve":
        return []
    elided = frame.signing.sense == "ellipsis"
    if elided:  # « celui de B le 1er juin », « le lendemain, celui de B »
        start, end = max(start, frame.signing.start - 30), min(end, frame.signing.end + 100)
    dates = [
        d for d in _told(analysis, start, end)
        if usable(analysis, d, _since(frame, d) if elided else 0)
        and not _beyond(analysis, frame, d)
    ]  # fmt: skip
    if elided:
        dates = [d for d in dates if d.start > frame.signing.end] or dates
    if not dates:
        return []
    anchor = frame.signing
    nearest = min(dates, key=lambda d: _distance(analysis, frame, d))
    if _distance(analysis, frame, nearest) > 400:
        return []
    nearest = _spelt_out(analysis, nearest, dates)
    rule = "date.phrase" if not nearest.relative else "date.relative"
    confidence = 0.9 if anchor.tense is not Tense.NOMINAL else 0.8
    explicit = 0.03 if not nearest.relative else 0.0
    day = 0.02 if _DAY.match(nearest.iso or "") else 0.0
    return [Dated(nearest.iso or "", nearest.start, nearest.end, rule, confidence + explicit + day)]


def _spelt_out(analysis: Analysis, date: DateMention, dates: Sequence[DateMention]) -> DateMention:
    """Return the day that spells a relative one out: « hier, le 13 mars 2019 »."""
    told = (d for d in dates if 0 <= d.start - date.end <= len(", le ") and not d.relative)
    return next(told, date) if date.relative else date


def _since(frame: Frame, date: DateMention) -> int:
    """Return from where the words before a date count: those of its own « celui de B »."""
    return frame.signing.end if date.start > frame.signing.end else frame.signing.start - 30


def _just_before(analysis: Analysis, frame: Frame) -> list[Dated]:
    """Return the day that a short sentence gives just before: « Bruay, lundi 22 juin 2015. »."""
    text = analysis.text
    number = text.sentence_at(frame.sentence[0])
    if not number or not frame.signers or frame.signing.sense == "list":
        return []
    start, end = text.sentences[number - 1]
    if end - start > 160 or frame.sentence[0] - end > 2:
        return []
    days = [d for d in _told(analysis, start, end) if usable(analysis, d)]
    return [
        Dated(d.iso or "", d.start, d.end, "date.avant", 0.7)
        for d in days if len(d.iso or "") > 4 and d.iso != analysis.published
    ]  # fmt: skip


def _opening(analysis: Analysis) -> list[Dated]:
    """Return the one day that the first paragraph of a text tells of."""
    first = next((b for b in analysis.text.blocks if b.end - b.start > 60
                  and analysis.text.flow[b.end - 1] in ".!?»"), None)  # fmt: skip
    if first is None:
        return []
    days = [d for d in _told(analysis, first.start, first.end) if usable(analysis, d)]
    days = [
        d for d in days if _DAY.match(d.iso or "") and (d.relative or d.iso != analysis.published)
    ]
    if len({d.iso for d in days}) != 1:
        return []
    return [Dated(days[0].iso or "", days[0].start, days[0].end, "date.ouverture", 0.6)]


def _beyond(analysis: Analysis, frame: Frame, date: DateMention) -> bool:
    """Tell whether a semicolon, or « celui de », parts a date from its verb."""
    left, right = sorted((frame.signing.end, date.start))
    between = analysis.text.folded[left:right]
    return ";" in between or " celui d" in between or " celle d" in between


def _distance(analysis: Analysis, frame: Frame, date: DateMention) -> int:
    """Return how far a date is from the verb; another clause between them counts as far."""
    left, right = sorted((frame.signing.start, date.start))
    between = analysis.text.folded[left:right]
    walls = len(re.findall(r"[;:]|\b(?:qui|que|dont|lequel|laquelle)\b", between))
    return right - left + 120 * walls - (60 if _DAY.match(date.iso or "") else 0)


def _around(analysis: Analysis, frame: Frame) -> list[Dated]:
    """Return the dates of days in the paragraph of the deed, before it first, then after."""
    start, end = frame.sentence
    block = analysis.text.blocks[analysis.text.block_at(start)]
    ranges = (
        (block.start, start, 0.7),
        (end, block.end, 0.6),
        (max(0, block.start - 700), block.start, 0.6),
    )
    for low, high, confidence in ranges:
        days = [
            d
            for d in _told(analysis, low, high)
            if (usable(analysis, d) and _DAY.match(d.iso or "") and d.iso != analysis.published)
            or (
                d.relative
                and usable(analysis, d)
                and low <= d.start < high
                and len(d.iso or "") == 10
            )
        ]
        if days:
            day = days[-1] if high <= start else days[0]
            return [Dated(day.iso or "", day.start, day.end, "date.paragraphe", confidence)]
    return []
