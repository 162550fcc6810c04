"""What every store promises: two adapters keep it, the suite in `tests/contract` proves it.

The log of claims is the truth, the graph is derived from it. Loading replaces what a source said
before; a load is all or nothing for readers; the order of loads does not show; forgetting a
source removes exactly what nobody else claims.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from graph.derive import EdgeFacts, MeasureFacts, NodeFacts
from graph.ids import NodeId
from graph.model import Claim, Judgement, Ruling, Source
from graph.topology import Topology


@dataclass(frozen=True, slots=True)
class SourceClaims:
    """A source and all that it says. `claims` is read once and may be lazy."""

    source: Source
    claims: Iterable[Claim]


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What a load changed, in claims, and the revision that readers now see."""

    added: int
    removed: int
    kept: int
    revision: int
    described: int = 0  #: sources that are new, gone, or described otherwise

    @property
    def changed(self) -> bool:
        """Tell whether the load changed anything at all."""
        return bool(self.added or self.removed or self.described)


class GraphStore(Protocol):
    """A place that remembers claims and answers with the graph that they make.

    Every method raises `Unavailable` when a server does not answer in time and `DiskTrouble`
    when a file cannot be read or written. Reads see one revision, the last complete one.
    """

    @property
    def identity(self) -> str:
        """Return a name of this database, stable for its life and unlike any other's."""

    @property
    def address(self) -> str:
        """Return where the store is, for people, without any secret."""

    def load(
        self,
        batch: Sequence[SourceClaims],
        *,
        judgements: Iterable[Judgement | Ruling] = (),
        name: str = "",
        fingerprint: str = "",
    ) -> LoadReport:
        """Make each source say exactly its claims, all together or not at all.

        `judgements` are recorded with them, in the same step.

        Sources outside the batch are untouched. A source speaks for itself and names what it ties
        or measures, as `graph.hearing` checks: `InputRefused` otherwise. What a text is read to
        say with too little confidence waits, apart from the graph, until a person accepts it. If
        an iterable raises, nothing is kept. `name` and `fingerprint` are remembered for `loaded`.
        Saying the same again changes nothing and does not move the revision.
        """

    def loaded(self, name: str) -> str | None:
        """Return the fingerprint of the last load of that name, None if there was none."""

    def forget(self, source_id: str) -> LoadReport:
        """Remove a source and all that only it says; `NotInGraph` if it is unknown."""

    def judge(self, judgement: Judgement | Ruling) -> int:
        """Record a judgement, which replaces the pair's earlier one; return the revision.

        A ruling on a claim that nobody makes yet is kept for when it is made. Judging the same
        again changes nothing.
        """

    def unjudge(self, left: str, right: str) -> int:
        """Withdraw the judgement of two ids, or the ruling of a source and one of its claims.

        `NotInGraph` if there is none; return the revision.
        """

    def judgements(self) -> list[Judgement]:
        """Return the judgements of identity in force, by pair."""

    def rulings(self) -> list[Ruling]:
        """Return the rulings on claims in force, by source and claim."""

    def waiting(self) -> list[SourceClaims]:
        """Return the claims that wait for a person, or were refused, by source; few at a time."""

    def sources(self) -> list[Source]:
        """Return the sources, by id."""

    def counts(self) -> dict[str, int]:
        """Return how many claims that count each source makes, by source id."""

    def revision(self) -> int:
        """Return the revision that readers see: 0 when new, plus 1 at each change."""

    def digest(self) -> str:
        """Return `g1:` and 64 hexadecimal digits over the graph; cost linear in it, then cached."""

    def resolve(self, identifier: NodeId) -> NodeId | None:
        """Return the canonical id behind an id, itself or another; None when no node has it."""

    def nodes(self, ids: Iterable[NodeId]) -> dict[NodeId, NodeFacts]:
        """Return the nodes of canonical ids, with citations; ids without a node are absent."""

    def edges(self, ids: Iterable[str]) -> dict[str, EdgeFacts]:
        """Return the edges of edge ids, with citations; ids without an edge are absent."""

    def measures(self, ids: Iterable[NodeId]) -> dict[NodeId, list[MeasureFacts]]:
        """Return the measures of canonical node ids, by key; nodes without any are absent."""

    def claims(self) -> Iterator[SourceClaims]:
        """Yield each source with its claims as read, by source id, claims by content hash.

        Those that wait are among them: loaded elsewhere with the judgements, they wait there too.
        """

    def topology(self) -> Topology:
        """Return the columns of the graph from which a `Projection` is built."""

    def ping(self) -> None:
        """Raise unless the store answers now."""

    def close(self) -> None:
        """Let go of files and connections; harmless when repeated."""
