"""Sums whose unit is left unsaid, because the sum before has told it.

« L’enveloppe est de 200 M€. L’Anru en apporte 95, la Région 13 » ; « l’État mettra 96 000 euros,
la Ville 74 000 » ; « en millions d’euros : État 12, Région 8 ». The number stands after « en » and
a verb that gives, or right after whom it is of; nothing that could be counted follows it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import replace

from loaders.texts.grammar.money import paying_words as words
from loaders.texts.grammar.money.sums import SCALES
from loaders.texts.grammar.numbers import NUMBER, parse
from loaders.texts.mentions import Analysis, SumMention

#: After a number of money: the end of a clause, or what tells more of the sum.
_ENDS = (
    r"(?=$|[,.;:!?)\n](?!\d)| (?:soit|et|a (?:sa|son|leur|lui|elle)|au titre|en \d{4}|par an|dont"
    r"|puis|contre"
    r"|au lieu|de son cote|seulement|pour (?:la |le |l'|les |sa |son ))\b| [(\-–])"
)
_NUMBER = rf"(?P<number>{NUMBER}){_ENDS}"
_GIVEN_OF_IT = re.compile(rf"(?<!\w)(?:en|y) (?:\w+ )?(?:{words.VERB}) {words.ABOUT}{_NUMBER}")
#: Right after whom it is of, another sum being told before.
_GAPPED = re.compile(
    r"(?:,? (?:quant a (?:elle|lui)|pour sa part|elle|lui|de son cote),?)? "
    rf"{words.ABOUT}{_NUMBER}"
)
_LISTED = re.compile(rf" ?[:(] ?{words.ABOUT}{_NUMBER}")
#: A unit told ahead: « en millions d’euros : État 12, Région 8 ».
_AHEAD = re.compile(
    r"\b(?:en|montants? en) (?P<scale>millions?|milliers?|milliards?|m|k"
    r"|md) ?(?:d')?(?P<currency>euros|€|f\b|francs)"
)
_DIGITS = re.compile(NUMBER)
#: From which value on a number is told whole, whatever the scale of the sum before.
_WHOLE = 1000
#: How far back, in characters, the unit may have been told.
_BACK = 600


def with_elided(analysis: Analysis) -> Analysis:
    """Return the analysis with the sums whose unit the text leaves unsaid. Cost: linear."""
    if not analysis.sums and not _AHEAD.search(analysis.text.folded):
        return analysis
    found = sorted(
        (*analysis.sums, *_of_it(analysis), *_units_ahead(analysis)), key=lambda told: told.start
    )
    return replace(analysis, sums=_with_gapped(analysis, _apart(found)))


def _apart(sums: list[SumMention]) -> list[SumMention]:
    kept: list[SumMention] = []
    for told in sums:
        if not kept or kept[-1].end <= told.start:
            kept.append(told)
    return kept


def _of_it(analysis: Analysis) -> Iterator[SumMention]:
    """Yield « en apporte 95,4 »."""
    ends = [told.end for told in analysis.sums]
    for match in _GIVEN_OF_IT.finditer(analysis.text.folded):
        at = bisect_right(ends, match.start())
        if at:
            told = _like(analysis, match, analysis.sums[at - 1])
            if told is not None and not _taken(analysis, told):
                yield told


def _units_ahead(analysis: Analysis) -> Iterator[SumMention]:
    """Yield the numbers of a sentence that tells its unit first, beside those who pay."""
    text, actors = analysis.text, analysis.actors
    starts = [actor.start for actor in actors]
    units = list(_AHEAD.finditer(text.folded))
    for number, unit in enumerate(units):
        _, last = text.sentences[text.sentence_at(unit.start())]
        if number + 1 < len(units):
            last = min(last, units[number + 1].start())
        for actor in actors[bisect_left(starts, unit.end()) : bisect_left(starts, last)]:
            match = _LISTED.match(text.folded, actor.end) or _GAPPED.match(text.folded, actor.end)
            value = None if match is None else parse(match["number"])
            if match is not None and value is not None and match.end("number") <= last:
                worth = round(value * SCALES[unit["scale"].rstrip("s")], 2)
                yield _sum(match, worth, francs=unit["currency"].startswith("f"))


def _with_gapped(analysis: Analysis, sums: list[SumMention]) -> tuple[SumMention, ...]:
    """Return the sums with « la Ville 74 000 », told of an actor after another sum."""
    text, found = analysis.text, list(sums)
    for actor in analysis.actors:
        match = _GAPPED.match(text.folded, actor.end)
        if match is None:
            continue
        at = bisect_left(found, actor.start, key=lambda told: told.end)
        before = found[at - 1] if at else None
        if before is None or text.sentence_at(before.start) != text.sentence_at(actor.start):
            continue
        told = _like(analysis, match, before)
        if told is not None and (at == len(found) or told.end <= found[at].start):
            found.insert(at, told)
    return tuple(found)


def _like(analysis: Analysis, match: re.Match[str], before: SumMention) -> SumMention | None:
    """Return a number in the unit of the sum before, None where that makes no sum."""
    value = parse(match["number"])
    if value is None or match.start() - before.end > _BACK:
        return None
    worth = round(value * _scale(analysis, before), 2) if value < _WHOLE else value
    if worth < _WHOLE:
        return None
    return _sum(match, worth, francs=before.amount_eur is None)


def _scale(analysis: Analysis, told: SumMention) -> float:
    """Return by what the number of a sum was multiplied: a million in « 262 M€ »."""
    numbers = _DIGITS.findall(analysis.text.folded, told.start, told.end)
    written = parse(numbers[-1]) if numbers else None
    worth = told.amount_eur if told.amount_eur is not None else told.amount_frf
    return round(worth / written) if worth and written else 1


def _sum(match: re.Match[str], worth: float, *, francs: bool) -> SumMention:
    start, end = match.span("number")
    return SumMention(start, end, None if francs else worth, worth if francs else None)


def _taken(analysis: Analysis, told: SumMention) -> bool:
    at = bisect_right(analysis.sums, told.start, key=lambda known: known.start)
    around = analysis.sums[max(0, at - 1) : at + 1]
    return any(known.start < told.end and told.start < known.end for known in around)
