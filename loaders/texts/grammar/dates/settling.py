"""Shapes of dates become dates: years are settled, relative words worked out, periods closed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from loaders.texts.grammar.dates.lexicon import SEASONS
from loaders.texts.grammar.dates.moments import (
    FOREVER,
    Moment,
    Told,
    iso_of,
    month_from,
    settled,
    week_of,
    weekday_near,
)
from loaders.texts.grammar.dates.shapes import SAME_YEAR, Shape
from loaders.texts.grammar.dates.tense import tense_at
from loaders.texts.grammar.numbers import parse
from loaders.texts.mentions import DateMention
from loaders.texts.text import Text

_TERM = re.compile(
    r"\b(?:(?:jusqu'(?:au|en|a)|d'ici(?: a)?|au plus tard|avant|horizon|(?:echeance|terme|date "
    r"limite)(?: du| de| au)?|(?:s'ach\w{2,6}|prend(?:ra)? fin|expire\w{0,2}"
    r"|s'arrete\w{0,2}|arrive\w{0,2} a echeance|se termine\w{0,2}|pro(?:rog|long)ee?s?))"
    r"(?: le| en| au| a)?(?: la)?(?: fin)?(?: de| du)?)$"
)
_OPENING = re.compile(
    r"\b(?:a (?:compter|partir|dater)(?: du| de| d'| de la)?|(?:prend(?:ra)? effet|entre(?:ra)? en "
    r"vigueur|court)(?: le| au| a compter du| des le)?)$"
)
_AU = re.compile(r"\bau$")
_TO = re.compile(r" (?:au|a|jusqu'au|jusqu'en|jusqu'a)(?: la)?(?: fin)?(?: de)? | ?- ?")
_TOGETHER = re.compile(r"(?:,| et| puis| ou)(?: le| a [^,.;]{1,40})? ?|, ")
_LATER = re.compile(
    r"\b(?P<count>un|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|\d{1,2}) ans? "
    r"(?:apres|plus tard|(?P<back>avant|plus tot|auparavant))\b"
)


class Reader:
    """Settles the shapes of one text, in order, each knowing those settled before."""

    def __init__(self, text: Text, now: Moment | None, shapes: list[Shape]) -> None:
        self._text = text
        self._shapes = shapes
        self._years = _years(text, shapes)
        self._now = self._speaking(now)
        self._last: str | None = None

    def read(self) -> Iterator[DateMention]:
        """Yield one mention per date, two shapes making one when they bound a period."""
        skip = False
        for number, shape in enumerate(self._shapes):
            following = self._shapes[number + 1] if number + 1 < len(self._shapes) else None
            if skip:
                skip = False
            elif following is not None and self._is_span(shape, following):
                skip = True
                yield self._spanning(replace(shape, upto=following), number)
            else:
                yield self._one(shape, number)

    def _speaking(self, now: Moment | None) -> Moment | None:
        """« Ce jeudi 26 février » is said on that day, whatever day a later update prints."""
        for shape in self._shapes:
            if shape.here and shape.day is not None:
                iso = self._day(shape, now)
                if iso is not None and (now is None or now.first.isoformat() >= iso):
                    return Moment.of(iso)
        return now

    def _one(self, shape: Shape, number: int) -> DateMention:
        if shape.upto is not None:
            return self._spanning(shape, number)
        iso = self._iso(shape, number)
        before = self._text.folded[max(0, shape.start - 40) : shape.start].rstrip()
        if _OPENING.search(before):
            return DateMention(shape.start, shape.end, iso, until=FOREVER)
        if _TERM.search(before) or (shape.day is not None and _AU.search(before)):
            return DateMention(shape.start, shape.end, None, until=iso)
        if shape.day is not None or (iso is not None and len(iso) == 10):
            self._last = (
                iso  # None after a day that could not be settled: « ce jour-là » is unknown
            )
        return DateMention(shape.start, shape.end, iso, _is_relative(shape))

    def _spanning(self, shape: Shape, number: int) -> DateMention:
        """Return a period; its first date takes the year of its last one when it tells none."""
        last = shape.upto
        if last is None:
            return self._one(shape, number)
        until = self._iso(last, number)
        first = shape
        if shape.year is None and shape.word is None and until is not None:
            year = int(until[:4])
            first = replace(shape, year=year - ((shape.month or 0) > (last.month or 0)))
        iso = self._iso(first, number)
        return DateMention(shape.start, last.end, iso, until=until)

    def _is_span(self, shape: Shape, following: Shape) -> bool:
        text = self._text.folded
        if shape.upto or following.upto or not (shape.year or shape.month):
            return False
        if not following.month and not following.year:
            return False
        if not _TO.fullmatch(text, shape.end, following.start):
            return False
        before = text[max(0, shape.start - 16) : shape.start].rstrip()
        return before.endswith(("du", "de", "depuis", "depuis le", "entre", "d'"))

    def _iso(self, shape: Shape, number: int) -> str | None:
        if shape.word is not None:
            return self._word(shape)
        if shape.month is None and shape.weekday is not None:
            return self._weekday(shape) if shape.day is None else self._near(shape)
        if shape.year is not None:
            return iso_of(shape.year, shape.month, shape.day)
        if shape.season is not None or shape.month is None:
            return self._season(shape)
        return self._beside(shape, number) or self._day(shape, self._now)

    def _day(self, shape: Shape, now: Moment | None) -> str | None:
        if shape.year is not None:
            return iso_of(shape.year, shape.month, shape.day)
        if shape.turn is not None and now is None and self._last is not None:
            now = Moment.of(self._last)  # nothing printed: « le 2 juillet dernier », from the news
        tense = tense_at(self._text, shape.start, shape.end)
        told = Told(shape.month or 1, shape.day, shape.weekday, shape.turn, tense)
        if shape.here and now is not None and now.day is not None:
            told = replace(told, tense=None)
        return settled(told, now, self._years)

    def _beside(self, shape: Shape, number: int) -> str | None:
        """« Les 6 décembre et 31 janvier 2019 »: the year told with the next date holds."""
        if shape.turn is not None or number + 1 >= len(self._shapes):
            return None
        following = self._shapes[number + 1]
        if following.year is None or following.month is None or shape.day is None:
            return None
        if not _TOGETHER.fullmatch(self._text.folded, shape.end, following.start):
            return None
        later = (shape.month or 0, shape.day) > (following.month, following.day or 31)
        return iso_of(following.year - later, shape.month, shape.day)

    def _season(self, shape: Shape) -> str | None:
        """« L’été dernier », from the day of writing: the year in which it lay."""
        if self._now is None or shape.turn is None or shape.season not in SEASONS:
            return None
        told = Told(SEASONS[shape.season], None, turn=shape.turn)
        iso = settled(told, self._now, ())
        return None if iso is None else iso[:4]

    def _weekday(self, shape: Shape) -> str | None:
        today = None if self._now is None else self._now.day
        if today is None or shape.weekday is None:
            return None
        if shape.turn is not None:
            return weekday_near(shape.weekday, today, shape.turn, strict=True).isoformat()
        side = tense_at(self._text, shape.start, shape.end)
        if side is None and not shape.here:
            return None
        return weekday_near(shape.weekday, today, side).isoformat()

    def _near(self, shape: Shape) -> str | None:
        """« Vendredi 13 »: the nearest month in which that day bears that name."""
        anchor = Moment.of(self._last).first if self._last else self._now and self._now.first
        if not anchor or shape.day is None:
            return None
        days = (anchor + timedelta(days=gap) for gap in range(-_SEASON, _SEASON + 1))
        fit = (d for d in days if d.day == shape.day and d.weekday() == shape.weekday)
        near = min(fit, key=lambda d: abs((d - anchor).days), default=None)
        return None if near is None else near.isoformat()

    def _word(self, shape: Shape) -> str | None:
        word = shape.word or ""
        if word == SAME_YEAR:
            return iso_of(int(self._last[:4]), shape.month, None) if self._last else None
        if word in _ANAPHORA:
            return _shifted(self._last, _ANAPHORA[word])
        if word.endswith(("plus tard", "apres")):
            return _shifted(self._last, _days_of(word))
        now = self._now
        if now is None or (now.day is None and not word.startswith(("le mois", "ce mois"))):
            return None
        for start, days in _OFFSETS.items():
            if word.startswith(start):
                return (now.first + timedelta(days=days)).isoformat()
        return _ago(word, now) if "il y a" in word or word.startswith("voi") else _unit(word, now)


#: How many days away a month left unsaid may lie.
_SEASON = 92
_ANAPHORA = {
    "le meme jour": 0, "ce meme jour": 0, "ce jour-la": 0, "la veille": -1, "le lendemain": 1,
}  # fmt: skip
_OFFSETS = {
    "avant-hier": -2, "hier": -1, "aujourd'hui": 0, "ce jour": 0, "ce matin": 0, "ce soir": 0,
    "cet apres-midi": 0, "apres-demain": 2, "demain": 1,
}  # fmt: skip


def _unit(word: str, now: Moment) -> str | None:
    """« La semaine dernière », « le mois prochain », « l’an dernier »: the unit before or after."""
    side = ("prochain" in word) - ("dernier" in word or "pass" in word)
    if "semaine" in word:
        return week_of(now.first, side)
    if "mois" in word:
        return month_from(now.first, side)
    return iso_of(now.first.year + side)


def _ago(word: str, now: Moment) -> str | None:
    """« Il y a deux ans », « voilà un mois »: to the unit that is told."""
    words = word.split()
    count = parse(words[-2])
    if not isinstance(count, int):
        return None
    if words[-1].startswith("mois"):
        return month_from(now.first, -count)
    if words[-1].startswith("an"):
        return iso_of(now.first.year - count)
    return (now.first - timedelta(days=count)).isoformat()


def _days_of(word: str) -> int:
    """« Trois jours plus tard », « une semaine après »: how many days that is."""
    count, unit = word.split()[:2]
    number = parse(count)
    return (number if isinstance(number, int) else 1) * (7 if unit.startswith("sem") else 1)


def _shifted(iso: str | None, days: int) -> str | None:
    if iso is None or len(iso) != 10:
        return None
    return (Moment.of(iso).first + timedelta(days=days)).isoformat()


def _is_relative(shape: Shape) -> bool:
    if shape.year is not None:
        return False
    return shape.word is not None or shape.turn is not None or shape.day is None or shape.here


def _years(text: Text, shapes: list[Shape]) -> frozenset[int]:
    """Return the years that the text tells, and those it counts from them (« deux ans après »)."""
    told = {shape.year for shape in shapes if shape.year is not None}
    counted = set()
    for later in _LATER.finditer(text.folded):
        count = parse(later["count"])
        if isinstance(count, int):
            counted |= {year + (-count if later["back"] else count) for year in told}
    return frozenset(told | counted)
