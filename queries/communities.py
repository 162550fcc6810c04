"""Groups of those who are tied more to one another than to the rest."""

from __future__ import annotations

from dataclasses import dataclass

import graspologic_native  # type: ignore[import-untyped]  # it ships no types
import numpy as np
from numpy.typing import NDArray

from queries.adjacency import Adjacency, Through, adjacency
from queries.answers import NodeRef
from queries.filters import View

_METHOD = "Leiden (Traag et al., 2019), modularité, 10 passes, graine {seed}"
_MEANING = (
    "Des groupes qui ont plus de liens entre eux qu’avec les autres. Un groupe porte le nom de son"
    " membre le plus lié : ce n’est ni une organisation, ni une alliance déclarée, et un acteur"
    " au bord de deux groupes n’est rangé que dans un."
)


@dataclass(frozen=True, eq=False, slots=True)
class Community:
    """A group, named by its most tied member; `members` are node indexes, most tied first."""

    name: str
    head: NodeRef
    members: NDArray[np.int32]


@dataclass(frozen=True, eq=False, slots=True)
class Communities:
    """All groups, largest first. `of` gives each of the n nodes its group, -1 without a tie.

    `modularity` is the share of ties within groups beyond what chance would give, at most 1.
    """

    projection: Through
    method: str
    meaning_fr: str
    revision: int
    modularity: float
    groups: tuple[Community, ...]
    of: NDArray[np.int32]


def communities(view: View, *, through: Through = "partners", seed: int = 0) -> Communities:
    """Return the groups of a network, kept for the next who asks; the same at every run.

    Ties weigh the number of facts or agreements behind them. Leiden (Traag, Waltman and van Eck
    2019, doi:10.1038/s41598-019-41695-z) in compiled code that lets other threads run; about a
    second for a million ties. Nodes without a tie are in no group.
    """
    key = ("communities", view.filters, through, seed)
    return view.projection.memo.get(key, lambda: _found(view, through, seed))


def _found(view: View, through: Through, seed: int) -> Communities:
    near = adjacency(view, through)
    label, modularity = _labels(near, seed)
    groups = sorted(_members(near, label), key=lambda members: (-len(members), members[0]))
    of = np.full(len(near.busy), -1, np.int32)
    for number, members in enumerate(groups):
        of[members] = number
        members.setflags(write=False)
    of.setflags(write=False)
    return Communities(
        through, _METHOD.format(seed=seed), _MEANING, view.projection.revision, modularity,
        tuple(_community(view, members) for members in groups), of,
    )  # fmt: skip


def _community(view: View, members: NDArray[np.int32]) -> Community:
    head = view.ref(int(members[0]))
    return Community(head.short_name or head.name, head, members)


def _labels(near: Adjacency, seed: int) -> tuple[NDArray[np.int64], float]:
    """Return the label of each node, -1 without a tie, and the modularity."""
    label = np.full(len(near.busy), -1, np.int64)
    tied = np.flatnonzero(near.degree)
    if not len(tied):
        return label, 0.0
    place = np.zeros(len(label), np.int32)
    place[tied] = np.arange(len(tied), dtype=np.int32)
    indptr = np.append(near.indptr[tied], near.indptr[-1]).astype(np.int64)
    modularity, found = graspologic_native.leiden_csr(
        indptr, place[near.neighbour], near.weight.astype(np.float64), len(tied),
        iterations=10, seed=seed,
    )  # fmt: skip
    label[tied] = [found[number] for number in range(len(tied))]
    return label, float(modularity)


def _members(near: Adjacency, label: NDArray[np.int64]) -> list[NDArray[np.int32]]:
    """Return the nodes of each label, most tied first, then by id."""
    tied = np.flatnonzero(label >= 0)
    order = tied[np.lexsort((tied, -near.degree[tied], label[tied]))].astype(np.int32)
    cuts = np.flatnonzero(np.diff(label[order])) + 1
    return [members.copy() for members in np.split(order, cuts) if len(members)]
