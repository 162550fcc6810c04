"""What leaves as a file: exports, and a galaxy drawn in one HTML page."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Annotated, Any

import typer

from api import questions
from api.cli.asking import add, asked, options, parameter
from api.cli.french import FrenchCommand
from api.cli.session import EMPTY, StoreOption, opened, say, settings_now
from api.outcomes import Exit
from graph.errors import DiskTrouble, InputRefused
from loaders.reading import reason

Output = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="FICHIER", help="Où écrire ; sinon, ici.")
]


def _export(*, output: Path | None, store: str | None, **given: Any) -> int:
    from api.exports import form_of  # noqa: PLC0415 -- slow to import
    from api.galaxy import Galaxy  # noqa: PLC0415 -- same

    question = asked(questions.Export, given)
    assert isinstance(question, questions.Export)  # noqa: S101 -- `asked` returns what it is given
    form = form_of(question)
    if output is None and form.suffix == ".zip" and sys.stdout.isatty():
        raise InputRefused("Un zip ne se lit pas à l’écran.", hint="Ajoutez --output graphe.zip.")
    settings = settings_now()
    with opened(store, settings) as open_one:
        if not open_one.revision():
            say(EMPTY)
        extract = Galaxy(open_one, settings.home).extract(question)
        with closing(form.write(extract)) as parts:  # what reads the store ends before it closes
            write(parts, output)
    return Exit.OK


def write(parts: Iterable[bytes], output: Path | None) -> None:
    """Write bytes to stdout, or to a file that is then whole or as it was before."""
    if output is None:
        sys.stdout.buffer.writelines(parts)
        sys.stdout.buffer.flush()
        return
    folder = output.resolve().parent
    try:
        with tempfile.TemporaryDirectory(dir=folder, prefix=f".{output.name}-") as apart:
            whole = Path(apart) / output.name
            with whole.open("wb") as file:
                file.writelines(parts)
            whole.replace(output)
    except OSError as error:
        raise DiskTrouble(
            f"« {output} » ne peut être écrit : {reason(error)}.",
            hint="Vérifiez la place, le dossier et les droits.",
        ) from error
    say(f"Écrit : {output}")


def render(
    identifier: Annotated[
        str | None, typer.Argument(metavar="ID", help="Au centre ; sinon, la vue nationale.")
    ] = None,
    *,
    title: Annotated[str | None, typer.Option(metavar="TEXTE", help="Le titre de la page.")] = None,
    output: Output = None,
    store: StoreOption = None,
) -> int:
    """Dessine une galaxie dans une page HTML qui n’a besoin de rien d’autre."""
    from api.galaxy import Galaxy  # noqa: PLC0415 -- slow to import

    settings = settings_now()
    with opened(store, settings) as open_one:
        if not open_one.revision():
            say(EMPTY)
        html = Galaxy(open_one, settings.home).render(of=identifier, title=title)
    write([html.encode()], output)
    return Exit.OK


def register(app: typer.Typer) -> None:
    """Add these commands to the tree."""
    ours = [parameter("output", Output, None), parameter("store", StoreOption, None)]
    add(
        app, "export", _export, parameters=[*options(questions.Export), *ours],
        told="Écrit le graphe dans un fichier qui nomme ses sources et leurs licences.",
    )  # fmt: skip
    app.command(cls=FrenchCommand)(render)
