"""What one text says, ready to be shown: numbered facts, and the cards that hold them.

Facts are numbered in the order of the text, so that a number in the text and the same number in
a card are one fact, on a screen, on paper and in a terminal.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph.ids import NodeId
from graph.ontology import Status
from loaders.texts.facts import Agreement, Extraction
from viz.reading import words
from viz.reading.entries import Entry, of_agreement, of_bystander, of_outside
from viz.reading.kinds import LOOKS, Kind

#: Under this confidence, a fact is shown as one to check.
UNSURE = 0.75
_ONE = {Kind.AGREEMENT: "État", Kind.DATE: "Date"}


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact: its number in the text, its words in French, and how it was read.

    `span` is empty when no words of the text say the fact alone; `why` explains `rule` in French,
    "" when nobody wrote that sentence; `named` when a register may know what is told.
    """

    number: int
    kind: Kind
    told: str
    details: tuple[str, ...]
    quote: str
    span: tuple[int, int]
    rule: str
    why: str
    confidence: float
    id: NodeId | None = None
    named: bool = False

    @property
    def unsure(self) -> bool:
        """Tell whether someone should check it."""
        return self.confidence < UNSURE

    @property
    def placed(self) -> bool:
        """Tell whether words of the text say it."""
        return self.span[0] < self.span[1]


@dataclass(frozen=True, slots=True)
class Section:
    """Facts of one kind in a card, under one title."""

    kind: Kind
    title: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """An agreement: `head` is the fact that it exists; `background` when mentioned in passing."""

    head: Fact
    form: str
    state: str
    planned: bool
    background: bool
    asides: tuple[str, ...]
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One text and all that was read in it, the facts in the order of their numbers."""

    name: str
    title: str
    published: str
    text: str
    cards: tuple[Card, ...]
    others: tuple[Section, ...]
    facts: tuple[Fact, ...]


def sheet(name: str, text: str, extraction: Extraction, *, rules: Mapping[str, str]) -> Sheet:
    """Return what a text was read to say, ready to be shown.

    `text` is the text that the spans count in, `rules` the sentence that explains each rule;
    a rule without one is shown by its name.
    """
    acts = [(one, list(of_agreement(one))) for one in extraction.agreements]
    others = [*map(of_outside, extraction.outside), *map(of_bystander, extraction.bystanders)]
    entries = [entry for _, several in acts for entry in several] + others
    facts = _numbered(entries, text, rules)
    names = {one.key: one.name for one in extraction.agreements}
    cards = [_card(one, [facts[id(e)] for e in several], names) for one, several in acts]
    return Sheet(
        name=name,
        title=extraction.title or name,
        published=words.printed(extraction.published) if extraction.published else "",
        text=text,
        cards=tuple(sorted(cards, key=lambda card: (card.background, card.head.number))),
        others=tuple(_sections([facts[id(entry)] for entry in others], {})),
        facts=tuple(sorted(facts.values(), key=lambda fact: fact.number)),
    )


def _numbered(entries: Sequence[Entry], text: str, rules: Mapping[str, str]) -> dict[int, Fact]:
    """Return each fact under the identity of its entry, numbered in the order of the text."""
    spans = {id(entry): _within(entry.reading.span, text) for entry in entries}
    order = sorted(entries, key=lambda e: (spans[id(e)][0], -spans[id(e)][1]))
    return {
        id(entry): Fact(
            number=number, kind=entry.kind, told=entry.told, details=entry.details,
            quote=" ".join(text[slice(*spans[id(entry)])].split()) or entry.mention,
            span=spans[id(entry)], rule=entry.reading.rule,
            why=rules.get(entry.reading.rule, ""), confidence=entry.reading.confidence,
            id=entry.id, named=entry.named,
        )
        for number, entry in enumerate(order, start=1)
    }  # fmt: skip


def _within(span: tuple[int, int], text: str) -> tuple[int, int]:
    """Return the words of a span, without the blanks around them; empty outside of the text."""
    start = min(max(span[0], 0), len(text))
    end = min(max(span[1], start), len(text))
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _card(one: Agreement, facts: Sequence[Fact], names: Mapping[str, str]) -> Card:
    planned = one.status is Status.PLANNED
    titles = _ONE | ({Kind.PARTY: "Parties annoncées"} if planned else {})
    return Card(
        head=facts[0],
        form=words.title(one),
        state=words.state(one),
        planned=planned,
        background=one.background,
        asides=tuple(words.asides(one, names)),
        sections=tuple(_sections(facts[1:], titles)),
    )


def _sections(facts: Iterable[Fact], titles: Mapping[Kind, str]) -> Iterator[Section]:
    """Yield the facts by kind, in the order of the kinds."""
    several = list(facts)
    for kind in Kind:
        if mine := tuple(fact for fact in several if fact.kind is kind):
            yield Section(kind, titles.get(kind, LOOKS[kind].many), mine)
