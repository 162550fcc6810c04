"""Scope in the names of agreements: « le contrat de ville de l’agglomération mulhousienne ».

Quarters and territories that registers know, and lands that none lists (« l’arrondissement de X »,
« le Mantois »). An act of before, an example from elsewhere say nothing of the one told of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from graph.names import fold
from graph.ontology import NodeKind
from loaders.texts.facts import Cover
from loaders.texts.grammar.articles.naming import Naming
from loaders.texts.grammar.formal import is_formal
from loaders.texts.grammar.scope import cover_words as words
from loaders.texts.grammar.scope.neighbourhoods import NeighbourhoodMention
from loaders.texts.grammar.scope.place_names import TERRITORIES, end_of_name
from loaders.texts.grammar.scope.place_words import OF, ONE_COMMON
from loaders.texts.grammar.scope.placed_covers import (
    PlacedCover,
    cover_at,
    cover_items,
    cover_quarter,
)
from loaders.texts.grammar.scope.places import read_places
from loaders.texts.mentions import Actor, ActorMention, Analysis, meets, within
from loaders.texts.text import Text


def own_names(
    analysis: Analysis, namings: Sequence[Naming], neighbourhoods: Sequence[NeighbourhoodMention]
) -> Iterator[PlacedCover]:
    """Yield the territories in the agreements' own names."""
    text = analysis.text
    formal = is_formal(text)
    for naming in namings:
        if formal and words.PASSED.match(text.folded, _end_of_name(text, naming)):
            continue  # an act does not say of itself when it was signed
        before = text.folded[max(0, naming.start - 40) : naming.start]
        if naming.order == "old" or words.OLD.search(before) or words.BESIDE.search(before):
            continue
        end = _end_of_name(text, naming)
        quarters = within(neighbourhoods, naming.start, end)
        for quarter in quarters:
            yield cover_quarter(text, quarter, rule="perimetre.nom", sure=0.9)
        yield from _renewed(analysis, naming.start, end)
        lands = (
            [] if formal and naming is not namings[0] else list(_lands(analysis, naming.start, end))
        )
        yield from lands
        spans = sorted([(q.start, q.end) for q in quarters] + [(p.start, p.end) for p in lands])
        known = within(analysis.actors, naming.start + 1, end)
        if all(mention.sort == "role" for mention in known):
            yield from _country(text, naming.start, end)
        for mention in known:
            if not meets(spans, mention.start, mention.end) and _is_own(text, naming, mention):
                span = (mention.start, mention.end)
                yield cover_at(text, span, mention.actor, rule="perimetre.nom", sure=0.8)


def _end_of_name(text: Text, naming: Naming) -> int:
    """Return where the name of an agreement ends, a title between quotes included."""
    quoted = words.QUOTED.match(text.folded, naming.start, naming.start + 160)
    return max(naming.end, quoted.end()) if quoted else naming.end


def _renewed(analysis: Analysis, start: int, end: int) -> Iterator[PlacedCover]:
    """Yield « (protocole pour) la rénovation du Bois-l’Abbé »."""
    text = analysis.text
    for renewal in words.RENEWAL_OF.finditer(text.folded, start, end):
        _, limit = text.sentences[text.sentence_at(renewal.start())]
        items, _ = read_places(analysis, renewal.end(), limit)
        parts = [item for item in items if item.actor is None and not item.headed]
        yield from cover_items(text, parts, "perimetre.nom")


def _lands(analysis: Analysis, start: int, end: int) -> Iterator[PlacedCover]:
    """Yield the lands that no register lists: « l’arrondissement de X », « le Mantois »."""
    text = analysis.text
    limit = min(end + 160, text.sentences[text.sentence_at(start)][1])
    phrase = words.PHRASE.match(text.folded, end, limit)
    for found in words.LAND.finditer(text.folded, start, phrase.end() if phrase else end):
        stop = _end_of_land(analysis, found, limit)
        if stop is not None or " " in found["land"]:
            span = (found.start("land"), stop or found.end("land"))
            yield cover_at(text, span, _land(text, span), rule="perimetre.nom", sure=0.7)
    for found in words.COUNTRY.finditer(text.folded, start, end):
        stop = end_of_name(analysis, found.end(), limit)
        if stop and not within(analysis.actors, found.end() - 3, stop):
            span = (found.end(), stop)
            yield cover_at(text, span, _land(text, span), rule="perimetre.nom", sure=0.7)


def _end_of_land(analysis: Analysis, found: re.Match[str], limit: int) -> int | None:
    """Return where « (bassin) de X », « Pays X et Y » ends, None when no name follows."""
    if found["of"]:
        return end_of_name(analysis, found.end(), limit)
    if not analysis.text.flow[found.start("land")].isupper():
        return None
    twin = words.TWIN.match(analysis.text.flow, found.end(), limit)
    return twin.end() if twin else end_of_name(analysis, found.end() + 1, limit)


def _land(text: Text, span: tuple[int, int]) -> Actor:
    return Actor(text.flow[slice(*span)], NodeKind.INTERCOMMUNALITY)


def _country(text: Text, start: int, end: int) -> Iterator[PlacedCover]:
    """Yield « l’agglomération mulhousienne », which an adjective names."""
    for found in words.ADJECTIVE.finditer(text.folded, start, end):
        if found["adjective"] not in words.NO_PLACE:
            actor = Actor(text.flow[found.start() : found.end()], NodeKind.INTERCOMMUNALITY)
            yield cover_at(text, found.span(), actor, rule="perimetre.nom", sure=0.7)


def _is_own(text: Text, naming: Naming, mention: ActorMention) -> bool:
    if mention.actor.kind not in TERRITORIES or mention.sure < 0.5:
        return False
    if mention.sort == "role":
        return words.OF_ROLE.search(text.folded, naming.start, mention.start) is not None
    return words.OWN.search(text.folded, naming.start, mention.start) is not None


def with_towns(analysis: Analysis, found: Sequence[PlacedCover]) -> Iterator[PlacedCover]:
    """Yield covers, « le centre-bourg » with the town that the text gives it: « de Gourin »."""
    for placed in found:
        end = _end_with_town(analysis, placed)
        longer = end > placed.end
        yield replace(placed, cover=_lengthened(analysis.text, placed, end)) if longer else placed


def _end_with_town(analysis: Analysis, placed: PlacedCover) -> int:
    """Return where « de Gourin » ends after a common name; its own end when there is none."""
    folded = analysis.text.folded
    if ONE_COMMON.fullmatch(fold(placed.cover.territory)):
        for mention in within(analysis.actors, placed.end + 1, placed.end + 12):
            if OF.fullmatch(folded[placed.end + 1 : mention.start]):
                return mention.end
    return placed.end


def _lengthened(text: Text, placed: PlacedCover, end: int) -> Cover:
    name = placed.cover.territory + text.flow[placed.end : end]
    reading = replace(placed.cover.reading, span=text.span(placed.start, end))
    return replace(
        placed.cover, territory=name, mention=text.words(placed.start, end), reading=reading
    )


def as_town(cover: Cover, towns: Mapping[str, Actor]) -> Cover:
    """Return the cover of a town where its name was read as that of a quarter."""
    town = towns.get(fold(cover.territory)) if cover.kind is NodeKind.NEIGHBOURHOOD else None
    return replace(cover, territory=town.name, kind=town.kind, id=town.id) if town else cover
