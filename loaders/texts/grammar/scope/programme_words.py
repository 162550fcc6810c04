"""The words that texts tell of programmes with: whose money, how many towns, who pays.

Patterns look at folded text; every repetition in them is bounded.
"""

from __future__ import annotations

import re

from loaders.texts.grammar.numbers import QUANTITY

NATIONAL = re.compile(
    r"(?:au (?:plan|niveau|echelon)|a l'(?:echelle|echelon)|sur le plan) nationale?|"
    r"dans toute la france|a l'echelle du pays|sur tout le territoire|partout en france"
)
SPEAKS = re.compile(r"(?<![\w-])(?:programme|plan|label|dispositif|demarche|initiative)(?![\w-])")
_SHARE = r"(?P<share>\d{1,3}(?:[.,]\d{1,2})?) ?%"
PAYS = re.compile(
    r"(?<![\w-])(?:(?:co)?financ(?:e|ent|era|eront|ait)|subventionn(?:e|ent|era)|"
    r"compens(?:e|ent|era)|pren(?:d|nent|dra) en charge|support(?:e|ent|era))"
    rf"(?: [\w'-]{{1,30}}){{0,6}}? {_SHARE}(?P<what>[^,;:.()\n]{{0,80}})"
)
PAID = re.compile(
    r"(?<![\w-])(?:est|sont|sera|seront|etre)(?: [\w-]{1,30})? "
    r"(?:(?:co)?finance|subventionne|pris)e?s?(?: en charge)? "
    rf"(?:jusqu'a |a hauteur de |a ){_SHARE}"
)
PAYER = re.compile(r"(?<![\w-])financeu(?:rs?|ses?)(?![\w-])")
_TOWNS = (
    r"(?:(?:petites |moyennes |grandes )?(?:communes|villes|territoires|collectivites|sites|"
    r"intercommunalites|agglomerations|centres-bourgs|laureats|quartiers)(?: [\w'-]{1,30}){0,3}?)"
)
_CHOSEN = (
    r"(?:(?:retenu|choisi|selectionne|laureat|labellise)e?s(?![\w-])|"
    r"(?:obtiennent|portent|ont obtenu|ont recu) (?:le|ce) label|"
    r"dans (?:le|ce) (?:dispositif|programme)|"
    r"particip\w{1,5} (?:au|a ce) programme|pretendre au (?:label|programme)|eligibles|"
    r"beneficiaires(?: d(?:u|e ce) programme)?|"
    r"(?:rejoint|integre|engagees? dans) (?:le|ce) programme)"
)
COUNT = re.compile(
    rf"(?P<count>{QUANTITY}) (?:(?P<what>{_TOWNS}) )?"
    r"(?:qui |que |ont |sont |ont ete |a |l'|la |le |pourront |d'ores et deja |deja ){0,4}"
    rf"{_CHOSEN}"
    rf"(?: ?,? sur (?:les )?(?P<whole>{QUANTITY}))?"
)
#: « le programme a retenu cinq quartiers ».
RETAINS = re.compile(
    r"(?<![\w-])(?:le|ce) (?:programme|plan|dispositif) (?:y )?(?:a|avait) (?:deja )?"
    rf"(?:retenu|selectionne|choisi) (?P<count>{QUANTITY}) "
    r"(?P<what>quartiers|communes|villes|sites|territoires)(?![\w-])"
)
#: « Elles sont dix dans le département : », said of a programme's towns.
THEY_ARE = re.compile(
    rf"(?:elles|ils) sont (?:ainsi |desormais )?(?P<count>{QUANTITY})[^.;:()\n]{{0,60}}? ?: ?"
)
#: « A, B et C comptent parmi les financeurs ».
AMONG_PAYERS = re.compile(
    r" (?:compt|figur)\w{1,5} parmi (?:les|ses|leurs) (?:co)?financeurs|"
    r" (?:en )?(?:sont|restent) les (?:principaux )?(?:co)?financeurs"
)
#: « (l’agence) dispose de cinq milliards d’euros », of the whole country's money.
DISPOSES = re.compile(
    r" (?:dispose(?:ra)?|est dotee?|a ete dotee?) d(?:e |')[^.;:()\n]{0,60}?milliards?(?![\w-])"
)
#: « le budget de la politique de la ville, qui s’élève à 400 millions ».
CITY_POLICY = re.compile(
    r"(?:budget|credits|moyens) de la (?P<what>politique de la ville)(?:,| a)? "
    r"(?:qui )?(?:s'eleve(?:nt)? a|est de|atteint|se monte a|sont de) "
    r"(?:pres de |plus de |environ )?(?=\d)"
)
#: « l’État finance leur poste », at so many per cent.
POST = re.compile(r"(?<![\w-])(?:leurs?|son|ses|ces|des|un|le|les|du) postes?(?![\w-])")
_PLACES = (
    r"(?:communes|villes|territoires|sites|quartiers|projets)(?: d'interet (?:national|regional))?"
)
#: Places that a programme is for: « en faveur de 222 villes », « les 222 villes du plan ».
FOR = re.compile(
    r"(?<![\w-])(?:(?:en faveur|au benefice|au profit|aupres|liste|carte) "
    r"d(?:e |es |'|e ces |e ses )|"
    r"(?P<among>parmi (?:les|ses)|partie des) |sur (?:les|ses) |"
    r"(?:a|aux|des|les|ses|dans(?: les)?|pour(?: les)?) |"
    r"(?P<whole>(?:au niveau national|a l'echelle (?:du pays|nationale)|en france)),? |"
    r"(?:interess|concern|vis|couvr|touch|regroup|compt|embrass|retien)\w{1,5} )"
    r"(?:environ |quelque |pres de |plus de )?"
    rf"(?P<count>{QUANTITY}) (?:de |d')?(?:(?:premiers|premieres|grands|autres) )?"
    rf"(?P<what>{_PLACES})(?![\w-])(?: et (?P<more>{QUANTITY}) (?P<others>{_PLACES})(?![\w-]))?"
)
#: A sentence that tells of signing, whose towns are those that sign.
SIGNS = re.compile(r"(?<![\w-])(?:sign|paraph)")
#: « ont été retenues », « participent », where « villes retenues » may be those that sign.
FINITE = re.compile(r"(?<![\w-])(?:ont|sont|a|particip|pourront|obtien|port|citons|dans)")
FEW, MOST_LOCAL, NATIONWIDE, NEAR = 10, 20, 100, 300
LARGE = 2_000_000_000
#: What a sum of a whole programme is said to do.
ENDOWS = re.compile(
    r"(?<![\w-])(?:dote|enveloppe|budget|mobilis|consacr|prev|investi|reserv|lanc|dispos|apport|"
    r"mettre|met )"
)
#: « la Banque des Territoires et l’Anah le financent », « le programme, que l’État finance ».
FUND_IT = re.compile(r" ?(?:le|la|y) (?:co)?finan(?:ce|cent)(?![\w-])")
THAT_FUNDS = re.compile(
    r"(?<![\w-])(?:programme|plan|dispositif),? qu(?:e |')(?:la |le |les |l')?$"
)
FUND = re.compile(r"(?<![\w-])(?:co)?financ(?:e|ent|eurs)(?![\w-])")
FUNDS = re.compile(r" financ(?:e|ent)(?![\w-])")
EXPENSE = re.compile(r"depense|cout|montant|travaux|besoin|budget")
REACHES = re.compile(
    r"(?: qui)? (?:regroup|rassembl|feder|reuni|couvr)\w{1,5} "
    rf"(?:pres de |plus de |environ |quelque )?(?P<count>{QUANTITY})(?P<share> ?%)? "
    r"(?P<what>[^,;:.()\n]{3,90})"
)
WHERE = re.compile(
    rf"(?P<count>{QUANTITY}) (?P<what>quartiers|villes|communes|sites|territoires)"
    r"[^,;:.()\n]{0,30} (?:dans lesquels|dans lesquelles|ou) (?:l'|la |le )?$"
)
WORKED = re.compile(r" (?:est|a|ont|sont) (?:ainsi )?(?:intervenu|agi|travaille)| intervient")
AMONG = re.compile(
    r"(?:citons|parmi (?:elles|lesquelles|eux|lesquels)|il s'agit d(?:e|u|es)|a savoir|dont|"
    r"figurent| :)(?: notamment| par exemple)?"
    r"(?: ?, (?:en plus d|outre|apres)[^,;:.()\n]{1,60},)?(?: ?:)? ?"
)
#: « (Action cœur de ville) à », « et », between two programmes and their towns.
AT = re.compile(r"[»\" ]{0,3} (?:a|au|aux) (?:la |le |les )?")
AND = re.compile(r",? (?:et|puis) (?:le |la |l')?[«\" ]{0,3}")
FEWEST = 3
