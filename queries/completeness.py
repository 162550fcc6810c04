"""How much of what was announced the graph knows: « 9 quartiers sur 14 »."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from graph.dates import last_day, packed
from graph.derive import MeasureFacts
from graph.ontology import TERRITORIES, EdgeKind, NodeKind
from graph.store import GraphStore
from graph.topology import EDGE_KIND_CODES, NODE_KIND_CODES, NODE_KINDS
from queries.answers import NodeRef
from queries.filters import View
from queries.listing import parts_of

_COVERS, _PART_OF, _AMENDS, _SIGNS, _MEMBER_OF = (
    EDGE_KIND_CODES[kind]
    for kind in (
        EdgeKind.COVERS, EdgeKind.PART_OF, EdgeKind.AMENDS, EdgeKind.SIGNS, EdgeKind.MEMBER_OF,
    )
)  # fmt: skip
N = NodeKind


@dataclass(frozen=True, slots=True)
class Completeness:
    """A number announced of a programme, an agreement or an actor, beside what the graph names.

    `known` counts distinct nodes. `since` and `until` date the announcement; `sources` are the
    ids of those who make it. `reason_fr` says what the difference means.
    """

    programme: NodeRef
    what: str
    announced: int
    known: int
    since: str | None
    until: str | None
    sources: tuple[str, ...]
    reason_fr: str


def completeness(store: GraphStore, view: View) -> list[Completeness]:
    """Return what was announced in countable things, by node, then as the store orders measures.

    Sums, shares and things that are no nodes (inhabitants, dwellings) are left out. With an
    `as_of`, announcements of other dates are too. Raises what the store raises. Cost: one read of
    the measures, and the facts of the nodes that have some.
    """
    ids = view.projection.ids
    shown = [ids[i] for i in range(len(ids)) if view.shows(i) and _may_announce(view, i)]
    return [
        told
        for identifier, measures in sorted(store.measures(shown).items())
        for facts in measures
        if facts.measure.unit == "count" and _held(view, facts)
        for told in _told(view, view.locate(identifier), facts)
    ]


def _may_announce(view: View, index: int) -> bool:
    return NODE_KINDS[view.projection.node_kind[index]] not in TERRITORIES


def _held(view: View, facts: MeasureFacts) -> bool:
    day = packed(view.filters.as_of)
    since, until = packed(facts.measure.since), packed(facts.measure.until)
    return not day or (since <= last_day(day) and day <= last_day(until))


def _told(view: View, index: int, facts: MeasureFacts) -> Iterator[Completeness]:
    counted = _COUNTED.get(facts.measure.what)
    known = counted(view, index) if counted else None
    if known is None:
        return
    if facts.measure.territory is not None:
        inside = parts_of(view, view.locate(facts.measure.territory))
        known = {node for node in known if inside[node]}
    measure, announced = facts.measure, facts.measure.value
    yield Completeness(
        view.ref(index), measure.what, announced, len(known), measure.since, measure.until,
        tuple(sorted({citation.source for citation in facts.citations})),
        _reason(announced, len(known)),
    )  # fmt: skip


def _reason(announced: int, known: int) -> str:
    if known == announced:
        return "Tous sont nommés par les sources chargées."
    if known > announced:
        return (
            "Les sources chargées en nomment plus : le nombre annoncé a changé depuis,"
            " ou plusieurs listes se recouvrent."
        )
    if not known:
        return "Les sources chargées donnent le nombre sans nommer personne."
    return (
        f"Les sources chargées n’en nomment pas {announced - known} :"
        " l’absence d’un lien ici ne prouve pas qu’il n’existe pas."
    )


def _outward(view: View, index: int, kind: int, *, out: bool) -> list[int]:
    """Return the other ends of a node's facts of a kind, going out of it or coming in."""
    near, edge = view.arcs(index)
    origin = view.projection.start[edge]
    origin = origin if view.heir is None else view.heir[origin]
    kept = (view.projection.edge_kind[edge] == kind) & ((origin == index) == out)
    ends: list[int] = np.unique(near[kept]).tolist()
    return ends


def _scope(view: View, index: int) -> list[int]:
    """Return a programme or an agreement with all the programmes, agreements, avenants within."""
    scope = [index]
    for member in scope:
        for kind in (_PART_OF, _AMENDS):
            scope += [node for node in _outward(view, member, kind, out=False) if node not in scope]
    return scope


_Count = Callable[[View, int], set[int] | None]


def _places(*kinds: NodeKind) -> _Count:
    """Count the places that a node covers, itself or by what is within it, or that sign that."""
    codes = {NODE_KIND_CODES[kind] for kind in kinds}

    def count(view: View, index: int) -> set[int]:
        found: set[int] = set()
        for member in _scope(view, index):
            found.update(_outward(view, member, _COVERS, out=True))
            found.update(_outward(view, member, _SIGNS, out=False))
        return {node for node in found if view.projection.node_kind[node] in codes}

    return count


def _agreements(view: View, index: int) -> set[int]:
    """Count the agreements within a node, or that an actor signs; avenants are no agreements."""
    found = {*_scope(view, index)[1:], *_outward(view, index, _SIGNS, out=True)}
    convention = NODE_KIND_CODES[N.CONVENTION]
    return {
        node
        for node in found
        if view.projection.node_kind[node] == convention
        and not _outward(view, node, _AMENDS, out=True)
    }


def _signatories(view: View, index: int) -> set[int]:
    return set(_outward(view, index, _SIGNS, out=False))


def _members(view: View, index: int) -> set[int] | None:
    """Count the members of an actor; an agreement or a programme has none."""
    acts = NODE_KINDS[view.projection.node_kind[index]] not in {N.CONVENTION, N.PROGRAMME}
    return set(_outward(view, index, _MEMBER_OF, out=False)) if acts else None


#: What is counted for each word of a measure; other words name things that are no nodes.
_COUNTED: Mapping[str, _Count] = {
    "quartiers": _places(N.NEIGHBOURHOOD),
    "communes": _places(N.MUNICIPALITY),
    "villes": _places(N.MUNICIPALITY),
    "intercommunalites": _places(N.INTERCOMMUNALITY),
    "agglomerations": _places(N.INTERCOMMUNALITY),
    "departements": _places(N.DEPARTMENT),
    "regions": _places(N.REGION),
    "territoires": _places(*TERRITORIES - {N.COUNTRY}),
    "conventions": _agreements,
    "contrats": _agreements,
    "contrats_de_ville": _agreements,
    "signataires": _signatories,
    "membres": _members,
    "adherents": _members,
    "federations": _members,
    "regies": _members,
    "organismes": _members,
    "centres": _members,
}
