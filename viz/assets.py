"""What the page loads: our scripts and styles, and vis-network as pyvis ships it.

Each file has the hash of its bytes in its name, so that browsers may keep it for ever. Nothing
comes from another site: vis-network 9.1.2 is read from the installed pyvis, not copied here.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_SCRIPTS = ("dom", "address", "canvas", "search", "blocks", "screens", "table", "paper", "main")
_STYLES = ("base", "parts", "print", "sources")
_VIS = ("lib", "vis-9.1.2", "vis-network.min.js")
JAVASCRIPT, CSS = "text/javascript; charset=utf-8", "text/css; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Asset:
    """A file that the page loads: its text, its media type, and its hashed name."""

    stem: str
    text: str
    media_type: str

    @property
    def name(self) -> str:
        """Return the name under which it is served: stem, hash, extension."""
        extension = "css" if self.media_type == CSS else "js"
        return f"{self.stem}-{hashlib.sha256(self.text.encode()).hexdigest()[:12]}.{extension}"

    @property
    def integrity(self) -> str:
        """Return its hash, as a content security policy writes it."""
        return f"sha256-{base64.b64encode(hashlib.sha256(self.text.encode()).digest()).decode()}"


@dataclass(frozen=True, slots=True)
class Assets:
    """The three files of the page."""

    vis: Asset
    script: Asset
    style: Asset

    def all(self) -> tuple[Asset, ...]:
        """Return them, in the order in which the page loads them."""
        return self.style, self.vis, self.script


@cache
def assets() -> Assets:
    """Read the files, once. Our scripts are parts of one program, in one scope of its own."""
    static = files("viz") / "static"
    scripts = "\n".join((static / f"{part}.js").read_text("utf-8") for part in _SCRIPTS)
    styles = "\n".join((static / f"{part}.css").read_text("utf-8") for part in _STYLES)
    vis = files("pyvis").joinpath(*_VIS).read_text("utf-8")
    return Assets(
        # The map of the sources is not shipped: a browser would ask for it and be told 404.
        vis=Asset("vis-network", vis.partition("//# sourceMappingURL")[0], JAVASCRIPT),
        script=Asset("explorateur", f'(() => {{\n"use strict";\n{scripts}\n}})();\n', JAVASCRIPT),
        style=Asset("explorateur", styles, CSS),
    )


def static_files() -> Mapping[str, tuple[bytes, str]]:
    """Return the bytes and the media type of each file under `/static/`, by its hashed name."""
    return {asset.name: (asset.text.encode(), asset.media_type) for asset in assets().all()}
