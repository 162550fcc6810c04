"""Facts that hang on no agreement: programmes, membership, succession, partners."""

from __future__ import annotations

import time
from typing import Any

import pytest

from graph.ontology import EdgeKind, NodeKind
from loaders.texts.facts import Amount, Outside, Reading
from loaders.texts.grammar.scope.outside import outside_of
from loaders.texts.mentions import Actor, Analysis
from loaders.texts.text import Text
from tests.loaders.texts.named import analysis_of


def _actor(name: str, kind: NodeKind = NodeKind.AGENCY) -> Actor:
    return Actor(name, kind, f"actor:{name.lower()}@fr")


KNOWN = {
    "Agence A": _actor("Agence A"), "Agence B": _actor("Agence B"), "Agence C": _actor("Agence C"),
    "Fonds F": _actor("Fonds F", NodeKind.FUNDER),
    "Union U": _actor("Union U", NodeKind.FEDERATION),
    "Brume": Actor("Commune de Brume", NodeKind.MUNICIPALITY, "commune:01001"),
    "Estran": Actor("Commune d'Estran", NodeKind.MUNICIPALITY, "commune:01002"),
    "Lande": Actor("Commune de Lande", NodeKind.MUNICIPALITY, "commune:01003"),
}  # fmt: skip
PROGRAMMES = ("NPNRU", "PNRU", "CUCS")


def analysis(words: str) -> Analysis:
    known = {
        name: (actor, "place" if actor.kind is NodeKind.MUNICIPALITY else "name")
        for name, actor in KNOWN.items()
    }
    return analysis_of(words, known, programmes=PROGRAMMES)


def told(words: str, *amounts: Amount) -> list[Outside]:
    return outside_of(analysis(words), amounts)


def ends(words: str, kind: EdgeKind) -> list[tuple[str | None, str | None]]:
    return [(fact.origin, fact.to) for fact in told(words) if fact.type is kind]


def amount(words: str, mention: str, **more: Any) -> Amount:
    start = words.index(mention)
    reading = Reading((start, start + len(mention)), "montant", 0.9)
    return Amount(mention=mention, reading=reading, **more)


def test_a_sum_of_a_programme_is_money_outside_agreements_with_the_same_reading() -> None:
    words = "Le NPNRU est lancé. Il mobilisera 3 milliards d'euros."
    given = amount(words, "3 milliards d'euros", amount_eur=3e9, payer="Fonds F")
    [fact] = told(words, given)
    assert (fact.type, fact.origin, fact.to) == (EdgeKind.FINANCES, "Fonds F", "NPNRU")
    assert (fact.amount_eur, fact.reading) == (3e9, given.reading)


def test_where_agreements_are_told_only_national_money_is_outside() -> None:
    local = "La convention NPNRU est signée. Elle apporte 3 millions d'euros."
    wide = "La convention NPNRU est signée. Au plan national, il mobilise 3 millions d'euros."
    for words, count in ((local, 0), (wide, 1)):
        assert len(told(words, amount(words, "3 millions d'euros", amount_eur=3e6))) == count


def test_a_share_of_a_programme_is_financed() -> None:
    [fact] = told("Le Fonds F finance 72 % des aides du NPNRU.")
    assert (fact.origin, fact.to, fact.share_pct) == ("Fonds F", "NPNRU", 72)


def test_a_financer_of_a_programme_is_one_without_a_sum() -> None:
    words = "Financeur engagé depuis le lancement du PNRU, le Fonds F poursuit."
    assert ends(words, EdgeKind.FINANCES) == [("Fonds F", "PNRU")]


def test_a_national_body_pilots_a_programme() -> None:
    assert ends("Le NPNRU est le programme que pilote l'Agence A.", EdgeKind.PILOTS) == [
        ("Agence A", "NPNRU")
    ]


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("Le NPNRU est connu : 222 villes ont été retenues.", 222),
        ("Quatorze communes participent au programme NPNRU.", 14),
        ("Le NPNRU est connu. 17 ont été choisies.", 17),
        ("Le NPNRU est lancé en faveur de 222 villes.", 222),
        ("Parmi les 80 premiers territoires retenus par le programme PNRU, Brume.", 80),
        ("Le NPNRU concerne 200 quartiers.", 200),
        ("Cent quatre-vingt-sept communes obtiennent le label NPNRU.", 187),
        ("Le NPNRU est connu. À Brume, le programme a retenu cinq quartiers.", 5),
        ("Le NPNRU avance. À l'échelle du pays, 216 quartiers sont visés.", 216),
        ("Le NPNRU concerne un millier de territoires.", 1000),
        ("Les habitants des 600 quartiers dans lesquels l'Agence A est intervenue.", 600),
    ],
)
def test_how_many_places_a_programme_or_a_body_reaches(words: str, count: int) -> None:
    assert [fact.count for fact in told(words) if fact.type is EdgeKind.COVERS] == [count]


def test_one_phrase_counts_two_kinds_of_places() -> None:
    words = "Le NPNRU embrasse 216 quartiers d'intérêt national et 264 projets d'intérêt régional."
    assert [fact.count for fact in told(words)] == [216, 264]


def test_bodies_fund_a_programme_without_a_sum() -> None:
    words = "Le NPNRU est lancé. Ce programme avance. L'Agence A et le Fonds F le financent."
    assert ends(words, EdgeKind.FINANCES) == [("Agence A", "NPNRU"), ("Fonds F", "NPNRU")]
    assert ends("Le NPNRU est le programme que le Fonds F finance.", EdgeKind.FINANCES) == [
        ("Fonds F", "NPNRU")
    ]


def test_bodies_are_among_those_who_pay() -> None:
    words = "Le NPNRU est un plan. L'Agence A et le Fonds F comptent parmi les financeurs."
    assert ends(words, EdgeKind.FINANCES) == [("Agence A", "NPNRU"), ("Fonds F", "NPNRU")]


def test_billions_that_an_agency_holds_are_not_those_of_an_agreement() -> None:
    words = "La convention est signée. L'Agence A dispose de 5 milliards d'euros."
    [fact] = told(words, amount(words, "5 milliards d'euros", amount_eur=5e9))
    assert (fact.origin, fact.to, fact.amount_eur) == ("Agence A", None, 5e9)


def test_the_budget_of_the_whole_policy_hangs_on_no_agreement() -> None:
    words = "Le budget de la politique de la ville, qui s'élève à 400 millions d'euros, baisse."
    [fact] = told(words, amount(words, "400 millions d'euros", amount_eur=4e8))
    assert (fact.to, fact.amount_eur) == ("politique de la ville", 4e8)


def test_a_share_of_posts_is_paid_beside_an_agreement() -> None:
    [fact] = told("La convention est signée. Le Fonds F finance leur poste à hauteur de 60 %.")
    assert (fact.origin, fact.to, fact.share_pct) == ("Fonds F", "leur poste", 60)


def test_the_towns_of_a_programme_are_those_that_it_counts() -> None:
    words = "Le NPNRU va vite. Elles sont trois dans le département : Brume, Estran et Lande."
    facts = told(words)
    assert [fact.count for fact in facts] == [3, None, None, None]
    assert {fact.to for fact in facts[1:]} == {
        "Commune de Brume", "Commune d'Estran", "Commune de Lande",
    }  # fmt: skip
    assert told(words.replace("trois", "quatre")) == []


def test_two_programmes_are_each_in_their_town() -> None:
    words = "L'opération réunit le NPNRU à Brume et le PNRU à Estran."
    assert ends(words, EdgeKind.COVERS) == [
        ("NPNRU", "Commune de Brume"), ("PNRU", "Commune d'Estran"),
    ]  # fmt: skip
    assert told("L'opération réunit le NPNRU à Brume et le Fonds F.") == []


def test_towns_that_sign_are_not_those_of_the_programme() -> None:
    words = "Trente villes retenues dans le programme NPNRU ont signé la convention."
    assert told(words) == []


def test_who_leads_a_programme_at_home_is_told_outside_where_no_agreement_is() -> None:
    read = analysis("Brume est le chef de file du programme NPNRU. Une charte viendra.")
    assert [fact.origin for fact in outside_of(read, [])] == []
    assert [fact.origin for fact in outside_of(read, [], told=False)] == ["Commune de Brume"]


def test_towns_named_as_members_of_a_programme_are_covered_by_it() -> None:
    words = "Dix communes participent au programme NPNRU. Citons Brume, Estran ou Lande."
    assert [fact.to for fact in told(words) if fact.count is None] == [
        "Commune de Brume", "Commune d'Estran", "Commune de Lande",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("L'Union U et ses fédérations (l'Agence A et l'Agence B) ont signé.",
         [("Agence A", "Union U"), ("Agence B", "Union U")]),
        ("L'Agence A, membre de l'Union U, a signé.", [("Agence A", "Union U")]),
        ("L'Agence A, l'Agence B et le Fonds F sont membres de l'Union U.",
         [("Agence A", "Union U"), ("Agence B", "Union U"), ("Fonds F", "Union U")]),
    ],
)  # fmt: skip
def test_membership_is_told_by_its_words(words: str, expected: list[tuple[str, str]]) -> None:
    assert ends(words, EdgeKind.MEMBER_OF) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("L'Agence A, qui a succédé à l'Agence B, s'installe.", ("Agence A", "Agence B")),
        ("L'Agence B a été remplacée par l'Agence A.", ("Agence A", "Agence B")),
        ("Le NPNRU a pris la suite du PNRU.", ("NPNRU", "PNRU")),
        ("Le NPNRU, qui fait suite au PNRU, commence.", ("NPNRU", "PNRU")),
        ("L'Agence A a repris les missions de l'Agence B.", ("Agence A", "Agence B")),
        ("Le CUCS a pris en 2007 la relève des contrats de ville.",
         ("CUCS", "Contrats de ville 2000-2006")),
        ("Les CUCS céderont la place à des contrats de ville.",
         ("Contrats de ville 2015-2023", "CUCS")),
        ("Le CUCS arrive. Il remplacera le contrat de ville.",
         ("CUCS", "Contrats de ville 2000-2006")),
    ],
)  # fmt: skip
def test_what_takes_the_place_of_what(words: str, expected: tuple[str, str]) -> None:
    assert ends(words, EdgeKind.SUCCEEDS) == [expected]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("L'Agence A a grandi. Autour de sa table siègent l'Agence B et le Fonds F.",
         [("Agence B", "Agence A"), ("Fonds F", "Agence A")]),
        ("L'Agence A pilote. Deux réseaux lui prêtent main-forte : l'Union U et l'Agence B.",
         [("Union U", "Agence A"), ("Agence B", "Agence A")]),
        ("Les soutiens historiques de l'Agence A sont connus : le Fonds F et l'Union U.",
         [("Fonds F", "Agence A"), ("Union U", "Agence A")]),
        ("L'Agence A et l'Agence B renforceront aussi leur coopération.",
         [("Agence A", "Agence B")]),
        ("L'Agence A travaille avec l'Agence B.", [("Agence A", "Agence B")]),
    ],
)  # fmt: skip
def test_partners_are_told_by_their_words(words: str, expected: list[tuple[str, str]]) -> None:
    assert ends(words, EdgeKind.PARTNERS_WITH) == expected


@pytest.mark.parametrize(
    "words",
    [
        "L'Agence A et l'Agence B ont signé une convention.",
        "La convention concerne cinq communes.",
        "Il succède à Suzanne Lacore à la tête de l'Agence A.",
        "L'avenant remplace l'article 3 de la convention.",
        "L'Agence A est membre du comité qu'anime l'Union U.",
        "La convention du NPNRU est signée. Cinq axes ont été retenus.",
        "La convention du NPNRU est signée. L'Agence A couvre 30 % de la dépense.",
        "L'Agence A et l'Agence B sont membres du comité de suivi.",
        "L'Agence A finance 32 % du coût. La convention est signée.",
        "",
    ],
)
def test_words_that_only_come_near_tell_nothing(words: str) -> None:
    assert told(words) == []


def test_page_noise_tells_nothing() -> None:
    read = analysis("L'Agence A travaille avec l'Agence B.")
    noisy = Analysis(text=read.text, actors=read.actors, noise=((0, 60),))
    assert outside_of(noisy, []) == []


@pytest.mark.parametrize(
    "unit",
    ["17 communes ", "cent ", "remplace le ", "gravitent autour de ", "financeur ", "17 ont ",
     "en faveur de 200 villes et ", "sont membres de ", "CUCS cèdent la place à "],
)  # fmt: skip
def test_hostile_lines_cost_no_more_than_their_length(unit: str) -> None:
    read = Analysis(text=Text(unit * (100_000 // len(unit))))
    begun = time.process_time()
    outside_of(read, [])
    assert time.process_time() - begun < 5
