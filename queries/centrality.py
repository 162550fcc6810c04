"""Who counts in the network, by five measures, each with what it means and what it does not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias, get_args

import numpy as np
from numpy.typing import NDArray

from graph.errors import InputRefused
from queries import measures, paging
from queries.adjacency import Through, adjacency
from queries.answers import NodeRef, Page
from queries.filters import View

Measure: TypeAlias = Literal["degree", "pagerank", "betweenness", "closeness", "eigenvector"]
MEASURES: tuple[Measure, ...] = get_args(Measure)
#: Up to that many tied nodes, every node is a pivot and the measure is exact.
EXACT = 3_000
#: Beyond, so many nodes drawn with a fixed seed are.
PIVOTS, _SEED = 256, 20_141_231

_METHOD: Mapping[Measure, str] = {
    "degree": "compte exact",
    "pagerank": "PageRank, amortissement 0,85, itéré jusqu’à un écart de 10⁻¹⁰",
    "betweenness": "algorithme de Brandes (2001), normalisé",
    "closeness": "proximité de Wasserman et Faust (1994)",
    "eigenvector": "premier vecteur propre, sur la plus grande composante",
}
_MEANING: Mapping[Measure, str] = {
    "degree": (
        "Le nombre de {ties} distincts. Ne dit ni l’importance de ce qui les lie, ni qui décide."
    ),
    "pagerank": (
        "La part du temps qu’un promeneur passe chez chacun s’il va de lien en lien au hasard :"
        " on compte si l’on est lié à ceux qui comptent. Ce n’est ni un pouvoir, ni un budget."
    ),
    "betweenness": (
        "La part des plus courtes chaînes entre deux autres qui passent par lui : il fait le pont."
        " Ne dit pas qu’il transmet quoi que ce soit, ni que les autres ne se connaissent pas"
        " hors des sources chargées."
    ),
    "closeness": (
        "À combien de liens il se trouve des autres en moyenne : 1 s’il touche tout le monde."
        " Ne mesure pas de distance sur le terrain ni de facilité à se parler."
    ),
    "eigenvector": (
        "Être lié à des acteurs eux-mêmes bien liés, de proche en proche, dans le cœur du réseau."
        " Un acteur hors de ce cœur a zéro sans être pour autant sans importance."
    ),
}
_CAVEAT = (
    " Le rang décrit les documents chargés : qui signe beaucoup compte beaucoup, qui n’y figure"
    " pas n’existe pas."
)


@dataclass(frozen=True, eq=False, slots=True)
class Ranking:
    """The scores of a measure over the n nodes of a projection.

    `scores` is 0 for nodes without a tie, which `order` leaves out; `order` has the others, best
    first, equals by id. `sample` is the number of pivots, None when the measure is exact.
    """

    measure: Measure
    projection: Through
    method: str
    sample: int | None
    meaning_fr: str
    revision: int
    scores: NDArray[np.float64]
    order: NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Standing:
    """The place of a node in a ranking, from 1; nodes of equal score have one place."""

    place: int
    node: NodeRef
    score: float


def checked_measure(name: str) -> Measure:
    """Return a measure by its name; `InputRefused`, with those that exist, otherwise."""
    for measure in MEASURES:
        if measure == name:
            return measure
    raise InputRefused(
        f"« {name} » n’est pas une mesure.", hint=f"Choisissez {', '.join(MEASURES)}."
    )


def rank(view: View, measure: Measure, *, through: Through = "partners") -> Ranking:
    """Return who counts by a measure, among actors who sign together or over all facts.

    Exact up to 3 000 tied nodes; beyond, betweenness and closeness start from 256 pivots. Scores
    are rounded to 12 places, so that platforms agree on the order. Takes up to some seconds:
    ask `queries.scores` from a request.
    """
    near = adjacency(view, through)
    tied = np.flatnonzero(near.degree).astype(np.int32)
    sampled = measure in {"betweenness", "closeness"} and len(tied) > EXACT
    pivots = _pivots(len(tied)) if sampled else None
    scores = np.zeros(len(near.busy))
    if len(tied):
        scores[tied] = np.round(_scores(near.matrix()[tied][:, tied], measure, pivots), 12)
    order = tied[np.argsort(-scores[tied], kind="stable")]
    for array in (scores, order):
        array.setflags(write=False)
    sample = None if pivots is None else len(pivots)
    return Ranking(
        measure, through, _method(measure, sample), sample, _meaning(measure, through),
        view.projection.revision, scores, order,
    )  # fmt: skip


def _scores(matrix: Any, measure: Measure, pivots: measures.Pivots | None) -> measures.Scores:
    every = np.arange(matrix.shape[0])
    match measure:
        case "degree":
            return measures.degree(matrix)
        case "pagerank":
            return measures.pagerank(matrix)
        case "betweenness":
            return measures.betweenness(matrix, every if pivots is None else pivots)
        case "closeness":
            return measures.closeness(matrix, every if pivots is None else pivots)
        case "eigenvector":
            return measures.eigenvector(matrix)


def _pivots(count: int) -> measures.Pivots:
    """Return the nodes that chains start from, drawn once for all."""
    return np.sort(np.random.default_rng(_SEED).choice(count, PIVOTS, replace=False))


def _method(measure: Measure, sample: int | None) -> str:
    return _METHOD[measure] + (
        f", estimé depuis {sample} points de départ tirés au sort (graine fixe)" if sample else ""
    )


def _meaning(measure: Measure, through: Through) -> str:
    ties = "partenaires" if through == "partners" else "voisins"
    return _MEANING[measure].format(ties=ties) + _CAVEAT


def standings(
    view: View, ranking: Ranking, *, limit: int = paging.PAGE, after: str | None = None
) -> Page[Standing]:
    """Return a page of a ranking, best first.

    Raises `InputRefused` for a limit outside 1-500 or a foreign cursor; that of another revision
    is one, since a load may change every place.
    """
    question = ("rank", ranking.measure, ranking.projection, ranking.revision, view.filters.label)
    last = paging.after(question, after, (int,))
    first = 0 if last is None else max(0, int(last[0]))
    picked = ranking.order[first : first + paging.page_size(limit)]
    places = np.searchsorted(-ranking.scores[ranking.order], -ranking.scores[picked]) + 1
    items = tuple(
        Standing(int(place), view.ref(int(index)), float(ranking.scores[index]))
        for place, index in zip(places, picked, strict=True)
    )
    more = first + limit < len(ranking.order)
    end = paging.cursor(question, (first + limit,)) if more else None
    return Page(items, end, len(ranking.order))
