"""The sums of an agreement as links and measures: who pays what, how surely promised."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from graph.dates import partial_date
from graph.errors import UnreadableDate
from graph.ids import slug
from graph.ontology import Currency, EdgeKind, NodeKind, Stage, Status, allows
from loaders.texts.claims.agreements import Pact
from loaders.texts.claims.collecting import Collected
from loaders.texts.claims.naming import Named, Naming, bare, is_class
from loaders.texts.claims.quoting import Quoting
from loaders.texts.facts import Amount

_DATE = r"((?:19|20)\d{2}(?:-\d{2}(?!\d)){0,2})(?!\d)"
_YEARS = re.compile(rf"{_DATE}(?:\D+{_DATE})?")


@dataclass(slots=True)
class Money:
    """Claims the sums of agreements; `act` when the text is the agreement itself."""

    collected: Collected
    naming: Naming
    quoting: Quoting
    act: bool

    def claim(self, pact: Pact) -> None:
        """Claim each sum of an agreement: a link from who pays it, a measure without a payer."""
        alike = Counter(self._key(amount) for amount in _distinct(pact.told.amounts))
        for amount in _distinct(pact.told.amounts):
            if amount.payer and not is_class(amount.payer):
                self._link(pact, amount, counted=alike[self._key(amount)] > 1)
            else:
                self._measure(pact, amount)

    def stage(self, pact: Pact) -> Stage:
        """Return how real a sum is: planned by a signed act, or only told."""
        signed = pact.told.status is not Status.PLANNED
        return Stage.PROGRAMMED if self.act and signed else Stage.ANNOUNCED

    def _link(self, pact: Pact, amount: Amount, *, counted: bool) -> None:
        payer = self.naming.of(
            amount.payer or "", amount.payer_kind or NodeKind.ORGANISATION, amount.payer_id
        )
        receiver = self._receiver(amount, payer)
        to, under = (receiver, pact.named.id) if receiver else (pact.named, None)
        purpose = [] if receiver or not amount.target else [amount.target]
        purpose += ["par an"] if amount.per_year else []
        since, until = _period(amount)
        cited = self.quoting.cite(amount.reading, at_most=pact.told.reading.confidence)
        self.collected.tie(
            EdgeKind.FINANCES, payer, to, cited, amount.reading,
            since=since, until=until, stage=self.stage(pact), under=under,
            purpose=", ".join(purpose)[:2000] or None, share_bp=_share(amount), counted=counted,
            **_cents(amount, "amount_cents"),
        )  # fmt: skip

    def _receiver(self, amount: Amount, payer: Named) -> Named | None:
        """Return the body or territory that the text names as receiver, if it is a node."""
        target = self.naming.registered(amount.target) if amount.target else None
        if target is None or not allows(EdgeKind.FINANCES, payer.kind, target[1]):
            return None
        return self.naming.of(amount.target or "", target[1], target[0])

    def _measure(self, pact: Pact, amount: Amount) -> None:
        told = _cents(amount, "value")
        if not told:
            return
        what = "montant" if not amount.payer else f"montant_des_{_word(amount.payer)}"
        what += f"_{_word(amount.target)}" if amount.target else ""
        what += "_par_an" if amount.per_year else ""
        since, until = _period(amount)
        cited = self.quoting.cite(amount.reading, at_most=pact.told.reading.confidence)
        self.collected.measure(
            pact.named, cited, amount.reading, what=what[:60].strip("_"), unit="cents",
            since=since, until=until, stage=self.stage(pact), **told,
        )  # fmt: skip

    @staticmethod
    def _key(amount: Amount) -> tuple[object, ...]:
        """Return what tells sums of one agreement apart, but for their amounts."""
        return (amount.payer, amount.target, *_period(amount), amount.per_year)


def sum_of(amount_eur: float | None) -> dict[str, Any]:
    """Return the value, unit and currency of a total in euros; nothing when there is none."""
    if amount_eur is None:
        return {}
    return {"value": round(amount_eur * 100), "unit": "cents", "currency": Currency.EUR}


def _cents(amount: Amount, name: str) -> dict[str, Any]:
    """Return a sum in cents with its currency; euros win where both are told."""
    if amount.amount_eur is not None:
        return {name: round(amount.amount_eur * 100), "currency": Currency.EUR}
    if amount.amount_frf is not None:
        return {name: round(amount.amount_frf * 100), "currency": Currency.FRF}
    return {}


def _distinct(amounts: tuple[Amount, ...]) -> Iterator[Amount]:
    """Yield sums that differ by more than the place that tells them."""
    seen = set()
    for a in amounts:
        key = (a.payer, a.target, a.year, a.period, a.per_year, a.amount_eur, a.amount_frf)
        if key not in seen:
            seen.add(key)
            yield a


def _share(amount: Amount) -> int | None:
    return None if amount.share_pct is None else round(amount.share_pct * 100)


def _period(amount: Amount) -> tuple[str | None, str | None]:
    """Return the bounds of the year or period of a sum, None where the text gives none."""
    if amount.year is not None:
        return str(amount.year), str(amount.year)
    years = _YEARS.search(amount.period or "")
    if years is None:
        return None, None
    since, until = _date(years[1]), _date(years[2] or years[1])
    return (since, until) if not since or not until or since <= until else (None, None)


def _date(text: str) -> str | None:
    try:
        return partial_date(text)
    except UnreadableDate:
        return None


def _word(text: str | None) -> str:
    return slug(bare(text or "")).replace("-", "_")
