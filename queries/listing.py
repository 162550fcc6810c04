"""List the nodes of a kind, a programme or a territory, in the order of their ids."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from graph.dates import packed, partial_date
from graph.ids import NodeId
from graph.ontology import EdgeKind, NodeKind
from graph.topology import EDGE_KIND_CODES, NODE_KIND_CODES
from queries import paging
from queries.answers import NodeRef, Page
from queries.filters import Mask, View
from queries.filters import view as view_of

_PART_OF, _COVERS, _SIGNS, _PILOTS = (
    EDGE_KIND_CODES[kind]
    for kind in (EdgeKind.PART_OF, EdgeKind.COVERS, EdgeKind.SIGNS, EdgeKind.PILOTS)
)


def listing(  # noqa: PLR0913 -- the conditions of a list are its arguments
    view: View, *, kinds: Iterable[NodeKind] = (), programme: NodeId | None = None,
    territory: NodeId | None = None, since: str | None = None, limit: int = paging.PAGE,
    after: str | None = None,
) -> Page[NodeRef]:  # fmt: skip
    """Return the nodes that meet all the conditions given, by id.

    `kinds`: one of them. `programme`: it, what is within it, and who is tied to that.
    `territory`: it, the places and bodies within it, and the agreements and programmes that cover
    one of these or that one of these signs or pilots. `since`: known to begin on that partial
    date or later; an agreement begins when it is signed.

    Raises `NotInGraph` for an unknown programme or territory, `UnreadableDate`, and
    `InputRefused` for a limit outside 1-500 or a foreign cursor. Cost: some passes over the edges.
    """
    chosen = frozenset(kinds)
    question = ("list", sorted(chosen), programme, territory, since, view.filters.label)
    last = paging.after(question, after, (str,))
    kept = _kept(view, chosen, since)
    if programme is not None:
        narrower = replace(view.filters, programmes=frozenset({programme}))
        kept &= _shown(view_of(view.projection, narrower))
    if territory is not None:
        kept &= _on_territory(view, view.locate(territory))
    found = np.flatnonzero(kept)
    ids = view.projection.ids
    first = 0 if last is None else bisect_right(found, last[0], key=ids.__getitem__)
    picked = found[first : first + paging.page_size(limit)]
    more = first + limit < len(found)
    end = paging.cursor(question, (ids[picked[-1]],)) if more else None
    return Page(view.refs(picked), end, len(found))


def _shown(view: View) -> Mask:
    everything = np.ones(len(view.projection.ids), np.bool_)
    return everything if view.node_ok is None else view.node_ok


def _kept(view: View, kinds: frozenset[NodeKind], since: str | None) -> Mask:
    p, kept = view.projection, _shown(view).copy()
    if kinds:
        kept &= np.isin(p.node_kind, [NODE_KIND_CODES[kind] for kind in kinds])
    if since is not None:
        kept &= (p.node_since > 0) & (p.node_since >= packed(partial_date(since)))
    return kept


def parts_of(view: View, place: int) -> Mask:
    """Return a territory or a body with all that is part of it, at any depth."""
    edges, start, end = view.ends()
    part = view.projection.edge_kind[edges] == _PART_OF
    start, end = start[part], end[part]
    inside = np.zeros(len(view.projection.ids), np.bool_)
    inside[place] = True
    while len(fresh := start[inside[end] & ~inside[start]]):
        inside[fresh] = True
    return inside


def _on_territory(view: View, place: int) -> Mask:
    edges, start, end = view.ends()
    kind = view.projection.edge_kind[edges]
    inside = parts_of(view, place)
    tied = inside.copy()
    tied[start[(kind == _COVERS) & inside[end]]] = True
    tied[end[np.isin(kind, [_SIGNS, _PILOTS]) & inside[start]]] = True
    return tied
