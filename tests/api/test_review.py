"""What waits for a person, on the command line: shown with its proofs, answered, taken back."""

import json
from pathlib import Path
from typing import Any

import pytest

from graph.ontology import NodeKind
from tests.api.asking import Galaxie
from tests.api.texts import Written, sure, writer
from tests.conftest import Neo4jAddress
from tests.contract.wiping import wipe
from tests.loaders.texts.told import AGENCY, PACT, STATE, TEXT, TOWN, Party, pact, read

CLUB = Party("Club des Deux Rives", NodeKind.ASSOCIATION, "Régie", read("Régie"))
CLUB_TOO = Party("Club des deux Rives", NodeKind.ORGANISATION, "Régie", read("Régie"))


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Written:
    return writer(tmp_path, monkeypatch)


@pytest.fixture
def alike(galaxie: Galaxie, write: Written) -> None:
    """Two texts on agreements that may be one: same form and town, one signatory in common."""
    load(galaxie, write("a.txt"), write("b.txt", pact(signed_on=None, signatories=(TOWN,))))


def load(galaxie: Galaxie, *paths: Path) -> None:
    assert galaxie("load", *map(str, paths)).code == 0


def waiting(galaxie: Galaxie, *more: str) -> list[dict[str, Any]]:
    body = json.loads(galaxie("review", "--json", *more).out)
    assert body["total"] == len(body["items"]) or body["next"]
    items: list[dict[str, Any]] = body["items"]
    return items


def pacts(galaxie: Galaxie) -> int:
    return len(json.loads(galaxie("list", "--kind", "Convention", "--json").out)["items"])


def test_nothing_waits_in_a_store_of_curated_facts(galaxie: Galaxie, store: object) -> None:
    said = galaxie("review")
    assert (said.code, said.out) == (0, "")
    assert "Rien n’attend." in said.err


@pytest.mark.usefixtures("alike")
def test_two_agreements_that_may_be_one_are_proposed_with_reasons_and_words(
    galaxie: Galaxie,
) -> None:
    ((proposal,),) = (waiting(galaxie),)
    assert proposal["about"] == "agreement"
    assert 0.5 < proposal["score"] < 1
    assert "même programme" in proposal["reasons"]
    assert [ref["id"].partition("/")[0] for ref in proposal["pair"]] == [
        "convention:a-txt", "convention:b-txt",
    ]  # fmt: skip
    assert {cited["source"] for cited in proposal["citations"]} == {"a.txt", "b.txt"}
    shown = galaxie("review").out
    for words in (proposal["id"], "deux accords", "« La convention", "chars"):
        assert words in shown


@pytest.mark.usefixtures("alike")
def test_accepting_joins_and_survives_a_reload_and_undoing_parts_again(
    galaxie: Galaxie, write: Written
) -> None:
    (proposal,) = waiting(galaxie)
    before = galaxie("digest").out
    assert pacts(galaxie) == 2
    assert (
        galaxie("review", "accept", proposal["id"], "--why", "même page", "--by", "moi").code == 0
    )
    assert (pacts(galaxie), waiting(galaxie)) == (1, [])
    load(galaxie, write("b.txt", pact(signed_on=None, signatories=(TOWN,))))
    assert pacts(galaxie) == 1
    (kept,) = json.loads(galaxie("review", "list", "--json").out)["items"]
    assert (kept["verdict"], kept["by"], kept["why"]) == ("same", "moi", "même page")
    assert galaxie("review", "undo", proposal["id"]).code == 0
    assert galaxie("digest").out == before
    assert waiting(galaxie) == [proposal]


@pytest.mark.usefixtures("alike")
def test_refusing_is_kept_and_nothing_is_asked_again(galaxie: Galaxie) -> None:
    (proposal,) = waiting(galaxie)
    assert galaxie("review", "refuse", proposal["id"]).code == 0
    assert (pacts(galaxie), waiting(galaxie)) == (2, [])
    assert "deux éléments" in galaxie("review", "list").out


def test_a_body_without_a_register_is_proposed_and_may_be_another(
    galaxie: Galaxie, write: Written
) -> None:
    load(
        galaxie,
        write("a.txt", pact(signatories=(STATE, TOWN, CLUB), pilots=())),
        write("b.txt", pact(
            name="Charte des quartiers", programmes=(), signed_on=None, pilots=(), covers=(),
            signatories=(AGENCY, CLUB_TOO)), text=f"{TEXT}\n"),
    )  # fmt: skip
    (proposal,) = waiting(galaxie, "--about", "actor")
    assert proposal["reasons"] == ["même nom"]
    assert waiting(galaxie, "--about", "fact") == []
    said = galaxie("review", "other", proposal["id"], "agency:anru", "--json")
    verdicts = {(j["verdict"], j["right"]) for j in json.loads(said.out)["items"]}
    assert {verdict for verdict, _right in verdicts} == {"same", "different"}
    assert ("same", "agency:anru") in verdicts
    assert waiting(galaxie, "--about", "actor") == []


def test_an_agreement_read_with_little_confidence_waits_whole(
    galaxie: Galaxie, write: Written
) -> None:
    load(galaxie, write("a.txt"))
    before = galaxie("digest").out
    galaxie("forget", "a.txt")
    empty = galaxie("digest").out
    load(galaxie, write("a.txt", sure(PACT, 0.4)))
    assert galaxie("digest").out == empty
    (proposal,) = waiting(galaxie)
    assert (proposal["about"], proposal["score"]) == ("fact", 0.4)
    assert "convention" in proposal["facts"][0]["node"]["id"]
    shown = galaxie("review").out
    for words in ("Convention de renouvellement urbain", " signe ", "€", "quartiers · 14"):
        assert words in shown
    assert galaxie("review", "accept", proposal["id"]).code == 0
    assert waiting(galaxie) == []
    assert galaxie("digest").out == before
    load(galaxie, write("a.txt", sure(PACT, 0.4)))
    assert galaxie("digest").out == before
    assert "fait accepté" in galaxie("review", "list").out
    assert galaxie("review", "undo", proposal["id"]).code == 0
    assert galaxie("digest").out == empty
    assert waiting(galaxie) == [proposal]


def test_a_doubtful_fact_of_a_sure_agreement_waits_alone(galaxie: Galaxie, write: Written) -> None:
    doubtful = Party("Anru", NodeKind.AGENCY, "Anru", read("l’Anru", sure=0.3), "agency:anru")
    load(galaxie, write("a.txt", pact(signatories=(STATE, TOWN, doubtful), amounts=())))
    (proposal,) = waiting(galaxie)
    assert [fact["edge"]["start"] for fact in proposal["facts"]] == ["agency:anru"]
    assert galaxie("show", "agency:anru").code == 2
    assert galaxie("review", "other", proposal["id"], "commune:59606").code == 2
    before = galaxie("digest").out
    assert galaxie("review", "accept", proposal["id"]).code == 0
    assert galaxie("show", "agency:anru").code == 0
    assert galaxie("review", "undo", proposal["id"]).code == 0
    assert galaxie("digest").out == before
    assert galaxie("review", "refuse", proposal["id"]).code == 0
    assert galaxie("digest").out == before
    assert waiting(galaxie) == []


def test_a_date_read_with_little_confidence_waits_alone(galaxie: Galaxie, write: Written) -> None:
    dated = pact(evidence={**PACT.evidence, "signed_on": read("16 décembre 2019", sure=0.5)})
    load(galaxie, write("a.txt", dated))
    (proposal,) = waiting(galaxie)
    assert proposal["facts"][0]["node"]["signed_on"] == "2019-12-16"
    assert "16 décembre 2019" in galaxie("review").out


def test_several_answers_at_once_are_one_step(galaxie: Galaxie, write: Written) -> None:
    load(galaxie, write("a.txt", sure(PACT, 0.4)), write("b.txt", sure(PACT, 0.5), text="b" * 400))
    ids = [item["id"] for item in waiting(galaxie)]
    said = galaxie("review", "accept", *ids, "--json")
    revisions = {item["revision"] for item in json.loads(said.out)["items"]}
    assert len(revisions) == 1
    assert pacts(galaxie) == 1


@pytest.mark.parametrize("answer", [("accept",), ("refuse",), ("undo",), ("other", "agency:anru")])
@pytest.mark.usefixtures("alike")
def test_an_unknown_proposal_is_misuse_and_changes_nothing(
    galaxie: Galaxie, answer: tuple[str, ...]
) -> None:
    before = galaxie("digest").out
    verb, *more = answer
    said = galaxie("review", verb, "p-inconnue", *more)
    assert (said.code, said.out) == (2, "")
    assert "Aucune proposition « p-inconnue »" in said.err
    assert galaxie("digest").out == before


def test_a_long_list_comes_page_by_page(galaxie: Galaxie, write: Written) -> None:
    texts = [write(f"t{i}.txt", sure(PACT, 0.4), text=TEXT + "!" * i) for i in range(3)]
    load(galaxie, *texts)
    whole = waiting(galaxie)
    first = json.loads(galaxie("review", "--limit", "2", "--json").out)
    rest = json.loads(galaxie("review", "--after", first["next"], "--json").out)
    assert [*first["items"], *rest["items"]] == whole
    assert (len(whole), rest["next"]) == (3, None)
    assert "La suite : --after" in galaxie("review", "--limit", "1").err


def test_on_an_empty_store_the_command_that_fills_it_is_named(galaxie: Galaxie) -> None:
    said = galaxie("review")
    assert said.code == 0
    assert "galaxie load --bundled" in said.err


@pytest.mark.neo4j
def test_both_stores_propose_and_answer_alike(
    galaxie: Galaxie, write: Written, neo4j_server: Neo4jAddress, monkeypatch: pytest.MonkeyPatch
) -> None:
    wipe(neo4j_server)
    if neo4j_server.user:
        monkeypatch.setenv("GALAXIE_STORE_USER", neo4j_server.user)
        monkeypatch.setenv("GALAXIE_STORE_PASSWORD", neo4j_server.password or "")
    alike = pact(signed_on=None, signatories=(TOWN,))
    paths = [
        str(path)
        for path in (
            write("a.txt"), write("b.txt", alike), write("c.txt", sure(PACT, 0.4), text="c" * 400)
        )
    ]  # fmt: skip
    told: dict[str, list[str]] = {}
    for store in ("sqlite", neo4j_server.uri):
        where = () if store == "sqlite" else ("--store", store)
        said = told[store] = [galaxie("load", *paths, "--json", *where).out]
        said.append(galaxie("review", "--json", *where).out)
        ids = [item["id"] for item in json.loads(said[-1])["items"]]
        assert len(ids) == 2
        for step in (("accept", *ids), ("list",), ("undo", ids[0]), ("undo", ids[1])):
            said.append(galaxie("review", *step, "--json", *where).out)
            said.append(galaxie("digest", *where).out)
        said.append(galaxie("review", "--json", *where).out)
    assert told["sqlite"] == told[neo4j_server.uri]
