"""Names that stand for one another: those of the registers that ship with Galaxie."""

from __future__ import annotations

from collections.abc import Iterator

from loaders.texts.gazetteer.register import lines, rows

#: The lists of bodies, each with its other names.
_LISTS = ("nationaux.txt", "bailleurs.txt", "intercommunalites.txt", "etablissements.txt")


def actor_names() -> Iterator[tuple[str, ...]]:
    """Yield the names of each body and ministry, the one to keep first.

    A body that was renamed is two: who signs in 2010 bears the name of 2010.
    """
    for row in (row for name in _LISTS for row in rows(name)):
        yield row.name, *row.names
    for line in lines("ministeres.txt"):
        yield tuple(f"Ministère de {domain}" for domain in _names(line))


def programme_names() -> Iterator[tuple[str, ...]]:
    """Yield the names of each programme, the short one that facts use first."""
    yield from map(_names, lines("programmes.txt"))


def _names(line: str) -> tuple[str, ...]:
    """Return the names of a line of a list: the first, then the others."""
    name, others, *_ = (*line.split("|"), "")
    return tuple(said.strip() for said in (name, *others.split(";")) if said.strip())
