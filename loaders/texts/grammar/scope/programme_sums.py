"""Money of whole programmes: « Le programme mobilise 5 milliards d’euros ».

Where a text tells of agreements, only what is said of the whole country counts here: a sum « au
niveau national », the billions of an agency, the budget of the politique de la ville. Cost: linear.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from graph.ontology import EdgeKind, NodeKind
from loaders.texts.facts import Amount, Outside
from loaders.texts.grammar.scope import programme_words as words
from loaders.texts.grammar.scope.programme_near import programme_before
from loaders.texts.mentions import Actor, Analysis, ProgrammeMention, within

#: How far apart, in characters, a sum and the words that lead to it may be said to begin.
_SAME = 12


def programme_sums(
    analysis: Analysis, amounts: Sequence[Amount], *, agreements: bool
) -> Iterator[Outside]:
    """Yield the sums of a whole programme, each with the span of the amount that it was."""
    text = analysis.text
    starts = [text.span(start, end)[0] for start, end in text.sentences]
    for amount in amounts:
        number = bisect_right(starts, amount.reading.span[0]) - 1
        if number < 0 or amount.amount_eur is None:
            continue
        told = None if agreements else _of_policy(analysis, amount, number)
        told = told or _of_programme(analysis, amount, number, agreements=agreements)
        if told is not None:
            yield told


def _of_programme(
    analysis: Analysis, amount: Amount, number: int, *, agreements: bool
) -> Outside | None:
    """Return a sum as money of the programme that its sentence, or the text, speaks of."""
    start, end = analysis.text.sentences[number]
    programme = programme_before(analysis, end)
    large = (amount.amount_eur or 0) >= words.LARGE
    holder = _holder(analysis, start, end) if large else None
    if holder is not None:
        return replace(
            _of_amount(amount, programme),
            origin=holder.name, origin_kind=holder.kind, origin_id=holder.id,
        )  # fmt: skip
    national = words.NATIONAL.search(analysis.text.folded, start, end) is not None
    told = national or (not agreements and _speaks(analysis, number))
    told = told or (large and _is_endowed(analysis, number))
    return _of_amount(amount, programme) if programme is not None and told else None


def _holder(analysis: Analysis, start: int, end: int) -> Actor | None:
    """Return the agency that a sentence says to hold billions: « l’Anru dispose de »."""
    for mention in within(analysis.actors, start, end):
        agency = mention.actor.kind is NodeKind.AGENCY
        if agency and words.DISPOSES.match(analysis.text.folded, mention.end, end):
            return mention.actor
    return None


def _of_policy(analysis: Analysis, amount: Amount, number: int) -> Outside | None:
    """Return an amount that is the budget of the whole politique de la ville, None otherwise."""
    text = analysis.text
    found = words.CITY_POLICY.search(text.folded, *text.sentences[number])
    if found is None:
        return None
    begin, _ = text.span(found.end(), found.end())
    if abs(begin - amount.reading.span[0]) > _SAME:
        return None
    return Outside(
        EdgeKind.FINANCES, amount.payer, text.flow[slice(*found.span("what"))], amount.mention,
        amount.reading, amount.payer_kind, amount.payer_id, amount_eur=amount.amount_eur,
    )  # fmt: skip


def _is_endowed(analysis: Analysis, number: int) -> bool:
    """Tell whether a sentence gives a programme, named there, its money."""
    start, end = analysis.text.sentences[number]
    named = bool(within(analysis.programmes, start, end))
    return named and words.ENDOWS.search(analysis.text.folded, start, end) is not None


def _of_amount(amount: Amount, programme: ProgrammeMention | None) -> Outside:
    """Return an amount as money of a programme; its reading, hence its span, is the same."""
    return Outside(
        type=EdgeKind.FINANCES,
        origin=amount.payer,
        to=programme.name if programme else None,
        mention=amount.mention,
        reading=amount.reading,
        origin_kind=amount.payer_kind,
        origin_id=amount.payer_id,
        to_kind=NodeKind.PROGRAMME if programme else None,
        to_id=programme.id if programme else None,
        amount_eur=amount.amount_eur,
        share_pct=amount.share_pct,
    )


def _speaks(analysis: Analysis, number: int) -> bool:
    """Tell whether a sentence, or the one before, speaks of a programme."""
    sentences = analysis.text.sentences
    start, end = sentences[max(number - 1, 0)][0], sentences[number][1]
    named = bool(within(analysis.programmes, start, end))
    return named or words.SPEAKS.search(analysis.text.folded, start, end) is not None
