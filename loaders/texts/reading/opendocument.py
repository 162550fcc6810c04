"""An `.odt` to its text: paragraphs, headings, lists and tables in the order of the page."""

from __future__ import annotations

from collections.abc import Iterator

from lxml.etree import _Element

from loaders.texts.reading.found import Found
from loaders.texts.reading.packages import opened, part, protected, title_in, with_words
from loaders.texts.reading.repair import expand
from loaders.texts.reading.tables import table_lines

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_MANIFEST = "{urn:oasis:names:tc:opendocument:xmlns:manifest:1.0}"
_PARAGRAPHS = frozenset({f"{_TEXT}p", f"{_TEXT}h"})
_ITEMS = frozenset({f"{_TEXT}list-item", f"{_TEXT}list-header"})
_CELLS = frozenset({f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"})
_DROPPED = frozenset(
    {f"{_TEXT}tracked-changes", f"{_TEXT}note", f"{_OFFICE}annotation", f"{_OFFICE}forms"}
)
_MARKS = {f"{_TEXT}tab": "\t", f"{_TEXT}line-break": "\n"}
_MOST_SPACES = 200


def read_odt(data: bytes, name: str) -> Found:
    """Return the text of an OpenDocument text, one line for each paragraph.

    Notes, comments, headers and footers are left out. Raises `InputRefused` for what is damaged,
    protected by a password or without words.
    """
    with opened(data, name) as archive:
        manifest = part(archive, "META-INF/manifest.xml", name)
        if manifest is not None and manifest.find(f".//{_MANIFEST}encryption-data") is not None:
            raise protected(name)
        content = part(archive, "content.xml", name)
        title = title_in(archive, "meta.xml", name)
    body = content.find(f"{_OFFICE}body/{_OFFICE}text") if content is not None else None
    return with_words(list(_lines(body)) if body is not None else [], title=title, name=name)


def _lines(parent: _Element) -> Iterator[str]:
    for child in parent:
        if child.tag in _PARAGRAPHS:
            yield from _paragraph(child)
        elif child.tag == f"{_TABLE}table":
            yield from _table(child)
        elif child.tag in _ITEMS:
            yield from _item(child)
        elif child.tag not in _DROPPED:
            yield from _lines(child)


def _item(item: _Element) -> Iterator[str]:
    lines = list(_lines(item))
    if lines and lines[0] and not lines[0].startswith("- "):
        lines[0] = f"- {lines[0]}"
    return iter(lines)


def _paragraph(paragraph: _Element) -> Iterator[str]:
    pieces: list[str] = []
    boxes: list[_Element] = []
    _inline(paragraph, pieces, boxes)
    yield from map(expand, "".join(pieces).split("\n"))
    for box in boxes:
        yield from _lines(box)


def _inline(parent: _Element, pieces: list[str], boxes: list[_Element]) -> None:
    pieces.append(_laid_out(parent.text))
    for child in parent:
        if child.tag == f"{_TEXT}s":
            pieces.append(" " * _repeated(child))
        elif child.tag in _MARKS:
            pieces.append(_MARKS[child.tag])
        elif child.tag == f"{_DRAW}text-box":
            boxes.append(child)
        elif child.tag not in _DROPPED:
            _inline(child, pieces, boxes)
        pieces.append(_laid_out(child.tail))


def _laid_out(text: str | None) -> str:
    """Return text as OpenDocument means it: its own line breaks and tabs are only spaces."""
    return (text or "").replace("\n", " ").replace("\t", " ")


def _repeated(spaces: _Element) -> int:
    count = spaces.get(f"{_TEXT}c", "1")
    return (
        min(int(count), _MOST_SPACES)
        if count.isascii() and count.isdigit() and len(count) < 9
        else 1
    )


def _table(table: _Element) -> Iterator[str]:
    """Yield the lines of a table; announced repetitions are not: they only fill a sheet."""
    rows = [
        [list(_lines(cell)) for cell in row if cell.tag in _CELLS]
        for row in table.iterdescendants(f"{_TABLE}table-row")
    ]
    if next(table.iterdescendants(f"{_TABLE}table"), None) is None:
        return iter(table_lines(rows))
    return iter([line for child in table for line in _lines(child)])  # it lays out a page
