"""Dates: read at the precision that is certain, never guessed; periods and blanks apart."""

import time
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.texts.grammar.dates import (
    FOREVER,
    base_date,
    find_blanks,
    find_dates,
    find_published,
)
from loaders.texts.text import Text

MONTHS = (
    *("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août"),
    *("septembre", "octobre", "novembre", "décembre"),
)
WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
DAYS = st.dates(date(1950, 1, 1), date(2049, 12, 31))


def dates_in(words: str, published: str | None = None) -> list[str | tuple[object, object] | None]:
    """Return the dates of a text, a period as the pair of its ends."""
    found = find_dates(Text(words), published)
    return [(one.iso, one.until) if one.until else one.iso for one in found]


def in_words(day: date) -> str:
    return f"{'1er' if day.day == 1 else day.day} {MONTHS[day.month - 1]} {day.year}"


@given(DAYS)
def test_a_day_in_words_comes_back(day: date) -> None:
    words = f"La convention a été signée le {in_words(day)} à la mairie."
    assert dates_in(words) == [day.isoformat()]


@given(DAYS, st.sampled_from(["%d/%m/%Y", "%d.%m.%Y", "%d / %m / %Y", "%Y-%m-%d", "%d-%m-%Y"]))
def test_a_day_in_figures_comes_back(day: date, shape: str) -> None:
    assert dates_in(f"Fait à Nice, le {day.strftime(shape)}.") == [day.isoformat()]


@given(DAYS, st.integers(1, 6))
def test_a_weekday_of_the_past_is_the_last_one(published: date, back: int) -> None:
    told = published - timedelta(days=back)
    words = f"Les élus ont signé {WEEKDAYS[told.weekday()]} la convention."
    assert dates_in(words, published.isoformat()) == [told.isoformat()]


@given(DAYS, st.integers(1, 180))
def test_a_day_without_its_year_is_the_nearest_of_the_past(published: date, back: int) -> None:
    told = published - timedelta(days=back)
    words = f"La convention a été signée le {in_words(told)[:-5]} à la mairie."
    assert dates_in(words, published.isoformat()) == [told.isoformat()]


@pytest.mark.parametrize(
    ("words", "iso"),
    [
        ("Fait à Lens, le vingt-deux août deux mille treize.", "2013-08-22"),
        ("le douze septembre mil neuf cent quatre-vingt-dix-neuf", "1999-09-12"),
        ("L'an deux mille dix-neuf, le trois mai, le conseil s'est réuni.", "2019-05-03"),
        ("Fait à Dax, le  12  juin  2 0 1 9", "2019-06-12"),
        ("Fait à Nice le 12.04.18 en deux exemplaires", "2018-04-12"),
        ("le 22 juil. 2016", "2016-07-22"),
        ("signée en mars 2007", "2007-03"),
        ("à la fin juin 2015", "2015-06"),
        ("à l'automne 2024", "2024"),
        ("au premier trimestre 2025", "2025"),
        ("début 2017", "2017"),
        ("un protocole signé en 2016", "2016"),
        ("Le 30 février 2015", None),
        ("ont signé, le 16 novembre, une convention", None),
    ],
)
def test_a_date_keeps_the_precision_of_its_words(words: str, iso: str | None) -> None:
    assert dates_in(words) == [iso]


@pytest.mark.parametrize(
    ("words", "published", "iso"),
    [
        ("Le préfet a signé hier la charte.", "2021-03-01", "2021-02-28"),
        ("Ce mardi, les partenaires étaient réunis.", "2021-03-04", "2021-03-02"),
        ("Le contrat sera signé lundi à la mairie.", "2022-03-09", "2022-03-14"),
        ("Signature prévue jeudi prochain.", "2022-11-10", "2022-11-17"),
        ("Elle avait été signée en décembre dernier.", "2022-01-10", "2021-12"),
        ("Elle sera signée en janvier prochain.", "2022-11-10", "2023-01"),
        ("Signé le 2 décembre dernier.", "2014-02-01", "2013-12-02"),
        ("Signé la semaine dernière à Lille.", "2022-11-16", "2022-11"),
        ("Signé la semaine dernière à Lille.", "2022-12-07", "2022"),
        ("Signé la semaine dernière à Lille.", "2023-01-05", None),
        ("Le mois dernier, les élus ont signé.", "2021-01-11", "2020-12"),
        ("La convention a été conclue il y a deux ans.", "2021-03-01", "2019"),
        ("Réunis le 9 janvier pour signer", "2024-01-08", "2024-01-09"),
        ("Elle a été signée hier.", None, None),
        ("Elle a été signée en décembre dernier.", None, None),
    ],
)
def test_a_relative_date_is_counted_from_the_day_printed(
    words: str, published: str | None, iso: str | None
) -> None:
    assert dates_in(words, published) == [iso]


def test_the_day_of_the_week_settles_which_year_is_meant() -> None:
    words = "Deux ans après avoir adhéré (c'était en 2021), la ville a signé jeudi 16 novembre."
    assert dates_in(words)[-1] == "2023-11-16"


def test_a_day_pointed_at_is_the_day_of_speaking() -> None:
    words = "Il a signé ce jeudi 26 février une convention ; le contrat suivra en juin prochain."
    assert dates_in(words, "2015-07-03") == ["2015-02-26", "2015-06"]


@pytest.mark.parametrize(
    ("word", "iso"),
    [("Le même jour", "2015-03-12"), ("La veille", "2015-03-11"), ("Le lendemain", "2015-03-13")],
)
def test_the_same_day_is_the_day_told_before(word: str, iso: str) -> None:
    assert dates_in(f"Signé le 12 mars 2015 à Troyes. {word}, une charte.")[-1] == iso


@pytest.mark.parametrize(
    ("words", "period"),
    [
        ("un contrat 2015-2020", ("2015", "2020")),
        ("de 2018 à 2025", ("2018", "2025")),
        ("du 1er janvier 2015 au 31 décembre 2020", ("2015-01-01", "2020-12-31")),
        ("les 3 et 4 octobre 2018", ("2018-10-03", "2018-10-04")),
        ("jusqu'en 2030", (None, "2030")),
        ("signé d'ici le 15 janvier 2007", (None, "2007-01-15")),
        ("jusqu'au 31 décembre 2022", (None, "2022-12-31")),
        ("à compter du 1er janvier 2015", ("2015-01-01", FOREVER)),
    ],
)
def test_a_period_or_a_term_is_no_day(words: str, period: tuple[object, object]) -> None:
    assert dates_in(words) == [period]


@pytest.mark.parametrize(
    "words",
    [
        "le programme Petites villes de demain",
        "le marché du jeudi",
        "Un budget de 2000 euros",
        "dans les années 1960",
        "Article 12.3.10",
        "Téléphone : 05 59 12 20 13",
    ],
)
def test_what_is_no_date_is_none(words: str) -> None:
    assert dates_in(words, "2021-03-01") == []


@pytest.mark.parametrize(
    ("words", "year"),
    [
        ("Fait à ……, le …/…/2018", "2018"),
        ("Fait à Lyon, le ___ 2019", "2019"),
        ("Fait à Lyon, le .....", None),
        ("Fait à Lyon, le", None),
        ("le XX/XX/2019", "2019"),
        ("Fait à Pau, le [date]", None),
        ("Fait à Pau, le ... décembre 2019", "2019"),
        ("Fait à Lyon le          2021", "2021"),
        ("Le ____/____/20__", None),
    ],
)
def test_a_blank_is_a_date_that_nobody_filled_in(words: str, year: str | None) -> None:
    text = Text(words)
    assert [blank[2] for blank in find_blanks(text)] == [year]
    assert [mention.iso for mention in find_dates(text, None)] == [None]


def test_an_ellipsis_in_a_sentence_is_no_blank() -> None:
    assert find_blanks(Text("et le ... reste de la phrase")) == []


SITTING = "L'an deux mille dix-neuf, le trois mai, le conseil municipal s'est réuni."
DISPATCH = f"Paris, 8 déc. 2015 (AFP) – Le gouvernement a signé {'mardi ' * 20}."


@pytest.mark.parametrize(
    ("words", "printed"),
    [
        ("Édition du mercredi 20 octobre 2010\nTitre", "2010-10-20"),
        ("Titre\nPublié le 12/03/2019 à 18h04 - Mis à jour le 13/03/2019", "2019-03-12"),
        ("Titre\nMis à jour le 03/07/2015", "2015-07-03"),
        ("Communiqué de presse – Pau, le 21 mai 2021", "2021-05-21"),
        ("Bordeaux, jeudi 30 septembre 2021\n\nTitre", "2021-09-30"),
        ("CONSEIL MUNICIPAL\nSÉANCE DU 28 SEPTEMBRE 2020\nDélibération", "2020-09-28"),
        (f"DÉLIBÉRATION\n{SITTING}", "2019-05-03"),
        ("Le Mag – 9 février 2023", "2023-02-09"),
        ("Ajaccio, novembre 2024\nTitre", "2024-11"),
        ("Bulletin\nNuméro d’automne 2017", "2017"),
        (DISPATCH, "2015-12-08"),
        ("CONVENTION\nENTRE LES SOUSSIGNÉS\nFait à Lyon, le 3 mai 2012", None),
        ("Le contrat signé le 8 décembre 2015", None),
    ],
)
def test_the_date_of_the_document_is_the_one_printed_as_such(
    words: str, printed: str | None
) -> None:
    assert base_date(Text(words)) == printed


def test_the_date_printed_says_where_it_stands() -> None:
    text = Text("Le Mag\nPublié le 3 mai 2016")
    found = find_published(text)
    assert found is not None
    assert (found[0], text.flow[slice(*found[1])]) == ("2016-05-03", "3 mai 2016")


@pytest.mark.parametrize(
    "unit",
    ["le ", "3 mai ", "2015-", "le .", "jeudi ", "de 2015 à ", "[", "fait à ", "deux mille "],
)
def test_a_hostile_text_costs_no_more_than_its_length(unit: str) -> None:
    text = Text(unit * (60_000 // len(unit)))
    begun = time.process_time()
    find_dates(text, None)
    assert time.process_time() - begun < 4
