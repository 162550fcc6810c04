"""The parties that a deliberation announces for an act: in a sentence, in a list, in an annex."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.ontology import Form
from loaders.texts.grammar.articles.naming import Naming
from loaders.texts.grammar.formal.drafts import Draft
from loaders.texts.grammar.formal.items import Item, items_of
from loaders.texts.grammar.formal.layout import body
from loaders.texts.grammar.formal.parties import heading_parties, read_item
from loaders.texts.grammar.formal.sections import Sections
from loaders.texts.mentions import Analysis, within
from loaders.texts.text import Block

_PARTIES = r"(?:parties|signataires|cosignataires|partenaires|soussignes|cocontractants)"
_BETWEEN = re.compile(rf"\bentre(?: les (?:[\w-]+ ){{0,4}}{_PARTIES}(?: suivante?s)?)? ?:?(?: |$)")
_WITH = re.compile(
    r"(?:a (?:conclure|passer|signer|intervenir)|conclue?|passee?|signee?|partenariale?|"
    r"partenariat)? ?"
    r"(?:conjointement )?\b(?:avec|aux cotes(?= d[e'u])) ?:?(?: |$)"
    r"(?!le soutien|le concours|l'appui|l'accord|l'aide|pour)"
)
_SIGNERS = re.compile(
    rf"(?:les )?{_PARTIES}(?: [^.:;\n]{{0,60}})?(?: sont| seront| ?:| en sont|"
    r" en seront) ?:? ?|"
    r"(?:sera|seront|est|etre|serait|seraient) (?:egalement |aussi )?(?:co)?signee?s?"
    r"(?:,? [^.;:\n]{0,45})?,? par ?:?(?: |$)"
)
_BINDS = re.compile(
    r"(?<![\w-])(?:engage|lie|unit|reunit|associe|rassemble)(?:nt|ra|ront)? (?=la |le |l'|les )"
)
FUTURE = re.compile(
    r"\b(?:sera|seront|serait|seraient|interviendra|aura lieu|prevue?|doit|devant|devrait|"
    r"pourrait|pourra|programmee?|est attendue?|a (?:conclure|intervenir|passer)|"
    r"se tiendra|(?:est|etant) fixee?)\b"
)
_TOLD_BEFORE = re.compile(r"(?:signee?|conclue?|du) ?(?:le )?$")
_ONCE_SIGNED = re.compile(r"signataires|cosign")
#: « Elle sera passée entre … »: the act told of before.
_IT = re.compile(
    r"\b(?:elle|il|celle-ci|celui-ci)\b[^.;]{0,30}\b(?:conclue?|passee?|signee?|etablie?)\b"
)
#: « … sera signé par les mêmes partenaires, auxquels se joint A ».
_SAME = re.compile(r"\W*les memes (?:partenaires|signataires|parties|cocontractants)(?! ?:)\b")
_JOINS = re.compile(r"\bauxquel(?:le)?s (?:se |s')(?:joint|joignent|ajoute|ajoutent) ")
_TOLD = re.compile(r"\b(?:signee?|conclue?|passee?)s?(?: [^.;:\n]{0,40})? (?:par|entre) ")
#: How many sentences back « les mêmes partenaires » may be told.
_NEAR = 6
_EACH = re.compile(r"\b(?:chacune?|distincte?s|une? par)\b")
#: No list of parties runs over more blocks than this.
_MOST = 60
_LIST_ENDS = re.compile(
    r"\W*(?:article\b|art\. ?\d|vus?\b|considerant|decid|approuv|autoris|precis|dit que|donn|"
    r"apres|charge|delegu|fait|le (?:conseil|maire|president|budget)\b)"
)


@dataclass(frozen=True, slots=True)
class Announced:
    """A list of parties, where it begins in `flow`, and the naming of the act that it is told of.

    `naming` is None when the list speaks of the act of the document without naming it; `apart`
    when the list is told as that of one act among several; `times` how many like acts have it.
    """

    start: int
    parties: tuple[Draft, ...]
    naming: Naming | None
    apart: bool
    times: int = 1


def announced(
    analysis: Analysis, parts: Sections, namings: Sequence[Naming], *, form: Form
) -> list[Announced]:
    """Return the lists of parties told of acts of the form approved, or told apart. Linear."""
    found = list(_told(analysis, namings, form))
    if parts.parties is not None and not any(len(one.parties) > 1 for one in found):
        listed = heading_parties(analysis, parts.parties)
        found.append(Announced(parts.parties[0], tuple(listed), None, apart=False))
    return [one for one in found if one.parties]


def _told(analysis: Analysis, namings: Sequence[Naming], form: Form) -> Iterator[Announced]:
    text = analysis.text
    for start, end in text.sentences:
        if text.folded.startswith("vu ", start):
            continue
        for pattern in (_BETWEEN, _SIGNERS, _WITH, _BINDS):
            opening = pattern.search(text.folded, start, end)
            if opening is None:
                continue
            naming = _naming(analysis, namings, start, opening.start())
            apart = pattern is _SIGNERS and naming is not None
            if apart or _speaks(analysis, namings, form, (start, end), pattern is _SIGNERS):
                many = naming is not None and naming.many and naming.count
                each = many and _EACH.search(text.folded, start, end)
                yield Announced(
                    opening.start(), tuple(_listed(analysis, opening.end(), end)), naming,
                    apart=apart, times=min(int(many), 9) if many and each else 1,
                )  # fmt: skip
            break


def _listed(analysis: Analysis, start: int, end: int) -> list[Draft]:
    """Return the parties of the rest of a sentence, or of the list that it opens."""
    same = _SAME.match(analysis.text.folded, start, end)
    if same is not None:
        joined = _JOINS.search(analysis.text.folded, same.end(), end)
        more = read_item(analysis, Item(joined.end(), end, prose=True)) if joined else []
        return [*_told_before(analysis, start), *more]
    if analysis.text.folded[start:end].strip(" :"):
        return read_item(analysis, Item(start, end, prose=True))
    items = items_of(analysis, _list_after(analysis, start))
    return [draft for item in items for draft in read_item(analysis, item)]


def _told_before(analysis: Analysis, position: int) -> list[Draft]:
    """Return the parties that one of the sentences just before tells of another act."""
    text = analysis.text
    last = text.sentence_at(position)
    for start, end in reversed(text.sentences[max(last - _NEAR, 0) : last]):
        told = _TOLD.search(text.folded, start, end)
        if told is not None:
            return read_item(analysis, Item(told.end(), end, prose=True))
    return []


def _list_after(analysis: Analysis, position: int) -> list[Block]:
    """Return the block that opens a list and those of the list."""
    text = analysis.text
    blocks = body(text)
    first = bisect_left(blocks, position - 1, key=lambda b: b.end)
    found: list[Block] = []
    for block in blocks[first : first + _MOST]:
        near = not found or block.lines[0] <= found[-1].lines[1] + (2 if len(found) == 1 else 1)
        closed = len(found) > 1 and text.flow[found[-1].end - 1] == "."
        goes_on = near and not closed and _LIST_ENDS.match(text.folded, block.start) is None
        if found and not goes_on and block.kind != "item":
            break
        found.append(block)
    return found


def _naming(
    analysis: Analysis, namings: Sequence[Naming], start: int, opening: int
) -> Naming | None:
    """Return the act that a list is told of: named in its sentence, else first in its paragraph."""
    inside = [n for n in within(namings, start, opening) if not n.anaphoric]
    if inside:
        return inside[0]
    block = analysis.text.blocks[analysis.text.block_at(opening)]
    before = [n for n in within(namings, block.start, start) if not n.anaphoric]
    return before[0] if before else None


def _speaks(
    analysis: Analysis,
    namings: Sequence[Naming],
    form: Form,
    sentence: tuple[int, int],
    signers: bool,  # noqa: FBT001 -- what the opening of the list says
) -> bool:
    """Tell whether a sentence speaks of the act: by its noun, or with « signataires »."""
    start, end = sentence
    folded = analysis.text.folded
    inside = [n for n in within(namings, start, end) if n.form in {form, Form.CONVENTION, None}]
    older = any(
        d.iso is not None and _TOLD_BEFORE.search(folded, max(d.start - 12, 0), d.start)
        for d in within(analysis.dates, start, end)
    )
    it = _IT.search(folded, start, end)
    return bool(inside or signers or it or _ONCE_SIGNED.search(folded, start, end)) and (
        not older or FUTURE.search(folded, start, end) is not None
    )
