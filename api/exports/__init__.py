"""The graph as files: a table of formats, each a writer that streams bytes."""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass

from api.exports import csvfiles, cypher, gexf, graphml, jsonl
from api.exports.extract import Extract
from api.questions import Export, ExportFormat

__all__ = ["FORMATS", "Extract", "Format", "form_of"]


@dataclass(frozen=True, slots=True)
class Format:
    """A format: the media type and suffix of its files, and what writes them."""

    media_type: str
    suffix: str
    write: Callable[[Extract], Generator[bytes, None, None]]


FORMATS: dict[ExportFormat, Format] = {
    ExportFormat.JSONL: Format("application/jsonl", ".jsonl", jsonl.write),
    ExportFormat.GRAPHML: Format("application/graphml+xml", ".graphml", graphml.write),
    ExportFormat.GEXF: Format("application/gexf+xml", ".gexf", gexf.write),
    ExportFormat.CSV: Format("application/zip", ".zip", csvfiles.write),
    ExportFormat.CYPHER: Format("application/x-cypher-query", ".cypher", cypher.write),
}


def form_of(asked: Export) -> Format:
    """Return how the export that is asked for is written: a format, or one table of CSV."""
    if asked.what is None:
        return FORMATS[asked.format]
    write = csvfiles.TABLES[asked.what.value]
    return Format("text/csv; charset=utf-8", f"-{asked.what.value}.csv", write)
