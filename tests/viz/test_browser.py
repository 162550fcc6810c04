"""The page in a real Chromium: three questions from the keyboard, nothing remote, nothing run.

One server and one browser for the whole module, on the small galaxy with its hostile names.
"""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page

from api.http import create_app
from graph.store import GraphStore
from queries.filters import View
from tests.viz.chromium import IN_CHROMIUM
from viz import render

pytestmark = IN_CHROMIUM


@pytest.fixture(scope="module")
def site(store: GraphStore, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    app = create_app(store, tmp_path_factory.mktemp("accueil"))
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="error", lifespan="on"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    deadline = time.monotonic() + 10
    while not server.started and time.monotonic() < deadline:
        time.sleep(0.02)
    assert server.started
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(5)


@pytest.fixture
def page(chromium: Browser, site: str) -> Iterator[Page]:
    """A page that may make no noise and ask nothing of anyone but our server."""
    context = chromium.new_context(viewport={"width": 1440, "height": 900}, base_url=site)
    context.set_default_timeout(8000)
    opened, noise = context.new_page(), list[str]()
    opened.on("console", lambda m: noise.append(m.text) if m.type in {"error", "warning"} else None)
    opened.on("pageerror", lambda error: noise.append(str(error)))
    opened.on(
        "request",
        lambda r: None if r.url.startswith((site, "data:", "blob:")) else noise.append(r.url),
    )
    yield opened
    assert opened.title() != "PWNED"
    context.close()
    # Two tests ask for a lost server and for an unknown actor, of which Chromium tells the status.
    assert [line for line in noise if "503" not in line and "404 (Not Found)" not in line] == []


def ready(page: Page) -> Page:
    page.wait_for_selector("#toile[data-ready]")
    return page


def bodies(page: Page) -> Any:
    return page.evaluate("document.querySelector('#toile').dataset.ready")


def test_the_national_view_is_drawn(page: Page) -> None:
    page.goto("/")
    ready(page)
    assert int(bodies(page)) >= 6
    pixels = page.evaluate(
        "(() => { const c = document.querySelector('#toile canvas');"
        " const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;"
        " let n = 0; for (let i = 3; i < d.length; i += 4) n += d[i] > 0; return n; })()"
    )
    assert pixels > 5000


def test_partners_are_found_from_the_keyboard_alone(page: Page) -> None:
    page.goto("/")
    ready(page)
    page.keyboard.press("/")
    page.keyboard.insert_text("anru")
    page.wait_for_selector("#propositions [role=option]")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/n/agency:anru")
    assert page.locator("#panneau h2").inner_text().strip() == "ANRU"
    ready(page)
    page.locator("#toile").focus()
    page.keyboard.press("ArrowUp")  # the sun first
    page.keyboard.press("ArrowDown")
    told = page.locator("#annonce").inner_text()
    assert told.endswith("Entrée pour ouvrir.")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda address: not address.endswith("/n/agency:anru"))
    page.keyboard.press("Escape")
    page.wait_for_url("**/n/agency:anru")


def test_a_proof_opens_from_the_keyboard_and_leads_to_its_source(page: Page) -> None:
    page.goto("/n/agency:anru")
    chip = page.locator(".proof-chip").first
    chip.focus()
    page.keyboard.press("Enter")
    proof = page.locator(".proof:visible").first
    assert "en substance" in proof.inner_text()
    link = proof.locator("a[target=_blank]")
    assert link.get_attribute("href") == "https://exemple.fr/article?x=1&y=2"
    assert "noopener" in (link.get_attribute("rel") or "")
    proof.get_by_text("signaler une erreur").click()
    assert "me semble faux" in proof.locator("textarea").input_value()


def test_a_link_is_asked_with_two_boxes(page: Page) -> None:
    page.goto("/lien")
    first = page.get_by_role("combobox", name="Premier acteur")
    first.focus()
    page.keyboard.insert_text("villes de france")
    page.wait_for_selector("#bout-0-liste [role=option]:not(.none)")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.keyboard.insert_text("etat")
    page.wait_for_selector("#bout-1-liste [role=option]:not(.none)")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/lien?de=federation:villes-de-france&a=state:france")
    assert "est liée à l’État par Action Logement" in page.locator(".answer").inner_text()
    assert page.locator(".card").count() == 2


def test_who_counts_is_a_table_beside_the_same_places(page: Page) -> None:
    page.goto("/rang?mesure=partenaires")
    ready(page)
    assert page.locator(".ranks tbody tr").first.inner_text().split()[1] == "ANRU"
    page.get_by_role("link", name="Pont", exact=True).click()
    page.wait_for_url("**/rang?mesure=pont")
    assert "fait le pont" in page.locator(".rail h2").inner_text()


def test_a_filter_lives_in_the_address_and_the_address_restores_the_screen(page: Page) -> None:
    page.goto("/n/agency:anru")
    ready(page)
    before = bodies(page)
    page.get_by_role("button", name="Famille").click()
    page.get_by_label("État et agences").check()
    page.get_by_role("button", name="Appliquer").locator("visible=true").click()
    page.wait_for_url("**/n/agency:anru?famille=etat")
    page.wait_for_selector(f"#toile[data-ready]:not([data-ready='{before}'])")
    after = bodies(page)
    assert "masque" in page.locator(".chip.on").inner_text()
    page.reload()
    ready(page)
    assert bodies(page) == after
    page.go_back()
    page.wait_for_selector(f"#toile[data-ready='{before}']")


def test_the_table_twin_sorts_and_leads_on(page: Page) -> None:
    page.goto("/n/agency:anru?vue=tableau")
    rows = page.locator("#tableau tbody tr")
    page.get_by_role("button", name="Nom").click()
    names = [row.split("\t")[0].strip() for row in rows.all_inner_texts()]
    assert len(names) >= 8
    page.get_by_label("Filtrer les lignes").fill("n’existe plus")
    assert rows.count() == 1
    rows.get_by_role("link").click()
    page.wait_for_url("**/n/agency:acse**")


def test_hostile_names_are_shown_and_never_run(page: Page) -> None:
    page.goto("/n/agency:anru?vue=tableau")
    assert "</script><img src=x" in page.locator("#tableau").inner_text()
    page.goto("/n/actor:hostile-0@fr")
    ready(page)
    assert "onerror" in page.locator("#panneau h2").inner_text()
    page.keyboard.press("/")
    page.keyboard.insert_text("href")
    page.wait_for_selector("#propositions [role=option]")
    assert page.locator("#propositions b, #propositions img").count() == 0
    page.goto("/lien?de=actor:hostile-1@fr&a=actor:hostile-2@fr")
    assert page.locator(".answer b, .answer img").count() == 0


def test_what_is_unknown_has_a_way_out(page: Page) -> None:
    answer = page.goto("/n/agency:anrou")
    assert answer is not None
    assert answer.status == 404
    page.locator("#vide").get_by_role("link", name="ANRU").click()
    page.wait_for_url("**/n/agency:anru")


def test_a_lost_server_is_told_with_a_button(page: Page) -> None:
    page.goto("/n/agency:anru")
    ready(page)
    page.route("**/v1/scene?**", lambda route: route.fulfill(status=503, body="{}"))
    page.get_by_role("link", name="Action Logement").first.click()
    alert = page.get_by_role("alert")
    alert.wait_for()
    assert "La réponse n’est pas venue. Votre adresse est gardée." in alert.inner_text()
    assert page.locator("#panneau h2").inner_text().strip() == "ANRU"


@pytest.mark.parametrize("width", [1440, 1024, 720, 390, 320])
def test_axe_finds_nothing_serious_and_nothing_scrolls_sideways(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    for address in ("/", "/n/agency:anru", "/lien?de=federation:villes-de-france&a=state:france"):
        page.goto(address)
        page.wait_for_load_state("networkidle")
        page.wait_for_selector("body:not([data-busy])")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        if width in {1440, 390}:
            found = Axe().run(page).response["violations"]
            serious = [
                (v["id"], [n["target"] for n in v["nodes"]][:3])
                for v in found
                if v["impact"] in {"serious", "critical"}
            ]
            assert serious == [], address


def test_a_lone_file_draws_without_asking_anything(
    chromium: Browser, whole: View, store: GraphStore, tmp_path: Path
) -> None:
    file = tmp_path / "galaxie.html"
    file.write_text(render(whole, store, of="agency:anru"), encoding="utf-8")
    context = chromium.new_context(viewport={"width": 1440, "height": 900}, offline=True)
    opened, noise = context.new_page(), list[str]()
    opened.on("console", lambda m: noise.append(m.text) if m.type in {"error", "warning"} else None)
    opened.on(
        "request", lambda r: None if r.url.startswith(("file:", "data:")) else noise.append(r.url)
    )
    opened.goto(file.as_uri())
    ready(opened)
    assert opened.title() == "Autour de l’ANRU · Galaxie"
    context.close()
    assert noise == []
