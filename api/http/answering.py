"""From a question to a response: in a thread, in time, from the cache of the asker if it holds.

The graph of one revision never changes, so an answer is named by its revision and its address:
a strong ETag, known before any work is done, and given if the revision still stands after it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from functools import partial
from http import HTTPStatus
from importlib.metadata import version
from typing import Any, TypeVar

from fastapi import Request
from starlette.responses import Response

from api.compact import dumps
from api.galaxy import Galaxy, Waiting
from api.http.problems import problem
from api.http.workers import Workers
from api.rows import csv_of

#: Seconds that a read may take, and that an export may.
READ_LIMIT_S, EXPORT_LIMIT_S = 5.0, 60.0
_VERSION = version("galaxie")
_T = TypeVar("_T")
#: A weight of `Accept` (RFC 9110, 12.4.2).
_QVALUE = re.compile(r"0(\.[0-9]{0,3})?|1(\.0{0,3})?")


def galaxy_of(request: Request) -> Galaxy:
    """Return the galaxy that the application serves."""
    galaxy: Galaxy = request.app.state.galaxy
    return galaxy


async def in_thread(
    request: Request, work: Callable[[], _T], *, limit_s: float = READ_LIMIT_S
) -> _T:
    """Run `work` in a thread; `TooSlow` after `limit_s`, `Unavailable` when too many wait."""
    workers: Workers = request.app.state.workers
    return await workers.run(work, limit_s=limit_s)


async def answer(request: Request, make: Callable[[], Any]) -> Response:
    """Return the answer that `make` gives, as JSON or, for a list that is asked so, as CSV."""
    return await in_thread(request, partial(_answer, request, make))


def _answer(request: Request, make: Callable[[], Any]) -> Response:
    galaxy, held = galaxy_of(request), known_tags(request)
    revision = galaxy.revision()
    tag = etag(revision, request)
    if tag in held:
        return _unchanged(tag)
    body = make()
    if isinstance(body, Response):
        return body
    if isinstance(body, Waiting):
        return _json(body.body(), {"Retry-After": "1", **kept_as(None)}, HTTPStatus.ACCEPTED)
    if "*" in held:  # any answer will do, now that there is one
        return _unchanged(tag)
    cut = isinstance(body, dict) and bool(body.get("truncated"))
    return _formed(request, body, kept_as(None if cut or galaxy.revision() != revision else tag))


def _unchanged(tag: str) -> Response:
    return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=kept_as(tag))


def _formed(request: Request, body: Any, headers: dict[str, str]) -> Response:
    """Return a body in the form that is asked for."""
    if not wants_csv(request):
        return _json(body, headers)
    table = csv_of(body)
    if table is None:
        return problem(406, detail="Cette réponse n’est pas une liste : elle n’existe qu’en JSON.")
    return Response(table, headers=headers, media_type="text/csv; charset=utf-8")


def _json(body: Any, headers: dict[str, str], status: int = HTTPStatus.OK) -> Response:
    return Response(dumps(body), status_code=status, headers=headers, media_type="application/json")


def kept_as(tag: str | None) -> dict[str, str]:
    """Return the headers that let an answer be kept under its ETag; without one, by nobody.

    None is for an answer that the next one may not equal: cut short by a time limit, or made while
    a load moved the revision, so that it may hold something of both.
    """
    kept = {"ETag": tag, "Cache-Control": "no-cache"} if tag else {"Cache-Control": "no-store"}
    return kept | {"Vary": "Accept"}


def etag(revision: int, request: Request) -> str:
    """Return the strong ETag of an answer: the store, its revision, our version, the question."""
    form = "csv" if wants_csv(request) else "json"
    identity = galaxy_of(request).identity
    asked = f"{identity} {_VERSION} {form} {request.url.path}?{request.url.query}"
    return f'"{revision}-{hashlib.blake2b(asked.encode(), digest_size=12).hexdigest()}"'


def known_tags(request: Request) -> set[str]:
    """Return the ETags that the asker holds."""
    return {
        tag.strip().removeprefix("W/")
        for tag in request.headers.get("if-none-match", "").split(",")
    }


def wants_csv(request: Request) -> bool:
    """Tell whether CSV is asked for rather than JSON, by the weights of `Accept`."""
    weights = {"text/csv": 0.0, "application/json": 0.0}
    for part in request.headers.get("accept", "").split(","):
        kind, _, parameters = (side.strip() for side in part.lower().partition(";"))
        if kind in weights:
            weights[kind] = _weight(parameters)
    return weights["text/csv"] > weights["application/json"]


def _weight(parameters: str) -> float:
    name, _, value = parameters.partition("=")
    if name != "q":
        return 1.0
    return float(value) if _QVALUE.fullmatch(value) else 0.0
