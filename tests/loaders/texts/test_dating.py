"""When an agreement was signed: the day of the deed, never a deadline, a period or a law's date."""

from __future__ import annotations

import pytest

from tests.loaders.texts.reader import BOTH, PUBLISHED, only, told


def day(words: str) -> str | None:
    """Return the day of signing told in a text printed on Friday 15 March 2019."""
    return only(f"{PUBLISHED}{words}").signed_on


@pytest.mark.parametrize(
    ("when", "iso"),
    [
        ("hier", "2019-03-14"),
        ("avant-hier", "2019-03-13"),
        ("ce vendredi", "2019-03-15"),
        ("ce mercredi", "2019-03-13"),
        ("mardi dernier", "2019-03-12"),
        ("ce mardi 12 mars", "2019-03-12"),
        ("le 12 mars dernier", "2019-03-12"),
        ("le 2 décembre dernier", "2018-12-02"),
        ("le 4 janvier 2019", "2019-01-04"),
        ("la semaine dernière", "2019-03"),
        ("le mois dernier", "2019-02"),
        ("en février", "2019-02"),
        ("en 2018", "2018"),
        ("l’an dernier", "2018"),
    ],
)
def test_the_day_is_worked_out_from_the_date_printed(when: str, iso: str) -> None:
    assert day(f"{BOTH} {when}.") == iso


@pytest.mark.parametrize(
    ("when", "iso"),
    [("lundi prochain", "2019-03-18"), ("demain", "2019-03-16"), ("le 2 avril", "2019-04-02"),
     ("le mois prochain", "2019-04"), ("en juin prochain", "2019-06")],
)  # fmt: skip
def test_the_day_announced_is_that_of_a_planned_agreement(when: str, iso: str) -> None:
    assert day(f"La commune de Rodez et l’Anru signeront la convention {when}.") == iso


@pytest.mark.parametrize(
    "after",
    [
        "",
        ", qui court jusqu’au 31 décembre 2024",
        " pour la période 2019-2024",
        " prévue par la loi du 21 février 2014",
        ", approuvée par le conseil municipal du 4 février 2019",
        " ; les travaux commenceront avant le 1er juin 2020",
        ", à respecter d’ici le 30 juin 2021",
        " qui prend fin le 31 mars 2025",
    ],
)
def test_a_deadline_a_period_or_a_law_gives_no_date(after: str) -> None:
    assert day(f"{BOTH}{after}.") is None


def test_the_day_of_publication_is_no_day_of_signing() -> None:
    assert day(f"{BOTH}.") is None


def test_a_day_whose_year_nothing_gives_is_no_date() -> None:
    assert only(f"{BOTH} le 12 mars.").signed_on is None


def test_a_day_of_signing_beats_the_day_of_the_vote() -> None:
    words = (
        "La commune de Rodez et l’Anru ont signé le 12 mars 2019 la convention que le conseil"
        " municipal avait adoptée le 4 février 2019."
    )
    assert day(words) == "2019-03-12"


def test_an_explicit_day_beats_a_relative_one() -> None:
    assert day(f"{BOTH} hier, le 13 mars 2019.") == "2019-03-13"


def test_the_paragraph_of_the_ceremony_gives_its_day() -> None:
    words = (
        "Mardi 12 mars, la salle des fêtes était comble. La commune de Rodez et l’Anru y ont signé"
        " la convention."
    )
    assert day(words) == "2019-03-12"


def test_two_agreements_have_each_their_day() -> None:
    first, second = told(
        "La commune de Rodez a signé une convention avec l’Anru le 4 mars 2019. Elle a signé une"
        " charte avec l’Anah le 5 avril 2019."
    )
    assert (first.signed_on, second.signed_on) == ("2019-03-04", "2019-04-05")


def test_the_date_leads_back_to_the_words_that_give_it() -> None:
    text = f"{PUBLISHED}{BOTH} mardi dernier."
    start, end = only(text).evidence["signed_on"].span
    assert text[start:end] == "mardi dernier"
