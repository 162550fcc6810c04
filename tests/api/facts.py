"""A small galaxy that one can draw, in a store of its own.

Ville de Testac ─SIGNS─▶ contrat ◀─SIGNS─ Agence d’essai ─SIGNS─▶ accord ◀─SIGNS─ Réseau
      ▲ COVERS ───────────┘ └─PART_OF─▶ programme ◀─FINANCES─ Caisse
"""

from __future__ import annotations

from graph.model import Citation, Claim, Edge, Measure, Node, Source
from graph.ontology import Authority, Currency, EdgeKind, Form, NodeKind, Role, Stage, Status
from graph.store import SourceClaims

K, E = NodeKind, EdgeKind
GAZETTE = Source(
    id="gazette-2015", title="La gazette d’essai", publisher="Gazette",
    licence="Licence Ouverte 2.0", url="https://gazette.example/1", published_on="2015-06-22",
    authority=Authority.CURATED,
)  # fmt: skip
DECREE = Source(
    id="decret-2014", title="Décret d’essai", licence="Domaine public", published_on="2014",
    authority=Authority.OFFICIAL,
)  # fmt: skip
CITY = Node(
    id="commune:59606", kind=K.MUNICIPALITY, name="Testac", other_ids=("siren:215906066",),
    population=36_000,
)  # fmt: skip
AGENCY = Node(
    id="agency:anru", kind=K.AGENCY, name="Agence d’essai", short_name="ADE", since="2004",
    article="l’", gender="f",
)  # fmt: skip
OLD_AGENCY = Node(id="agency:ancienne", kind=K.AGENCY, name="Ancienne agence", until="2003")
NETWORK = Node(
    id="federation:villes-de-france", kind=K.FEDERATION, name="Réseau des villes", names=("RDV",)
)
BANK = Node(id="funder:action-logement", kind=K.FUNDER, name="Caisse d’essai")
PLAN = Node(id="programme:npnru", kind=K.PROGRAMME, name="Plan d’essai", since="2014")
CONTRACT = Node(
    id="convention:contrat-testac-2015", kind=K.CONVENTION, name="Contrat de ville de Testac",
    form=Form.CONTRAT_DE_VILLE, status=Status.SIGNED, signed_on="2015-06-22",
)  # fmt: skip
ACCORD = Node(
    id="convention:ade-rdv-2016", kind=K.CONVENTION, name="Accord ADE et RDV",
    form=Form.ACCORD_CADRE, status=Status.SIGNED, signed_on="2016",
)  # fmt: skip
NODES = (CITY, AGENCY, OLD_AGENCY, NETWORK, BANK, PLAN, CONTRACT, ACCORD)


def edge(kind: EdgeKind, start: Node, end: Node, **properties: object) -> Edge:
    return Edge.model_validate({
        "kind": kind, "start": start.id, "end": end.id, "start_kind": start.kind,
        "end_kind": end.kind, **properties,
    })  # fmt: skip


EDGES = (
    edge(E.SIGNS, CITY, CONTRACT, role=Role.SIGNATORY, represented_as="maire"),
    edge(E.SIGNS, AGENCY, CONTRACT, role=Role.SIGNATORY, represented_as="directeur général"),
    edge(E.SIGNS, AGENCY, ACCORD, role=Role.SIGNATORY),
    edge(E.SIGNS, NETWORK, ACCORD, role=Role.SIGNATORY),
    edge(E.COVERS, CONTRACT, CITY),
    edge(E.PART_OF, CONTRACT, PLAN),
    edge(E.SUCCEEDS, AGENCY, OLD_AGENCY),
    edge(
        E.FINANCES, BANK, PLAN, amount_cents=170_000_000, currency=Currency.EUR,
        stage=Stage.ANNOUNCED, share_bp=7200, since="2015", until="2015",
    ),
)  # fmt: skip
QUARTERS = Measure(node=CONTRACT.id, what="quartiers", value=14)


def cited(fact: Node | Edge | Measure, source: Source, at: str = "§ 1") -> Claim:
    return Claim(fact=fact, citation=Citation(source=source.id, locator=at, gist="En substance."))


def gazette() -> SourceClaims:
    facts: list[Node | Edge | Measure] = [*NODES, *EDGES, QUARTERS]
    return SourceClaims(GAZETTE, [cited(fact, GAZETTE, f"§ {i}") for i, fact in enumerate(facts)])


def decree() -> SourceClaims:
    earlier = PLAN.model_copy(update={"since": "2013"})  # the gazette says 2014
    claims = (earlier, BANK, AGENCY, edge(E.FINANCES, BANK, PLAN, share_bp=7000))
    return SourceClaims(DECREE, [cited(fact, DECREE, "art. 1") for fact in claims])
