"""A contrat de ville belongs to the generation of its date."""

from __future__ import annotations

import pytest

from loaders.texts.grammar.generations import of_year
from tests.loaders.texts.reader import PUBLISHED, only

CONTRACT = "L’État et la commune de Rodez ont signé le contrat de ville"


@pytest.mark.parametrize(
    ("year", "name"),
    [
        (1993, None),
        (1994, "Contrats de ville 1994-1999"),
        (1999, "Contrats de ville 1994-1999"),
        (2000, "Contrats de ville 2000-2006"),
        (2015, "Contrats de ville 2015-2023"),
        (2023, "Contrats de ville 2015-2023"),
        (2024, "Contrats de ville Quartiers 2030"),
        (2029, "Contrats de ville Quartiers 2030"),
    ],
)
def test_each_year_has_its_generation(year: int, name: str | None) -> None:
    assert of_year(year) == name


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (f"{CONTRACT} le 3 juin 1996.", "Contrats de ville 1994-1999"),
        (f"{CONTRACT} le 3 juin 2003.", "Contrats de ville 2000-2006"),
        (f"{CONTRACT} le 3 juin 2015.", "Contrats de ville 2015-2023"),
        (f"{CONTRACT} le 3 juin 2024.", "Contrats de ville Quartiers 2030"),
        (f"{CONTRACT} « Quartiers 2030 ».", "Contrats de ville Quartiers 2030"),
        (f"{CONTRACT} 2024-2030.", "Contrats de ville Quartiers 2030"),
        (f"{CONTRACT} 2015-2020.", "Contrats de ville 2015-2023"),
        (f"{PUBLISHED}{CONTRACT} hier.", "Contrats de ville 2015-2023"),
        (
            (
                "L’État et la commune de Rodez ont signé le 3 mai 2007 le contrat urbain de"
                " cohésion sociale."
            ),
            "CUCS",
        ),
    ],
)
def test_a_contract_belongs_to_the_generation_of_its_date(words: str, name: str) -> None:
    assert only(words).programmes == (name,)


def test_a_contract_without_any_date_is_of_no_generation() -> None:
    assert only(f"{CONTRACT}.").programmes == ()


def test_an_act_made_about_a_contract_belongs_to_its_generation() -> None:
    words = "L’État et la commune de Rodez ont signé le 3 juin 2019 un avenant au contrat de ville."
    assert only(words).programmes == ("Contrats de ville 2015-2023",)


def test_another_act_of_the_same_year_is_of_no_generation() -> None:
    words = "L’État et la commune de Rodez ont signé le 3 juin 2015 une charte de relogement."
    assert only(words).programmes == ()
