"""A small world, easy to draw, and short ways to say things in it.

ANRU ──SIGNS──▶ accord ◀──SIGNS── Valenciennes ──PART_OF──▶ Nord
  └──FINANCES──▶ Valenciennes      (its SIREN: siren:215906066)
"""

from collections.abc import Iterable
from typing import Any

from graph.model import Citation, Claim, Edge, Judgement, Measure, Node, Source
from graph.ontology import Authority, EdgeKind, NodeKind
from graph.store import SourceClaims

ANRU, ACSE = "agency:anru", "agency:acse"
TOWN, TOWN_SIREN = "commune:59606", "siren:215906066"
NORD, FRANCE = "departement:59", "pays:fr"
DEAL, DRAFT = "convention:accord", "convention:projet"
ONE, TWO = "actor:regie-de-quartier@59", "actor:la-regie-du-quartier@59"
KINDS = {
    ANRU: NodeKind.AGENCY, ACSE: NodeKind.AGENCY, TOWN: NodeKind.MUNICIPALITY,
    TOWN_SIREN: NodeKind.MUNICIPALITY, NORD: NodeKind.DEPARTMENT, FRANCE: NodeKind.COUNTRY,
    DEAL: NodeKind.CONVENTION, DRAFT: NodeKind.CONVENTION,
    ONE: NodeKind.ASSOCIATION, TWO: NodeKind.ASSOCIATION,
}  # fmt: skip


def source(identifier: str, authority: Authority = Authority.CURATED, **told: Any) -> Source:
    return Source(id=identifier, title=f"Source {identifier}", authority=authority, **told)


def node(identifier: str, *, at: str = "§ 1", **told: Any) -> dict[str, Any]:
    fact = Node(
        id=identifier, kind=told.pop("kind", KINDS[identifier]),
        name=told.pop("name", identifier.partition(":")[2]), **told,
    )  # fmt: skip
    return {"fact": fact, "locator": at}


def edge(kind: EdgeKind, start: str, end: str, *, at: str = "§ 1", **told: Any) -> dict[str, Any]:
    kinds = {"start_kind": KINDS[start], "end_kind": KINDS[end]}
    return {"fact": Edge(kind=kind, start=start, end=end, **kinds, **told), "locator": at}


def measure(
    identifier: str, what: str, value: int, *, at: str = "§ 1", **told: Any
) -> dict[str, Any]:
    return {"fact": Measure(node=identifier, what=what, value=value, **told), "locator": at}


def saying(of: Source, *told: dict[str, Any], named: bool = True) -> SourceClaims:
    """Return what a source says; unless told otherwise, it also names every end it ties."""
    claims = [
        Claim(fact=one["fact"], citation=Citation(source=of.id, **_place(one))) for one in told
    ]
    if named:
        known = {claim.fact.id for claim in claims if isinstance(claim.fact, Node)}
        missing = sorted({end for claim in claims for end in _ends(claim)} - known)
        claims += [
            Claim(fact=one["fact"], citation=Citation(source=of.id, locator="§ 0"))
            for one in map(node, missing)
        ]
    return SourceClaims(of, claims)


def _place(one: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in one.items() if name != "fact"}


def _ends(claim: Claim) -> Iterable[str]:
    match claim.fact:
        case Edge(start=start, end=end):
            return (start, end)
        case Measure(node=identifier):
            return (identifier,)
        case _:
            return ()


def judgement(left: str, right: str, verdict: str = "same") -> Judgement:
    return Judgement(left=left, right=right, verdict=verdict, by="une relectrice", on="2026-01-15")
