"""For the Neo4j Browser: a guide, a style sheet and the questions as favourites.

The Browser fetches them from another origin, after a preflight that asks for its own headers;
it says « No guide by that name » when the preflight is not answered as here.
"""

from __future__ import annotations

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.responses import Response

from queries.browser import favourites, guide, style

router = APIRouter(prefix="/neo4j", tags=["Neo4j"])
_OPEN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "cache-control, pragma, sentry-trace",
    "Access-Control-Allow-Private-Network": "true",
    "Access-Control-Max-Age": "600",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Cache-Control": "no-cache",
}
_FILES = {
    "guide.html": (guide, "text/html; charset=utf-8"),
    "style.grass": (style, "text/plain; charset=utf-8"),
    "favourites.zip": (favourites, "application/zip"),
}


@router.get(
    "/{name}", summary="Guide, style ou favoris du navigateur Neo4j", operation_id="neo4jFile"
)
async def file(name: str) -> Response:
    """Return `guide.html`, `style.grass` or `favourites.zip`."""
    if name not in _FILES:
        raise HTTPException(404, f"Les fichiers sont {', '.join(_FILES)}.")
    content, kind = _FILES[name]
    return Response(content(), headers=_OPEN | {"Content-Type": kind})


@router.options("/{name}", include_in_schema=False)
async def preflight(name: str) -> Response:
    """Let the Browser of another origin read a file."""
    return Response(status_code=204 if name in _FILES else 404, headers=_OPEN)
