"""The page of one or several texts: what each says, beside the words that say it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from markupsafe import Markup

from viz.assets import CSS, JAVASCRIPT, Asset
from viz.page import template
from viz.reading.kinds import LOOKS, Kind
from viz.reading.marks import paragraphs
from viz.reading.sheet import Fact, Sheet
from viz.typography import NBSP, count


def reading_page(sheets: Sequence[Sheet]) -> str:
    """Return one HTML file that needs nothing else; its own policy forbids it to ask for anything.

    All that a text, a name or a rule holds is escaped by the template. Cost: linear in the texts.
    """
    style, script = _assets()
    return template("reading.html").render(
        title=f"{sheets[0].title} · Galaxie" if len(sheets) == 1 else "Textes lus · Galaxie",
        documents=[_document(f"d{n}", sheet) for n, sheet in enumerate(sheets, start=1)],
        chips=_chips(sheets),
        rules=sorted({(f.rule, f.why) for sheet in sheets for f in sheet.facts if f.why}),
        policy=_policy(style, script),
        style=_inline(style),
        script=_inline(script),
    )


def _document(key: str, sheet: Sheet) -> dict[str, Any]:
    return {
        "key": key,
        "title": sheet.title,
        "about": list(_about(sheet)),
        "paragraphs": paragraphs(sheet.text, sheet.facts),
        "labels": {fact.number: _label(fact) for fact in sheet.facts},
        "cards": sheet.cards,
        "others": sheet.others,
    }


def _about(sheet: Sheet) -> Iterator[str]:
    """Yield where a text comes from, and how much was read in it."""
    if sheet.name != sheet.title:
        yield sheet.name
    if sheet.published:
        yield f"daté du {sheet.published}"
    acts = sum(not card.background for card in sheet.cards)
    yield count(acts, "accord") if acts else "aucun accord lu"
    if sheet.facts:
        yield count(len(sheet.facts), "fait")
    if unsure := sum(fact.unsure for fact in sheet.facts):
        yield f"{count(unsure, 'fait')} à vérifier"


def _label(fact: Fact) -> str:
    doubt = " (à vérifier)" if fact.unsure else ""
    return f"{LOOKS[fact.kind].one}{NBSP}: {fact.told}{doubt}"


def _chips(sheets: Sequence[Sheet]) -> list[dict[str, Any]]:
    totals = Counter(fact.kind for sheet in sheets for fact in sheet.facts)
    return [
        {"kind": kind, "text": LOOKS[kind].many, "total": totals[kind]}
        for kind in Kind
        if totals[kind]
    ]


@cache
def _assets() -> tuple[Asset, Asset]:
    """Read the style and the script of the page, once."""
    static = files("viz") / "static"
    style = "\n".join((static / f"{part}.css").read_text("utf-8") for part in ("base", "reading"))
    script = (static / "reading.js").read_text("utf-8")
    return (
        Asset("lecture", style, CSS),
        Asset("lecture", f'(() => {{\n"use strict";\n{script}\n}})();\n', JAVASCRIPT),
    )


def _inline(asset: Asset) -> Markup:
    return Markup(asset.text)  # noqa: S704 -- a file of ours, without any text of a document


def _policy(style: Asset, script: Asset) -> str:
    return (
        f"default-src 'none'; script-src '{script.integrity}'; style-src '{style.integrity}';"
        " img-src data:; base-uri 'none'; form-action 'none'"
    )
