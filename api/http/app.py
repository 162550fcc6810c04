"""The application: routes, guards, problems, around one open store."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from importlib.metadata import version
from pathlib import Path

from fastapi import FastAPI

from api.galaxy import Galaxy
from api.http import browser, explorer, health, problems, reference, routes
from api.http.guards import LOOPBACK, Guard
from api.http.metrics import Metrics
from api.http.workers import Workers
from graph.store import GraphStore

_DESCRIPTION = """Qui travaille avec qui dans la politique de la ville, sur quoi, depuis quand, avec
quel argent, et quelle ligne de quel document le dit."""


def create_app(
    store: GraphStore, home: Path | None = None, *, hosts: Sequence[str] = LOOPBACK
) -> FastAPI:
    """Return the application that serves a store.

    Projections are kept in `home`. Only requests to the names in `hosts` are answered; `*` takes
    all of them, for a server behind a proxy that checks the name itself.
    """

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        app.state.workers, app.state.pings = Workers(16, waiting=64), Workers(2, waiting=16)
        app.state.exports = Workers(2, waiting=0)
        yield
        state = app.state
        for at_work in (state.workers, state.pings, state.exports, state.galaxy):
            at_work.close()

    app = FastAPI(
        title="Galaxie",
        version=version("galaxie"),
        description=_DESCRIPTION,
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
        redirect_slashes=False,
        openapi_tags=reference.TAGS,
    )
    app.state.galaxy = Galaxy(store, home)
    app.state.metrics = Metrics()
    problems.install(app)
    for part in (routes, health, browser, reference, explorer):
        app.include_router(part.router)
    app.add_middleware(Guard, hosts=hosts, metrics=app.state.metrics)
    return app
