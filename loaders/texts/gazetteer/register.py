"""The lists of names that ship in `data/reference/noms`, one body a line.

A line is `name | other names (;) | place | period | id`; all but the name may be left out.
`[Kind]` opens a section: the kind of the bodies that follow. `place` is `fr` or codes of
départements (`59,62`), the seat first. `period` is `2004/2019`, either end open. Without id a body
gets `actor:name@place`. `#` opens a comment.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import NamedTuple

from graph.ids import NodeId, actor
from graph.ontology import NodeKind


class Row(NamedTuple):
    """One body of a list."""

    id: NodeId
    kind: NodeKind
    name: str
    names: tuple[str, ...]
    departments: tuple[str, ...]
    since: str | None
    until: str | None


def folder() -> Traversable:
    """Return the folder of the lists, in a clone as in a wheel."""
    return files("data") / "reference" / "noms"


def lines(name: str) -> Iterator[str]:
    """Yield the lines of a list that say something, trimmed."""
    for line in (folder() / name).read_text(encoding="utf-8").splitlines():
        said = line.partition("#")[0].strip()
        if said:
            yield said


def rows(name: str) -> Iterator[Row]:
    """Yield the bodies of a list, in its order."""
    kind = NodeKind.ORGANISATION
    for line in lines(name):
        if line.startswith("["):
            kind = NodeKind(line.strip("[]"))
        else:
            yield _row(line, kind)


def _row(line: str, kind: NodeKind) -> Row:
    cells = [cell.strip() for cell in line.split("|")]
    name, names, place, period, given = cells + [""] * (5 - len(cells))
    departments = () if place in ("", "fr") else tuple(place.split(","))
    since, _, until = period.partition("/")
    return Row(
        given or actor(name, departments[0] if departments else "fr"),
        kind,
        name,
        tuple(other.strip() for other in names.split(";") if other.strip()),
        departments,
        since or None,
        until or None,
    )
