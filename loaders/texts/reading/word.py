"""A `.docx` to its text: paragraphs, lists and tables in the order of the page.

Read by lxml: python-docx leaves out what drafts are full of (content controls, insertions under
revision, text boxes) and repeats merged cells.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml.etree import _Element

from loaders.texts.reading.found import Found
from loaders.texts.reading.packages import opened, part, title_in, with_words
from loaders.texts.reading.repair import expand
from loaders.texts.reading.tables import table_lines

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PARAGRAPH, _TABLE, _ROW, _CELL = f"{_W}p", f"{_W}tbl", f"{_W}tr", f"{_W}tc"
_TEXT, _BOX = f"{_W}t", f"{_W}txbxContent"
#: Properties, what a revision took away, and the copy of a drawing kept for old readers.
_DROPPED = frozenset(
    (
        *(
            f"{_W}{tag}"
            for tag in ("pPr", "rPr", "tblPr", "trPr", "tcPr", "sectPr", "del", "moveFrom")
        ),
        "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
    )
)
_MARKS = {
    f"{_W}tab": "\t", f"{_W}ptab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n",
    f"{_W}noBreakHyphen": "-", f"{_W}softHyphen": "",
}  # fmt: skip


def read_docx(data: bytes, name: str) -> Found:
    """Return the text of a Word document, one line for each paragraph.

    Insertions under revision are read and deletions are not: the text is the one proposed.
    Headers, footers, notes and comments are left out; nothing is executed. Raises `InputRefused`
    for what is damaged, protected or without words.
    """
    with opened(data, name) as archive:
        document = part(archive, "word/document.xml", name)
        title = title_in(archive, "docProps/core.xml", name)
    body = document.find(f"{_W}body") if document is not None else None
    return with_words(list(_lines(body)) if body is not None else [], title=title, name=name)


def _lines(parent: _Element) -> Iterator[str]:
    """Yield the lines of what holds paragraphs and tables: a body, a cell, a control."""
    for child in parent:
        if child.tag == _PARAGRAPH:
            yield from _paragraph(child)
        elif child.tag == _TABLE:
            yield from _table(child)
        elif child.tag not in _DROPPED:
            yield from _lines(child)


def _paragraph(paragraph: _Element) -> Iterator[str]:
    pieces: list[str] = []
    boxes: list[_Element] = []
    _runs(paragraph, pieces, boxes)
    lines = [expand(line) for line in "".join(pieces).split("\n")]
    if paragraph.find(f"{_W}pPr/{_W}numPr") is not None and lines[0]:
        lines[0] = f"- {lines[0]}"
    yield from lines
    for box in boxes:
        yield from _lines(box)


def _runs(parent: _Element, pieces: list[str], boxes: list[_Element]) -> None:
    for child in parent:
        if child.tag == _TEXT:
            pieces.append(child.text or "")
        elif child.tag in _MARKS:
            pieces.append(_MARKS[child.tag])
        elif child.tag == _BOX:
            boxes.append(child)
        elif child.tag not in _DROPPED:
            _runs(child, pieces, boxes)


def _table(table: _Element) -> Iterator[str]:
    rows = [[list(_lines(cell)) for cell in _within(row, _CELL)] for row in _within(table, _ROW)]
    if next(table.iterdescendants(_TABLE), None) is not None:  # it lays out a page
        return iter([line for row in rows for cell in row for line in cell])
    return iter(table_lines(rows))


def _within(parent: _Element, tag: str) -> Iterator[_Element]:
    """Yield the rows of a table or the cells of a row, those inside controls too."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag not in _DROPPED:
            yield from _within(child, tag)
