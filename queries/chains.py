"""The search for chains between two places of a network: the best, then the next ones.

The order of chains is total: fewer links, then the least sum of `busy` over the nodes between,
then the smaller node indexes from start to end, which follow ids. So the answer does not depend
on how anything was loaded.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from heapq import heappop, heappush, nsmallest
from time import monotonic
from typing import NamedTuple, TypeAlias

from queries.adjacency import Adjacency

Chain: TypeAlias = tuple[int, ...]
Level: TypeAlias = set[int]
#: What is left to walk from a node: the sum of `busy` over the nodes between, the next node.
Ways: TypeAlias = dict[int, tuple[int, int]]


class OutOfTime(Exception):
    """The time limit of a search passed."""


class Part(NamedTuple):
    """The chains that begin alike and then take none of some hops, by the best of them."""

    links: int
    between: int
    chain: Chain
    kept: int  #: the chains begin with `chain[:kept + 1]`
    shut: frozenset[int]  #: and go on to none of these


@dataclass(frozen=True, slots=True)
class Search:
    """Looks for chains in a network, of at most so many links, until an instant."""

    near: Adjacency
    end: int
    most_links: int
    until: float  #: on the clock of `time.monotonic`

    def chains(self, start: int, count: int, banned: Collection[int] = ()) -> Iterator[Chain]:
        """Yield the first `count` simple chains to the end around `banned` nodes, best first.

        Yen's algorithm (1971, doi:10.1287/mnsc.17.11.712) in Lawler's form: the chains not yet
        given are parted by where they leave the last one, and the best of each part waits its
        turn. Raises `OutOfTime`. Cost: one search for each node of each chain given.
        """
        waiting = self._parts((start,), 0, frozenset(), self.most_links, banned)
        for left in range(count - 1, -1, -1):
            if not waiting:
                return
            given = heappop(waiting)
            yield given.chain
            if not left:  # what would come next is not asked for
                return
            for kept in range(given.kept, len(given.chain) - 1):
                shut = given.shut if kept == given.kept else frozenset[int]()
                shut |= {given.chain[kept + 1]}
                most = self._most_useful(waiting, left)
                for part in self._parts(given.chain, kept, shut, most, banned):
                    heappush(waiting, part)

    def _most_useful(self, waiting: list[Part], left: int) -> int:
        """Return the most links of a chain that may still be among the `left` to give."""
        return nsmallest(left, waiting)[-1].links if 0 < left <= len(waiting) else self.most_links

    def _parts(
        self, chain: Chain, kept: int, shut: frozenset[int], most: int, banned: Collection[int]
    ) -> list[Part]:
        """Return the part of the chains that leave one after `kept` links, if any does."""
        begin = chain[:kept]
        rest = self._best(chain[kept], most - kept, shut, {*banned, *begin})
        if rest is None:
            return []
        found = (*begin, *rest)
        between = sum(self.near.busy[node] for node in found[1:-1])
        return [Part(len(found) - 1, between, found, kept, shut)]

    def _best(self, start: int, most: int, shut: frozenset[int], banned: Level) -> Chain | None:
        """Return the best chain from `start`, whose first hop is not one of `shut`."""
        if start == self.end:
            return (start,)
        levels = self._meet(start, most, shut, banned)
        if levels is None:
            return None
        ways = self._ways(*levels)
        chain = [start]
        while chain[-1] != self.end:
            chain.append(ways[chain[-1]][1])
        return tuple(chain)

    def _meet(
        self, start: int, most: int, shut: frozenset[int], banned: Level
    ) -> tuple[list[Level], list[Level]] | None:
        """Return the levels around both ends, up to where they meet: by turns, the smaller first.

        The first hops come first, and nothing passes by `start` again, so that `shut` holds.
        """
        first = set(self.near.row(start)) - shut - banned
        ahead, back = [{start}, first], [{self.end}]
        seen = banned | {start} | first, banned | {start, self.end}
        while ahead[-1].isdisjoint(back[-1]):
            links = len(ahead) + len(back) - 2
            if links >= most or not ahead[-1] or not back[-1]:
                return None
            if monotonic() > self.until:
                raise OutOfTime
            side = self._work(ahead[-1]) > self._work(back[-1])
            levels = back if side else ahead
            fresh = self.near.around(levels[-1]) - seen[side]
            seen[side].update(fresh)
            levels.append(fresh)
        return (ahead, back) if len(ahead) + len(back) - 2 <= most else None

    def _work(self, level: Level) -> int:
        return sum(map(self.near.busy.__getitem__, level))

    def _ways(self, ahead: list[Level], back: list[Level]) -> Ways:
        """Return the best way to the end from each node of the shortest chains."""
        layers = [ahead[-1] & back[-1]]
        for level in reversed(back[:-1]):
            layers.append(level & self.near.around(layers[-1]))
        ways: Ways = {self.end: (0, self.end)}
        settled = layers.pop()
        for level in (*reversed(layers), *reversed(ahead[:-1])):
            settled = self._settle(level, settled, ways)
        return ways

    def _settle(self, level: Level, settled: Level, ways: Ways) -> Level:
        """Add the best ways from the nodes of a level by the `settled` ones; return these nodes."""
        found: Ways = {}
        for node in settled:
            passing = 0 if node == self.end else self.near.busy[node]
            way = ways[node][0] + passing, node
            for before in level.intersection(self.near.row(node)):
                if before not in found or way < found[before]:
                    found[before] = way
        ways.update(found)
        return set(found)
