"""Which words name one and the same agreement: namings gathered in the order of the text.

A noun with nothing to qualify it points back to the last agreement of its form; an indefinite
article brings in a new one, unless only a headline named it before. Two namings are two agreements
when a number, a programme, a territory or a period tells them apart.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from graph.ontology import Form, NodeKind
from loaders.texts.grammar.articles.naming import Naming
from loaders.texts.mentions import Actor, Analysis, within

_PERIOD = re.compile(r"\b((?:19|20)\d\d)(?: ?[-/] ?|-| a )((?:19|20)\d\d)\b")
_WINDOW = 40
_DEED = re.compile(r"\b(?:sign|paraph|conclu|scell)[a-z]*(?: [a-z']+){0,3} (?:[a-z]+'|[a-z]+ )?$")
#: A naming in such a place speaks of what is behind or beside: the agreement is in the background.
_BESIDE = re.compile(
    r"(?:a l'occasion d|en marge d|lors d|dans le cadre d|en application d|au titre d|"
    r"prevue?s? (?:par|dans|a)|declinaison d|"
    r"declin\w+ d?|issue?s? d|au terme d|apres|depuis|echeance d|expiration d|fin d|remplac\w+|"
    r"releve d|fait suite a|suite d|succed\w+ a|prolong\w+|vu |conformement a|s'inscri\w+ (?:dans|"
    r"au sein d)|annexee?s? a|"
    r"inscrite?s? (?:dans|a)|beneficiaires? d|pilier d|volet\w* d|au sein d|prefigur\w+|"
    r"dans la (?:continuite|lignee|logique|suite|droite ligne) d|a la suite d|complet\w+|"
    r"en complement d|integr\w+ (?:a|dans)|adosse\w* a|renouvel\w+|reprend|engagee?s? dans|dans)"
    r"(?:e|u|es|e la|e l'|'|u dernier)? ?(?:le|la|les|l'|un|une|ce|cette|leur|son|sa|ces)? ?"
    r"(?:[\w-]+ ){0,2}$"
)


@dataclass(slots=True, eq=False)
class Case:
    """One agreement while a text is read: its namings and what tells it from others."""

    number: int
    namings: list[Naming] = field(default_factory=list)
    form: Form | None = None
    act: str | None = None
    programmes: set[str] = field(default_factory=set)
    places: set[Actor] = field(default_factory=set)
    period: str | None = None
    many: bool = False
    count: int | None = None
    order: str | None = None
    headline: bool = False
    only_headline: bool = False
    beside: bool = True
    parent: int | None = None
    #: Words that qualify it: two conventions that share none are two.
    words: set[str] = field(default_factory=set)
    #: Whether a verb of signing has it for object: told so twice of two places, it is two.
    deed: bool = False
    #: The series that it is one of: it was signed with it.
    series: int | None = None
    #: The words that name the one it is like, when only « le sien » names it.
    like: Naming | None = None

    @property
    def first(self) -> Naming:
        """Return the naming that says most of it."""
        return max(self.namings, key=lambda n: (not n.bare, n.end - n.start < 140, n.end - n.start))


def gather(analysis: Analysis, namings: Sequence[Naming], title_end: int) -> list[Case]:
    """Return the agreements that `namings` name, in order of first naming.

    `title_end` is where the headline ends. Cost: linear, each naming looks at the last cases only.
    """
    cases: list[Case] = []
    owner: dict[int, Case] = {}
    for place, naming in enumerate(namings):
        nested = _nested(analysis, namings, place)
        if nested == "part":
            continue
        described = _described(analysis, naming, headline=naming.start < title_end)
        described.beside = described.beside or nested == "other"
        if naming.head in {"contrat", "contrats"} and (
            _is_of_the_city(described)
            or any(case.form is Form.CONTRAT_DE_VILLE for case in cases[-_WINDOW:])
        ):
            described.form = Form.CONTRAT_DE_VILLE
        case = _known(cases, naming, described, fresh=nested == "other")
        if case is None:
            if naming.form is None:
                continue
            described.number = len(cases)
            cases.append(described)
            case = described
        else:
            _enrich(case, described)
        case.namings.append(naming)
        owner[id(naming)] = case
        if nested == "other":
            outer = owner.get(id(namings[place - 1]))
            if outer is not None and outer is not case and outer.parent is None:
                outer.parent = case.number
    return cases


#: « une charte intitulée « cadre national … » »: its own title.
_INTITLED = re.compile(r"(?:intitul|baptis|appel|denomm|nomm)\w*,? ?[«\"]? ?(?:le |la |l'|les )?$")
#: How far a title may stand from the noun that it completes.
_TITLE_NEAR = 40


def _is_of_the_city(described: Case) -> bool:
    """Tell whether « le contrat « Engagements Quartiers 2030 » » is a contrat de ville."""
    return any(name.startswith("Contrats de ville") for name in described.programmes)


def _nested(analysis: Analysis, namings: Sequence[Naming], place: int) -> str | None:
    """Tell whether a naming is inside the one before: `part` of its name, or an `other` act."""
    if not place:
        return None
    outer, inner = namings[place - 1], namings[place]
    between = analysis.text.folded[outer.start : inner.start]
    if inner.start - outer.end < _TITLE_NEAR and _INTITLED.search(between):
        return "part"
    close = inner.start - outer.start < 60 and not re.search(r"[.;:,\n]", between)
    if inner.start >= outer.end and not (
        close and re.search(r"\b(?:a|au|aux) (?:la |l')?$", between)
    ):
        if re.fullmatch(r"[^\n]{0,60}\(", between) and inner.head == "cucs":
            return "part"
        return None
    if re.search(r"\b(?:de|d') ?$", between) or inner.form is None:
        return "part"
    return "other"


def _described(analysis: Analysis, naming: Naming, *, headline: bool) -> Case:
    folded = analysis.text.folded
    words = folded[naming.start : naming.end + 60]
    period = _PERIOD.search(folded, naming.start, naming.end + 12)
    return Case(
        -1,
        form=naming.form,
        act=naming.number,
        programmes={p.name for p in within(analysis.programmes, naming.start, naming.end + 30)},
        places={
            a.actor
            for a in within(analysis.actors, naming.start + 1, naming.end)
            if a.sort in {"place", "name"}
            and a.actor.kind in {NodeKind.MUNICIPALITY, NodeKind.INTERCOMMUNALITY}
        },
        words=_words(folded, naming),
        deed=bool(_DEED.search(folded, max(0, naming.start - 45), naming.start)),
        only_headline=headline,
        period=f"{period[1]}-{period[2]}" if period else None,
        many=naming.many,
        count=naming.count if naming.many else None,
        order=naming.order,
        headline=headline,
        beside=bool(_BESIDE.search(folded, max(0, naming.start - 70), naming.start)) or not words,
    )


def _known(cases: list[Case], naming: Naming, described: Case, *, fresh: bool) -> Case | None:
    """Return the case that a naming speaks of, None when it brings in a new one."""
    recent = cases[-_WINDOW:]
    if naming.anaphoric:
        same = [c for c in recent if _answers(c, naming)]
        return max(same, key=lambda c: (_is_called(c, naming), c.namings[-1].start), default=None)
    alike = [c for c in recent if _compatible(c, described)]
    if naming.article == "indefinite" and naming.order != "old":
        alike = [c for c in alike if c.only_headline]
    return max(alike, key=lambda c: (_shared(c, described), c.number), default=None)


def _is_called(case: Case, naming: Naming) -> bool:
    """Tell whether a case was named by the same noun: « la convention » is no « pacte » before."""
    noun = _noun(naming)
    return any(_noun(other) == noun for other in case.namings)


def _noun(naming: Naming) -> str:
    return re.split(r"[ -]", naming.head)[0].rstrip("s")


def _answers(case: Case, naming: Naming) -> bool:
    """Tell whether « la convention », « ce contrat » may mean a case."""
    if naming.many != case.many:
        return False
    if naming.form is None:
        if "cadre" in naming.head:
            return case.form in {Form.CONTRAT_DE_VILLE, Form.ACCORD_CADRE} or "cadre" in case.words
        return not case.beside
    families = _family(case.form), _family(naming.form)
    if naming.head.startswith(("accord", "contrat", "partenariat")) and not naming.head.endswith(
        "ville"
    ):
        return families[0] != "avenant"
    return families[0] == families[1]


def _family(form: Form | None) -> str:
    if form in {Form.CONVENTION, Form.ACCORD_CADRE}:
        return "convention"
    return "none" if form is None else str(form)


def _compatible(case: Case, other: Case) -> bool:
    """Tell whether nothing tells two descriptions apart."""
    if _family(case.form) != _family(other.form) or case.many != other.many:
        return False
    apart = (
        case.act and other.act and case.act != other.act,
        case.programmes and other.programmes and not case.programmes & other.programmes,
        case.places and other.places and not case.places & other.places,
        case.deed and other.deed and other.places and not case.places & other.places,
        case.period and other.period and case.period != other.period,
    )
    return not any(apart) and _is_tied(case, other) and not _is_of_another_time(case, other)


def _is_tied(case: Case, other: Case) -> bool:
    """Tell whether two descriptions share a word or a programme, when both have some."""
    if case.form is Form.CONTRAT_DE_VILLE or not (case.words and other.words):
        return True
    return bool(case.words & other.words or case.programmes & other.programmes)


def _is_of_another_time(case: Case, other: Case) -> bool:
    """Tell whether one is « l’ancien contrat » and the other not, or « le futur »."""
    if other.order == "old" and case.order != "old" and not case.only_headline:
        return True
    if other.order == "next" and case.period and case.order is None:
        return True  # « le futur contrat » is not « le contrat 2015-2023 »
    orders = {case.order, other.order}
    return "old" in orders and bool(orders & {"new", "next"})


_TITLED = re.compile(r" ?[«\"][^»\"]{3,70}[»\"]")
_EMPTY = frozenset(
    [
        "cadre",
        "nouvelle",
        "nouveau",
        "pour",
        "dans",
        "avec",
        "entre",
        "cette",
        "leur",
        "leurs",
        "jour",
        "an",
        "ans",
        "fait",
        "mise",
        "place",
        "oeuvre",
        "national",
        "nationale",
        "ville",
        "villes",
        "partenariat",
        "pluriannuelle",
    ]
)


def _words(folded: str, naming: Naming) -> set[str]:
    """Return the words that tell an agreement from another of its form."""
    title = _TITLED.match(folded, naming.end, naming.end + 80)
    words = re.findall(
        r"[a-z]{4,}",
        folded[naming.start + len(naming.head) : naming.end] + (title[0] if title else ""),
    )
    return {word.rstrip("s") for word in words if word not in _EMPTY}


def _shared(case: Case, other: Case) -> int:
    return (
        2 * len(case.programmes & other.programmes)
        + 2 * len(case.places & other.places)
        + (case.act is not None and case.act == other.act) * 3
        + len(case.words & other.words)
        + (case.period is not None and case.period == other.period) * 2
    )


def _enrich(case: Case, other: Case) -> None:
    case.programmes |= other.programmes
    case.places |= other.places
    case.act = case.act or other.act
    case.period = case.period or other.period
    case.order = case.order or other.order
    case.count = case.count or other.count
    case.beside = case.beside and other.beside
    case.words |= other.words
    case.deed = case.deed or other.deed
    case.only_headline = case.only_headline and other.only_headline
    if case.form is Form.CONVENTION and other.form is not None:
        case.form = other.form
