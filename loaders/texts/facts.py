"""What a text was read to say: agreements, parties, money, scope, each with the words that say it.

The shape follows the annotation guide that gold files follow (docs/extraction.md), so that what is
read can be scored against what a person read. Every fact holds its `Reading`: where, by which
rule, how surely. Nothing here is a claim yet: `loaders.texts.claims` makes those.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from enum import Enum
from typing import Any

from graph.ids import NodeId
from graph.ontology import EdgeKind, Form, NodeKind, Status


@dataclass(frozen=True, slots=True)
class Reading:
    """How one fact was read: the characters of the text as read, the rule, how surely (0 to 1)."""

    span: tuple[int, int]
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Party:
    """An organisation that signs (or is announced), the words that name it, who stood for it.

    `id` is that of a register, None when no register knows the name in this territory.
    """

    name: str
    kind: NodeKind
    mention: str
    reading: Reading
    id: NodeId | None = None
    represented_by: str | None = None
    represented_as: str | None = None


@dataclass(frozen=True, slots=True)
class Amount:
    """One sum: whole euros, or francs; `payer` None for a total or when nobody is said to pay."""

    mention: str
    reading: Reading
    amount_eur: float | None = None
    amount_frf: float | None = None
    payer: str | None = None
    payer_kind: NodeKind | None = None
    payer_id: NodeId | None = None
    target: str | None = None
    year: int | None = None
    period: str | None = None
    per_year: bool | None = None
    share_pct: float | None = None


@dataclass(frozen=True, slots=True)
class Pilot:
    """Who leads an agreement (its key) or a programme (its name)."""

    actor: str
    kind: NodeKind
    of: str
    mention: str
    reading: Reading
    actor_id: NodeId | None = None


@dataclass(frozen=True, slots=True)
class Cover:
    """A territory that an agreement concerns."""

    territory: str
    kind: NodeKind
    mention: str
    reading: Reading
    id: NodeId | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """How many quarters, communes, inhabitants… an agreement concerns."""

    what: str
    count: int
    mention: str
    reading: Reading


@dataclass(frozen=True, slots=True)
class Agreement:
    """One agreement of the text, signed or planned; `background` when mentioned in passing.

    `signed_on` is a date at the granularity that is certain; `amends` is the key, in this text, of
    the agreement that an avenant amends. `instances` counts a series told in one breath.
    `evidence` holds the readings of the facts that are plain words here: `status`, `signed_on`,
    `programme:NPNRU`, `instances`…
    """

    key: str
    name: str
    kind: Form
    status: Status
    mention: str
    reading: Reading
    signed_on: str | None = None
    number: str | None = None
    signatories: tuple[Party, ...] = ()
    programmes: tuple[str, ...] = ()
    amounts: tuple[Amount, ...] = ()
    pilots: tuple[Pilot, ...] = ()
    covers: tuple[Cover, ...] = ()
    covers_counts: tuple[Count, ...] = ()
    background: bool = False
    instances: int | None = None
    signatories_count: int | None = None
    amends: str | None = None
    evidence: Mapping[str, Reading] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outside:
    """A fact that hangs on no agreement: money, pilot or scope of a programme, membership."""

    type: EdgeKind
    origin: str | None
    to: str | None
    mention: str
    reading: Reading
    origin_kind: NodeKind | None = None
    origin_id: NodeId | None = None
    to_kind: NodeKind | None = None
    to_id: NodeId | None = None
    amount_eur: float | None = None
    share_pct: float | None = None
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Bystander:
    """An organisation that the text names and that signs nothing in it."""

    name: str
    kind: NodeKind
    mention: str
    reading: Reading
    id: NodeId | None = None


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was read in one text. `published` is the date printed in it, YYYY-MM-DD."""

    id: str
    title: str | None = None
    url: str | None = None
    published: str | None = None
    agreements: tuple[Agreement, ...] = ()
    outside: tuple[Outside, ...] = ()
    bystanders: tuple[Bystander, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return the object that gold files hold, with span, rule and confidence on each fact."""
        return {
            "id": self.id,
            "url": self.url,
            "published": self.published,
            "title": self.title,
            "conventions": [_plain(agreement) for agreement in self.agreements],
            "facts_outside_conventions": [_plain(fact) for fact in self.outside],
            "not_signatories": [bystander.name for bystander in self.bystanders],
        }


#: What Python cannot name as the files do.
_KEYS = {"origin": "from", "origin_kind": "from_kind", "origin_id": "from_id"}


def _plain(value: Any) -> Any:
    """Return a fact as JSON values; its reading becomes three keys of the same object."""
    if isinstance(value, Reading):
        return {"span": list(value.span), "rule": value.rule, "confidence": value.confidence}
    if is_dataclass(value):
        plain = {
            _KEYS.get(f.name, f.name): _plain(getattr(value, f.name))
            for f in fields(value)
            if f.name != "reading"
        }
        return plain | _plain(getattr(value, "reading"))  # noqa: B009 -- not on every dataclass
    if isinstance(value, Mapping):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, tuple):
        return [_plain(inner) for inner in value]
    return value.value if isinstance(value, Enum) else value
