"""A disk that fills up during a load leaves the store as it was."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from graph.store import GraphStore
from tests.api.asking import curated

resource = pytest.importorskip("resource", reason="limits of a process exist on Unix only")


def test_a_full_disk_leaves_the_store_as_it_was(
    store: GraphStore, home: Path, tmp_path: Path
) -> None:
    file, before = tmp_path / "facts.yaml", store.digest()
    file.write_text(curated(), encoding="utf-8")
    said = subprocess.run(
        [sys.executable, "-m", "api", "load", str(file)],
        env={
            "GALAXIE_HOME": str(home),
            "PYTHONPATH": str(Path.cwd()),
            "PYTHONDONTWRITEBYTECODE": "1",  # it would be cut short, for every program after us
        },
        capture_output=True, text=True, encoding="utf-8", check=False, preexec_fn=no_room,
    )  # fmt: skip
    assert (said.returncode, said.stdout) == (6, ""), said.stderr
    assert said.stderr.startswith("Erreur : ")
    assert store.digest() == before


def no_room() -> None:
    """Let this process write nothing past the first kilobyte of a file, as a full disk would."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000, 1_000))
