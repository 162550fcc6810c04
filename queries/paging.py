"""Pages of a list: their size, and opaque cursors that hold the key of the last item.

The key says where the last item stands, so that what is loaded between two pages neither repeats
nor skips an item. Only what any load may reorder, rankings and communities, counts items instead:
their questions name the revision, and a load makes their cursors foreign.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Sequence

from graph.errors import InputRefused

#: Items on a page: by default, and at most.
PAGE, MOST = 20, 500
#: No cursor that we make is longer.
_LENGTH = 600
Key = tuple[int | str, ...]


def page_size(limit: int) -> int:
    """Return `limit` if a page may have that many items, 1 to 500; else raise `InputRefused`."""
    if not 1 <= limit <= MOST:
        raise InputRefused(f"Une page ne peut avoir {limit} éléments.", hint=f"De 1 à {MOST}.")
    return limit


def cursor(question: Sequence[object], key: Key) -> str:
    """Return the cursor after the item of `key`, valid for this question only."""
    text = json.dumps([_mark(question), *key], ensure_ascii=False, separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def after(question: Sequence[object], text: str | None, shape: tuple[type, ...]) -> Key | None:
    """Return the key that a cursor holds, None without a cursor.

    `shape` is the type of each part. Raises `InputRefused` for a text that is not a cursor of
    this question: cut, made up, or of another list.
    """
    if text is None:
        return None
    if len(text) > _LENGTH:
        raise refusal()
    try:
        mark, *key = json.loads(base64.b64decode(text + -len(text) % 4 * "=", b"-_", validate=True))
    except (ValueError, TypeError, RecursionError) as error:
        raise refusal() from error
    if mark != _mark(question) or tuple(map(type, key)) != shape:
        raise refusal()
    if any(isinstance(part, int) and part.bit_length() > 63 for part in key):
        raise refusal()
    return tuple(key)


def refusal() -> InputRefused:
    """Return the error of a text that is not a cursor of this list."""
    return InputRefused(
        "Ce curseur n’est pas celui de cette liste.", hint="Repartez de la première page."
    )


def _mark(question: Sequence[object]) -> str:
    """Return a short name of a question; equal questions have equal names in every process."""
    return hashlib.blake2b(repr(tuple(question)).encode(), digest_size=6).hexdigest()
