"""A layout puts every body in its sector, over no other, and at the same place every time."""

from __future__ import annotations

from itertools import combinations, pairwise
from math import atan2, pi

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from viz.geometry import Sector, ellipse, sectors
from viz.labels import label_box, touch
from viz.layout import Layout, arrange
from viz.lettering import lines, width
from viz.palette import Family
from viz.places import LEADING, Item, RingCaption, Side

RINGS = (0.36, 0.68, 1.0)
WIDE, PHONE = (1112, 806), (384, 472)


def item(
    number: int, family: Family, *, ring: int, weight: float = 3.0, name: str = "ANRU"
) -> Item:
    text = lines(name)
    wide = max(width(line) for line in text)
    return Item(f"n{number}", family, ring, weight, 10, 10, wide, LEADING * len(text))


def crowd(*numbers: int) -> tuple[Item, ...]:
    """So many bodies of each family, in their order, over three rings."""
    names = ("ANRU", "Ministère de la Culture", "Banque des Territoires", "Acsé")
    return tuple(
        item(100 * place + n, family, ring=1 + n % 3, weight=20 - n, name=names[n % 4])
        for place, (family, number) in enumerate(zip(Family, numbers, strict=False))
        for n in range(number)
    )


def test_the_same_bodies_stand_at_the_same_places() -> None:
    arrange.cache_clear()
    first = arrange(crowd(9, 4, 2, 9), RINGS, canvas=WIDE)
    arrange.cache_clear()
    assert arrange(crowd(9, 4, 2, 9), RINGS, canvas=WIDE) == first or same(first)


def same(first: Layout) -> bool:
    again = arrange(crowd(9, 4, 2, 9), RINGS, canvas=WIDE)
    return dict(again.places) == dict(first.places) and again.sectors == first.sectors


@pytest.mark.parametrize("numbers", [(12, 6, 2, 10, 2, 6, 10), (3,), (1, 1, 1), (20, 0, 0, 20)])
def test_no_sign_covers_another(numbers: tuple[int, ...]) -> None:
    layout = arrange(crowd(*numbers), RINGS, canvas=WIDE)
    boxes = [
        (p.x - 10, p.y - 10, p.x + 10, p.y + 10)
        for p in (layout.places[i.id] for i in crowd(*numbers))
    ]
    assert not [pair for pair in combinations(boxes, 2) if touch(*pair)]


def test_no_label_covers_a_label_or_a_sign() -> None:
    items = crowd(12, 6, 2, 10, 2, 6, 10)
    layout = arrange(items, RINGS, canvas=WIDE)
    labels = {
        i.id: label_box(i, (layout.places[i.id].x, layout.places[i.id].y), layout.places[i.id].side)
        for i in items
        if layout.places[i.id].side is not Side.HIDDEN
    }
    assert not [pair for pair in combinations(labels.values(), 2) if touch(*pair)]
    signs = {
        i.id: (p.x - 9.9, p.y - 9.9, p.x + 9.9, p.y + 9.9)
        for i in items
        for p in [layout.places[i.id]]
    }
    covered = [
        (a, b)
        for a, box in labels.items()
        for b, sign in signs.items()
        if a != b and touch(box, sign)
    ]
    assert not covered


def test_forty_bodies_keep_all_their_labels() -> None:
    layout = arrange(crowd(9, 5, 2, 9, 2, 5, 8), RINGS, canvas=WIDE)
    assert [name for name, place in layout.places.items() if place.side is Side.HIDDEN] == []


@pytest.mark.parametrize("canvas", [WIDE, (664, 504), PHONE])
def test_every_body_stands_in_the_sector_of_its_family(canvas: tuple[int, int]) -> None:
    items = crowd(6, 3, 1, 5, 1, 3, 5)
    layout = arrange(items, RINGS, canvas=canvas)
    spans = {sector.family: sector for sector in layout.sectors}
    for one in items:
        place = layout.places[one.id]
        assert inside(layout, spans[one.family], place.x, place.y), one


def inside(layout: Layout, sector: Sector, x: float, y: float) -> bool:
    """Tell whether a place lies between the two directions that bound a sector."""
    oval = layout.ellipse
    angle = atan2(x / oval.a, -y / oval.b)
    low, high = float(oval.angle(sector.start)), float(oval.angle(sector.end))
    return any(low - 0.01 <= angle + turn * 2 * pi <= high + 0.01 for turn in (-1, 0, 1, 2))


def test_nothing_leaves_the_canvas() -> None:
    for canvas in (WIDE, (1040, 628), (664, 504), PHONE):
        layout = arrange(crowd(9, 4, 2, 9, 2, 4, 9), RINGS, canvas=canvas)
        assert layout.ellipse.a * layout.ellipse.arc + 25 <= canvas[0] / 2
        assert layout.ellipse.b * layout.ellipse.arc + 25 <= canvas[1] / 2
        assert all(
            abs(p.x) < canvas[0] / 2 and abs(p.y) < canvas[1] / 2 for p in layout.places.values()
        )


def test_the_sun_is_covered_by_nothing() -> None:
    items = tuple(item(n, Family.STATE, ring=1) for n in range(6))
    layout = arrange(items, (0.56, 1.0), canvas=(936, 672), sun=40)
    assert all(p.x**2 + p.y**2 > 48**2 for p in layout.places.values())


def test_captions_stand_on_their_orbit_and_free_of_labels() -> None:
    caption = RingCaption(0.68, 90)
    layout = arrange(crowd(6, 3, 1, 5), RINGS, canvas=WIDE, captions=(caption,))
    (x, y), oval = layout.captions[0], layout.ellipse
    assert (x / oval.a) ** 2 + (y / oval.b) ** 2 == pytest.approx(0.68**2)


def test_an_empty_drawing_is_a_drawing() -> None:
    assert dict(arrange((), RINGS, canvas=WIDE).places) == {}


@given(st.dictionaries(st.sampled_from(list(Family)), st.floats(0.5, 60), min_size=1))
@settings(max_examples=60)
def test_sectors_share_the_turn_in_the_fixed_order(needs: dict[Family, float]) -> None:
    shared = list(sectors(needs, power=0.95).values())
    assert [s.family for s in shared] == [f for f in Family if f in needs]
    assert all(s.end - s.start >= 0.0449 for s in shared)
    assert all(one.end < other.start for one, other in pairwise(shared))
    assert shared[-1].end - shared[0].start < 1
    assert shared[0].middle == pytest.approx(0)


def test_equal_steps_leave_equal_room_for_labels() -> None:
    oval = ellipse(936, 672)
    assert oval.a == pytest.approx(393.12)
    assert oval.capacity(1.0) == pytest.approx(29.6, abs=1.5)
    assert float(oval.angle(0.5)) == pytest.approx(3.1416, abs=0.01)
