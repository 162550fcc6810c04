"""Proofs as the page shows them: who says so, where, in whose words, and how to object."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from graph.model import Citation, Source
from graph.ontology import Authority
from viz.typography import NARROW, NBSP, date, quoted

#: How a document is named when it names no publisher, and the length of a chip.
_CHIP = 34


def proof(citation: Citation, sources: Mapping[str, Source], *, told: str) -> dict[str, Any]:
    """Return one proof as JSON.

    `told` is the fact in words, for the prepared message of a reader who objects: nothing is
    sent. Only http and https addresses leave; the model has checked them.
    """
    source = sources.get(citation.source) or Source(id=citation.source, title=citation.source)
    where = ", ".join(filter(None, [citation.locator, *_cautions(source, citation)]))
    return {
        "chip": chip(source),
        "source": source.id,
        "title": source.title,
        "publisher": source.publisher or "",
        "published": date(source.published_on) if source.published_on else "sans date",
        "licence": source.licence or "licence non précisée",
        "url": source.url or "",
        "where": where,
        "quote": quoted(citation.quote) if citation.quote else "",
        "gist": citation.gist or "",
        "report": _report(source, citation, told),
    }


def proofs(
    citations: Iterable[Citation], sources: Mapping[str, Source], *, told: str
) -> list[dict[str, Any]]:
    """Return every proof of a fact as JSON."""
    return [proof(citation, sources, told=told) for citation in citations]


def chip(source: Source) -> str:
    """Return the few words that name a source: its publisher and its date."""
    name = source.publisher or source.title
    short = name if len(name) <= _CHIP else f"{name[: _CHIP - 1].rstrip()}…"
    return f"{short} · {date(source.published_on, short=True)}" if source.published_on else short


def _cautions(source: Source, citation: Citation) -> list[str]:
    """Return what a careful reader must know of how the fact was read."""
    cautions = []
    if source.authority is Authority.TEXT and citation.extractor:
        cautions.append("relevé par règle")
    if citation.confidence < 1:
        cautions.append(f"confiance {round(citation.confidence * 100)}{NARROW}%")
    return cautions


def _report(source: Source, citation: Citation, told: str) -> str:
    return (
        f"Bonjour,\n\nDans Galaxie, ce fait me semble faux{NBSP}:\n{told}\n\n"
        f"Source citée{NBSP}: {source.title} ({source.id}), {citation.locator}.\n"
        f"{source.url or ''}\n\nCe qu’il faudrait lire{NBSP}: …\nCe qui le montre{NBSP}: …\n"
    )
