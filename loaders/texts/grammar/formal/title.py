"""What an act calls itself: its title, its form, its number, and the act that it amends."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from graph.ontology import Form
from loaders.texts.grammar.formal.layout import body
from loaders.texts.grammar.formal.sections import Sections
from loaders.texts.mentions import Analysis
from loaders.texts.text import Block, Text

#: Nouns that open the title of an act, most telling first.
_FORMS = (
    (Form.AVENANT, r"avenant"),
    (Form.CONTRAT_DE_VILLE, r"(?:convention[ -]cadre (?:du |de )?)?contrats? (?:de )?ville"),
    (Form.PROTOCOLE, r"protocole"),
    (Form.CHARTE, r"charte"),
    (Form.ACCORD_CADRE, r"accord[ -]cadre|accord\b"),
    (Form.CONVENTION, r"conventions?|contrat|pacte|traite"),
)
_NOUN = "|".join(rule for _, rule in _FORMS)
_OPENS = re.compile(rf"\W*(?:projet (?:de |d')?)?(?P<noun>{_NOUN})(?![\w])")
_NUMBER = re.compile(r"\s*(?:n ?[°ºo.]+ ?|numero )(\d[\w./-]{0,20})")
_AMENDS = re.compile(
    r"(?:a|de|modifiant|relatif a|portant (?:modification|prolongation|prorogation) d)[ '](?:la |"
    r"l'|au )?|au |du "
)
_ENDS = re.compile(
    r"\W*(?:entre\b|vu\b|convention n|n° ?\d|sommaire|version|annee|annexe|article|exemplaire|"
    r"projet\b(?! (?:de|d'|urbain))|"
    r"signee?\b|date\b|commune de|ville de .{0,40}$|pour la periode|\d{4})"
)

_SMALL = frozenset(
    {"DE", "DU", "DES", "LA", "LE", "LES", "AU", "AUX", "À", "EN", "ET", "SUR", "PAR", "POUR",
     "DANS", "SOUS", "UN", "UNE"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Title:
    """The title of an act, positions in `flow`; `form` by its noun."""

    start: int
    end: int
    name: str
    form: Form
    number: str | None


def title_of(analysis: Analysis, parts: Sections) -> Title | None:
    """Return the title of an act, None when its heading holds none."""
    text = analysis.text
    limit = max(parts.heading[1], 1)
    blocks = [b for b in body(text)[:40] if b.start < limit] or list(body(text)[:3])
    openings = [
        (number, opening)
        for number, block in enumerate(blocks)
        if block.end - block.start < 600
        and (opening := _OPENS.match(text.folded, block.start, min(block.end, block.start + 200)))
    ]
    chosen = next((o for o in openings if o[1]["noun"] == "avenant"), None) or next(
        iter(openings), None
    )
    return _title(text, blocks[chosen[0] :], chosen[1]) if chosen else None


def _title(text: Text, blocks: list[Block], opening: re.Match[str]) -> Title:
    start, end = opening.start("noun"), blocks[0].end
    for before, block in pairwise(blocks):
        near = block.lines[0] == before.lines[1] + 1
        if not near or _ENDS.match(text.folded, block.start, block.end) or end - start > 300:
            break
        end = block.end
    number = _NUMBER.match(text.folded, opening.end("noun"))
    return Title(
        start=start,
        end=end,
        name=spoken(text, start, end),
        form=form_of(opening["noun"]),
        number=number[1] if number else None,
    )


def form_of(noun: str) -> Form:
    """Return the form of an act by the noun that opens its title."""
    return next((form for form, rule in _FORMS if re.match(rule, noun)), Form.CONVENTION)


def spoken(text: Text, start: int, end: int) -> str:
    """Return a title as a sentence writes it: capitals only where the text has them elsewhere."""
    words = re.sub(r" [Nn] ?[°º]$", "", " ".join(text.flow[start:end].split()).strip(" .,;:–-"))
    if not re.search(r"[A-ZÀ-Ý]{5,}", words):
        return words[:1].upper() + words[1:]
    usual = _usual(text)
    plain = re.sub(r"[^\W\d_]+", lambda m: _written(m[0], usual), words)
    return plain[:1].upper() + plain[1:]


def _usual(text: Text) -> dict[str, str]:
    """Return how the text writes each word when it does not shout: « Châtellerault », « ville »."""
    usual: dict[str, str] = {}
    for match in re.finditer(r"[^\W\d_]{2,40}", text.flow[:60_000]):
        word = match[0]
        if not word.isupper():
            key = text.folded[match.start() : match.end()]
            usual[key] = word if word.islower() else usual.get(key, word)
    return usual


def _written(word: str, usual: dict[str, str]) -> str:
    if not word.isupper():
        return word
    if word == "A":
        return "à"
    known = usual.get(Text(word).folded.strip())
    if known is not None:
        return known
    vowels = sum(letter in "AEIOUYÉÈÊÀÂÎÏÔÛÙ" for letter in word)
    if word in _SMALL or len(word) == 1:
        return word.lower()
    return word if len(word) <= 5 and (vowels <= 1 or vowels == len(word)) else word.lower()
