"""Who is who among two lists: the most pairs that can be made, each used once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

_A = TypeVar("_A")
_B = TypeVar("_B")


def matched(
    right: Sequence[_A], said: Sequence[_B], same: Callable[[_A, _B], bool]
) -> dict[int, int]:
    """Return places in `right` to places in `said`, as many as can be paired at once.

    Augmenting paths (Kuhn 1955), breadth first. Cost: the product of the lengths, times the
    shorter of the two; lists of a text hold tens.
    """
    fits = [[j for j, b in enumerate(said) if same(a, b)] for a in right]
    taken: dict[int, int] = {}
    for start in range(len(right)):
        _augment(start, fits, taken)
    return {i: j for j, i in taken.items()}


def _augment(start: int, fits: Sequence[Sequence[int]], taken: dict[int, int]) -> None:
    """Find a place for `start`, moving those already placed when that makes room."""
    came_from: dict[int, int] = {}
    waiting = [start]
    for i in waiting:  # grows while it is read
        for j in fits[i]:
            if j in came_from:
                continue
            came_from[j] = i
            if j not in taken:
                _shift(j, came_from, taken)
                return
            waiting.append(taken[j])


def _shift(free: int, came_from: dict[int, int], taken: dict[int, int]) -> None:
    """Give `free` to who asked for it, then what that one held to who asked for that, and so on."""
    held = {i: j for j, i in taken.items()}
    place: int | None = free
    while place is not None:
        owner = came_from[place]
        before = held.get(owner)
        taken[place] = owner
        place = before


def each_once(several: Iterable[_A], key: Callable[[_A], object]) -> Sequence[_A]:
    """Return values without those that share a key with one before."""
    first: dict[object, _A] = {}
    for one in several:
        first.setdefault(key(one), one)
    return list(first.values())
