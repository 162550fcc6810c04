"""Dates as the text writes them, before any is settled: one pattern per way of telling.

Patterns look at folded text. Where two overlap, the earlier of `found` wins: a blank or a period
is never also the day that stands in it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from loaders.texts.grammar.dates.lexicon import (
    DAY,
    MONTH,
    SEASONS,
    TURN,
    WEEKDAY,
    YEAR,
    day_of,
    month_of,
    weekday_of,
    year_of,
)
from loaders.texts.grammar.dates.moments import FUTURE, PAST


@dataclass(frozen=True, slots=True)
class Shape:
    """One date as told. `here` when a demonstrative points at it (« ce jeudi 26 février »).

    `word` is a relative expression to work out (« hier »); `upto` the end of a period.
    """

    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    turn: str | None = None
    here: bool = False
    word: str | None = None
    season: str | None = None
    upto: Shape | None = None


_MODIFIER = r"(?:debut|fin|mi|courant|milieu|des|au mois|mois)"
_ORDINAL = r"(?:premier|1er|second|2nd|deuxieme|2e(?:me)?|troisieme|3e(?:me)?|quatrieme|4e(?:me)?)"
_DAY_MONTH = re.compile(
    rf"(?:\b(?P<here>ce) )?(?:\b(?P<weekday>{WEEKDAY}),? (?:le )?)?"
    rf"(?<![\w,/.-])(?P<day>{DAY})(?: jour)?(?: du mois)?(?: de| d')? ?(?P<month>{MONTH})"
    rf"(?:,? (?:de l'an(?:nee)? )?(?P<year>{YEAR}))?(?: (?P<turn>{TURN}))?"
)
_NUMERIC = re.compile(
    r"(?<![\d/.-])(?:(?P<y>(?:19|20)\d\d)-(?P<m>[01]\d)-(?P<d>[0-3]\d)"
    r"|(?P<day>[0-3]?\d) ?(?P<sep>[/.-]) ?(?P<month>[01]?\d) ?(?P=sep) ?"
    r"(?P<year>(?:19|20)\d\d|(?<=\d\d/)\d\d|(?<=\d\d\.)\d\d))(?![\d/-]|\.\d)"
)
_SPACED = re.compile(r"\ble (?P<day>[0-3]\d) (?P<month>[01]\d) (?P<year>(?:19|20)\d\d)\b")
_IN_FULL = re.compile(
    rf"\bl'an (?P<year>{YEAR}),? ?(?:et )?(?:le )?(?:(?P<weekday>{WEEKDAY}) )?"
    rf"(?P<day>{DAY}) (?:du mois de |d'|de )?(?P<month>{MONTH})"
)
_MONTH = re.compile(
    rf"\b(?:{_MODIFIER}[ -](?:de |d')?|(?P<of>en|de|d'|des|pour|depuis|numero d[e'] ?) ?)?"
    rf"(?<!\w)(?P<month>{MONTH})"
    rf"(?: (?:de )?(?:l'an(?:nee)? )?(?P<year>{YEAR})| (?P<turn>{TURN})"
    r"| de (?P<same>la meme|cette meme) annee)?"
)
_SEASON = re.compile(
    rf"\b(?P<season>printemps|ete|automne|hiver|rentree|{_ORDINAL} (?:trimestre|semestre)"
    rf"|(?:debut|fin|mi|courant|milieu|cours)(?: de)?)(?: scolaire)?"
    rf"[ -](?:(?:de |d'|du |en )?(?:l'an(?:nee)? )?(?P<year>{YEAR})(?! ?[-/] ?\d)"
    rf"|(?P<turn>{TURN}))"
)
_YEAR = re.compile(
    r"(?:\b(?:en|de|des|depuis|pour|annees?|exercice|millesime|session|vers|l'an|budget) "
    rf"(?P<year>{YEAR})|\((?P<alone>(?:19|20)\d\d)\))(?! ?[-/] ?\d)"
    r"(?! (?:euros?|francs?|€|logements?|habitants?|personnes|emplois|jeunes|salaries|eleves|places"
    r"|m2|m²|metres|menages|foyers|familles|locataires|heures)\b)(?<!annees 19\d0)(?<!annees 20\d0)"
)
_YEARS = re.compile(
    rf"(?<![\w/.-])(?:(?P<word>de|entre) )?(?P<from>{YEAR})"
    r"(?P<joint> ?[-/] ?| (?:a|et|au|jusqu'en|jusqu'a) (?:fin |l'an )?)"
    rf"(?P<to>{YEAR}|\d\d(?![\d/.]))"
    r"(?![/.-]?\d)"
)
_DAYS = re.compile(
    rf"\b(?:du|les|entre le|au|aux) (?:{WEEKDAY} )?(?P<first>{DAY})"
    rf"(?: (?P<opening>{MONTH}))?(?: (?P<since>{YEAR}))? (?P<joint>au|et|et le) (?:{WEEKDAY} )?"
    rf"(?P<day>{DAY}) (?P<month>{MONTH})(?: (?P<year>{YEAR}))?"
)
_WORD = re.compile(
    r"\b(?P<word>avant-hier|hier|aujourd'hui|ce jour-la|ce (?:jour|matin|soir)\b(?! de|-la)|"
    r"cet apres-midi"
    r"|apres-demain|(?<!de )(?<!d'ici )(?<!des )demain(?! matin d)|la semaine (?:derniere|passee"
    r"|prochaine)|cette semaine|le mois (?:dernier|passe|prochain)|ce mois(?:-ci)?"
    r"|l'an(?:nee)? (?:derniere?|passee?|prochaine?)|cette annee"
    r"|(?:il y a|voila|voici) (?P<count>un|une|deux|trois|quatre|cinq|six|dix|\d{1,2})"
    r" (?P<unit>jours?|mois|ans?|annees?)\b"
    r"|(?P<later>une?|deux|trois|quatre|cinq|six|huit|dix|quinze|\d{1,2}) (?:jours?|"
    r"semaines?) (?:plus tard|apres\b(?! (?:le|la|l'|les)\b))"
    r"|le meme jour|ce meme jour|la veille|le lendemain)\b"
)
#: « vendredi 13 », of a month that the text leaves to be understood.
_DAY_ALONE = re.compile(
    rf"(?:\b(?P<here>ce) )?\b(?P<weekday>{WEEKDAY}),? (?:le )?(?P<day>1er|[12]?\d|3[01])"
    rf"(?! ?(?:{MONTH}|heures?|h\b|[/.:-]?\d|et\b|au\b))(?!\w)"
)
_WEEKDAY = re.compile(
    rf"(?:\b(?P<here>ce) )?(?<!du )(?<!le )(?<!un )(?<!les )(?<!chaque )\b(?P<weekday>{WEEKDAY})\b"
    rf"(?: (?P<turn>{TURN}))?(?! \d)"
)


#: The word of a month « de la même année ».
SAME_YEAR = "meme annee"


def found(text: str, taken: bytearray) -> Iterator[Shape]:
    """Yield the dates of folded `text`, kind by kind, off the characters marked in `taken`."""
    for pattern, build in _WAYS:
        for match in pattern.finditer(text):
            shape = build(match)
            if shape is not None and not any(taken[shape.start : shape.end]):
                taken[shape.start : shape.end] = b"\1" * (shape.end - shape.start)
                yield shape


def _group(match: re.Match[str], name: str) -> str | None:
    return match.groupdict().get(name)


def _day(match: re.Match[str]) -> Shape | None:
    day = day_of(match["day"])
    if day is None or not 1 <= day <= 31:
        return None
    month = match["month"]
    number = int(month) if month.isdigit() else month_of(month)
    year = _year(_group(match, "year"))
    weekday = _group(match, "weekday")
    shape = Shape(*match.span(), year, number, day, turn=_turn(_group(match, "turn")))
    if not 1 <= number <= 12:
        return None
    return replace(
        shape,
        weekday=weekday_of(weekday) if weekday else None,
        here=_group(match, "here") is not None,
    )


def _numeric(match: re.Match[str]) -> Shape | None:
    if match["y"] is None:
        return _day(match)
    return Shape(*match.span(), int(match["y"]), int(match["m"]), int(match["d"]))


def _month(match: re.Match[str]) -> Shape | None:
    """Return a month; a bare one only when a word before says it is a date (« en », « mi- »)."""
    year, turn = _year(match["year"]), _turn(match["turn"])
    introduced = match["of"] in ("en", "pour", "depuis", "des") or match[0].startswith(
        ("debut", "fin", "mi", "courant", "milieu", "des", "au mois")
    )
    same = SAME_YEAR if match["same"] else None
    if year is None and turn is None and not introduced:
        return None
    start = match.start() if match["of"] is None else match.start("month")
    return Shape(start, match.end(), year, month_of(match["month"]), turn=turn, word=same)


def _season(match: re.Match[str]) -> Shape | None:
    year, turn = _year(match["year"]), _turn(match["turn"])
    known = match["season"] in SEASONS
    if year is None and not known:
        return None
    season = match["season"] if known else None
    return Shape(*match.span(), year, turn=turn, season=season)


def _one_year(match: re.Match[str]) -> Shape | None:
    name = "year" if match["alone"] is None else "alone"
    return Shape(*match.span(name), _year(match[name]))


def _day_alone(match: re.Match[str]) -> Shape | None:
    day = day_of(match["day"])
    here = match["here"] is not None
    return Shape(*match.span(), day=day, weekday=weekday_of(match["weekday"]), here=here)


def _years(match: re.Match[str]) -> Shape | None:
    """Return a span of years; « et » and « à » need the « de » or « entre » that opens them."""
    joint = match["joint"].strip()
    first = _year(match["from"])
    last = match["to"]
    to = int(last) + (first or 0) // 100 * 100 if len(last) == 2 else _year(last)
    if first is None or to is None or not first < to < first + 40:
        return None
    if joint not in "-/" and match["word"] is None and not joint.startswith("jusqu"):
        return None
    if joint.startswith("et") and match["word"] != "entre":
        return None
    return Shape(*match.span(), first, upto=Shape(*match.span("to"), to))


def _days(match: re.Match[str]) -> Shape | None:
    """Return a span of days, or the last of two (« les 3 et 4 octobre 2018 ») with its month."""
    last, first = _day(match), day_of(match["first"])
    if last is None or first is None or not 1 <= first <= 31:
        return None
    opening = match["opening"]
    month = month_of(opening) if opening else last.month
    year = _year(match["since"]) or last.year
    if year is not None and match["since"] is None and (month or 0) > (last.month or 0):
        year -= 1
    return Shape(match.start("first"), match.end(), year, month, first, upto=last)


def _word(match: re.Match[str]) -> Shape | None:
    return Shape(*match.span(), word=match["word"])


def _weekday(match: re.Match[str]) -> Shape | None:
    here = match["here"] is not None
    turn = _turn(match["turn"])
    return Shape(*match.span(), weekday=weekday_of(match["weekday"]), turn=turn, here=here)


def _year(word: str | None) -> int | None:
    return None if word is None else year_of(word)


def _turn(word: str | None) -> str | None:
    if word is None:
        return None
    return FUTURE if word.startswith("prochain") else PAST


#: How each pattern is read, in the order in which they take characters.
_WAYS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Shape | None]], ...] = (
    (_IN_FULL, _day),
    (_DAYS, _days),
    (_NUMERIC, _numeric),
    (_SPACED, _day),
    (_DAY_MONTH, _day),
    (_YEARS, _years),
    (_MONTH, _month),
    (_SEASON, _season),
    (_YEAR, _one_year),
    (_WORD, _word),
    (_DAY_ALONE, _day_alone),
    (_WEEKDAY, _weekday),
)
