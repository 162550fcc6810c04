"""Identifiers: made in one place, checked by their register's own rule."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph import ids
from graph.errors import InvalidIdentifier


@pytest.mark.parametrize(
    "text",
    [
        "commune:59606",
        "commune:2A004",
        "commune:97411",
        "departement:2B",
        "departement:69M",
        "departement:976",
        "region:94",
        "pays:fr",
        "epci:200042190",
        "siren:356000000",
        "qpv:QP059028",
        "qpv:QP974026",
        "qpv:QN05906M",
        "qpv:QN02A01N",
        "qpv:QN97101M",
        "quartier:59606-chasse-royale",
        "agency:anru",
        "actor:regie-de-quartier-du-19e@75",
        "convention:cv001-2015",
    ],
)
def test_an_identifier_of_each_register_is_accepted_as_it_is(text: str) -> None:
    assert ids.node_id(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "anru",
        "ville:59606",
        "commune:5960",
        "commune:59 606",
        "commune:596O6",
        "commune:59606\n",
        "departement:99",
        "departement:96",
        "siren:732829321",
        "siren:000000000",
        "siren:73282932",
        "siren:٧٣٢٨٢٩٣٢٠",
        "epci:200042191",
        "qpv:QP59028",
        "qpv:QN05906",
        "agency:ANRU",
        "agency:anru--x",
        "actor:regie",
        "convention:",
    ],
)
def test_what_no_register_would_give_is_refused_with_a_hint(text: str) -> None:
    with pytest.raises(InvalidIdentifier) as refused:
        ids.node_id(text)
    assert "«" in refused.value.message


def test_a_siren_printed_with_spaces_is_the_same_siren() -> None:
    assert ids.siren("732\u202f829\u00a0320") == "siren:732829320"


@pytest.mark.parametrize("siret", ["35181600000000", "2,43E+13", "7328293200007", "12345678900000"])
def test_a_rounded_or_shortened_siret_identifies_nobody(siret: str) -> None:
    with pytest.raises(InvalidIdentifier):
        ids.siret(siret)


def test_a_post_office_counts_its_digits_by_five() -> None:
    assert ids.siret("35600000049837") == ids.siret("356 000 000 00048") == "siren:356000000"


@given(st.text(st.characters(codec="utf-8"), max_size=40))
def test_any_text_is_either_an_identifier_or_refused(text: str) -> None:
    assert ids.is_node_id(text) == (ids.is_node_id(text) and ids.node_id(text) == text)


@given(st.text(max_size=60))
def test_a_slug_is_plain_and_does_not_change_again(text: str) -> None:
    once = ids.slug(text)
    assert once.isascii()
    assert ids.slug(once) == once


@given(st.integers(0, 99_999_999))
def test_exactly_one_last_digit_in_ten_makes_a_siren(start: int) -> None:
    numbers = [f"{start:08d}{last}" for last in range(10)]
    assert sum(ids.luhn(number) for number in numbers) == 1
