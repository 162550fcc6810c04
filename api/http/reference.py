"""The reference of the API as a page of our own: French, served from here, without a script."""

from __future__ import annotations

import json
from typing import Any

from fastapi import APIRouter, Request
from jinja2 import Environment, PackageLoader
from starlette.responses import HTMLResponse

from api.http.examples import examples
from api.http.problems import HTTP_PROBLEMS
from api.outcomes import OUTCOMES

router = APIRouter(include_in_schema=False)
TAGS = [
    {"name": "Recherche", "description": "Trouver et lister les éléments du graphe."},
    {"name": "Faits", "description": "Un élément, une relation, une source, et leurs preuves."},
    {"name": "Analyse", "description": "Chaînes, mesures, communautés, complétude."},
    {"name": "Fichiers", "description": "Le graphe entier, ou une partie, en un fichier."},
    {"name": "Service", "description": "État du service."},
    {"name": "Neo4j", "description": "Ce que charge le navigateur Neo4j."},
]
#: No script at all; the one style is inline, and nothing else may load.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'self'"
_PAGES = Environment(loader=PackageLoader("api.http"), autoescape=True)


@router.get("/docs")
async def docs(request: Request) -> HTMLResponse:
    """Return the reference: operations, parameters, examples, errors."""
    described = request.app.openapi()
    html = _PAGES.get_template("docs.html").render(
        title=described["info"]["title"],
        version=described["info"]["version"],
        description=described["info"]["description"],
        groups=[(tag, _operations(described, tag["name"])) for tag in TAGS],
        problems=_problems(),
    )
    return HTMLResponse(html, headers={"Content-Security-Policy": _POLICY})


def _operations(described: dict[str, Any], tag: str) -> list[dict[str, Any]]:
    return [
        {
            "path": path,
            "id": told["operationId"],
            "summary": told["summary"],
            "parameters": told.get("parameters", []),
            "try": told.get("x-try"),
            "answer": _answer(told["operationId"]),
        }
        for path, methods in described["paths"].items()
        for told in methods.values()
        if tag in told.get("tags", ())
    ]


def _answer(operation: str) -> str:
    answer = examples().get(operation, {}).get("answer")
    return "" if answer is None else json.dumps(answer, ensure_ascii=False, indent=2)


def _problems() -> list[tuple[str, int, str]]:
    ours = {told.code: (told.code, told.status, told.title) for told in OUTCOMES.values()}
    http = [(code, status, title) for status, (code, title) in HTTP_PROBLEMS.items()]
    return [*ours.values(), *http]
