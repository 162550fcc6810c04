"""The data that ships: the territories of France and the national galaxy, as one load."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from graph.ids import NodeId
from graph.model import Node
from graph.names import fold
from graph.ontology import NodeKind
from graph.store import SourceClaims
from loaders.curated import CuratedFile, Register, parse_curated
from loaders.merging import merged
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
    register = shipped_register()
    national = (said for file in _national_files() for said in file.claims(register))
    return merged([*bundled_territories(), *national])


def shipped_register() -> Register:
    """Return what names any id that ships: a national actor or a territory of France."""
    declared: dict[NodeId, Node] = {}
    for file in _national_files():
        for identifier, node in file.nodes.items():
            declared.setdefault(identifier, node)
    territories = known_territories()
    return lambda identifier: declared.get(identifier) or territories.get(identifier)


def shipped_programmes() -> dict[str, NodeId]:
    """Return the ids of the programmes that ship, by folded name; a name of two is nobody's."""
    named: dict[str, set[NodeId]] = {}
    for file in _national_files():
        for node in file.nodes.values():
            if node.kind is NodeKind.PROGRAMME:
                for name in filter(None, (node.name, node.short_name, *node.names)):
                    named.setdefault(fold(name), set()).add(node.id)
    return {name: ids.pop() for name, ids in named.items() if len(ids) == 1}


@cache
def _national_files() -> tuple[CuratedFile, ...]:
    return tuple(
        parse_curated(
            decode(file.read_bytes(), file.name, limit=CURATED_LIMIT), f"data/national/{file.name}"
        )
        for file in _shipped()
        if file.name.endswith(".yaml")
    )
