"""Facts on territories that no list gives, written by hand in TOML: régions before 2016, SIREN.

Each `[[source]]` of a file describes one source, then what it says: `territories` (properties of
nodes), `links` (from each of `from` to each of `to`) and `siren` (by id of territory). Its
`locator` and `gist` hold for all that does not give its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import product
from types import MappingProxyType
from typing import Any, TypeAlias

from graph.ids import NodeId, siren
from graph.model import Citation, Claim, Edge, Node, Source
from graph.ontology import EdgeKind, NodeKind
from graph.store import SourceClaims
from loaders.territories_file import Territory, described, source, territories

FILES = ("histoire.toml", "siren.toml")
_Table: TypeAlias = Mapping[str, Any]
#: What a block says beside the description of its source.
_SAID = frozenset({"territories", "links", "siren", "locator", "gist"})
_CITED = frozenset({"locator", "gist"})


def written_by_hand() -> list[SourceClaims]:
    """Return the sources of the files written by hand, each with its claims."""
    return [_claims_of(block) for block in _blocks()]


@cache
def known_territories() -> Mapping[NodeId, Territory]:
    """Return the territories that ship by id, old régions included, for those who name them.

    Other ids (`departement:75`) are no keys here. Cost: 0.1 s once, then nothing.
    """
    return MappingProxyType({**_added(), **territories()})


def _added() -> dict[NodeId, Territory]:
    """Return the territories that only these files describe: they give kind and name."""
    entries = [entry for block in _blocks() for entry in block.get("territories", ())]
    return {
        entry["id"]: Territory(
            entry["id"],
            NodeKind(entry["kind"]),
            entry["name"],
            entry.get("short_name", ""),
            tuple(entry.get("names", ())),
            tuple(entry.get("other_ids", ())),
            article=entry["article"],
            gender=entry["gender"],
        )
        for entry in entries
        if "kind" in entry
    }


def _blocks() -> Iterator[_Table]:
    for name in FILES:
        yield from described(name)["source"]


def _claims_of(block: _Table) -> SourceClaims:
    told = source({key: value for key, value in block.items() if key not in _SAID})
    return SourceClaims(told, [*_nodes(block, told), *_edges(block, told)])


def _cited(entry: _Table, block: _Table, told: Source, locator: str = "") -> Citation:
    place = entry.get("locator") or block.get("locator") or locator
    return Citation(source=told.id, locator=place, gist=entry.get("gist") or block.get("gist"))


def _nodes(block: _Table, told: Source) -> Iterator[Claim]:
    """Yield what is said of territories, then bare nodes for the other ends of the links."""
    said = block.get("territories", ())
    for entry in said:
        properties = {key: value for key, value in entry.items() if key not in _CITED}
        yield Claim(fact=_node(**properties), citation=_cited(entry, block, told))
    for identifier, number in block.get("siren", {}).items():
        place = f"{identifier.replace(':', ' ')}, SIREN {number}"
        fact = _node(id=identifier, other_ids=(siren(number),))
        yield Claim(fact=fact, citation=_cited({}, block, told, place))
    links = block.get("links", ())
    for identifier in sorted(_ends(links) - {entry["id"] for entry in said}):
        yield Claim(fact=_node(id=identifier), citation=_cited({}, block, told))


def _ends(links: Iterable[_Table]) -> set[NodeId]:
    return {identifier for link in links for identifier in (*link["from"], *link["to"])}


def _node(**properties: Any) -> Node:
    """Return a node with the kind and the name that its territory is known by."""
    known = known_territories()[properties["id"]]
    return Node(**{"kind": known.kind, "name": known.name, **properties})


def _edges(block: _Table, told: Source) -> Iterator[Claim]:
    known = known_territories()
    for link in block.get("links", ()):
        citation = _cited(link, block, told)
        for start, end in product(link["from"], link["to"]):
            edge = Edge(
                kind=EdgeKind(link["kind"]),
                start=start,
                end=end,
                start_kind=known[start].kind,
                end_kind=known[end].kind,
                since=link.get("since"),
                until=link.get("until"),
            )
            yield Claim(fact=edge, citation=citation)
