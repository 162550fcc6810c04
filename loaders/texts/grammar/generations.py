"""To which generation a contrat de ville belongs: that of its date.

Contrats de ville 1994-1999 and 2000-2006 (circulaire du 31 décembre 1998), CUCS 2007-2014
(circulaire du 24 mai 2006), contrats de ville 2015-2023 (loi n° 2014-173, art. 6; prolonged by the
finance laws for 2019 and 2022), « Quartiers 2030 » (circulaire du 31 août 2023).
"""

from __future__ import annotations

import re

from graph.ontology import Form
from loaders.texts.grammar.articles.agreements import Case
from loaders.texts.mentions import Analysis

#: First year of each generation, latest first.
_FIRST = (
    (2024, "Contrats de ville Quartiers 2030"),
    (2014, "Contrats de ville 2015-2023"),
    (2000, "Contrats de ville 2000-2006"),
    (1994, "Contrats de ville 1994-1999"),
)
_NEXT = re.compile(r"quartiers? 2030|2024 ?[-–/] ?2030|jusqu'en 2030|horizon 2030")
_CITY = re.compile(r"contrats? (?:de |de la )?villes?")


def generation(analysis: Analysis, case: Case, signed_on: str | None) -> str | None:
    """Return the programme of a contrat de ville, or of an act about one; None for other acts."""
    folded = analysis.text.folded
    heads = " ".join(folded[n.start : n.end] for n in case.namings)
    if re.search(r"\bcucs\b|contrats? urbains? de cohesion", heads):
        return "CUCS"
    if case.form is not Form.CONTRAT_DE_VILLE and not _CITY.search(heads):
        return None
    year = _year(case, signed_on, analysis.published)
    if _NEXT.search(heads) or ((year is None or year >= 2023) and _NEXT.search(folded)):
        return _FIRST[0][1]
    return _of_dates(analysis) if year is None else of_year(year)


def of_year(year: int) -> str | None:
    """Return the generation of contrats de ville of a year, None before the first."""
    return next((name for first, name in _FIRST if year >= first), None)


def _year(case: Case, signed_on: str | None, published: str | None) -> int | None:
    return next((int(date[:4]) for date in (signed_on, case.period, published) if date), None)


def _of_dates(analysis: Analysis) -> str | None:
    """Return the generation of all the dates of a text, None when they are of several."""
    told = {of_year(int(date.iso[:4])) for date in analysis.dates if date.iso}
    return next(iter(told)) if len(told) == 1 else None
