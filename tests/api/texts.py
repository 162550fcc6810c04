"""Texts of our own for the command line, each read as the test says: claims are what is tested."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from loaders.texts import extraction as extracting
from loaders.texts.facts import Agreement, Extraction
from loaders.texts.reading import ReadText
from tests.loaders.texts.told import PACT, TEXT

#: Writes a text and says what will be read of it; returns its path.
Written = Callable[..., Path]


def writer(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Written:
    """Return what writes texts of which a test says what is read."""
    known: dict[str, Extraction] = {}

    def extract(_document: ReadText, *, id: str) -> Extraction:  # noqa: A002 -- its real name
        return known[id]

    def write(
        name: str, *agreements: Agreement, text: str = TEXT, where: Path = folder, **told: Any
    ) -> Path:  # fmt: skip
        path = where / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        read: dict[str, Any] = {"agreements": agreements or (PACT,), **told}
        known[path.stem] = Extraction(path.stem, title=f"Texte {path.stem}", **read)
        return path

    monkeypatch.setattr(extracting, "extract", extract)
    return write


def sure(agreement: Agreement, confidence: float) -> Agreement:
    """Return an agreement read with this confidence."""
    return replace(agreement, reading=replace(agreement.reading, confidence=confidence))
