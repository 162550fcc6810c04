"""Partial dates: a date is a string whose length is its precision.

`2015` is a year, `2015-06` a month, `2015-06-22` a day. Arrays hold them as integers that keep
the precision (20150000, 20150600, 20150622), so that a date range is two integer comparisons.
"""

from __future__ import annotations

import re
from datetime import date

from graph.errors import UnreadableDate

_SHAPE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
#: Packed bounds of an open range: before and after every packed date.
OPEN_START, OPEN_END = 0, 99_999_999


def partial_date(text: str) -> str:
    """Return `text` if it is a date of the calendar, to the year, the month or the day.

    Raises `UnreadableDate` otherwise; years run from 1800 to 2199.

    >>> partial_date("2015-06")
    '2015-06'
    >>> partial_date("2015-02-30")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
        ...
    graph.errors.UnreadableDate: « 2015-02-30 » n’est pas une date. ...
    """
    shape = _SHAPE.fullmatch(text)
    if shape is not None:
        year, month, day = (int(part) if part else 1 for part in shape.groups())
        try:
            date(year, month, day)
        except ValueError:
            pass
        else:
            if 1800 <= year <= 2199:
                return text
    raise UnreadableDate(
        f"« {text} » n’est pas une date.", hint="Écrivez 2015, 2015-06 ou 2015-06-22."
    )


def packed(text: str | None) -> int:
    """Return a partial date as an integer that keeps its precision; 0 when unknown.

    >>> packed("2015"), packed("2015-06"), packed("2015-06-22"), packed(None)
    (20150000, 20150600, 20150622, 0)
    """
    return int(text.replace("-", "").ljust(8, "0")) if text else 0


def unpacked(number: int) -> str | None:
    """Return the partial date of a packed integer; None for 0.

    >>> unpacked(20150600), unpacked(0)
    ('2015-06', None)
    """
    if not number:
        return None
    digits = f"{number:08d}"
    parts = [digits[:4], *(p for p in (digits[4:6], digits[6:]) if p != "00")]
    return "-".join(parts)


def last_day(number: int) -> int:
    """Return the last packed day that a packed date may mean; `OPEN_END` when unknown.

    >>> last_day(20150000), last_day(20150600), last_day(20150622), last_day(0)
    (20159999, 20150699, 20150622, 99999999)
    """
    if not number:
        return OPEN_END
    if number % 10_000 == 0:
        return number + 9_999
    return number + 99 if number % 100 == 0 else number


def contains(wide: str, narrow: str) -> bool:
    """Tell whether `narrow` is the same date told at least as precisely.

    >>> contains("2015", "2015-06-22"), contains("2015-06-22", "2015")
    (True, False)
    """
    return narrow == wide or narrow.startswith(f"{wide}-")
