"""Dates left blank in a draft: « le …/…/2018 », « le ______ 2019 », « Fait à X, le »."""

from __future__ import annotations

import re

from loaders.texts.grammar.dates.lexicon import MONTH
from loaders.texts.text import Text

_GAP = r"(?:[._](?: ?[._]){1,90}|x{2,4}\b|jj\b|\[[^\]\n]{0,40}\]|-{3,90}|\.(?= ?/))"
_BLANK = re.compile(
    rf"\b(?P<le>le|en date du) ?:? ?{_GAP}(?: {{0,4}}/? {{0,4}}(?:{_GAP}|{MONTH}|mm\b|\d{{1,2}}"
    r"(?=[ /]))){0,4} {0,4}/? {0,4}(?:(?P<year>(?:19|20)\d\d)(?!\d)|(?:19|20)(?:_|\.){1,9}|aaaa)?"
    rf"|\b(?:fait|signee?) [^\n]{{1,80}}?,? ?\b(?P<only>le)(?: {{1,90}}(?:{MONTH} )?"
    r"(?P<printed>(?:19|20)\d\d)(?![-\d])| ?:? ?(?=\n)| ?:? ?$)"
)
#: « le… » trails off; it is a blank only where nothing follows.
_ELLIPSIS = re.compile(r"le ?\.\.\. {0,2}")
_END = re.compile(r" {0,4}(?:\n|$)")


def find_blanks(text: Text) -> list[tuple[int, int, str | None]]:
    """Return where a date was to be filled in, each with the year printed there, if any."""
    found = []
    for blank in _BLANK.finditer(text.folded):
        start = blank.start("le") if blank["only"] is None else blank.start("only")
        if _ELLIPSIS.fullmatch(blank[0]) and not _END.match(text.folded, blank.end()):
            continue
        found.append((start, blank.end(), blank["year"] or blank["printed"]))
    return found
