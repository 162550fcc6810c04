"""What a page carries besides its text: share buttons, other headlines, captions, credits.

Nothing in them is a fact. A line is known by its words; after « À lire aussi » and the like, all
the short lines that end the page go with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TypeVar

from loaders.texts.mentions import Placed
from loaders.texts.text import Block, Text

_Mention = TypeVar("_Mention", bound=Placed)

#: A line that begins so is of the page, not of the text.
_LINE = re.compile(
    r"\W*(?:partage(?:r|z)\b|imprimer\b|abonne(?:z-vous|ment)\b|s'abonner\b|se connecter\b|"
    r"connexion\b|inscri(?:vez|ption)|s'inscrire\b|recevez\b|suivez(?:-nous)?\b|retrouvez-nous\b|"
    r"newsletter\b|notre lettre\b|la lettre\b.{0,40}$|lire (?:aussi|la suite|egalement|plus)\b|"
    r"a lire\b|voir aussi\b|"
    r"sur le meme (?:sujet|theme)\b|dans la meme rubrique\b|les plus lus\b|articles? lies?\b|"
    r"mots?[- ]cles?\b|tags?\b\s*:|themes? abordes?\b|publicite\b|annonces? legales?\b|"
    r"la suite apres la publicite|article reserve\b|mot de passe\b|mentions legales\b|"
    r"plan du site\b|contact(?:er|ez-nous)?\b.{0,60}$|contacts? presse\b|service de presse\b|"
    r"vous etes ici\b|accueil\s*[>/|]|fil d'ariane|nous utilisons des cookies|"
    r"(?:ce site|nous) utilis\w* des (?:cookies|traceurs)|cookies\b|accepter (?:et|tout)\b|"
    r"tout (?:accepter|refuser)\b|"
    r"credits?\b(?: photos?)?\s*[:©]|photos?\b\s*[:©–-]|©|\(c\) |legende\s*:|"
    r"sur (?:la|cette|notre) photo\b|vous n'etes pas abonne|testez\b|j'en profite\b|"
    r"commentaires?\b.{0,20}$|reagir\b|laisser un commentaire|"
    r"temps de lecture|lecture \d|ecouter\b|telecharger\b|voir la video|"
    r"adherer a l'association|faire un don|se desabonner|"
    r"tous droits reserves|copyright\b|qui sommes[- ]nous|"
    r"\[?\d+ ?% (?:reste )?a lire)"
)
#: A line after which only other headlines follow.
_TAIL = re.compile(
    r"\W*(?:a lire (?:aussi|egalement)|lire aussi|lire egalement|voir aussi|sur le meme (?:sujet|"
    r"theme)|dans la meme rubrique|les plus lus|articles? (?:lies?|similaires?|connexes?|recents?)|"
    r"l'info en plus|fil infos?|en bref|express|a ne pas manquer|nos (?:derniers|autres) articles|"
    r"vous aimerez aussi|actualites? (?:liees?|recentes?)|toute l'actu|et aussi|ailleurs sur|"
    r"suivez\b|partager?z?\b|recommande pour vous|dernieres? (?:actualites?|nouvelles|minutes?))\b"
)
_BULLETIN = re.compile(r"\W*[■▪]")
_LONG, _SENTENCE = 220, 90


def find_noise(text: Text) -> tuple[tuple[int, int], ...]:
    """Return the stretches of `flow` that are page noise, in order. Cost: linear."""
    tail = _tail(text)
    return tuple(
        (block.start, block.end)
        for number, block in enumerate(text.blocks)
        if number >= tail or _is_noise(text, block)
    )


def _is_noise(text: Text, block: Block) -> bool:
    words = text.folded[block.start : min(block.end, block.start + 300)]
    return bool(_LINE.match(words) or _BULLETIN.match(words) or _is_menu(text, block))


def _is_menu(text: Text, block: Block) -> bool:
    """Tell whether a line is a row of links: short pieces parted by bars or chevrons."""
    if block.end - block.start > _LONG:
        return False
    words = text.flow[block.start : block.end]
    return len(re.findall(r" [|>»\u203a•·] ", words)) >= 2 or (
        " | " in words and not re.search(r"[.;:]|\d", words)
    )


def _tail(text: Text) -> int:
    """Return the number of the block from which only noise follows."""
    first = len(text.blocks)
    for number in range(len(text.blocks) - 1, 0, -1):
        block = text.blocks[number]
        if _prose(text, block):
            break
        if _TAIL.match(text.folded, block.start, block.end) or _unended(text, block):
            first = number
    return first


def _unended(text: Text, block: Block) -> bool:
    """Tell whether a last line is no sentence: another headline, a credit."""
    return block.kind == "prose" and text.flow[block.end - 1] not in ".!?:;,"


def _prose(text: Text, block: Block) -> bool:
    """Tell whether a block is a paragraph of the text itself, or an item or row of its lists."""
    length = block.end - block.start
    return (
        length > _SENTENCE and text.flow[block.end - 1] in '.!?»"”)' and not _is_noise(text, block)
    ) or text.folded.startswith(("fait a", "pour le ", "signataires"), block.start)


def outside(items: Iterable[_Mention], noise: Sequence[tuple[int, int]]) -> list[_Mention]:
    """Return the mentions, in order, that begin outside the noise. Cost: linear."""
    kept, place = [], 0
    for item in items:
        while place < len(noise) and noise[place][1] <= item.start:
            place += 1
        if place == len(noise) or item.start < noise[place][0]:
            kept.append(item)
    return kept
