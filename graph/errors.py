"""Everything that can go wrong on purpose, in one small tree.

GalaxieError
├── InputRefused          what was given cannot be read; nothing was written
│   ├── InvalidIdentifier     not an identifier of any known scheme
│   ├── UnreadableDate        not a date such as 2015, 2015-06 or 2015-06-22
│   └── OntologyViolation     a fact that the ontology does not allow
├── NotInGraph            a well-formed question about something unknown
├── Unavailable           the store does not answer
│   ├── TooSlow               the store, or a question, went past its time limit
│   └── Busy                  too much is asked at once
└── DiskTrouble           the store file cannot be read or written

Each carries a `hint`: what the reader can do next, in French, since it is shown as it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Self


class GalaxieError(Exception):
    """Root of the errors that Galaxie raises on purpose; `hint` says what to do next."""

    def __init__(self, message: str, *, hint: str = "") -> None:
        self.message, self.hint = message, hint
        super().__init__(f"{message} {hint}".strip())


class InputRefused(GalaxieError):
    """Input that cannot be accepted; `where` locates it (file, line, column) when known."""

    def __init__(self, message: str, *, hint: str = "", where: str = "") -> None:
        self.where = where
        super().__init__(f"{where} : {message}" if where else message, hint=hint)
        self.bare = message

    def at(self, where: str) -> Self:
        """Return the same refusal, located at `where`, for a reader that knows the line."""
        return type(self)(self.bare, hint=self.hint, where=where)


class InvalidIdentifier(InputRefused):
    """A text that is not an identifier: unknown scheme, wrong length or wrong check digit."""


class UnreadableDate(InputRefused):
    """A text that is not a date of the calendar, to the day, the month or the year."""


class OntologyViolation(InputRefused):
    """A node or an edge that `graph.ontology` does not allow."""


class NotInGraph(GalaxieError):
    """A well-formed identifier that no loaded source mentions; `near` lists likely ones."""

    def __init__(self, wanted: str, near: Sequence[str] = ()) -> None:
        self.wanted, self.near = wanted, tuple(near)
        hint = (
            f"Voulez-vous dire {' ou '.join(self.near)} ?"
            if self.near
            else ("Cherchez-le par son nom : galaxie search.")
        )
        super().__init__(f"Aucun élément « {wanted} » dans le graphe.", hint=hint)


class Unavailable(GalaxieError):
    """The configured store does not answer; it is never replaced by another in silence."""


class TooSlow(Unavailable):
    """A time limit passed before the answer came."""


class Busy(Unavailable):
    """Too much is asked at once; the same question can be asked again in a moment."""


class DiskTrouble(GalaxieError):
    """The store file is missing, locked, read-only, damaged, full or from a newer version."""
