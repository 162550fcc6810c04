"""Whether a document is an act, or an article that tells of one.

Acts carry marks that begin their lines: « ENTRE », « Article 1 », « Vu », « Fait à ». An article
may quote one of them; two of different kinds, at the start of lines, make an act.
"""

from __future__ import annotations

import re
from functools import lru_cache

from loaders.texts.grammar.formal.layout import body
from loaders.texts.text import Text

_LAW = re.compile(
    r"\W*(?:loi|decret|arrete|ordonnance|circulaire|instruction)\b(?! .{0,20}convention)"
)
#: Acts of one authority alone, which nobody signs with it.
_RULES = re.compile(
    r"\W*(?:arrete(?: n°| prefectoral| municipal| conjoint| du | portant)|reglement interieur)"
)
#: The minutes of a committee, and what they say it resolved.
_MINUTES = re.compile(
    r"(?:.{0,80}[-–:|] ?)?\W*"
    r"(?:proces-verbal|compte[ -]rendu|releve de (?:decisions|conclusions))\b"
)
_RESOLVED = re.compile(
    r"\b(?:comite|commission|conseil|bureau|assemblee)\b(?: [\w'-]{1,16}){0,4} "
    r"(?:valide|approuve|adopte|decide|autorise)\b"
)
_ACT = re.compile(
    r"\W*(?:projet (?:de |d'))?(?:convention|avenant|protocole|contrat|charte|accord|pacte|"
    r"deliberation|extrait d|(?:conseil|commission|seance|comite) .{0,60}$|"
    r"decision (?:du (?:president|maire|bureau)|municipale|n°)|releve de decisions|"
    r"objet ?:)"
)
_MARKS = {
    "parties": re.compile(
        r"\W*(?:entre(?: les soussigne\w*)?\W{0,3}$|entre ?:|entre les soussign|conclue? entre|"
        r"d'une part\W*$|"
        r"d'autre part\W*$|(?:article \w+ ?[:.–-] ?)?(?:les )?(?:parties|signataires|"
        r"cocontractants|partenaires signataires)(?: (?:a|du|"
        r"de la|de l'|signataires).{0,40})?\W*$|"
        r"entre (?:l'|la |le |les ).{0,200}(?:represente|ci-apres)|et ?:$|"
        r"l[ae] presente? \w+(?: [^.:;]{1,40})? (?:lie|est (?:conclue?|passee?|etablie?) entre)\b)"
    ),
    "agreed": re.compile(
        r"\W*(?:il (?:est|a ete) (?:\w+ )?(?:convenu|arrete|expose|rappele|decide)|(?:est|"
        r"ont) convenu|"
        r"ceci expose|les parties (?:conviennent|sont convenues))"
    ),
    "articles": re.compile(
        r"\W*(?:article|art\.) ?(?:1(?:er)?|premier|i)\b ?(?:[:.–—-]|$|"
        "[a-z])"
    ),
    "done": re.compile(
        r"\W*(?:fait|signee?|etablie?)(?: en [^,.;\n]{1,40},?)? (?:a|aux?) [^.]{1,60}\b(?:le|en)\b|"
        r"\W*fait (?:aux?|a|le|en)\b.{0,90}$|\W*en foi de quoi"
    ),
    "visas": re.compile(r"\W*vus?\b (?:l'|la |le |les |l |ensemble|notamment)"),
    "deliberated": re.compile(
        r"\W*(?:(?:apres en avoir|ayant) (?:valablement )?delibere|extrait (?:du|"
        r"des) (?:registre|proces|deliberation)|"
        r"(?:le|la) (?:conseil|commission|bureau|assemblee).{0,80}(?:decide|approuve|autorise)|"
        r"(?:\d\W+)?(?:de )?(?:decide|autorise|approuve)r?\b(?: (?:d'|de |a |les |l[ea] |"
        r"m\.|mme|monsieur|madame|son |sa )| ?:)|"
        r"decision n° ?\d|.{0,160}\bapres en avoir (?:valablement )?delibere\b|"
        r"deliberation\b)"
    ),
    "represented": re.compile(
        r"\W*.{0,200}\brepresente[es]{0,2},? (?:ici )?(?:par|legalement|en)\b.{0,200}(?:[;,]|"
        r"d'une part|d'autre part|ci-apres.*)$|"
        r"\W*.{0,160}\bpour (?:la|le)quel(?:le)? agit|\W*pour (?:l'|la |le )[^.!?]{2,70}(?: {2,}|"
        r",? ?$)|.*\bci-apres\b|"
        r"\W*(?:monsieur|madame) [^.!?;:]{3,90}$"
    ),
}


@lru_cache(maxsize=1)  # asked again and again of one text
def is_formal(text: Text) -> bool:
    """Tell whether a document is itself an act or a deliberation. Cost: linear."""
    lines = [text.folded[b.start : min(b.end, b.start + 700)] for b in body(text)]
    title = next((n for n, words in enumerate(lines[:15]) if _is_title(words)), None)
    if (
        any(_RULES.match(words) for words in lines[:12])
        and sum(any(map(_MARKS[name].match, lines)) for name in ("visas", "articles", "done")) >= 2
    ):
        return True
    if any(map(_MINUTES.match, lines[:12])) and any(map(_RESOLVED.search, lines)):
        return True
    if any(_LAW.match(words) for words in lines[: 12 if title is None else min(title, 12)]):
        return False
    marks = {name: sum(map(bool, map(rule.match, lines))) for name, rule in _MARKS.items()}
    strong = sum(marks[name] > 0 for name in marks if name != "represented")
    told = marks["represented"] >= 2
    if title is None:
        return strong >= 3 or (strong >= 2 and told)
    return strong >= 2 or (strong == 1 and told) or marks["deliberated"] >= 2


def _is_title(words: str) -> bool:
    return len(words) < 320 and _ACT.match(words) is not None
