"""Boxes that overlap slide apart, on their orbits and inside their sectors: pure arrays.

Rows are settings tried side by side, columns are items. Nothing is drawn by chance: items that
stand at the same place part by their order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from viz.geometry import Ellipse, Floats, Sector
from viz.palette import Family
from viz.places import AIR, LABEL_GAP, Item

#: How far a box slides in one pass, in turns along the orbit and in orbits across it.
_ALONG, _ACROSS = 0.0013, 0.0024
_PASSES, _CHECK, _COOLING = 700, 25, 0.4
#: The last orbit may swell by this much towards the arcs.
_SWELL = 0.035
#: How much further from its orbit a sign may go when labels are given up.
_FREEDOM = 0.12
#: Nearer to the centre, a sector is too thin to stand in.
_INNERMOST = 0.15


@dataclass(frozen=True, slots=True)
class Setting:
    """One way to lay out: how sectors share the turn, how crowds stagger, how far boxes slide."""

    power: float
    stagger: float
    reach: float


@dataclass(frozen=True, slots=True)
class Field:
    """The arrays of a relaxation: n items (columns) under k settings (rows).

    `s` and `rho` are the places, changed by `relax`; the four bounds are theirs. `width` and
    `height` are those of the boxes, `shift` moves a box from its sign towards its label.
    """

    items: Sequence[Item]
    oval: Ellipse
    sun: float
    s: Floats
    rho: Floats
    low: Floats
    high: Floats
    inner: Floats
    outer: Floats
    width: Floats
    height: Floats
    shift: Floats

    def boxes(self) -> tuple[Floats, Floats]:
        """Return the centres of the boxes, label on its usual side: below in the upper half."""
        x, y = self.oval.at(self.s, self.rho)
        return x, y + np.where(y < 0, self.shift, -self.shift)

    def overlaps(self, x: Floats, y: Floats) -> NDArray[np.bool_]:
        """Return which pairs of boxes overlap: shape k, n, n; the diagonal is False."""
        near_x = np.abs(x[:, :, None] - x[:, None, :]) < (self.width[:, None] + self.width) / 2
        near_y = np.abs(y[:, :, None] - y[:, None, :]) < (self.height[:, None] + self.height) / 2
        pairs: NDArray[np.bool_] = near_x & near_y
        pairs[:, np.arange(len(self.items)), np.arange(len(self.items))] = False
        return pairs

    def outside(self, x: Floats, y: Floats) -> NDArray[np.bool_]:
        """Return which boxes leave the outer arc."""
        far_x = (np.abs(x) + self.width / 2) / (self.oval.a * self.oval.arc - 4)
        far_y = (np.abs(y) + self.height / 2) / (self.oval.b * self.oval.arc - 4)
        beyond: NDArray[np.bool_] = far_x**2 + far_y**2 > 1
        return beyond

    def on_the_sun(self, x: Floats, y: Floats) -> NDArray[np.bool_]:
        """Return which boxes touch the sun."""
        if not self.sun:
            return np.zeros(x.shape, dtype=np.bool_)
        gap_x = np.maximum(np.abs(x) - self.width / 2, 0)
        gap_y = np.maximum(np.abs(y) - self.height / 2, 0)
        touching: NDArray[np.bool_] = np.hypot(gap_x, gap_y) < self.sun + 8
        return touching


@dataclass(frozen=True, slots=True)
class Orbit:
    """The bodies of one family on one ring, and the ring's radius."""

    members: Sequence[int]
    family: Family
    home: float
    last: bool


def start(
    items: Sequence[Item],
    rings: Sequence[float],
    *,
    oval: Ellipse,
    sun: float,
    plans: Sequence[tuple[Setting, Mapping[Family, Sector]]],
) -> Field:
    """Return the field before any pass: even steps, the strongest in the middle of its sector."""
    s, rho, low, high, inner, outer = np.zeros((6, len(plans), len(items)))
    plan = Field(
        items,
        oval,
        sun,
        s=s,
        rho=rho,
        low=low,
        high=high,
        inner=inner,
        outer=outer,
        width=np.array([2 * max(i.half_width, i.label_width / 2) + AIR for i in items]),
        height=np.array([i.tall + AIR for i in items]),
        shift=np.array([0 if i.pill else (i.label_height + LABEL_GAP) / 2 for i in items]),
    )
    for orbit in _orbits(items, rings):
        for row, (setting, shared) in enumerate(plans):
            _set_out(plan, row, orbit=orbit, sector=shared[orbit.family], setting=setting)
    return plan


def _orbits(items: Sequence[Item], rings: Sequence[float]) -> list[Orbit]:
    groups: dict[tuple[Family, int], list[int]] = defaultdict(list)
    for at in sorted(range(len(items)), key=lambda i: (-items[i].weight, items[i].id)):
        groups[items[at].family, items[at].ring].append(at)
    return [
        Orbit(members, family, rings[ring - 1], last=ring == len(rings) and rings[-1] == 1)
        for (family, ring), members in groups.items()
    ]


def _set_out(plan: Field, row: int, *, orbit: Orbit, sector: Sector, setting: Setting) -> None:
    """Put the members of an orbit at even steps, staggered where they are many."""
    n, size = len(orbit.members), sector.end - sector.start
    crowded = n > plan.oval.capacity(orbit.home) * size * 0.9
    lift = setting.stagger * orbit.home if crowded else 0.0
    for place, at in zip(_middle_out(n), orbit.members, strict=True):
        plan.s[row, at] = sector.start + (place + 0.5) / n * size
        plan.rho[row, at] = orbit.home + (lift if place % 2 else -lift)
        edge = _edge(plan, at, orbit.home, size)
        plan.low[row, at], plan.high[row, at] = sector.start + edge, sector.end - edge
        plan.inner[row, at] = max(_INNERMOST, orbit.home - setting.reach - lift)
        plan.outer[row, at] = orbit.home + (_SWELL if orbit.last else setting.reach)


def _edge(plan: Field, at: int, home: float, size: float) -> float:
    """Return how near the end of its sector an item may come, in turns; pills nearer on a phone."""
    item = plan.items[at]
    room = item.half_width / (250 if item.pill and plan.oval.narrow else 100)
    return min(size * 0.45, room / plan.oval.capacity(max(home, 0.3)))


def _middle_out(n: int) -> list[int]:
    """Return n places, the middle first, then one on each side in turn.

    >>> _middle_out(5)
    [2, 3, 1, 4, 0]
    """
    middle = (n - 1) // 2
    places = [middle]
    for step in range(1, n):
        places += [middle + step, middle - step]
    return [p for p in places if 0 <= p < n]


def settle(plan: Field) -> None:
    """Relax a field in place: sign and label together, then signs alone.

    Where labels cannot all have room, signs must: a label may hide, a body may not.
    """
    _relax(plan, passes=_PASSES, enough=1)
    bare = replace(
        plan,
        width=np.array([2 * i.half_width + AIR for i in plan.items]),
        height=np.array([2 * i.half_height + AIR for i in plan.items]),
        shift=np.zeros(len(plan.items)),
        inner=np.maximum(plan.inner - _FREEDOM, _INNERMOST),
        outer=np.minimum(plan.outer + _FREEDOM, 1 + _SWELL),
    )
    _relax(bare, passes=_PASSES // 2, enough=len(plan.s))


def _relax(plan: Field, *, passes: int, enough: int) -> None:
    """Slide overlapping boxes apart, in place, until `enough` settings have none or time is up."""
    n = len(plan.items)
    first = np.sign(np.arange(n)[:, None] - np.arange(n))
    for step in range(passes):
        x, y = plan.boxes()
        pairs, far, hot = plan.overlaps(x, y), plan.outside(x, y), plan.on_the_sun(x, y)
        if step % _CHECK == 0 and (~(pairs.any(2) | far | hot)).all(1).sum() >= enough:
            return
        heat = min(1.0, (passes - step) / (passes * _COOLING))
        along = _push(plan.s, pairs, first)
        across = np.where(far, -1.0, np.where(hot, 1.0, _push(plan.rho, pairs, first)))
        plan.s[:] = np.clip(plan.s + heat * _ALONG / plan.rho * along, plan.low, plan.high)
        plan.rho[:] = np.clip(plan.rho + heat * _ACROSS * across, plan.inner, plan.outer)


def _push(values: Floats, pairs: NDArray[np.bool_], first: NDArray[np.int_]) -> Floats:
    """Return -1, 0 or 1: away from what overlaps, equals parting by their order."""
    apart = np.sign(values[:, :, None] - values[:, None, :])
    apart = np.where(apart == 0, first, apart)
    pushed: Floats = np.sign((apart * pairs).sum(2))
    return pushed
