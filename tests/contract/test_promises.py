"""What every store promises, one sentence a test: see `graph.store` for the prose."""

from collections.abc import Callable, Iterator

import pytest

from graph.errors import InputRefused, NotInGraph, OntologyViolation
from graph.model import Claim
from graph.ontology import Authority, Currency, EdgeKind, NodeKind, Role, Stage, Status
from graph.store import GraphStore, SourceClaims
from tests.contract.making import (
    ACSE,
    ANRU,
    DEAL,
    FRANCE,
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
from tests.contract.reference import Reference

PRESS, DECREE = source("presse", Authority.TEXT), source("decret", Authority.OFFICIAL)
SIGNED = edge(EdgeKind.SIGNS, ANRU, DEAL)
SIGNED_TOO = edge(EdgeKind.SIGNS, TOWN, DEAL)
WITHIN = edge(EdgeKind.PART_OF, TOWN, NORD)


def paid(amount: int, at: str = "§ 1", *, counted: bool = True) -> dict[str, object]:
    return edge(
        EdgeKind.FINANCES, ANRU, TOWN, at=at, amount_cents=amount, currency=Currency.EUR,
        since="2015", stage=Stage.PAID, counted=counted,
    )  # fmt: skip


def edge_ids(store: GraphStore) -> list[str]:
    return [f"e{number:016x}" for number in store.topology().edge_number.tolist()]


def only_edge(store: GraphStore) -> str:
    (identifier,) = edge_ids(store)
    return identifier


def test_a_new_store_is_empty_and_says_so(store: GraphStore) -> None:
    assert store.revision() == 0
    assert store.digest() == Reference().digest()
    assert (store.sources(), store.counts(), store.judgements()) == ([], {}, [])
    assert store.topology().ids == []
    store.ping()


def test_a_load_is_seen_whole_with_its_proofs(store: GraphStore) -> None:
    report = store.load([saying(PRESS, SIGNED, SIGNED_TOO)])
    assert (report.added, report.removed, report.kept, report.revision) == (5, 0, 0, 1)
    assert report.changed
    facts = store.edges(edge_ids(store))
    assert {(f.edge.start, f.edge.end) for f in facts.values()} == {(ANRU, DEAL), (TOWN, DEAL)}
    assert {c.locator for f in facts.values() for c in f.citations} == {"§ 1"}
    assert store.counts() == {"presse": 5}


def test_saying_the_same_again_changes_nothing(store: GraphStore) -> None:
    store.load([saying(PRESS, SIGNED)])
    before = store.digest()
    report = store.load([saying(PRESS, SIGNED)])
    assert (report.added, report.removed, report.kept) == (0, 0, 3)
    assert (report.changed, report.revision, store.revision()) == (False, 1, 1)
    assert store.digest() == before


def test_a_source_that_speaks_again_replaces_what_it_said(store: GraphStore) -> None:
    store.load([saying(PRESS, SIGNED, SIGNED_TOO)])
    report = store.load([saying(PRESS, SIGNED, WITHIN)])
    # The town is named in both; its signature goes, its place and the département come.
    assert (report.added, report.removed, report.kept, report.revision) == (2, 1, 4, 2)
    told = Reference()
    told.load([saying(PRESS, SIGNED, WITHIN)])
    assert store.digest() == told.digest()


def test_sources_outside_a_load_are_untouched(store: GraphStore) -> None:
    store.load([saying(PRESS, SIGNED)])
    store.load([saying(DECREE, SIGNED_TOO)])
    assert [s.id for s in store.sources()] == ["decret", "presse"]
    assert store.counts() == {"decret": 3, "presse": 3}


def test_a_second_source_adds_a_citation_not_a_fact(store: GraphStore) -> None:
    store.load([saying(PRESS, SIGNED)])
    store.load([saying(DECREE, edge(EdgeKind.SIGNS, ANRU, DEAL, at="art. 2"))])
    facts = store.edges([only_edge(store)])[only_edge(store)]
    assert [(c.source, c.locator) for c in facts.citations] == [
        ("decret", "art. 2"),
        ("presse", "§ 1"),
    ]


def test_a_load_that_raises_keeps_nothing(store: GraphStore) -> None:
    store.load([saying(PRESS, SIGNED)])
    before, revision = store.digest(), store.revision()

    def broken() -> Iterator[Claim]:
        yield from saying(DECREE, SIGNED_TOO).claims
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        store.load([saying(PRESS, WITHIN), SourceClaims(DECREE, broken())])
    assert (store.digest(), store.revision()) == (before, revision)
    assert store.load([saying(PRESS, WITHIN)]).revision == revision + 1


@pytest.mark.parametrize("told", [SIGNED, measure(DEAL, "quartiers", 14)])
def test_what_a_source_ties_or_measures_it_must_name(
    store: GraphStore, told: dict[str, object]
) -> None:
    with pytest.raises(OntologyViolation, match=DEAL) as refused:
        store.load([saying(PRESS, told, named=False)])
    assert "nommé" in refused.value.hint
    assert store.revision() == 0


def test_a_source_speaks_only_for_itself(store: GraphStore) -> None:
    borrowed = SourceClaims(DECREE, saying(PRESS, SIGNED).claims)
    with pytest.raises(InputRefused, match="presse"):
        store.load([borrowed])
    assert store.revision() == 0


def test_a_load_holds_each_source_once(store: GraphStore) -> None:
    with pytest.raises(InputRefused, match="deux fois"):
        store.load([saying(PRESS, SIGNED), saying(PRESS, SIGNED_TOO)])
    assert store.revision() == 0


def test_forgetting_removes_exactly_what_nobody_else_says(store: GraphStore) -> None:
    store.load([saying(DECREE, SIGNED)])
    before = store.digest()
    store.load([saying(PRESS, SIGNED, SIGNED_TOO)])
    report = store.forget("presse")
    assert (report.added, report.removed) == (0, 5)
    assert store.digest() == before
    assert [s.id for s in store.sources()] == ["decret"]


def test_forgetting_everything_leaves_an_empty_graph(store: GraphStore) -> None:
    store.load([saying(PRESS, SIGNED, measure(DEAL, "quartiers", 14))])
    store.forget("presse")
    assert store.digest() == Reference().digest()
    assert (store.topology().ids, edge_ids(store), store.nodes([ANRU])) == ([], [], {})
    assert store.measures([DEAL]) == {}
    assert store.load([saying(PRESS, SIGNED)]).added == 3


def test_forgetting_an_unknown_source_says_which_are_known(store: GraphStore) -> None:
    store.load([saying(PRESS, SIGNED)])
    with pytest.raises(NotInGraph) as refused:
        store.forget("pressse")
    assert refused.value.near == ("presse",)


def test_a_file_that_is_edited_and_edited_back_gives_the_digest_of_before(
    store: GraphStore,
) -> None:
    store.load([saying(PRESS, SIGNED, paid(100), paid(200))])
    before = store.digest()
    store.load([saying(PRESS, SIGNED_TOO, paid(150), paid(200))])
    assert store.digest() != before
    store.load([saying(PRESS, SIGNED, paid(100), paid(200))])
    assert store.digest() == before


def test_two_sources_that_disagree_are_both_kept(store: GraphStore) -> None:
    store.load([saying(PRESS, node(TOWN, name="Valenciennes", population=43_000))])
    store.load([saying(DECREE, node(TOWN, name="Valenciennes", population=42_989))])
    facts = store.nodes([TOWN])[TOWN]
    assert facts.node.population == 42_989
    (disputed,) = facts.contradictions
    assert (disputed.property, disputed.shown_by) == ("population", ("decret",))
    assert disputed.others == ((43_000, ("presse",)),)


def test_a_correction_beats_official_beats_curated_beats_text(store: GraphStore) -> None:
    shown = []
    for authority in reversed(Authority):
        store.load([saying(source(f"s-{authority}", authority), node(TOWN, name=authority))])
        shown.append(store.nodes([TOWN])[TOWN].node.name)
    assert shown == ["text", "curated", "official", "correction"]


def test_of_equals_the_latest_published_wins_then_the_smallest_id(store: GraphStore) -> None:
    for identifier, published in (("b", "2019"), ("a", "2018"), ("c", "2019")):
        store.load(
            [saying(source(identifier, published_on=published), node(TOWN, name=identifier))]
        )
    assert store.nodes([TOWN])[TOWN].node.name == "b"


def test_a_source_that_gains_weight_wins_without_saying_anything_new(store: GraphStore) -> None:
    store.load(
        [saying(source("a"), node(TOWN, name="A")), saying(source("b"), node(TOWN, name="B"))]
    )
    assert store.nodes([TOWN])[TOWN].node.name == "A"
    store.load([saying(source("b", Authority.OFFICIAL), node(TOWN, name="B"))])
    assert store.nodes([TOWN])[TOWN].node.name == "B"
    assert store.topology().names == ["B"]


def test_a_source_described_otherwise_moves_the_revision(store: GraphStore) -> None:
    store.load([saying(PRESS, SIGNED)])
    renamed = PRESS.model_copy(update={"title": "La presse du jour"})
    assert store.load([saying(renamed, SIGNED)]).revision == 2
    assert store.sources() == [renamed]


def test_signed_beats_planned_and_is_no_contradiction(store: GraphStore) -> None:
    store.load([saying(DECREE, node(DEAL, name="Accord", status=Status.PLANNED))])
    store.load([saying(PRESS, node(DEAL, name="Accord", status=Status.SIGNED))])
    assert store.nodes([DEAL])[DEAL].node.status is Status.SIGNED
    store.load([saying(source("z"), node(DEAL, name="Accord", status=Status.ENDED))])
    facts = store.nodes([DEAL])[DEAL]
    assert (facts.node.status, facts.contradictions) == (Status.ENDED, ())


def test_signatory_beats_announced_and_is_no_contradiction(store: GraphStore) -> None:
    store.load([saying(DECREE, edge(EdgeKind.SIGNS, ANRU, DEAL, role=Role.ANNOUNCED))])
    store.load([saying(PRESS, edge(EdgeKind.SIGNS, ANRU, DEAL, role=Role.SIGNATORY))])
    facts = store.edges([only_edge(store)])[only_edge(store)]
    assert (facts.edge.role, facts.contradictions) == (Role.SIGNATORY, ())


def test_another_id_resolves_to_the_node(store: GraphStore) -> None:
    store.load([saying(DECREE, node(TOWN, other_ids=(TOWN_SIREN,)))])
    store.load([saying(PRESS, edge(EdgeKind.PART_OF, TOWN_SIREN, NORD))])
    assert store.resolve(TOWN_SIREN) == store.resolve(TOWN) == TOWN
    assert store.resolve(ANRU) is None
    assert store.edges([only_edge(store)])[only_edge(store)].edge.start == TOWN
    assert store.nodes([TOWN_SIREN]) == {}
    assert TOWN_SIREN in store.nodes([TOWN])[TOWN].node.other_ids


def test_an_id_that_nobody_names_but_as_another_id_resolves(store: GraphStore) -> None:
    store.load([saying(DECREE, node(TOWN, other_ids=(TOWN_SIREN, "numero:226")))])
    assert store.resolve(TOWN_SIREN) == TOWN
    store.forget("decret")
    assert store.resolve(TOWN_SIREN) is None


def test_what_a_text_says_of_ids_merges_nothing(store: GraphStore) -> None:
    store.load([saying(PRESS, node(TOWN, other_ids=(TOWN_SIREN,)), node(TOWN_SIREN))])
    assert store.resolve(TOWN_SIREN) == TOWN_SIREN
    topology = store.topology()
    assert topology.ids == sorted([TOWN, TOWN_SIREN])
    assert TOWN_SIREN not in "\n".join(topology.other_names).splitlines()


def test_a_judgement_merges_and_its_undoing_gives_the_digest_of_before(store: GraphStore) -> None:
    store.load([saying(PRESS, edge(EdgeKind.SIGNS, ONE, DEAL), edge(EdgeKind.SIGNS, TWO, DEAL))])
    before = store.digest()
    assert store.judge(judgement(ONE, TWO)) == 2
    assert (len(store.topology().ids), len(edge_ids(store))) == (2, 1)
    assert store.resolve(ONE) == store.resolve(TWO) == min(ONE, TWO)
    assert store.unjudge(TWO, ONE) == 3
    assert (store.digest(), store.judgements()) == (before, [])


def test_judgements_before_or_after_loads_give_one_graph(store: GraphStore) -> None:
    batch = [
        saying(PRESS, edge(EdgeKind.SIGNS, ONE, DEAL), edge(EdgeKind.SIGNS, TWO, DEAL), SIGNED)
    ]
    store.judge(judgement(ONE, TWO))
    store.load(batch)
    told = Reference()
    told.load(batch)
    told.judge(judgement(ONE, TWO))
    assert store.digest() == told.digest()
    store.forget("presse")
    assert store.judgements() == [judgement(ONE, TWO)]
    store.load(batch)
    assert store.digest() == told.digest()


def test_a_judgement_of_difference_parts_what_a_crosswalk_joins(store: GraphStore) -> None:
    store.load([saying(DECREE, node(TOWN, other_ids=(TOWN_SIREN,)), node(TOWN_SIREN))])
    store.judge(judgement(TOWN, TOWN_SIREN, "different"))
    assert store.resolve(TOWN_SIREN) == TOWN_SIREN
    store.judge(judgement(TOWN, TOWN_SIREN, "unsure"))
    assert store.resolve(TOWN_SIREN) == TOWN
    assert [j.verdict for j in store.judgements()] == ["unsure"]


def test_judging_the_same_again_changes_nothing(store: GraphStore) -> None:
    store.load([saying(PRESS, node(ONE), node(TWO))])
    first = store.judge(judgement(ONE, TWO))
    assert store.judge(judgement(ONE, TWO)) == first == store.revision()


def test_judgements_come_with_a_load_in_one_step(store: GraphStore) -> None:
    report = store.load([saying(PRESS, node(ONE), node(TWO))], judgements=[judgement(ONE, TWO)])
    assert report.revision == store.revision() == 1
    assert store.resolve(TWO) == store.resolve(ONE)


def test_a_judgement_that_was_never_given_cannot_be_withdrawn(store: GraphStore) -> None:
    with pytest.raises(NotInGraph):
        store.unjudge(ONE, TWO)
    assert store.revision() == 0
    assert store.load([saying(PRESS, SIGNED)]).revision == 1


def test_an_edge_whose_two_ends_become_one_node_is_not_shown(store: GraphStore) -> None:
    store.load([saying(PRESS, edge(EdgeKind.PARTNERS_WITH, ONE, TWO))])
    identifier = only_edge(store)
    store.judge(judgement(ONE, TWO))
    assert (edge_ids(store), store.edges([identifier])) == ([], {})
    store.unjudge(ONE, TWO)
    assert only_edge(store) == identifier


def test_a_partnership_has_sorted_ends_whoever_tells_it(store: GraphStore) -> None:
    store.load([saying(PRESS, edge(EdgeKind.PARTNERS_WITH, TOWN, ANRU))])
    store.load([saying(DECREE, edge(EdgeKind.PARTNERS_WITH, ANRU, TOWN))])
    facts = store.edges([only_edge(store)])[only_edge(store)]
    assert (facts.edge.start, facts.edge.end) == (ANRU, TOWN)
    assert (facts.edge.start_kind, facts.edge.end_kind) == (NodeKind.AGENCY, NodeKind.MUNICIPALITY)
    assert [c.source for c in facts.citations] == ["decret", "presse"]


def test_two_equal_rows_of_a_list_are_two_grants(store: GraphStore) -> None:
    report = store.load([saying(PRESS, paid(100), paid(100))])
    assert (report.added, len(edge_ids(store))) == (4, 2)
    store.load([saying(PRESS, paid(100))])
    assert len(edge_ids(store)) == 1


def test_elsewhere_a_fact_told_twice_is_one_fact(store: GraphStore) -> None:
    store.load([saying(PRESS, paid(100, counted=False), paid(100, "§ 2", counted=False))])
    facts = store.edges([only_edge(store)])[only_edge(store)]
    assert [c.locator for c in facts.citations] == ["§ 1", "§ 2"]


def test_alike_rows_of_two_lists_meet_by_rank_of_amount(store: GraphStore) -> None:
    store.load([saying(PRESS, paid(300, "row c"), paid(100, "row a"))])
    store.load([saying(DECREE, paid(100, "l. 1"), paid(300, "l. 2"), paid(900, "l. 3"))])
    facts = store.edges(edge_ids(store)).values()
    assert sorted((f.edge.amount_cents, len(f.citations)) for f in facts) == [
        (100, 2),
        (300, 2),
        (900, 1),
    ]
    store.load([saying(PRESS, paid(50, "row 0"), paid(300, "row c"), paid(100, "row a"))])
    told = Reference()
    told.load([
        saying(PRESS, paid(50, "row 0"), paid(300, "row c"), paid(100, "row a")),
        saying(DECREE, paid(100, "l. 1"), paid(300, "l. 2"), paid(900, "l. 3")),
    ])  # fmt: skip
    assert store.edges(edge_ids(store)) == told.edges()


def test_a_merge_can_make_two_grants_alike_and_ranks_them(store: GraphStore) -> None:
    rows = [
        edge(
            EdgeKind.FINANCES, ANRU, end, at=end,
            amount_cents=amount, currency=Currency.EUR, counted=True,
        )
        for end, amount in ((ONE, 500), (TWO, 200))
    ]  # fmt: skip
    store.load([saying(PRESS, *rows)])
    store.judge(judgement(ONE, TWO))
    facts = store.edges(edge_ids(store)).values()
    assert sorted(f.edge.amount_cents or 0 for f in facts) == [200, 500]
    assert {f.edge.end for f in facts} == {min(ONE, TWO)}


def test_ids_inside_an_edge_follow_their_node(store: GraphStore) -> None:
    under = edge(EdgeKind.FINANCES, ANRU, TOWN, under=ONE, amount_cents=1, currency=Currency.EUR)
    store.load(
        [saying(PRESS, under, edge(EdgeKind.SIGNS, ONE, DEAL), edge(EdgeKind.SIGNS, TWO, DEAL))]
    )
    store.judge(judgement(ONE, TWO))
    found = [f for f in store.edges(edge_ids(store)).values() if f.edge.kind is EdgeKind.FINANCES]
    assert [f.edge.under for f in found] == [min(ONE, TWO)]
    told = Reference()
    told.load(
        [saying(PRESS, under, edge(EdgeKind.SIGNS, ONE, DEAL), edge(EdgeKind.SIGNS, TWO, DEAL))]
    )
    told.judge(judgement(ONE, TWO))
    assert store.digest() == told.digest()


def test_measures_follow_their_node_and_dispute_their_value(store: GraphStore) -> None:
    store.load([saying(PRESS, measure(TOWN_SIREN, "quartiers", 14))])
    store.load(
        [saying(DECREE, measure(TOWN, "quartiers", 12), node(TOWN, other_ids=(TOWN_SIREN,)))]
    )
    (facts,) = store.measures([TOWN, NORD])[TOWN]
    assert (facts.measure.node, facts.measure.value) == (TOWN, 12)
    assert facts.contradictions[0].others == ((14, ("presse",)),)
    assert store.measures([TOWN_SIREN]) == {}


def test_the_payers_of_a_measure_follow_their_node(store: GraphStore) -> None:
    joint = measure(DEAL, "total", 100, unit="cents", currency=Currency.EUR, payers=(ONE, ANRU))
    store.load([saying(PRESS, joint, node(ONE), node(TWO), node(ANRU))])
    before = store.digest()
    store.judge(judgement(ONE, TWO))
    (facts,) = store.measures([DEAL])[DEAL]
    assert facts.measure.payers == tuple(sorted([ANRU, min(ONE, TWO)]))
    store.unjudge(ONE, TWO)
    assert store.digest() == before


def test_the_name_and_print_of_a_load_are_remembered(store: GraphStore) -> None:
    assert store.loaded("livre") is None
    store.load([saying(PRESS, SIGNED)], name="livre", fingerprint="a1")
    assert store.loaded("livre") == "a1"
    store.load([saying(PRESS, SIGNED)], name="livre", fingerprint="a2")
    assert (store.loaded("livre"), store.revision()) == ("a2", 1)


def test_the_log_gives_back_every_claim_as_it_was_read(store: GraphStore) -> None:
    batch = [
        saying(DECREE, SIGNED, paid(5), paid(5)),
        saying(PRESS, SIGNED_TOO, measure(TOWN, "regies", 2)),
    ]
    store.load(batch)
    log = [(said.source, list(said.claims)) for said in store.claims()]
    assert [said for said, _claims in log] == [DECREE, PRESS]
    for (_source, claims), told in zip(log, batch, strict=True):
        assert sorted(claims, key=Claim.hash) == sorted(told.claims, key=Claim.hash)


def test_another_reader_sees_the_same_revision_and_identity(
    store: GraphStore, another: Callable[[], GraphStore]
) -> None:
    other = another()
    assert other.identity == store.identity
    store.load([saying(PRESS, SIGNED)])
    assert (other.revision(), other.digest()) == (1, store.digest())
    other.load([saying(PRESS, SIGNED_TOO)])
    assert other.digest() == store.digest()


def test_no_office_or_person_becomes_a_node(store: GraphStore) -> None:
    store.load([saying(PRESS, edge(EdgeKind.SIGNS, ANRU, DEAL, represented_as="préfet du Nord"))])
    assert store.topology().ids == sorted([ANRU, DEAL])
    assert store.edges([only_edge(store)])[only_edge(store)].edge.represented_as == "préfet du Nord"


def test_hostile_words_come_back_unharmed(store: GraphStore) -> None:
    name = "</script>' OR 1=1 // ` \" {x} $y \\ =cmd|' MATCH (n) DETACH DELETE n 𝄞"
    store.load([saying(PRESS, node(TOWN, name=name, names=("'; DROP TABLE node; --",)))])
    assert store.nodes([TOWN])[TOWN].node.name == name
    assert store.topology().names == [name]


def test_asking_for_unknown_ids_is_no_error(store: GraphStore) -> None:
    assert store.nodes([FRANCE, "n'importe quoi", ""]) == {}
    assert store.edges(["e0000000000000000", "x", ""]) == {}
    assert store.measures([ACSE]) == {}
    assert store.resolve("n'importe quoi") is None
