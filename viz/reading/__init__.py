"""A text and what was read in it, side by side, for the person who checks it in a minute.

- `sheet` numbers the facts of one text and sorts them into cards;
- `reading_page` gives one self-contained HTML page of them.
"""

from __future__ import annotations

from viz.reading.page import reading_page
from viz.reading.sheet import Sheet, sheet

__all__ = ["Sheet", "reading_page", "sheet"]
