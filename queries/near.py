"""The ids that somebody who typed an unknown one may have meant."""

from __future__ import annotations

from bisect import bisect_left

from rapidfuzz import process
from rapidfuzz.distance import OSA

from graph.errors import NotInGraph
from graph.ids import NodeId
from graph.projection import Projection
from graph.word_index import whole

#: An id that differs by more than this share of its letters is not a slip of the keyboard.
_SHARE = 0.34


def near_ids(projection: Projection, wanted: str, *, limit: int = 3) -> tuple[NodeId, ...]:
    """Return the known ids that `wanted` may stand for, nearest first.

    A text without a namespace is read as a name or a code; an id as a slip within its namespace.
    """
    wanted = wanted[:200]
    namespace, colon, _ = wanted.partition(":")
    if not colon:
        return tuple(projection.ids[i] for i in projection.words.bearers(whole(wanted))[:limit])
    first = bisect_left(projection.ids, f"{namespace}:")
    last = bisect_left(projection.ids, f"{namespace};")  # « ; » follows « : » in ASCII
    near = process.extract(
        wanted, projection.ids[first:last], scorer=OSA.distance, limit=limit,
        score_cutoff=max(1, int(len(wanted) * _SHARE)),
    )  # fmt: skip
    return tuple(identifier for identifier, _, _ in near)


def known_id(projection: Projection, identifier: str) -> NodeId:
    """Return the canonical id behind any id; `NotInGraph`, with the nearest ids, if unknown."""
    canonical = projection.resolve(identifier)
    if canonical is None:
        raise NotInGraph(identifier, near_ids(projection, identifier))
    return canonical
