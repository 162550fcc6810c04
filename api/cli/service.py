"""The server, the digest, and a look at what may be wrong."""

from __future__ import annotations

import errno
import logging
import os
import platform
import shutil
import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.french import FrenchCommand
from api.cli.session import EMPTY, JsonOption, StoreOption, opened, put, say, settings_now
from api.compact import dumps
from api.outcomes import Exit
from graph.errors import GalaxieError, InputRefused

if TYPE_CHECKING:
    from api.galaxy import Galaxy
    from api.settings import Settings
    from graph.store import GraphStore

_log = logging.getLogger(__name__)
_PACKAGES = ("graph", "loaders", "queries", "viz", "api")


def serve(
    *,
    port: Annotated[
        int | None, typer.Option(metavar="PORT", min=1, max=65535, help="Le port ; 8000 sinon.")
    ] = None,
    host: Annotated[
        str, typer.Option(metavar="ADRESSE", help="L’adresse d’écoute : cette machine seulement.")
    ] = "127.0.0.1",
    allow_host: Annotated[
        list[str] | None,
        typer.Option(metavar="NOM", help="Un nom d’hôte de plus auquel répondre."),
    ] = None,
    load: Annotated[
        bool, typer.Option("--load/--no-load", help="Charger d’abord les données livrées.")
    ] = True,
    store: StoreOption = None,
) -> int:
    """Ouvre l’explorateur et l’API sur cette machine, données livrées chargées."""
    settings = settings_now()
    with listening(host, port or settings.port) as bound, opened(store, settings) as open_one:
        if load:
            load_bundled(open_one)
        _serve(open_one, settings, bound, allow_host or [])
    return Exit.OK


def listening(host: str, port: int) -> socket.socket:
    """Return a socket that listens; `InputRefused` when the port is taken or not ours to take."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # The protocol is named: asyncio sends small answers at once (TCP_NODELAY) only where it is.
    bound = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    if sys.platform != "win32":  # where it would share the port with another server
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind((host, port))
        bound.listen(128)
    except OSError as error:
        bound.close()
        reasons = {
            errno.EADDRINUSE: f"Le port {port} est déjà pris.",
            errno.EACCES: f"Le port {port} est réservé au système.",
        }
        reason = reasons.get(
            error.errno or 0, f"{host}:{port} ne peut être ouvert : {error.strerror}."
        )
        hint = "Arrêtez l’autre programme, ou choisissez : galaxie serve --port 8001."
        raise InputRefused(reason, hint=hint) from error
    return bound


def load_bundled(store: GraphStore) -> None:
    """Load the data that ships, unless the store says that it holds exactly it."""
    from api import intake  # noqa: PLC0415 -- slow to import
    from loaders.bundled import NAME, bundled_fingerprint  # noqa: PLC0415 -- same

    if store.loaded(NAME) == bundled_fingerprint():
        return
    say("Chargement des données livrées…")
    report = intake.load(store, intake.bundled())
    say(f"{report.added} faits ajoutés (révision {report.revision}).")


def _serve(store: GraphStore, settings: Settings, bound: socket.socket, names: list[str]) -> None:
    import uvicorn  # noqa: PLC0415 -- only the server needs it

    from api.http import create_app  # noqa: PLC0415 -- same
    from api.http.guards import LOOPBACK  # noqa: PLC0415 -- same

    app = create_app(store, settings.home, hosts=(*LOOPBACK, *names))
    app.state.galaxy.projection()  # the first visitor does not wait for it
    threading.Thread(target=_draw_ahead, args=(app.state.galaxy,), daemon=True).start()
    host, port = bound.getsockname()[:2]
    shown = f"[{host}]" if ":" in host else host
    say(f"Galaxie est prête : http://{shown}:{port} (Ctrl-C pour arrêter)")
    server = uvicorn.Server(
        uvicorn.Config(
            app,
            log_level="warning",
            access_log=False,
            server_header=False,
            lifespan="on",
            timeout_graceful_shutdown=5,
            h11_max_incomplete_event_size=32_768,
        )
    )
    with suppress(KeyboardInterrupt):  # uvicorn stops in order, then raises it again
        server.run(sockets=[bound])


def _draw_ahead(galaxy: Galaxy) -> None:
    """Make the slowest pages ready while their first visitor is still on the way."""
    try:
        galaxy.shell("/", {}, nonce="")
        galaxy.sources_page(nonce="")
    except GalaxieError as trouble:  # the visitor will be told; the server has started all the same
        _log.warning("%s", trouble)


def digest(*, store: StoreOption = None) -> int:
    """Écrit l’empreinte du graphe : g1: et 64 chiffres hexadécimaux."""
    with opened(store) as open_one:
        if not open_one.revision():
            say(EMPTY)
        put(open_one.digest())
    return Exit.OK


def doctor(*, store: StoreOption = None, as_json: JsonOption = False) -> int:
    """Regarde ce qui pourrait clocher : versions, dossiers, base, encodage."""
    settings = settings_now()
    checks = [*_program(), *_folders(settings), *_store(store, settings)]
    if as_json:
        items = [{"check": name, "ok": fine, "detail": told} for name, fine, told in checks]
        put(dumps({"items": items, "next": None}))
    else:
        for name, fine, told in checks:
            put(f"{'bien' if fine else 'MAL '}  {name} : {told}")
    failed = [name for name, fine, _ in checks if not fine]
    if not failed:
        return Exit.OK
    say(f"À corriger : {', '.join(failed)}.")
    return Exit.UNAVAILABLE if "base" in failed else Exit.DISK


def _program() -> Iterator[tuple[str, bool, str]]:
    from api.settings import unknown_variables  # noqa: PLC0415 -- slow to import

    yield (
        "version",
        True,
        f"Galaxie {version('galaxie')}, Python {platform.python_version()}, {platform.platform()}",
    )
    specs = {name: find_spec(name) for name in _PACKAGES}
    roots = {str(Path(s.origin).parent.parent) for s in specs.values() if s and s.origin}
    yield "paquets", len(roots) == 1, f"viennent de {', '.join(sorted(roots))}"
    encoding = (sys.stdout.encoding or "").lower()
    yield (
        "encodage",
        encoding.replace("-", "") == "utf8",
        f"la sortie est en {encoding or 'inconnu'}",
    )
    unknown = unknown_variables()
    yield (
        "réglages",
        not unknown,
        f"variables inconnues : {', '.join(unknown)}" if unknown else "aucune variable inconnue",
    )


def _folders(settings: Settings) -> Iterator[tuple[str, bool, str]]:
    home = settings.home
    there = next(folder for folder in (home, *home.absolute().parents) if folder.exists())
    yield "dossier", os.access(there, os.W_OK), f"{home}"
    free = shutil.disk_usage(there).free
    yield "place", free > 500_000_000, f"{free / 1e9:.1f} Go libres"


def _store(address: str | None, settings: Settings) -> Iterator[tuple[str, bool, str]]:
    try:
        with opened(address, settings) as store:
            store.ping()
            told = f"{store.address}, révision {store.revision()}, {len(store.sources())} sources"
            yield "base", True, told
    except GalaxieError as error:
        yield "base", False, str(error)


def register(app: typer.Typer) -> None:
    """Add these commands to the tree."""
    for command in (serve, digest, doctor):
        app.command(cls=FrenchCommand)(command)
