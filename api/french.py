"""What pydantic finds wrong with a question, said in French."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

_SENTENCES = {
    "missing": "ce champ est obligatoire",
    "extra_forbidden": "ce champ n’existe pas",
    "enum": "attendu : {expected}",
    "int_parsing": "un nombre entier est attendu",
    "int_from_float": "un nombre entier est attendu",
    "int_type": "un nombre entier est attendu",
    "bool_parsing": "« true » ou « false » est attendu",
    "bool_type": "« true » ou « false » est attendu",
    "greater_than_equal": "au moins {ge}",
    "less_than_equal": "au plus {le}",
    "string_too_short": "ce texte est trop court",
    "string_too_long": "au plus {max_length} caractères",
    "too_long": "au plus {max_length} valeurs",
}


def explain(error: Mapping[str, Any]) -> str:
    """Return in French what is wrong with one field.

    >>> explain({"type": "greater_than_equal", "ctx": {"ge": 1}, "msg": ""})
    'au moins 1'
    """
    sentence = _SENTENCES.get(error["type"])
    if sentence is not None:
        return sentence.format_map(
            {k: str(v).replace(" or ", " ou ") for k, v in error.get("ctx", {}).items()}
        )
    return str(error["msg"]).removeprefix("Value error, ")


def field_of(error: Mapping[str, Any]) -> str:
    """Return the name of the field that an error is about, the place in a list left out.

    >>> field_of({"loc": ("query", "relation", 0)})
    'relation'
    """
    location: Sequence[object] = error["loc"]
    return next((str(part) for part in location if part not in {"query", "path", "body"}), "?")
