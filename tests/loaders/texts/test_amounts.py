"""Amounts: who pays each sum of a text, and which sums are no money of an agreement."""

import re
import time
from dataclasses import replace

import pytest

from graph.ontology import NodeKind
from loaders.texts.grammar.money.amounts import amounts_of
from loaders.texts.grammar.money.sums import find_sums
from loaders.texts.mentions import Actor, ActorMention, Analysis, Setting
from loaders.texts.text import Text

ACTORS = {
    r"Anru": Actor("Anru", NodeKind.AGENCY),
    r"État": Actor("État", NodeKind.STATE_SERVICE),
    r"Région": Actor("Région", NodeKind.REGION),
    r"Ville\b": Actor("Ville", NodeKind.MUNICIPALITY),
    r"Logis social": Actor("Logis social", NodeKind.HOUSING_PROVIDER),
}


def analysed(words: str) -> Analysis:
    text = Text(words)
    named = [
        ActorMention(*match.span(), actor, "name")
        for pattern, actor in ACTORS.items()
        for match in re.finditer(pattern, text.flow)
    ]
    named.sort(key=lambda mention: mention.start)
    return Analysis(text, actors=tuple(named), sums=tuple(find_sums(text)))


def paid(words: str) -> list[tuple[str | None, float | None]]:
    return [(one.payer, one.amount_eur) for one in amounts_of(analysed(words))]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("L’Anru apporte 3 M€.", [("Anru", 3e6)]),
        ("L’Anru en fournira 3 millions d’euros.", [("Anru", 3e6)]),
        ("La Ville et la Région y contribuent ensemble pour 3 M€.", [("Ville", 3e6)]),
        ("Le projet reçoit 3 M€ de l’Anru.", [("Anru", 3e6)]),
        ("Les travaux, 3 M€ pris en charge par la Région, commencent.", [("Région", 3e6)]),
        ("Le projet est financé par l’Anru à hauteur de 3 M€.", [("Anru", 3e6)]),
        ("Le coût est de 9 M€, dont 5 M€ de l’Anru et 4 M€ de la Ville.",
         [(None, 9e6), ("Anru", 5e6), ("Ville", 4e6)]),
        ("De l’Anru, les élus attendent près de 3 M€.", [("Anru", 3e6)]),
        ("Elle mobilisera, côté État, environ 3 M€.", [("État", 3e6)]),
        ("La participation de l’Anru s’élève à 3 M€.", [("Anru", 3e6)]),
        ("Avec une subvention de la Région de 3 M€, tout change.", [("Région", 3e6)]),
        ("Financeurs : l’Anru (3 M€), la Ville (2 M€).", [("Anru", 3e6), ("Ville", 2e6)]),
        ("L’État verse 3 M€, la Région 2 M€.", [("État", 3e6), ("Région", 2e6)]),
        ("L’Anru apporte 5 M€, soit 3 M€ de subventions et 2 M€ de prêts.",
         [("Anru", 5e6), ("Anru", 3e6), ("Anru", 2e6)]),
        ("1 M€ de fonds propres et 2 M€ de prêts apportés par la Région",
         [("Région", 1e6), ("Région", 2e6)]),
        ("Logis social gère la tour. L’organisme investira 3 M€.", [("Logis social", 3e6)]),
        ("Les 3 M€ manquants sont demandés aux bailleurs sociaux.", [("bailleurs sociaux", 3e6)]),
        ("Horizon Bâti investira 3 M€.", [("Horizon Bâti", 3e6)]),
        ("Le programme de l’Anru mobilise 3 M€.", [(None, 3e6)]),
        ("L’addition atteint 3 M€.", [(None, 3e6)]),
        ("L’État verse 3 M€ à la Ville.", [("État", 3e6)]),
    ],
)  # fmt: skip
def test_the_payer_is_the_one_said_to_pay(
    words: str, expected: list[tuple[str | None, float]]
) -> None:
    assert paid(words) == expected


@pytest.mark.parametrize(
    "words",
    [
        "La société au capital de 500 000 euros réalise les travaux.",
        "Une pénalité de 500 euros est prévue.",
        "L’aide est de 5 000 euros par logement.",
        "Il disposera désormais, et non plus de 5 milliards d’euros, du double.",
        "Les marchés inférieurs à 40 000 euros sont dispensés.",
    ],
)
def test_capital_penalties_units_thresholds_and_superseded_sums_are_left_out(words: str) -> None:
    assert paid(words) == []


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("La Région met 250 000 euros sur la table et la Ville 120 000.",
         [("Région", 250_000), ("Ville", 120_000)]),
        ("L’enveloppe atteint 12 M€. L’Anru en apportera 5, la Région 3, la Ville 1,5.",
         [(None, 12e6), ("Anru", 5e6), ("Région", 3e6), ("Ville", 1.5e6)]),
        ("Coût : 40 M€. L’État en prend 12 à sa charge.", [(None, 40e6), ("État", 12e6)]),
        ("Le coût, en millions d’euros : État 12, Région 8.", [("État", 12e6), ("Région", 8e6)]),
        ("L’État verse 3 M€ et la Région 12 logements.", [("État", 3e6)]),
        ("La Région donne 3 M€ ; la Ville 40 %.", [("Région", 3e6)]),
    ],
)  # fmt: skip
def test_a_unit_left_unsaid_is_that_of_the_sum_before(
    words: str, expected: list[tuple[str | None, float]]
) -> None:
    assert paid(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Le coût est de 9 M€, dont 2 M€ sortis des caisses de la Ville.",
         [(None, 9e6), ("Ville", 2e6)]),
        ("Une subvention de 8 000 € imputée sur le programme 147 de l’État.", [("État", 8000)]),
        ("Une aide de 2 M€ prélevée sur le budget de la Région.", [("Région", 2e6)]),
        ("3 M€ proviennent de l’Anru, 2 M€ de la Région.", [("Anru", 3e6), ("Région", 2e6)]),
        ("Budget : 5 M€, dont 2 M€ État, 1 M€ Région et 2 M€ Ville.",
         [(None, 5e6), ("État", 2e6), ("Région", 1e6), ("Ville", 2e6)]),
        ("L’Anru et l’État apportent respectivement 3 M€ et 2 M€.",
         [("Anru", 3e6), ("État", 2e6)]),
        ("Il est couvert à 50 % par l’État, soit 1,7 M€.", [("État", 1.7e6)]),
        ("L’État finance 50 % (3 M€) et la Ville 30 % (2 M€).", [("État", 3e6), ("Ville", 2e6)]),
        ("L’État est sollicité à hauteur de 3 M€.", [("État", 3e6)]),
        ("La Ville, elle, reste à 3 M€.", [("Ville", 3e6)]),
        ("La dépense, que la Ville complète par une subvention de 30 000 €, dure.",
         [("Ville", 30_000)]),
        ("L’Anru promet 9 M€ : 4 M€ pour les études (sols, eaux) et 5 M€ pour les murs.",
         [("Anru", 9e6), ("Anru", 4e6), ("Anru", 5e6)]),
        ("L’Anru n’est pas en reste. Elle injectera 9 M€.", [("Anru", 9e6)]),
        ("À A., l’Anru apporte 33 M€. À B., on en espère 50 millions.",
         [("Anru", 33e6), ("Anru", 50e6)]),
        ("Selon le cabinet de la Ville, l’État a réservé 6 M€.", [("État", 6e6)]),
        ("Le Fonds vert abondera à hauteur de 3 M€.", [("État", 3e6)]),
        ("La convention lie la Ville et la Région pour 3 M€.", [(None, 3e6)]),
        ("Côté finances, l’enveloppe s’élève à 3 M€.", [(None, 3e6)]),
    ],
)  # fmt: skip
def test_what_stands_around_a_sum_tells_who_pays(
    words: str, expected: list[tuple[str | None, float]]
) -> None:
    assert paid(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("L’avenant porte les crédits de l’État de 7 à 9 M€ et l’effort de la Région de 2 à 3 M€.",
         [("État", 9e6), ("Région", 3e6)]),
        ("La participation de la Région est portée de 2 M€ à 3 M€.", [("Région", 3e6)]),
        ("L’Anru passe de 4 à 6 millions d’euros.", [("Anru", 6e6)]),
        ("Leur exigence : 1 % des 100 milliards d’euros du plan.", []),
    ],
)  # fmt: skip
def test_of_a_change_only_the_new_sum_counts(
    words: str, expected: list[tuple[str | None, float]]
) -> None:
    assert paid(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Les versements de l’Anru sont fixés ainsi :\n– 8 M€ en 2015 ;\n– 7 M€ en 2016.",
         [("Anru", 8e6), ("Anru", 7e6)]),
        ("La Région s’engage à verser :\n\n– 3 M€ en 2018 ;\n– soit un total de 5 M€.",
         [("Région", 3e6), (None, 5e6)]),
        ("Ce que paie l’État\n\n30 000 € par an et par structure.", [("État", 30_000)]),
        ("Le plan prévoit :\n\n– 3 M€ de murs ;\n– 2 M€ d’études.", [(None, 3e6), (None, 2e6)]),
        ("Les financeurs :\n\n– Anru : 4,8 M€ ;\n– Région : 1,2 M€.",
         [("Anru", 4.8e6), ("Région", 1.2e6)]),
    ],
)  # fmt: skip
def test_a_lead_in_tells_who_pays_the_lines_under_it(
    words: str, expected: list[tuple[str | None, float]]
) -> None:
    assert paid(words) == expected


def test_the_body_that_decides_pays_what_it_grants() -> None:
    words = (
        "Conseil municipal du 3 mai 2019\n\nDélibération n° 12\n\nAprès en avoir délibéré, le"
        " Conseil municipal décide d’attribuer au Logis social une subvention de 12 000 €."
    )
    town = Actor("Commune de Y", NodeKind.MUNICIPALITY)
    analysis = replace(analysed(words), setting=Setting(municipality=town))
    assert [(one.payer, one.amount_eur) for one in amounts_of(analysis)] == [("Commune de Y", 12e3)]


def test_the_town_of_a_text_is_the_only_commune_that_it_names() -> None:
    text = Text("Le centre de Meaux change. La Ville apporte 3 M€.")
    place = text.flow.index("Meaux")
    meaux = Actor("Commune de Meaux", NodeKind.MUNICIPALITY)
    analysis = Analysis(
        text, actors=(ActorMention(place, place + 5, meaux, "place"),), sums=tuple(find_sums(text))
    )
    assert [one.payer for one in amounts_of(analysis)] == ["Commune de Meaux"]


def test_share_year_and_period_are_read_beside_the_sum() -> None:
    words = "En 2015, l’Anru apporte 3 M€ sur quatre ans, soit 32 % du coût."
    (amount,) = amounts_of(analysed(words))
    assert (amount.share_pct, amount.year, amount.period) == (32, 2015, "quatre ans")


def test_a_yearly_sum_says_so() -> None:
    (amount,) = amounts_of(analysed("L’État verse 80 000 euros par an."))
    assert amount.per_year is True


def test_a_sum_counts_once_and_rather_with_its_payer() -> None:
    words = "Trois millions d’euros pour le centre\n\nLa Région verse 3 M€. La Région paie 3 M€."
    assert paid(words) == [("Région", 3e6)]


def test_the_mention_is_the_words_of_the_document() -> None:
    analysis = analysed("Hier,\nl’Anru a promis qu’elle financera\nle projet. L’Anru apporte 3 M€.")
    (amount,) = amounts_of(analysis)
    assert analysis.text.raw[slice(*amount.reading.span)] == amount.mention == "Anru apporte 3 M€"


def test_a_sum_of_a_table_is_not_told_again_as_prose() -> None:
    words = "Plan de financement\n\nAnru          300 €\nVille         200 €\nTotal         500 €\n"
    assert paid(words) == [("Anru", 300), ("Ville", 200), (None, 500)]


@pytest.mark.parametrize(
    "unit",
    [
        "l’Anru apporte 3 M€ ; ",
        "3 M€ et ",
        "Le Le apporte 3 € ",
        "Anru ",
        "Anru 3 000, ",
        "en M€ : ",
        "Anru :\n- 3 M€\n",
        "Elle apporte 3 M€. ",
        "de 2 à 3 M€ ",
        "A  3 000 €\n",
        "A ..... 3 €\n",
    ],
)
def test_a_hostile_text_costs_no_more_than_its_length(unit: str) -> None:
    analysis = analysed(unit * (60_000 // len(unit)))
    begun = time.process_time()
    amounts_of(analysis)
    assert time.process_time() - begun < 4
