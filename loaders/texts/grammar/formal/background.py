"""Older and parallel acts that an act names: the one it amends, its avenants, its visas."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from graph.ontology import Form
from loaders.texts.grammar.articles.naming import Naming, find_namings
from loaders.texts.grammar.formal.drafts import Draft
from loaders.texts.grammar.formal.items import Item
from loaders.texts.grammar.formal.layout import body, cells
from loaders.texts.grammar.formal.parties import read_item
from loaders.texts.grammar.formal.sections import Sections
from loaders.texts.grammar.formal.title import Title, spoken
from loaders.texts.mentions import Analysis, DateMention, within

_VISA = re.compile(r"vus? (?:l'|la |le |les )?(?:projets? d[eu'] ?)?$|\bet (?:l'|la |le |les )$")
_DATED = re.compile(
    r"(?:signee?s?|conclue?s?|passee?s?|datee?s?|paraphee?s?|intervenue?s?|approuvee?s?|"
    r"notifiee?s?|en date|la date|"
    r"(?<![\w-])du|(?<=\d) du)(?: a [\w' -]{2,30}?)?(?: le| en| du| d')? ?$"
)
_BEFORE_DATE = re.compile(
    r"[ ,]*(?:(?:a|avait|ayant) ete )?(?:(?:signee?|conclue?|datee?|passee?) )?(?:en date )?"
    r"(?:(?<![\w])(?:du|le|en|de))? ?\Z"
)
_AMENDS = re.compile(
    r"(?:(?<![\w])(?:a|au|de|du|modifi\w+|prolong\w+|prorog\w+)(?: la| l'| le)?(?: l')?) ?\Z"
)
_OTHER = re.compile(
    r"\b(?:loi|decret|deliberation|circulaire|jusqu|avant le|arrete|ordonnance|compter|reunion|"
    r"comite|seance|instruction|"
    r"conseil d'administration|decision)\b"
)
_FUTURE = re.compile(r"projet d[eu'] ?(?:la |l')?$|future? |(?:sera|seront|devra) ")
_SAME = re.compile(r"present(?:e|s)?|dite?|joint|annexe a la deliberation")
_BETWEEN = re.compile(
    r"\b(?:(?:signee?|conclue?|passee?|intervenue?)s?(?: (?:le|en)(?: [\w°]{1,12}){1,4})?,?|"
    r"\d{4},?) entre (?=l'|la |le |les )"
)
_SIGNED_LINE = re.compile(r"\W*(?:initialement )?(?:signee?|conclue?|passee?|en date)\b.{0,40}$")
#: How far under a title, in characters, the date of the act amended stands.
_UNDER = 60
#: What is annexed to another act than the one read is none of its annexes.
_ANNEXED = re.compile(
    r"[^.;\n]{0,60}\b(?:annexee?s?|en annexe|jointe?s?)\b"
    r"(?! (?:au|aux|a la|a l') ?(?:contrat|convention|protocole|charte|avenant)s?\b)"
)
_PRONOUN = re.compile(
    r"celle qui[^.;\n]{0,120}?(?P<deed>a ete|avait ete|fut) (?:signee|conclue|passee) (?:le |en )"
)
_TABLE = re.compile(r"(?:date|signature)")
_NUMBERED = re.compile(r"\W*(?:avenant )?(?:n ?[°o.]+ ?)?(\d{1,2})\W*")


#: Forms whose noun alone tells which act of a place is meant.
_TELLING = frozenset({Form.CONTRAT_DE_VILLE, Form.PROTOCOLE, Form.CHARTE})
#: No title is longer than this, in characters.
_LINE = 300
#: No act names more acts than this; a text that does is no act.
_MOST = 200


@dataclass(frozen=True, slots=True)
class Older:
    """An act named in passing, positions in `flow`."""

    start: int
    end: int
    name: str
    form: Form
    number: str | None
    signed_on: str | None
    rule: str
    amended: bool = False
    parties: tuple[Draft, ...] = ()


def older_acts(analysis: Analysis, parts: Sections, title: Title | None) -> list[Older]:
    """Return the other acts that an act names, each once, the amended one first."""
    namings = find_namings(analysis.text)
    found = [*_amended(analysis, title, namings), *_listed(analysis, parts)]
    starts = [n.start for n in namings[1:]] + [len(analysis.text.folded)]
    found += [
        older
        for naming, limit in zip(namings, starts, strict=False)
        if naming.form is not None
        and not naming.many
        and not _is_main(analysis, naming, title)
        and (older := _named(analysis, naming, limit)) is not None
    ]
    found += _pronouns(analysis, namings)
    return _merged(found[:_MOST])


def _amended(analysis: Analysis, title: Title | None, namings: Sequence[Naming]) -> Iterable[Older]:
    """Yield the act that the title of an avenant says it amends."""
    if title is None or title.form is not Form.AVENANT:
        return
    inner = [n for n in namings if title.start < n.start < title.end and n.form is not None]
    folded = analysis.text.folded
    inner = [n for n in inner if _AMENDS.search(folded, max(n.start - 40, 0), n.start)]
    inner = inner or [n for n in namings if n.start < title.start and n.form is not None]
    inner = [n for n in inner if n.form is not Form.AVENANT]
    if not inner:
        return
    first = inner[0]
    text = analysis.text
    block = next(b for b in text.blocks if b.start <= first.start < b.end)
    line = block.end - first.start < _LINE and not text.flow[: block.end].endswith(".")
    end = title.end if first.start > title.start else (block.end if line else first.end)
    signed = (
        _date_after(analysis, first.start, end)
        or _date_under(analysis, end)
        or _initial(analysis, namings, first)
    )
    yield Older(
        start=first.start,
        end=end,
        name=spoken(text, first.start, end),
        form=first.form or Form.CONVENTION,
        number=first.number,
        signed_on=signed.iso if signed else None,
        rule="acte.modifie",
        amended=True,
    )


def _date_under(analysis: Analysis, end: int) -> DateMention | None:
    """Return the date of the line « signée le … » under a title that names the act amended."""
    text = analysis.text
    for block in (b for b in text.blocks if end <= b.start < end + _UNDER):
        if _SIGNED_LINE.match(text.folded, block.start, block.end):
            return _first_whole(analysis, block.start, block.end)
    return None


def _first_whole(analysis: Analysis, start: int, end: int) -> DateMention | None:
    dates = within(analysis.dates, start, end)
    return next((d for d in dates if d.iso is not None and d.until is None), None)


def _initial(analysis: Analysis, namings: Sequence[Naming], amended: Naming) -> DateMention | None:
    """Return the date that the text gives, further on, to the act amended."""
    for naming in namings:
        if naming.start > amended.end and _means(naming, amended):
            end = analysis.text.sentences[analysis.text.sentence_at(naming.start)][1]
            date = _date_after(analysis, naming.start, end)
            if date is not None:
                return date
    return None


def _means(naming: Naming, amended: Naming) -> bool:
    """Tell whether a naming is a definite one of the act amended: same noun, no other number."""
    same = naming.head.split()[0].split("-")[0] == amended.head.split()[0].split("-")[0]
    if not same or naming.many or naming.article not in {"definite", "none"}:
        return False
    return None in (naming.number, amended.number) or naming.number == amended.number


def _listed(analysis: Analysis, parts: Sections) -> Iterable[Older]:
    """Yield the avenants of a table « N° | Date de signature | Objet »."""
    text, heading = analysis.text, False
    for block in body(text):
        row = cells(text, block)
        if len(row) < 2 or (parts.signature and block.start >= parts.signature[0]):
            heading = False if len(row) == 1 and block.kind != "row" else heading
            continue
        words = text.folded[block.start : block.end]
        number = _NUMBERED.fullmatch(text.folded[row[0].start : row[0].end])
        date = next(iter(within(analysis.dates, row[1].start, row[1].start + 4)), None)
        if _TABLE.search(words) and number is None:
            heading = "signature" in words
        elif heading and number is not None and date is not None and date.iso:
            yield Older(
                block.start, date.end, f"Avenant n° {number[1]}", Form.AVENANT, number[1], date.iso,
                "acte.tableau_des_avenants",
            )  # fmt: skip


def _is_main(analysis: Analysis, naming: Naming, title: Title | None) -> bool:
    """Tell whether a naming is that of the act itself, or nothing in particular."""
    if title is not None and title.start <= naming.start < title.end:
        return True
    if naming.article == "indefinite" and naming.number is None:
        return _ANNEXED.match(analysis.text.folded, naming.end) is None
    before = analysis.text.folded[max(naming.start - 30, 0) : naming.start]
    if re.search(r"\bpresente?s? $|\bladite $|\bledit $", before) or _FUTURE.search(before):
        return True
    same = title is not None and naming.form is title.form
    numbered = naming.number is not None and title is not None and naming.number == title.number
    return same and (naming.bare or numbered) and not before.endswith(("vu la ", "vu le ", "vu l'"))


def _named(analysis: Analysis, naming: Naming, limit: int) -> Older | None:
    """Return the act of a naming when the text tells of it; `limit` is where the next is named."""
    text = analysis.text
    first, last = text.sentences[text.sentence_at(naming.start)]
    lead = text.folded[max(first, naming.start - 40) : naming.start]
    date = _date_after(analysis, naming.start, min(last, limit))
    visa = _VISA.search(lead) is not None and text.folded.startswith(
        ("vu", "- vu", "- la vu"), first
    )
    annexed = _ANNEXED.match(text.folded, naming.end) is not None and not naming.bare
    if date is None and not ((visa and not naming.bare) or annexed):
        return None
    if naming.bare and naming.number is None and not visa and naming.form not in _TELLING:
        return None
    end = naming.end
    if date is not None:
        whole = naming.bare and not re.search(r"[.;:]", text.flow[naming.start : date.start])
        end = date.start if whole else min(naming.end, date.start)
    tail = _BEFORE_DATE.search(text.folded, naming.start, end)
    end = tail.start() if tail else end
    return Older(
        start=naming.start,
        end=max(end, naming.start + len(naming.head)),
        name=spoken(text, naming.start, max(end, naming.start + len(naming.head))),
        form=naming.form or Form.CONVENTION,
        number=naming.number,
        signed_on=date.iso if date else None,
        parties=_parties(analysis, naming.start, min(last, limit)),
        rule="acte.visa" if visa else ("acte.annexe" if annexed else "acte.rappel"),
    )


def _parties(analysis: Analysis, start: int, end: int) -> tuple[Draft, ...]:
    """Return the parties of an act recalled: « signée le 3 mars 2007 entre A, B et C »."""
    between = _BETWEEN.search(analysis.text.folded, start, end)
    if between is None:
        return ()
    found = read_item(analysis, Item(between.end(), end, prose=True))
    return tuple(found) if len(found) > 1 else ()


def _date_after(analysis: Analysis, start: int, end: int) -> DateMention | None:
    """Return the date of signature told of the act named at `start`, in the same sentence."""
    for date in within(analysis.dates, start, min(end, start + 260)):
        between = analysis.text.folded[start : date.start]
        if date.iso is None or date.until is not None:
            continue
        if _DATED.search(between) and not _OTHER.search(between[20:]):
            return date
    return None


def _pronouns(analysis: Analysis, namings: Sequence[Naming]) -> Iterable[Older]:
    """Yield the acts told by « celle qui … a été signée le … »."""
    text = analysis.text
    for match in _PRONOUN.finditer(text.folded):
        date = next(iter(within(analysis.dates, match.end() - 4, match.end() + 1)), None)
        before = bisect_left(namings, match.start(), key=lambda n: n.start)
        if date is None or date.iso is None or not before:
            continue
        form = namings[before - 1].form or Form.CONVENTION
        words = text.flow[match.start() + 6 : match.start("deed")].strip()
        yield Older(
            match.start(), date.end, f"{form.value.capitalize()} {words}", form, None, date.iso,
            "acte.celle",
        )  # fmt: skip


def _merged(found: Sequence[Older]) -> list[Older]:
    """Return each act once: same form, and same number or date, or one of the two unknown."""
    kept: list[Older] = []
    for older in found:
        place = next((n for n, k in enumerate(kept) if _alike(k, older)), None)
        if place is None:
            kept.append(older)
        else:
            known = kept[place]
            kept[place] = replace(
                known,
                signed_on=known.signed_on or older.signed_on,
                number=known.number or older.number,
                parties=known.parties or older.parties,
            )
    return kept


def _alike(one: Older, other: Older) -> bool:
    if _family(one.form) != _family(other.form) or _noun(one) != _noun(other):
        return False
    if one.signed_on and other.signed_on:
        return one.signed_on[:7] == other.signed_on[:7] and len(one.signed_on) == len(
            other.signed_on
        )
    if one.rule == "acte.celle" or other.rule == "acte.celle":
        return False
    if one.number or other.number:
        return one.number == other.number
    words = [set(re.findall(r"[a-zà-ÿ]{5,}", o.name.lower())) for o in (one, other)]
    return len(words[0] & words[1]) * 2 >= min(len(words[0]), len(words[1]))


def _noun(older: Older) -> str:
    return re.split(r"[ -]", older.name.lower())[0]


def _family(form: Form) -> str:
    return "convention" if form in {Form.CONVENTION, Form.ACCORD_CADRE} else str(form)
