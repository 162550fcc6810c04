"""Which field of a question pydantic finds wrong; `loaders.refusals` says why in French."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any


def field_of(error: Mapping[str, Any]) -> str:
    """Return the name of the field that an error is about, the place in a list left out.

    >>> field_of({"loc": ("query", "relation", 0)})
    'relation'
    """
    location: Sequence[object] = error["loc"]
    return next((str(part) for part in location if part not in {"query", "path", "body"}), "?")
