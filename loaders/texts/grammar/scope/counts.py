"""How many quarters, communes, inhabitants… a text says that something concerns.

Only territory counts: no dwellings, no signatories, no copies. A threshold (« moins de 20 000
habitants »), the population of a town named in passing, the winners of a national programme and the
bodies that sign are no scope.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Final

from loaders.texts.facts import Count, Reading
from loaders.texts.grammar.money.table_rows import tables_of
from loaders.texts.grammar.numbers import NUMBER, QUANTITY, parse
from loaders.texts.mentions import Analysis

_ADJECTIVE = (
    r"(?: (?:nouveaux|nouvelles|grands|autres|petites|premiers|premieres|memes|seuls|vieux"
    r"|anciens|futurs|actuels|differents|differentes|principaux))?"
)
_NATIONAL = r" (?:d'interet|d interet) national\b"
_REGIONAL = r" (?:d'interet|d interet) (?:regional|local)\b"
_THING = r"(?:projets?|quartiers?|sites?|operations?|qpv)"
_NOUN = (
    rf"(?:(?P<QIN>qin\b|{_THING}{_NATIONAL}|prin\b)|(?P<QIR>qir\b|{_THING}{_REGIONAL}|prir\b"
    r"|(?<=et \d )d'interet regional|(?<=et \d\d )d'interet regional)"
    r"|(?P<QPV>qpv\b|quartiers? (?:dits? )?(?:prioritaires?"
    r"|(?:de la |en |de )?politique de la ville|de la geographie prioritaire)"
    r"|(?:perimetres?|territoires?|secteurs?|zones?) prioritaires?)"
    r"|(?P<quartiers>quartiers?\b|zus\b|zones urbaines sensibles)"
    r"|(?P<sites>sites?\b|secteurs?\b)"
    r"|(?P<communes>communes?\b|villes?\b|municipalites?\b)"
    r"|(?P<habitants>habitants?\b|residents\b|ames\b|personnes(?= (?:y )?(?:habit|viv|resid)))"
    r"|(?P<régies>regies?\b))"
)
_COUNT = re.compile(
    rf"(?P<number>{QUANTITY}(?: (?:millions?|milliers?))?(?: de| d')?){_ADJECTIVE} ?(?<=[ '])"
    rf"(?!(?:habitants?|personnes?) sur ){_NOUN}"
)
#: « Trois des onze communes y ont des quartiers ».
_PART = re.compile(
    rf"(?<![\w-])(?P<number>{QUANTITY}) des (?:{QUANTITY} )?(?P<communes>communes|villes)"
    r"(?=(?: [\w'-]{1,20}){0,3} (?:ont|comptent|possedent|abritent|sont concernees|"
    r"sont couvertes|en beneficient)(?![\w-]))"
)
#: « 45 quartiers, dans 32 communes ; 19 d’entre eux sont prioritaires ».
_OF_THEM = re.compile(
    rf"(?<![\w-])quartiers(?![\w-])[^.:\n]{{0,80}}[,;] (?P<number>{QUANTITY}) "
    r"(?P<quartiers>d'entre eux)(?= (?:sont|ont|relevent|figurent|beneficient))"
)
#: « Onze d’intérêt national » : the noun was said before.
_OF_INTEREST = re.compile(
    rf"(?<![\w-])(?P<number>{QUANTITY})(?: (?:autres|derniers|restants|premiers|sont|seront"
    rf"|classes|ont ete))"
    r'{0,3} ?[«"]? ?(?:(?:comme |dits? )?d\'interet (?:(?P<QIN>national)|(?P<QIR>regional'
    r"|local)))\b"
)
#: « 2 800 Luxoviens y habitent »: a people by its capital and what it does there.
_PEOPLE = re.compile(
    rf"(?<![\w-])(?P<number>{QUANTITY}) (?P<habitants>[a-z'-]{{3,30}}[sx])(?= (?:y |en )?(?:habit"
    rf"|viv|resid|demeur"
    r"|loge|sont concern|peupl))"
)
#: « … six quartiers, soit près de 12 000 personnes ».
_THAT_IS = re.compile(
    rf"\b(?:qpv|quartiers?|perimetres?|territoires?)\b[^.;:]{{0,80}}?,? (?:soit|ou|et)(?: pres de"
    rf"| environ| plus de| quelque)? (?P<number>{QUANTITY}) (?P<habitants>personnes)\b"
    r"(?! (?:en|agees?|au chomage|accompagn|form|recrut))"
)
#: « … dans lesquels résident près de 180 000 personnes ».
_LIVING = re.compile(
    rf"\b(?:viv\w{{1,4}}|habit\w{{1,5}}|resid\w{{1,4}}|log(?:e|ent)|demeur\w{{1,4}}"
    rf"|peuple\w{{0,2}} d[e'])(?: \w+){{0,2}}? "
    rf"(?:pres de |environ |plus de |quelque )?(?P<number>{QUANTITY}) (?P<habitants>personnes)\b"
)
#: A threshold, or how many live in a town that is merely described.
_THRESHOLD = re.compile(
    r"\b(?:communes?|villes?|quartiers?|agglomerations?|intercommunalites?|epci|chacune?|compter"
    r"|comptent|territoires?)\b[^.;:]{0,40}\b(?:moins|plus|au moins) (?:de )?$"
    r"|\b(?:communes?|villes?|epci|collectivites) de (?:moins|plus) de $"
)
_TOWN_OF = re.compile(
    r"\b(?:villes?|communes?|communaute|bourg|bourgade|cite|agglomeration|metropole|prefecture"
    r"|village|station|municipalite|bassin(?: de vie)?)(?: \w+){0,2} (?:de|d'|compte|comptant)"
    r"(?: pres de| environ| quelque| plus de)? $"
    r"|\b(?:ville|commune|bourg|village)(?: d[e'] ?[\w' -]{1,40})? \((?:pres de |environ )?$"
)
_NATIONWIDE = re.compile(
    r"\b(?:en france|au niveau national|au plan national|a l'echelle (?:du pays|nationale|de la "
    r"france)|dans (?:tout le pays|toute la france)|laureat\w{0,3}|eligibles?|candidat\w{0,6}"
    r"|programme national (?!de r)|l'hexagone|sur tout le "
    r"territoire national|participent au programme)\b"
)
_RETAINED = re.compile(
    r"\b(?:retenue?s|selectionnee?s|(?:a|avait|avaient) (?:deja |ainsi )?retenu)\b"
)
#: Only some of them: the largest, those of a committee.
#: No more are the towns at the middle of a place: « ses deux villes centre ».
_SOME = re.compile(r" les (?:plus|moins)\b| (?:pilotes?|tests?|temoins?)\b|[ -]centres?(?![\w-])")
#: Just before: each of them has its own agreement, or they are only lain upon.
_EACH = re.compile(
    r"\b(?:contrats|conventions|protocoles|chartes)(?: \w+){0,3}? d(?:es|e|e chacune des) $"
    r"|\bpour le compte des $|\bchacune des $"
    r"|\ba cheval sur (?:les )?$|\bau lieu d(?:e|es) $|\bcontre $|\bnon plus (?:de )?$"
    r"|\blimitrophes? de $|\bhors (?:des? )?$"
)
#: « le NPNRU embrasse | 216 quartiers », from so many on: those of the whole country.
_OF_PROGRAMME = re.compile(
    r"(?<![\w-])(?:npnru|pnru|programme)(?: [\w'-]{1,20}){1,2} (?:\d[^.;:]{3,50} et )?$"
)
_NATIONAL_FROM = 100
#: Those that are counted because they sign.
_SIGNING = re.compile(
    r"(?: [\w'’-]+){0,5}?,? (?:(?:ont|vont|doivent|viennent de|devraient|avaient)(?: \w+)? )?"
    r"(?:s'engag|sign(?:e|ent|er|é)|paraph|pass(?:ent|er) a|adher|rejoi|rejoign|conclu|s'unissent"
    r"|s'associent|se sont|partenaires\b|signataires\b|membres\b)"
)
_WITH_THEIR = re.compile(r"(?: [\w'-]+){0,3} et (?:leur|l'|la |son )")
_PARTIES = re.compile(
    r"\b(?:signe\w{0,3}|conclu\w{0,2}|paraphe\w{0,2}|entre|avec|association d[e'])"
    r"(?: \w+){0,2}? (?:les |des |ces )?$"
)
#: Words that make what they introduce the scope of an agreement.
_SCOPE = re.compile(
    r"\b(?:concern\w{1,5}|couvr\w{1,4}|vis(?:e|ent|ant|era|eront)|cibl\w{1,4}|porte(?:nt|ra)? sur"
    r"|portant sur|regroup\w{1,5}|rassembl\w{1,5}|compt(?:e|ent|ant)|s'etend\w{0,3}|benefici\w{1,5}"
    r"|profit\w{0,4}|compren(?:d|ant)|repartis?|reparties?|situes?|interess\w{1,4}|touch\w{1,4}"
    r"|au sein d[e']|dans|sur|aux?|identifi\w{1,4}|englob\w{1,4}|reuni\w{0,6}|inscri\w{1,4}"
    r"|dessin\w{1,4}|recens\w{1,5}|retien\w{1,3}|les|ces|soit|pour|associ\w{1,5}|inclu\w{1,5}"
    r"|ouvert\w{0,2} a|etendu\w{0,2} a|elargi\w{0,2} a|habitants(?=,| et)"
    r"|de la|totalis\w{1,4}|represent\w{1,5}|composee? d[e']|perimetre|territoire)\b"
)
_COVERED = re.compile(
    r"(?: [\w'-]+){0,5}? (?:(?:est|sont|seront|ont ete|beneficient|beneficieront|vont)\b"
    r"|concerne|couvert|vise|cible|inscrit|repartis?|dessine|de l'agglomeration|du territoire"
    r"|dans (?:l'operation|le contrat|la convention|le perimetre|le dispositif)"
    r"|de la metropole|du contrat|en (?:profit|benefici)|profiter|beneficier|retenue?s)"
    rf"|,?(?: et)? (?:{NUMBER}) (?:habitants|quartiers|qpv)\b"
)
_NEEDS_SCOPE: Final = frozenset({"communes", "sites"})
#: What a table of places counts, under which heading.
_HEADED = re.compile(r"\b(?:population|habitants|nombre d'habitants|nb (?:d')?hab\w*|pop\.?)\b")
_TOTAL = re.compile(r"(?:le )?(?:total|ensemble)\b")
_APPROVED = re.compile(r"\b(?:feu vert|valide|approuve|examine|recu|deja|depuis)\b")


def counts_of(analysis: Analysis) -> list[Count]:
    """Return the counts of territories and inhabitants that a text gives, in order.

    Each says where it stands, so that it can be tied to the agreement that it is told of.
    """
    found = []
    for pattern in (_COUNT, _LIVING, _THAT_IS, _OF_INTEREST, _PEOPLE, _PART, _OF_THEM):
        for match in pattern.finditer(analysis.text.folded):
            number = parse(re.sub(r" (?:de|d')$", "", match["number"].strip()))
            what = match.lastgroup or ""
            if pattern is _PEOPLE and not _is_capital(analysis, match.start("habitants")):
                continue
            if _is_name(analysis.text.flow, match, what):
                continue
            if isinstance(number, int) and _is_scope(analysis, match, what, number):
                found.append(_count(analysis, match, what, number))
    return sorted((*found, *_tabled(analysis)), key=lambda count: count.reading.span)


def _is_capital(analysis: Analysis, position: int) -> bool:
    return analysis.text.flow[position].isupper()


def _is_name(flow: str, match: re.Match[str], what: str) -> bool:
    """Tell whether capitals make a number the beginning of a name: « les Trois Moulins »."""
    starts = (match.start(), match.start(what))
    return all(flow[at].isupper() and flow[at + 1].islower() for at in starts)


def _tabled(analysis: Analysis) -> Iterator[Count]:
    """Yield how many live in the places of a table: the total of its column of population."""
    for table in tables_of(analysis.text):
        for row in table.rows:
            if _TOTAL.match(row[0].words) is None and _TOTAL.match(row[-2:][0].words) is None:
                continue
            for cell in row:
                head = table.head(cell, row) if cell.number is not None and not cell.unit else None
                if head is not None and _HEADED.search(head.words) and isinstance(cell.number, int):
                    text, span = analysis.text, (cell.start, cell.end)
                    reading = Reading(text.span(*span), "effectif.tableau", 0.8)
                    yield Count("habitants", cell.number, text.words(*span), reading)


def _count(analysis: Analysis, match: re.Match[str], what: str, number: int) -> Count:
    text, span = analysis.text, (match.start("number"), match.end())
    reading = Reading(text.span(*span), "effectif.nombre", 0.85)
    return Count(what, number, text.words(*span), reading)


def _is_scope(analysis: Analysis, match: re.Match[str], what: str, number: int) -> bool:
    if (number < 2 and what not in ("QIN", "QIR")) or _in_noise(analysis, match.start()):
        return False
    text = analysis.text
    first, last = text.sentences[text.sentence_at(match.start())]
    before = text.folded[max(first, match.start() - 90) : match.start()]
    after = text.folded[match.end() : min(last, match.end() + 90)]
    if match.re is _PART or what == "habitants":
        return match.re is _PART or not (_THRESHOLD.search(before) or _TOWN_OF.search(before))
    around = text.folded[max(first, match.start() - 200) : min(last, match.end() + 200)]
    national = number >= _NATIONAL_FROM and _OF_PROGRAMME.search(before)
    if national or _NATIONWIDE.search(around) or _is_of_parties(before, after, what):
        return False
    retained = _RETAINED.search(around if what in _NEEDS_SCOPE else before)
    if retained or _SOME.match(after) or _EACH.search(before):
        return False
    if what in ("QIN", "QIR") and _APPROVED.search(around):
        return False
    return what not in _NEEDS_SCOPE or bool(_SCOPE.search(before) or _COVERED.match(after))


def _is_of_parties(before: str, after: str, what: str) -> bool:
    """Tell whether what is counted signs, and is no scope."""
    if _SIGNING.match(after) or _WITH_THEIR.match(after):
        return True
    return what == "communes" and _PARTIES.search(before) is not None


def _in_noise(analysis: Analysis, position: int) -> bool:
    at = bisect_right(analysis.noise, (position, len(analysis.text.flow))) - 1
    return at >= 0 and position < analysis.noise[at][1]
