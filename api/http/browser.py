"""For the Neo4j Browser: a guide, a style sheet and the questions as favourites.

The Browser fetches them from another origin, after a preflight that asks for its own headers;
it says « No guide by that name » when the preflight is not answered as here.
"""

from __future__ import annotations

import io
import zipfile
from functools import cache
from importlib.resources import files

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.responses import Response

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
    "guide.html": "text/html; charset=utf-8",
    "style.grass": "text/plain; charset=utf-8",
    "favourites.zip": "application/zip",
}


@cache
def _bytes(name: str) -> bytes:
    if name == "favourites.zip":
        return _favourites()
    return (files("queries") / "browser" / name).read_bytes()


def _favourites() -> bytes:
    """Return the question catalogue, one Cypher file each, in the folder that the Browser shows."""
    packed = io.BytesIO()
    questions = sorted((files("queries") / "cypher").iterdir(), key=lambda file: file.name)
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in questions:
            if file.name.endswith(".cypher"):
                entry = zipfile.ZipInfo(f"Galaxie/{file.name}", date_time=(1980, 1, 1, 0, 0, 0))
                archive.writestr(entry, file.read_bytes())
    return packed.getvalue()


@router.get(
    "/{name}", summary="Guide, style ou favoris du navigateur Neo4j", operation_id="neo4jFile"
)
async def file(name: str) -> Response:
    """Return `guide.html`, `style.grass` or `favourites.zip`."""
    if name not in _FILES:
        raise HTTPException(404, f"Les fichiers sont {', '.join(_FILES)}.")
    return Response(_bytes(name), headers=_OPEN | {"Content-Type": _FILES[name]})


@router.options("/{name}", include_in_schema=False)
async def preflight(name: str) -> Response:
    """Let the Browser of another origin read a file."""
    return Response(status_code=204 if name in _FILES else 404, headers=_OPEN)
