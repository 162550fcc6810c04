"""The measures of reading: what is right, free, wrong or missed, field by field."""

from __future__ import annotations

import importlib.util
import json
import random
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import InputRefused
from loaders.texts.scoring import Report, read_sheets, score
from loaders.texts.scoring.matching import matched
from loaders.texts.scoring.names import (
    keys,
    persons,
    programme,
    same_actor,
    same_person,
    same_place,
)
from loaders.texts.scoring.notebook import Field, Tally
from loaders.texts.scoring.sheets import sheet_of

TOWN = {
    "name": "Commune de Testac", "kind": "Municipality", "represented_by": "Suzanne Lacore",
    "accept": ["Testac-sur-Mer"],
}  # fmt: skip
STATE = {"name": "État", "kind": "StateService", "represented_by": None}
CONTRACT: dict[str, Any] = {
    "key": "c1", "name": "Contrat de ville de Testac", "kind": "contrat_de_ville",
    "status": "signed", "signed_on": "2025-04", "signatories": [TOWN, STATE],
    "programmes": ["NPNRU"], "amounts": [{"amount_eur": 1_500_000, "payer": "État"}],
    "pilots": [{"actor": "Commune de Testac", "of": "c1"}],
    "covers": [{"territory": "Quartier du Moulin", "kind": "Neighbourhood"}],
    "covers_counts": [{"what": "QPV", "count": 2}],
}  # fmt: skip
GOLD: dict[str, Any] = {
    "conventions": [CONTRACT],
    "facts_outside_conventions": [
        {"type": "FINANCES", "from": "ANRU", "to": "NPNRU", "amount_eur": 5_000_000_000.0},
    ],
    "not_signatories": ["Action Logement"],
}  # fmt: skip


def measured(change: Callable[[dict[str, Any]], object], *, gold: dict[str, Any] = GOLD) -> Report:
    """Return the measures of the gold itself, once changed."""
    said = deepcopy(gold)
    change(said)
    return score({"t": sheet_of(gold, "t")}, {"t": sheet_of(said, "t")})


def act(said: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = said["conventions"][0]
    return found


def free(**keys: Any) -> dict[str, Any]:
    """Return a gold whose agreement leaves something free."""
    return GOLD | {"conventions": [CONTRACT | keys]}


def test_the_gold_read_as_it_is_has_no_error() -> None:
    report = measured(lambda _: None)
    assert report.overall == Tally(right=10)
    assert report.overall.f1 == report.mean == 1.0
    assert report.slips() == {}


def test_nothing_read_misses_everything_and_invents_nothing() -> None:
    report = score({"t": sheet_of(GOLD, "t")}, {})
    assert report.overall == Tally(missed=10)
    assert report.missing == ("t",)
    assert report.overall.f1 == 0


def test_a_text_without_agreement_rewards_silence_and_punishes_invention() -> None:
    nothing: dict[str, Any] = {"conventions": []}
    assert measured(lambda _: None, gold=nothing).mean == 1.0
    report = measured(lambda said: said["conventions"].append(CONTRACT), gold=nothing)
    assert report.field(Field.AGREEMENTS) == Tally(wrong=1)
    assert report.field(Field.SIGNATORIES) == Tally(wrong=2)
    assert report.field(Field.REPRESENTED_BY) == Tally(wrong=1)
    assert report.mean == 0


@pytest.mark.parametrize(
    "name", ["Ville de Testac", "TESTAC", "la commune de Testac", "Testac sur mer"]
)
def test_spelling_articles_and_accepted_names_do_not_matter(name: str) -> None:
    report = measured(lambda said: act(said)["signatories"][0].update(name=name))
    assert report.field(Field.SIGNATORIES) == Tally(right=2)


def test_who_signs_for_the_state_is_the_state() -> None:
    report = measured(lambda said: act(said)["signatories"][1].update(name="Préfecture du Nord"))
    assert report.field(Field.SIGNATORIES) == Tally(right=2)


def test_one_party_told_twice_counts_once_with_its_persons() -> None:
    twice = {"name": "Ville de Testac", "represented_by": "Autre Personne"}
    report = measured(lambda said: act(said)["signatories"].append(twice))
    assert report.field(Field.SIGNATORIES) == Tally(right=2)
    assert report.field(Field.REPRESENTED_BY) == Tally(right=1, wrong=1)


@pytest.mark.parametrize(
    ("told", "tally"),
    [
        ("2025-04", Tally(right=1)),
        ("2025-04-03", Tally(right=1)),
        ("2025", Tally(wrong=1, missed=1)),
        ("2025-05", Tally(wrong=1, missed=1)),
        (None, Tally(missed=1)),
    ],
)
def test_a_finer_date_is_right_and_a_coarser_one_wrong(told: str | None, tally: Tally) -> None:
    report = measured(lambda said: act(said).update(signed_on=told))
    assert report.field(Field.SIGNED_ON) == tally


def test_the_announced_date_of_a_planned_agreement_may_be_missed() -> None:
    report = measured(lambda said: act(said).update(signed_on=None), gold=free(status="planned"))
    assert report.field(Field.SIGNED_ON) == Tally()


def test_what_the_gold_leaves_free_is_neither_right_nor_wrong() -> None:
    gold = free(
        signatories_tolerated=["ANRU"], programmes_tolerated=["PNRU"], counts_tolerated=[14],
        covers_tolerated=["Nulle-Part"], amounts_tolerated=[7],
    )  # fmt: skip

    def more(said: dict[str, Any]) -> None:
        act(said)["signatories"].append({"name": "ANRU"})
        act(said)["programmes"].append("Programme national de rénovation urbaine")
        act(said)["covers"] += ["Nulle Part", "Commune de Testac"]
        act(said)["covers_counts"].append({"what": "sites", "count": 14})
        act(said)["amounts"].append({"amount_eur": 7, "payer": None})

    assert measured(more, gold=gold).overall == Tally(right=10)
    assert measured(more).overall.wrong == 5


def test_a_sum_is_right_with_its_payer_wherever_it_is_told() -> None:
    def moved(said: dict[str, Any]) -> None:
        told = act(said)["amounts"].pop()
        fact = {"type": "FINANCES", "from": told["payer"], "amount_eur": told["amount_eur"]}
        said["facts_outside_conventions"].append(fact)

    assert measured(moved).field(Field.AMOUNTS) == Tally(right=2)
    other = measured(lambda said: act(said)["amounts"][0].update(payer="Commune de Testac"))
    assert other.field(Field.AMOUNTS) == Tally(right=1, wrong=1, missed=1)


def test_an_agreement_mentioned_in_passing_is_free_unless_asked_for() -> None:
    gold = sheet_of(free(background=True), "t")
    nothing = sheet_of({"conventions": []}, "t")
    assert score({"t": gold}, {"t": nothing}).overall == Tally(missed=1)  # the outside sum
    assert score({"t": gold}, {"t": nothing}, background=True).overall == Tally(missed=10)


def test_errors_that_matter_most_are_counted_apart() -> None:
    report = measured(lambda said: act(said)["signatories"].append({"name": "Action Logement"}))
    assert report.counted("false_signatories") == 1
    planned = measured(lambda said: act(said).update(status="signed"), gold=free(status="planned"))
    assert (planned.counted("planned_as_signed"), planned.counted("planned")) == (1, 1)
    signed = measured(lambda said: act(said).update(status="planned"))
    assert signed.counted("signed_as_planned") == 1


def test_agreements_are_aligned_by_parties_then_by_date_and_place() -> None:
    bare = CONTRACT | {"amounts": [], "covers": []}
    other = bare | {"key": "c2", "name": "Avenant", "signatories": [STATE]}
    nobody = bare | {"key": "c3", "name": "Charte", "signatories": [], "signed_on": "2011"}
    gold = {"conventions": [CONTRACT, other, nobody]}
    report = measured(lambda said: said["conventions"].reverse(), gold=gold)
    assert report.overall.f1 == 1.0


def test_each_error_says_where_and_what() -> None:
    report = measured(lambda said: act(said).update(signed_on="2011", programmes=[]))
    told = [(slip.field, slip.error, slip.what) for slip in report.slips()["t"]]
    assert told == [
        ("signed_on", "missed", "2025-04, Contrat de ville de Testac"),
        ("signed_on", "wrong", "2011, Contrat de ville de Testac"),
        ("programmes", "missed", "npnru"),
    ]


def test_names_of_registers_stand_for_one_another() -> None:
    assert keys("Anru") & keys("Agence nationale pour la rénovation urbaine")
    assert keys("CC du Pays de Test") & keys("Communauté de communes du Pays de Test")
    assert keys("Conseil général du Nord") & keys("Département du Nord")
    assert keys("CAF du Nord") & keys("Caisse d’allocations familiales du Nord")
    assert keys("Ministère délégué à la Ville") & keys("Ministère de la Politique de la ville")
    assert not keys("Département du Nord") & keys("Commune du Nord")
    assert not same_actor(("État",), "Région Bretagne")
    assert programme("Nouveau programme national de renouvellement urbain") == programme("NPNRU")
    assert same_place(("Quartier du Moulin",), "le Moulin")


def test_persons_are_told_by_their_last_name_and_first_names_that_agree() -> None:
    (one,), (other,) = persons(["Mme Suzanne Lacore"]), persons(["LACORE"])
    assert same_person(one, other)
    assert not same_person(one, ("paul", "lacore"))
    assert persons(["A B et C D", "A B"]) == [("a", "b"), ("c", "d")]


@given(st.lists(st.sets(st.integers(0, 6)), max_size=6))
def test_as_many_pairs_are_made_as_can_be(fits: list[set[int]]) -> None:
    import networkx as nx  # noqa: PLC0415 -- the judge, not the judged

    pairs = matched(fits, range(7), lambda fit, j: j in fit)
    graph = nx.Graph([(f"a{i}", j) for i, fit in enumerate(fits) for j in fit])
    left = {f"a{i}" for i, fit in enumerate(fits) if fit}
    best = nx.bipartite.maximum_matching(graph, top_nodes=left) if left else {}
    assert len(pairs) == len(best) // 2
    assert all(j in fits[i] for i, j in pairs.items())
    assert len(set(pairs.values())) == len(pairs)


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("{", "ce n’est pas du JSON"),
        ("[" * 100_000, "JSON"),
        ('{"conventions": [{"covers_counts": [{"count": "beaucoup"}]}]}', "covers_counts"),
        ('{"id": "autre chose"}', "aucun fichier de faits"),
    ],
)
def test_a_file_of_another_shape_is_refused_by_its_name(
    tmp_path: Path, body: str, told: str
) -> None:
    (tmp_path / "faux.json").write_text(body, encoding="utf-8")
    with pytest.raises(InputRefused, match=told):
        read_sheets(tmp_path)


# ------------------------------------------------- against the scorer kept beside the clone


@pytest.fixture(scope="module")
def judge(shared_dir: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("judge", shared_dir / "scoring" / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def spoilt(gold: dict[str, Any], chance: random.Random, harm: float) -> dict[str, Any]:
    """Return a sheet with errors of all kinds, the more the greater the harm."""
    said = deepcopy(gold)
    said["conventions"] = [one for one in said["conventions"] if chance.random() > 0.1 * harm]
    for one in said["conventions"]:
        _spoil_plain_words(one, chance, harm)
        one["signatories"] = [p for p in one["signatories"] if chance.random() > 0.1 * harm]
        for party in one["signatories"]:
            _spoil_party(party, chance, harm)
        for field in ("programmes", "amounts", "pilots", "covers", "covers_counts"):
            one[field] = [fact for fact in one[field] if chance.random() > 0.12 * harm]
        if chance.random() < 0.2 * harm:
            _add_what_is_not_said(one, said["not_signatories"])
    if chance.random() < 0.2 * harm:
        said["conventions"].append(deepcopy(CONTRACT))
    chance.shuffle(said["conventions"])
    return said


def _spoil_plain_words(one: dict[str, Any], chance: random.Random, harm: float) -> None:
    if chance.random() < 0.1 * harm:
        one["status"] = "planned" if one["status"] == "signed" else "signed"
    if chance.random() < 0.15 * harm:
        one["signed_on"] = chance.choice([None, "2015-06-01", (one["signed_on"] or "2010")[:4]])


def _spoil_party(party: dict[str, Any], chance: random.Random, harm: float) -> None:
    party["name"] = chance.choice([party["name"], *party.get("accept", ())])
    if chance.random() < 0.1 * harm:
        party["represented_by"] = "Mme Suzanne Lacore"


def _add_what_is_not_said(one: dict[str, Any], bystanders: list[str]) -> None:
    one["amounts"].append({"amount_eur": 1_000_000, "payer": None})
    one["covers"].append({"territory": "Quartier du Moulin"})
    one["programmes"].append("NPNRU")
    one["covers_counts"].append({"what": "quartiers", "count": 14})
    one["signatories"] += [{"name": name} for name in bystanders[:1]]


@pytest.mark.parametrize("harm", [0.0, 0.5, 1.0, 2.0, 4.0])
@pytest.mark.parametrize("background", [False, True])
def test_the_figures_are_those_of_the_scorer_that_judges_us(
    judge: ModuleType, shared_dir: Path, tmp_path: Path, harm: float, *, background: bool
) -> None:
    corpus, chance = shared_dir / "corpus", random.Random(f"{harm}")  # noqa: S311 -- no secret
    for path in sorted(corpus.glob("*.json")):
        said = spoilt(json.loads(path.read_text("utf-8")), chance, harm)
        (tmp_path / path.name).write_text(json.dumps(said), encoding="utf-8")
    aliases = shared_dir / "scoring" / "aliases.json"
    theirs = judge.score_folders(str(corpus), str(tmp_path), str(aliases), background)
    ours = score(read_sheets(corpus), read_sheets(tmp_path), background=background)
    for field in Field:
        precision, recall, f1 = theirs["fields"][field].prf()
        tally = ours.field(field)
        told = (tally.precision, tally.recall, tally.f1)
        assert told == pytest.approx((precision, recall, f1), abs=0.005), field
    assert ours.overall.f1 == pytest.approx(theirs["overall"].prf()[2], abs=0.005)
    assert ours.mean == pytest.approx(theirs["macro"], abs=0.005)
    counts = theirs["counts"]
    assert ours.counted("false_signatories") == counts["false_signatories"]
    assert ours.counted("planned_as_signed") == counts["planned_as_signed"]
    assert ours.counted("signed_as_planned") == counts["signed_as_planned"]
