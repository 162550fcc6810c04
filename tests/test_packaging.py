"""What leaves this folder is whole: the wheel, the locked requirements, the compose file."""

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tomllib
import zipfile
from collections.abc import Iterable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PACKAGES: list[str] = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]
BASE, DEV = ((ROOT / "requirements" / f"{name}.txt").read_text("utf-8") for name in ("base", "dev"))


def run(*command: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a program far from the clone, so that nothing is found there by accident."""
    return subprocess.run(
        command, cwd=Path(sys.prefix).anchor, env={**os.environ, **environment},
        capture_output=True, text=True, encoding="utf-8", timeout=120, check=False,
    )  # fmt: skip


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    built = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", folder],
        cwd=ROOT, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert built.returncode == 0, built.stderr
    return next(folder.glob("galaxie-*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command `galaxie` of a new environment that holds the wheel and nothing of the clone."""
    home = tmp_path_factory.mktemp("clean") / "env"
    created = run(sys.executable, "-m", "venv", "--without-pip", home)
    assert created.returncode == 0, created.stderr
    scripts = home / ("Scripts" if os.name == "nt" else "bin")
    pip = [sys.executable, "-m", "pip", "--python", str(scripts / "python"), "install"]
    done = run(*pip, "--quiet", "--no-deps", "--no-index", wheel)
    assert done.returncode == 0, done.stderr
    return scripts / "galaxie"


def dependencies() -> dict[str, str]:
    """Lend our own dependencies to a clean environment; a path entry does not read `.pth` files,
    so the clone, which is installed here as editable, stays out of reach."""
    return {"PYTHONPATH": sysconfig.get_path("purelib"), "PYTHONDONTWRITEBYTECODE": "1"}


def names(requirements: Iterable[str]) -> set[str]:
    """Return the names of packages in their canonical spelling."""
    found = (re.match(r"[A-Za-z0-9._-]+", line) for line in requirements)
    return {re.sub(r"[-_.]+", "-", name[0]).lower() for name in found if name}


def locked(text: str) -> set[str]:
    """Return the `name==version` pairs of a requirements file."""
    return set(re.findall(r"^[a-z0-9][^\s;]*==[^\s;]+", text, flags=re.MULTILINE))


def test_the_wheel_carries_every_file_of_every_package(wheel: Path) -> None:
    here = {
        path.relative_to(ROOT).as_posix()
        for package in PACKAGES
        for path in (ROOT / package).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    carried = set(zipfile.ZipFile(wheel).namelist())
    assert here <= carried
    assert {path for path in carried if ".dist-info/" not in path} <= here


@pytest.mark.parametrize(
    "pattern",
    [r"^queries/cypher/.+\.cypher$", r"^viz/.+\.(html|j2)$", r"^data/.+\.ya?ml$"]
    + [rf"^{package}/py\.typed$" for package in ("graph", "loaders", "queries", "viz", "api")],
)
def test_the_wheel_carries_what_is_not_python(wheel: Path, pattern: str) -> None:
    assert [path for path in zipfile.ZipFile(wheel).namelist() if re.search(pattern, path)]


def test_the_wheel_runs_from_a_clean_environment(installed: Path, tmp_path: Path) -> None:
    answer = run(installed, "--help", GALAXIE_HOME=str(tmp_path), **dependencies())
    assert answer.returncode == 0, answer.stderr
    assert "load" in answer.stdout


def test_the_installed_wheel_loads_its_data_and_answers(installed: Path, tmp_path: Path) -> None:
    at_home = {"GALAXIE_HOME": str(tmp_path), **dependencies()}
    loaded = run(installed, "load", "--bundled", **at_home)
    assert loaded.returncode == 0, loaded.stderr
    found = run(installed, "search", "acse", "--json", **at_home)
    assert '"agency:acse"' in found.stdout, found.stderr


def test_the_installed_wheel_reads_a_text_and_keeps_its_names(
    installed: Path, tmp_path: Path
) -> None:
    at_home = {"GALAXIE_HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path), **dependencies()}
    article = ROOT / "data" / "examples" / "article.txt"
    read = run(installed, "extract", article, "--json", **at_home)
    assert '"kind":"contrat_de_ville"' in read.stdout, read.stderr
    if sys.platform.startswith("linux"):  # elsewhere the cache is where the system wants it
        assert list((tmp_path / "galaxie").glob("noms-*.bin"))


@pytest.mark.parametrize("text", [BASE, DEV], ids=["base", "dev"])
def test_every_locked_version_has_its_hashes_and_no_address(text: str) -> None:
    entries = re.split(r"\n(?=[a-z0-9])", text)[1:]
    assert len(entries) >= len(PROJECT["project"]["dependencies"])
    assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []
    assert re.findall(r"https?://\S+|--(?:extra-)?index-url", text) == []


def test_the_lock_answers_for_what_the_project_declares() -> None:
    groups = PROJECT["dependency-groups"]
    declared = PROJECT["project"]["dependencies"] + groups["build"]
    assert names(declared) <= names(locked(BASE))
    assert names(groups["test"] + groups["lint"] + groups["lock"]) <= names(locked(DEV))
    assert locked(BASE) <= locked(DEV)  # what is tested is what is run


def test_every_dependency_says_why_it_is_there() -> None:
    page = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    groups = PROJECT["dependency-groups"]
    declared = [PROJECT["project"]["dependencies"], *(groups[g] for g in groups if g != "dev")]
    explained = names(re.findall(r"^\| `([^`]+)`", page, flags=re.MULTILINE))
    assert names(line for lines in declared for line in lines) == explained


def compose(**environment: str) -> subprocess.CompletedProcess[str]:
    program = shutil.which("docker-compose")
    if program is None:
        pytest.skip("docker-compose n’est pas installé")
    clean = {key: value for key, value in os.environ.items() if key != "NEO4J_PASSWORD"}
    return subprocess.run(
        [program, "--file", ROOT / "docker-compose.yml", "config"],
        env={**clean, **environment}, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip


def test_compose_refuses_to_start_without_a_password() -> None:
    for answer in (compose(), compose(NEO4J_PASSWORD="")):
        assert answer.returncode != 0
        assert "choisissez le mot de passe" in answer.stderr


def test_compose_publishes_on_loopback_only_and_gives_the_password_to_both() -> None:
    answer = compose(NEO4J_PASSWORD="huit-lettres")
    assert answer.returncode == 0, answer.stderr
    ports = re.findall(r"^ +- (\S+:\d+)/tcp$", answer.stdout, flags=re.MULTILINE)
    assert len(ports) == 3
    assert all(port.startswith("127.0.0.1:") for port in ports)
    assert "NEO4J_AUTH: neo4j/huit-lettres" in answer.stdout
    assert "GALAXIE_STORE_PASSWORD: huit-lettres" in answer.stdout
