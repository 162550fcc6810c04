"""Which ids stand for one actor, whatever the order in which that is learnt."""

from hypothesis import given
from hypothesis import strategies as st

from graph.identity import Alias, Same, canonical_ids
from graph.names import fold, searched, words

PARIS = [Alias("commune:75056", "departement:75"), Alias("commune:75056", "siren:217500016")]


def test_a_registry_code_of_a_place_wins_over_its_siren() -> None:
    assert set(canonical_ids(PARIS).values()) == {"commune:75056"}


def test_an_id_that_is_only_another_id_never_stands_for_the_actor() -> None:
    mayotte = canonical_ids([Alias("departement:976", "region:06")])
    assert mayotte["region:06"] == "departement:976"


def test_two_communes_that_a_person_parts_stay_two() -> None:
    links = [Same("siren:217500016", "siren:215906066")]
    assert canonical_ids(links, [("siren:215906066", "siren:217500016")]) == {}


def test_a_judgement_joins_what_crosswalks_joined_before() -> None:
    links: list[Alias | Same] = [*PARIS, Same("actor:ville-de-paris@75", "siren:217500016")]
    assert canonical_ids(links)["actor:ville-de-paris@75"] == "commune:75056"


ids = st.sampled_from([f"siren:{n}" for n in range(8)] + [f"commune:{n}" for n in range(4)])
links = st.lists(st.builds(Alias, ids, ids) | st.builds(Same, ids, ids), max_size=20).map(
    lambda several: [link for link in several if link[0] != link[1]]
)


@given(links, st.randoms(use_true_random=False))
def test_the_order_of_links_does_not_show(several: list[Alias | Same], random: object) -> None:
    shuffled = list(several)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert canonical_ids(shuffled) == canonical_ids(several)


@given(links)
def test_a_canonical_id_stands_for_itself(several: list[Alias | Same]) -> None:
    canon = canonical_ids(several)
    assert all(canon[chosen] == chosen for chosen in canon.values())


@given(st.text(max_size=60))
def test_folding_a_folded_name_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_names_typed_in_many_ways_fold_to_one() -> None:
    assert len({fold(n) for n in ("L’Haÿ-les-Roses", "l'hay les roses", "L’HAŸ LES ROSES")}) == 1
    assert len({fold(n) for n in ("St-Étienne", "Saint Etienne", "SAINT-ÉTIENNE")}) == 1
    assert words("C.A.F.") == ["caf"]
    assert searched("la ville de l'Ain") == ["ville", "ain"]
