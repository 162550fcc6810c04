"""Texts that tell of one agreement, and facts that wait for a person: the same on every store."""

from collections.abc import Callable, Iterable
from itertools import permutations

import pytest

from graph.errors import NotInGraph
from graph.model import Citation, Claim, Edge, Node, Ruling, Source
from graph.ontology import Authority, EdgeKind, Form, NodeKind, Status
from graph.store import GraphStore, SourceClaims
from tests.contract.making import judgement
from tests.contract.reference import Reference

STATE, AGENCY = "state:france", "agency:anru"
TOWN, OTHER_TOWN, AREA = "commune:59606", "commune:59350", "epci:200042190"
PNRU, NPNRU = "programme:pnru", "programme:npnru"
KINDS = {
    STATE: NodeKind.STATE_SERVICE, AGENCY: NodeKind.AGENCY, TOWN: NodeKind.MUNICIPALITY,
    OTHER_TOWN: NodeKind.MUNICIPALITY, AREA: NodeKind.INTERCOMMUNALITY,
    PNRU: NodeKind.PROGRAMME, NPNRU: NodeKind.PROGRAMME,
}  # fmt: skip
CURATED = "convention:npnru-valenciennes"


def text(
    name: str, *, signed_by: Iterable[str] = (STATE, TOWN), programme: str | None = NPNRU,
    on: str | None = "2019-12-16", form: Form = Form.CONVENTION, number: str | None = None,
    status: Status = Status.SIGNED, called: str = "Convention de renouvellement urbain",
    sure: float = 0.9, dated: float | None = None, authority: Authority = Authority.TEXT,
    id: str | None = None,  # noqa: A002 -- what it is
) -> SourceClaims:  # fmt: skip
    """Return what a text says of one agreement, named after the text."""
    pact = id or f"convention:{name}/accord"
    told = {"form": form, "number": number, "status": status}
    claims = [
        _claim(name, Node(id=pact, kind=NodeKind.CONVENTION, name=called, **told), sure),
        _claim(
            name, Node(id=pact, kind=NodeKind.CONVENTION, name=called, signed_on=on, **told),
            min(sure, dated or sure),
        ),
    ]  # fmt: skip
    for end in (*signed_by, *filter(None, (programme,))):
        claims.append(_claim(name, Node(id=end, kind=KINDS[end], name=end), sure))
        kind = EdgeKind.PART_OF if end == programme else EdgeKind.SIGNS
        ends = (pact, end) if end == programme else (end, pact)
        claims.append(_claim(name, _edge(kind, *ends), sure))
    return SourceClaims(Source(id=name, title=name, authority=authority), claims)


def _edge(kind: EdgeKind, start: str, end: str) -> Edge:
    return Edge(
        kind=kind, start=start, end=end,
        start_kind=KINDS.get(start, NodeKind.CONVENTION),
        end_kind=KINDS.get(end, NodeKind.CONVENTION),
    )  # fmt: skip


def _claim(source: str, fact: Node | Edge, confidence: float) -> Claim:
    place = f"chars {len(str(fact))}-900"
    return Claim(fact=fact, citation=Citation(source=source, locator=place, confidence=confidence))


def pacts(store: GraphStore) -> list[str]:
    return [i for i in store.topology().ids if i.startswith("convention:")]


def agrees(store: GraphStore, *told: SourceClaims, judged: Iterable[object] = ()) -> None:
    """Make sure that a store holds exactly what a dict of claims would."""
    reference = Reference()
    reference.load(told)
    for given in judged:
        reference.judge(given)  # type: ignore[arg-type]
    assert store.digest() == reference.digest()


def ruling(source: str, claim: Claim, verdict: str = "accepted") -> Ruling:
    return Ruling(
        source=source, claim=claim.name, verdict=verdict, by="une relectrice", on="2026-01-15"
    )


def test_two_texts_on_one_agreement_meet_in_one_node_with_a_citation_each(
    store: GraphStore,
) -> None:
    store.load([text("a")])
    store.load([text("b")])
    assert pacts(store) == ["convention:a/accord"]
    facts = store.nodes(pacts(store))["convention:a/accord"]
    assert {cited.source for cited in facts.citations} == {"a", "b"}
    assert store.resolve("convention:b/accord") == "convention:a/accord"
    agrees(store, text("a"), text("b"))


def test_a_text_meets_what_a_curated_file_told_under_the_curated_id(store: GraphStore) -> None:
    told = text("curated", id=CURATED, authority=Authority.CURATED)
    for order in permutations([told, text("a"), text("z")]):
        for said in order:
            store.load([said])
        assert pacts(store) == [CURATED]
        agrees(store, *order)
        for said in order:
            store.forget(said.source.id)


def test_forgetting_one_text_leaves_the_node_of_the_other(store: GraphStore) -> None:
    store.load([text("b")])
    before = store.digest()
    store.load([text("a")])
    store.forget("a")
    assert store.digest() == before
    assert pacts(store) == ["convention:b/accord"]


def test_loading_again_changes_nothing_and_an_edit_can_part_what_had_met(
    store: GraphStore,
) -> None:
    store.load([text("a"), text("b")])
    revision = store.revision()
    assert not store.load([text("a")]).changed
    assert store.revision() == revision
    store.load([text("b", on="2021-03-02")])
    assert pacts(store) == ["convention:a/accord", "convention:b/accord"]
    agrees(store, text("a"), text("b", on="2021-03-02"))


@pytest.mark.parametrize(
    ("told", "meets"),
    [
        ({}, True),
        ({"on": None}, True),  # two signatories are shared
        ({"on": "2019"}, True),
        ({"on": "2020-12-16"}, False),
        ({"signed_by": (TOWN, AGENCY)}, True),  # the day is shared
        ({"signed_by": (TOWN, AGENCY), "on": None}, False),
        ({"programme": PNRU}, False),
        ({"programme": None}, True),  # day and signatories make up for it
        ({"programme": None, "on": None, "called": "Convention"}, False),
        ({"form": Form.PROTOCOLE}, False),
        ({"signed_by": (STATE, OTHER_TOWN)}, False),
        ({"signed_by": (STATE, AREA)}, False),
        ({"status": Status.PLANNED}, True),
        ({"status": Status.PLANNED, "on": "2019-06-01"}, True),  # announced, then later signed
    ],
)
def test_the_rule_of_identity(store: GraphStore, told: dict[str, object], *, meets: bool) -> None:
    other = text("b", **told)  # type: ignore[arg-type]
    store.load([text("a"), other])
    assert (len(pacts(store)) == 1) is meets
    agrees(store, text("a"), other)


def test_avenants_meet_by_their_number(store: GraphStore) -> None:
    def avenant(name: str, number: str) -> SourceClaims:
        return text(name, form=Form.AVENANT, number=number)

    store.load([avenant("a", "n° 2"), avenant("b", "2"), avenant("c", "3")])
    assert pacts(store) == ["convention:a/accord", "convention:c/accord"]


def test_texts_that_cannot_all_be_one_are_not_joined_two_by_two(store: GraphStore) -> None:
    told = [text("a", on="2019"), text("b", on="2019-12-16"), text("c", on="2019-03-02")]
    for order in permutations(told):
        store.load(order)
        assert len(pacts(store)) == 3
        agrees(store, *told)


@pytest.mark.parametrize("verdict", ["different", "unsure"])
def test_a_person_who_parts_two_texts_is_obeyed_and_can_take_it_back(
    store: GraphStore, verdict: str
) -> None:
    store.load([text("a"), text("b")])
    before = store.digest()
    store.judge(judgement("convention:a/accord", "convention:b/accord", verdict))
    assert len(pacts(store)) == 2
    store.load([text("a")])
    assert len(pacts(store)) == 2
    store.unjudge("convention:a/accord", "convention:b/accord")
    assert store.digest() == before


def test_what_a_text_says_with_too_little_confidence_waits_apart_from_the_graph(
    store: GraphStore,
) -> None:
    told = text("a", dated=0.5)
    store.load([told])
    facts = store.nodes(pacts(store))["convention:a/accord"]
    assert facts.node.signed_on is None
    (waiting,) = store.waiting()
    assert [claim.fact.signed_on for claim in waiting.claims] == ["2019-12-16"]  # type: ignore[union-attr]
    assert not store.load([told]).changed
    agrees(store, told)


def test_a_whole_agreement_can_wait(store: GraphStore) -> None:
    store.load([text("a", sure=0.5)])
    assert store.topology().ids == []
    assert store.counts() == {"a": 0}
    assert sum(len(list(said.claims)) for said in store.waiting()) == len(
        list(text("a", sure=0.5).claims)
    )


def test_what_is_accepted_counts_through_reloads_until_that_is_taken_back(
    store: GraphStore,
) -> None:
    told = text("a", dated=0.5)
    store.load([told])
    before = store.digest()
    ((claim,),) = (list(said.claims) for said in store.waiting())
    store.judge(ruling("a", claim))
    assert store.nodes(pacts(store))["convention:a/accord"].node.signed_on == "2019-12-16"
    assert (store.waiting(), store.rulings()) == ([], [ruling("a", claim)])
    store.load([told])
    agrees(store, told, judged=[ruling("a", claim)])
    revision = store.judge(ruling("a", claim))
    assert store.judge(ruling("a", claim)) == revision
    store.unjudge("a", claim.name)
    assert (store.digest(), store.rulings()) == (before, [])


def test_accepting_a_link_names_its_ends(store: GraphStore) -> None:
    told = text("a", sure=0.5)
    store.load([told])
    edges = [claim for claim in told.claims if isinstance(claim.fact, Edge)]
    store.judge(ruling("a", edges[0]))
    assert set(store.topology().ids) == {edges[0].fact.start, edges[0].fact.end}  # type: ignore[union-attr]
    agrees(store, told, judged=[ruling("a", edges[0])])


def test_what_is_refused_still_waits_and_does_not_count(store: GraphStore) -> None:
    told = text("a", dated=0.5)
    store.load([told])
    before = store.digest()
    ((claim,),) = (list(said.claims) for said in store.waiting())
    store.judge(ruling("a", claim, "refused"))
    store.load([told])
    assert store.digest() == before
    assert len(store.waiting()) == 1


def test_a_ruling_may_come_before_its_text(store: GraphStore) -> None:
    told = text("a", dated=0.5)
    doubtful = next(c for c in told.claims if c.citation.confidence < 0.6)
    store.load([], judgements=[ruling("a", doubtful)])
    store.load([told])
    agrees(store, told, judged=[ruling("a", doubtful)])
    assert store.waiting() == []


def test_a_ruling_loaded_with_another_source_reaches_the_text(store: GraphStore) -> None:
    told, other = text("a", dated=0.5), text("b")
    doubtful = next(c for c in told.claims if c.citation.confidence < 0.6)
    store.load([told])
    store.load([other], judgements=[ruling("a", doubtful)])
    agrees(store, told, other, judged=[ruling("a", doubtful)])


def test_an_accepted_date_can_make_two_texts_meet(store: GraphStore) -> None:
    told, other = text("a", signed_by=(AGENCY, TOWN), dated=0.5), text("b")
    store.load([told, other])
    assert len(pacts(store)) == 2
    ((claim,),) = (list(said.claims) for said in store.waiting())
    store.judge(ruling("a", claim))
    assert len(pacts(store)) == 1
    agrees(store, told, other, judged=[ruling("a", claim)])


def test_a_curated_source_never_waits(store: GraphStore) -> None:
    store.load([text("a", sure=0.2, authority=Authority.CURATED)])
    assert (len(pacts(store)), store.waiting()) == (1, [])


def test_the_log_holds_what_waits_so_that_a_copy_is_the_same(
    store: GraphStore, another: Callable[[], GraphStore]
) -> None:
    told = text("a", dated=0.5)
    store.load([told])
    ((said,),) = ([list(one.claims) for one in another().claims()],)
    assert sorted(c.name for c in said) == sorted(c.name for c in told.claims)


def test_forgetting_a_text_forgets_what_waits_of_it(store: GraphStore) -> None:
    store.load([text("a", dated=0.5)])
    store.forget("a")
    assert (store.waiting(), store.digest()) == ([], Reference().digest())


def test_withdrawing_a_ruling_that_nobody_gave_is_told(store: GraphStore) -> None:
    store.load([text("a")])
    with pytest.raises(NotInGraph):
        store.unjudge("a", "0" * 32)
