"""A list of an answer as a CSV table: one row an item, nested values in columns of their own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from api.exports.csvfiles import table


def csv_of(body: Any) -> bytes | None:
    """Return the items of a body as CSV for a spreadsheet; None when it is not a list."""
    if not isinstance(body, Mapping) or not isinstance(body.get("items"), list):
        return None
    rows = [dict(_flat(item)) for item in body["items"]]
    columns = list(dict.fromkeys(name for row in rows for name in row))
    return b"".join(table(columns, (tuple(map(row.get, columns)) for row in rows)))


def _flat(item: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, object]]:
    """Yield the cells of an item: `node.id` for a nested value, « a | b » for a list of words."""
    for name, value in item.items():
        match value:
            case Mapping():
                yield from _flat(value, f"{prefix}{name}.")
            case list() | tuple():
                yield f"{prefix}{name}", " | ".join(map(_word, value))
            case _:
                yield f"{prefix}{name}", value


def _word(value: object) -> str:
    return (
        str(value.get("id", value.get("source", ""))) if isinstance(value, Mapping) else str(value)
    )
