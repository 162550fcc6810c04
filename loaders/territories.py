"""The territories of the whole of France, as claims: what ships in `data/reference`.

One source holds today's map (country, régions, départements, intercommunalities, communes, and
what is part of what); the others, written by hand, the régions before 2016 and a few facts that
the map lacks. docs/territoires.md tells where they come from and which choices they embody.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from graph.ids import NodeId
from graph.model import Citation, Claim, Edge, Node, Source
from graph.ontology import EdgeKind, NodeKind
from graph.store import SourceClaims
from loaders.territories_byhand import known_territories, written_by_hand
from loaders.territories_file import Territory, described, source, territories

__all__ = ["Territory", "bundled_territories", "known_territories"]

#: Levels whose people are added up from communes, and how a citation says it.
_SUMMED = frozenset({NodeKind.COUNTRY, NodeKind.REGION, NodeKind.DEPARTMENT})
_SUM = "La population est la somme des populations municipales des communes."


def bundled_territories() -> list[SourceClaims]:
    """Return every source on territories that ships; the claims of the map are read lazily.

    Cost: the map makes 106 000 claims in a little over a second, each checked by the model.
    """
    told = source(described("territoires.toml")["source"])
    return [SourceClaims(told, _Map(told)), *written_by_hand()]


class _Map:
    """The claims of today's map, made anew at each walk: all nodes, then all edges."""

    def __init__(self, told: Source) -> None:
        self._told = told

    def __iter__(self) -> Iterator[Claim]:
        places = territories()
        cited = {key: _cited(self._told, territory) for key, territory in places.items()}
        for key, territory in places.items():
            yield Claim(fact=_node(territory), citation=cited[key])
        for territory in places.values():
            yield from _parts(territory, cited)


def _cited(told: Source, territory: Territory) -> Citation:
    gist = _SUM if territory.kind in _SUMMED and territory.population else None
    return Citation(source=told.id, locator=territory.id.replace(":", " "), gist=gist)


def _node(territory: Territory) -> Node:
    return Node(
        id=territory.id,
        kind=territory.kind,
        name=territory.name,
        short_name=territory.short_name or None,
        names=territory.names,
        other_ids=territory.other_ids,
        population=territory.population,
        article=territory.article,
        gender=territory.gender or None,
    )


def _parts(territory: Territory, cited: Mapping[NodeId, Citation]) -> Iterator[Claim]:
    """Yield what a territory is part of.

    The row of an intercommunality lists its members; else the territory's own row states it.
    """
    for whole in territory.part_of:
        kind = territories()[whole].kind
        edge = Edge(
            kind=EdgeKind.PART_OF,
            start=territory.id,
            end=whole,
            start_kind=territory.kind,
            end_kind=kind,
        )
        stated_by = whole if kind is NodeKind.INTERCOMMUNALITY else territory.id
        yield Claim(fact=edge, citation=cited[stated_by])
