"""The values that a layout takes and gives: boxes to place, and where they were put."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from viz.palette import Family

#: Pixels between a sign and its label, around a box, and between the lines of a label.
LABEL_GAP, AIR, LEADING = 4.0, 3.0, 16.0


class Side(StrEnum):
    """Where a label is drawn; a hidden one comes with the pointer or the focus."""

    BELOW = "below"
    ABOVE = "above"
    INSIDE = "inside"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class Item:
    """A body to place: half sizes of its sign, size of its label, in pixels; ring from 1."""

    id: str
    family: Family
    ring: int
    weight: float
    half_width: float
    half_height: float
    label_width: float
    label_height: float

    @property
    def pill(self) -> bool:
        """Tell whether the label is inside the sign."""
        return self.label_height == 0

    @property
    def tall(self) -> float:
        """Return the height of sign and label together."""
        return 2 * self.half_height + (0 if self.pill else self.label_height + LABEL_GAP)


@dataclass(frozen=True, slots=True)
class Placed:
    """A place from the centre in pixels, y downwards, and the side of the label."""

    x: float
    y: float
    side: Side


@dataclass(frozen=True, slots=True)
class RingCaption:
    """The caption of an orbit, and the width of its text."""

    rho: float
    width: float
