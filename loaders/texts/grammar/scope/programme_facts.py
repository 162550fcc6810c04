"""What texts tell of national programmes: money, shares, how many towns, which ones.

« Le programme mobilise 5 milliards d’euros », « Action Logement finance 72 % du NPNRU », « 222
villes retenues », « citons Beaurepaire, Crémieu ou Mens ». Where a text tells of agreements, only
what is said of the whole programme counts here.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from graph.ontology import EdgeKind, NodeKind
from loaders.texts.facts import Amount, Outside
from loaders.texts.grammar.articles.chains import Chain, find_chains
from loaders.texts.grammar.articles.groups import find_groups
from loaders.texts.grammar.numbers import parse
from loaders.texts.grammar.scope import programme_words as words
from loaders.texts.grammar.scope.outside_fact import fact
from loaders.texts.grammar.scope.place_names import TERRITORIES
from loaders.texts.grammar.scope.places import read_places
from loaders.texts.mentions import Actor, ActorMention, Analysis, ProgrammeMention, within


def programme_facts(
    analysis: Analysis, amounts: Sequence[Amount], *, agreements: bool
) -> Iterator[Outside]:
    """Yield what is told of programmes. `agreements` says whether the text tells of any."""
    yield from _sums(analysis, amounts, agreements=agreements)
    yield from _payers(analysis, agreements=agreements)
    if not agreements:
        yield from _paid(analysis)
    yield from _financers(analysis)
    yield from _funders(analysis)
    yield from _counts(analysis, agreements=agreements)
    yield from _aims(analysis, agreements=agreements)
    yield from _reaches(analysis)


def programme_before(analysis: Analysis, position: int) -> ProgrammeMention | None:
    """Return the programme last named before a position, else the first of the text."""
    named = analysis.programmes
    after = bisect_left(named, position, key=lambda mention: mention.start)
    return named[max(after - 1, 0)] if named else None


def actor_before(analysis: Analysis, position: int) -> ActorMention | None:
    """Return the actor that ends just before a position, « (ANRU) » and « , qui » left aside."""
    last = next(reversed(within(analysis.actors, position - 120, position)), None)
    if last is None:
        return None
    gap = analysis.text.folded[last.end : position]
    return last if re.fullmatch(r"[)»\" ,]{0,4}(?:qui )?(?:en |y )?", gap) else None


def _sums(analysis: Analysis, amounts: Sequence[Amount], *, agreements: bool) -> Iterator[Outside]:
    """Yield the sums of a whole programme."""
    text = analysis.text
    starts = [text.span(start, end)[0] for start, end in text.sentences]
    for amount in amounts:
        number = bisect_right(starts, amount.reading.span[0]) - 1
        if number < 0 or amount.amount_eur is None:
            continue
        start, end = text.sentences[number]
        national = words.NATIONAL.search(text.folded, start, end) is not None
        programme = programme_before(analysis, end)
        told = national or (not agreements and _speaks(analysis, number))
        told = told or (amount.amount_eur >= words.LARGE and _is_endowed(analysis, number))
        if programme is not None and told:
            yield _of_amount(amount, programme)


def _is_endowed(analysis: Analysis, number: int) -> bool:
    """Tell whether a sentence gives a programme, named there, its money."""
    start, end = analysis.text.sentences[number]
    named = bool(within(analysis.programmes, start, end))
    return named and words.ENDOWS.search(analysis.text.folded, start, end) is not None


def _of_amount(amount: Amount, programme: ProgrammeMention) -> Outside:
    """Return an amount as money of a programme; its reading, hence its span, is the same."""
    return Outside(
        type=EdgeKind.FINANCES,
        origin=amount.payer,
        to=programme.name,
        mention=amount.mention,
        reading=amount.reading,
        origin_kind=amount.payer_kind,
        origin_id=amount.payer_id,
        to_kind=NodeKind.PROGRAMME,
        to_id=programme.id,
        amount_eur=amount.amount_eur,
        share_pct=amount.share_pct,
    )


def _speaks(analysis: Analysis, number: int) -> bool:
    """Tell whether a sentence, or the one before, speaks of a programme."""
    sentences = analysis.text.sentences
    start, end = sentences[max(number - 1, 0)][0], sentences[number][1]
    named = bool(within(analysis.programmes, start, end))
    return named or words.SPEAKS.search(analysis.text.folded, start, end) is not None


def _payers(analysis: Analysis, *, agreements: bool) -> Iterator[Outside]:
    """Yield « X finance 72 % du programme »."""
    text = analysis.text
    for pays in words.PAYS.finditer(text.folded):
        payer = actor_before(analysis, pays.start())
        programme = next(iter(within(analysis.programmes, *pays.span("what"))), None)
        compensates = pays[0].startswith("compens")
        if payer is None or (agreements and programme is None and not compensates):
            continue
        what = text.flow[slice(*pays.span("what"))].strip() or None
        ends = (payer.actor, programme or what)
        span = (payer.start, pays.end())
        yield fact(analysis, "hors.part", span, ends, share=_percent(pays["share"]))


def _paid(analysis: Analysis) -> Iterator[Outside]:
    """Yield « un poste pourra être subventionné à 75 % »."""
    text = analysis.text
    for paid in words.PAID.finditer(text.folded):
        start, _ = text.sentences[text.sentence_at(paid.start())]
        head = re.split(r"[,;:]", text.flow[start : paid.start()])[-1].strip()
        span = (max(start, paid.start() - len(head) - 1), paid.end())
        share = _percent(paid["share"])
        yield fact(analysis, "hors.part", span, (None, head or None), share=share)


def _percent(share: str) -> float:
    return float(share.replace(",", "."))


def _financers(analysis: Analysis) -> Iterator[Outside]:
    """Yield « financeur … du PNRU, Action Logement » and « Action Logement, financeur du PNRU »."""
    text = analysis.text
    for payer in words.PAYER.finditer(text.folded):
        _, end = text.sentences[text.sentence_at(payer.start())]
        named = within(analysis.programmes, payer.end(), min(end, payer.end() + 140))
        if not named:
            continue
        programme = named[0]
        after = within(analysis.actors, programme.end, min(end, programme.end + 40))
        actor = actor_before(analysis, payer.start()) or next(iter(after), None)
        if actor is not None and actor.actor.kind not in TERRITORIES:
            span = (min(actor.start, payer.start()), max(actor.end, programme.end))
            yield fact(analysis, "hors.financeur", span, (actor.actor, programme))


def _funders(analysis: Analysis) -> Iterator[Outside]:
    """Yield those who fund a programme, with no sum: « l’Anah et le Cerema le financent »."""
    folded = analysis.text.folded
    groups = find_groups(analysis) if words.FUND.search(folded) else []
    for start, end in analysis.text.sentences:
        if not words.FUND.search(folded, start, end) or not _speaks_before(analysis, start):
            continue
        known = [group for group in within(groups, start, end) if group.actor is not None]
        for chain in find_chains(analysis.text, known):
            programme = programme_before(analysis, chain.start)
            for group in chain.groups if programme and _funds(folded, chain, start) else ():
                span = (group.name_start, group.name_end)
                yield fact(analysis, "hors.financeur", span, (group.actor, programme))


def _funds(folded: str, chain: Chain, start: int) -> bool:
    """Tell whether bodies « le financent », or are X in « le programme, que X finance »."""
    if words.FUND_IT.match(folded, chain.end):
        return True
    that = words.THAT_FUNDS.search(folded[max(start, chain.start - 60) : chain.start])
    return that is not None and words.FUNDS.match(folded, chain.end) is not None


def _speaks_before(analysis: Analysis, start: int) -> bool:
    """Tell whether the few sentences up to one that begins at `start` speak of a programme."""
    folded = analysis.text.folded
    return words.SPEAKS.search(folded, max(0, start - words.NEAR), start + words.NEAR) is not None


def _counts(analysis: Analysis, *, agreements: bool) -> Iterator[Outside]:
    """Yield how many towns a programme holds, and those that the text names as such."""
    text = analysis.text
    for told in words.COUNT.finditer(text.folded):
        number = text.sentence_at(told.start())
        start, end = text.sentences[number]
        inside = within(analysis.programmes, start, end)
        what = told["what"] or "communes"
        if agreements and words.SIGNS.search(text.folded, start, end):
            continue
        bare = agreements and not words.FINITE.search(told[0])
        if not inside and (bare or what.startswith("quartiers")):
            continue
        programme = inside[0] if inside else programme_before(analysis, start)
        if programme is None:
            continue
        for group in ("count", "whole"):
            count = parse(told[group]) if told[group] else None
            if count is not None and count >= (words.FEW if agreements else 2):
                span = (told.start(group), told.end())
                yield fact(analysis, "hors.nombre", span, (programme, what), count=int(count))
        yield from _members(analysis, number, programme)


def _aims(analysis: Analysis, *, agreements: bool) -> Iterator[Outside]:
    """Yield how many places a programme is for, where the sentence names or means it."""
    text = analysis.text
    for told in words.FOR.finditer(text.folded):
        start, end = text.sentences[text.sentence_at(told.start())]
        national = words.NATIONAL.search(text.folded, start, end) is not None
        inside = within(analysis.programmes, start, end)
        count = parse(told["count"])
        spoken = words.SPEAKS.search(text.folded, start, end) is not None
        programme = inside[0] if inside else programme_before(analysis, start)
        if programme is None or count is None or not (inside or spoken or told["among"]):
            continue
        sure = national or inside or not agreements or told["among"] or count > words.NATIONWIDE
        if count >= words.MOST_LOCAL and sure:
            ends = (programme, told["what"])
            yield fact(analysis, "hors.nombre", told.span(), ends, count=int(count))
            more = parse(told["more"]) if told["more"] else None
            if more is not None:
                ends = (programme, told["others"])
                yield fact(analysis, "hors.nombre", told.span("more"), ends, count=int(more))


def _members(analysis: Analysis, number: int, programme: ProgrammeMention) -> Iterator[Outside]:
    """Yield the towns that a sentence about the count, or the next one, names as members."""
    for start, end in analysis.text.sentences[number : number + 2]:
        for among in words.AMONG.finditer(analysis.text.folded, start, end):
            towns = _towns(analysis, among.end(), end)
            if sum(town.id is not None for _, _, town in towns) >= words.FEWEST:
                for first, last, town in towns:
                    yield fact(analysis, "hors.commune", (first, last), (programme, town))
                return


def _towns(analysis: Analysis, start: int, end: int) -> list[tuple[int, int, Actor]]:
    items, _ = read_places(analysis, start, end, towns=True)
    return [
        (item.start, item.end, item.actor)
        for item in items
        if item.actor is not None and item.actor.kind is NodeKind.MUNICIPALITY
    ]


def _reaches(analysis: Analysis) -> Iterator[Outside]:
    """Yield how many towns or quarters a body brings together, or where it works."""
    folded = analysis.text.folded
    for mention in analysis.actors:
        if mention.actor.kind in TERRITORIES or mention.sort == "role":
            continue
        told = words.REACHES.match(folded, mention.end)
        if told is None and words.WORKED.match(folded, mention.end):
            told = words.WHERE.search(folded, max(0, mention.start - 120), mention.start)
        value = parse(told["count"]) if told else None
        if told is None or value is None or value < 2 or words.EXPENSE.search(told["what"]):
            continue
        share = float(value) if told.groupdict().get("share") else None
        span = (min(told.start(), mention.start), max(told.end(), mention.end))
        ends = (mention.actor, told["what"].strip())
        count = int(value) if share is None else None
        yield fact(analysis, "hors.portee", span, ends, count=count, share=share)
