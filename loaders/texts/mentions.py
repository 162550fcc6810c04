"""What is named in a text, and where: the first layer of the cascade. Positions are in `flow`."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from graph.ids import NodeId
from graph.ontology import NodeKind
from loaders.texts.text import Text


class Placed(Protocol):
    """What has a place in `flow`."""

    @property
    def start(self) -> int:
        """Return where it begins."""


_Mention = TypeVar("_Mention", bound=Placed)


@dataclass(frozen=True, slots=True)
class Actor:
    """An organisation as the facts name it: « Commune de X », « Département du Nord », « État ».

    `id` is that of a register; None for what no register knows, or where homonyms are left open.
    """

    name: str
    kind: NodeKind
    id: NodeId | None = None


@dataclass(frozen=True, slots=True)
class ActorMention:
    """An actor named in the text.

    `start` is after the article (« la », « l’ »), `end` after an acronym in brackets that belongs
    to the name.

    `sort` tells how it is named: `name` (a full or short name, an acronym), `role` (« la Ville »,
    « le Département », « l’agglomération »: resolved by the territory of the text), `place` (a bare
    name of territory: « Meaux », « la Loire », which may be a mere place), `made` (a name put
    together by the grammar: no register knows it).
    """

    start: int
    end: int
    actor: Actor
    sort: str
    sure: float = 1.0


@dataclass(frozen=True, slots=True)
class Person:
    """A person: `name` without civility, capitals brought back to normal (« Henri Sellier »)."""

    start: int
    end: int
    name: str


@dataclass(frozen=True, slots=True)
class Office:
    """An office (« préfet du Nord », « son maire », « directrice générale »).

    `title` is the words, `head` the folded head noun (« prefet », « maire », « president »), `of`
    whom its holder stands for by law or statute when the office says it: « préfet du Nord » →
    État, « présidente de Valenciennes Métropole » → that body, « ministre de la Ville » → the
    ministry; None for a bare « président ».
    """

    start: int
    end: int
    title: str
    head: str
    of: Actor | None


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date; `iso` at the granularity that is certain, None when its year is not known.

    `relative` when it was worked out from the date printed (« hier », « ce jeudi »); `until` is the
    end of a period.
    """

    start: int
    end: int
    iso: str | None
    relative: bool = False
    until: str | None = None


@dataclass(frozen=True, slots=True)
class SumMention:
    """A sum of money. `about` when the text hedges (« près de », « plus de »)."""

    start: int
    end: int
    amount_eur: float | None
    amount_frf: float | None = None
    about: bool = False


@dataclass(frozen=True, slots=True)
class ProgrammeMention:
    """A national programme: `name` is its short name (« NPNRU », « ACV »)."""

    start: int
    end: int
    name: str
    id: NodeId | None = None


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a text speaks from: the territories that « la Ville », « le Département » stand for."""

    municipality: Actor | None = None
    intercommunality: Actor | None = None
    department: Actor | None = None
    region: Actor | None = None
    #: INSEE codes of the départements that the text speaks of, the most spoken of first.
    departments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Analysis:
    """A text with all that is named in it, each list in the order of the text.

    Two analyses are equal only when they are one, so that what is worked out of one can be kept.
    """

    text: Text
    published: str | None = None
    setting: Setting = Setting()
    actors: tuple[ActorMention, ...] = ()
    persons: tuple[Person, ...] = ()
    offices: tuple[Office, ...] = ()
    dates: tuple[DateMention, ...] = ()
    sums: tuple[SumMention, ...] = ()
    programmes: tuple[ProgrammeMention, ...] = ()
    #: Stretches of `flow` that are page noise: nothing in them is a fact.
    noise: tuple[tuple[int, int], ...] = field(default_factory=tuple)


def within(mentions: Sequence[_Mention], start: int, end: int) -> Sequence[_Mention]:
    """Return the mentions of a sorted list that begin between two positions. Cost: logarithmic."""
    first = bisect_left(mentions, start, key=lambda m: m.start)
    return mentions[first : bisect_left(mentions, end, key=lambda m: m.start)]


def meets(spans: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Tell whether a stretch meets one of the sorted spans around it. Cost: logarithmic."""
    at = bisect_left(spans, (end, 0))
    return any(first < end and start < last for first, last in spans[max(0, at - 4) : at])
