"""Enumerations, and the word before them that gives them their part in the sentence."""

from __future__ import annotations

import pytest

from loaders.texts.extraction import analyse
from loaders.texts.grammar.articles.chains import Before, Chain, find_chains
from loaders.texts.grammar.articles.groups import find_groups
from tests.loaders.texts.reader import ANAH, ANRU, MILLAU, RODEZ


def chains(words: str) -> list[Chain]:
    analysis = analyse(words)
    return list(find_chains(analysis.text, find_groups(analysis)))


def names(words: str) -> list[list[str]]:
    return [[g.actor.name for g in chain.groups if g.actor] for chain in chains(words)]


@pytest.mark.parametrize(
    "words",
    [
        "la commune de Rodez, l’Anru et l’Anah",
        "la commune de Rodez, l’Anru, l’Anah",
        "la commune de Rodez et l’Anru ainsi que l’Anah",
        "la commune de Rodez ; l’Anru ; l’Anah",
        "la commune de Rodez, d’une part, l’Anru et l’Anah, d’autre part",
        "la commune de Rodez, puis l’Anru et enfin l’Anah",
        "la commune de Rodez, mais aussi l’Anru, sans oublier l’Anah",
    ],
)
def test_what_only_separators_part_is_one_enumeration(words: str) -> None:
    assert names(words) == [[RODEZ, ANRU, ANAH]]


def test_members_that_are_no_body_do_not_break_an_enumeration() -> None:
    words = "la commune de Rodez, les bailleurs sociaux, les associations et l’Anru"
    assert names(words) == [[RODEZ, ANRU]]


@pytest.mark.parametrize(
    "words",
    [
        "La commune de Rodez a reçu l’Anru.",
        "La commune de Rodez est voisine. L’Anru aussi.",
        "La commune de Rodez, où le chantier a commencé avec l’Anru.",
    ],
)
def test_a_verb_or_a_full_stop_parts_enumerations(words: str) -> None:
    assert names(words) == [[RODEZ], [ANRU]]


@pytest.mark.parametrize(
    ("words", "before"),
    [
        ("La commune de Rodez et l’Anru", Before.NOTHING),
        ("Signé par la commune de Rodez et l’Anru", Before.BY),
        ("Signé avec la commune de Rodez et l’Anru", Before.WITH),
        ("Aux côtés de la commune de Rodez et de l’Anru", Before.WITH),
        ("Signé entre la commune de Rodez et l’Anru", Before.BETWEEN),
        ("Elle signe pour la commune de Rodez et l’Anru", Before.FOR),
        ("Elle signe au nom de la commune de Rodez et de l’Anru", Before.FOR),
        ("En présence de la commune de Rodez et de l’Anru", Before.PRESENCE),
        ("Devant la commune de Rodez et l’Anru", Before.PRESENCE),
        ("Avec le soutien de la commune de Rodez et de l’Anru", Before.PRESENCE),
        ("Selon la commune de Rodez et l’Anru", Before.PRESENCE),
        ("Le soutien de la commune de Rodez et de l’Anru", Before.OF),
    ],
)
def test_the_word_before_gives_an_enumeration_its_part(words: str, before: Before) -> None:
    (chain,) = chains(words)
    assert chain.before is before


def test_a_place_is_not_listed_with_the_subject_that_follows_it() -> None:
    assert names("Mardi, à Rodez, la commune de Millau et l’Anru ont signé.")[-1] == [MILLAU, ANRU]


def test_who_was_present_is_not_listed_with_the_subject_that_follows() -> None:
    words = "En présence de l’Anah, la commune de Rodez et l’Anru ont signé."
    assert names(words) == [[ANAH], [RODEZ, ANRU]]


def test_an_enumeration_of_two_hundred_is_one() -> None:
    assert len(chains(", ".join(["l’Anru", "l’Anah"] * 100))) == 1
