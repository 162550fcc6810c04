"""The facts of one text as lines of a card, before they have a number."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from graph.ids import NodeId
from graph.ontology import EdgeKind
from loaders.texts.facts import Agreement, Bystander, Outside, Reading
from viz.reading import words
from viz.reading.kinds import Kind

_OUTSIDE = {
    EdgeKind.FINANCES: Kind.MONEY,
    EdgeKind.PILOTS: Kind.PILOT,
    EdgeKind.COVERS: Kind.SCOPE,
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: what is told and how it was read; `named` when a register may know the name."""

    kind: Kind
    told: str
    reading: Reading
    mention: str = ""
    details: tuple[str, ...] = ()
    id: NodeId | None = None
    named: bool = False


def of_agreement(one: Agreement) -> Iterator[Entry]:
    """Yield the facts of an agreement, the agreement itself first."""
    yield Entry(Kind.AGREEMENT, one.name, one.reading, one.mention)
    yield from _when(one)
    yield from _who(one)
    for programme in one.programmes:
        yield Entry(Kind.PROGRAMME, programme, _proof(one, f"programme:{programme}"))
    for told in one.amounts:
        details = tuple(words.money_details(told))
        yield Entry(
            Kind.MONEY, words.money(told), told.reading, told.mention, details, told.payer_id
        )
    yield from _where(one)


def of_outside(fact: Outside) -> Entry:
    """Return a fact that hangs on no agreement."""
    return Entry(
        _OUTSIDE.get(fact.type, Kind.TIE), words.tie(fact), fact.reading, fact.mention,
        tuple(words.tie_details(fact)), fact.origin_id,
    )  # fmt: skip


def of_bystander(one: Bystander) -> Entry:
    """Return an organisation that the text names and that signs nothing."""
    details = (words.kind_of(one.kind, one.name),)
    return Entry(Kind.BYSTANDER, one.name, one.reading, one.mention, details, one.id, named=True)


def _when(one: Agreement) -> Iterator[Entry]:
    """Yield the status, then the date: two facts that different words may say."""
    if "status" in one.evidence:
        yield Entry(Kind.AGREEMENT, words.state(one), one.evidence["status"])
    if one.signed_on:
        day, precision = words.signing(one.signed_on)
        yield Entry(Kind.DATE, day, _proof(one, "signed_on"), details=(precision,))


def _who(one: Agreement) -> Iterator[Entry]:
    for party in one.signatories:
        told = (words.kind_of(party.kind, party.name), words.represented(party))
        details = tuple(filter(None, told))
        yield Entry(
            Kind.PARTY, party.name, party.reading, party.mention, details, party.id, named=True
        )


def _where(one: Agreement) -> Iterator[Entry]:
    """Yield who leads, then what is concerned."""
    for pilot in one.pilots:
        details = (words.kind_of(pilot.kind, pilot.actor),)
        yield Entry(
            Kind.PILOT,
            pilot.actor,
            pilot.reading,
            pilot.mention,
            details,
            pilot.actor_id,
            named=True,
        )
    for cover in one.covers:
        details = (words.kind_of(cover.kind, cover.territory),)
        yield Entry(
            Kind.SCOPE, cover.territory, cover.reading, cover.mention, details, cover.id, named=True
        )
    for told in one.covers_counts:
        yield Entry(Kind.SCOPE, words.counted(told), told.reading, told.mention)


def _proof(one: Agreement, fact: str) -> Reading:
    """Return how a fact that is plain words was read; as the agreement was, when nothing says."""
    return one.evidence.get(fact, one.reading)
