import pytest

from graph.errors import InputRefused, NotInGraph, UnreadableDate
from graph.ontology import NodeKind
from queries.filters import Filters, view
from queries.listing import listing
from tests.queries.drawn import drawn

GRAPH = drawn("""
    convention:cv = Contrat de ville signed_on=2015-06
    convention:other = Autre signed_on=2010
    agency:anru SIGNS convention:other
    convention:cv PART_OF programme:cv-2015
    commune:59606 PART_OF epci:245901160
    epci:245901160 PART_OF departement:59
    qpv:QN05906M PART_OF commune:59606
    convention:cv COVERS qpv:QN05906M
    commune:59606 SIGNS convention:cv
    programme:acv COVERS commune:59606
    commune:75056 PART_OF departement:75
""")


def ids(**asked: object) -> list[str]:
    return [node.id for node in listing(view(GRAPH), **asked).items]  # type: ignore[arg-type]


def test_a_list_is_in_the_order_of_ids() -> None:
    assert ids(limit=500) == GRAPH.ids


def test_kinds_are_any_of_those_given() -> None:
    assert ids(kinds=[NodeKind.PROGRAMME, NodeKind.AGENCY]) == [
        "agency:anru", "programme:acv", "programme:cv-2015",
    ]  # fmt: skip


def test_a_programme_brings_what_is_tied_to_it() -> None:
    assert ids(programme="programme:cv-2015") == [
        "commune:59606", "convention:cv", "programme:cv-2015", "qpv:QN05906M",
    ]  # fmt: skip


def test_a_territory_brings_what_is_in_it_and_what_covers_it() -> None:
    expected = [
        "commune:59606", "convention:cv", "departement:59", "epci:245901160", "programme:acv",
        "qpv:QN05906M",
    ]  # fmt: skip
    assert ids(territory="departement:59") == expected
    assert ids(territory="qpv:QN05906M") == ["convention:cv", "qpv:QN05906M"]


def test_since_keeps_what_is_known_to_begin_then_or_later() -> None:
    assert ids(since="2015") == ["convention:cv"]
    assert ids(since="2015-06") == ["convention:cv"]
    assert ids(since="2015-07") == []
    assert ids(since="2010") == ["convention:cv", "convention:other"]


def test_conditions_add_up_with_one_another_and_with_filters() -> None:
    assert ids(territory="departement:59", kinds=[NodeKind.CONVENTION], since="2011") == [
        "convention:cv"
    ]
    then = view(GRAPH, Filters(as_of="2014", programmes=frozenset({"programme:cv-2015"})))
    assert [n.id for n in listing(then, programme="programme:acv").items] == []


def test_pages_follow_one_another() -> None:
    first = listing(view(GRAPH), limit=4)
    rest = listing(view(GRAPH), limit=500, after=first.next)
    assert [n.id for n in (*first.items, *rest.items)] == GRAPH.ids
    assert (first.total, rest.total, rest.next) == (len(GRAPH.ids), len(GRAPH.ids), None)


def test_what_cannot_be_asked_is_refused() -> None:
    with pytest.raises(NotInGraph):
        ids(programme="programme:nope")
    with pytest.raises(NotInGraph):
        ids(territory="commune:00000")
    with pytest.raises(UnreadableDate):
        ids(since="hier")
    with pytest.raises(InputRefused):
        ids(limit=0)
    with pytest.raises(InputRefused):
        ids(kinds=[NodeKind.AGENCY], after=listing(view(GRAPH), limit=1).next)
