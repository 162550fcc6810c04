"""Values that break the ontology, the calendar or arithmetic cannot be made."""

from datetime import date
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from graph.dates import OPEN_END, contains, last_day, packed, partial_date, unpacked
from graph.errors import InputRefused, OntologyViolation, UnreadableDate
from graph.model import Citation, Claim, Edge, Judgement, Measure, Node, visible_text
from graph.ontology import (
    EDGE_PROPERTIES,
    RULES,
    Currency,
    EdgeKind,
    Instrument,
    NodeKind,
    Stage,
    allows,
)

FINANCES = {
    "kind": EdgeKind.FINANCES,
    "start": "funder:action-logement",
    "end": "programme:npnru",
    "start_kind": NodeKind.FUNDER,
    "end_kind": NodeKind.PROGRAMME,
}


def test_every_pair_of_kinds_obeys_the_table_and_nothing_else() -> None:
    for kind, start, end in product(EdgeKind, NodeKind, NodeKind):

        def make(kind: EdgeKind = kind, start: NodeKind = start, end: NodeKind = end) -> Edge:
            return Edge(kind=kind, start="agency:a", end="agency:b", start_kind=start, end_kind=end)

        if allows(kind, start, end):
            assert make().kind is kind
        else:
            with pytest.raises(OntologyViolation):
                make()


def test_each_kind_of_edge_has_a_rule_and_a_list_of_properties() -> None:
    assert set(RULES) == set(EDGE_PROPERTIES) == set(EdgeKind)


def test_a_property_of_another_kind_of_edge_is_refused() -> None:
    with pytest.raises(OntologyViolation, match="represented_as"):
        Edge(**FINANCES, represented_as="préfet")


@pytest.mark.parametrize("amount", [-1, 1.5, "12", True, float("nan"), 10**14])
def test_an_amount_is_whole_cents_within_reason(amount: object) -> None:
    with pytest.raises(ValidationError):
        Edge(**FINANCES, amount_cents=amount, currency=Currency.EUR)


def test_an_amount_goes_with_its_currency() -> None:
    with pytest.raises(OntologyViolation, match="monnaie"):
        Edge(**FINANCES, amount_cents=1)


def test_nothing_is_tied_to_itself() -> None:
    with pytest.raises(OntologyViolation, match="lui-même"):
        Edge(
            kind=EdgeKind.PARTNERS_WITH, start="agency:a", end="agency:a",
            start_kind=NodeKind.AGENCY, end_kind=NodeKind.AGENCY,
        )  # fmt: skip


def test_a_life_does_not_end_before_it_begins() -> None:
    with pytest.raises(OntologyViolation, match="précède"):
        Node(id="agency:a", kind=NodeKind.AGENCY, name="A", since="2015-06", until="2015-05")
    told = Node(id="agency:a", kind=NodeKind.AGENCY, name="A", since="2015-06", until="2015")
    assert told.until == "2015"


def test_a_name_that_nobody_can_see_is_refused() -> None:
    with pytest.raises(ValidationError):
        Node(id="agency:a", kind=NodeKind.AGENCY, name="\u200b\u202e \x07")


def test_only_an_agreement_is_signed() -> None:
    with pytest.raises(OntologyViolation, match="signed_on"):
        Node(id="agency:a", kind=NodeKind.AGENCY, name="A", signed_on="2015")


def test_an_amount_an_author_disputes_is_not_what_identifies_a_grant() -> None:
    small = Edge(**FINANCES, amount_cents=1, currency=Currency.EUR, stage=Stage.PAID, since="2015")
    large = small.model_copy(update={"amount_cents": 2})
    later = small.model_copy(update={"since": "2016"})
    assert small.qualifier() == large.qualifier() != later.qualifier()


@pytest.mark.parametrize(
    "told",
    [
        {"reference": "2015-12"},
        {"purpose": "ateliers"},
        {"since": "2015"},
        {"until": "2015"},
        {"since": "2015", "until": "2015"},
        {"since": "2015", "until": "2018"},
        {"instrument": Instrument.LOAN},
        {"stage": Stage.PAID},
        {"under": "convention:x"},
    ],
)
def test_what_tells_two_sums_apart_is_in_their_identity(told: dict[str, object]) -> None:
    others: list[dict[str, Any]] = [
        {},
        {"since": "2014"},
        {"stage": Stage.ANNOUNCED},
        {"instrument": Instrument.GRANT},
    ]
    names = {Edge(**FINANCES, **other).qualifier() for other in others}
    assert Edge(**FINANCES, **told).qualifier() not in names


def test_an_open_period_is_not_the_year_that_bounds_it() -> None:
    told = [{"since": "2015"}, {"until": "2015"}, {"since": "2015", "until": "2015"}]
    assert len({Edge(**FINANCES, **one).qualifier() for one in told}) == 3


def test_a_piloting_is_identified_by_where_it_is() -> None:
    pilot = Edge(
        kind=EdgeKind.PILOTS, start="agency:a", end="programme:b", territory="commune:59606",
        start_kind=NodeKind.AGENCY, end_kind=NodeKind.PROGRAMME,
    )  # fmt: skip
    assert pilot.qualifier() == "commune:59606"
    assert pilot.qualifier({"commune:59606": "commune:59001"}) == "commune:59001"


@pytest.mark.parametrize(
    "told",
    [
        {"since": "2015"},
        {"stage": Stage.PAID},
        {"territory": "commune:59606"},
        {"payers": ("agency:anru",)},
        {"unit": "bp"},
        {"what": "logements"},
    ],
)
def test_what_tells_two_measures_apart_is_in_their_key(told: dict[str, object]) -> None:
    plain: dict[str, object] = {"node": "programme:npnru", "what": "quartiers", "value": 1}
    assert Measure(**plain).key() != Measure(**{**plain, **told}).key()


def test_a_measure_is_identified_by_all_but_its_value() -> None:
    few = Measure(node="programme:npnru", what="quartiers", value=200)
    assert few.key() == few.model_copy(update={"value": 450}).key()
    assert few.key() != few.model_copy(update={"since": "2015"}).key()


def test_equal_claims_have_equal_hashes_and_a_changed_word_another() -> None:
    def claim(gist: str) -> Claim:
        node = Node(id="agency:a", kind=NodeKind.AGENCY, name="A")
        return Claim(fact=node, citation=Citation(source="s", locator="§ 1", gist=gist))

    assert claim("dit").hash() == claim("dit").hash() != claim("redit").hash()


def test_a_judgement_is_about_a_pair_in_no_order() -> None:
    ways = [("agency:a", "agency:b"), ("agency:b", "agency:a")]
    pairs = {Judgement(left=a, right=b, verdict="same", by="x", on="2026").pair for a, b in ways}
    assert len(pairs) == 1


def test_hidden_characters_that_turn_a_name_around_are_dropped() -> None:
    assert visible_text("A\u202eNRU\u200b\x07 \u00a0!") == "ANRU \u00a0!"


@given(st.text(max_size=80))
def test_a_visible_text_holds_no_control_and_stays_as_it_is(text: str) -> None:
    seen = visible_text(text)
    assert visible_text(seen) == seen
    assert not any(ord(c) < 32 or 0xD800 <= ord(c) <= 0xDFFF for c in seen)


@given(st.dates(date(1800, 1, 1), date(2199, 12, 31)))
def test_a_date_keeps_its_precision_through_arrays(day: date) -> None:
    for text in (str(day), str(day)[:7], str(day)[:4]):
        assert unpacked(packed(partial_date(text))) == text
        assert packed(text) <= packed(str(day)) <= last_day(packed(text)) < OPEN_END
        assert contains(text, str(day))


@pytest.mark.parametrize(
    "text", ["15", "2015-13", "2015-02-29", "2015-6", "٢٠١٥", "2015-06-22T", "3000", ""]
)
def test_what_is_not_a_date_is_refused(text: str) -> None:
    with pytest.raises(UnreadableDate):
        partial_date(text)


def test_every_refusal_says_what_to_do_next() -> None:
    error = InputRefused("trop long.", hint="Coupez-le.").at("x.yaml, ligne 3")
    assert str(error) == "x.yaml, ligne 3 : trop long. Coupez-le."
