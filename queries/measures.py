"""The measures of a network, as arrays: a symmetric sparse matrix of ones in, scores out.

Each is compared with networkx in the tests. Every node of the matrix has at least one link.
"""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.sparse.csgraph import connected_components
from scipy.sparse.linalg import eigsh

from queries.sweeps import passages, sweeps

Scores: TypeAlias = NDArray[np.float64]
Pivots: TypeAlias = NDArray[np.int64]

#: The chance of going on along a link rather than starting again anywhere (Brin and Page 1998).
DAMPING = 0.85
_SMALL = 16


def degree(matrix: Any) -> Scores:
    """Return the number of links of each node."""
    return np.asarray(np.diff(matrix.indptr), np.float64)


def pagerank(matrix: Any) -> Scores:
    """Return how often a walker at random is at each node; the scores sum to 1.

    Power iteration until a step moves less than 1e-10 in all; at most 150 steps for 0.85.
    """
    size = matrix.shape[0]
    shares = 1 / degree(matrix)
    moved, rank = 1.0, np.full(size, 1 / size)
    while moved > 1e-10:
        step = DAMPING * (matrix @ (rank * shares)) + (1 - DAMPING) / size
        rank, moved = step, float(np.abs(step - rank).sum())
    return np.asarray(rank)


def betweenness(matrix: Any, pivots: Pivots) -> Scores:
    """Return the share of shortest chains between two others that pass by each node, 0 to 1.

    Exact when every node is a pivot; else chains start from the pivots only and the score is
    scaled to all (Brandes and Pich 2007, doi:10.1142/S0218127407018403).
    """
    size = matrix.shape[0]
    total = np.zeros(size)
    for sweep in sweeps(matrix, pivots):
        total += passages(matrix, sweep)
    scale = size / len(pivots) / max(1, (size - 1) * (size - 2))
    return np.asarray(total * scale)


def closeness(matrix: Any, pivots: Pivots) -> Scores:
    """Return the inverse of the mean distance to the others that a node reaches, times their share.

    Wasserman and Faust 1994, formula 5.22. The mean is over the pivots; 0 for a node that no
    other pivot reaches.
    """
    size = matrix.shape[0]
    total, count = np.zeros(size), np.zeros(size)
    for sweep in sweeps(matrix, pivots):
        total += np.maximum(sweep.distance, 0).sum(axis=1)
        count += (sweep.distance > 0).sum(axis=1)
    _, component = connected_components(matrix, directed=False)
    others = np.bincount(component)[component] - 1
    scores = np.zeros(size)
    np.divide(others / (size - 1) * count, total, out=scores, where=total > 0)
    return scores


def eigenvector(matrix: Any) -> Scores:
    """Return scores proportional to the sum of those of the neighbours, in the largest component.

    Unit Euclidean norm (Bonacich 1972, doi:10.1080/0022250X.1972.9989806); 0 elsewhere, since
    parts that nothing joins cannot be compared.
    """
    _, component = connected_components(matrix, directed=False)
    largest = np.flatnonzero(component == np.argmax(np.bincount(component)))
    part = matrix[largest][:, largest]
    if len(largest) < _SMALL:
        vector = np.linalg.eigh(part.toarray())[1][:, -1]
    else:
        _, vectors = eigsh(part, k=1, which="LA", v0=np.ones(len(largest)))
        vector = vectors[:, 0]
    scores = np.zeros(matrix.shape[0])
    scores[largest] = np.abs(vector)
    return scores
