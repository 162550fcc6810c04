"""Writing a change by packs that readers ignore until the revision moves.

In order: the claims that are born and those that die, each with its revision; then the nodes,
relationships and measures that a person sees, brought up to date from the facts; then, in one
transaction, the revision, the digest and what is said of sources and judgements; last, dead
claims are swept. Killed before that transaction, the next writer undoes; after it, sweeps.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from typing import Any, TypeVar

from graph.derive import EdgeFacts, MeasureFacts, NodeFacts
from graph.model import Claim, Edge, Node, Source
from graph.ontology import EdgeKind, NodeKind
from graph.stores.neo4j import shown
from graph.stores.neo4j.change import Change, kind
from graph.stores.neo4j.connection import CHUNK, Connection, rows
from graph.stores.neo4j.facts import Fact, derive
from graph.stores.neo4j.lease import Lease, Order
from graph.stores.neo4j.reading import Given, Packed, Reading, at_one_revision, chunks
from graph.stores.neo4j.rows import COLUMNS, Held, claim_row

T = TypeVar("T")
Row = dict[str, Any]
_OURS = "|".join(sorted({label for kind in NodeKind for label in shown.labels(kind)}))
_ALL_LABELS = "".join(f":{label}" for label in _OURS.split("|"))

_BEAR = """
UNWIND $rows AS row MATCH (s:Source {source_id: row.source})
CREATE (c:Claim) SET c = row CREATE (c)-[:STATED_BY]->(s)
"""
_BEAR_SOURCES = """
UNWIND $rows AS row MERGE (s:Source {source_id: row.id})
  ON CREATE SET s += row, s.born = $next
"""
_DIE = "UNWIND $rows AS id MATCH (c:Claim {claim_id: id}) SET c.died = $next"
#: One statement a kind: a label or a type is never data.
_SHOW_NODES = {
    kind: "UNWIND $rows AS row MERGE (n:Entity {id: row.id})"
    f" SET n += row REMOVE n{_ALL_LABELS} SET n:{':'.join(shown.labels(kind))}"
    for kind in NodeKind
}
_SHOW_EDGES = {
    kind: "UNWIND $rows AS row MATCH (a:Entity {id: row.start}) MATCH (b:Entity {id: row.end})"
    f" MERGE (a)-[r:{kind} {{edge_id: row.properties.edge_id}}]->(b) SET r = row.properties"
    for kind in EdgeKind
}
_HIDE_EDGES = {
    kind: f"UNWIND $rows AS id MATCH ()-[r:{kind} {{edge_id: id}}]->() DELETE r"
    for kind in EdgeKind
}
_SHOW_MEASURES = """
UNWIND $rows AS row MATCH (n:Entity {id: row.node})
MERGE (m:Measure {measure_id: row.properties.measure_id}) SET m = row.properties
MERGE (n)-[:HAS_MEASURE]->(m)
"""
_HIDE_MEASURES = "UNWIND $rows AS id MATCH (m:Measure {measure_id: id}) DETACH DELETE m"
_HIDE_NODES = "UNWIND $rows AS id MATCH (n:Entity {id: id}) DETACH DELETE n"

_DESCRIBE = """
UNWIND $rows AS row MATCH (s:Source {source_id: row.id}) SET s += row
"""
_FORGET = "UNWIND $ids AS id MATCH (s:Source {source_id: id}) SET s.died = $next"
_JUDGE = """
MATCH (j:Judgement) WHERE j.judgement_id IS NOT NULL DELETE j
WITH count(*) AS _ UNWIND $rows AS row CREATE (j:Judgement) SET j = row
"""
_REMEMBER = (
    "MERGE (l:Loaded {loaded_id: $name}) SET l.fingerprint = $fingerprint, l.on = datetime()"
)
_FLIP = "MATCH (m:GalaxieMeta {meta_id: 'galaxie'}) SET m.revision = $next, m.digest = $digest"

_DEAD = """
MATCH (c:Claim) USING INDEX c:Claim(died)
WHERE c.died <= $revision AND c.claim_id IS NOT NULL
WITH c LIMIT 10000 DETACH DELETE c RETURN count(*)
"""
_DEAD_SOURCES = (
    "MATCH (s:Source) WHERE s.died <= $revision AND s.source_id IS NOT NULL DETACH DELETE s"
)
_UNBORN = """
MATCH (c:Claim) WHERE c.born > $revision AND c.claim_id IS NOT NULL
WITH c LIMIT 10000 DETACH DELETE c RETURN count(*)
"""
_ALIVE = """
MATCH (c:Claim) USING INDEX c:Claim(died)
WHERE c.died > $revision AND c.claim_id IS NOT NULL
WITH c LIMIT 10000 REMOVE c.died RETURN count(*)
"""
_UNBORN_SOURCES = (
    "MATCH (s:Source) WHERE s.born > $revision AND s.source_id IS NOT NULL DETACH DELETE s"
)
_LIMBO = f"""
MATCH (c:Claim) WHERE (c.born = $r OR c.died = $r) AND c.claim_id > $after
WITH c ORDER BY c.claim_id LIMIT 10000 WITH collect([{COLUMNS}]) AS pack RETURN pack
"""


class Writer:
    """Applies a change under a lease, and undoes what a dead writer left."""

    def __init__(self, connection: Connection, lease: Lease) -> None:
        self._connection, self._lease = connection, lease
        self.revision = lease.next - 1  #: what readers see

    def keep(self) -> None:
        """Keep our turn while a change is worked out."""
        self._lease.keep()

    def apply(self, change: Change, remembered: tuple[str, str] | None) -> None:
        """Write a change and move the revision; `remembered` is the name and print of the load."""
        described = [source_row(s, change.waiting.get(s.id, ())) for s in change.sources]
        self._packs(_BEAR_SOURCES, described)
        self._packs(_BEAR, (claim_row(held, self._lease.next) for held in change.births))
        self._packs(_DIE, sorted(change.deaths))
        self._show(change.shown, change.hidden)
        orders: list[Order] = [
            (_DESCRIBE, {"rows": described}),
            (_FORGET, {"ids": change.forgotten, "next": self._lease.next}),
            (_FLIP, {"next": self._lease.next, "digest": change.digest}),
        ]
        if change.given is not None:
            orders.append((_JUDGE, {"rows": [judgement_row(given) for given in change.given]}))
        self.finish(remembered, orders)
        self.revision = self._lease.next
        self.sweep()

    def finish(self, remembered: tuple[str, str] | None, orders: Iterable[Order] = ()) -> None:
        """Give the lease back, with the last orders of a load in the same transaction."""
        told = [] if remembered is None else [
            (_REMEMBER, {"name": remembered[0], "fingerprint": remembered[1]})
        ]  # fmt: skip
        self._lease.finish([*orders, *told])

    def sweep(self) -> None:
        """Delete the claims and sources that died; no reader of the revision sees them."""
        self._emptied(_DEAD)
        self._connection.write(partial(rows, statement=_DEAD_SOURCES, revision=self.revision))

    def undo(self) -> None:
        """Bring the graph back to the revision that readers see, after a writer died at work.

        What is shown is put right first, from the claims that hold; only then do the claims that
        tell what was touched go, so that an undoing that is killed can be done again.
        """
        limbo = list(self._limbo())
        touched: dict[str, set[str]] = defaultdict(set)
        for held in limbo:
            touched[held.kind].add(held.family)
        settled = [
            held for name, families in touched.items() for some in chunks(sorted(families))
            for held in self._read(partial(Reading.of_families, kind=name, names=some)).held()
        ]  # fmt: skip
        facts = [fact for fact in derive(settled) if fact.shown]
        remaining = {(kind(fact), fact.id) for fact in facts}
        self._show(facts, [held for held in limbo if (held.kind, held.fact) not in remaining])
        self._emptied(_UNBORN)
        self._emptied(_ALIVE)
        self._lease.write((_UNBORN_SOURCES, {"revision": self.revision}))

    def _limbo(self) -> Iterator[Held]:
        """Yield the claims that the dead writer brought to life or to death."""
        after: str | None = ""
        while after is not None:
            packed = self._read(partial(_ahead, revision=self._lease.next, after=after))
            yield from packed.held()
            after = packed.last

    def _read(self, work: Callable[[Reading], Awaitable[T]]) -> T:
        return at_one_revision(self._connection, work, limit=CHUNK)

    def _emptied(self, statement: str) -> None:
        work = partial(rows, statement=statement, revision=self.revision)
        while self._connection.write(work) != [[0]]:
            continue

    def _packs(self, statement: str, items: Iterable[Any]) -> None:
        with ThreadPoolExecutor(1) as server:  # one pack is written while the next is prepared
            sent: Future[None] | None = None
            for pack in chunks(items):
                if sent is not None:
                    sent.result()
                sent = server.submit(
                    self._lease.write, (statement, {"rows": pack, "next": self._lease.next})
                )
            if sent is not None:
                sent.result()

    def _show(self, facts: Iterable[Fact], hidden: Iterable[Held]) -> None:
        """Bring nodes, relationships and measures up to date, ends before what joins them."""
        come: dict[str, list[Row]] = defaultdict(list)
        for fact in facts:
            statement, row = _shown(fact)
            come[statement].append(row)
        gone: dict[str, set[str]] = defaultdict(set)
        for held in hidden:
            gone[_hiding(held)].add(held.fact)
        for statement in (*_SHOW_NODES.values(),):
            self._packs(statement, come.pop(statement, ()))
        last = gone.pop(_HIDE_NODES, set())
        for statement, ids in gone.items():
            self._packs(statement, sorted(ids))
        for statement, properties in come.items():
            self._packs(statement, properties)
        self._packs(_HIDE_NODES, sorted(last))


def _shown(fact: Fact) -> tuple[str, Row]:
    """Return the statement and the row that show a fact."""
    match fact.shown:
        case NodeFacts(node=node) as facts:
            return _SHOW_NODES[node.kind], shown.entity(fact, facts)
        case EdgeFacts(edge=edge) as facts:
            row = {
                "start": edge.start,
                "end": edge.end,
                "properties": shown.relationship(fact, facts),
            }
            return _SHOW_EDGES[edge.kind], row
        case MeasureFacts(measure=measure) as facts:
            return _SHOW_MEASURES, {"node": measure.node, "properties": shown.measure(fact, facts)}
        case None:
            raise AssertionError(f"{fact.id} is not shown")


def _hiding(held: Held) -> str:
    match held.statement.claim.fact:
        case Node():
            return _HIDE_NODES
        case Edge(kind=edge_kind):
            return _HIDE_EDGES[edge_kind]
        case _:
            return _HIDE_MEASURES


async def _ahead(reading: Reading, *, revision: int, after: str) -> Packed:
    return await replace(reading, revision=revision).packed(_LIMBO, after=after)


def source_row(source: Source, waiting: Iterable[Claim]) -> Row:
    """Return all our properties of a `Source`; those that are None are removed from it."""
    bodies = [c.model_dump_json(exclude_none=True, exclude_defaults=True) for c in waiting]
    return {
        "source_id": source.id, **source.model_dump(mode="json"),
        "body": source.model_dump_json(exclude_none=True), "waiting": bodies or None,
    }  # fmt: skip


def judgement_row(given: Given) -> Row:
    """Return the properties of a `Judgement`, of two ids or of a source and one of its claims."""
    left, right = given.pair
    told = given.model_dump(mode="json", exclude_none=True)
    body = given.model_dump_json(exclude_none=True)
    return {**told, "judgement_id": f"{left} {right}", "left": left, "right": right, "body": body}
