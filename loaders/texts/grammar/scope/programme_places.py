"""How many places a programme or a body holds, and which: « 222 villes retenues ».

« Citons Beaurepaire, Crémieu ou Mens », « elles sont dix : A, B… », « Petites villes de demain à
Mens ». Where a text tells of agreements, only what is said of the whole programme counts. Cost:
linear.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from graph.ontology import NodeKind
from loaders.texts.facts import Outside
from loaders.texts.grammar.numbers import parse
from loaders.texts.grammar.scope import programme_words as words
from loaders.texts.grammar.scope.outside_fact import fact
from loaders.texts.grammar.scope.place_names import TERRITORIES
from loaders.texts.grammar.scope.places import read_places
from loaders.texts.grammar.scope.programme_near import programme_before
from loaders.texts.mentions import Actor, ActorMention, Analysis, ProgrammeMention, within


def programme_places(analysis: Analysis, *, agreements: bool) -> Iterator[Outside]:
    """Yield the places that programmes and bodies are said to hold."""
    yield from _counts(analysis, agreements=agreements)
    yield from _aims(analysis, agreements=agreements)
    yield from _retained(analysis)
    yield from _of_them(analysis)
    yield from _in_towns(analysis)
    yield from _reaches(analysis)


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
        national = words.NATIONAL.search(text.folded, start, end) is not None
        bare = agreements and not national and not words.FINITE.search(told[0])
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
        national = bool(told["whole"] or words.NATIONAL.search(text.folded, start, end))
        inside = within(analysis.programmes, start, end)
        count = parse(told["count"])
        spoken = words.SPEAKS.search(text.folded, start, end) is not None
        programme = inside[0] if inside else programme_before(analysis, start)
        known = inside or spoken or told["among"] or told["whole"]
        if programme is None or count is None or not known:
            continue
        sure = national or inside or not agreements or told["among"] or count > words.NATIONWIDE
        if count >= words.MOST_LOCAL and sure:
            ends = (programme, text.flow[slice(*told.span("what"))])
            yield fact(analysis, "hors.nombre", told.span(), ends, count=int(count))
            more = parse(told["more"]) if told["more"] else None
            if more is not None:
                ends = (programme, text.flow[slice(*told.span("others"))])
                yield fact(analysis, "hors.nombre", told.span("more"), ends, count=int(more))


def _retained(analysis: Analysis) -> Iterator[Outside]:
    """Yield « le programme a retenu cinq quartiers »."""
    for told in words.RETAINS.finditer(analysis.text.folded):
        programme = programme_before(analysis, told.start())
        count = parse(told["count"])
        if programme is not None and count is not None:
            ends = (programme, told["what"])
            yield fact(analysis, "hors.nombre", told.span(), ends, count=int(count))


def _of_them(analysis: Analysis) -> Iterator[Outside]:
    """Yield « les communes du programme X. Elles sont dix : A, B… », where ten are named."""
    text = analysis.text
    for number, (start, end) in enumerate(text.sentences):
        told = words.THEY_ARE.match(text.folded, start, end)
        near = within(analysis.programmes, text.sentences[max(number - 1, 0)][0], start)
        if told is None or not near:
            continue
        towns = _towns(analysis, told.end(), end)
        if len(towns) == parse(told["count"]):
            span = (start, told.end("count"))
            yield fact(analysis, "hors.nombre", span, (near[-1], "communes"), count=len(towns))
            for first, last, town in towns:
                yield fact(analysis, "hors.commune", (first, last), (near[-1], town))


def _in_towns(analysis: Analysis) -> Iterator[Outside]:
    """Yield « (l’opération réunit) le programme A à X et le programme B à Y »."""
    folded = analysis.text.folded
    pairs: list[tuple[ProgrammeMention, ActorMention]] = []
    for programme in analysis.programmes:
        town = next(iter(within(analysis.actors, programme.end, programme.end + 12)), None)
        if town is None or town.actor.kind is not NodeKind.MUNICIPALITY:
            continue
        if words.AT.fullmatch(folded, programme.end, town.start):
            pairs.append((programme, town))
    for (first, here), (second, there) in pairwise(pairs):
        if words.AND.fullmatch(folded, here.end, second.start) and first.name != second.name:
            for programme, town in ((first, here), (second, there)):
                span = (programme.start, town.end)
                yield fact(analysis, "hors.commune", span, (programme, town.actor))


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
