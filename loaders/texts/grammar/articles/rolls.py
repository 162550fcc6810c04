"""Lists of signatories that run over sentences: « Les signataires : … », « Ont suivi A et B ».

A roll is opened by a word (« signataires », « qui a signé ? »), by a colon after a deed, or goes on
without a verb after it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from loaders.texts.grammar.articles.chains import Before, Chain
from loaders.texts.grammar.articles.deeds import Frame, Signer
from loaders.texts.grammar.articles.naming import Naming
from loaders.texts.grammar.articles.signing import Signing, Tense
from loaders.texts.grammar.numbers import COUNT
from loaders.texts.text import Text

_LISTED = re.compile(
    r"\b(?:co-?)?signataires?\b|\bparties (?:prenantes|signataires)\b|\bse sont engage|"
    r"\b(?:au (?:premier )?rang|au nombre|parmi|l'une) (?:de )?(?:des|ces|les) parties\b|"
    r"\bqui s'engage|(?:^|\n|[.;:] )\W{0,4}(?:y |s'y )?(?:ont|a) (?:egalement |aussi |ensuite |"
    r"enfin )?"
    r"(?:suivi|donne leur signature|emboite le pas)|\b(?:l'a|l'ont) (?:imite|suivi)|"
    r"\b(?:a|ont) ouvert (?:le ban|le bal|la marche|la serie|la voie)\b|"
    r"(?:stylo|plume|parapheur|document|texte)[^.;]{0,30}? entre les mains d|"
    r"(?:^|\n|[.;:] )\W{0,4}(?:viennent|vient|suivent|suit) (?:ensuite|enfin|alors|apres|aussi)\b|"
    r"\ben (?:a|ont) fait autant|\b(?:a|ont) fait de meme|\blui (?:a|ont) emboite le pas|"
    r"\bqui (?:a|ont) signe ?\?|\bpar qui ?\?|"
    r"\bse sont succede\b.{0,40}(?:pupitre|parapheur|signature|document)"
)
_NOT_LISTED = re.compile(
    r"\b(?:non[- ]signataires?|futurs? signataires?|pas (?:encore )?signataires?|"
    r"devant les signataires|"
    r"(?:villes?|communes?|collectivites?|entreprises?) signataires? (?:d[eu]|de la|d'une|des) )"
)
_GOES_ON = re.compile(
    r"\b(?:on y (?:trouve|retrouve|compte)|(?:s'y|se sont) (?:ajoute\w*|joint\w*|associe\w*)|"
    r"complet\w+ la liste|figurent?|la liste|ont suivi|a (?:leurs|ses) cotes|puis\b|egalement|"
    r"viennent ensuite|autres signataires|s'ajoutent|de meme que)"
)
#: « A et B, cosignataires », « A est signataire »
_SAID_OF = re.compile(
    r"(?:[,(\s]|(?:est|sont|etait|etaient|sera|seront|tous|toutes|deux|trois|egalement|aussi|donc|"
    r"en|le|les|la)(?![a-z]))*"
)
#: « A et B, partenaires nationaux du plan, sont signataires »
_APPOSED = re.compile(r"^,[^,;.:()]{3,60}(?=,)")
#: « Parmi les signataires figurent A et B », « Les signataires : A, B »
_NAMES = re.compile(
    r"[^.;]{0,90}?(?:figur\w+|sont|etaient|seront|on (?:trouve|compte|retrouve|note)|:|,|citons|"
    r"dont|comptent|"
    r"notamment|outre)\s*(?:notamment |aussi |egalement |d'abord |de meme que |ainsi que )?"
    r"(?:\w+ (?:de |du |des |d'))?(?:le |la |les |l'|-)?\s*"
)
_SIGNATURES = re.compile(r"\b(?:[a-z]+|\d+) (?:signatures|stylos|plumes|paraphes|griffes)\b")
_WHOSE = re.compile(
    r"\bcelles?(?:,|, \w+,)? (?:de |du |des |d'|de la |de l')$|\b(?:celui|ceux),? (?:de |du |des |"
    r"d'|de la |"
    r"de l')$"
)
_THERE = re.compile(
    r"\by figur\w+|\bferm\w+ la marche\b|\bcompletent\b|\bs'y ajout\w+|\bon y (?:lit|trouve|"
    r"retrouve)\b"
)
_AS = re.compile(r"\bau (?:titre|nom) d(?:e|u|es)(?: la| l')? ?$")
#: « Trente et une villes ont signé »: who they are comes in the next sentence.
_COUNTED = re.compile(
    rf"\b(?:une?|{COUNT}) (?:[a-z]+ ){{0,2}}(?:communes?|villes?|collectivites|partenaires|"
    r"entreprises|bailleurs|organismes|associations|operateurs|intercommunalites|signataires|"
    r"agglomerations|territoires)\b"
)
#: A list of what the agreement is about, not of those who sign it.
_OF_ELSE = re.compile(
    r"quartiers?\b|\bqpv\b|secteurs?\b|\bsites?\b|territoires?\b|\baxes?\b|priorites?\b|"
    r"objectifs?\b|"
    r"thematiques?\b|piliers?\b|volets?\b|actions?\b|\bconcern\w+|euros?\b|travaux\b"
)
_HERE_ARE = re.compile(r"\W{0,4}(?:il y a|ce sont|ce furent|il s'agit d|a savoir|soit|voici)")
_VERB = re.compile(
    r"\b(?:est|sont|etai\w+|a|ont|avai\w+|sera|seront|n'\w+|se|s'\w+|fait|font|assist\w+|peut|doit|"
    r"\w+(?:ait|aient))\b"
)
_FOLLOWED = re.compile(
    r"[^.;:]{0,50}? (?:ont|a|l'ont|l'a|lui ont|leur ont) (?:\w+ )?"
    r"(?:suivi|emboite le pas|imite|defile|succede)\b"
)
_CONTINUES = re.compile(
    r"\W*(?:en face|et|puis|enfin|egalement|ainsi que|idem|sans oublier|ensuite|de l'autre cote|"
    r"de son cote|a (?:leurs|ses) cotes|(?:et, )?cote \w+(?: \w+)?|"
    r"(?:et, )?pour (?:le |la |les |l')?[\w' ]{0,20})?[ ,:]*"
    r"(?:le |la |les |l'|pour |par )?(?:le |la |les |l')?\W*"
)
_ITEM = re.compile(r"\W*(?:l[ea]s?\b|l'|\d|puis|et\b)?")
_MEMBERS = frozenset({Before.NOTHING, Before.FOR, Before.BY})
_SHORT, _INTRODUCTION = 25, 400


@lru_cache(maxsize=1)
def _opening(text: Text, start: int, end: int) -> re.Match[str] | None:
    """Return the word of a sentence that opens a list of signatories; asked again and again."""
    return _LISTED.search(text.folded[start:end])


@dataclass(slots=True)
class Roll:
    """Until where, in `flow`, a list of signatories may go on, and on what ground."""

    #: A word or a colon opened a list.
    listed: int = 0
    #: A deed was told: sentences without verb may go on with its signers.
    told: int = 0
    #: A deed told how many sign: the next sentence may say who.
    counted: int = 0
    #: « vingt signatures »: the next sentences may tell whose, by « celles de ».
    signatures: int = 0

    def may_hold(self, text: Text, start: int, end: int) -> bool:
        """Tell whether a sentence may list signatories."""
        words = text.folded[start:end]
        if start < max(self.listed, self.told, self.signatures):
            return True
        return bool(_opening(text, start, end) or _SIGNATURES.search(words))

    def after(self, text: Text, start: int, end: int, *, signed: bool) -> None:
        """Take note of a sentence that has been read; `signed` when it told a deed."""
        self.listed = _listed_until(text, start, end, self.listed, signed=signed)
        if _SIGNATURES.search(text.folded[start:end]):
            self.signatures = _block_end(text, _block_end(text, end) + 2)
        if signed:
            self.told = _block_end(text, _block_end(text, end) + 2)
            if _COUNTED.search(text.folded[start:end]):
                self.counted = self.told


def opens_roll(text: Text, start: int, end: int) -> bool:
    """Tell whether a sentence announces signatories: it ends in a colon or a question."""
    words = text.folded[start:end]
    return words.rstrip().endswith((":", "?")) and bool(_opening(text, start, end))


def read_roll(
    text: Text,
    sentence: tuple[int, int],
    chains: Sequence[Chain],
    named: Sequence[Naming],
    roll: Roll,
) -> Frame | None:
    """Return the deed of a sentence that lists signatories, or goes on with a list."""
    start, end = sentence
    words = text.folded[start:end]
    if _NOT_LISTED.search(words) or not chains:
        return None
    opening = _opening(text, start, end)
    signers = (_called(text, start, opening, chains) if opening else []) or (
        _continued(text, sentence, chains, roll) if not opening or _SIGNATURES.search(words) else []
    )
    if not signers:
        return None
    place = start + opening.start() if opening else start
    deed = Signing(place, place, Tense.NOMINAL, passive=False, sense="list")
    return Frame(sentence, deed, tuple(signers), named[0] if named else None)


def _continued(
    text: Text, sentence: tuple[int, int], chains: Sequence[Chain], roll: Roll
) -> list[Signer]:
    """Return those with whom a sentence goes on with a list that another opened."""
    start, end = sentence
    members = [chain for chain in chains if chain.before in _MEMBERS]
    if start < roll.signatures or _SIGNATURES.search(text.folded, start, end):
        signed = _by_signature(text, sentence, chains)
        if signed:
            return signed
    voiced = [c for c in members if sum(group.sort == "voiced" for group in c.groups) > 1]
    if voiced:
        return _signers(voiced, "parties.representees", 0.7)
    if start < roll.listed:
        return _signers(members, "parties.liste", 0.8) if _goes_on(text, sentence, chains) else []
    before = text.folded[start : chains[0].start]
    listing = ":" in before or _HERE_ARE.match(before)
    if start <= roll.counted and listing and not _OF_ELSE.search(before):
        return _signers(members, "parties.enumeration", 0.75)
    return (
        _signers(_suite(text, sentence, chains), "parties.suite", 0.7) if start < roll.told else []
    )


def _suite(text: Text, sentence: tuple[int, int], chains: Sequence[Chain]) -> Sequence[Chain]:
    """Return the enumerations of a sentence that goes on, after a deed, with who did it."""
    if _is_between(sentence[0], chains[0]):
        return chains[:1]
    if not (_continues(text, sentence, chains) or _follows(text, chains)):
        return []
    members = (chain for chain in chains if chain.before in _MEMBERS)
    return [chain for chain in members if any(group.sort != "place" for group in chain.groups)]


def _is_between(start: int, first: Chain) -> bool:
    """Tell whether a sentence begins with « Entre A, B et C », after the deed was told."""
    return first.before is Before.BETWEEN and first.start - start < _SHORT and len(first.groups) > 2


def _by_signature(text: Text, sentence: tuple[int, int], chains: Sequence[Chain]) -> list[Signer]:
    """Return those of « vingt signatures : celle du maire … », « y figurent … »."""
    start, end = sentence
    whose = [c for c in chains if _WHOSE.search(text.folded, max(start, c.start - 20), c.start)]
    if whose:
        return _signers(whose, "parties.signature", 0.85)
    there = _THERE.search(text.folded, start, end)
    listed = [chain for chain in chains if there and chain.start > there.start()]
    return _signers(listed, "parties.liste", 0.75)


def _goes_on(text: Text, sentence: tuple[int, int], chains: Sequence[Chain]) -> bool:
    """Tell whether a sentence goes on with a list opened before it: a word says so, or its form."""
    words = text.folded[sentence[0] : sentence[1]]
    return bool(_GOES_ON.search(words) or (_ITEM.match(words) and _is_list(sentence, chains)))


def _signers(chains: Sequence[Chain], rule: str, confidence: float) -> list[Signer]:
    return [Signer(group, rule, confidence) for chain in chains for group in chain.groups]


def _called(
    text: Text, start: int, opening: re.Match[str], chains: Sequence[Chain]
) -> list[Signer]:
    """Return those of whom a word such as « signataires » or « ont suivi » is said."""
    first, last = start + opening.start(), start + opening.end()
    if "mains" in opening[0]:
        return _signers([c for c in chains if c.end > last], "parties.signataires", 0.8)
    if "signataire" not in opening[0] and "parties" not in opening[0]:
        kept = [chain for chain in chains if _is_subject(text, start, chain)]
        return _signers(kept, "parties.signataires", 0.85)
    kept = []
    for chain in chains:
        if chain.before is Before.PRESENCE:
            continue
        goes_on = bool(kept) and kept[-1].start >= last
        before = _APPOSED.sub("", text.folded[chain.end : first])
        after = text.folded[last : chain.start]
        if (chain.end <= first and _SAID_OF.fullmatch(before)) or (
            chain.start >= last and (goes_on or _NAMES.fullmatch(after))
        ):
            kept.append(chain)
    return _signers(kept, "parties.signataires", 0.85)


def _is_subject(text: Text, start: int, chain: Chain) -> bool:
    if chain.before in {Before.NOTHING, Before.FOR, Before.WITH}:
        return True
    words = text.folded[max(start, chain.start - 30) : chain.start]
    return chain.before is Before.OF and bool(_AS.search(words))


def _follows(text: Text, chains: Sequence[Chain]) -> bool:
    """Tell whether an enumeration is the subject of « ont suivi »."""
    last = chains[-1]
    words = text.folded[last.end : last.end + 90]
    return last.before is Before.NOTHING and bool(_FOLLOWED.match(words))


def _continues(text: Text, sentence: tuple[int, int], chains: Sequence[Chain]) -> bool:
    """Tell whether a sentence without verb only goes on with those who sign."""
    start, end = sentence
    opening = text.folded[start : chains[0].start]
    return (
        len(opening) < 45
        and bool(_CONTINUES.fullmatch(opening))
        and end - chains[-1].end < 4
        and not _VERB.search(text.folded[start:end])
        and all(after.start - before.end < 40 for before, after in pairwise(chains))
    )


def _is_list(sentence: tuple[int, int], chains: Sequence[Chain]) -> bool:
    """Tell whether a sentence is little more than an enumeration."""
    covered = sum(chain.end - chain.start for chain in chains)
    length = sentence[1] - sentence[0]
    return covered * 2 > length or length < 90


def _listed_until(text: Text, start: int, end: int, listed: int, *, signed: bool) -> int:
    """Return until where a list of signatories opened here or before goes on."""
    words = text.folded[start:end].rstrip()
    if signed and words.endswith(":"):
        return max(listed, _items_end(text, end))
    if not _opening(text, start, end) or _NOT_LISTED.search(words):
        return listed
    if words.endswith(":") or end - start <= _SHORT:
        return max(listed, _items_end(text, end))
    return max(listed, _block_end(text, end)) if words.endswith(("?", ".", "!")) else listed


def _block_end(text: Text, position: int) -> int:
    block = text.blocks[text.block_at(position - 1)]
    return max(block.end, position)


def _items_end(text: Text, position: int) -> int:
    """Return where the list items that follow `position` end; one line may stand before them."""
    last = position
    for number in range(text.block_at(position - 1) + 1, len(text.blocks)):
        block = text.blocks[number]
        introduces = last == position and block.end - block.start < _INTRODUCTION
        if block.kind != "item" and not introduces:
            break
        last = block.end
    return last
