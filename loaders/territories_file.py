"""The file of territories that ships: one territory a line, gzipped, made by `make reference`.

Columns, parted by tabs: id, kind, name, short name, other names (`|`), other ids (spaces),
population, article, gender, ids of the territories that it is part of (spaces). The first line
names the columns. A cell that is empty tells nothing.
"""

from __future__ import annotations

import gzip
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import Any, NamedTuple

from graph.ids import NodeId
from graph.model import Source
from graph.ontology import Authority, NodeKind

#: What the loader writes as its version: raised when the same file would give other claims.
LOADER_VERSION = "1"
_HEADER = "id\tkind\tname\tshort_name\tnames\tother_ids\tpopulation\tarticle\tgender\tpart_of"


class Territory(NamedTuple):
    """A territory as the file tells it; `part_of` holds ids of other territories of the file."""

    id: NodeId
    kind: NodeKind
    name: str
    short_name: str = ""
    names: tuple[str, ...] = ()
    other_ids: tuple[str, ...] = ()
    population: int | None = None
    article: str = ""
    gender: str = ""
    part_of: tuple[NodeId, ...] = ()


def written(territories: Iterable[Territory]) -> bytes:
    """Return the content of a file that holds `territories`, in their order, not compressed."""
    lines = (
        "\t".join(
            (
                t.id,
                t.kind,
                t.name,
                t.short_name,
                "|".join(t.names),
                " ".join(t.other_ids),
                "" if t.population is None else str(t.population),
                t.article,
                t.gender,
                " ".join(t.part_of),
            )
        )
        for t in territories
    )
    return "\n".join((_HEADER, *lines, "")).encode()


def read(content: bytes) -> Iterator[Territory]:
    r"""Yield the territories of a file's content, not compressed: the inverse of `written`.

    >>> row = Territory("region:32", NodeKind.REGION, "Hauts-de-France", part_of=("pays:fr",))
    >>> list(read(written([row]))) == [row]
    True
    """
    for line in content.decode().splitlines()[1:]:
        key, kind, name, short, names, others, people, article, gender, part_of = line.split("\t")
        yield Territory(
            key,
            NodeKind(kind),
            name,
            short,
            tuple(names.split("|")) if names else (),
            tuple(others.split()),
            int(people) if people else None,
            article,
            gender,
            tuple(part_of.split()),
        )


def reference(name: str) -> Traversable:
    """Return a file of the reference data that ships, in a clone as in a wheel."""
    return files("data") / "reference" / name


@cache
def territories() -> Mapping[NodeId, Territory]:
    """Return the territories of the file that ships, by id. Cost: 0.1 s once, then nothing."""
    content = gzip.decompress(reference("territoires.tsv.gz").read_bytes())
    return MappingProxyType({territory.id: territory for territory in read(content)})


def source(described: Mapping[str, Any]) -> Source:
    """Return an official source from its description in a file of the reference data."""
    return Source(
        **described,
        authority=Authority.OFFICIAL,
        loader="territories",
        loader_version=LOADER_VERSION,
    )


def described(name: str) -> Mapping[str, Any]:
    """Return what a TOML file of the reference data says."""
    return tomllib.loads(reference(name).read_text(encoding="utf-8"))
