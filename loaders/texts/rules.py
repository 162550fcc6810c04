"""The rules of the grammar, each in one French sentence: what a user reads beside a fact.

Names are French: the field of the fact, then the words or the form that the rule looks for.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

_AGREEMENTS = {
    "accord.nom": (
        "Un nom d’accord (convention, contrat, protocole, avenant, charte, pacte) et ce qui le"
        " qualifie."
    ),
    "statut.passe": "Un verbe de signature au passé : l’accord est signé.",
    "statut.futur": (
        "Un verbe de signature au futur, ou après « devoir », « aller », ou « le prochain"
        " contrat » : l’accord est annoncé."
    ),
    "statut.present": (
        "Un verbe de signature au présent dans le corps du texte : l’accord est signé."
    ),
    "statut.participe": "Un participe (« signé hier ») qualifie l’accord : il est signé.",
    "statut.annonce": "La phrase parle d’une signature à venir : l’accord est annoncé.",
    "statut.nom": "Le texte nomme l’accord sans dire qu’il reste à signer.",
    "date.phrase": "La date que donne la phrase qui dit la signature.",
    "date.relative": "Une date relative, calculée d’après la date imprimée du texte.",
    "date.avant": "Le jour que donne une phrase courte, juste avant celle qui dit la signature.",
    "date.paragraphe": "La date du jour que raconte le paragraphe de la signature.",
    "date.ouverture": "Le seul jour dont parle l’ouverture du texte.",
    "programme.phrase": "Un programme que nomme la phrase de l’accord.",
    "programme.paragraphe": "Un programme que nomme le paragraphe de la signature.",
    "programme.titre": "Un programme que nomme le titre d’un texte sur un seul accord.",
    "programme.seul": "Le seul programme d’un texte sur un seul accord.",
    "programme.acte": "Un programme que nomment le titre, l’objet ou les visas de l’acte.",
    "programme.generation": "Un contrat de ville appartient à la génération de sa date.",
}
_PARTIES = {
    "parties.sujet": "Le sujet d’un verbe de signature est partie à l’accord.",
    "parties.pour": "Qui signe « pour » un organisme l’engage : l’organisme est partie.",
    "parties.autorise": "Qui est autorisé à signer, ou que la signature « engage », est partie.",
    "parties.entre": "Une convention « entre A et B » a A et B pour parties.",
    "parties.avec": "Qui signe « avec » un organisme a cet organisme pour cocontractant.",
    "parties.par": "Un accord « signé par A » a A pour partie.",
    "parties.passe": "Qui « passe » une convention y est partie.",
    "parties.ont": "« A et B ont leur contrat » : A et B sont parties, chacun au sien.",
    "parties.lie": "Un accord qui « lie », « unit » ou « engage » A et B a A et B pour parties.",
    "parties.inversion": "« Ont signé : A et B » : le sujet suit son verbe, A et B sont parties.",
    "parties.enumeration": "Une énumération, annoncée par deux-points, de ceux qui signent.",
    "parties.engage": "Qui « s’engage » par un accord nommé dans la phrase y est partie.",
    "parties.adhere": "Qui « adhère » à une charte ou à une convention y devient partie.",
    "parties.recu": "Qui reçoit un organisme pour signer avec lui est partie.",
    "parties.signataires": "Un organisme dit signataire est partie.",
    "parties.signature": "« La signature de A », « celle de B » : A et B sont parties.",
    "parties.liste": "La liste des signataires se poursuit dans la phrase.",
    "parties.suite": "Une phrase sans verbe poursuit la liste de ceux qui ont signé.",
    "parties.representees": "Une liste d’organismes, chacun avec qui le représente.",
    "parties.tous": "« Tous ont signé » : ceux que nomme la phrase précédente.",
    "parties.chacun": "Des personnes signent, chacune pour un organisme de la phrase précédente.",
    "parties.pronom": "« Il a signé » : le sujet de la phrase précédente.",
    "parties.proche": "La seule énumération de la phrase qui dit la signature.",
    "parties.titre": "Seul le titre nomme cet organisme parmi ceux qui signent.",
    "acteur.nom": "Un organisme que le texte nomme.",
}
_ACTS = {
    "acte.titre": "Le titre de l’acte.",
    "acte.parties": "Un bloc de parties : « entre A, représenté par …, et B … ».",
    "acte.parties.tableau": "Un tableau des parties à l’acte.",
    "acte.celle": "Une partie que l’acte ne nomme que par un titre ou un renvoi.",
    "acte.signatures": "Le bloc des signatures, au pied de l’acte.",
    "acte.fait": "« Fait à …, le … » : le jour et le lieu de la signature.",
    "acte.signe": "L’acte dit lui-même qu’il est signé.",
    "acte.signe_le": "« Signé le … » : le jour de la signature.",
    "acte.blanc": "La date ou la signature est laissée en blanc : l’acte est un projet.",
    "acte.projet": "L’acte se dit projet : il reste à signer.",
    "acte.sans_date": "Ni date ni signature : rien ne dit que l’acte est signé.",
    "acte.visa": "Un acte plus ancien que cite un visa (« Vu la convention du … »).",
    "acte.rappel": "Un acte plus ancien que rappelle le préambule.",
    "acte.annexe": "Un acte joint en annexe.",
    "acte.modifie": "L’acte que modifie l’avenant.",
    "acte.tableau_des_avenants": "Un tableau des avenants successifs.",
    "acte.deliberation": "Une délibération approuve l’acte : il reste à signer.",
    "acte.deliberation.corps": "L’organisme dont l’assemblée délibère.",
    "acte.deliberation.date": "La date que la délibération donne à l’acte.",
    "acte.deliberation.objet": "L’objet de la délibération nomme l’acte.",
}
_SCOPE = {
    "perimetre.nom": "Le territoire que porte le nom de l’accord.",
    "perimetre.verbe": "Un verbe qui dit où l’accord s’applique (« concerne », « couvre »).",
    "perimetre.liste": "Une liste de territoires annoncée comme ceux de l’accord.",
    "perimetre.tableau": "Une ligne du tableau des territoires.",
    "perimetre.titre": "Le territoire que porte le titre.",
    "perimetre.quartier": "Un quartier que nomme la phrase de l’accord.",
    "perimetre.serie": "Le territoire d’un accord d’une série.",
    "perimetre.change": "Un lieu dont la phrase dit qu’il « va changer de visage ».",
    "perimetre.ellipse": "« … et celui de B » : l’accord de B.",
    "pilote.sujet": "Qui « pilote », « porte » ou « coordonne » l’accord en est le pilote.",
    "pilote.par": "Un accord « piloté par A » a A pour pilote.",
    "pilote.avec": "Plusieurs organismes pilotent ensemble.",
    "pilote.defini": "Qui est dit « chef de file », « porteur » ou « pilote ».",
    "effectif.nombre": "Un nombre de quartiers, de communes ou d’habitants de l’accord.",
    "effectif.tableau": "Un nombre que donne un tableau.",
}
_MONEY = {
    "montant.somme": "Une somme dont le texte ne dit pas qui la paie.",
    "montant.verse": "A « apporte », « verse », « consacre » une somme : A la paie.",
    "montant.charge": "Une somme « à la charge de A », « de la part de A » : A la paie.",
    "montant.part": "La part de A dans une somme totale.",
    "montant.voisin": "Une somme accolée au nom de A, dans une liste de financeurs.",
    "montant.suite": "La somme suivante du même payeur.",
    "montant.annonce": "Une ligne d’annonce nomme le payeur des sommes qui la suivent.",
    "montant.decide": "L’organisme qui délibère accorde la somme.",
    "montant.avant": "Le payeur est celui de la phrase précédente.",
    "montant.respectif": "« Respectivement » : chaque somme a son payeur, dans l’ordre.",
    "montant.tableau": "Une case d’un tableau de financement, au nom de sa ligne ou colonne.",
    "montant.tableau.total": "Le total d’un tableau de financement.",
}
_OUTSIDE = {
    "hors.part": "La part d’un financeur dans un programme.",
    "hors.financeur": "Qui finance un programme.",
    "hors.nombre": "Le nombre de territoires d’un programme.",
    "hors.commune": "Un territoire que le programme a retenu.",
    "hors.portee": "Le territoire où le programme s’applique.",
    "hors.federation": "Une fédération et ceux qu’elle réunit.",
    "hors.adhesion": "Un organisme membre d’un autre.",
    "hors.succede": "Un organisme qui succède à un autre.",
    "hors.partenaire": "Un partenaire que le texte nomme.",
    "hors.paire": "Deux organismes que le texte dit partenaires.",
}
#: The name of a rule, as facts cite it, and what it says of French administrative language.
RULES: Mapping[str, str] = MappingProxyType(
    {**_AGREEMENTS, **_PARTIES, **_ACTS, **_SCOPE, **_MONEY, **_OUTSIDE}
)
