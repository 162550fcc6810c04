"""Colours, signs and dashes: what a body looks like, and the words that say so.

Seven families by colour, kinds by shape, relations by dash, so that nothing is told by colour
alone. Contrasts on white are at least 3:1 for fills and 4.5:1 for text; two fills differ by at
least ΔE 16 for the three colour blindnesses. The dark theme keeps the hues, lighter.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from graph.ontology import EdgeKind, NodeKind


class Family(StrEnum):
    """A family of bodies, in the order of their sectors, clockwise from the top."""

    STATE = "etat"
    FUNDERS = "financeurs"
    LANDLORDS = "bailleurs"
    NETWORKS = "reseaux"
    PLACES = "territoires"
    AUTHORITIES = "collectivites"
    PROGRAMMES = "programmes"
    OTHERS = "autres"


@dataclass(frozen=True, slots=True)
class Ink:
    """The colours of a family on white, then on the dark ground."""

    caption: str
    short: str  #: the caption on a narrow drawing
    fill: str
    border: str
    dark_fill: str
    dark_border: str


INKS: Mapping[Family, Ink] = {
    Family.STATE: Ink(
        "État et agences", "État et agences", "#332288", "#1F1458", "#8C7BE0", "#C9C0FF"
    ),
    Family.FUNDERS: Ink("Financeurs", "Financeurs", "#D55E00", "#8F3F00", "#E8792A", "#FFB98A"),
    Family.LANDLORDS: Ink(
        "Bailleurs sociaux", "Bailleurs", "#882255", "#5A1638", "#C4588F", "#F2A9CC"
    ),
    Family.NETWORKS: Ink(
        "Fédérations et réseaux", "Réseaux", "#009E73", "#00694C", "#1FB58A", "#86E3C6"
    ),
    Family.PLACES: Ink("Territoires", "Territoires", "#CC79A7", "#8C4A6F", "#CC79A7", "#F0B9D6"),
    Family.AUTHORITIES: Ink(
        "Collectivités", "Collectivités", "#0072B2", "#004C77", "#3D9BD6", "#9AD0F5"
    ),
    Family.PROGRAMMES: Ink("Programmes", "Programmes", "#16202A", "#16202A", "#D9DEE4", "#F2F4F6"),
    Family.OTHERS: Ink("Autres acteurs", "Autres", "#6B6A4A", "#45442C", "#A9A77C", "#D6D4AE"),
}

#: The colours that belong to no family, light then dark.
INK, SECONDARY, ACCENT, GROUND = "#16202A", "#55606B", "#0B5D66", "#FFFFFF"
ORBIT, LINE, FAR_TIE = "#C9D0D7", "#D6DBE0", "#8B96A1"
DARK: Mapping[str, str] = (
    {
        INK: "#E8ECEF",
        SECONDARY: "#A9B4BE",
        ACCENT: "#5CC4CF",
        GROUND: "#12181E",
        ORBIT: "#3A4650",
        LINE: "#2C363F",
        FAR_TIE: "#6E7A85",
    }
    | {ink.fill: ink.dark_fill for ink in INKS.values() if ink.fill != INK}
    | {ink.border: ink.dark_border for ink in INKS.values() if ink.border != INK}
)


class Shape(StrEnum):
    """A sign, by its name in vis-network."""

    DOT = "dot"
    SQUARE = "square"
    DIAMOND = "diamond"
    TRIANGLE = "triangle"
    TRIANGLE_DOWN = "triangleDown"
    HEXAGON = "hexagon"
    PILL = "box"


#: By how much each sign is drawn larger or smaller, so that all weigh the same to the eye.
WEIGHT: Mapping[Shape, float] = {
    Shape.DOT: 1.0,
    Shape.SQUARE: 0.88,
    Shape.DIAMOND: 1.12,
    Shape.TRIANGLE: 1.15,
    Shape.TRIANGLE_DOWN: 1.15,
    Shape.HEXAGON: 1.0,
    Shape.PILL: 1.0,
}


@dataclass(frozen=True, slots=True)
class Look:
    """How a kind is shown: its family, its sign, its name in the singular and the plural."""

    family: Family
    shape: Shape
    one: str
    many: str
    feminine: bool = False


N = NodeKind
LOOKS: Mapping[NodeKind, Look] = {
    N.AGENCY: Look(Family.STATE, Shape.DOT, "agence de l’État", "agences de l’État", feminine=True),
    N.STATE_SERVICE: Look(Family.STATE, Shape.SQUARE, "service de l’État", "services de l’État"),
    N.PUBLIC_BODY: Look(Family.STATE, Shape.DOT, "organisme public", "organismes publics"),
    N.FUNDER: Look(Family.FUNDERS, Shape.TRIANGLE_DOWN, "financeur", "financeurs"),
    N.HOUSING_PROVIDER: Look(
        Family.LANDLORDS, Shape.SQUARE, "bailleur social", "bailleurs sociaux"
    ),
    N.FEDERATION: Look(Family.NETWORKS, Shape.TRIANGLE, "fédération", "fédérations", feminine=True),
    N.ASSOCIATION: Look(
        Family.NETWORKS, Shape.TRIANGLE, "association", "associations", feminine=True
    ),
    N.NEIGHBOURHOOD: Look(Family.PLACES, Shape.DOT, "quartier", "quartiers"),
    N.MUNICIPALITY: Look(Family.AUTHORITIES, Shape.HEXAGON, "commune", "communes", feminine=True),
    N.INTERCOMMUNALITY: Look(
        Family.AUTHORITIES, Shape.HEXAGON, "intercommunalité", "intercommunalités", feminine=True
    ),
    N.DEPARTMENT: Look(Family.AUTHORITIES, Shape.HEXAGON, "département", "départements"),
    N.REGION: Look(Family.AUTHORITIES, Shape.HEXAGON, "région", "régions", feminine=True),
    N.COUNTRY: Look(Family.PLACES, Shape.DOT, "pays", "pays"),
    N.PROGRAMME: Look(Family.PROGRAMMES, Shape.DIAMOND, "programme", "programmes"),
    N.CONVENTION: Look(Family.PROGRAMMES, Shape.DIAMOND, "accord", "accords"),
    N.COMPANY: Look(Family.OTHERS, Shape.SQUARE, "entreprise", "entreprises", feminine=True),
    N.ORGANISATION: Look(Family.OTHERS, Shape.DOT, "organisme", "organismes"),
}

#: The strokes of a tie, by relation: lengths of marks and gaps in pixels, none when unbroken.
DASHES: Mapping[EdgeKind, tuple[int, ...]] = {
    EdgeKind.SIGNS: (),
    EdgeKind.PILOTS: (),
    EdgeKind.PARTNERS_WITH: (),
    EdgeKind.PART_OF: (),
    EdgeKind.AMENDS: (),
    EdgeKind.FINANCES: (10, 5),
    EdgeKind.MEMBER_OF: (6, 3, 2, 3),
    EdgeKind.COVERS: (2, 4),
    EdgeKind.SUCCEEDS: (1, 5),
}

#: A relation in the address (`lien=signe`) and in a filter.
VERBS: Mapping[EdgeKind, tuple[str, str]] = {
    EdgeKind.SIGNS: ("signe", "signe"),
    EdgeKind.FINANCES: ("finance", "finance"),
    EdgeKind.PILOTS: ("pilote", "pilote"),
    EdgeKind.COVERS: ("couvre", "couvre"),
    EdgeKind.PARTNERS_WITH: ("partenaire", "est partenaire de"),
    EdgeKind.MEMBER_OF: ("membre", "est membre de"),
    EdgeKind.PART_OF: ("fait-partie", "fait partie de"),
    EdgeKind.SUCCEEDS: ("succede", "prend la suite de"),
    EdgeKind.AMENDS: ("modifie", "modifie"),
}


def look(kind: NodeKind, name: str = "") -> Look:
    """Return how a kind is shown; a ministry is a state service whose name says so.

    >>> look(NodeKind.STATE_SERVICE, "Ministère de la Culture").one
    'ministère'
    """
    if kind is NodeKind.STATE_SERVICE and name.casefold().startswith("minist"):
        return Look(Family.STATE, Shape.SQUARE, "ministère", "ministères")
    return LOOKS[kind]
