"""Words that tell of signing: done, to come or denied; and what is signed but no agreement."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from loaders.texts.grammar.articles.signing import Signing, Tense, find_signings
from loaders.texts.text import Text


def first(words: str) -> Signing:
    return find_signings(Text(words))[0]


@pytest.mark.parametrize(
    ("words", "tense"),
    [
        ("La ville a signé la convention.", Tense.PAST),
        ("La ville signa la convention.", Tense.PAST),
        ("La ville signait hier la convention.", Tense.PAST),
        ("La ville vient de signer la convention.", Tense.PAST),
        ("La ville a apposé sa signature.", Tense.PAST),
        ("La convention a été signée.", Tense.PAST),
        ("La convention est conclue par les parties.", Tense.PAST),
        ("La convention fut paraphée.", Tense.PAST),
        ("La ville signe la convention.", Tense.PRESENT),
        ("Les parties paraphent la convention.", Tense.PRESENT),
        ("La ville signera la convention.", Tense.FUTURE),
        ("La ville signerait la convention.", Tense.FUTURE),
        ("La ville va signer la convention.", Tense.FUTURE),
        ("La ville doit bientôt signer la convention.", Tense.FUTURE),
        ("La ville devrait signer la convention.", Tense.FUTURE),
        ("La ville s’apprête à signer la convention.", Tense.FUTURE),
        ("La convention sera signée.", Tense.FUTURE),
        ("La convention devait être signée.", Tense.FUTURE),
        ("La convention n’a pas encore été signée.", Tense.FUTURE),
        ("La convention reste à signer.", Tense.FUTURE),
        ("Le conseil autorise le maire à signer la convention.", Tense.FUTURE),
        ("La convention a été approuvée.", Tense.FUTURE),
        ("La ville n’a pas signé la convention.", Tense.DENIED),
        ("La ville n’a jamais signé la convention.", Tense.DENIED),
        ("La ville ne signera pas la convention.", Tense.DENIED),
        ("La ville refuse de signer la convention.", Tense.DENIED),
        ("La ville n’a pas voulu signer la convention.", Tense.DENIED),
        ("La signature de la convention a réuni les parties.", Tense.NOMINAL),
        ("Rendez-vous pour signer la convention.", Tense.NOMINAL),
    ],
)
def test_a_verb_tells_how_far_the_deed_is(words: str, tense: Tense) -> None:
    assert first(words).tense is tense


@pytest.mark.parametrize(
    ("words", "passive"),
    [
        ("La convention a été signée par la ville.", True),
        ("La convention sera signée par la ville.", True),
        ("Signée hier, la convention…", True),
        ("La ville a signé la convention.", False),
        ("La ville signera la convention.", False),
    ],
)
def test_the_voice_tells_whether_the_subject_is_what_is_signed(
    words: str, *, passive: bool
) -> None:
    assert first(words).passive is passive


@pytest.mark.parametrize("case", [str.upper, str.capitalize])
def test_capitals_do_not_hide_a_deed(case: Callable[[str], str]) -> None:
    assert first(case("la ville a signé la convention.")).tense is Tense.PAST


@pytest.mark.parametrize(
    ("words", "sense"),
    [
        ("La ville et l’État se sont engagés.", "engage"),
        ("La convention lie la ville et l’État.", "bind"),
        ("La ville a rejoint la convention.", "join"),
        ("Le budget a été voté.", "approve"),
    ],
)
def test_weaker_words_keep_their_sense(words: str, sense: str) -> None:
    assert first(words).sense == sense


@pytest.mark.parametrize(
    "words",
    [
        "Le préfet a signé un arrêté.",
        "Le ministre a signé le décret.",
        "Les élus ont signé une lettre ouverte.",
        "Les maires ont signé une tribune.",
        "Elle a signé un livre.",
        "Il a signé son bail.",
        "La lettre ouverte a été signée par dix maires.",
        "L’arrêté sera signé demain.",
        "La signature électronique est obligatoire.",
        "Elle a désigné son adjointe.",
        "Il a assigné la ville en justice.",
    ],
)
def test_what_is_no_agreement_is_no_deed(words: str) -> None:
    assert not find_signings(Text(words))
