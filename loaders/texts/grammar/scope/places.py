"""Enumerations of places: « Bagatelle, la Reynerie et, à Colomiers, le Val d’Aran ».

A reader goes from item to item: a separator, articles, a head noun (« le quartier »), a name. A
name is a run of capitalised words, or one of the few common nouns that name a part of a town
(« le centre-ville », « les quartiers est »). Each item says whether a register knows it as a
territory. Cost: linear in what is read, and what is read is bounded.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from graph.ontology import NodeKind
from loaders.texts.gazetteer.french import of
from loaders.texts.grammar.scope import place_words as words
from loaders.texts.grammar.scope.place_names import (
    TERRITORIES,
    cased,
    end_of_name,
    home,
    is_here,
    is_home,
    is_refused,
)
from loaders.texts.mentions import Actor, ActorMention, Analysis, within
from loaders.texts.text import Text

_MOST = 60


@dataclass(frozen=True, slots=True)
class Item:
    """A place of an enumeration: a territory that a register knows, or a part of a town.

    `actor` is the territory; else `name` is that of the part, without article, and `commune` where
    it lies, when told. `headed` when a noun such as « quartier » goes with it, `common` for « le
    centre-ville ». `unsettled` is a commune of that name which the text does not settle.
    """

    start: int
    end: int
    name: str
    actor: Actor | None = None
    commune: Actor | None = None
    headed: bool = False
    common: bool = False
    unsettled: Actor | None = None


def read_places(
    analysis: Analysis,
    start: int,
    limit: int,
    *,
    quarters: bool = False,
    towns: bool = False,
    nested: bool = False,
) -> tuple[list[Item], int]:
    """Return the places enumerated from `start` (before `limit`), and where the list ends.

    `quarters` says that a noun announced quarters: where the text's own département is not known,
    a bare name in such a list is then a quarter even if some commune bears it. `towns` says that
    towns were announced: a name that no register knows is then that of a commune. `nested` lists,
    in brackets after a town, open no other.
    """
    reader = _Reader(analysis, limit, quarters=quarters, nested=nested)
    reader.towns = towns
    return reader.read(start)


class _Reader:
    """Reads one enumeration; remembers what its first items told of the next ones."""

    def __init__(self, analysis: Analysis, limit: int, *, quarters: bool, nested: bool) -> None:
        self._analysis = analysis
        self._text: Text = analysis.text
        self._limit = limit
        self._quarters = quarters
        self._nested = nested
        self._commune: Actor | None = None
        self._headed = False
        self.towns = False

    def read(self, start: int) -> tuple[list[Item], int]:
        items: list[Item] = []
        at = end = self._skip(words.SPACES, start)
        while at < self._limit and len(items) < _MOST:
            found = self._item(at, first=not items)
            if found is None:
                break
            more, end = found
            items.extend(more)
            end, items = self._after(items, end)
            separator = words.SEPARATOR.match(self._text.folded, end, self._limit)
            if separator is None or separator.end() == end:
                break
            at = separator.end()
        return self._settled(items), end

    def _settled(self, items: list[Item]) -> list[Item]:
        """Take an unsettled name for a commune where the others of the list are communes."""
        told = self.towns or any(item.actor for item in items)
        if self._headed or self._quarters or not told:
            return items
        among = any(item.actor for item in items)
        return [self._as_town(item, among=among) for item in items]

    def _as_town(self, item: Item, *, among: bool) -> Item:
        known = item.unsettled or (self.towns and among)
        if item.actor or item.common or not known:
            return item
        named = Actor(f"Commune {of(item.name)}", NodeKind.MUNICIPALITY)
        return replace(item, actor=item.unsettled or named)

    def _item(self, at: int, *, first: bool) -> tuple[list[Item], int] | None:
        at = self._skip(words.LEAD, at)
        if not first and self._text.flow[at : self._skip(words.ANNOUNCE, at)].islower():
            at = self._skip(words.ANNOUNCE, at)
        opened = self._town_at(at)
        if opened is not None:
            return self._town(opened)
        placed = self._located(at)
        at = self._skip(words.WITHIN, placed) if placed > at else at
        headed = words.HEADED.match(self._text.folded, at, self._limit)
        named = self._common(at)
        if named is None and headed is not None:
            self._headed = True
            named = self._named(headed.end(), begin=at, head=headed[0])
            if named and words.KEPT_NOUN.fullmatch(headed["noun"]):
                name = self._text.flow[headed.start("noun") : named.end]
                named = replace(named, start=headed.start("noun"), name=name)
        elif named is None:
            return self._bare(at)
        return ([named], named.end) if named else None

    def _bare(self, at: int) -> tuple[list[Item], int] | None:
        """Read a place that no noun introduces: a territory, or a name."""
        begin = self._skip(words.PLAIN, at)
        towns = self._skip(words.TOWNS, at)
        self.towns = self.towns or towns > at
        territory = self._territory(at, begin) or self._territory(towns, towns)
        if territory is not None:
            return self._town(territory)
        begin = max(begin, towns)
        named = self._named(begin, begin=begin, head="")
        return ([named], named.end) if named else None

    def _skip(self, rule: re.Pattern[str], at: int) -> int:
        found = rule.match(self._text.folded, at, self._limit)
        return found.end() if found else at

    def _town_at(self, at: int) -> ActorMention | None:
        """Return the town of « cinq à Saint-Étienne (…) », « à Rezé : … »."""
        lead = words.IN_TOWN.match(self._text.folded, at, self._limit)
        if lead is None:
            return None
        for mention in within(self._analysis.actors, lead.end(), lead.end() + 4):
            opened = words.OPENING.match(self._text.folded, mention.end, self._limit)
            if opened and mention.actor.kind is NodeKind.MUNICIPALITY:
                return mention
        return None

    def _located(self, at: int) -> int:
        """Step over « à Rezé, », keeping the commune for what follows."""
        mention = next(iter(within(self._analysis.actors, at, at + 30)), None)
        if mention is None or not is_here(self._analysis, mention):
            return at
        comma = self._text.folded[mention.end : mention.end + 2]
        if comma[:1] not in (",", ":") or not words.AT.fullmatch(
            self._text.folded, at, mention.start
        ):
            return at
        self._commune = mention.actor
        return mention.end + len(comma) - len(comma[1:].lstrip())

    def _territory(self, at: int, begin: int) -> ActorMention | None:
        """Return the territory named at `at` or after its article, if no longer name hides it."""
        for mention in within(self._analysis.actors, at, begin + 4):
            if mention.actor.kind not in TERRITORIES or mention.sort == "role":
                continue
            known = mention.sort in ("name", "made") or self._is_near(mention)
            if known and self._name_end(mention.start) <= mention.end:
                return mention
        return None

    def _is_near(self, mention: ActorMention) -> bool:
        code = home(self._analysis)
        if code is None and (self._quarters or self._headed):
            return False
        return is_home(code, mention)

    def _name_end(self, at: int) -> int:
        found = words.NAME.match(self._text.flow, at, self._limit)
        return found.end() if found else at

    def _town(self, mention: ActorMention) -> tuple[list[Item], int]:
        """Return a town, or the quarters that brackets or a colon give after it."""
        folded = self._text.folded
        opening = words.OPENING.match(folded, mention.end, self._limit)
        if opening and not self._nested and mention.actor.kind is NodeKind.MUNICIPALITY:
            inside, end = read_places(
                self._analysis, opening.end(), self._limit, quarters=True, nested=True
            )
            bracket = "(" in opening[0]
            closed = not bracket or folded[end : end + 1] == ")"
            if closed and inside and all(item.actor is None for item in inside):
                return [replace(item, commune=mention.actor) for item in inside], end + bracket
        name = self._text.flow[mention.start : mention.end]
        return [Item(mention.start, mention.end, name, actor=mention.actor)], mention.end

    def _common(self, at: int) -> Item | None:
        begin = self._skip(words.PLAIN, at)
        found = words.ONE_COMMON.match(self._text.folded, begin, self._limit)
        if found is None:
            return None
        name = self._text.flow[begin : found.end()]
        return Item(begin, found.end(), name, None, self._commune, headed=True, common=True)

    def _named(self, at: int, *, begin: int, head: str) -> Item | None:
        counted = words.DWELLINGS.match(self._text.folded, at, self._limit)
        if counted and words.CITY_OF.search(head):
            name = self._text.flow[at : counted.end()]
            return Item(begin, counted.end(), name, None, self._commune, headed=True)
        compass = words.COMPASS_OF.match(self._text.folded, at, self._limit)
        start = compass.end() if compass else at
        end = end_of_name(self._analysis, start, self._limit)
        if end is not None and head:
            end = self._with_tail(words.TAIL_HEADED, start, end)
        elif end is not None:
            end = self._with_tail(words.TAIL_OF, start, end)
            if not words.BOUNDARY.match(self._text.folded, end, self._limit):
                end = self._with_tail(words.TAIL, start, end)
        quarters = self._headed or self._quarters
        if end is None or (
            not words.KEPT_NOUN.search(head)
            and is_refused(self._analysis, (start, end), head=head, quarters=quarters)
        ):
            return None
        if not self._headed and not words.BOUNDARY.match(self._text.folded, end, self._limit):
            return None
        return Item(
            begin if head else at, end, cased(self._text.flow[at:end]), None, self._commune,
            headed=bool(head), unsettled=self._unsettled(start, end),
        )  # fmt: skip

    def _with_tail(self, tail: re.Pattern[str], start: int, end: int) -> int:
        """Return where a name ends with the small words after its capitals, if any."""
        if not self._text.flow[end + 1 : end + 2].islower() or self._opens(start):
            return end
        found = tail.match(self._text.folded, end, self._limit)
        return found.end() if found else end

    def _opens(self, start: int) -> bool:
        """Tell whether a capital only opens a sentence."""
        number = self._text.sentence_at(start)
        return bool(self._text.sentences) and self._text.sentences[number][0] == start

    def _unsettled(self, start: int, end: int) -> Actor | None:
        near = within(self._analysis.actors, start - 4, start + 1)
        return next((m.actor for m in near if m.sort == "place" and m.end == end), None)

    def _after(self, items: list[Item], end: int) -> tuple[int, list[Item]]:
        """Step over what follows an item: brackets, « à Rezé », « , qui forment… »."""
        end = self._skip(words.QUOTE, end)
        folded = self._text.folded
        bracket = words.BRACKET.match(folded, end, self._limit)
        if bracket is not None:
            items = _placed(items, self._town_within(*bracket.span(1)), last=True)
            end = bracket.end()
        near = within(self._analysis.actors, end, min(end + 30, self._limit))
        town = next(iter(near), None)
        if town is not None and town.actor.kind is NodeKind.MUNICIPALITY:
            gap = folded[end : town.start].lstrip()
            closed = words.CLOSES.match(folded, town.end, self._limit) or gap[:1] != ","
            of = items[-1].common and words.OF.fullmatch(gap)
            if of or (closed and words.AT.fullmatch(gap.removeprefix(",").lstrip())):
                items = _placed(items, town.actor)
                end = town.end
        aside = words.ASIDE.match(folded, end, self._limit)
        return (aside.end() - aside[0].endswith(",") if aside else end), items

    def _town_within(self, start: int, end: int) -> Actor | None:
        found = next(iter(within(self._analysis.actors, start, end)), None)
        return found.actor if found and found.actor.kind is NodeKind.MUNICIPALITY else None


def _placed(items: list[Item], commune: Actor | None, *, last: bool = False) -> list[Item]:
    """Give items without a commune, or the last one only, the commune told after them."""
    first = len(items) - 1 if last else 0
    return [
        item if number < first or item.commune or item.actor else replace(item, commune=commune)
        for number, item in enumerate(items)
    ]
