"""A galaxy small enough to draw by hand: the actors of two agreements, and names that bite."""

from __future__ import annotations

from collections.abc import Iterable

from graph.model import Citation, Claim, Edge, Node, Source
from graph.ontology import EdgeKind, Form, NodeKind, Role, Stage, Status
from graph.store import SourceClaims

K, E = NodeKind, EdgeKind
SOURCE = Source(
    id="gazette",
    title="La Gazette d’essai",
    publisher="Gazette",
    url="https://exemple.fr/article?x=1&y=2",
    licence="Faits cités",
    published_on="2018-07-12",
)
ANRU = Node(
    id="agency:anru", kind=K.AGENCY, name="Agence nationale pour la rénovation urbaine",
    short_name="ANRU", article="l’", gender="f", since="2004",
)  # fmt: skip
ACSE = Node(
    id="agency:acse", kind=K.AGENCY, name="Agence nationale pour la cohésion sociale",
    short_name="Acsé", article="l’", gender="f", since="2006", until="2015-12-31",
)  # fmt: skip
ANCT = Node(
    id="agency:anct", kind=K.AGENCY, name="Agence nationale de la cohésion des territoires",
    short_name="ANCT", article="l’", gender="f", since="2020",
)  # fmt: skip
STATE = Node(id="state:france", kind=K.STATE_SERVICE, name="État", article="l’", gender="m")
FUNDER = Node(
    id="funder:action-logement", kind=K.FUNDER, name="Action Logement", article="", gender="m"
)
TOWNS = Node(
    id="federation:villes-de-france", kind=K.FEDERATION, name="Villes de France",
    article="", gender="f",
)  # fmt: skip
LANDLORDS = Node(
    id="federation:ush", kind=K.FEDERATION, name="Union sociale pour l’habitat",
    short_name="USH", article="l’", gender="f",
)  # fmt: skip
NPNRU = Node(
    id="programme:npnru", kind=K.PROGRAMME, name="Nouveau programme national",
    short_name="NPNRU", article="le", gender="m", since="2014",
)  # fmt: skip
FIVE_YEARS = Node(
    id="convention:quinquennale", kind=K.CONVENTION, name="Convention quinquennale",
    article="la", gender="f", form=Form.CONVENTION, status=Status.SIGNED, signed_on="2018-07-11",
)  # fmt: skip
PARTNERSHIP = Node(
    id="convention:partenariat", kind=K.CONVENTION, name="Convention de partenariat",
    article="la", gender="f", form=Form.CONVENTION, status=Status.SIGNED, signed_on="2021-11-16",
)  # fmt: skip
COOPERATION = Node(
    id="convention:cooperation", kind=K.CONVENTION, name="Convention de coopération",
    article="la", gender="f", form=Form.CONVENTION, status=Status.SIGNED, signed_on="2010-10-18",
)  # fmt: skip
LILLE = Node(id="commune:59350", kind=K.MUNICIPALITY, name="Lille", population=236_710)

#: Markup, script ends, quotes, a link word that pyvis chokes on, a formula, bidirectional marks.
HOSTILE_NAMES = (
    "</script><img src=x onerror=\"document.title='PWNED'\">",
    "<b>href</b> \"guillemets\" 'apostrophes' &amp; esperluette",
    '=HYPERLINK("http://x","y") javascript:alert(1)',
    "À droite \u202e’eguag à\u202c ${7*7} {{7*7}}",
)
HOSTILE = tuple(
    Node(id=f"actor:hostile-{i}@fr", kind=K.ORGANISATION, name=name)
    for i, name in enumerate(HOSTILE_NAMES)
)
NODES = (
    ANRU, ACSE, ANCT, STATE, FUNDER, TOWNS, LANDLORDS, NPNRU, FIVE_YEARS, PARTNERSHIP,
    COOPERATION, LILLE, *HOSTILE,
)  # fmt: skip


def cite(where: str) -> Citation:
    """Return a citation of the gazette, its gist a hostile text too."""
    return Citation(source=SOURCE.id, locator=where, gist=f"Ils signent <i>{where}</i>.")


def edge(kind: EdgeKind, start: Node, end: Node, **more: object) -> Edge:
    """Return an edge between two nodes."""
    fields = {"kind": kind, "start": start.id, "end": end.id}
    kinds = {"start_kind": start.kind, "end_kind": end.kind}
    return Edge.model_validate(fields | kinds | more)


def edges() -> Iterable[Edge]:
    """Yield the edges: three agreements, a programme, a share, two successions."""
    for agreement, parties in (
        (FIVE_YEARS, (STATE, FUNDER, ANRU)),
        (PARTNERSHIP, (FUNDER, TOWNS)),
        (COOPERATION, (ANRU, ACSE)),
    ):
        for party in parties:
            yield edge(E.SIGNS, party, agreement, role=Role.SIGNATORY)
    yield edge(E.PART_OF, FIVE_YEARS, NPNRU)
    yield edge(E.PILOTS, ANRU, NPNRU)
    yield edge(E.FINANCES, FUNDER, NPNRU, share_bp=7200)
    yield edge(
        E.FINANCES, STATE, NPNRU, amount_cents=170_000_000, currency="EUR", stage=Stage.ANNOUNCED
    )
    yield edge(E.SUCCEEDS, ANCT, ACSE)
    yield edge(E.PARTNERS_WITH, LANDLORDS, ANRU)
    yield edge(E.PARTNERS_WITH, LANDLORDS, TOWNS)
    yield edge(E.COVERS, ANRU, LILLE)
    for one in HOSTILE:
        yield edge(E.PARTNERS_WITH, one, ANRU)


def claims() -> SourceClaims:
    """Return the whole galaxy as one source."""
    facts = [*NODES, *edges()]
    return SourceClaims(
        SOURCE, [Claim(fact=f, citation=cite(f"§ {i}")) for i, f in enumerate(facts)]
    )
