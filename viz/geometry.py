"""Orbits and sectors: where on an ellipse a share of the turn begins and ends.

A place is `(s, rho)`: `s` in turns clockwise from the top, equal steps leaving equal room for
horizontal labels; `rho` the orbit, 1 being the last. All orbits are one ellipse, scaled.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from viz.palette import Family

Floats = NDArray[np.float64]

#: The room that one label takes along and across, in pixels: wide drawings, then narrow ones.
LABEL, SMALL_LABEL = (100.0, 52.0), (84.0, 44.0)
_STEPS = 4096
#: The least share of the turn that a family takes, and the gap between two.
FLOOR, GAP = 0.045, 0.008
#: Where the arc of a family is drawn.
ARC, NARROW_ARC = 1.125, 1.15
#: Pixels that captions take outside the arcs.
_OUTSIDE = 25


@dataclass(frozen=True, slots=True)
class Ellipse:
    """The last orbit of a canvas: half axes in pixels, and the angle of every share of the turn."""

    a: float
    b: float
    angles: Floats  #: 4097 angles in radians, clockwise from the top, at equal label steps
    around: float  #: the circumference in labels
    narrow: bool

    @property
    def arc(self) -> float:
        """Return the radius of the outer arcs."""
        return NARROW_ARC if self.narrow else ARC

    def angle(self, s: Floats | float) -> Floats:
        """Return the angle of a share of the turn, in radians clockwise from the top."""
        turns = np.asarray(s, dtype=np.float64)
        whole = np.floor(turns)
        steps = np.interp((turns - whole) * _STEPS, np.arange(_STEPS + 1), self.angles)
        return np.asarray(steps + whole * 2 * np.pi)

    def at(self, s: Floats, rho: Floats) -> tuple[Floats, Floats]:
        """Return x and y from the centre, y downwards, of places of any shape."""
        angle = self.angle(s)
        return self.a * rho * np.sin(angle), -self.b * rho * np.cos(angle)

    def capacity(self, rho: float) -> float:
        """Return how many labels an orbit has room for."""
        return rho * self.around


@lru_cache(maxsize=256)
def ellipse(width: int, height: int) -> Ellipse:
    """Return the orbit that fits a canvas: 0.42 of each side, never flatter than 1.6 to 1."""
    a, b = 0.42 * width, 0.42 * height
    narrow = width < 640
    if narrow:
        a, b = 0.37 * width, 0.385 * height
    arc = NARROW_ARC if narrow else ARC
    a, b = min(a, (width / 2 - _OUTSIDE) / arc), min(b, (height / 2 - _OUTSIDE) / arc)
    a, b = min(a, 1.6 * b), min(b, a / 0.8)
    across, down = SMALL_LABEL if narrow else LABEL
    t = np.linspace(0, 2 * np.pi, 4 * _STEPS + 1)
    x, y = a * np.sin(t), -b * np.cos(t)
    steps = np.hypot(np.diff(x) / across, np.diff(y) / down)
    run = np.concatenate([[0.0], np.cumsum(steps)])
    angles = np.interp(np.linspace(0, run[-1], _STEPS + 1), run, t)
    return Ellipse(a, b, angles, float(run[-1]), narrow)


@dataclass(frozen=True, slots=True)
class Sector:
    """The part of the turn of one family, in turns; `start` may be negative."""

    family: Family
    start: float
    end: float

    @property
    def middle(self) -> float:
        """Return the direction of the family."""
        return (self.start + self.end) / 2


def sectors(needs: Mapping[Family, float], *, power: float) -> dict[Family, Sector]:
    """Share the turn between families by what they need, in the fixed order of families.

    Each has at least `FLOOR`, the rest goes by `need ** power`; the first is centred at the top;
    a family that needs nothing has no sector.
    """
    present = [family for family in Family if needs.get(family, 0) > 0]
    weights = np.array([needs[family] ** power for family in present])
    free = 1 - len(present) * (FLOOR + GAP)
    shares = FLOOR + free * weights / weights.sum() if present else weights
    at = -shares[0] / 2 if present else 0.0
    placed = {}
    for family, share in zip(present, shares, strict=True):
        placed[family] = Sector(family, float(at), float(at + share))
        at += share + GAP
    return placed
