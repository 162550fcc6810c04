"""Deliberations, decisions and minutes: which acts they approve, between whom, who is to sign."""

from __future__ import annotations

import pytest

from graph.ontology import Form, Status
from loaders.texts.extraction import analyse
from loaders.texts.facts import Agreement
from loaders.texts.grammar.formal import is_formal, read_act

ANRU = "Agence nationale pour la rénovation urbaine"
LYON, BRON, VENISSIEUX = "Commune de Lyon", "Commune de Bron", "Commune de Vénissieux"
HEAD = "VILLE DE LYON\nEXTRAIT DU REGISTRE DES DÉLIBÉRATIONS\nSéance du 18 mars 2019\n\n"
DECIDES = (
    "\n\nAprès en avoir délibéré, le Conseil municipal\n- approuve la convention ;\n"
    "- autorise M. Édouard HERRIOT, Maire, à la signer.\n"
)
OBJECT = "OBJET : CONVENTION DE GESTION URBAINE DE PROXIMITÉ\n\n"


def read(text: str) -> list[Agreement]:
    """Return the acts of a text that is formal, those of the background left out."""
    analysis = analyse(text)
    assert is_formal(analysis.text)
    return [one for one in read_act(analysis) if not one.background]


def who(agreement: Agreement) -> dict[str, str | None]:
    return {party.name: party.represented_by for party in agreement.signatories}


THREE = {"État": None, ANRU: None, LYON: "Édouard Herriot"}


@pytest.mark.parametrize(
    "told",
    [
        "La convention serait passée avec :\n\n   - l'État,\n   - l'ANRU.",
        "Elle sera signée, avant l'été, par l'État, l'ANRU et la Ville de Lyon.",
        "La convention est à intervenir entre :\n- l'État,\n- l'ANRU,\n- la Ville de Lyon.",
        "Elle sera passée entre les trois partenaires suivants : l'État, l'ANRU et Lyon.",
        "La convention lie l'État, l'A.N.R.U. et la Ville de Lyon.",
    ],
)
def test_the_parties_are_announced_in_a_list_as_in_a_sentence(told: str) -> None:
    (found,) = read(HEAD + OBJECT + told + DECIDES)
    assert (found.status, who(found)) == (Status.PLANNED, THREE)


def test_the_same_partners_are_those_of_the_act_told_before() -> None:
    (found,) = read(
        HEAD.replace("EXTRAIT", "L'an deux mille dix-neuf, le 18 mars\nEXTRAIT")
        + "N° 21.412 – Convention-cadre de Lyon : avenant de prorogation\n\nLa convention-cadre a "
        "été signée le 28 septembre 2018 par la Ville de Lyon, l'État et l'ANRU.\n\nL'avenant doit "
        "être signé par les mêmes partenaires, auxquels se joint la commune de Bron." + DECIDES
    )
    assert found.kind is Form.AVENANT
    assert set(who(found)) == {LYON, "État", ANRU, BRON}


def test_the_communes_of_a_list_are_each_a_party_though_of_comes_back() -> None:
    (found,) = read(
        HEAD + OBJECT + "Elle sera signée par l'État, les villes de Lyon, de Bron et de "
        "Vénissieux et Action Logement." + DECIDES
    )
    assert set(who(found)) == {"État", LYON, BRON, VENISSIEUX, "Action Logement"}


def test_each_act_told_with_its_parties_is_an_act_of_its_own() -> None:
    first, second = read(
        "COMITÉ DE PILOTAGE DU 14 MARS 2019\nRELEVÉ DE DÉCISIONS\n\n"
        "DÉCISION n° 1 – Le comité valide l'avenant n° 1, qui sera signé en 2020 par l'État et "
        "l'ANRU.\n\nDÉCISION n° 2 – Le comité approuve la charte de relogement. Parties : l'État, "
        "la Ville de Lyon. La signature est fixée au 12 décembre 2019.\n"
    )
    assert (first.kind, first.signed_on, set(who(first))) == (Form.AVENANT, "2020", {"État", ANRU})
    assert (second.kind, second.signed_on) == (Form.CHARTE, "2019-12-12")
    assert set(who(second)) == {"État", LYON}


def test_so_many_like_conventions_each_between_the_same_are_so_many_acts() -> None:
    found = read(
        HEAD + "OBJET : CONVENTIONS DES CITÉS ÉDUCATIVES\n\nDeux conventions distinctes seront "
        "passées, chacune entre les mêmes partenaires : l'État et la Ville de Lyon." + DECIDES
    )
    assert [set(who(one)) for one in found] == [{"État", LYON}] * 2


def test_a_decision_of_the_president_announces_like_a_deliberation() -> None:
    (found,) = read(
        "VILLE DE LYON\nDÉCISION DU MAIRE\nN° 2019-12\n\nObjet : Avenant n° 2 à la convention "
        "d'abattement de TFPB\n\nVu le code général des collectivités territoriales,\n\nDÉCIDE\n\n"
        "Article 1er – Il est approuvé un avenant n° 2, à conclure avec :\n   * l'État,\n"
        "   * l'ANRU.\n\n"
        "Article 2 – Monsieur Louis PRADEL, adjoint, est autorisé à signer l'avenant.\n\n"
        "Fait à Lyon, le 14 octobre 2019\n"
    )
    assert (found.number, found.status, found.signed_on) == ("2", Status.PLANNED, None)
    assert who(found) == {"État": None, ANRU: None, LYON: "Louis Pradel"}


def test_the_mayor_authorised_by_his_office_is_the_one_whom_the_text_names() -> None:
    (found,) = read(
        HEAD + "Le conseil s'est réuni sous la présidence de Monsieur Édouard HERRIOT, Maire.\n\n"
        + OBJECT + "La convention sera conclue avec l'État et l'ANRU.\n\nAprès en avoir délibéré, "
        "le Conseil municipal autorise Monsieur le Maire à signer ladite convention.\n"
    )  # fmt: skip
    assert who(found) == THREE


def test_the_parties_of_the_act_annexed_are_those_announced() -> None:
    (found,) = read(
        HEAD + "OBJET : APPROBATION DE LA CHARTE LOCALE D'INSERTION" + DECIDES
        + "\n--- Annexe\n\nLes signataires de la Charte\n\n  La Ville de Lyon\n  L'État\n"
        "  Les maîtres d'ouvrage : Toits du Golfe ; la société Escale\n\n"
        "1. Objet de la Charte\nLes maîtres d'ouvrage s'engagent.\n"
    )  # fmt: skip
    assert set(who(found)) == {LYON, "État", "Toits du Golfe", "Escale"}


RULES = {
    "arrêté": """PRÉFECTURE DU RHÔNE

ARRÊTÉ n° 2016-12 du 14 mars 2016
fixant la composition du conseil citoyen

Vu la loi n° 2014-173,
Vu la circulaire relative aux contrats de ville,

ARRÊTE

Article 1er
Le conseil comprend Escale Habitat.

Fait à Lyon, le 14 mars 2016
""",
    "règlement intérieur": """VILLE DE LYON

RÈGLEMENT INTÉRIEUR

Article 1 - Composition
L'État, la Ville et Escale Habitat siègent.

Fait à Lyon, le 8 février 2016
""",
}


@pytest.mark.parametrize("rule", RULES)
def test_the_rule_of_an_authority_is_no_agreement(rule: str) -> None:
    assert read(RULES[rule]) == []


def test_an_act_recalled_has_the_parties_that_it_is_recalled_with() -> None:
    text = (
        HEAD + OBJECT + "Vu le contrat de ville de Lyon, signé le 9 juillet 2015 entre l'État et "
        "la Ville de Lyon,\n\nLa convention sera conclue avec l'État et l'ANRU." + DECIDES
    )
    main, recalled = read_act(analyse(text))
    assert (recalled.background, recalled.signed_on) == (True, "2015-07-09")
    assert set(who(recalled)) == {"État", LYON}
    assert set(who(main)) == {"État", ANRU, LYON}


def test_the_act_that_a_body_joins_has_the_others_at_its_side() -> None:
    (found,) = read(
        HEAD + "Contrats urbains de cohésion sociale\n\nAprès en avoir délibéré, le Conseil "
        "municipal\n- approuve l'avenant n° 1 au contrat urbain de cohésion sociale, par lequel la "
        "Ville devient partie aux côtés de l'État, d'Action Logement et de la Ville de Bron ;\n"
        "- autorise M. Édouard HERRIOT, Maire, à le signer.\n"
    )
    assert (found.kind, found.number) == (Form.AVENANT, "1")
    assert set(who(found)) == {"État", "Action Logement", BRON, LYON}
