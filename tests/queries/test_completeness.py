from contextlib import closing
from pathlib import Path

import pytest

from graph.model import Measure
from graph.projection import Projection
from queries.completeness import Completeness, completeness
from queries.filters import Filters, view
from tests.queries.drawn import store_of

DRAWING = """
    convention:a PART_OF programme:npnru
    convention:b PART_OF programme:volet
    programme:volet PART_OF programme:npnru
    convention:avenant AMENDS convention:a
    convention:avenant PART_OF programme:npnru
    convention:a COVERS qpv:QN05906M
    convention:b COVERS qpv:QN05906M
    convention:avenant COVERS qpv:QN05907M
    programme:npnru COVERS commune:59606
    commune:59512 SIGNS convention:b
    agency:anru SIGNS convention:a
    agency:anru SIGNS convention:b
    qpv:QN05906M PART_OF commune:59606
    commune:59606 MEMBER_OF federation:vdf
    commune:59512 MEMBER_OF federation:vdf
"""


def told(folder: Path, *measures: Measure, filters: Filters | None = None) -> list[Completeness]:
    with closing(store_of(folder, DRAWING, *measures)) as store:
        seen = view(Projection.of(store.topology()), filters or Filters())
        return completeness(store, seen)


@pytest.mark.parametrize(
    ("node", "what", "known"),
    [
        ("programme:npnru", "quartiers", 2),  # one is covered twice
        ("programme:npnru", "communes", 2),  # one covered, one that signs
        ("programme:npnru", "conventions", 2),  # an avenant is no agreement of its own
        ("programme:volet", "quartiers", 1),
        ("convention:a", "quartiers", 2),  # its avenant covers another
        ("convention:b", "signataires", 2),
        ("agency:anru", "conventions", 2),
        ("federation:vdf", "membres", 2),
        ("programme:npnru", "regions", 0),
    ],
)
def test_what_is_known_is_counted_as_the_word_says(
    tmp_path: Path, node: str, what: str, known: int
) -> None:
    found = told(tmp_path, Measure(node=node, what=what, value=14))
    assert [(c.programme.id, c.what, c.announced, c.known, c.sources) for c in found] == [
        (node, what, 14, known, ("dessin",))
    ]


@pytest.mark.parametrize(
    "measure",
    [
        Measure(node="programme:npnru", what="habitants", value=3_000_000),
        Measure(node="programme:npnru", what="quartiers", value=1, unit="cents", currency="EUR"),
        Measure(node="programme:npnru", what="quartiers", value=10, unit="bp"),
        Measure(node="programme:npnru", what="membres", value=10),
        Measure(node="commune:59606", what="quartiers", value=3),
    ],
)
def test_what_cannot_be_counted_is_left_out(tmp_path: Path, measure: Measure) -> None:
    assert told(tmp_path, measure) == []


@pytest.mark.parametrize(
    ("announced", "said"),
    [(2, "Tous sont nommés"), (1, "en nomment plus"), (5, "n’en nomment pas 3")],
)
def test_the_reason_of_the_difference_is_told(tmp_path: Path, announced: int, said: str) -> None:
    measure = Measure(node="programme:npnru", what="quartiers", value=announced)
    assert said in told(tmp_path, measure)[0].reason_fr


def test_a_number_without_a_name_says_so(tmp_path: Path) -> None:
    measure = Measure(node="federation:vdf", what="regions", value=3)
    assert "sans nommer personne" in told(tmp_path, measure)[0].reason_fr


def test_a_number_told_of_a_territory_counts_there_only(tmp_path: Path) -> None:
    inside = Measure(node="programme:npnru", what="quartiers", value=3, territory="commune:59606")
    assert [(c.announced, c.known) for c in told(tmp_path, inside)] == [(3, 1)]


def test_a_date_keeps_what_was_announced_then(tmp_path: Path) -> None:
    measures = [
        Measure(node="programme:npnru", what="quartiers", value=450, since="2015", until="2015"),
        Measure(node="programme:npnru", what="quartiers", value=448, since="2024", until="2024"),
    ]
    then = told(tmp_path, *measures, filters=Filters(as_of="2015-06"))
    assert [(c.announced, c.since, c.until) for c in then] == [(450, "2015", "2015")]
