"""How acts lay out their parties and their signatures: numbers, lists, blocks, initials."""

from __future__ import annotations

import pytest

from graph.ontology import Status
from loaders.texts.extraction import analyse
from loaders.texts.facts import Agreement
from loaders.texts.grammar.formal import is_formal, read_act
from loaders.texts.grammar.formal.programmes import with_programmes

ANRU = "Agence nationale pour la rénovation urbaine"
ANAH = "Agence nationale de l'habitat"
CDC = "Caisse des Dépôts"
LYON, BRON = "Commune de Lyon", "Commune de Bron"
TITLE = "CONVENTION DE RENOUVELLEMENT URBAIN\nDU QUARTIER DES TILLEULS\n\n"
AGREED = "\n\nIl est convenu ce qui suit.\n\nArticle 1 - Objet\nLes parties agissent ensemble.\n\n"
DONE = "Fait à Lyon, le 12 mars 2018, en trois exemplaires.\n"


def act(parties: str, end: str = DONE, *, title: str = TITLE) -> Agreement:
    """Return the act that a document with these parties and this end is."""
    analysis = analyse(f"{title}{parties}{AGREED}{end}")
    assert is_formal(analysis.text)
    return with_programmes(analysis, read_act(analysis))[0]


def who(agreement: Agreement) -> dict[str, str | None]:
    return {party.name: party.represented_by for party in agreement.signatories}


TWO = {"État": "Émile Bollaert", LYON: "Édouard Herriot"}


HEADINGS = {
    "in the person of": """ARTICLE 1 : LES COCONTRACTANTS

Le présent contrat lie :

L'ETAT, en la personne du Préfet, M. Émile BOLLAERT,
LA COMMUNE DE LYON, en la personne de M. Édouard HERRIOT, Maire,""",
    "hyphens of another face": """SIGNATAIRES

\u2010 État : Émile BOLLAERT, préfet du Rhône
\u2010 Ville de Lyon, désignée ci-après « la Ville » : Édouard HERRIOT, maire""",
    "two headings": """SIGNATAIRES DE LA CONVENTION PLURIANNUELLE

Il est convenu entre les deux signataires suivants :

1/ L'ETAT, représenté par le préfet, M. Émile BOLLAERT ;

2/ LA COMMUNE DE LYON, représentée par M. Édouard HERRIOT, Maire.""",
    "a numbered table": """La convention est passée entre les deux parties que voici :

N°  Partie                     Ayant qualité pour signer
 1  L'État                     M. Émile BOLLAERT, préfet
                               du Rhône
 2  La Ville de Lyon           M. Édouard HERRIOT, maire
""",
    "signatories below": """ENTRE LES SIGNATAIRES CI-DESSOUS

1. L'Etat, représenté par le préfet, M. Émile BOLLAERT
2. La commune de Lyon, représentée par son maire, M. Édouard HERRIOT""",
}


@pytest.mark.parametrize("heading", HEADINGS)
def test_the_parties_are_read_under_any_heading(heading: str) -> None:
    assert who(act(HEADINGS[heading])) == TWO


def test_persons_with_their_offices_under_them_name_the_bodies() -> None:
    found = act(
        "Les signataires du contrat de ville\n\nMonsieur Émile BOLLAERT,\nPréfet du Rhône\n\n"
        "Monsieur Édouard HERRIOT,\nMaire de Lyon\n\nMadame la Directrice de la Caisse "
        "d'allocations familiales du Rhône\n"
    )
    assert who(found) == {**TWO, "Caisse d'allocations familiales du Rhône": None}


def test_those_named_under_in_the_presence_of_are_no_parties() -> None:
    found = act(
        "ENTRE\n\nL'État, représenté par le préfet ;\n\nET\n\nLa commune de Lyon ;\n\n"
        "EN PRÉSENCE DE\n\nla Caisse des Dépôts et la commune de Bron,"
    )
    assert set(who(found)) == {"État", LYON}


def test_ministers_stand_for_the_state_and_are_no_parties() -> None:
    found = act(
        "Entre\n\nl'État, représenté par le ministre de la reconstruction et le ministre de "
        "l'intérieur,\n\net\n\nla commune de Lyon,",
        DONE + "\n   Pour l'État :\n\n"
        "Le ministre de la reconstruction     Le ministre de l'intérieur\n"
        "   Eugène CLAUDIUS-PETIT                Henri QUEUILLE\n",
    )
    assert who(found) == {"État": "Eugène Claudius-Petit; Henri Queuille", LYON: None}


def test_a_list_of_landlords_under_a_colon_is_cut_at_each_comma() -> None:
    found = act(
        "Entre :\nLa commune de Lyon ;\nLes bailleurs sociaux : TOITS DU GOLFE, LE FOYER ESCALE, "
        "GRAND LARGE HABITAT ;\nAction Logement"
    )
    assert len(found.signatories) == 5


def test_parties_named_again_in_full_bring_their_persons() -> None:
    found = act(
        "Entre :\nL'État ;\nLa commune de Lyon ;\n\nSOMMAIRE\n\nDESIGNATION DES PARTIES\n\n"
        "L'État, représenté par M. Émile BOLLAERT, Préfet du Rhône\n"
        "La commune de Lyon, représentée par M. Édouard HERRIOT, Maire\n\nLE CONTEXTE LOCAL\n\n"
        "Bron est une commune voisine.\n"
    )
    assert who(found) == TWO


HEADING = (
    "ENTRE\n\nL'ANRU, représentée par son directeur général,\n\nET\n\nL'État, représenté par le "
    "préfet, M. Émile BOLLAERT,\n\nET\n\nL'Anah,\n\nET\n\nLa commune de Lyon, représentée par son "
    "maire, M. Édouard HERRIOT."
)


def test_a_signature_in_initials_is_that_of_the_person_so_named() -> None:
    found = act(
        HEADING,
        DONE + "\nPour l'Agence nationale              L'État                  Commune de Lyon\n"
        "pour la rénovation urbaine,\nle délégué territorial\n"
        "É. BOLLAERT                          É. BOLLAERT             É. HERRIOT\n",
    )
    assert who(found)[ANRU] == "Émile Bollaert"
    assert set(who(found)) == {ANRU, "État", ANAH, LYON}


def test_one_signature_may_be_for_two_parties() -> None:
    found = act(HEADING, DONE + "\nPour l'État et l'Anah\nÉmile BOLLAERT\n")
    assert who(found)["État"] == who(found)[ANAH] == "Émile Bollaert"


def test_an_office_on_two_lines_is_that_of_the_body_on_the_second() -> None:
    found = act(
        "ENTRE\n\nLa commune de Lyon,\n\nET\n\nLa commune de Bron,",
        DONE + "\nLe Maire                     Le Maire\nde Lyon                      de Bron\n"
        "Édouard HERRIOT              Louis PRADEL\n",
    )
    assert who(found) == {LYON: "Édouard Herriot", BRON: "Louis Pradel"}


@pytest.mark.parametrize(
    "end",
    [
        "Fait à Lyon, en la préfecture, le mercredi 3 avril 2024\n",
        "À Lyon, le trois avril deux mille vingt-quatre\n",
        "Fait au Creusot, le 3 avril 2024\n",
    ],
)
def test_the_day_of_signature_is_read_however_it_is_written(end: str) -> None:
    found = act(HEADING, end)
    assert (found.status, found.signed_on) == (Status.SIGNED, "2024-04-03")


def test_an_act_under_a_programme_is_of_no_contract_that_it_only_recalls() -> None:
    title = "CONVENTION DU CONTRAT URBAIN DE COHÉSION SOCIALE\n\n"
    found = act("Le contrat de ville de 2000 a pris fin.\n\n" + HEADING, title=title)
    assert found.programmes == ("CUCS",)


def test_the_line_under_the_title_of_an_avenant_dates_what_it_amends() -> None:
    title = "AVENANT DE CLÔTURE\nà la convention des Tilleuls\nn° 61\n\nsignée le 14 mai 2005\n\n"
    analysis = analyse(title + HEADING + AGREED + DONE)
    main, amended = read_act(analysis)
    assert (main.amends, main.signed_on) == (amended.key, "2018-03-12")
    assert amended.signed_on == "2005-05-14"


def test_a_convention_of_abatement_is_of_the_contract_that_the_law_annexes_it_to() -> None:
    title = "CONVENTION D'UTILISATION DE L'ABATTEMENT DE TFPB\n\n"
    assert act(HEADING, title=title).programmes == ("Contrats de ville 2015-2023",)


def test_one_who_signs_beside_another_for_the_state_makes_no_party_of_his_service() -> None:
    found = act(
        "Les signataires de la présente charte :\n\nla Ville de Lyon, représentée par son maire ;\n"
        "l'État, représenté par le préfet, Émile BOLLAERT, et par l'inspecteur d'académie ;\n\n"
        "s'engagent sur les principes qui suivent.\n\n1. Coopérer.\n2. Évaluer chaque année.\n",
        title="CHARTE DE RÉUSSITE ÉDUCATIVE\n\n",
    )
    assert who(found) == {LYON: None, "État": "Émile Bollaert"}


def test_an_office_after_a_blank_is_the_next_signature_though_nobody_signed_above() -> None:
    found = act(
        HEADING,
        DONE + "\nPour l'ANRU,\net par délégation du directeur général,\nle directeur adjoint\n\n"
        "Le Maire de Lyon\nÉ. HERRIOT\n",
    )
    assert who(found)[ANRU] is None
    assert who(found)[LYON] == "Édouard Herriot"


def test_a_running_head_with_its_page_is_no_party() -> None:
    found = act(
        "ENTRE\n\n• L'État, représenté par le préfet ;\n\nEscale Habitat - Avenant       2/14\n\n"
        "• La commune de Lyon, représentée par son maire.\n"
    )
    assert set(who(found)) == {"État", LYON}
