"""National programmes, under their names, acronyms and generations."""

from __future__ import annotations

import re
from functools import cache

from graph.ids import NodeId
from loaders.texts.gazetteer import register
from loaders.texts.gazetteer.tables import lengths
from loaders.texts.gazetteer.words import in_stretches, key
from loaders.texts.mentions import ProgrammeMention
from loaders.texts.text import Text

#: A name written in quotes in the list is one only in quotes: « Cœur de ville ».
_OPENS = re.compile(r"[«\"] ?$")
_ACRONYM = re.compile(r"[A-Z0-9][A-Za-z0-9]{1,7}")


@cache
def _names() -> tuple[dict[str, tuple[str, NodeId | None]], frozenset[str], frozenset[str]]:
    """Return programmes by key of name, the keys that are acronyms, those that want quotes."""
    found: dict[str, tuple[str, NodeId | None]] = {}
    acronyms, quoted = set(), set()
    for line in register.lines("programmes.txt"):
        name, others, identifier = (cell.strip() for cell in (line + "||").split("|")[:3])
        for other in (name, *others.split(";")):
            spelt = key(other)
            if spelt:
                found.setdefault(spelt, (name, identifier or None))
            if other.strip().startswith("«"):
                quoted.add(spelt)
            if _ACRONYM.fullmatch(other.strip()) and sum(c.isupper() for c in other) > 1:
                acronyms.add(spelt)
    return found, frozenset(acronyms), frozenset(quoted)


@cache
def _first() -> dict[str, tuple[int, ...]]:
    return lengths(_names()[0])


def programmes(text: Text) -> list[ProgrammeMention]:
    """Return the programmes that a text names, in order, the longest name at each place."""
    found: list[ProgrammeMention] = []
    names, acronyms, quoted = _names()
    first = _first()
    for words in in_stretches(text.folded):
        at = 0
        while at < len(words.words):
            step = 1
            for count in first.get(words.words[at], ()):
                spelt = words.key(at, count)
                named = names.get(spelt)
                if named is None or at + count > len(words.words) or not words.holds(at, count):
                    continue
                start, end = words.starts[at], words.ends[at + count - 1]
                if spelt in acronyms and not text.flow[start].isupper():
                    continue
                if spelt in quoted and not _OPENS.search(text.folded, max(0, start - 3), start):
                    continue
                found.append(ProgrammeMention(start, end, named[0], named[1]))
                step = count
                break
            at += step
    return found
