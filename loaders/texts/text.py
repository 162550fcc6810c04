"""A text as the grammar reads it: lines joined into prose, ligatures spelt out, rows kept.

`flow` is what rules look at, `folded` the same length in lower case without accents; every
position leads back to the text as read through `Text.span`. Cost: linear.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

#: Characters that stand for several, or for nothing that a reader sees.
_SPELT = {
    "œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi",
    "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "…": "...", "\u00ad": "", "\u200b": "", "\u200c": "",
    "\u200d": "", "\ufeff": "", "\u2060": "",
}  # fmt: skip
_FOLDED = {
    "’": "'", "\u2018": "'", "\u02bc": "'", "\u00b4": "'", "`": "'",
    "“": '"', "”": '"', "„": '"',
    "–": "-", "—": "-", "\u2011": "-", "\u2010": "-", "\u2212": "-",
    "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u2007": " ", "\t": " ",
}  # fmt: skip
_ODD = re.compile("|".join((*map(re.escape, _SPELT), r"[^\W\d_][\u0300-\u036f]+")))
_ROW = re.compile(r"\S(?:\t| {3,}|\s*\|\s*)\S")
_ITEM = re.compile(r"\s*(?:[-–—•∑▪◦●*·►✓>]|o(?= )|\(?\d{1,2}[.)°]-?|\(?[a-z][.)])\s+")
#: A word cut at the end of a line keeps its hyphen when what comes first is a word by itself.
_PREFIXES = frozenset(
    [
        "sous",
        "vice",
        "non",
        "avant",
        "apres",
        "arriere",
        "contre",
        "demi",
        "ex",
        "inter",
        "mi",
        "neo",
        "rez",
        "semi",
        "nord",
        "sud",
        "est",
        "ouest",
        "saint",
        "sainte",
        "basse",
        "haute",
        "val",
        "grand",
        "saints",
    ]
)
_CUT = re.compile(r"([^\W\d_]+)-$")
_END = re.compile(
    r"[.!?]+(?:\s?[»\"”)\]])*(?=\s+[«\"“(\[]*[^\W\d_a-zà-öø-ÿ]|\s+\d|\s*$)|;(?=\s+[-–—•])"
)
_ABBREVIATION = re.compile(
    r"(?:^|[\s(«'’])(?:M|MM|Mme|Mmes|Mlle|Dr|Me|Pr|St|Ste|art|Art|cf|n|no|N|p|pp|al|av|bd|env|"
    r"ex|tél|Tél|vol|chap|[A-ZÉÈ]|[A-Z](?:\.[A-Z])+|[A-Z]\.-[A-Z])$"
)
_WIDE, _NARROW = 130, 40
_LONGEST = 4000


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of `flow`: `prose` (lines joined), `item` of a list, or `row` of a table.

    `lines` are the numbers of the first and last line of the text as read, from 0.
    """

    start: int
    end: int
    kind: str
    lines: tuple[int, int]


def stretches(words: str, most: int) -> Iterator[tuple[int, int]]:
    """Yield a long text in stretches of at most `most` characters, cut between lines or words.

    So that a text of megabytes is never held in words all at once.
    """
    start, length = 0, len(words)
    while start < length:
        end = min(start + most, length)
        if end < length:
            cut = max(words.rfind("\n", start, end), words.rfind(" ", start, end))
            end = cut + 1 if cut > start else end
        yield start, end
        start = end


class Text:
    """One text: `raw` as read, `flow` to look at, `blocks` and `sentences` in order."""

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self._at: list[int] = []
        self._from: list[int] = []
        self.flow, self.blocks = _Flow(self._at, self._from).of(raw)
        self.folded = self.flow.translate(_FOLDING)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the characters of the text as read for those of `flow`."""
        first = self._raw(start)
        if end <= start:
            return first, first
        return first, min(max(self._raw(end - 1) + 1, first), len(self.raw))

    def words(self, start: int, end: int) -> str:
        """Return the words of the document itself, as read, line breaks included."""
        first, last = self.span(start, end)
        return self.raw[first:last]

    def _raw(self, position: int) -> int:
        piece = bisect_right(self._at, position) - 1
        last = self._from[piece + 1] if piece + 1 < len(self._from) else len(self.raw)
        at = min(self._from[piece] + position - self._at[piece], max(last - 1, self._from[piece]))
        return min(at, len(self.raw))

    @cached_property
    def sentences(self) -> tuple[tuple[int, int], ...]:
        """Return the sentences of `flow`, in order; a row is one sentence."""
        found: list[tuple[int, int]] = []
        for block in self.blocks:
            if block.kind == "row":
                found.append((block.start, block.end))
            else:
                found.extend(_sentences(self.flow, block.start, block.end))
        return tuple(found)

    @cached_property
    def _starts(self) -> list[int]:
        return [start for start, _ in self.sentences]

    def sentence_at(self, position: int) -> int:
        """Return the number of the sentence that holds `position` (the one before, in a gap)."""
        return max(bisect_right(self._starts, position) - 1, 0)

    @cached_property
    def _openings(self) -> list[int]:
        return [block.start for block in self.blocks]

    def block_at(self, position: int) -> int:
        """Return the number of the block that holds `position` (the one before, in a gap)."""
        return max(bisect_right(self._openings, position) - 1, 0)


class _Flow:
    """Writes `flow` piece by piece, noting where each verbatim piece comes from."""

    def __init__(self, at: list[int], origin: list[int]) -> None:
        self._at = at
        self._from = origin
        self._pieces: list[str] = []
        self._length = 0

    def of(self, raw: str) -> tuple[str, tuple[Block, ...]]:
        lines = _lines(raw)
        width = _width(lines)
        blocks: list[Block] = []
        index = 0
        while index < len(lines):
            if not lines[index][2].strip():
                index += 1
                continue
            last, kind = _extent(lines, index, width)
            blocks.append(self._block(lines[index : last + 1], kind, index))
            index = last + 1
        if not self._at:
            self._note(0)
        return "".join(self._pieces), tuple(blocks)

    def _block(self, lines: list[tuple[int, int, str]], kind: str, first: int) -> Block:
        start = self._length
        for number, (offset, _, line) in enumerate(lines):
            body = line.strip()
            begin = offset + line.index(body[0])
            cut = _CUT.search(body) if number + 1 < len(lines) else None
            joined = cut is not None and _is_cut(cut[1], lines[number + 1][2].lstrip())
            if joined:
                body = body[:-1]
            self._verbatim(body, begin, rows=kind == "row")
            if number + 1 < len(lines) and not joined and not (cut and cut.end() == len(body)):
                self._write(" ", begin + len(body))
        end = self._length
        self._write("\n", lines[-1][1])
        return Block(start, end, kind, (first, first + len(lines) - 1))

    def _verbatim(self, body: str, begin: int, *, rows: bool) -> None:
        position = 0
        pattern = _ODD if rows else _SPACED
        for odd in pattern.finditer(body):
            self._write(body[position : odd.start()], begin + position)
            self._write(_spelt(odd[0]), begin + odd.start())
            position = odd.end()
        self._write(body[position:], begin + position)

    def _write(self, piece: str, origin: int) -> None:
        if piece:
            self._note(origin)
            self._pieces.append(piece)
            self._length += len(piece)

    def _note(self, origin: int) -> None:
        self._at.append(self._length)
        self._from.append(origin)


_SPACED = re.compile(_ODD.pattern + r"|[ \t\u00a0\u202f]{2,}")


def _spelt(odd: str) -> str:
    if odd[0] in " \t\u00a0\u202f":
        return " "
    return _SPELT[odd] if odd in _SPELT else unicodedata.normalize("NFC", odd)


def _is_cut(before: str, after: str) -> bool:
    return after[:1].islower() and before.translate(_FOLDING) not in _PREFIXES


def _lines(raw: str) -> list[tuple[int, int, str]]:
    """Return start, end and words of each line."""
    found, start = [], 0
    for line in raw.split("\n"):
        found.append((start, start + len(line), line))
        start += len(line) + 1
    return found


def _width(lines: list[tuple[int, int, str]]) -> int:
    """Return at which width the lines were wrapped, 0 when each line is a paragraph."""
    lengths = sorted(len(line.rstrip()) for _, _, line in lines if len(line.strip()) > _NARROW)
    if len(lengths) < 3:
        return 0
    wide = lengths[int(len(lengths) * 0.95)]
    return wide if wide <= _WIDE else 0


def _extent(lines: list[tuple[int, int, str]], first: int, width: int) -> tuple[int, str]:
    """Return the last line of the block that begins at `first`, and its kind."""
    opening = lines[first][2]
    if _ROW.search(opening.strip()):
        return first, "row"
    last = first
    while last + 1 < len(lines) and _goes_on(lines[last][2], lines[last + 1][2], width):
        last += 1
    return last, "item" if _ITEM.match(opening) else "prose"


def _goes_on(line: str, after: str, width: int) -> bool:
    """Tell whether a line was cut because the first word of the next had no room."""
    body = after.strip()
    if not width or not body or _ITEM.match(after) or _ROW.search(body):
        return False
    if _CUT.search(line.rstrip()):
        return True
    room = width - len(line.rstrip()) - 1
    word = body.split(" ", 1)[0]
    slack = 12 if body[:1].islower() and not line.rstrip().endswith((".", ":", ";")) else 2
    return len(word) > room - slack


def _sentences(flow: str, start: int, end: int) -> list[tuple[int, int]]:
    found, begin = [], start
    for stop in _END.finditer(flow, start, end):
        if flow[stop.start()] == "." and _ABBREVIATION.search(
            flow, max(begin, stop.start() - 12), stop.start()
        ):
            continue
        found.append((begin, stop.end()))
        begin = stop.end()
        while begin < end and flow[begin] == " ":
            begin += 1
    if begin < end:
        found.append((begin, end))
    return [piece for first, last in found for piece in _bounded(flow, first, last)]


def _bounded(flow: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut what is too long to be a sentence, so that no rule costs more than its length."""
    pieces = []
    while end - start > _LONGEST:
        cut = flow.rfind(" ", start + _LONGEST // 2, start + _LONGEST)
        cut = start + _LONGEST if cut < 0 else cut + 1
        pieces.append((start, cut))
        start = cut
    return [*pieces, (start, end)]


def _folding() -> dict[int, str]:
    table = {ord(character): plain for character, plain in _FOLDED.items()}
    for code in (*range(0x41, 0x5B), *range(0xC0, 0x250)):
        character = chr(code)
        plain = unicodedata.normalize("NFKD", character)[0].lower()
        if len(plain) == 1:
            table[code] = plain
    return table


_FOLDING = _folding()
