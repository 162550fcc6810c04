"""The nouns that name agreements, and those that only sound like it."""

from __future__ import annotations

import pytest

from graph.ontology import Form
from loaders.texts.grammar.articles.naming import Naming, find_namings
from loaders.texts.text import Text


def naming(words: str) -> Naming:
    return find_namings(Text(words))[0]


@pytest.mark.parametrize(
    ("words", "form"),
    [
        ("une convention de partenariat", Form.CONVENTION),
        ("la convention-cadre", Form.CONVENTION),
        ("le contrat de ville", Form.CONTRAT_DE_VILLE),
        ("des contrats de ville", Form.CONTRAT_DE_VILLE),
        ("le contrat urbain de cohésion sociale", Form.CONVENTION),
        ("le contrat de relance du logement", Form.CONVENTION),
        ("un protocole d’accord", Form.PROTOCOLE),
        ("un avenant", Form.AVENANT),
        ("la charte de relogement", Form.CHARTE),
        ("un accord-cadre", Form.ACCORD_CADRE),
        ("le pacte de Rodez", Form.CONVENTION),
    ],
)
def test_a_noun_tells_the_form_of_the_agreement(words: str, form: Form) -> None:
    assert naming(words).form is form


@pytest.mark.parametrize(
    "words",
    [
        "la convention collective des gardiens",
        "un contrat de travail",
        "un contrat d’apprentissage",
        "des contrats aidés",
        "d’un commun accord",
        "elle a donné son accord",
        "avec l’accord du maire",
        "un contrat de location",
        "un contrat d’insertion dans la vie sociale",
        "une reconversion réussie",
        "un pactole",
    ],
)
def test_what_only_sounds_like_an_agreement_is_none(words: str) -> None:
    assert not find_namings(Text(words))


@pytest.mark.parametrize(
    ("words", "article"),
    [
        ("une convention", "indefinite"),
        ("des conventions", "indefinite"),
        ("deux conventions", "indefinite"),
        ("la convention", "definite"),
        ("leur convention", "definite"),
        ("cette convention", "demonstrative"),
        ("Convention", "none"),
    ],
)
def test_the_article_tells_whether_it_is_new(words: str, article: str) -> None:
    assert naming(words).article == article


@pytest.mark.parametrize(
    ("words", "count"),
    [("douze conventions", 12), ("les 3 conventions", 3), ("les deux premières conventions", 2),
     ("des conventions", None)],
)  # fmt: skip
def test_a_plural_may_tell_how_many(words: str, count: int | None) -> None:
    found = naming(words)
    assert (found.many, found.count) == (True, count)


@pytest.mark.parametrize(
    ("words", "order"),
    [
        ("une nouvelle convention", "new"),
        ("une autre convention", "new"),
        ("la deuxième convention", "new"),
        ("la précédente convention", "old"),
        ("la convention initiale", "old"),
        ("l’ancienne convention", "old"),
        ("la future convention", "next"),
        ("la prochaine convention", "next"),
        ("la convention", None),
    ],
)
def test_an_adjective_tells_the_new_from_the_old(words: str, order: str | None) -> None:
    assert naming(words).order == order


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("l’avenant n° 3", "3"),
        ("l’avenant n°12", "12"),
        ("l’avenant numéro 2", "2"),
        ("un avenant", None),
    ],
)
def test_an_act_keeps_its_number(words: str, number: str | None) -> None:
    assert naming(words).number == number


@pytest.mark.parametrize(
    ("words", "anaphoric"),
    [
        ("cette convention", True),
        ("la convention", True),
        ("le document", True),
        ("une convention", False),
        ("la convention de renouvellement urbain", False),
    ],
)
def test_a_noun_that_nothing_qualifies_points_back(words: str, *, anaphoric: bool) -> None:
    assert naming(f"{words} a été signé").anaphoric is anaphoric


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (
            "La convention de renouvellement urbain a été signée.",
            "convention de renouvellement urbain",
        ),
        ("Le contrat de ville prévoit des travaux.", "contrat de ville"),
        ("La convention pluriannuelle entre les parties.", "convention pluriannuelle"),
        ("La charte partenariale du relogement, signée hier.", "charte partenariale du relogement"),
        ("La convention territoriale est un cadre.", "convention territoriale"),
    ],
)
def test_a_name_ends_where_its_sentence_goes_on(words: str, name: str) -> None:
    found = naming(words)
    assert words[found.start : found.end] == name


@pytest.mark.parametrize(
    "words",
    [
        "La convention de renouvellement urbain le 12 mars.",
        "La convention de renouvellement urbain en mars 2019.",
        "La convention de renouvellement urbain en présence du préfet.",
        "La convention de renouvellement urbain à la préfecture.",
    ],
)
def test_when_and_where_it_is_signed_is_no_part_of_its_name(words: str) -> None:
    found = naming(words)
    assert words[found.start : found.end] == "convention de renouvellement urbain"
