"""The words that say what an agreement concerns, and those that make a place a mere place.

Patterns look at folded text; every repetition in them is bounded.
"""

from __future__ import annotations

import re

from loaders.texts.grammar.scope.place_words import CODE, HEAD

_ADVERBS = (
    r"(?: (?:ainsi|egalement|aussi|bien|notamment|plus|particulierement|principalement|desormais|"
    r"donc|en|priorite|effet|specifiquement|exclusivement|directement|d'abord|a la fois|surtout|"
    r"tout|tous|prioritairement)){0,3}"
)
_TENSES = r"(?:e|ent|era|eront|ait|aient|ant)"
#: Verbs whose object is the scope, and the prepositions that say for whom.
_SCOPE = (
    rf"(?:concern|vis|interess|touch|cibl|englob){_TENSES}{_ADVERBS}|"
    r"couvr(?:e|ent|ira|iront|ait|aient|ant)"
    rf"{_ADVERBS}|port{_TENSES}{_ADVERBS} sur|"
    rf"s'appliqu\w{{1,6}}{_ADVERBS}(?= aux? | a )|"
    rf"s'etend\w{{0,4}}{_ADVERBS}(?: sur|(?= aux? | a ))|"
    rf"(?:vaut|valent|vaudra|vaudront){_ADVERBS} pour|"
    rf"(?:benefici|profit){_TENSES}{_ADVERBS}(?= aux? | a )|"
    r"(?:au (?:profit|benefice|service)|en faveur|a destination|a l'echelle)(?= d)|"
    r"(?:pour|dans|sur)(?= (?:le |les |l'|la |ses |trois |deux |quatre |cinq )?(?:quartiers?|qpv|"
    r"secteurs?|cites?|perimetres?) )"
)
_CHOSEN = (
    r"(?:sont|seront|etaient|ont ete|est|sera|restent|figurent)"
    r"(?: (?:ainsi|egalement|aussi|donc|notamment|desormais|tous|toutes|parmi les|les|deux|trois|"
    r"quatre|cinq|seuls|quartiers|secteurs|sites|communes)){0,4} "
    r"(?:vise|concerne|retenu|cible|couvert|eligible|beneficiaire|inscrit|touche|selectionne)e?s?"
)
#: « Trois secteurs sont délimités », « S’y ajoutent A et B », « Les nouveaux venus sont ».
_NAMED = (
    rf"{HEAD}(?![\w-])[^.;:()\n]{{0,60}}? (?:sont|seront|ont ete|est) "
    r"(?:(?:ainsi|desormais) )?(?:delimit|reconnu|identifi|defini|design)\w{0,4}|"
    rf"s'y ajout\w{{1,5}}|les (?:nouveaux venus|nouveaux entrants|entrants|heureux elus) sont"
)
CHOSEN = re.compile(rf"(?:{_CHOSEN}|{_NAMED})")
#: « Bagatelle et Empalot | sont concernés ».
PASSIVE = re.compile(rf" ?,? ?{_CHOSEN}(?![\w-])")
CUE = re.compile(rf"(?<![\w'-])(?:{_SCOPE}|{_CHOSEN}|{_NAMED})(?![\w-])")
#: From a cue to an enumeration after a colon or in brackets: « les quatre quartiers suivants : ».
NUMBERED = re.compile(
    r" ?:? ?(?:(?:les?|la|ses|ces|les seuls) )?"
    r"(?:(?:deux|trois|quatre|cinq|six|sept|huit|neuf|dix|\d{1,3}) )?"
    rf"(?:(?:grands?|memes?|autres?) )?{HEAD}?[^.;:()\n,]{{0,60}}?(?: ?: ?| ?\()"
)
#: « un second quartier, », after a cue, before its name.
ONE_MORE = re.compile(
    rf" (?:un|une) (?:(?:second|seconde|troisieme|autre|dernier|nouveau) ){{0,2}}{HEAD}"
    r"[^,.;:()\n]{0,40}, "
)
#: « A et B | vont changer de visage ».
CHANGES = re.compile(
    r" (?:(?:va|vont) (?:ainsi |enfin )?(?:changer de visage|se transformer|faire peau neuve|"
    r"se metamorphoser|etre (?:renove|transforme|requalifie|reamenage)e?s?)|"
    r"chang(?:era|eront) de visage|fer(?:a|ont) peau neuve|"
    r"ser(?:a|ont) (?:renove|transforme|requalifie|reamenage)e?s?)(?![\w-])"
)
#: A deed of signing that goes on to what the act is for.
RENEWS = re.compile(r"renov|renouvel|requalif|transform|amenag")
#: Subjects that speak for an agreement: the noun itself, a pronoun, its project.
SUBJECT = re.compile(
    r"(?<![\w-])(?:elle|il|ils|elles|celui-ci|celle-ci|cel(?:le|ui) qui|projets?|programmes?|"
    r"documents?|textes?|dossiers?|operations?|perimetres?|dispositifs?|demarche|zonage|geographie|"
    r"engagements?|travaux|chantiers?|renovation|renouvellement|signature|accord|contrats?|"
    r"conventions?|protocoles?|chartes?|avenants?|pactes?|partenariat|plan|carte|liste|qui|objet|"
    r"secteurs? d'intervention|ort|opah(?:-ru)?|cucs|npnru|gpv|label)"
    r"(?![\w-])"
)
#: Nouns that make « dans le quartier X » the scope of what an agreement does.
PROJECT = re.compile(
    r"(?<![\w-])(?:projets?|operations?|dispositifs?|demarche|engagements?|travaux|chantiers?|"
    r"renovation|renouvellement|accord|contrats?|conventions?|protocoles?|chartes?|avenants?|"
    r"pactes?|partenariat|demoli\w{0,6}|rehabilit\w{1,7}|renov\w{1,6}|requalifi\w{1,7}|"
    r"amenag\w{1,6}|constru\w{1,6}|intervenir|interventions?|actions?)(?![\w-])"
)
#: The code that follows a name: « (QP059001) ».
CODED = re.compile(rf" ?,? ?\(?(?:code |qpv )?(?P<code>{CODE.pattern})")
_CONCERNED = (
    r"(?:concernee?s|retenue?s|visee?s|ciblee?s|couverte?s|beneficiaires|eligibles|selectionnee?s|"
    r"laureate?s)"
)
#: Nouns whose enumeration is the scope: « secteurs retenus : », « périmètres prioritaires ».
LISTS = re.compile(
    rf"(?<![\w-])(?:(?:{HEAD}|communes?|villes?|territoires?)(?: [\w'-]{{1,30}}){{0,3}}? "
    rf"(?:{_CONCERNED}|prioritaires?|retenue?|eligible|d'intervention|beneficiaire|"
    r"d'interet (?:national|regional)|suivants?)|projets? d'interet (?:national|regional)|qin|qir|"
    r"perimetres?(?: [\w'-]{1,30})?)(?![\w-])"
)
#: « Quartiers concernés : », at the beginning of a line.
LABEL = re.compile(rf"{HEAD}(?: [\w'()-]{{1,30}}){{0,6}} ?:")
#: « Les communes concernées par la convention sont A et B », « territoires retenus : A, B ».
NAMED = re.compile(
    rf"(?<![\w-])(?:{HEAD}|communes|villes|territoires|bourgs)(?![\w-])[^.;:()\n]{{0,60}}? "
    rf"{_CONCERNED}[^.;:()\n]{{0,60}}?(?: sont | ?: ?)"
)
MANY_TOWNS = re.compile(r"communes|villes|bourgs")
#: A line that announces parties, not places.
SIGNS = re.compile(r"sign|entre |parties|represent|partenaires")
#: What just before a quarter makes it a mere place.
MERE_PLACE = re.compile(
    r"(?<![\w-])(?:conseil citoyen|maison de quartier|regie de quartier|centre social|salle|"
    r"gymnase|ecole|college|mairie annexe|maison|locaux|reunis?|signee?s?|rendez-vous|"
    r"visite\w{0,3}|en visite|deplace\w{0,5}|deambul\w{1,6}|parcour\w{1,4}|habite\w{0,3}|nee?s?|"
    r"grandi|au coeur)"
    r"(?: [\w'-]{1,30}){0,3} (?:d[eu]s?|dans|au|aux|a|d'|de la)(?: (?:la|le|les|l'))?$"
)
#: « a eu lieu … dans »: where people met.
VENUE = re.compile(
    r"(?<![\w-])(?:a eu lieu|s'est (?:tenue?|deroulee?)|signatures?|signee?s?|a signe|ont signe|"
    r"reunis?|rendez-vous|ceremonie|accueilli\w{0,4}|deplac\w{1,6}|visit\w{1,6}|rendu\w{0,2}|"
    r"lancee?s?|presentee?s?|inaugur\w{1,6}|journee|matinee|apres-midi|"
    r"tournee|etapes?)(?:,? [\w'-]{1,30}){0,8},? ?$"
)
#: « pour le », after which no place is one of meeting.
FOR = re.compile(r"(?<![\w-])pour(?: (?:le|la|les|l'))?$")
#: Where people live, or what happens to them.
LIFE = re.compile(
    r"(?<![\w-])(?:habit\w{1,4}|vi(?:t|vent|vant|vait)|grandi\w{0,2}|nee?s?|travaille\w{0,3}|"
    r"fusillade|emeutes?|police|incendie|marche|fete|festival|associations|riverains|commercants)"
    r"(?: [\w'-]{1,30}){0,7} ?$"
)
#: What makes the next agreement named an example or a forerunner.
BESIDE = re.compile(
    r"(?<![\w-])(?:comme|apres|a l'instar d\w{1,2}|a l'image d\w{1,2}|depuis)"
    r"(?: [\w'-]{1,30}){0,3} ?$"
)
ELSEWHERE = re.compile(
    r"(?<![\w-])(?:comme|a l'instar d\w{1,2}|a l'image d\w{1,2}|par exemple|deja|apres|"
    r"(?:en|depuis|des) (?:19[5-9]\d|200\d))(?: [\w'-]{1,30}){0,8}$"
)
OLD = re.compile(
    r"(?<![\w-])(?:reprend|remplac\w{1,6}|avait ete|premier programme|precedent\w{0,2}|vu )"
)
#: « de », « pour »… between the noun of an agreement and the territory in its name.
OWN = re.compile(
    r"(?:\bde|\bdu|\bdes|\bd'|\bpour|\bsur)(?: (?:la|le|les|l'))?[\"« ]{0,3}$|\bde l'$|\bl'$"
)
#: « charte « Titre » de l’agglomération X ».
QUOTED = re.compile(
    r"[\w' -]{1,60}[«\"][^»\"\n]{2,80}[»\"](?: (?:de|du|des|pour|d')[^,;:.()\n]{2,50})?"
)
#: Lands that no register lists: « l’arrondissement de X », « le bassin minier », « le Mantois ».
LAND = re.compile(
    r"(?:de |du |des |pour |sur )(?:la |le |les |l')?(?P<land>(?:arrondissement|bassin|pays|vallee|"
    r"canton|massif|littoral|presqu'ile|corridor)(?: (?:minier|industriel|de vie|d'emploi))?)"
    r"(?![\w-])(?P<of> (?:de la |de l'|du |des |de |d'))?"
)
#: What may part an act from its land: « (contrat de relance) et de transition écologique (CRTE) ».
PHRASE = re.compile(r"[^.,;:()\n]{0,80}(?:\([a-z-]{2,8}\)[^.,;:()\n]{0,60})?")
COUNTRY = re.compile(r"(?:du |de l')(?=[a-z-]{3,20}(?:ois|ais|aisis|vaisis)(?![\w-]))")
#: « du département », in the name of an act of which it is the scope.
OF_ROLE = re.compile(r"[»\"] (?:du|de la) $")
#: « , signé le », « , passée avec », after the name of an act of before.
PASSED = re.compile(
    r" ?,? (?:signe|paraphe|passe|conclu|adopte|approuve)e?s? (?:le|en|avec|par|entre|des|depuis) "
)
ADJECTIVE = re.compile(
    r"(?<![\w-])agglomeration (?P<adjective>[a-z-]{3,20}"
    r"(?:ien|enne|aise|oise|ine|ane|arde|onne|ate|iere))(?![\w-])"
)
NO_PLACE = frozenset({"urbaine", "voisine", "prochaine", "ancienne", "moyenne"})
#: « la rénovation urbaine du », before a name.
RENEWAL_OF = re.compile(
    r"(?<![\w-])(?:renovation|renouvellement|requalification|rehabilitation|transformation|"
    r"amenagement)(?: urbaine?)?(?= (?:du|de la|des|de|d'|de l') ?)"
)
#: What makes a sentence speak of renewing quarters.
RENEWAL = re.compile(
    r"(?<![\w-])(?:quartiers?|qpv|logements?|demoli\w{0,6}|rehabilit\w{1,7}|renov\w{1,6}|"
    r"projets?|"
    r"requalifi\w{1,7}|amenag\w{1,6}|constru\w{1,6}|travaux|intervention\w{0,1})(?![\w-])"
)
