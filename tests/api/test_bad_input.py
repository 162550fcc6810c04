"""Bad input gets a clear French error, the right exit code, and nothing is written."""

from __future__ import annotations

import os
import socket
import sqlite3
from pathlib import Path

import pytest

from graph.store import GraphStore
from tests.api.asking import Galaxie, Said, curated

SIGNS = """edges:
  - kind: SIGNS
    from: federation:essai
    to: federation:essai-2
    cite: {source: essai, at: § 2, gist: Essai.}
"""
SECOND = """  - id: federation:essai-2
    kind: Federation
    name: Autre
    cite: {source: essai, at: § 1, gist: Essai.}
"""
PAYS = """  - id: programme:essai
    kind: Programme
    name: Programme
    cite: {source: essai, at: § 1, gist: Essai.}
edges:
  - kind: FINANCES
    from: federation:essai
    to: programme:essai
    amount_cents: -5
    currency: EUR
    cite: {source: essai, at: § 2, gist: Essai.}
"""
BOMB = "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n"

#: Name: what the file holds, and what the refusal says.
FILES: dict[str, tuple[bytes, tuple[str, ...]]] = {
    "unknown kind": (
        curated().replace("Federation", "Person").encode(), ("« Person »", "ligne 5"),
    ),
    "broken date": (
        curated().replace("    cite:", '    since: "2015-02-30"\n    cite:').encode(),
        ("2015-02-30", "ligne 7"),
    ),
    "negative amount": ((curated() + PAYS).encode(), ("-5", "ligne 16")),
    "edge against the ontology": ((curated() + SECOND + SIGNS).encode(), ("ontologie", "ligne 13")),
    "a field that does not exist": (
        curated().replace("    cite:", "    budget: 3\n    cite:").encode(), ("budget", "ligne 7"),
    ),
    "a fact without a citation": (
        curated().replace("    cite: {source: essai, at: § 1, gist: Essai.}\n", "").encode(),
        ("ne cite rien",),
    ),
    "not UTF-8": (curated().encode("cp1252"), ("UTF-8", "ligne")),
    "empty": (b"", ("vide",)),
    "blank": (b" \n\n", ("vide",)),
    "too large": (b"# " + b"x" * 5_000_001, ("5 Mo",)),
    "YAML bomb": (BOMB.encode(), ("ancres", "ligne 1")),
    "YAML tag": (b"sources: !!python/object:os.system [x]\n", ("ligne 1",)),
    "broken YAML": (b"sources: [\n", ("YAML",)),
    "not a mapping": (b"- a\n", ("sections",)),
}  # fmt: skip


def refused(said: Said, code: int) -> None:
    """Check what is true of every refusal: on stderr, in words, with its code."""
    assert (said.code, said.out) == (code, ""), said
    assert said.err.startswith("Erreur : ")
    assert "Traceback" not in said.err


@pytest.mark.parametrize("name", FILES)
def test_a_bad_file_is_refused_with_its_place_and_nothing_is_written(
    galaxie: Galaxie, store: GraphStore, tmp_path: Path, name: str
) -> None:
    content, told = FILES[name]
    good, bad = tmp_path / "good.yaml", tmp_path / "bad.yaml"
    good.write_text(curated(), encoding="utf-8")
    bad.write_bytes(content)
    before = store.digest()
    said = galaxie("load", str(good), str(bad))
    refused(said, 4)
    assert "bad.yaml" in said.err
    assert "Rien n’a été écrit." in said.err
    for words in told:
        assert words in said.err, said.err
    assert store.digest() == before


@pytest.mark.parametrize("name", ["notes.rtf", "table.csv", "acte.doc", "sans-suffixe"])
def test_what_is_not_read_today_names_what_is(galaxie: Galaxie, tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    file.write_text("x", encoding="utf-8")
    said = galaxie("load", str(file))
    refused(said, 4)
    for form in (".txt", ".pdf", ".yaml", ".jsonl"):
        assert form in said.err


def test_an_absent_file_is_refused(galaxie: Galaxie, tmp_path: Path) -> None:
    said = [galaxie("load", str(tmp_path / f"absent.{form}")) for form in ("yaml", "jsonl")]
    for one in said:
        refused(one, 4)
    assert said[0].err == said[1].err.replace(".jsonl", ".yaml")


def test_a_broken_export_changes_nothing(
    galaxie: Galaxie, store: GraphStore, tmp_path: Path
) -> None:
    log = tmp_path / "log.jsonl"
    galaxie("export", "--output", str(log))
    text = log.read_text(encoding="utf-8")
    log.write_text(text.replace('"COVERS"', '"LOVES"'), encoding="utf-8")
    before = store.digest()
    said = galaxie("load", str(log))
    refused(said, 4)
    assert "ligne" in said.err
    assert store.digest() == before


def test_a_store_that_is_down_is_no_reason_to_use_another(
    galaxie: Galaxie, store: GraphStore
) -> None:
    with socket.socket() as closed:  # bound but not listening: nobody else can answer there
        closed.bind(("127.0.0.1", 0))
        address = f"bolt://127.0.0.1:{closed.getsockname()[1]}"
        refused(galaxie("search", "essai", "--store", address), 5)


def test_a_store_from_a_newer_version_is_left_alone(galaxie: Galaxie, tmp_path: Path) -> None:
    file = tmp_path / "newer.sqlite"
    with sqlite3.connect(file) as db:
        db.execute("PRAGMA user_version = 999")
    db.close()
    before = file.read_bytes()
    said = galaxie("search", "essai", "--store", str(file))
    refused(said, 6)
    assert "plus récente" in said.err
    assert file.read_bytes() == before


@pytest.mark.parametrize("content", [b"not a database at all" * 100, b"SQLite format 3\x00" * 200])
def test_a_corrupted_store_is_told_as_one(galaxie: Galaxie, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "broken.sqlite"
    file.write_bytes(content)
    said = galaxie("search", "essai", "--store", str(file))
    refused(said, 6)
    assert "broken.sqlite" in said.err


def test_a_folder_that_cannot_be_made_is_told(galaxie: Galaxie, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("x", encoding="utf-8")
    refused(galaxie("search", "essai", "--store", str(file / "under" / "g.sqlite")), 6)


def test_a_store_in_a_read_only_place_is_told(galaxie: Galaxie, tmp_path: Path) -> None:
    file = tmp_path / "facts.yaml"
    file.write_text(curated(), encoding="utf-8")
    refused(galaxie("load", str(file), "--store", "/proc/galaxie.sqlite"), 6)


def test_a_port_in_use_is_refused_before_anything_is_loaded(galaxie: Galaxie, home: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        said = galaxie("serve", "--port", port)
    refused(said, 2)
    assert port in said.err
    assert not (home / "galaxie.sqlite").exists()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes exist on Unix only")
@pytest.mark.parametrize("suffix", [".yaml", ".jsonl"])
def test_what_is_not_a_regular_file_is_refused_without_waiting_for_it(
    galaxie: Galaxie, tmp_path: Path, suffix: str
) -> None:
    pipe, device = tmp_path / f"pipe{suffix}", tmp_path / f"device{suffix}"
    os.mkfifo(pipe)
    device.symlink_to("/dev/zero")
    for file in (pipe, device):
        said = galaxie("load", str(file))
        refused(said, 4)
        assert "fichier ordinaire" in said.err


def test_why_a_file_cannot_be_read_is_told_in_french(galaxie: Galaxie, tmp_path: Path) -> None:
    folder = tmp_path / "folder.yaml"
    folder.mkdir()
    assert "c’est un dossier" in galaxie("load", str(folder)).err
    assert "il n’existe pas" in galaxie("load", str(tmp_path / "absent.jsonl")).err


def test_why_a_file_cannot_be_written_is_told_in_french(
    galaxie: Galaxie, store: GraphStore, tmp_path: Path
) -> None:
    said = galaxie("export", "--output", str(tmp_path / "absent" / "graph.jsonl"))
    refused(said, 6)
    assert "il n’existe pas" in said.err


def test_an_empty_file_is_told_once_to_change_nothing(galaxie: Galaxie, tmp_path: Path) -> None:
    empty = tmp_path / "empty.yaml"
    empty.touch()
    assert galaxie("load", str(empty)).err.count("Rien n’a été") == 1


def test_a_suffix_in_capitals_is_read(galaxie: Galaxie, tmp_path: Path) -> None:
    file = tmp_path / "FACTS.YAML"
    file.write_text(curated(), encoding="utf-8")
    assert galaxie("load", str(file)).code == 0
