"""Acts: who is party, who signed for whom, whether and when, and what else they name."""

from __future__ import annotations

import time

import pytest

from graph.ontology import Form, NodeKind, Status
from loaders.texts.extraction import analyse
from loaders.texts.facts import Agreement
from loaders.texts.grammar.formal import defined_terms, is_formal, read_act

TITLE = "CONVENTION DE RENOUVELLEMENT URBAIN\nDU QUARTIER DES TILLEULS\n\n"
AGREED = "\n\nIl est convenu ce qui suit.\n\nArticle 1 - Objet\nLes parties agissent ensemble.\n\n"
DONE = "Fait à Lyon, le 12 mars 2018, en trois exemplaires.\n"


def act(parties: str, end: str = DONE, *, title: str = TITLE, between: str = AGREED) -> Agreement:
    """Return the act that a document with these parties and this end is."""
    found = read_act(analyse(f"{title}{parties}{between}{end}"))
    assert found, "no act was read"
    return found[0]


def who(agreement: Agreement) -> dict[str, str | None]:
    return {party.name: party.represented_by for party in agreement.signatories}


ANRU = "Agence nationale pour la rénovation urbaine"
CDC = "Caisse des Dépôts"
LYON = "Commune de Lyon"
THREE = {"État": "Émile Bollaert", LYON: "Édouard Herriot", "Région Bretagne": "René Pleven"}


LAYOUTS = {
    "parted by et": """ENTRE :

L'État, représenté par M. Émile BOLLAERT, préfet du Rhône,

ET :

La commune de Lyon, représentée par son maire, M. Édouard HERRIOT,

ET :

La Région Bretagne, représentée par son président, M. René PLEVEN.""",
    "numbered": """Entre les soussignés :
1) L'Etat, pour lequel agit M. Émile BOLLAERT, préfet du Rhône,
2) La ville de Lyon, pour laquelle agit son maire, M. Édouard HERRIOT,
3) La Région Bretagne, pour laquelle agit M. René PLEVEN, président.""",
    "persons in brackets": """Conclu entre :
- l'État (Émile BOLLAERT, Préfet du Rhône),
- Lyon (Édouard HERRIOT, Maire),
- la Région Bretagne (René PLEVEN, Président).""",
    "one sentence": "La convention est conclue entre l'État, représenté par M. Émile BOLLAERT, "
    "préfet du Rhône, la commune de Lyon, représentée par son maire, M. Édouard HERRIOT, et "
    "la "
    "Région Bretagne, représentée par son président, M. René PLEVEN.",
    "a line for each fact": """Entre
L'ETAT
Représenté par Monsieur Émile BOLLAERT, Préfet du Rhône
D'UNE PART
Et
La Commune de Lyon
Représentée par Monsieur Édouard HERRIOT, son Maire
Et
La Région Bretagne
Représentée par Monsieur René PLEVEN, Président
D'AUTRE PART""",
    "a table by spaces": """LES PARTIES

Organisme            Représenté par
État                 Émile BOLLAERT, préfet du Rhône
Ville de Lyon      Édouard HERRIOT, maire
Région Bretagne      René PLEVEN, président""",
    "a table by bars": """Entre :

| Signataire | Représenté par | Qualité |
|---|---|---|
| L'État | Émile BOLLAERT | préfet du Rhône |
| La ville de Lyon | Édouard HERRIOT | maire |
| La Région Bretagne | René PLEVEN | président |""",
    "persons first": """LES SIGNATAIRES DE LA CONVENTION

Monsieur Émile BOLLAERT, Préfet du Rhône
Monsieur Édouard HERRIOT, Maire de Lyon
Monsieur René PLEVEN, Président du Conseil régional de Bretagne""",
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_parties_are_read_whatever_the_layout(layout: str) -> None:
    assert who(act(LAYOUTS[layout])) == THREE


def test_a_cell_on_two_lines_is_one_name() -> None:
    found = act(
        "LES PARTIES\n\nOrganisme                    Représenté par\n"
        "Caisse des dépôts            François BLOCH-LAINÉ,\n"
        "et consignations             directeur général\n"
        "Ville de Lyon              Édouard HERRIOT, maire"
    )
    assert who(found) == {CDC: "François Bloch-Lainé", LYON: "Édouard Herriot"}


def test_the_list_under_a_line_that_names_its_kind_has_that_kind() -> None:
    found = act(
        "Entre :\n- l'État,\n- les organismes HLM, à savoir :\n"
        "      Toits du Golfe (sa Directrice),\n"
        "      Escale Rhône (son Gérant)."
    )
    kinds = {party.name: party.kind for party in found.signatories}
    assert kinds["Escale Rhône"] is kinds["Toits du Golfe"] is NodeKind.HOUSING_PROVIDER


def test_all_the_communes_told_in_one_breath_are_parties() -> None:
    found = act("Entre :\n\nL'État,\n\nLes communes de Lyon, Bron et Vénissieux, représentées par "
                "leurs maires,")  # fmt: skip
    assert set(who(found)) == {"État", LYON, "Commune de Bron", "Commune de Vénissieux"}


@pytest.mark.parametrize(
    "outside",
    [
        "En présence de la Caisse des Dépôts et de la Région Bretagne.",
        "AINSI QUE\nLes partenaires associés sans être parties : la Région Bretagne.",
        "Et associés dans le cadre de la convention :\nla Région Bretagne.",
    ],
)
def test_those_who_are_only_in_the_room_are_no_parties(outside: str) -> None:
    found = act(
        "Entre :\n\nL'État, représenté par le préfet,\n\nEt\n\nLa commune de Lyon, représentée "
        f"par M. Édouard HERRIOT,\n\n{outside}"
    )
    assert set(who(found)) == {"État", LYON}


def test_two_persons_may_act_for_one_party() -> None:
    found = act(
        "Entre\n\nl'État, représenté par M. Eugène CLAUDIUS-PETIT, ministre de la reconstruction, "
        "et M. Henri QUEUILLE, ministre de l'intérieur,\n\net\n\n"
        "la Caisse des Dépôts, représentée par M. François BLOCH-LAINÉ,",
        DONE + "\nLe ministre de la reconstruction      Le ministre de l'intérieur\n"
        "Eugène CLAUDIUS-PETIT                Henri QUEUILLE\n",
    )
    assert who(found) == {
        "État": "Eugène Claudius-Petit; Henri Queuille",
        CDC: "François Bloch-Lainé",
    }


def test_the_same_person_may_act_for_two_parties() -> None:
    found = act(
        "ENTRE\n\nl'ANRU, représentée par M. Émile BOLLAERT, préfet du Rhône, dite « l'Agence »"
        "\n\nl'État, représenté par le même\n\n"
        "la commune de Lyon, représentée par M. Édouard HERRIOT"
    )
    assert who(found) == {ANRU: "Émile Bollaert", "État": "Émile Bollaert", LYON: "Édouard Herriot"}


def test_who_is_absent_from_the_table_of_signatures_is_no_party() -> None:
    found = act(
        "Signataires\n\nOrganisme            Représentant              Signature\n"
        "État                 Émile BOLLAERT, préfet    signé\n"
        "Ville de Lyon      Édouard HERRIOT, maire    signé\n"
        "Région Bretagne      (absente)                 –"
    )
    assert who(found) == {"État": "Émile Bollaert", LYON: "Édouard Herriot"}


def test_a_line_that_hangs_under_a_bullet_belongs_to_it() -> None:
    found = act(
        "ENTRE\n• La commune de Lyon, représentée par Monsieur Édouard HERRIOT,\n  Maire,\n"
        "• La Caisse des Dépôts, représentée par Monsieur François BLOCH-LAINÉ,\n"
        "  Directeur général,\n"
    )
    assert who(found) == {LYON: "Édouard Herriot", CDC: "François Bloch-Lainé"}


PARTIES = (
    "ENTRE\n\nLa Caisse des Dépôts, représentée par son directeur général, "
    "M. François BLOCH-LAINÉ,\n\nET\n\n"
    "L'État, représenté par M. Émile BOLLAERT, préfet du Rhône,\n\nET\n\n"
    "La commune de Lyon, représentée par son maire, M. Édouard HERRIOT."
)


def test_the_one_who_signed_by_delegation_stands_for_the_party() -> None:
    found = act(
        PARTIES,
        DONE + "\nPour la Caisse des Dépôts,       Pour le préfet et par délégation,\n"
        "Le directeur général             Le sous-préfet\n\n\n"
        "François BLOCH-LAINÉ             Jean MOULIN\n\n"
        "Pour le maire empêché,\nl'adjoint\nLouis PRADEL\n",
    )
    assert who(found) == {CDC: "François Bloch-Lainé", "État": "Jean Moulin", LYON: "Louis Pradel"}


def test_a_block_in_three_columns_names_those_whom_the_heading_does_not() -> None:
    found = act(
        "ENTRE\n\nLa Caisse des Dépôts,\n\nET\n\nL'État,\n\nET\n\nLa commune de Lyon.",
        DONE + "\nPour la Caisse         Le préfet              Le maire de Lyon\n"
        "François BLOCH-LAINÉ   Émile BOLLAERT         Édouard HERRIOT\n"
        "(signé)                (signé)                (signé)\n",
    )
    assert who(found) == {
        CDC: "François Bloch-Lainé",
        "État": "Émile Bollaert",
        LYON: "Édouard Herriot",
    }


def test_who_gets_a_copy_signs_nothing() -> None:
    found = act(PARTIES, DONE + "\nCopie à : Région Bretagne, Département du Rhône\n")
    assert set(who(found)) == {CDC, "État", LYON}


@pytest.mark.parametrize(
    ("end", "status", "date"),
    [
        ("Fait à Lyon, le 12 mars 2018", Status.SIGNED, "2018-03-12"),
        ("Fait à Lyon, le douze mars deux mille dix-huit", Status.SIGNED, "2018-03-12"),
        ("Fait en deux exemplaires,\nÀ Lyon, le 12/03/2018", Status.SIGNED, "2018-03-12"),
        ("Lyon, le 12 mars 2018", Status.SIGNED, "2018-03-12"),
        ("Convention signée en 9 exemplaires, le 12 mars 2018", Status.SIGNED, "2018-03-12"),
        ("Fait à Lyon, le …… / …… / 2018", Status.PLANNED, None),
        ("Fait à ____________, le ____________", Status.PLANNED, None),
        ("Fait à Lyon, le", Status.PLANNED, None),
        ("Fait à Lyon, le ………\n\nProjet validé le 12 mars 2018", Status.PLANNED, None),
        ("Le protocole a été signé le 12 mars 2018.", Status.PLANNED, None),
        ("VERSION NON SIGNÉE\n\nLyon, le 12 mars 2018", Status.PLANNED, None),
        ("Pour l'État\n(signé)", Status.SIGNED, None),
        ("", Status.PLANNED, None),
    ],
)
def test_an_act_is_signed_when_it_bears_the_date_or_says_so(
    end: str, status: Status, date: str | None
) -> None:
    found = act(PARTIES, end)
    assert (found.status, found.signed_on) == (status, date)


def test_a_draft_is_planned_and_the_dates_of_its_councils_are_not_its_own() -> None:
    found = act(
        "ENTRE\n\nL'État, représenté par le préfet,\n\nET\n\nLa commune de Lyon, représentée par "
        "M. Édouard HERRIOT, autorisé par délibération du 24 septembre 2018.",
        title="PROJET\n" + TITLE,
        end="",
    )
    assert (found.status, found.signed_on) == (Status.PLANNED, None)


def test_an_avenant_amends_a_convention_that_stays_in_the_background() -> None:
    title = "AVENANT N° 2\nÀ LA CONVENTION DE RENOUVELLEMENT URBAIN\nDU QUARTIER DES TILLEULS\n\n"
    visas = (
        "\n\nVu la loi n° 2014-173 du 21 février 2014,\n"
        "Vu le protocole de préfiguration du Golfe, signé le 4 mai 2015,\n"
        "Vu l'avenant n° 1 du 3 juin 2017,\n\nArticle 1 - Objet\n"
        "La convention du quartier des Tilleuls porte la date du 8 juillet 2016.\n\n"
    )
    main, *older = read_act(analyse(title + PARTIES + visas + DONE))
    assert (main.kind, main.number, main.amends) == (Form.AVENANT, "2", "c2")
    assert all(one.background and one.status is Status.SIGNED for one in older)
    assert {(one.kind, one.signed_on) for one in older} == {
        (Form.CONVENTION, "2016-07-08"),
        (Form.PROTOCOLE, "2015-05-04"),
        (Form.AVENANT, "2017-06-03"),
    }


def test_the_avenant_is_the_act_when_the_cover_names_the_contract_first() -> None:
    title = "Contrat de ville de Lyon\nAVENANT DE PROLONGATION\n\n"
    main, contract = read_act(analyse(title + PARTIES + AGREED + DONE))
    assert (main.kind, main.amends) == (Form.AVENANT, contract.key)
    assert (contract.kind, contract.name) == (Form.CONTRAT_DE_VILLE, "Contrat de ville de Lyon")


def test_a_table_of_earlier_avenants_is_so_many_acts() -> None:
    table = (
        "\n\nArticle 1 - Historique\n\nN°     Date de signature     Objet\n"
        "1      29 mars 2009          Relance\n2      14 mai 2010           Calendrier\n\n"
    )
    title = "AVENANT N° 3 À LA CONVENTION DU QUARTIER DES TILLEULS\n\n"
    older = [a for a in read_act(analyse(title + PARTIES + table + DONE)) if a.kind is Form.AVENANT]
    assert [(a.number, a.signed_on) for a in older] == [
        ("3", "2018-03-12"), ("1", "2009-03-29"), ("2", "2010-05-14"),
    ]  # fmt: skip


def test_short_names_stand_for_the_party_that_they_are_given_to() -> None:
    text = (
        TITLE + "ENTRE\n\nL'ANRU, ci-après « l'Agence », représentée par son directeur,\n\n"
        "ET\n\nLa commune de Lyon, représentée par M. Édouard HERRIOT, "
        "ci-après le porteur de projet,"
        "\n\nET\n\nToits du Golfe, ci-après « le bailleur »,\n\n"
        "ET\n\nEscale Habitat, ci-après « le bailleur »"
        + AGREED + DONE
    )  # fmt: skip
    terms = defined_terms(analyse(text))
    assert {term: actor.name for term, actor in terms.items()} == {
        "agence": ANRU,
        "porteur de projet": LYON,
    }


DELIBERATION = (
    "VILLE DE LYON\nDÉLIBÉRATION DU CONSEIL MUNICIPAL\nSéance du 28 septembre 2020\n\n"
    "Objet : Autorisation de signature de l'avenant n° 1 à la convention cadre urbaine\n\n"
    "Présents : M. Édouard HERRIOT, M. Louis PRADEL. Secrétaire : M. Justin GODART\n\n"
    "La convention cadre a été signée le 18 octobre 2018. L'avenant est à conclure entre l'État, "
    "l'ANRU, la Ville de Lyon et Action Logement. Les bailleurs en recevront notification.\n\n"
    "Vu le code général des collectivités territoriales,\n"
    "Après en avoir délibéré, le Conseil municipal\n- approuve les termes de l'avenant n° 1,\n"
    "- autorise M. Édouard HERRIOT, Maire, ou son représentant, à le signer.\n\n"
    "Reçu en préfecture le 05/10/2020\n"
)


def test_a_deliberation_is_no_agreement_but_announces_one() -> None:
    text = analyse(DELIBERATION)
    main, *older = read_act(text)
    assert is_formal(text.text)
    assert (main.kind, main.status, main.signed_on) == (Form.AVENANT, Status.PLANNED, None)
    assert who(main) == {"État": None, ANRU: None, LYON: "Édouard Herriot", "Action Logement": None}
    assert [(one.background, one.signed_on) for one in older] == [(True, "2018-10-18")]


def test_a_deliberation_tells_the_parties_and_the_season_of_what_is_to_be_signed() -> None:
    text = (
        "VILLE DE LYON\nDÉLIBÉRATION DU CONSEIL MUNICIPAL\nSéance du 18 décembre 2023\n\n"
        "OBJET : CONVENTION LOCALE D'APPLICATION DU CONTRAT DE VILLE\n\n"
        "La convention locale, qui décline le contrat de ville signé le 1er juillet 2015, sera "
        "conclue avec l'État, les villes de Bron et Vénissieux et Action Logement. La CAF du Rhône "
        "sera invitée au comité.\n\nElle pourrait être signée à l'automne 2024.\n\n"
        "Le Conseil municipal, après en avoir délibéré, approuve la convention et autorise "
        "M. Édouard HERRIOT, Maire, à la signer.\n"
    )
    main, *older = read_act(analyse(text))
    assert (main.status, main.signed_on) == (Status.PLANNED, "2024")
    assert who(main) == {
        "État": None,
        "Commune de Bron": None,
        "Commune de Vénissieux": None,
        "Action Logement": None,
        LYON: "Édouard Herriot",
    }
    assert [(one.kind, one.signed_on) for one in older] == [(Form.CONTRAT_DE_VILLE, "2015-07-01")]


def test_a_deliberation_about_something_else_announces_nothing() -> None:
    text = (
        "VILLE DE LYON\nDÉLIBÉRATION DU CONSEIL MUNICIPAL\nObjet : budget primitif 2021\n\n"
        "Vu le code général des collectivités territoriales,\nAprès en avoir délibéré, le Conseil "
        "municipal adopte le budget.\n"
    )
    assert read_act(analyse(text)) == []


ARTICLE = (
    "Rénovation urbaine : la convention est signée\n\n« Entre l'État et la Ville, c'est un mariage "
    "de raison », a souri le maire vendredi. La convention a été signée par la préfète.\n\n"
    "Article 1 du texte : « Les parties s'engagent ». « Vu la situation, il était temps. »\n\n"
    "Fait à noter, les travaux ont commencé.\n"
)
LAW = (
    "Arrêté du 12 mars 2015\n\nLa ministre,\nVu la loi n° 2014-173,\nVu le code,\nArrête :\n"
    "Article 1\nLa liste est fixée.\nFait à Paris, le 12 mars 2015.\n"
)


@pytest.mark.parametrize("text", [ARTICLE, "", "Recette\nFaire fondre le beurre."])
def test_what_tells_of_an_act_is_no_act(text: str) -> None:
    assert not is_formal(analyse(text).text)


def test_the_rule_of_one_authority_is_no_agreement_whatever_it_recalls() -> None:
    text = analyse(LAW)
    assert is_formal(text.text)
    assert read_act(text) == []


def test_an_act_is_known_as_one() -> None:
    assert is_formal(analyse(TITLE + PARTIES + AGREED + DONE).text)


def test_each_fact_leads_back_to_words_of_the_document() -> None:
    raw = TITLE + PARTIES + AGREED + DONE
    main = read_act(analyse(raw))[0]
    for party in main.signatories:
        assert raw[slice(*party.reading.span)] == party.mention
    assert raw[slice(*main.evidence["signed_on"].span)] == "12 mars 2018"


@pytest.mark.parametrize(
    "noise",
    ["- X\n", "ET :\n", "l'État, représenté par M. Jean X, et ", "A   B   ", "vu la convention ",
     "La convention est à conclure entre :\n- l'État,\n", "Parties : l'État, l'ANRU. ",
     "DÉCISION n° 1 - Le comité valide la charte. Parties : l'État, l'ANRU.\n", "É. X\n",
     "Pour l'ANRU   Pour la Ville\nle maire   Jean X\n", "autorise ", "« ", "( ", "...... 2 "],
)  # fmt: skip
@pytest.mark.parametrize(
    "opening", ["ENTRE\n", "Délibération du conseil municipal\nObjet : avenant\n"]
)
def test_hostile_text_is_read_in_linear_time(opening: str, noise: str) -> None:
    text = analyse(opening + noise * (30_000 // len(noise)) + "\nFait à Lyon, le 3 mars 2012\n")
    begin = time.process_time()
    is_formal(text.text)
    read_act(text)
    assert time.process_time() - begin < 4
