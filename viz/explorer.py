"""From an address to a scene: which screen answers it, and the page around it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graph.errors import NotInGraph
from graph.store import GraphStore
from queries.filters import View
from queries.search import MOST_LETTERS, search
from viz.asked import asked
from viz.cast import today
from viz.chain import chain_scene
from viz.opening import opening
from viz.page import FIRST, lone_page, page
from viz.partners_scene import partners_scene, unknown_scene
from viz.ranking import rank_scene
from viz.typography import date


def shell(view: View, store: GraphStore, *, path: str, query: Mapping[str, str], nonce: str) -> str:
    """Return the page of the explorer at `path` (`/`, `/n/ID`, `/lien`, `/rang`) and its query.

    `view` is unfiltered: the filters are in the query. The first scene is inside the page, and a
    table of it for readers without scripts. `nonce` goes on the two files it loads. An unknown
    actor gives a page that says so; nothing is raised for it.
    """
    screen, params = _route(view, path, query)
    width, height = FIRST[screen]
    first = {"w": str(width), "h": str(height), **params}
    return page(scene(view, store, screen=screen, params=first), nonce=nonce)


def scene(
    view: View, store: GraphStore, *, screen: str, params: Mapping[str, str]
) -> dict[str, Any]:
    """Return one scene as JSON: drawing, panel, table, filters, every text included.

    `screen` is `opening`, `partners` (`id`), `chain` (`de`, `a`) or `rank` (`mesure`); `params`
    are those of the page's address, with the canvas as `w` and `h` in CSS pixels. What is unknown
    gives a scene that says so.
    """
    told = _scene(view, store, screen, params)
    return {**told, "dated": date(asked(params).on or today())}


def _scene(view: View, store: GraphStore, screen: str, params: Mapping[str, str]) -> dict[str, Any]:
    question = asked(params)
    try:
        if screen == "partners":
            return partners_scene(view, store, question, identifier=params.get("id", ""))
        if screen == "chain":
            ends = (params.get("de", ""), params.get("a", ""))
            return chain_scene(view, store, question, ends=ends)
        if screen == "rank":
            return rank_scene(view, store, question)
    except NotInGraph as unknown:
        return unknown_scene(view, unknown.wanted, unknown.near)
    return opening(view, store, question)


def render(
    view: View, store: GraphStore, *, of: str | None = None, title: str | None = None
) -> str:
    """Return one HTML file that needs nothing else: the national view, or the partners of `of`.

    Raises `NotInGraph` if `of` is unknown.
    """
    params = {"w": "1112", "h": "806"} if of is None else {"w": "1040", "h": "700"}
    question = asked(params)
    told = (
        opening(view, store, question)
        if of is None
        else partners_scene(view, store, question, identifier=of)
    )
    named = {"title": title, "heading": title} if title else {}
    return lone_page({**told, **named, "dated": date(today())})


def _route(view: View, path: str, query: Mapping[str, str]) -> tuple[str, dict[str, str]]:
    """Return the screen and parameters of an address; a search goes to the first that it finds."""
    if path.startswith("/n/"):
        return "partners", {**query, "id": path.removeprefix("/n/")}
    if path in {"/lien", "/rang"}:
        return ("chain" if path == "/lien" else "rank"), dict(query)
    if text := query.get("q", "").strip()[:MOST_LETTERS]:
        found = search(view, text, limit=1).items
        return "partners", {**query, "id": found[0].id if found else text}
    return "opening", dict(query)
