"""Quarters that texts name: by a noun, in lists, tables and titles, with their codes."""

from __future__ import annotations

import time

import pytest

from graph.ontology import NodeKind
from loaders.texts.grammar.scope.neighbourhoods import NeighbourhoodMention, find_neighbourhoods
from loaders.texts.mentions import Actor, Analysis, Person, Setting
from loaders.texts.text import Text
from tests.loaders.texts.named import analysis_of

BRUME = Actor("Commune de Brume", NodeKind.MUNICIPALITY, "commune:01001")
ESTRAN = Actor("Commune d'Estran", NodeKind.MUNICIPALITY, "commune:01002")
#: A commune of another département: its name may be that of a quarter here.
FAR = Actor("Commune de Bellerive", NodeKind.MUNICIPALITY, "commune:77001")
AGENCY = Actor("Agence nationale pour la rénovation urbaine", NodeKind.AGENCY, "agency:anru")
KNOWN = {
    "Brume": (BRUME, "place"),
    "BRUME": (BRUME, "place"),
    "Estran": (ESTRAN, "place"),
    "Bellerive": (FAR, "place"),
    "Anru": (AGENCY, "name"),
}


def analysis(words: str) -> Analysis:
    return analysis_of(words, KNOWN, setting=Setting(municipality=BRUME))


def found(words: str) -> list[NeighbourhoodMention]:
    return find_neighbourhoods(analysis(words))


def names(words: str) -> list[str]:
    return [mention.name for mention in found(words)]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Le quartier de Beaulieu sera rénové.", ["Beaulieu"]),
        ("Dans le quartier prioritaire des Hauts de Brume, tout change.", ["Hauts de Brume"]),
        ("Le quartier Jean-Jaurès à Brume est retenu.", ["Jean-Jaurès"]),
        ("Une partie du quartier du Val d'Aran est visée.", ["Val d'Aran"]),
        ("La cité des Peupliers et le QPV « Grand Clos » sont voisins.",
         ["Peupliers", "Grand Clos"]),
        ("Les quartiers de la Digue, du Phare et des Trois-Ponts.",
         ["Digue", "Phare", "Trois-Ponts"]),
        ("Le quartier Beaulieu de Brume", ["Beaulieu"]),
        ("Les quartiers est et le centre-ville sont visés.", ["quartiers est", "centre-ville"]),
        ("L'hypercentre intra-muros et le quartier de la gare.",
         ["hypercentre intra-muros", "quartier de la gare"]),
        ("les résidences sociales du nord de la Rocade", ["nord de la Rocade"]),
    ],
)  # fmt: skip
def test_a_noun_leads_to_the_name_of_a_quarter(words: str, expected: list[str]) -> None:
    assert names(words) == expected


@pytest.mark.parametrize(
    "words",
    [
        "Les secteurs retenus : la Digue, le Phare et Beaulieu.",
        "Trois quartiers sont concernés : la Digue, le Phare et Beaulieu.",
        "Trois quartiers prioritaires (la Digue, le Phare et Beaulieu) y entrent.",
        "Ses quartiers prioritaires, dont la Digue, le Phare et Beaulieu, changent.",
        "Les quartiers visés sont la Digue, le Phare et Beaulieu.",
        "Trois projets d'intérêt national, à la Digue, au Phare et à Beaulieu.",
        "Quartiers concernés :\n- la Digue ;\n- le Phare ;\n- Beaulieu.",
        "Quartier      Logements\nLa Digue      120\nLe Phare      80\nBeaulieu      40",
    ],
)
def test_an_enumeration_is_read_in_each_of_its_forms(words: str) -> None:
    assert names(words) == ["Digue", "Phare", "Beaulieu"]


def test_a_commune_told_with_quarters_is_where_they_lie() -> None:
    mentions = found("Secteurs retenus : la Digue à Brume et, à Estran, le Phare et Beaulieu.")
    assert [(m.name, m.commune) for m in mentions] == [
        ("Digue", BRUME),
        ("Phare", ESTRAN),
        ("Beaulieu", ESTRAN),
    ]


def test_quarters_in_brackets_after_a_town_lie_in_it() -> None:
    mentions = found("Quartiers prioritaires\n\nEstran (la Digue et le Phare)")
    assert [(m.name, m.commune) for m in mentions] == [("Digue", ESTRAN), ("Phare", ESTRAN)]


def test_a_title_in_capitals_gives_a_name_in_small_letters() -> None:
    mentions = found("RENOVATION URBAINE DU QUARTIER\nDE LA PLAINE D'OZON A BRUME")
    assert [(m.name, m.commune) for m in mentions] == [("Plaine d'Ozon", BRUME)]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("le quartier Beaulieu (QP001002)", [("Beaulieu", "QP001002")]),
        ("Quartiers :\n- QP001002 : Beaulieu\n- QN00103M Digue",
         [("Beaulieu", "QP001002"), ("Digue", "QN00103M")]),
        ("Code      Quartier\nQP001002      Beaulieu", [("Beaulieu", "QP001002")]),
        ("Le code QP001002 est cité.", [("QP001002", "QP001002")]),
    ],
)  # fmt: skip
def test_a_code_goes_with_the_name_beside_it(
    words: str, expected: list[tuple[str, str | None]]
) -> None:
    assert [(m.name, m.qpv) for m in found(words)] == expected


@pytest.mark.parametrize(
    "words",
    [
        "Les quartiers de Brume et les quartiers populaires.",
        "Quartiers : l'Anru prépare la suite",
        "Les quartiers prioritaires de la politique de la Ville (QPV) en profitent.",
        "Dans le secteur HLM, le site internet et la cité scolaire, rien ne bouge.",
        "Engagements Quartiers 2030",
        "Les quartiers de veille active (QVA) disparaissent.",
    ],
)
def test_towns_bodies_themes_and_acronyms_are_no_quarters(words: str) -> None:
    assert names(words) == []


def test_a_quarter_may_bear_the_name_of_a_commune_of_elsewhere() -> None:
    assert names("Les quartiers retenus : Bellerive et la Digue.") == ["Bellerive", "Digue"]


def test_a_quarter_may_bear_the_name_of_a_person() -> None:
    read = analysis("Le quartier Jean Moulin change.")
    person = Person(12, 23, "Jean Moulin")
    told = find_neighbourhoods(Analysis(text=read.text, persons=(person,)))
    assert [m.name for m in told] == ["Jean Moulin"]


def test_a_nickname_keeps_what_it_is_said_of() -> None:
    for words in ("Secteurs retenus : Pont à Grève et Phare.", "Quartiers : Pont à Grève, Phare."):
        assert names(words) == ["Pont à Grève", "Phare"]
    assert names("Le quartier Digue à Brume.") == ["Digue"]


def test_one_end_of_a_street_is_a_part_of_a_town() -> None:
    words = "Secteurs retenus : le Phare et le haut de la rue Grande-Grève."
    assert names(words) == ["Phare", "haut de la rue Grande-Grève"]


def test_page_noise_names_no_quarter() -> None:
    read = analysis("Le quartier de Beaulieu.")
    assert find_neighbourhoods(Analysis(text=read.text, noise=((0, 24),))) == []


@pytest.mark.parametrize(
    "words",
    [
        "Les quartiers sont les suivants :\n\nBeaulieu ....... Brume\nLe Phare ..... Estran\n",
        "Elle s'applique aux quartiers suivants :\n\nBrume       Beaulieu\nEstran      Le Phare\n",
        "ARTICLE 2 - QUARTIERS\n\n   Priorité 1     Beaulieu ; le Phare\n",
        "ARTICLE 2 - SECTEURS D'INTERVENTION\n\n  N°1    Beaulieu\n  N°2    Le Phare\n",
        "Il couvre deux quartiers :\n‣ Beaulieu : 312 logements ;\n‣ Le Phare (QP001002).\n",
        "Il vise deux sites.\n\n Intérêt national    Beaulieu (Brume)   QP001001\n    Le Phare",
        "QPV        Habitants\nBeaulieu  (QN00101M)     1 690\n\nEn décrochage : le Phare.\n",
    ],
)  # fmt: skip
def test_lines_below_what_announces_quarters_name_them(words: str) -> None:
    assert names(words) == ["Beaulieu", "Phare"]


@pytest.mark.parametrize(
    "words",
    [
        "ARTICLE 2 - QUARTIERS .......... 4\nARTICLE 3 - DURÉE DU CONTRAT ....... 5\n",
        "ARTICLE 2 - QUARTIERS\n\n\nCC BHAP | Convention      p. 9\n",
        "Budget des deux cités (en €) :\n\nBeaulieu        420 000\nLe Phare       310 000\n",
        "Les quartiers sont suivis par :\n\nBrume Habitat      12 agents\n",
    ],
)
def test_contents_running_heads_and_money_are_no_quarters(words: str) -> None:
    assert names(words) == []


@pytest.mark.parametrize(
    "unit",
    [
        "quartier ",
        "quartiers (",
        "quartiers de la ",
        "quartier A, ",
        "Aa et ",
        "A - ",
        "quartiers dont ",
    ],
)
def test_hostile_lines_cost_no_more_than_their_length(unit: str) -> None:
    words = unit * (100_000 // len(unit))
    begun = time.process_time()
    find_neighbourhoods(Analysis(text=Text(words)))
    assert time.process_time() - begun < 5
