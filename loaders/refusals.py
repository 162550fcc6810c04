"""What pydantic refuses, in a file or in a question, said in French to the person who wrote it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_SENTENCES = {
    "missing": "ce champ est obligatoire",
    "extra_forbidden": "ce champ n’existe pas",
    "enum": "attendu : {expected}",
    "string_pattern_mismatch": "ce n’est pas la forme attendue",
    "string_type": "un texte est attendu",
    "string_too_short": "ce texte est trop court",
    "string_too_long": "au plus {max_length} caractères",
    "int_parsing": "un nombre entier est attendu",
    "int_from_float": "un nombre entier est attendu",
    "int_type": "un nombre entier est attendu",
    "bool_parsing": "« true » ou « false » est attendu",
    "bool_type": "« true » ou « false » est attendu",
    "greater_than_equal": "au moins {ge}",
    "less_than_equal": "au plus {le}",
    "too_long": "au plus {max_length} valeurs",
}


def explain(error: Mapping[str, Any]) -> str:
    """Return in French what is wrong with one field: one of a `ValidationError`'s `errors()`.

    >>> explain({"type": "greater_than_equal", "ctx": {"ge": 1}, "msg": ""})
    'au moins 1'
    """
    sentence = _SENTENCES.get(error["type"])
    if sentence is None:
        return str(error["msg"]).removeprefix("Value error, ")
    context = error.get("ctx", {}).items()
    return sentence.format_map(
        {name: str(value).replace("'", "").replace(" or ", " ou ") for name, value in context}
    )


def french(field: str, error: Mapping[str, Any]) -> str:
    """Return one sentence on the field of a file that is wrong, its value quoted if it has one.

    >>> french("kind", {"type": "missing", "input": {}})
    'champ « kind » : ce champ est obligatoire.'
    >>> french("value", {"type": "greater_than_equal", "ctx": {"ge": 0}, "input": -14})
    '« -14 » ne convient pas à « value » : au moins 0.'
    """
    if error["type"] in {"missing", "extra_forbidden"}:
        return f"champ « {field} » : {explain(error)}."
    reason = f" : {explain(error)}" if error["type"] in _SENTENCES else ""
    return f"« {str(error['input'])[:80]} » ne convient pas à « {field} »{reason}."
