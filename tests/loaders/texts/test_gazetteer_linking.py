"""Who a text means: its setting, homonyms, roles, short names that it defines, programmes."""

from __future__ import annotations

import time

import pytest

from loaders.texts.gazetteer import link, link_phrase, load, programmes, setting
from loaders.texts.mentions import Actor, ActorMention, Setting
from loaders.texts.text import Text


def read(said: str, published: str | None = None) -> tuple[Setting, list[ActorMention], Text]:
    text = Text(said)
    hits = load().scan(text)
    told = setting(text, hits, published)
    return told, link(hits, told, text), text


def meant(said: str) -> list[tuple[str, str]]:
    """Return the words of each mention with the name of whom they mean."""
    _, mentions, text = read(said)
    return [(text.flow[m.start : m.end], m.actor.name) for m in mentions]


def name(actor: Actor | None) -> str | None:
    return actor.name if actor else None


def test_a_text_speaks_from_the_commune_that_it_names_most() -> None:
    told, _, _ = read("Meaux : un contrat signé\n\nLa mairie de Meaux et les habitants de Meaux.")
    assert name(told.municipality) == "Commune de Meaux"
    assert name(told.intercommunality) == "Communauté d'agglomération du Pays de Meaux"
    assert name(told.department) == "Département de Seine-et-Marne"


def test_a_national_text_speaks_from_nowhere() -> None:
    told, _, _ = read("Lille, Nantes, Reims, Nice, Toulouse et Brest signent avec l'ANRU.")
    assert told.municipality is None
    assert told.department is None


@pytest.mark.parametrize(
    ("published", "region"), [("2012-03-01", "Région Picardie"), (None, "Région Hauts-de-France")]
)
def test_the_region_is_that_of_the_date(published: str | None, region: str) -> None:
    told, _, _ = read("La Ville d'Amiens. La mairie d'Amiens. À Amiens, le maire.", published)
    assert name(told.region) == region


@pytest.mark.parametrize(
    ("published", "named"),
    [
        ("2012-03-01", "Département de la Guyane"),
        ("2020-03-01", "Collectivité territoriale de Guyane"),
    ],
)
def test_the_departement_of_guyane_is_the_body_of_the_date(published: str, named: str) -> None:
    told, _, _ = read("À Cayenne, la mairie de Cayenne. Cayenne signe.", published)
    assert name(told.department) == named


def test_the_subject_of_a_headline_is_where_the_text_speaks_from() -> None:
    told, _, _ = read("Marignane : un sursis\n\nLe conseil a voté. La Ville et l'État signeront.")
    assert name(told.municipality) == "Commune de Marignane"


def test_the_place_of_a_line_of_the_tail_is_no_setting() -> None:
    told, _, _ = read(
        "L'Anru signe avec Action Logement\n\n" + "Les moyens augmentent partout. " * 40
        + "\n\nDans notre prochain numéro : à Nice, Nice et Nice"
    )  # fmt: skip
    assert told.municipality is None


def test_half_a_name_is_that_of_the_neighbour() -> None:
    said = "La Ville de Créteil et le préfet du Val-de-Marne. À Créteil et à Champigny, on signe."
    assert meant(said)[-1] == ("Champigny", "Commune de Champigny-sur-Marne")


def test_le_pays_is_polynesie_francaise_where_the_text_speaks_from_it() -> None:
    assert ("Pays", "Polynésie française") in meant(
        "Papeete, Pirae et Punaauia signent avec le Pays."
    )
    assert "Pays" not in dict(meant("La Ville de Meaux et le Pays. Meaux signe à Meaux."))


def test_a_word_that_several_parties_share_is_the_name_of_none() -> None:
    said = "La Ville de Meaux et l'Anah, ci-après « les partenaires », signent. Les partenaires"
    assert "partenaires" not in dict(meant(said))


def test_an_acronym_that_the_text_knows_keeps_its_meaning_after_a_definition() -> None:
    said = (
        "La ville d'Annonay, représentée par son maire, et l'Agence nationale de l'habitat, "
        "établie à Paris, dénommée ci-après « Anah », signent."
    )
    assert meant(said)[-1] == ("Anah", "Agence nationale de l'habitat")


def test_an_intercommunality_has_one_name_in_a_text() -> None:
    found = meant("La Communauté urbaine du Grand Nancy signe à Nancy. Le Grand Nancy paie.")
    assert {n for w, n in found if "Grand Nancy" in w} == {"Communauté urbaine du Grand Nancy"}


def test_an_acronym_of_several_bodies_is_that_of_the_land_or_no_ones() -> None:
    assert ("SIG", "Société immobilière de la Guadeloupe") in meant(
        "À Pointe-à-Pitre, la mairie de Pointe-à-Pitre et la SIG. La Guadeloupe, le préfet."
    )


def test_a_homonym_is_settled_by_the_departement_of_the_text() -> None:
    said = "Le préfet de la Seine-Saint-Denis et le conseil départemental de la "
    _, mentions, _ = read(said + "Seine-Saint-Denis. La ville de Saint-Denis signe.")
    assert mentions[-1].actor.id == "commune:93066"


def test_a_homonym_that_nothing_settles_is_left_open() -> None:
    _, mentions, _ = read("La convention de Saint-Denis est signée.")
    assert [mention.actor.id for mention in mentions] == [None]


@pytest.mark.parametrize(
    ("role", "name"),
    [
        ("la Ville", "Commune de Rouen"),
        ("la municipalité", "Commune de Rouen"),
        ("l'agglomération", "Métropole Rouen Normandie"),
        ("la Métropole", "Métropole Rouen Normandie"),
        ("le Département", "Département de la Seine-Maritime"),
        ("la Région", "Région Normandie"),
        ("la préfecture", "État"),
    ],
)
def test_a_role_is_that_of_the_territory_of_the_text(role: str, name: str) -> None:
    found = meant(f"La Ville de Rouen signe. À Rouen, les quartiers de Rouen. Puis {role} paie.")
    assert found[-1][1] == name


def test_a_short_name_that_the_text_defines_is_found_again() -> None:
    said = (
        "L'Agence nationale pour la rénovation urbaine, dont le siège est à Paris, ci-après "
        "dénommée « l'Agence », d'une part.\n\nL'Agence verse sa part."
    )
    assert meant(said)[-1] == ("Agence", "Agence nationale pour la rénovation urbaine")


def test_an_acronym_in_brackets_belongs_to_the_name_and_comes_back() -> None:
    found = meant("La communauté de communes Retz-en-Valois (CCRV) signe. La CCRV paie.")
    assert found[0][0] == "communauté de communes Retz-en-Valois (CCRV)"
    assert found[-1] == ("CCRV", "Communauté de communes Retz en Valois")


def test_the_agency_is_the_only_one_that_was_named() -> None:
    assert meant("L'ANRU signe à Paris. Plus tard, l'agence paie.")[-1] == (
        "agence",
        "Agence nationale pour la rénovation urbaine",
    )
    assert meant("L'ANRU et l'Anah signent. L'agence paie.")[-1][0] == "Anah"


def test_an_adjective_names_the_intercommunality() -> None:
    assert (
        "agglomération mulhousienne",
        "Communauté d'agglomération Mulhouse Alsace Agglomération",
    ) in meant("dans l'agglomération mulhousienne")


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        ("La Ville de CHATELLERAULT", "Commune de Châtellerault"),
        ("l'Office Public de l'Habitat", "Office public de l'habitat"),
        ("Le Préfet de la Région Poitou-Charentes, Préfet de la Vienne", "État"),
        ("Communauté urbaine Grand Poitiers", "Communauté urbaine du Grand Poitiers"),
        ("La société ACME Services", "Société ACME Services"),
        ("2/ l'Etat", "État"),
        ("[7] La société Immobilière 3F", "Immobilière 3F"),
        ("ZEMO, Société anonyme des Marches du Lac", "ZEMO"),
        (
            "Etablissement Public Foncier d'Ile de France",
            "Établissement public foncier d'Île-de-France",
        ),
    ],
)
def test_a_phrase_names_an_organisation(phrase: str, name: str) -> None:
    actor = link_phrase(phrase, Setting())
    assert actor is not None
    assert actor.name == name


@pytest.mark.parametrize("phrase", ["le quartier", "les habitants", "M. Jean Moulin", ""])
def test_a_phrase_that_names_no_organisation_gives_nobody(phrase: str) -> None:
    assert link_phrase(phrase, Setting()) is None


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("le nouveau programme national de renouvellement urbain", "NPNRU"),
        ("l'Anru 2", "NPNRU"),
        ("le N.P.N.R.U.", "NPNRU"),
        ("le programme national de rénovation urbaine", "PNRU"),
        ("le plan Action Coeur de Ville", "ACV"),
        ("« Petites villes de demain »", "PVD"),
        ("le programme « Cœur de ville »", "ACV"),
        ("la dynamique Espoir banlieues", "Dynamique Espoir banlieues"),
        ("un grand projet de ville", "GPV"),
        ("Territoires d'industrie", "Territoires d'industrie"),
        ("une opération de revitalisation de territoire", "ORT"),
        ("le contrat urbain de cohésion sociale", "CUCS"),
        ("le contrat de ville 2015-2020", "Contrats de ville 2015-2023"),
        ("Engagements Quartiers 2030", "Contrats de ville Quartiers 2030"),
    ],
)
def test_a_programme_is_found_under_all_its_names(said: str, name: str) -> None:
    assert [mention.name for mention in programmes(Text(said))] == [name]


@pytest.mark.parametrize("said", ["la réussite éducative des enfants", "un cœur de ville"])
def test_a_programme_that_is_made_of_plain_words_wants_its_quotes(said: str) -> None:
    assert programmes(Text(said)) == []


def test_a_bare_contrat_de_ville_tells_no_generation() -> None:
    assert programmes(Text("le contrat de ville de Meaux")) == []


@pytest.mark.parametrize(
    "again", ["La CCRV et Meaux. ", "Ville de Meaux, ", "l'Anah, ci-après « l'Agence », "]
)
def test_a_long_text_is_linked_in_linear_time(again: str) -> None:
    opening = "La communauté de communes Retz-en-Valois (CCRV) signe. "
    took = []
    for times in (2000, 8000):
        text = Text(opening + again * times)
        hits = load().scan(text)
        started = time.process_time()
        link(hits, setting(text, hits), text)
        took.append(time.process_time() - started)
    assert took[1] < 8 * took[0] + 0.3
