"""The shared store: a claim log in Neo4j, beside the graph that its Browser shows."""

from __future__ import annotations

import gc
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from typing import TypeAlias, TypeVar
from urllib.parse import urlsplit

from graph.derive import EdgeFacts, MeasureFacts, NodeFacts
from graph.errors import NotInGraph, Unavailable
from graph.ids import NodeId
from graph.model import Claim, Judgement, Ruling, Source
from graph.store import LoadReport, SourceClaims
from graph.stores.neo4j import columns, schema
from graph.stores.neo4j.change import Planner
from graph.stores.neo4j.connection import ANSWER, CHUNK, Connection
from graph.stores.neo4j.facts import derive
from graph.stores.neo4j.hearing import Said, said
from graph.stores.neo4j.lease import LEASE, Lease
from graph.stores.neo4j.reading import (
    Given,
    Link,
    Packed,
    Reading,
    any_text,
    at_one_revision,
    canonical,
)
from graph.stores.neo4j.rows import Held
from graph.stores.neo4j.writing import Writer
from graph.topology import Topology

T = TypeVar("T")
_COUNTS = """
MATCH (s:Source) WHERE s.source_id IS NOT NULL AND s.born <= $r AND (s.died IS NULL OR s.died > $r)
OPTIONAL MATCH (s)<-[:STATED_BY]-(c:Claim) WHERE c.born <= $r AND (c.died IS NULL OR c.died > $r)
RETURN s.id, count(c) ORDER BY s.id
"""
_LOADED = "MATCH (l:Loaded {loaded_id: $name}) RETURN l.fingerprint"


Verdicts: TypeAlias = Mapping[tuple[str, str], Given]


class Neo4jStore:
    """Implements `graph.store.GraphStore` on Neo4j 5.26 or later; safe to share between threads.

    Writers take turns by a lease; readers never wait. Several processes may share a database.
    """

    def __init__(
        self, address: str, *, user: str | None = None, password: str | None = None,
        database: str = "neo4j", lease: float = LEASE,
    ) -> None:  # fmt: skip
        """Connect, and bring the schema up to date; `Unavailable` when that cannot be done.

        `lease` is how long, in seconds, a writer that died makes the next one wait.
        """
        self._address, self._lease = address, lease
        self._connection = Connection(address, user=user, password=password, database=database)
        self._canon: tuple[int, Mapping[NodeId, NodeId]] = (-1, {})
        try:
            self._identity = schema.prepare(self._connection)
        except BaseException:
            self._connection.close()
            raise

    @property
    def identity(self) -> str:
        return self._identity

    @property
    def address(self) -> str:
        parts = urlsplit(self._address)
        return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"

    def load(
        self,
        batch: Sequence[SourceClaims],
        *,
        judgements: Iterable[Judgement | Ruling] = (),
        name: str = "",
        fingerprint: str = "",
    ) -> LoadReport:
        given = {judgement.pair: judgement for judgement in judgements}
        remembered = (name, fingerprint) if name else None
        with _without_collector():
            return self._change(
                said(batch), lambda known: {**known, **given}, remembered=remembered
            )

    def loaded(self, name: str) -> str | None:
        found = self._read(lambda at: at.rows(_LOADED, name=name))
        return str(found[0][0]) if found else None

    def forget(self, source_id: str) -> LoadReport:
        with _without_collector():
            return self._change({source_id: Said(None, {})})

    def judge(self, judgement: Judgement | Ruling) -> int:
        return self._change({}, lambda known: {**known, judgement.pair: judgement}).revision

    def unjudge(self, left: str, right: str) -> int:
        one, two = sorted((left, right))

        def withdrawn(known: Verdicts) -> Verdicts:
            gone = (left, right) if (left, right) in known else (one, two)
            if gone not in known:
                raise NotInGraph(f"{one} = {two}")
            return {pair: verdict for pair, verdict in known.items() if pair != gone}

        return self._change({}, withdrawn).revision

    def judgements(self) -> list[Judgement]:
        return [given for given in self._read(Reading.given) if isinstance(given, Judgement)]

    def rulings(self) -> list[Ruling]:
        return [given for given in self._read(Reading.given) if isinstance(given, Ruling)]

    def waiting(self) -> list[SourceClaims]:
        sources, claims = self._read(_waiting)
        return [SourceClaims(sources[name], several) for name, several in claims.items()]

    def sources(self) -> list[Source]:
        return list(self._read(Reading.sources).values())

    def counts(self) -> dict[str, int]:
        return {str(row[0]): int(row[1]) for row in self._read(lambda at: at.rows(_COUNTS))}

    def revision(self) -> int:
        return self._read(_revision)

    def digest(self) -> str:
        return self._read(_digest)

    def resolve(self, identifier: NodeId) -> NodeId | None:
        found = self._read(lambda at: at.named(identifier))
        if found is None:  # not named by any claim: it may still be another id of a node
            canonical = self._canonical().get(identifier)
            found = canonical and self._read(lambda at: at.standing(canonical))
        return found

    def nodes(self, ids: Iterable[NodeId]) -> dict[NodeId, NodeFacts]:
        told = self._read(lambda at: at.of_facts(ids))
        return {f.id: f.shown for f in derive(told.held()) if isinstance(f.shown, NodeFacts)}

    def edges(self, ids: Iterable[str]) -> dict[str, EdgeFacts]:
        told = self._read(lambda at: at.of_facts(ids))
        return {f.id: f.shown for f in derive(told.held()) if isinstance(f.shown, EdgeFacts)}

    def measures(self, ids: Iterable[NodeId]) -> dict[NodeId, list[MeasureFacts]]:
        told = self._read(lambda at: at.of_families("measure", sorted(set(ids))))
        found: dict[NodeId, list[MeasureFacts]] = {}
        for fact in derive(told.held()):
            if isinstance(fact.shown, MeasureFacts):
                found.setdefault(fact.shown.measure.node, []).append(fact.shown)
        return found

    def claims(self) -> Iterator[SourceClaims]:
        """Yield the log; raises `Unavailable` if a load ends meanwhile: that log is no more."""
        revision, aside = self.revision(), self._read(Reading.waiting)
        for source in self.sources():
            counting = (held.statement.claim for held in self._log(source, revision))
            waits = aside.get(source.id)
            several = sorted((*counting, *waits), key=Claim.hash) if waits else counting
            yield SourceClaims(source, several)

    def topology(self) -> Topology:
        seen = self._read(_seen, limit=CHUNK)
        if seen is None:
            seen = self._derived()
        return columns.topology(seen)

    def ping(self) -> None:
        self.revision()

    def close(self) -> None:
        self._connection.close()

    def _read(self, work: Callable[[Reading], Awaitable[T]], *, limit: float = ANSWER) -> T:
        if limit > ANSWER:
            self.ping()  # a frozen server is found out at once, not at the end of a long limit
        return at_one_revision(self._connection, work, limit=limit)

    def _change(
        self,
        heard: Mapping[str, Said],
        judge: Callable[[Verdicts], Verdicts] | None = None,
        *,
        remembered: tuple[str, str] | None = None,
    ) -> LoadReport:
        """Write what was heard and judged as one revision, or nothing if it changes nothing."""
        self.ping()  # a frozen server is found out now, not in the middle of a long chunk
        with self._writing() as writer:
            judgements = None
            if judge is not None:
                known = {given.pair: given for given in self._read(Reading.given)}
                verdicts = judge(known)
                if verdicts != known:
                    judgements = [verdicts[pair] for pair in sorted(verdicts)]
            change = Planner(self._connection, writer.keep).plan(heard, judgements)
            if change.moves:
                writer.apply(change, remembered)
            else:
                writer.finish(remembered)
        described = len(change.sources) + len(change.forgotten)
        return LoadReport(change.added, change.removed, change.kept, writer.revision, described)

    @contextmanager
    def _writing(self) -> Iterator[Writer]:
        """Hold the lease, once what a dead writer left has been undone."""
        lease = Lease.acquire(self._connection, seconds=self._lease)
        writer = Writer(self._connection, lease)
        try:
            if lease.taken_over:
                writer.undo()
            writer.sweep()
            yield writer
        except BaseException:
            with suppress(Unavailable):  # the error that brought us here is the one to tell
                lease.abandon()
            raise

    def _canonical(self) -> Mapping[NodeId, NodeId]:
        """Return all canonical ids; worked out once a revision, from every crosswalk."""
        if self._canon[0] != self.revision():
            revision, links, sources, given, packed = self._read(_identities, limit=CHUNK)
            told = {held.claim_id: held.statement for held in packed.held()} if packed else {}
            self._canon = revision, canonical(links, sources, given, told.values())
        return self._canon[1]

    def _log(self, source: Source, revision: int) -> Iterator[Held]:
        after: str | None = ""
        while after is not None:
            now, packed = self._read(partial(_log_page, after=after, source=source.id), limit=CHUNK)
            if now != revision:
                raise Unavailable(
                    "Un chargement s’est terminé pendant la lecture.", hint="Recommencez."
                )
            yield from packed.held()
            after = packed.last

    def _derived(self) -> columns.Seen:
        """Return the rows of the graph from claims alone, since a load is changing what is seen."""
        revision, packs, sources = self._read(_whole_log, limit=CHUNK)
        facts = derive(held for packed in packs for held in packed.held())
        return columns.derived(revision, facts, sources)


@contextmanager
def _without_collector() -> Iterator[None]:
    """Pause the cyclic collector: a load makes no cycles, but objects that it would walk forever.

    Measured on 120,000 claims: 34 s instead of 41. Memory is still freed, by reference counts.
    """
    wanted = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if wanted:
            gc.enable()


async def _revision(reading: Reading) -> int:
    return reading.revision


async def _digest(reading: Reading) -> str:
    return reading.digest


async def _seen(reading: Reading) -> columns.Seen | None:
    return None if reading.loading else await columns.seen(reading)


async def _identities(
    reading: Reading,
) -> tuple[int, list[Link], dict[str, Source], list[Given], Packed | None]:
    links, sources = await reading.links(), await reading.sources()
    told = await reading.of_agreements() if any_text(sources.values()) else None
    return reading.revision, links, sources, await reading.given(), told


async def _waiting(reading: Reading) -> tuple[dict[str, Source], dict[str, list[Claim]]]:
    claims = await reading.waiting()
    return await reading.sources(claims), claims


async def _log_page(reading: Reading, *, after: str, source: str) -> tuple[int, Packed]:
    return reading.revision, await reading.after(after, prefix=f"{source}/")


async def _whole_log(reading: Reading) -> tuple[int, list[Packed], list[str]]:
    packs: list[Packed] = []
    after: str | None = ""
    while after is not None:
        packs.append(await reading.after(after))
        after = packs[-1].last
    return reading.revision, packs, list(await reading.sources())
