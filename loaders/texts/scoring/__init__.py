"""How well texts are read: facts that were read against facts that a person wrote down.

`score` compares two sets of sheets, `read_sheets` reads a folder of them; the measures are told
in docs/extraction.md.
"""

from __future__ import annotations

from loaders.texts.scoring.report import Report, score
from loaders.texts.scoring.sheets import Sheet, read_sheets

__all__ = ["Report", "Sheet", "read_sheets", "score"]
