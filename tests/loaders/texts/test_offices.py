"""Offices, whom they stand for, and who holds them."""

from __future__ import annotations

import time

import pytest

from graph.ontology import NodeKind
from loaders.texts.grammar.people.bodies import STATE
from loaders.texts.grammar.people.holders import holders
from loaders.texts.grammar.people.offices import find_offices
from loaders.texts.mentions import Actor, ActorMention, Office, Person, Setting
from loaders.texts.text import Text

COMMUNE = Actor("Commune de Brume", NodeKind.MUNICIPALITY, "commune:00001")
AGGLO = Actor("Communauté d'agglomération des Caps", NodeKind.INTERCOMMUNALITY)
DEPARTMENT = Actor("Département du Large", NodeKind.DEPARTMENT)
REGION = Actor("Région Grand Large", NodeKind.REGION)
AGENCY = Actor("Agence nationale pour la rénovation urbaine", NodeKind.AGENCY)
SETTING = Setting(COMMUNE, AGGLO, DEPARTMENT, REGION)
KNOWN = {
    "Brume": COMMUNE,
    "Caps Agglo": AGGLO,
    "Large": DEPARTMENT,
    "Grand Large": REGION,
    "ANRU": AGENCY,
}


def mentions(text: Text) -> list[ActorMention]:
    found: list[ActorMention] = []
    for name in sorted(KNOWN, key=len, reverse=True):
        start = text.flow.find(name)
        while start >= 0:
            if not any(m.start <= start < m.end for m in found):
                found.append(ActorMention(start, start + len(name), KNOWN[name], "name"))
            start = text.flow.find(name, start + 1)
    return sorted(found, key=lambda mention: mention.start)


def offices(words: str) -> list[Office]:
    text = Text(words)
    return find_offices(text, mentions(text), SETTING)


def held(words: str, *persons: str) -> list[tuple[str, str | None, str | None]]:
    text = Text(words)
    actors = mentions(text)
    people = [Person(s := text.flow.index(name), s + len(name), name) for name in persons]
    found = holders(text, people, find_offices(text, actors, SETTING), actors)
    return [
        (h.person.name, h.office.title if h.office else None, h.actor.name if h.actor else None)
        for h in found
    ]


@pytest.mark.parametrize(
    ("words", "title", "body"),
    [
        ("le préfet du Large agit", "préfet du Large", STATE.name),
        ("la préfète déléguée pour", "préfète déléguée", STATE.name),
        ("le sous-préfet de Montclair", "sous-préfet de Montclair", STATE.name),
        ("le secrétaire général de la préfecture", "secrétaire général de la préfecture", "État"),
        ("la maire de Brume", "maire de Brume", COMMUNE.name),
        ("le maire du Havre", "maire du Havre", "Commune du Havre"),
        ("le maire d’Hendaye a signé", "maire d’Hendaye", "Commune d'Hendaye"),
        ("le maire a signé", "maire", COMMUNE.name),
        ("l’adjointe au maire", "adjointe au maire", COMMUNE.name),
        ("la présidente de Caps Agglo", "présidente de Caps Agglo", AGGLO.name),
        ("le président de l’agglomération", "président de l’agglomération", AGGLO.name),
        (
            "le vice-président du conseil départemental",
            "vice-président du conseil départemental",
            DEPARTMENT.name,
        ),
        ("une conseillère régionale vient", "conseillère régionale", REGION.name),
        ("le directeur général de l’ANRU", "directeur général de l’ANRU", AGENCY.name),
        ("le délégué territorial de l’ANRU", "délégué territorial de l’ANRU", AGENCY.name),
        ("la directrice du patrimoine", "directrice du patrimoine", None),
        (
            "le recteur de l’académie de Montclair",
            "recteur de l’académie de Montclair",
            "Rectorat de l'académie de Montclair",
        ),
        (
            "la ministre déléguée chargée de la Ville, hier",
            "ministre déléguée chargée de la Ville",
            "Ministère chargé de la Ville",
        ),
        (
            "le ministre du Travail et de la Cohésion sociale a",
            "ministre du Travail et de la Cohésion sociale",
            "Ministère du Travail et de la Cohésion sociale",
        ),
        (
            "le directeur de cabinet du préfet du Large",
            "directeur de cabinet du préfet du Large",
            STATE.name,
        ),
        ("la sénatrice du Large", "sénatrice du Large", None),
    ],
)
def test_an_office_has_its_complement_and_stands_for_a_body(
    words: str, title: str, body: str | None
) -> None:
    office = offices(words)[0]
    assert (office.title, office.of.name if office.of else None) == (title, body)


@pytest.mark.parametrize(
    "words",
    [
        "la compétence déléguée par la loi",
        "le chef de file du contrat",
        "un investissement représentant le tiers",
        "les maires et les préfets",
        "",
    ],
)
def test_a_participle_or_a_plural_is_no_office(words: str) -> None:
    assert offices(words) == []


def test_the_mayor_of_a_body_named_before_is_not_that_of_the_text() -> None:
    (office,) = offices("représentée par son maire")
    assert office.of is None


@pytest.mark.parametrize(
    ("words", "person", "office", "body"),
    [
        ("Jean Moulin, préfet du Large, signe", "Jean Moulin", "préfet du Large", "État"),
        ("le préfet du Large Jean Moulin signe", "Jean Moulin", "préfet du Large", "État"),
        ("le maire, Henri Sellier, signe", "Henri Sellier", "maire", COMMUNE.name),
        (
            "Edgar Faure, sénateur du Large, président de Caps Agglo, signe",
            "Edgar Faure", "président de Caps Agglo", AGGLO.name,
        ),
        (
            "Henri Sellier, maire de Brume, qui représentait Caps Agglo",
            "Henri Sellier", "représentant", AGGLO.name,
        ),
        ("Edgar Faure, qui préside Caps Agglo, signe", "Edgar Faure", "président", AGGLO.name),
        (
            "l’ANRU, représentée par son directeur général, Raoul Dautry",
            "Raoul Dautry", "directeur général", AGENCY.name,
        ),
        ("l’ANRU, que préside Edgar Faure", "Edgar Faure", "président", AGENCY.name),
        ("Raoul Dautry (ANRU) parle", "Raoul Dautry", None, AGENCY.name),
        ("Raoul Dautry a signé pour l’ANRU hier", "Raoul Dautry", None, AGENCY.name),
        (
            "pour Caps Agglo, le vice-président Henri Sellier signe",
            "Henri Sellier", "vice-président", AGGLO.name,
        ),
        (
            "Jean Moulin, préfet du Large, délégué territorial de l’ANRU, signe",
            "Jean Moulin", "préfet du Large", "État",
        ),
    ],
)  # fmt: skip
def test_a_person_holds_the_office_told_beside_and_stands_for_its_body(
    words: str, person: str, office: str | None, body: str
) -> None:
    assert held(words, person) == [(person, office, body)]


def test_one_in_whose_name_another_signs_is_left_out() -> None:
    words = "par Jean Moulin, sous-préfet de Brume, au nom du préfet Eugène Poubelle"
    assert held(words, "Jean Moulin", "Eugène Poubelle") == [
        ("Jean Moulin", "sous-préfet de Brume", "État")
    ]


def test_in_a_list_each_person_keeps_his_own_office() -> None:
    words = (
        "le préfet, Jean Moulin, le maire, Henri Sellier, "
        "et le président de Caps Agglo, Edgar Faure"
    )
    found = held(words, "Jean Moulin", "Henri Sellier", "Edgar Faure")
    assert [(name, body) for name, _, body in found] == [
        ("Jean Moulin", "État"),
        ("Henri Sellier", COMMUNE.name),
        ("Edgar Faure", AGGLO.name),
    ]


@pytest.mark.parametrize(
    "noise",
    ["préfet de ", "ministre de la Ville et ", "maire, ", "président du conseil ", "qui préside "],
)
def test_hostile_text_is_read_in_linear_time(noise: str) -> None:
    text = Text(noise * (100_000 // len(noise)))
    begin = time.process_time()
    holders(text, [], find_offices(text, [], SETTING), [])
    assert time.process_time() - begin < 2
