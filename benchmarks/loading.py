"""What it costs to load what ships, to load it again, and to get ready to answer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from time import perf_counter

from benchmarks.figures import Figure
from graph.projection import Projection
from graph.store import GraphStore
from graph.stores import open_store
from loaders.bundled import NAME, bundled, bundled_fingerprint


def measure(folder: Path) -> tuple[list[Figure], GraphStore]:
    """Return the figures, and the embedded store of `folder` that they filled."""
    store = open_store(str(folder / "galaxie.sqlite"))

    def load() -> object:
        return store.load(bundled(), name=NAME, fingerprint=bundled_fingerprint())

    first = _seconds(load, times=1)
    again = _seconds(load)
    topology = store.topology()
    claims = sum(store.counts().values())
    shape = f"{len(topology.ids)} nœuds, {len(topology.start)} liens, {claims} faits"
    kept = folder / "projection"
    return [
        Figure.of(f"premier chargement ({shape})", first),
        Figure.of("le même chargement, rien à écrire", again, "le premier", first),
        Figure.of("empreinte du graphe entier", _seconds(store.digest, times=1)),
        Figure.of("projection, depuis SQLite", _seconds(lambda: Projection.of(store.topology()))),
        Figure.of("projection, écrite", _seconds(lambda: Projection.of(topology).save(kept))),
        Figure.of("projection, depuis son fichier", _seconds(lambda: Projection.open(kept))),
    ], store


def _seconds(work: Callable[[], object], *, times: int = 5) -> list[float]:
    taken = []
    for _ in range(times):
        before = perf_counter()
        work()
        taken.append(perf_counter() - before)
    return taken
