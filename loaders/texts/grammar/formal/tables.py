"""Parties listed in a table: « Organisme | Désigné ci-après | Représenté par »."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from loaders.texts.grammar.formal.drafts import OUTSIDE, Draft, spoken_for, titled
from loaders.texts.grammar.formal.layout import Cell, cells
from loaders.texts.grammar.formal.names import Named, called, named
from loaders.texts.grammar.people.offices import find_offices
from loaders.texts.grammar.people.persons import find_persons
from loaders.texts.mentions import Analysis
from loaders.texts.text import Block, Text

_NAME = re.compile(
    r"\W*(?:organisme|parti|signataire|partenaire|structure|institution|membre|cocontractant|"
    r"collectivite|denomination|raison sociale|entite)"
)
_BY = re.compile(
    r"\W*(?:represent|nom\b|prenom|personne|par\b|signature|interlocuteur|"
    r"ayant (?:qualite|pouvoir)|habilite|signe\b|pour signer)"
)
_AS = re.compile(r"\W*(?:qualite|fonction|titre|en tant)")
_SHORT = re.compile(r"\W*(?:design|ci-apres|denomme|appel|sigle|abrev)")
_QUOTED = re.compile(r"[«\"“] ?([^«»\"”“]{2,60}?) ?[»\"”]")
#: « ci-après « l’Agence » », said of a party in the cell that names it.
_DEFINED = re.compile(r",? \(?ci-apres\b|,? (?:designee?|denommee?)s? \W{0,2}\b")
#: Words in a cell are fewer than this, in characters.
_PARAGRAPH = 100
#: A line with more cells than this is no line of such a table.
_COLUMNS = 12
_HANGS = re.compile(r"(?:[,-]|(?<![\w-])(?:de|du|des|la|le|les|pour|et|a|au|aux|en|d'|l'|sur))$")


@dataclass(slots=True)
class _Row:
    """The cells of one party, by column."""

    columns: dict[int, list[Cell]] = field(default_factory=dict)

    def add(self, column: int, cell: Cell) -> None:
        self.columns.setdefault(column, []).append(cell)


def table_parties(analysis: Analysis, blocks: Sequence[Block]) -> list[Draft]:
    """Return the parties of a table, none when the heading is no table."""
    text = analysis.text
    lines = [
        cells(text, block)
        for block in _table(blocks)
        if not OUTSIDE.search(text.folded, block.start, block.end)
    ]
    lines = [line for line in lines if len(line) <= _COLUMNS]
    rows = [number for number, line in enumerate(lines) if len(line) > 1]
    if len(rows) < 2 or len(rows) * 3 < len(lines):
        return []
    header = lines[rows[0]]
    told = _kinds(text, header)
    kinds = told or dict.fromkeys(range(len(header)), "by") | {0: "name"}
    first = rows[0] + 1 if told else rows[0]
    grouped = _rows(text, lines[first:], [cell.x for cell in header], kinds)
    drafts = [draft for row in grouped if (draft := _draft(analysis, row, kinds)) is not None]
    sure = told is not None or sum(draft.title is not None for draft in drafts) * 2 > len(drafts)
    return drafts if sure else []


def _table(blocks: Sequence[Block]) -> Sequence[Block]:
    """Return the blocks up to the first paragraph after two rows: a table holds none."""
    rows = 0
    for number, block in enumerate(blocks):
        rows += block.kind == "row"
        if rows > 1 and block.kind != "row" and block.end - block.start > _PARAGRAPH:
            return blocks[:number]
    return blocks


def _kinds(text: Text, header: Sequence[Cell]) -> dict[int, str] | None:
    """Return what each column holds by its heading, None when the first line is no heading."""
    found: dict[int, str] = {}
    for number, cell in enumerate(header):
        words = text.folded[cell.start : cell.end]
        for kind, pattern in (("short", _SHORT), ("by", _BY), ("as", _AS), ("name", _NAME)):
            if pattern.match(words):
                found[number] = kind
                break
    if len(found) < 2 and not (len(header) == 2 and found):
        return None
    if "name" not in found.values():
        found[min(n for n in range(len(header)) if n not in found or n == 0)] = "name"
    return found


def _rows(
    text: Text, lines: Sequence[tuple[Cell, ...]], columns: Sequence[int], kinds: dict[int, str]
) -> list[_Row]:
    names = min(number for number, kind in kinds.items() if kind == "name")
    found: list[_Row] = []
    for line in lines:
        parted = [part for cell in line for part in _parted(text, cell, columns)]
        placed = [(_column(cell, columns), cell) for cell in parted]
        if not found or not _hangs_on(text, found[-1], dict(placed), names):
            found.append(_Row())
        for column, cell in placed:
            found[-1].add(column, cell)
    return found


def _parted(text: Text, cell: Cell, columns: Sequence[int]) -> list[Cell]:
    """Part a cell that runs right up to the next column."""
    for x in columns:
        at = cell.start + x - cell.x
        if cell.start < at < cell.end and text.flow[at - 1] == " " and text.flow[at] != " ":
            return [
                Cell(cell.start, at - 1, cell.x),
                *_parted(text, Cell(at, cell.end, x), columns),
            ]
    return [cell]


def _column(cell: Cell, columns: Sequence[int]) -> int:
    return min(range(len(columns)), key=lambda n: abs(columns[n] - cell.x))


def _hangs_on(text: Text, row: _Row, line: dict[int, Cell], names: int) -> bool:
    """Tell whether a line goes on with the row above rather than opening the next."""
    cell = line.get(names)
    if cell is None or len(line) == 1:
        return True
    above = row.columns.get(names)
    if above and _HANGS.search(text.folded[above[-1].start : above[-1].end]):
        return True
    return text.flow[cell.start].islower() and not re.match(
        r"l['’]|la |le |les ", text.flow[cell.start :][:4]
    )


def _draft(analysis: Analysis, row: _Row, kinds: dict[int, str]) -> Draft | None:
    text = analysis.text
    by = [
        c
        for n, kind in sorted(kinds.items())
        if kind in {"by", "as"}
        for c in row.columns.get(n, [])
    ]
    naming = [c for n, kind in kinds.items() if kind == "name" for c in row.columns.get(n, [])]
    short = " ".join(
        text.flow[c.start : c.end]
        for n, kind in kinds.items()
        if kind == "short"
        for c in row.columns.get(n, [])
    )
    name, defined = _defined(_joined(text, naming))
    who = _named(analysis, naming, name)
    if who is None:
        return None
    person, title, head = _acting(analysis, by)
    return Draft(
        actor=who.actor,
        start=who.start,
        end=who.end,
        confidence=min(who.confidence, 0.9),
        rule="acte.parties.tableau",
        person=person,
        title=title,
        office=head,
        shorts=tuple(m[1] for m in _QUOTED.finditer(short or defined))
        or ((short,) if 2 < len(short) < 40 else ()),
    )


def _named(analysis: Analysis, naming: Sequence[Cell], name: str) -> Named | None:
    """Return who a row names; words of a name on two lines are joined, its span is the first."""
    if len(naming) == 1:
        return named(analysis, naming[0].start, naming[0].end)
    actor = called(name, analysis) if naming else None
    return Named(actor, naming[0].start, naming[0].end, 0.9) if actor else None


def _defined(words: str) -> tuple[str, str]:
    """Return the name of a party, and the words of its cell that give it a short name."""
    short = _DEFINED.search(Text(words).folded)
    cut = short.start() if short else len(words)
    return words[:cut], words[cut:]


def _acting(analysis: Analysis, by: Sequence[Cell]) -> tuple[str | None, str | None, str | None]:
    """Return person, title and head of office; names and titles may run over lines."""
    if len(by) == 1:
        return spoken_for(analysis, by[0].start, by[0].end)
    text = Text(_joined(analysis.text, by))
    persons = find_persons(text)
    offices = find_offices(text, (), analysis.setting)
    office = offices[0] if offices else None
    name = persons[0].name if persons else None
    return name, titled(office), office.head if office else None


def _joined(text: Text, found: Sequence[Cell]) -> str:
    return " ".join(" ".join(text.flow[cell.start : cell.end].split()) for cell in found)
