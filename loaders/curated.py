"""Facts written by hand, each citing a public document: `data/national/*.yaml` and users' own.

A file lists `sources`, then `nodes`, `edges` and `measures`; each item cites one or several
places (`cite: {source, at, gist}`), and is one claim for each. The form is told in
`docs/fichiers-cures.md`. Every refusal names file, line and column, and says what to do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol, TypeAlias, TypeVar

from pydantic import BaseModel, ValidationError

from graph.errors import InputRefused
from graph.ids import NodeId
from graph.model import Citation, Claim, Edge, Measure, Node, Source
from graph.ontology import Authority, EdgeKind, NodeKind, Role
from graph.store import SourceClaims
from loaders.marked_yaml import Mapping, Marked, Scalar, Sequence, read_marked
from loaders.reading import CURATED_LIMIT, read_text
from loaders.refusals import french


class Named(Protocol):
    """What a file may mention without declaring it: an id, its kind and its name."""

    @property
    def id(self) -> NodeId:
        """Return the canonical id."""

    @property
    def kind(self) -> NodeKind:
        """Return what it is."""

    @property
    def name(self) -> str:
        """Return the name to show."""


#: What an id that a file does not declare stands for; None if nobody knows it.
Register: TypeAlias = Callable[[NodeId], Named | None]
EXTRACTOR = "curated"
_SECTIONS = ("sources", "nodes", "edges", "measures")
_FORM = "La forme d’un fichier curé est dans docs/fichiers-cures.md."
_NUMBERS = frozenset({"population", "value", "amount_cents", "share_bp", "confidence"})
_M = TypeVar("_M", bound=BaseModel)


@dataclass(slots=True)
class CuratedFile:
    """A curated file, read and checked, but for the ends of its edges that others declare."""

    name: str
    sources: dict[str, Source] = field(default_factory=dict)
    nodes: dict[NodeId, Node] = field(default_factory=dict)
    entries: list[tuple[str, Mapping]] = field(default_factory=list)

    def claims(self, register: Register) -> list[SourceClaims]:
        """Return what each source of the file says, one claim for each citation of each item.

        `register` names the ends that the file does not declare; one that it does not know
        either is refused. A source that only mentions a node claims its kind and name.
        """
        told: dict[str, list[Claim]] = {source: [] for source in self.sources}
        named: set[tuple[str, NodeId]] = set()
        for section, entry in self.entries:
            fact = self._fact(section, entry, register)
            for citation in self._citations(entry):
                claims = told[citation.source]
                for identifier in _mentioned(fact):
                    if (citation.source, identifier) not in named:
                        node = self._node(identifier, register, entry.where)
                        claims.append(Claim(fact=_mention(node), citation=citation))
                        named.add((citation.source, identifier))
                claims.append(Claim(fact=fact, citation=citation))
                if isinstance(fact, Node):
                    named.add((citation.source, fact.id))
        return [SourceClaims(self.sources[source], claims) for source, claims in told.items()]

    def _fact(self, section: str, entry: Mapping, register: Register) -> Node | Edge | Measure:
        if section == "nodes":
            return _node(entry)
        if section == "measures":
            return _built(Measure, _fields(entry), entry)
        fields = _fields(entry)
        for end, name in (("start", "from"), ("end", "to")):
            if name not in fields:
                raise InputRefused(f"champ « {name} » absent.", hint=_FORM, where=entry.where)
            fields[end] = fields.pop(name)
            fields[f"{end}_kind"] = self._node(fields[end], register, entry.where).kind
        if fields.get("kind") == EdgeKind.SIGNS:
            fields.setdefault("role", Role.SIGNATORY)
        return _built(Edge, fields, entry)

    def _node(self, identifier: NodeId, register: Register, where: str) -> Named:
        node = self.nodes.get(identifier) or register(identifier)
        if node is None:
            raise InputRefused(
                f"« {identifier} » n’est déclaré nulle part.",
                hint="Ajoutez-le sous « nodes », avec son genre, son nom et une citation.",
                where=where,
            )
        return node

    def _citations(self, entry: Mapping) -> Iterator[Citation]:
        cited = entry.fields.get("cite")
        places = cited.items if isinstance(cited, Sequence) else (cited,)
        for place in places:
            if not isinstance(place, Mapping):
                raise InputRefused(
                    "ce fait ne cite rien.", hint="Ajoutez cite: {source: …, at: …, gist: …}.",
                    where=entry.where,
                )  # fmt: skip
            fields = _fields(place)
            fields["locator"] = fields.pop("at", None)
            citation = _built(Citation, fields | {"extractor": EXTRACTOR}, place)
            if citation.source not in self.sources:
                raise InputRefused(
                    f"la source « {citation.source} » n’est pas déclarée.",
                    hint="Ajoutez-la sous « sources », en tête du fichier.", where=place.where,
                )  # fmt: skip
            yield citation


def read_curated(path: Path, register: Register) -> list[SourceClaims]:
    """Return what a curated file says, source by source; `InputRefused` if anything is wrong."""
    text = read_text(path, limit=CURATED_LIMIT)
    return parse_curated(text, str(path)).claims(register)


def parse_curated(text: str, name: str) -> CuratedFile:
    """Return a curated text as a checked file; `InputRefused`, with its line, otherwise."""
    root = read_marked(text, name)
    if not isinstance(root, Mapping):
        raise InputRefused("un fichier curé est fait de sections.", hint=_FORM, where=root.where)
    for unknown in root.fields.keys() - set(_SECTIONS):
        where = root.fields[unknown].where
        raise InputRefused(f"section inconnue « {unknown} ».", hint=_FORM, where=where)
    file = CuratedFile(name)
    for entry in _entries(root, "sources"):
        source = _source(entry)
        if source.id in file.sources:
            raise InputRefused(
                f"source « {source.id} » déclarée deux fois.",
                hint="Gardez-en une.",
                where=entry.where,
            )
        file.sources[source.id] = source
    if not file.sources:
        raise InputRefused("aucune source déclarée.", hint=_FORM, where=root.where)
    file.entries += [(s, entry) for s in _SECTIONS[1:] for entry in _entries(root, s)]
    for node in (_node(entry) for section, entry in file.entries if section == "nodes"):
        file.nodes.setdefault(node.id, node)
    return file


def _source(entry: Mapping) -> Source:
    defaults = {"authority": Authority.CURATED, "loader": EXTRACTOR}
    return _built(Source, defaults | _fields(entry), entry)


def _entries(root: Mapping, section: str) -> Iterator[Mapping]:
    listed = root.fields.get(section)
    if listed is None or (isinstance(listed, Scalar) and listed.text is None):
        return
    if not isinstance(listed, Sequence):
        raise InputRefused(f"« {section} » doit être une liste.", hint=_FORM, where=listed.where)
    for item in listed.items:
        if not isinstance(item, Mapping):
            raise InputRefused(
                f"un élément de « {section} » est fait de champs.", hint=_FORM, where=item.where
            )
        yield item


def _fields(entry: Mapping) -> dict[str, Any]:
    """Return the plain values of an entry, without its citations."""
    return {
        name: _plain(name, value)
        for name, value in entry.fields.items()
        if name != "cite" and not (isinstance(value, Scalar) and value.text is None)
    }


def _plain(name: str, value: Marked) -> Any:
    if isinstance(value, Sequence):
        return tuple(_plain(name, item) for item in value.items)
    if isinstance(value, Mapping):
        raise InputRefused(f"« {name} » attend une valeur.", hint=_FORM, where=value.where)
    return _number(name, value) if name in _NUMBERS else value.text


def _number(name: str, value: Scalar) -> int | float:
    text = value.text or ""
    try:
        return float(text) if name == "confidence" else int(text)
    except ValueError:
        raise InputRefused(
            f"« {name} » attend un nombre, pas « {text} ».",
            hint="Les montants sont en centimes, les parts en centièmes de pour cent.",
            where=value.where,
        ) from None


def _node(entry: Mapping) -> Node:
    return _built(Node, _fields(entry), entry)


def _built(model: type[_M], fields: dict[str, Any], entry: Mapping) -> _M:
    """Return the checked value of an entry; a refusal names the field's own line."""
    try:
        return model.model_validate(fields)
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0]) if first["loc"] else ""
        shown = {"start": "from", "end": "to", "locator": "at"}.get(name, name)
        place = entry.fields.get(shown, entry)
        raise InputRefused(french(shown, first), hint=_FORM, where=place.where) from None
    except InputRefused as error:
        raise error.at(_where(error, entry)) from None


def _where(error: InputRefused, entry: Mapping) -> str:
    """Return the place of the field whose value a refusal quotes, else of the entry."""
    for value in entry.fields.values():
        if isinstance(value, Scalar) and value.text and f"« {value.text} »" in error.message:
            return value.where
    return entry.where


def _mentioned(fact: Node | Edge | Measure) -> tuple[NodeId, ...]:
    match fact:
        case Edge(start=start, end=end):
            return start, end
        case Measure(node=node):
            return (node,)
        case Node():
            return ()


def _mention(node: Named) -> Node:
    return Node(id=node.id, kind=node.kind, name=node.name)
