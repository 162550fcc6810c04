"""Financing tables: the grand total, and what each payer pays.

Payers are rows (« ANRU   30 300 000   31,0 % ») or columns over a total row. The unit is that of
the cell, of the column or of the caption (« en k€ »), euros where whole sums have none. Rows
« autres » or « divers », slices by year, rows by operation, columns of what was before an avenant
and of the difference give nothing. Where those that receive are listed, who decides pays the total.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.texts.facts import Amount, Reading
from loaders.texts.grammar.money.deciding import deciding_body
from loaders.texts.grammar.money.table_payers import TablePayers, is_total
from loaders.texts.grammar.money.table_rows import Cell, Row, Table, is_counting, tables_of
from loaders.texts.grammar.numbers import parse
from loaders.texts.mentions import Actor, Analysis

_UNIT = re.compile(
    r"(?P<thousands>\bk ?€|\bkeuros?\b|\bmilliers d'euros)|(?P<millions>\bm ?€|\bmeuros?\b"
    r"|\bmillions d'euros)|(?P<kf>\bkf\b|\bmilliers de francs)|(?P<mf>\bmf\b|\bmillions de francs)"
    r"|(?P<francs>\bfrancs\b|\bfrf\b)|(?P<euros>€|\beuros?\b)"
)
_CAPTION_UNIT = re.compile(
    rf"(?:\b(?:en|unite ?:|montants?(?: ht| ttc| h\.t\.| en)?) |[(\[])(?:{_UNIT.pattern})"
)
_WORTH = {"thousands": 1e3, "millions": 1e6, "kf": 1e3, "mf": 1e6, "francs": 1.0, "euros": 1.0}
_FRANCS = frozenset({"kf", "mf", "francs"})
_OTHERS = re.compile(
    r"(?:les )?(?:autres?|divers|imprevus|a determiner|a definir|reste a (?:trouver|financer)|non "
    r"affecte|solde|dont)\b"
)
_SHARE = re.compile(r"(?:en )?\(?%.*|(?:part|taux|pourcentage|quotite)(?: en %| \(%\)|.*%)?")
_COUNTED = re.compile(
    r"\b(?:logements?|nombre|nb|nbre|effectifs?|habitants|surfaces?|m2|m²|lots?|etp|quantites?"
    r"|population|duree"
    r"|ages?)\b|(?<!avenant )n°"
)
#: A column of what was before, of what is now, of the difference.
_OLD = re.compile(
    r"\b(?:initiale?s?|convention initiale|precedente?s?|anciens?|anciennes?|avant|anterieure?s?"
    r"|origine"
    r"|avant avenant|pour memoire|rappel|realise|consomme|deja verse|n-1)\b"
)
_NEW = re.compile(
    r"\b(?:avenant|nouve\w+|revise\w*|actualise\w*|apres|modifie\w*|definiti\w+|retenue?s?)\b"
)
_CHANGE = re.compile(
    r"\b(?:ecarts?|differences?|variations?|evolutions?|ajustements?|delta|solde|reste|complement"
    r"|diff)\b|\+ ?/ ?-"
)
_GRAND = re.compile(r"\b(?:total|ensemble|couts?|budget|montants?)\b")
#: What heads a column of payers.
_PAYERS = re.compile(
    r"\b(?:financeurs?|contributeurs?|partenaires?|cofinanceurs?|financements?|ressources|recettes"
    r"|origine|sources?|organismes?)\b"
)
_MONEY = re.compile(
    r"financ|contribu|participation|subvention|montant|\bcout|budget|recettes|depenses|maquette"
    r"|abattement|dotation|\bcredits?\b|\bfonds\b|\baides?\b|engagements?|versements?"
)
#: What heads the rows of those that receive.
_RECEIVERS = re.compile(
    r"\b(?:beneficiaires?|associations?|porteurs?|structures?|attributaires?|laureats?|intitules?"
    r"|actions?"
    r"|projets?|operations?|demandeurs?)\b"
)
_PERCENT = re.compile(r"\( ?(\d{1,3}(?:[,.]\d{1,2})?) ?%\)")
#: From which sum on a table without a unit is one of euros.
_LARGE = 1000


def amounts_of_tables(analysis: Analysis) -> tuple[list[Amount], list[tuple[int, int]]]:
    """Return the sums that the tables of a text tell, and the stretches of `flow` that they take.

    A table takes its stretch even when it tells nothing: its cells are no sums of their own.
    """
    found: list[Amount] = []
    zones = []
    body = deciding_body(analysis)
    for table in tables_of(analysis.text):
        if sum(map(is_counting, table.rows)) < (1 if table.heading else 2):
            continue
        zones.append((table.start, table.end))
        found.extend(_Financing(analysis, table, body).amounts())
    return found, zones


class _Financing:
    """One table, read as a plan of financing if it is one."""

    def __init__(self, analysis: Analysis, table: Table, body: Actor | None) -> None:
        self._text = analysis.text
        self._table = table
        self._named = TablePayers(analysis, body)
        heads = " ".join(head.words for head in table.heading)
        told = _CAPTION_UNIT.search(table.caption) or _CAPTION_UNIT.search(table.note)
        labels = " ".join(row[0].words for row in table.rows)
        self._about_money = _MONEY.search(f"{table.caption} {heads} {labels}") is not None
        self._unit = told.lastgroup if told else _unit_of(heads) or self._euros()
        self._yearly = "annuel" in f"{table.caption} {heads} {labels}" or None
        self._body = body

    def _euros(self) -> str | None:
        """Return the unit of large whole sums that have none, in a table of money."""
        numbers = [
            cell.number for row in self._table.rows for cell in row
            if cell.number is not None and cell.unit != "%"
        ]  # fmt: skip
        whole = all(number == int(number) for number in numbers if number >= _LARGE)
        large = sum(number >= _LARGE for number in numbers) * 2 > len(numbers)
        return "euros" if self._about_money and whole and large else None

    def amounts(self) -> Iterator[Amount]:
        rows = self._table.rows
        priced = any(_unit_of(cell.unit) for row in rows for cell in row)
        paying = sum(self._named.by(row[0]) is not None for row in rows)
        if not (self._about_money or (priced and paying > 1)) or not (self._unit or priced):
            return
        payers = self._heading_payers()
        if len(payers) >= 2 or (payers and not paying):
            yield from self._by_column(payers)
        elif self._body is not None and paying < 2 and self._receives():
            yield from self._granted(self._body)
        else:
            yield from self._by_row()

    def _heading_payers(self) -> dict[int, Actor]:
        """Return who pays in each column, by where its heading begins."""
        heading, rows = self._table.heading, self._table.rows
        label = max((row[0].right for row in rows), default=0)
        first = 0 if heading and heading[0].left >= label else 1
        return {
            head.start: actor
            for head in heading[first:]
            if (actor := self._named.by(head)) is not None
        }

    def _receives(self) -> bool:
        """Tell whether the rows are those that receive, or what is paid for."""
        heading = self._table.heading
        return bool(heading) and _RECEIVERS.search(heading[0].words) is not None

    def _granted(self, body: Actor) -> Iterator[Amount]:
        """Yield what the body that decides grants by its table: the total, or the only row."""
        rows = [row for row in self._table.rows if is_counting(row)]
        total = [row for row in rows if is_total(row)] or (rows if len(rows) == 1 else [])
        for row in total[-1:]:
            cell = self._sum_cell(row, row)
            if cell is not None:
                yield from self._amount(cell, self._table.head(cell, row), body, None)

    def _by_column(self, payers: dict[int, Actor]) -> Iterator[Amount]:
        """Payers are columns: their totals stand in the total row, shares in a row of « % »."""
        counting = [row for row in self._table.rows if is_counting(row)]
        rows = [row for row in counting if not _is_of_shares(row)]
        totals = [row for row in rows if is_total(row)]
        if not totals and len(rows) != 1:
            return
        total = (totals or rows)[-1]
        shares = self._shares(counting)
        for cell in total:
            head = self._table.head(cell, total)
            if cell.number is None or head is None or cell.unit == "%":
                continue
            payer = payers.get(head.start)
            if payer is not None or _GRAND.search(head.words):
                share = cell.share or shares.get(head.start) if payer else None
                yield from self._amount(cell, head, payer, share)

    def _shares(self, rows: list[Row]) -> dict[int, float]:
        """Return the percentage told under each heading, in a row of its own."""
        found = {}
        for row in rows:
            of_shares = _is_of_shares(row)
            for cell in row:
                head = self._table.head(cell, row)
                told = cell.unit == "%" or of_shares
                if told and cell.number is not None and head is not None:
                    found[head.start] = cell.number
        return found

    def _by_row(self) -> Iterator[Amount]:
        totals: list[Amount] = []
        payers_listed = bool(self._table.heading) and _PAYERS.search(self._table.heading[0].words)
        for row in self._table.rows:
            for part in _sides(row):
                label, cell = part[0], self._sum_cell(part, row)
                if cell is None or label.number is not None:
                    continue
                if is_total(part):
                    totals.extend(self._amount(cell, self._table.head(cell, row), None, None))
                    continue
                payer = self._named.by(label) or (
                    self._named.anew(label) if payers_listed and len(part) > 1 else None
                )
                if payer is not None and not _OTHERS.match(label.words):
                    share = self._share(part, row, label)
                    yield from self._amount(cell, self._table.head(cell, row), payer, share)
        if totals:
            yield max(totals, key=lambda one: one.amount_eur or one.amount_frf or 0)

    def _sum_cell(self, part: Row, row: Row) -> Cell | None:
        """Return the cell of a row that tells its sum: under « Total », else the only one."""
        sums, slices = [], 0
        for cell in part[1:]:
            head = self._table.head(cell, row)
            words = "" if head is None else head.words
            if cell.number is None or cell.unit == "%" or _SHARE.fullmatch(words):
                continue
            if _COUNTED.search(words) and not _unit_of(cell.unit):
                continue
            if self._is_past(words):
                continue
            if re.fullmatch(r"(?:annee )?(?:19|20)\d\d", words):
                slices += 1
                continue
            sums.append((cell, _GRAND.search(words) is not None))
        grand = [cell for cell, is_grand in sums if is_grand]
        if grand:
            return grand[-1]
        return sums[-1][0] if sums and (len(sums) == 1 or not slices) else None

    def _is_past(self, words: str) -> bool:
        """Tell whether a column is of the sums before a change, or of the change itself."""
        if _CHANGE.search(words):
            return True
        others = (head.words for head in self._table.heading)
        return bool(_OLD.search(words) and not _NEW.search(words) and any(map(_NEW.search, others)))

    def _share(self, part: Row, row: Row, label: Cell) -> float | None:
        for cell in part[1:]:
            head = self._table.head(cell, row)
            told = cell.unit == "%" or (head is not None and _SHARE.fullmatch(head.words))
            if told and cell.number is not None and cell.number <= 100:
                return cell.number
            if cell.share is not None:
                return cell.share
        percent = _PERCENT.search(label.words)
        return None if percent is None else parse(percent[1])

    def _amount(
        self, cell: Cell, head: Cell | None, payer: Actor | None, share: float | None
    ) -> Iterator[Amount]:
        unit = _unit_of(cell.unit) or (None if head is None else _unit_of(head.words)) or self._unit
        if unit is None or cell.number is None or cell.number == 0:
            return
        worth = round(cell.number * _WORTH[unit], 2)
        francs = unit in _FRANCS
        rule = "montant.tableau.total" if payer is None else "montant.tableau"
        yield Amount(
            mention=self._text.words(cell.start, cell.end),
            reading=Reading(self._text.span(cell.start, cell.end), rule, 0.9),
            amount_eur=None if francs else worth,
            amount_frf=worth if francs else None,
            payer=None if payer is None else payer.name,
            payer_kind=None if payer is None else payer.kind,
            payer_id=None if payer is None else payer.id,
            per_year=self._yearly,
            share_pct=share,
        )


def _unit_of(words: str) -> str | None:
    unit = _UNIT.search(words)
    return None if unit is None else unit.lastgroup


def _is_of_shares(row: Row) -> bool:
    """Tell whether a row tells percentages: « Part (%)   40   60 »."""
    told = [cell for cell in row[1:] if cell.number is not None]
    return _SHARE.fullmatch(row[0].words) is not None or all(cell.unit == "%" for cell in told)


def _sides(row: Row) -> list[Row]:
    """Return the parts of a row; « Travaux 100 État 40 » has its payers on the right side."""
    kinds = [cell.number is not None for cell in row if cell.words]
    if kinds[:4] == [False, True, False, True] and len(kinds) <= 6:
        middle = next(
            n for n, cell in enumerate(row) if n > 1 and cell.words and cell.number is None
        )
        return [row[:middle], row[middle:]]
    return [row]
