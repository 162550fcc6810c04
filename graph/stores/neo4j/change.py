"""What a load changes, worked out before anything is written.

Claims to be born and to die, facts to show again and to hide, and the digest afterwards. A claim
whose place in the graph moves (its canonical ids, or its rank among equals) dies and is born
again, so that the graph of each revision can be read from claims alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TypeAlias, TypeVar

from graph.derive import Statement
from graph.digest import digest
from graph.errors import NotInGraph
from graph.ids import NodeId
from graph.model import Claim, Node, Ruling, Source
from graph.stores.neo4j.connection import CHUNK, Connection
from graph.stores.neo4j.facts import Fact, derive, family
from graph.stores.neo4j.hearing import Said, by_name
from graph.stores.neo4j.reading import (
    Given,
    Link,
    Reading,
    any_text,
    at_one_revision,
    canonical,
    chunks,
)
from graph.stores.neo4j.rows import Held, kind_of, mentions

T = TypeVar("T")
Family: TypeAlias = tuple[str, str]  #: the kind of fact, and what a claim is derived with


@dataclass(slots=True)
class Change:
    """What is to be written, and how the graph is afterwards."""

    births: list[Held] = field(default_factory=list)
    deaths: list[str] = field(default_factory=list)  #: claim ids
    shown: list[Fact] = field(default_factory=list)
    hidden: list[Held] = field(default_factory=list)  #: one claim of each fact to hide
    digest: str = ""
    added: int = 0
    removed: int = 0
    kept: int = 0
    sources: list[Source] = field(default_factory=list)  #: new or described otherwise
    forgotten: list[str] = field(default_factory=list)
    waiting: dict[str, tuple[Claim, ...]] = field(default_factory=dict)  #: of sources heard
    given: list[Given] | None = None  #: all judgements and rulings, when they change

    @property
    def moves(self) -> bool:
        """Tell whether readers will see anything else than before."""
        return bool(
            self.added or self.removed or self.sources or self.forgotten
            or self.given is not None
        )  # fmt: skip


class Planner:
    """Works out the change from one revision to the next; only one writer may be at it."""

    def __init__(self, connection: Connection, keep: Callable[[], None]) -> None:
        """Read through a connection; `keep` is called as the work goes on, to keep our turn."""
        self._connection, self._keep = connection, keep
        self._sources = self._read(Reading.sources)
        self._waiting = self._read(Reading.waiting)

    def plan(self, heard: Mapping[str, Said], given: Sequence[Given] | None = None) -> Change:
        """Return what makes each source say what was heard, under what persons say if given."""
        change = Change(given=None if given is None else list(given))
        before_given = self._read(Reading.given)
        now_given = before_given if given is None else given
        heard = self._ruled(heard, before_given, now_given)
        after = self._described(heard, change)
        fresh, gone = self._compared(heard, change)
        if not change.moves:
            return change
        links, told = self._read(Reading.links), self._of_agreements(after)
        before = canonical(
            links, self._sources, before_given, [held.statement for held in told]
        )  # fmt: skip
        links = [link for link in links if link.claim not in gone] + list(_links(fresh))
        telling = [held.statement.claim for held in told if held.claim_id not in gone]
        telling += [claim for _source, claim in fresh.values()]
        canon = canonical(
            links, after, now_given,
            [Statement(claim, after[claim.citation.source]) for claim in telling],
        )  # fmt: skip
        moved = {i for i in before.keys() | canon.keys() if before.get(i, i) != canon.get(i, i)}
        leaving = dict(self._places(gone))
        again = {
            h.claim_id: h
            for h in (*self._mentioning(moved), *self._reweighted(after))
            if h.claim_id not in leaving
        }
        arriving = [
            *(_placed(name, claim, after[source], canon)
              for name, (source, claim) in fresh.items()),
            *(_placed(h.name, h.statement.claim, after[h.statement.source.id], canon)
              for h in again.values()),
        ]  # fmt: skip
        leaving |= {name: (held.kind, held.family) for name, held in again.items()}
        self._rederive(leaving, arriving, change)
        return change

    def _read(self, work: Callable[[Reading], Awaitable[T]]) -> T:
        self._keep()
        return at_one_revision(self._connection, work, limit=CHUNK)

    def _ruled(
        self, heard: Mapping[str, Said], before: Sequence[Given], now: Sequence[Given]
    ) -> dict[str, Said]:
        """Return what is heard with what counts apart; sources on which one rules anew as well."""
        old, rulings = _rulings(before), _rulings(now)
        changed = {pair for pair in old.keys() | rulings if old.get(pair) != rulings.get(pair)}
        again = {source for source, _claim in changed if source in self._sources} - heard.keys()
        every = {source: self._held(source) for source in sorted(again)} | dict(heard)
        return {source: said_now.ruled(rulings) for source, said_now in every.items()}

    def _held(self, source: str) -> Said:
        """Return all that a source says in this store, whether it counts or not."""
        claims = [held.statement.claim for held in self._log(source)]
        return Said(
            self._sources[source], by_name(source, [*claims, *self._waiting.get(source, ())])
        )

    def _of_agreements(self, after: Mapping[str, Source]) -> list[Held]:
        """Return the claims about agreements; none where no text is or was, as none can meet."""
        if not self._sources or not any_text((*self._sources.values(), *after.values())):
            return []
        return list({h.claim_id: h for h in self._read(Reading.of_agreements).held()}.values())

    def _described(self, heard: Mapping[str, Said], change: Change) -> dict[str, Source]:
        """Return the sources as they will be; note those that are new, change or go."""
        after = dict(self._sources)
        for identifier, said_now in heard.items():
            if said_now.source is None:
                if after.pop(identifier, None) is None:
                    raise NotInGraph(identifier, sorted(after)[:3])
                change.forgotten.append(identifier)
                continue
            change.waiting[identifier] = said_now.waiting
            waited = {claim.name for claim in self._waiting.get(identifier, ())}
            waits = {claim.name for claim in said_now.waiting}
            if after.get(identifier) != said_now.source or waits != waited:
                after[identifier] = said_now.source
                change.sources.append(said_now.source)
        return after

    def _compared(
        self, heard: Mapping[str, Said], change: Change
    ) -> tuple[dict[str, tuple[str, Claim]], set[str]]:
        """Return the claims that are new, by name, and the claim ids of those that are gone."""
        fresh: dict[str, tuple[str, Claim]] = {}
        gone: set[str] = set()
        for source, said_now in heard.items():
            held = {name.rpartition("@")[0]: name for name in self._names(source)}
            new = [name for name in said_now.claims if name not in held]
            fresh.update((name, (source, said_now.claims[name])) for name in new)
            gone.update(name for short, name in held.items() if short not in said_now.claims)
            change.kept += len(said_now.claims) - len(new)
        change.added, change.removed = len(fresh), len(gone)
        return fresh, gone

    def _names(self, source: str) -> Iterator[str]:
        after, prefix = "", f"{source}/"
        while source in self._sources and (
            pack := self._read(partial(Reading.names, after=after, prefix=prefix))
        ):
            yield from pack
            after = pack[-1]

    def _places(self, names: Iterable[str]) -> Iterator[tuple[str, Family]]:
        for some in chunks(sorted(names)):
            for name, kind_of_fact, family_name in self._read(partial(Reading.places, ids=some)):
                yield name, (kind_of_fact, family_name)

    def _mentioning(self, ids: Iterable[NodeId]) -> Iterator[Held]:
        for some in chunks(sorted(ids) if self._sources else ()):
            for packed in self._read(partial(Reading.mentioning, ids=some)):
                yield from packed.held()

    def _reweighted(self, after: Mapping[str, Source]) -> Iterator[Held]:
        """Yield all that sources say whose word now weighs more or less than before."""
        for identifier, source in self._sources.items():
            now = after.get(identifier, source)
            if (now.authority, now.published_on) != (source.authority, source.published_on):
                yield from self._log(identifier)

    def _log(self, source: str) -> Iterator[Held]:
        place: str | None = ""
        while place is not None:
            packed = self._read(partial(Reading.after, name=place, prefix=f"{source}/"))
            yield from packed.held()
            place = packed.last

    def _rederive(
        self, leaving: Mapping[str, Family], arriving: Sequence[Held], change: Change
    ) -> None:
        """Derive what is touched, as it was and as it will be, and note the difference."""
        touched = {*leaving.values(), *((held.kind, held.family) for held in arriving)}
        settled = list(self._families(touched))
        was = {(kind(fact), fact.id): fact for fact in derive(settled) if fact.shown}
        staying = [held for held in settled if held.claim_id not in leaving]
        change.deaths += leaving
        for fact in derive([*staying, *arriving]):
            if fact.shown:
                change.shown.append(fact)
            _place(fact, change)
        remaining = {(kind(fact), fact.id) for fact in change.shown}
        change.hidden += [
            replace(fact.told[0], fact=fact.id)
            for place, fact in was.items()
            if place not in remaining
        ]
        change.digest = moved_digest(self._read(_digest), was.values(), change.shown)

    def _families(self, touched: Iterable[Family]) -> Iterator[Held]:
        names: dict[str, set[str]] = defaultdict(set)
        for kind_of_fact, name in touched if self._sources else ():
            names[kind_of_fact].add(name)
        for kind_of_fact, several in names.items():
            for some in chunks(sorted(several)):
                work = partial(Reading.of_families, kind=kind_of_fact, names=some)
                yield from self._read(work).held()


def kind(fact: Fact) -> str:
    """Return the kind of a fact: node, edge or measure."""
    return fact.told[0].kind


async def _digest(reading: Reading) -> str:
    return reading.digest


def _rulings(given: Iterable[Given]) -> dict[tuple[str, str], Ruling]:
    return {ruling.pair: ruling for ruling in given if isinstance(ruling, Ruling)}


def _links(fresh: Mapping[str, tuple[str, Claim]]) -> Iterator[Link]:
    for name, (source, claim) in fresh.items():
        if isinstance(claim.fact, Node) and claim.fact.other_ids:
            yield Link(name, source, claim.fact.id, claim.fact.other_ids)


def _placed(name: str, claim: Claim, source: Source, canon: Mapping[NodeId, NodeId]) -> Held:
    """Return a claim that is to be born, in its place by canonical ids; its rank comes later."""
    statement = Statement(claim, source)
    own = {i: canon[i] for i in mentions(claim) if canon.get(i, i) != i}
    return Held(name, statement, kind_of(claim), family(statement, canon), "", own)


def _place(fact: Fact, change: Change) -> None:
    """Note the births that give a fact its claims; one that held another rank dies first."""
    for held in fact.told:
        if held.fact != fact.id:
            if held.born:
                change.deaths.append(held.claim_id)
            change.births.append(replace(held, fact=fact.id, born=0))


def moved_digest(before: str, gone: Iterable[Fact], come: Iterable[Fact]) -> str:
    """Return the digest of a graph once some facts have given way to others.

    The digest is a sum, so it follows the change: subtract what is gone, add what has come.
    """
    terms = (before, *(digest(fact.line for fact in facts if fact.line) for facts in (gone, come)))
    total, less, more = (int(term.removeprefix("g1:"), 16) for term in terms)
    return f"g1:{(total - less + more) % (1 << 256):064x}"
