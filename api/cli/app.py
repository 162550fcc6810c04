"""The tree of commands, and what becomes of an error: a sentence on stderr and an exit code."""

from __future__ import annotations

import errno
import os
import sys
import traceback
from collections.abc import Sequence

import typer
from typer.exceptions import TyperException

from api.cli import extracting, files, loads, reads, review, scoring, service
from api.cli.french import FrenchGroup, refusal
from api.cli.session import say
from api.outcomes import Exit, outcome
from graph.errors import DiskTrouble, GalaxieError
from loaders.reading import reason

app = typer.Typer(
    name="galaxie",
    cls=FrenchGroup,
    help="Qui travaille avec qui dans la politique de la ville, et quel document le dit.",
    epilog="Premiers pas : galaxie load --bundled, puis galaxie search anru.",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
for room in (reads, extracting, loads, review, files, scoring, service):
    room.register(app)
#: How a disk refuses what is written to stdout.
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO}


def run(arguments: Sequence[str]) -> int:
    """Run a command line; every error becomes a sentence and an exit code."""
    try:
        return _ran(arguments)
    except GalaxieError as error:
        return _told(error)
    except TyperException as error:
        return _misused(error)
    except (typer.Abort, KeyboardInterrupt):
        say("Interrompu.")
        return Exit.INTERRUPTED
    except Exception as error:  # the last resort of a program: told, never swallowed
        return _bug(error)


def _ran(arguments: Sequence[str]) -> int:
    """Run a command line; a reader that has seen enough (« | head ») ends it well."""
    try:
        code = typer.main.get_command(app)(
            list(arguments), prog_name="galaxie", standalone_mode=False
        )
        sys.stdout.flush()  # here, where what goes wrong can still be told
    except (BrokenPipeError, SystemExit) as left:  # Rich and Typer make an exit of a broken pipe
        if not isinstance(left, BrokenPipeError) and not isinstance(
            left.__context__, BrokenPipeError
        ):
            raise
        _drop_output()
        return Exit.OK
    except OSError as error:
        if error.errno not in _FULL:
            raise
        _drop_output()
        raise DiskTrouble(
            f"Le résultat ne peut être écrit : {reason(error)}.", hint="Libérez de la place."
        ) from error
    return code if isinstance(code, int) else Exit.OK


def _drop_output() -> None:
    """Send nowhere what stdout still holds: Python would try again as it leaves."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _told(error: GalaxieError) -> int:
    say(f"Erreur : {error}")
    return outcome(error).exit


def _misused(error: TyperException) -> int:
    message = error.format_message()
    if message.startswith("\n") or "Usage:" in message:  # no command was given: this is the help
        say(message)
    else:
        say(f"Erreur : {refusal(message)} Voyez « --help ».")
    return Exit.USAGE


def _bug(error: Exception) -> int:
    say(f"Erreur interne ({type(error).__name__}), un défaut de Galaxie :")
    traceback.print_exception(error, file=sys.stderr)
    return Exit.BUG
