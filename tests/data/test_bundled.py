"""What ships: every fact cited to a public document, in our own words, and the facts promised."""

import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import pytest

from graph.derive import EdgeFacts, edge_id
from graph.model import Claim, Edge, Node, Source
from graph.ontology import Authority, EdgeKind, NodeKind, Role, Stage, Status
from graph.store import GraphStore
from loaders.bundled import NAME, bundled, bundled_fingerprint

pytestmark = pytest.mark.xdist_group("shipped")

#: Words in a row that no two people write alike; official names have up to a dozen.
RUN = 15


@pytest.fixture(scope="session")
def edges(shipped: GraphStore) -> dict[str, list[EdgeFacts]]:
    """The edges of the national galaxy, by each of their ends."""
    topology = shipped.topology()
    kinds = list(EdgeKind)
    part_of = kinds.index(EdgeKind.PART_OF)
    chosen = [
        edge_id(int(n))
        for n, k, e in zip(topology.edge_number, topology.edge_kind, topology.end, strict=True)
        if k != part_of
        or topology.ids[e].startswith(("programme:", "state:", "funder:", "convention:"))
    ]
    by_end: dict[str, list[EdgeFacts]] = defaultdict(list)
    for facts in shipped.edges(chosen).values():
        by_end[facts.edge.start].append(facts)
        by_end[facts.edge.end].append(facts)
    return by_end


def find(facts: Iterable[EdgeFacts], kind: EdgeKind, **wanted: object) -> list[EdgeFacts]:
    return [
        f for f in facts
        if f.edge.kind is kind and all(getattr(f.edge, k) == v for k, v in wanted.items())
    ]  # fmt: skip


def agreement_named(shipped: GraphStore, *words: str) -> str:
    """Return the id of the one agreement whose name holds all the words."""
    topology = shipped.topology()
    found = [
        i for i, name in zip(topology.ids, topology.names, strict=True)
        if i.startswith("convention:") and all(w in f"{i} {name}".lower() for w in words)
    ]  # fmt: skip
    assert len(found) == 1, found
    return found[0]


def test_loading_what_ships_again_changes_nothing(shipped: GraphStore) -> None:
    before = shipped.revision()
    report = shipped.load(bundled(), name=NAME, fingerprint=bundled_fingerprint())
    assert not report.changed
    assert report.revision == shipped.revision() == before


def test_every_source_names_title_publisher_and_licence_and_its_date_or_when_it_was_read() -> None:
    for source in (s.source for s in bundled()):
        assert source.title, source.id
        assert source.publisher, source.id
        assert source.licence, source.id
        assert source.published_on or source.retrieved_on, source.id
        assert source.authority in {Authority.OFFICIAL, Authority.CURATED}, source.id


def test_every_source_that_is_declared_proves_something() -> None:
    assert [s.source.id for s in bundled() if next(iter(s.claims), None) is None] == []


def national_claims() -> Iterable[tuple[Source, Claim]]:
    for saying in bundled():
        if saying.source.loader == "curated":
            yield from ((saying.source, claim) for claim in saying.claims)


def test_every_national_fact_is_told_in_substance_and_quotes_nobody() -> None:
    for source, claim in national_claims():
        assert claim.citation.gist, (source.id, claim.fact)
        assert claim.citation.quote is None, (source.id, claim.fact)


def test_no_person_is_named_where_an_office_signs() -> None:
    civil = re.compile(r"\b(M\.|Mme|Monsieur|Madame)\s")
    for source, claim in national_claims():
        office = getattr(claim.fact, "represented_as", None)
        assert not office or not civil.search(office), (source.id, office)


def runs_of(text: str, length: int) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[i : i + length]) for i in range(len(words) - length + 1)}


def test_no_sentence_of_a_source_text_is_copied(shared_dir: Path) -> None:
    texts = [path.read_text("utf-8") for path in sorted((shared_dir / "corpus").glob("*.txt"))]
    borrowed = set().union(*(runs_of(text, RUN) for text in texts))
    for source, claim in national_claims():
        assert not runs_of(claim.citation.gist or "", RUN) & borrowed, (
            source.id,
            claim.citation.gist,
        )


def test_forty_agreements_and_more_ship_beyond_the_five_first(shipped: GraphStore) -> None:
    topology = shipped.topology()
    agreements = [i for i in topology.ids if i.startswith("convention:")]
    signed = [
        i for i, facts in shipped.nodes(agreements).items()
        if facts.node.kind is NodeKind.CONVENTION and facts.node.status is not Status.PLANNED
    ]  # fmt: skip
    assert len(signed) >= 45


def test_anru_and_acse_signed_on_18_october_2010(
    shipped: GraphStore, edges: dict[str, list[EdgeFacts]]
) -> None:
    between = [
        f.edge.end for f in find(edges["agency:anru"], EdgeKind.SIGNS)
        if find(edges[f.edge.end], EdgeKind.SIGNS, start="agency:acse")
    ]  # fmt: skip
    dates = {facts.node.signed_on for facts in shipped.nodes(between).values()}
    assert "2010-10-18" in dates


def test_the_valenciennes_framework_has_four_signatories_with_their_offices(
    shipped: GraphStore, edges: dict[str, list[EdgeFacts]]
) -> None:
    framework = agreement_named(shipped, "cadre", "valenciennes")
    node = shipped.nodes([framework])[framework].node
    assert (node.status, node.signed_on) == (Status.SIGNED, "2015-02-26")
    offices = {
        f.edge.start: f.edge.represented_as
        for f in find(edges[framework], EdgeKind.SIGNS, role=Role.SIGNATORY)
    }
    assert offices.keys() == {"state:france", "epci:245901160", "departement:59", "region:31"}
    assert offices["state:france"] == "préfet du Nord"
    assert all(offices.values())


def test_the_valenciennes_framework_tells_quarters_communes_people_and_money(
    shipped: GraphStore, edges: dict[str, list[EdgeFacts]]
) -> None:
    framework = agreement_named(shipped, "cadre", "valenciennes")
    told = {m.measure.what: m.measure.value for m in shipped.measures([framework])[framework]}
    assert {"quartiers": 14, "communes": 12, "habitants": 36_000}.items() <= told.items()
    money = [f for several in edges.values() for f in several if f.edge.amount_cents == 170_000_000]
    assert {f.edge.start for f in money} == {"state:ministere-de-la-ville"}
    assert {(f.edge.since, f.edge.stage) for f in money} <= {
        ("2015", Stage.ANNOUNCED), ("2015", Stage.PROGRAMMED),
    }  # fmt: skip
    assert money[0].citations[0].gist


def test_action_logement_and_villes_de_france_share_an_agreement(
    edges: dict[str, list[EdgeFacts]],
) -> None:
    signed = {f.edge.end for f in find(edges["funder:action-logement"], EdgeKind.SIGNS)}
    assert signed & {f.edge.end for f in find(edges["federation:villes-de-france"], EdgeKind.SIGNS)}


def test_ush_its_federations_and_the_mouvement_des_regies_signed_together(
    shipped: GraphStore, edges: dict[str, list[EdgeFacts]]
) -> None:
    (together,) = {
        f.edge.end for f in find(edges["federation:mouvement-des-regies"], EdgeKind.SIGNS)
    } & {f.edge.end for f in find(edges["federation:ush"], EdgeKind.SIGNS)}
    parties = {f.edge.start for f in find(edges[together], EdgeKind.SIGNS)}
    assert len(parties) == 6
    members = {f.edge.start for f in find(edges["federation:ush"], EdgeKind.MEMBER_OF)}
    assert parties - members == {"federation:ush", "federation:mouvement-des-regies"}
    told = {m.measure.what: m.measure.value for m in shipped.measures([together])[together]}
    assert {"regies": 129, "quartiers": 320}.items() <= told.items()


def test_action_logement_finances_72_percent_of_npnru_by_an_edge_with_its_proof(
    edges: dict[str, list[EdgeFacts]],
) -> None:
    shares = find(
        edges["programme:npnru"], EdgeKind.FINANCES, start="funder:action-logement", share_bp=7200
    )
    assert len(shares) == 1
    assert shares[0].citations


def test_acse_cget_and_anct_follow_one_another(edges: dict[str, list[EdgeFacts]]) -> None:
    assert find(edges["agency:anct"], EdgeKind.SUCCEEDS, end="agency:cget")
    assert find(edges["agency:cget"], EdgeKind.SUCCEEDS, end="agency:acse")


def test_a_bad_id_or_an_edge_to_nobody_cannot_ship() -> None:
    for saying in bundled():
        named, ends = set(), set()
        for claim in saying.claims:
            if isinstance(claim.fact, Node):
                named.add(claim.fact.id)
            elif isinstance(claim.fact, Edge):
                ends |= {claim.fact.start, claim.fact.end}
        assert ends <= named, saying.source.id
