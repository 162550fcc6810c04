"""The gazetteer, loaded once."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from graph.ids import NodeId
from loaders.texts.gazetteer.disk import tables
from loaders.texts.gazetteer.entry import Entry, Hit
from loaders.texts.gazetteer.frames import frames
from loaders.texts.gazetteer.page import Page
from loaders.texts.gazetteer.scanning import Scanner
from loaders.texts.gazetteer.tables import Tables, lengths
from loaders.texts.gazetteer.words import key
from loaders.texts.text import Text


class Gazetteer:
    """Every name that registers know, and the words that call for one."""

    def __init__(self, compiled: Tables) -> None:
        self._tables = compiled
        self._frames = frames()
        heads = lengths(self._frames)
        self._first = {
            first: tuple(sorted({*compiled.first.get(first, ()), *counts}, reverse=True))
            for first, counts in heads.items()
        }
        self._first = {**compiled.first, **self._first}

    def scan(self, text: Text) -> list[Hit]:
        """Return where the text names somebody, in order, without overlap.

        Cost: linear, a third of a second for a megabyte.
        """
        return list(Scanner(Page(self._tables, text), self._frames, self._first).hits())

    def entry(self, identifier: NodeId) -> Entry | None:
        """Return the entry of this id, the first under which it is known."""
        number = self._tables.ids.get(identifier)
        return None if number is None else self._tables.entry(number)

    def named(self, name: str) -> Entry | None:
        """Return the entry that is shown under this very name."""
        numbers = self._tables.names.get(key(name), ())
        shown = (self._tables.entry(number) for number in numbers if number >= 0)
        return next((entry for entry in shown if entry.name == name), None)

    def main_of(self, commune: NodeId) -> Entry | None:
        """Return the intercommunality of which this commune is the most peopled."""
        number = self._tables.mains.get(commune)
        return None if number is None else self._tables.entry(number)

    def main_commune(self, intercommunality: NodeId) -> Entry | None:
        """Return the most peopled commune of an intercommunality. Cost: a look at each of them."""
        wanted = self._tables.ids.get(intercommunality)
        mains = self._tables.mains.items()
        found = next((commune for commune, whole in mains if whole == wanted), None)
        return self.entry(found) if found is not None and wanted is not None else None


@cache
def load(folder: Path | None = None) -> Gazetteer:
    """Return the gazetteer; compiled tables are kept in `folder`, a cache of the user's by default.

    Cost: a fifth of a second, two when nothing was kept.
    """
    return Gazetteer(tables(folder))
