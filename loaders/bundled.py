"""The data that ships: the territories of France and the national galaxy, as one load."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from graph.errors import InputRefused
from graph.ids import NodeId
from graph.model import Claim, Node, Source
from graph.store import SourceClaims
from loaders.curated import CuratedFile, Register, parse_curated
from loaders.reading import CURATED_LIMIT, decode
from loaders.territories import bundled_territories, known_territories

#: The name of the load in a store, and a version that moves when this reading changes.
NAME = "bundled"
VERSION = "1"


def _shipped() -> Iterator[Traversable]:
    for folder in ("national", "reference"):
        yield from sorted(
            (f for f in (files("data") / folder).iterdir() if f.is_file()), key=lambda f: f.name
        )


def bundled_fingerprint() -> str:
    """Return a hash of the shipped files: a store that holds it has nothing to load."""
    total = hashlib.sha256(VERSION.encode())
    for file in _shipped():
        total.update(f"\0{file.name}\0".encode())
        total.update(file.read_bytes())
    return total.hexdigest()


def bundled() -> list[SourceClaims]:
    """Return all that ships, source by source; a source that several files cite is one."""
    territories = bundled_territories()
    register = shipped_register()
    told: dict[str, tuple[Source, list[Claim]]] = {}
    for file in _national_files():
        for source, claims in ((s.source, s.claims) for s in file.claims(register)):
            kept, sofar = told.setdefault(source.id, (source, []))
            if kept != source:
                raise InputRefused(
                    f"la source « {source.id} » est décrite autrement dans un autre fichier.",
                    hint="Donnez aux deux la même description.",
                    where=file.name,
                )
            sofar.extend(claims)
    return [
        *territories,
        *(SourceClaims(source, _distinct(claims)) for source, claims in told.values()),
    ]


def shipped_register() -> Register:
    """Return what names any id that ships: a national actor or a territory of France."""
    declared: dict[NodeId, Node] = {}
    for file in _national_files():
        for identifier, node in file.nodes.items():
            declared.setdefault(identifier, node)
    territories = known_territories()
    return lambda identifier: declared.get(identifier) or territories.get(identifier)


def _distinct(claims: list[Claim]) -> list[Claim]:
    """Two files that mention one node at one place of one source say it once."""
    return list({claim.hash(): claim for claim in claims}.values())


@cache
def _national_files() -> tuple[CuratedFile, ...]:
    return tuple(
        parse_curated(
            decode(file.read_bytes(), file.name, limit=CURATED_LIMIT), f"data/national/{file.name}"
        )
        for file in _shipped()
        if file.name.endswith(".yaml")
    )
