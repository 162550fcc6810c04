"""Reads back the JSON lines that Galaxie exports: sources, their claims, judgements.

A file is walked once to find where each source begins and that it is whole, then the claims of
a source are read as they are asked for: a log of any size takes little memory.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

from pydantic import ValidationError

from graph.errors import GalaxieError, InputRefused
from graph.model import Citation, Claim, Edge, Judgement, Measure, Node, Ruling, Source, Value
from graph.store import SourceClaims
from loaders.reading import unreadable
from loaders.refusals import french

#: The most bytes that one line may hold: a node with all its names is far below.
_LINE_LIMIT = 1_000_000
_FACTS: dict[str, type[Node | Edge | Measure]] = {"node": Node, "edge": Edge, "measure": Measure}
_V = TypeVar("_V", bound=Value)


@dataclass(frozen=True, slots=True)
class Log:
    """What a file of JSON lines holds."""

    sources: tuple[SourceClaims, ...]
    judgements: tuple[Judgement | Ruling, ...]


@dataclass(frozen=True, slots=True)
class _Claims:
    """The claims of one source: a stretch of lines of a file, read anew each time."""

    path: Path
    offset: int
    first_line: int
    count: int

    def __iter__(self) -> Iterator[Claim]:
        with self.path.open("rb") as file:
            file.seek(self.offset)
            for number in range(self.first_line, self.first_line + self.count):
                where = f"{self.path.name}, ligne {number}"
                yield _claim(_object(file.readline(), where), where)


def read(path: Path) -> Log:
    """Return what an export in JSON lines says.

    Raises `InputRefused`, with the line, when the file is not such an export, is cut short, or
    holds something that the model refuses; claims raise it when they are read. Also when the
    file cannot be read.
    """
    try:
        with path.open("rb") as file:
            return _walk(path, file)
    except OSError as error:
        raise unreadable(path, error) from error


@dataclass(slots=True)
class _Walk:
    """What was met so far in a file, entry by entry."""

    name: str
    sources: list[tuple[Source, int, int]] = field(default_factory=list)
    counts: list[int] = field(default_factory=list)
    judgements: list[Judgement | Ruling] = field(default_factory=list)
    end: object = None

    def meet(self, entry: dict[str, Any], *, line: int, after: int, where: str) -> None:
        """Take in one entry; `after` is the offset of the line that follows it."""
        if line == 1:
            _greet(entry, where)
        elif self.end is not None:
            raise InputRefused("Le fichier continue après sa fin.", where=where, hint=_AGAIN)
        elif "source" in entry:
            self.sources.append((_value(Source, entry["source"], where), after, line + 1))
            self.counts.append(0)
        elif "judgement" in entry:
            self.judgements.append(_value(Judgement, entry["judgement"], where))
        elif "ruling" in entry:
            self.judgements.append(_value(Ruling, entry["ruling"], where))
        elif "end" in entry:
            self.end = entry["end"]
        elif self.sources and not self.judgements:
            self.counts[-1] += 1
        else:
            raise InputRefused("Un fait n’est pas sous sa source.", where=where, hint=_AGAIN)

    def log(self, path: Path) -> Log:
        """Return what the file holds; refused unless it ends by its own counts."""
        expected = {
            "sources": len(self.sources),
            "claims": sum(self.counts),
            "judgements": len(self.judgements),
        }
        if self.end != expected:
            raise InputRefused("Le fichier est vide ou incomplet.", where=self.name, hint=_AGAIN)
        several = (
            SourceClaims(source, _Claims(path, offset, line, count))
            for (source, offset, line), count in zip(self.sources, self.counts, strict=True)
        )
        return Log(tuple(several), tuple(self.judgements))


def _walk(path: Path, file: BinaryIO) -> Log:
    walk, offset, number = _Walk(path.name), 0, 0
    while line := file.readline(_LINE_LIMIT + 1):
        number, offset = number + 1, offset + len(line)
        where = f"{path.name}, ligne {number}"
        walk.meet(_object(line, where), line=number, after=offset, where=where)
    return walk.log(path)


_AGAIN = "Refaites l’export : galaxie export --format jsonl."


def _greet(entry: dict[str, Any], where: str) -> None:
    if entry.get("galaxie") != 1:
        raise InputRefused(
            "Ce n’est pas un export de Galaxie de la version 1.", where=where, hint=_AGAIN
        )


def _object(line: bytes, where: str) -> dict[str, Any]:
    """Return the JSON object of a line; numbers that JSON does not know are refused."""
    if len(line) > _LINE_LIMIT:
        raise InputRefused("La ligne dépasse un mégaoctet.", where=where, hint=_AGAIN)
    try:
        entry = json.loads(line.decode("utf-8"), parse_constant=_unknown_number)
    except UnicodeDecodeError as error:
        raise InputRefused(
            f"L’octet {error.start + 1} n’est pas de l’UTF-8.", where=where,
            hint="Enregistrez le fichier en UTF-8.",
        ) from error  # fmt: skip
    except (ValueError, RecursionError) as error:
        raise InputRefused("La ligne n’est pas du JSON.", where=where, hint=_AGAIN) from error
    if not isinstance(entry, dict):
        raise InputRefused("La ligne n’est pas un objet JSON.", where=where, hint=_AGAIN)
    return entry


def _unknown_number(name: str) -> float:
    raise ValueError(name)


def _claim(entry: dict[str, Any], where: str) -> Claim:
    kind = next((known for known in _FACTS if known in entry), None)
    if kind is None or set(entry) != {kind, "citation"}:
        raise InputRefused(
            "La ligne n’est ni une source, ni un fait cité, ni un jugement.",
            where=where,
            hint=_AGAIN,
        )
    fact = _value(_FACTS[kind], entry[kind], where)
    return Claim(fact=fact, citation=_value(Citation, entry["citation"], where))


def _value(model: type[_V], content: object, where: str) -> _V:
    """Return a checked value; what the model refuses is told with the field and the line."""
    try:
        return model.model_validate(content)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(map(str, first["loc"])) or model.__name__
        raise InputRefused(
            french(field, first), where=where, hint="Corrigez la valeur ou retirez la ligne."
        ) from error
    except GalaxieError as error:
        raise InputRefused(error.message, where=where, hint=error.hint) from error
