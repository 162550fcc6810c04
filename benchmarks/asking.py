"""Questions in process, beside networkx on the same graph."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from time import perf_counter
from typing import Any

import networkx as nx

from benchmarks.figures import Figure
from graph.projection import Projection
from queries.filters import Filters, view
from queries.paths import paths
from queries.search import search

#: Not the seed of any generator: pairs drawn with a graph's own seed are its edges.
SEED = 20_261_124
_WORDS = (
    "valencienne",
    "acse",
    "USH",
    "215906066",
    "st etienne",
    "hay les roses",
    "action logment",
)


def measure(projection: Projection) -> list[Figure]:
    """Return the figures of shortest paths and searches."""
    everything = view(projection, Filters())
    graph: nx.Graph[int] = nx.Graph(
        zip(projection.start.tolist(), projection.end.tolist(), strict=True)
    )
    rng = random.Random(SEED)  # noqa: S311 -- a sample, not a secret
    count = len(projection.ids)
    pairs = [tuple(rng.sample(range(count), 2)) for _ in range(1000)]
    paths(everything, projection.ids[0], projection.ids[1], k=1)  # what a revision does once
    ours = _each(
        pairs, lambda p: paths(everything, projection.ids[p[0]], projection.ids[p[1]], k=1)
    )
    theirs = _each(pairs, lambda p: _networkx(graph, p))
    several = _each(
        pairs[:200], lambda p: paths(everything, projection.ids[p[0]], projection.ids[p[1]], k=5)
    )
    names = [projection.names[i] for i, _other in pairs[:500]]
    return [
        Figure.of("plus courte chaîne, deux nœuds au hasard", ours, "networkx", theirs),
        Figure.of("les cinq premières chaînes", several),
        Figure.of("recherche d’un nom entier", _each(names, lambda n: search(everything, n))),
        Figure.of(
            "recherche d’un début, d’un sigle, d’un code, d’une faute",
            _each(_WORDS * 20, lambda words: search(everything, words)),
        ),
    ]


def _networkx(graph: nx.Graph[int], pair: tuple[int, ...]) -> None:
    """Find the same path; the graph may leave two nodes apart, as ours may."""
    if nx.has_path(graph, *pair):
        nx.bidirectional_shortest_path(graph, *pair)


def _each(inputs: Iterable[Any], work: Callable[[Any], object]) -> list[float]:
    taken = []
    for given in inputs:
        before = perf_counter()
        work(given)
        taken.append(perf_counter() - before)
    return taken
