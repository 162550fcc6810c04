"""What agreements concern: the quarters and towns that a verb, a list or a name says.

« La convention vise les quartiers est et le centre-ville »; « sont retenus A, B et C »; « le
contrat de ville de l’agglomération mulhousienne ». A place where people met or signed, an example
from elsewhere, a quarter named in passing for its school are no scope.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from graph.ontology import NodeKind
from loaders.texts.grammar.articles.naming import Naming, find_namings
from loaders.texts.grammar.noise import outside
from loaders.texts.grammar.scope import cover_words as words
from loaders.texts.grammar.scope.cover_guesses import at_prefecture, changing, worked_at
from loaders.texts.grammar.scope.cover_names import as_town, own_names, with_towns
from loaders.texts.grammar.scope.neighbourhoods import NeighbourhoodMention
from loaders.texts.grammar.scope.place_lines import BULLET
from loaders.texts.grammar.scope.place_names import is_local, towns_of
from loaders.texts.grammar.scope.place_series import numbered_towns, series
from loaders.texts.grammar.scope.placed_covers import PlacedCover, cover_items, cover_quarter
from loaders.texts.grammar.scope.places import Item, read_places
from loaders.texts.mentions import Analysis, meets
from loaders.texts.text import Text

#: How far, in characters, a list may go on after what announces it.
_FAR = 1500
#: How far an act's title goes, in characters and in blocks.
_TITLE, _TITLE_BLOCKS = 400, 12
_BEFORE = 240
#: The rule of what several phrases tell together: a town's name there is that of a quarter.
_SERIES = "perimetre.serie"


def covers_of(
    analysis: Analysis, neighbourhoods: Sequence[NeighbourhoodMention]
) -> list[PlacedCover]:
    """Return what agreements are said to concern, in order; nothing where no agreement is named.

    `neighbourhoods` are those of the text, in order. Cost: linear.
    """
    namings = find_namings(analysis.text)
    if not namings:
        return []
    towns = towns_of(analysis)
    surest = [
        *_cued(analysis),
        *_named(analysis),
        *_bulleted(analysis),
        *_in_series(analysis),
        *_entering(analysis),
        *_fronted(analysis),
        *_receiving(analysis),
        *own_names(analysis, namings, neighbourhoods),
    ]
    spans = sorted((found.start, found.end) for found in surest)
    others = [m for m in neighbourhoods if not meets(spans, m.start, m.end)]
    found = surest + [told for m in others if (told := _told(analysis, m, namings)) is not None]
    if all(f.cover.kind is not NodeKind.NEIGHBOURHOOD for f in found):
        found += cover_items(analysis.text, list(numbered_towns(analysis)), _SERIES)
    if is_local(analysis) and all(f.cover.kind is not NodeKind.NEIGHBOURHOOD for f in found):
        guessed = list(_guessed(analysis, others)) or list(changing(analysis))
        found += guessed or list(worked_at(analysis))
    if not found:
        found += list(at_prefecture(analysis, namings))
    named = [
        placed if placed.cover.reading.rule == _SERIES
        else replace(placed, cover=as_town(placed.cover, towns))
        for placed in with_towns(analysis, found)
    ]  # fmt: skip
    once = {(placed.start, placed.end): placed for placed in reversed(named)}
    return outside(sorted(once.values(), key=lambda placed: placed.start), analysis.noise)


def _cued(analysis: Analysis) -> Iterator[PlacedCover]:
    """Yield the objects of the verbs of scope, and the subjects of « sont retenus »."""
    text = analysis.text
    done = 0
    for cue in words.CUE.finditer(text.folded):
        if cue.start() < done or not _speaks(text, cue):
            continue
        start, limit = text.sentences[text.sentence_at(cue.start())]
        items, done = _objects(analysis, cue, limit)
        yield from cover_items(text, items, "perimetre.verbe")
        if _chooses(cue):
            subjects, end = read_places(analysis, start, cue.start())
            if words.PASSIVE.match(text.folded, end, limit):
                yield from cover_items(text, subjects, "perimetre.verbe")


def _objects(analysis: Analysis, cue: re.Match[str], limit: int) -> tuple[list[Item], int]:
    """Return what follows a cue, at once or after « quatre quartiers : », and where it ends."""
    towns = cue[0].endswith("tour")
    items, end = read_places(analysis, cue.end(), limit, towns=towns)
    folded = analysis.text.folded
    numbered = None if items else (
        words.ONE_MORE.match(folded, cue.end(), limit)
        or words.SUCH_AS.match(folded, cue.end(), limit)
        or words.NUMBERED.match(folded, cue.end(), limit)
    )  # fmt: skip
    return read_places(analysis, numbered.end(), limit) if numbered else (items, end)


def _chooses(cue: re.Match[str]) -> bool:
    """Tell whether a cue needs no subject: « sont retenus », « tout se passera »."""
    return words.CHOSEN.fullmatch(cue.string, cue.start(), cue.end()) is not None or (
        words.GOES.match(cue.string, cue.start()) is not None
    )


def _speaks(text: Text, cue: re.Match[str]) -> bool:
    """Tell whether what a cue is said of may be an agreement of today, and no venue."""
    start, _ = text.sentences[text.sentence_at(cue.start())]
    if words.OLD.search(text.folded, start, cue.start()):
        return False
    if _chooses(cue):
        return True
    before = text.folded[max(start, cue.start() - _BEFORE) : cue.start()]
    if cue[0] not in ("dans", "sur", "pour"):
        return words.SUBJECT.search(before) is not None
    venue = cue[0] != "pour" and words.VENUE.search(before[-80:])
    return (
        not venue
        and not words.LIFE.search(before[-80:])
        and words.PROJECT.search(before) is not None
    )


def _named(analysis: Analysis) -> Iterator[PlacedCover]:
    """Yield « les communes concernées sont A, B et C »."""
    text = analysis.text
    for named in words.NAMED.finditer(text.folded):
        _, limit = text.sentences[text.sentence_at(named.start())]
        towns = words.MANY_TOWNS.match(named[0]) is not None
        items, _ = read_places(analysis, named.end(), limit, towns=towns, quarters=not towns)
        yield from cover_items(text, items, "perimetre.liste")


def _bulleted(analysis: Analysis) -> Iterator[PlacedCover]:
    """Yield the towns of a bulleted list that a line announces: « Communes concernées : »."""
    text = analysis.text
    announced = False
    for block in text.blocks:
        if block.kind == "item" and announced:
            bullet = BULLET.match(text.folded, block.start, block.end)
            start = bullet.end() if bullet else block.start
            items, _ = read_places(analysis, start, block.end)
            yield from cover_items(text, [item for item in items if item.actor], "perimetre.liste")
        elif block.kind != "item":
            line = text.folded[max(block.start, block.end - 200) : block.end].rstrip()
            scope = words.LISTS.search(line) or words.CUE.search(line)
            announced = bool(scope) and line.endswith(":") and not words.SIGNS.search(line)


def _in_series(analysis: Analysis) -> Iterator[PlacedCover]:
    """Yield the quarters that several phrases tell together."""
    for items in series(analysis):
        if not items:
            continue
        start, _ = analysis.text.sentences[analysis.text.sentence_at(items[0].start)]
        before = analysis.text.folded[max(start, items[0].start - _BEFORE) : items[0].start]
        if not words.OLD.search(before):
            yield from cover_items(analysis.text, items, _SERIES)


def _entering(analysis: Analysis) -> Iterator[PlacedCover]:
    """Yield the towns of « A et B entrent dans le périmètre »."""
    text = analysis.text
    for entry in words.ENTERS.finditer(text.folded):
        start, _ = text.sentences[text.sentence_at(entry.start())]
        items, end = read_places(analysis, start, entry.start())
        if end == entry.start():
            towns = [item for item in items if item.actor is not None]
            yield from cover_items(text, towns, "perimetre.verbe")


def _fronted(analysis: Analysis) -> Iterator[PlacedCover]:
    """Yield the town of « à A, vingt entreprises ont signé la leur »."""
    text = analysis.text
    for own in words.OWN_ONE.finditer(text.folded):
        start, _ = text.sentences[text.sentence_at(own.start())]
        lead = words.FRONTED.match(text.folded, start)
        if lead is not None:
            items, end = read_places(analysis, lead.end(), own.start(), towns=True)
            if text.folded[end : end + 1] == ",":
                yield from cover_items(text, items, "perimetre.verbe")


def _receiving(analysis: Analysis) -> Iterator[PlacedCover]:
    """Yield the quarters of « A, B et C vont recevoir 30 millions », « A et B en profiteront »."""
    text = analysis.text
    for gift in words.RECEIVES.finditer(text.folded):
        start, _ = text.sentences[text.sentence_at(gift.start())]
        items, end = read_places(analysis, start, gift.start())
        if end == gift.start() and all(item.actor is None for item in items):
            yield from cover_items(text, items, "perimetre.verbe", sure=0.75)


def _told(
    analysis: Analysis, mention: NeighbourhoodMention, namings: Sequence[Naming]
) -> PlacedCover | None:
    """Return the cover that a quarter is, by its list, its table or its title; None otherwise."""
    text = analysis.text
    if mention.lead == "table":
        return cover_quarter(text, mention, rule="perimetre.tableau", sure=0.8)
    if mention.lead == "code" or _in_passing(text, mention):
        return None
    if _is_listed(text, mention):
        return cover_quarter(text, mention, rule="perimetre.liste", sure=0.85)
    if mention.lead == "list" and is_local(analysis):
        return cover_quarter(text, mention, rule="perimetre.liste", sure=0.7)
    if _is_titled(text, mention, namings[0]):
        return cover_quarter(text, mention, rule="perimetre.titre", sure=0.8)
    return None


def _in_passing(text: Text, mention: NeighbourhoodMention) -> bool:
    """Tell whether the words before a quarter make it a mere place, or a thing of the past."""
    start, _ = text.sentences[text.sentence_at(mention.start)]
    before = text.folded[max(start, mention.start - _BEFORE) : mention.start].rstrip()
    return bool(
        words.MERE_PLACE.search(before)
        or (_is_venue(before[-100:]) and not words.FOR.search(before))
        or words.LIFE.search(before[-100:])
        or words.OLD.search(before)
    )


def _is_venue(before: str) -> bool:
    """Tell whether the words before a quarter make it the place of a meeting."""
    venue = words.VENUE.search(before)
    return venue is not None and words.RENEWS.search(venue[0]) is None


def _is_listed(text: Text, mention: NeighbourhoodMention) -> bool:
    """Tell whether what announces a list says that it is the scope."""
    number = text.block_at(mention.start)
    if text.blocks[number].kind == "item":
        while number and text.blocks[number].kind == "item":
            if mention.start - text.blocks[number].start > _FAR:
                return False
            number -= 1
        line = text.blocks[number]
        start = max(line.start, line.end - _BEFORE)
        if words.CUE.search(text.folded, start, line.end):
            return True
    else:
        start, _ = text.sentences[text.sentence_at(mention.start)]
        label = words.LABEL.match(text.folded, text.blocks[number].start, mention.start)
        if label is not None and mention.start - label.end() < _FAR:
            return True
    start = max(start, mention.start - _FAR)
    return words.LISTS.search(text.folded, start, mention.start) is not None


def _is_titled(text: Text, mention: NeighbourhoodMention, first: Naming) -> bool:
    """Tell whether a quarter stands in the title of an act, right after its name."""
    number = text.block_at(mention.start)
    if number > _TITLE_BLOCKS or not 0 < mention.start - first.start < _TITLE:
        return False
    return not re.search(r"[.!?]\s", text.flow[first.end : mention.start])


def _guessed(analysis: Analysis, mentions: Sequence[NeighbourhoodMention]) -> Iterator[PlacedCover]:
    """Yield the quarters that a text speaks of, where nothing says which ones are concerned."""
    text = analysis.text
    for mention in mentions:
        start, end = text.sentences[text.sentence_at(mention.start)]
        before = text.folded[max(start, mention.start - _BEFORE) : mention.start].rstrip()
        elsewhere = words.ELSEWHERE.search(before) is not None
        if mention.lead != "noun" or elsewhere or _in_passing(text, mention):
            continue
        if words.RENEWAL.search(text.folded, start, end):
            yield cover_quarter(text, mention, rule="perimetre.quartier", sure=0.5)
