"""Breadth-first sweeps from many nodes at once, as products of a sparse matrix by dense blocks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

#: Numbers that a block may hold: 32 MB.
_BLOCK = 4_000_000


@dataclass(frozen=True, eq=False, slots=True)
class Sweep:
    """What s sources reach among n nodes, each an array of n rows and s columns.

    `distance` is in links, -1 when out of reach; `ways` counts the shortest chains.
    """

    sources: NDArray[np.int64]
    distance: NDArray[np.int16]
    ways: NDArray[np.float64]


def sweeps(matrix: Any, sources: NDArray[np.int64]) -> Iterator[Sweep]:
    """Yield sweeps from all sources over a symmetric sparse matrix of ones, some at a time.

    Cost of each: the links of the graph times the sources of the block, at each distance.
    """
    size = max(1, min(64, _BLOCK // max(1, matrix.shape[0])))
    for first in range(0, len(sources), size):
        yield _sweep(matrix, sources[first : first + size])


def _sweep(matrix: Any, sources: NDArray[np.int64]) -> Sweep:
    shape = matrix.shape[0], len(sources)
    distance, ways = np.full(shape, -1, np.int16), np.zeros(shape)
    reached = np.zeros(shape)
    reached[sources, np.arange(len(sources))] = 1
    links = 0
    while reached.any():
        distance[reached > 0] = links
        ways += reached
        reached = matrix @ reached
        reached[distance >= 0] = 0
        links += 1
    return Sweep(sources, distance, ways)


def passages(matrix: Any, sweep: Sweep) -> NDArray[np.float64]:
    """Return how much the shortest chains of a sweep pass by each node, ends left out.

    Brandes 2001, doi:10.1080/0022250X.2001.9990249: when w of the ways to a node pass by
    another, w parts of the ways are its. Summed over the sources; n numbers.
    """
    distance, ways = sweep.distance, np.maximum(sweep.ways, 1)
    passing = np.zeros(distance.shape)
    for links in range(int(distance.max()), 0, -1):
        share = np.where(distance == links, (1 + passing) / ways, 0)
        passing += np.where(distance == links - 1, ways * (matrix @ share), 0)
    passing[distance <= 0] = 0
    return np.asarray(passing.sum(axis=1))
