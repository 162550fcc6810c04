"""What a load takes in of texts: a file read to its claims, and what its store must agree to."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Mapping
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from api.taken import TEXT, Intake, Taken
from graph.errors import InputRefused
from graph.model import Claim, Source
from graph.store import GraphStore, SourceClaims

#: What a load reads, told to who gives something else.
READ_TODAY = (
    "Se lisent aujourd’hui : les textes (.txt, .md, .html, .pdf, .docx, .odt),"
    " les faits curés (.yaml, .yml) et l’export (.jsonl)."
)


def taken_text(path: Path, *, source_id: str | None, keep_names: bool) -> Taken:
    """Return what a text says; one without any fact is a source that says nothing.

    Names come from what ships alone: what else is loaded, and when, must not show.
    """
    from loaders.bundled import shipped_programmes, shipped_register  # noqa: PLC0415 -- such files
    from loaders.texts import claims  # noqa: PLC0415 -- same
    from loaders.texts.extraction import extract  # noqa: PLC0415 -- same
    from loaders.texts.reading import SUFFIXES, read_document  # noqa: PLC0415 -- same

    if path.suffix.lower() not in SUFFIXES:
        raise InputRefused("ce format ne se lit pas.", hint=READ_TODAY, where=str(path))
    document = read_document(path)
    if not document.text.strip():
        raise InputRefused("le fichier est vide.", hint="Vérifiez le fichier.", where=str(path))
    extraction = extract(document, id=path.stem)
    identifier = source_id or claims.source_id_of(path.name)
    told = claims.told_by(
        document, extraction,
        source=claims.source_of(document, extraction, identifier=identifier, name=path.name),
        register=shipped_register(), programmes=shipped_programmes(), keep_names=keep_names,
    )  # fmt: skip
    return Taken(
        str(path), TEXT, (told.said,), refused=told.refused,
        not_data=told.not_facts, guessed=source_id is None,
    )  # fmt: skip


def refuse_namesakes(taken: Iterable[Taken]) -> None:
    """Refuse two texts of one name: nothing tells whether they are two sources or two editions."""
    seen: dict[str, str] = {}
    for one in (one for one in taken if one.layout == TEXT):
        identifier = one.sources[0].source.id
        if identifier in seen:
            raise InputRefused(
                f"sa source s’appelle « {identifier} », comme celle de {seen[identifier]}.",
                hint="Renommez l’un des deux, ou chargez-les à part avec --source.",
                where=one.name,
            )
        seen[identifier] = one.name


def settled(store: GraphStore, intake: Intake) -> Intake:
    """Return a load as this store is to hear it, or refuse it.

    A text whose bytes the store already knows was retrieved when it was first loaded. A text
    whose source is only guessed must not wipe out most of what a source of that name said: that
    raises `InputRefused`.
    """
    known = {source.id: source for source in store.sources()}
    return replace(intake, files=tuple(_settled(store, one, known) for one in intake.files))


def _settled(store: GraphStore, taken: Taken, known: Mapping[str, Source]) -> Taken:
    if taken.layout != TEXT:
        return taken
    said = taken.sources[0]
    before = known.get(said.source.id)
    on = today()
    if before is not None and before.sha256 == said.source.sha256:
        on = before.retrieved_on or on
    elif before is not None and taken.guessed:
        _refuse_wiping(store, said, taken.name)
    dated = said.source.model_copy(update={"retrieved_on": on})
    return replace(taken, sources=(SourceClaims(dated, said.claims),))


def today() -> str:
    """Return the date of this day."""
    return datetime.now(UTC).date().isoformat()


def _refuse_wiping(store: GraphStore, said: SourceClaims, name: str) -> None:
    held = _facts(_said_before(store, said.source.id))
    gone = held - _facts(said.claims)
    if len(gone) * 2 > len(held):
        raise InputRefused(
            f"la source « {said.source.id} » est déjà chargée, et plus de la moitié de ce qu’elle"
            " disait disparaîtrait.",
            hint="Est-ce le même texte ? Dites-le avec --source, ou donnez-lui un autre nom.",
            where=name,
        )


def _said_before(store: GraphStore, identifier: str) -> Iterable[Claim]:
    log = store.claims()
    assert isinstance(log, Generator)  # noqa: S101 -- both stores yield; it must end before a load
    with closing(log):
        return next((list(said.claims) for said in log if said.source.id == identifier), [])


def _facts(claims: Iterable[Claim]) -> set[str]:
    return {claim.fact.model_dump_json(exclude_none=True) for claim in claims}
