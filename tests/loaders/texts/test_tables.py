"""Financing tables: total and payers, whichever way they stand, in the unit of the table."""

from textwrap import dedent

import pytest

from graph.ontology import NodeKind
from loaders.texts.grammar.money.tables import amounts_of_tables
from loaders.texts.mentions import Actor, ActorMention, Analysis, Setting
from loaders.texts.text import Text

TOWN = Actor("Commune de X", NodeKind.MUNICIPALITY)
REGION = Actor("Région Y", NodeKind.REGION)
AGENCY = Actor("Agence Z", NodeKind.AGENCY)
SETTING = Setting(municipality=TOWN, region=REGION)


def told(table: str) -> list[tuple[str | None, float | None, float | None]]:
    """Return payer, euros and share of each sum; « Agence » is an actor that the text names."""
    text = Text(dedent(table))
    named, at = [], text.flow.find("Agence")
    while at >= 0:
        named.append(ActorMention(at, at + 6, AGENCY, "name"))
        at = text.flow.find("Agence", at + 6)
    amounts, _ = amounts_of_tables(Analysis(text, setting=SETTING, actors=tuple(named)))
    return [(one.payer, one.amount_eur, one.share_pct) for one in amounts]


def test_payers_in_rows_come_with_their_share_and_the_total() -> None:
    assert told("""\
        Plan de financement (en k€ HT)

        Financeurs                Montant       Taux
        Agence                     14 300       71,5 %
        Ville                       3 000       15,0 %
        Autres                      2 700       13,5 %
        Total                      20 000      100,0 %
        """) == [
        ("Agence Z", 14_300_000, 71.5),
        ("Commune de X", 3_000_000, 15),
        (None, 20_000_000, None),
    ]


def test_payers_in_columns_are_read_from_the_total_row() -> None:
    assert told("""\
        Plan d’actions (en € HT)

        Action                     Coût       Ville     Région    Agence
        Étude                    60 000      15 000    15 000     30 000
        Halle                    50 000      25 000    25 000          -
        TOTAL                   110 000      40 000    40 000     30 000
        Part                      100 %      36,4 %    36,4 %     27,3 %
        """) == [
        (None, 110_000, None),
        ("Commune de X", 40_000, 36.4),
        ("Région Y", 40_000, 36.4),
        ("Agence Z", 30_000, 27.3),
    ]


def test_of_yearly_slices_only_the_total_counts() -> None:
    assert told("""\
        Maquette financière, en milliers d’euros

        Contributeur            2019     2020     Total
        État                     100      150       250
        Ville                     50       50       100
        Total général            150      200       350
        """) == [("État", 250_000, None), ("Commune de X", 100_000, None), (None, 350_000, None)]


BARRED = """\
    Plan de financement

    | Financeur | Montant (€) | % |
    |---|---|---|
    | Agence | 60 000 | 60 |
    | Ville | 40 000 | 40 |
    | **Total** | **100 000** | 100 |
    """
TABBED = """\
    Plan de financement

    Financeur\tMontant en euros\tPart
    Agence\t60 000\t60 %
    Ville\t40 000\t40 %
    Total\t100 000\t100 %
    """


@pytest.mark.parametrize("table", [BARRED, TABBED])
def test_bars_and_tabs_part_cells_too(table: str) -> None:
    assert told(table) == [
        ("Agence Z", 60_000, 60),
        ("Commune de X", 40_000, 40),
        (None, 100_000, None),
    ]


def test_rows_with_their_currency_need_no_heading() -> None:
    assert told("""\
        Incidence budgétaire :

             Coût total                       1 200 000 €
             Subvention Agence (50 %)           600 000 €
             Reste à charge Ville (40 %)        480 000 €
        """) == [("Agence Z", 600_000, 50), ("Commune de X", 480_000, 40), (None, 1_200_000, None)]


def test_the_resources_of_a_budget_stand_on_its_right_side() -> None:
    assert told("""\
        DÉPENSES                           RECETTES
        Personnel              40 000 €    État                 30 000 €
        Achats                 15 000 €    Ville                25 000 €
        TOTAL                  55 000 €    TOTAL                55 000 €
        """) == [("État", 30_000, None), ("Commune de X", 25_000, None), (None, 55_000, None)]


def test_a_label_may_begin_on_the_line_above() -> None:
    assert told("""\
        Plan de financement (en euros)

        Financeurs                            Montant
        Caisse d’allocations
        familiales du Rhône                    60 000
        Ville                                  40 000
        Total                                 100 000
        """)[1:] == [("Commune de X", 40_000, None), (None, 100_000, None)]


def test_francs_stay_francs() -> None:
    text = Text("Plan de financement (en MF)\n\nÉtat      120\nVille      50\nTotal     170\n")
    amounts, _ = amounts_of_tables(Analysis(text, setting=SETTING))
    assert [(one.amount_eur, one.amount_frf) for one in amounts] == [
        (None, 120e6), (None, 50e6), (None, 170e6),
    ]  # fmt: skip


def test_a_table_of_dwellings_tells_no_sum_but_keeps_its_place() -> None:
    text = Text(
        "Programme\n\nLogements démolis      480     582\nLogements neufs      330     379\n"
    )
    amounts, zones = amounts_of_tables(Analysis(text))
    assert amounts == []
    assert len(zones) == 1


@pytest.mark.parametrize(
    "table",
    [
        """\
        Le coût sera réparti ainsi :

        Agence ........ 120 000 €
        Ville ......... 80 000 €
        Total ......... 200 000 €
        """,
        """\
        Plan de financement

        Financeur  Montant
        Agence  120 000 €
        Ville  80 000 €
        Total  200 000 €
        """,
        """\
        Montants en milliers d’euros

                     Convention initiale   Avenant n° 1   Écart
        Agence                       100            120     +20
        Ville                         90             80     -10
        Total                        190            200     +10
        """,
        """\
        Calendrier des versements

                   2021       2022       Total
        Agence     60 000     60 000     120 000
        Ville      40 000     40 000      80 000
        Total     100 000    100 000     200 000
        """,
    ],
)
def test_dots_two_spaces_old_columns_and_a_missing_unit_hide_no_sum(table: str) -> None:
    assert told(table) == [
        ("Agence Z", 120_000, None), ("Commune de X", 80_000, None), (None, 200_000, None),
    ]  # fmt: skip


def test_payers_in_columns_may_stand_over_one_row() -> None:
    assert told("""\
        Participations financières (en M€)

                        Agence     Région     Ville     Total
        Montant            3,5        1,2       0,8       5,5
        Part              64 %       22 %      14 %     100 %
        """) == [
        ("Agence Z", 3_500_000, 64),
        ("Région Y", 1_200_000, 22),
        ("Commune de X", 800_000, 14),
        (None, 5_500_000, None),
    ]


def test_an_adjective_or_a_plural_names_who_pays() -> None:
    assert told("""\
        Fonds de quartier, dotation annuelle :

        Part communale           80 k€
        Subvention régionale     60 k€
        Bailleurs                40 k€
        """) == [
        ("Commune de X", 80_000, None), ("Région Y", 60_000, None),
        ("bailleurs sociaux", 40_000, None),
    ]  # fmt: skip


def test_who_decides_pays_the_total_of_those_that_receive() -> None:
    assert told("""\
        Conseil municipal de X – Délibération n° 12

        Le Conseil municipal, après en avoir délibéré, décide de verser les subventions suivantes :

        Association                Montant
        Régie des Deux Rives       12 000 €
        Compagnons du Port          8 000 €
        Total                      20 000 €
        """) == [("Commune de X", 20_000, None)]


def test_numbers_of_people_without_a_unit_are_no_euros() -> None:
    assert (
        told("""\
        Les quartiers

        Quartier          Population
        Les Fleurs             2 060
        Le Canal               1 862
        Total                  3 922
        """)
        == []
    )
