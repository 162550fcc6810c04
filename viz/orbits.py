"""The galaxy of one actor: what it is tied to directly, then what those are tied to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from graph.ontology import EdgeKind, NodeKind
from graph.store import GraphStore
from graph.topology import NODE_KINDS
from queries.filters import View
from viz import cast
from viz.asked import Asked, Keeps, born, ground
from viz.geometry import ellipse
from viz.palette import Family, Shape
from viz.picture import NARROW_SUN, SIZES, SUN, Body, Line, Picture, Style, compose, scaled
from viz.sentences import COUNTED
from viz.ties import Tie, around, between, degree, indexes, links, without_places
from viz.typography import NBSP, count

#: More bodies of one kind than this on an orbit become one pill.
GROUPED = 40
#: Bodies in all on a phone, and those told one by one.
NARROW_BODIES, NARROW_NEAR = 15, 8
_RINGS, _NARROW_RINGS = (0.56, 1.0), (0.74,)
#: Places are folded before actors when an orbit is full.
_FOLDED_FIRST = (
    NodeKind.MUNICIPALITY,
    NodeKind.NEIGHBOURHOOD,
    NodeKind.INTERCOMMUNALITY,
    NodeKind.DEPARTMENT,
    NodeKind.HOUSING_PROVIDER,
    NodeKind.ASSOCIATION,
    NodeKind.COMPANY,
    NodeKind.ORGANISATION,
    NodeKind.REGION,
    NodeKind.PUBLIC_BODY,
)
_COUNTED = {
    "quartiers": NodeKind.NEIGHBOURHOOD,
    "communes": NodeKind.MUNICIPALITY,
    "villes": NodeKind.MUNICIPALITY,
}


@dataclass(frozen=True, slots=True)
class Cast:
    """Who is around a sun: near bodies, folded groups, far bodies, how many are left out."""

    sun: int
    near: tuple[int, ...]
    groups: Mapping[NodeKind, tuple[int, ...]]
    far: tuple[int, ...]
    left_out: int
    ties: tuple[Tie, ...]
    partners: Mapping[int, int]

    @property
    def nodes(self) -> tuple[int, ...]:
        """Return the nodes drawn one by one, the sun first."""
        return (self.sun, *self.near, *self.far)


def chosen(view: View, sun: int, *, canvas: tuple[int, int]) -> Cast:
    """Return who is drawn around a node; worked out once a revision and shape of canvas."""
    oval = ellipse(*canvas)
    room = (int(1.5 * oval.capacity(_RINGS[0])), int(0.75 * oval.capacity(_RINGS[1])))
    room = (NARROW_BODIES, 0) if oval.narrow else room
    key = ("viz orbits", view.filters, sun, room)
    return view.projection.memo.get(key, lambda: _chosen(view, sun, room))


def _chosen(view: View, sun: int, room: tuple[int, int]) -> Cast:
    own = _apart(view, sun)
    strength = {_other(tie, sun): tie.count for tie in own}
    near, groups = _folded(view, strength, room=room[0]) if room[1] else _few(view, strength)
    far, left_out = _far(view, sun, near, strength, room=room[1])
    folded = {node for nodes in groups.values() for node in nodes}
    left_out += len(strength) - len(near) - len(folded)
    members = indexes([sun, *near, *far])
    drawn = between(view, members)
    kept = [*(t for t in own if _other(t, sun) in folded), *drawn]
    return Cast(sun, tuple(near), groups, tuple(far), left_out, tuple(kept), degree([*drawn]))


def _apart(view: View, sun: int) -> list[Tie]:
    """Return the ties of the sun, without the country around it."""
    return [
        t for t in around(view, sun) if cast.kind_of(view, _other(t, sun)) is not NodeKind.COUNTRY
    ]


def _other(tie: Tie, one: int) -> int:
    return tie.end if tie.start == one else tie.start


def _few(
    view: View, strength: Mapping[int, int]
) -> tuple[list[int], dict[NodeKind, tuple[int, ...]]]:
    """Part the only orbit of a phone: the strongest one by one, the rest of each kind folded."""
    graph = view.projection
    order = sorted(strength, key=lambda n: (-strength[n], -int(graph.degree[n]), n))
    near, rest = order[:NARROW_NEAR], order[NARROW_NEAR:]
    groups: dict[NodeKind, list[int]] = defaultdict(list)
    for node in rest:
        groups[NODE_KINDS[graph.node_kind[node]]].append(node)
    largest = sorted(groups, key=lambda kind: (-len(groups[kind]), kind))[
        : NARROW_BODIES - len(near)
    ]
    return near, {
        kind: tuple(sorted(groups[kind])) for kind in sorted(largest) if len(groups[kind]) > 1
    }


def _folded(
    view: View, strength: Mapping[int, int], *, room: int
) -> tuple[list[int], dict[NodeKind, tuple[int, ...]]]:
    """Part the first orbit: bodies one by one, and pills where there are too many of a kind."""
    graph = view.projection
    order = sorted(strength, key=lambda n: (-strength[n], -int(graph.degree[n]), n))
    by_kind: dict[NodeKind, list[int]] = defaultdict(list)
    for node in order:
        by_kind[NODE_KINDS[graph.node_kind[node]]].append(node)
    folded = {kind for kind, nodes in by_kind.items() if len(nodes) > GROUPED}
    for kind in _FOLDED_FIRST:
        alone = sum(len(nodes) for k, nodes in by_kind.items() if k not in folded)
        if alone + len(folded) <= room:
            break
        if len(by_kind.get(kind, ())) > 2:
            folded.add(kind)
    near = [node for node in order if NODE_KINDS[graph.node_kind[node]] not in folded]
    return near[:room], {kind: tuple(sorted(by_kind[kind])) for kind in sorted(folded)}


def _far(
    view: View, sun: int, near: Sequence[int], strength: Mapping[int, int], *, room: int
) -> tuple[list[int], int]:
    """Return what the first orbit is tied to, the most tied first, and how many do not fit."""
    if not near or not room:
        return [], 0
    rows = without_places(view, links(view, indexes(near)))
    reached = rows.partners()
    able = [n for n in reached if n != sun and n not in strength and _stands_alone(view, n)]
    degrees = np.diff(view.projection.indptr)
    order = sorted(able, key=lambda n: (-reached[n], -int(degrees[n]), n))
    return order[:room], len(order) - len(order[:room])


def _stands_alone(view: View, node: int) -> bool:
    return cast.kind_of(view, node) not in {
        NodeKind.COUNTRY,
        NodeKind.CONVENTION,
        NodeKind.NEIGHBOURHOOD,
    }


def galaxy(
    view: View, store: GraphStore, question: Asked, *, sun: int, name: str
) -> tuple[Picture, Cast]:
    """Draw the galaxy of a node under the filters of a question; `name` is « à l’ANRU »."""
    start = ground(view, question)
    who = chosen(start, sun, canvas=question.canvas)
    bodies = [_body(start, node, who, question=question) for node in who.nodes]
    href = bodies[0].href + _table(question)
    pills = [cast.group(kind, nodes, ring=1, href=href) for kind, nodes in who.groups.items()]
    counted = _counted(start, store, bodies[0], who)
    kept, lines = _filtered(start, question, who, bodies=[*bodies, *pills])
    style = Style(
        SIZES["narrow"] if question.narrow else scaled(SIZES["partners"], question.canvas),
        _NARROW_RINGS if question.narrow else _RINGS,
        () if question.narrow else _captions(name, who),
        sun=NARROW_SUN if question.narrow else SUN,
    )
    picture = compose(
        [*bodies, *pills, *(pill for pill, _ in counted)],
        [*lines, *(line for _, line in counted)],
        style=style,
        canvas=question.canvas,
        kept=kept | _kept_counts(question, counted),
        tries=12 if question.narrow else 6,
    )
    return picture, who


def _table(question: Asked) -> str:
    return ("&" if question.query() else "?") + "vue=tableau"


def _captions(name: str, who: Cast) -> tuple[tuple[float, str], ...]:
    """Return the captions of the orbits; `name` is the sun's, after « à »."""
    near = ((_RINGS[0], f"liés {name if len(name) < 32 else 'au centre'}"),)
    return (*near, (_RINGS[1], "liés à ses partenaires")) if who.far else near


def _body(view: View, node: int, who: Cast, *, question: Asked) -> Body:
    ring = 0 if node == who.sun else 1 if node in who.near else 2
    return cast.body(view, node, question=question, ring=ring, partners=who.partners.get(node, 0))


def _filtered(
    view: View, question: Asked, who: Cast, *, bodies: Sequence[Body]
) -> tuple[frozenset[str], list[Line]]:
    """Return the ids of the bodies that filters leave, and the lines among them."""
    seen, keeps = born(view, question.on), Keeps(view, question)
    drawn = [t for t in known(view, question, who) if keeps.relation(t) and keeps.programme(t)]
    tied = {end for tie in drawn for end in (tie.start, tie.end)}
    kept = {
        b.id for b in bodies if not b.ring or (keeps.family(b.family) and _remains(b, seen, tied))
    }
    rings = {b.node: b.ring for b in bodies if b.node is not None}
    lines = [
        cast.line(view, tie, question=question, sun=who.sun)
        for tie in drawn
        if tie.start in rings and tie.end in rings and rings[tie.start] != rings[tie.end]
    ]
    for pill in (b for b in bodies if b.pill):
        lines += cast.group_lines(view, pill, drawn, most=1, sun=who.sun)
    return frozenset(kept), lines


def _remains(body: Body, seen: View, tied: set[int]) -> bool:
    if body.members:
        return any(node in tied for node in body.members)
    return body.node is not None and seen.shows(body.node) and body.node in tied


def known(view: View, question: Asked, who: Cast) -> Iterable[Tie]:
    """Return the ties of a galaxy that were known at the date asked, all without one."""
    if question.on is None:
        return who.ties
    seen = born(view, question.on)
    folded = {node for nodes in who.groups.values() for node in nodes}
    own = [t for t in around(seen, who.sun) if _other(t, who.sun) in folded]
    return [*own, *between(seen, indexes(who.nodes))]


def _counted(view: View, store: GraphStore, sun: Body, who: Cast) -> list[tuple[Body, Line]]:
    """Return the numbers of places that sources tell of the sun, where they are not drawn."""
    drawn = {cast.kind_of(view, node) for node in who.near} | set(who.groups)
    told = [
        m.measure
        for m in store.measures([sun.id]).get(sun.id, [])
        if m.measure.what in _COUNTED
        and _COUNTED[m.measure.what] not in drawn
        and m.measure.value > 1
    ]
    best = {m.what: m.value for m in sorted(told, key=lambda m: m.value)}
    return [_number(sun, what, value) for what, value in sorted(best.items())]


def _number(sun: Body, what: str, value: int) -> tuple[Body, Line]:
    text = count(value, *COUNTED[what])
    pill = Body(
        id=f"mesure:{what}",
        label=text,
        family=Family.PLACES,
        shape=Shape.PILL,
        what="nombre annoncé",
        weight=2.0,
        ring=1,
        href="",
        tip=f"{sun.label}{NBSP}: {text}, sans la liste.",
    )
    return pill, Line(pill.id, sun.id, EdgeKind.COVERS, 1, tip=pill.tip, to_sun=True, grouped=True)


def _kept_counts(question: Asked, counted: Sequence[tuple[Body, Line]]) -> frozenset[str]:
    shown = not question.relations or EdgeKind.COVERS in question.relations
    family = not question.families or Family.PLACES in question.families
    return frozenset(p.id for p, _ in counted if shown and family and not question.programme)
