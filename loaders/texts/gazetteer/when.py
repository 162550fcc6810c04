"""When a text speaks, roughly: which région, which intercommunality of two times it means."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from loaders.texts.gazetteer.entry import Entry
from loaders.texts.text import Text

#: A year that is not the end of a period: « 2015-2020 », « 2024/2030 ».
_YEAR = re.compile(r"(?<![\d/-])(?:19[89]\d|20[0-4]\d)(?!\d)")
_READ = 50_000


def year_of(text: Text, published: str | None) -> str | None:
    """Return the year of a text: as printed, else the last one that it says twice, or once.

    >>> year_of(Text("Signé en 2007 pour 2007-2009, après la loi de 2003."), None)
    '2007'
    """
    if published:
        return published[:4]
    said = Counter(_YEAR.findall(text.folded[:_READ]))
    twice = [year for year, times in said.items() if times > 1]
    return max(twice or said, default=None)


def of_time(entries: Sequence[Entry], year: str | None) -> Sequence[Entry]:
    """Return the entries that existed in a year; all of them when none did, or none is known.

    A body that was dissolved on 31 December of a year still existed in that year.
    """
    if year is None:
        return entries
    kept = [
        entry
        for entry in entries
        if (entry.since or "")[:4] <= year <= ((entry.until or "")[:4] or "9999")
    ]
    return kept or entries
