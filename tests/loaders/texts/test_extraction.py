"""One text read whole: each fact with its words and its rule, and nothing where nothing is."""

from __future__ import annotations

import json

import pytest

from loaders.texts.extraction import analyse
from tests.loaders.texts.reader import ANRU, AVEYRON, BOTH, PUBLISHED, RODEZ, Fact, read, told

STORY = (
    f"Rodez refait ses quartiers\n\n{PUBLISHED}Paul Ramadier, préfet de l’Aveyron, Suzanne Lacore,"
    " maire de Rodez, et l’Anru ont signé mardi dernier la convention du nouveau programme national"
    " de renouvellement urbain, en présence du département de l’Aveyron. L’Anru apporte 12 millions"
    " d’euros. La commune de Rodez pilote la convention, qui concerne trois quartiers prioritaires"
    " et cinq mille habitants."
)


def test_each_party_is_told_by_its_own_words() -> None:
    (agreement,) = told(STORY)
    for party in agreement.signatories:
        start, end = party.reading.span
        assert STORY[start:end] == party.mention


def test_each_fact_has_a_span_a_rule_and_a_confidence() -> None:
    (agreement,) = told(STORY)
    facts: tuple[Fact, ...] = (
        agreement, *agreement.signatories, *agreement.amounts, *agreement.pilots,
        *agreement.covers_counts,
    )  # fmt: skip
    assert len(facts) > 6
    for fact in facts:
        assert 0 <= fact.reading.span[0] < fact.reading.span[1] <= len(STORY)
        assert fact.reading.rule
        assert 0 < fact.reading.confidence <= 1


def test_status_date_and_programme_say_which_words_told_them() -> None:
    (agreement,) = told(STORY)
    words = {what: STORY[r.span[0] : r.span[1]] for what, r in agreement.evidence.items()}
    assert words["status"] == "ont signé"
    assert words["signed_on"] == "mardi dernier"
    assert words["programme:NPNRU"].startswith("nouveau programme national")


def test_the_words_are_those_of_the_document_even_where_it_is_badly_printed() -> None:
    text = "La com\u00admune de Rodez et l’ANRU ont signe\u0301 la conven\u00adtion de ﬁnancement."
    (agreement,) = told(text)
    assert agreement.mention == "conven\u00adtion de ﬁnancement"
    assert [party.name for party in agreement.signatories] == [RODEZ, ANRU]


def test_who_is_named_and_signs_nothing_is_listed_apart() -> None:
    names = {bystander.name for bystander in read(STORY).bystanders}
    assert AVEYRON in names
    assert not names & {RODEZ, ANRU}


def test_money_scope_and_pilots_are_those_of_the_agreement_told() -> None:
    (agreement,) = told(STORY)
    assert [(a.amount_eur, a.payer) for a in agreement.amounts] == [(12_000_000, ANRU)]
    assert [(p.actor, p.of) for p in agreement.pilots] == [(RODEZ, agreement.key)]
    assert ("habitants", 5000) in {(c.what, c.count) for c in agreement.covers_counts}


def test_the_title_and_the_date_printed_are_kept() -> None:
    found = read(STORY)
    assert (found.title, found.published) == ("Rodez refait ses quartiers", "2019-03-15")


def test_the_answer_is_json_of_the_shape_of_gold_files() -> None:
    sheet = json.loads(json.dumps(read(STORY).as_json(), ensure_ascii=False))
    party = sheet["conventions"][0]["signatories"][0]
    assert {"name", "kind", "mention", "represented_by", "span", "rule", "confidence"} <= set(party)
    assert set(sheet) == {
        "id", "url", "published", "title", "conventions", "facts_outside_conventions",
        "not_signatories",
    }  # fmt: skip


def test_the_same_text_gives_the_same_answer() -> None:
    assert read(STORY) == read(STORY)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\t\n",
        "…",
        (
            "La loi du 21 février 2014 fixe les règles de la politique de la ville. Elle a été"
            " signée par le Premier ministre et par cinq ministres."
        ),
        "Le préfet de l’Aveyron a signé l’arrêté qui crée la commune nouvelle.",
        "La commune de Rodez a reçu de la région Occitanie le label Ville fleurie.",
        "Vingt communes sont lauréates de l’appel à projets : Rodez, Millau et Decazeville.",
        "Le conseil municipal de Rodez a voté 20 000 euros de subventions aux associations.",
        "Les maires de Rodez et de Millau ont signé une lettre ouverte au Premier ministre.",
        "L’Anru, l’Anah et la région Occitanie signent une tribune sur le logement.",
        (
            "Édouard Herriot, ancien maire de Rodez, est mort lundi. Il présida aussi "
            "le département de"
            " l’Aveyron."
        ),
        "Faire fondre le beurre avec la farine. Saler, poivrer, et signer d’un trait de sauce.",
        "The city of Rodez and the State signed an agreement on housing yesterday.",
        "Le club de Rodez a signé un attaquant pour trois saisons.",
        "La convention collective des gardiens a été signée par trois syndicats.",
        "Rodez signe là une belle victoire sur Millau.",
        "La commune de Rodez a déposé avec l’Anah un dossier de candidature, signé par les deux.",
    ],
)
def test_a_text_that_tells_of_no_agreement_gives_none(text: str) -> None:
    assert read(text).agreements == ()


def test_a_person_is_never_an_organisation() -> None:
    found = read(f"{BOTH}. Paul Ramadier et Suzanne Lacore ont applaudi.")
    names = {p.name for a in found.agreements for p in a.signatories}
    assert not {"Paul Ramadier", "Suzanne Lacore"} & (names | {b.name for b in found.bystanders})


def test_a_commune_in_the_name_of_a_person_is_no_actor() -> None:
    actors = analyse("M. François Millau a signé la convention avec l’Anru.").actors
    assert [mention.actor.name for mention in actors] == [ANRU]
