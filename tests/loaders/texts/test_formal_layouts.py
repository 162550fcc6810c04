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
    "agreed between": """SIGNATAIRES DE LA CONVENTION

Il est convenu entre,

L'ETAT, représenté par le préfet, M. Émile BOLLAERT
LA COMMUNE DE LYON, représentée par M. Édouard HERRIOT, Maire

ce qui suit.""",
    "a title below the parties": """ENTRE
• L'Etat, pour lequel intervient M. Émile BOLLAERT, préfet ;
• La Ville de Lyon, pour laquelle intervient Monsieur Édouard
HERRIOT, Maire ;

Projet d'avenant issu du comité régional du 12/03/2018""",
    "a short name in a table": """SIGNATAIRES

Partie                                   Représentant
L'Etat                                   M. Émile BOLLAERT, préfet
La commune                               M. Édouard HERRIOT, maire
  de Lyon, ci-après
  « le porteur de projet » ou « la Ville »
""",
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
        "Fait à Lyon, en sous-préfecture, le mercredi 3 avril 2024\n",
        "Logo des publications.\n\nConvention signée le trois avril deux mille vingt-quatre\n",
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


LANDLORDS = """ENTRE

- L'État, représenté par le préfet ;
- La Ville de Troyes, représentée par son maire ;
- L'OPH TROYES HABITAT, représenté par son directeur général ;
- L'ESH MON LOGIS groupe PLURIAL, représentée par sa directrice générale.
"""


def test_a_landlord_goes_by_its_own_name_whatever_its_legal_form() -> None:
    assert set(who(act(LANDLORDS))) == {"État", "Commune de Troyes", "Troyes Habitat", "Mon Logis"}


def test_the_name_of_a_landlord_in_capitals_under_a_mayor_is_no_person() -> None:
    found = act(
        LANDLORDS,
        "Fait à Troyes, le ..........\n\nLe Préfet                    Le Maire de\n"
        "                             TROYES\n\n"
        "TROYES HABITAT               MON LOGIS\n",
    )
    assert set(who(found).values()) == {None}
    assert len(who(found)) == 4


def test_an_address_at_the_end_of_a_line_is_no_part_of_the_next_name() -> None:
    found = act(
        "ENTRE\n\nL'État, représenté par le préfet,\n\nET\n\nLes bailleurs sociaux :\n\n"
        "ADOMA (M. Louis PRADEL), 6 rue de la République, 13331 Marseille Cedex 3\n"
        "LA SOCIETE NOUVELLE D'HLM DE LYON (M. Édouard HERRIOT), 11 rue Nationale, même adresse\n"
        "HABITAT DU RHONE (M. René PLEVEN), 72 rue de la République, 13291 Marseille Cedex 6\n"
        "GRAND DELTA HABITAT, pris en la personne de son représentant légal\n"
    )
    told = who(found)
    assert [told.get(name) for name in ("État", "Grand Delta Habitat")] == [None, None]
    assert sorted(filter(None, told.values())) == ["Louis Pradel", "René Pleven", "Édouard Herriot"]
    assert "Grand Delta Habitat" in told
    assert any(name.casefold().startswith("soci") for name in told)
    assert not any("Cedex" in name for name in told)


def test_a_line_that_ends_with_a_day_does_not_swallow_the_party_below() -> None:
    found = act(
        "ENTRE\n\nLa Ville de Lyon, ci-après dénommée le porteur de projet,\n"
        "     représentée par le Maire, en vertu de la délibération du 21 décembre 2007\n"
        "L'Association Foncière Logement, ci-après désignée Foncière Logement,\n"
        "     représentée par son Président\n"
    )
    assert len(found.signatories) == 2


def test_a_prefecture_of_police_is_a_party_beside_the_state() -> None:
    found = act(
        "ENTRE\n\n- L'État, en la personne du préfet, M. Émile BOLLAERT ;\n"
        "- La Préfecture de police, en la personne de M. Louis LÉPINE ;\n"
        "- La Ville de Lyon, en la personne de son maire, M. Édouard HERRIOT.\n"
    )
    assert who(found) == {**TWO, "Préfecture de police": "Louis Lépine"}


def test_a_cover_that_says_signed_dates_an_act_done_without_a_day() -> None:
    title = TITLE.rstrip() + "\n\nsignée en 2016\n\n"
    found = act(HEADING, "Fait en quatre exemplaires, à Lyon\n", title=title)
    assert (found.status, found.signed_on) == (Status.SIGNED, "2016")
    blank = act(HEADING, "Fait à Lyon, le ..........\n", title=title)
    assert (blank.status, blank.signed_on) == (Status.PLANNED, None)


def test_what_is_annexed_to_another_act_is_no_act_of_the_annexes() -> None:
    analysis = analyse(
        f"{TITLE}{HEADING}{AGREED}La loi exige une convention d'utilisation, annexée au contrat de "
        f"ville et signée avant le 31 mars.\n\n{DONE}"
    )
    assert len(read_act(analysis)) == 1


def test_one_zone_by_name_is_a_place_and_no_programme() -> None:
    title = "CONVENTION DE GESTION URBAINE DE PROXIMITÉ\n\nZONE FRANCHE URBAINE DES TILLEULS\n\n"
    assert act(HEADING, title=title).programmes == ()
    title = "CONVENTION RELATIVE AUX ZONES FRANCHES URBAINES\n\n"
    assert act(HEADING, title=title).programmes == ("Zones franches urbaines",)


def test_a_landlord_of_a_place_is_not_the_one_whose_name_it_extends() -> None:
    found = act("ENTRE\n\n- L'État ;\n- Nouveau Logis de l'Est ;\n- Nouveau Logis.\n")
    assert set(who(found)) == {"État", "Nouveau Logis de l'Est", "Nouveau Logis"}
