"""The territories that ship: whole, each authority once, every code leading to one place."""

import gzip
import hashlib
import json
import tarfile
from collections import Counter, defaultdict
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from graph.derive import Statement, derive_node
from graph.identity import Alias, canonical_ids
from graph.ids import is_node_id, node_id
from graph.model import Claim, Edge, Node
from graph.ontology import EdgeKind, NodeKind
from graph.store import SourceClaims
from loaders.territories import Territory, bundled_territories, known_territories
from loaders.territories_file import described, reference, territories
from tools import reference as make
from tools.territories import TWINS, Package, rows

MAP = "decoupage-administratif-6.0.0"


@pytest.fixture(scope="module")
def sources() -> list[SourceClaims]:
    return [SourceClaims(s.source, list(s.claims)) for s in bundled_territories()]


@pytest.fixture(scope="module")
def nodes(sources: list[SourceClaims]) -> dict[str, list[Statement]]:
    found = defaultdict(list)
    for told in sources:
        for claim in told.claims:
            if isinstance(claim.fact, Node):
                found[claim.fact.id].append(Statement(claim, told.source))
    return found


@pytest.fixture(scope="module")
def edges(sources: list[SourceClaims]) -> list[tuple[str, Claim, Edge]]:
    return [
        (told.source.id, claim, claim.fact)
        for told in sources
        for claim in told.claims
        if isinstance(claim.fact, Edge)
    ]


@pytest.fixture(scope="module")
def owners(nodes: dict[str, list[Statement]]) -> dict[str, set[str]]:
    """Who bears each other id."""
    found = defaultdict(set)
    for identifier, statements in nodes.items():
        for other in derive_node(identifier, statements).node.other_ids:
            found[other].add(identifier)
    return found


def place(identifier: str) -> Territory:
    return known_territories()[identifier]


def wholes(edges: list[tuple[str, Claim, Edge]], identifier: str, *, source: str = MAP) -> set[str]:
    return {e.end for s, _, e in edges if s == source and e.start == identifier}


# ------------------------------------------------------------------------------ what is there


def test_the_map_holds_the_whole_of_france() -> None:
    assert Counter(t.kind for t in territories().values()) == {
        NodeKind.COUNTRY: 1,
        NodeKind.REGION: 17,  # 18 régions, Mayotte being a département
        NodeKind.DEPARTMENT: 103,  # 101, less Paris, Martinique and Guyane, plus five overseas
        NodeKind.INTERCOMMUNALITY: 1_255 + 11,
        NodeKind.MUNICIPALITY: 34_969,
    }


def test_every_territory_but_france_is_part_of_one_that_exists() -> None:
    for territory in territories().values():
        assert territory.part_of or territory.kind in {NodeKind.COUNTRY, NodeKind.INTERCOMMUNALITY}
        assert all(whole in territories() for whole in territory.part_of), territory


def test_every_commune_leads_up_to_france() -> None:
    for territory in territories().values():
        if territory.kind is NodeKind.MUNICIPALITY:
            above, steps = territory, 0
            while above.id != "pays:fr":
                above, steps = place(above.part_of[0]), steps + 1
            assert steps <= 3


def test_valenciennes_is_what_its_registers_say() -> None:
    valenciennes = place("commune:59606")
    assert valenciennes.name == "Valenciennes"
    assert valenciennes.population == 43_468
    assert "siren:215906066" in valenciennes.other_ids
    assert "departement:59" in valenciennes.part_of
    [group] = [place(whole) for whole in valenciennes.part_of if whole.startswith("epci:")]
    assert group.name == "Communauté d’agglomération Valenciennes Métropole"


def test_the_same_bytes_are_described_beside_the_file() -> None:
    packed = reference("territoires.tsv.gz").read_bytes()
    content = gzip.decompress(packed)
    sidecar = described("territoires.toml")
    assert len(packed) <= 3_000_000
    assert packed[4:8] == b"\0\0\0\0", "the archive bears a date"
    assert hashlib.sha256(content).hexdigest() == sidecar["source"]["sha256"]
    assert content.count(b"\n") - 1 == sidecar["territories"] == len(territories())
    assert sidecar["origin"]["sha256"] == make.ORIGIN


# ------------------------------------------------------------------------------ identity


def test_no_id_is_written_twice() -> None:
    lines = gzip.decompress(reference("territoires.tsv.gz").read_bytes()).splitlines()[1:]
    ids = [line.split(b"\t")[0] for line in lines]
    assert len(set(ids)) == len(ids)


def test_every_id_is_well_formed_and_every_siren_passes_its_check(
    owners: dict[str, set[str]],
) -> None:
    for identifier in (*known_territories(), *owners):
        assert identifier.startswith("insee:") or node_id(identifier) == identifier


def test_no_other_id_is_a_territory_itself(owners: dict[str, set[str]]) -> None:
    assert not owners.keys() & known_territories().keys()


def test_no_other_id_leads_to_two_territories(owners: dict[str, set[str]]) -> None:
    assert {other: who for other, who in owners.items() if len(who) > 1} == {}


def test_every_territory_stays_its_own_canonical_id(owners: dict[str, set[str]]) -> None:
    links = [
        Alias(main, other) for other, mains in owners.items() for main in mains if is_node_id(other)
    ]
    canonical = canonical_ids(links)
    for link in links:
        assert canonical[link.main] == canonical[link.other] == link.main


@pytest.mark.parametrize(("twin", "kept"), TWINS.items())
def test_an_authority_with_two_codes_is_one_territory(
    twin: str, kept: str, owners: dict[str, set[str]]
) -> None:
    assert owners[twin] == {kept}


@pytest.mark.parametrize("identifier", ["departement:2A", "departement:971", "departement:974"])
def test_a_departement_beside_its_region_stays_a_territory(identifier: str) -> None:
    [whole] = place(identifier).part_of
    assert place(whole).kind is NodeKind.REGION


@pytest.mark.parametrize(
    ("first", "last", "city"),
    [(75101, 75120, "75056"), (69381, 69389, "69123"), (13201, 13216, "13055")],
)
def test_arrondissements_lead_to_their_city(
    first: int, last: int, city: str, owners: dict[str, set[str]]
) -> None:
    for code in range(first, last + 1):
        assert owners[f"commune:{code}"] == {f"commune:{city}"}


@pytest.mark.parametrize(
    ("old", "today", "why"),
    [
        ("59355", "59350", "Lomme is associated with Lille"),
        ("93059", "93066", "Pierrefitte merged into Saint-Denis"),
        ("55273", "55386", "associated today, whatever commune it was in before"),
    ],
)
def test_the_code_of_a_merged_commune_leads_to_today(
    old: str, today: str, why: str, owners: dict[str, set[str]]
) -> None:
    assert owners[f"commune:{old}"] == {f"commune:{today}"}, why


def test_a_post_code_of_paris_does_not_lead_to_a_suburb(owners: dict[str, set[str]]) -> None:
    assert "commune:75001" not in owners


def test_the_siren_of_every_departement_and_region_leads_to_it(owners: dict[str, set[str]]) -> None:
    numbered = {
        who for other, [*several] in owners.items() if other.startswith("siren:") for who in several
    }
    overseas = {f"departement:{code}" for code in ("975", "984", "986", "987", "988")}
    levels = {NodeKind.DEPARTMENT, NodeKind.REGION}
    expected = {t.id for t in territories().values() if t.kind in levels}
    assert expected - numbered == overseas
    assert owners["siren:225900018"] == {"departement:59"}
    assert owners["siren:200053742"] == {"region:32"}


# ------------------------------------------------------------------------------ parts and wholes


@pytest.mark.parametrize(
    ("identifier", "expected"),
    [
        ("commune:75056", {"region:11", "epci:200054781"}),
        ("commune:69123", {"departement:69", "epci:200046977"}),
        ("epci:200046977", {"region:84"}),
        ("commune:93066", {"departement:93", "epci:200054781", "epci:200057867"}),
        ("epci:200057867", {"epci:200054781"}),
        ("commune:2A004", {"departement:2A", "epci:242010056"}),
        ("departement:2A", {"region:94"}),
        ("commune:97209", {"region:02", "epci:249720061"}),
        ("commune:97302", {"region:03", "epci:249730045"}),
        ("departement:976", {"pays:fr"}),
        ("commune:97611", {"departement:976", "epci:200060457"}),
        ("commune:97701", {"pays:fr"}),
        ("commune:98818", {"departement:988"}),
        ("departement:988", {"pays:fr"}),
    ],
)
def test_a_territory_is_part_of(
    identifier: str, expected: set[str], edges: list[tuple[str, Claim, Edge]]
) -> None:
    assert wholes(edges, identifier) == expected


def test_every_ept_is_part_of_the_metropole_du_grand_paris() -> None:
    territoriaux = [t for t in territories().values() if t.short_name.startswith("EPT ")]
    assert len(territoriaux) == 11
    assert {t.part_of for t in territoriaux} == {("epci:200054781",)}


def test_communes_outside_any_intercommunality_are_islands_and_overseas() -> None:
    alone = {
        t.id
        for t in territories().values()
        if t.kind is NodeKind.MUNICIPALITY and len(t.part_of) == 1
    }
    mainland = {i for i in alone if not i.startswith(("commune:97", "commune:98"))}
    assert mainland == {"commune:22016", "commune:29083", "commune:29155", "commune:85113"}


# ------------------------------------------------------------------------------ before 2016


def test_sixteen_regions_ended_with_2015() -> None:
    old = set(known_territories()) - set(territories()) - {"siren:200094332"}
    assert len(old) == 16
    assert all(place(i).kind is NodeKind.REGION for i in old)


def test_a_departement_went_to_the_region_that_succeeds_its_own(
    edges: list[tuple[str, Claim, Edge]],
) -> None:
    succeeded = {(e.start, e.end) for _, _, e in edges if e.kind is EdgeKind.SUCCEEDS}
    before = {e.start: e.end for s, _, e in edges if s == "decret-60-516"}
    merged = {end for start, end in succeeded if start.startswith("region:")}
    assert set(before.values()) == merged
    for departement, old in before.items():
        [new] = place(departement).part_of
        assert (new, old) in succeeded
    new_ones = {start for start, _ in succeeded}
    today = {t.id for t in territories().values() if t.part_of and t.part_of[0] in new_ones}
    assert before.keys() == {i for i in today if i.startswith("departement:")}


def test_the_nord_changed_region_on_new_years_day_2016(
    edges: list[tuple[str, Claim, Edge]],
) -> None:
    dated = {
        (e.end, e.since, e.until)
        for s, _, e in edges
        if e.start == "departement:59" and s in {"loi-2015-29", "decret-60-516"}
    }
    assert dated == {("region:31", None, "2015-12-31"), ("region:32", "2016-01-01", None)}


def test_sources_on_territories_never_contradict_each_other(
    nodes: dict[str, list[Statement]],
) -> None:
    several = {i: told for i, told in nodes.items() if len(told) > 1}
    assert len(several) > 100
    for identifier, told in several.items():
        assert derive_node(identifier, told).contradictions == ()


# ------------------------------------------------------------------------------ names


@pytest.mark.parametrize(
    ("identifier", "article", "gender"),
    [
        ("departement:59", "le", "m"),
        ("departement:72", "la", "f"),
        ("departement:01", "l’", "m"),
        ("departement:02", "l’", "f"),
        ("departement:78", "les", "f"),
        ("departement:92", "les", "m"),
        ("departement:77", "la", "f"),
        ("region:32", "les", "m"),
        ("region:76", "l’", "f"),
        ("epci:200046977", "la", "f"),
        ("epci:200057867", "l’", "m"),
        ("epci:244400404", "", "f"),
        ("commune:76351", "", ""),
    ],
)
def test_a_sentence_can_agree_with(identifier: str, article: str, gender: str) -> None:
    assert (place(identifier).article, place(identifier).gender) == (article, gender)


@pytest.mark.parametrize(
    ("identifier", "name"),
    [
        ("departement:01", "Conseil départemental de l’Ain"),
        ("departement:59", "Conseil général du Nord"),
        ("departement:35", "Département d’Ille-et-Vilaine"),
        ("region:32", "Conseil régional des Hauts-de-France"),
        ("region:31", "Région Nord-Pas-de-Calais"),
        ("epci:245901160", "CA Valenciennes Métropole"),
        ("epci:245901160", "Valenciennes Métropole"),
        ("epci:200057867", "Plaine Commune"),
        ("commune:59350", "Lomme"),
        ("commune:75056", "Ville de Paris"),
    ],
)
def test_a_territory_is_also_called(identifier: str, name: str) -> None:
    assert name in place(identifier).names


def test_the_old_name_of_a_commune_leads_to_one_commune_and_is_no_other_s_name() -> None:
    communes = [t for t in territories().values() if t.kind is NodeKind.MUNICIPALITY]
    names = {t.name for t in communes}
    old = [name for t in communes for name in t.names]
    assert len(old) > 2_000
    assert len(set(old)) == len(old)
    assert not names & set(old)


def test_names_are_in_french_typography() -> None:
    for territory in known_territories().values():
        text = " ".join((territory.name, territory.short_name, *territory.names))
        assert not set("'\"\t") & set(text)
        assert "  " not in territory.name


# ------------------------------------------------------------------------------ claims


def test_nodes_come_before_edges_and_every_end_has_its_node(sources: list[SourceClaims]) -> None:
    for told in sources:
        seen: set[str] = set()
        for claim in told.claims:
            if isinstance(claim.fact, Node):
                seen.add(claim.fact.id)
            elif isinstance(claim.fact, Edge):
                assert {claim.fact.start, claim.fact.end} <= seen


def test_each_claim_cites_its_own_source_and_a_place(sources: list[SourceClaims]) -> None:
    for told in sources:
        for claim in told.claims:
            assert claim.citation.source == told.source.id
            assert claim.citation.locator


def test_membership_is_cited_to_the_list_of_the_intercommunality(
    edges: list[tuple[str, Claim, Edge]],
) -> None:
    [cited] = [
        claim.citation.locator
        for _, claim, edge in edges
        if (edge.start, edge.end) == ("commune:59606", "epci:245901160")
    ]
    assert cited == "epci 245901160"


def test_every_source_is_official_and_says_where_it_comes_from(sources: list[SourceClaims]) -> None:
    assert len({told.source.id for told in sources}) == len(sources)
    for told in sources:
        assert told.source.authority == "official"
        assert told.source.publisher
        assert told.source.url


def test_walking_the_claims_again_gives_the_same_claims() -> None:
    [first, *_] = bundled_territories()
    assert list(islice(first.claims, 100)) == list(islice(first.claims, 100))


# ------------------------------------------------------------------------------ the script

_COMMUNE = {"departement": "59", "region": "32", "zone": "metro", "typeLiaison": 0}


def _commune(code: str, name: str, kind: str = "commune-actuelle", **more: Any) -> dict[str, Any]:
    return {**_COMMUNE, "code": code, "nom": name, "type": kind, **more}


def _group(code: str, name: str, kind: str, *members: str) -> dict[str, Any]:
    listed = [{"code": member} for member in members]
    return {"code": code, "nom": name, "type": kind, "membres": listed, "populationMunicipale": 9}


#: A France of four communes, with one of each trap.
SMALL: dict[str, list[dict[str, Any]]] = {
    "communes": [
        _commune(
            "59001", "Neuve", population=5, siren="215906066", anciensCodes=["59002", "59008"]
        ),
        _commune("59002", "Revenue", population=4),
        _commune("59003", "L'Autre", anciensCodes=["59005", "75001"]),
        _commune("59004", "Seule", population=1),
        _commune("59005", "Déléguée", "commune-deleguee", chefLieu="59004"),
        _commune("59006", "Seule", "commune-deleguee", chefLieu="59001"),
        _commune("59007", "Partout", "commune-associee", chefLieu="59001"),
        _commune("59009", "Partout", "commune-associee", chefLieu="59003"),
        _commune("59010", "Un", "arrondissement-municipal", commune="59003"),
    ],
    "departements": [
        {"code": "59", "nom": "Nord", "typeLiaison": 2, "zone": "metro", "region": "32"}
    ],
    "regions": [{"code": "32", "nom": "Hauts-de-France", "typeLiaison": 4, "zone": "metro"}],
    "epci": [
        _group("200042190", 'CC "du Lieu" (CCL)', "CC", "59001", "59002", "59003"),
        _group("245901160", "CA de Seule", "CA", "59004"),
    ],
    "ept": [_group("200057867", "Ensemble", "EPT", "59001", "59002")],
}


@pytest.fixture
def small() -> dict[str, Territory]:
    return {row.id: row for row in rows(Package(**SMALL))}


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """The small France as the folder of a package."""
    folder = tmp_path / "package"
    (folder / "data").mkdir(parents=True)
    for name, records in SMALL.items():
        (folder / "data" / f"{name}.json").write_text(json.dumps(records), encoding="utf-8")
    return folder


def test_a_code_that_is_a_commune_today_is_no_other_s(small: dict[str, Territory]) -> None:
    assert small["commune:59001"].other_ids == (
        "siren:215906066",
        "commune:59006",
        "commune:59007",
        "commune:59008",
    )


def test_the_map_of_today_wins_over_history(small: dict[str, Territory]) -> None:
    assert "commune:59005" in small["commune:59004"].other_ids
    assert "commune:59005" not in small["commune:59003"].other_ids


def test_old_codes_of_the_seine_are_left_to_paris(small: dict[str, Territory]) -> None:
    assert small["commune:59003"].other_ids == ("commune:59009", "commune:59010")


def test_a_name_that_two_places_bear_is_no_alias(small: dict[str, Territory]) -> None:
    assert small["commune:59001"].names == ()
    assert small["commune:59004"].names == ("Déléguée",)
    assert small["epci:245901160"].names == ("CA de Seule",)


def test_the_people_of_a_level_are_those_of_its_communes(small: dict[str, Territory]) -> None:
    assert {small[i].population for i in ("pays:fr", "region:32", "departement:59")} == {10}
    assert small["commune:59003"].population is None


def test_the_names_of_a_group_lose_abbreviation_and_acronym(small: dict[str, Territory]) -> None:
    group = small["epci:200042190"]
    assert group.name == "Communauté de communes «\u00a0du Lieu\u00a0»"
    assert group.names[-1] == "CCL"


def test_an_ept_is_part_of_the_group_that_holds_all_its_members(
    small: dict[str, Territory],
) -> None:
    assert small["epci:200057867"].part_of == ("epci:200042190",)


def test_the_same_package_gives_the_same_bytes_as_folder_and_as_archive(
    package: Path, tmp_path: Path
) -> None:
    archive = tmp_path / "package.tgz"
    with tarfile.open(archive, "w:gz") as file:
        file.add(package, arcname="package")
    first, again = make.made(make.contents(package)), make.made(make.contents(archive))
    assert first == again
    assert set(first) == {make.DATA, make.SIDECAR}


def test_the_order_of_the_package_does_not_show(package: Path) -> None:
    before = make.made(make.contents(package))[make.DATA]
    for name, records in SMALL.items():
        reversed_records = json.dumps(records[::-1])
        (package / "data" / f"{name}.json").write_text(reversed_records, encoding="utf-8")
    assert make.made(make.contents(package))[make.DATA] == before


def test_another_package_is_refused_and_nothing_is_written(
    package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "reference"
    target.mkdir()
    monkeypatch.setattr(make, "FOLDER", target)
    with pytest.raises(SystemExit, match=r"Ce n’est pas @etalab/decoupage-administratif 6\.0\.0"):
        make.main([str(package)])
    assert list(target.iterdir()) == []


def test_the_pinned_package_is_written_beside_its_description(
    package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "reference"
    target.mkdir()
    monkeypatch.setattr(make, "FOLDER", target)
    pinned = {n: hashlib.sha256(c).hexdigest() for n, c in make.contents(package).items()}
    monkeypatch.setattr(make, "ORIGIN", pinned)
    make.main([str(package)])
    assert {p.name for p in target.iterdir()} == {make.DATA, make.SIDECAR}


def test_without_npm_the_script_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda _name: None)
    with pytest.raises(SystemExit, match="npm est introuvable"):
        make.main([])
