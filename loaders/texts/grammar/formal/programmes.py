"""The programmes of a formal document: those of its title and of what its parties agree on.

A programme named once in a recital may be a neighbour; one in the title, or named again and again,
is that of the act. A contrat de ville, and an act made about one, belong to its generation.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from graph.ontology import Form
from loaders.texts.facts import Agreement, Reading
from loaders.texts.grammar.formal import Sections, sections
from loaders.texts.grammar.generations import of_year
from loaders.texts.mentions import Analysis, ProgrammeMention
from loaders.texts.text import Text

_CITY = re.compile(r"contrats? (?:de |de la )?villes?")
#: Article 1388 bis of the code général des impôts annexes these conventions to a contrat de ville.
_ABATEMENT = re.compile(r"abattement\b.{0,60}\b(?:tfpb|taxe fonciere)|\btfpb\b")
#: One zone by name is where an act applies; « les zones franches urbaines » are a policy.
_ZONE = re.compile(r"zone (?:franche|urbaine sensible|de redynamisation)")
_PERIOD = re.compile(r"(?:20|19)\d\d")
#: Words before a programme that make it the frame of the act, wherever they stand.
_TIED = re.compile(
    r"(?:au titre d|dans le cadre d|relati\w+ (?:a|au)|au sein d|inscri\w+ (?:dans|au)|"
    r"beneficie\w* d|"
    r"programme|laureat\w* d|eligible\w* a|retenue?s? (?:au titre d|dans)|mise en oeuvre d|"
    r"financee?s? par|"
    r"convention(?:[ -]cadre)?(?: pluriannuelle)?(?: d'adhesion)?)(?:e|u|es|e la|e l'|u|"
    r" la)? ?(?:le |la |les |l'|du |au |a la )?"
    r"(?:programme |nouveau |dispositif )?[«\"]? ?$"
)


def with_programmes(analysis: Analysis, agreements: Sequence[Agreement]) -> tuple[Agreement, ...]:
    """Return the acts of a document, those that it is itself with their programmes."""
    parts = sections(analysis.text)
    return tuple(
        agreement if agreement.background else _with(analysis, agreement, parts)
        for agreement in agreements
    )


def _with(analysis: Analysis, agreement: Agreement, parts: Sections) -> Agreement:
    text = analysis.text
    found = {
        m.name: m for m in _tied(analysis, parts) if not m.name.startswith("Contrats de ville")
    }
    evidence = {
        f"programme:{name}": Reading(text.span(m.start, m.end), "programme.acte", 0.85)
        for name, m in found.items()
    }
    ours = _generation(analysis, agreement, framed=bool(found))
    if ours is not None:
        evidence[f"programme:{ours}"] = Reading(agreement.reading.span, "programme.generation", 0.8)
    names = (*found, ours) if ours is not None else tuple(found)
    return replace(agreement, programmes=names, evidence={**agreement.evidence, **evidence})


def _tied(analysis: Analysis, parts: Sections) -> list[ProgrammeMention]:
    """Return the first mention of each programme that the act is made under."""
    folded = analysis.text.folded
    policies = [m for m in analysis.programmes if not _ZONE.match(folded, m.start)]
    times = Counter(mention.name for mention in policies)
    title_end = max(min(parts.heading[1], 900), 600)
    return [
        mention
        for mention in reversed(policies)
        if mention.start < title_end
        or times[mention.name] > 1
        or _TIED.search(folded, max(0, mention.start - 70), mention.start)
    ]


def _generation(analysis: Analysis, agreement: Agreement, *, framed: bool) -> str | None:
    """Return the generation of the contrat de ville that an act is, or is made about.

    An act under another programme (`framed`) that only recalls a contrat de ville is not of it.
    """
    head = analysis.text.folded[: len(analysis.text.folded) // 3]
    annexed = _ABATEMENT.search(Text(agreement.name).folded) is not None
    its_own = annexed or agreement.kind is Form.CONTRAT_DE_VILLE
    if not its_own and (framed or not _CITY.search(head)):
        return None
    if re.search(r"quartiers? 2030|2024 ?[-–/] ?2030", analysis.text.folded):
        return of_year(2024)
    named = _PERIOD.search(agreement.name)
    years = [agreement.signed_on, named[0] if named else None]
    years += [date.iso for date in analysis.dates]
    year = next((year for year in years if year), None)
    return of_year(int(year[:4])) if year else None
