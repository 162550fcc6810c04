"""Tell whether the service is alive, whether it is ready, and what it counted."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import JSONResponse, Response

from api.http.answering import galaxy_of
from api.http.metrics import CONTENT_TYPE
from api.http.problems import of_error, problem
from api.http.workers import Workers
from graph.errors import TooSlow

router = APIRouter(tags=["Service"])
#: Seconds that the store has to answer a ping.
_PING_LIMIT_S = 3.0


@router.get("/healthz", summary="Le service tourne", operation_id="health")
async def healthz() -> JSONResponse:
    """Answer without asking anything of anyone."""
    return JSONResponse({"status": "ok"})


@router.get("/readyz", summary="La base répond et un graphe est chargé", operation_id="ready")
async def readyz(request: Request) -> Response:
    """Answer 200 only when the store answers and holds a graph, 503 otherwise."""
    galaxy = galaxy_of(request)

    def revision() -> int:
        galaxy.store.ping()
        return galaxy.revision()

    pings: Workers = request.app.state.pings
    try:
        seen = await pings.run(revision, limit_s=_PING_LIMIT_S)
    except TooSlow:
        return of_error(TooSlow("La base ne répond pas à temps.", hint="Vérifiez qu’elle tourne."))
    if not seen:
        detail = "La base répond, mais rien n’y est chargé : galaxie load --bundled."
        return problem(503, code="nothing-loaded", title="Aucun graphe chargé", detail=detail)
    return JSONResponse({"status": "ok", "revision": seen})


@router.get("/metrics", summary="Compteurs pour Prometheus", operation_id="metrics")
async def metrics(request: Request) -> Response:
    """Return the counters of this process."""
    counted: Any = request.app.state.metrics
    return Response(counted.text(), headers={"Content-Type": CONTENT_TYPE})
