"""What several claims add up to: one value by a written rule, the others kept as disputes."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.derive import (
    Statement,
    by_rank,
    citations,
    derive_edge,
    derive_measure,
    derive_node,
    edge_id,
    edge_key,
    edge_number,
    joins_identity,
)
from graph.digest import digest, node_line
from graph.model import Citation, Claim, Edge, Measure, Node, Source
from graph.ontology import Authority, Currency, EdgeKind, Form, NodeKind, Role, Stage, Status


def source(
    name: str, authority: Authority = Authority.TEXT, published: str | None = None
) -> Source:
    return Source(id=name, title=name, authority=authority, published_on=published)


def agreement(by: Source, at: str = "§ 1", **told: Any) -> Statement:
    node = Node(**{"id": "convention:x", "kind": NodeKind.CONVENTION, "name": "Accord X", **told})
    return Statement(Claim(fact=node, citation=Citation(source=by.id, locator=at)), by)


def grant(
    by: Source, amount: int, at: str = "§ 1", *, counted: bool = False, **told: Any
) -> Statement:
    edge = Edge(
        kind=EdgeKind.FINANCES, start="funder:a", end="programme:b",
        start_kind=NodeKind.FUNDER, end_kind=NodeKind.PROGRAMME,
        amount_cents=amount, currency=Currency.EUR, counted=counted, **told,
    )  # fmt: skip
    return Statement(Claim(fact=edge, citation=Citation(source=by.id, locator=at)), by)


TEXT, LATER = source("a-text", published="2015"), source("b-text", published="2016")
CURATED = source("curated", Authority.CURATED, "2010")
OFFICIAL = source("official", Authority.OFFICIAL, "2005")
CORRECTION = source("correction", Authority.CORRECTION)


@pytest.mark.parametrize(
    ("weaker", "stronger"),
    [(TEXT, LATER), (LATER, CURATED), (CURATED, OFFICIAL), (OFFICIAL, CORRECTION),
     (source("b", published="2015"), TEXT)],
)  # fmt: skip
def test_the_stronger_source_is_shown_and_the_weaker_kept(weaker: Source, stronger: Source) -> None:
    facts = derive_node(
        "convention:x", [agreement(weaker, number="1"), agreement(stronger, number="2")]
    )
    assert facts.node.number == "2"
    (dispute,) = facts.contradictions
    assert (dispute.property, dispute.others) == ("number", (("1", (weaker.id,)),))


def test_a_property_that_only_the_weaker_source_tells_is_shown_all_the_same() -> None:
    told = [agreement(OFFICIAL), agreement(TEXT, form=Form.CHARTE)]
    assert derive_node("convention:x", told).node.form is Form.CHARTE


def test_signed_beats_planned_and_ended_beats_signed_without_a_dispute() -> None:
    planned = agreement(OFFICIAL, status=Status.PLANNED, signed_on="2015-06")
    signed = agreement(TEXT, status=Status.SIGNED, signed_on="2015-07-03")
    facts = derive_node("convention:x", [planned, signed])
    assert (facts.node.status, facts.node.signed_on) == (Status.SIGNED, "2015-07-03")
    assert facts.contradictions == ()
    ended = agreement(TEXT, "§ 2", status=Status.ENDED)
    facts = derive_node("convention:x", [planned, signed, ended])
    assert (facts.node.status, facts.node.signed_on) == (Status.ENDED, "2015-07-03")


def test_an_announced_date_is_not_the_date_of_a_signature() -> None:
    planned = agreement(OFFICIAL, status=Status.PLANNED, signed_on="2015-06")
    undated = agreement(TEXT, status=Status.SIGNED)
    assert derive_node("convention:x", [planned, undated]).node.signed_on is None
    silent = agreement(LATER, "§ 3", signed_on="2015-07")
    assert derive_node("convention:x", [planned, undated, silent]).node.signed_on == "2015-07"


def test_a_signatory_beats_an_announced_party_whatever_the_source() -> None:
    def signs(by: Source, role: Role) -> Statement:
        edge = Edge(
            kind=EdgeKind.SIGNS, start="agency:a", end="convention:x", role=role,
            start_kind=NodeKind.AGENCY, end_kind=NodeKind.CONVENTION,
        )  # fmt: skip
        return Statement(Claim(fact=edge, citation=Citation(source=by.id, locator="§ 1")), by)

    told = [signs(OFFICIAL, Role.ANNOUNCED), signs(TEXT, Role.SIGNATORY)]
    fact = told[0].claim.fact
    assert isinstance(fact, Edge)
    facts = derive_edge(1, edge_key(fact, {}), told, {})
    assert facts.edge.role is Role.SIGNATORY
    assert facts.contradictions == ()


def test_a_date_told_less_precisely_contradicts_nothing() -> None:
    told = [agreement(CURATED, signed_on="2015-06-22"), agreement(TEXT, signed_on="2015")]
    assert derive_node("convention:x", told).contradictions == ()
    told = [agreement(CURATED, signed_on="2015-06-22"), agreement(TEXT, signed_on="2014")]
    assert [c.property for c in derive_node("convention:x", told).contradictions] == ["signed_on"]


def test_another_spelling_that_the_winner_knows_is_an_alias_and_no_dispute() -> None:
    told = [agreement(CURATED, names=("Accord  x",)), agreement(TEXT, name="ACCORD X")]
    facts = derive_node("convention:x", told)
    assert facts.contradictions == ()
    assert facts.node.names == ("ACCORD X", "Accord x")


def test_a_kind_that_nobody_knew_contradicts_no_kind() -> None:
    def actor(kind: NodeKind, by: Source) -> Statement:
        node = Node(id="siren:732829320", kind=kind, name="Y")
        return Statement(Claim(fact=node, citation=Citation(source=by.id, locator="1")), by)

    told = [actor(NodeKind.ORGANISATION, OFFICIAL), actor(NodeKind.COMPANY, TEXT)]
    assert derive_node("siren:732829320", told).contradictions == ()


def test_two_alike_rows_of_one_list_are_two_grants_that_meet_those_of_another_list() -> None:
    rows = [
        grant(OFFICIAL, 500, "row:a", counted=True),
        grant(OFFICIAL, 900, "row:b", counted=True),
    ]
    copy = [grant(LATER, 900, "row:c", counted=True), grant(LATER, 500, "row:d", counted=True)]
    ranks = by_rank([*rows, *copy])
    amounts = {
        rank: {s.claim.fact.amount_cents for s in told if isinstance(s.claim.fact, Edge)}
        for rank, told in ranks.items()
    }
    assert amounts == {0: {500}, 1: {900}}


def test_a_fact_told_twice_in_a_text_is_one_fact_with_two_citations() -> None:
    ranks = by_rank([grant(TEXT, 500, "§ 1"), grant(TEXT, 500, "§ 4")])
    assert [len(citations(told)) for told in ranks.values()] == [2]


def test_the_edge_of_first_rank_keeps_the_number_of_its_key() -> None:
    key = edge_key(grant(TEXT, 1).claim.fact, {})  # type: ignore[arg-type]
    assert edge_number(key.number, 0) == key.number != edge_number(key.number, 1)
    assert edge_id(key.number).startswith("e")
    assert len(edge_id(key.number)) == 17


def test_a_grant_under_an_agreement_follows_the_agreement_to_its_canonical_id() -> None:
    statement = grant(TEXT, 1, under="convention:old", stage=Stage.COMMITTED)
    fact = statement.claim.fact
    assert isinstance(fact, Edge)
    canon = {"convention:old": "convention:new"}
    facts = derive_edge(1, edge_key(fact, canon), [statement], canon)
    assert facts.edge.under == "convention:new"
    assert "convention:new" in facts.qualifier


def test_a_partnership_is_the_same_from_both_ends() -> None:
    def tie(start: str, end: str) -> Edge:
        kinds = {"start_kind": NodeKind.AGENCY, "end_kind": NodeKind.AGENCY}
        return Edge(kind=EdgeKind.PARTNERS_WITH, start=start, end=end, **kinds)

    assert edge_key(tie("agency:a", "agency:b"), {}) == edge_key(tie("agency:b", "agency:a"), {})


def test_two_values_of_one_measure_are_shown_and_disputed() -> None:
    def told(by: Source, value: int) -> Statement:
        measure = Measure(node="programme:npnru", what="quartiers", value=value)
        return Statement(Claim(fact=measure, citation=Citation(source=by.id, locator="1")), by)

    facts = derive_measure(
        "programme:npnru", "quartiers|count", [told(TEXT, 450), told(OFFICIAL, 448)], {}
    )
    assert facts.measure.value == 448
    assert facts.contradictions[0].others == ((450, ("a-text",)),)


def test_a_text_never_joins_two_identities() -> None:
    node = Node(
        id="commune:59606", kind=NodeKind.MUNICIPALITY, name="Valenciennes",
        other_ids=("siren:215906066", "numero:226"),
    )  # fmt: skip
    assert joins_identity(node, TEXT) == ()
    assert joins_identity(node, OFFICIAL) == ("siren:215906066",)


@given(st.permutations([TEXT, LATER, CURATED, OFFICIAL, CORRECTION]))
def test_the_order_in_which_claims_arrive_does_not_show(order: list[Source]) -> None:
    def line(sources: list[Source]) -> str:
        told = [agreement(by, number=by.id, name=f"Accord {by.id}") for by in sources]
        return digest([node_line(derive_node("convention:x", told))])

    assert line(order) == line([TEXT, LATER, CURATED, OFFICIAL, CORRECTION])
