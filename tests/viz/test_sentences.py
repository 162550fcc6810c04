"""Facts are said in the French that a reader expects."""

from __future__ import annotations

import pytest

from graph.derive import EdgeFacts
from graph.model import Node
from graph.ontology import EdgeKind, NodeKind, Role, Stage
from tests.viz.small_galaxy import (
    ACSE,
    ANCT,
    ANRU,
    COOPERATION,
    FIVE_YEARS,
    FUNDER,
    LANDLORDS,
    LILLE,
    NPNRU,
    STATE,
    TOWNS,
    edge,
)
from viz.names import Called, called, guessed
from viz.sentences import Names, edge_words
from viz.typography import NARROW, NBSP
from viz.words import plain

NAMES = Names(
    {
        n.id: n
        for n in (
            ACSE,
            ANCT,
            ANRU,
            COOPERATION,
            FIVE_YEARS,
            FUNDER,
            LANDLORDS,
            LILLE,
            NPNRU,
            STATE,
            TOWNS,
        )
    }
)
E = EdgeKind


def said(kind: EdgeKind, start: Node, end: Node, **more: object) -> str:
    facts = EdgeFacts("e0", edge(kind, start, end, **more), "", ())
    return plain(edge_words(facts, NAMES)).replace(NBSP, " ").replace(NARROW, " ")


SIGNS = "signe la convention quinquennale"


def money(cents: int, stage: Stage) -> dict[str, object]:
    return {"amount_cents": cents, "currency": "EUR", "stage": stage}


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (said(E.PILOTS, ANRU, NPNRU), "L’ANRU pilote le NPNRU"),
        (said(E.SIGNS, FUNDER, FIVE_YEARS), f"Action Logement {SIGNS}, le 11 juillet 2018"),
        (
            said(E.SIGNS, TOWNS, FIVE_YEARS, role=Role.ANNOUNCED, signed_on="2019-01"),
            "Villes de France doit signer la convention quinquennale, en janvier 2019",
        ),
        (
            said(E.SIGNS, STATE, FIVE_YEARS, represented_as="préfet du Nord"),
            f"L’État (préfet du Nord) {SIGNS}, le 11 juillet 2018",
        ),
        (said(E.FINANCES, FUNDER, NPNRU, share_bp=7200), "Action Logement finance le NPNRU à 72 %"),
        (
            said(
                E.FINANCES,
                STATE,
                NPNRU,
                **money(170_000_000, Stage.ANNOUNCED),
                since="2015",
                until="2015",
            ),
            "L’État annonce 1,7 M€ pour le NPNRU, en 2015",
        ),
        (
            said(E.FINANCES, STATE, NPNRU, **money(100, Stage.PAID), since="2015", until="2018"),
            "L’État paie 1 € pour le NPNRU, de 2015 à 2018",
        ),
        (said(E.COVERS, ANRU, LILLE), "L’ANRU est intervenue dans Lille"),
        (said(E.SUCCEEDS, ANCT, ACSE), "L’ANCT prend la suite de l’Acsé"),
        (said(E.PARTNERS_WITH, TOWNS, FUNDER), "Villes de France est partenaire d’Action Logement"),
        (said(E.MEMBER_OF, FUNDER, LANDLORDS), "Action Logement est membre de l’USH"),
    ],
)
def test_each_fact_is_a_sentence(told: str, expected: str) -> None:
    assert told == expected


@pytest.mark.parametrize(
    ("name", "kind", "of", "to"),
    [
        ("Le Havre", NodeKind.MUNICIPALITY, "du Havre", "au Havre"),
        ("Les Mureaux", NodeKind.MUNICIPALITY, "des Mureaux", "aux Mureaux"),
        ("La Courneuve", NodeKind.MUNICIPALITY, "de La Courneuve", "à La Courneuve"),
        ("Amiens", NodeKind.MUNICIPALITY, "d’Amiens", "à Amiens"),
        ("Hem", NodeKind.MUNICIPALITY, "de Hem", "à Hem"),
        (
            "Ministère de la Culture",
            NodeKind.STATE_SERVICE,
            "du ministère de la Culture",
            "au ministère de la Culture",
        ),
        ("Agence de l’eau", NodeKind.AGENCY, "de l’Agence de l’eau", "à l’Agence de l’eau"),
        (
            "Habitat de la Vienne",
            NodeKind.HOUSING_PROVIDER,
            "d’Habitat de la Vienne",
            "à Habitat de la Vienne",
        ),
        ("Contrats de ville", NodeKind.PROGRAMME, "des Contrats de ville", "aux Contrats de ville"),
    ],
)
def test_articles_contract_and_elide(name: str, kind: NodeKind, of: str, to: str) -> None:
    assert (guessed(name, kind).of(), guessed(name, kind).to()) == (of, to)


def test_a_stored_article_wins_over_what_the_words_suggest() -> None:
    assert called(ANRU).of() == "de l’ANRU"
    assert called(FUNDER).of() == "d’Action Logement"


def test_participles_agree_in_gender_and_number() -> None:
    assert Called("régies", "les", feminine=True).agree("lié") == "liées"
    assert Called("ministères", "les").agree("lié") == "liés"
