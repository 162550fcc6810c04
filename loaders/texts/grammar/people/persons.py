"""Names of persons: what a civility, a known given name or an office beside them gives away.

A capitalised pair with none of the three is no person: « Cœur de Ville », « Grand Paris ». Names in
capitals are brought back to the case of a sentence (« HERRIOT » → « Herriot »). Cost: linear.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from typing import NamedTuple

from loaders.texts.gazetteer import first_names
from loaders.texts.grammar.people.heads import HEAD_WORDS, RANKS
from loaders.texts.grammar.people.person_words import (
    CIVILITIES,
    DOUBTFUL,
    LINKS,
    NAMESAKES,
    NEVER_FIRST,
    PARTICLES,
    THINGS,
)
from loaders.texts.mentions import Person
from loaders.texts.text import Text, stretches

_WORD = re.compile(
    r"(?:[DdLl]|[Qq]u|[sncj])['’](?=[^\W\d_])|[^\W\d_](?:[^\W\d_]|['’-](?=[^\W\d_]))*"
)
#: Words after which somebody is named: « représentée par », « pour laquelle agit ».
_CUES = re.compile(r"(?:represente[es]{0,2},? (?:ici )?par|agit|agissant par|en la personne de) $")
_AFTER_OFFICE = re.compile(
    r"(?:^|[^\w'-])([a-z-]+)(?: (?:general|regional|departemental|territorial|delegue|adjoint|"
    r"executif|"
    r"municipal|communautaire|local|par interim)[es]{0,2}){0,2}(?:,? | : )$"
)
#: « le Président du Conseil régional, Edgar FAURE »: capitals and an office in the same clause.
_OFFICE_BEFORE = re.compile(
    rf"(?:^|[\s(])(?:{'|'.join(sorted(HEAD_WORDS, key=len, reverse=True))})(?: [\w'-]+){{0,7}},? $"
)
#: A line of a family name in capitals and no more, or what is said after a comma.
_FAMILY_LINE = re.compile(
    r"(?:(?:DE|DU|DES|LE|LA|EL|BEN|VAN|D['’]) ?){0,2}[A-ZÀ-Ý][A-ZÀ-Ý'’-]{1,30}(?=[,;.)\n]|\Z)"
)
_BEFORE_OFFICE = re.compile(r"(?:,| \(| -) ?(?:(?:le|la|son|sa|l') ?)?([a-z-]+)|,? ([a-z-]+)")


#: How much of a text, in characters, is put into words at once.
_STRETCH = 100_000


def find_persons(text: Text, taken: Sequence[tuple[int, int]] = ()) -> list[Person]:
    """Return the persons named in `text`, in order.

    `taken` lists the spans that are names of organisations and places. A civility belongs to the
    span of the person; a rank (« le colonel ») does not.
    """
    spans = sorted(taken)
    found = [
        person
        for stretch in stretches(text.flow, _STRETCH)
        for person in _Reader(text, spans, stretch).persons()
    ]
    return _completed(found)


def normal_case(word: str) -> str:
    """Return a word of a name in the case of a sentence.

    >>> normal_case("CLAUDIUS-PETIT"), normal_case("LE"), normal_case("D’"), normal_case("McDo")
    ('Claudius-Petit', 'Le', 'd’', 'McDo')
    """
    if len(word) < 2 or not word.isupper():
        return word
    if word.lower() in {"de", "du", "des", "d'", "d’"}:
        return word.lower()
    return re.sub(r"[^\W\d_]+", lambda part: part[0].capitalize(), word)


class _Word(NamedTuple):
    """A word and where it stands: a tuple, since a text has as many as it has words."""

    start: int
    end: int
    written: str
    folded: str

    @property
    def capitalised(self) -> bool:
        return self.written[0].isupper()

    @property
    def shouted(self) -> bool:
        return len(self.written) > 1 and self.written.isupper()


class _Reader:
    """The words of one text, and the questions that tell a person from a thing."""

    def __init__(
        self, text: Text, taken: Sequence[tuple[int, int]], stretch: tuple[int, int]
    ) -> None:
        self._flow = text.flow
        self._folded = text.folded
        self._taken = taken
        self._given = first_names()
        self.words = [
            _Word(m.start(), m.end(), m[0], text.folded[m.start() : m.end()])
            for m in _WORD.finditer(text.flow, *stretch)
        ]

    def persons(self) -> Iterator[Person]:
        """Yield the persons of the stretch, in order."""
        index = 0
        while index < len(self.words):
            person, index = self.read(index)
            if person is not None:
                yield person

    @cached_property
    def _starts(self) -> list[int]:
        return [start for start, _ in self._taken]

    def read(self, index: int) -> tuple[Person | None, int]:
        """Return the person who begins at word `index`, if any, and the next word to look at."""
        word = self.words[index]
        if not word.capitalised and word.folded not in RANKS and word.folded not in CIVILITIES:
            return None, index + 1
        if word.folded in CIVILITIES and self._is_civility(word):
            return self._after_civility(index)
        if word.folded in RANKS:
            end = self._name_end(index + 1, strict=False)
            if end > index + 2 and self.words[index + 1].capitalised:
                return self._person(index + 1, end), end
            return None, index + 1
        place = self._holder(word.start)
        if not word.capitalised or place not in {None, (word.start, word.end)}:
            return None, index + 1
        return self._bare(index)

    def _is_civility(self, word: _Word) -> bool:
        if word.folded in {"m", "mm", "mr", "dr", "pr"}:
            after = self._flow[word.end : word.end + 1]
            return word.written[0].isupper() and (after == "." or word.folded in {"mm", "dr", "pr"})
        return word.written[0].isupper() or word.folded in {"monsieur", "madame"}

    def _after_civility(self, index: int) -> tuple[Person | None, int]:
        first = index + 1
        swapped = self._swapped(first) if first < len(self.words) and self._joined(index) else 0
        if swapped:
            person = self._person(first, swapped)
            return replace(person, start=self.words[index].start), swapped
        if first < len(self.words) and self._initials(first):
            first = self._initials(first)
        end = self._name_end(first, strict=False)
        if end == first:
            return None, index + 1
        end = self._family_below(first, end)
        person = self._person(index + 1, end, dropped=first - index - 1)
        return replace(person, start=self.words[index].start), end

    def _family_below(self, first: int, end: int) -> int:
        """Return the end of a family name in capitals that the next line brings, else `end`.

        « Monsieur Édouard » at the end of a line and « HERRIOT, Maire » below are one name.
        """
        if end >= len(self.words) or not all(map(self._is_given, self.words[first:end])):
            return end
        gap = self._flow[self.words[end - 1].end : self.words[end].start]
        family = _FAMILY_LINE.match(self._flow, self.words[end].start)
        if gap != "\n" or family is None:
            return end
        below = end
        while below < len(self.words) and self.words[below].start < family.end():
            below += 1
        things = {word.folded for word in self.words[end:below]} & (THINGS | HEAD_WORDS)
        return end if things else below

    def _initials(self, index: int) -> int:
        """Return the word after initials (« J.-F. », « N. »), 0 when there are none."""
        word = self.words[index]
        if len(word.written) > 1 or self._flow[word.end : word.end + 1] != ".":
            return 0
        after = index + 1
        if after < len(self.words) and self._flow[word.end : self.words[after].start] == ".-":
            after += 1
        return after

    def _bare(self, index: int) -> tuple[Person | None, int]:
        """Read a name that no civility announces."""
        if self._is_given(self.words[index]) and self._is_free(index):
            end = self._name_end(index + 1)
            if end > index + 1 and self._is_sure(index, end):
                return self._person(index, end), end
        swapped = self._swapped(index)
        if swapped:
            return self._person(index, swapped), swapped
        end = self._pair_end(index)
        if end and self._is_announced(index, end):
            return self._person(index, end), end
        return None, index + 1

    def _is_given(self, word: _Word) -> bool:
        parts = word.folded.replace("’", "'").split("-")
        return word.capitalised and (
            word.folded in self._given or all(part in self._given for part in parts)
        )

    def _is_free(self, index: int) -> bool:
        """Tell whether the word before does not make the name that of a street or a school."""
        if index == 0 or not self._joined(index - 1):
            return True
        return self.words[index - 1].folded not in NAMESAKES

    def _is_sure(self, index: int, end: int) -> bool:
        """Tell whether a given name and what follows are a person rather than words in capitals."""
        first, last = self.words[index], self.words[end - 1]
        if first.folded in DOUBTFUL:
            return (last.shouted and not first.shouted) or self._is_announced(index, end)
        if not first.shouted:
            return True
        alone = index == 0 or not self._joined(index - 1) or not self.words[index - 1].shouted
        return last.shouted and alone and end - index < 5

    def _swapped(self, index: int) -> int:
        """Return the end of « HERRIOT Édouard »: family name in capitals, then the given name."""
        word = self.words[index]
        if not word.shouted or len(word.written) < 3 or word.folded in THINGS | HEAD_WORDS:
            return 0
        end = index + 1
        while (
            end < min(len(self.words), index + 4)
            and self._joined(end - 1)
            and self.words[end].shouted
        ):
            end += 1
        if end - index > 3 or end >= len(self.words) or not self._joined(end - 1):
            return 0
        given = self.words[end]
        if given.shouted or not self._is_given(given) or given.folded in DOUBTFUL:
            return 0
        more = end + 1 < len(self.words) and self._joined(end) and self.words[end + 1].capitalised
        return 0 if more or not self._is_free(index) else end + 1

    def _pair_end(self, index: int) -> int:
        """Return the end of a capitalised pair that something else must prove a person."""
        word = self.words[index]
        initials = self._initials(index)
        first = initials or index + 1
        if not initials and (len(word.written) < 2 or word.folded in NEVER_FIRST):
            return 0
        if first < len(self.words) and self._is_given(self.words[first]):
            return 0
        end = self._name_end(first)
        return end if end > first and end - index < 5 else 0

    def _is_announced(self, index: int, end: int) -> bool:
        """Tell whether an office or « représenté par » stands right beside."""
        start, stop = self.words[index].start, self.words[end - 1].end
        before = self._folded[max(start - 60, 0) : start]
        if _CUES.search(before):
            return True
        if self.words[end - 1].shouted and _OFFICE_BEFORE.search(before):
            return True
        holder = self._ending(before, start)
        if holder is not None and holder in HEAD_WORDS:
            return True
        after = _BEFORE_OFFICE.match(self._folded, stop, stop + 40)
        return bool(after and after[1] in HEAD_WORDS)

    def _ending(self, before: str, start: int) -> str | None:
        """Return the word just before a name, the complement of an office being jumped over."""
        gap = re.search(r",? $", before)
        place = self._holder(start - len(gap[0]) - 1) if gap else None
        if gap and place and place[1] == start - len(gap[0]):
            before = re.sub(
                r" (?:d'|du|de|des|de la|de l')$",
                " ",
                self._folded[max(place[0] - 40, 0) : place[0]].rstrip(),
            )
        word = _AFTER_OFFICE.search(before)
        return word[1] if word else None

    def _name_end(self, index: int, *, strict: bool = True) -> int:
        """Return the word after the family name that begins at `index` (`index`: there is none).

        When `strict`, what a name of organisation or place covers is not a family name, unless
        it is one word that follows at once.
        """
        end = position = index
        shouted: bool | None = None
        while position < len(self.words) and position - index < 7:
            word = self.words[position]
            if not self._joined(position - 1) or self._stops(
                position, started=end > index, strict=strict
            ):
                break
            if word.folded.replace("’", "'") not in PARTICLES:
                if shouted and not word.shouted:
                    break
                shouted = word.shouted if end > index or word.shouted else None
                end = position + 1
            position += 1
        return end

    def _stops(self, position: int, *, started: bool, strict: bool) -> bool:
        word = self.words[position]
        folded = word.folded.replace("’", "'")
        if folded in PARTICLES and not word.capitalised:
            before = self.words[position - 1].folded
            return not (folded in LINKS or (before in {"de", "van"} and folded in {"la", "den"}))
        if not word.capitalised or (len(word.written) < 2 and not started):
            return True
        if folded in THINGS or folded in HEAD_WORDS or folded in CIVILITIES:
            return True
        place = self._holder(word.start) if strict else None
        return place is not None and (started or place[1] > word.end or place[0] < word.start)

    def _joined(self, index: int) -> bool:
        """Tell whether one blank at most parts word `index` from the next."""
        gap = self._flow[self.words[index].end : self.words[index + 1].start]
        elided = self.words[index].written[-1] in "'’"
        return (
            gap == " "
            or (elided and not gap)
            or (gap == ". " and index >= 0 and self._dotted(index))
        )

    def _dotted(self, index: int) -> bool:
        word = self.words[index]
        return len(word.written) == 1 or word.folded in CIVILITIES

    def _holder(self, position: int) -> tuple[int, int] | None:
        """Return the name of organisation or place that covers `position`."""
        at = bisect_right(self._starts, position) - 1
        return self._taken[at] if at >= 0 and self._taken[at][1] > position else None

    def _person(self, index: int, end: int, *, dropped: int = 0) -> Person:
        words = self.words[index:end]
        last = words[-1]
        if len(words) > 1 and words[0].shouted and not last.shouted and self._is_given(last):
            words = [last, *words[:-1]]
        name = " ".join(normal_case(word.written) for word in words)
        if dropped:
            name = self._flow[words[0].start : words[dropped].start] + " ".join(
                normal_case(word.written) for word in words[dropped:]
            )
        name = re.sub(r"(['’]) ", r"\1", name)
        return Person(self.words[index].start, self.words[end - 1].end, name)


def _completed(found: list[Person]) -> list[Person]:
    """Give « M. Dupont » the given name that the text states elsewhere, when it is one person's."""
    full: dict[str, set[str]] = {}
    for person in found:
        if " " in person.name:
            full.setdefault(person.name.split(" ", 1)[1].casefold(), set()).add(person.name)
    return [
        replace(person, name=min(names))
        if len(names := full.get(person.name.casefold(), set())) == 1
        else person
        for person in found
    ]
