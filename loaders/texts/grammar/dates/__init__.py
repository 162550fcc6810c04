"""Dates of a text: explicit, coarse, relative to the day of writing, periods, blanks.

A date that nothing settles has `iso` None. `until` tells a period, or a term (« jusqu’au … », with
`iso` None) that no one should take for the day of an act; `FOREVER` ends a period that no one ends
(« à compter du … »).
"""

from __future__ import annotations

from loaders.texts.grammar.dates.blanks import find_blanks
from loaders.texts.grammar.dates.moments import FOREVER
from loaders.texts.grammar.dates.printed import base_date, find_published, moment_of
from loaders.texts.grammar.dates.settling import Reader
from loaders.texts.grammar.dates.shapes import found
from loaders.texts.mentions import DateMention
from loaders.texts.text import Text

__all__ = ["FOREVER", "base_date", "find_blanks", "find_dates", "find_published"]


def find_dates(text: Text, published: str | None) -> list[DateMention]:
    """Return the dates of a text, in order; `published` is the date printed in it, if any."""
    taken = bytearray(len(text.folded))
    blanks = []
    for start, end, _ in find_blanks(text):
        taken[start:end] = b"\1" * (end - start)
        blanks.append(DateMention(start, end, None))
    shapes = sorted(found(text.folded, taken), key=lambda shape: shape.start)
    reader = Reader(text, moment_of(text, published), shapes)
    return sorted([*blanks, *reader.read()], key=lambda mention: mention.start)
