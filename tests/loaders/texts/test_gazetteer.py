"""Names of registers in texts: what is found, under which name, and what is not."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from graph.ids import node_id
from graph.ontology import NodeKind
from loaders.bundled import shipped_register
from loaders.territories import known_territories
from loaders.texts.gazetteer import Gazetteer, first_names, load, register
from loaders.texts.gazetteer.tables import LISTS
from loaders.texts.text import Text

LISTED = [row for name in LISTS for row in register.rows(name)]


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load()


def names(said: str) -> list[tuple[str, str]]:
    """Return what is found in some words: the words themselves, and the first name meant."""
    text = Text(said)
    return [(text.flow[h.start : h.end], h.entries[0].name) for h in load().scan(text)]


@pytest.mark.parametrize(
    ("said", "words", "name"),
    [
        ("la Ville de Roubaix signe", "Ville de Roubaix", "Commune de Roubaix"),
        ("LA VILLE DE CHATELLERAULT", "VILLE DE CHATELLERAULT", "Commune de Châtellerault"),
        ("la mairie du Mans", "mairie du Mans", "Commune du Mans"),
        (
            "la commune de L’Haÿ-les-Roses",
            "commune de L’Haÿ-les-Roses",
            "Commune de L'Haÿ-les-Roses",
        ),
        ("à St-Etienne", "St-Etienne", "Commune de Saint-Étienne"),
        ("la CU de Dunkerque", "CU de Dunkerque", "Communauté urbaine de Dunkerque"),
        (
            "la Métropole européenne de Lille (MEL) et",
            "Métropole européenne de Lille (MEL)",
            "Métropole Européenne de Lille",
        ),
        ("le Conseil général de l'Ain", "Conseil général de l'Ain", "Département de l'Ain"),
        ("le Conseil régional de Picardie", "Conseil régional de Picardie", "Région Picardie"),
        ("le préfet du Val-d’Oise", "préfet du Val-d’Oise", "État"),
        ("la sous-préfète de Soissons", "sous-préfète de Soissons", "État"),
        ("l'Etat et", "Etat", "État"),
        (
            "le recteur de l’académie de Lille",
            "recteur de l’académie de Lille",
            "Rectorat de l'académie de Lille",
        ),
        ("la CAF des Vosges", "CAF des Vosges", "Caisse d'allocations familiales des Vosges"),
        ("l’ARS Bretagne", "ARS Bretagne", "Agence régionale de santé de Bretagne"),
        ("l'A.N.R.U. a", "A.N.R.U.", "Agence nationale pour la rénovation urbaine"),
        ("l'Anah a", "Anah", "Agence nationale de l'habitat"),
        (
            "l'Agence nationale de la cohésion des territoires (ANCT) a",
            "Agence nationale de la cohésion des territoires (ANCT)",
            "Agence nationale de la cohésion des territoires",
        ),
        (
            "le ministre délégué à la Ville",
            "ministre délégué à la Ville",
            "Ministère délégué à la Ville",
        ),
        (
            "la ministre de la Culture et de la Communication",
            "ministre de la Culture et de la Communication",
            "Ministère de la Culture et de la Communication",
        ),
        ("l’OPH de Drancy", "OPH de Drancy", "OPH de Drancy"),
        ("et La Poste signent", "La Poste", "La Poste"),
        ("avec Le Mans Métropole", "Le Mans Métropole", "Communauté urbaine Le Mans Métropole"),
        (
            "la communauté de communes du Sud-Est du Haut Pays",
            "communauté de communes du Sud-Est du Haut Pays",
            "Communauté de communes du Sud-Est du Haut Pays",
        ),
        (
            "la communauté d'agglomération du bassin d'Annonay",
            "communauté d'agglomération du bassin d'Annonay",
            "Communauté d'agglomération du bassin d'Annonay",
        ),
        (
            "Paris – Vallée de la Marne et",
            "Paris – Vallée de la Marne",
            "Communauté d'agglomération Paris - Vallée de la Marne",
        ),
        ("à Épinal et", "Épinal", "Commune d'Épinal"),
        ("à Saint-Dié et", "Saint-Dié", "Commune de Saint-Dié-des-Vosges"),
        ("à M'tsamboro et", "M'tsamboro", "Commune de M'tsamboro"),
        ("à Faa’a et", "Faa’a", "Commune de Faa'a"),
        ("la société Immobilière 3F", "société Immobilière 3F", "Immobilière 3F"),
        ("OPH « Val-de-Loin Habitat »", "OPH « Val-de-Loin Habitat »", "Val-de-Loin Habitat"),
        ("avec Aurore Loisirs Habitat", "Aurore Loisirs Habitat", "Aurore Loisirs Habitat"),
        ("par Claude X, préfet de région, et", "préfet de région", "État"),
        ("et la rectrice Suzanne Lacore", "rectrice", "Rectorat"),
        ("l'éducation nationale y", "éducation nationale", "Ministère de l'Éducation nationale"),
        (
            "les services départementaux de l'éducation nationale",
            "services départementaux de l'éducation nationale",
            "Direction des services départementaux de l'éducation nationale",
        ),
        ("le collège Gambetta porte", "collège Gambetta", "Collège Gambetta"),
        (
            "le Fonds d'action sociale (FAS)",
            "Fonds d'action sociale (FAS)",
            "Fonds d'action sociale",
        ),
    ],
)
def test_a_body_is_found_and_named_as_facts_name_it(said: str, words: str, name: str) -> None:
    assert (words, name) in names(said)


@pytest.mark.parametrize(
    "said",
    [
        "la politique de la ville",
        "La Voix du Nord",
        "rue de Paris",
        "M. Lens et Mme Vienne",
        "Marine Lens",
        "l'état civil",
        "le sens de la visite",
        "Bains et douches",
        "le plan de relance",
        "la face du monde",
        "Parce que l'été vient",
        "Entre les deux, à l'été",
        "Bonne nouvelle de l'été",
        "Son budget, Son avenir",
        "Réunion de rentrée",
        "dans le quartier Malakoff",
        "Grand Projet de Ville",
        "le comité interministériel des villes",
        "dans la ville où il vit",
        "Programme Habitat",
    ],
)
def test_words_that_only_look_like_a_name_are_left_alone(said: str) -> None:
    assert names(said) == []


def test_cells_of_a_row_are_no_one_name() -> None:
    assert names("Préfet           le délégué") == [("Préfet", "État")]


def test_an_accent_that_is_missing_is_no_matter_in_a_text_that_has_none() -> None:
    assert names("signe a Reze en ete") == [("Reze", "Commune de Rezé")]
    assert names("signé à Reze en été") == []


def test_a_commune_that_is_a_common_word_is_read_where_a_capital_proves_it() -> None:
    assert names("la signature a eu lieu à Sens") == [("Sens", "Commune de Sens")]


def test_each_commune_of_a_list_is_found() -> None:
    found = names("les communes de Vaulx-en-Velin, Bron et Saint-Fons s'engagent")
    assert [name for _, name in found] == [
        "Commune de Vaulx-en-Velin",
        "Commune de Bron",
        "Commune de Saint-Fons",
    ]


def test_a_body_that_no_register_knows_is_put_together_without_id(gazetteer: Gazetteer) -> None:
    (hit,) = gazetteer.scan(Text("l'association Les Petits Pas du Mirail, ainsi"))
    assert (hit.sort, hit.entries[0].id) == ("made", None)
    assert hit.entries[0].name == "Association Les Petits Pas du Mirail"


def test_a_landlord_is_known_by_its_last_word() -> None:
    (hit,) = load().scan(Text("avec Aubusson Habitat aussi"))
    assert hit.entries[0].kind is NodeKind.HOUSING_PROVIDER


@pytest.mark.parametrize(
    "code",
    sorted(
        {
            territory.id
            for territory in known_territories().values()
            if territory.id.startswith("departement:") and territory.names
        }
    ),
)
def test_every_departement_has_its_prefect_and_its_council(code: str) -> None:
    of = known_territories()[code].names[0].removeprefix("Département ")
    assert [name for _, name in names(f"le préfet {of}")] == ["État"]
    (hit,) = load().scan(Text(f"le conseil départemental {of}"))
    assert code in {entry.id for entry in hit.entries}


def test_every_epci_is_found_under_its_full_name() -> None:
    missed = []
    for territory in known_territories().values():
        if territory.kind is NodeKind.INTERCOMMUNALITY:
            hits = load().scan(Text(f"la {territory.name} et"))
            if not any(territory.id == e.id for hit in hits for e in hit.entries):
                missed.append(territory.name)
    assert missed == []


def test_every_large_commune_is_found_under_its_name() -> None:
    missed = []
    for territory in known_territories().values():
        if territory.kind is NodeKind.MUNICIPALITY and (territory.population or 0) > 5000:
            hits = load().scan(Text(f"signée avec {territory.name} et"))
            if not any(territory.id == e.id for hit in hits for e in hit.entries):
                missed.append(territory.name)
    assert missed == []


@pytest.mark.parametrize("row", LISTED, ids=lambda row: row.name)
def test_every_line_of_the_lists_gives_a_well_formed_id(row: register.Row) -> None:
    assert node_id(row.id) == row.id


def test_ids_of_national_bodies_are_those_of_the_bundled_data() -> None:
    known = shipped_register()
    ours = {"agency", "federation", "funder"}
    said = {row.id: row.kind for row in LISTED if row.id.partition(":")[0] in ours}
    assert said
    assert {i: node.kind for i in said if (node := known(i))} == said


def test_given_names_are_folded_and_many() -> None:
    assert len(first_names()) > 1500
    assert {"jean-pierre", "fatima", "eric"} <= first_names()


def test_the_compiled_file_is_kept_and_read_again(tmp_path: Path) -> None:
    load(tmp_path)
    (kept,) = tmp_path.iterdir()
    before = kept.read_bytes()
    load.cache_clear()
    assert load(tmp_path).scan(Text("la Ville de Meaux"))
    assert kept.read_bytes() == before


def test_a_spoilt_file_is_made_again(tmp_path: Path) -> None:
    load(tmp_path)
    (kept,) = tmp_path.iterdir()
    whole = kept.read_bytes()
    kept.write_bytes(whole[:1000])
    load.cache_clear()
    load(tmp_path)
    assert len(kept.read_bytes()) == len(whole)


def test_a_folder_that_cannot_be_written_is_no_obstacle(tmp_path: Path) -> None:
    file = tmp_path / "a file, no folder"
    file.write_text("")
    load.cache_clear()
    assert load(file / "below").scan(Text("la Ville de Meaux"))


@pytest.mark.parametrize(
    "hostile",
    [
        "et " * 60_000,
        "," * 200_000,
        "Saint-" * 30_000,
        "Ville de " * 20_000,
        "Association " + "A " * 90_000,
        "ministre de la Ville, " * 8_000,
        "(" * 200_000,
    ],
    ids=lambda hostile: hostile[:12],
)
def test_hostile_text_is_read_in_linear_time(gazetteer: Gazetteer, hostile: str) -> None:
    half, whole = Text(hostile[: len(hostile) // 2]), Text(hostile)
    started = time.process_time()
    gazetteer.scan(half)
    first = time.process_time() - started
    started = time.process_time()
    gazetteer.scan(whole)
    assert time.process_time() - started < 4 * first + 0.2


def test_an_intercommunality_bears_the_name_of_its_main_commune() -> None:
    (hit,) = load().scan(Text("qui liera Saint-Flour Communauté et"))
    assert [entry.id for entry in hit.entries] == ["epci:200066660"]
