"""A tree of blocks to lines: the article that trafilatura keeps, or the whole body of a page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.etree import _Element

from loaders.texts.reading.tables import table_lines

_DROPPED = frozenset({
    "script", "style", "noscript", "template", "nav", "footer", "aside", "form",
    "button", "select", "textarea", "input", "iframe", "svg", "object", "video", "audio", "canvas",
    "dialog", "title",
})  # fmt: skip
_INLINE = frozenset({
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em",
    "font", "hi", "i", "ins", "kbd", "label", "mark", "q", "ref", "s", "samp", "small", "span",
    "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
})  # fmt: skip
_BREAKS = frozenset({"br", "lb"})
_ITEMS = frozenset({"li", "item"})
_ROWS, _CELLS = frozenset({"tr", "row"}), frozenset({"td", "th", "cell"})
_ROW_GROUPS = frozenset({"thead", "tbody", "tfoot"})
#: Hard spaces are French typography and stay; these are how the file is laid out.
_LAYOUT = re.compile(r"[ \t\n\r\f\v]+")


def block_lines(root: _Element) -> list[str]:
    """Return the text of a tree, one line for each block, row or item (« - » before it).

    Takes the elements of HTML and those of trafilatura's TEI alike. Menus, forms and scripts are
    left out. Cost: linear; depth is bounded by the parser (256).
    """
    writer = _Writer()
    writer.inside(root)
    writer.end_line()
    return writer.lines


class _Writer:
    def __init__(self) -> None:
        self.lines: list[str] = []
        self._pieces: list[str] = []
        self._mark = ""

    def inside(self, element: _Element) -> None:
        """Write what is between the tags of an element."""
        self._pieces.append(element.text or "")
        for child in element:
            self._whole(child)
            self._pieces.append(child.tail or "")

    def end_line(self) -> None:
        """Close the line being written; nothing happens if it has no words."""
        line = _LAYOUT.sub(" ", "".join(self._pieces)).strip(" ")
        self._pieces = []
        if line:
            self.lines.append(self._mark + line)
            self._mark = ""

    def _whole(self, element: _Element) -> None:
        tag = element.tag
        if tag in _DROPPED:
            return
        if tag in _INLINE:
            self.inside(element)
            return
        self.end_line()
        if tag == "table" and not _holds_table(element):
            self.lines += table_lines([list(map(block_lines, row)) for row in _rows(element)])
        elif tag not in _BREAKS:
            self._mark = "- " if tag in _ITEMS else self._mark
            self.inside(element)
            self.end_line()
            self._mark = "" if tag in _ITEMS else self._mark


def _holds_table(table: _Element) -> bool:
    """Tell a table that lays out a page, by its holding others: it is read cell after cell."""
    return next(table.iterdescendants("table"), None) is not None


def _rows(table: _Element) -> Iterator[list[_Element]]:
    for child in table:
        if child.tag in _ROW_GROUPS:
            yield from _rows(child)
        elif child.tag in _ROWS:
            yield [cell for cell in child if cell.tag in _CELLS]
