"""The page holds its scene, loads nothing from elsewhere, and lets no name become markup."""

from __future__ import annotations

import json
import re

import pytest

from graph.errors import NotInGraph
from graph.store import GraphStore
from queries.filters import View
from tests.viz.small_galaxy import HOSTILE
from viz import render, shell, static_files

_REMOTE = re.compile(
    r"""(?:src|href|action)\s*=\s*["']?\s*(?:https?:)?//|@import|url\(\s*["']?http""", re.I
)


@pytest.fixture(scope="module")
def page(whole: View, store: GraphStore) -> str:
    return shell(whole, store, path="/n/agency:anru", query={}, nonce="n0nce")


@pytest.fixture(scope="module")
def lone(whole: View, store: GraphStore) -> str:
    return render(whole, store)


def own(text: str) -> str:
    """Return a page without vis-network, whose code and licence name sites that it never asks."""
    vis = next(body for name, (body, _) in static_files().items() if name.startswith("vis-"))
    return text.replace(vis.decode(), "")


def test_a_page_has_a_language_a_title_one_heading_and_a_main(page: str) -> None:
    assert page.startswith("<!doctype html>")
    assert '<html lang="fr">' in page
    assert "<title>Autour de l’ANRU · Galaxie</title>" in page
    assert page.count("<h1") == page.count("<main") == 1


def test_the_first_scene_is_inside_and_reads_back(page: str) -> None:
    block = re.search(r'<script type="application/json" id="donnees">(.*?)</script>', page, re.S)
    assert block is not None
    assert json.loads(block[1])["scene"]["screen"] == "partners"


def test_readers_without_scripts_get_a_table(page: str) -> None:
    inside = page.partition("<noscript>")[2].partition("</noscript>")[0]
    assert '<a href="/n/funder:action-logement">Action Logement</a>' in inside


def test_no_name_becomes_markup(page: str, lone: str) -> None:
    for text in (page, lone):
        assert "<img src=x" not in text
        assert "<b>href</b>" not in text
        assert own(text).count("</script>") == own(text).count("<script")


def test_scripts_and_styles_are_ours_and_carry_the_nonce(page: str) -> None:
    assert not _REMOTE.search(page)
    for tag in re.findall(r"<(?:script src|link rel=\"stylesheet\")[^>]*>", page):
        assert 'nonce="n0nce"' in tag
    assert not re.search(r"\son\w+=", page.replace("onerror=", "")), "an inline handler"
    assert "style=" not in page


def test_static_files_are_named_by_their_content() -> None:
    files = static_files()
    assert len(files) == 3
    assert all(re.fullmatch(r"[a-z-]+-[0-9a-f]{12}\.(js|css)", name) for name in files)
    assert static_files() == files
    assert not _REMOTE.search(
        "".join(body.decode() for name, (body, _) in files.items() if "vis" not in name)
    )


def test_a_lone_page_allows_itself_to_ask_for_nothing(lone: str) -> None:
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', lone)
    assert policy is not None
    assert "default-src &#39;none&#39;" in policy[1]
    assert "connect-src" not in policy[1]
    assert not _REMOTE.search(own(lone))
    assert "/static/" not in own(lone)


def test_a_lone_page_may_be_about_one_actor_and_bear_a_title(
    whole: View, store: GraphStore
) -> None:
    text = render(whole, store, of="agency:anru", title="Pour le <comité>")
    assert "<title>Pour le &lt;comité&gt;</title>" in text
    with pytest.raises(NotInGraph):
        render(whole, store, of="agency:inconnue")


def test_a_search_without_scripts_opens_the_first_that_it_finds(
    whole: View, store: GraphStore
) -> None:
    text = shell(whole, store, path="/", query={"q": "acse"}, nonce="x")
    assert "<title>Autour de l’Acsé · Galaxie</title>" in text
    assert "Introuvable" in shell(whole, store, path="/", query={"q": "zzzzqq"}, nonce="x")


def test_hostile_text_in_an_address_stays_text(whole: View, store: GraphStore) -> None:
    for path, query in (
        (f"/n/{HOSTILE[0].name}", {}),
        ("/lien", {"de": HOSTILE[0].name, "a": HOSTILE[1].name}),
        ("/", {"q": HOSTILE[0].name}),
        ("/rang", {"mesure": HOSTILE[0].name}),
    ):
        assert "<img src=x" not in shell(whole, store, path=path, query=query, nonce="x")
