"""Text with emphasis and links, as plain values: the page builds elements from it, never markup."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeAlias


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text that is strong, or leads somewhere, or both."""

    text: str
    strong: bool = False
    href: str | None = None


Rich: TypeAlias = tuple[Span | str, ...]


def strong(text: str) -> Span:
    """Return a run of strong text."""
    return Span(text, strong=True)


def link(text: str, href: str) -> Span:
    """Return a run that leads to an address of the explorer."""
    return Span(text, href=href)


def plain(rich: Iterable[Span | str]) -> str:
    """Return the text alone.

    >>> plain(("L’ANRU ", strong("pilote"), " le NPNRU"))
    'L’ANRU pilote le NPNRU'
    """
    return "".join(part if isinstance(part, str) else part.text for part in rich)


def as_json(rich: Iterable[Span | str]) -> list[Any]:
    """Return runs as JSON: a string, or `{"t": text, "b": strong, "h": address}`.

    >>> as_json(("L’ANRU ", strong("pilote")))
    ['L’ANRU ', {'t': 'pilote', 'b': True}]
    """
    return [
        part
        if isinstance(part, str)
        else {"t": part.text}
        | ({"b": True} if part.strong else {})
        | ({"h": part.href} if part.href else {})
        for part in rich
    ]


def in_line(parts: Iterable[Rich | Span | str], *, last: str = " et ") -> Rich:
    """Join runs with commas, and `last` before the last one.

    >>> plain(in_line(["a", "b", "c"]))
    'a, b et c'
    """
    every = [part if isinstance(part, tuple) else (part,) for part in parts]
    line: list[Span | str] = []
    for place, part in enumerate(every):
        if place:
            line.append(last if place == len(every) - 1 else ", ")
        line.extend(part)
    return tuple(line)
