"""The store that a command opens, and how it talks."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

if TYPE_CHECKING:
    from api.settings import Settings
    from graph.store import GraphStore

StoreOption: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--store", metavar="ADRESSE", help="La base : un fichier, ou bolt:// ou neo4j://."
    ),
]
JsonOption: TypeAlias = Annotated[
    bool, typer.Option("--json", help="Répondre en JSON, comme l’API HTTP.")
]
EMPTY = "La base est vide : remplissez-la avec « galaxie load --bundled »."


def say(text: str) -> None:
    """Tell the person at the terminal something; results never go this way."""
    print(text, file=sys.stderr)  # noqa: T201 -- the talk of a command line


def put(text: str) -> None:
    """Write a line of the result."""
    print(text)  # noqa: T201 -- the result of a command line


def settings_now() -> Settings:
    """Return the settings of this process."""
    from api.settings import read_settings  # noqa: PLC0415 -- slow, and `--help` needs none

    return read_settings()


@contextmanager
def opened(address: str | None, settings: Settings | None = None) -> Iterator[GraphStore]:
    """Open the store of `--store`, else of the settings; closed at the end."""
    from graph.stores import open_store  # noqa: PLC0415 -- slow to import

    settings = settings or settings_now()
    store = open_store(
        address or settings.address, user=settings.store_user, password=settings.password()
    )
    try:
        yield store
    finally:
        store.close()
