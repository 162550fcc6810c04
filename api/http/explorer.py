"""The pages of the explorer, their scripts and styles."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from functools import partial

from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, Response

from api.http.answering import galaxy_of, in_thread
from api.questions import plain_text

router = APIRouter(include_in_schema=False)
_FOR_EVER = "public, max-age=31536000, immutable"


def page_policy(nonce: str) -> str:
    """Return the content policy of a page: its own files, one inline block, nothing remote."""
    return (
        f"default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'nonce-{nonce}'; "
        "style-src-attr 'unsafe-inline'; img-src 'self' data: blob:; connect-src 'self'; "
        "font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'"
    )


@router.get("/")
@router.get("/lien")
@router.get("/rang")
@router.get("/n/{identifier:path}")
async def page(request: Request) -> Response:
    """Return the explorer at this address, its first scene inside."""
    path, query = request.url.path, dict(request.query_params)
    return await _page(request, partial(galaxy_of(request).shell, path, query))


@router.get("/sources")
async def sources(request: Request) -> Response:
    """Return the page of all the sources."""
    return await _page(request, galaxy_of(request).sources_page)


@router.get("/sources/{identifier}")
async def source(request: Request, identifier: str) -> Response:
    """Return the page of one source, with the facts that it states."""
    known = plain_text(identifier)
    return await _page(request, partial(galaxy_of(request).sources_page, known))


async def _page(request: Request, draw: Callable[..., str]) -> Response:
    """Return what `draw(nonce=…)` gives, under the policy that lets in that nonce only."""
    nonce = secrets.token_urlsafe(16)
    html = await in_thread(request, partial(draw, nonce=nonce))
    return HTMLResponse(
        html,
        headers={"Content-Security-Policy": page_policy(nonce), "Cache-Control": "no-cache"},
    )


@router.get("/static/{name:path}")
async def static(name: str) -> Response:
    """Return a file of the pages; its name changes with its content, so it is kept for ever."""
    from viz import static_files  # noqa: PLC0415 -- drawing is slow to import

    known = static_files().get(name)
    if known is None:
        raise HTTPException(404)
    content, media_type = known
    return Response(content, headers={"Cache-Control": _FOR_EVER}, media_type=media_type)
