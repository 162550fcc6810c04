"""Who is next to whom: the two ways to draw the network that paths and measures walk.

`facts` joins two nodes when any fact does. `partners` joins two actors who sign one agreement, or
whose partnership a source states: agreements are ties there, not bodies.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from graph.ontology import EdgeKind
from graph.topology import EDGE_KIND_CODES
from queries.filters import View

Through: TypeAlias = Literal["facts", "partners"]
SIGNS, PARTNERS_WITH = EDGE_KIND_CODES[EdgeKind.SIGNS], EDGE_KIND_CODES[EdgeKind.PARTNERS_WITH]

#: From so many rows on, gathering them at once is faster than one by one.
_FEW = 48


@dataclass(frozen=True, eq=False, slots=True)
class Adjacency:
    """An undirected graph without loops over the n nodes of a projection.

    The neighbours of node i are `neighbour[indptr[i]:indptr[i + 1]]`, distinct and sorted;
    `weight` counts the facts, or the shared agreements and partnerships, behind each.
    """

    indptr: NDArray[np.int32]  #: n + 1 places
    neighbour: NDArray[np.int32]  #: 2 t node indexes, for t ties
    weight: NDArray[np.int32]  #: 2 t counts, at least 1
    busy: list[int]  #: n counts of facts in `facts`, of partners in `partners`

    def row(self, index: int) -> list[int]:
        """Return the neighbours of a node."""
        neighbours: list[int] = self.neighbour[self.indptr[index] : self.indptr[index + 1]].tolist()
        return neighbours

    def around(self, level: set[int]) -> set[int]:
        """Return the neighbours of some nodes."""
        if len(level) < _FEW:
            return set[int]().union(*map(self.row, level))
        nodes = np.fromiter(level, np.int64, len(level))
        first = self.indptr[nodes]
        count = self.indptr[nodes + 1] - first
        within = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
        return set(self.neighbour[np.repeat(first, count) + within].tolist())

    @property
    def degree(self) -> NDArray[np.int64]:
        """Return the number of distinct neighbours of each node."""
        return np.diff(self.indptr).astype(np.int64)

    def matrix(self) -> Any:
        """Return the adjacency as a scipy CSR array of ones, sharing the indexes."""
        size = len(self.indptr) - 1
        ones = np.ones(len(self.neighbour))
        return sparse.csr_array((ones, self.neighbour, self.indptr), shape=(size, size))


def adjacency(view: View, through: Through) -> Adjacency:
    """Return the network that a view shows, kept for the next question of the same filters.

    Cost of the first: linear in the facts, or in the sum over agreements of signatories squared.
    """
    make = _facts if through == "facts" else _partners
    key = ("adjacency", view.filters, through)
    return view.projection.memo.get(key, lambda: make(view))


def _facts(view: View) -> Adjacency:
    _, start, end = view.ends()
    matrix = _counts(view, start, end)
    return _adjacency(matrix + matrix.T, by_weight=True)


def _partners(view: View) -> Adjacency:
    edges, start, end = view.ends()
    kind = view.projection.edge_kind[edges]
    signs, partners = kind == SIGNS, kind == PARTNERS_WITH
    signed = _counts(view, start[signs], end[signs])
    signed.data[:] = 1  # an agreement that one signs twice, once through its past, is one
    stated = _counts(view, start[partners], end[partners])
    return _adjacency(signed @ signed.T + stated + stated.T, by_weight=False)


def _counts(view: View, start: NDArray[np.int32], end: NDArray[np.int32]) -> Any:
    size = len(view.projection.ids)
    ones = np.ones(len(start), np.int32)
    matrix = sparse.coo_array((ones, (start, end)), shape=(size, size)).tocsr()
    matrix.sum_duplicates()
    return matrix


def _adjacency(matrix: Any, *, by_weight: bool) -> Adjacency:
    table = matrix.tocoo()
    apart = table.row != table.col
    kept = (table.data[apart], (table.row[apart], table.col[apart]))
    matrix = sparse.coo_array(kept, shape=table.shape).tocsr()
    matrix.sort_indices()
    indptr, neighbour = matrix.indptr.astype(np.int32), matrix.indices.astype(np.int32)
    weight = matrix.data.astype(np.int32)
    busy = matrix.sum(axis=1) if by_weight else np.diff(indptr)
    for array in (indptr, neighbour, weight):
        array.setflags(write=False)
    return Adjacency(indptr, neighbour, weight, busy.tolist())
