"""The command line: results on stdout, talk on stderr, exit codes, JSON equal to HTTP's."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from api.cli import main
from api.cli.service import listening, load_bundled
from api.settings import read_settings, user_data_folder
from graph.errors import InputRefused
from graph.store import GraphStore
from tests.api.asking import Galaxie, curated
from tests.api.facts import gazette

SAME = {
    ("search", "essai"): "/v1/search?q=essai",
    ("search", "essai", "--limit", "1"): "/v1/search?q=essai&limit=1",
    ("list", "--kind", "Programme"): "/v1/nodes?kind=Programme",
    ("list", "--as-of", "2010", "--kind", "Agency"): "/v1/nodes?as_of=2010&kind=Agency",
    ("show", "agency:anru"): "/v1/nodes/agency:anru",
    ("show", "agency:anru", "--follow-successors"): "/v1/nodes/agency:anru?follow_successors=true",
    ("neighbours", "agency:anru", "--cite"): "/v1/nodes/agency:anru/neighbours?cite=true",
    ("path", "agency:anru", "programme:npnru"): "/v1/paths?from=agency:anru&to=programme:npnru",
    ("path", "siren:215906066", "agency:anru", "--avoid", "programme:npnru", "--k", "2"): (
        "/v1/paths?from=commune:59606&to=agency:anru&avoid=programme:npnru&k=2"
    ),
    ("sources",): "/v1/sources",
    ("completeness",): "/v1/completeness",
}


@pytest.mark.parametrize("words", SAME, ids=" ".join)
def test_json_is_the_body_that_http_answers(
    galaxie: Galaxie, client: TestClient, words: tuple[str, ...]
) -> None:
    said = galaxie(*words, "--json")
    assert (said.code, said.err) == (0, "")
    assert said.out == client.get(SAME[words]).text + "\n"
    assert "\\u" not in said.out


@pytest.mark.parametrize("words", [("centrality",), ("communities",)])
def test_a_measure_is_waited_for(
    galaxie: Galaxie, store: GraphStore, words: tuple[str, ...]
) -> None:
    said = galaxie(*words, "--json")
    assert said.code == 0
    assert json.loads(said.out)["meaning"]


def test_a_measure_that_lasts_is_given_up_with_its_own_exit_code(
    home: Path, store: GraphStore
) -> None:
    program = (
        "import sys, time\n"
        "from queries import scores\n"
        "scores.LIMIT_S = 0.3\n"
        "scores.rank = lambda *_, **__: time.sleep(60)\n"
        "from api.cli import run\n"
        "sys.exit(run(['centrality']))"
    )
    said = subprocess.run(
        [sys.executable, "-c", program], env={"GALAXIE_HOME": str(home), "PYTHONPATH": "."},
        capture_output=True, encoding="utf-8", check=False, timeout=30,
    )  # fmt: skip
    assert (said.returncode, said.stdout) == (7, ""), said.stderr
    assert "mesure" in said.stderr


@pytest.mark.parametrize("words", [*SAME, ("centrality",), ("communities",)], ids=" ".join)
def test_people_read_the_same_answers_in_french(
    galaxie: Galaxie, store: GraphStore, words: tuple[str, ...]
) -> None:
    said = galaxie(*words)
    assert said.code == 0
    assert said.out.strip()


def test_a_node_is_shown_with_its_figures_and_proofs(galaxie: Galaxie, store: GraphStore) -> None:
    out = galaxie("show", "convention:contrat-testac-2015").out
    for words in ("quartiers : 14", "représenté par : maire", "gazette-2015", "en substance"):
        assert words in out
    assert "1,7\u00a0M€" in galaxie("show", "programme:npnru").out


def test_a_dispute_is_told_beside_the_fact(galaxie: Galaxie, store: GraphStore) -> None:
    assert (
        "désaccord sur depuis : 2014 selon gazette-2015" in galaxie("show", "programme:npnru").out
    )


def test_who_came_before_is_told(galaxie: Galaxie, store: GraphStore) -> None:
    assert "Avant : Ancienne agence" in galaxie("show", "agency:anru").out


def test_names_are_never_read_as_markup(galaxie: Galaxie, home: Path) -> None:
    file = home / "marked.yaml"
    home.mkdir()
    file.write_text(curated(name="[bold]X[/bold] [/red] :smile:"), encoding="utf-8")
    assert galaxie("load", str(file)).code == 0
    assert "[bold]X[/bold] [/red] :smile:" in galaxie("list").out


def test_an_unknown_id_is_misuse_and_names_the_nearest(galaxie: Galaxie, store: GraphStore) -> None:
    said = galaxie("show", "agency:anr")
    assert (said.code, said.out) == (2, "")
    assert "agency:anru" in said.err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("bogus",), "« bogus »"),
        (("search",), "MOTS"),
        (("list", "--bogus"), "--bogus"),
        (("list", "--limit", "0"), "--limit : au moins 1"),
        (("list", "--as-of", "2015-02-30"), "--as-of"),
        (("list", "--kind", "Person"), "--kind : attendu"),
        (("path", "a"), "À"),
        (("load",), "--bundled"),
        (("export", "--format", "docx"), "--format"),
        (("export", "--format", "jsonl", "--as-of", "2015"), "entier"),
        (("search", "a", "--store", "http://x.example"), "bolt://"),
        (("load", "--bundled", "--store", "http://x.example"), "bolt://"),
        (("review", "same", "agency:anru"), "ID"),
    ],
)
def test_a_command_badly_typed_is_refused_in_french(
    galaxie: Galaxie, store: GraphStore, words: tuple[str, ...], told: str
) -> None:
    said = galaxie(*words)
    assert (said.code, said.out) == (2, "")
    assert told in said.err
    assert "Traceback" not in said.err


@pytest.mark.parametrize("words", [("search", "anru"), ("list",), ("show", "agency:anru")])
def test_a_read_of_an_empty_store_says_how_to_fill_it(
    galaxie: Galaxie, words: tuple[str, ...]
) -> None:
    said = galaxie(*words)
    assert said.code == 0
    assert "galaxie load --bundled" in said.err


def test_no_path_is_an_answer(galaxie: Galaxie, store: GraphStore) -> None:
    said = galaxie("path", "agency:anru", "commune:59606", "--relation", "MEMBER_OF")
    assert (said.code, said.out) == (0, "")
    assert "Aucune chaîne" in said.err


def test_digest_prints_the_digest_alone(galaxie: Galaxie, store: GraphStore) -> None:
    assert galaxie("digest").out == f"{store.digest()}\n"


def test_loading_twice_changes_nothing_the_second_time(galaxie: Galaxie, tmp_path: Path) -> None:
    file = tmp_path / "facts.yaml"
    file.write_text(curated(), encoding="utf-8")
    first, again = galaxie("load", str(file), "--json"), galaxie("load", str(file), "--json")
    assert first.out == again.out
    told = json.loads(first.out)
    assert (told["source"], told["layout"], told["accepted"]) == ("essai", "curated", 1)
    assert "Déjà chargé" in again.err


def test_a_dry_run_writes_nothing_and_tells_the_same(galaxie: Galaxie, tmp_path: Path) -> None:
    file = tmp_path / "facts.yaml"
    file.write_text(curated(), encoding="utf-8")
    empty = galaxie("digest").out
    dry = galaxie("load", str(file), "--dry-run", "--json")
    assert galaxie("digest").out == empty
    assert dry.out == galaxie("load", str(file), "--json").out


def test_load_edit_and_forget_give_back_the_digest_of_before(
    galaxie: Galaxie, store: GraphStore, tmp_path: Path
) -> None:
    file = tmp_path / "facts.yaml"
    before = galaxie("digest").out
    for name in ("Un nom", "Un autre nom"):
        file.write_text(curated(name=name), encoding="utf-8")
        assert galaxie("load", str(file)).code == 0
    assert galaxie("digest").out != before
    assert galaxie("forget", "essai").code == 0
    assert galaxie("digest").out == before


def test_source_renames_the_only_source_of_a_file(galaxie: Galaxie, tmp_path: Path) -> None:
    file = tmp_path / "facts.yaml"
    file.write_text(curated(), encoding="utf-8")
    assert galaxie("load", str(file), "--source", "autre").code == 0
    assert [item["id"] for item in json.loads(galaxie("sources", "--json").out)["items"]] == [
        "autre"
    ]


def test_forgetting_an_unknown_source_is_misuse(galaxie: Galaxie, store: GraphStore) -> None:
    assert galaxie("forget", "nulle").code == 2


def test_a_judgement_merges_and_its_undoing_gives_the_digest_of_before(
    galaxie: Galaxie, store: GraphStore
) -> None:
    pair = ("agency:anru", "agency:ancienne")
    before = galaxie("digest").out
    assert galaxie("review", "same", *pair, "--why", "essai", "--by", "moi").code == 0
    assert galaxie("digest").out != before
    listed = json.loads(galaxie("review", "list", "--json").out)["items"]
    assert [(item["verdict"], item["by"], item["why"]) for item in listed] == [
        ("same", "moi", "essai")
    ]
    assert "même élément" in galaxie("review", "list").out
    assert galaxie("review", "undo", *pair).code == 0
    assert galaxie("digest").out == before


@pytest.mark.parametrize("verdict", ["same", "different", "unsure", "undo"])
def test_a_judgement_of_an_unknown_id_names_the_nearest(
    galaxie: Galaxie, store: GraphStore, verdict: str
) -> None:
    before = store.digest()
    said = galaxie("review", verdict, "agency:anr", "agency:ancienne")
    assert (said.code, said.out) == (2, "")
    assert "« agency:anr »" in said.err
    assert "Voulez-vous dire agency:anru" in said.err
    assert store.digest() == before


def test_undoing_what_was_never_judged_says_where_judgements_are(
    galaxie: Galaxie, store: GraphStore
) -> None:
    said = galaxie("review", "undo", "agency:anru", "agency:ancienne")
    assert (said.code, said.out) == (2, "")
    assert "Aucun jugement" in said.err
    assert "galaxie review list" in said.err


def test_a_judgement_is_undone_after_its_nodes_are_forgotten(
    galaxie: Galaxie, store: GraphStore
) -> None:
    pair = ("commune:59606", "agency:ancienne")
    assert galaxie("review", "different", *pair).code == 0
    for source in ("gazette-2015", "decret-2014"):
        store.forget(source)
    assert galaxie("review", "undo", *pair).code == 0


def test_an_export_loads_elsewhere_to_the_same_digest(
    galaxie: Galaxie, store: GraphStore, tmp_path: Path
) -> None:
    file, other = str(tmp_path / "log.jsonl"), str(tmp_path / "other.sqlite")
    assert galaxie("export", "--output", file).code == 0
    assert galaxie("load", file, "--store", other).code == 0
    assert galaxie("digest", "--store", other).out == galaxie("digest").out


def test_an_export_on_stdout_is_the_file_alone(galaxie: Galaxie, store: GraphStore) -> None:
    said = galaxie("export", "--format", "csv", "--what", "nodes")
    assert said.out.startswith("\ufeffId;Label;")
    assert said.err == ""


@pytest.mark.parametrize(
    "given",
    [
        ("relation", "SIGNS"), ("as_of", "2010"), ("kind", "Convention,Agency"),
        ("programme", "programme:npnru"), ("source", "decret-2014"), ("avoid", "agency:anru"),
        ("min_confidence", "100"),
    ],
    ids=lambda given: given[0],
)  # fmt: skip
def test_an_export_takes_the_filters_of_http(
    galaxie: Galaxie, client: TestClient, given: tuple[str, str]
) -> None:
    name, value = given
    option = f"--{name.replace('_', '-')}"
    said = galaxie("export", "--format", "csv", "--what", "edges", option, value)
    asked = {"format": "csv", "what": "edges", name: value}
    assert said.out == client.get("/v1/export", params=asked).content.decode()


def test_an_export_that_would_hide_ends_is_refused(galaxie: Galaxie, store: GraphStore) -> None:
    said = galaxie("export", "--format", "graphml", "--follow-successors")
    assert (said.code, said.out) == (2, "")
    assert "--follow-successors : dans un export" in said.err


def test_a_failed_export_leaves_the_old_file(
    galaxie: Galaxie, store: GraphStore, tmp_path: Path
) -> None:
    said = galaxie("export", "--output", str(tmp_path / "absent" / "log.jsonl"))
    assert said.code == 6
    assert "ne peut être écrit" in said.err


def test_check_tells_each_wrong_file_with_its_line(galaxie: Galaxie, tmp_path: Path) -> None:
    good, bad = tmp_path / "good.yaml", tmp_path / "bad.yaml"
    good.write_text(curated(), encoding="utf-8")
    bad.write_text(curated().replace("Federation", "Fédération"), encoding="utf-8")
    said = galaxie("check", str(good), str(bad), "--json")
    assert said.code == 4
    told = [json.loads(line) for line in said.out.splitlines()]
    assert told[0]["accepted"] == 1
    assert "ligne" in told[1]["where"]


def test_check_accepts_files_that_name_one_another_as_load_does(
    galaxie: Galaxie, tmp_path: Path
) -> None:
    one, two = tmp_path / "one.yaml", tmp_path / "two.yaml"
    one.write_text(curated(), encoding="utf-8")
    two.write_text(
        "sources:\n  - {id: autre, title: Autre, licence: Essai}\n"
        "edges:\n  - kind: MEMBER_OF\n    from: federation:essai\n    to: agency:anru\n"
        "    cite: {source: autre, at: § 1, gist: Essai.}\n",
        encoding="utf-8",
    )
    for files in ((one, two), (two, one)):
        names = [str(file) for file in files]
        said, dry = galaxie("check", *names, "--json"), galaxie("load", "--dry-run", *names)
        assert (said.code, dry.code) == (0, 0), said.err + dry.err
        assert [json.loads(line)["file"] for line in said.out.splitlines()] == names
    assert galaxie("check", str(two)).code == 4


def test_doctor_finds_a_healthy_house_healthy(galaxie: Galaxie, store: GraphStore) -> None:
    told = {
        item["check"]: item["ok"] for item in json.loads(galaxie("doctor", "--json").out)["items"]
    }
    assert told["base"]
    assert told["paquets"]


def test_doctor_notices_a_misspelt_setting(
    galaxie: Galaxie, store: GraphStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GALAXIE_STOR", "x")
    assert "GALAXIE_STOR" in galaxie("doctor").out


def test_a_port_in_use_is_refused_in_french() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(InputRefused, match=f"port {port} est déjà pris"):
            listening("127.0.0.1", port)


def test_small_answers_are_sent_at_once() -> None:
    with listening("127.0.0.1", 0) as bound:
        assert bound.proto == socket.IPPROTO_TCP  # asyncio sets TCP_NODELAY only then


def test_a_wrong_port_in_the_environment_names_the_variable(
    galaxie: Galaxie, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PORT", "beaucoup")
    said = galaxie("search", "anru")
    assert said.code == 2
    assert "PORT" in said.err


def test_a_missing_password_file_is_not_ignored(
    galaxie: Galaxie, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("GALAXIE_STORE_PASSWORD_FILE", str(tmp_path / "absent"))
    said = galaxie("search", "anru")
    assert said.code == 6
    assert "GALAXIE_STORE_PASSWORD_FILE" in said.err


@pytest.mark.parametrize("arguments", [["--help"], ["search", "--help"], ["review", "--help"]])
def test_help_is_french(arguments: list[str]) -> None:
    said = subprocess.run(
        [sys.executable, "-m", "api", *arguments], capture_output=True, text=True, check=True,
        encoding="utf-8",
    )  # fmt: skip
    assert "Affiche cette aide." in said.stdout
    assert "Show this message" not in said.stdout


def test_a_bug_is_told_as_one_with_its_own_exit_code(
    galaxie: Galaxie, store: GraphStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("api.galaxy.Galaxy.search", broken)
    said = galaxie("search", "anru")
    assert said.code == 1
    assert "un défaut de Galaxie" in said.err


def test_the_console_script_leaves_with_the_exit_code(
    store: GraphStore, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GALAXIE_HOME", str(home))
    monkeypatch.setattr("sys.argv", ["galaxie", "show", "agency:nulle"])
    with pytest.raises(SystemExit) as left:
        main()
    assert left.value.code == 2


def test_what_ships_is_loaded_once(
    store: GraphStore, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("loaders.bundled.bundled", lambda: [gazette()])
    monkeypatch.setattr("loaders.bundled.bundled_fingerprint", lambda: "of-a-test")
    load_bundled(store)
    assert "Chargement" in capsys.readouterr().err
    load_bundled(store)
    assert capsys.readouterr().err == ""


def test_files_that_share_a_source_add_up(galaxie: Galaxie, tmp_path: Path) -> None:
    one, two = tmp_path / "one.yaml", tmp_path / "two.yaml"
    one.write_text(curated(), encoding="utf-8")
    two.write_text(curated().replace("federation:essai", "federation:autre"), encoding="utf-8")
    assert galaxie("load", str(one), str(two)).code == 0
    assert json.loads(galaxie("list", "--json").out)["total"] == 2


def test_files_that_describe_a_source_in_two_ways_are_refused(
    galaxie: Galaxie, tmp_path: Path
) -> None:
    one, two = tmp_path / "one.yaml", tmp_path / "two.yaml"
    one.write_text(curated(), encoding="utf-8")
    two.write_text(curated().replace("title: Essai", "title: Autre"), encoding="utf-8")
    said = galaxie("load", str(one), str(two))
    assert said.code == 4
    assert "décrite de deux façons" in said.err


def test_source_cannot_name_several(galaxie: Galaxie, store: GraphStore, tmp_path: Path) -> None:
    log = tmp_path / "log.jsonl"
    assert galaxie("export", "--output", str(log)).code == 0
    assert galaxie("load", str(log), "--source", "une").code == 4


def test_a_galaxy_is_drawn_in_one_file(galaxie: Galaxie, store: GraphStore, tmp_path: Path) -> None:
    page = tmp_path / "anru.html"
    assert galaxie("render", "agency:anru", "--output", str(page)).code == 0
    html = page.read_text(encoding="utf-8")
    assert html.lstrip().lower().startswith("<!doctype html>")
    assert "/static/" not in html


def test_doctor_says_which_store_is_down(galaxie: Galaxie) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        said = galaxie("doctor", "--store", f"bolt://127.0.0.1:{closed.getsockname()[1]}")
    assert said.code == 5
    assert "MAL   base" in said.out


def test_an_address_that_is_not_ours_cannot_be_listened_to() -> None:
    with pytest.raises(InputRefused, match="ne peut être ouvert"):
        listening("192.0.2.1", 8000)  # reserved for documentation, RFC 5737


def test_a_password_file_is_read_without_its_line_end(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "secret"
    file.write_text("mot de passe\n", encoding="utf-8")
    monkeypatch.setenv("GALAXIE_STORE_PASSWORD_FILE", str(file))
    assert read_settings().password() == "mot de passe"
    monkeypatch.setenv("GALAXIE_STORE_PASSWORD", "un autre")
    assert read_settings().password() == "un autre"


@pytest.mark.parametrize(
    ("platform", "folder"),
    [
        ("linux", ".local/share/galaxie"),
        ("darwin", "Library/Application Support/galaxie"),
        ("win32", "AppData/Local/galaxie"),
    ],
)
def test_data_goes_where_each_system_keeps_it(
    monkeypatch: pytest.MonkeyPatch, platform: str, folder: str
) -> None:
    monkeypatch.setattr("sys.platform", platform)
    for variable in ("XDG_DATA_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(variable, raising=False)
    assert user_data_folder() == Path.home() / folder
