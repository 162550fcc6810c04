"""Texts on the command line: what `load` tells, what it refuses, what it leaves in the store."""

import json
from pathlib import Path

import pytest

from graph.ontology import Status
from tests.api.asking import Galaxie
from tests.api.texts import Written, sure, writer
from tests.loaders.texts.told import PACT, TEXT, pact, read


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Written:
    return writer(tmp_path, monkeypatch)


def load(galaxie: Galaxie, *arguments: object) -> dict[str, object]:
    said = galaxie("load", *map(str, arguments), "--json")
    assert said.code == 0, said.err
    body: dict[str, object] = json.loads(said.out.splitlines()[0])
    return body


def pacts(galaxie: Galaxie) -> list[str]:
    found = json.loads(galaxie("list", "--kind", "Convention", "--json").out)["items"]
    return [item["id"] for item in found]


def test_a_text_is_told_by_its_facts(galaxie: Galaxie, write: Written) -> None:
    told = load(galaxie, write("a.txt"))
    assert (told["layout"], told["source"], told["refused"], told["waiting"]) == (
        "text", "a.txt", 0, 0,
    )  # fmt: skip
    assert told["rows_read"] == told["accepted"] == 11
    assert told["amount_cents_total"] == 1_200_000_000
    assert told["sample"]


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.TXT"])
def test_plain_texts_are_read_by_any_of_their_names(
    galaxie: Galaxie, write: Written, name: str
) -> None:
    assert load(galaxie, write(name))["source"] == name


def test_the_words_of_the_text_prove_each_fact(galaxie: Galaxie, write: Written) -> None:
    load(galaxie, write("a.txt"))
    (deal,) = pacts(galaxie)
    shown = json.loads(galaxie("show", deal, "--json").out)
    quotes = {c["quote"] for edge in shown["edges"]["SIGNS"] for c in edge["citations"]}
    assert all("[…]" in quote for quote in quotes)
    assert "Albrecht" not in galaxie("show", deal, "--json").out


def test_names_are_kept_when_the_setting_says_so(
    galaxie: Galaxie, write: Written, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GALAXIE_KEEP_NAMES", "1")
    load(galaxie, write("a.txt"))
    (deal,) = pacts(galaxie)
    assert "Berthie Albrecht" in galaxie("show", deal, "--json").out


def test_a_wrong_setting_is_told(galaxie: Galaxie, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GALAXIE_KEEP_NAMES", "peut-être")
    said = galaxie("search", "x")
    assert said.code == 2
    assert "GALAXIE_KEEP_NAMES vaut 1 ou 0" in said.err


def test_a_trial_writes_nothing_and_tells_the_same(
    galaxie: Galaxie, write: Written, home: Path
) -> None:
    path = write("a.txt")
    tried = galaxie("load", str(path), "--dry-run", "--json")
    assert not (home / "galaxie.sqlite").exists()
    assert json.loads(tried.out) == load(galaxie, path)


def test_loading_again_changes_nothing(galaxie: Galaxie, write: Written) -> None:
    path = write("a.txt")
    load(galaxie, path)
    before = galaxie("digest").out
    assert "rien ne change" in galaxie("load", str(path)).err
    assert galaxie("digest").out == before


def test_two_texts_on_one_agreement_meet_whatever_their_order(
    galaxie: Galaxie, write: Written, tmp_path: Path
) -> None:
    one, two = write("b.txt"), write("a.txt", text=f"{TEXT}\n")
    stores = []
    for order in ((one, two), (two, one)):
        store = str(tmp_path / f"{order[0].stem}.sqlite")
        for path in order:
            assert galaxie("load", str(path), "--store", store).code == 0
        stores.append(store)
    assert (
        galaxie("digest", "--store", stores[0]).out == galaxie("digest", "--store", stores[1]).out
    )
    listed = json.loads(galaxie("list", "--kind", "Convention", "--store", stores[0], "--json").out)
    assert [item["id"].partition("/")[0] for item in listed["items"]] == ["convention:a-txt"]


def test_an_empty_text_is_refused_and_nothing_is_written(
    galaxie: Galaxie, write: Written, home: Path
) -> None:
    said = galaxie("load", str(write("a.txt")), str(write("vide.txt", text=" \n")))
    assert (said.code, said.out) == (4, "")
    assert "vide.txt : le fichier est vide" in said.err
    assert not (home / "galaxie.sqlite").exists()


def test_a_text_without_any_fact_is_loaded_and_told_plainly(
    galaxie: Galaxie, write: Written
) -> None:
    said = galaxie("load", str(write("recette.txt", agreements=())))
    assert said.code == 0
    assert "ni accord ni fait n’y a été lu" in said.err
    assert json.loads(galaxie("sources", "--json").out)["items"][0]["claims"] == 0


def test_what_the_graph_cannot_hold_is_told_with_its_reason(
    galaxie: Galaxie, write: Written
) -> None:
    odd = pact(signatories=(*PACT.signatories, PACT.signatories[0].__class__(
        "NPNRU", PACT.signatories[0].kind.PROGRAMME, "", read("Anru"))))  # fmt: skip
    path = str(write("a.txt", odd))
    assert "l’ontologie ne le permet pas" in galaxie("load", path).err
    assert load(galaxie, path)["refused"] == 1


def test_what_is_not_sure_waits_and_is_counted_apart(galaxie: Galaxie, write: Written) -> None:
    path = write("a.txt", sure(PACT, 0.4))
    told = load(galaxie, path)
    assert (told["accepted"], told["waiting"]) == (0, 11)
    assert "11 fait(s) peu sûr(s) attendent dans galaxie review" in galaxie("load", str(path)).err
    assert pacts(galaxie) == []


def test_the_source_can_be_named(galaxie: Galaxie, write: Written) -> None:
    assert load(galaxie, write("a.txt"), "--source", "gazette-2019")["source"] == "gazette-2019"
    (deal,) = pacts(galaxie)
    assert deal.startswith("convention:gazette-2019/")


def test_two_texts_of_one_name_are_refused(
    galaxie: Galaxie, write: Written, tmp_path: Path
) -> None:
    said = galaxie("load", str(write("a.txt")), str(write("a.txt", where=tmp_path / "autre")))
    assert said.code == 4
    assert "comme celle de" in said.err
    assert "--source" in said.err


def test_another_text_under_a_guessed_name_does_not_wipe_out_the_first(
    galaxie: Galaxie, write: Written, tmp_path: Path
) -> None:
    load(galaxie, write("a.txt"))
    before = galaxie("digest").out
    other = write(
        "a.txt",
        pact(name="Autre chose", signatories=()),
        text=f"Autre chose. {TEXT}",
        where=tmp_path / "b",
    )
    for more in ((), ("--dry-run",)):
        said = galaxie("load", str(other), *more)
        assert said.code == 4, said
        assert "plus de la moitié" in said.err
    assert galaxie("digest").out == before
    assert galaxie("load", str(other), "--source", "a.txt").code == 0


def test_a_text_that_was_corrected_is_loaded_anew(galaxie: Galaxie, write: Written) -> None:
    load(galaxie, write("a.txt"))
    load(galaxie, write("a.txt", text=f"Corrigé.\n\n{TEXT}"))
    (deal,) = pacts(galaxie)
    load(galaxie, write("a.txt", pact(status=Status.PLANNED), text=f"{TEXT} !"))
    assert json.loads(galaxie("show", deal, "--json").out)["status"] == "planned"


def test_when_a_text_was_retrieved_stays_when_it_is_loaded_again(
    galaxie: Galaxie, write: Written, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write("a.txt")
    load(galaxie, path)
    (first,) = json.loads(galaxie("sources", "--json").out)["items"]
    monkeypatch.setattr("api.intake_texts.today", lambda: "2999-01-01")
    load(galaxie, path)
    (again,) = json.loads(galaxie("sources", "--json").out)["items"]
    assert first == again
    assert first["retrieved_on"] is not None


def test_forgetting_a_text_leaves_the_node_of_the_other(galaxie: Galaxie, write: Written) -> None:
    load(galaxie, write("b.txt"))
    before = galaxie("digest").out
    load(galaxie, write("a.txt", text=f"{TEXT}\n"))
    assert galaxie("forget", "a.txt").code == 0
    assert galaxie("digest").out == before


def test_an_export_holds_what_waits_and_what_was_answered(
    galaxie: Galaxie, write: Written, tmp_path: Path
) -> None:
    load(galaxie, write("a.txt", sure(PACT, 0.4)))
    ((proposal,),) = (json.loads(galaxie("review", "--json").out)["items"],)
    file, other = str(tmp_path / "log.jsonl"), str(tmp_path / "other.sqlite")
    for answered in (False, True):
        if answered:
            assert galaxie("review", "accept", proposal["id"]).code == 0
        assert galaxie("export", "--output", file).code == 0
        assert galaxie("load", file, "--store", other).code == 0
        assert galaxie("digest", "--store", other).out == galaxie("digest").out
        for words in (("review",), ("review", "list")):
            assert galaxie(*words, "--json", "--store", other).out == galaxie(*words, "--json").out


def test_the_whole_way_from_bytes_to_the_graph(galaxie: Galaxie, tmp_path: Path) -> None:
    """Nothing is put in place of what reads: bytes, grammar, claims, store."""
    path = tmp_path / "article.txt"
    path.write_text(
        "La convention Action cœur de ville de Valenciennes a été signée le 16 décembre 2019"
        " entre la Ville de Valenciennes, l’État et la Banque des Territoires.\n",
        encoding="utf-8",
    )
    told = load(galaxie, path)
    assert told["layout"] == "text"
    signed = galaxie("neighbours", "commune:59606", "--relation", "SIGNS", "--json")
    assert "convention:article-txt/" in signed.out
