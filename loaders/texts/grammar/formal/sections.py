"""The parts of an act: heading, visas, parties, recitals, articles, signatures, copies."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from loaders.texts.grammar.formal.layout import body
from loaders.texts.text import Block, Text

Span = tuple[int, int]

_ACT = (
    r"(?:presente? )?(?:convention|contrat|avenant|protocole|charte|accord|pacte|projet|acte)"
    r"(?:[ -]cadre| de ville)?"
)
_OPENS = re.compile(
    r"(?:article \w+ ?[:.–-]+ ?)?(?:[ivx\d]+ ?[.)–-]+ ?)?"
    r"(?:(?:les |designation des |identification des |liste des )?(?:parties|signataires|"
    r"cocontractants|"
    rf"partenaires signataires)(?: (?:a|de|du) (?:l'|la |le |au )?{_ACT}| au {_ACT}| signataires|"
    rf" contractantes)?(?: pluriannuelle| partenariale| initiale| cadre)?\W*$|"
    r"entre\b(?! (?:19|20)\d\d)|(?:conclue?|passee?|etablie?|signee?|convenue?)s? entre\b|"
    r"il (?:est|a ete) (?:convenu|conclu|passe|etabli)(?: ce jour)?,? entre\b)"
)
_OPENS_INSIDE = re.compile(
    rf"(?:{_ACT}|elle|il|acte)[^.;:]{{0,80}} (?:est|a ete|sont) (?:conclue?|passee?|etablie?|"
    rf"signee?)s? "
    r"(?:ce jour )?entre\b|"
    r"\bentre(?: les (?:[\w-]+ ){0,4}?(?:parties|signataires|partenaires|soussigne[es]{1,2}s?)"
    r"(?: suivante?s?| ci-apres| ci-dessous| que voici)?)? ?:$|"
    r"\b(?:sont )?(?:parties|signataires) (?:a|de) (?:la |l'|cette |le |ce )?(?:presente? )?"
    rf"{_ACT} ?:$"
)
_CLOSES = re.compile(
    r"(?:\d{1,2} ?[.)–-]+ ?(?:le |la |les |l'|du |des |d')?(?:objet|contexte|preambule|diagnostic|"
    r"perimetre|definition|engagement|territoire|quartier|enjeux|finalite|gouvernance|duree|rappel|"
    r"constat|presentation|cadre|un (?:contrat|projet))|"
    r"(?:le |la |les |l')?(?:contexte|enjeux|objet|perimetre|diagnostic|preambule|constat)s?\b|"
    r"il (?:est|a ete|sera|a)|(?:est|ont) convenu|ce qui suit\b|preambule|vus?\b|visas?\b|expose|"
    r"projet (?:de |d')(?:avenant|convention|protocole|contrat|charte)\b|"
    r"considerant|"
    r"article\b|art\. ?\d|titre [ivx\d]|chapitre|contexte|sommaire|etant (?:prealablement )?"
    r"(?:rappele|expose|precise)|les (?:parties|soussigne\w+|signataires) (?:conviennent|ont|"
    r"declarent|sont convenu|"
    r"s'engagent)|(?:ceci|ces? point\w*) expose|apres avoir|dans le cadre|fait a\b|objet\b|"
    r"version\b|document de travail|diagnostic\b|perimetre\b|enjeux\b|definitions?\b|"
    r"attendu|rappel\b|introduction|(?:la|le) presente? \w+ (?:a pour objet|est|fixe|definit)|"
    r"se sont (?:reunis|accordes)|conviennent|s'engagent|adoptent|ont (?:convenu|decide))"
)
_AGAIN = re.compile(
    r"(?:article \w+ ?[:.–-]+ ?)?(?:les )?(?:designation|identification|presentation|liste)"
    r" des (?:parties|signataires|cocontractants)\W*$"
)
_VISA = re.compile(r"vus?\b[ :]")
_RECITAL = re.compile(
    r"(?:preambule|expose|considerant|etant|contexte|attendu|rappel|introduction)\b"
)
_ARTICLE = re.compile(
    r"(?:article|art\.) ?(?P<number>\d{1,3}(?:[.-]\d{1,2}){0,3}|premier|1er|unique|"
    r"[ivx]{1,5})(?![\w])"
    r" ?[:.–—-]{0,3} ?"
)
#: How a day begins in full letters: « le quatorze février », « le lundi trois mai ».
_SPELT = (
    r"(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|premier|deux|trois|quatre|cinq|six|sept|huit|"
    r"neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingt|trente)"
)
#: « Fait à Lille, le … », « Lille, le … », « Convention signée en 9 exemplaires, le … ».
DONE = re.compile(
    r"\W{0,4}(?:"
    r"(?:fait|signee?|etablie?|conclue?)(?: et (?:passe|signe|"
    r"delibere)e?)?(?: en [^,.;\n]{1,40},?)?"
    r" (?:aux?|a|en|le) |fait (?:aux?|a|le)\W|"
    rf"(?:a )?[a-z][a-z' -]{{2,40}}, ?le (?=[\d.…_/ ]|\Z|{_SPELT}\b)[^;]{{0,60}}\Z|"
    rf"{_ACT}(?: [\w-]{{1,20}}){{0,2}} signee?s?(?! par| avec| entre)[^.;\n]{{0,50}} (?:le|en) "
    r"[^.;\n]{0,40}\.?\Z|"
    r"date de (?:la )?signature|en foi de quoi|(?:les )?signataires ?:?\Z|signatures?\b)"
)
_FOR = re.compile(r"p(?:our|/) ?(?:la |le |l'|les )?")
_COPIES = re.compile(
    r"(?:copies?\b|ampliations?\b|destinataires?\b|diffusion ?:|notifiee?s? a\b|pieces? jointes?|"
    r"annexes?\b(?! [\w°]{1,4} ?[:–-].{0,200};)|transmis\w* a\b|liste des annexes)"
)


@dataclass(frozen=True, slots=True)
class Article:
    """One article: `number` as printed, folded; `title` as read; from its heading to the next."""

    number: str
    title: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sections:
    """The parts of an act, as spans of `flow`; a part that the act has not is None or empty.

    `signature` runs from « Fait à » (or the first « Pour X ») to the copies or the end.
    """

    heading: Span
    parties: Span | None
    #: Where the parties are named once more, in full: « Désignation des parties ».
    again: Span | None
    visas: tuple[Span, ...]
    recitals: Span | None
    articles: tuple[Article, ...]
    signature: Span | None
    copies: tuple[Span, ...]


@lru_cache(maxsize=1)  # asked again and again of one text
def sections(text: Text) -> Sections:
    """Return the parts of an act. Cost: linear."""
    blocks = body(text)
    folded = [_opening(text, block) for block in blocks]
    first, last = _parties(text, blocks, folded)
    signed = _signature(blocks, folded, last)
    copies = _copies(blocks, folded, signed)
    articles = _articles(text, blocks, folded, signed)
    recital = next((n for n, w in enumerate(folded) if n >= last and _RECITAL.match(w)), None)
    top = _heading_end(folded, first)
    end = blocks[-1].end if blocks else 0
    begin = blocks[signed].start if signed < len(blocks) else end
    return Sections(
        heading=(blocks[0].start, blocks[top - 1].end) if top else (0, 0),
        parties=(blocks[first].start, blocks[last - 1].end) if first < last else None,
        again=_again(text, blocks, folded, last),
        visas=tuple(
            (block.start, block.end)
            for block, words in zip(blocks, folded, strict=True)
            if _VISA.match(words) and block.start < begin
        ),
        recitals=_recitals(blocks, recital, articles, begin),
        articles=articles,
        signature=(begin, copies[0][0] if copies else end) if signed < len(blocks) else None,
        copies=copies,
    )


def _opening(text: Text, block: Block) -> str:
    """Return the folded beginning of a block, without bullet, quotes or marks around it."""
    return text.folded[block.start : min(block.end, block.start + 300)].strip(" -*:•\"'«_=")


def _parties(text: Text, blocks: Sequence[Block], folded: Sequence[str]) -> tuple[int, int]:
    """Return the first and the last block of the parties, twice the same when there are none."""
    for number, words in enumerate(folded):
        whole = text.folded[blocks[number].start : blocks[number].end]
        if _OPENS.match(words) or _OPENS_INSIDE.search(whole[-300:] if len(whole) > 600 else whole):
            last = number + 1
            while last < len(blocks) and not _is_closing(text, blocks[last], folded[last]):
                last += 1
            if last > number + 1 or len(words) > 40:
                return number, last
    return len(blocks), len(blocks)


def _again(text: Text, blocks: Sequence[Block], folded: Sequence[str], after: int) -> Span | None:
    """Return where a heading names the parties a second time, None when there is no such place."""
    number = next((n for n in range(after, len(blocks)) if _AGAIN.match(folded[n])), None)
    if number is None:
        return None
    last = number + 1
    while last < len(blocks) and not _is_closing(text, blocks[last], folded[last]):
        last += 1
    return (blocks[number].start, blocks[last - 1].end) if last > number + 1 else None


def _is_closing(text: Text, block: Block, words: str) -> bool:
    """Tell whether a line ends the parties, rather than opening their list once more."""
    end = min(block.end, block.start + 300)
    return _CLOSES.match(words) is not None and not _OPENS_INSIDE.search(
        text.folded, block.start, end
    )


def _signature(blocks: Sequence[Block], folded: Sequence[str], after: int) -> int:
    """Return the block from which the act is signed, the number of blocks when it is not."""
    floor = after if after < len(blocks) else 0
    for number in range(len(blocks) - 1, floor - 1, -1):
        if DONE.match(folded[number]) or re.search(r"\. fait a [a-z]", folded[number]):
            return number
    tail = [n for n in range(floor, len(blocks)) if _FOR.match(folded[n]) and len(folded[n]) < 130]
    return tail[0] if tail and tail[0] > len(blocks) / 2 else len(blocks)


def _copies(blocks: Sequence[Block], folded: Sequence[str], signed: int) -> tuple[Span, ...]:
    """Return the lines after the signatures that only tell who gets a copy, or what is annexed."""
    first = next((n for n in range(signed + 1, len(blocks)) if _COPIES.match(folded[n])), None)
    if first is None:
        return ()
    return ((blocks[first].start, blocks[-1].end),)


def _articles(
    text: Text, blocks: Sequence[Block], folded: Sequence[str], signed: int
) -> tuple[Article, ...]:
    marks = [
        (block, match)
        for block, words in zip(blocks[:signed], folded, strict=False)
        if (match := _ARTICLE.match(text.folded, block.start, block.end)) is not None
        and words.startswith("art")
    ]
    end = blocks[signed].start if signed < len(blocks) else (blocks[-1].end if blocks else 0)
    ends = [*(block.start for block, _ in marks), end][1:]
    return tuple(
        Article(match["number"], _title(text, match.end(), block.end), block.start, stop)
        for (block, match), stop in zip(marks, ends, strict=True)
    )


def _title(text: Text, start: int, end: int) -> str:
    words = text.flow[start : min(end, start + 120)].strip()
    return words if end - start <= 120 else re.split(r"[.:]\s", words)[0]


def _heading_end(folded: Sequence[str], first: int) -> int:
    """Return how many blocks come before the parties, the visas or the first article."""
    for number, words in enumerate(folded):
        if number >= min(first, 25) or _CLOSES.match(words):
            return number
    return min(len(folded), 25)


def _recitals(
    blocks: Sequence[Block], first: int | None, articles: Sequence[Article], end: int
) -> Span | None:
    if first is None or blocks[first].start >= end:
        return None
    start = blocks[first].start
    return start, next((a.start for a in articles if a.start > start), end)
