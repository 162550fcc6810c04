"""From when a text speaks, and the arithmetic that settles a date told without its year.

Nothing is guessed: where neither the day of writing, nor a day of the week, nor a year told beside
settles it, the answer is None.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from graph.dates import partial_date
from graph.errors import UnreadableDate

#: The last year that `graph.dates` knows: the end of a period that no one says.
FOREVER: Final = "2199"
PAST: Final = "past"
FUTURE: Final = "future"
#: A date is told without its year when it is within the year, or nearly.
_REACH = timedelta(days=320)


@dataclass(frozen=True, slots=True)
class Moment:
    """When a text speaks: from `first` to `last`, one day when its date is printed in full."""

    first: date
    last: date

    @classmethod
    def of(cls, iso: str) -> Moment:
        """Return all the days of a partial date."""
        year, *rest = map(int, iso.split("-"))
        if not rest:
            return cls(date(year, 1, 1), date(year, 12, 31))
        if len(rest) == 1:
            last = monthrange(year, rest[0])[1]
            return cls(date(year, rest[0], 1), date(year, rest[0], last))
        return cls(date(year, *rest), date(year, *rest))

    @classmethod
    def season(cls, year: int, month: int) -> Moment:
        """Return the three months and a bit of the season that begins in `month`."""
        return cls(date(year, month, 1), date(year, month + 3, 30))

    @property
    def day(self) -> date | None:
        """Return the day, None when the text does not tell which."""
        return self.first if self.first == self.last else None


@dataclass(frozen=True, slots=True)
class Told:
    """A day and month as told: with its weekday (Monday 0), its `turn`, the tense around."""

    month: int
    day: int | None = None
    weekday: int | None = None
    turn: str | None = None
    tense: str | None = None


def iso_of(year: int, month: int | None = None, day: int | None = None) -> str | None:
    """Return a partial date, None when the calendar has no such day."""
    parts = [f"{year:04d}"]
    parts += [f"{part:02d}" for part in (month, day) if part is not None]
    try:
        return partial_date("-".join(parts))
    except UnreadableDate:
        return None


def settled(told: Told, now: Moment | None, years: Iterable[int]) -> str | None:
    """Return the date that is meant, of the calendar; `years` are those that the text tells."""
    if now is None:
        return _by_weekday(told, years)
    around = range(now.first.year - 1, now.last.year + 2)
    days = [day for year in around if (day := _on(told, year)) is not None]
    if told.weekday is not None and told.turn is None:
        days = [day for day in days if day.weekday() == told.weekday]
    chosen = _nearest(days, told, now)
    return None if chosen is None else iso_of(chosen.year, told.month, told.day)


def _by_weekday(told: Told, years: Iterable[int]) -> str | None:
    """Settle the year by the day of the week: « jeudi 16 novembre » beside 2021 and 2023."""
    if told.weekday is None:
        return None
    days = {day for year in years if (day := _on(told, year)) and day.weekday() == told.weekday}
    return days.pop().isoformat() if len(days) == 1 else None


def _on(told: Told, year: int) -> date | None:
    try:
        return date(year, told.month, told.day or 1)
    except ValueError:
        return None


def _nearest(days: list[date], told: Told, now: Moment) -> date | None:
    before = [day for day in days if day <= now.last]
    after = [day for day in days if day >= now.first]
    if told.turn == PAST:
        return max((day for day in days if day < now.last), default=None)
    if told.turn == FUTURE:
        return min((day for day in days if day > now.first), default=None)
    if told.tense == PAST and before and now.last - max(before) < _REACH:
        return max(before)
    if told.tense == FUTURE and after and min(after) - now.first < _REACH:
        return min(after)
    near = sorted(days, key=lambda day: _distance(day, now))
    return near[0] if near and _distance(near[0], now) < _REACH else None


def _distance(day: date, now: Moment) -> timedelta:
    return max(now.first - day, day - now.last, timedelta())


def weekday_near(weekday: int, now: date, side: str | None, *, strict: bool = False) -> date:
    """Return the `weekday` before, after or (side None) nearest to a day.

    The day itself counts, unless `strict`.
    """
    ahead = (weekday - now.weekday()) % 7
    if strict and ahead == 0:
        ahead = 7
    after = now + timedelta(days=ahead)
    before = after - timedelta(days=7) if ahead or strict else after
    if strict and now.weekday() == weekday:
        before = now - timedelta(days=7)
    if side == PAST:
        return before
    if side == FUTURE:
        return after
    return after if after - now <= now - before else before


def week_of(now: date, weeks: int) -> str | None:
    """Return the month or the year in which a whole week lies, `weeks` from this one."""
    monday = now + timedelta(days=7 * weeks - now.weekday())
    sunday = monday + timedelta(days=6)
    if monday.year != sunday.year:
        return None
    return iso_of(monday.year, monday.month if monday.month == sunday.month else None)


def month_from(now: date, months: int) -> str | None:
    """Return the month that comes `months` after (before, when negative) that of `now`."""
    number = now.year * 12 + now.month - 1 + months
    return iso_of(number // 12, number % 12 + 1)
