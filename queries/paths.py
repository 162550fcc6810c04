"""By which chains of facts two nodes are tied."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from time import monotonic

import numpy as np

from graph.errors import InputRefused
from graph.ids import NodeId
from queries.adjacency import Adjacency, Through, adjacency
from queries.answers import NodeRef
from queries.chains import Chain, OutOfTime, Search
from queries.filters import View
from queries.partners import Hand

#: Chains that one answer may hold.
MOST_CHAINS = 50
#: A body tied to more than this share of all others is a crossroads that says little.
HUB_SHARE = 0.05


@dataclass(frozen=True, slots=True)
class Link:
    """Two nodes of a chain and the edges that tie them, in whatever direction, at least one."""

    start: NodeRef
    end: NodeRef
    edge_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Path:
    """A chain of n nodes, all different, and its n - 1 links."""

    nodes: tuple[NodeRef, ...]
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Paths:
    """The chains found, best first; `length` is the links of the first, None without any.

    `truncated` tells that the time limit passed, so that there may be others. `avoided_hubs`
    were walked around, most tied first.
    """

    start: NodeRef
    end: NodeRef
    length: int | None
    paths: tuple[Path, ...]
    truncated: bool
    avoided_hubs: tuple[NodeRef, ...]


def paths(  # noqa: PLR0913 -- the ways to ask are its arguments
    view: View, start: NodeId, end: NodeId, *, k: int = 5, through: Through = "facts",
    hub_penalty: bool = False, max_length: int | None = None, deadline_s: float = 5.0,
) -> Paths:  # fmt: skip
    """Return the first `k` simple chains between two nodes, whatever the direction of facts.

    Length counts links, not euros or years; parallel facts are one link. First the fewest links,
    then the least tied nodes between (the sum of their facts, or of their partners), then ids:
    the order of loads does not show. `through="partners"` joins two actors who sign one
    agreement by a link whose edges are their signatures.

    Nearly everyone is two links from the State: `hub_penalty` walks around the bodies tied to
    more than 5 % of the others, unless no chain is left. Other bodies to walk around go in
    `Filters.avoid`. A chain shows who is tied to whom in the sources loaded, nothing of influence.

    Raises `NotInGraph` if an end is unknown or filtered out, `InputRefused` if `k` is not
    1-50. After `deadline_s` seconds, returns what was found. Twin: queries/cypher.
    """
    if not 1 <= k <= MOST_CHAINS:
        raise InputRefused(f"On ne peut demander {k} chaînes.", hint=f"De 1 à {MOST_CHAINS}.")
    first, last = view.locate(start), view.locate(end)
    near = adjacency(view, through)
    longest = len(near.busy) if max_length is None else max_length
    search = Search(near, last, longest, monotonic() + deadline_s)
    hubs = _hubs(near, first, last) if hub_penalty else []
    found, whole = _taken(search.chains(first, k, hubs))
    if hubs and not found and whole:
        hubs = []
        found, whole = _taken(search.chains(first, k))
    told = tuple(_path(view, chain, through) for chain in found)
    length = len(told[0].links) if told else None
    return Paths(view.ref(first), view.ref(last), length, told, not whole, view.refs(hubs))


def _taken(chains: Iterator[Chain]) -> tuple[list[Chain], bool]:
    """Return the chains, and whether the search came to its end in time."""
    found: list[Chain] = []
    try:
        for chain in chains:
            found.append(chain)  # noqa: PERF402 -- one by one, to keep those that came in time
    except OutOfTime:
        return found, False
    return found, True


def _hubs(near: Adjacency, *ends: int) -> list[int]:
    """Return the nodes tied to more than 5 % of those that have a tie, most tied first."""
    degree = near.degree
    many = HUB_SHARE * np.count_nonzero(degree)
    hubs = set(np.flatnonzero(degree > many).tolist()) - set(ends)
    return sorted(hubs, key=lambda hub: (-degree[hub], hub))


def _path(view: View, chain: Chain, through: Through) -> Path:
    nodes = view.refs(chain)
    edges = _facts_between if through == "facts" else _signatures
    links = (
        Link(nodes[i], nodes[i + 1], view.edge_ids(edges(view, chain[i], chain[i + 1])))
        for i in range(len(chain) - 1)
    )
    return Path(nodes, tuple(links))


def _facts_between(view: View, start: int, end: int) -> list[int]:
    small, other = sorted((start, end), key=lambda i: view.projection.degree[i])
    near, edge = view.arcs(small)
    between: list[int] = edge[slice(*np.searchsorted(near, [other, other + 1]))].tolist()
    return between


def _signatures(view: View, start: int, end: int) -> list[int]:
    return Hand.of(view, start).proofs(Hand.of(view, end), end)
