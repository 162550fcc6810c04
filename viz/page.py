"""The page: a scene inside our own autoescaped template, served or standing alone."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from graph.ontology import NodeKind
from viz.asked import CANVAS
from viz.assets import Asset, assets
from viz.palette import DARK, INKS, look
from viz.words import plain

_PAGES = (("Sources", "/sources"), ("Données", "/docs"))
_FOOT = "Chaque lien cite sa source. Ce qui n’est pas montré n’est pas connu des sources lues."
#: What stands around every page, whatever it shows; `here` is the page's own address.
FRAME: Mapping[str, Any] = {"pages": _PAGES, "foot": _FOOT, "here": ""}
#: The canvas of each screen of a page of 1 440 by 900 pixels: what the first scene is drawn for.
FIRST: Mapping[str, tuple[int, int]] = {
    "opening": CANVAS,
    "partners": (1040, 652),
    "rank": (832, 728),
    "chain": CANVAS,
}


def page(scene: Mapping[str, Any], *, nonce: str) -> str:
    """Return the page served at an address, its first scene inside, scripts and styles beside."""
    told = _common(scene)
    return template("page.html").render(**told, **served(nonce), alone=False, policy="")


def served(nonce: str, *, here: str = "") -> dict[str, Any]:
    """Return what every page that a server gives stands on: its frame, its files, its nonce."""
    return {**FRAME, "here": here, "files": assets(), "nonce": nonce}


def lone_page(scene: Mapping[str, Any]) -> str:
    """Return one file that needs nothing else; its own policy forbids it to ask for anything."""
    used = assets()
    inline = {"style": used.style, "vis": used.vis, "script": used.script}
    raw = {name: _inline(asset) for name, asset in inline.items()}
    told = _common(scene)
    return template("page.html").render(**told, **FRAME, **raw, alone=True, policy=_policy(inline))


def _common(scene: Mapping[str, Any]) -> dict[str, Any]:
    answer = scene.get("chain", {}).get("answer", ()) if scene.get("chain") else ()
    return {
        "scene": scene,
        "table": scene.get("table"),
        "notice": scene.get("notice"),
        "answer": plain(run if isinstance(run, str) else run["t"] for run in answer),
        "data": {"scene": scene, "dark": DARK, "kinds": _kinds(), "sizes": FIRST},
        "dated": scene["dated"],
    }


def _inline(asset: Asset) -> Markup:
    """Return a file for a script or style element; one that would end the element is refused."""
    plain = asset.text.lower()
    if any(end in plain for end in ("</script", "</style", "<!--")):
        raise ValueError(f"{asset.stem} ends the element it is in")
    return Markup(asset.text)  # noqa: S704 -- a file of ours or of vis-network, checked above


def _policy(inline: Mapping[str, Asset]) -> str:
    scripts = " ".join(f"'{inline[name].integrity}'" for name in ("vis", "script"))
    return (
        f"default-src 'none'; script-src {scripts}; style-src '{inline['style'].integrity}';"
        " style-src-attr 'unsafe-inline'; img-src data: blob:; base-uri 'none'; form-action 'none'"
    )


def _kinds() -> dict[str, dict[str, str]]:
    """Return how each kind is shown among the suggestions of the search box."""
    shown = {kind: look(kind) for kind in NodeKind}
    return {
        str(kind): {
            "text": one.one,
            "shape": str(one.shape),
            "fill": INKS[one.family].fill,
            "border": INKS[one.family].border,
        }
        for kind, one in shown.items()
    }


@cache
def template(name: str) -> Template:
    """Return one of our templates, autoescaped; a name that it lacks is an error."""
    environment = Environment(
        loader=PackageLoader("viz"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.policies["json.dumps_kwargs"] = {"sort_keys": False, "ensure_ascii": True}
    return environment.get_template(name)
