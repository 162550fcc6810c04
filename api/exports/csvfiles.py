"""CSV that Excel and Gephi both open: UTF-8 with a mark, semicolons, CRLF, no formula.

A whole export is a zip of four tables: nodes, edges, measures, sources with their licences.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from typing import Any

from api.exports.extract import EDGE_COLUMNS, NODE_COLUMNS, Extract, edge_row, node_row

#: What a spreadsheet would run: a sign that opens a formula, its full-width twin, a tab.
_FORMULA = re.compile("\\s*[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
_NUMBER = re.compile(r"[+-]?\d+(?:,\d+)?", re.ASCII)
_MARK = "\ufeff"
_SOURCE_COLUMNS = ("id", "title", "publisher", "published_on", "licence", "url", "authority")
_MEASURE_COLUMNS = (
    "node",
    "what",
    "value",
    "unit",
    "currency",
    "since",
    "until",
    "stage",
    "territory",
    "sources",
)


def guarded(value: object) -> str:
    """Return a value as a cell that a spreadsheet shows and never runs.

    >>> guarded("=1+1"), guarded(" @x"), guarded(-5), guarded("ANRU"), guarded(None)
    ("'=1+1", "' @x", '-5', 'ANRU', '')
    """
    if value is None:
        return ""
    text = str(value)
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


def table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Generator[bytes, None, None]:
    """Yield a CSV file: its mark and header, then its rows."""
    yield _MARK.encode() + _line(columns)
    for row in rows:
        yield _line(row)


def _line(cells: Iterable[object]) -> bytes:
    line = io.StringIO()
    csv.writer(line, delimiter=";", lineterminator="\r\n").writerow(map(guarded, cells))
    return line.getvalue().encode()


def nodes(extract: Extract) -> Generator[bytes, None, None]:
    """Yield the table of nodes; `Id` and `Label` are the names that Gephi looks for."""
    rows = ((f.node.id, f.node.name, node_row(f)) for f in extract.nodes())
    return table(
        ("Id", "Label", *NODE_COLUMNS),
        ((key, label, *map(row.get, NODE_COLUMNS)) for key, label, row in rows),
    )


def edges(extract: Extract) -> Generator[bytes, None, None]:
    """Yield the table of edges; `Source`, `Target` and `Type` are those that Gephi looks for."""
    rows = ((f.id, f.edge.start, f.edge.end, edge_row(f)) for f in extract.edges())
    return table(
        ("Id", "Source", "Target", "Type", *EDGE_COLUMNS),
        (
            (key, start, end, "Directed", *map(row.get, EDGE_COLUMNS))
            for key, start, end, row in rows
        ),
    )


def measures(extract: Extract) -> Generator[bytes, None, None]:
    """Yield the table of measures: the numbers told of one node."""

    def cells(facts: Any) -> Iterator[object]:
        row = facts.measure.content() | {"unit": facts.measure.unit}
        row["sources"] = " | ".join(sorted({c.source for c in facts.citations}))
        return map(row.get, _MEASURE_COLUMNS)

    return table(_MEASURE_COLUMNS, (tuple(cells(facts)) for facts in extract.measures()))


def sources(extract: Extract) -> Generator[bytes, None, None]:
    """Yield the table of sources, with their licences."""
    rows = (source.model_dump(mode="json") for source in extract.store.sources())
    return table(_SOURCE_COLUMNS, (tuple(map(row.get, _SOURCE_COLUMNS)) for row in rows))


#: The tables of an export, by the name of their file.
TABLES: dict[str, Callable[[Extract], Generator[bytes, None, None]]] = {
    "nodes": nodes,
    "edges": edges,
    "measures": measures,
    "sources": sources,
}


class _Pipe(io.RawIOBase):
    """What a zip writes to, and what we take from: so that no archive is held whole."""

    def __init__(self) -> None:
        super().__init__()
        self._parts: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, part: Any, /) -> int:
        self._parts.append(bytes(part))
        return len(self._parts[-1])

    def taken(self) -> bytes:
        """Return what was written since the last time."""
        parts, self._parts = self._parts, []
        return b"".join(parts)


def write(extract: Extract) -> Generator[bytes, None, None]:
    """Yield a zip of the tables, as it is made."""
    pipe = _Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, rows in TABLES.items():
            # A fixed date: the same graph makes the same bytes.
            entry = zipfile.ZipInfo(f"{name}.csv", date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            with archive.open(entry, "w") as member:
                for part in rows(extract):
                    member.write(part)
                    if taken := pipe.taken():
                        yield taken
    yield pipe.taken()
