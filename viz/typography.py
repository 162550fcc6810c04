"""Numbers, dates and sums as French readers print them, with the spaces that must not break.

Sources: Lexique des règles typographiques en usage à l’Imprimerie nationale.
"""

from __future__ import annotations

from graph.ontology import Currency

#: No-break space (before « : », after «), narrow no-break space (in numbers, before ; ! ? %).
NBSP, NARROW = "\u00a0", "\u202f"
_MONTHS = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
]
_SHORT_MONTHS = [
    "janv.",
    "févr.",
    "mars",
    "avr.",
    "mai",
    "juin",
    "juil.",
    "août",
    "sept.",
    "oct.",
    "nov.",
    "déc.",
]
_SYMBOLS = {Currency.EUR: "€", Currency.FRF: "F", Currency.XPF: "F" + NBSP + "CFP"}


def number(value: int) -> str:
    """Return a whole number in groups of three digits.

    >>> number(36000) == "36\u202f000"
    True
    """
    return f"{value:,}".replace(",", NARROW)


def decimal(value: float) -> str:
    """Return a number with one decimal, or none when it is zero.

    >>> decimal(1.7), decimal(2.0)
    ('1,7', '2')
    """
    text = f"{value:.1f}"
    return text.removesuffix(".0").replace(".", ",")


def percent(basis_points: int) -> str:
    """Return hundredths of a percent as a percentage.

    >>> percent(7200) == "72\u202f%", percent(3570) == "35,7\u202f%"
    (True, True)
    """
    return f"{decimal(basis_points / 100)}{NARROW}%"


def date(text: str, *, short: bool = False) -> str:
    """Return a partial date in words, at its own precision.

    >>> date("2010-10-18") == "18\u00a0octobre 2010", date("2018-01-01") == "1er\u00a0janvier 2018"
    (True, True)
    >>> date("2015-06"), date("2015")
    ('juin 2015', '2015')
    """
    year, *rest = text.split("-")
    if not rest:
        return year
    month = (_SHORT_MONTHS if short else _MONTHS)[int(rest[0]) - 1]
    if len(rest) == 1:
        return f"{month} {year}"
    day = "1er" if rest[1] == "01" else str(int(rest[1]))
    return f"{day}{NBSP}{month} {year}"


def on_day(text: str) -> str:
    """Return « le 18 octobre 2010 », « en juin 2015 », « en 2015 ».

    >>> on_day("2015-06"), on_day("2015")
    ('en juin 2015', 'en 2015')
    """
    return f"{'le' if len(text) == 10 else 'en'} {date(text)}"


def dated(text: str | None) -> str:
    """Return « , le 18 octobre 2010 » or « , en 2015 », ready to follow a fact; "" when unknown."""
    if not text:
        return ""
    return f", {on_day(text)}"


def amount(cents: int, currency: Currency) -> str:
    """Return a sum as it is said: in millions or billions when it is round there, else in full.

    >>> amount(170_000_000, Currency.EUR) == "1,7\u00a0M€"
    True
    >>> amount(125_000_050, Currency.EUR) == "1\u202f250\u202f000,50\u00a0€"
    True
    """
    symbol = _SYMBOLS[currency]
    for unit, letter in ((10**11, "Md"), (10**8, "M")):
        if cents >= unit and cents * 10 % unit == 0:
            return f"{decimal(cents / unit)}{NBSP}{letter}{symbol}"
    whole, rest = divmod(cents, 100)
    fraction = f",{rest:02d}" if rest else ""
    return f"{number(whole)}{fraction}{NBSP}{symbol}"


def count(value: int, one: str, many: str | None = None) -> str:
    """Return a number and its noun, which agrees: French counts 0 and 1 in the singular.

    >>> [count(n, "lien").split(NBSP)[1] for n in (0, 1, 2)]
    ['lien', 'lien', 'liens']
    """
    return f"{number(value)}{NBSP}{one if abs(value) < 2 else many or one + 's'}"


def joined(parts: list[str]) -> str:
    """Return « a, b et c »."""
    return " et ".join(filter(None, [", ".join(parts[:-1]), *parts[-1:]]))


def quoted(text: str) -> str:
    """Return « text », the marks glued to it."""
    return f"«{NBSP}{text}{NBSP}»"
