"""What Typer says by itself, in French: titles of help, and refusals of a command badly typed.

Typer 0.29 speaks English where no gettext catalogue is found, and ships none. Its titles are
constants of `rich_utils`; its refusals are rebuilt here from their text.
"""

from __future__ import annotations

import re

from typer import rich_utils
from typer.core import TyperCommand, TyperGroup

rich_utils.ARGUMENTS_PANEL_TITLE = "Arguments"
rich_utils.OPTIONS_PANEL_TITLE = "Options"
rich_utils.COMMANDS_PANEL_TITLE = "Commandes"
rich_utils.DEFAULT_STRING = "[par défaut : {}]"
rich_utils.REQUIRED_LONG_STRING = "[obligatoire]"

_HELP = "Affiche cette aide."
_REFUSALS = (
    (r"No such option: (\S+)(?: Did you mean (.+)\?)?.*", "L’option {} n’existe pas."),
    (r"No such command '(.+?)'.*", "La commande « {} » n’existe pas."),
    (r"Missing command\.", "Il manque une commande."),
    (r"Missing (?:argument|parameter|option) '?([^']+?)'?\..*", "Il manque {}."),
    (r"Option '?(\S+?)'? requires an argument\.", "L’option {} attend une valeur."),
    (r"Got unexpected extra arguments? \((.*)\)", "En trop : {}."),
    (r"Invalid value for '?(.+?)'?: .*", "La valeur de {} ne convient pas."),
)


def refusal(message: str) -> str:
    """Return in French why Typer refuses a command line.

    >>> refusal("No such option: --foo")
    'L’option --foo n’existe pas.'
    """
    for pattern, sentence in _REFUSALS:
        if found := re.fullmatch(pattern, message.strip(), re.DOTALL):
            return sentence.format(*found.groups())
    return message


class FrenchCommand(TyperCommand):
    """A command whose `--help` is described in French."""

    def get_help_option(self, ctx):  # type: ignore[no-untyped-def]  # noqa: D102
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = _HELP
        return option


class FrenchGroup(TyperGroup):
    """A group of commands whose `--help` is described in French."""

    def get_help_option(self, ctx):  # type: ignore[no-untyped-def]  # noqa: D102
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = _HELP
        return option
