"""What was read, in French: one line of a card for each fact, its precision said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from graph.ontology import Currency, EdgeKind, Form, NodeKind, Status
from loaders.texts.facts import Agreement, Amount, Count, Outside, Party
from viz.palette import look
from viz.typography import amount, count, date, decimal, number, on_day, quoted

#: What each form is called, and whether the word is feminine.
FORMS: Mapping[Form, tuple[str, bool]] = {
    Form.CONVENTION: ("Convention", True),
    Form.CONTRAT_DE_VILLE: ("Contrat de ville", False),
    Form.PROTOCOLE: ("Protocole", False),
    Form.AVENANT: ("Avenant", False),
    Form.CHARTE: ("Charte", True),
    Form.ACCORD_CADRE: ("Accord-cadre", False),
    Form.ORT: ("Opération de revitalisation de territoire", True),
}
_STATES: Mapping[Status, str] = {
    Status.PLANNED: "annoncé{e}, pas encore signé{e}",
    Status.SIGNED: "signé{e}",
    Status.ENDED: "terminé{e}",
}
_PRECISION = {10: "au jour près", 7: "au mois près", 4: "à l’année près"}
_TIES: Mapping[EdgeKind, str] = {
    EdgeKind.FINANCES: "finance",
    EdgeKind.PILOTS: "pilote",
    EdgeKind.COVERS: "concerne",
    EdgeKind.MEMBER_OF: "est membre de",
    EdgeKind.SUCCEEDS: "succède à",
    EdgeKind.PARTNERS_WITH: "est partenaire de",
}


def state(agreement: Agreement) -> str:
    """Return whether it is signed, the participle agreeing with the form.

    >>> from graph.ontology import Form, Status
    >>> from loaders.texts.facts import Agreement, Reading
    >>> here = Reading((0, 0), "r", 1.0)
    >>> state(Agreement("c1", "C", Form.CHARTE, Status.PLANNED, "", here))
    'annoncée, pas encore signée'
    """
    feminine = FORMS[agreement.kind][1]
    return _STATES[agreement.status].format(e="e" if feminine else "")


def signing(day: str) -> tuple[str, str]:
    """Return a date in words and its precision.

    >>> signing("2015-06")
    ('en juin 2015', 'au mois près')
    """
    return on_day(day), _PRECISION.get(len(day), "")


def kind_of(kind: NodeKind, name: str) -> str:
    """Return what an actor is: « commune », « ministère »."""
    return look(kind, name).one


def represented(party: Party) -> str:
    """Return who stands for a party, "" when the text does not say."""
    named = [told for told in (party.represented_by, party.represented_as) if told]
    return f"représentant\u00a0: {', '.join(named)}" if named else ""


def money(told: Amount) -> str:
    """Return a sum: euros, francs, or its share alone."""
    if told.amount_eur is not None:
        return _sum(told.amount_eur, Currency.EUR)
    if told.amount_frf is not None:
        return _sum(told.amount_frf, Currency.FRF)
    return _percent(told.share_pct) if told.share_pct is not None else "somme non dite"


def money_details(told: Amount) -> Iterator[str]:
    """Yield who pays, how much of the whole, when and for what."""
    yield f"payé par {told.payer}" if told.payer else "total, ou payeur non dit"
    if told.share_pct is not None and (told.amount_eur or told.amount_frf):
        yield _percent(told.share_pct)
    if told.per_year:
        yield "par an"
    if told.year is not None:
        yield f"en {told.year}"
    if told.period:
        yield told.period
    if told.target:
        yield f"pour {told.target}"


def _sum(value: float, currency: Currency) -> str:
    return amount(round(value * 100), currency)


def _percent(share: float) -> str:
    return f"{decimal(share)}\u202f%"


def counted(told: Count) -> str:
    """Return « 14 QPV »: how much of what an agreement concerns."""
    return f"{number(told.count)}\u00a0{told.what}"


def tie(fact: Outside) -> str:
    """Return a fact that hangs on no agreement as a sentence."""
    parts = [fact.origin or "quelqu’un", _TIES.get(fact.type, str(fact.type).lower())]
    if fact.count is not None:
        parts.append(number(fact.count))
    if fact.to:
        parts.append(fact.to)
    return " ".join(parts)


def tie_details(fact: Outside) -> Iterator[str]:
    """Yield the sum and the share of a fact that hangs on no agreement."""
    if fact.amount_eur is not None:
        yield _sum(fact.amount_eur, Currency.EUR)
    if fact.share_pct is not None:
        yield _percent(fact.share_pct)


def title(agreement: Agreement) -> str:
    """Return what stands over a card: the form, then how many when a series is told."""
    form = FORMS[agreement.kind][0]
    if agreement.instances and agreement.instances > 1:
        return f"{form} · série de {number(agreement.instances)}"
    return form


def asides(agreement: Agreement, names: Mapping[str, str]) -> Iterator[str]:
    """Yield what a card adds: the number of the act, what it amends, how many sign."""
    if agreement.number:
        yield f"n°\u00a0{agreement.number}"
    if agreement.amends:
        yield f"modifie {quoted(names.get(agreement.amends, agreement.amends))}"
    if agreement.signatories_count:
        yield f"le texte compte {count(agreement.signatories_count, 'signataire')}"


def printed(day: str) -> str:
    """Return the date that a text prints of itself; as it is when it is no date.

    >>> printed("2010-10-20") == "20\u00a0octobre 2010"
    True
    """
    return date(day)
