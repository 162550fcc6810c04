"""The compiled gazetteer on disk: read if it is of this version, else made again and kept.

`marshal` reads the tables in a tenth of the time that making them takes. The file lies in a
folder of the user's own; what is in it is checked by a hash of all that the tables come from.
"""

from __future__ import annotations

import hashlib
import marshal
import os
import sys
import tempfile
from dataclasses import fields
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from loaders.territories_file import reference
from loaders.texts.gazetteer.register import folder
from loaders.texts.gazetteer.tables import Tables, compiled

#: The modules that decide what the tables hold.
_CODE = frozenset(
    {"french.py", "register.py", "shorts.py", "tables.py", "territories.py", "words.py"}
)


def cache_folder() -> Path:
    """Return where this system keeps what a user's programs can make again, for Galaxie."""
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Caches"
    else:
        base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return base / "galaxie"


def tables(folder: Path | None = None) -> Tables:
    """Return the tables, from `folder` when they lie there, else made now and kept there.

    A folder that cannot be read or written costs two seconds at each start, and nothing else.
    """
    file = (folder or cache_folder()) / f"noms-{_version()[:16]}.bin"
    kept = _read(file)
    if kept is None:
        kept = compiled()
        _keep(kept, file)
    return kept


def _read(file: Path) -> Tables | None:
    try:
        content = file.read_bytes()
    except OSError:
        return None
    seal, body = content[:32], content[32:]
    if hashlib.sha256(body).digest() != seal:
        return None
    return Tables(*marshal.loads(body))  # noqa: S302 -- our own file, sealed, of this very version


def _keep(made: Tables, file: Path) -> None:
    """Write the tables beside the place, then put them in place at once; give up if we may not."""
    body = marshal.dumps(tuple(getattr(made, f.name) for f in fields(Tables)))
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=file.parent, delete=False) as written:
            written.write(hashlib.sha256(body).digest() + body)
        Path(written.name).replace(file)
    except OSError:
        return


@cache
def _version() -> str:
    """Return a hash of all that the tables come from. Cost: 5 ms."""
    total = hashlib.sha256(f"{sys.version} {marshal.version}".encode())
    for source in _sources():
        total.update(f"\0{source.name}\0".encode())
        total.update(source.read_bytes())
    return total.hexdigest()


def _sources() -> list[Traversable]:
    lists = sorted((f for f in folder().iterdir() if f.is_file()), key=lambda f: f.name)
    code = [f for f in files("loaders.texts.gazetteer").iterdir() if f.name in _CODE]
    return [reference("territoires.tsv.gz"), reference("histoire.toml"), *lists, *code]
