"""Colours can be told apart and read, in both themes."""

from __future__ import annotations

import pytest

from graph.ontology import EdgeKind, NodeKind
from viz.palette import ACCENT, DARK, DASHES, GROUND, INK, INKS, LOOKS, SECONDARY, VERBS


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, as WCAG 2.2 defines it."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("colour", [INK, SECONDARY, ACCENT, *(ink.border for ink in INKS.values())])
def test_text_reads_on_both_grounds(colour: str) -> None:
    assert contrast(colour, GROUND) >= 4.5
    assert contrast(DARK[colour], DARK[GROUND]) >= 4.5


@pytest.mark.parametrize("ink", list(INKS.values()), ids=lambda ink: ink.short)
def test_signs_stand_out_on_both_grounds(ink: object) -> None:
    fill = ink.fill  # type: ignore[attr-defined]
    assert contrast(fill, GROUND) >= 3
    assert contrast(DARK.get(fill, fill), DARK[GROUND]) >= 3


def test_every_kind_and_relation_has_a_look_and_words() -> None:
    assert set(LOOKS) == set(NodeKind)
    assert set(DASHES) == set(VERBS) == set(EdgeKind)
    assert len({word for word, _ in VERBS.values()}) == len(VERBS)
