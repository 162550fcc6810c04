"""What the reader of one format finds in its bytes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Found:
    """A text and what its file says of it; None where it says nothing."""

    text: str
    encoding: str | None = None
    title: str | None = None
    published_on: str | None = None
