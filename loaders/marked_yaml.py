"""YAML read as plain values that remember their line, and nothing that could do harm.

Only mappings, lists and scalars: anchors, aliases (a few bytes of them can mean gigabytes) and
tags are refused, as is a nesting that no hand writes. Scalars stay text: a field that is a
number says so itself, so that `2015-06` and `01004` are never anything else than typed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

import yaml

from graph.errors import InputRefused

_DEEPEST = 12
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text and where it stands; `None` for an empty value."""

    text: str | None
    where: str


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list and where it begins."""

    items: tuple[Marked, ...]
    where: str


@dataclass(frozen=True, slots=True)
class Mapping:
    """Named values and where they begin."""

    fields: dict[str, Marked]
    where: str


Marked: TypeAlias = Scalar | Sequence | Mapping


def read_marked(text: str, name: str) -> Marked:
    """Return the document of a YAML text; `InputRefused` with line and column otherwise."""
    try:
        _refuse_dangers(text, name)
        root = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        raise InputRefused(
            f"le YAML ne se lit pas ({error.problem}).",
            hint="Vérifiez l’alignement, les deux-points et les guillemets.",
            where=_place(name, mark),
        ) from error
    except yaml.YAMLError as error:
        raise InputRefused(
            f"le YAML ne se lit pas ({error}).", hint="Vérifiez les caractères.", where=name
        ) from error
    if root is None:
        raise InputRefused("le fichier ne contient rien.", hint="Rien n’a été chargé.", where=name)
    return _marked(root, name)


def _refuse_dangers(text: str, name: str) -> None:
    """Refuse, event by event and before anything is built, what no curated file needs."""
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            danger = "les ancres et les alias ne sont pas admis"
        elif getattr(event, "tag", None):
            danger = "les étiquettes « ! » ne sont pas admises"
        elif depth > _DEEPEST:
            danger = "trop de niveaux imbriqués"
        else:
            continue
        raise InputRefused(
            f"{danger}.",
            hint="Écrivez chaque valeur en entier, comme dans data/national.",
            where=_place(name, event.start_mark),
        )


def _place(name: str, mark: Any) -> str:
    return f"{name}, ligne {mark.line + 1}, colonne {mark.column + 1}" if mark else name


def _marked(node: yaml.Node, name: str) -> Marked:
    where = _place(name, node.start_mark)
    if isinstance(node, yaml.SequenceNode):
        return Sequence(tuple(_marked(item, name) for item in node.value), where)
    if isinstance(node, yaml.MappingNode):
        return Mapping(dict(_pairs(node.value, name)), where)
    return Scalar(None if node.tag.endswith(":null") else node.value, where)


def _pairs(pairs: list[tuple[yaml.Node, yaml.Node]], name: str) -> Iterator[tuple[str, Marked]]:
    seen: set[str] = set()
    for key, value in pairs:
        if not isinstance(key, yaml.ScalarNode) or key.value in seen:
            raise InputRefused(
                "un champ est nommé deux fois, ou son nom n’est pas un mot.",
                hint="Gardez un seul des deux.", where=_place(name, key.start_mark),
            )  # fmt: skip
        seen.add(key.value)
        yield key.value, _marked(value, name)
