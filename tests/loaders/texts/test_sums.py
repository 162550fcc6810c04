"""Sums: every way of writing euros and francs, and nothing that is merely counted."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.texts.grammar.money.sums import find_sums
from loaders.texts.text import Text


def euros(words: str) -> list[float | None]:
    return [one.amount_eur for one in find_sums(Text(words))]


@given(st.integers(2, 10**10))
def test_a_sum_in_full_comes_back_to_the_euro(amount: int) -> None:
    assert euros(f"Une subvention de {amount:,} € est versée.".replace(",", " ")) == [amount]


@given(st.integers(1, 9999))
def test_tenths_of_a_million_are_exact(tenths: int) -> None:
    written = f"{tenths // 10},{tenths % 10}"
    assert euros(f"Il apporte {written} M€.") == [tenths * 100_000]
    assert euros(f"Il apporte {written} millions d’euros.") == [tenths * 100_000]


@pytest.mark.parametrize(
    ("words", "amount"),
    [
        ("1,7 million d'euros", 1.7e6), ("97 700 000 €", 97_700_000), ("30 k€", 30_000),
        ("1,5 Md€", 1.5e9), ("10 Mds €", 1e10), ("500.000 €", 500_000), ("2,5 M d'euros", 2.5e6),
        ("mille euros", 1000), ("5 000 € TTC", 5000), ("deux millions et demi d'euros", 2.5e6),
        ("un demi-million d'euros", 500_000), ("une dizaine de millions d'euros", 1e7),
        ("120 milliers d'euros", 120_000), ("vingt mille euros (20 000 €)", 20_000),
    ],
)  # fmt: skip
def test_each_way_of_writing_a_sum_is_read(words: str, amount: float) -> None:
    assert euros(words) == [amount]


def test_a_sum_without_its_currency_counts_where_money_is_spoken_of() -> None:
    words = "L’agence apporte 276 millions d’euros, soit 213 millions de subventions."
    assert euros(words) == [276e6, 213e6]
    assert euros("L’État apportera un milliard. Les deux milliards manquants suivront.") == [
        1e9, 2e9,
    ]  # fmt: skip
    assert euros("Le pays compte 67 millions de Français.") == []


@pytest.mark.parametrize(
    "words",
    [
        "Un budget pour 2 millions d’habitants", "Le financement de 3 millions de logements",
        "entre 2 et 3 millions d’euros", "de 2 à 3 M€", "des millions d’euros", "un F3 et un F4",
    ],
)  # fmt: skip
def test_people_dwellings_and_ranges_are_no_sum(words: str) -> None:
    assert euros(words) == []


def test_francs_stay_francs_unless_euros_stand_beside() -> None:
    alone = find_sums(Text("un budget de 120 millions de francs"))
    assert [(one.amount_eur, one.amount_frf) for one in alone] == [(None, 120e6)]
    both = find_sums(Text("un budget de 30 MF (soit 4,57 M€)"))
    assert [(one.amount_eur, one.amount_frf) for one in both] == [(4.57e6, 30e6)]


def test_a_bare_sum_is_in_the_currency_of_the_sum_before() -> None:
    told = find_sums(Text("L’État inscrit 17 milliards de francs, dont 8 milliards de prêts."))
    assert [one.amount_frf for one in told] == [17e9, 8e9]


def test_francs_of_other_countries_are_none() -> None:
    assert find_sums(Text("L’État apporte 394 millions de francs CFP par an.")) == []


def test_where_something_rises_the_new_sum_counts() -> None:
    assert euros("L’avenant porte le budget de 750 à 930 millions d’euros.") == [930e6]
    assert euros("L’aide va de 750 à 930 euros.") == []


def test_a_hedge_is_kept() -> None:
    assert [one.about for one in find_sums(Text("près de 3 M€ et 5 M€"))] == [True, False]


@pytest.mark.parametrize("unit", ["3 M€, ", "3 millions de ", "1 000 ", "mille ", "un ", "euros "])
def test_a_hostile_text_costs_no_more_than_its_length(unit: str) -> None:
    text = Text(unit * (60_000 // len(unit)))
    begun = time.process_time()
    find_sums(text)
    assert time.process_time() - begun < 4
