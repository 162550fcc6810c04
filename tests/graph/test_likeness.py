"""How likely two agreements are one, when the rule of identity does not settle it."""

import pytest

from graph.likeness import likeness_of, likenesses
from graph.meeting import Agreement, meetings
from graph.ontology import Form

STATE, AGENCY, TOWN = "state:france", "agency:anru", "commune:59606"


def pact(name: str, **told: object) -> Agreement:
    found = Agreement(
        f"convention:{name}", forms={Form.CONVENTION}, signed={"2019-12-16"},
        names={"Convention de renouvellement urbain"}, programmes={"programme:npnru"},
        signatories={STATE, TOWN}, near={TOWN}, sources={name},
    )  # fmt: skip
    for field, value in told.items():
        setattr(found, field, value)
    return found


def test_the_same_agreement_is_the_likeliest() -> None:
    found = likeness_of(pact("a"), pact("b"))
    assert found is not None
    assert found.score == 1
    assert found.reasons == (
        "même forme", "même programme", "même territoire", "même objet", "même jour",
        "2 signataires en commun",
    )  # fmt: skip


def test_dates_that_slip_by_days_are_told_and_weigh() -> None:
    found = likeness_of(pact("a"), pact("b", signed={"2019-12-18"}))
    assert found is not None
    assert found.score < 1
    assert found.reasons[-1] == "dates différentes : 2019-12-16 et 2019-12-18"


@pytest.mark.parametrize(
    "told",
    [
        {"signed": {"2021"}},
        {"programmes": {"programme:pnru"}},
        {"forms": {Form.AVENANT}},
        {"sources": {"a"}},
        {"near": {"commune:59350"}, "signatories": {AGENCY}, "signed": set(), "names": {"Charte"}},
    ],
)
def test_what_cannot_be_one_or_is_too_unlike_is_not_proposed(told: dict[str, object]) -> None:
    assert likeness_of(pact("a"), pact("b", **told)) is None


def test_two_curated_agreements_are_never_proposed() -> None:
    assert likeness_of(pact("a", of_texts=False), pact("b", of_texts=False)) is None


def test_avenants_of_two_numbers_are_two() -> None:
    avenant = {"forms": {Form.AVENANT}}
    assert (
        likeness_of(pact("a", numbers={"1"}, **avenant), pact("b", numbers={"2"}, **avenant))
        is None
    )
    assert likeness_of(pact("a", numbers={"1"}, **avenant), pact("b", **avenant)) is not None


def test_what_was_judged_is_not_proposed_again_and_the_likeliest_come_first() -> None:
    known = {one.id: one for one in (
        pact("a"), pact("b"), pact("c", signed={"2019-12-18"}, names={"Convention"}),
    )}  # fmt: skip
    found = likenesses(known)
    assert {found[0].left, found[0].right} == {"convention:a", "convention:b"}
    assert found == sorted(found, key=lambda one: -one.score)
    judged = [frozenset({"convention:a", "convention:b"})]
    assert len(likenesses(known, judged)) == len(found) - 1


def test_national_agreements_of_the_same_bodies_on_one_day_are_one() -> None:
    national = {"near": set(), "signatories": {STATE, AGENCY}, "programmes": set()}
    known = {one.id: one for one in (
        pact("a", names={"Accord-cadre"}, **national), pact("b", names={"Convention"}, **national),
        pact("c", names={"Convention"}, **(national | {"signatories": {STATE, AGENCY, "x:y"}})),
    )}  # fmt: skip
    assert [{*link} for link in meetings(known)] == [{"convention:a", "convention:b"}]


def test_quarters_of_one_list_that_differ_keep_apart_and_of_two_lists_do_not() -> None:
    one, other = pact("a", quarters={"qpv:QP059001"}), pact("b", quarters={"qpv:QP059002"})
    assert list(meetings({one.id: one, other.id: other})) == []
    later = pact("b", quarters={"qpv:QN05906M"})
    assert len(list(meetings({one.id: one, later.id: later}))) == 1
