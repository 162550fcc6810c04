import pytest

from graph.errors import NotInGraph, UnreadableDate
from graph.ontology import EdgeKind, NodeKind
from queries.filters import NO_FILTER, Filters, LeftOut, View, view
from tests.queries.drawn import drawn

GRAPH = drawn("""
    agency:acse = Acsé | | siren:130004955 since=2006 until=2014-03-30
    agency:anct = ANCT since=2020
    convention:c2010 = Convention signed_on=2010-10-18 until=2013
    convention:avenant = Avenant
    programme:sub = Volet
    agency:acse SIGNS convention:c2010 source=a
    agency:anct MEMBER_OF federation:ush since=2021-06 source=b confidence=0.4
    agency:acse FINANCES federation:ush since=2009 until=2009 source=a
    federation:ush SIGNS convention:c2010 signed_on=2011-02 source=b
    convention:c2010 PART_OF programme:sub
    programme:sub PART_OF programme:pnru
    convention:avenant AMENDS convention:c2010
    actor:x@75 SIGNS convention:avenant
    actor:y@75 MEMBER_OF federation:ush
""")


def nodes(seen: View) -> set[str]:
    return {i for n, i in enumerate(GRAPH.ids) if seen.shows(n)}


def facts(filters: Filters) -> set[tuple[str, str, str]]:
    edges, start, end = view(GRAPH, filters).ends()
    kinds = list(EdgeKind)
    return {
        (GRAPH.ids[s], kinds[GRAPH.edge_kind[e]], GRAPH.ids[t])
        for e, s, t in zip(edges, start, end, strict=True)
    }


def test_no_filter_keeps_everything_without_a_mask() -> None:
    seen = view(GRAPH)
    assert (seen.node_ok, seen.edge_ok) == (None, None)
    assert len(facts(NO_FILTER)) == len(GRAPH.start)


@pytest.mark.parametrize(
    ("as_of", "kept"),
    [
        ("2005-12-31", ""),
        ("2006", "acse"),
        ("2010-10-17", "acse"),
        ("2010-10-18", "acse signed"),
        ("2010-10", "acse signed"),
        ("2013-12-31", "acse signed"),
        ("2014-01-01", "acse"),
        ("2014-03-30", "acse"),
        ("2014-03-31", ""),
        ("2014", "acse"),
        ("2020-01-01", "anct"),
        ("2030", "anct"),
    ],
)
def test_as_of_keeps_what_may_have_held(as_of: str, kept: str) -> None:
    shown = nodes(view(GRAPH, Filters(as_of=as_of)))
    signed = ("agency:acse", "SIGNS", "convention:c2010") in facts(Filters(as_of=as_of))
    found = [name for name in ("acse", "anct") if f"agency:{name}" in shown]
    assert found + ["signed"] * signed == kept.split()


def test_a_signature_may_be_later_than_its_agreement() -> None:
    late = ("federation:ush", "SIGNS", "convention:c2010")
    assert late not in facts(Filters(as_of="2011-01-31"))
    assert late in facts(Filters(as_of="2011-02-01"))


def test_a_yearly_sum_holds_in_its_year() -> None:
    paid = ("agency:acse", "FINANCES", "federation:ush")
    assert [paid in facts(Filters(as_of=year)) for year in ("2008", "2009", "2010")] == [
        False, True, False,
    ]  # fmt: skip


def test_kinds_of_facts_and_nodes_are_chosen() -> None:
    assert facts(Filters(edge_kinds=frozenset({EdgeKind.FINANCES}))) == {
        ("agency:acse", "FINANCES", "federation:ush")
    }
    only = Filters(node_kinds=frozenset({NodeKind.AGENCY, NodeKind.FEDERATION}))
    assert nodes(view(GRAPH, only)) == {"agency:acse", "agency:anct", "federation:ush"}
    assert {kind for _, kind, _ in facts(only)} == {"MEMBER_OF", "FINANCES"}


def test_a_question_about_a_node_keeps_it_whatever_the_kinds_asked_for() -> None:
    about = frozenset({"siren:130004955"})
    only = Filters(node_kinds=frozenset({NodeKind.CONVENTION}), kept=about)
    assert "agency:acse" in nodes(view(GRAPH, only))
    assert ("agency:acse", "SIGNS", "convention:c2010") in facts(only)


def test_a_programme_brings_its_agreements_avenants_and_who_is_tied_to_them() -> None:
    kept = nodes(view(GRAPH, Filters(programmes=frozenset({"programme:pnru"}))))
    assert kept == {
        "programme:pnru", "programme:sub", "convention:c2010", "convention:avenant",
        "agency:acse", "federation:ush", "actor:x@75",
    }  # fmt: skip


def test_sources_and_confidence_keep_the_facts_so_cited() -> None:
    assert facts(Filters(sources=frozenset({"a"}))) == {
        ("agency:acse", "SIGNS", "convention:c2010"),
        ("agency:acse", "FINANCES", "federation:ush"),
    }
    assert nodes(view(GRAPH, Filters(sources=frozenset({"a"})))) == {
        "agency:acse", "convention:c2010", "federation:ush",
    }  # fmt: skip
    sure = facts(Filters(min_confidence=50))
    assert ("agency:anct", "MEMBER_OF", "federation:ush") not in sure
    assert len(sure) == len(GRAPH.start) - 1


def test_an_edge_exactly_as_sure_as_asked_is_kept() -> None:
    sure_to_40 = ("agency:anct", "MEMBER_OF", "federation:ush")
    kept = [sure_to_40 in facts(Filters(min_confidence=bound)) for bound in (39, 40, 41)]
    assert kept == [True, True, False]


def test_avoided_nodes_go_by_any_of_their_ids() -> None:
    seen = view(GRAPH, Filters(avoid=frozenset({"siren:130004955"})))
    assert "agency:acse" not in nodes(seen)
    with pytest.raises(LeftOut, match="agency:acse"):
        seen.locate("agency:acse")


def test_the_unknown_is_told_with_what_looks_like_it() -> None:
    with pytest.raises(NotInGraph) as told:
        view(GRAPH).locate("agency:acze")
    assert told.value.near == ("agency:acse", "agency:anct")
    with pytest.raises(NotInGraph) as told:
        view(GRAPH).locate("acsé")
    assert told.value.near == ("agency:acse",)
    for filters in (
        Filters(programmes=frozenset({"programme:nope"})),
        Filters(avoid=frozenset({"agency:nope"})),
        Filters(sources=frozenset({"nope"})),
    ):
        with pytest.raises(NotInGraph):
            view(GRAPH, filters)
    with pytest.raises(UnreadableDate):
        view(GRAPH, Filters(as_of="hier"))


def test_the_same_filters_give_the_same_view() -> None:
    asked = Filters(as_of="2012", avoid=frozenset({"agency:anct", "agency:acse"}))
    again = Filters(as_of="2012", avoid=frozenset({"agency:acse", "agency:anct"}))
    assert view(GRAPH, asked) is view(GRAPH, again)


def test_masks_cannot_be_changed() -> None:
    seen = view(GRAPH, Filters(as_of="2012"))
    assert seen.node_ok is not None
    with pytest.raises(ValueError, match="read-only"):
        seen.node_ok[0] = False
