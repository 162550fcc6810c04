"""What may be asked for by its id beside nodes, and how to find it when the id is unknown."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from graph.errors import GalaxieError, NotInGraph


class NoSuchEdge(NotInGraph):
    """No edge has this id."""

    def __init__(self, wanted: str) -> None:
        self.wanted, self.near = wanted, ()
        hint = "Trouvez-la par l’un de ses bouts : galaxie neighbours ID --cite --json."
        GalaxieError.__init__(self, f"Aucune relation « {wanted} » dans le graphe.", hint=hint)


class NoSuchSource(NotInGraph):
    """No source has this id; `known` are those that exist."""

    def __init__(self, wanted: str, known: Iterable[str]) -> None:
        self.wanted, self.near = wanted, tuple(get_close_matches(wanted, known))
        hint = (
            f"Voulez-vous dire {' ou '.join(self.near)} ?"
            if self.near
            else "Voyez-les toutes : galaxie sources."
        )
        GalaxieError.__init__(self, f"Aucune source « {wanted} » n’est chargée.", hint=hint)


class NoSuchJudgement(NotInGraph):
    """Nobody judged this pair of ids."""

    def __init__(self, one: str, other: str) -> None:
        self.wanted, self.near = f"{one} = {other}", ()
        GalaxieError.__init__(
            self,
            f"Aucun jugement ne porte sur « {one} » et « {other} ».",
            hint="Voyez ceux qui sont en vigueur : galaxie review list.",
        )


class NoSuchProposal(NotInGraph):
    """Nothing that waits, or was answered, has this id; `known` are those that wait."""

    def __init__(self, wanted: str, known: Iterable[str]) -> None:
        self.wanted, self.near = wanted, tuple(get_close_matches(wanted, known))
        hint = (
            f"Voulez-vous dire {' ou '.join(self.near)} ?"
            if self.near
            else "Voyez ce qui attend : galaxie review."
        )
        GalaxieError.__init__(self, f"Aucune proposition « {wanted} ».", hint=hint)
