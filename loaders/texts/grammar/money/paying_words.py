"""The words by which French says who pays: verbs that give, what links a sum to its payer.

All are patterns over folded text, save `CAPITALS` and `LABEL`, which look at capitals in `flow`.
"""

from __future__ import annotations

import re
from typing import Final

#: Verbs in -er, by stem: « finance, financent, financer, financera, financeront, finançait ».
_STEMS = (
    "(?:(?:co|pre)?financ|apport|mobilis|inject|consacr|vers|particip|contribu|(?:s')?engag|allou"
    "|accord|attribu|debloqu|abond|assum|support|subventionn|pret|affect|reserv|ajout|donn|pay|vot"
    "|compens|(?<!la )(?<!une )(?<!cette )(?<!de )depens|distribu|(?:se )?partag|debours"
    "|rajout|dedi|flech|degag|cotis)"
)
_OTHERS = (
    r"(?:invest(?:it|issent|ir|ira|iront|issait)|prevoi(?:t|ent)|prevoyait|inscri(?:t|vent|re|ra"
    r"|ront)|octro(?:ie|ient|iera|ieront|yer)|fourni(?:t|ssent|r|ra|ront)|port(?:e|ent|er|era"
    r"|eront) (?:sa|son|leur)|met(?:tra|tront|tent|tre)?|pren(?:d|dra|nent|dront|dre)"
    r" (?:en charge|a (?:sa|leur) charge|a son compte)"
    r"|(?<=en )pren(?:d|dra|nent|dront)|interv(?:ient|iennent|iendra|iendront)"
    r"|prome(?:t|ttent|ttra|ttait)|conced(?:e|ent|era)|y (?:va|ira|vont) de"
    r"|(?:reste|restera|demeure|monte|s'en tient|plafonne|grimpe|culmine) a"
    r"|garanti(?:t|ra|r)|offr(?:e|ent|ir|ira|iront)|pai(?:e|ent|era|eront)|soutien(?:t|nent|dra))"
)
_DONE = (
    r"(?:investi|prevu|inscrit|octroye|fourni|mis|pris en charge|garanti|offert|soutenu|delegue"
    r"|budgete|promis|concede)"
)
#: A verb whose subject pays, as the source of a pattern…
VERB: Final = (
    rf"(?:{_STEMS}(?:e|ent|er|era|eront|ait|aient|eait|ant)|{_OTHERS}"
    r"|(?:a|ont|avait|avaient|aura|auront|vient de|viennent de)(?: \w+){0,2}? "
    rf"(?:{_STEMS}e|{_DONE}))\b"
)
#: … and as a pattern.
GIVES: Final = re.compile(rf"(?<!\w){VERB}")
#: « … d’injecter » after « a prévu »: the second verb of one.
INFINITIVE: Final = re.compile(r" (?:d'|de |a |pour )?[\w' ]{3,30}(?:er|ir|re)\b(?: en charge)?")
_GIVEN = (
    rf"(?:{_STEMS}e|{_DONE}|prise en charge|demande|reclame|attendu|sollicite|emprunte|remis|obtenu"
    r"|promis|concede|recu|venu|porte)e?s?"
)
_ART = r"(?: ?(?:la |le |l'|les |leurs? |ses |sa |son ))?"
#: How a text hedges a sum, just before it.
ABOUT: Final = (
    r"(?:pres de |environ |plus de |quelque |jusqu'a |au moins |presque |autour de |pas moins de "
    r"|au plus |un total de |la somme de |un montant de |un peu (?:plus|moins) de )?"
)
_PER = ABOUT
#: What may tell more of a sum, just after it.
_MORE = (
    r"(?: (?:ht|ttc|au total|en tout|par an|annuels?|supplementaires?|complementaires?|manquants?"
    r"|restants?|(?:sur|en|pendant|pour) \w+ ans|sur la periode [\d-]{9}|(?:en|pour"
    r"|au titre de(?: l'annee)?) \d{4}"
    r"|(?:de |d'|en |sous forme de )(?:subventions?|credits?|prets?|aides?|fonds propres|fonds"
    r"|concours|financements?|dotations?|participations?|travaux|investissements?)"
    r"(?: bonifies?| directes?| publics?| publiques| specifiques)?)){0,3}"
)
_FROM = r"d[eu']"
#: What holds the money of a body: « les caisses de la Ville », « le budget de la Région ».
_PURSE = (
    r"(?:(?:la |le |les |l'|du |de la |des |de l'|de |d')?(?:\w+ )?(?:caisses?|poches?|budgets?"
    r"|bourse|tresorerie"
    r"|fonds(?: propres)?|credits|deniers|programme|enveloppe|ligne|bop)(?: (?:specifiques?"
    r"|propres|\d{1,3}|general|ordinaire|de droit commun|budgetaire))?)"
)
_DRAWN = (
    r"(?:sorti|tire|preleve|puise|impute|inscrit|issu|finance|pris|ouvert|provisionne|pay|vote)e?s?"
)
#: From the end of a sum to who pays it.
AFTER: Final = re.compile(
    rf"{_MORE}(?:"
    r",?(?: (?:qui )?(?:est|sont|sera|seront|etaient|ont ete|a ete|ayant ete))?(?: \w+ment)?"
    rf"(?: {_GIVEN})?(?: a hauteur de [\d ,]{{1,6}}%)?(?: par| aux?| aupres de| aupres du) {_ART}"
    rf"|,?(?: {_GIVEN})? (?:(?:(?:provien|vien|eman)n?(?:en)?t|de la part|provenant|venant|issue?s?"
    rf"|a la charge|emanant|du cote|aupres) {_FROM}s?|grace au?x?|via|cote) ?{_ART}"
    rf"| (?:de |du |des |d'){_ART}| \({_ART}|,? a {_ART}| "
    rf"|,?(?: (?:qui )?(?:sont|est|seront|sera|ont ete|a ete))? {_DRAWN} (?:sur |a |au |aux "
    rf"|dans |par |de |du "
    rf"|des )?{_PURSE} (?:de |du |des |d'){_ART}"
    rf"|,? (?:(?:provien|vien|eman)n?(?:en)?t|provenant|venant) {_PURSE} (?:de |du |des "
    rf"|d'){_ART})$"
)
BY: Final = re.compile(rf" {_GIVEN} [^,;:.()]{{0,50}}?(?:par|aupres {_FROM}) ?{_ART}$")
#: « À la », « aux »: the payer only after « demandés »; else whom it is for.
TO: Final = re.compile(r"(?<!\w)(?:a|aux?) ?(?:la |l'|les |leurs? )?$")
ASKED: Final = re.compile(r"\b(?:demande|reclame|sollicite|emprunte)e?s?\b")
#: « 3 M€ pour l’État »: pays, in a list of who pays what.
FOR: Final = re.compile(rf"{_MORE} pour {_ART}$")
LISTED: Final = re.compile(rf"(?:\bdont|[:(]) ?{_PER}$")
#: From who pays to the sum, with no verb.
_UPTO = (
    r",? (?:(?:est|sont|sera|seront|etait) (?:sollicite|mobilise|appele|attendu|engage"
    r"|mis a contribution"
    r"|financeur|presente?)\w{0,2} )?(?:a hauteur de|a concurrence de|pour)(?: un montant de)? "
)
BEFORE: Final = re.compile(
    rf"(?:(?: \d{{1,3}}(?:,\d{{1,2}})? %)? ?\((?:[\w %,]{{0,12}}[:,] )?|,? soit "
    rf"|(?: d'abord)? ?: | - |{_UPTO}|, ){_PER}$"
)
BRACKETED: Final = re.compile(rf"(?: ?\(| ?: |{_UPTO}){_PER}$")
ELIDED: Final = re.compile(
    r"(?:,? (?:quant a (?:elle|lui),? |pour sa part,? |elle,? )?| )"
    r"(?:(?:une?|son|sa) (?:enveloppe|aide|subvention|participation|contribution|apport|pret|part)"
    rf" (?:de |d'))?{_PER}$"
)
SIDE: Final = re.compile(rf"\b(?:cote|du cote {_FROM}s?|par|de la part {_FROM}s?) ?(?:la |l')?$")
OPENING_OF: Final = re.compile(r"(?:^|[,;:.] )d(?:e |u |es |')(?:la |l')?$")
OF: Final = re.compile(r"d(?:e |u |es |')(?:la |l')?$")
AWAITS: Final = re.compile(r"\b(?:attend|esper|sollicit|demand|obt|reco|recu|perc|escompt)\w*")
#: « La participation de X s’élève à … »: the noun that makes whom it names the payer.
SHARE: Final = re.compile(
    r"\b(?:participation|contribution|subvention|aide|dotation|concours|part|enveloppe|effort"
    r"|apport|pret|credit|engagement|soutien|investissement|quote-part|financement|intervention"
    r"|versement|cheque|mise|obole|don|charge|depense)s?"
    r"(?: (?!par\b|de\b|a\b)\w+){0,2} (?:de |du |des |d')(?:la |l'|les )?$"
)
#: « La Ville, elle, complète par une subvention de … »: the subject of the clause pays.
WITH: Final = re.compile(
    r"(?<!\w)(?:complet|soutien|souti|aid|accompagn|appui|abond|encourag|particip|contribu"
    r"|renforc)\w{0,6}\b"
    r"[^.;:]{0,60}?\b(?:par|d'|avec|a travers|via|grace a|au moyen d') ?(?:une?|sa|son"
    r"|leur) (?:\w+ ){0,2}?"
    r"(?:subvention|aide|enveloppe|participation|contribution|dotation|apport|pret|cheque|credit"
    r"|somme)"
    rf"(?: \w+){{0,2}}? (?:de |d'){_PER}$"
)
#: « On en espère 50 millions »: of the one who pays the sum before.
OF_IT: Final = re.compile(
    r"\ben (?:attend|esper|escompt|obt|rec|sollicit|perc|demand|reclam)\w{1,7} (?:encore |aussi "
    r"|meme )?"
    rf"{_PER}$"
)
#: The subject of a clause, as a pronoun, after which its verb comes.
PRONOUN: Final = re.compile(
    r"(?<![\w'])(?<!avec )(?<!pour )(?<!par )(?<!chez )(?P<pronoun>il|elle|celui-ci|celle-ci"
    r"|cette derniere|ce dernier) (?:y |en |leur |lui )?$"
)
#: « Ce que paie l’État »: the subject after its verb.
INVERTED: Final = re.compile(
    r"\b(?:ce qu[e']|combien) ?(?:y |en )?(?:paie|paye|verse|apporte|finance|met|donne|depense"
    r"|engage|investit"
    r"|attribue|accorde|prevoit|promet|mettra|versera|apportera|paiera|financera) (?:la |le |l'"
    r"|les )?$"
)
#: Money that names who gives it.
CREDITS: Final = re.compile(r"credits .*")
#: What may stand before the subject of a sentence.
OPENING: Final = re.compile(r"(?:(?:\w+ment|[^,;:.]{0,40}),)? ?(?:la |le |l'|les )?")
#: « L’Anru passe de 2 à 3 M€ ».
RISES: Final = re.compile(
    r",? (?:qui )?(?:pass|mont|grimp|augment|progress|bond|diminu|baiss|recul)\w{1,6} $"
)
#: « L’Anru et l’État apportent respectivement 3 et 2 M€ ».
RESPECTIVELY: Final = re.compile(r"\brespectivement\b|\bchacun a son tour\b")
#: « …, l’État pour 3 M€ »: an item of a list of who pays.
FOR_SUM: Final = re.compile(rf",? pour(?: un montant de)? {_PER}$")
ITEM: Final = re.compile(r"(?:[;,:(–-]|\bdont) ?(?:la |le |l'|les )?$")
#: « …, la Région 3 M€ »: the actor that begins a clause without its verb.
CLAUSE: Final = re.compile(r"(?:[;,:(–-]|\bet|\bpuis) ?(?:la |le |l'|les )?$")
GAP: Final = re.compile(rf"(?:,? (?:quant a (?:elle|lui)|pour sa part|elle|lui),?)? {_PER}$")
#: « …, soit 3 M€ de … et 2 M€ de … »: from a sum to one of the same payer.
GOES_ON: Final = re.compile(
    rf" a {_PER}$|{_MORE}(?:,? ?(?:soit|dont|a savoir|repartis en|a raison de|et|puis|:|\()"
    rf"| ?,)(?: de)? ?"
    rf"{_PER}$|[^.;:()]{{0,80}}? dont {_PER}$"
)
#: « 3 M€, que la Ville prendra en charge »: then the verb comes after the payer.
THAT: Final = re.compile(rf",? qu(?:e |'){_ART}$")
#: From one part of what a payer gives to the next: « 75 M€ pour … (…) et 150 M€ ».
NEXT_PART: Final = re.compile(rf"[^.;:]{{0,200}}?(?:,| et| puis|, et)(?: de)? {_PER}$")
JOINED: Final = re.compile(rf"{_MORE} et {_PER}")
#: An actor after these is the complement of a noun, no subject…
COMPLEMENT: Final = re.compile(
    r"(?:^|\W)(?:de|du|des|d'|a|au|aux|par|avec|pour|dans|chez|en|sur|vers) ?(?:la |le |l'|les )?$"
)
#: … unless the noun speaks for him, or a relative clause follows.
SPEAKS_FOR: Final = re.compile(
    r"\b(?:services|conseil|assemblee|direction|president\w{0,2}|prefete?|maire|ministre|elus"
    r"|directeur|directrice|delegation|administration|bureau)(?: \w+){0,2} d(?:e |u |es |')"
    r"(?:la |l'|les )?$"
)
RELATIVE: Final = re.compile(r"(?: \([^)]{0,30}\))?,? qui\b")
AND: Final = re.compile(r",? (?:et|ainsi que|comme|puis|avec)(?: la| le| l'| les)? ?$")
COORDINATED: Final = re.compile(r"(?:,| et|, et| ainsi que|, puis)(?: la| le| l'| les)? ?$")
OTHER_SUBJECT: Final = re.compile(
    r"(?:^|[,;:] |\bqu(?:e |'))(?:il|elle|ils|elles|on|ce|cela|ceci)\b(?!,)"
)
BREAK: Final = re.compile(r"[;:]|\. ")
STOP: Final = re.compile(r";|\. ")

#: Payers that no register names.
COLLECTIVE: Final = re.compile(
    r"\b(?P<landlords>bailleurs(?: sociaux)?"
    r"|organismes (?:hlm|de logement social|d'habitat social))"
    r"|(?P<europe>fonds europeens|feder\b|fse\b|union europeenne|(?<=l')europe\b)"
    r"|(?P<state>credits (?:nationaux|d'etat)|(?<=le )fonds vert|(?<=la )(?:dsil|detr|dpv)"
    r"|(?<=le )fnadt)\b"
    r"|(?:conseillers|conseilleres|elus) (?:(?P<department>departementaux|generaux)"
    r"|(?P<region>regionaux)"
    r"|(?P<municipality>municipaux)|(?P<intercommunality>communautaires|metropolitains))\b"
    r"|(?<=les )(?P<bodies>communes|collectivites(?: locales| territoriales)?|intercommunalites)\b"
)
#: Nouns that stand for an actor named before.
GENERIC: Final = re.compile(
    r"(?<!\w)(?:(?P<landlord>l'organisme|le bailleur|l'office)|(?P<agency>l'agence"
    r"(?: nationale(?! pour))?)"
    r"|(?P<any>le groupe|l'etablissement|l'institution|la societe|la banque)"
    r"|(?P<body>la collectivite|l'intercommunalite)|(?P<club>l'association)"
    r"|(?P<state>le ministere))(?! (?:d[eu']|des|national|region))\b"
)
_NAME = r"[A-ZÀ-Ý][\w’'-]{1,30}(?: (?:(?:de|du|des|la|le|les|et) )?[A-ZÀ-Ý][\w’'-]{1,30}){0,4}"
#: A name before its verb, or before the colon of its line.
CAPITALS: Final = re.compile(rf"(?<![\w’'-])(?P<name>{_NAME}),? (?:y |en |leur |lui )?$")
LABEL: Final = re.compile(
    rf"[-–—•*\s]{{0,6}}(?:[Ll]a |[Ll]e |[Ll]es |[Ll][’'])?(?P<name>{_NAME}) ?: ?"
)
#: What is no name alone, though it begins one.
ARTICLES: Final = frozenset(("La", "Le", "Les", "Un", "Une", "Des", "Cette", "Ces", "Chaque"))
#: What begins a sentence with a capital and names no one.
PRONOUNS: Final = frozenset(
    ("Il", "Elle", "Ils", "Elles", "On", "Cela", "Ceci", "Ce", "Celui-ci", "Celle-ci", "Ceux-ci",
     "Chacun", "Chacune", "Tous", "Toutes", "Qui", "Nous", "Vous", "Je", "Lui", "Eux", "Et", "Mais",
     "Puis", "Enfin", "Ensemble", "Deux", "Trois", "Certains", "Plusieurs", "Côté", "Quand",
     "Comme", "Si", "Là", "Ici", "Rien", "Tout", "Personne", "Autres", "Aucun", "Aucune", "Voilà",
     "Seul", "Seule")
)  # fmt: skip
