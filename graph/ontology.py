"""What exists and who may do what to whom: the whole ontology as tables a human can audit."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class NodeKind(StrEnum):
    """What a node is. An identifier's prefix is a namespace, not a kind: a kind may be learnt."""

    AGENCY = "Agency"
    STATE_SERVICE = "StateService"
    MUNICIPALITY = "Municipality"
    INTERCOMMUNALITY = "Intercommunality"
    DEPARTMENT = "Department"
    REGION = "Region"
    COUNTRY = "Country"
    FEDERATION = "Federation"
    HOUSING_PROVIDER = "HousingProvider"
    FUNDER = "Funder"
    ASSOCIATION = "Association"
    COMPANY = "Company"
    PUBLIC_BODY = "PublicBody"
    ORGANISATION = "Organisation"
    PROGRAMME = "Programme"
    CONVENTION = "Convention"
    NEIGHBOURHOOD = "Neighbourhood"


class EdgeKind(StrEnum):
    """What one node does to another."""

    SIGNS = "SIGNS"
    FINANCES = "FINANCES"
    PILOTS = "PILOTS"
    COVERS = "COVERS"
    PART_OF = "PART_OF"
    AMENDS = "AMENDS"
    MEMBER_OF = "MEMBER_OF"
    SUCCEEDS = "SUCCEEDS"
    PARTNERS_WITH = "PARTNERS_WITH"


class Form(StrEnum):
    """The form of an agreement, as French administrative law and practice name it."""

    CONVENTION = "convention"
    CONTRAT_DE_VILLE = "contrat_de_ville"
    PROTOCOLE = "protocole"
    AVENANT = "avenant"
    CHARTE = "charte"
    ACCORD_CADRE = "accord_cadre"
    ORT = "ort"


class Status(StrEnum):
    """How far an agreement went, weakest first: a later one always beats an earlier one."""

    PLANNED = "planned"
    SIGNED = "signed"
    ENDED = "ended"


class Role(StrEnum):
    """As what an actor signs, weakest first; `announced` while the agreement is planned."""

    ANNOUNCED = "announced"
    BENEFICIARY = "beneficiary"
    SIGNATORY = "signatory"


class Stage(StrEnum):
    """How real a sum is: told, planned in a signed act, voted, paid. Never added across."""

    ANNOUNCED = "announced"
    PROGRAMMED = "programmed"
    COMMITTED = "committed"
    PAID = "paid"


class Instrument(StrEnum):
    """The form in which help comes."""

    GRANT = "grant"
    LOAN = "loan"
    GUARANTEE = "guarantee"
    IN_KIND = "in_kind"


class Currency(StrEnum):
    """ISO 4217 codes met in the field: euros, former French francs, Pacific francs."""

    EUR = "EUR"
    FRF = "FRF"
    XPF = "XPF"


class Authority(StrEnum):
    """How much a source weighs when two disagree, strongest first."""

    CORRECTION = "correction"
    OFFICIAL = "official"
    CURATED = "curated"
    TEXT = "text"


N = NodeKind

#: Local and regional authorities and the country: places that also act.
AUTHORITIES = frozenset({N.MUNICIPALITY, N.INTERCOMMUNALITY, N.DEPARTMENT, N.REGION, N.COUNTRY})
#: What an agreement can cover.
TERRITORIES = AUTHORITIES | {N.NEIGHBOURHOOD}
#: Who can sign, pay or pilot.
ACTORS = AUTHORITIES | {
    N.AGENCY, N.STATE_SERVICE, N.FEDERATION, N.HOUSING_PROVIDER, N.FUNDER,
    N.ASSOCIATION, N.COMPANY, N.PUBLIC_BODY, N.ORGANISATION,
}  # fmt: skip
_PROGRAMME = frozenset({N.PROGRAMME})
_CONVENTION = frozenset({N.CONVENTION})
_PAID_FOR = ACTORS | TERRITORIES | _PROGRAMME | _CONVENTION

#: Who may do what to whom: each kind of edge lists the (starts, ends) it joins.
# fmt: off
RULES: Mapping[EdgeKind, tuple[tuple[frozenset[NodeKind], frozenset[NodeKind]], ...]] = {
    #                        from                                to
    EdgeKind.SIGNS:         ((ACTORS,                            _CONVENTION),),
    EdgeKind.FINANCES:      ((ACTORS,                            _PAID_FOR),),
    EdgeKind.PILOTS:        ((ACTORS,                            _PROGRAMME | _CONVENTION),),
    EdgeKind.COVERS:        ((ACTORS | _PROGRAMME | _CONVENTION, TERRITORIES),),
    EdgeKind.PART_OF:       ((_CONVENTION,                       _PROGRAMME | _CONVENTION),
                             (_PROGRAMME,                        _PROGRAMME),
                             (TERRITORIES,                       TERRITORIES),
                             (ACTORS,                            ACTORS)),
    EdgeKind.AMENDS:        ((_CONVENTION,                       _CONVENTION),),
    EdgeKind.MEMBER_OF:     ((ACTORS,                            ACTORS),),
    EdgeKind.SUCCEEDS:      ((_PROGRAMME,                        _PROGRAMME),
                             (_CONVENTION,                       _CONVENTION),
                             (TERRITORIES,                       TERRITORIES),
                             (ACTORS,                            ACTORS)),
    EdgeKind.PARTNERS_WITH: ((ACTORS,                            ACTORS),),
}

#: The properties each kind of edge may carry, beside `since` and `until`.
EDGE_PROPERTIES: Mapping[EdgeKind, frozenset[str]] = {
    EdgeKind.SIGNS:         frozenset({"signed_on", "role", "represented_as"}),
    EdgeKind.FINANCES:      frozenset({"amount_cents", "currency", "instrument", "share_bp",
                                       "purpose", "reference", "stage", "under", "of_which"}),
    EdgeKind.PILOTS:        frozenset({"territory"}),
    EdgeKind.COVERS:        frozenset(),
    EdgeKind.PART_OF:       frozenset(),
    EdgeKind.AMENDS:        frozenset(),
    EdgeKind.MEMBER_OF:     frozenset(),
    EdgeKind.SUCCEEDS:      frozenset(),
    EdgeKind.PARTNERS_WITH: frozenset(),
}

#: The properties that only some kinds of node may carry; the others are open to all.
NODE_PROPERTIES: Mapping[str, frozenset[NodeKind]] = {
    "population": TERRITORIES,
    "generation": frozenset({N.NEIGHBOURHOOD}),
    "form":       _CONVENTION,
    "number":     _CONVENTION,
    "status":     _CONVENTION,
    "signed_on":  _CONVENTION,
}
# fmt: on


def allows(kind: EdgeKind, start: NodeKind, end: NodeKind) -> bool:
    """Tell whether the ontology lets a `start` do `kind` to an `end`.

    >>> allows(EdgeKind.SIGNS, NodeKind.AGENCY, NodeKind.CONVENTION)
    True
    >>> allows(EdgeKind.SIGNS, NodeKind.NEIGHBOURHOOD, NodeKind.CONVENTION)
    False
    """
    return any(start in starts and end in ends for starts, ends in RULES[kind])
