"""Who signs: subject, « avec », « entre », « par », « pour »; presence is no signature."""

from __future__ import annotations

import pytest

from loaders.texts.extraction import analyse
from loaders.texts.facts import Extraction
from loaders.texts.grammar.articles.frames import find_frames
from loaders.texts.grammar.articles.groups import find_groups
from loaders.texts.grammar.articles.naming import find_namings
from loaders.texts.grammar.articles.signing import find_signings
from tests.loaders.texts.reader import (
    ANAH,
    ANRU,
    AVEYRON,
    BOTH,
    MILLAU,
    OCCITANIE,
    RODEZ,
    STATE,
    only,
    parties,
    read,
    voices,
)


@pytest.mark.parametrize(
    "words",
    [
        "La commune de Rodez, l’Anru et l’Anah ont signé la convention.",
        "La commune de Rodez a signé la convention avec l’Anru et l’Anah.",
        "Aux côtés de l’Anru et de l’Anah, la commune de Rodez a signé la convention.",
        "Une convention a été signée entre la commune de Rodez, l’Anru et l’Anah.",
        "La convention a été signée par la commune de Rodez, l’Anru et l’Anah.",
        "Signée par la commune de Rodez, l’Anru et l’Anah, la convention court sur dix ans.",
        "Ont signé la convention : la commune de Rodez, l’Anru et l’Anah.",
        "La convention lie la commune de Rodez, l’Anru et l’Anah.",
        "La commune de Rodez, l’Anru et l’Anah se sont engagées par une convention.",
        "La commune de Rodez, l’Anru et l’Anah viennent de parapher leur convention.",
        "La signature de la convention entre la commune de Rodez, l’Anru et l’Anah a eu lieu hier.",
        "Les trois partenaires ont signé la convention : la commune de Rodez, l’Anru et l’Anah.",
        "La commune de Rodez, l’Anru et l’Anah ont apposé leur signature au bas de la convention.",
        "La commune de Rodez ainsi que l’Anru, de même que l’Anah, ont signé la convention.",
    ],
)
def test_each_way_of_telling_who_signs_gives_the_same_parties(words: str) -> None:
    assert parties(words) == {RODEZ, ANRU, ANAH}


@pytest.mark.parametrize(
    "beside",
    [
        ", en présence du préfet de l’Aveyron et de la région Occitanie",
        " devant le préfet de l’Aveyron et la région Occitanie",
        " sous les yeux du préfet de l’Aveyron",
        " à la préfecture de l’Aveyron",
        " à Millau",
        " dans les locaux du département de l’Aveyron",
        ", élaborée avec l’appui de la région Occitanie",
        " grâce à la région Occitanie",
        ", financée par la région Occitanie",
        ", sans le département de l’Aveyron",
        ", a indiqué hier le préfet de l’Aveyron",
        " sous l’égide du département de l’Aveyron",
    ],
)
def test_who_is_only_beside_the_deed_signs_nothing(beside: str) -> None:
    assert parties(f"{BOTH}{beside}.") == {RODEZ, ANRU}


@pytest.mark.parametrize(
    "beside",
    [
        "Selon le préfet de l’Aveyron",
        "À l’invitation de la région Occitanie",
        "À Millau",
        "Devant le préfet de l’Aveyron",
        "En présence du préfet de l’Aveyron",
        "Dans les salons de la préfecture de l’Aveyron",
        "Grâce à la région Occitanie",
    ],
)
def test_who_opens_the_sentence_of_others_signs_nothing(beside: str) -> None:
    assert parties(f"{beside}, {BOTH[0].lower()}{BOTH[1:]}.") == {RODEZ, ANRU}


@pytest.mark.parametrize(
    "after",
    [
        "Le préfet de l’Aveyron a assisté à la cérémonie.",
        "La région Occitanie apporte 2 millions d’euros.",
        "Le département de l’Aveyron n’a pas signé le texte.",
        "Le département de l’Aveyron n’a pas souhaité signer.",
        "Le département de l’Aveyron refuse de signer.",
        "Le département de l’Aveyron manquait à l’appel.",
        "Le département de l’Aveyron souhaite rejoindre la convention.",
        "Le département de l’Aveyron ne figure pas parmi les signataires.",
        "Le département de l’Aveyron ne signera pas la convention.",
        "Un exemplaire a été remis à la région Occitanie.",
        "« C’est un beau jour », a salué la région Occitanie.",
    ],
)
def test_who_is_told_of_after_the_deed_signs_nothing(after: str) -> None:
    assert parties(f"{BOTH}. {after}") == {RODEZ, ANRU}


def test_who_gave_the_place_of_signing_is_named_and_signs_nothing() -> None:
    found = read(f"{BOTH} au siège du département de l’Aveyron.")
    assert bystanders(found) == {AVEYRON}


def bystanders(found: Extraction) -> set[str]:
    return {bystander.name for bystander in found.bystanders}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            (
                "Paul Ramadier, préfet de l’Aveyron, et Suzanne Lacore, "
                "maire de Rodez, ont signé la"
                " convention."
            ),
            {STATE: "Paul Ramadier", RODEZ: "Suzanne Lacore"},
        ),
        (
            "Le sous-préfet de Millau, Paul Ramadier, a signé la convention avec l’Anah.",
            {STATE: "Paul Ramadier", ANAH: None},
        ),
        (
            "Suzanne Lacore a signé la convention au nom de la région Occitanie, avec l’Anah.",
            {OCCITANIE: "Suzanne Lacore", ANAH: None},
        ),
        (
            "Mme Suzanne Lacore a paraphé la convention pour la commune de Rodez, avec l’Anah.",
            {RODEZ: "Suzanne Lacore", ANAH: None},
        ),
        (
            (
                "La commune de Rodez, représentée par son maire, "
                "Paul Ramadier, a signé la convention"
                " avec l’Anah."
            ),
            {RODEZ: "Paul Ramadier", ANAH: None},
        ),
        (
            (
                "La convention a été signée par Paul Ramadier, préfet de l’Aveyron, et par Suzanne"
                " Lacore, présidente de la région Occitanie."
            ),
            {STATE: "Paul Ramadier", OCCITANIE: "Suzanne Lacore"},
        ),
        (
            (
                "Pour le préfet de l’Aveyron et par délégation, "
                "Paul Ramadier, secrétaire général, a"
                " signé la convention avec la commune de Rodez."
            ),
            {STATE: "Paul Ramadier", RODEZ: None},
        ),
        (
            "Le préfet de l’Aveyron et la maire de Millau ont signé la convention.",
            {STATE: None, MILLAU: None},
        ),
    ],
)
def test_a_person_signs_for_the_body_of_the_office(
    words: str, expected: dict[str, str | None]
) -> None:
    assert voices(words) == expected


@pytest.mark.parametrize(
    ("office", "body"),
    [
        ("Le préfet de l’Aveyron", STATE),
        ("La sous-préfète de Millau", STATE),
        ("Le maire de Millau", MILLAU),
        ("La présidente de la région Occitanie", OCCITANIE),
        ("Le président du conseil départemental de l’Aveyron", AVEYRON),
        ("Le directeur général de l’Anah", ANAH),
    ],
)
def test_an_office_alone_signs_for_its_body(office: str, body: str) -> None:
    assert voices(f"{office} a signé la convention avec l’Anru.") == {body: None, ANRU: None}


def test_the_office_of_who_signs_is_kept() -> None:
    words = "Paul Ramadier, préfet de l’Aveyron, a signé la convention avec l’Anah."
    (state,) = (party for party in only(words).signatories if party.name == STATE)
    assert state.represented_as == "préfet de l’Aveyron"


def test_two_hats_joined_by_et_sign_for_two_bodies() -> None:
    words = (
        "Paul Ramadier, maire de Rodez et président de Rodez Agglomération, a signé la convention"
        " avec l’Anru."
    )
    assert voices(words) == {
        RODEZ: "Paul Ramadier",
        "Communauté d'agglomération Rodez Agglomération": "Paul Ramadier",
        ANRU: None,
    }


def test_the_place_of_the_ceremony_signs_nothing() -> None:
    words = (
        "À l’hôtel de ville de Millau, le préfet de l’Aveyron et la présidente de la Région"
        " Occitanie ont signé la convention."
    )
    assert set(voices(words)) == {STATE, OCCITANIE}


def test_a_common_noun_and_brackets_go_on_with_the_list() -> None:
    words = (
        "La convention a été signée par la commune de Rodez, l’État et deux bailleurs sociaux"
        " (Rodez Agglo Habitat et Polygone)."
    )
    assert len(voices(words)) == 4


def test_a_day_may_part_a_verb_from_what_is_agreed() -> None:
    words = "La commune de Rodez et l’Anru sont convenues le 4 mai 2016 d’un protocole."
    assert set(voices(words)) == {RODEZ, ANRU}


def test_a_prefect_of_two_territories_is_one_state() -> None:
    words = (
        "Paul Ramadier, préfet de la région Occitanie et de la Haute-Garonne, a signé la"
        " convention avec l’Anru."
    )
    assert voices(words) == {STATE: "Paul Ramadier", ANRU: None}


def test_the_next_office_with_an_article_is_of_somebody_else() -> None:
    words = (
        "La convention a été signée par Suzanne Lacore, maire de Rodez, et le représentant de la"
        " région Occitanie."
    )
    assert voices(words) == {RODEZ: "Suzanne Lacore", OCCITANIE: None}


def test_a_sentence_that_says_the_same_again_holds_it_once() -> None:
    text = analyse("la convention est signée par la Ville de Rodez et l’État, " * 50)
    groups, namings = find_groups(text), find_namings(text.text)
    deeds = list(find_frames(text, groups, find_signings(text.text), namings))
    assert len(deeds) > 40
    assert max(len(deed.signers) for deed in deeds) <= 4
