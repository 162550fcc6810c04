"""The national view: the bodies that hold the network together, chosen by their ties."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from graph.ontology import AUTHORITIES, EdgeKind, NodeKind
from graph.store import GraphStore
from graph.topology import NODE_KIND_CODES, NODE_KINDS
from queries.filters import View
from viz import cast
from viz.asked import Asked, Keeps, born, ground
from viz.palette import LOOKS, Family, Shape
from viz.picture import MANY, SIZES, Body, Line, Picture, Style, compose, scaled
from viz.sentences import COUNTED
from viz.ties import Indexes, Links, Tie, between, degree, indexes, links, ties, without_places
from viz.typography import NBSP, count

#: The kinds that a national view is made of, and how many bodies of a family it has room for.
_CORE = (
    NodeKind.AGENCY,
    NodeKind.STATE_SERVICE,
    NodeKind.FUNDER,
    NodeKind.FEDERATION,
    NodeKind.PROGRAMME,
    NodeKind.HOUSING_PROVIDER,
    NodeKind.ASSOCIATION,
    NodeKind.PUBLIC_BODY,
)
_ROOM: Mapping[Family, int] = {
    Family.STATE: 17,
    Family.FUNDERS: 8,
    Family.LANDLORDS: 4,
    Family.NETWORKS: 13,
    Family.PLACES: 3,
    Family.AUTHORITIES: 6,
    Family.PROGRAMMES: 12,
    Family.OTHERS: 3,
}
_NARROW_ROOM: Mapping[Family, int] = {
    Family.STATE: 5,
    Family.FUNDERS: 2,
    Family.LANDLORDS: 0,
    Family.NETWORKS: 3,
    Family.PLACES: 1,
    Family.AUTHORITIES: 1,
    Family.PROGRAMMES: 4,
    Family.OTHERS: 0,
}
_GROUPED = (*sorted(AUTHORITIES - {NodeKind.COUNTRY}), NodeKind.NEIGHBOURHOOD)
#: Radii of the three orbits, and the least partners of each.
_RINGS, _NARROW_RINGS = (0.36, 0.68, 1.0), (0.46, 0.74, 1.0)
#: The least partners that the two inner orbits may ask for, and the bodies they have room for.
_STEPS = ((MANY, 12, 15, 20, 30, 50), (4, 5, 6, 7, 8, 9))
_CROWD = (9, 25)
_A_GROUP = 5
_COUNTED = ("quartiers", "villes", "communes", "regies")


@dataclass(frozen=True, slots=True)
class Cast:
    """Who is in the national view: nodes, groups by kind, and the ties among them all."""

    nodes: Indexes
    groups: Mapping[NodeKind, tuple[int, ...]]
    ties: tuple[Tie, ...]
    group_ties: tuple[Tie, ...]
    partners: Mapping[int, int]


def chosen(view: View, *, narrow: bool = False) -> Cast:
    """Return who is in the national view of a revision, fewer on a phone; worked out once."""
    room = _NARROW_ROOM if narrow else _ROOM
    return view.projection.memo.get(
        ("viz national", view.filters, narrow), lambda: _chosen(view, room)
    )


def _chosen(view: View, room: Mapping[Family, int]) -> Cast:
    kinds = view.projection.node_kind
    stars = _strongest(view, crossroads(view), room)
    around = without_places(view, links(view, indexes(stars)))
    grouped = np.isin(kinds[around.other], [NODE_KIND_CODES[kind] for kind in _GROUPED])
    near = around.where(grouped)
    reached = near.partners()
    named = _most(view, reached, room=room[Family.AUTHORITIES])
    groups: dict[NodeKind, list[int]] = defaultdict(list)
    for node in reached.keys() - set(named):
        groups[NODE_KINDS[kinds[node]]].append(node)
    members = indexes([*stars, *named])
    drawn = between(view, members)
    return Cast(
        members,
        {
            kind: tuple(sorted(nodes))
            for kind, nodes in sorted(groups.items())
            if len(nodes) >= _A_GROUP
        },
        tuple(drawn),
        tuple(ties(near)),
        degree(drawn),
    )


def crossroads(view: View) -> Mapping[int, int]:
    """Return how many others of the national kinds each of them is tied to, those tied to any."""
    return view.projection.memo.get(("viz crossroads", view.filters), lambda: _crossroads(view))


def _crossroads(view: View) -> Mapping[int, int]:
    core, rows = _core_rows(view)
    inside = np.zeros(len(view.projection.node_kind), dtype=np.bool_)
    inside[core] = True
    return rows.where(inside[rows.other]).partners()


def _core_rows(view: View) -> tuple[Indexes, Links]:
    kinds = view.projection.node_kind
    core = np.flatnonzero(np.isin(kinds, [NODE_KIND_CODES[kind] for kind in _CORE])).astype(
        np.int64
    )
    if view.node_ok is not None:
        core = core[view.node_ok[core]]
    return core, links(view, core)


def _strongest(view: View, partners: Mapping[int, int], room: Mapping[Family, int]) -> list[int]:
    by_family: dict[Family, list[int]] = defaultdict(list)
    for node in sorted(partners, key=lambda n: (-partners[n], n)):
        family = cast.family_of(view, node)
        if len(by_family[family]) < room[family]:
            by_family[family].append(node)
    return [node for nodes in by_family.values() for node in nodes]


def _most(view: View, reached: Mapping[int, int], *, room: int) -> list[int]:
    """Return the authorities that the most bodies are tied to, two at least."""
    able = [n for n in reached if reached[n] >= 2 and cast.family_of(view, n) is Family.AUTHORITIES]
    return sorted(able, key=lambda n: (-reached[n], n))[:room]


def national(view: View, store: GraphStore, question: Asked, *, tries: int = 12) -> Picture:
    """Draw the national view under the filters of a question."""
    start = ground(view, question)
    who = chosen(start, narrow=question.narrow)
    inner = _inner(who.partners.values())
    bodies = [
        cast.body(start, n, question=question, ring=_ring(partners, inner), partners=partners)
        for n in who.nodes.tolist()
        if (partners := who.partners.get(n, 0))
    ]
    pills = [
        cast.group(
            kind, nodes, ring=3 if LOOKS[kind].family is Family.PLACES else 2, href="/?vue=tableau"
        )
        for kind, nodes in who.groups.items()
    ]
    counted = _measured(start, store, bodies)[: 1 if question.narrow else None]
    known, lines = _filtered(start, question, bodies=bodies, pills=pills, who=who)
    captions = () if question.narrow else _captions(inner)
    style = Style(
        SIZES["narrow"] if question.narrow else scaled(SIZES["opening"], question.canvas),
        _NARROW_RINGS if question.narrow else _RINGS,
        captions,
    )
    return compose(
        [*bodies, *pills, *(pill for pill, _ in counted)],
        [*lines, *(line for _, line in counted)],
        style=style,
        canvas=question.canvas,
        kept=known | _kept_counts(question, counted, known),
        tries=tries,
    )


def _inner(partners: Iterable[int]) -> tuple[int, int]:
    """Return how many partners the first and the second orbit ask for, so that none is crowded."""
    told = list(partners)
    first = next((n for n in _STEPS[0] if sum(p >= n for p in told) <= _CROWD[0]), _STEPS[0][-1])
    rest = [p for p in told if p < first]
    return first, next(
        (n for n in _STEPS[1] if sum(p >= n for p in rest) <= _CROWD[1]), _STEPS[1][-1]
    )


def _ring(partners: int, inner: tuple[int, int]) -> int:
    return 1 if partners >= inner[0] else 2 if partners >= inner[1] else 3


def _captions(inner: tuple[int, int]) -> tuple[tuple[float, str], ...]:
    first, second = inner
    told = (f"{first} partenaires et plus", f"de {second} à {first - 1}", f"de 1 à {second - 1}")
    return tuple(zip(_RINGS, told, strict=True))


def _filtered(
    view: View, question: Asked, *, bodies: list[Body], pills: list[Body], who: Cast
) -> tuple[frozenset[str], list[Line]]:
    """Return the ids of the bodies that filters leave, and the lines among them."""
    seen, keeps = born(view, question.on), Keeps(view, question)
    told = who.ties if question.on is None else between(seen, who.nodes)
    drawn = [tie for tie in told if keeps.relation(tie) and keeps.programme(tie)]
    tied = {end for tie in drawn for end in (tie.start, tie.end)}
    picky = bool(question.relations or question.programme)
    kept = frozenset(
        b.id
        for b in bodies
        if b.node is not None
        and seen.shows(b.node)
        and keeps.family(b.family)
        and (b.node in tied or not picky)
    ) | frozenset(p.id for p in pills if keeps.family(p.family) and not picky)
    lines = [cast.line(view, tie, question=question) for tie in drawn]
    for pill in pills:
        lines += cast.group_lines(view, pill, who.group_ties, most=3)
    return kept, lines


def _measured(view: View, store: GraphStore, bodies: list[Body]) -> list[tuple[Body, Line]]:
    """Return the largest numbers of places that sources tell of a body: « 450 quartiers »."""
    told = [
        (m.measure.value, m.measure.what, b)
        for b in bodies
        if b.family in {Family.PROGRAMMES, Family.STATE}
        for m in store.measures([b.id]).get(b.id, [])
        if m.measure.what in _COUNTED and m.measure.value >= 40
    ]
    best: dict[str, tuple[int, str, Body]] = {}
    for value, what, b in sorted(told, key=lambda t: (-t[0], t[1], t[2].id)):
        best.setdefault(what, (value, what, b))
    return [_counted(*row) for row in list(best.values())[: _ROOM[Family.PLACES]]]


def _counted(value: int, what: str, of: Body) -> tuple[Body, Line]:
    text = count(value, *COUNTED[what])
    pill = Body(
        id=f"mesure:{of.id}:{what}",
        label=text,
        family=Family.PLACES,
        shape=Shape.PILL,
        what="nombre annoncé",
        weight=2.0,
        ring=3,
        href=of.href,
        tip=f"{of.label}{NBSP}: {text}. Entrée pour ouvrir.",
    )
    return pill, Line(pill.id, of.id, EdgeKind.COVERS, 1, tip=pill.tip, href=of.href, grouped=True)


def _kept_counts(
    question: Asked, counted: list[tuple[Body, Line]], known: frozenset[str]
) -> frozenset[str]:
    shown = not question.relations or EdgeKind.COVERS in question.relations
    family = not question.families or Family.PLACES in question.families
    return frozenset(p.id for p, line in counted if shown and family and line.end in known)
