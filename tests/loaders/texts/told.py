"""A text of our own and what was read of it, for the tests of claims: no place or person is real.

Ids are those of registers, so that what ships can name them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from graph.model import Claim, Edge, Measure, Node
from graph.ontology import EdgeKind, Form, NodeKind, Status
from loaders.bundled import shipped_programmes, shipped_register
from loaders.texts.claims import Told, source_id_of, source_of, told_by
from loaders.texts.facts import (
    Agreement,
    Amount,
    Bystander,
    Count,
    Cover,
    Extraction,
    Outside,
    Party,
    Pilot,
    Reading,
)
from loaders.texts.reading import ReadText

K = NodeKind
TEXT = (
    "La convention de renouvellement urbain de Valenciennes a été signée le 16 décembre 2019.\n\n"
    "M. Paul Ramadier, préfet du Nord, et Mme Berthie Albrecht, maire, l’ont signée "
    "avec l’Anru, qui"
    " apporte 12 millions d’euros. La Régie des Deux Rives en est le pilote.\n\n"
    "Elle concerne quatorze quartiers, dont Chasse Royale."
)


def read(words: str, *, rule: str = "essai", sure: float = 0.9, text: str = TEXT) -> Reading:
    """Return the reading of some words of the text."""
    start = text.index(words)
    return Reading((start, start + len(words)), rule, sure)


STATE = Party(
    "État", K.STATE_SERVICE, "préfet du Nord", read("préfet du Nord"), "state:france",
    "Paul Ramadier", "préfet du Nord",
)  # fmt: skip
TOWN = Party(
    "Commune de Valenciennes", K.MUNICIPALITY, "maire", read("maire"), "commune:59606",
    "Berthie Albrecht", "maire",
)  # fmt: skip
AGENCY = Party("Anru", K.AGENCY, "l’Anru", read("l’Anru"), "agency:anru")
GRANT = Amount(
    "12 millions d’euros", read("12 millions d’euros"), 12_000_000.0, payer="Anru",
    payer_kind=K.AGENCY, payer_id="agency:anru",
)  # fmt: skip
PACT = Agreement(
    key="c1", name="Convention de renouvellement urbain de Valenciennes", kind=Form.CONVENTION,
    status=Status.SIGNED, mention="convention de renouvellement urbain",
    reading=read("convention de renouvellement urbain"), signed_on="2019-12-16",
    signatories=(STATE, TOWN, AGENCY), programmes=("NPNRU",), amounts=(GRANT,),
    pilots=(
        Pilot(
            "Régie des Deux Rives", K.ASSOCIATION, "c1", "La Régie des Deux Rives",
            read("La Régie des Deux Rives"),
        ),
    ),
    covers=(Cover("Chasse Royale", K.NEIGHBOURHOOD, "Chasse Royale", read("Chasse Royale")),),
    covers_counts=(Count("quartiers", 14, "quatorze quartiers", read("quatorze quartiers")),),
    evidence={"signed_on": read("16 décembre 2019"), "status": read("signée le")},
)  # fmt: skip


def extraction(*agreements: Agreement, **told: Any) -> Extraction:
    """Return what was read of a text, one agreement unless told otherwise."""
    read_of_it = {"agreements": agreements or (PACT,), **told}
    return Extraction("essai", title="Un essai", **read_of_it)


def pact(**told: Any) -> Agreement:
    """Return the agreement of the text with some facts read otherwise."""
    return replace(PACT, **told)


def document(text: str = TEXT) -> ReadText:
    """Return a text as the reader of files gives it."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    return ReadText(text, "text/plain", "utf-8", digest, None, None)


def told(
    *agreements: Agreement, name: str = "essai.txt", text: str = TEXT, keep_names: bool = False,
    **also: Any,
) -> Told:  # fmt: skip
    """Return what a text says as claims."""
    found, raw = extraction(*agreements, **also), document(text)
    source = source_of(raw, found, identifier=source_id_of(name), name=name)
    return told_by(
        raw, found, source=source, register=shipped_register(), programmes=shipped_programmes(),
        keep_names=keep_names,
    )  # fmt: skip


def claims(said: Told) -> list[Claim]:
    """Return the claims of a text."""
    return list(said.said.claims)


def nodes(said: Told) -> dict[str, list[Node]]:
    """Return the nodes that a text names, by id."""
    found: dict[str, list[Node]] = {}
    for claim in claims(said):
        if isinstance(claim.fact, Node):
            found.setdefault(claim.fact.id, []).append(claim.fact)
    return found


def edges(said: Told, kind: EdgeKind) -> list[Edge]:
    """Return the links of one kind that a text claims."""
    return [c.fact for c in claims(said) if isinstance(c.fact, Edge) and c.fact.kind is kind]


def measures(said: Told) -> Mapping[str, Measure]:
    """Return the numbers that a text tells, by what they count."""
    return {c.fact.what: c.fact for c in claims(said) if isinstance(c.fact, Measure)}


def cited(said: Told, fact: Edge | Measure | Node) -> Claim:
    """Return the claim of a fact."""
    return next(claim for claim in claims(said) if claim.fact == fact)


__all__ = [
    "AGENCY", "GRANT", "PACT", "STATE", "TEXT", "TOWN", "Amount", "Bystander", "Count", "Cover",
    "Outside", "Party", "Pilot", "cited", "claims", "document", "edges", "extraction", "measures",
    "nodes", "pact", "read", "told",
]  # fmt: skip
