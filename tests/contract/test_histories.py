"""Any history, on any store, ends in the graph of the plain reference: loads, reloads, edits,
forgetting, merges and their undoing, in any order, by sources that agree or not."""

import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.model import Judgement, Ruling
from graph.ontology import Authority, Currency, EdgeKind, Form, Stage, Status
from graph.store import GraphStore, SourceClaims
from graph.stores.sqlite import SqliteStore
from tests.conftest import Neo4jAddress
from tests.contract.making import (
    ANRU,
    DEAL,
    DRAFT,
    KINDS,
    NORD,
    ONE,
    TOWN,
    TOWN_SIREN,
    TWO,
    edge,
    judgement,
    measure,
    node,
    saying,
    source,
)
from tests.contract.opening import neo4j_at
from tests.contract.reference import Reference
from tests.contract.wiping import wipe

_ACTORS = [ANRU, TOWN, TOWN_SIREN, ONE, TWO]
_DATES = st.sampled_from([None, "2015", "2015-06", "2015-06-22", "2018"])
_SURETIES = st.sampled_from([1.0, 0.9, 0.5])
_PLACES = st.sampled_from(["§ 1", "§ 2"])


@st.composite
def _nodes(draw: st.DrawFn) -> dict[str, object]:
    identifier = draw(st.sampled_from(sorted(KINDS)))
    others = {TOWN: (TOWN_SIREN,), ONE: (TWO, "numero:226")}.get(identifier, ())
    told: dict[str, object] = {"name": draw(st.sampled_from(["Un", "un", "Deux"]))}
    if draw(st.booleans()):
        told["other_ids"] = others
    if identifier in {DEAL, DRAFT}:
        told |= {"status": draw(st.sampled_from(Status)), "signed_on": draw(_DATES)}
    return node(identifier, at=draw(_PLACES), **told)


@st.composite
def _edges(draw: st.DrawFn) -> dict[str, object]:
    kind = draw(st.sampled_from([EdgeKind.SIGNS, EdgeKind.PARTNERS_WITH, EdgeKind.PILOTS]))
    start = draw(st.sampled_from(_ACTORS))
    if kind is EdgeKind.PARTNERS_WITH:
        end = draw(st.sampled_from([other for other in _ACTORS if other != start]))
        return edge(kind, start, end, at=draw(_PLACES), since=draw(_DATES))
    end = draw(st.sampled_from([DEAL, DRAFT]))
    where = {"territory": draw(st.sampled_from([None, TOWN, TOWN_SIREN]))}
    return edge(kind, start, end, at=draw(_PLACES), **(where if kind is EdgeKind.PILOTS else {}))


@st.composite
def _grants(draw: st.DrawFn) -> dict[str, object]:
    end = draw(st.sampled_from([TOWN, TOWN_SIREN, ONE, TWO, NORD]))
    return edge(
        EdgeKind.FINANCES, ANRU, end, at=draw(_PLACES), currency=Currency.EUR,
        amount_cents=draw(st.integers(0, 2)), counted=draw(st.booleans()),
        stage=draw(st.sampled_from([None, Stage.PAID])),
        under=draw(st.sampled_from([None, ONE, TWO])),
    )  # fmt: skip


@st.composite
def _measures(draw: st.DrawFn) -> dict[str, object]:
    payers = tuple(draw(st.lists(st.sampled_from([ONE, TWO, ANRU]), max_size=2, unique=True)))
    return measure(
        draw(st.sampled_from([TOWN, TOWN_SIREN, DEAL])), "quartiers", draw(st.integers(0, 2)),
        at=draw(_PLACES), payers=payers, territory=draw(st.sampled_from([None, TOWN, TOWN_SIREN])),
    )  # fmt: skip


@st.composite
def _pacts(draw: st.DrawFn) -> list[dict[str, object]]:
    """An agreement of which enough is told to meet another that is told so."""
    pact, day = draw(st.sampled_from([DEAL, DRAFT])), draw(_DATES)
    status = draw(st.sampled_from([Status.SIGNED, Status.PLANNED]))
    told = node(pact, form=Form.CONVENTION, status=status, signed_on=day)
    return [told, *(edge(EdgeKind.SIGNS, who, pact) for who in (ANRU, TOWN))]


@st.composite
def _sayings(draw: st.DrawFn) -> SourceClaims:
    who = source(
        draw(st.sampled_from("abc")), draw(st.sampled_from(Authority)),
        published_on=draw(st.sampled_from([None, "2019"])),
    )  # fmt: skip
    facts = st.one_of(_nodes(), _edges(), _grants(), _measures()).map(lambda fact: [fact])
    drawn = draw(st.lists(st.one_of(facts, _pacts()), max_size=6))
    told = [fact | {"confidence": draw(_SURETIES)} for several in drawn for fact in several]
    return saying(who, *told)


@dataclass(frozen=True)
class Forgotten:
    """That a source be forgotten, if it is known."""

    source: str


@dataclass(frozen=True)
class Withdrawn:
    """That the judgement of a pair be withdrawn, if there is one."""

    pair: tuple[str, str]


@dataclass(frozen=True)
class Ruled:
    """That a person rules on the n-th claim of a source, or takes that back; if there is one."""

    source: str
    place: int
    verdict: str | None

    def claim(self, told: Reference) -> str | None:
        """Return the name of the claim."""
        names = (
            sorted(c.name for c in told.said[self.source][1]) if self.source in told.said else []
        )
        return names[self.place % len(names)] if names else None


Step = list[SourceClaims] | Forgotten | Judgement | Withdrawn | Ruled
_PAIRS = st.sampled_from([(ONE, TWO), (TOWN, TOWN_SIREN), (ANRU, ONE), (DEAL, DRAFT)]).map(
    lambda pair: (min(pair), max(pair))
)
_STEPS: st.SearchStrategy[Step] = st.one_of(
    st.lists(_sayings(), min_size=1, max_size=2, unique_by=lambda said: said.source.id),
    st.builds(Forgotten, st.sampled_from("abc")),
    st.builds(judgement, st.just(ONE), st.just(TWO)),
    st.builds(
        lambda pair, verdict: judgement(pair[0], pair[1], verdict),
        _PAIRS, st.sampled_from(["same", "different", "unsure"]),
    ),
    st.builds(Withdrawn, _PAIRS),
    st.builds(
        Ruled, st.sampled_from("abc"), st.integers(0, 20),
        st.sampled_from(["accepted", "refused", None]),
    ),
)  # fmt: skip
HISTORIES = st.lists(_STEPS, min_size=1, max_size=8)


def live(step: Step, store: GraphStore, told: Reference) -> None:
    """Do one step to the store and to the reference."""
    match step:
        case Forgotten(source=identifier):
            if identifier in told.said:
                store.forget(identifier)
                told.forget(identifier)
        case Withdrawn(pair=pair):
            if pair in told.judged:
                store.unjudge(*pair)
                told.unjudge(pair)
        case Judgement():
            store.judge(step)
            told.judge(step)
        case Ruled(source=identifier, verdict=verdict):
            _rule(identifier, step.claim(told), verdict, store, told)
        case batch:
            store.load(batch)
            told.load(batch)
            assert not store.load(batch).changed


def _rule(
    source: str, claim: str | None, verdict: str | None, store: GraphStore, told: Reference
) -> None:  # fmt: skip
    if claim is None:
        return
    if verdict is not None:
        ruling = Ruling(source=source, claim=claim, verdict=verdict, by="moi", on="2026-01-15")
        store.judge(ruling)
        told.judge(ruling)
    elif (source, claim) in told.ruled:
        store.unjudge(source, claim)
        told.unjudge((source, claim))


def assert_told(store: GraphStore, told: Reference) -> None:
    """Compare every answer of the store with the reference."""
    nodes, edges, measures = told.nodes(), told.edges(), told.measures()
    assert store.nodes(sorted(KINDS)) == nodes
    assert store.edges(edges) == edges
    assert store.measures(sorted(KINDS)) == measures
    columns = store.topology()
    assert columns.ids == sorted(nodes)
    assert [f"e{number:016x}" for number in columns.edge_number.tolist()] == sorted(edges)
    assert [s.id for s in store.sources()] == sorted(told.said)
    assert store.rulings() == [told.ruled[pair] for pair in sorted(told.ruled)]
    assert _log(store.waiting()) == told.waiting()
    assert _log(store.claims()) == {
        (name, claim.name) for name, (_source, claims) in told.said.items() for claim in claims
    }
    canon = told.canon()
    for identifier in KINDS:
        canonical = canon.get(identifier, identifier)
        assert store.resolve(identifier) == (canonical if canonical in nodes else None)


def _log(several: Iterable[SourceClaims]) -> set[tuple[str, str]]:
    return {(said.source.id, claim.name) for said in several for claim in said.claims}


def check(history: list[Step], store: GraphStore) -> None:
    """Live a history; after each step the digest is that of the reference."""
    told = Reference()
    for step in history:
        live(step, store, told)
        assert store.digest() == told.digest()
    assert_told(store, told)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(history=HISTORIES)
def test_any_history_on_sqlite_ends_in_the_graph_of_the_reference(history: list[Step]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = SqliteStore(Path(folder) / "galaxie.db")
        try:
            check(history, store)
        finally:
            store.close()


@pytest.mark.neo4j
@settings(
    max_examples=8, deadline=None, derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)  # fmt: skip
@given(history=HISTORIES)
def test_any_history_on_neo4j_ends_in_the_graph_of_the_reference(
    neo4j_server: Neo4jAddress, history: list[Step]
) -> None:
    wipe(neo4j_server)
    store = neo4j_at(neo4j_server.uri)
    try:
        check(history, store)
    finally:
        store.close()


@settings(max_examples=50, deadline=None, derandomize=True)
@given(history=HISTORIES, order=st.randoms(use_true_random=False))
def test_the_order_of_loads_and_judgements_does_not_show(
    history: list[Step], order: Random
) -> None:
    last: dict[str, SourceClaims] = {}
    for step in history:
        last |= {said.source.id: said for said in step} if isinstance(step, list) else {}
    judged = {step.pair: step for step in history if isinstance(step, Judgement)}
    steps: list[Step] = [*([said] for said in last.values()), *judged.values()]
    digests = []
    for _ in range(2):
        with tempfile.TemporaryDirectory() as folder:
            store = SqliteStore(Path(folder) / "galaxie.db")
            for step in steps:
                live(step, store, Reference())
            digests.append(store.digest())
            store.close()
        order.shuffle(steps)
    assert digests[0] == digests[1]
