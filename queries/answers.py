"""The values that every question answers with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from graph.ids import NodeId
from graph.ontology import NodeKind

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class NodeRef:
    """A node as answers name it."""

    id: NodeId
    kind: NodeKind
    name: str
    short_name: str = ""  #: "" where there is none


@dataclass(frozen=True, slots=True)
class Hit(NodeRef):
    """A node that a search found; `score` is 1 for an exact name and falls towards 0."""

    score: float = 0.0


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """A part of a list: `next` asks for what follows, None at the end; `total` counts the list."""

    items: tuple[T, ...]
    next: str | None = None
    total: int | None = None


@dataclass(frozen=True, slots=True)
class Pending:
    """An answer that is being worked out: ask again. `seconds` have passed since it began."""

    question: str
    seconds: float
