"""`make neo4j`: a Neo4j with its Browser and our explorer on it, until Ctrl-C."""

import argparse
import os
import signal
import socket
import subprocess
import sys

from tools.neo4j_local import Neo4jUnavailable, Server, free_port, lasting


def main() -> int:
    """Run the server on the ports asked for; 0 after Ctrl-C, 5 when there is none to be had."""
    options = argparse.ArgumentParser(prog="make neo4j", description="Un Neo4j local, chargé.")
    options.add_argument("--bolt", type=int, default=7687, help="port des pilotes")
    options.add_argument("--http", type=int, default=7474, help="port du navigateur")
    ports = options.parse_args()
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # leave as Ctrl-C does: in good order
    try:
        return _run(bolt=ports.bolt, http=ports.http)
    except Neo4jUnavailable as reason:
        print(f"Pas de Neo4j : {reason}.", file=sys.stderr)
        return 5
    except KeyboardInterrupt:
        print("\nNeo4j est arrêté ; ses données restent pour la prochaine fois.")
        return 0


def _run(*, bolt: int, http: int) -> int:
    for port in (bolt, http):
        if _taken(port):
            raise Neo4jUnavailable(f"le port {port} est déjà pris (un autre Neo4j ?)")
    wanted = int(os.environ.get("PORT", "8000"))
    explorer = free_port() if _taken(wanted) else wanted  # `make run` may be open beside
    print("Démarrage de Neo4j (quelques secondes ; la première fois, une minute)…", flush=True)
    with lasting(bolt=bolt, http=http, guide=f"http://127.0.0.1:{explorer}/neo4j") as server:
        return _load(server) or _serve(server, explorer)


def _taken(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _galaxie(server: Server, *words: str) -> list[str]:
    return [sys.executable, "-m", "api", *words, "--store", server.uri]


def _load(server: Server) -> int:
    return subprocess.run(_galaxie(server, "load", "--bundled"), check=False).returncode


def _serve(server: Server, port: int) -> int:
    """Serve the explorer, the Browser's guide and its style from this store until interrupted."""
    print(f"\nNavigateur de Neo4j : {server.browser}")
    print(f"Explorateur         : http://127.0.0.1:{port}")
    print(f"Adresse du magasin  : {server.uri} (sans mot de passe)")
    print("Ctrl-C arrête tout.", flush=True)
    command = _galaxie(server, "serve", "--no-load", "--port", str(port))
    with subprocess.Popen(command) as serving:
        try:
            return serving.wait()
        finally:
            serving.terminate()


if __name__ == "__main__":
    sys.exit(main())
