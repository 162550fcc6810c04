"""The words that say who leads, and those that only say who works.

Patterns look at folded text; every repetition in them is bounded.
"""

from __future__ import annotations

import re

_WORKS = (
    r"(?! d(?:e |e la |u |es |')(?:demoli|constru|rehabilit|resident|relog|extension|piscine|"
    r"mediatheque|ecole|tramway|logements))"
)
#: What is led: an agreement or its project, not the works.
_LED = (
    r"(?:le |la |l'|ce |cet |cette |son |leur |du |un |une |tout le |toute la |l'ensemble du |"
    r"l'ensemble de la )(?:mise en oeuvre (?:du |de la |de l'))?"
    r"(?:futur |future |nouveau |nouvelle |present |presente )?"
    r"(?:contrats?|convention|protocole|avenant|charte|pacte|accord|projet|programme|dispositif|"
    r"demarche|operation|renouvellement|renovation|plan|politique de la ville|candidature|dossier|"
    r"ort|gpv|opah(?:-ru)?|cites? educatives?|cucs|partenariat|reseau|tout|ensemble)(?![\w-])"
    rf"(?! de reussite educative){_WORKS}"
)
#: « qui le porte », « le copilotent », « porte cette dernière »: what is led was named before.
_IT = (
    r"(?:(?:le|la|les) (?:(?:co-?)?pilot(?:e|ent|era|eront)|port(?:e|ent|era|eront))"
    r"(?= ?[.,;:)\n]|$| avec | ensemble| desormais)|"
    r"(?:(?:co-?)?pilot|port)(?:e|ent|era|eront) (?:celle-ci|celui-ci|cette derniere|ce dernier))"
)
_LATER = (
    r"(?: (?:ainsi|egalement|aussi|donc|conjointement|ensemble|seule?|localement|desormais|"
    r"a la fois))?"
)
_ROLE = (
    r"(?:co-?)?(?:chef(?:fe)?s? de file|pilotes?|porteuses?(?: de projet| du)|"
    r"porteurs?(?: de projet| du))"
)
_TASK = (
    r"(?:(?:la coordination|l'animation|le suivi|la conduite|la maitrise d'ouvrage) et )?"
    r"(?:le |la |un |ce |son |leur )?(?:role de |mission de |fonction de )?"
    r"(?:(?:co-?)?(?:pilotage|chef de file|pilote|porteur de projet)|portage (?:du|de la)|"
    r"conduite (?:d'ensemble|du projet))(?! d(?:u |es |'un )(?:comite|reunion|atelier|groupe))"
)
_IS = (
    r"(?:sera|seront|est|sont|reste|restent|demeure|demeurent|devient|deviennent|agit|agissent|"
    r"intervient|a ete|ont ete|ayant ete|fut|etait) "
    r"(?:(?:ainsi|egalement|donc|toujours|aussi|conjointement) )?"
    r"(?:(?:designe|identifie|positionne|reconnu|nomme)e?s? )?"
    rf"(?:comme |en tant que |en qualite de )?(?:le |la |les |l')?(?:{_ROLE}|porteu(?:rs?|ses?))"
    r"(?! de (?:projets|parole)| (?:sur|pour) )(?![\w-])"
)
#: « , chef de file », « ci-après « le porteur de projet » »: said of the last named only.
_SAID = (
    r"(?P<said>(?<=, )(?:(?:designe|identifie|nomme)e?s? )?"
    rf"(?:comme |en tant que |en qualite de )?{_ROLE}"
    r"(?= ?[,.;:)»\n]|$| d(?:e|u|es) | (?:projet|contrat|programme)\b)|"
    r"(?:, ?)?(?:ci-apres|designe\w{0,3}|denomme\w{0,3})[^,;:.()\n]{0,30}[\"« ](?:le |la )?"
    rf"{_ROLE}(?![\w-]))"
)
_PILOTS = r"(?:co-?)?pilot(?:e|ent|era|eront|ait|aient|ant)"
_CARRIES = r"(?:port|condui)(?:e|ent|t|sent|era|eront|ra|ront|ait|aient|ant|sant|sait)"
#: What the leader does, right after its name.
DOES = re.compile(
    r"[\"» ]{0,4}(?:,[^,;:.()\n]{1,60},)? ?,? ?"
    r"(?:(?:qui|et|elle|il|elles|ils|elle-meme|lui-meme|tous|toutes|deux|trois) ){0,3}"
    r"(?:(?:en |la |le )?(?:assur|ser|est|condui)\w{0,5} (?:[\w'-]{1,20} ){1,6}?et (?=en ))?"
    rf"(?:(?:en|y) )?(?:{_IS}|{_SAID}|{_IT}|"
    r"(?:(?:anim|coordonn|port|finance|suiv)\w{0,4} et )?"
    rf"{_PILOTS}{_LATER}(?P<with> avec (?:le |la |les |l')?[^,;:()\n]{{2,60}}?)? {_LED}|"
    r"copilot(?:e|ent|era|eront|ait)(?![\w-])|"
    r"(?<=en )assur(?:e|ent|era|eront|ait) la conduite(?! d)|"
    r"(?:est|sont|sera|seront) chargee?s? (?:du pilotage|de (?:co-?)?piloter)|"
    r"(?:assur|exerc|conserv|gard|assum|prend|prenn|condui)\w{1,6}"
    rf"{_LATER} (?:ensemble )?{_TASK}|{_CARRIES}{_LATER} {_LED})"
)
TOGETHER = re.compile(r"(?<![\w-])co-?pilot")
WITH = re.compile(r" avec (?:le |la |les |l')?")
PILOTS_WITH = re.compile(r"(?: [\w'-]{1,20}){0,3} avec (?:le |la |les |l')?")
#: « … en étant le chef de file »: the subject is further back.
BEING = re.compile(
    r"[^;:.()\n]{0,140}?(?:en etant|en tant que|en qualite de|comme)(?: le| la| l'| un)? "
    rf"{_ROLE}(?![\w-])"
)
#: What goes before the leader.
LED_BY = re.compile(
    r"(?:"
    r"(?:co-?)?pilotee?s?(?: [\w'-]{1,30}){0,3}? par|"
    r"(?<!comite de )(?:pilotage|portage|role de chef de file|conduite)(?: [\w'-]{1,30}){0,6}? "
    r"(?:assuree?|confiee?|exercee?|devolue?|revient|incombe|echoit|reviendra|incombera)"
    r"(?: [\w'-]{1,30})?? (?:par|a|au|aux)|"
    r"sous (?:le )?(?:co-?)?pilotage(?: [\w-]{1,30})? d(?:e|u|es|')|"
    r"(?:est|sont|sera|seront|etait|a ete) (?:conjointement |desormais |donc )?portee? par|"
    r"(?:contrat|convention|protocole|charte|pacte|programme|projet|plan|dispositif|demarche)"
    r"[^,;:.()\n]{0,90},? (?:portee?|conduite?) "
    r"(?:localement |conjointement )?par|"
    rf"(?:a|ont|aura|auront|avec) pour {_ROLE}(?: d[eu] [\w' -]{{2,40}}?)?|"
    rf"(?<![\w-]){_ROLE}(?: d[eu] [\w' -]{{2,40}}?)? ?(?::|est|sera)|"
    rf"^{_ROLE}[^,;:.()\n]{{0,70}},|"
    r"confi\w{1,4}(?: donc| ainsi)? (?:a|au|aux)|"
    r"(?:programme|contrat|convention|projet|dispositif|demarche|plan|premiere?|seconde?)s?,? que "
    r"(?:co)?(?:pilot|port|condui)\w{1,4}"
    r") ?(?:la |le |les |l'|a la |a l')?[\"« ]{0,3}$"
)
CONFIED = re.compile(rf"[^;:.()\n]{{0,40}}? {_TASK}")
#: « le contrat que l’agglomération | porte », « l’expérimentation, que l’agence | pilote ».
THAT = re.compile(
    r"(?:contrat|convention|programme|premier|premiere|projet|demarche|dispositif|plan|"
    r"experimentation)(?: [\w'-]{1,20}){0,3},? qu(?:e |')(?:la |le |les |l')?$"
)
CARRIED = re.compile(
    r"(?:,[^,;:.()\n]{1,60},)? (?:(?:co-?)?pilot|port)(?:e|ent|era|eront)(?![\w-])"
)
#: A verb in the singular after « , qui », which is said of the last named only.
WHO_ONE = re.compile(
    r" ?, qui (?:en )?(?:assure|pilote|porte|est|sera|conduit|copilote)\w?(?![\w-])"
)
#: A body that no register knows and that leads by its nature.
UNNAMED = re.compile(
    r"(?<![\w-])(?P<name>groupement d'interet public)(?: \(gip\))?"
    r"(?= (?:en |le |la )?(?:(?:co-?)?pilot|assur|port)(?:e|era|ent)(?![\w-]))|"
    r"(?<![\w-])(?:confi\w{1,5}|confient) (?:ainsi )?le (?:pilotage|portage)[^.;:()\n]{0,80}? a un "
    r"(?P<given>groupement d'interet public)(?![\w-])"
)
#: « piloté localement par l’intercommunalité », whichever it is.
LOCALLY = re.compile(r"localement par")
#: « pilotés par », « porté par » of projects in general, or of works.
GENERIC = re.compile(
    r"(?:(?:des|les|ces|leurs|aux|plusieurs|de nombreux) (?:projets|actions|operations|travaux|"
    r"initiatives|chantiers|ateliers|associations)|comites?|groupes?|ateliers?|etude|action)"
    r"(?: [\w'-]{1,30}){0,5}$"
)
#: « en assure le pilotage »: what is led was named before.
#: « Le comité, que préside l’agglomération, | pilote »: the committee does.
OF_COMMITTEE = re.compile(
    r"(?:comite|cellule|equipe|instance|groupe)(?: [\w'-]{1,20}){0,4},? "
    r"(?:que|qu'|dont|preside|dirige|anime|compose|reuni)[^,;:.()\n]{0,80}$"
)
OF_IT = re.compile(r" (?:en (?:assure|est|sera|demeure|conserve|exerce)|l[ea] (?:co-?)?pilot)")
NATIONAL = re.compile(r"(?:au (?:plan|niveau|echelon)|a l'echelle|a l'echelon) nationale?")
MARK = re.compile(
    r"pilot|chef(?:fe)?s? de file|porteu|port(?:e|ent|era|ait|ee|age)(?![\w-])|condui"
)
ACT = re.compile(r"(?:contrat|convention|protocole|avenant|charte|accord)[^,;:.()\n]{0,60}$")
#: Short names, given to a party by a formal act, that make it pilot.
ROLE_TERM = re.compile(r"\b(?:porteu(?:r|se)|(?:co-?)?pilote|chef(?:fe)? de file)\b")
FAR_BEFORE, FAR_AFTER = 150, 260
#: « le programme », « un plan »: the one last named, at most so far back.
SPOKEN = re.compile(
    r"(?<![\w-])(?:(?:le|ce) (?:programme|dispositif|plan|label)|un plan|un programme national)"
    r"(?![\w-])"
)
BACK = 1200
