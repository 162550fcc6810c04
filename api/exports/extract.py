"""What leaves in an export: the facts that a view keeps, read from the store by the thousand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

from graph.derive import EdgeFacts, MeasureFacts, NodeFacts
from graph.model import Source
from graph.store import GraphStore

_CHUNK = 1000
_Facts = TypeVar("_Facts")

#: A cell of an export: text, or a whole number.
Cell = str | int


@dataclass(frozen=True, slots=True)
class Extract:
    """The ids that leave, and the store that knows what they stand for.

    A fact that another process removes while the file is being written is left out of it.
    """

    store: GraphStore
    node_ids: Sequence[str]
    edge_ids: Sequence[str]

    def nodes(self) -> Iterator[NodeFacts]:
        """Yield the nodes, in the order of their ids."""
        return _read(self.store.nodes, self.node_ids)

    def edges(self) -> Iterator[EdgeFacts]:
        """Yield the edges, in the order of theirs."""
        return _read(self.store.edges, self.edge_ids)

    def measures(self) -> Iterator[MeasureFacts]:
        """Yield the measures of the nodes."""
        for several in _read(self.store.measures, self.node_ids):
            yield from several

    def credits(self) -> Iterator[str]:
        """Yield one line a source: its title, publisher, date, licence and address."""
        return map(credit, self.store.sources())


def _read(
    read: Callable[[Iterable[str]], dict[str, _Facts]], ids: Sequence[str]
) -> Iterator[_Facts]:
    waiting = iter(ids)
    while chunk := list(islice(waiting, _CHUNK)):
        found = read(chunk)
        yield from (found[identifier] for identifier in chunk if identifier in found)


def credit(source: Source) -> str:
    """Return a source as one line that credits it."""
    parts = (source.title, source.publisher, source.published_on, source.licence, source.url)
    return f"{source.id} : {' — '.join(part for part in parts if part)}"


def node_row(facts: NodeFacts) -> dict[str, Cell]:
    """Return the set properties of a node as flat cells, and its sources' ids."""
    return _flat(facts.node.content(), ("id",)) | _cited(facts)


def edge_row(facts: EdgeFacts) -> dict[str, Cell]:
    """Return the set properties of an edge as flat cells, its ends apart, and its sources' ids."""
    return _flat(facts.edge.content(), _ENDS) | _cited(facts)


_ENDS = ("start", "end", "start_kind", "end_kind", "counted")


def _flat(content: dict[str, object], without: tuple[str, ...]) -> dict[str, Cell]:
    flat: dict[str, Cell] = {}
    for name, value in content.items():
        if name in without:
            continue
        if isinstance(value, list):
            flat[name] = " | ".join(map(str, value))
        elif isinstance(value, int):
            flat[name] = value
        else:
            flat[name] = str(value)
    return flat


def _cited(facts: NodeFacts | EdgeFacts) -> dict[str, Cell]:
    return {"sources": " | ".join(sorted({citation.source for citation in facts.citations}))}


#: The columns of nodes and edges beside their ids, in the order in which they are written.
NODE_COLUMNS: tuple[str, ...] = (
    "kind", "name", "short_name", "names", "other_ids", "since", "until", "form", "number",
    "status", "signed_on", "population", "generation", "article", "gender", "sources",
)  # fmt: skip
EDGE_COLUMNS: tuple[str, ...] = (
    "kind", "since", "until", "signed_on", "role", "represented_as", "amount_cents", "currency",
    "instrument", "share_bp", "purpose", "reference", "stage", "under", "of_which", "territory",
    "sources",
)  # fmt: skip
#: The columns that hold whole numbers; the others hold text.
NUMBERS = frozenset({"population", "amount_cents", "share_bp"})
