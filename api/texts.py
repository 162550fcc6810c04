"""A text file in, its facts out: reading, extraction, and the sheet that shows both."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from graph.errors import InputRefused
from loaders.texts.extraction import extract
from loaders.texts.facts import Extraction
from loaders.texts.reading import ReadText, read_document
from loaders.texts.rules import RULES
from viz.reading import Sheet, sheet

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class TextRead:
    """One text with what was read in it; spans of the facts count in `document.text`."""

    path: Path
    document: ReadText
    extraction: Extraction

    def sheet(self) -> Sheet:
        """Return it ready to be shown."""
        return sheet(self.path.name, self.document.text, self.extraction, rules=RULES)


def read_facts(path: Path) -> TextRead:
    """Return what a file says; its facts are named after the stem of the file.

    Raises `InputRefused` for a file that cannot be read; a text without agreement is a result.
    """
    document = read_document(path)
    return TextRead(path, document, extract(document, id=path.stem))


def distinct_stems(paths: Sequence[Path]) -> None:
    """Refuse two files whose results would have one name, on any system of files."""
    seen: dict[str, Path] = {}
    for path in paths:
        other = seen.setdefault(path.stem.casefold(), path)
        if other is not path:
            raise InputRefused(
                f"« {other} » et « {path} » donneraient le même fichier {path.stem}.json.",
                hint="Renommez l’un des deux, ou lisez-les en deux fois.",
            )
