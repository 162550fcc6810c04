"""A cover and where it is told: what each rule of scope gives."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.ontology import NodeKind
from loaders.texts.facts import Cover, Reading
from loaders.texts.grammar.scope.cover_words import CODED
from loaders.texts.grammar.scope.neighbourhoods import NeighbourhoodMention
from loaders.texts.grammar.scope.places import Item
from loaders.texts.mentions import Actor
from loaders.texts.text import Text


@dataclass(frozen=True, slots=True)
class PlacedCover:
    """A cover and where it is told, in `flow`."""

    start: int
    end: int
    cover: Cover


def cover_at(
    text: Text, span: tuple[int, int], actor: Actor, *, rule: str, sure: float
) -> PlacedCover:
    """Return the cover of an actor told at a stretch of `flow`."""
    cover = Cover(
        territory=actor.name,
        kind=actor.kind,
        mention=text.words(*span),
        reading=Reading(text.span(*span), rule, sure),
        id=actor.id,
    )
    return PlacedCover(*span, cover)


def cover_quarter(
    text: Text, mention: NeighbourhoodMention, *, rule: str, sure: float
) -> PlacedCover:
    """Return the cover of a quarter named in a text."""
    code = f"qpv:{mention.qpv}" if mention.qpv else None
    actor = Actor(mention.name, NodeKind.NEIGHBOURHOOD, code)
    return cover_at(text, (mention.start, mention.end), actor, rule=rule, sure=sure)


def cover_items(
    text: Text, found: Sequence[Item], rule: str, *, sure: float = 0.85
) -> Iterator[PlacedCover]:
    """Yield the covers of the places of an enumeration."""
    for item in found:
        coded = CODED.match(text.folded, item.end)
        code = f"qpv:{coded['code'].upper()}" if coded else None
        actor = item.actor or Actor(item.name, NodeKind.NEIGHBOURHOOD, code)
        yield cover_at(text, (item.start, item.end), actor, rule=rule, sure=sure)
