"""Texts of our own read whole, for the tests of the grammar: who signs, what, when.

The places and bodies are those of registers, so that what ships can name them; nothing that the
sentences tell of them is so.
"""

from __future__ import annotations

import hashlib
from typing import Protocol

from loaders.texts.extraction import extract
from loaders.texts.facts import Agreement, Extraction, Reading
from loaders.texts.reading import ReadText

ANAH = "Agence nationale de l'habitat"
ANRU = "Agence nationale pour la rénovation urbaine"
AVEYRON = "Département de l'Aveyron"
MILLAU = "Commune de Millau"
OCCITANIE = "Région Occitanie"
RODEZ = "Commune de Rodez"
STATE = "État"
#: Two parties whom nobody disputes: what stands beside them is what a test is about.
BOTH = "La commune de Rodez et l’Anru ont signé la convention"
PUBLISHED = "Publié le vendredi 15 mars 2019\n\n"


class Fact(Protocol):
    """What is read in some words of a text."""

    @property
    def mention(self) -> str:
        """Return the words."""

    @property
    def reading(self) -> Reading:
        """Return where they are, by which rule they were read, and how surely."""


def document(text: str) -> ReadText:
    """Return a text as the reader of files gives it."""
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return ReadText(text, "text/plain", "utf-8", digest, None, None)


def read(text: str) -> Extraction:
    """Return all that is read in a text."""
    return extract(document(text), id="essai")


def told(text: str) -> list[Agreement]:
    """Return the agreements that a text tells of, without those named in passing."""
    return [agreement for agreement in read(text).agreements if not agreement.background]


def only(text: str) -> Agreement:
    """Return the one agreement that a text tells of."""
    (agreement,) = told(text)
    return agreement


def parties(text: str) -> set[str]:
    """Return the names of those who sign the one agreement of a text."""
    return {party.name for party in only(text).signatories}


def voices(text: str) -> dict[str, str | None]:
    """Return the parties of the one agreement of a text, with the person who stands for each."""
    return {party.name: party.represented_by for party in only(text).signatories}
