"""Names of persons in French prose and in acts."""

from __future__ import annotations

import time

import pytest

from loaders.texts.grammar.people import persons
from loaders.texts.grammar.people.persons import find_persons, normal_case
from loaders.texts.text import Text

GIVEN = frozenset(
    {
        "jean", "pierre", "paul", "jacques", "francois", "philippe", "valerie", "alexandre",
        "celine", "yves", "catherine", "david", "nicolas", "michel", "anne", "marie", "claire",
        "luc", "louise", "france", "victor", "louis", "henri", "henry", "eugene", "charles",
        "baptiste", "pol", "jules",
    }
)  # fmt: skip


@pytest.fixture(autouse=True)
def _given_names(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(persons, "first_names", lambda: GIVEN)


def names(words: str, *taken: str) -> list[str]:
    text = Text(words)
    spans = [(text.flow.index(name), text.flow.index(name) + len(name)) for name in taken]
    return [person.name for person in find_persons(text, spans)]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("avec Jean-Baptiste Colbert, ministre", "Jean-Baptiste Colbert"),
        ("et Yves Le Trocquer signe", "Yves Le Trocquer"),
        ("dit Charles de Freycinet hier", "Charles de Freycinet"),
        ("selon Pierre Samuel du Pont, ici", "Pierre Samuel du Pont"),
        ("par Henry Van de Velde en mars", "Henry Van de Velde"),
        ("M. Henri SELLIER", "Henri Sellier"),
        ("Monsieur Yves LE TROCQUER ; Ministre", "Yves Le Trocquer"),
        ("M. Eugène CLAUDIUS-PETIT, maire", "Eugène Claudius-Petit"),
        ("LOUIS PRADEL, président", "Louis Pradel"),
        ("Philippe D'ORLÉANS", "Philippe d'Orléans"),
        ("PRADEL Louis, maire", "Louis Pradel"),
        ("M. Herriot a répondu", "Herriot"),
        ("Madame Brunschvicg préside", "Brunschvicg"),
        ("le lieutenant Pol Lapeyre commande", "Pol Lapeyre"),
        ("par son maire, Raymond Badiou ;", "Raymond Badiou"),
        ("représentée par Roger SALENGRO", "Roger Salengro"),
        ("Augustin Laurent, président de la communauté", "Augustin Laurent"),
        ("M. J.-B. Colbert signe", "J.-B. Colbert"),
    ],
)
def test_a_name_is_read_from_a_civility_a_given_name_or_an_office(words: str, name: str) -> None:
    assert names(words) == [name]


@pytest.mark.parametrize(
    "words",
    [
        "le programme Action Cœur de Ville du Grand Paris",
        "la rue Victor Hugo et le lycée Jean Moulin",
        "Monsieur le Préfet et Madame la Présidente du Conseil départemental",
        "France Relance et France urbaine",
        "le Conseil général de la Vienne, le Code Général des Collectivités Territoriales",
        "CONVENTION CADRE PLURIANNUELLE DE LA VILLE",
        "",
    ],
)
def test_capitalised_words_without_any_of_the_three_are_no_person(words: str) -> None:
    assert names(words) == []


def test_a_name_of_organisation_is_no_person_unless_a_civility_says_so() -> None:
    assert names("la Fondation Pierre Mendès agit", "Fondation Pierre Mendès") == []
    assert names("l’association Jean Moulin Habitat agit", "Jean Moulin Habitat") == []
    assert names("M. Louis Pradel agit", "Pradel") == ["Louis Pradel"]


def test_a_family_name_that_is_also_a_town_is_kept_and_a_town_that_follows_is_not() -> None:
    assert names("Charles de Freycinet signe", "Freycinet") == ["Charles de Freycinet"]
    assert names("Louis Pradel Rouen Métropole", "Rouen Métropole") == ["Louis Pradel"]


def test_two_columns_of_a_block_are_two_persons() -> None:
    assert names("Louis PRADEL                 Jean-Baptiste COLBERT") == [
        "Louis Pradel",
        "Jean-Baptiste Colbert",
    ]


def test_a_civility_and_a_family_name_take_the_given_name_told_elsewhere() -> None:
    assert names("Louis Pradel signe. M. Pradel sourit.") == ["Louis Pradel"] * 2
    assert names("Paul Cambon et Jules Cambon signent. M. Cambon sourit.")[-1] == "Cambon"


def test_the_span_holds_the_civility_and_leads_back_to_the_text_as_read() -> None:
    text = Text("Vu par M.  Louis \u00a0PRADEL, maire")
    (person,) = find_persons(text)
    assert text.words(person.start, person.end) == "M.  Louis \u00a0PRADEL"


def test_a_family_name_in_capitals_on_the_next_line_belongs_to_the_given_name() -> None:
    assert names("son maire, Monsieur Louis\nPRADEL, Maire\n\nMOLIERE") == ["Louis Pradel"]
    assert names("M. Yves\nLE TROCQUER\n") == ["Yves Le Trocquer"]
    assert names("M. Louis\nMAIRE\n") == ["Louis"]
    assert names("M. Louis\nVILLE DE LYON\n") == ["Louis"]


def test_capitals_are_brought_back_to_the_case_of_a_sentence() -> None:
    assert [normal_case(w) for w in ("SALLE", "O'BRIEN", "DE", "Mc", "ÉTÉ-ÎLE")] == [
        "Salle", "O'Brien", "de", "Mc", "Été-Île",
    ]  # fmt: skip


@pytest.mark.parametrize("noise", ["M. ", "Jean ", "de ", "A.-", "PIERRE ", "d'", "maire, ", "J"])
def test_hostile_text_is_read_in_linear_time(noise: str) -> None:
    text = Text(noise * (100_000 // len(noise)))
    begin = time.process_time()
    find_persons(text)
    assert time.process_time() - begin < 2
