"""What a page carries besides its text is no fact."""

from __future__ import annotations

import pytest

from loaders.texts.grammar.noise import find_noise, outside
from loaders.texts.mentions import Person
from loaders.texts.text import Text
from tests.loaders.texts.reader import ANRU, BOTH, RODEZ, parties, told

STORY = (
    f"{BOTH} de renouvellement urbain le 12 mars 2019, au terme de deux années d’un travail mené"
    " avec les habitants des trois quartiers."
)
OTHER = "le département du Lot a signé un protocole avec la région Bretagne"


@pytest.mark.parametrize(
    "line",
    [
        "Partager sur les réseaux",
        "Imprimer",
        "Abonnez-vous pour lire la suite",
        "Nous utilisons des cookies pour mesurer l’audience",
        "Tout accepter",
        "Crédit photo : Suzanne Lacore",
        "© Ville de Rodez",
        "Accueil > Actualités > Logement",
        "Accueil | Mairie | Contact",
        "Temps de lecture : 3 minutes",
        "Tous droits réservés",
        "À lire aussi : la convention de Millau est signée",
    ],
)
def test_a_line_of_the_page_is_noise(line: str) -> None:
    text = Text(f"{STORY}\n\n{line}\n\n{STORY}")
    (place,) = find_noise(text)
    assert text.words(*place) == line


@pytest.mark.parametrize("heading", ["À lire aussi", "Sur le même sujet", "Les plus lus"])
def test_the_headlines_that_end_a_page_are_noise(heading: str) -> None:
    text = Text(f"{STORY}\n\n{heading}\nUn marché rouvre à Millau\nLe Lot signe avec l’Anah\n")
    assert len(find_noise(text)) == 3


def test_a_paragraph_is_no_noise() -> None:
    assert find_noise(Text(f"Un titre\n\n{STORY}\n\n{STORY}")) == ()


@pytest.mark.parametrize(
    "line",
    [f"Photo : {OTHER}.", f"Légende : {OTHER}.", f"Crédits photos : {OTHER}", f"© {OTHER}"],
)
def test_a_caption_makes_no_party_and_no_agreement(line: str) -> None:
    assert parties(f"{STORY}\n\n{line}\n\nLes travaux commencent cet été.") == {RODEZ, ANRU}


@pytest.mark.parametrize("heading", ["À lire aussi", "Sur le même thème", "Articles liés"])
def test_related_headlines_make_no_agreement(heading: str) -> None:
    text = f"{STORY}\n\n{heading}\n{OTHER.capitalize()}\nLa région Corse signe avec l’Anah\n"
    assert [party.name for a in told(text) for party in a.signatories] == [RODEZ, ANRU]


def test_mentions_that_begin_in_noise_are_left_out() -> None:
    places = [Person(at, at + 2, "Suzanne Lacore") for at in (0, 5, 9, 10, 20, 31)]
    kept = outside(places, ((5, 10), (20, 30)))
    assert [person.start for person in kept] == [0, 10, 31]
