"""What an address asks: the filters and the canvas, read leniently, since people edit addresses.

A value that means nothing is left out rather than refused: the page shows the chips as read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from graph.dates import last_day, packed, partial_date
from graph.errors import UnreadableDate
from graph.ids import NodeId
from graph.ontology import EdgeKind
from queries.filters import Filters, Mask, View, within
from queries.filters import view as filtered
from viz.palette import VERBS, Family
from viz.ties import Tie

_KINDS = {word: kind for kind, (word, _) in VERBS.items()}
#: The canvas of a page that does not say its size, and the bounds of one that does, in pixels.
CANVAS, SMALLEST, LARGEST, STEP = (1112, 806), (300, 320), (1600, 1200), 8


@dataclass(frozen=True, slots=True)
class Asked:
    """The filters of an address; empty sets keep all. `hubs` is None when the page decides."""

    relations: frozenset[EdgeKind] = frozenset()
    families: frozenset[Family] = frozenset()
    programme: NodeId | None = None
    on: str | None = None
    successors: bool = False
    avoid_hubs: bool | None = None
    chain: int = 1
    measure: str = "pont"
    canvas: tuple[int, int] = CANVAS

    @property
    def narrow(self) -> bool:
        """Tell whether the canvas is a phone's."""
        return self.canvas[0] < 640

    def query(self, **changes: str) -> str:
        """Return the query of an address that asks the same, without the canvas."""
        told = {
            "lien": ",".join(sorted(VERBS[kind][0] for kind in self.relations)),
            "famille": ",".join(sorted(self.families)),
            "programme": self.programme or "",
            "date": self.on or "",
            "successeurs": "1" if self.successors else "",
        }
        kept = {key: value for key, value in (told | changes).items() if value}
        return urlencode(kept, safe=":,@")


def asked(params: Mapping[str, str]) -> Asked:
    """Read the parameters of an address."""
    words = {key: params.get(key, "")[:500] for key in ("lien", "famille", "programme", "date")}
    families = {str(family) for family in Family}
    return Asked(
        relations=frozenset(_KINDS[w] for w in words["lien"].split(",") if w in _KINDS),
        families=frozenset(Family(w) for w in words["famille"].split(",") if w in families),
        programme=words["programme"] or None,
        on=_date(words["date"]),
        successors=params.get("successeurs") == "1",
        avoid_hubs={"1": True, "0": False}.get(params.get("carrefours", "")),
        chain=_number(params.get("chaine", "")),
        measure=params.get("mesure", "pont"),
        canvas=(_side(params.get("w"), 0), _side(params.get("h"), 1)),
    )


def _date(text: str) -> str | None:
    try:
        return partial_date(text) if text else None
    except UnreadableDate:
        return None


def _number(text: str) -> int:
    return (
        min(int(text), 99)
        if text.isascii() and text.isdigit() and 0 < len(text) < 4 and int(text)
        else 1
    )


def _side(text: str | None, axis: int) -> int:
    if not text or not text.isascii() or not text.isdigit() or len(text) > 5:
        return CANVAS[axis]
    return min(max(int(text), SMALLEST[axis]), LARGEST[axis]) // STEP * STEP


def ground(view: View, question: Asked) -> View:
    """Return the view that a drawing starts from: all that ever was, successors joined if asked.

    Relation, family, programme and date are applied later, to what is drawn, so that a filter
    takes away and moves nothing.
    """
    return (
        filtered(view.projection, Filters(follow_successors=True)) if question.successors else view
    )


def born(view: View, on: str | None) -> View:
    """Return what had begun by a date, ended or not: what ended is drawn hollow."""
    if on is None:
        return view
    graph, day = view.projection, last_day(packed(on))
    nodes, edges = graph.node_since <= day, graph.edge_since <= day
    edges = edges & nodes[graph.start] & nodes[graph.end]
    if view.node_ok is not None:
        nodes = nodes & view.node_ok
    if view.edge_ok is not None:
        edges = edges & view.edge_ok
    return replace(view, node_ok=nodes, edge_ok=edges)


class Keeps:
    """Which ties a question keeps, filter by filter, so that each chip can tell what it hides."""

    def __init__(self, view: View, question: Asked) -> None:
        self._question = question
        self._inside: Mask | None = None
        known = view.projection.resolve(question.programme) if question.programme else None
        if known is not None:
            place = view.projection.index(known)
            self._inside = None if place is None else within(view.projection, [place])

    def relation(self, tie: Tie) -> bool:
        """Tell whether a tie has one of the relations asked for."""
        return not self._question.relations or bool(tie.kinds & self._question.relations)

    def programme(self, tie: Tie) -> bool:
        """Tell whether a tie touches the programme asked for, or one of its agreements."""
        if self._inside is None:
            return True
        ends = (tie.start, tie.end, *tie.agreements)
        return bool(self._inside[list(ends)].any())

    def family(self, family: Family) -> bool:
        """Tell whether a family is kept."""
        return not self._question.families or family in self._question.families
