"""What changes the store: loading files or the data that ships, forgetting a source."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.cli.french import FrenchCommand
from api.cli.session import JsonOption, StoreOption, opened, put, say, settings_now
from api.compact import dumps
from api.outcomes import Exit
from graph.errors import InputRefused

if TYPE_CHECKING:
    from api.taken import Counted, Taken
    from graph.store import LoadReport

Files = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="FICHIER…",
        help="Des textes (.txt, .md, .html, .pdf, .docx, .odt), des faits curés (.yaml) ou un"
        " export (.jsonl).",
    ),
]


def load(
    files: Files = None,
    *,
    bundled: Annotated[
        bool, typer.Option("--bundled", help="Charger les données livrées avec Galaxie.")
    ] = False,
    source_id: Annotated[
        str | None,
        typer.Option(
            "--source", metavar="ID", help="L’identifiant de la source, si elle est seule."
        ),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Tout vérifier, ne rien écrire.")
    ] = False,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> int:
    """Charge des fichiers : chaque source dit alors exactement ce qu’ils lui font dire."""
    from api import intake, intake_texts  # noqa: PLC0415 -- slow to import
    from api.cli import printing  # noqa: PLC0415 -- same

    if bundled == bool(files):
        raise InputRefused(
            "Donnez des fichiers, ou « --bundled ».", hint="Voyez galaxie load --help."
        )
    settings = settings_now()
    try:
        taken = intake.bundled() if bundled else intake.read(
            files or [], source_id=source_id, keep_names=settings.keep_names
        )  # fmt: skip
        counted = [one.counted() for one in taken.files]  # reads every claim: all are checked
    except InputRefused as error:
        return _refused(error)
    report = None
    if not dry_run or (taken.guessed and _there(store or settings.address)):
        with opened(store, settings) as open_one:  # a wrong address is misuse, no refusal of files
            try:
                taken = intake_texts.settled(open_one, taken)
                report = None if dry_run else intake.load(open_one, taken)
            except InputRefused as error:
                return _refused(error)
    for one, told in zip(taken.files, counted, strict=True):
        body = intake.summary(one, told)
        put(dumps(body)) if as_json else printing.loaded(body)
        _warn(one, told)
    say(_changes(report))
    return Exit.OK


def _there(address: str) -> bool:
    """Tell whether there is a store to compare with: a trial makes no file."""
    return "://" in address or Path(address).exists()


def _warn(taken: Taken, told: Counted) -> None:
    """Tell what a person must know of a file that was read: it says nothing, or not all of it."""
    if taken.layout == "text" and not told.accepted and not told.waiting:
        say(f"{taken.name} : ni accord ni fait n’y a été lu ; la source est notée, et ne dit rien.")
    if told.waiting:
        say(f"{taken.name} : {told.waiting} fait(s) peu sûr(s) attendent dans galaxie review.")
    for reason in taken.refused:
        say(f"{taken.name} : écarté, {reason}")


def _refused(error: InputRefused) -> int:
    say(f"Erreur : {error} Rien n’a été écrit.")
    return Exit.REFUSED


def _changes(report: LoadReport | None) -> str:
    if report is None:
        return "À blanc : rien n’a été écrit."
    if not report.changed:
        return f"Déjà chargé : rien ne change (révision {report.revision})."
    return (
        f"{report.added} faits ajoutés, {report.removed} retirés, {report.kept} gardés"
        f" (révision {report.revision})."
    )


def check(
    files: Annotated[
        list[Path], typer.Argument(metavar="FICHIER…", help="Des faits curés (.yaml).")
    ],
    *,
    as_json: JsonOption = False,
) -> int:
    """Vérifie des fichiers sans base : chaque erreur avec sa ligne."""
    from api import intake  # noqa: PLC0415 -- slow to import
    from api.cli import printing  # noqa: PLC0415 -- same

    wrong = 0
    for file, take in zip(files, intake.takers(files), strict=True):
        try:
            taken = take()
            told: dict[str, Any] = intake.summary(taken, taken.counted())
        except InputRefused as error:
            wrong += 1
            told = {
                "file": str(file),
                "error": error.bare,
                "where": error.where,
                "hint": error.hint,
            }
            say(f"Erreur : {error}")
        if as_json:
            put(dumps(told))
        elif "error" not in told:
            printing.loaded(told)
    return Exit.REFUSED if wrong else Exit.OK


def forget(
    identifier: Annotated[
        str, typer.Argument(metavar="SOURCE", help="L’identifiant de la source.")
    ],
    *,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> int:
    """Oublie une source, et tout ce qu’elle seule disait."""
    with opened(store) as open_one:
        report = open_one.forget(identifier)
    body = {"source": identifier, "removed": report.removed, "revision": report.revision}
    if as_json:
        put(dumps(body))
    else:
        put(f"{identifier} : {report.removed} faits oubliés (révision {report.revision}).")
    return Exit.OK


def register(app: typer.Typer) -> None:
    """Add these commands to the tree."""
    for command in (load, forget, check):
        app.command(cls=FrenchCommand)(command)
