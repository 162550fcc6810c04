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
    (tmp_path / "mon-fichier.yaml").write_text(example_of_a_curated_file(), "utf-8")
    assert run(command) == 0, f"{page}: {command}"


def example_of_a_curated_file() -> str:
    """The example of `docs/fichiers-cures.md`, which a reader will copy."""
    page = (ROOT / "docs" / "fichiers-cures.md").read_text("utf-8")
    blocks: list[tuple[str, str]] = _BLOCK.findall(page)
    return next(block for language, block in blocks if language == "yaml")


def test_every_command_is_told_in_its_page() -> None:
    page = (ROOT / "docs" / "ligne-de-commande.md").read_text("utf-8")
    commands = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    assert len(commands) > 15
    for name in commands:
        assert f"galaxie {name}" in page, name
