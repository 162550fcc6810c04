"""The programme and the body that words nearby point to: the last named before a position."""

from __future__ import annotations

import re
from bisect import bisect_left

from loaders.texts.mentions import ActorMention, Analysis, ProgrammeMention, within


def programme_before(analysis: Analysis, position: int) -> ProgrammeMention | None:
    """Return the programme last named before a position, else the first of the text."""
    named = analysis.programmes
    after = bisect_left(named, position, key=lambda mention: mention.start)
    return named[max(after - 1, 0)] if named else None


def actor_before(analysis: Analysis, position: int) -> ActorMention | None:
    """Return the actor that ends just before a position, « (ANRU) » and « , qui » left aside."""
    last = next(reversed(within(analysis.actors, position - 120, position)), None)
    if last is None:
        return None
    gap = analysis.text.folded[last.end : position]
    return last if re.fullmatch(r"[)»\" ,]{0,4}(?:qui )?(?:en |y )?", gap) else None
