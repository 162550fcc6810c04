"""A body with whoever stands for it, as one unit of a sentence."""

from __future__ import annotations

from dataclasses import dataclass

from loaders.texts.mentions import Actor


@dataclass(frozen=True, slots=True)
class Group:
    """A body and its voice.

    `sort` is that of the mention, `holder` for a person, `office` for an office alone,
    `voiced` for a body and the person who is said to stand for it. `start` and `end` take in both;
    `name_start` and `name_end`, the body.

    `actor` is None for a person of whom the text never says whom they stand for.
    """

    start: int
    end: int
    actor: Actor | None
    name_start: int
    name_end: int
    sort: str
    person: str | None = None
    title: str | None = None
