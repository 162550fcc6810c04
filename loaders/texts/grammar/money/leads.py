"""What a lead-in says of the lines under it: « Les versements de X sont ainsi fixés : – 3 M€ … ».

A lead-in ends with a colon, or is a short heading (« Ce que paie l’État »). It holds for the items
of its list, or for the paragraph under it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.texts.text import Block, Text

_HEADING = 90
_ENDS = (".", ";", ",", "!", "»", ")")
#: Between the beginning of a line and its sum, when the line has no payer of its own.
_OWN = re.compile(r"\b(?:total|cout|budget|soit|enveloppe globale|ensemble)\b|\bdont\b")
_NEAR = 60


def leads(text: Text) -> Iterator[tuple[int, Block]]:
    """Yield the number of each block under a lead-in, with the lead-in. Cost: linear."""
    lead: Block | None = None
    listed = False
    for number, block in enumerate(text.blocks):
        if lead is not None and (block.kind == "item" or not listed) and block.kind != "row":
            yield number, lead
            listed = True
        if block.kind != "item":
            lead, listed = (block, False) if _is_lead(text, block) else (None, False)


def _is_lead(text: Text, block: Block) -> bool:
    words = text.flow[block.start : block.end].rstrip()
    if words.endswith(":"):
        return True
    return block.kind == "prose" and len(words) <= _HEADING and not words.endswith(_ENDS)


def stands_alone(text: Text, block: Block, start: int) -> bool:
    """Tell whether a sum that starts at `start` is what a line is about."""
    if start - block.start > _NEAR:
        return False
    return _OWN.search(text.folded, block.start, start) is None
