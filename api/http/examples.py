"""What the reference says of each operation: a French sentence, an address to try, an answer.

Kept in `examples.json`, beside; a test asks each address and compares the shape of the answers.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any

#: Operations whose answer is a list, which exists as CSV too.
_LISTS = frozenset({
    "search", "listNodes", "listNeighbours", "listSources", "rankNodes", "listCommunities",
    "listCompleteness",
})  # fmt: skip
_PROBLEMS = {
    404: "Élément inconnu ; « near » donne les identifiants les plus proches.",
    422: "Question mal posée ; « errors » dit quel champ et pourquoi.",
    503: "Base injoignable, temps dépassé ou trop de demandes à la fois.",
}
_PROBLEM_SCHEMA = {
    "type": "object",
    "required": ["type", "title", "status", "code"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "code": {"type": "string"},
        "detail": {"type": "string"},
        "hint": {"type": "string"},
    },
}


@cache
def examples() -> dict[str, dict[str, Any]]:
    """Return, by operation, its `summary`, its `tag`, the address to `try` and the `answer`."""
    text = (files("api.http") / "examples.json").read_text(encoding="utf-8")
    known: dict[str, dict[str, Any]] = json.loads(text)
    return known


def described(operation: str) -> dict[str, Any]:
    """Return what the decorator of a route needs to describe an operation."""
    told = examples()[operation]
    content = told.get("content") or {"application/json": {"example": told["answer"]}}
    if operation in _LISTS:
        content = content | {"text/csv": {"schema": {"type": "string"}}}
    return {
        "operation_id": operation,
        "summary": told["summary"],
        "tags": [told["tag"]],
        "responses": {
            200: {"description": told["summary"], "content": content},
            304: {"description": "L’ETag envoyé est celui de la réponse : rien n’a changé."},
            **{status: _problem(text) for status, text in _PROBLEMS.items()},
        },
        "openapi_extra": {"x-try": told["try"]},
    }


def _problem(text: str) -> dict[str, Any]:
    return {
        "description": text,
        "content": {"application/problem+json": {"schema": _PROBLEM_SCHEMA}},
    }
