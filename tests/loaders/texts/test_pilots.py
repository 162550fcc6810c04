"""Who leads agreements and programmes, and who only works at them."""

from __future__ import annotations

import time

import pytest

from graph.ontology import NodeKind
from loaders.texts.grammar.scope.pilots import leads_programme, pilots_of
from loaders.texts.mentions import Actor, Analysis
from tests.loaders.texts.named import analysis_of

CITY = Actor("Commune de Brume", NodeKind.MUNICIPALITY, "commune:01001")
STATE = Actor("État", NodeKind.STATE_SERVICE, "state:france")
CAPS = Actor("Communauté d'agglomération des Caps", NodeKind.INTERCOMMUNALITY, "epci:200000001")
ANRU = Actor("Agence nationale pour la rénovation urbaine", NodeKind.AGENCY, "agency:anru")
ANAH = Actor("Agence nationale de l'habitat", NodeKind.AGENCY, "agency:anah")
KNOWN = {
    "Ville de Brume": CITY, "État": STATE, "Caps Agglo": CAPS, "Anru": ANRU, "Anah": ANAH,
}  # fmt: skip


def analysis(words: str) -> Analysis:
    known = {name: (actor, "name") for name, actor in KNOWN.items()}
    return analysis_of(words, known, programmes=["NPNRU"])


def pilots(words: str) -> list[str]:
    return [placed.pilot.actor for placed in pilots_of(analysis(words))]


@pytest.mark.parametrize(
    "words",
    [
        "Caps Agglo pilote le dispositif.",
        "Caps Agglo assure le pilotage du projet.",
        "Caps Agglo conduit le projet et en rend compte.",
        "Caps Agglo porte le contrat de ville.",
        "Caps Agglo est le chef de file du contrat.",
        "Caps Agglo, chef de file, réunira les partenaires.",
        "Caps Agglo, qui pilote la convention, a signé.",
        "Caps Agglo poursuit son action en étant le chef de file du futur contrat.",
        "Caps Agglo, désignée ci-après « le porteur de projet », d'autre part.",
        "Le contrat est piloté par Caps Agglo.",
        "Sous le pilotage de Caps Agglo, le contrat avance.",
        "Le pilotage de la convention est confié à Caps Agglo.",
        "La convention est portée par Caps Agglo.",
        "Le contrat confie à Caps Agglo le rôle de chef de file.",
        "Chef de file du contrat de ville, Caps Agglo animera la démarche.",
        "Pilote : Caps Agglo",
        "Le contrat, dont Caps Agglo est porteuse, est signé.",
        "Jusqu'ici chacun avait le sien ; c'est Caps Agglo qui le porte.",
        "Depuis lundi, Caps Agglo porte un contrat de ville unique.",
        "Caps Agglo est chargée de piloter l'opération.",
        "Caps Agglo sera le maître d'ouvrage et en conduira le pilotage.",
        "Caps Agglo assure la coordination et le pilotage de la convention.",
        "Caps Agglo pilotera la mise en œuvre de la charte.",
        "Caps Agglo anime et pilote la démarche.",
        "Caps Agglo en sera la cheffe de file.",
        "C'est le premier contrat que Caps Agglo, née en 2017, porte.",
        "La démarche, que porte Caps Agglo, avance.",
        "Le contrat a pour pilote Caps Agglo.",
        "Signé entre l'État, l'Anru et Caps Agglo, qui pilote l'opération.",
        "C'est le second que porte Caps Agglo.",
        "Le programme, conduit par Caps Agglo, s'achève.",
        "Caps Agglo en assure la conduite.",
    ],
)
def test_the_words_of_leading_name_the_pilot(words: str) -> None:
    assert pilots(words) == [CAPS.name]


@pytest.mark.parametrize(
    "words",
    [
        "La Ville de Brume, l'État et Caps Agglo en demeurent les pilotes historiques.",
        "La Ville de Brume, l'État et Caps Agglo assurent conjointement le pilotage.",
        "Le contrat est piloté par la Ville de Brume, l'État et Caps Agglo.",
        "La Ville de Brume, l'État et Caps Agglo le copilotent.",
    ],
)
def test_each_of_an_enumeration_leads(words: str) -> None:
    assert pilots(words) == [CITY.name, STATE.name, CAPS.name]


def test_one_leads_with_another() -> None:
    assert pilots("L'Anru copilote avec l'Anah le programme.") == [ANRU.name, ANAH.name]


def test_one_pilots_a_network_with_another() -> None:
    assert pilots("Caps Agglo pilote le réseau avec l'État.") == [CAPS.name, STATE.name]


def test_a_grouping_without_a_name_leads_when_the_lead_is_given_to_it() -> None:
    assert pilots(
        "Les partenaires confieront le pilotage du contrat à un groupement d'intérêt public (GIP)."
    ) == ["Groupement d'intérêt public"]


def test_what_an_agency_leads_is_the_programme_spoken_of() -> None:
    [placed] = pilots_of(
        analysis("Le NPNRU est né en 2014. Le programme avance vite. L'Anru le pilote.")
    )
    assert (placed.pilot.actor, placed.programme) == (ANRU.name, "NPNRU")


def test_a_public_interest_grouping_leads_even_without_a_name() -> None:
    assert pilots(
        "Un groupement d'intérêt public (GIP) pilotera à la fois le projet et le contrat."
    ) == ["Groupement d'intérêt public"]


def test_a_programme_spoken_of_again_is_the_one_last_named() -> None:
    [placed] = pilots_of(analysis("Le NPNRU est lancé. Le programme est piloté par l'Anru."))
    assert placed.programme == "NPNRU"


def test_a_role_said_in_passing_is_that_of_the_last_named() -> None:
    assert pilots("Signé par l'État, la Ville de Brume et Caps Agglo, chef de file.") == [CAPS.name]


@pytest.mark.parametrize(
    "words",
    [
        "L'État préside le comité de pilotage du contrat.",
        "Le comité de pilotage réunit l'État et Caps Agglo.",
        "La Ville de Brume assure la maîtrise d'ouvrage des travaux.",
        "La Ville de Brume recrute le chef de projet.",
        "Les projets portés par la Ville de Brume avancent.",
        "La Ville de Brume porte l'opération de démolition.",
        "La Ville de Brume pilote un atelier.",
        "La Ville de Brume est pilote sur le volet social.",
        "Les programmes sont pilotés au niveau local par les maires.",
        "La Ville de Brume, site pilote, a signé.",
        "La Ville de Brume le porte aux nues.",
        "La Ville de Brume porte le programme de réussite éducative.",
    ],
)
def test_presiding_building_and_recruiting_are_not_leading(words: str) -> None:
    assert pilots(words) == []


def test_a_term_that_an_act_defines_names_its_pilot() -> None:
    read = analysis("Le porteur de projet rend compte.")
    [placed] = pilots_of(read, {"porteur de projet": CAPS, "le bailleur": STATE})
    assert (placed.pilot.actor, placed.pilot.mention) == (CAPS.name, "porteur de projet")


def test_a_national_body_leads_a_programme_outside_agreements() -> None:
    [placed] = pilots_of(analysis("L'Anru pilote le programme NPNRU."))
    assert (placed.programme, placed.pilot.of, leads_programme(placed)) == ("NPNRU", "NPNRU", True)


def test_a_territory_leads_a_programme_at_home_within_its_agreement() -> None:
    told = pilots_of(
        analysis("Neuf quartiers bénéficient du NPNRU. Caps Agglo en assure le pilotage.")
    )
    assert [(p.pilot.of, leads_programme(p)) for p in told] == [("NPNRU", False)]


def test_a_pilot_holds_its_words_and_its_place() -> None:
    words = "Le contrat est piloté par Caps Agglo."
    [placed] = pilots_of(analysis(words))
    first, last = placed.pilot.reading.span
    assert words[first:last] == placed.pilot.mention == "Caps Agglo"


@pytest.mark.parametrize(
    "unit",
    ["pilote ", "pilotage de la ", "chef de file, ", "porté par l'État ",
     "le contrat que l'État ", "l'État assure et et en ", "groupement d'intérêt public en "],
)  # fmt: skip
def test_hostile_lines_cost_no_more_than_their_length(unit: str) -> None:
    read = analysis(unit * (100_000 // len(unit)))
    begun = time.process_time()
    pilots_of(read)
    assert time.process_time() - begun < 5
