"""Who stands for whom when bodies succeed one another: Acsé, then CGET, then ANCT."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from graph.ontology import EdgeKind
from graph.projection import Projection
from graph.topology import EDGE_KIND_CODES

_SUCCEEDS = EDGE_KIND_CODES[EdgeKind.SUCCEEDS]


def heirs(projection: Projection) -> NDArray[np.int32]:
    """Return, for each node, the last of its successors, or itself.

    A node that several succeeded is nobody's past: it stands for itself, and so does a node in a
    ring of successions, which only contradictory sources can make. Worked out once a revision.
    """
    return projection.memo.get(("heirs",), lambda: _heirs(projection))


def _heirs(projection: Projection) -> NDArray[np.int32]:
    succeeds = (projection.edge_kind == _SUCCEEDS) & (projection.start != projection.end)
    pairs = np.unique(np.stack([projection.end[succeeds], projection.start[succeeds]]), axis=1)
    earlier, later = pairs
    itself = np.arange(len(projection.ids), dtype=np.int32)
    sole = np.bincount(earlier, minlength=len(itself))[earlier] == 1
    heir = itself.copy()
    heir[earlier[sole]] = later[sole]
    last = heir == itself
    for _ in range(len(heir).bit_length()):  # each pass doubles the steps taken
        heir = heir[heir]
    heir = np.where(last[heir], heir, itself)
    heir.setflags(write=False)
    return heir
