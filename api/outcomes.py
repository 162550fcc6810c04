"""One table from class of error to what the outside sees: HTTP status, code, exit code, title."""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple

from graph import errors


class Exit(IntEnum):
    """The exit codes of the command line; 3 is kept for tables of which lines are refused."""

    OK = 0
    BUG = 1
    USAGE = 2
    REFUSED = 4
    UNAVAILABLE = 5
    DISK = 6
    TOO_SLOW = 7
    INTERRUPTED = 130


class Outcome(NamedTuple):
    """How one class of error is told: over HTTP, on the command line, to a person."""

    status: int
    code: str
    exit: Exit
    title: str


#: What is refused in a question is misuse; in a file to load, `load` says `REFUSED` itself.
#: Looked up along the class's own ancestry, so that a subclass cannot be told as something else.
OUTCOMES: dict[type[errors.GalaxieError], Outcome] = {
    errors.InputRefused: Outcome(422, "input-refused", Exit.USAGE, "Entrée refusée"),
    errors.InvalidIdentifier: Outcome(
        422, "invalid-identifier", Exit.USAGE, "Identifiant mal formé"
    ),
    errors.UnreadableDate: Outcome(422, "unreadable-date", Exit.USAGE, "Date illisible"),
    errors.OntologyViolation: Outcome(
        422, "ontology-violation", Exit.USAGE, "Fait que l’ontologie ne permet pas"
    ),
    errors.NotInGraph: Outcome(404, "not-in-graph", Exit.USAGE, "Introuvable dans le graphe"),
    errors.Unavailable: Outcome(503, "store-unavailable", Exit.UNAVAILABLE, "Base injoignable"),
    errors.TooSlow: Outcome(503, "time-limit", Exit.TOO_SLOW, "Temps de réponse dépassé"),
    errors.Busy: Outcome(503, "busy", Exit.UNAVAILABLE, "Trop de demandes à la fois"),
    errors.DiskTrouble: Outcome(503, "disk-trouble", Exit.DISK, "Disque ou fichier en défaut"),
}


def outcome(error: errors.GalaxieError) -> Outcome:
    """Return how an error is told; every class of `graph.errors` has an answer."""
    return next(OUTCOMES[kind] for kind in type(error).__mro__ if kind in OUTCOMES)
