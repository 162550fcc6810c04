"""Every error as a problem document (RFC 9457): a French title, a stable English code."""

from __future__ import annotations

import json
import logging
import secrets
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from api.french import field_of
from api.http.headers import SAFE
from api.outcomes import outcome
from graph.errors import GalaxieError, NotInGraph
from loaders.refusals import explain

_log = logging.getLogger(__name__)

#: The problems that no class of `graph.errors` makes, by status: code and title.
HTTP_PROBLEMS: dict[int, tuple[str, str]] = {
    400: ("bad-request", "Requête mal formée"),
    404: ("no-such-page", "Aucune ressource à cette adresse"),
    405: ("method-not-allowed", "Méthode non permise"),
    406: ("not-acceptable", "Format non disponible ici"),
    413: ("body-too-large", "Corps de requête trop grand"),
    414: ("address-too-long", "Adresse trop longue"),
    415: ("unsupported-media-type", "Type de contenu non pris en charge"),
    421: ("unknown-host", "Nom d’hôte refusé"),
    422: ("invalid-question", "Question mal posée"),
    500: ("bug", "Erreur interne"),
}
_RETRY_AFTER_S = "2"


def problem(
    status: int, *, code: str = "", title: str = "", detail: str = "", **members: Any
) -> Response:
    """Return a problem document; `code` and `title` default to those of the status."""
    known_code, known_title = HTTP_PROBLEMS.get(status, ("error", HTTPStatus(status).phrase))
    code = code or known_code
    body = {
        "type": f"/docs#{code}",
        "title": title or known_title,
        "status": status,
        "code": code,
        "detail": detail,
        **members,
    }
    late = status == HTTPStatus.SERVICE_UNAVAILABLE
    return Response(
        json.dumps({k: v for k, v in body.items() if v != ""}, ensure_ascii=False),
        status_code=status,
        headers={"Retry-After": _RETRY_AFTER_S} if late else None,
        media_type="application/problem+json",
    )


def of_error(error: GalaxieError) -> Response:
    """Return the problem that one of our errors makes."""
    told = outcome(error)
    members: dict[str, Any] = {"hint": error.hint}
    if isinstance(error, NotInGraph):
        members |= {"wanted": error.wanted, "near": list(error.near)}
    return problem(told.status, code=told.code, title=told.title, detail=error.message, **members)


async def _galaxie_error(_request: Request, error: Exception) -> Response:
    assert isinstance(error, GalaxieError)  # noqa: S101 -- registered for this class
    if outcome(error).status >= 500:
        _log.warning("%s: %s", type(error).__name__, error)
    return of_error(error)


async def _invalid_question(_request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101 -- same
    errors = [{"field": field_of(e), "message": explain(e)} for e in error.errors()]
    detail = " ; ".join(f"{e['field']} : {e['message']}" for e in errors)
    return problem(422, detail=detail, errors=errors)


async def _http_error(_request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 -- same
    known = error.detail != HTTPStatus(error.status_code).phrase
    answer = problem(error.status_code, detail=error.detail if known else "")
    answer.headers.update(error.headers or {})
    return answer


async def _bug(_request: Request, error: Exception) -> Response:
    number = secrets.token_hex(4)
    _log.error("bug %s", number, exc_info=error)
    answer = problem(
        500,
        detail=f"L’incident porte le numéro {number} ; le journal du serveur en dit plus.",
        incident=number,
    )
    answer.headers.update(SAFE)  # Starlette answers a bug from outside the guards
    return answer


def install(app: FastAPI) -> None:
    """Make the application answer every error with a problem document."""
    app.add_exception_handler(GalaxieError, _galaxie_error)
    app.add_exception_handler(RequestValidationError, _invalid_question)
    app.add_exception_handler(HTTPException, _http_error)
    app.add_exception_handler(Exception, _bug)
