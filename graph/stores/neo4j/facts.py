"""From claims with their places to facts, by `graph.derive`, as every other store does."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple, TypeAlias

from graph.derive import (
    EdgeFacts,
    MeasureFacts,
    NodeFacts,
    Statement,
    by_rank,
    derive_edge,
    derive_measure,
    derive_node,
    edge_id,
    edge_key,
    edge_number,
)
from graph.digest import edge_line, measure_line, node_line
from graph.ids import NodeId
from graph.model import Edge, Measure
from graph.stores.neo4j.rows import Held, kind_of

Facts: TypeAlias = NodeFacts | EdgeFacts | MeasureFacts
Canon: TypeAlias = Mapping[NodeId, NodeId]


class Fact(NamedTuple):
    """A derived fact: `shown` is None for an edge whose two ends became one node."""

    id: str
    shown: Facts | None
    told: list[Held]

    @property
    def sources(self) -> list[str]:
        """Return the ids of the sources that state it, sorted."""
        return sorted({held.statement.source.id for held in self.told})

    @property
    def percent(self) -> int:
        """Return the best confidence of its citations, in whole percents."""
        best = max(held.statement.claim.citation.confidence for held in self.told)
        return round(best * 10_000) // 100

    @property
    def line(self) -> bytes | None:
        """Return the line of the fact in the digest; None when it is not shown."""
        match self.shown:
            case NodeFacts() as node:
                return node_line(node)
            case EdgeFacts() as edge:
                return edge_line(edge)
            case MeasureFacts() as measure:
                return measure_line(measure)
            case None:
                return None


def family(statement: Statement, canon: Canon) -> str:
    """Return the name of what a statement is derived with, by canonical ids."""
    match statement.claim.fact:
        case Edge() as edge:
            return edge_id(edge_key(edge, canon).number)
        case Measure(node=identifier):
            return canon.get(identifier, identifier)
        case node:
            return canon.get(node.id, node.id)


def derive(several: Iterable[Held]) -> Iterator[Fact]:
    """Yield the facts that claims add up to; whole families must be given. In order of family."""
    families: dict[tuple[str, str], list[Held]] = defaultdict(list)
    for held in several:
        families[kind_of(held.statement.claim), held.family].append(held)
    for (kind, name), members in sorted(families.items(), key=lambda item: item[0]):
        members.sort(key=lambda held: held.name)  # equal records keep their ranks
        yield from _DERIVE[kind](name, members)


def _nodes(name: str, members: list[Held]) -> Iterator[Fact]:
    yield Fact(name, derive_node(name, [held.statement for held in members]), members)


def _edges(_name: str, members: list[Held]) -> Iterator[Fact]:
    canon = {text: canonical for held in members for text, canonical in held.canon.items()}
    first = members[0].statement.claim.fact
    assert isinstance(first, Edge)  # noqa: S101 -- the caller parts claims by type
    key = edge_key(first, canon)
    holder = {id(held.statement): held for held in members}
    for rank, statements in by_rank(held.statement for held in members).items():
        number = edge_number(key.number, rank)
        shown = derive_edge(number, key, statements, canon) if key.start != key.end else None
        yield Fact(edge_id(number), shown, [holder[id(statement)] for statement in statements])


def _measures(name: str, members: list[Held]) -> Iterator[Fact]:
    canon = {text: canonical for held in members for text, canonical in held.canon.items()}
    by_key: dict[str, list[Held]] = defaultdict(list)
    for held in members:
        measure = held.statement.claim.fact
        assert isinstance(measure, Measure)  # noqa: S101 -- the caller parts claims by type
        by_key[measure.key(canon)].append(held)
    for key, told in sorted(by_key.items()):
        shown = derive_measure(name, key, [held.statement for held in told], canon)
        yield Fact(f"{name}|{key}", shown, told)


_DERIVE = {"node": _nodes, "edge": _edges, "measure": _measures}
