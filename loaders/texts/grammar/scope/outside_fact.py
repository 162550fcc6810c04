"""One fact that hangs on no agreement: what each rule gives, and how surely."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from graph.ontology import EdgeKind, NodeKind
from loaders.texts.facts import Outside, Reading
from loaders.texts.mentions import Actor, Analysis, ProgrammeMention

End = Actor | ProgrammeMention | str | None
#: What each rule gives: the kind of its facts, and how surely (0 to 1).
_RULES: Mapping[str, tuple[EdgeKind, float]] = MappingProxyType(
    {
        "hors.part": (EdgeKind.FINANCES, 0.8),
        "hors.financeur": (EdgeKind.FINANCES, 0.75),
        "hors.nombre": (EdgeKind.COVERS, 0.75),
        "hors.commune": (EdgeKind.COVERS, 0.75),
        "hors.portee": (EdgeKind.COVERS, 0.7),
        "hors.federation": (EdgeKind.MEMBER_OF, 0.8),
        "hors.adhesion": (EdgeKind.MEMBER_OF, 0.8),
        "hors.succede": (EdgeKind.SUCCEEDS, 0.75),
        "hors.partenaire": (EdgeKind.PARTNERS_WITH, 0.7),
        "hors.paire": (EdgeKind.PARTNERS_WITH, 0.75),
    }
)


def fact(
    analysis: Analysis, rule: str, span: tuple[int, int], ends: tuple[End, End], *,
    count: int | None = None, share: float | None = None,
) -> Outside:  # fmt: skip
    """Return the fact that a rule reads at `span` of `flow`, from the first of `ends` to the other.

    `count` is of places, `share` in per cent.
    """
    kind, sure = _RULES[rule]
    origin, to = ends
    return Outside(
        type=kind,
        origin=_name(origin),
        to=_name(to),
        mention=analysis.text.words(*span),
        reading=Reading(analysis.text.span(*span), rule, sure),
        origin_kind=_kind(origin),
        origin_id=None if isinstance(origin, str | None) else origin.id,
        to_kind=_kind(to),
        to_id=None if isinstance(to, str | None) else to.id,
        count=count,
        share_pct=share,
    )


def _name(end: End) -> str | None:
    return end if isinstance(end, str | None) else end.name


def _kind(end: End) -> NodeKind | None:
    if isinstance(end, ProgrammeMention):
        return NodeKind.PROGRAMME
    return end.kind if isinstance(end, Actor) else None
