"""Compact JSON: what goes over the wire, and what `--json` prints."""

from __future__ import annotations

import json
from typing import Any


def dumps(body: Any) -> str:
    """Return a body as compact JSON, not escaped; no NaN can be in it."""
    return json.dumps(body, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
