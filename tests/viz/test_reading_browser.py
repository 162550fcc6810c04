"""The page of a text in a real Chromium: a fact shows its words and its line, by any means."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page

from tests.viz.chromium import IN_CHROMIUM
from tests.viz.small_text import small_sheet
from viz.reading import reading_page

pytestmark = IN_CHROMIUM


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    file = tmp_path_factory.mktemp("lecture") / "testac.html"
    file.write_text(reading_page([small_sheet()]), encoding="utf-8")
    return file.as_uri()


@pytest.fixture(params=[1280])
def page(chromium: Browser, address: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page that may make no noise and ask nothing of anyone."""
    context = chromium.new_context(
        viewport={"width": request.param, "height": 800}, offline=True, reduced_motion="reduce"
    )
    context.set_default_timeout(8000)
    opened, noise = context.new_page(), list[str]()
    opened.on("console", lambda m: noise.append(m.text))
    opened.on("pageerror", lambda error: noise.append(str(error)))
    opened.goto(address)
    yield opened
    context.close()
    assert noise == []


def chosen(page: Page) -> list[str]:
    """Return what the chosen line tells, and the words marked for it."""
    lines = page.locator(".read .line.on .told > :last-child").all_inner_texts()
    return [*lines, *page.locator(".text .m.on").all_inner_texts()]


def test_a_click_in_the_text_opens_the_line_of_the_fact(page: Page) -> None:
    page.get_by_text("2 quartiers", exact=True).first.click()
    assert chosen(page) == ["2\u00a0quartiers", "2 quartiers"]
    assert page.locator(".read .line.on .why").is_visible()
    assert page.url.endswith(page.locator(".read .line.on").get_attribute("id") or "?")


def test_a_click_in_a_card_shows_the_words(page: Page) -> None:
    page.locator(".read .told", has_text="1,5").click()
    assert chosen(page)[1:] == ["1,5 million d’euros"]


def test_a_second_click_on_the_same_words_opens_what_lies_around_them(page: Page) -> None:
    words = page.locator(".m.k-programme a")
    words.click()
    assert chosen(page)[0] == "Contrats de ville Quartiers 2030"
    words.click()
    assert chosen(page)[0] == "Contrat de ville de Testac"


def test_the_keyboard_alone_goes_through_the_facts(page: Page) -> None:
    page.locator(".text a").first.focus()
    assert chosen(page)[0] == "Commune de Testac"
    page.keyboard.press("ArrowRight")
    assert chosen(page) == ["État", "l’État"]
    assert page.evaluate("document.activeElement.textContent") == "l’État"
    page.keyboard.press("Tab")
    assert chosen(page) == ["signé", "ont signé"]
    page.keyboard.press("ArrowLeft")
    assert chosen(page)[0] == "État"
    page.keyboard.press("Escape")
    assert chosen(page) == []


def test_the_arrows_pass_over_kinds_that_a_filter_hides(page: Page) -> None:
    page.locator("#voir-partie").uncheck()
    assert not page.locator(".part[data-k=partie]").first.is_visible()
    page.locator(".m.k-date a").first.focus()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    assert chosen(page)[0] == "signé"


@pytest.mark.parametrize("page", [390], indirect=True)
def test_on_a_phone_a_fact_opens_at_the_foot_of_the_screen(page: Page) -> None:
    page.locator(".m.unsure a").click()
    note = page.locator("#note")
    assert note.is_visible()
    assert "à vérifier" in note.inner_text()
    note.get_by_role("button", name="Fermer").click()
    assert not note.is_visible()


def test_without_scripts_marks_are_links_to_lines_and_back(chromium: Browser, address: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    assert not page.locator(".why").first.is_visible()
    page.get_by_text("2 quartiers", exact=True).first.click()
    assert page.locator(".line:target .why").is_visible()
    page.locator(".line:target .told").click()
    assert page.locator(".text sup:target").count() == 1
    context.close()


def test_on_paper_the_notes_are_open_and_the_tools_gone(page: Page) -> None:
    page.emulate_media(media="print")
    assert page.locator(".read .why").first.is_visible()
    assert not page.locator(".filters").is_visible()
    assert page.locator(".rules").is_visible()


@pytest.mark.parametrize("page", [1280, 390, 320], indirect=True)
def test_axe_finds_nothing_serious_and_nothing_scrolls_sideways(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.locator(".m.unsure a").click()
        found = Axe().run(page).response["violations"]
        serious = [(v["id"], [n["target"] for n in v["nodes"]][:3]) for v in found
                   if v["impact"] in {"serious", "critical"}]  # fmt: skip
        assert serious == [], scheme
