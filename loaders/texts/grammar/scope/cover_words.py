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
    r"compren(?:d|nent|dra|dront)(?! que)|"
    r"couvr(?:e|ent|ira|iront|ait|aient|ant)"
    rf"{_ADVERBS}|port{_TENSES}{_ADVERBS} sur|"
    rf"s'appliqu\w{{1,6}}{_ADVERBS}(?= aux? | a )|"
    rf"s'etend\w{{0,4}}{_ADVERBS}(?: sur|(?= aux? | a ))|"
    rf"(?:vaut|valent|vaudra|vaudront){_ADVERBS} pour|"
    rf"(?:benefici|profit){_TENSES}{_ADVERBS}(?= aux? | a )|"
    r"(?:ouvert|etendu|elargi)e?s?(?= aux? | a )|"
    r"(?:etend|elargi|ouvr)\w{0,4} (?:le|son) (?:perimetre|champ)(?= aux? | a )|"
    r"ajout(?:e|ent|era|eront) (?:au|a la|a son|a sa) (?:contrat|perimetre|convention|liste)|"
    r"f(?:ait|era|ont) entrer|"
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
    rf"{HEAD} en (?:benefici|profit)(?:ent|eront)|"
    rf"s'y ajout\w{{1,5}}|les (?:nouveaux venus|nouveaux entrants|entrants|heureux elus) sont"
)
CHOSEN = re.compile(rf"(?:{_CHOSEN}|{_NAMED})")
#: « Tout se passera | à la Digue », « ce fut le tour | d’Estran ».
_GOES = (
    r"(?:(?:tout|l'essentiel|les travaux|les operations|les interventions|le chantier|l'effort)"
    r"(?: [\w'-]{1,20}){0,3}? (?:se (?:pass|jou|deroul|concentr|situ)(?:e|ent|era|eront)|"
    r"(?:aura|auront) lieu)(?= a | aux? | dans )|"
    r"(?:ils|elles) se (?:trouv|situ)(?:ent|eront)(?= a | aux? | dans )|"
    r"(?:ce fut|c'est|c'etait|ce sera|vient|vint|viendra)(?: [\w'-]{1,12})? (?:le|au) tour(?= d))"
)
GOES = re.compile(rf"{_GOES}(?![\w-])")
#: « Bagatelle et Empalot | sont concernés ».
PASSIVE = re.compile(rf" ?,? ?{_CHOSEN}(?![\w-])")
CUE = re.compile(rf"(?<![\w'-])(?:{_SCOPE}|{_CHOSEN}|{_NAMED}|{_GOES})(?![\w-])")
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
#: « à six communes voisines, dont », after a cue, before names of towns.
SUCH_AS = re.compile(
    r" (?:a|aux|sur|dans) (?:[\w-]{1,15} ){0,2}(?:communes|villes|bourgs|villages)"
    r"[^.;:()\n]{0,80}?,? (?:dont|a savoir|parmi lesquell?e?s) "
)
#: « A et B | entrent dans le périmètre », « sont les premiers bourgs à rejoindre l’opération ».
ENTERS = re.compile(
    r" (?:(?:sont|seront|deviennent) [^.,;:()\n]{0,50} a )?"
    r"(?:entrer|entrent|entreront|rejoindre|rejoignent|rejoindront|integrer|integrent|integreront)"
    r" (?:dans )?(?:le |la |l')"
    r"(?:perimetre|operation|dispositif|contrat|convention|zone|ort|opah|programme)(?![\w-])"
)
#: « à Estran, … ont signé la leur »: the act of the same kind, of that place.
OWN_ONE = re.compile(
    r"(?<![\w-])(?:a|ont|ait|aient) (?:aussi |ensuite |deja )?(?:signe|paraphe|conclu) "
    r"(?:la leur|le leur|la sienne|le sien)(?![\w-])"
)
#: « À Estran, », at the beginning of a sentence.
FRONTED = re.compile(r"(?:a|au|aux) (?:la |le |les )?")
#: « A et B | vont changer de visage ».
CHANGES = re.compile(
    r" (?:(?:va|vont) (?:ainsi |enfin )?(?:changer de visage|se transformer|faire peau neuve|"
    r"se metamorphoser|etre (?:renove|transforme|requalifie|reamenage)e?s?)|"
    r"chang(?:era|eront) de visage|fer(?:a|ont) peau neuve|"
    r"ser(?:a|ont) (?:renove|transforme|requalifie|reamenage)e?s?)(?![\w-])"
)
#: « A et B | vont recevoir 30 millions d’euros ».
RECEIVES = re.compile(
    r" (?:(?:vont|doivent) (?:recevoir|beneficier d|se partager)|"
    r"(?:recevr|beneficier|se partager)ont)[^.;:()\n]{0,60}?(?:euros|€)|"
    r" en (?:benefici|profit)(?:ent|eront)(?![\w-])|"
    r" (?:sont|seront) au (?:coeur|centre|programme) (?:du|de la|de l'|de ce)(?![\w-])"
)
#: « À la Digue, 300 logements | seront démolis »; « démolition de 300 logements | à la Digue ».
_WORK = r"(?:demol|rehabilit|renov|reconstru|requalif|abatt|resident)\w{1,9}"
WORKED = re.compile(rf"(?<![\w-])(?:sera|seront|va etre|vont etre) (?:[\w-]{{1,15}} )?{_WORK}")
WORK_AT = re.compile(
    rf"(?<![\w-]){_WORK} (?:de |d'|des )(?:[\w' ]{{1,24}} )?(?:logements|immeubles|tours|barres)"
    r"(?= a | aux? )"
)
#: Where the companies of a département sign, and who they are.
PREFECTURE = re.compile(r"(?<=prefecture d)(?:e la |e l'|u |es |e |')")
COMPANIES = re.compile(r"(?<![\w-])(?:entreprises|societes|employeurs|dirigeants)(?![\w-])")
#: Capitals after « à » that are days of the year.
FEASTS = re.compile(r"(?:noel|paques|toussaint|pentecote|ascension)(?![\w-])")
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
    rf"{_CONCERNED}[^.;:()\n]{{0,60}}?(?: sont | ?: ?)|"
    r"(?<![\w-])(?:communes|villes)(?: [\w'-]{1,20}){0,2} (?:y )?"
    r"(?:ont|comptent|possedent|abritent) (?:chacune )?(?:des|un|au moins un) (?:quartiers?|qpv)"
    r"[^.;:()\n]{0,30}? ?: ?|"
    r"(?<![\w-])(?:conventions|contrats|protocoles|chartes)(?![\w-])[^.;:()\n]{0,60}? ?: "
    r"(?:celles|ceux)(?= d)"
)
MANY_TOWNS = re.compile(r"communes|villes|bourgs|conventions|contrats|protocoles|chartes")
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
    r"(?<![\w-])(?:reprend|remplac\w{1,6}|premier programme|precedent\w{0,2}|vu |"
    r"(?:avait|avaient) (?:ete|deja|retenu|cible|vise|choisi|concerne)(?![\w-]))"
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
    r"(?:de |du |des |pour |sur |en )(?:la |le |les |l')?(?P<land>(?:arrondissement|bassin|pays|"
    r"vallee|canton|massif|littoral|presqu'ile|corridor)"
    r"(?: (?:minier|industriel|de vie|d'emploi))?)"
    r"(?![\w-])(?P<of> (?:de la |de l'|du |des |de |d'))?"
)
#: « (Pays) Tarn et Agout », a name of two.
TWIN = re.compile(r" [A-Z][\w-]{2,20} et [A-Z][\w-]{2,20}(?![\w-])")
#: What may part an act from its land: « (contrat de relance) et de transition écologique (CRTE) ».
PHRASE = re.compile(r"[^.,;:()\n]{0,80}(?:\([a-z.-]{2,14}\)[^.,;:()\n]{0,60})?")
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
