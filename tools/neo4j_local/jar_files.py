"""The jars of a Neo4j server, copied once by Maven into the user's cache."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from xml.etree import ElementTree

from tools.neo4j_local.errors import Neo4jUnavailable
from tools.neo4j_local.java import Java

POM = Path(__file__).with_name("pom.xml")


def version() -> str:
    """Return the version of Neo4j that the pom names; the pom is the only place it stands."""
    dependency = "dependencies/dependency[artifactId='neo4j']/version"
    # The file is ours: the parser's weakness against hostile XML does not matter here.
    found = ElementTree.parse(POM).findtext(dependency)  # noqa: S314
    if found is None:
        raise AssertionError(f"{POM} no longer names org.neo4j:neo4j")
    return found


def cache() -> Path:
    """Return the folder of this version in the user's cache, by the habit of each system."""
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local"))
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Caches"
    else:
        base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return base / "galaxie" / f"neo4j-{version()}"


def jars(java: Java) -> Path:
    """Return a folder of jars that is whole; the first call takes a minute and 140 MB.

    Maven fills a folder beside, which is then renamed: an interrupted copy is never taken for a
    whole one, and of two copies at once the second is thrown away.
    """
    folder = cache() / "lib"
    if folder.is_dir():
        return folder
    maven = shutil.which("mvn")
    if maven is None:
        raise Neo4jUnavailable("Maven (mvn) n’est pas installé")
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix="copy-") as beside:
        _copy(maven, java, Path(beside, "lib"))
        if not folder.is_dir():
            Path(beside, "lib").rename(folder)
    return folder


def _copy(maven: str, java: Java, folder: Path) -> None:
    goal = ["dependency:copy-dependencies", f"-DoutputDirectory={folder}", "-DincludeScope=runtime"]
    answer = subprocess.run(
        [maven, "--quiet", "--batch-mode", "--file", str(POM), *goal],
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
        env={**os.environ, "JAVA_HOME": str(java.home)},
    )
    if answer.returncode != 0 or not any(folder.glob("neo4j-kernel-*.jar")):
        last = (answer.stdout + answer.stderr).strip().splitlines()[:1]
        raise Neo4jUnavailable(f"Maven n’a pas pu copier Neo4j : {' '.join(last)}")
