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
    galaxy = galaxy_of(request)
    named = [path.removeprefix("/n/")] if path.startswith("/n/") else []
    named += [query[end] for end in ("de", "a") if path == "/lien" and query.get(end)]

    def draw(*, nonce: str) -> tuple[str, int]:
        # The page says in its own words what it does not know; the status says it to programs.
        known = all(galaxy.knows(identifier) for identifier in named)
        return galaxy.shell(path, query, nonce=nonce), 200 if known else 404

    return await _page(request, draw)


@router.get("/sources")
async def sources(request: Request) -> Response:
    """Return the page of all the sources."""
    return await _page(request, _found(galaxy_of(request).sources_page))


@router.get("/sources/{identifier}")
async def source(request: Request, identifier: str) -> Response:
    """Return the page of one source, with the facts that it states."""
    known = plain_text(identifier)
    return await _page(request, _found(partial(galaxy_of(request).sources_page, known)))


def _found(draw: Callable[..., str]) -> Callable[..., tuple[str, int]]:
    """Return a page that is there whenever it can be drawn."""
    return lambda *, nonce: (draw(nonce=nonce), 200)


async def _page(request: Request, draw: Callable[..., tuple[str, int]]) -> Response:
    """Return the page and status that `draw(nonce=…)` gives, letting in that nonce only."""
    nonce = secrets.token_urlsafe(16)
    html, status = await in_thread(request, partial(draw, nonce=nonce))
    return HTMLResponse(
        html,
        status,
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
