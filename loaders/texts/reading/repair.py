"""Marks of typesetting that are not the words: ligatures, soft hyphens, invisible characters."""

from __future__ import annotations

import unicodedata

_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
#: Soft hyphen, zero-width space and joiners, word joiner, BOM inside a text, text direction.
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
#: What XML forbids and no typist types; tab and newline stay.
_CONTROLS = "".join(map(chr, (*range(9), *range(11, 32), 127)))
_STOP, _BULLET, _MOST_TABS = 8, 4, 60
_TABLE = str.maketrans({**_LIGATURES, **dict.fromkeys(_INVISIBLE + _CONTROLS, "")})


def typeset(text: str) -> str:
    """Return a text of a PDF or an office file without what its typesetting added.

    Accents are composed (NFC). Hard spaces and typographic apostrophes stay: they are French.

    >>> typeset("le ﬁnance\u00adment de l’ANRU")
    'le financement de l’ANRU'
    """
    return unicodedata.normalize("NFC", text.translate(_TABLE))


def tidy(lines: list[str]) -> str:
    """Return lines as one text: no space at their ends, at most one blank line in a row."""
    kept: list[str] = []
    for line in map(str.rstrip, lines):
        if line or (kept and kept[-1]):
            kept.append(line)
    return "\n".join(kept).rstrip("\n")


def expand(line: str) -> str:
    r"""Return a line whose tabs are spaces, as they are seen: a stop every eight characters.

    A tab after a number or a bullet only opens an item; elsewhere it parts columns, by three
    spaces at least.

    >>> expand("1.\tObjet"), expand("Pour l’ANRU,\tPour la Ville,")
    ('1. Objet', 'Pour l’ANRU,    Pour la Ville,')
    """
    pieces = line.split("\t")
    if len(pieces) > _MOST_TABS:  # not typed by hand; to lay it out would be quadratic
        return " ".join(pieces)
    written = pieces[0]
    for piece in pieces[1:]:
        if written.strip() and len(written) <= _BULLET:
            written = f"{written} {piece}"
            continue
        stop = (len(written) // _STOP + 1) * _STOP
        least = len(written) + 3 if written.strip() and not written.endswith("   ") else 0
        written = written.ljust(max(stop, least)) + piece
    return written
