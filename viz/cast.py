"""From nodes and ties of the graph to bodies and lines of a drawing."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from urllib.parse import urlencode

from graph.dates import last_day, packed, unpacked
from graph.ontology import EdgeKind, NodeKind
from graph.topology import EDGE_KINDS, NODE_KINDS
from queries.filters import View
from viz.asked import Asked
from viz.palette import LOOKS, VERBS, Family, Shape, look
from viz.picture import Body, Line
from viz.sentences import address
from viz.ties import Tie
from viz.typography import NBSP, count, date

#: The relation of a group to a body, when its members have several.
_GROUP_ORDER = (EdgeKind.SIGNS, EdgeKind.FINANCES, EdgeKind.MEMBER_OF, EdgeKind.COVERS)


def label(view: View, node: int) -> str:
    """Return the short name of a node, or its name."""
    return view.projection.short_names[node] or view.projection.names[node]


def kind_of(view: View, node: int) -> NodeKind:
    """Return the kind of a node."""
    return NODE_KINDS[int(view.projection.node_kind[node])]


def family_of(view: View, node: int) -> Family:
    """Return the family of a node."""
    return LOOKS[kind_of(view, node)].family


def today() -> str:
    """Return the date of today, at which what ended is told from what lasts."""
    return datetime.date.today().isoformat()  # noqa: DTZ011 -- the reader's calendar day


def ended(view: View, node: int, on: str | None) -> bool:
    """Tell whether a node's life was over by a date, today if none is asked.

    An agreement's last day is not in the arrays unless its source tells it.
    """
    return last_day(int(view.projection.node_until[node])) < packed(on or today())


def body(view: View, node: int, *, question: Asked, ring: int, partners: int) -> Body:
    """Return a node as a body, sized by its partners."""
    kind = kind_of(view, node)
    appearance = look(kind, view.projection.names[node])
    over = ended(view, node, question.on)
    name = label(view, node)
    gone = ", n’existe plus" if over else ""
    told = count(partners, "partenaire")
    identifier = view.projection.ids[node]
    return Body(
        id=identifier,
        label=name,
        family=appearance.family,
        shape=appearance.shape,
        what=appearance.one,
        weight=float(partners),
        ring=ring,
        node=node,
        kind=kind,
        ended=over,
        tip=f"{name}, {appearance.one}{gone}, {told}. Entrée pour ouvrir.",
        href=with_query(address(identifier), question),
    )


def group(kind: NodeKind, members: Iterable[int], *, ring: int, href: str) -> Body:
    """Return several nodes of one kind as one pill: « 128 communes »."""
    inside = tuple(sorted(members))
    shape = LOOKS[kind]
    told = (
        count(len(inside), shape.one, shape.many).replace(" de l’État", "").replace(" sociaux", "")
    )
    return Body(
        id=f"groupe:{kind}",
        label=told,
        family=shape.family,
        shape=Shape.PILL,
        what="groupe",
        weight=2.0,
        ring=ring,
        kind=kind,
        members=inside,
        href=href,
        tip=f"{told}. Entrée pour ouvrir le tableau.",
    )


def with_query(path: str, question: Asked) -> str:
    """Return an address of the explorer that keeps the filters."""
    query = question.query()
    return f"{path}?{query}" if query else path


def line(view: View, tie: Tie, *, question: Asked, sun: int | None = None) -> Line:
    """Return a tie as a line between two bodies; it opens as the link between the two."""
    ids = view.projection.ids
    start, end = ids[tie.start], ids[tie.end]
    ends = urlencode({"de": start, "a": end}, safe=":@")
    query = question.query()
    return Line(
        start,
        end,
        tie.kind,
        tie.count,
        tip=f"{tie_words(view, tie)}. Entrée pour lire les preuves.",
        href=f"/lien?{ends}{'&' + query if query else ''}",
        to_sun=sun in {tie.start, tie.end},
        faint=sun is not None and sun not in {tie.start, tie.end},
    )


def tie_words(view: View, tie: Tie) -> str:
    """Return « ANRU et Acsé : 1 accord, 18 octobre 2010 », or « ANRU et NPNRU : pilote »."""
    names = f"{label(view, tie.start)} et {label(view, tie.end)}"
    told = []
    if tie.agreements:
        told.append(count(len(tie.agreements), "accord"))
    if len(tie.agreements) == 1 and (
        day := unpacked(int(view.projection.node_since[tie.agreements[0]]))
    ):
        told.append(date(day))
    if tie.edges:
        told += sorted({VERBS[kind][1].removesuffix(" de") for kind in _direct(view, tie)})
    return f"{names}{NBSP}: {', '.join(told)}"


def _direct(view: View, tie: Tie) -> set[EdgeKind]:
    return {EDGE_KINDS[view.projection.edge_kind[edge]] for edge in tie.edges}


def group_lines(
    view: View, pill: Body, ties: Iterable[Tie], *, most: int, sun: int | None = None
) -> list[Line]:
    """Return the lines of a group: to the bodies that most of its members are tied to."""
    inside = set(pill.members)
    gathered: dict[int, list[Tie]] = {}
    for tie in ties:
        for one, other in ((tie.start, tie.end), (tie.end, tie.start)):
            if one in inside and other not in inside:
                gathered.setdefault(other, []).append(tie)
    order = sorted(gathered, key=lambda node: (-len(gathered[node]), node))[:most]
    return [_group_line(view, pill, node, gathered[node], sun=sun) for node in order]


def _group_line(view: View, pill: Body, node: int, ties: list[Tie], *, sun: int | None) -> Line:
    kinds: Mapping[EdgeKind, int] = {k: sum(k in t.kinds for t in ties) for k in EdgeKind}
    kind = max(_GROUP_ORDER, key=lambda k: (kinds[k], -_GROUP_ORDER.index(k)))
    name = label(view, node)
    tip = f"{name}{NBSP}: {len(ties)} de ces {LOOKS[pill.kind].many if pill.kind else 'acteurs'}"
    return Line(
        pill.id,
        view.projection.ids[node],
        kind,
        len(ties),
        tip=tip,
        href=pill.href,
        to_sun=node == sun,
        faint=sun is not None and node != sun,
        grouped=True,
    )
