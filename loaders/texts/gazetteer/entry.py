"""What the gazetteer knows by name, and where a text names it."""

from __future__ import annotations

from dataclasses import dataclass

from graph.ids import NodeId
from graph.ontology import NodeKind


@dataclass(frozen=True, slots=True)
class Entry:
    """An organisation or a territory under one of its names.

    `name` is how facts show it: « Commune du Havre », « Département du Nord ». Two names of one
    body (of two times, say) are two entries with the same `id`. `departments` are INSEE codes,
    none for a national body. `parts` are the ids of the territories that it is part of.
    `place` is the name of a territory alone (« Le Havre », « Nord »), empty for other bodies.
    """

    id: NodeId | None
    kind: NodeKind
    name: str
    departments: tuple[str, ...] = ()
    population: int = 0
    since: str | None = None
    until: str | None = None
    parts: tuple[NodeId, ...] = ()
    place: str = ""
    article: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """A stretch of `flow` that names one of `entries` (several: homonyms).

    `sort` is that of `ActorMention`: `name`, `place`, `role` (one entry without id, whose `name`
    is the folded word: « ville », « agglomeration ») or `made`.
    """

    start: int
    end: int
    entries: tuple[Entry, ...]
    sort: str
