"""What pydantic refuses, said in French to the person who wrote the file."""

from __future__ import annotations

from typing import Any

_MESSAGES = {
    "missing": "champ « {field} » absent",
    "extra_forbidden": "champ inconnu « {field} »",
    "enum": "« {value} » n’est pas une valeur de « {field} » ; attendu : {expected}",
    "string_pattern_mismatch": "« {value} » ne convient pas à « {field} »",
    "string_too_short": "« {field} » est vide",
    "string_too_long": "« {field} » est trop long",
    "string_type": "« {field} » attend un texte",
    "int_type": "« {field} » attend un nombre entier",
    "greater_than_equal": "« {value} » est trop petit pour « {field} » (au moins {ge})",
    "less_than_equal": "« {value} » est trop grand pour « {field} » (au plus {le})",
}


def french(field: str, error: Any) -> str:
    """Return one sentence for the first of a pydantic `ValidationError`'s `errors()`.

    >>> french("kind", {"type": "missing", "loc": ("kind",), "input": {}})
    'champ « kind » absent.'
    """
    shape = _MESSAGES.get(error["type"], "« {value} » ne convient pas à « {field} »")
    context = {"expected": "", "ge": "", "le": "", **error.get("ctx", {})}
    context["expected"] = context["expected"].replace("'", "").replace(" or ", " ou ")
    return shape.format(field=field, value=str(error["input"])[:80], **context) + "."
