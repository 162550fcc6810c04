"""Verbs and nouns that say an agreement is signed, will be, or is not: with tense and voice.

Accents part « signe » from « signé », so rules look at the words as written, in any case.
Tenses after Grevisse, « Le Bon Usage »: an imperfect or a simple past tells a deed done; a headline
in the present promises nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from loaders.texts.text import Text


class Tense(Enum):
    """How far the deed is: what is told as done, at present, to come, or denied."""

    PAST = "past"
    PRESENT = "present"
    FUTURE = "future"
    DENIED = "denied"
    NOMINAL = "nominal"


@dataclass(frozen=True, slots=True)
class Signing:
    """A word that tells of signing: where, when, and whether its subject is what is signed."""

    start: int
    end: int
    tense: Tense
    passive: bool
    #: `sign`, or the weaker `engage` (s'engager), `bind` (lier), `join` (adhérer).
    sense: str = "sign"
    #: A participle alone (« signée hier »), which may belong to an agreement beside the point.
    participle: bool = False


_PARTICIPLE = (
    r"(?:co|contre)?sign[ée]e?s?|paraph[ée]e?s?|conclue?s?|scell[ée]e?s?|ratifi[ée]e?s?|"
    r"contractualis[ée]e?s?|officialis[ée]e?s?|pass[ée]e?s?(?= (?:entre|avec) )"
)
_INFINITIVE = (
    r"(?:(?:co|contre)?signer|parapher|conclure|sceller|ratifier|contractualiser|officialiser|"
    r"apposer (?:leurs?|sa|son|ses) (?:signatures?|paraphes?|griffes?|noms?))"
)
_PRESENT = (
    r"(?:co|contre)?sign(?:e|ent|ons|ez)|paraph(?:e|ent)|conclu(?:t|ent)|scell(?:e|ent)|"
    r"ratifi(?:e|ent)|contractualis(?:e|ent)|officialis(?:e|ent)|"
    r"appos(?:e|ent) (?:leurs?|sa|son|ses) (?:signatures?|paraphes?|griffes?)"
)
_PAST = (
    r"(?:co|contre)?sign(?:ait|aient|a|èrent)|paraph(?:ait|aient|a|èrent)|conclu(?:rent|ait|aient)|"
    r"scell(?:ait|aient|a|èrent)|ratifi(?:ait|aient|a|èrent)"
)
_FUTURE = (
    r"(?:co|contre)?signer(?:a|ont|ons|ait|aient)|parapher(?:a|ont|ons|ait|aient)|"
    r"conclur(?:a|ont|ait|aient)|sceller(?:a|ont|ait|aient)|ratifier(?:a|ont)|"
    r"apposer(?:a|ont) (?:leurs?|sa|son|ses) (?:signatures?|paraphes?|griffes?)"
)
_BETWEEN = r"(?:[\wÀ-ÿ’'-]+ ){0,3}?"
_MODAL = (
    r"(?:va|vont|doi(?:t|vent)|devr(?:a|ont|ait|aient)|devai(?:t|ent)|pourr(?:a|ont|ait|aient)|"
    r"s[’']appr[êe]te(?:nt)? (?:ainsi |donc )?à|compte(?:nt)?|esp[èe]re(?:nt)?|"
    r"souhaite(?:nt|rait|raient)?|"
    r"voudrai(?:t|ent)|pr[ée]voi(?:t|ent) de|envisage(?:nt)? de|attend(?:ent)? de|"
    r"propose(?:nt)? de|est invit[ée]e? à|sont invit[ée]e?s à|"
    r"autoris(?:e|ent|ant|é|ée|és|ait|er)\b(?:[^.;:]|MM?\.){0,120}? à|donn\w+ (?:pouvoir|mandat|"
    r"délégation)[^.;:]{0,80}? (?:de|pour)|"
    r"prêts? à|prêtes? à|reste(?:nt)? à|invit[ée]e?s? à|restera à)"
)
_SIGNED_NOUN = r"(?:leurs?|sa|son|ses) (?:signatures?|paraphes?|griffes?|noms?)"
_AUX = r"(?:a|ont|avai(?:t|ent)|aur(?:a|ont|ait)|ayant|eut|avons)"

#: In order: the first that matches at a place wins.
_RULES: tuple[tuple[Tense, bool, str, str], ...] = (
    (Tense.DENIED, False, "sign",
     (rf"n[’'](?:a|ont|avai(?:t|ent))(?: toujours| encore)? (?:pas|rien|jamais|"
     rf"point) (?:encore )?(?:{_PARTICIPLE})|"
     rf"n[’'](?:a|ont|avai(?:t|ent)) pas (?:souhaité|voulu|pu|"
     rf"accepté de) {_BETWEEN}(?:{_INFINITIVE}|s[’']engager)")),
    (Tense.DENIED, False, "sign", (rf"ne (?:{_PRESENT}|{_FUTURE})(?: toujours)? (?:pas|rien|jamais|"
        rf"point)")),
    (Tense.NOMINAL, False, "sign", (rf"(?:pour|d[’']|sans|après|"
        rf"avant d[’'])(?: )?avoir (?:{_PARTICIPLE})(?!\w)")),
    (Tense.FUTURE, True, "sign",
     (rf"n[’'](?:est|étai(?:t|ent))(?: toujours| donc)? pas (?:encore )?(?:{_PARTICIPLE})(?!\w)|"
     rf"ne (?:sont|fu(?:t|rent)) (?:toujours )?pas (?:encore )?(?:{_PARTICIPLE})(?!\w)")),
    (Tense.FUTURE, True, "sign",
     rf"n[’'](?:est|a|ont|avai(?:t|ent))(?: toujours)? pas (?:encore )?été (?:{_PARTICIPLE})"),
    (Tense.DENIED, False, "sign", rf"ne pas {_INFINITIVE}|refus\w+ de {_INFINITIVE}"),
    (Tense.FUTURE, True, "sign",
     rf"{_MODAL} {_BETWEEN}être {_BETWEEN}(?:{_PARTICIPLE})"),
    (Tense.FUTURE, True, "sign",
     rf"ser(?:a|ont|ait|aient) {_BETWEEN}(?:{_PARTICIPLE})(?!\w)"),
    (Tense.FUTURE, False, "sign", rf"{_MODAL} {_BETWEEN}(?:l[’'])?{_INFINITIVE}"),
    (Tense.FUTURE, False, "sign", (rf"reviendra(?:it)? (?:à|au|"
        rf"aux) [^.;:]{{0,60}}? de {_INFINITIVE}")),
    (Tense.FUTURE, False, "pass", rf"passer(?:a|ont)(?!\w)|{_MODAL} passer(?!\w)"),
    (Tense.PAST, False, "pass", rf"{_AUX} {_BETWEEN}passée?s?(?!\w)"),
    (Tense.PAST, False, "sign",
     (rf"(?:{_AUX} {_BETWEEN}(?:tenu|pris|sorti) {_BETWEEN}(?:plume|"
     rf"stylo)|{_AUX} {_BETWEEN}échangé {_BETWEEN}"
     r"(?:parapheurs|signatures|exemplaires))")),
    (Tense.PAST, False, "sign",
     (rf"{_AUX} {_BETWEEN}procédé {_BETWEEN}à la signature|"
     rf"(?:est|sont|étai(?:t|ent)) {_BETWEEN}ven(?:u|us|ue|ues) {_BETWEEN}(?:y )?{_INFINITIVE}|"
     rf"restait à (?:l[ea] |l[’'])?{_INFINITIVE}|ten(?:ait|aient) {_BETWEEN}(?:plume|stylo)")),
    (Tense.PAST, False, "sign",
     rf"{_AUX} [\wÀ-ÿ’' -]{{1,60}}?avant (?:de |d[’'])(?:y )?(?:l[ea] |l[’'])?{_INFINITIVE}"),
    (Tense.PAST, False, "sign", (rf"v(?:ient|iennent|enai(?:t|"
        rf"ent)) {_BETWEEN}de {_BETWEEN}{_INFINITIVE}")),
    (Tense.PAST, False, "sign", rf"v(?:ient|iennent) d[’']{_BETWEEN}apposer {_SIGNED_NOUN}"),
    (Tense.PAST, True, "sign",
     (rf"(?:{_AUX} {_BETWEEN}été|v(?:ient|iennent|enai(?:t|ent)) {_BETWEEN}d[’']être) {_BETWEEN}"
     rf"(?:{_PARTICIPLE})(?!\w)")),
    (Tense.PAST, False, "sign",
     (rf"{_AUX} {_BETWEEN}(?:(?:appos|apport|ajout|donn|pos|livr|couch)[ée]|"
     rf"mis) {_BETWEEN}{_SIGNED_NOUN}")),
    (Tense.FUTURE, True, "approve",
     (rf"(?:{_AUX}|est|sont|fut|furent) {_BETWEEN}(?:été )?(?:approuv|valid|adopt|entérin|"
     rf"vot)[ée]e?s?(?!\w)")),
    (Tense.PAST, False, "sign", rf"{_AUX} {_BETWEEN}(?:{_PARTICIPLE})(?!\w)"),
    (Tense.PAST, False, "sign", rf"(?:se sont|s[’']est) {_BETWEEN}li[ée]e?s?(?= par)"),
    (Tense.PAST, True, "sign", (rf"(?:étai(?:t|ent)|fu(?:t|"
        rf"rent)) {_BETWEEN}(?:{_PARTICIPLE})(?!\w)")),
    (Tense.PAST, True, "sign", rf"(?:est|sont) {_BETWEEN}(?:{_PARTICIPLE})(?!\w)"),
    (Tense.FUTURE, False, "sign", rf"(?:{_FUTURE})(?!\w)"),
    (Tense.FUTURE, True, "sign",
     (rf"(?:est|sont|reste(?:nt)?|encore|restera) à {_INFINITIVE}|(?:restent|"
     rf"reste) à l[’'a-z]*(?= signer)")),
    (Tense.PAST, False, "sign", rf"(?:{_PAST})(?!\w)"),
    (Tense.PRESENT, False, "sign", rf"(?:{_PRESENT})(?!\w)"),
    (Tense.PAST, True, "sign",
     (r"(?:(?:co|contre)?sign|paraph|scell|ratifi)ée?s?(?!\w)|conclue?s?(?= (?:le|entre|avec|par|"
     r"en|hier|"
     r"ce|cette|à|au|pour|dès|il|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|fin|début|"
     r"lors|dans|sur|"
     r"depuis|voici|\d)(?!\w))|pass[ée]e?s?(?= (?:entre|avec) )")),
    (Tense.NOMINAL, False, "sign",
     (r"(?:co)?signatures?(?!\w)|"
     r"conclusion(?= (?:de l[’']|de la |du |d[’']une? |des |de cet|de ce )"
     r"(?:\w+ )?(?:accord|convention|avenant|protocole|charte|contrat|pacte|partenariat))|"
     r"paraphes?(?!\w)")),
    (Tense.PAST, False, "sign",
     (rf"(?:l[ea] |l[’'])?(?:toute )?(?:premi|derni|second|deuxi|seul|troisi)[eè]?(?:er|re|me|m|"
     rf"ers|res|l|le|d|de)?s? "
     rf"(?:[\wÀ-ÿ’'-]+ ){{0,3}}?à {_INFINITIVE}|en (?:y )?(?:sign|paraph|conclu)ant(?!\w)")),
    (Tense.PAST, False, "sign",
     (r"(?:(?:a|ont|avai(?:t|ent)) (?:ainsi |donc )?engagé|engageai(?:t|ent)) (?:l[’']État|"
      r"(?:leurs?|sa|son) (?:[\wÀ-ÿ]+ )?(?:assemblées?|collectivités?|institutions?|communes?|"
      r"villes?|organismes?|établissements?|associations?|départements?|régions?))")),
    (Tense.PAST, False, "own",
     (r"(?:a|ont|tien(?:t|nent)) (?:désormais |enfin |maintenant |aussi |tous |toutes |chacune? )?"
      r"(?:leurs?|son|sa)"
      r"(?= (?:nouve\w+ |propre |premi\w+ )?(?:conventions?|contrats? |chartes?|protocoles?|"
      r"avenants?))")),
    (Tense.NOMINAL, False, "sign", _INFINITIVE + r"(?!\w)"),
    (Tense.PAST, False, "sign", r"(?:sont|est) {0}conven(?:u|us|ue|"
        r"ues)(?= (?:le \d[^.;]{0,20} )?d[’'eu])".replace("{0}", _BETWEEN)),
    (Tense.PAST, False, "sign", (r"(?:se sont|s[’']est) engag[ée]e?s? par (?:écrit|convention|"
        r"contrat)")),
    (Tense.PAST, False, "engage",
     (r"(?:se sont|s[’']est|s[’']étai(?:t|ent)) (?:ainsi |donc |également |"
     r"formellement )?engag[ée]e?s?")),
    (Tense.PAST, False, "engage",
     (r"(?:se sont|s[’']est) (?:\w+ ){0,2}(?:entendue?s?|accordée?s?|"
         r"mise?s? d[’']accord)(?= sur)")),
    (Tense.PRESENT, False, "engage", r"s[’']engage(?:nt)?(?!\w)"),
    (Tense.FUTURE, False, "engage", (rf"s[’']engager(?:a|"
        rf"ont)(?!\w)|{_MODAL} {_BETWEEN}s[’']engager(?!\w)")),
    (Tense.PAST, False, "bind", (r"(?:a|ont) (?:ainsi |désormais |déjà )?(?:li[ée]|uni|"
        r"r[ée]uni)(?!\w)")),
    (Tense.PRESENT, False, "bind",
     (r"(?<![\w-])(?:lie(?:nt)?|liai(?:t|ent)|uni(?:t|ssent|ssait)|r[ée]uni(?:t|ssent|"
     r"ssait))(?!\w)")),
    (Tense.PRESENT, False, "bind",
     (r"(?<![’'\w-])engage(?:nt)?"
      r"(?=,? (?:le|la|les|l[’']|aussi|ainsi|pour|ces|à la fois|outre|notamment|non seulement))")),
    (Tense.FUTURE, False, "bind", r"(?:liera|unira|r[ée]unira)(?:it|ont)?(?!\w)"),
    (Tense.PAST, False, "join",
     (r"(?:est|sont) (?:\w+ )?devenue?s? (?:\w+ )?(?:parties?|signataires?|"
     r"cosignataires?)(?: prenantes?)?|"
     r"(?:a|ont) (?:\w+ )?rejoint(?= (?:la|le|l[’']|ce|cet|cette) ?(?:convention|contrat|charte|"
     r"accord|pacte|protocole|dispositif|signataires))")),
    (Tense.PAST, False, "join",
     (r"(?:entr(?:ai|è)(?:t|ent|rent)|(?:sont|est) (?:\w+ ){0,2}entrée?s?) (?:[\wÀ-ÿ]+ ){0,3}"
      r"dans (?:le|la|ce|cette) (?:partenariat|convention|dispositif|contrat|accord)")),
    (Tense.PAST, False, "join",
     (r"(?:a|ont) (?:également |aussi |ainsi )?(?:adh[ée]r[ée]|rejoint)(?= (?:à|au|la|le|ce|"
     r"cette))")),
)  # fmt: skip
_EVENT = re.compile(
    rf"(?<!\w)(?:{'|'.join(f'(?P<r{n}>{rule})' for n, (*_, rule) in enumerate(_RULES))})",
    re.IGNORECASE,
)
#: « la signature sociale », « signature électronique », « signataires »: not the deed of signing.
_NOT_A_DEED = re.compile(r" (?:sociale|électronique|autorisée)", re.IGNORECASE)
#: What is signed and is no agreement between bodies.
_OTHER_ACT = (
    r"(?:feuilles? de route|tribunes?|lettres?|appels?|p[ée]titions?|manifestes?|d[ée]crets?|"
    r"arr[êe]t[ée]s?|"
    r"ordonnances?|lois?|bail|baux|permis|actes? de (?:vente|naissance|cession)|promesses?|"
    r"livres?|albums?|films?|dossiers?|"
    r"rapports?|courriers?|instructions?|circulaires?|demandes?|candidatures?|motions?|"
    r"d[ée]lib[ée]rations?|"
    r"commandes?|ch[èe]ques?|parutions?|articles?|[ée]ditos?|chroniques?|romans?|pi[èe]ces?|"
    r"contrats? (?:de travail|"
    r"professionnels?|d[’']apprentissage|aid[ée]s?|d[’']engagement)|registres?|procès-verba(?:l|"
    r"ux)|"
    r"communiqu[ée]s?|textes? de loi|trait[ée]s?|march[ée]s? (?:publics?|de))"
)
_ACT_AFTER = re.compile(
    rf"(?:,[^,.;]{{0,40}},)? (?:\w+[ ’']){{0,3}}?{_OTHER_ACT}(?!\w)", re.IGNORECASE
)
_ACT_BEFORE = re.compile(rf"(?<!\w){_OTHER_ACT},? (?:[\wÀ-ÿ’'-]+,? ){{0,3}}$", re.IGNORECASE)


#: A cheap look for the sentences that can tell of signing: a stem of one of the rules.
_STEM = re.compile(
    r"sign|paraph|conclu|scell|ratifi|contractualis|officialis|appos|stylo|plume|chang|"
    r"pass|approuv|valid|adopt|ent[ée]rin|vot|li[ée]|uni|conven|engag|joi|adh[ée]r|ent|accord|"
    r"parties|"
    r"\b(?:a|ont|tient|tiennent) (?:\w+ )?(?:leurs?|son|sa) ",
    re.IGNORECASE,
)


def find_signings(text: Text) -> list[Signing]:
    """Return what tells of signing, in order. Cost: linear."""
    found = []
    for match in _events(text):
        rule = int((match.lastgroup or "r0")[1:])
        tense, passive, sense, _ = _RULES[rule]
        if not _is_other(text.flow, match, passive=passive):
            bare = passive and tense is Tense.PAST and not re.search(r"[ ’']", match[0])
            found.append(Signing(match.start(), match.end(), tense, passive, sense, bare))
    return found


def _events(text: Text) -> Iterator[re.Match[str]]:
    for start, end in text.sentences:
        if _STEM.search(text.flow, start, end):
            yield from _EVENT.finditer(text.flow, start, end)


def _is_other(flow: str, match: re.Match[str], *, passive: bool) -> bool:
    """Tell whether what is signed is no agreement: a letter, a decree, a book."""
    if _NOT_A_DEED.match(flow, match.end()):
        return True
    if passive:
        return bool(_ACT_BEFORE.search(flow, max(0, match.start() - 70), match.start()))
    return bool(_ACT_AFTER.match(flow, match.end(), match.end() + 110))
