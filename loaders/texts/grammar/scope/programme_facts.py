"""What texts tell of national programmes: money, shares, how many towns, which ones.

« Le programme mobilise 5 milliards d’euros », « Action Logement finance 72 % du NPNRU », « 222
villes retenues », « citons Beaurepaire, Crémieu ou Mens ». Where a text tells of agreements, only
what is said of the whole programme counts here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from loaders.texts.facts import Amount, Outside
from loaders.texts.grammar.articles.chains import Chain, find_chains
from loaders.texts.grammar.articles.groups import find_groups
from loaders.texts.grammar.scope import programme_words as words
from loaders.texts.grammar.scope.outside_fact import fact
from loaders.texts.grammar.scope.place_names import TERRITORIES
from loaders.texts.grammar.scope.programme_near import actor_before, programme_before
from loaders.texts.grammar.scope.programme_places import programme_places
from loaders.texts.grammar.scope.programme_sums import programme_sums
from loaders.texts.mentions import Analysis, within


def programme_facts(
    analysis: Analysis, amounts: Sequence[Amount], *, agreements: bool
) -> Iterator[Outside]:
    """Yield what is told of programmes. `agreements` says whether the text tells of any."""
    yield from programme_sums(analysis, amounts, agreements=agreements)
    yield from _payers(analysis, agreements=agreements)
    if not agreements:
        yield from _paid(analysis)
    yield from _financers(analysis)
    yield from _funders(analysis)
    yield from programme_places(analysis, agreements=agreements)


def _payers(analysis: Analysis, *, agreements: bool) -> Iterator[Outside]:
    """Yield « X finance 72 % du programme »."""
    text = analysis.text
    for pays in words.PAYS.finditer(text.folded):
        payer = actor_before(analysis, pays.start())
        programme = next(iter(within(analysis.programmes, *pays.span("what"))), None)
        compensates = pays[0].startswith("compens")
        post = words.POST.search(text.folded, pays.start(), pays.start("share"))
        known = programme is not None or compensates or post is not None
        if payer is None or (agreements and not known):
            continue
        what = text.flow[slice(*(post or pays).span(0 if post else "what"))].strip() or None
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
    if words.FUND_IT.match(folded, chain.end) or words.AMONG_PAYERS.match(folded, chain.end):
        return True
    that = words.THAT_FUNDS.search(folded[max(start, chain.start - 60) : chain.start])
    return that is not None and words.FUNDS.match(folded, chain.end) is not None


def _speaks_before(analysis: Analysis, start: int) -> bool:
    """Tell whether the few sentences up to one that begins at `start` speak of a programme."""
    folded = analysis.text.folded
    return words.SPEAKS.search(folded, max(0, start - words.NEAR), start + words.NEAR) is not None
