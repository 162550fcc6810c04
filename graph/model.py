"""The values that everything else passes around: sources, citations, facts, claims, judgements.

A claim says *this source, here, says this fact*. The graph is what the claims add up to. All
values are frozen, closed (no unknown field), checked against the ontology when they are made.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from typing import Annotated, Any, Self, TypeAlias

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from graph.dates import last_day, packed, partial_date
from graph.errors import OntologyViolation
from graph.ids import NodeId, node_id, slug
from graph.ontology import (
    EDGE_PROPERTIES,
    NODE_PROPERTIES,
    Authority,
    Currency,
    EdgeKind,
    Form,
    Instrument,
    NodeKind,
    Role,
    Stage,
    Status,
    allows,
)

#: The most that is kept of a document's own words beside a fact.
QUOTE_LENGTH = 240
#: What is dropped from texts: controls, surrogates, noncharacters, and the invisible characters
#: that change how a text reads (bidirectional marks, zero widths).
_HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060"
    "\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]"
)
_BREAKS = re.compile("[\t\n\r ]+")


def visible_text(text: str) -> str:
    """Return `text` in NFC and on one line, without control or invisible characters, trimmed."""
    seen = _BREAKS.sub(" ", _HIDDEN.sub("", text))
    return unicodedata.normalize("NFC", seen).strip()


Text: TypeAlias = Annotated[str, AfterValidator(visible_text), Field(min_length=1, max_length=500)]
Words: TypeAlias = Annotated[
    str, AfterValidator(visible_text), Field(min_length=1, max_length=2000)
]
PartialDate: TypeAlias = Annotated[str, AfterValidator(partial_date)]
CheckedId: TypeAlias = Annotated[str, AfterValidator(node_id)]
SourceId: TypeAlias = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._@-]{0,119}$")]
#: From 0 to 1; four places, so that every store gives back exactly what it was told.
Confidence: TypeAlias = Annotated[
    float, Field(ge=0, le=1, allow_inf_nan=False), AfterValidator(lambda told: round(told, 4))
]
#: Whole cents. The bound is a hundred billion euros: above, the file holds something else.
Cents: TypeAlias = Annotated[int, Field(strict=True, ge=0, le=10**13)]


class Value(BaseModel):
    """A frozen, closed value."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def content(self) -> dict[str, Any]:
        """Return the fields that are set, as plain JSON values, for hashes and storage."""
        return self.model_dump(mode="json", exclude_none=True, exclude_defaults=True)


class Source(Value):
    """A document or data set that claims are read from."""

    id: SourceId
    title: Text
    publisher: Text | None = None
    url: Annotated[str, Field(pattern=r"^https?://[^\s<>\"]+$", max_length=2000)] | None = None
    licence: Text | None = None
    published_on: PartialDate | None = None
    retrieved_on: PartialDate | None = None
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")] | None = None
    authority: Authority = Authority.TEXT
    loader: Text | None = None
    loader_version: Text | None = None


class Citation(Value):
    """The place in a source that states a fact, in its words (`quote`) or in ours (`gist`)."""

    source: SourceId
    locator: Text
    quote: Annotated[str, Field(max_length=QUOTE_LENGTH), AfterValidator(visible_text)] | None = (
        None
    )
    gist: Words | None = None
    extractor: Text | None = None
    confidence: Confidence = 1.0


def _period(since: str | None, until: str | None) -> str:
    """Return a date, or the two bounds of a period, an open one left empty: `2015`, `2015..`."""
    return since or "" if since == until else f"{since or ''}..{until or ''}"


def _check_life(since: str | None, until: str | None) -> None:
    """Refuse a fact that ends before it begins."""
    if packed(since) > last_day(packed(until)):
        raise OntologyViolation(f"La fin ({until}) précède le début ({since}).")


class Node(Value):
    """An actor, a programme, an agreement or a territory, as one source names it.

    `other_ids` are further identifiers of the same node, ours (`siren:215906066`) or not
    (`numero:226`). `article` ("la", "le", "les", "l’", "") and `gender` ("f", "m") let French
    sentences agree. `signed_on` is the announced date while an agreement is planned.
    """

    id: CheckedId
    kind: NodeKind
    name: Text
    short_name: Text | None = None
    names: tuple[Text, ...] = ()
    other_ids: tuple[Annotated[str, Field(pattern=r"^[a-z_]+:\S.*$", max_length=200)], ...] = ()
    since: PartialDate | None = None
    until: PartialDate | None = None
    article: Annotated[str, Field(pattern=r"^(la|le|les|l’|)$")] | None = None
    gender: Annotated[str, Field(pattern=r"^[fm]$")] | None = None
    population: Annotated[int, Field(strict=True, ge=0, le=10**9)] | None = None
    generation: Text | None = None
    form: Form | None = None
    number: Text | None = None
    status: Status | None = None
    signed_on: PartialDate | None = None

    @property
    def begins(self) -> str | None:
        """Return from when it lives: an agreement, from its signature, unless told otherwise."""
        return self.since or self.signed_on

    @model_validator(mode="after")
    def _obeys_the_ontology(self) -> Self:
        for name, kinds in NODE_PROPERTIES.items():
            if getattr(self, name) is not None and self.kind not in kinds:
                raise OntologyViolation(f"« {self.id} » est un {self.kind} : pas de « {name} ».")
        _check_life(self.since, self.until)
        return self


class Edge(Value):
    """One relation between two nodes; amounts are whole cents, never floats.

    `start_kind` and `end_kind` are the kinds that the source gives to the ends, checked against
    the ontology. `share_bp` is a share in hundredths of a percent. A year or a period is
    `since` and `until`. `counted` marks a record of a list, where two identical rows are two
    facts; elsewhere saying a fact twice is one fact told twice.
    """

    kind: EdgeKind
    start: CheckedId
    end: CheckedId
    start_kind: NodeKind
    end_kind: NodeKind
    since: PartialDate | None = None
    until: PartialDate | None = None
    signed_on: PartialDate | None = None
    role: Role | None = None
    represented_as: Text | None = None
    amount_cents: Cents | None = None
    currency: Currency | None = None
    instrument: Instrument | None = None
    share_bp: Annotated[int, Field(strict=True, ge=0, le=10_000)] | None = None
    purpose: Words | None = None
    reference: Text | None = None
    stage: Stage | None = None
    under: CheckedId | None = None
    of_which: Text | None = None
    territory: CheckedId | None = None
    counted: bool = False

    @property
    def begins(self) -> str | None:
        """Return from when it holds: a signature, from its own date where it has one."""
        return self.signed_on or self.since

    @model_validator(mode="after")
    def _obeys_the_ontology(self) -> Self:
        if not allows(self.kind, self.start_kind, self.end_kind):
            raise OntologyViolation(
                f"{self.start} ({self.start_kind}) -{self.kind}-> {self.end} ({self.end_kind}) :"
                " l’ontologie ne le permet pas.",
                hint="Le tableau de ce qui est permis est dans graph/ontology.py.",
            )
        if self.start == self.end:
            raise OntologyViolation(f"« {self.start} » ne peut être lié à lui-même.")
        for name in EDGE_FIELDS:
            if getattr(self, name) is not None and name not in EDGE_PROPERTIES[self.kind]:
                raise OntologyViolation(f"Un lien {self.kind} n’a pas de « {name} ».")
        if (self.amount_cents is None) != (self.currency is None):
            raise OntologyViolation(
                "Un montant va avec sa monnaie, et une monnaie avec son montant."
            )
        _check_life(self.since, self.until)
        return self

    def qualifier(self, canonical: Mapping[NodeId, NodeId] | None = None) -> str:
        """Return what tells this edge from another of its kind between the same two nodes.

        Never an amount, a line or a source: those may be disputed. `canonical` translates the
        ids inside it; ids that it lacks stay as read.
        """
        names = canonical or {}
        if self.kind is EdgeKind.PILOTS:
            return names.get(self.territory, self.territory) if self.territory else ""
        if self.kind is not EdgeKind.FINANCES:
            return ""
        parts = (
            slug(self.reference or self.purpose or ""),
            _period(self.since, self.until),
            self.instrument or "",
            self.stage or "",
            names.get(self.under, self.under) if self.under else "",
        )
        return "|".join(parts).rstrip("|")


class Measure(Value):
    """A number told of one node, without a node at its other end: « 14 quartiers ».

    `value` is a whole number of `unit`: `count`, `cents` (with a currency) or `bp`, hundredths
    of a percent. Everything but the value identifies it, so that two sources may disagree.
    """

    node: CheckedId
    what: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,59}$")]
    value: Annotated[int, Field(strict=True, ge=0, le=10**15)]
    unit: Annotated[str, Field(pattern=r"^(count|cents|bp)$")] = "count"
    currency: Currency | None = None
    since: PartialDate | None = None
    until: PartialDate | None = None
    stage: Stage | None = None
    territory: CheckedId | None = None
    payers: tuple[CheckedId, ...] = ()

    @model_validator(mode="after")
    def _is_complete(self) -> Self:
        if (self.unit == "cents") != (self.currency is not None):
            raise OntologyViolation(
                "Un montant va avec sa monnaie, et une monnaie avec son montant."
            )
        _check_life(self.since, self.until)
        return self

    def key(self, canonical: Mapping[NodeId, NodeId] | None = None) -> str:
        """Return what identifies the measure on its node: all of it but the value."""
        names = canonical or {}
        parts = (
            self.what,
            self.unit,
            self.currency or "",
            _period(self.since, self.until),
            self.stage or "",
            names.get(self.territory, self.territory) if self.territory else "",
            ",".join(sorted({names.get(payer, payer) for payer in self.payers})),
        )
        return "|".join(parts).rstrip("|")


class Claim(Value):
    """One fact, and the place of one source that states it."""

    fact: Node | Edge | Measure
    citation: Citation

    def hash(self) -> bytes:
        """Return 16 bytes that name this claim by its content: equal claims, equal hashes."""
        text = self.model_dump_json(exclude_none=True, exclude_defaults=True)
        return hashlib.blake2b(text.encode(), digest_size=16).digest()

    @property
    def name(self) -> str:
        """Return the hash as text: what a ruling calls the claim."""
        return self.hash().hex()


class Judgement(Value):
    """A person's answer to « are these two ids the same node? »; undone by removing it."""

    left: CheckedId
    right: CheckedId
    verdict: Annotated[str, Field(pattern=r"^(same|different|unsure)$")]
    by: Text
    on: PartialDate
    why: Words | None = None

    @model_validator(mode="after")
    def _is_about_two(self) -> Self:
        if self.left == self.right:
            raise OntologyViolation("Un jugement porte sur deux identifiants différents.")
        return self

    @property
    def pair(self) -> tuple[NodeId, NodeId]:
        """Return the two ids, sorted: one pair has one judgement, the last given."""
        return (self.left, self.right) if self.left < self.right else (self.right, self.left)


class Ruling(Value):
    """A person's answer to « does this source say so? » of one claim; undone by removing it.

    `claim` names the claim by its content (`Claim.name`), so that the answer outlives a reload.
    """

    source: SourceId
    claim: Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]
    verdict: Annotated[str, Field(pattern=r"^(accepted|refused)$")]
    by: Text
    on: PartialDate
    why: Words | None = None

    @property
    def pair(self) -> tuple[str, str]:
        """Return the source and the claim: one claim has one ruling, the last given."""
        return self.source, self.claim


#: The properties that only some kinds of edge carry.
EDGE_FIELDS: tuple[str, ...] = tuple(sorted(frozenset().union(*EDGE_PROPERTIES.values())))
