"""A text and its facts at a terminal: numbers tie the words of the text to the lines of cards.

The same page goes to a pipe, without colours and without cutting the lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.console import Console, Group
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from viz.reading.kinds import LOOKS, Kind
from viz.reading.marks import Leaf, Mark, Paragraph, paragraphs
from viz.reading.sheet import Card, Fact, Section, Sheet
from viz.typography import count

_WIDTH = 100
_DIM = "dim"


def show(sheet: Sheet) -> None:
    """Print a text with its facts underlined, then its agreements as cards."""
    console = Console(highlight=False, markup=False, emoji=False)
    if console.is_terminal:
        console.width = min(console.width, _WIDTH)
    for line in (*_heading(sheet), *_body(sheet)):
        console.print(line, soft_wrap=not console.is_terminal)
    for card in sheet.cards:
        _put_card(console, card)
    for section in sheet.others:
        console.print()
        _put(console, _told(section, f"{section.title}, hors de tout accord"))


def _heading(sheet: Sheet) -> Iterator[Text]:
    acts = count(sum(not card.background for card in sheet.cards), "accord")
    told = [sheet.name, *([sheet.published] if sheet.published else []), acts,
            count(len(sheet.facts), "fait")]  # fmt: skip
    yield Text(sheet.title, "bold")
    yield Text(" · ".join(told), _DIM)
    yield Text()


def _body(sheet: Sheet) -> Iterator[Text]:
    for paragraph in paragraphs(sheet.text, sheet.facts):
        if paragraph.apart:
            yield Text()
        yield _paragraph(paragraph)
    yield Text()


def _paragraph(paragraph: Paragraph) -> Text:
    """Return a paragraph in one line, which the terminal cuts; a table keeps its own lines."""
    told = Text(no_wrap=paragraph.kind == "table")
    for leaf, marks in _leaves(paragraph.tree, ()):
        words = leaf.text if paragraph.kind == "table" else leaf.text.replace("\n", " ")
        told.append(words, _style(marks))
        for fact in leaf.ends:
            told.append(f"[{fact.number}{'?' if fact.unsure else ''}]", _DIM)
    return told


def _leaves(
    pieces: Iterable[Leaf | Mark], over: tuple[Mark, ...]
) -> Iterator[tuple[Leaf, tuple[Mark, ...]]]:
    for piece in pieces:
        if isinstance(piece, Leaf):
            yield piece, over
        else:
            yield from _leaves(piece.children, (*over, piece))


def _style(marks: tuple[Mark, ...]) -> str:
    return f"underline {_ink(marks[-1].kind)}" if marks else ""


def _ink(kind: Kind) -> str:
    return LOOKS[kind].ink


def _put_card(console: Console, card: Card) -> None:
    """Print an agreement: in a frame, or as a few plain lines when mentioned in passing."""
    passing = " (mentionné en passant)" if card.background else ""
    told: list[Text | tuple[Text, Text]] = [Text(f"{card.form}, {card.state}{passing}", _DIM)]
    told.append(_fact(card.head, "bold"))
    told += [Text(aside, _DIM) for aside in card.asides]
    for section in card.sections:
        told += _told(section, section.title)
    if console.is_terminal and not card.background:
        console.print(Panel(_framed(told), width=console.width))
    else:
        console.print()
        _put(console, told)


def _put(console: Console, told: Sequence[Text | tuple[Text, Text]]) -> None:
    if console.is_terminal:
        console.print(Padding(_framed(told), (0, 2)))
        return
    for one in told:
        line = one if isinstance(one, Text) else Text("  ").join([Text(), *one])
        console.print(line, soft_wrap=True)


def _framed(told: Sequence[Text | tuple[Text, Text]]) -> Group:
    """Return lines that fold under their own words, not under their number."""
    return Group(*(one if isinstance(one, Text) else _beside(*one) for one in told))


def _beside(number: Text, words: Text) -> Table:
    row = Table.grid(padding=(0, 1, 0, 0))
    row.add_column(width=6, justify="right")
    row.add_column()
    row.add_row(number, words)
    return row


def _told(section: Section, title: str) -> list[Text | tuple[Text, Text]]:
    return [Text(title, "bold"), *map(_fact, section.facts)]


def _fact(fact: Fact, style: str = "") -> tuple[Text, Text]:
    told = Text().append(fact.told, style or _ink(fact.kind))
    if fact.details:
        told.append(f" · {' · '.join(fact.details)}")
    if fact.unsure:
        told.append(" · à\u00a0vérifier", "bold yellow")
    told.append(f" ({fact.rule}, {round(fact.confidence * 100)}\u202f%)", _DIM)
    return Text(f"[{fact.number}]", _DIM), told
