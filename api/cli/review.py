"""What waits for a person, and what persons answer: kept as judgements, all of them reversible."""

from __future__ import annotations

import getpass
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.french import FrenchCommand, FrenchGroup
from api.cli.session import EMPTY, JsonOption, StoreOption, opened, put, say, settings_now
from api.compact import dumps
from api.outcomes import Exit

if TYPE_CHECKING:
    from api import reviewing
    from api.bodies import Body
    from api.galaxy import Galaxy
    from graph.store import GraphStore


class Sort(StrEnum):
    """What a proposal is about."""

    AGREEMENT = "agreement"
    ACTOR = "actor"
    FACT = "fact"


_app = typer.Typer(
    cls=FrenchGroup,
    invoke_without_command=True,
    help="Ce qui attend une personne : rapprochements et faits douteux. Toute réponse se défait.",
)
One = Annotated[str, typer.Argument(metavar="ID", help="Un identifiant.")]
Other = Annotated[str, typer.Argument(metavar="ID", help="L’autre.")]
Why = Annotated[str | None, typer.Option("--why", metavar="TEXTE", help="La raison.")]
By = Annotated[str | None, typer.Option("--by", metavar="NOM", help="Qui juge.")]
Proposal = Annotated[str, typer.Argument(metavar="PROPOSITION", help="L’identifiant affiché.")]
Proposals = Annotated[
    list[str], typer.Argument(metavar="PROPOSITION…", help="Les identifiants affichés.")
]


@_app.callback()
def proposed(
    context: typer.Context,
    *,
    about: Annotated[
        Sort | None,
        typer.Option("--about", help="Seulement les accords, les acteurs ou les faits."),
    ] = None,
    limit: Annotated[int, typer.Option("--limit", help="Combien en montrer.")] = 20,
    after: Annotated[
        str | None, typer.Option("--after", metavar="CURSEUR", help="La suite d’une liste.")
    ] = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> int:
    """Montre ce qui attend : score, raisons, mots du document. Toute réponse se défait."""
    if context.invoked_subcommand is not None:
        return Exit.OK
    from api import reviewing  # noqa: PLC0415 -- slow to import
    from api.cli import proposing  # noqa: PLC0415 -- same

    with _galaxy(store) as galaxy:
        sort = about.value if about else None
        body = reviewing.listed(galaxy, about=sort, limit=limit, after=after)
    put(dumps(body)) if as_json else proposing.proposals(body)
    return Exit.OK


@_app.command(cls=FrenchCommand)
def accept(
    proposals: Proposals, *, why: Why = None, by: By = None,
    store: StoreOption = None, as_json: JsonOption = False,
) -> int:  # fmt: skip
    """Dit oui à des propositions : les deux n’en font qu’un, le fait entre dans le graphe."""
    return _answer("accepted", proposals, why=why, by=by, store=store, as_json=as_json)


@_app.command(cls=FrenchCommand)
def refuse(
    proposals: Proposals, *, why: Why = None, by: By = None,
    store: StoreOption = None, as_json: JsonOption = False,
) -> int:  # fmt: skip
    """Dit non à des propositions : ce sont deux éléments, le fait reste hors du graphe."""
    return _answer("refused", proposals, why=why, by=by, store=store, as_json=as_json)


@_app.command(cls=FrenchCommand)
def other(
    proposal: Proposal, identifier: Other, *, why: Why = None, by: By = None,
    store: StoreOption = None, as_json: JsonOption = False,
) -> int:  # fmt: skip
    """Dit que ce n’est aucun des deux, mais un autre élément du graphe."""
    from api import reviewing  # noqa: PLC0415 -- slow to import

    with _galaxy(store) as galaxy:
        given = reviewing.answer_other(galaxy, proposal, identifier, _by(why=why, by=by))
    _kept(given, as_json=as_json)
    return Exit.OK


@_app.command("list", cls=FrenchCommand)
def list_(*, store: StoreOption = None, as_json: JsonOption = False) -> int:
    """Montre les jugements en vigueur."""
    from api import bodies  # noqa: PLC0415 -- slow to import
    from api.cli import proposing  # noqa: PLC0415 -- same

    with opened(store) as open_one:
        items = [bodies.judgement(given) for given in open_one.judgements()]
        items += [bodies.judgement(given) for given in open_one.rulings()]
    body = {"items": items, "next": None}
    put(dumps(body)) if as_json else proposing.judgements(body)
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
def undo(
    one: Annotated[str, typer.Argument(metavar="ID", help="Une proposition, ou un identifiant.")],
    other: Annotated[
        str | None, typer.Argument(metavar="[ID]", help="L’autre identifiant, s’il y en a deux.")
    ] = None,
    *,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> int:
    """Retire une réponse ou un jugement : le graphe redevient ce qu’il était."""
    if other is None:
        from api import reviewing  # noqa: PLC0415 -- slow to import

        with _galaxy(store) as galaxy:
            body = {"proposal": one, "revision": reviewing.withdraw(galaxy, one)}
    else:
        body = {"left": one, "right": other, "revision": _unjudged(one, other, store)}
    put(dumps(body) if as_json else f"Jugement retiré (révision {body['revision']}).")
    return Exit.OK


def _unjudged(one: str, other: str, store: str | None) -> int:
    from api.absent import NoSuchJudgement  # noqa: PLC0415 -- slow to import
    from graph.errors import NotInGraph  # noqa: PLC0415 -- same

    with opened(store) as open_one:
        try:
            return open_one.unjudge(one, other)
        except NotInGraph as error:
            _known(open_one, one, other)
            raise NoSuchJudgement(one, other) from error


def _answer(
    verdict: str, proposals: list[str], *, why: str | None, by: str | None,
    store: str | None, as_json: bool,
) -> int:  # fmt: skip
    from api import reviewing  # noqa: PLC0415 -- slow to import

    with _galaxy(store) as galaxy:
        given = reviewing.answer(galaxy, proposals, verdict, _by(why=why, by=by))
    _kept(given, as_json=as_json)
    return Exit.OK


def _kept(given: list[Body], *, as_json: bool) -> None:
    if as_json:
        put(dumps({"items": given, "next": None}))
    else:
        put(f"{len(given)} jugement(s) retenu(s) (révision {given[-1]['revision']}).")


def _by(*, why: str | None, by: str | None) -> reviewing.By:
    from api import reviewing  # noqa: PLC0415 -- slow to import

    today = datetime.now(UTC).date().isoformat()
    return reviewing.By(by or getpass.getuser(), today, why)


@contextmanager
def _galaxy(store: str | None) -> Iterator[Galaxy]:
    from api.galaxy import Galaxy  # noqa: PLC0415 -- slow to import

    settings = settings_now()
    with opened(store, settings) as open_one:
        if not open_one.revision():
            say(EMPTY)
        yield Galaxy(open_one, settings.home)


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
