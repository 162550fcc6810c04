"""What a load takes in: which reader reads a file, and what is told of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from api.intake_texts import refuse_namesakes, taken_text
from api.taken import TEXT, Counted, Intake, Taken
from graph.errors import InputRefused
from graph.ids import NodeId
from graph.model import Source
from graph.store import GraphStore, LoadReport, SourceClaims
from loaders.merging import merged

if TYPE_CHECKING:
    from loaders.curated import CuratedFile, Named, Register


def bundled() -> Intake:
    """Return the data that ships."""
    from loaders import bundled as shipped  # noqa: PLC0415 -- reads all that ships

    taken = Taken("bundled", "bundled", tuple(shipped.bundled()))
    return Intake((taken,), shipped.NAME, shipped.bundled_fingerprint())


def read(
    paths: Sequence[Path], *, source_id: str | None = None, keep_names: bool = False
) -> Intake:  # fmt: skip
    """Return what files say; `InputRefused` for the first that cannot be read.

    `source_id` renames the source of a file that has only one. Names of persons are masked in the
    quotes of texts unless `keep_names`.
    """
    taken = [take() for take in takers(paths, source_id=source_id, keep_names=keep_names)]
    if source_id is not None:
        taken = [one if one.layout == TEXT else _renamed(one, source_id) for one in taken]
    refuse_namesakes(taken)
    return Intake(tuple(taken))


def takers(
    paths: Sequence[Path], *, source_id: str | None = None, keep_names: bool = False
) -> list[Callable[[], Taken]]:
    """Return what reads each file, in their order; each raises `InputRefused` for its file only.

    Curated files may name the nodes of one another, and those that ship.
    """
    curated = {path: _parsed(path) for path in paths if path.suffix.lower() in {".yaml", ".yml"}}
    files = [file for file in curated.values() if not isinstance(file, InputRefused)]
    register = _register({known: node for file in files for known, node in file.nodes.items()})

    def take(path: Path) -> Taken:
        if path.suffix.lower() == ".jsonl":
            return _jsonl(path)
        if path not in curated:
            return taken_text(path, source_id=source_id, keep_names=keep_names)
        file = curated[path]
        if isinstance(file, InputRefused):
            raise file
        return Taken(file.name, "curated", tuple(file.claims(register)))

    return [partial(take, path) for path in paths]


def _jsonl(path: Path) -> Taken:
    from loaders import jsonl  # noqa: PLC0415 -- only for such a file
    from loaders.reading import regular  # noqa: PLC0415 -- same

    regular(path)
    log = jsonl.read(path)
    return Taken(str(path), "jsonl", log.sources, log.judgements)


def _parsed(path: Path) -> CuratedFile | InputRefused:
    """Return a curated file, or why it cannot be read: the others are read all the same."""
    from loaders.curated import parse_curated  # noqa: PLC0415 -- only for such files
    from loaders.reading import CURATED_LIMIT, read_text  # noqa: PLC0415 -- same

    try:
        return parse_curated(read_text(path, limit=CURATED_LIMIT), str(path))
    except InputRefused as error:
        return error


def _register(declared: Mapping[NodeId, Named]) -> Register:
    """Name an id by what these files declare, else by what ships: never by what is loaded.

    The order of loads would show otherwise. What ships is read when an id asks for it.
    """
    from loaders.bundled import shipped_register  # noqa: PLC0415 -- reads what ships

    shipped = cache(shipped_register)
    return lambda identifier: declared.get(identifier) or shipped()(identifier)


def _renamed(taken: Taken, source_id: str) -> Taken:
    if len(taken.sources) != 1:
        raise InputRefused(
            f"ce fichier a {len(taken.sources)} sources : « --source » ne peut les nommer toutes.",
            hint="Retirez « --source ».",
            where=taken.name,
        )
    said = taken.sources[0]
    content = said.source.content() | {"id": source_id}
    claims = [
        claim.model_copy(
            update={"citation": claim.citation.model_copy(update={"source": source_id})}
        )
        for claim in said.claims
    ]
    renamed = SourceClaims(Source.model_validate(content), claims)
    return Taken(taken.name, taken.layout, (renamed,), taken.judgements)


def load(store: GraphStore, intake: Intake) -> LoadReport:
    """Load all files as one batch; a source that several files cite says what all of them say.

    What is loaded is `settled` first.
    """
    return store.load(
        merged(said for file in intake.files for said in file.sources),
        judgements=[judgement for file in intake.files for judgement in file.judgements],
        name=intake.name,
        fingerprint=intake.fingerprint,
    )


def summary(taken: Taken, told: Counted) -> dict[str, Any]:
    """Return what is told of a file that was read: its sources and its facts, in number.

    Of a text, rows are facts: what waits for a person is neither accepted nor refused.
    """
    ids = [said.source.id for said in taken.sources]
    return {
        "file": taken.name,
        "source": ids[0] if len(ids) == 1 else None,
        "sources": ids,
        "layout": taken.layout,
        "rows_read": told.accepted + told.waiting + len(taken.refused) + taken.not_data,
        "accepted": told.accepted,
        "refused": len(taken.refused),
        "not_data": taken.not_data,
        "waiting": told.waiting,
        "amount_cents_total": told.cents,
        "sample": told.sample,
    }
