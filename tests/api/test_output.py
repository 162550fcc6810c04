"""A result that nobody can take, or that no longer fits on the disk, ends in order."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from graph.store import GraphStore

COMMANDS = (
    ("search", "agence"),
    ("search", "agence", "--json"),
    ("list",),
    ("export",),
    ("export", "--format", "graphml"),
    ("export", "--format", "csv"),
    ("render",),
)


def _said(home: Path, words: tuple[str, ...], output: int) -> tuple[int, str]:
    said = subprocess.run(
        [sys.executable, "-m", "api", *words],
        env={"GALAXIE_HOME": str(home), "PYTHONPATH": str(Path.cwd())},
        stdout=output, stderr=subprocess.PIPE, encoding="utf-8", check=False, timeout=60,
    )  # fmt: skip
    return said.returncode, said.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux has a disk that is always full")
@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_a_result_that_does_not_fit_is_told_as_trouble_of_the_disk(
    store: GraphStore, home: Path, words: tuple[str, ...]
) -> None:
    with Path("/dev/full").open("wb") as full:
        code, told = _said(home, words, full.fileno())
    assert code == 6, told
    assert told.startswith("Erreur : Le résultat ne peut être écrit : le disque est plein.")
    assert told.count("\n") == 1


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_a_reader_that_has_seen_enough_ends_a_command_well(
    store: GraphStore, home: Path, words: tuple[str, ...]
) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        assert _said(home, words, writing) == (0, "")
    finally:
        os.close(writing)
