"""How wide a text is drawn, and where a long name breaks: labels are placed before any browser.

Advance widths are those of Helvetica (Adobe Core 14 AFM, in thousandths of the size), which the
usual system fonts follow within a few percent; the margin covers the wider ones.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_MARGIN = 1.06
_BOLD = 1.07
_NARROW = {
    278: "!,./:;[]\\|IJftr ’'«»·",
    222: "ijl",
    333: '()-`"',
    500: "cksvxyzJ",
    722: "CDHNRUw",
    778: "GOQ",
    833: "mM",
    944: "W",
    667: "ABEKPSVXY",
    611: "FTZ",
    556: "abdeghnopqu0123456789L_?$",
}
_WIDTHS = {letter: width for width, letters in _NARROW.items() for letter in letters}
_SMALL_WORDS = frozenset(("de", "du", "des", "la", "le", "les", "et", "à"))
#: A name longer than this takes two lines, and three when two would be wider than that.
LINE, _WIDE = 13, 16


@lru_cache(maxsize=20_000)
def width(text: str, size: float = 13, *, bold: bool = False) -> float:
    """Return the width in pixels of `text` set at `size` pixels.

    >>> round(width("ANRU")), width("ANRU", bold=True) > width("ANRU")
    (39, True)
    """
    plain = unicodedata.normalize("NFKD", text)
    units = sum(_WIDTHS.get(c, 600) for c in plain if not unicodedata.combining(c))
    return units * size / 1000 * _MARGIN * (_BOLD if bold else 1)


def lines(text: str, *, longest: int = 46) -> tuple[str, ...]:
    """Return a label on one to three lines of like length, parted at spaces or hyphens.

    What is too long for that is cut with an ellipsis; the panel has it whole.

    >>> lines("NPNRU"), lines("Banque des Territoires"), lines("Aix-Marseille-Provence")
    (('NPNRU',), ('Banque des', 'Territoires'), ('Aix-Marseille-', 'Provence'))
    """
    label = text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"
    places = [i + 1 for i, c in enumerate(label[:-1]) if c in " -" and i > 1]
    if len(label) <= LINE or not places:
        return (label,)
    third = len(label) > 2 * _WIDE and len(places) > 1
    aim = len(label) / (3 if third else 2)
    at = min(
        places, key=lambda place: (abs(place - aim) + 3 * _leaves_small_word(label, place), place)
    )
    rest = lines(label[at:], longest=longest) if third else (label[at:],)
    return (label[:at].rstrip(" "), *rest)


def _leaves_small_word(label: str, place: int) -> bool:
    """Tell whether a line would end in « de » or « la », which reads better on the next."""
    return label[:place].rstrip().rpartition(" ")[2].lower() in _SMALL_WORDS
