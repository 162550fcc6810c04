"""The words of dates, as sources of regular expressions over folded text, and what they mean."""

from __future__ import annotations

from typing import Final

from loaders.texts.grammar.numbers import parse

_MONTHS = {
    "janv": 1, "fevr": 2, "mars": 3, "avr": 4, "mai": 5, "juin": 6, "juil": 7, "aout": 8,
    "sept": 9, "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip
_WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
#: First month of a season; winter spans two years and says none.
SEASONS: Final = {"printemps": 3, "ete": 6, "automne": 9}

MONTH: Final = (
    r"(?:janv(?:ier\b|\.)|fevr(?:ier\b|\.)|mars\b|avr(?:il\b|\.)|mai\b|juin\b|juil(?:let\b|\.)"
    r"|aout\b|sept(?:embre\b|\.)|oct(?:obre\b|\.)|nov(?:embre\b|\.)|dec(?:embre\b|\.))"
)
WEEKDAY: Final = f"(?:{'|'.join(_WEEKDAYS)})"
_SMALL = "un|deux|trois|quatre|cinq|six|sept|huit|neuf"
_TEEN = "dix(?:[ -](?:sept|huit|neuf))?|onze|douze|treize|quatorze|quinze|seize"
DAY: Final = (
    r"(?:1 ?er|premier|[0-3] ?\d(?!\d)|[1-9](?!\d)"
    rf"|(?:vingt|trente)[ -]et[ -]un|vingt[ -](?:{_SMALL})|vingt|trente|{_TEEN}|{_SMALL})"
)
#: A year in digits, in digits that OCR or design set apart, or in full letters.
YEAR: Final = (
    r"(?:(?:19|20)\d\d(?![\d%])|[12] [09] \d \d(?! ?\d)"
    r"|(?:deux[ -]mil(?:le)?|mil(?:le)?[ -]neuf[ -]cents?)"
    r"(?:[ -](?:et[ -])?(?:quatre[ -]vingts?|soixante|cinquante|quarante|trente|vingt))?"
    rf"(?:[ -](?:et[ -])?(?:{_TEEN}|{_SMALL}))?\b)"
)
#: Two digits of a year under this one are of this century.
_PIVOT = 60
#: « dernier », « prochain »: on which side of the day of writing.
TURN: Final = r"(?:dernier|passee?|ecoulee?|prochain)e?\b"


def month_of(word: str) -> int:
    """Return the number of a month; `word` is one that `MONTH` matches."""
    return next(number for stem, number in _MONTHS.items() if word.startswith(stem))


def weekday_of(word: str) -> int:
    """Return the number of a day of the week, Monday being 0."""
    return _WEEKDAYS.index(word)


def day_of(word: str) -> int | None:
    """Return the day of the month that `word`, matched by `DAY`, tells."""
    if word in ("premier", "1er", "1 er"):
        return 1
    return _number(word)


def year_of(word: str) -> int | None:
    """Return the year that `word` tells, matched by `YEAR` or two digits of « 12.04.18 »."""
    if len(word) == 2:
        return int(word) + (2000 if int(word) < _PIVOT else 1900)
    return _number(word)


def _number(word: str) -> int | None:
    digits = word.replace(" ", "")
    value = int(digits) if digits.isdigit() else parse(word)
    return value if isinstance(value, int) else None
