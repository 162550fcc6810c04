"""Counts: the quarters, communes and inhabitants of a scope, not those merely mentioned."""

import pytest

from loaders.texts.grammar.scope.counts import counts_of
from loaders.texts.mentions import Analysis
from loaders.texts.text import Text


def counts(words: str) -> set[tuple[str, int]]:
    return {(one.what, one.count) for one in counts_of(Analysis(Text(words)))}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Il concerne six quartiers prioritaires dans quatre communes, où vivent 23 500 habitants.",
         {("QPV", 6), ("communes", 4), ("habitants", 23500)}),
        ("Le contrat porte sur les 8 QPV de l’agglomération, soit plus de 30 000 personnes.",
         {("QPV", 8), ("habitants", 30000)}),
        ("Deux périmètres prioritaires ont été dessinés.", {("QPV", 2)}),
        ("La convention porte sur deux QIN et un QIR.", {("QIN", 2), ("QIR", 1)}),
        ("Elle couvre 3 quartiers d’intérêt national et 2 quartiers d’intérêt régional.",
         {("QIN", 3), ("QIR", 2)}),
        ("Le réseau regroupe 140 régies de quartier.", {("régies", 140)}),
        ("Au total, près de 11 000 personnes habitent ces trois quartiers.",
         {("habitants", 11000), ("quartiers", 3)}),
        ("Le protocole concerne les 14 sites identifiés.", {("sites", 14)}),
        ("Vingt quartiers : onze « d’intérêt national » et neuf « d’intérêt régional ».",
         {("quartiers", 20), ("QIN", 11), ("QIR", 9)}),
        ("Le territoire compte 1,5 million d’habitants.", {("habitants", 1_500_000)}),
        ("Quelque 12 000 Roubaisiens vivent dans le périmètre.", {("habitants", 12000)}),
        ("Vingt-deux communes en bénéficieront, au lieu de douze.", {("communes", 22)}),
        ("Cinq quartiers de la commune sont retenus.", {("quartiers", 5)}),
        ("Les dix derniers sont « d’intérêt régional ».", {("QIR", 10)}),
        ("Trois QPV, où logent 8 400 personnes.", {("QPV", 3), ("habitants", 8400)}),
        ("Deux des sept communes membres y ont un quartier.", {("communes", 2)}),
        ("Trente mille habitants, quatre villes : le contrat est large.",
         {("habitants", 30000), ("communes", 4)}),
        ("Le plan s’étend à 20 quartiers ; huit d’entre eux sont prioritaires.",
         {("quartiers", 20), ("quartiers", 8)}),
        ("Le projet était ouvert à quatre communes voisines.", {("communes", 4)}),
        ("Deux communes dans l’opération de revitalisation.", {("communes", 2)}),
        ("Quartier     Population\nCanal        1 862\nEnsemble     1 862", {("habitants", 1862)}),
    ],
)  # fmt: skip
def test_the_scope_is_counted(words: str, expected: set[tuple[str, int]]) -> None:
    assert counts(words) == expected


@pytest.mark.parametrize(
    "words",
    [
        "La ville de 43 000 habitants a signé.",
        "Le programme s’adresse aux communes de moins de 20 000 habitants.",
        "Douze communes ont signé la convention.",
        "222 villes ont été retenues au niveau national.",
        "Le projet prévoit 300 logements démolis et trois ateliers, en cinq exemplaires.",
        "Les deux villes et leur intercommunalité signent.",
        "Dix-sept signataires s’engagent.",
        "Un quartier change.",
        "Deux habitants sur trois y travaillent.",
        "Les maires des cinq communes les plus peuplées siègent au comité.",
        "La zone d’activités est à cheval sur trois communes.",
        "Les contrats des huit communes de l’île seront signés.",
        "La ville (12 500 habitants) a signé la convention.",
        "Neuf à Marseille, les deux autres à Aubagne.",
        "Le président est solidaire de ses deux villes centre.",
        "Le quartier des Trois Rivières habite la mémoire des Deux Communes du pays.",
        "La convention est signée. Le NPNRU embrasse 200 quartiers d’intérêt national.",
        "Le chargé de mission agit pour le compte des deux communes.",
    ],
)
def test_thresholds_winners_signatories_and_towns_are_no_scope(words: str) -> None:
    assert counts(words) == set()


def test_a_count_says_where_it_stands() -> None:
    text = Text("Le contrat concerne\nsix quartiers prioritaires.")
    (count,) = counts_of(Analysis(text))
    assert text.raw[slice(*count.reading.span)] == count.mention == "six quartiers prioritaires"


def test_page_noise_counts_nothing() -> None:
    words = "Le contrat concerne six quartiers prioritaires."
    assert counts_of(Analysis(Text(words), noise=((0, len(words)),))) == []
