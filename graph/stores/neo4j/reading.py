"""Reading at one revision, while others write.

Neo4j reads what is committed at each instant, not a snapshot. So a claim says from which revision
(`born`) until which (`died`) it holds, a reader of revision r takes those that hold at r, and at
the end makes sure that r is still the revision: dead claims are swept only once it has moved.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import Any, TypeAlias, TypeVar

from neo4j import AsyncManagedTransaction

from graph.derive import Statement, joins_identity
from graph.errors import NotInGraph, TooSlow
from graph.identity import Alias
from graph.ids import NodeId
from graph.meeting import NAMESPACE, identities
from graph.model import Claim, Judgement, Node, Ruling, Source
from graph.ontology import Authority, NodeKind
from graph.stores.neo4j.connection import ANSWER, Connection, Row, rows
from graph.stores.neo4j.rows import COLUMNS, Held, held_of

T = TypeVar("T")
#: What a person says: of two ids, or of one claim.
Given: TypeAlias = Judgement | Ruling
#: How many rows travel together, either way.
PACK = 10_000
_TRIES = 5
_HOLDS = "c.born <= $r AND (c.died IS NULL OR c.died > $r)"
_META = """
MATCH (m:GalaxieMeta {meta_id: 'galaxie'})
OPTIONAL MATCH (l:Load {load_id: 'galaxie'})
RETURN m.revision, l IS NOT NULL, m.digest
"""
_SOURCES = """
MATCH (s:Source)
WHERE s.source_id IS NOT NULL AND s.born <= $r AND (s.died IS NULL OR s.died > $r)
  AND ($ids IS NULL OR s.id IN $ids)
RETURN s.body ORDER BY s.id
"""
_WAITING = """
MATCH (s:Source)
WHERE s.source_id IS NOT NULL AND s.waiting IS NOT NULL
  AND s.born <= $r AND (s.died IS NULL OR s.died > $r)
RETURN s.id, s.waiting ORDER BY s.id
"""
_JUDGEMENTS = (
    "MATCH (j:Judgement) WHERE j.judgement_id IS NOT NULL RETURN j.body ORDER BY j.left, j.right"
)
_BY_FACT = f"""
UNWIND $ids AS id MATCH (c:Claim {{fact: id}}) WHERE {_HOLDS}
WITH collect([{COLUMNS}]) AS pack RETURN pack
"""
#: A claim keeps its family only where it is not its fact, as it nearly always is.
_BY_FAMILY = tuple(
    f"UNWIND $ids AS id MATCH (c:Claim {{{place}: id}})"
    f" WHERE c.kind = $kind AND coalesce(c.family, c.fact) = id AND {_HOLDS}"
    f" WITH collect([{COLUMNS}]) AS pack RETURN pack"
    for place in ("fact", "family")
)
_EVERY = f"""
MATCH (c:Claim) WHERE c.claim_id > $after AND c.claim_id STARTS WITH $prefix AND {_HOLDS}
WITH c ORDER BY c.claim_id LIMIT {PACK}
WITH collect([{COLUMNS}]) AS pack RETURN pack
"""
_NAMES = f"""
MATCH (c:Claim) WHERE c.claim_id > $after AND c.claim_id STARTS WITH $prefix AND {_HOLDS}
WITH c.claim_id AS name ORDER BY name LIMIT {PACK}
RETURN collect(name) AS pack
"""
_PLACES = f"""
UNWIND $ids AS id MATCH (c:Claim {{claim_id: id}}) WHERE {_HOLDS}
RETURN collect([c.claim_id, c.kind, coalesce(c.family, c.fact)]) AS pack
"""
_MENTIONING = (
    *(
        f"UNWIND $ids AS id MATCH (c:Claim {{{place}: id}}) WHERE {_HOLDS}"
        f" WITH collect([{COLUMNS}]) AS pack RETURN pack"
        for place in ("start", "end", "via")
    ),
    (
        "MATCH (c:Claim) WHERE c.payers IS NOT NULL AND any(payer IN c.payers WHERE payer IN $ids)"
        f" AND {_HOLDS} WITH collect([{COLUMNS}]) AS pack RETURN pack"
    ),
)
_LINKS = f"""
MATCH (c:Claim) USING INDEX c:Claim(others)
WHERE c.others IS NOT NULL AND c.claim_id IS NOT NULL AND {_HOLDS}
RETURN collect([c.claim_id, c.source, c.start, c.others]) AS pack
"""
_OF_AGREEMENTS = tuple(
    f"MATCH (c:Claim) WHERE c.{place} STARTS WITH '{NAMESPACE}' AND {_HOLDS}"
    f" WITH collect([{COLUMNS}]) AS pack RETURN pack"
    for place in ("start", "end")
)
_STANDING = (
    f"MATCH (c:Claim {{fact: $id}}) WHERE c.kind = 'node' AND {_HOLDS} RETURN c.fact LIMIT 1"
)
_NAMED = f"MATCH (c:Claim {{start: $id}}) WHERE c.kind = 'node' AND {_HOLDS} RETURN c.fact LIMIT 1"


@dataclass(frozen=True, slots=True)
class Link:
    """A claim that gives its node other ids, some of which may make one actor of two ids."""

    claim: str
    source: str
    main: NodeId
    others: tuple[NodeId, ...]

    def joined(self, source: Source) -> list[Alias]:
        """Return the links of identity that the claim makes, by the authority of its source."""
        node = Node.model_construct(
            id=self.main, kind=NodeKind.ORGANISATION, name="", other_ids=self.others
        )
        return [Alias(self.main, other) for other in joins_identity(node, source)]


@dataclass(frozen=True, slots=True)
class Packed:
    """Claims as they came, decoded by the thread that wants them: the loop serves others."""

    claims: list[Row]
    sources: dict[str, Source]

    def held(self) -> list[Held]:
        """Return the claims with their places."""
        return [held_of(claim, self.sources) for claim in self.claims]

    @property
    def last(self) -> str | None:
        """Return where the next pack starts; None when this one was the last."""
        return str(self.claims[-1][0]) if self.claims else None


@dataclass(frozen=True, slots=True)
class Reading:
    """The graph at one revision. `loading` tells that nodes and relationships may be ahead."""

    transaction: AsyncManagedTransaction
    revision: int
    loading: bool
    digest: str

    async def rows(self, statement: str, **values: Any) -> list[Row]:
        """Return the rows of a statement, which may use `$r`, the revision."""
        return await rows(self.transaction, statement, r=self.revision, **values)

    async def sources(self, ids: Iterable[str] | None = None) -> dict[str, Source]:
        """Return some sources, or all, by id."""
        wanted = None if ids is None else sorted(set(ids))
        found = [Source.model_validate_json(b) for (b,) in await self.rows(_SOURCES, ids=wanted)]
        return {source.id: source for source in found}

    async def given(self) -> list[Given]:
        """Return the judgements and rulings in force, by pair."""
        return [_given(body) for (body,) in await self.rows(_JUDGEMENTS)]

    async def waiting(self) -> dict[str, list[Claim]]:
        """Return the claims that wait for a person, by source."""
        rows = await self.rows(_WAITING)
        return {name: [Claim.model_validate_json(b) for b in bodies] for name, bodies in rows}

    async def of_agreements(self) -> Packed:
        """Return the claims about agreements."""
        return await self.packed(*_OF_AGREEMENTS)

    async def packed(self, *statements: str, **values: Any) -> Packed:
        """Return the claims of statements that collect them, not yet decoded."""
        packs = [pack for text in statements for (pack,) in await self.rows(text, **values)]
        claims = [claim for pack in packs for claim in pack]
        return Packed(claims, await self.sources(claim[1] for claim in claims))

    async def of_facts(self, ids: Iterable[str]) -> Packed:
        """Return the claims of nodes, by canonical id, and of edges."""
        return await self.packed(_BY_FACT, ids=sorted(set(ids)))

    async def of_families(self, kind: str, names: Sequence[str]) -> Packed:
        """Return the claims of whole families of one kind of fact."""
        return await self.packed(*_BY_FAMILY, kind=kind, ids=names)

    async def places(self, ids: Sequence[str]) -> list[Row]:
        """Return the claim id, the kind of fact and the family of claims."""
        ((pack,),) = await self.rows(_PLACES, ids=ids)
        return list(pack)

    async def mentioning(self, ids: Sequence[NodeId]) -> list[Packed]:
        """Return the claims that mention an id as read; some may come twice."""
        return [await self.packed(statement, ids=ids) for statement in _MENTIONING]

    async def names(self, after: str, prefix: str) -> list[str]:
        """Return the next pack of the claim ids that start with `prefix`, sorted."""
        ((pack,),) = await self.rows(_NAMES, after=after, prefix=prefix)
        return list(pack)

    async def after(self, name: str, prefix: str = "") -> Packed:
        """Return the next pack of all claims whose name starts with `prefix`, by name."""
        return await self.packed(_EVERY, prefix=prefix, after=name)

    async def links(self) -> list[Link]:
        """Return the claims that give other ids; cost linear in them."""
        ((pack,),) = await self.rows(_LINKS)
        return [Link(claim, source, main, tuple(others)) for claim, source, main, others in pack]

    async def named(self, identifier: NodeId) -> NodeId | None:
        """Return the canonical id of an id that some claim names a node by."""
        found = await self.rows(_NAMED, id=identifier)
        return str(found[0][0]) if found else None

    async def standing(self, identifier: NodeId) -> NodeId | None:
        """Return a canonical id if a node has it."""
        found = await self.rows(_STANDING, id=identifier)
        return str(found[0][0]) if found else None


def canonical(
    links: Iterable[Link], sources: Mapping[str, Source], given: Sequence[Given],
    agreements: Iterable[Statement],
) -> dict[NodeId, NodeId]:  # fmt: skip
    """Return the canonical ids that links, judgements and agreements make: `graph.meeting`."""
    aliases = [alias for link in links for alias in link.joined(sources[link.source])]
    judgements = [one for one in given if isinstance(one, Judgement)]
    return identities(aliases, judgements, lambda: agreements)


def any_text(sources: Iterable[Source]) -> bool:
    """Tell whether a text is among sources: without one, no agreement meets another."""
    return any(source.authority is Authority.TEXT for source in sources)


def _given(body: str) -> Given:
    return (Ruling if "claim" in json.loads(body) else Judgement).model_validate_json(body)


def chunks(items: Iterable[T], size: int = PACK) -> Iterator[list[T]]:
    """Yield the items by packs.

    >>> list(chunks("abcde", 2))
    [['a', 'b'], ['c', 'd'], ['e']]
    """
    remaining = iter(items)
    while pack := list(islice(remaining, size)):
        yield pack


class _Moved(Exception):
    """The revision moved while we read."""


def at_one_revision(
    connection: Connection, work: Callable[[Reading], Awaitable[T]], *, limit: float = ANSWER
) -> T:
    """Run `work` on a reading that no writer disturbed; once more when one did.

    Raises `TooSlow` when writers follow one another faster than we read.
    """
    for _ in range(_TRIES):
        try:
            return connection.read(partial(_undisturbed, work), limit=limit)
        except _Moved:
            continue
    raise TooSlow(
        "Le graphe change plus vite qu’il ne se lit.", hint="Recommencez après les chargements."
    )


async def _undisturbed(
    work: Callable[[Reading], Awaitable[T]], transaction: AsyncManagedTransaction
) -> T:
    before = await rows(transaction, _META)
    if not before:
        raise NotInGraph("GalaxieMeta")
    answer = await work(Reading(transaction, *before[0]))
    if await rows(transaction, _META) != before:
        raise _Moved
    return answer
