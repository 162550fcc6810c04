"""Where bodies and their labels go: deterministic, the same picture every time.

Bodies start at even steps of their orbit inside the sector of their family, the strongest in the
middle. Boxes (sign and label) that overlap then slide along the orbit and across it. Several
settings are relaxed side by side, as rows of the same arrays, and the one that hides the least
is kept. Cost: about 0.1 s for 50 bodies and 6 settings; answers are cached.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from viz.geometry import Ellipse, Sector, ellipse, sectors
from viz.labels import Spots, caption_places, obstacles, place_labels
from viz.palette import Family
from viz.places import Item, Placed, RingCaption
from viz.relaxation import Setting, settle, start

#: A pill wider than this, in pixels from its middle, asks for more room than a label.
_WIDE_PILL = 45


@dataclass(frozen=True, slots=True)
class Layout:
    """A finished drawing: sectors, the place of each item by id, places of the ring captions."""

    ellipse: Ellipse
    sectors: tuple[Sector, ...]
    places: Mapping[str, Placed]
    captions: Spots


@lru_cache(maxsize=512)
def arrange(
    items: tuple[Item, ...],
    rings: tuple[float, ...],
    *,
    canvas: tuple[int, int],
    sun: float = 0.0,
    captions: tuple[RingCaption, ...] = (),
    tries: int = 12,
) -> Layout:
    """Place items on the orbits `rings` (radii, the first is ring 1) of a canvas in pixels.

    `sun` is the radius of the body at the centre, 0 for none. At most `tries` settings compete.
    Equal arguments give equal answers; the result is cached and must not be changed.
    """
    oval = ellipse(*canvas)
    settings = _settings(sun=bool(sun), narrow=oval.narrow)[:tries]
    shared = [sectors(_needs(items, rings), power=setting.power) for setting in settings]
    plan = start(items, rings, oval=oval, sun=sun, plans=list(zip(settings, shared, strict=True)))
    if items:
        settle(plan)
    rows = []
    for row in range(len(settings)):
        x, y = oval.at(plan.s[row], plan.rho[row])
        spots = caption_places(plan, row, captions)
        taken = obstacles(sun, captions, spots)
        places, cost = place_labels(items, x, y, oval=oval, taken=taken)
        rows.append((cost, row, places, spots))
    _, best, places, spots = min(rows, key=lambda tried: tried[:2])
    return Layout(oval, tuple(shared[best].values()), places, spots)


def _settings(*, sun: bool, narrow: bool) -> list[Setting]:
    powers = (0.7, 0.85, 0.55) if sun else (0.95, 0.8, 1.1)
    every = product((0.24, 0.18) if narrow else (0.10, 0.13), (0.05, 0.08), powers)
    return [Setting(power, stagger, reach) for reach, stagger, power in every]


def _needs(items: Sequence[Item], rings: Sequence[float]) -> dict[Family, float]:
    """Return how much room each family asks for: its fullest ring, wide pills counting more."""
    rooms: dict[tuple[Family, int], float] = defaultdict(float)
    for item in items:
        rooms[item.family, item.ring] += max(1.0, item.half_width / _WIDE_PILL)
    needs: dict[Family, float] = defaultdict(float)
    for (family, ring), room in rooms.items():
        needs[family] = max(needs[family], room / rings[ring - 1])
    return needs
