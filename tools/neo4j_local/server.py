"""A Neo4j server on loopback, and the handles that a fault test pulls."""

import signal
import socket
import subprocess
import time
from abc import ABC, abstractmethod
from pathlib import Path
from typing import IO

from neo4j import GraphDatabase
from neo4j.exceptions import DriverError, Neo4jError

from tools.neo4j_local.errors import Neo4jUnavailable
from tools.neo4j_local.java import Java

#: Seconds from start to first answer: 5 to 9 as a rule, 20 when cold, more when cores are shared.
START_LIMIT = 120
#: Seconds from SIGTERM to exit, under 1 as a rule; then SIGKILL.
STOP_LIMIT = 30

#: The `internal.*` lines save the ten seconds that Netty waits for nobody at each stop.
SETTINGS = """\
server.default_listen_address=127.0.0.1
server.bolt.listen_address=127.0.0.1:{bolt}
server.bolt.advertised_address=127.0.0.1:{bolt}
server.http.listen_address=127.0.0.1:{http}
server.http.advertised_address=127.0.0.1:{http}
server.https.enabled=false
server.memory.pagecache.size=128m
dbms.security.auth_enabled=false
dbms.usage_report.enabled=false
client.allow_telemetry=false
db.tx_log.preallocate=false
cypher.forbid_exhaustive_shortestpath=true
browser.remote_content_hostname_whitelist=localhost,127.0.0.1
internal.dbms.bolt.netty_server_shutdown_quiet_period=0
internal.dbms.bolt.netty_server_shutdown_timeout=1
internal.server.bolt.connection_shutdown_wait_time=0s
internal.server.bolt.thread_pool_shutdown_wait_time=1s
"""


class Server(ABC):
    """A Neo4j without password on 127.0.0.1; one home and one pair of ports for its whole life."""

    def __init__(self, *, bolt: int, http: int) -> None:
        self.bolt, self.http = bolt, http

    @property
    def uri(self) -> str:
        """The address for a driver."""
        return f"bolt://127.0.0.1:{self.bolt}"

    @property
    def browser(self) -> str:
        """The page of Neo4j Browser that connects by itself."""
        host = f"127.0.0.1:{self.http}"
        return f"http://{host}/browser/?preselectAuthMethod=NO_AUTH&dbms={self.uri}&db=neo4j"

    def start(self) -> None:
        """Start, and return once a query is answered (the ports open some seconds earlier)."""
        self._launch()
        deadline = time.monotonic() + START_LIMIT
        while not _answers(self.uri):
            if (said := self.last_words()) is not None:
                raise Neo4jUnavailable(f"Neo4j s’est arrêté au démarrage : {said}")
            if time.monotonic() > deadline:
                self.kill()
                raise Neo4jUnavailable(f"Neo4j ne répond pas après {START_LIMIT} secondes")
            time.sleep(0.2)

    def restart(self) -> None:
        """Stop if it runs, then start on the same data and ports."""
        self.stop()
        self.start()

    def recover(self) -> None:
        """Make it answer again whatever was done to it: frozen, killed, stopped or nothing."""
        self.resume()
        if not _answers(self.uri):
            self.restart()

    @abstractmethod
    def _launch(self) -> None:
        """Start the process without waiting for it to answer."""

    @abstractmethod
    def last_words(self) -> str | None:
        """Return what the process said before it ended; None while it runs."""

    @abstractmethod
    def stop(self) -> None:
        """End it in good order, data on disk; a stopped server stays stopped."""

    @abstractmethod
    def kill(self) -> None:
        """End it as a power cut would."""

    @abstractmethod
    def pause(self) -> None:
        """Freeze it: connections stay open, nothing answers."""

    @abstractmethod
    def resume(self) -> None:
        """Let a frozen server go on."""


class JavaServer(Server):
    """A server that is a child process of ours, its data in `home`."""

    def __init__(
        self, java: Java, lib: Path, *, home: Path, bolt: int, http: int, more_settings: str = ""
    ) -> None:
        super().__init__(bolt=bolt, http=http)
        self._java, self._lib, self._home = java, lib, home
        self._process: subprocess.Popen[bytes] | None = None
        for folder in ("conf", "logs"):
            (home / folder).mkdir(parents=True, exist_ok=True)
        settings = SETTINGS.format(bolt=bolt, http=http) + more_settings
        (home / "conf" / "neo4j.conf").write_text(settings, encoding="utf-8")

    @property
    def _console(self) -> Path:
        return self._home / "logs" / "console.log"

    @property
    def _pid_file(self) -> Path:
        """Where a script finds our child when the parent was killed before it could stop it."""
        return self._home / "server.pid"

    def _launch(self) -> None:
        command = [str(self._java.program), *self._java.options(), "-cp", f"{self._lib}/*"]
        command += ["org.neo4j.server.CommunityEntryPoint", f"--home-dir={self._home}"]
        command += [f"--config-dir={self._home / 'conf'}"]
        with self._console.open("wb") as console:
            self._process = _spawn(command, console)
        self._pid_file.write_text(str(self._process.pid), encoding="ascii")

    def last_words(self) -> str | None:
        if self._process is None or self._process.poll() is None:
            return None
        lines = self._console.read_text(encoding="utf-8", errors="replace").strip().splitlines()
        return lines[-1] if lines else f"code {self._process.returncode}, sans un mot"

    def stop(self) -> None:
        if self._process is None:
            return
        self.resume()  # a frozen process would not see the signal
        self._process.terminate()
        try:
            self._process.wait(STOP_LIMIT)
        except subprocess.TimeoutExpired:
            self._process.kill()
        self._buried(self._process)

    def kill(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._buried(self._process)

    def _buried(self, process: subprocess.Popen[bytes]) -> None:
        process.wait()
        self._process = None
        self._pid_file.unlink()

    def pause(self) -> None:
        self._signal(signal.SIGSTOP)

    def resume(self) -> None:
        self._signal(signal.SIGCONT)

    def _signal(self, number: signal.Signals) -> None:
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(number)


def free_port() -> int:
    """Return a port that nobody listens on at this moment."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def _spawn(command: list[str], console: IO[bytes]) -> subprocess.Popen[bytes]:
    """Start a child outside our terminal's group: Ctrl-C is ours to pass on, in good order."""
    return subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=console, stderr=console, start_new_session=True
    )


def _answers(uri: str) -> bool:
    try:
        with GraphDatabase.driver(
            uri, auth=None, connection_timeout=2, connection_acquisition_timeout=3,
            max_transaction_retry_time=0,
        ) as driver:  # fmt: skip
            driver.execute_query("RETURN 1")
    except (DriverError, Neo4jError):
        return False  # not yet: the caller asks again until its deadline
    return True
