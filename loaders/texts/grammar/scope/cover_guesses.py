"""Scope that a text only lets one guess, where nothing says it: the places that will change.

« A et B vont changer de visage », « à A, 300 logements seront démolis », the département of
companies that sign a charter at its prefecture. Each is a guess, with little confidence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graph.names import fold
from graph.ontology import Form
from loaders.texts.grammar.articles.naming import Naming
from loaders.texts.grammar.scope import cover_words as words
from loaders.texts.grammar.scope.place_names import end_of_name
from loaders.texts.grammar.scope.placed_covers import PlacedCover, cover_at, cover_items
from loaders.texts.grammar.scope.places import Item, read_places
from loaders.texts.mentions import Analysis
from loaders.texts.text import Text


def changing(analysis: Analysis) -> Iterator[PlacedCover]:
    """Yield « A et B vont changer de visage »."""
    text = analysis.text
    for change in words.CHANGES.finditer(text.folded):
        start, _ = text.sentences[text.sentence_at(change.start())]
        start = max(start, text.folded.rfind(", ", start, change.start()) + 2)
        items, end = read_places(analysis, start, change.start())
        if end == change.start():
            parts = [item for item in items if item.actor is None]
            yield from cover_items(text, parts, "perimetre.change", sure=0.5)


def worked_at(analysis: Analysis) -> Iterator[PlacedCover]:
    """Yield « à A et à B, 300 logements seront démolis », « démolition de 300 logements à A »."""
    text = analysis.text
    for work in words.WORK_AT.finditer(text.folded):
        _, limit = text.sentences[text.sentence_at(work.start())]
        items, _ = read_places(analysis, work.end(), limit)
        yield from cover_items(text, _parts(text, items), "perimetre.change", sure=0.5)
    for work in words.WORKED.finditer(text.folded):
        start, _ = text.sentences[text.sentence_at(work.start())]
        lead = words.FRONTED.match(text.folded, start)
        if lead is not None:
            items, end = read_places(analysis, lead.end(), work.start())
            if text.folded[end : end + 1] == ",":
                yield from cover_items(text, _parts(text, items), "perimetre.change", sure=0.5)


def _parts(text: Text, items: Sequence[Item]) -> list[Item]:
    """Return the items that are parts of towns, which « à Noël » is not."""
    return [i for i in items if i.actor is None and not words.FEASTS.match(text.folded, i.start)]


def at_prefecture(analysis: Analysis, namings: Sequence[Naming]) -> Iterator[PlacedCover]:
    """Yield the département at whose prefecture companies sign a charter."""
    text, home = analysis.text, analysis.setting.department
    for naming in (one for one in namings if one.form is Form.CHARTE and home is not None):
        number = text.sentence_at(naming.start)
        start, end = text.sentences[max(number - 1, 0)][0], text.sentences[number][1]
        if not words.COMPANIES.search(text.folded, start, end):
            continue
        for place in words.PREFECTURE.finditer(text.folded, start, end):
            stop = end_of_name(analysis, place.end(), end)
            if home and stop and fold(home.name).endswith(text.folded[place.end() : stop]):
                span = (place.end(), stop)
                yield cover_at(text, span, home, rule="perimetre.verbe", sure=0.5)
