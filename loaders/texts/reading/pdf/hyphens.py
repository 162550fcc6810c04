"""Words cut at the end of a line, made whole again."""

from __future__ import annotations

import re
from collections.abc import Sequence

_SOFT = "\u00ad"
_CUT = re.compile(r"([^\W\d_][\w'’-]*)([-\u00ad])$")
_REST = re.compile(r"\s*([^\W\d_][\w'’-]*\S*)\s?")
_WORD = re.compile(r"[^\W\d_][\w-]*")
#: A hyphen after one of these, or before one of those, is part of the spelling.
_FIRST = frozenset({
    "après", "arrière", "au", "avant", "basse", "celle", "celles", "celui", "ceux", "ci", "co",
    "contre", "demi", "est", "ex", "extra", "haute", "infra", "inter", "là", "mi", "micro", "mini",
    "moi", "non", "nord", "ouest", "par", "peut", "post", "pré", "quasi", "rendez", "rez", "saint",
    "sainte", "semi", "sous", "sud", "supra", "sus", "sur", "tout", "vice",
})  # fmt: skip
_SECOND = frozenset({
    "ci", "là", "vous", "nous", "il", "elle", "on", "ils", "elles", "je", "tu", "moi", "lui",
    "leur", "être", "même", "mêmes",
})  # fmt: skip


def whole_words(lines: Sequence[str]) -> list[str]:
    """Return the lines, each cut word whole on the line where it begins.

    The hyphen stays where it belongs to the word: before a capital (« Salon-de-/Provence »), in
    what already has one, after « vice » or before « ci »; and where the document itself writes
    the word with its hyphen, or never without. A soft hyphen always goes. Columns are left alone.

    >>> whole_words(["un directeur de pro-", "jet, placé auprès", "du vice-", "président"])
    ['un directeur de projet,', 'placé auprès', 'du vice-président']
    """
    known = {word.lower() for line in lines for word in _WORD.findall(line)}
    found: list[str] = []
    for line in lines:
        at = _last(found) if line else None
        cut = _CUT.search(found[at]) if at is not None else None
        rest = _REST.match(line) if cut and not _has_columns(line) else None
        if at is None or cut is None or rest is None or _has_columns(found[at]):
            found.append(line)
            continue
        found[at] = found[at][: cut.start()] + _joined(cut[1], cut[2], rest[1], known)
        if line[rest.end() :]:
            found.append(line[rest.end() :])
    return found


def _last(lines: list[str]) -> int | None:
    """Return the place of the last line with words: a page may end between two halves."""
    return next(
        (at for at in range(len(lines) - 1, max(len(lines) - 3, -1), -1) if lines[at]), None
    )


def _has_columns(line: str) -> bool:
    return "   " in line.strip()


def _joined(first: str, hyphen: str, second: str, known: set[str]) -> str:
    bare = _WORD.match(second)
    word = bare[0] if bare else second
    if hyphen == _SOFT:
        return first + second
    if _keeps(first, word, known):
        return f"{first}-{second}"
    return first + second


def _keeps(first: str, second: str, known: set[str]) -> bool:
    head = first.lower().rsplit("’", 1)[-1].rsplit("'", 1)[-1]
    whole, hyphened = f"{head}{second}".lower(), f"{head}-{second}".lower()
    if second[:1].isupper() or "-" in first or "-" in second or hyphened in known:
        return True
    return whole not in known and (head in _FIRST or second.lower() in _SECOND)
