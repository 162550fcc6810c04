"""What an article tells of an agreement: signed or planned, under which programme."""

from __future__ import annotations

import pytest

from graph.ontology import Status
from tests.loaders.texts.reader import (
    ANRU,
    BOTH,
    PUBLISHED,
    RODEZ,
    only,
    parties,
    read,
    told,
    voices,
)

LATER = (
    "La commune de Rodez prépare depuis deux ans une convention de renouvellement urbain, qui porte"
    " sur trois quartiers et sur mille logements."
)


@pytest.mark.parametrize(
    "words",
    [
        f"{BOTH}.",
        "La commune de Rodez et l’Anru viennent de signer la convention.",
        "La commune de Rodez et l’Anru signent la convention.",
        "La convention a été signée par la commune de Rodez et l’Anru.",
        "La convention est désormais signée entre la commune de Rodez et l’Anru.",
        "La signature de la convention entre la commune de Rodez et l’Anru a eu lieu hier.",
        "C’est signé : la convention lie la commune de Rodez et l’Anru.",
        "La commune de Rodez et l’Anru ont signé la convention, qui doit durer dix ans.",
        "La convention sera longue à tenir, mais la commune de Rodez et l’Anru l’ont signée hier.",
    ],
)
def test_a_deed_told_as_done_makes_the_agreement_signed(words: str) -> None:
    assert only(words).status is Status.SIGNED
    assert parties(words) == {RODEZ, ANRU}


@pytest.mark.parametrize(
    "words",
    [
        "La commune de Rodez et l’Anru signeront la convention.",
        "La commune de Rodez devrait signer la convention avec l’Anru.",
        "La commune de Rodez doit signer la convention avec l’Anru en juin.",
        "La commune de Rodez et l’Anru vont signer une convention.",
        "La commune de Rodez s’apprête à signer une convention avec l’Anru.",
        "La commune de Rodez espère signer une convention avec l’Anru.",
        "La convention sera signée par la commune de Rodez et l’Anru.",
        "La convention n’a pas encore été signée par la commune de Rodez et l’Anru.",
        "La convention reste à signer entre la commune de Rodez et l’Anru.",
        "La signature de la convention entre la commune de Rodez et l’Anru est prévue en juin.",
        "Le conseil autorise le maire de Rodez à signer la convention avec l’Anru.",
    ],
)
def test_a_deed_to_come_makes_the_agreement_planned(words: str) -> None:
    assert only(words).status is Status.PLANNED
    assert parties(words) == {RODEZ, ANRU}


@pytest.mark.parametrize(
    "words",
    [
        "Le conseil d’administration de l’Anru a approuvé la convention avec la commune de Rodez.",
        "La convention entre la commune de Rodez et l’Anru a été validée lundi.",
        "La convention que signeront la commune de Rodez et l’Anru a été présentée lundi.",
    ],
)
def test_what_is_only_approved_or_drafted_is_planned(words: str) -> None:
    assert {agreement.status for agreement in told(words)} == {Status.PLANNED}


def test_a_draft_is_never_told_as_signed() -> None:
    words = "Un projet de convention entre la commune de Rodez et l’Anru est en cours d’écriture."
    assert not [a for a in read(words).agreements if a.status is Status.SIGNED]


@pytest.mark.parametrize(
    ("headline", "body"),
    [
        ("La commune de Rodez signe avec l’Anru", LATER),
        ("Rodez signe sa convention avec l’Anru", LATER),
        (
            "La commune de Rodez signe avec l’Anru",
            (
                "Le maire de Rodez doit signer la convention de renouvellement urbain avec l’Anru"
                " avant la fin de l’année, a-t-il dit lundi aux habitants."
            ),
        ),
    ],
)
def test_a_headline_in_the_present_makes_nothing_signed(headline: str, body: str) -> None:
    found = read(f"{headline}\n\n{body}").agreements
    assert all(agreement.status is Status.PLANNED for agreement in found)


def test_a_day_after_publication_makes_the_agreement_planned() -> None:
    words = f"{PUBLISHED}La commune de Rodez et l’Anru signent la convention le 28 mars 2019."
    assert only(words).status is Status.PLANNED


def test_a_planned_agreement_beside_a_signed_one_stays_planned() -> None:
    signed, planned = told(
        "La commune de Rodez a signé une convention de rénovation urbaine avec l’Anru. Elle doit"
        " signer en juin une convention d’amélioration de l’habitat avec l’Anah."
    )
    assert (signed.status, planned.status) == (Status.SIGNED, Status.PLANNED)


@pytest.mark.parametrize(
    ("words", "programme"),
    [
        (f"{BOTH} au titre du nouveau programme national de renouvellement urbain.", "NPNRU"),
        ("La commune de Rodez et l’État ont signé la convention Petites villes de demain.", "PVD"),
        ("La commune de Rodez et l’État ont signé la convention Action cœur de ville.", "ACV"),
        ("Action cœur de ville\n\n" + BOTH + " d’amélioration de l’habitat.", "ACV"),
    ],
)
def test_the_programme_of_an_agreement_is_that_of_its_words(words: str, programme: str) -> None:
    assert only(words).programmes == (programme,)


def test_an_agreement_of_no_programme_has_none() -> None:
    assert only(f"{BOTH} de quartier.").programmes == ()


def test_a_party_told_twice_is_one_party_with_its_voice() -> None:
    words = (
        f"{BOTH} de renouvellement urbain. Suzanne Lacore, maire de Rodez, a signé la convention"
        " pour la commune de Rodez."
    )
    assert voices(words)[RODEZ] == "Suzanne Lacore"
    assert len(only(words).signatories) == 2
