"""Commands made from questions: their options are the fields of `api.questions`, and no others."""

from __future__ import annotations

import inspect
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import EnumType
from typing import Annotated, Any, get_args, get_origin

import typer
from pydantic import ValidationError
from pydantic.fields import FieldInfo

from api.cli.french import FrenchCommand
from api.cli.session import EMPTY, JsonOption, StoreOption, opened, put, say, settings_now
from api.compact import dumps
from api.french import field_of
from api.questions import Reading, Unfiltered
from graph.errors import InputRefused, NotInGraph
from loaders.refusals import explain

_FILTERS = "Filtres"
_METAVARS = {
    "as_of": "DATE", "since": "DATE", "limit": "N", "k": "N", "max_length": "N", "depth": "N",
    "max_nodes": "N", "min_confidence": "N", "after": "CURSEUR",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Command:
    """A question as a command.

    `ask` is the method of `Galaxy` that answers, `show` what prints the answer in `printing`:
    names, so that `--help` imports neither. `about` names an id given first, `arguments` are the
    fields given in order.
    """

    name: str
    question: type[Unfiltered]
    ask: str
    show: str
    help: str
    arguments: Sequence[str] = ()
    about: str | None = None

    def register(self, app: typer.Typer) -> None:
        """Add the command to a tree of commands."""

        def command(**given: Any) -> None:
            store, as_json = given.pop("store"), given.pop("as_json")
            about = (given.pop("about"),) if self.about else ()
            self._run(store, as_json, asked(self.question, given), about)

        add(app, self.name, command, parameters=self._parameters(), told=self.help)

    def _run(
        self, store: str | None, as_json: bool, question: Unfiltered, about: Sequence[str]
    ) -> None:
        from api.cli import printing  # noqa: PLC0415 -- slow to import
        from api.galaxy import Galaxy  # noqa: PLC0415 -- same

        settings = settings_now()
        with opened(store, settings) as open_one:
            galaxy = Galaxy(open_one, settings.home)
            empty = not galaxy.revision()
            if empty:
                say(EMPTY)
            try:
                body = _answer(lambda: getattr(galaxy, self.ask)(question, *about))
            except NotInGraph:
                if empty:
                    return
                raise
            finally:
                galaxy.close()
        put(dumps(body)) if as_json else getattr(printing, self.show)(body)

    def _parameters(self) -> list[inspect.Parameter]:
        named = typer.Argument(metavar=self.about, help="L’identifiant de l’élément.")
        about = [parameter("about", Annotated[str, named])]
        fields = self.question.model_fields
        first = [_argument(name, fields[name]) for name in self.arguments]
        ours = [
            parameter("store", StoreOption, None),
            parameter("as_json", JsonOption, default=False),
        ]
        rest = options(self.question, without=self.arguments)
        return [*(about if self.about else ()), *first, *rest, *ours]


def add(
    app: typer.Typer, name: str, command: Callable[..., Any], *,
    parameters: Sequence[inspect.Parameter], told: str,
) -> None:  # fmt: skip
    """Add to a tree a command whose parameters are known only now."""
    command.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    command.__annotations__ = {}
    app.command(name, help=told, cls=FrenchCommand)(command)


def _answer(ask: Callable[[], Any]) -> Any:
    """Return the answer, waiting for a measure that is being worked out."""
    from api.galaxy import Waiting  # noqa: PLC0415 -- slow to import

    while isinstance(body := ask(), Waiting):
        time.sleep(0.05)
    return body


def asked(question: type[Unfiltered], given: Mapping[str, Any]) -> Unfiltered:
    """Return a checked question; `InputRefused` names the options that are wrong."""
    stated = {name: value for name, value in given.items() if value not in (None, [], False)}
    try:
        return question.model_validate(stated, by_name=True, by_alias=False)
    except ValidationError as error:
        wrong = [f"{_option_name(question, field_of(e))} : {explain(e)}" for e in error.errors()]
        raise InputRefused(f"{' ; '.join(wrong)}.", hint="Voyez « --help ».") from error


def _option_name(question: type[Unfiltered], field: str) -> str:
    return f"--{field.replace('_', '-')}" if field in question.model_fields else field


def options(question: type[Unfiltered], *, without: Sequence[str] = ()) -> list[inspect.Parameter]:
    """Return the fields of a question as options of a command; `without` are given otherwise."""
    fields = question.model_fields
    return [_option(name, field) for name, field in fields.items() if name not in without]


def parameter(
    name: str, annotation: Any, default: Any = inspect.Parameter.empty
) -> inspect.Parameter:
    """Return an option, or an argument, of a command: optional if it has a default."""
    kind = inspect.Parameter.KEYWORD_ONLY
    return inspect.Parameter(name, kind, default=default, annotation=annotation)


def _argument(name: str, field: FieldInfo) -> inspect.Parameter:
    metavar = {"q": "MOTS", "start": "DE", "end": "À"}.get(name, "ID")
    named = typer.Argument(metavar=metavar, help=field.description)
    return parameter(name, Annotated[str, named])


def _option(name: str, field: FieldInfo) -> inspect.Parameter:
    several = get_origin(field.annotation) is list
    flag = field.annotation is bool
    option = typer.Option(
        f"--{name.replace('_', '-')}",
        metavar=None if flag else _METAVARS.get(name, "VALEUR" if _choices(field) else "ID"),
        help=_help(field),
        rich_help_panel=_FILTERS if name in Reading.model_fields else None,
    )
    plain: Any = bool if flag else (list[str] | None if several else str | None)
    return parameter(name, Annotated[plain, option], False if flag else None)


def _help(field: FieldInfo) -> str:
    choices = _choices(field)
    return f"{field.description or ''}{f' Parmi {choices}.' if choices else ''}"


def _choices(field: FieldInfo) -> str:
    kinds = [field.annotation, *get_args(field.annotation)]
    return next((", ".join(kind) for kind in kinds if isinstance(kind, EnumType)), "")
