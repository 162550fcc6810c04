"""`galaxie extract` and `galaxie score`: no store, an empty home, results on stdout."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from loaders.texts.facts import Extraction
from loaders.texts.reading import ReadText
from tests.api.asking import Galaxie
from tests.viz.small_text import EXTRACTION, TEXT

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "data" / "examples"
RECIPE = "Battre trois œufs avec deux cents grammes de sucre, puis ajouter la farine tamisée.\n"


@pytest.fixture
def testac(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A text whose facts are known, and an extractor that finds nothing in any other."""

    def extract(document: ReadText, *, id: str) -> Extraction:  # noqa: A002 -- its real name
        return EXTRACTION if document.text == TEXT else Extraction(id)

    monkeypatch.setattr("api.texts.extract", extract)
    file = tmp_path / "testac.txt"
    file.write_text(TEXT, encoding="utf-8")
    return file


@pytest.fixture
def recipe(tmp_path: Path) -> Path:
    file = tmp_path / "recette.txt"
    file.write_text(RECIPE, encoding="utf-8")
    return file


def test_json_is_one_line_a_file_with_span_rule_and_confidence(
    galaxie: Galaxie, testac: Path, recipe: Path, home: Path
) -> None:
    said = galaxie("extract", str(testac), str(recipe), "--json")
    assert said.code == 0
    first, second = map(json.loads, said.out.splitlines())
    assert first == json.loads(json.dumps(EXTRACTION.as_json()))
    party: dict[str, Any] = first["conventions"][1]["signatories"][0]
    start, end = party["span"]
    assert TEXT[start:end] == party["mention"] == "La ville de Testac"
    assert (party["rule"], party["confidence"]) == ("parties.sujet", 1.0)
    assert second["conventions"] == []
    assert "\\u" not in said.out
    assert not home.exists()


def test_a_folder_receives_one_sheet_a_file(
    galaxie: Galaxie, testac: Path, recipe: Path, tmp_path: Path
) -> None:
    out = tmp_path / "faits" / "lus"
    said = galaxie("extract", str(testac), str(recipe), "--out", str(out))
    assert (said.code, said.out) == (0, "")
    assert sorted(path.name for path in out.iterdir()) == ["recette.json", "testac.json"]
    assert json.loads((out / "testac.json").read_text("utf-8"))["id"] == "testac"


def test_two_texts_of_one_name_are_refused_before_anything_is_written(
    galaxie: Galaxie, testac: Path, tmp_path: Path
) -> None:
    other = tmp_path / "ailleurs" / "Testac.md"
    other.parent.mkdir()
    other.write_text(TEXT, encoding="utf-8")
    said = galaxie("extract", str(testac), str(other), "--out", str(tmp_path / "faits"))
    assert said.code == 2
    assert "testac.txt" in said.err
    assert "Testac.md" in said.err
    assert not (tmp_path / "faits").exists()


def test_a_person_reads_the_text_with_numbers_then_its_cards(
    galaxie: Galaxie, testac: Path
) -> None:
    said = galaxie("extract", str(testac))
    assert (said.code, said.err) == (0, "")
    assert "La ville de Testac[1] et l’État[2?] ont signé[3]" in said.out
    assert "Contrat de ville, signé\n" in said.out
    assert (
        "[1]  Commune de Testac · commune · représentant\u00a0: Prénom Nom, maire"
        " (parties.sujet, 100\u202f%)" in said.out
    )
    assert "(parties.sujet, 60\u202f%)" in said.out
    assert "2025     100 000   50 000" in said.out, "columns stay columns"
    assert "\x1b" not in said.out, "no colour in a pipe"
    assert said.out.count("Prénom Nom") == 1


def test_a_terminal_gets_colours_and_frames(
    galaxie: Galaxie, testac: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    out = galaxie("extract", str(testac)).out
    assert "\x1b[4;34mLa ville de Testac\x1b[0m" in out
    assert "╭─" in out


def test_a_page_holds_all_the_texts_read(
    galaxie: Galaxie, testac: Path, recipe: Path, tmp_path: Path
) -> None:
    said = galaxie("extract", str(testac), str(recipe), "--html")
    assert said.code == 0
    assert said.out.startswith("<!doctype html>")
    assert "Un contrat pour Testac" in said.out
    assert "deux cents grammes" in said.out


def test_a_folder_holds_a_page_of_each_text_beside_its_facts(
    galaxie: Galaxie, testac: Path, recipe: Path, tmp_path: Path
) -> None:
    out = tmp_path / "lus"
    said = galaxie("extract", str(testac), str(recipe), "--html", "--out", str(out))
    assert (said.code, said.out) == (0, "")
    assert sorted(path.name for path in out.iterdir()) == [
        "recette.html", "recette.json", "testac.html", "testac.json",
    ]  # fmt: skip
    page = (out / "testac.html").read_text(encoding="utf-8")
    assert "Un contrat pour Testac" in page
    assert "deux cents grammes" not in page


def test_facts_and_page_never_share_one_output(galaxie: Galaxie, testac: Path) -> None:
    said = galaxie("extract", str(testac), "--json", "--html")
    assert (said.code, said.out) == (2, "")
    assert "--out" in said.err


def test_what_cannot_be_read_is_told_and_the_rest_is_read(
    galaxie: Galaxie, testac: Path, tmp_path: Path
) -> None:
    image = tmp_path / "photo.png"
    image.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    said = galaxie("extract", str(image), str(tmp_path / "absent.txt"), str(testac), "--json")
    assert said.code == 4
    assert json.loads(said.out)["id"] == "testac"
    assert "photo.png" in said.err
    assert "absent.txt" in said.err


def test_nothing_is_written_when_nothing_could_be_read(galaxie: Galaxie, tmp_path: Path) -> None:
    said = galaxie("extract", str(tmp_path / "absent.txt"), "--html")
    assert (said.code, said.out) == (4, "")


def test_an_empty_text_is_a_text_without_agreement(galaxie: Galaxie, tmp_path: Path) -> None:
    file = tmp_path / "vide.txt"
    file.touch()
    said = galaxie("extract", str(file), "--json")
    assert said.code == 0
    assert json.loads(said.out)["conventions"] == []
    assert "aucun accord lu" in said.err


def test_a_folder_that_cannot_be_made_is_trouble_of_the_disk(
    galaxie: Galaxie, testac: Path
) -> None:
    assert galaxie("extract", str(testac), "--out", str(testac / "faits")).code == 6


def test_extract_without_a_file_is_misuse(galaxie: Galaxie) -> None:
    assert galaxie("extract").code == 2


# ------------------------------------------------------------------- the examples that ship


def test_the_example_of_an_article_is_read_as_the_documentation_says(galaxie: Galaxie) -> None:
    said = galaxie("extract", str(EXAMPLES / "article.txt"), "--json")
    acts = json.loads(said.out)["conventions"]
    contract = next(act for act in acts if act["kind"] == "contrat_de_ville")
    assert (contract["status"], contract["signed_on"]) == ("signed", "2024-03-14")
    assert sorted(sum_["amount_eur"] for sum_ in contract["amounts"]) == [150_000, 420_000]
    assert [act["status"] for act in acts if act is not contract] == ["planned"]
    names = {party["name"] for party in contract["signatories"]}
    assert {"État", "Commune de Vierzon", "Région Centre-Val de Loire"} <= names


def test_the_example_of_a_convention_is_read_as_the_documentation_says(galaxie: Galaxie) -> None:
    said = galaxie("extract", str(EXAMPLES / "convention.txt"), "--json")
    act = next(one for one in json.loads(said.out)["conventions"] if not one["background"])
    assert (act["status"], act["signed_on"]) == ("signed", "2025-04-03")
    assert {"État", "Commune de Châteaudun"} <= {party["name"] for party in act["signatories"]}


@pytest.mark.parametrize("name", ["article.txt", "convention.txt"])
def test_an_example_says_first_that_it_is_one(name: str) -> None:
    assert (EXAMPLES / name).read_text("utf-8").startswith("Exemple inventé pour Galaxie.\n")


# ------------------------------------------------------------------------------- the measures


def sheet(folder: Path, name: str, **changed: object) -> Path:
    folder.mkdir(exist_ok=True)
    body = EXTRACTION.as_json()
    body["conventions"][1] |= changed
    (folder / f"{name}.json").write_text(json.dumps(body), encoding="utf-8")
    return folder


def test_score_reads_the_texts_beside_the_facts(galaxie: Galaxie, testac: Path, home: Path) -> None:
    sheet(testac.parent, "testac")
    said = galaxie("score", str(testac.parent), "--json")
    assert (said.code, said.err) == (0, "")
    told = json.loads(said.out)
    assert told["overall"]["f1"] == 1.0
    assert told["fields"]["signatories"]["right"] == 2
    assert told["per_document"] == {"testac": 1.0}
    assert not home.exists()


def test_score_compares_two_folders_and_tells_each_error(galaxie: Galaxie, tmp_path: Path) -> None:
    gold, read = sheet(tmp_path / "gold", "t"), sheet(tmp_path / "lus", "t", signed_on="2011")
    said = galaxie("score", str(gold), str(read), "--verbose")
    assert said.code == 0
    assert "Dates, faux : 2011, Contrat de ville de Testac" in said.out
    assert "Ensemble" in said.out
    told = json.loads(galaxie("score", str(gold), str(read), "--verbose", "--json").out)
    assert told["errors"]["t"][0]["field"] == "signed_on"


def test_score_says_which_texts_are_not_there(galaxie: Galaxie, tmp_path: Path) -> None:
    said = galaxie("score", str(sheet(tmp_path / "gold", "t")))
    assert said.code == 0
    assert "comptés comme vides : t." in said.err


def test_a_folder_without_facts_is_refused(galaxie: Galaxie, tmp_path: Path) -> None:
    said = galaxie("score", str(tmp_path))
    assert said.code == 4
    assert "aucun fichier de faits" in said.err
