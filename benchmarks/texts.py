"""Texts read: how fast once warm, how long to start, how much memory, and what hostile ones cost.

There is no other reader of French agreements to run beside this one. The peer of the warm figure
is the small French model of spaCy where it is installed, which names places and persons only; else
the least that any reader does, one bare regular expression over the same characters. The peer of a
long hostile text is a short one, as many times as it takes: a reader that is linear has ratio 1.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

from benchmarks.figures import Figure
from loaders.texts.extraction import extract
from loaders.texts.reading import ReadText, read_document

_EXAMPLES = Path(__file__).parents[1] / "data" / "examples"
_BARE = re.compile(
    r"\b\d{1,2} (?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|"
    r"décembre) \d{4}\b|\b\d[\d ]* (?:euros|€|millions|milliards)|\bconventions?\b|\bsign\w+"
)
#: Starts a command from a small process: a child of a large one would be said to be as large.
_LAUNCHER = """
import json, resource, subprocess, sys
subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([used.ru_utime + used.ru_stime, used.ru_maxrss]))
"""
#: What a text may be made of to wear a reader out, each repeated up to the size.
_HOSTILE = {
    "« et » répété": "la Ville et l’État et ",
    "guillemets emboîtés": "« la “ville” ",
    "virgules": ", ",
    "une seule ligne de signatures": "la convention est signée par la Ville de Lyon et l’État, ",
}
_MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class _Run:
    """What one command took: seconds on the clock and of processor, bytes at the most."""

    wall: float
    cpu: float
    memory: float


def measure(corpus: Path) -> list[Figure]:
    """Return the figures of `galaxie extract` on the texts of a folder, and on hostile ones."""
    with TemporaryDirectory() as folder:
        home = Path(folder)
        return [_warm(corpus), *_started(home), _memory(corpus, home), *_hostile(home)]


def _warm(corpus: Path) -> Figure:
    """Return kilobytes of text a second of one core, names compiled and every text seen once."""
    texts = [read_document(path) for path in _texts(corpus)]
    size = sum(len(text.text.encode()) for text in texts) / 1000
    _read(texts)
    ours = median(_read(texts) for _ in range(5))
    peer, scan = _peer()
    theirs = median(_timed(texts, scan) for _ in range(5))
    return Figure(
        f"texte lu par cœur, à chaud ({len(texts)} textes, {size:.0f} ko)", size / ours,
        peer=peer, peer_median=size / theirs, unit="ko/s",
    )  # fmt: skip


def _texts(corpus: Path) -> list[Path]:
    """Return the texts of a folder, in order; a benchmark of none would mean nothing."""
    found = sorted(corpus.glob("*.txt"))
    assert found, corpus
    return found


def _read(texts: Sequence[ReadText]) -> float:
    before = process_time()
    read = [extract(text, id="texte") for text in texts]
    taken = process_time() - before
    assert any(one.agreements for one in read)
    return taken


def _peer() -> tuple[str, Callable[[str], Iterable[object]]]:
    """Return a peer by its name, and what it finds in a text."""
    if find_spec("fr_core_news_sm") is None:
        return "une expression régulière", _BARE.finditer
    model = import_module("fr_core_news_sm").load()
    return "spaCy, `fr_core_news_sm`", lambda text: model(text).ents


def _timed(texts: Sequence[ReadText], scan: Callable[[str], Iterable[object]]) -> float:
    before = process_time()
    found = sum(1 for text in texts for _ in scan(text.text))
    taken = process_time() - before
    assert found
    return taken


def _started(home: Path) -> Iterator[Figure]:
    """Yield the time from the command to its end on a short text: names compiled, then kept."""
    article = _EXAMPLES / "article.txt"
    first = _command([article], home)
    kept = [_command([article], home).wall for _ in range(5)]
    yield Figure(
        "`galaxie extract` d’un article, dans un dossier vide : les noms se compilent",
        first.wall * 1000,
    )
    yield Figure.of("la même commande ensuite", kept, "la première", [first.wall])


def _memory(corpus: Path, home: Path) -> Figure:
    run = _command(_texts(corpus), home)
    return Figure("mémoire de pointe, tous ces textes en une commande", run.memory / 1e6, unit="Mo")


def _hostile(home: Path) -> Iterator[Figure]:
    """Yield seconds of processor for hostile texts, less those that any command takes."""
    start = _command([_EXAMPLES / "article.txt"], home).cpu
    every = 0.0
    for what, words in _HOSTILE.items():
        one, two, four = (
            _command([_written(home, _long(words, size))], home).cpu - start for size in (1, 2, 4)
        )
        every += one
        yield Figure(
            f"4 Mo hostiles : {what} (1 Mo : {one:.1f} s, 2 Mo : {two:.1f} s)", four,
            peer="quatre fois 1 Mo", peer_median=4 * one, unit="s",
        )  # fmt: skip
    mixed = "\n".join(_long(words, 2.5) for words in _HOSTILE.values())
    run = _command([_written(home, mixed)], home)
    yield Figure(
        "10 Mo hostiles : les quatre à la suite", run.cpu - start,
        peer="2,5 Mo de chacun, à part", peer_median=2.5 * every, unit="s",
    )  # fmt: skip
    yield Figure("mémoire de pointe, ces 10 Mo", run.memory / 1e6, unit="Mo")


def _long(words: str, megabytes: float) -> str:
    return words * round(megabytes * _MEGABYTE / len(words.encode()))


def _written(home: Path, text: str) -> Path:
    path = home / "hostile.txt"
    path.write_text(text, "utf-8")
    return path


def _command(texts: Sequence[Path], home: Path) -> _Run:
    """Run `galaxie extract` at this home, whose cache it fills the first time."""
    ours = {name: str(home) for name in ("GALAXIE_HOME", "XDG_CACHE_HOME", "LOCALAPPDATA", "HOME")}
    command = [sys.executable, "-c", _LAUNCHER, sys.executable, "-m", "api", "extract", "--json"]
    before = perf_counter()
    done = subprocess.run(
        [*command, *texts], env={**os.environ, **ours}, capture_output=True, text=True, check=True
    )
    wall = perf_counter() - before
    cpu, memory = (float(number) for number in done.stdout.strip("[]\n").split(","))
    return _Run(wall, cpu, memory if sys.platform == "darwin" else memory * 1024)
