"""The dates of a page: the one it states of itself, and the one it prints beside its title."""

from __future__ import annotations

import re
from datetime import date

from lxml import html

_STATED = (
    "//meta[@property='article:published_time']/@content",
    "//*[@itemprop='datePublished']/@content",
    "//*[@itemprop='datePublished']/@datetime",
    "//meta[translate(@name,'DCISUETRM','dcisuetrm')='date']/@content",
    "//meta[translate(@name,'DCISUETRM','dcisuetrm')='dc.date']/@content",
    "//meta[translate(@name,'DCISUETRM','dcisuetrm')='dc.date.issued']/@content",
    "//meta[translate(@name,'DCISUETRM','dcisuetrm')='dcterms.issued']/@content",
)
_JSON_DATE = re.compile(r'"datePublished"\s{0,9}:\s{0,9}"(\d{4}-\d\d-\d\d)')
_MONTHS = (
    "janvier|février|fevrier|mars|avril|mai|juin|juillet|août|aout|septembre|octobre|novembre|"
    "décembre|decembre"
)
_PRINTED = re.compile(
    rf"\b\d{{1,2}}(?:er)?\s{{1,3}}(?:{_MONTHS})\s{{1,3}}\d{{4}}\b|\b\d{{1,2}}/\d{{1,2}}/\d{{4}}\b",
    re.I,
)
_CLASS = re.compile(
    r"(?:^|[\s_-])(?:date|published|publication|posted|dateline|time)(?:$|[\s_-])", re.I
)
#: Parts of a page where dates are those of other things.
_ELSEWHERE = frozenset({"nav", "aside", "footer"})
_LONGEST = 120
_SPACES = re.compile(r"\s+")


def stated_date(tree: html.HtmlElement) -> str | None:
    """Return the day of publication that the metadata of a page state, in ISO, or None.

    A date is taken only where it is declared as that of publication, and only if all such
    declarations of the same kind agree: no guess from the address, the text or the copyright.
    """
    scripts = tree.xpath("//script[@type='application/ld+json']/text()")
    kinds = [tree.xpath(path) for path in _STATED]
    kinds.insert(1, [day for script in scripts for day in _JSON_DATE.findall(script)])
    for declared in kinds:
        days = {day for value in declared if (day := _day(value)) is not None}
        if len(days) == 1:
            return days.pop()
    return None


def _day(value: str) -> str | None:
    try:
        return date.fromisoformat(value.strip()[:10]).isoformat()
    except ValueError:  # « hier », « 2024 »: it states no day
        return None


def printed_date(tree: html.HtmlElement) -> str | None:
    """Return the line of a page that prints its date (« Publié le 12 mars 2024 »), or None.

    Only short lines marked as a date are looked at, the first one outside of menus, side columns
    and footer. Cost: linear.
    """
    for element in tree.iter("time", "p", "span", "div", "li"):
        if element.tag == "time" or _CLASS.search(element.get("class", "")):
            line = _short(element)
            if line and _PRINTED.search(line) and not _is_elsewhere(element):
                return line
    return None


def _short(element: html.HtmlElement) -> str:
    """Return the words of an element if they are few, else nothing, without reading it whole."""
    words = ""
    for piece in element.itertext():
        words += piece
        if len(words) > 4 * _LONGEST:
            return ""
    line = _SPACES.sub(" ", words).strip()
    return line if len(line) <= _LONGEST else ""


def _is_elsewhere(element: html.HtmlElement) -> bool:
    return any(parent.tag in _ELSEWHERE for parent in element.iterancestors())
