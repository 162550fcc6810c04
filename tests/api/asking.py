"""What the tests of the command line say it with, and a curated file to edit."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import NamedTuple


class Said(NamedTuple):
    """What a command said, where, and how it ended."""

    out: str
    err: str
    code: int


Galaxie = Callable[..., Said]


def curated(*, name: str = "Réseau d’essai") -> str:
    return (
        "sources:\n"
        "  - {id: essai, title: Essai, licence: Essai}\n"
        "nodes:\n"
        "  - id: federation:essai\n"
        "    kind: Federation\n"
        f"    name: {json.dumps(name, ensure_ascii=False)}\n"
        "    cite: {source: essai, at: § 1, gist: Essai.}\n"
    )
