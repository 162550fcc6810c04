"""What a person in the Neo4j Browser finds: names, dates, euros, and the way to the sources."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from neo4j.time import Date

from graph.model import Citation, Claim
from graph.ontology import Authority, Currency, EdgeKind, Stage
from graph.stores.neo4j import Neo4jStore
from graph.stores.neo4j.shown import first_day, last_day
from tests.contract.making import (
    ANRU,
    DEAL,
    ONE,
    TOWN,
    TOWN_SIREN,
    edge,
    judgement,
    measure,
    node,
    saying,
    source,
)

Cypher = Callable[..., list[list[Any]]]
DECREE = source("decret", Authority.OFFICIAL, url="https://exemple.fr/decret", licence="LO 2.0")
GRANT = edge(
    EdgeKind.FINANCES, ANRU, TOWN, at="art. 3", amount_cents=170_000_050, currency=Currency.EUR,
    since="2015", until="2016-02", stage=Stage.PROGRAMMED, share_bp=7250,
)  # fmt: skip


@pytest.fixture
def loaded(neo4j_store: Neo4jStore) -> Neo4jStore:
    neo4j_store.load([saying(
        DECREE, GRANT, edge(EdgeKind.SIGNS, ANRU, DEAL, represented_as="préfet du Nord"),
        node(TOWN, name="Valenciennes", short_name="Val.", other_ids=(TOWN_SIREN,)),
        node(DEAL, name="Accord", signed_on="2015-06-22"), measure(DEAL, "quartiers", 14),
    )])  # fmt: skip
    return neo4j_store


def test_a_node_has_its_kind_as_label_and_what_it_can_do(
    loaded: Neo4jStore, cypher: Cypher
) -> None:
    ((labels, kind, short),) = cypher(
        "MATCH (n:Entity {id: $id}) RETURN labels(n), n.kind, n.short_name", id=TOWN
    )
    assert set(labels) == {"Entity", "Municipality", "Actor", "Territory"}
    assert (kind, short) == ("Municipality", "Val.")


def test_a_kind_that_is_learnt_replaces_the_label(loaded: Neo4jStore, cypher: Cypher) -> None:
    cypher("MATCH (n:Entity {id: $id}) SET n:Favori, n.note = 'à moi'", id=ONE)
    loaded.load([saying(source("a", Authority.TEXT), node(ONE, kind="Organisation"))])
    cypher("MATCH (n:Entity {id: $id}) SET n:Favori, n.note = 'à moi'", id=ONE)
    loaded.load([saying(source("b"), node(ONE, kind="Association"))])
    ((labels, note),) = cypher("MATCH (n:Entity {id: $id}) RETURN labels(n), n.note", id=ONE)
    assert set(labels) == {"Entity", "Association", "Actor", "Favori"}
    assert note == "à moi"


def test_dates_are_native_and_keep_the_words_beside(loaded: Neo4jStore, cypher: Cypher) -> None:
    ((since, until, text, until_text),) = cypher(
        "MATCH ()-[r:FINANCES]->() RETURN r.since, r.until, r.since_text, r.until_text"
    )
    assert (since, until) == (Date(2015, 1, 1), Date(2016, 2, 29))
    assert (text, until_text) == ("2015", "2016-02")
    ((signed,),) = cypher("MATCH (n:Convention {id: $id}) RETURN n.since", id=DEAL)
    assert signed == Date(2015, 6, 22)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2015", date(2015, 1, 1), date(2015, 12, 31)),
        ("2015-12", date(2015, 12, 1), date(2015, 12, 31)),
        ("2016-02", date(2016, 2, 1), date(2016, 2, 29)),
        ("2016-02-03", date(2016, 2, 3), date(2016, 2, 3)),
        (None, None, None),
    ],
)
def test_a_partial_date_spans_days(text: str | None, first: date | None, last: date | None) -> None:
    assert (first_day(text), last_day(text)) == (first, last)


def test_money_is_in_cents_and_in_euros_with_a_readable_caption(
    loaded: Neo4jStore, cypher: Cypher
) -> None:
    ((cents, euros, share, caption),) = cypher(
        "MATCH ()-[r:FINANCES]->() RETURN r.amount_cents, r.amount, r.share_pct, r.caption"
    )
    assert (cents, euros, share) == (170_000_050, 1_700_000.5, 72.5)
    assert caption == "1\u202f700\u202f000,50\u00a0€"
    assert cypher("MATCH ()-[r:SIGNS]->() RETURN r.caption") == [["signe (préfet du Nord)"]]


def test_one_walks_from_a_relationship_to_its_sources(loaded: Neo4jStore, cypher: Cypher) -> None:
    rows = cypher(
        "MATCH (:Entity {id: $id})-[r:FINANCES]->()"
        " MATCH (c:Claim {fact: r.edge_id})-[:STATED_BY]->(s:Source)"
        " RETURN c.locator, s.title, s.url, s.licence, r.source_ids", id=ANRU,
    )  # fmt: skip
    assert rows == [["art. 3", "Source decret", "https://exemple.fr/decret", "LO 2.0", ["decret"]]]


def test_one_walks_from_a_node_and_from_a_measure_to_their_sources(
    loaded: Neo4jStore, cypher: Cypher
) -> None:
    walk = "MATCH (c:Claim {fact: $id})-[:STATED_BY]->(s:Source) RETURN s.id"
    assert cypher(walk, id=TOWN) == [["decret"]]
    ((identifier, name),) = cypher(
        "MATCH (:Entity {id: $id})-[:HAS_MEASURE]->(m:Measure) RETURN m.measure_id, m.name", id=DEAL
    )
    assert name == "quartiers\u00a0: 14"
    assert cypher(walk, id=identifier) == [["decret"]]


def test_a_quote_and_a_gist_stand_on_the_claim(neo4j_store: Neo4jStore, cypher: Cypher) -> None:
    told = saying(DECREE, node(TOWN))
    cited = Citation(
        source="decret", locator="§ 2", quote="la ville signe", gist="elle signe", confidence=0.5
    )
    neo4j_store.load([told])
    neo4j_store.load([type(told)(DECREE, [Claim(fact=node(TOWN)["fact"], citation=cited)])])
    assert cypher("MATCH (c:Claim {fact: $id}) RETURN c.quote, c.gist, c.confidence", id=TOWN) == [
        ["la ville signe", "elle signe", 0.5]
    ]


def test_disputes_are_told_in_a_sentence(loaded: Neo4jStore, cypher: Cypher) -> None:
    loaded.load([saying(source("presse", Authority.TEXT), node(TOWN, name="Valencienne"))])
    ((disputed,),) = cypher("MATCH (n:Entity {id: $id}) RETURN n.disputed", id=TOWN)
    assert disputed == ["name\u00a0: Valenciennes (decret)\u00a0; Valencienne (presse)"]


@pytest.mark.parametrize("typed", ["valenciennes", "59606", "215906066", "Val."])
def test_full_text_search_finds_names_and_codes(
    loaded: Neo4jStore, cypher: Cypher, typed: str
) -> None:
    rows = cypher(
        "CALL db.index.fulltext.queryNodes('actor_names', $typed) YIELD node RETURN node.id",
        typed=typed,
    )
    assert rows[0] == [TOWN]


def test_merged_nodes_are_one_node_with_both_ids(loaded: Neo4jStore, cypher: Cypher) -> None:
    loaded.load([saying(source("a"), node(ONE), node("actor:la-regie-du-quartier@59"))])
    loaded.judge(judgement(ONE, "actor:la-regie-du-quartier@59"))
    rows = cypher("MATCH (n:Association) RETURN n.id, n.other_ids")
    assert rows == [["actor:la-regie-du-quartier@59", [ONE]]]


FOREIGN = (
    "CREATE (:Source {id: 'decret', title: 'à eux'})<-[:STATED_BY]-(:Claim {died: 0, born: 9})",
    "CREATE (:Agency {id: 'agency:anru'})-[:SIGNS {edge_id: 'à eux'}]->(:Convention)",
    "CREATE (:Entity {name: 'à eux'}), (:Measure {value: 1}), (:Judgement {left: 'a'})",
    "CREATE (:Load {name: 'à eux'}), (:Loaded {name: 'à eux'})",
)
_COUNT = "MATCH (n) RETURN count(n), sum(size(keys(n))), sum(COUNT { (n)--() })"


@pytest.fixture
def neighbours_of_ours(cypher: Cypher) -> Iterator[None]:
    """Nodes of another application that uses the same words."""
    cypher("MATCH (n {aeux: true}) DETACH DELETE n")
    for statement in FOREIGN:
        cypher(statement)
    yield
    for label in ("Source", "Claim", "Agency", "Convention", "Entity", "Measure", "Judgement"):
        cypher(f"MATCH (n:{label}) DETACH DELETE n")
    cypher("MATCH (n) WHERE (n:Load OR n:Loaded) AND n.name = 'à eux' DETACH DELETE n")


@pytest.mark.usefixtures("neighbours_of_ours")
def test_the_nodes_of_other_applications_are_left_alone(
    neo4j_store: Neo4jStore, cypher: Cypher
) -> None:
    before = cypher(_COUNT)
    neo4j_store.load(
        [saying(DECREE, GRANT, edge(EdgeKind.SIGNS, ANRU, DEAL), measure(DEAL, "n", 1))]
    )
    assert neo4j_store.topology().ids == sorted([ANRU, TOWN, DEAL])
    assert [s.title for s in neo4j_store.sources()] == ["Source decret"]
    assert neo4j_store.counts() == {"decret": 6}
    neo4j_store.load([saying(DECREE, GRANT)])
    neo4j_store.judge(judgement(ANRU, ONE))
    neo4j_store.unjudge(ANRU, ONE)
    neo4j_store.forget("decret")
    assert cypher(_COUNT) == before
