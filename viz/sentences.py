"""Facts said in French: one sentence an edge, with articles, agreement and elisions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote

from graph.derive import EdgeFacts, MeasureFacts
from graph.ids import NodeId
from graph.model import Edge, Node
from graph.ontology import EdgeKind, NodeKind, Role, Stage
from viz.names import Called, called
from viz.typography import NBSP, amount, count, dated, number, percent
from viz.words import Rich, Span, strong

#: Verbs in the singular and the plural; what stands between the verb and the second name.
_VERBS: Mapping[EdgeKind, tuple[str, str]] = {
    EdgeKind.SIGNS: ("signe", "signent"),
    EdgeKind.FINANCES: ("finance", "financent"),
    EdgeKind.PILOTS: ("pilote", "pilotent"),
    EdgeKind.COVERS: ("couvre", "couvrent"),
    EdgeKind.PART_OF: ("fait partie", "font partie"),
    EdgeKind.AMENDS: ("modifie", "modifient"),
    EdgeKind.MEMBER_OF: ("est membre", "sont membres"),
    EdgeKind.SUCCEEDS: ("prend la suite", "prennent la suite"),
    EdgeKind.PARTNERS_WITH: ("est partenaire", "sont partenaires"),
}
_WITH_DE = frozenset(
    {EdgeKind.PART_OF, EdgeKind.MEMBER_OF, EdgeKind.SUCCEEDS, EdgeKind.PARTNERS_WITH}
)
_STAGES: Mapping[Stage, tuple[str, str]] = {
    Stage.ANNOUNCED: ("annonce", "annoncent"),
    Stage.PROGRAMMED: ("programme", "programment"),
    Stage.COMMITTED: ("engage", "engagent"),
    Stage.PAID: ("paie", "paient"),
}
#: What is counted, one and many; other words are shown as they are stored.
COUNTED: Mapping[str, tuple[str, str]] = {
    "quartiers": ("quartier", "quartiers"),
    "communes": ("commune", "communes"),
    "villes": ("ville", "villes"),
    "conventions": ("convention", "conventions"),
    "contrats": ("contrat", "contrats"),
    "habitants": ("habitant", "habitants"),
    "regies": ("régie", "régies"),
    "projets": ("projet", "projets"),
    "logements": ("logement", "logements"),
    "federations": ("fédération", "fédérations"),
    "salaries": ("salarié", "salariés"),
    "departements": ("département", "départements"),
    "regions": ("région", "régions"),
    "intercommunalites": ("intercommunalité", "intercommunalités"),
    "epci": ("intercommunalité", "intercommunalités"),
    "organismes": ("organisme", "organismes"),
    "adherents": ("adhérent", "adhérents"),
    "membres": ("membre", "membres"),
    "signataires": ("signataire", "signataires"),
}


@dataclass(frozen=True, slots=True)
class Names:
    """How the nodes of an answer are named in sentences, by id."""

    nodes: Mapping[NodeId, Node]

    def __getitem__(self, identifier: NodeId) -> Called:
        node = self.nodes.get(identifier)
        return called(node) if node is not None else Called(identifier)


def address(identifier: NodeId) -> str:
    """Return the address of a node in the explorer."""
    return f"/n/{quote(identifier, safe=':@')}"


def edge_words(facts: EdgeFacts, names: Names) -> Rich:
    """Say an edge: « L’ANRU pilote le NPNRU », « Action Logement finance le NPNRU à 72 % »."""
    edge = facts.edge
    subject, target = names[edge.start], names[edge.end]
    head = (*_office(edge, subject), " ")
    if edge.kind is EdgeKind.FINANCES:
        return (*head, *_finances(edge, subject, target))
    verb = _verb(edge, subject)
    words = target.of() if edge.kind in _WITH_DE else target.the()
    when = dated(_day(edge, names.nodes.get(edge.end)) if edge.kind is EdgeKind.SIGNS else None)
    place = f" à {names[edge.territory].text}" if edge.territory else ""
    link_word = f" {words}" if edge.kind in _WITH_DE or verb.strong else words
    return (*head, verb, Span(link_word, href=None), place + when)


def _verb(edge: Edge, subject: Called) -> Span:
    if edge.kind is EdgeKind.SIGNS and edge.role is Role.ANNOUNCED:
        return strong("doivent signer" if subject.plural else "doit signer")
    if edge.kind is EdgeKind.COVERS and edge.start_kind is NodeKind.AGENCY:
        verb = "sont intervenu" if subject.plural else "est intervenu"
        ending = subject.agree("")
        return strong(f"{verb}{ending} dans")
    return strong(_VERBS[edge.kind][subject.plural])


def _office(edge: Edge, subject: Called) -> Rich:
    """Return the subject, and in brackets the office that stands for it."""
    office = f" ({edge.represented_as})" if edge.represented_as else ""
    return (subject.at_start() + office,)


def _finances(edge: Edge, subject: Called, target: Called) -> Rich:
    period = _period(edge.since, edge.until)
    purpose = f"{NBSP}: {edge.purpose}" if edge.purpose else ""
    if edge.amount_cents is not None and edge.currency is not None:
        pair = _STAGES[edge.stage] if edge.stage else ("verse", "versent")
        sum_ = amount(edge.amount_cents, edge.currency)
        return strong(pair[subject.plural]), f" {sum_} pour {target.the()}{period}{purpose}"
    share = f" à {percent(edge.share_bp)}" if edge.share_bp is not None else ""
    verb = strong(_VERBS[edge.kind][subject.plural])
    return verb, f" {target.the()}", strong(share) if share else "", f"{period}{purpose}"


def _period(since: str | None, until: str | None) -> str:
    """Return « , en 2015 », « , de 2018 à 2022 », « , depuis 2003 » or « , jusqu’en 2014 »."""
    if since and until and since != until:
        return f", de {dated(since)[4:].strip()} à {dated(until)[4:].strip()}"
    if until and not since:
        return f", jusqu’{'au' if len(until) == 10 else 'en'} {dated(until)[4:].strip()}"
    return dated(since)


def _day(edge: Edge, agreement: Node | None) -> str | None:
    return edge.signed_on or (agreement.signed_on if agreement else None)


def measure_words(facts: MeasureFacts, names: Names) -> Rich:
    """Say a measure: « 14 quartiers, en 2015 », « 1,7 M€ annoncés par l’État »."""
    measure = facts.measure
    when = _period(measure.since, measure.until)
    payers = [names[payer].the() for payer in measure.payers]
    by = f" par {' et '.join(payers)}" if payers else ""
    stage = f", {STAGE_NAMES[measure.stage]}{by}" if measure.stage else by
    return strong(quantity(facts)), f"{stage}{when}"


def quantity(facts: MeasureFacts) -> str:
    """Return a measure's number with what it counts.

    A word that is not in the table is shown as stored, spaces for its underscores.
    """
    measure = facts.measure
    what = measure.what.replace("_", " ")
    if measure.currency is not None:
        return f"{amount(measure.value, measure.currency)}"
    if measure.unit == "bp":
        return f"{percent(measure.value)} ({what})"
    if measure.what in COUNTED:
        return count(measure.value, *COUNTED[measure.what])
    return f"{number(measure.value)}{NBSP}{what}"


STAGE_NAMES: Mapping[Stage, str] = {
    Stage.ANNOUNCED: "annoncé",
    Stage.PROGRAMMED: "programmé",
    Stage.COMMITTED: "engagé",
    Stage.PAID: "payé",
}
