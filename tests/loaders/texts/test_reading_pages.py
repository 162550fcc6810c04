"""Saved pages: the article with its title and date, without what surrounds it."""

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import InputRefused
from loaders.texts.reading import ReadText, read_document
from loaders.texts.reading.webpage import read_page

PAGE = """<!doctype html><html lang=fr><head><meta charset=utf-8>
<title>Un contrat pour la ville | Le Journal</title>
<meta property="og:title" content="Un contrat pour la ville">{head}</head><body>
<nav><ul><li><a href=/>Accueil</a></li><li><a href=/a>Actualités</a></li></ul></nav>
<header><h1>Un contrat pour la ville</h1><p class="post-date">Publié le 12 mars 2024 à 8h00</p>
<div class="share"><a href=x>Partager sur un réseau</a></div></header>
<article><p class=chapo>La Ville et l’État ont signé hier le contrat de ville.</p>
<h2>Les signataires</h2>
<p>Le contrat a été signé ce lundi par la préfète, le maire et le président de la Métropole, en
présence des bailleurs sociaux du territoire, réunis à l’hôtel de ville pour l’occasion.</p>
<ul><li>La Ville</li><li>La Métropole</li><li>L’État</li></ul>
<table><tr><th>Financeur</th><th>Montant</th><th>Part</th></tr>
<tr><td>ANRU</td><td>30 300 000 €</td><td>31 %</td></tr>
<tr><td>Ville<br>et Métropole</td><td></td><td>69 %</td></tr></table>
<p>Pour l’ANRU,<br>le directeur général</p><p>ET :</p><p>la Région ;</p><p>ET :</p><p>l’État.</p>
<div class="share-buttons">Partager : <a href=x>Réseau</a></div></article>
<aside><h3>À lire aussi</h3><time datetime="2023-01-01">1 janvier 2023</time></aside>
<footer>© 2024 Le Journal, mentions légales</footer></body></html>"""

TWO_DATES = (
    '<script type="application/ld+json">[{"datePublished":"2024-03-11"},'
    '{"datePublished":"2023-01-01"}]</script>'
)


def read(folder: Path, page: str | bytes) -> ReadText:
    path = folder / "page.html"
    path.write_bytes(page if isinstance(page, bytes) else page.encode())
    return read_document(path)


@pytest.fixture
def lines(tmp_path: Path) -> list[str]:
    return read(tmp_path, PAGE.format(head="")).text.split("\n")


def test_the_title_and_the_printed_date_come_first(lines: list[str]) -> None:
    assert lines[:3] == [
        "Un contrat pour la ville",
        "Publié le 12 mars 2024 à 8h00",
        "La Ville et l’État ont signé hier le contrat de ville.",
    ]


def test_menus_buttons_and_footers_are_dropped(lines: list[str]) -> None:
    text = "\n".join(lines)
    for words in ("Accueil", "Partager", "À lire aussi", "mentions légales", "2023"):
        assert words not in text


def test_items_and_rows_are_lines_and_columns_are_apart(lines: list[str]) -> None:
    assert "- La Métropole" in lines
    assert lines[lines.index("Les signataires") + 5 :][:4] == [
        "Financeur      Montant        Part",
        "ANRU           30 300 000 €   31 %",
        "Ville                         69 %",
        "et Métropole",
    ]


def test_lines_broken_on_purpose_and_repeated_words_stay(lines: list[str]) -> None:
    assert lines[-6:] == [
        "Pour l’ANRU,", "le directeur général", "ET :", "la Région ;", "ET :", "l’État.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("head", "stated"),
    [
        ('<meta property="article:published_time" content="2024-03-12T08:00:00+01:00">',
         "2024-03-12"),
        ('<script type="application/ld+json">{"datePublished": "2024-03-11"}</script>',
         "2024-03-11"),
        ('<meta name="DC.date.issued" content="2024-03-10">', "2024-03-10"),
        ('<meta name="date" content="hier">', None),
        (TWO_DATES, None),
        ("", None),
    ],
)  # fmt: skip
def test_a_date_of_publication_is_one_the_page_states(
    tmp_path: Path, head: str, stated: str | None
) -> None:
    found = read(tmp_path, PAGE.format(head=head))
    assert found.published_on == stated
    assert found.title == "Un contrat pour la ville"


def test_a_page_in_latin_1_is_read_as_browsers_do(tmp_path: Path) -> None:
    page = "<html><meta charset=iso-8859-1><body><p>L’État a signé.</p></body></html>"
    found = read(tmp_path, page.encode("cp1252"))
    assert (found.text, found.encoding) == ("L’État a signé.", "cp1252")


def test_a_page_without_an_article_is_read_whole(tmp_path: Path) -> None:
    page = "<html><body><nav>Accueil</nav><div>Oui</div><script>x()</script></body></html>"
    assert read(tmp_path, page).text == "Oui"


@pytest.mark.parametrize("page", ["", "<html></html>", "<html><body><script>x</script></body>"])
def test_a_page_without_words_is_refused(tmp_path: Path, page: str) -> None:
    with pytest.raises(InputRefused, match="aucun texte"):
        read(tmp_path, page)


def test_an_entity_reads_no_file(tmp_path: Path) -> None:
    page = (
        '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><html><body>a&x;b</body></html>'
    )
    assert "root" not in read(tmp_path, page).text


@pytest.mark.parametrize(
    "body",
    [
        "mot et " * 1_400_000,
        "a<br>" * 200_000,
        "<table>" + "<tr><td>a<br>a<br>a<td><td>b</tr>" * 20_000,
        f"<table><tr>{'<td>' * 50_000}{'<td>a<br>a' * 50_000}</table>",
        ('<p class="date">' + "x" * 50) * 20_000,
    ],
    ids=["line", "breaks", "rows", "cells", "dates"],
)
def test_a_hostile_page_is_read_in_bounded_time_and_size(body: str) -> None:
    page = f"<html><body>{body}</body></html>".encode()
    begun = time.process_time()
    found = read_page(page, "page.html")
    assert time.process_time() - begun < 5
    assert len(found.text) < 25 * len(page)


@pytest.mark.parametrize("tag", ["<div>", "<span>a", "<table><tr><td>a", "<ul><li>a"])
def test_a_page_nested_without_end_is_refused_rather_than_cut(tag: str) -> None:
    with pytest.raises(InputRefused, match="256 niveaux"):
        read_page(f"<html><body>{tag * 100_000}x".encode(), "page.html")


@settings(max_examples=60, deadline=None)
@given(
    body=st.lists(
        st.sampled_from(
            ["<p>", "</p>", "<table>", "<tr>", "<td>", "</table>", "<ul>", "<li>", "<br>", "mot ",
             "<h1>", "<article>", "</article>", "<!--", "-->", "&nbsp;", "&#0;", "<time>", "\x0b",
             "12 mars 2024", "<div class=date>", "</div>", "<svg>", "<![CDATA[", "<body>", "é"]
        )
    )
)  # fmt: skip
def test_no_arrangement_of_tags_breaks_the_reader(body: list[str]) -> None:
    try:
        found = read_page("".join(body).encode(), "page.html")
    except InputRefused:
        return
    assert found.text.strip()
