"""Judgements of identity: are these two ids the same? Given by a person, and reversible."""

from __future__ import annotations

import getpass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.french import FrenchCommand, FrenchGroup
from api.cli.session import JsonOption, StoreOption, opened, put, settings_now
from api.compact import dumps
from api.outcomes import Exit

if TYPE_CHECKING:
    from graph.store import GraphStore

_app = typer.Typer(
    cls=FrenchGroup,
    no_args_is_help=True,
    help="Juge si deux identifiants désignent le même élément ; tout jugement se défait.",
)
One = Annotated[str, typer.Argument(metavar="ID", help="Un identifiant.")]
Other = Annotated[str, typer.Argument(metavar="ID", help="L’autre.")]
Why = Annotated[str | None, typer.Option("--why", metavar="TEXTE", help="La raison.")]
By = Annotated[str | None, typer.Option("--by", metavar="NOM", help="Qui juge.")]


@_app.command("list", cls=FrenchCommand)
def list_(*, store: StoreOption = None, as_json: JsonOption = False) -> int:
    """Montre les jugements en vigueur."""
    from api import bodies  # noqa: PLC0415 -- slow to import
    from api.cli import printing  # noqa: PLC0415 -- same

    with opened(store) as open_one:
        body = {"items": [bodies.judgement(given) for given in open_one.judgements()], "next": None}
    put(dumps(body)) if as_json else printing.judgements(body)
    return Exit.OK


@_app.command(cls=FrenchCommand)
def same(
    one: One, other: Other, *, why: Why = None, by: By = None,
    store: StoreOption = None, as_json: JsonOption = False,
) -> int:  # fmt: skip
    """Dit que deux identifiants désignent le même élément."""
    return _judge("same", one, other, why=why, by=by, store=store, as_json=as_json)


@_app.command(cls=FrenchCommand)
def different(
    one: One, other: Other, *, why: Why = None, by: By = None,
    store: StoreOption = None, as_json: JsonOption = False,
) -> int:  # fmt: skip
    """Dit que deux identifiants désignent deux éléments."""
    return _judge("different", one, other, why=why, by=by, store=store, as_json=as_json)


@_app.command(cls=FrenchCommand)
def unsure(
    one: One, other: Other, *, why: Why = None, by: By = None,
    store: StoreOption = None, as_json: JsonOption = False,
) -> int:  # fmt: skip
    """Dit que l’on ne sait pas : rien n’est fusionné."""
    return _judge("unsure", one, other, why=why, by=by, store=store, as_json=as_json)


@_app.command(cls=FrenchCommand)
def undo(one: One, other: Other, *, store: StoreOption = None, as_json: JsonOption = False) -> int:
    """Retire un jugement : le graphe redevient ce qu’il était."""
    from api.absent import NoSuchJudgement  # noqa: PLC0415 -- slow to import
    from graph.errors import NotInGraph  # noqa: PLC0415 -- same

    with opened(store) as open_one:
        try:
            revision = open_one.unjudge(one, other)
        except NotInGraph as error:
            _known(open_one, one, other)
            raise NoSuchJudgement(one, other) from error
    body = {"left": one, "right": other, "revision": revision}
    put(dumps(body) if as_json else f"Jugement retiré (révision {revision}).")
    return Exit.OK


def _judge(
    verdict: str, one: str, other: str, *, why: str | None, by: str | None,
    store: str | None, as_json: bool,
) -> int:  # fmt: skip
    from api import bodies  # noqa: PLC0415 -- slow to import
    from graph.model import Judgement  # noqa: PLC0415 -- same

    today = datetime.now(UTC).date().isoformat()
    given = Judgement(
        left=one, right=other, verdict=verdict, by=by or getpass.getuser(), on=today, why=why
    )
    with opened(store) as open_one:
        _known(open_one, one, other)
        revision = open_one.judge(given)
    body = bodies.judgement(given) | {"revision": revision}
    put(dumps(body) if as_json else f"Jugement retenu (révision {revision}).")
    return Exit.OK


def _known(store: GraphStore, *identifiers: str) -> None:
    """Raise `NotInGraph`, with the nearest ids, for the first id that no node has."""
    from api.galaxy import Galaxy  # noqa: PLC0415 -- slow to import

    galaxy = Galaxy(store, settings_now().home)
    for identifier in identifiers:
        galaxy.resolve(identifier)


def register(app: typer.Typer) -> None:
    """Add `review` and what is under it to the tree of commands."""
    app.add_typer(_app, name="review")
