"""Numbers: what French writes, in digits and in words, is read to the unit."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.texts.grammar.numbers import QUANTITY, parse

UNITS = (
    *("zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix"),
    *("onze", "douze", "treize", "quatorze", "quinze", "seize", "dix-sept", "dix-huit"),
    "dix-neuf",
)
TENS = {2: "vingt", 3: "trente", 4: "quarante", 5: "cinquante", 6: "soixante"}


def spelt(number: int) -> str:
    """Return a whole number in French words, as the spelling of 1835 has it."""
    for value, name in ((10**9, "milliard"), (10**6, "million")):
        if number >= value:
            count, rest = divmod(number, value)
            head = f"{spelt(count)} {name}{'s' * (count > 1)}"
            return head if not rest else f"{head} {spelt(rest)}"
    if number >= 1000:
        count, rest = divmod(number, 1000)
        head = "mille" if count == 1 else f"{spelt(count)} mille"
        return head if not rest else f"{head} {spelt(rest)}"
    if number >= 100:
        count, rest = divmod(number, 100)
        head = "cent" if count == 1 else f"{spelt(count)} cent{'s' * (not rest)}"
        return head if not rest else f"{head} {spelt(rest)}"
    return _under_a_hundred(number)


def _under_a_hundred(number: int) -> str:
    if number < 20:
        return UNITS[number]
    if number >= 80:
        return "quatre-vingts" if number == 80 else f"quatre-vingt-{UNITS[number - 80]}"
    tens, rest = divmod(number, 10)
    if tens == 7:
        tens, rest = 6, rest + 10
    if not rest:
        return TENS[tens]
    return f"{TENS[tens]}{' et ' if rest in (1, 11) else '-'}{UNITS[rest]}"


@given(st.integers(1, 999_999_999_999))
def test_a_number_in_words_comes_back(number: int) -> None:
    assert parse(spelt(number)) == number


@given(st.integers(0, 999_999_999_999), st.sampled_from([" ", "\u00a0", "\u202f", "."]))
def test_a_number_in_groups_of_three_comes_back(number: int, space: str) -> None:
    assert parse(f"{number:,}".replace(",", space)) == number


@given(st.integers(0, 10**9), st.integers(1, 99))
def test_decimals_come_after_a_comma(whole: int, cents: int) -> None:
    assert parse(f"{whole},{cents:02d}") == pytest.approx(whole + cents / 100)


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("1 799", 1799), ("1.234.567", 1_234_567), ("500.000", 500_000), ("1.7", 1.7),
        ("1 234,5", 1234.5), ("un millier", 1000), ("une dizaine", 10), ("deux douzaines", 24),
        ("soixante-et-onze", 71), ("septante-deux", 72), ("mil neuf cent quatre-vingt-dix-huit",
        1998), ("douze cents", 1200), ("2,5 millions", 2_500_000), ("un milliard et demi",
        1_500_000_000), ("un demi-million", 500_000), ("une centaine de milliers", 100_000),
        ("Deux Cents", 200),
    ],
)  # fmt: skip
def test_each_way_of_writing_is_read(written: str, number: float) -> None:
    assert parse(written) == number


@pytest.mark.parametrize(
    "words", ["", "des", "deux trois", "vingt trente", "dix dix", "demi", "million", "dizaine"]
)
def test_what_is_no_single_number_is_none(words: str) -> None:
    assert parse(words) is None


@pytest.mark.parametrize("unit", ["1 000 ", "9", "cent ", "un et ", "1.000.", "quatre-vingt-"])
def test_a_long_run_of_numbers_costs_no_more_than_its_length(unit: str) -> None:
    hostile = unit * (100_000 // len(unit))
    begun = time.process_time()
    assert re.search(f"{QUANTITY} introuvable", hostile) is None
    assert time.process_time() - begun < 2
