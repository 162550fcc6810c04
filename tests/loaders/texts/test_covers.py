"""What agreements concern, and what is only named near them."""

from __future__ import annotations

import time

import pytest

from graph.ontology import NodeKind
from loaders.texts.grammar.scope.covers import covers_of
from loaders.texts.grammar.scope.neighbourhoods import find_neighbourhoods
from loaders.texts.mentions import Actor, Analysis, Setting
from loaders.texts.text import Text
from tests.loaders.texts.named import analysis_of

BRUME = Actor("Commune de Brume", NodeKind.MUNICIPALITY, "commune:01001")
ESTRAN = Actor("Commune d'Estran", NodeKind.MUNICIPALITY, "commune:01002")
CAPS = Actor("Communauté d'agglomération des Caps", NodeKind.INTERCOMMUNALITY, "epci:200000001")
KNOWN = {"Brume": (BRUME, "place"), "Estran": (ESTRAN, "place"), "Caps Agglo": (CAPS, "name")}


def analysis(words: str) -> Analysis:
    return analysis_of(words, KNOWN, setting=Setting(municipality=BRUME))


def covers(words: str) -> list[str]:
    read = analysis(words)
    return [placed.cover.territory for placed in covers_of(read, find_neighbourhoods(read))]


@pytest.mark.parametrize(
    "words",
    [
        "La convention vise la Digue et le Phare.",
        "Le contrat de ville concerne les quartiers de la Digue et du Phare.",
        "La convention a été signée. Elle porte principalement sur la Digue et le Phare.",
        "Le pacte bénéficiera aux quartiers de la Digue et du Phare.",
        "Le protocole porte sur deux sites : la Digue et le Phare.",
        "La convention est signée. Sont concernés la Digue et le Phare.",
        "La convention est signée. La Digue et le Phare sont retenus.",
        "La convention est signée. La Digue et le Phare sont les deux quartiers concernés.",
        "La convention changera trois quartiers brumois : la Digue et le Phare.",
        "Le contrat de ville est signé. Quartiers prioritaires :\n- la Digue ;\n- le Phare.",
        "La convention s'applique :\n- à Estran : la Digue et le Phare.",
        "CONVENTION\n\nQuartier      Logements\nLa Digue      120\nLe Phare      80",
        "La convention prévoit des travaux dans les quartiers de la Digue et du Phare.",
    ],
)
def test_verbs_lists_and_tables_say_what_is_concerned(words: str) -> None:
    assert covers(words) == ["Digue", "Phare"]


@pytest.mark.parametrize(
    "words",
    [
        "La convention est signée. Sont retenus la Digue, à Brume, et le Phare, à Estran.",
        "La charte vaut pour la Digue et pour le Phare.",
        "La convention porte sur la Digue. S'y ajoute un second quartier, le Phare.",
        "La convention est signée. Les nouveaux venus sont la Digue, à Brume, et le Phare.",
        "La convention porte sur la Digue, quartier d'intérêt national, et le Phare.",
        "Le contrat vise un quartier classé en priorité 1, la Digue, et un autre, le Phare.",
        "La convention est signée. Deux secteurs sont délimités en annexe : la Digue et le Phare.",
        "La ville a signé la convention qui lance la rénovation des quartiers Digue et Phare.",
    ],
)
def test_scope_is_told_in_many_turns(words: str) -> None:
    assert covers(words) == ["Digue", "Phare"]


@pytest.mark.parametrize(
    "words",
    [
        "Le contrat est signé. Deux quartiers sont visés, la Digue, à Brume, et le Phare.",
        "Le contrat s'applique à deux quartiers, celui de la Digue et celui du Phare.",
        "Le contrat est signé. Deux quartiers : la Digue, en priorité 1, et le Phare, en 2.",
        "Le contrat profite à deux quartiers. L'un, la Digue, est grand ; l'autre, le Phare, non.",
        "Le contrat a deux quartiers. Le premier, la Digue, est grand. Le Phare complète la liste.",
    ],
)
def test_a_number_of_quarters_is_followed_by_as_many_names(words: str) -> None:
    assert covers(words) == ["Digue", "Phare"]


def test_a_number_that_the_names_do_not_reach_says_nothing_of_the_next_sentences() -> None:
    assert (
        covers("Le contrat est signé. Cinq quartiers en profitent. La Digue, elle, attend.") == []
    )


@pytest.mark.parametrize(
    "question", ["Quels quartiers ?", "Lesquels ?", "Où ?", "Les secteurs retenus ?"]
)
def test_the_answer_to_a_question_about_quarters_is_scope(question: str) -> None:
    assert covers(f"Le contrat est signé. {question} La Digue et le Phare.") == ["Digue", "Phare"]


def test_the_answer_to_where_goes_from_town_to_town() -> None:
    words = (
        "Le contrat est signé pour six ans. Où ? À Brume, dans le quartier de la Digue ; à Estran, "
        "dans celui du Phare et, surtout, au Clos-Vert."
    )
    assert covers(words) == ["Digue", "Phare", "Clos-Vert"]


def test_towns_with_their_quarters_in_brackets_are_scope_from_three_on() -> None:
    two = "La convention est signée. On agira à Brume (Digue) et à Estran (Phare, Clos-Vert)"
    assert covers(f"{two}.") == []
    assert covers(f"{two} et à Brume (Lande).") == ["Digue", "Phare", "Clos-Vert", "Lande"]


def test_towns_that_share_quarters_by_number_are_scope_where_no_quarter_is_named() -> None:
    words = "La convention est signée. Dix quartiers en bénéficient : neuf à Brume, un à Estran."
    assert covers(words) == [BRUME.name, ESTRAN.name]


def test_headings_are_quarters_where_a_paragraph_says_so() -> None:
    said = "Dans ce quartier que bordent les dunes, quarante immeubles seront repris d'ici à 2030."
    told = "La ville y refera les rues, les places et le groupe scolaire dès le mois de mars."
    page = "La convention est signée par la ville.\n\nLa Digue\n{}\n\nLe Phare\n{}\n"
    assert covers(page.format(said, told)) == ["Digue", "Phare"]
    assert covers(page.format(told, told)) == []


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("La convention concerne les Provinces bleues et le Val d'Aran.",
         ["Provinces bleues", "Val d'Aran"]),
        ("La convention concerne le Domaine de la vallée et le Phare.",
         ["Domaine de la vallée", "Phare"]),
        ("La convention concerne le quartier du Village chinois.", ["Village chinois"]),
        ("La convention concerne le faubourg Saint-Jean.", ["faubourg Saint-Jean"]),
        ("La convention est signée. À la cité des 3 000, on rénove deux tours.", ["3 000"]),
        ("La convention concerne le centre-bourg d'Estran.", ["centre-bourg d'Estran"]),
    ],
)  # fmt: skip
def test_a_name_goes_on_after_its_capitals(words: str, expected: list[str]) -> None:
    assert covers(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("La charte concerne les communes de Brume et d'Estran.", [BRUME.name, ESTRAN.name]),
        ("Communes concernées par le contrat :\n- Brume ;\n- Estran.", [BRUME.name, ESTRAN.name]),
        ("Les deux communes concernées par la convention sont Brume et Estran.",
         [BRUME.name, ESTRAN.name]),
        ("Le pacte couvre les communes de Brume, Estran et Lande.",
         [BRUME.name, ESTRAN.name, "Commune de Lande"]),
    ],
)  # fmt: skip
def test_towns_said_to_be_concerned_are_covered(words: str, expected: list[str]) -> None:
    assert covers(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("L'État a signé la convention pluriannuelle de Brume.", [BRUME.name]),
        ("L'État a signé le contrat de ville de Caps Agglo.", [CAPS.name]),
        ("L'État a signé la charte « Emploi et quartiers » de l'agglomération brumoise.",
         ["agglomération brumoise"]),
        ("L'État signe la convention du quartier de la Digue.", ["Digue"]),
        ("L'État a signé un protocole pour la rénovation du Bois-Clair.", ["Bois-Clair"]),
        ("L'État a signé le contrat de ville du Brumois.", ["Brumois"]),
        ("L'État a signé le contrat de l'arrondissement de Brume.", ["arrondissement de Brume"]),
        ("L'État a signé le pacte pour le bassin minier.", ["bassin minier"]),
    ],
)  # fmt: skip
def test_the_territory_in_an_agreement_s_name_is_covered(words: str, expected: list[str]) -> None:
    assert covers(words) == expected


@pytest.mark.parametrize(
    "words",
    [
        "Le contrat a été signé à la maison de quartier, dans le quartier de la Digue.",
        "Le maire a signé la convention. Il a grandi dans le quartier de la Digue.",
        "La convention est signée. Une fusillade a éclaté dans le quartier de la Digue.",
        "La charte reprend celle qui avait été conclue pour le quartier de la Digue.",
        "La convention porte sur l'Emploi et la Formation.",
        "La convention concerne 589 logements.",
        "Vu la convention du quartier de la Digue,",
        "L'enquête concerne le quartier de la Digue.",
        "La convention est signée. Quatre priorités sont retenues.",
        "La convention est signée. La matinée finit à Brume, dans le quartier de la Digue.",
        "La convention est signée. Lesquels sont retenus ? On l'ignore.",
    ],
)
def test_places_of_meeting_life_and_the_past_are_no_scope(words: str) -> None:
    assert covers(words) == []


@pytest.mark.parametrize(
    "words",
    [
        "La convention est signée. Les travaux se concentreront à la Digue et au Phare.",
        "La convention est signée. Après l'été, ce sera le tour de la Digue et du Phare.",
        "La convention est signée. Deux secteurs en profiteront : la Digue et le Phare.",
        "La convention est signée. La Digue et le Phare recevront 30 millions d'euros.",
        "La convention est signée. Deux copropriétés inquiètent, la Digue et le Phare.",
        "La convention est signée. La Digue et le Phare en profiteront.",
        "La convention est signée. La Digue et le Phare sont au cœur du projet.",
        "L'avenant est signé. Il étend le périmètre à la Digue et au Phare.",
        "L'avenant est signé. Il ajoute au contrat la Digue et le Phare.",
        "Le contrat est signé. Son périmètre comprend la Digue et le Phare.",
        "Une charte est signée en faveur des copropriétés dégradées de la Digue et du Phare.",
    ],
)
def test_what_will_be_done_and_where_says_the_scope(words: str) -> None:
    assert covers(words) == ["Digue", "Phare"]


@pytest.mark.parametrize(
    "words",
    [
        "Le contrat se prépare. Deux des sept communes ont des quartiers : Brume et Estran.",
        "L'État signera quelques conventions : celles de Brume et d'Estran.",
        "Le projet de convention est ouvert à deux communes voisines, dont Brume et Estran.",
        "L'avenant est signé. Brume et Estran entrent dans le périmètre.",
        "L'avenant est signé. Brume et Estran sont les premiers bourgs à rejoindre l'opération.",
        "La convention est signée. Hier, ce fut le tour de Brume et d'Estran.",
        "Deux contrats sont signés. Ils se trouvent à Brume et à Estran.",
        "L'avenant fait entrer Brume et Estran dans le dispositif.",
    ],
)
def test_towns_told_in_the_next_breath_are_the_scope(words: str) -> None:
    assert covers(words) == ["Commune de Brume", "Commune d'Estran"]


def test_a_town_where_the_like_of_an_act_is_signed_is_its_scope() -> None:
    words = "La charte a été signée. À Estran, douze entreprises ont paraphé la leur."
    assert covers(words) == ["Commune d'Estran"]


@pytest.mark.parametrize(
    "words",
    [
        "La convention est signée. À la Digue et au Phare, 300 logements seront démolis.",
        "La convention est signée, avec la démolition de deux tours à la Digue et au Phare.",
    ],
)
def test_where_works_will_be_is_a_guess_where_nothing_says_the_scope(words: str) -> None:
    assert covers(words) == ["Digue", "Phare"]
    assert covers(f"{words} Elle vise le Môle.") == ["Môle"]


def test_companies_that_sign_at_a_prefecture_do_so_for_its_departement() -> None:
    home = Actor("Département de la Lande", NodeKind.DEPARTMENT, "departement:01")
    signed = "Dix entreprises ont signé la charte « Emploi » à la préfecture"
    for words, expected in (
        (f"{signed} de la Lande.", ["Département de la Lande"]),
        (f"{signed} de la Grève.", []),
        (f"{signed} de la Lande. Elle vise la Digue.", ["Digue"]),
    ):
        read = Analysis(text=Text(words), setting=Setting(department=home))
        assert [placed.cover.territory for placed in covers_of(read, [])] == expected


def test_a_land_named_by_two_towns_is_the_scope() -> None:
    assert covers(
        "La convention d'amélioration de l'habitat (O.P.A.H.) en Pays Lande et Grève."
    ) == ["Pays Lande et Grève"]


@pytest.mark.parametrize(
    "words",
    [
        "La convention est signée. Tout s'est joué à la Digue.",
        "La convention est signée. Brume et Estran recevront 30 millions d'euros.",
        "La convention est signée. Les associations recevront 3 millions d'euros.",
        "La convention est signée. Ils vont recevoir la Digue et le Phare.",
        "La charte a été signée. À Estran, on a visité la leur.",
        "La convention est signée. À Noël, 300 logements seront démolis.",
        "La convention d'hier avait retenu deux quartiers : la Digue et le Phare.",
    ],
)
def test_what_was_done_and_who_is_paid_are_no_scope(words: str) -> None:
    assert covers(words) == []


def test_a_quarter_spoken_of_is_a_guess_where_nothing_says_the_scope() -> None:
    read = analysis("La convention est signée. Le quartier de la Digue va être rénové.")
    [placed] = covers_of(read, find_neighbourhoods(read))
    assert (placed.cover.territory, placed.cover.reading.confidence) == ("Digue", 0.5)


def test_a_place_that_will_change_is_a_guess_where_nothing_says_the_scope() -> None:
    assert covers("La Digue va changer de visage : la convention est signée.") == ["Digue"]
    assert covers("La convention vise le Phare. La Digue va changer de visage.") == ["Phare"]


def test_a_cover_holds_its_words_its_place_and_its_code() -> None:
    words = "La convention vise le quartier de la Digue (QP001002)."
    read = analysis(words)
    [placed] = covers_of(read, find_neighbourhoods(read))
    first, last = placed.cover.reading.span
    assert words[first:last] == placed.cover.mention == "le quartier de la Digue"
    assert placed.cover.id == "qpv:QP001002"


def test_page_noise_covers_nothing() -> None:
    read = analysis("La convention vise la Digue.")
    assert covers_of(Analysis(text=read.text, noise=((0, 40),)), []) == []


@pytest.mark.parametrize(
    "unit",
    ["convention concerne ", "dans les quartiers ", "A, sont retenus ",
     "convention du quartier A, ",
     "La convention concerne le quartier Alpha. ", "communes concernees sont ",
     "deux quartiers, A, ", "Quels quartiers ? ", "à Brume (A), ", "contrat du pays de A ",
     "Aa va changer de visage, ", "Aa, Bb et Cc vont recevoir ", "conventions : celles de Aa, ",
     "Aa et Bb sont les deux a entrer ", "à Brume, ont signé la leur ", "tout se passera à ",
     "ouvert à six communes, dont ", "A la Digue, seront démolis ",
     "démolition de deux tours à ", "Aa en profiteront ", "il étend le périmètre à ",
     "charte d'entreprises à la préfecture de la Aa, ",
     "convention en Pays Aa et Bb "],
)  # fmt: skip
def test_hostile_lines_cost_no_more_than_their_length(unit: str) -> None:
    read = Analysis(text=Text(unit * (100_000 // len(unit))))
    begun = time.process_time()
    covers_of(read, find_neighbourhoods(read))
    assert time.process_time() - begun < 5
