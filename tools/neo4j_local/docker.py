"""The same server in a container, for a machine that has Docker but neither Java nor Maven."""

import shutil
import subprocess
import uuid

from tools.neo4j_local.errors import Neo4jUnavailable
from tools.neo4j_local.jar_files import version
from tools.neo4j_local.server import Server


def find_docker() -> str:
    """Return the client of a Docker engine that answers; the client alone is not enough."""
    program = shutil.which("docker")
    if program is None:
        raise Neo4jUnavailable("Docker n’est pas installé")
    try:
        subprocess.run([program, "info"], capture_output=True, timeout=20, check=True)
    except (OSError, subprocess.SubprocessError) as error:
        raise Neo4jUnavailable("aucun moteur Docker ne répond") from error
    return program


class DockerServer(Server):
    """A server in a container of ours, its data lost with it."""

    def __init__(self, program: str, *, bolt: int, http: int) -> None:
        super().__init__(bolt=bolt, http=http)
        self._program = program
        self._name = f"galaxie-neo4j-{uuid.uuid4().hex[:8]}"
        self._created = False

    def _launch(self) -> None:
        if not self._created:
            self._create()
        self._docker("start", self._name)

    def _create(self) -> None:
        advertised = f"NEO4J_server_bolt_advertised__address=127.0.0.1:{self.bolt}"
        self._docker(
            "create", "--name", self._name,
            "--publish", f"127.0.0.1:{self.bolt}:7687", "--publish", f"127.0.0.1:{self.http}:7474",
            "--env", "NEO4J_AUTH=none", "--env", advertised, f"neo4j:{version()}-community",
        )  # fmt: skip
        self._created = True

    def last_words(self) -> str | None:
        if self._docker("inspect", "--format", "{{.State.Running}}", self._name) == "true":
            return None
        return self._docker("logs", "--tail", "1", self._name)

    def stop(self) -> None:
        if self._created:
            self.resume()
            self._docker("stop", self._name)

    def remove(self) -> None:
        """Drop the container and its data."""
        if self._created:
            self._docker("rm", "--force", "--volumes", self._name)
            self._created = False

    def kill(self) -> None:
        self._docker("kill", self._name)

    def pause(self) -> None:
        self._docker("pause", self._name)

    def resume(self) -> None:
        if self._docker("inspect", "--format", "{{.State.Paused}}", self._name) == "true":
            self._docker("unpause", self._name)

    def _docker(self, *words: str) -> str:
        answer = subprocess.run(
            [self._program, *words], capture_output=True, text=True, timeout=300, check=False
        )
        if answer.returncode != 0:
            raise Neo4jUnavailable(f"docker {words[0]} a échoué : {answer.stderr.strip()[:200]}")
        return answer.stdout.strip()
