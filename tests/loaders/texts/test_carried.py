"""What a sentence takes from the one before: « il », « tous », « les deux maires »."""

from __future__ import annotations

import pytest

from tests.loaders.texts.reader import ANRU, AVEYRON, MILLAU, RODEZ, STATE, parties, voices

MET = "La commune de Rodez, le département de l’Aveyron et l’Anru se sont retrouvés hier."


@pytest.mark.parametrize(
    "words",
    [
        f"{MET} Tous ont signé la convention.",
        f"{MET} Ils ont signé la convention.",
        f"{MET} Tous trois ont signé la convention.",
        f"{MET} Les trois partenaires ont signé la convention.",
    ],
)
def test_all_are_those_whom_the_sentence_before_lists(words: str) -> None:
    assert parties(words) == {RODEZ, AVEYRON, ANRU}


def test_who_was_only_received_is_none_of_all() -> None:
    words = (
        "La commune de Rodez et l’Anru se sont retrouvées devant le préfet de l’Aveyron."
        " Elles ont signé la convention."
    )
    assert parties(words) == {RODEZ, ANRU}


@pytest.mark.parametrize("pronoun", ["Elle", "Elle y", "Ce jour-là, elle"])
def test_she_is_the_subject_of_the_sentence_before(pronoun: str) -> None:
    words = (
        "Suzanne Lacore, maire de Rodez, est arrivée mardi."
        f" {pronoun} a signé la convention avec l’Anru."
    )
    assert voices(words) == {RODEZ: "Suzanne Lacore", ANRU: None}


def test_it_falls_to_nobody_when_the_verb_is_impersonal() -> None:
    words = "La commune de Rodez a délibéré. Il faut encore signer la convention avec l’Anru."
    assert RODEZ not in parties(words)


def test_the_mayors_are_those_of_the_towns_just_listed() -> None:
    words = (
        "Le projet réunit Rodez et Millau depuis dix ans. Les deux maires ont signé la convention"
        " avec l’Anru."
    )
    assert parties(words) == {RODEZ, MILLAU, ANRU}


def test_the_first_signs_for_the_first_body_named() -> None:
    words = (
        "La convention lie la commune de Rodez et l’Anru. Elle a été signée par Suzanne Lacore"
        " pour la première et par Paul Ramadier pour la seconde."
    )
    assert voices(words) == {RODEZ: "Suzanne Lacore", ANRU: "Paul Ramadier"}


def test_two_persons_of_one_sentence_sign_each_for_their_body() -> None:
    words = (
        "Suzanne Lacore et Paul Ramadier ont signé la convention, la première pour la commune de"
        " Rodez, le second pour l’Anru."
    )
    assert voices(words) == {RODEZ: "Suzanne Lacore", ANRU: "Paul Ramadier"}


def test_the_prefect_is_the_one_named_before() -> None:
    words = (
        "Paul Ramadier, préfet de l’Aveyron, est venu à Rodez. Le préfet et la commune de Rodez ont"
        " signé la convention."
    )
    assert voices(words) == {STATE: "Paul Ramadier", RODEZ: None}


def test_he_is_the_one_named_two_sentences_before() -> None:
    words = (
        "Le préfet de l’Aveyron, Paul Ramadier, est sur le terrain. Il parcourt les quartiers de"
        " Rodez. Il signera demain la convention avec l’Anru."
    )
    assert voices(words)[STATE] == "Paul Ramadier"
