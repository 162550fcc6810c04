"""Numbers as French writes them: « 1 799 », « 1.234.567 », « 1,7 », « soixante et onze ».

`NUMBER` and `WORDS` are sources of regular expressions for other rules to build on. They look at
folded text (`Text.folded`); every repetition in them is bounded, so that a line of digits or of
« cent cent cent » costs no more than any other line.
"""

from __future__ import annotations

import re
from typing import Final

_SPACE = "[ \u00a0\u202f\u2009\u2007]"
#: Digits, in groups of three (a space or a dot between them) or not, and decimals.
NUMBER: Final = (
    rf"(?<![\d.,])(?:\d{{1,3}}(?:{_SPACE}\d{{3}}){{1,4}}(?!\d)(?:,\d{{1,6}})?"
    r"|\d{1,3}(?:\.\d{3}){1,4}(?![\d.])(?:,\d{1,6})?"
    r"|\d{1,12}(?:[,.]\d{1,6})?)(?!\d)"
)
_UNITS = {
    "zero": 0, "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6,
    "sept": 7, "huit": 8, "neuf": 9, "dix": 10, "onze": 11, "douze": 12, "treize": 13,
    "quatorze": 14, "quinze": 15, "seize": 16,
}  # fmt: skip
#: The counts that texts tell in one word, and what they are worth.
COUNTS: Final = {
    **{word: worth for word, worth in _UNITS.items() if worth > 1},
    "dix-sept": 17, "dix-huit": 18, "dix-neuf": 19, "vingt": 20, "trente": 30,
}  # fmt: skip
#: One of them, or as many in at most three digits; the longest word first.
COUNT: Final = rf"(?:{'|'.join(sorted(COUNTS, key=len, reverse=True))}|\d{{1,3}})"
_TENS = {
    "vingt": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60,
    "septante": 70, "huitante": 80, "octante": 80, "nonante": 90,
}  # fmt: skip
#: « Une dizaine »: about so many; they need a number before them.
_DOZENS = {
    "dizaine": 10, "douzaine": 12, "quinzaine": 15, "vingtaine": 20, "trentaine": 30,
    "quarantaine": 40, "cinquantaine": 50, "soixantaine": 60, "centaine": 100,
}  # fmt: skip
_SCALES = {
    "mille": 1_000, "mil": 1_000, "millier": 1_000, "million": 1_000_000,
    "milliard": 1_000_000_000,
}  # fmt: skip
_WORD = (
    "(?:"
    + "|".join(
        sorted((*_UNITS, *_TENS, *_DOZENS, *_SCALES, "vingts", "cents?", "demi"), reverse=True)
    )
    + ")s?"
)
#: Numbers in words, « et » and « de » between them included: « une centaine de milliers ».
WORDS: Final = rf"(?<![\w-]){_WORD}(?:(?: et |-et-| de | d'|[ -]){_WORD}){{0,14}}(?![\w-])"
_HALF = 0.5
#: A number, in digits or in words.
QUANTITY: Final = rf"(?:{NUMBER}|{WORDS})"

_DIGITS = re.compile(NUMBER)
_JOINTS = re.compile(rf"(?:{_SPACE}|-|\b(?:et|de)\b|d['’]){{1,8}}")
_THOUSANDS = re.compile(rf"(\d{{1,3}}(?:(?:{_SPACE}|\.)\d{{3}})+)(?:,(\d+))?")


def number_of(word: str) -> int | None:
    """Return the count that one word or digits tell, None when they tell none.

    >>> number_of("douze"), number_of("31"), number_of("une")
    (12, 31, None)
    """
    return int(word) if word.isdecimal() else COUNTS.get(word)


def parse(text: str) -> float | int | None:
    """Return the number that `text` is, whole; None when it is none, or not one.

    Whole numbers come as `int`. A dot before three digits parts thousands, as the French do.

    >>> parse("1 799"), parse("1.234.567"), parse("1,7"), parse("2,5 millions")
    (1799, 1234567, 1.7, 2500000)
    >>> parse("quatre-vingt-dix-sept"), parse("deux cent mille"), parse("un milliard et demi")
    (97, 200000, 1500000000)
    >>> parse("une dizaine"), parse("deux trois"), parse("des millions")
    (10, None, None)
    """
    words = text.strip().lower().replace("é", "e")
    digits = _DIGITS.match(words)
    if digits is None:
        return _spelt(_tokens(words))
    value = _written(digits[0])
    rest = _tokens(words[digits.end() :])
    if not rest:
        return value
    scale = _SCALES.get(_singular(rest[0])) if len(rest) == 1 else None
    return None if scale is None else _whole(value * scale)


def _written(digits: str) -> float | int:
    grouped = _THOUSANDS.fullmatch(digits)
    if grouped is None:
        return _whole(float(digits.replace(",", ".")))
    whole = int(re.sub(r"\D", "", grouped[1]))
    return _whole(float(f"{whole}.{grouped[2]}")) if grouped[2] else whole


def _whole(value: float) -> float | int:
    """Return a number of euros or people without the noise of binary fractions."""
    rounded = round(value, 6)
    return int(rounded) if rounded == int(rounded) else rounded


def _tokens(words: str) -> list[str]:
    return [token for token in _JOINTS.split(words) if token]


def _singular(token: str) -> str:
    plural = token.endswith("s") and token not in _UNITS
    return token[:-1] if plural else token


def _spelt(words: list[str]) -> float | int | None:
    """Add up number words, refusing what no one would say (« vingt trente », « dix dix »)."""
    if not words:
        return None
    total, current, scale = 0.0, 0.0, 0
    for word in map(_singular, words):
        if word in _SCALES:
            if _needs_a_number(word) and not current:
                return None
            scale = _SCALES[word]
            if total and total % (scale * 1000):
                return None
            total, current = total + (current or 1) * scale, 0
        elif word == "demi" and scale:
            return _whole(total + scale / 2)
        else:
            grown = _grown(current, word)
            if grown is None:
                return None
            current = grown
    return _whole(total + current) if current != _HALF else None


def _needs_a_number(scale: str) -> bool:
    return scale not in ("mille", "mil")


def _grown(current: float, word: str) -> float | None:
    """Return the number under a thousand that `word` makes of `current`."""
    if word == "demi":
        return _HALF if current in (0, 1) else None
    if word == "cent":
        return (current or 1) * 100 if current < 20 and current != _HALF else None
    if word in _DOZENS:
        return current * _DOZENS[word] if 0 < current < 10 else None
    value = _UNITS.get(word, _TENS.get(word))
    if value is None:
        return None
    if word == "vingt" and current % 100 == 4:
        return current + 76
    return current + value if _fits(current % 100, value) else None


def _fits(rest: float, value: int) -> bool:
    """Tell whether `value` may follow a number that ends in `rest`: « soixante » then « douze »."""
    if value < 10:
        return rest == 0 or (rest % 10 == 0 and rest >= 20) or (rest % 20 == 10 and value >= 7)
    if value < 20:
        return rest in (0, 60, 80)
    return rest == 0
