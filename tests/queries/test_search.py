import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import InputRefused
from graph.projection import Projection
from queries import paging
from queries.filters import Filters, view
from queries.search import search
from tests.queries.drawn import drawn

GRAPH = drawn("""
    agency:anru = Agence nationale pour la rénovation urbaine | ANRU
    agency:acse = Agence pour la cohésion sociale et l’égalité | Acsé until=2014-03
    agency:cget = Commissariat général à l’égalité des territoires | CGET since=2014-04
    federation:ush = Union sociale pour l’habitat | USH | Mouvement HLM
    federation:villes-de-france = Villes de France
    funder:action-logement = Action Logement | | 1 % Logement
    programme:acv = Action cœur de ville | ACV
    commune:59606 = Valenciennes | | siren:215906066
    commune:59032 = Aulnoy-lez-Valenciennes
    commune:42218 = Saint-Étienne
    commune:01350 = Saint-Étienne-du-Bois
    commune:94038 = L’Haÿ-les-Roses
    commune:69123 = Lyon
    commune:56201 = Le Saint
    epci:245901160 = Communauté d’agglomération Valenciennes Métropole
    epci:200046977 = Métropole de Lyon
    qpv:QN05906M = Chasse Royale
    convention:vdf-anru = Convention de partenariat signed_on=2019
    convention:anru-acse-2010 = Convention de coopération signed_on=2010-10-18
    federation:villes-de-france SIGNS convention:vdf-anru
    agency:anru SIGNS convention:vdf-anru
    agency:anru SIGNS convention:anru-acse-2010
    agency:acse SIGNS convention:anru-acse-2010
    commune:59032 PART_OF epci:245901160
    commune:59606 PART_OF epci:245901160
    agency:cget SUCCEEDS agency:acse
""")  # fmt: skip


def first(text: str, graph: Projection = GRAPH) -> str:
    return search(view(graph), text).items[0].id


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("valencienne", "commune:59606"),
        ("VALENCIENNES", "commune:59606"),
        ("acse", "agency:acse"),
        ("A.C.S.E.", "agency:acse"),
        ("USH", "federation:ush"),
        ("mouvement hlm", "federation:ush"),
        ("215906066", "commune:59606"),
        ("2 159 060 66", "commune:59606"),
        ("215 906 066", "commune:59606"),
        ("59606", "commune:59606"),
        ("commune:59606", "commune:59606"),
        (" siren:215906066 ", "commune:59606"),
        ("QN05906M", "qpv:QN05906M"),
        ("qn 059 06 m", "qpv:QN05906M"),
        ("st etienne", "commune:42218"),
        ("hay les roses", "commune:94038"),
        ("l'haÿ", "commune:94038"),
        ("coeur de ville", "programme:acv"),
        ("action logment", "funder:action-logement"),
        ("villes de france anru", "convention:vdf-anru"),
        ("anru acsé 2010", "convention:anru-acse-2010"),
        ("convention 2019", "convention:vdf-anru"),
        ("valenciennes metropole", "epci:245901160"),
        ("valencinnes metropol", "epci:245901160"),
        ("roses hay", "commune:94038"),
        ("saint", "commune:56201"),
        ("1 % logement", "funder:action-logement"),
    ],
)
def test_what_people_type_finds_what_they_mean(text: str, found: str) -> None:
    assert first(text) == found


def test_a_commune_comes_before_its_intercommunality() -> None:
    found = [hit.id for hit in search(view(GRAPH), "valencien").items]
    assert found.index("commune:59606") < found.index("epci:245901160")
    assert found.index("epci:245901160") < found.index("commune:59032")


def test_all_words_come_before_some_words() -> None:
    found = [hit.id for hit in search(view(GRAPH), "agence cohésion").items]
    assert found[0] == "agency:acse"
    assert "agency:anru" in found[1:]


def test_at_equal_rank_the_most_tied_comes_first_then_the_smaller_id() -> None:
    graph = drawn("""
        commune:01001 = Bourg
        commune:01002 = Bourg
        commune:01003 = Bourg
        commune:01003 PART_OF departement:01
    """)
    found = [hit.id for hit in search(view(graph), "bourg").items]
    assert found == ["commune:01003", "commune:01001", "commune:01002"]


def test_an_own_name_beats_another_name_and_a_party() -> None:
    graph = drawn("""
        convention:c = Accord
        federation:a = Réseau | | Alpha
        federation:b = Alpha
        federation:b SIGNS convention:c
    """)
    found = [hit.id for hit in search(view(graph), "alpha").items]
    assert found == ["federation:b", "federation:a", "convention:c"]


def test_scores_fall_from_exact_to_corrected() -> None:
    scores = [
        search(view(GRAPH), t).items[0].score for t in ("acse", "agence", "valencie", "logment")
    ]
    assert scores == [1.0, 0.5, 0.25, 0.125]


def test_codes_are_not_corrected() -> None:
    assert search(view(GRAPH), "59607").items == ()
    assert search(view(GRAPH), "215906067").items == ()


def test_short_words_are_not_corrected() -> None:
    assert search(view(GRAPH), "uhs").items == ()


@pytest.mark.parametrize("text", ["", "  ", "« » !", "\u202e", "'; DROP TABLE node --"])
def test_what_names_nothing_finds_nothing(text: str) -> None:
    assert search(view(GRAPH), text).items == ()


def test_filters_hold_in_search() -> None:
    in_2020 = view(GRAPH, Filters(as_of="2020"))
    assert [hit.id for hit in search(in_2020, "acse").items] == ["convention:anru-acse-2010"]
    assert search(in_2020, "agency:acse").items == ()
    assert search(in_2020, "cget").items[0].id == "agency:cget"


def test_following_successors_finds_the_heir_once() -> None:
    followed = view(GRAPH, Filters(follow_successors=True))
    assert search(followed, "acse").items[0].id == "agency:cget"
    named = [hit.id for hit in search(followed, "égalité").items]
    assert named == ["agency:cget", "convention:anru-acse-2010"]


def test_pages_give_the_whole_list_once() -> None:
    whole = [hit.id for hit in search(view(GRAPH), "valenciennes ville saint", limit=500).items]
    assert len(whole) > 4
    paged: list[str] = []
    after = None
    while True:
        page = search(view(GRAPH), "valenciennes ville saint", limit=2, after=after)
        assert page.total == len(whole)
        paged += [hit.id for hit in page.items]
        after = page.next
        if after is None:
            break
    assert paged == whole


def test_a_cursor_survives_a_new_revision_that_dropped_its_item() -> None:
    lines = [f"commune:0100{i} = Bourg" for i in range(1, 6)]
    page = search(view(drawn("\n".join(lines))), "bourg", limit=2)
    left = drawn("\n".join(line for line in lines if "01002" not in line), revision=2)
    after = search(view(left), "bourg", limit=2, after=page.next)
    assert [hit.id for hit in after.items] == ["commune:01003", "commune:01004"]


@pytest.mark.parametrize("limit", [0, -1, 501])
def test_a_page_has_1_to_500_items(limit: int) -> None:
    with pytest.raises(InputRefused):
        search(view(GRAPH), "anru", limit=limit)


def test_a_text_too_long_is_refused() -> None:
    with pytest.raises(InputRefused, match="300"):
        search(view(GRAPH), "a" * 301)


@given(st.text(max_size=300))
def test_any_text_is_answered(text: str) -> None:
    found = search(view(GRAPH), text, limit=500)
    assert len({hit.id for hit in found.items}) == len(found.items) == found.total


@pytest.mark.parametrize("rank", [-1, 1 << 40])
def test_a_cursor_out_of_bounds_is_refused(rank: int) -> None:
    made_up = paging.cursor(("search", "anru", ""), (rank, "agency:anru"))
    with pytest.raises(InputRefused, match="curseur"):
        search(view(GRAPH), "anru", after=made_up)


@given(st.text(max_size=700))
def test_any_cursor_is_taken_or_refused(cursor: str) -> None:
    with pytest.raises(InputRefused, match="curseur"):
        search(view(GRAPH), "anru", after=cursor)
