"""The words around names of places: nouns that call for one, separators, common names.

Patterns look at folded text (`Text.folded`), but for `NAME` and `SHOUTED`, which look at capitals.
Every repetition in them is bounded.
"""

from __future__ import annotations

import re


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


#: Codes of quarters of the politique de la ville: QP059001 (2015), QN05906M (2024).
CODE = re.compile(r"(?<![\w-])q[pn][0-9][0-9ab]\d{3,4}[a-z]?(?![\w-])")
#: Nouns that name parts of towns and call for a name.
HEAD = (
    r"(?:quartiers?|qpv|secteurs?|cites?(?:-jardins?)?|sites?|coproprietes?|zus|zfu|zru|zup|"
    r"grands? ensembles?|residences?|ilots?|hameaux?|poches?|perimetres?|"
    r"territoires? de veille(?: active)?)"
)
#: Nouns that belong to the name that they lead to: « le faubourg Saint-Georges ».
KEPT = (
    r"(?:faubourgs?|bastides?|"
    r"(?:bas|haut|coeur) d(?:e la rue|e l'avenue|u boulevard|u cours|e l'allee|es allees|u chemin))"
)
KEPT_NOUN = re.compile(KEPT)
_LED = rf"(?:{HEAD}|{KEPT})"
#: Nouns that announce several parts of towns.
MANY = re.compile(r"(?:quartiers|secteurs|cites|sites|qpv|perimetres|zus)(?![\w-])")
_QUALIFIED = (
    r"(?:prioritaires?|sensibles?|populaires?|vulnerables?|anciens?|anciennes?|concernes?|retenus?|"
    r"vises?|eligibles?|urbains?|urbaines?|fragiles?|defavorises?|historiques?|degradee?s?|nouveaux|"
    r"cibles?|voisins?|de veille(?: active)?|politique de la ville|"
    r"de la politique de la ville|de la ville|"
    r"d'habitat (?:social|ancien|collectif)|sociales?|d'interet (?:national|regional|local)|"
    r"en (?:difficulte|renouvellement urbain|politique de la ville)|qpv|npnru|anru|pnru|zus|"
    r"\((?:qpv|qin|qir|zus|pin|pir)\)|dits?|dites?|denommes?|appeles?|suivants?|"
    r"classee?s? en (?:priorite|categorie) \d,?)"
)
_UP_TO_TEN = r"(?:un|une|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|\d{1,2})"
_ARTICLE = r"(?:l'|(?:de l'|d'|(?:de la|du|des|de|la|le|les|au|aux|a la|a l'|a) )?)"
#: A noun and what leads from it to the name: « une partie du quartier prioritaire dit de ».
HEADED = re.compile(
    rf"(?:(?:une |la |le )?(?:partie|totalite|ensemble|reste|coeur) )?{_ARTICLE}"
    rf"(?:(?:ancien|ancienne|nouveau|nouvelle|seul|seule|autre|autres|{_UP_TO_TEN}) )?"
    rf"(?P<noun>{_LED})(?![\w-])(?: {_QUALIFIED}){{0,3}} ?"
    r"(?:d'|de l'|l'|(?:de la|du|des|de|la|le|les) )?[\"«]? ?"
)
#: « les communes de », which leads to names of towns.
TOWNS = re.compile(
    rf"{_ARTICLE}(?:communes?|villes?|municipalites?|agglomerations?|bourgs?|"
    r"centres-(?:bourgs|villes))(?: [a-z]+)?? (?:d'|(?:de la|du|des|de) )"
)
PLAIN = re.compile(rf"{_ARTICLE}[\"«]? ?")
SPACES = re.compile(r"\s{0,4}")
SEPARATOR = re.compile(
    r"[\"» ]{0,4}(?:(?:[,;/&]|[-–•] |\bet\b|\bou\b|\bainsi qu(?:e |')|\bpuis\b|"
    r"\bmais (?:aussi|egalement)\b|\bde meme qu(?:e |'))[ \"«]{0,4}){1,3}"
)
#: Words that lead to the next item and say nothing of it.
LEAD = re.compile(
    r"(?:(?:d'un cote|de l'autre(?: cote)?|d'une part|d'autre part|enfin|egalement|aussi|notamment|"
    r"a la fois|ainsi|surtout|principalement|en particulier|plus particulierement|tout d'abord|"
    r"d'abord|ensuite|soit|dont|a savoir|celui|celle|ceux|celles|pour|sur|"
    r"une? autre),? ?){0,3}"
)
#: « et trois nouveaux venus : ».
ANNOUNCE = re.compile(r"(?:[a-z]{2,12} ){1,4}: ?")
#: « (centre-bourg) de », up to the name of its town.
OF = re.compile(r"(?:de la |de |du |des |d')(?:la |le |les |l')?")
#: « à », up to the name of the town where what follows, or what goes before, lies.
AT = re.compile(
    r"(?:a|au|aux|en|dans|pour|sur|cote) (?:la (?:ville|commune) de |le |la |les )?|a l'"
)
#: « cinq à », up to a town whose quarters follow in brackets or after a colon.
IN_TOWN = re.compile(
    rf"(?:{_UP_TO_TEN} )?(?:a|au|aux|en|dans|sur|pour) "
    r"(?:la (?:ville|commune) (?:de |d'))?(?:la |le |les |l')?"
)
#: « (à Lanester,) dans celui de », « notamment au », before a name.
WITHIN = re.compile(
    r" ?(?:(?:dans|sur|pour|notamment|surtout|principalement) ){0,2}"
    r"(?:(?:celui|celle|ceux|celles) )?"
)
OPENING = re.compile(r" ?[(:] ?")
CLOSES = re.compile(r" ?(?:[.;)\n]|$|,? (?:et|ainsi|puis|mais|ou) )")
QUOTE = re.compile(r"(?: ?[\"»])?")
BRACKET = re.compile(r" {0,3}\(([^()\n]{1,80})\)")
#: « , qui forment le cœur du Grand Mirail », before the next item.
ASIDE = re.compile(
    r" ?, (?:qui|que|qu'|dont|ou|en|deja|tous|toutes|situee?s?|classee?s?|soit|ex-|"
    r"quartiers? d'interet|entre autres|du cote d)"
    r"[^,.;:()\n]{0,80},?"
    r"(?= ?(?:,|;|et |ainsi |le |la |les |l'|a |au |[a-z'-]{1,30}(?:,|\.| et )))"
)
_LINK = r"(?:de la |de l[’']|de |du |des |d[’']|la |le |les |l[’']|en |sur |sous |aux? |lès |lez )"
_CAPITAL = r"(?:[A-ZÀ-ÖØ-Þ]\.(?= ?[A-ZÀ-Þ])|[A-ZÀ-ÖØ-Þ][\w’']{0,40}(?:[-–][\w’']{1,40}){0,6})"
#: A name: capitalised words, with small words between them.
NAME = re.compile(
    rf"(?:(?:\d{{1,2}}(?:er)?|l[’']) ?)?{_CAPITAL}(?:(?: - | – | )(?:{_LINK}){{0,2}}"
    rf"(?:{_CAPITAL}|\d{{1,4}}(?![\w ]{{0,8}} ?(?:habitants|logements)))){{0,7}}"
)
_SHOUT = r"[A-ZÀ-ÖØ-Þ0-9][A-ZÀ-ÖØ-Þ0-9’']{0,40}(?:[-–][A-ZÀ-ÖØ-Þ0-9’']{1,40}){0,6}(?![\w’'-])"
#: A name in a line of capitals, where small words are in capitals too.
SHOUTED = re.compile(
    rf"{_SHOUT}(?:(?: - | – | )"
    r"(?:DE LA |DE L[’']|DE |DU |DES |D[’']|LA |LES? |L[’']|EN |SUR )?"
    r"(?!(?:A|À|AU|AUX|ET|ENTRE|DANS|POUR|AVEC|PAR|COFINANC\w{1,8}|ANNEE|SUR|NPNRU|ANRU)\b)"
    rf"{_SHOUT}){{0,6}}"
)
_COMPASS = r"(?:nord|sud|est|ouest)(?:[ -](?:est|ouest))?"
#: « nord de la », before a name.
COMPASS_OF = re.compile(rf"{_COMPASS} (?:de la |de l'|du |des |de |d')")
#: Common nouns that name a part of a town by themselves.
COMMON = (
    rf"(?:quartiers? (?:{_COMPASS}|centre)(?: et {_COMPASS})?|"
    r"(?:coeur de |hyper-?)?centre[- ]?ville|"
    r"(?:hyper-?centre|centre) (?:intra-muros|ancien|historique)|hyper-?centre|centres? anciens?|"
    r"centre[- ]bourg|(?<!action )coeur de ville|coeur de bourg|coeur historique|intra-muros|"
    r"vieille ville|ville haute|ville basse|"
    r"(?:quartiers?|secteurs?) (?:de la |de |du )(?:vieille ville|gare|port|marche|"
    r"centre(?:-ville)?)(?! d)|"
    rf"entree {_COMPASS}|"
    r"rive (?:gauche|droite)(?: d(?:u|e la) (?:port|fleuve|riviere))?)"
)
ONE_COMMON = re.compile(rf"{COMMON}(?![\w-])")
#: What follows a name that nothing introduces.
BOUNDARY = re.compile(
    r"[\"» ]{0,4}(?:[,;.:()/\n\"»!?-]|$|(?:et|ou|ainsi|puis|sont|seront|est|sera|dans|en|a|au|aux|"
    r"de|pour|qui|dont|ont|benefici\w{1,6}|situe\w{0,3}|mais|soit|avec|par|font|constitu\w{1,6}|"
    r"vont|doivent|appartien\w{1,4}|relevent|recevr\w{1,4}|entrent|compt\w{1,5}|complet\w{1,5}|form\w{1,6}|en|se|y)\b)"
)
_LOWER = (
    r"(?!(?:ville|commune|agglomeration|metropole|departement|region|convention|contrat|programme|"
    r"projet|nouveau|demain|france|quartier)(?![a-z]))[a-z'-]{3,20}"
)
_CLOSED = r"(?= ?(?:[,;:.()\n]|$|et |ou |a [a-z]))"
#: Small words that end a name after its capitals, before a separator: « Provinces | françaises ».
TAIL = re.compile(
    r" [a-z-]{2,16}(?:e|ee|es|ees|ais|aises?|ois|oises?|iens?|iennes?|ains?|aines?|eux|euses?|"
    r"als?|ales?|ifs?|ives?|verts?|blancs?|hauts?)" + _CLOSED
)
#: « Domaine | de la vallée ».
TAIL_OF = re.compile(rf" (?:de la |de l'|du |des |de |d'){_LOWER}" + _CLOSED)
#: « la cité des 4 000 »: a name that counts the dwellings of its time.
DWELLINGS = re.compile(r"(?:[1-9] ?000|[2-9]00)(?![\d%€]| (?:logement|habitant|familles|euros))")
CITY_OF = re.compile(r"(?:cites?|quartiers?|secteur) des $")
#: Small words after a name that a noun leads to, where only an adjective of people is sure.
TAIL_HEADED = re.compile(r" [a-z-]{2,12}(?:ois|oises?|ais|aises?)" + _CLOSED)
#: First words of what is written with a capital and is no place.
NOT_NAMES = _set(
    "politique etat hlm anru npnru pnru qpv qin qir zus quartiers quartier article annexe titre "
    "total prefet maire president presidente monsieur madame france republique lundi mardi "
    "mercredi jeudi vendredi samedi dimanche anah acv pvd cucs geographique territorial "
    "operationnel coproprietes prioritaire "
    "prioritaires concerne concernes retenu retenus vecu reglementaire "
    "intervention etude action projet annexes agglo agglomeration metropole communaute objet "
    "c j n s qu quels quelles lesquels lesquelles ou peut-etre peut sommaire preambule conseil "
    "comite organismes divers gip paqte un une "
    "part annee champ contrat convention avenant directeur directrice entre decide vu considerant "
    "approbation engagement engagements ensemble bailleur bailleurs sports insee population"
)
#: First words that count or choose: before a small word they begin no name (« Trois axes »).
COUNTS = _set(
    "deux trois quatre cinq six sept huit neuf dix plusieurs certains certaines aucun aucune tous "
    "toutes autres chaque"
)
#: Themes of agreements, which some texts write with a capital.
THEMES = _set(
    "emploi formation education sante culture jeunesse habitat logement insertion securite sport "
    "egalite cohesion developpement economie transition mobilite tranquillite citoyennete droits "
    "parentalite numerique commerce environnement ecologie laicite prevention reussite acces "
    "droit"
)
#: Common nouns of relief that begin names of quarters made with that of the town.
RELIEF = _set(
    "hauts haut bas plaine plateau coteaux coteau bords rives rive val vallon portes porte coeur "
    "quais faubourg faubourgs cite cites grand grande petit petite vieux vieille nord sud est "
    "ouest centre mont monts cote cotes clos champ champs prairie prairies parc bois butte rue "
    "avenue route"
)
