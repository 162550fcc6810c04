"""The questions that can be asked, checked once for the command line and for HTTP alike.

Every question reads the graph through the same filters (`Reading`). A field that may be repeated
may also be given once, its values separated by commas. An unknown field is refused: a filter
that is misspelt must not answer as if it were not there.
"""

from __future__ import annotations

import unicodedata
from enum import StrEnum
from typing import Annotated, Any, Self, TypeAlias

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from graph.dates import partial_date
from graph.errors import InputRefused, UnreadableDate
from graph.ontology import EdgeKind, NodeKind

#: The most that a page of a list holds, and what it holds when nothing is said.
PAGE_MAX, PAGE_DEFAULT = 500, 20


def _plain(text: str) -> str:
    """Return `text`, refused when it holds control characters, surrogates or bytes not UTF-8."""
    if any(unicodedata.category(c) in {"Cc", "Cs"} or c == "\ufffd" for c in text):
        raise ValueError("le texte contient un caractère de contrôle ou n’est pas en UTF-8")
    return text.strip()


def _date(text: str) -> str:
    """Return a partial date; the refusal joins the others of the question, field by field."""
    try:
        return partial_date(text)
    except UnreadableDate as error:
        raise ValueError(str(error)) from error


def _parted(value: object) -> object:
    """Part values by commas, wherever they were repeated or not; drop the empty ones."""
    values = value if isinstance(value, list | tuple | set | frozenset) else [value]
    return [part for v in values for part in (str(v).split(",")) if part.strip()]


def _digits(value: object) -> object:
    """Refuse the « 1_0 » that Python reads as ten."""
    if isinstance(value, str) and "_" in value:
        raise ValueError("ce n’est pas un nombre entier")
    return value


PlainText: TypeAlias = Annotated[str, Field(min_length=1, max_length=200), AfterValidator(_plain)]
#: What names a node in a question: its id, or another id of it.
AnyId: TypeAlias = Annotated[str, Field(min_length=1, max_length=200), AfterValidator(_plain)]
AsOf: TypeAlias = Annotated[str, AfterValidator(_plain), AfterValidator(_date)]
Ids: TypeAlias = Annotated[list[AnyId], Field(max_length=100), BeforeValidator(_parted)]
Limit: TypeAlias = Annotated[
    int,
    Field(ge=1, le=PAGE_MAX, description="Taille de la page."),
    BeforeValidator(_digits),
]
Cursor: TypeAlias = Annotated[str, Field(min_length=1, max_length=600), AfterValidator(_plain)]


class MeasureName(StrEnum):
    """How much an actor counts, in five ways."""

    DEGREE = "degree"
    PAGERANK = "pagerank"
    BETWEENNESS = "betweenness"
    CLOSENESS = "closeness"
    EIGENVECTOR = "eigenvector"


class Ties(StrEnum):
    """What joins two nodes: stated facts, or the agreements that two actors both sign."""

    FACTS = "facts"
    PARTNERS = "partners"


class Unfiltered(BaseModel):
    """A question: closed and frozen; as it is, one that filters do not touch."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Reading(Unfiltered):
    """The filters that every read of the graph accepts; none of them set means the whole graph."""

    as_of: Annotated[
        AsOf | None,
        Field(description="Ne garder que ce qui a pu tenir à cette date (2015-06)."),
    ] = None
    relation: Annotated[
        list[EdgeKind], BeforeValidator(_parted), Field(description="Ne garder que ces relations.")
    ] = []
    kind: Annotated[
        list[NodeKind], BeforeValidator(_parted), Field(description="Ne garder que ces genres.")
    ] = []
    programme: Annotated[Ids, Field(description="Ne garder que ce qui touche ces programmes.")] = []
    source: Annotated[Ids, Field(description="Ne garder que ce que ces sources disent.")] = []
    avoid: Annotated[Ids, Field(description="Laisser de côté ces éléments.")] = []
    min_confidence: Annotated[
        int, Field(ge=0, le=100, description="Confiance minimale d’un lien, en pour cent.")
    ] = 0
    follow_successors: Annotated[
        bool, Field(description="Joindre l’histoire de ceux qu’un élément remplace.")
    ] = False

    @model_validator(mode="before")
    @classmethod
    def _without_blanks(cls, given: Any) -> Any:
        """Drop fields given empty, as a form does with those left blank."""
        if not isinstance(given, dict):
            return given
        return {k: v for k, v in given.items() if v is not None and v not in ("", [""])}


#: The fields that may be given several times.
REPEATED = frozenset({"relation", "kind", "programme", "source", "avoid"})


class Paging(Reading):
    """A question whose answer comes in pages."""

    limit: Limit = PAGE_DEFAULT
    after: Annotated[Cursor | None, Field(description="Le champ « next » de la page d’avant.")] = (
        None
    )


class Search(Paging):
    """Ask who or what is meant by some words."""

    q: Annotated[PlainText, Field(description="Un nom, un sigle, un début de mot, un code.")]


class Listing(Paging):
    """Ask which nodes there are."""

    territory: Annotated[
        AnyId | None, Field(description="Ne garder que ce qui touche ce territoire.")
    ] = None
    since: Annotated[
        AsOf | None, Field(description="Ne garder que ce qui commence à cette date ou après.")
    ] = None


class Neighbours(Paging):
    """Ask what a node is tied to."""

    cite: Annotated[
        bool, Field(description="Joindre à chaque lien ses faits et leurs preuves.")
    ] = False


class Paths(Reading):
    """Ask by which chains two nodes are linked."""

    model_config = ConfigDict(extra="forbid", frozen=True, validate_by_name=True)

    start: Annotated[AnyId, Field(alias="from", description="D’où part la chaîne.")]
    end: Annotated[AnyId, Field(alias="to", description="Où elle arrive.")]
    k: Annotated[int, Field(ge=1, le=50, description="Combien de chaînes, au plus.")] = 5
    projection: Annotated[
        Ties, Field(description="facts : par les faits ; partners : par les conventions cosignées.")
    ] = Ties.FACTS
    hub_penalty: Annotated[
        bool, Field(description="Préférer les chaînes qui évitent les grands carrefours.")
    ] = False
    max_length: Annotated[
        int | None, Field(ge=1, le=20, description="Nombre de liens, au plus.")
    ] = None


class Centrality(Paging):
    """Ask who counts."""

    measure: Annotated[MeasureName, Field(description="La mesure.")] = MeasureName.DEGREE
    projection: Annotated[
        Ties, Field(description="partners : ceux qui signent ensemble ; facts : tous les faits.")
    ] = Ties.PARTNERS


class Communities(Paging):
    """Ask who works mostly among themselves."""

    projection: Annotated[
        Ties, Field(description="partners : ceux qui signent ensemble ; facts : tous les faits.")
    ] = Ties.PARTNERS
    members: Annotated[
        int, Field(ge=1, le=PAGE_MAX, description="Membres montrés de chaque groupe, au plus.")
    ] = PAGE_DEFAULT


class Subgraph(Reading):
    """Ask what surrounds a node, as nodes and edges."""

    center: Annotated[AnyId, Field(description="L’élément au centre.")]
    depth: Annotated[int, Field(ge=1, le=3, description="Nombre de liens autour de lui.")] = 1
    max_nodes: Annotated[int, Field(ge=1, le=2000, description="Nombre d’éléments, au plus.")] = 500


class ExportFormat(StrEnum):
    """The files in which the whole graph can leave."""

    JSONL = "jsonl"
    GRAPHML = "graphml"
    GEXF = "gexf"
    CSV = "csv"
    CYPHER = "cypher"


class ExportTable(StrEnum):
    """The tables of an export in CSV."""

    NODES = "nodes"
    EDGES = "edges"
    MEASURES = "measures"
    SOURCES = "sources"


def _apart(follow: bool) -> bool:
    """Refuse to follow successors: edges would leave without the ends that their heirs hide."""
    if follow:
        raise ValueError("dans un export, chacun garde son propre nom : ce filtre n’y va pas")
    return follow


class Export(Reading):
    """Ask for the graph as a file."""

    follow_successors: Annotated[
        bool,
        AfterValidator(_apart),
        Field(description="Refusé dans un export : chacun y garde son propre nom."),
    ] = False
    format: Annotated[ExportFormat, Field(description="Le format du fichier ; jsonl sinon.")] = (
        ExportFormat.JSONL
    )
    what: Annotated[
        ExportTable | None, Field(description="En csv : une seule table, au lieu du zip.")
    ] = None

    @model_validator(mode="after")
    def _makes_sense(self) -> Self:
        if self.format is ExportFormat.JSONL and self.model_fields_set - {"format"}:
            raise ValueError("un export en JSON lines est entier : il n’a pas de filtre")
        if self.what is not None and self.format is not ExportFormat.CSV:
            raise ValueError("« what » ne va qu’avec le format csv")
        return self


def plain_text(text: str) -> str:
    """Return a text given outside the questions above; `InputRefused` if it is not plain."""
    try:
        return _plain(text)
    except ValueError as error:
        raise InputRefused(f"{error}.", hint="Retirez ce caractère.") from error


#: The scenes of the explorer.
SCREENS = ("opening", "partners", "chain", "rank")


def screen(name: str) -> str:
    """Return the name of a scene; `InputRefused`, with those that exist, otherwise."""
    if name not in SCREENS:
        hint = f"Parmi {', '.join(SCREENS)}."
        raise InputRefused(f"« screen » ne peut être « {name} ».", hint=hint)
    return name
