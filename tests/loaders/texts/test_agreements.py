"""Which words name one and the same agreement, and which name another."""

from __future__ import annotations

import pytest

from graph.ontology import Form
from tests.loaders.texts.reader import ANAH, ANRU, BOTH, MILLAU, RODEZ, only, read, told

AVENANT = "La commune de Rodez et l’Anru ont signé un avenant à la convention de rénovation urbaine"


@pytest.mark.parametrize(
    "words",
    [
        f"{BOTH} de renouvellement urbain. Cette convention porte sur trois quartiers.",
        f"{BOTH} de renouvellement urbain. Le document compte cent pages.",
        f"{BOTH} de renouvellement urbain. Elle court jusqu’en 2030.",
        f"{BOTH} de renouvellement urbain. La convention de renouvellement urbain est un cadre.",
        f"{BOTH}. Le texte signé mardi prévoit une école.",
    ],
)
def test_words_that_point_back_name_the_same_agreement(words: str) -> None:
    assert len(read(words).agreements) == 1


@pytest.mark.parametrize(
    "words",
    [
        (
            "La commune de Rodez a signé une convention avec l’Anru. Une autre convention a été"
            " signée avec l’Anah."
        ),
        (
            "La commune de Rodez a signé une convention avec l’Anru. La commune de Millau a signé"
            " la sienne avec l’Anah."
        ),
        (
            "La commune de Rodez a signé un protocole avec l’Anru. Elle a aussi signé une charte"
            " avec l’Anah."
        ),
        (
            "La commune de Rodez a signé la convention de rénovation urbaine avec l’Anru. Elle a"
            " signé la convention d’amélioration de l’habitat avec l’Anah."
        ),
        (
            "La commune de Rodez a signé l’avenant n° 1 avec l’Anru. Elle a signé l’avenant n° 2"
            " avec l’Anah."
        ),
    ],
)
def test_what_is_told_apart_is_two_agreements(words: str) -> None:
    first, second = told(words)
    assert ANRU in {party.name for party in first.signatories}
    assert ANAH in {party.name for party in second.signatories}


def test_another_of_the_like_has_its_own_parties() -> None:
    _, second = told(
        "La commune de Rodez a signé une convention avec l’Anru. La commune de Millau a signé la"
        " sienne avec l’Anah."
    )
    assert {party.name for party in second.signatories} == {MILLAU, ANAH}


def test_an_avenant_is_an_agreement_and_names_the_one_it_amends() -> None:
    amending, amended = read(f"{AVENANT}.").agreements
    assert (amending.kind, amended.kind) == (Form.AVENANT, Form.CONVENTION)
    assert amending.amends == amended.key


def test_the_convention_that_an_avenant_amends_is_only_mentioned() -> None:
    amending, amended = read(f"{AVENANT}.").agreements
    assert (amending.background, amended.background) == (False, True)
    assert not amended.signatories


def test_an_avenant_keeps_its_number() -> None:
    words = "La commune de Rodez et l’Anru ont signé l’avenant n° 4 à la convention d’attribution."
    assert only(words).number == "4"


@pytest.mark.parametrize(
    "beside",
    [
        "Elle succède à la convention d’attribution de 2007.",
        "Elle découle du contrat de ville 2015-2020.",
        "Elle s’inscrit dans le contrat de ville 2015-2020.",
        "Elle remplace le protocole de préfiguration de 2016.",
    ],
)
def test_an_agreement_named_in_passing_is_in_the_background(beside: str) -> None:
    words = f"{BOTH} de renouvellement urbain le 12 mars 2019. {beside}"
    main, passing = read(words).agreements
    assert (main.background, passing.background) == (False, True)


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("Rodez, Millau et Decazeville ont signé avec l’Anah trois conventions d’application.", 3),
        ("La région Occitanie a signé quinze conventions avec l’Anah.", 15),
        ("Douze communes ont signé avec l’Anah une convention d’application.", 12),
    ],
)
def test_a_series_told_in_one_breath_is_one_record_with_its_number(words: str, count: int) -> None:
    assert only(words).instances == count


def test_two_contracts_of_one_sentence_have_each_their_place_and_day() -> None:
    rodez, millau = told(
        "Le contrat de ville de Rodez a été signé le 1er juin 2015 et celui de Millau le 10 juillet"
        " 2015."
    )
    assert [cover.territory for cover in rodez.covers] == [RODEZ]
    assert [cover.territory for cover in millau.covers] == [MILLAU]
    assert (rodez.signed_on, millau.signed_on) == ("2015-06-01", "2015-07-10")


@pytest.mark.parametrize(
    ("noun", "form"),
    [
        ("le contrat de ville", Form.CONTRAT_DE_VILLE),
        ("un protocole de préfiguration", Form.PROTOCOLE),
        ("une charte de relogement", Form.CHARTE),
        ("un accord-cadre", Form.ACCORD_CADRE),
        ("un pacte territorial", Form.CONVENTION),
        ("un contrat de relance du logement", Form.CONVENTION),
    ],
)
def test_an_agreement_is_of_the_form_that_its_noun_says(noun: str, form: Form) -> None:
    assert only(f"La commune de Rodez et l’Anah ont signé {noun}.").kind is form
