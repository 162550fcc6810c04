"""The page of a text: every fact on both sides, nothing remote, no text a markup."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

import pytest

from graph.ontology import NodeKind, Status
from loaders.texts.facts import Agreement, Bystander, Extraction, Reading
from tests.viz.small_galaxy import HOSTILE_NAMES
from tests.viz.small_text import CONTRACT, TEXT, small_sheet
from viz.reading import reading_page, sheet
from viz.reading.kinds import LOOKS, Kind


@pytest.fixture(scope="module")
def page() -> str:
    return reading_page([small_sheet()])


def seen(page: str) -> str:
    """Return the text of a page, as a reader sees it."""
    body = re.sub(r"<(script|style)>.*?</\1>", "", page, flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


def told(page: str, words: str) -> str:
    """Return the line of a card that begins with these words."""
    lines: list[str] = re.findall(r'<(?:li|div) class="line.*?</div>', page, re.DOTALL)
    return next(seen(line) for line in lines if words in seen(line))


def test_a_fact_leads_from_the_text_to_its_card_and_back(page: str) -> None:
    for fact in small_sheet().facts:
        assert f'id="d1-f{fact.number}"' in page
        assert f'id="d1-t{fact.number}"' in page
        assert f'href="#d1-t{fact.number}"' in page
    targets = set(re.findall(r'href="#([^"]+)"', page))
    assert targets <= set(re.findall(r' id="([^"]+)"', page))


def test_facts_are_numbered_in_the_order_of_the_text() -> None:
    starts = [fact.span for fact in small_sheet().facts]
    assert starts == sorted(starts, key=lambda span: (span[0], -span[1]))


def test_a_line_says_who_how_surely_and_by_which_rule(page: str) -> None:
    town = told(page, "Commune de Testac commune")
    assert "commune · représentant : Prénom Nom, maire" in town
    assert "« La ville de Testac »" in town
    assert "Le sujet d’un verbe de signature est partie à l’accord. parties.sujet" in town
    assert "Confiance : 100 % · commune:99999" in town
    assert "Règle : essai" in told(page, "2 quartiers")


def test_what_is_unsure_says_so_on_both_sides(page: str) -> None:
    assert "à vérifier" in told(page, "État service de l’État")
    assert "aucun registre ne connaît ce nom ici" in told(page, "État service de l’État")
    assert re.search(
        r'class="m k-partie unsure"[^>]*><a [^>]*title="Partie.: État \(à vérifier\)', page
    )
    assert "1 fait à vérifier" in seen(page)


def test_money_dates_and_state_are_told_in_french(page: str) -> None:
    assert "1,5 M€" in told(page, "1,5")
    assert "payé par État · 72 % · en 2025 · pour les quartiers" in told(page, "1,5")
    assert "au jour près" in told(page, "le 3 avril 2025")
    assert "n° 12" in seen(page)
    assert "Charte · série de 3, mentionné en passant" in seen(page)
    assert "modifie « Contrat de ville de Testac » · le texte compte 17 signataires" in seen(page)


def test_agreements_of_the_text_come_before_those_mentioned_in_passing(page: str) -> None:
    assert page.index(">Contrat de ville de Testac</h2>") < page.index(">Charte de 2020</h2>")


def test_a_planned_agreement_has_announced_parties() -> None:
    planned = replace(CONTRACT, status=Status.PLANNED)
    one = sheet("t", TEXT, Extraction("t", agreements=(planned,)), rules={})
    html = seen(reading_page([one]))
    assert "Parties annoncées 2" in html
    assert "annoncé, pas encore signé" in html


def test_each_kind_met_has_a_filter_with_its_count(page: str) -> None:
    chips = re.findall(r'id="voir-(\w+)" checked[^>]*><i></i>([^<]+) <b>(\d+)</b>', page)
    assert [kind for kind, _, _ in chips] == [
        "accord", "partie", "date", "programme", "argent", "pilote", "perimetre", "lien", "cite",
    ]  # fmt: skip
    assert chips[1] == ("partie", "Parties", "2")


def test_every_kind_has_its_words_colour_and_filter() -> None:
    style = reading_page([small_sheet()])
    for kind in Kind:
        assert LOOKS[kind].many
        assert f".k-{kind} {{ --k: var(--{kind}); }}" in style
        assert f"#voir-{kind}:not(:checked)) .m.k-{kind}" in style


def test_the_page_needs_nothing_else_and_may_ask_for_nothing(page: str) -> None:
    assert "default-src 'none'" in unescape(page)
    assert not re.search(r'(?:src|href)="(?!#|data:)', page)
    assert not re.search(r"<[^>]+ on\w+=", page)
    assert 'style="' not in page


def test_a_text_without_agreement_and_an_empty_one_say_so() -> None:
    html = seen(reading_page([sheet("vide.txt", "", Extraction("vide"), rules={})]))
    assert "Ce texte est vide." in html
    assert "Aucun accord n’a été lu dans ce texte." in html


def test_several_texts_are_one_page_without_shared_identifiers() -> None:
    html = reading_page([small_sheet(), small_sheet()])
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert "<title>Textes lus · Galaxie</title>" in html


@pytest.mark.parametrize(
    "name", [*HOSTILE_NAMES, "</script><img src=x onerror=alert(1)>", "--><b>"]
)
def test_no_word_of_a_text_name_or_rule_becomes_markup(name: str) -> None:
    text = f"{name} signe. {name}"
    here = Reading((0, len(name)), name, 0.5)
    agreement = Agreement(
        "c1", name, CONTRACT.kind, Status.SIGNED, name, here, number=name, programmes=(name,),
        signatories=(
            replace(CONTRACT.signatories[0], name=name, represented_by=name, reading=here),
        ),
        evidence={"status": here},
    )  # fmt: skip
    extraction = Extraction(
        "t", title=name, agreements=(agreement,),
        bystanders=(Bystander(name, NodeKind.ORGANISATION, name, here),),
    )  # fmt: skip
    html = reading_page([sheet(name, text, extraction, rules={name: name})])
    assert "<img" not in html
    assert "<b>" not in re.sub(r"<b>\d+</b>", "", html)
    assert html.count("<script>") == html.count("</script>") == 1
    assert name in unescape(html), "shown as it is written"


def test_names_of_persons_stand_only_where_a_party_is_represented() -> None:
    assert seen(reading_page([small_sheet()])).count("Prénom Nom") == 1
