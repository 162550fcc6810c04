"""What texts say: `galaxie extract` reads them without any store, in an empty home."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.files import write
from api.cli.french import FrenchCommand
from api.cli.session import put, say
from api.compact import dumps
from api.outcomes import Exit
from graph.errors import DiskTrouble, InputRefused
from loaders.reading import reason

if TYPE_CHECKING:
    from api.texts import TextRead

Texts = Annotated[
    list[Path],
    typer.Argument(
        metavar="FICHIER…",
        help="Des textes : .txt, .md, .html, .pdf (avec du texte), .docx, .odt.",
    ),
]


def extract(
    files: Texts,
    *,
    as_json: Annotated[
        bool, typer.Option("--json", help="Écrire un objet JSON par fichier, un par ligne.")
    ] = False,
    out: Annotated[
        Path | None,
        typer.Option(metavar="DOSSIER", help="Écrire NOM.json pour chaque fichier, ici."),
    ] = None,
    html: Annotated[
        bool,
        typer.Option(
            help="Écrire une page HTML, le texte et ses faits : NOM.html avec --out, sinon sur la"
            " sortie (> page.html)."
        ),
    ] = False,
) -> int:
    """Lit des textes et dit leurs accords, chaque fait avec ses mots, sa règle, sa confiance."""
    if as_json and html and out is None:
        raise InputRefused(
            "--json et --html iraient tous deux sur la sortie.",
            hint="Ajoutez --out DOSSIER, ou choisissez l’un des deux.",
        )
    if out is not None:
        _prepare(out, files)
    read: list[TextRead] = []
    refused = 0
    for one in each_read(files):
        if isinstance(one, InputRefused):
            refused += 1
            say(f"Erreur : {one}")
            continue
        _tell(one, as_json=as_json, out=out, quiet=out is not None or html)
        read.append(one)
    if html and read:
        _draw(read, out)
    return Exit.REFUSED if refused else Exit.OK


def _prepare(out: Path, files: Sequence[Path]) -> None:
    """Make the folder of the results, once it is known that none would replace another."""
    from api.texts import distinct_stems  # noqa: PLC0415 -- slow to import

    distinct_stems(files)
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _trouble(out, error) from error


def each_read(files: Sequence[Path]) -> Iterator[TextRead | InputRefused]:
    """Yield each text as it is read, or why it cannot be; a bar on a terminal when several."""
    from rich.console import Console  # noqa: PLC0415 -- slow to import
    from rich.progress import track  # noqa: PLC0415 -- same

    from api.texts import read_facts  # noqa: PLC0415 -- same

    silent = len(files) < 2 or not sys.stderr.isatty()
    console = Console(stderr=True)
    for path in track(files, "Lecture", console=console, transient=True, disable=silent):
        try:
            yield read_facts(path)
        except InputRefused as error:
            yield error


def _tell(one: TextRead, *, as_json: bool, out: Path | None, quiet: bool) -> None:
    """Give one result to whoever asked: a line of JSON, a file, or a page in the terminal."""
    if not one.extraction.agreements:
        say(f"{one.path} : aucun accord lu.")
    if as_json:
        put(dumps(one.extraction.as_json()))
    elif not quiet:
        from api.cli.reading import show  # noqa: PLC0415 -- slow to import

        show(one.sheet())
    if out is not None:
        _save(one, out / f"{one.path.stem}.json")


def _draw(read: Sequence[TextRead], out: Path | None) -> None:
    """Write the pages: one of each text in the folder of the results, or one of all on stdout."""
    from viz.reading import reading_page  # noqa: PLC0415 -- slow to import

    if out is None:
        put(reading_page([one.sheet() for one in read]))
        return
    for one in read:
        write([reading_page([one.sheet()]).encode()], out / f"{one.path.stem}.html")


def _save(one: TextRead, target: Path) -> None:
    body = json.dumps(one.extraction.as_json(), ensure_ascii=False, indent=1, allow_nan=False)
    try:
        target.write_text(body + "\n", encoding="utf-8", newline="\n")
    except OSError as error:
        raise _trouble(target, error) from error


def _trouble(path: Path, error: OSError) -> DiskTrouble:
    return DiskTrouble(
        f"« {path} » ne peut être écrit : {reason(error)}.",
        hint="Vérifiez la place, le dossier et les droits.",
    )


def register(app: typer.Typer) -> None:
    """Add this command to the tree."""
    app.command(cls=FrenchCommand)(extract)
