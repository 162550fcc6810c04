"""The JSON of one text: what a person wrote down, or what was read; both have one shape."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, TypeAlias

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from graph.errors import InputRefused
from graph.ontology import EdgeKind, Status
from loaders.reading import read_text

#: A sheet is a few kilobytes.
_LIMIT = 20_000_000


def _listed(value: Any) -> Any:
    """Return nothing as an empty list, and one value as a list of it."""
    if value is None:
        return ()
    return value if isinstance(value, list | tuple) else (value,)


def _named(key: str) -> BeforeValidator:
    """Let a bare string stand for an object that has only its name."""
    return BeforeValidator(lambda value: {key: value} if isinstance(value, str) else value)


Words: TypeAlias = Annotated[tuple[str, ...], BeforeValidator(_listed)]
_EMPTY = Field(default=())


class _Part(BaseModel):
    """A part of a sheet: keys that scoring does not look at are let through."""

    model_config = ConfigDict(frozen=True, extra="ignore", coerce_numbers_to_str=True)


class Party(_Part):
    """Who signs; `accept` are other right names, `rep_tolerated` persons that are free."""

    name: str | None = None
    mention: str | None = None
    kind: str | None = None
    accept: Words = _EMPTY
    represented_by: Words = _EMPTY
    rep_tolerated: Words = _EMPTY


class Sum(_Part):
    """One sum, in euros when it is compared."""

    amount_eur: float | None = None
    payer: str | None = None
    accept: Words = _EMPTY


class Leader(_Part):
    """Who pilots."""

    actor: str | None = None
    accept: Words = _EMPTY


class Place(_Part):
    """A territory."""

    territory: str | None = None
    accept: Words = _EMPTY


class Number(_Part):
    """How many of what."""

    what: str = ""
    count: float | None = None


class Act(_Part):
    """An agreement, with what is free in it."""

    name: str = ""
    kind: str = ""
    status: str = Status.SIGNED
    signed_on: str | None = None
    background: bool = False
    signatories: Annotated[
        tuple[Annotated[Party, _named("name")], ...], BeforeValidator(_listed)
    ] = ()
    programmes: Words = _EMPTY
    amounts: Annotated[tuple[Sum, ...], BeforeValidator(_listed)] = ()
    pilots: Annotated[tuple[Annotated[Leader, _named("actor")], ...], BeforeValidator(_listed)] = ()
    covers: Annotated[
        tuple[Annotated[Place, _named("territory")], ...], BeforeValidator(_listed)
    ] = ()
    covers_counts: Annotated[tuple[Number, ...], BeforeValidator(_listed)] = ()
    not_signatories: Words = _EMPTY
    signatories_tolerated: Words = _EMPTY
    signed_on_tolerated: Words = _EMPTY
    programmes_tolerated: Words = _EMPTY
    amounts_tolerated: Annotated[tuple[float, ...], BeforeValidator(_listed)] = ()
    covers_tolerated: Words = _EMPTY
    counts_tolerated: Annotated[tuple[float, ...], BeforeValidator(_listed)] = ()

    @property
    def planned(self) -> bool:
        """Tell whether it is announced, and not said to be signed."""
        return self.status == Status.PLANNED


class Loose(_Part):
    """A fact that hangs on no agreement."""

    type: str = ""
    origin: str | None = Field(default=None, alias="from")
    to: str | None = None
    amount_eur: float | None = None
    share_pct: float | None = None
    count: float | None = None
    accept: Words = _EMPTY


class Sheet(_Part):
    """All that one text says."""

    conventions: tuple[Act, ...] = ()
    facts_outside_conventions: tuple[Loose, ...] = ()
    not_signatories: Words = _EMPTY

    def sums(self) -> list[tuple[Sum, bool]]:
        """Return all sums of the text, each with whether its agreement is only mentioned."""
        found = [(one, act.background) for act in self.conventions for one in act.amounts]
        found += [
            (Sum(amount_eur=fact.amount_eur, payer=fact.origin, accept=fact.accept), False)
            for fact in self.facts_outside_conventions
            if fact.type == EdgeKind.FINANCES
        ]
        return [(one, passing) for one, passing in found if one.amount_eur is not None]

    def leaders(self) -> list[tuple[Leader, bool]]:
        """Return all who pilot, each with whether its agreement is only mentioned."""
        found = [(one, act.background) for act in self.conventions for one in act.pilots]
        found += [
            (Leader(actor=fact.origin, accept=fact.accept), False)
            for fact in self.facts_outside_conventions
            if fact.type == EdgeKind.PILOTS
        ]
        return [(one, passing) for one, passing in found if one.actor]


def sheet_of(body: Mapping[str, Any], name: str) -> Sheet:
    """Return a sheet from its JSON object; `InputRefused` names it when it has another shape."""
    try:
        return Sheet.model_validate(body)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        raise InputRefused(
            f"« {place} » n’a pas la forme attendue.",
            hint="La forme est dans docs/extraction.md.", where=name,
        ) from error  # fmt: skip


def read_sheets(folder: Path) -> dict[str, Sheet]:
    """Return the sheets of a folder by the stems of their files, in order.

    Files that are JSON but no sheet (no `conventions`) are left aside. Raises `InputRefused` for
    a folder without any sheet, or a file that is not JSON.
    """
    found = {}
    for path in sorted(folder.glob("*.json")):
        body = _json(path)
        if isinstance(body, dict) and "conventions" in body:
            found[path.stem] = sheet_of(body, str(path))
    if not found:
        raise InputRefused(
            "aucun fichier de faits (.json) dans ce dossier.",
            hint="La forme est dans docs/extraction.md.", where=str(folder),
        )  # fmt: skip
    return found


def _json(path: Path) -> Any:
    try:
        return json.loads(read_text(path, limit=_LIMIT))
    except ValueError as error:
        raise InputRefused(
            f"ce n’est pas du JSON ({error}).", hint="Vérifiez le fichier.", where=str(path)
        ) from error
    except RecursionError as error:
        raise InputRefused(
            "ce JSON est trop imbriqué.", hint="Vérifiez le fichier.", where=str(path)
        ) from error
