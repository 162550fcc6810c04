"""The questions as commands."""

from __future__ import annotations

import typer

from api import questions
from api.cli.asking import Command

COMMANDS = (
    Command(
        "search", questions.Search, "search", "nodes", arguments=("q",),
        help="Cherche par nom, sigle, début de mot ou code : galaxie search valencienne.",
    ),
    Command(
        "list", questions.Listing, "list", "nodes",
        help="Liste ce que les filtres gardent : galaxie list --kind Programme.",
    ),
    Command(
        "show", questions.Reading, "node", "node", about="ID",
        help="Montre un élément, ses faits et leurs preuves : galaxie show agency:anru.",
    ),
    Command(
        "neighbours", questions.Neighbours, "neighbours", "neighbours", about="ID",
        help="Liste à quoi un élément est lié : galaxie neighbours agency:anru.",
    ),
    Command(
        "path", questions.Paths, "paths", "paths", arguments=("start", "end"),
        help="Dit par quelles chaînes deux éléments sont liés :"
        " galaxie path federation:villes-de-france agency:anru.",
    ),
    Command(
        "centrality", questions.Centrality, "centrality", "ranking",
        help="Classe les acteurs qui comptent : galaxie centrality --measure betweenness.",
    ),
    Command(
        "communities", questions.Communities, "communities", "communities",
        help="Trouve ceux qui travaillent surtout entre eux.",
    ),
    Command(
        "sources", questions.Unfiltered, "sources", "sources",
        help="Montre les sources, ce que chacune dit en nombre, et sa licence.",
    ),
    Command(
        "completeness", questions.Reading, "completeness", "completeness",
        help="Compare ce qui est connu à ce qui fut annoncé : 9 quartiers sur 14.",
    ),
)  # fmt: skip


def register(app: typer.Typer) -> None:
    """Add the questions to the tree of commands."""
    for command in COMMANDS:
        command.register(app)
