"""What a text says, as claims: agreements, who signs, pays, pilots, what they cover.

Only the facts of an `Extraction` become claims, each with the words that say it. A fact is never
surer than the agreement that it hangs on. Nothing that was loaded before is looked at.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from graph.dates import partial_date
from graph.errors import UnreadableDate
from graph.ids import NodeId, slug
from graph.model import Node, Source, visible_text
from graph.ontology import TERRITORIES, Authority, EdgeKind, NodeKind, Role, Stage
from graph.store import SourceClaims
from loaders.curated import Register
from loaders.texts.claims.agreements import Pact, pacts, parties_unnamed
from loaders.texts.claims.collecting import Collected
from loaders.texts.claims.money import Money, sum_of
from loaders.texts.claims.naming import Named, Naming, is_class
from loaders.texts.claims.quoting import Quoting
from loaders.texts.facts import Agreement, Count, Cover, Extraction, Outside, Party, Pilot, Reading
from loaders.texts.grammar.formal import is_formal
from loaders.texts.reading import ReadText

#: What sources name as their loader, and a version that moves when this reading changes.
LOADER, VERSION = "texts", "1"
_URL = re.compile(r"https?://[^\s<>\"]{1,1990}")
_UNSAFE = re.compile(r"[^A-Za-z0-9._@-]+")
K = NodeKind


@dataclass(frozen=True, slots=True)
class Told:
    """What one text says, what of it the graph cannot hold (and why), what is no fact of it."""

    said: SourceClaims
    refused: tuple[str, ...]
    not_facts: int  #: bystanders, and agreements mentioned in passing that nothing tells apart


def source_id_of(name: str) -> str:
    """Return the id of the source of a text whose file has this name, without its folder.

    >>> source_id_of("Convention signée (2).pdf")
    'Convention-signee-2-.pdf'
    """
    plain = unicodedata.normalize("NFKD", name)
    letters = "".join(c for c in plain if not unicodedata.combining(c))
    return _UNSAFE.sub("-", letters).lstrip("-._@")[-120:].lstrip("-._@") or "texte"


def source_of(
    document: ReadText, extraction: Extraction, *, identifier: str, name: str
) -> Source:  # fmt: skip
    """Return the source that a text is; `name` is its file's, the title of what has none.

    When it was retrieved is not known here: a file does not say.
    """
    title = extraction.title or document.title or name
    url = extraction.url if _URL.fullmatch(extraction.url or "") else None
    return Source(
        id=identifier,
        title=visible_text(title)[:500] or identifier,
        url=url,
        published_on=_date(extraction.published or document.published_on),
        sha256=document.sha256,
        authority=Authority.TEXT,
        loader=LOADER,
        loader_version=VERSION,
    )


def told_by(
    document: ReadText, extraction: Extraction, *, source: Source, register: Register,
    programmes: Mapping[str, NodeId], keep_names: bool = False,
) -> Told:  # fmt: skip
    """Return what a text says, as claims of `source`.

    `register` names the ids that ship, `programmes` gives the ids of theirs by folded name.
    Names of persons are masked in quotes unless `keep_names`. Cost: linear in text and facts.
    """
    quoting = Quoting(document.text, source=source.id, keep_names=keep_names)
    naming = Naming(extraction, source=source.id, register=register, programmes=programmes)
    teller = _Teller(Collected(), naming, quoting, act=is_formal(quoting.text))
    agreements = pacts(extraction.agreements, source=source.id)
    kept = {pact.told.key for pact in agreements}
    for pact in agreements:
        teller.agreement(pact, agreements)
    for told in extraction.agreements:
        if told.key in kept:
            teller.series(told, [pact for pact in agreements if pact.told.key == told.key])
    outside = _told_once(extraction.outside)
    sums = Counter((fact.type, fact.origin, fact.to) for fact in outside)
    for fact in outside:
        teller.outside(fact, counted=sums[fact.type, fact.origin, fact.to] > 1)
    aside = len(extraction.bystanders) + sum(a.key not in kept for a in extraction.agreements)
    said = SourceClaims(source, teller.collected.all())
    refused = tuple(
        f"« {quoting.masked(*reading.span)} » : {reason}"
        for reading, reason in teller.collected.refused
    )
    return Told(said, refused, aside)


@dataclass(slots=True)
class _Teller:
    """Turns the facts of one text into claims."""

    collected: Collected
    naming: Naming
    quoting: Quoting
    act: bool

    def agreement(self, pact: Pact, among: list[Pact]) -> None:
        """Claim an agreement and all that hangs on it."""
        told, named = pact.told, pact.named
        self._describe(pact)
        for party in told.signatories:
            self._signature(pact, party)
        for name in told.programmes:
            reading = told.evidence.get(f"programme:{name}", told.reading)
            self._tie(EdgeKind.PART_OF, named, self.naming.of(name, K.PROGRAMME), told, reading)
        for cover in told.covers:
            self._tie(EdgeKind.COVERS, named, self._territory(cover, told), told, cover.reading)
        for pilot in told.pilots:
            self._pilot(pact, pilot, among)
        for count in told.covers_counts:
            self._count(named, count, told)
        Money(self.collected, self.naming, self.quoting, self.act).claim(pact)
        for amended in among:
            if told.amends == amended.told.key:
                reading = told.evidence.get("amends", told.reading)
                self._tie(EdgeKind.AMENDS, named, amended.named, told, reading)

    def series(self, told: Agreement, several: list[Pact]) -> None:
        """Claim how many parties sign, and of a series how many agreements name no party."""
        if told.signatories_count is not None and len(several) == 1:
            reading = told.evidence.get("signatories_count", told.reading)
            self._measure(several[0].named, "signataires", told.signatories_count, told, reading)
        if not parties_unnamed(told):
            return
        reading = told.evidence.get("instances", told.reading)
        of = several[0].named if len(several) == 1 else self._counterpart(told, several)
        if of is not None:
            self._measure(of, "conventions", told.instances or 0, told, reading)

    def outside(self, fact: Outside, *, counted: bool = False) -> None:
        """Claim a fact that hangs on no agreement; a number without a second end is a measure.

        `counted` when the text tells of another sum between the same two.
        """
        start = self._end(fact.origin, fact.origin_kind, fact.origin_id)
        end = self._end(fact.to, fact.to_kind, fact.to_id)
        cited = self.quoting.cite(fact.reading)
        if start and fact.count is not None and fact.to_id is None:
            what = _what(fact.to or "elements")
            self.collected.measure(start, cited, fact.reading, what=what, value=fact.count)
        elif start and end:
            told = _promised(fact, counted=counted) if fact.type is EdgeKind.FINANCES else {}
            self.collected.tie(fact.type, start, end, cited, fact.reading, **told)
        elif (alone := start or end) and fact.amount_eur is not None:
            missing = fact.to if start else fact.origin
            what = f"montant_{_what(missing)}" if missing else "montant"
            told = {"what": what[:60], "stage": Stage.ANNOUNCED, **sum_of(fact.amount_eur)}
            self.collected.measure(alone, cited, fact.reading, **told)
        else:
            self.collected.refused.append((fact.reading, "le texte ne dit pas qui, ou à qui."))

    def _describe(self, pact: Pact) -> None:
        """Claim the node of an agreement: itself, then its date in the words that give it.

        The status goes with the date: a date that is only announced must never seem kept.
        """
        told, node = pact.told, pact.named.node
        settled = told.evidence.get("status", told.reading)
        cite = partial(self.quoting.cite, at_most=told.reading.confidence)
        base = node.model_copy(update={"status": told.status})
        if settled == told.reading:
            self.collected.describe(base, cite(told.reading))
        else:
            self.collected.describe(node, cite(told.reading))
            self.collected.describe(base, cite(settled))
        signed_on = _date(told.signed_on)
        if signed_on:
            dated = Node.model_validate(base.content() | {"signed_on": signed_on})
            self.collected.describe(dated, cite(told.evidence.get("signed_on", told.reading)))

    def _signature(self, pact: Pact, party: Party) -> None:
        signer = self.naming.of(party.name, party.kind, party.id, mention=party.mention)
        role = Role.ANNOUNCED if pact.planned else Role.SIGNATORY
        office = visible_text(party.represented_as or "")[:500] or None
        self.collected.tie(
            EdgeKind.SIGNS, signer, pact.named,
            self.quoting.cite(party.reading, at_most=pact.told.reading.confidence),
            party.reading, role=role, represented_as=office,
        )  # fmt: skip

    def _pilot(self, pact: Pact, pilot: Pilot, among: list[Pact]) -> None:
        """Claim who leads an agreement or a programme, there in the territory of who leads it."""
        lead = self.naming.of(pilot.actor, pilot.kind, pilot.actor_id, mention=pilot.mention)
        if pilot.of == pact.told.key:
            self._tie(EdgeKind.PILOTS, lead, pact.named, pact.told, pilot.reading)
        elif pilot.of not in {other.told.key for other in among}:
            cited = self.quoting.cite(pilot.reading, at_most=pact.told.reading.confidence)
            self.collected.tie(
                EdgeKind.PILOTS, lead, self.naming.of(pilot.of, K.PROGRAMME), cited, pilot.reading,
                territory=lead.id if lead.kind in TERRITORIES else None,
            )  # fmt: skip

    def _territory(self, cover: Cover, about: Agreement) -> Named:
        return self.naming.of(
            cover.territory, cover.kind, cover.id, mention=cover.mention, about=about
        )

    def _count(self, named: Named, count: Count, told: Agreement) -> None:
        self._measure(named, _what(count.what), count.count, told, count.reading)

    def _counterpart(self, told: Agreement, several: list[Pact]) -> Named | None:
        """Return who signs all the agreements of a series."""
        common = set.intersection(*({p.name for p in one.told.signatories} for one in several))
        party = next((p for p in told.signatories if p.name in common), None)
        if party is None:
            return None
        return self.naming.of(party.name, party.kind, party.id, mention=party.mention)

    def _end(self, name: str | None, kind: NodeKind | None, known: NodeId | None) -> Named | None:
        if not name or (known is None and is_class(name)):
            return None
        return self.naming.of(name, kind or K.ORGANISATION, known)

    def _tie(
        self, kind: EdgeKind, start: Named, end: Named, told: Agreement, reading: Reading
    ) -> None:
        cited = self.quoting.cite(reading, at_most=told.reading.confidence)
        self.collected.tie(kind, start, end, cited, reading)

    def _measure(self, of: Named, what: str, value: int, told: Agreement, reading: Reading) -> None:
        cited = self.quoting.cite(reading, at_most=told.reading.confidence)
        self.collected.measure(of, cited, reading, what=what, value=value)


def _told_once(facts: Iterable[Outside]) -> list[Outside]:
    """Return facts of which none says what an earlier one said: a sum told twice is one sum."""
    once: dict[tuple[object, ...], Outside] = {}
    for f in facts:
        key = (f.type, f.origin, f.to, f.amount_eur, f.share_pct, f.count)
        once.setdefault(key, f)
    return list(once.values())


def _promised(fact: Outside, *, counted: bool) -> dict[str, Any]:
    """Return what is told of money outside agreements: a programme's, announced."""
    money = sum_of(fact.amount_eur)
    told = {"amount_cents": money["value"], "currency": money["currency"]} if money else {}
    share = None if fact.share_pct is None else round(fact.share_pct * 100)
    return {"stage": Stage.ANNOUNCED, "share_bp": share, "counted": counted, **told}


def _what(words: str) -> str:
    """Return what a number counts, as measures name it: « QPV » → `qpv`."""
    word = slug(words).replace("-", "_")[:60].strip("_")
    return word if word[:1].isalpha() else f"n_{word}"[:60].strip("_")


def _date(text: str | None) -> str | None:
    try:
        return partial_date(text) if text else None
    except UnreadableDate:
        return None
