"""An organisation and whoever stands for it are one unit of a sentence."""

from __future__ import annotations

from itertools import pairwise

import pytest

from loaders.texts.extraction import analyse
from loaders.texts.grammar.articles.group import Group
from loaders.texts.grammar.articles.groups import find_groups
from tests.loaders.texts.reader import ANRU, MILLAU, OCCITANIE, RODEZ, STATE


def groups(words: str) -> list[Group]:
    return list(find_groups(analyse(words)))


def told(words: str) -> list[tuple[str | None, str | None]]:
    """Return each body and its voice."""
    return [(g.actor.name if g.actor else None, g.person) for g in groups(words)]


@pytest.mark.parametrize(
    ("words", "body"),
    [
        ("Paul Ramadier, préfet de l’Aveyron, parle.", STATE),
        ("Le préfet de l’Aveyron, Paul Ramadier, parle.", STATE),
        ("M. Paul Ramadier, maire de Millau, parle.", MILLAU),
        ("Paul Ramadier, président de la région Occitanie, parle.", OCCITANIE),
        ("L’Anru, représentée par son directeur général, Paul Ramadier, parle.", ANRU),
        ("L’Anru (Paul Ramadier) parle.", ANRU),
        ("La commune de Rodez, en la personne de Paul Ramadier, parle.", RODEZ),
        ("Paul Ramadier, pour la commune de Rodez, parle.", RODEZ),
        ("Paul Ramadier, représentant l’Anru, parle.", ANRU),
    ],
)
def test_a_person_and_a_body_are_one_group(words: str, body: str) -> None:
    assert told(words) == [(body, "Paul Ramadier")]


def test_two_bodies_are_two_groups() -> None:
    assert told("La commune de Rodez, l’Anru") == [(RODEZ, None), (ANRU, None)]


def test_a_prefect_never_speaks_for_a_town() -> None:
    found = told("La commune de Rodez, par le préfet de l’Aveyron")
    assert found == [(RODEZ, None), (STATE, None)]


def test_an_office_alone_is_a_group_of_its_body() -> None:
    (prefect,) = groups("Le préfet de l’Aveyron est venu.")
    assert (prefect.sort, prefect.title, prefect.person) == ("office", "préfet de l’Aveyron", None)


def test_a_person_named_alone_stands_for_the_body_told_elsewhere() -> None:
    words = (
        "Paul Ramadier, préfet de l’Aveyron, est venu. Paul Ramadier a signé. M. Ramadier "
        "est reparti."
    )
    assert [body for body, _ in told(words)] == [STATE, STATE, STATE]


def test_a_person_of_no_known_body_stands_for_nobody() -> None:
    assert told("Paul Ramadier est venu.") == [(None, "Paul Ramadier")]


def test_groups_come_in_order_and_none_is_inside_another() -> None:
    found = groups(
        "Le préfet de l’Aveyron, Paul Ramadier, Suzanne Lacore, maire de Rodez, l’Anru, représentée"
        " par M. Édouard Herriot, et la région Occitanie (Berthie Albrecht) ont signé à Millau."
    )
    assert len(found) >= 5
    assert all(a.end <= b.start for a, b in pairwise(found))


def test_the_place_of_a_body_is_no_other_body() -> None:
    assert told("La commune de Millau (Aveyron) signe.") == [(MILLAU, None)]
