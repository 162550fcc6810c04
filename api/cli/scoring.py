"""`galaxie score`: how well texts are read, on any folder where a person wrote down their facts."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.extracting import each_read
from api.cli.french import FrenchCommand
from api.cli.session import put, say
from api.compact import dumps
from api.outcomes import Exit
from graph.errors import InputRefused

if TYPE_CHECKING:
    from loaders.texts.scoring import Report, Sheet
    from loaders.texts.scoring.notebook import Tally

_FIELDS = {
    "signatories": "Parties",
    "represented_by": "Représentants",
    "signed_on": "Dates",
    "programmes": "Programmes",
    "amounts": "Sommes",
    "pilots": "Pilotes",
    "covers": "Périmètre",
    "covers_counts": "Nombres du périmètre",
    "conventions": "Accords (à part)",
    "outside_facts": "Faits hors accord (à part)",
}
_ERRORS = {
    "wrong": "faux",
    "missed": "manqué",
    "planned_as_signed": "annoncé, dit signé",
    "signed_as_planned": "signé, dit annoncé",
    "false_signatory": "cité, dit signataire",
}


def score(
    gold: Annotated[
        Path, typer.Argument(metavar="DOSSIER", help="Les faits vérifiés : NOM.json, NOM.txt.")
    ],
    read: Annotated[
        Path | None,
        typer.Argument(
            metavar="LUS", help="Les faits lus (NOM.json) ; sinon, Galaxie lit les textes."
        ),
    ] = None,
    *,
    background: Annotated[
        bool, typer.Option("--background", help="Compter aussi les accords cités en passant.")
    ] = False,
    verbose: Annotated[
        bool, typer.Option("--verbose", help="Dire chaque erreur, texte par texte.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Répondre en JSON.")] = False,
) -> int:
    """Mesure la lecture des textes d’un dossier : précision, rappel et F1 de chaque champ."""
    from loaders.texts import scoring  # noqa: PLC0415 -- slow to import

    try:
        wanted = scoring.read_sheets(gold)
        given = scoring.read_sheets(read) if read else None
    except InputRefused as error:
        say(f"Erreur : {error}")
        return Exit.REFUSED
    told, refused = (given, 0) if given is not None else _read_texts(gold, wanted)
    report = scoring.score(wanted, told, background=background)
    if as_json:
        put(dumps(report.as_json() | ({"errors": _slips(report)} if verbose else {})))
    else:
        _show(report, verbose=verbose)
    return Exit.REFUSED if refused else Exit.OK


def _read_texts(folder: Path, wanted: Iterable[str]) -> tuple[dict[str, Sheet], int]:
    """Return what is read in the texts beside the facts, and how many could not be."""
    from loaders.texts.reading import SUFFIXES  # noqa: PLC0415 -- slow to import
    from loaders.texts.scoring.sheets import sheet_of  # noqa: PLC0415 -- same

    beside = [[folder / f"{stem}{suffix}" for suffix in SUFFIXES] for stem in wanted]
    texts = [next((path for path in several if path.is_file()), None) for several in beside]
    found: dict[str, Sheet] = {}
    refused = 0
    for one in each_read([path for path in texts if path]):
        if isinstance(one, InputRefused):
            refused += 1
            say(f"Erreur : {one}")
        else:
            found[one.path.stem] = sheet_of(one.extraction.as_json(), str(one.path))
    return found, refused


def _slips(report: Report) -> dict[str, list[dict[str, str]]]:
    return {
        stem: [{"field": slip.field, "error": slip.error, "what": slip.what} for slip in slips]
        for stem, slips in report.slips().items()
    }


def _show(report: Report, *, verbose: bool) -> None:
    from api.cli.printing import table  # noqa: PLC0415 -- slow to import
    from loaders.texts.scoring.notebook import Field  # noqa: PLC0415 -- same

    if verbose:
        _show_slips(report)
    rows = [_row(_FIELDS[which], report.field(which)) for which in Field]
    rows.insert(8, _row("Ensemble", report.overall))
    table(("Champ", "Précision", "Rappel", "F1", "Justes", "Faux", "Manqués"), rows)
    put(f"Textes : {len(report.texts)}. F1 moyen par texte : {_share(report.mean)}.")
    put(
        f"Annoncés, dits signés : {report.counted('planned_as_signed')}"
        f" sur {report.counted('planned')}."
        f" Signés, dits annoncés : {report.counted('signed_as_planned')}."
        f" Cités, dits signataires : {report.counted('false_signatories')}."
    )
    if report.missing:
        say(f"Sans texte lu, comptés comme vides : {', '.join(report.missing)}.")


def _show_slips(report: Report) -> None:
    for stem, slips in report.slips().items():
        put(f"{stem} (F1 {_share(report.texts[stem].overall.f1)})")
        for slip in slips:
            field = _FIELDS.get(slip.field, "État")
            put(f"  {field}, {_ERRORS[slip.error]} : {slip.what}")
        put("")


def _row(name: str, tally: Tally) -> tuple[object, ...]:
    shares = map(_share, (tally.precision, tally.recall, tally.f1))
    return (name, *shares, tally.right, tally.wrong, tally.missed)


def _share(value: float) -> str:
    return f"{value:.3f}".replace(".", ",")


def register(app: typer.Typer) -> None:
    """Add this command to the tree."""
    app.command(cls=FrenchCommand)(score)
