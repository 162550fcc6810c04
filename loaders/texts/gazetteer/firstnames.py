"""French given names, to know a person from a place."""

from __future__ import annotations

from functools import cache

from graph.names import words
from loaders.texts.gazetteer import register


@cache
def first_names() -> frozenset[str]:
    """Return given names in use in France, folded, compound ones joined by a hyphen.

    >>> {"jean-pierre", "fatima", "eric"} <= first_names()
    True
    """
    return frozenset(
        "-".join(words(name)) for line in register.lines("prenoms.txt") for name in line.split()
    )
