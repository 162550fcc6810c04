"""The kinds of facts that a text is read for: each has a colour, a word and a place in a card."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """A kind of fact, in the order in which a card tells them; the value is its CSS class."""

    AGREEMENT = "accord"
    PARTY = "partie"
    DATE = "date"
    PROGRAMME = "programme"
    MONEY = "argent"
    PILOT = "pilote"
    SCOPE = "perimetre"
    TIE = "lien"
    BYSTANDER = "cite"


@dataclass(frozen=True, slots=True)
class Look:
    """How a kind is named: over its filter, and before one fact of it; its colour at a terminal."""

    many: str
    one: str
    ink: str


LOOKS: Mapping[Kind, Look] = {
    Kind.AGREEMENT: Look("Accords", "Accord", "bold"),
    Kind.PARTY: Look("Parties", "Partie", "blue"),
    Kind.DATE: Look("Dates", "Date", "magenta"),
    Kind.PROGRAMME: Look("Programmes", "Programme", "cyan"),
    Kind.MONEY: Look("Argent", "Somme", "yellow"),
    Kind.PILOT: Look("Pilotes", "Pilote", "red"),
    Kind.SCOPE: Look("Périmètre", "Périmètre", "green"),
    Kind.TIE: Look("Autres liens", "Lien", "bright_blue"),
    Kind.BYSTANDER: Look("Cités sans signer", "Cité sans signer", "bright_black"),
}
