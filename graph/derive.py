"""From claims to the graph: one pure function for each kind of fact, shared by every store.

Where several claims state a property, the winner is chosen property by property: a correction
by a person, then an official data set, a curated file, a text; then the latest published; then
the smallest source id. The others are kept and listed as contradictions. Two exceptions: an
agreement that one source knows signed is no longer planned, and a signatory no longer announced.
Nothing here depends on the order in which claims arrived.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeAlias

from graph.dates import contains, packed
from graph.ids import NodeId, is_node_id
from graph.model import EDGE_FIELDS, Citation, Claim, Edge, Measure, Node, Source
from graph.names import fold
from graph.ontology import Authority, EdgeKind, NodeKind, Role, Status

Canon: TypeAlias = Mapping[NodeId, NodeId]
_AUTHORITY = {authority: rank for rank, authority in enumerate(Authority)}
_STATUS = {status: rank for rank, status in enumerate(Status)}
_ROLE = {role: rank for rank, role in enumerate(Role)}
_DATES = frozenset({"since", "until", "signed_on"})


class Statement(NamedTuple):
    """A claim and the source that makes it."""

    claim: Claim
    source: Source


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A property on which sources disagree: what is shown, and who says otherwise."""

    property: str
    shown: Any
    shown_by: tuple[str, ...]
    others: tuple[tuple[Any, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class NodeFacts:
    """A node as the graph shows it, with who says so and what is disputed."""

    node: Node
    citations: tuple[Citation, ...]
    contradictions: tuple[Contradiction, ...] = ()


@dataclass(frozen=True, slots=True)
class EdgeFacts:
    """An edge as the graph shows it: canonical ends, shown properties, proofs, disputes."""

    id: str
    edge: Edge
    qualifier: str
    citations: tuple[Citation, ...]
    contradictions: tuple[Contradiction, ...] = ()


@dataclass(frozen=True, slots=True)
class MeasureFacts:
    """A measure as the graph shows it: canonical node, shown value, proofs, disputes."""

    measure: Measure
    key: str
    citations: tuple[Citation, ...]
    contradictions: tuple[Contradiction, ...] = ()


class EdgeKey(NamedTuple):
    """What identifies an edge, up to its rank among alike records of one list."""

    kind: EdgeKind
    start: NodeId
    end: NodeId
    qualifier: str

    @property
    def number(self) -> int:
        """Return 63 bits that name the key; two keys of four million collide once in 10⁶."""
        return _number("\x1f".join(self))


def _number(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big") >> 1


def edge_number(key: int, rank: int) -> int:
    """Return the 63-bit number of the edge of `rank` under a key; rank 0 keeps the key's own."""
    return key if rank == 0 else _number(f"{key:x}#{rank}")


def edge_id(number: int) -> str:
    """Return the public id of an edge: `e` and sixteen hexadecimal digits."""
    return f"e{number:016x}"


def edge_key(edge: Edge, canon: Canon) -> EdgeKey:
    """Return the identity of an edge between canonical ends; a partnership has sorted ends."""
    start, end = canon.get(edge.start, edge.start), canon.get(edge.end, edge.end)
    if edge.kind is EdgeKind.PARTNERS_WITH and end < start:
        start, end = end, start
    return EdgeKey(edge.kind, start, end, edge.qualifier(canon))


def _weight(statement: Statement) -> tuple[int, int, str, bytes]:
    source = statement.source
    published = -packed(source.published_on)
    return _AUTHORITY[source.authority], published, source.id, statement.claim.hash()


def ordered(statements: Iterable[Statement]) -> list[Statement]:
    """Return statements by weight, the one whose values are shown first."""
    several = list(statements)
    return several if len(several) == 1 else sorted(several, key=_weight)


def by_rank(statements: Iterable[Statement]) -> dict[int, list[Statement]]:
    """Part the statements of one key into edges, by rank.

    Two alike records of one list are two edges: in each source, records that are alike are
    ranked by amount, then by content, and meet the records of the same rank of other sources.
    """
    ranks: dict[int, list[Statement]] = defaultdict(list)
    counted: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        if isinstance(statement.claim.fact, Edge) and statement.claim.fact.counted:
            counted[statement.source.id].append(statement)
        else:
            ranks[0].append(statement)
    for records in counted.values():
        for rank, record in enumerate(sorted(records, key=_amount_then_content)):
            ranks[rank].append(record)
    return dict(ranks)


def _amount_then_content(statement: Statement) -> tuple[int, bytes]:
    amount = edge_of(statement.claim).amount_cents
    return -1 if amount is None else amount, statement.claim.hash()


def citations(statements: Iterable[Statement]) -> tuple[Citation, ...]:
    """Return the distinct citations of statements, by source, then place."""
    distinct = {
        (c.source, c.locator, c.quote, c.gist): c for c in (s.claim.citation for s in statements)
    }
    return tuple(distinct[key] for key in sorted(distinct, key=str))


@dataclass(slots=True)
class _Choice:
    """The values chosen so far for one fact, and the disputes met on the way."""

    statements: Sequence[Statement]
    values: dict[str, Any] = field(default_factory=dict)
    disputes: list[Contradiction] = field(default_factory=list)

    def choose(self, name: str, *, same: Callable[[Any, Any], bool] = lambda a, b: a == b) -> None:
        """Show the first stated value of a property; others that are not the `same` dispute it."""
        told = _told(self.statements, name)
        if not told:
            return
        shown = next(iter(told))
        self.values[name] = shown
        others = [(v, by) for v, by in told.items() if not same(shown, v)]
        if others:
            self.disputes.append(Contradiction(name, shown, told[shown], tuple(others)))

    def climb(self, name: str, order: Mapping[Any, int]) -> None:
        """Show the furthest of the stated values: being signed is no dispute with planned."""
        told = _told(self.statements, name)
        if told:
            self.values[name] = max(told, key=order.__getitem__)


def _told(statements: Sequence[Statement], name: str) -> dict[Any, tuple[str, ...]]:
    told: dict[Any, tuple[str, ...]] = {}
    for claim, source in statements:
        value = getattr(claim.fact, name)
        if value is not None and source.id not in told.get(value, ()):
            told[value] = (*told.get(value, ()), source.id)
    return told


def _compatible_dates(shown: str, other: str) -> bool:
    return contains(shown, other) or contains(other, shown)


def derive_node(identifier: NodeId, statements: Iterable[Statement]) -> NodeFacts:
    """Return the node that statements about one canonical id add up to.

    `statements` holds node claims only, at least one, of every id that stands for it.
    """
    told = ordered(statements)
    choice = _Choice(told)
    choice.climb("status", _STATUS)
    choice.choose("kind", same=_same_kind)
    choice.choose("name", same=lambda _shown, other: other in _aliases(told))
    dated = _Choice(_settled(told, choice), choice.values, choice.disputes)
    dated.choose("signed_on", same=_compatible_dates)
    for name in ("since", "until"):
        choice.choose(name, same=_compatible_dates)
    for name in ("short_name", "article", "gender", "population", "generation", "form", "number"):
        choice.choose(name)
    others = {_node(s).id for s in told} | {o for s in told for o in _shown_ids(*s)}
    names = {n for s in told for n in (*_node(s).names, _node(s).name)} - {choice.values["name"]}
    values = {
        **choice.values,
        "names": tuple(sorted(names)),
        "other_ids": tuple(sorted(others - {identifier})),
    }
    node = Node.model_construct(id=identifier, **values)
    return NodeFacts(node, citations(told), tuple(choice.disputes))


def node_of(claim: Claim) -> Node:
    """Return the node that a node claim states."""
    assert isinstance(claim.fact, Node)  # noqa: S101 -- the caller parts claims by type
    return claim.fact


def edge_of(claim: Claim) -> Edge:
    """Return the edge that an edge claim states."""
    assert isinstance(claim.fact, Edge)  # noqa: S101 -- the caller parts claims by type
    return claim.fact


def measure_of(claim: Claim) -> Measure:
    """Return the measure that a measure claim states."""
    assert isinstance(claim.fact, Measure)  # noqa: S101 -- the caller parts claims by type
    return claim.fact


def _node(statement: Statement) -> Node:
    return node_of(statement.claim)


def _aliases(statements: Sequence[Statement]) -> set[str]:
    """Return the names that the winning source itself gives, so that they dispute nothing."""
    first = statements[0].source.id
    own = [_node(s) for s in statements if s.source.id == first]
    known = {name for n in own for name in (n.name, n.short_name, *n.names) if name}
    folded = {fold(name) for name in known}
    return {n.name for n in map(_node, statements) if fold(n.name) in folded}


def _same_kind(shown: NodeKind, other: NodeKind) -> bool:
    """Tell whether two kinds agree: an organisation of unknown kind contradicts none."""
    return NodeKind.ORGANISATION in {shown, other} or shown == other


def derive_edge(
    number: int, key: EdgeKey, statements: Iterable[Statement], canon: Canon
) -> EdgeFacts:
    """Return the edge that the statements of one key and rank add up to."""
    told = ordered(statements)
    choice = _Choice(told)
    choice.climb("role", _ROLE)
    for name in ("since", "until", "signed_on"):
        choice.choose(name, same=_compatible_dates)
    for name in EDGE_FIELDS:
        if name not in _DATES and name != "role":
            choice.choose(name)
    values = {
        name: canon.get(value, value) if name in {"under", "territory"} else value
        for name, value in choice.values.items()
    }
    first = edge_of(told[0].claim)
    swapped = canon.get(first.start, first.start) != key.start
    kinds = (first.end_kind, first.start_kind) if swapped else (first.start_kind, first.end_kind)
    edge = Edge.model_construct(
        kind=key.kind,
        start=key.start,
        end=key.end,
        start_kind=kinds[0],
        end_kind=kinds[1],
        **values,
    )
    return EdgeFacts(edge_id(number), edge, key.qualifier, citations(told), tuple(choice.disputes))


def derive_measure(
    node: NodeId, key: str, statements: Iterable[Statement], canon: Canon
) -> MeasureFacts:
    """Return the measure that the statements of one node and key add up to."""
    told = ordered(statements)
    choice = _Choice(told)
    choice.choose("value")
    first = measure_of(told[0].claim)
    measure = first.model_copy(update={
        "node": node,
        "value": choice.values["value"],
        "territory": canon.get(first.territory, first.territory) if first.territory else None,
        "payers": tuple(sorted({canon.get(payer, payer) for payer in first.payers})),
    })  # fmt: skip
    return MeasureFacts(measure, key, citations(told), tuple(choice.disputes))


def _settled(told: Sequence[Statement], choice: _Choice) -> Sequence[Statement]:
    """Return who may date an agreement: once it is signed, no longer who only announces it."""
    if choice.values.get("status", Status.PLANNED) is Status.PLANNED:
        return told
    return [s for s in told if _node(s).status is not Status.PLANNED]


def _shown_ids(claim: Claim, source: Source) -> Iterable[str]:
    """Return the other ids that a claim adds to a node: those that join, and foreign numbers."""
    node = node_of(claim)
    joining = joins_identity(node, source)
    return (other for other in node.other_ids if other in joining or not is_node_id(other))


def joins_identity(node: Node, source: Source) -> tuple[NodeId, ...]:
    """Return the other ids of a node claim that make one actor of two ids.

    Only official, curated or corrected sources may say that a SIREN is a commune: what a text
    says of ids stays words, so that one bad number never merges two authorities.
    """
    if source.authority is Authority.TEXT:
        return ()
    return tuple(other for other in node.other_ids if is_node_id(other))
