"""The documentation does not rot: its commands run, its links lead somewhere, all is told."""

import re
import shlex
from pathlib import Path

import pytest
import typer

from api.cli import run
from api.cli.app import app
from graph.ontology import EdgeKind, NodeKind, Stage, Status

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]
_LINK = re.compile(r"\]\(([^)#]+)(?:#[^)]*)?\)")
_BLOCK = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_between_pages_leads_somewhere(page: Path) -> None:
    for target in _LINK.findall(page.read_text("utf-8")):
        if not target.startswith(("http://", "https://", "mailto:")):
            assert (page.parent / target).exists(), target


def test_the_lexicon_names_every_kind_stage_and_status() -> None:
    lexicon = (ROOT / "docs" / "lexique.md").read_text("utf-8")
    for word in (*NodeKind, *EdgeKind, *Stage, *Status):
        assert f"`{word}`" in lexicon, word


def documented_commands() -> list[tuple[str, list[str]]]:
    """Every `$ galaxie …` of the pages, with the page that shows it."""
    return [
        (page.name, shlex.split(line.removeprefix("$ galaxie ")))
        for page in PAGES
        for _language, block in _BLOCK.findall(page.read_text("utf-8"))
        for line in block.splitlines()
        if line.startswith("$ galaxie ")
    ]


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder where what ships is loaded."""
    folder = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GALAXIE_HOME", str(folder))
        assert run(["load", "--bundled"]) == 0
    return folder


@pytest.mark.xdist_group("documented")
@pytest.mark.parametrize(("page", "command"), documented_commands(), ids=str)
def test_every_command_that_a_page_shows_runs(
    page: str, command: list[str], home: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("GALAXIE_HOME", str(home))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(home))  # where the names of the texts are kept
    (tmp_path / "mon-fichier.yaml").write_text(example_of_a_curated_file(), "utf-8")
    (tmp_path / "data").symlink_to(ROOT / "data")
    assert run(command) == 0, f"{page}: {command}"


def test_the_readme_shows_what_extract_prints(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("GALAXIE_HOME", str(tmp_path))
    assert run(["extract", str(ROOT / "data" / "examples" / "article.txt")]) == 0
    printed = {_spaced(line) for line in capsys.readouterr().out.splitlines()}
    shown = next(
        block for _, block in _BLOCK.findall((ROOT / "README.md").read_text("utf-8"))
        if block.startswith("Contrat de ville, signé")
    )  # fmt: skip
    assert {_spaced(line) for line in shown.splitlines()} - {"…"} <= printed


def _spaced(line: str) -> str:
    """Return a line with plain spaces, whatever the typography asks for, and without its number."""
    return " ".join(re.sub(r"^\s*\[\d+\]", "", line).split())


def example_of_a_curated_file() -> str:
    """The example of `docs/fichiers-cures.md`, which a reader will copy."""
    page = (ROOT / "docs" / "fichiers-cures.md").read_text("utf-8")
    blocks: list[tuple[str, str]] = _BLOCK.findall(page)
    return next(block for language, block in blocks if language == "yaml")


def test_the_page_that_tells_how_well_texts_are_read_keeps_its_marks() -> None:
    page = (ROOT / "docs" / "extraction.md").read_text("utf-8")
    told = page.split("<!-- mesures : début -->")[1].split("<!-- mesures : fin -->")[0]
    assert "| **ensemble** |" in told, "make bench"


def test_every_command_is_told_in_its_page() -> None:
    page = (ROOT / "docs" / "ligne-de-commande.md").read_text("utf-8")
    commands = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    assert len(commands) > 15
    for name in commands:
        assert f"galaxie {name}" in page, name
