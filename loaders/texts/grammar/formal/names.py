"""Who a party of an act is: the mention that names it, a register, else the words themselves."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from graph.ontology import AUTHORITIES, NodeKind
from loaders.texts.gazetteer import link_phrase
from loaders.texts.grammar.formal.drafts import is_title
from loaders.texts.grammar.people.bodies import STATE
from loaders.texts.grammar.people.offices import find_offices
from loaders.texts.mentions import Actor, ActorMention, Analysis, Office, Person, within
from loaders.texts.text import Text

_LEAD = re.compile(
    r"[\s\"'«(:,;.–-]*(?:(?:et|ainsi que|avec|pour|p/|entre|d'une part|d'autre part)[ ,:]+){0,3}"
    r"(?:(?:monsieur|madame|m\.|mme) )?(?:de |d'|du )?(?:la |le |les |l')?(?:groupe |societe dite |"
    r"(?:communes|villes|departements|regions) (?:de la |de |d'|du |des )(?:la |le |les |l')?|"
    r"(?:bailleurs(?: sociaux)?|organismes(?: hlm)?|associations|entreprises) )?"
)
#: Where the name of a party ends and what is said of it begins.
NAME_ENDS = re.compile(
    r",|;|:|(?<=\s)\(|\[|«|\"|(?<=\w) - | – |(?<![\w-])(?:ci-apres|represente[es]{0,2}|repr\.|"
    r"dont le siege|ayant son siege|"
    r"pour (?:la|le)quel(?:le)? agi|agissant|prise? en la personne|sise? |siegeant|domicilie|"
    r"etablissement public (?:a caractere|de l'etat|national)|societe (?:anonyme|par actions|"
    r"cooperative|"
    r"publique|a responsabilite)|association (?:loi|regie|declaree)|immatricule|identifie|"
    r"au capital|"
    r"en (?:la )?qualite|designee?|denommee?|appelee?|d'une part|d'autre part|legalement|dument|"
    r"monsieur|madame|mme |m\. |par (?:son|sa|m\.|delegation)|autorisee?|habilitee?|inscrite?|"
    r"creee? par|"
    r"qui |ayant )"
)
_DOTTED = re.compile(r"(?<!\w)(?:[A-ZÀ-Ý]\.){2,9}[A-ZÀ-Ý]?(?!\w)")
#: A kind of body that only goes before a name: « la société 3F Sud », « l’office public X ».
_KIND_THEN_NAME = re.compile(
    r"(?i:(?:l'|l’|la |le )?(?:office public (?:de l['’]habitat|d['’]hlm)|soci[ée]t[ée]|"
    r"bailleur(?: social)?|entreprise sociale pour l['’]habitat)) (?=[A-ZÀ-Ý0-9])"
    r"(?!(?i:nouvelle|g[ée]n[ée]rale|immobili[èe]re|nationale|anonyme|fran[çc]aise|civile)\b)"
)
#: The legal form of a landlord, in letters, before the name that it goes by: « OPH Mosellis ».
_FORM_THEN_NAME = re.compile(
    r"(?:(?:l['’]|L['’]|[Ll]a |[Ll]e )?(?:OPH|OPAC|ESH|SA d['’](?:HLM|Hlm|hlm)|SEM|SCIC|SCP|EPIC)) "
    r"(?=[A-ZÀ-Ý0-9])"
)
_POLICE = re.compile(r"prefecture de police")
_GROUP_AFTER = re.compile(r" \(?(?:du )?[Gg]roupe [A-ZÀ-Ý].{1,40}$")
#: What follows the name of a body, never that of a person: « Toits du Golfe (sa directrice) ».
_BODY_OF = re.compile(r" \((?:sa|son) ")
_TAIL = re.compile(r"(?:[\s.,;:|–-]|(?<=\s)(?:et|ainsi que|puis)(?=\s))+\Z")
_QUOTED = re.compile(
    r"(?:l'|la |le )?(?:association|societe|fondation|amicale|regie|cooperative|sas?|sem|"
    r"residence|collectif)"
    r"(?: [a-z']{2,14}){0,2} ?[«\"] ?([^«»\"\n]{3,70}?) ?[»\"]"
)
#: A made name is worth keeping when it begins like a name.
_NAMED = re.compile(r"[A-ZÀ-Ý0-9]")
_WORDS = re.compile(r"[a-z]{4,}")
#: Words of a name of territory that tell nothing of which one.
_HEADS = frozenset(
    {
        "commune", "communes", "ville", "mairie", "communaute", "agglomeration", "urbaine",
        "metropole", "region", "departement", "conseil", "departemental", "general", "regional",
        "municipal", "metropolitain", "collectivite",
    }
)  # fmt: skip
_NO_NAME = re.compile(
    r"(?:version|projet|annexe|page|article|objet|sommaire|date|lieu|cachet|signature|nom\b|qualite|"
    r"visa|vu\b|ci-apres|d'une part|d'autre part|total|titre|chapitre|preambule|non signe)"
)
_SHOUT = re.compile(r"[A-ZÀ-Ý]{4,}")
_OF = re.compile(r" (?:de la |de l['’]|du |des |de |d['’])")
_OF_PLACE = re.compile(r"(?P<name>[\w' -]{4,60}?) (?:du |de la |de l'|des )[\w-]{3,30}")
_BODIES = (
    r"caisse|chambre|etablissement public|office|universite|syndicat|centre hospitalier|gip|lycee|"
    r"college"
)
_KINDS = (
    (r"commune|ville|mairie", NodeKind.MUNICIPALITY),
    (r"communaute|metropole|agglomeration|syndicat d'agglo", NodeKind.INTERCOMMUNALITY),
    (r"departement|conseil (?:departemental|general)", NodeKind.DEPARTMENT),
    (r"region|conseil regional", NodeKind.REGION),
    (r"prefecture|direction|ministere|rectorat|tribunal", NodeKind.STATE_SERVICE),
    (r"agence nationale|agence regionale", NodeKind.AGENCY),
    (
        r".*\b(?:habitat|hlm|logement|oph|opac|immobiliere?|logis|foyer|residences?)\b",
        NodeKind.HOUSING_PROVIDER,
    ),
    (r"federation|union", NodeKind.FEDERATION),
    (r"association|fondation|regie|mission locale|comite|centre social", NodeKind.ASSOCIATION),
    (_BODIES, NodeKind.PUBLIC_BODY),
)


@dataclass(frozen=True, slots=True)
class Named:
    """Who is named, where in `flow`, and how surely."""

    actor: Actor
    start: int
    end: int
    confidence: float


def named(analysis: Analysis, start: int, end: int) -> Named | None:
    """Return the organisation that the words of one party name, None when they name none."""
    folded = analysis.text.folded
    lead = _LEAD.match(folded, start, end)
    begin = lead.end() if lead else start
    person = next(iter(within(analysis.persons, start, begin + 1)), None)
    if person is not None and person.end > begin:
        held = _by_office(analysis, person, end)
        if held is not None or not _BODY_OF.match(folded, person.end):
            return held
    cover = next(
        (m for m in within(analysis.actors, begin - 8, begin + 9) if _leads(m, begin)), None
    )
    quoted = _QUOTED.match(folded, begin, end)
    if quoted is not None:
        return _quoted(analysis, begin, quoted)
    stop = NAME_ENDS.search(folded, max(begin, cover.end if cover else begin), end)
    last = _trimmed(folded, begin, stop.start() if stop else end)
    if folded[begin:last] == "etat":
        return Named(STATE, begin, last, 0.98)
    own = _own_name(analysis, begin, last)
    if own is not None:
        return Named(own, begin, last, 0.95)
    if _KIND_THEN_NAME.match(analysis.text.flow, begin, end) is not None:
        cover = None
    if cover is not None and _fills(cover, begin, last, folded):
        return Named(cover.actor, begin, max(last, cover.end), 0.95)
    return _from_words(analysis, begin, last)


def _own_name(analysis: Analysis, begin: int, last: int) -> Actor | None:
    """Return the body that goes by a name of its own, which a register may hide under another.

    « OPH Troyes Habitat » is Troyes Habitat; a prefecture of police is not the State's prefecture.
    """
    if _POLICE.fullmatch(analysis.text.folded, begin, last):
        return Actor("Préfecture de police", NodeKind.STATE_SERVICE)
    form = _FORM_THEN_NAME.match(analysis.text.flow, begin, last)
    if form is None:
        return None
    name = _GROUP_AFTER.sub("", analysis.text.flow[form.end() : last])
    actor = link_phrase(name, analysis.setting)
    return actor if actor is not None and actor.kind is NodeKind.HOUSING_PROVIDER else None


def _by_office(analysis: Analysis, person: Person, end: int) -> Named | None:
    """Read « M. X, préfet du Nord »: the body of his office is the party."""
    for office in within(analysis.offices, person.end, min(end, person.end + 60)):
        told = _of_title(analysis, office)
        body = office.of or told
        if told is not None and body is not None and told.id and told.kind is body.kind:
            body = told
        if body is not None:
            return Named(body, person.start, office.end, 0.85 if body.id else 0.7)
    return None


def _of_title(analysis: Analysis, office: Office) -> Actor | None:
    """Return the body that only a title names: « directeur général d’Aquitanis »."""
    link = _OF.search(office.title)
    name = office.title[link.end() :] if link else ""
    return called(name, analysis) if name[:1].isupper() else None


def _quoted(analysis: Analysis, begin: int, quoted: re.Match[str]) -> Named | None:
    """Read « l’association « Amicale des locataires » »: its name is what the quotes hold."""
    name = " ".join(analysis.text.flow[quoted.start(1) : quoted.end(1)].split())
    kind = next((k for rule, k in _KINDS if re.match(rule, quoted[0].removeprefix("l'"))), None)
    actor = called(name, analysis) or Actor(name, kind or NodeKind.ORGANISATION)
    if actor.kind is NodeKind.ORGANISATION and kind is not None:
        actor = replace(actor, kind=kind)
    return Named(actor, begin, quoted.end(), 0.8)


def _leads(mention: ActorMention, begin: int) -> bool:
    return mention.start <= begin + 8 and mention.end > begin


def _trimmed(folded: str, start: int, end: int) -> int:
    tail = _TAIL.search(folded, max(start, end - 40), end)
    return max(tail.start(), start) if tail else end


def _fills(mention: ActorMention, begin: int, last: int, folded: str) -> bool:
    """Tell whether a mention is the whole name, but for an acronym or « groupe » beside it."""
    rest = folded[mention.end : last].strip(" .,;-–/")
    ahead = folded[begin : mention.start].strip(" .,;-–/")
    short = not rest or bool(
        re.fullmatch(r"\(?[a-z.]{2,9}\)?|ou [a-z-]{2,14}|services?|en france", rest)
    )
    return short and ahead in {"", "groupe", "commune de", "ville de", "ville d'", "l'", "la", "le"}


def _from_words(analysis: Analysis, start: int, end: int) -> Named | None:
    words = " ".join(analysis.text.flow[start:end].split())
    actor = called(words, analysis)
    return Named(actor, start, end, 0.95 if actor.id else 0.75) if actor else None


def called(words: str, analysis: Analysis) -> Actor | None:
    """Return the organisation of a name in full, whatever lines it was spread over."""
    words = _DOTTED.sub(lambda m: m[0].replace(".", ""), words).strip(" .,;:–-«»\"'")
    kind = _KIND_THEN_NAME.match(words)
    words = words[kind.end() :] if kind else words
    if not words or len(words) > 160:
        return None
    text = Text(words)
    offices = find_offices(text, (), analysis.setting)
    if offices and offices[0].start < 14 and offices[0].of is not None:
        return offices[0].of
    if is_title(text.folded):
        link = _OF.search(words)
        return called(words[link.end() :], analysis) if link else None
    actor = link_phrase(words, analysis.setting)
    if actor is not None and _says_as_much(actor, text.folded):
        return actor
    return _made(words, text.folded)


def _says_as_much(actor: Actor, folded: str) -> bool:
    """Tell whether a territory's name holds the words of a phrase (no « Grand X » for « X »).

    A landlord known by one name is not its namesake of a place: « X » is not « X de l’Est ».
    """
    if actor.kind is NodeKind.HOUSING_PROVIDER:
        longer = _OF_PLACE.fullmatch(folded.strip())
        return longer is None or longer["name"] != Text(actor.name).folded.strip()
    if actor.kind not in AUTHORITIES:
        return True
    held = set(_WORDS.findall(Text(actor.name).folded))
    return all(word in held or word in _HEADS for word in _WORDS.findall(folded))


def _made(words: str, folded: str) -> Actor | None:
    name = re.sub(r"^(?:l['’]|la |le |les )", "", words, flags=re.IGNORECASE)
    if not _NAMED.match(name) or len(name) < 3:
        return None
    if _NO_NAME.match(folded):
        return None
    lead = folded[len(words) - len(name) :]
    for pattern, kind in _KINDS:
        if re.match(pattern, lead):
            return Actor(_sentence_case(name), kind)
    return Actor(_sentence_case(name), NodeKind.ORGANISATION)


def _sentence_case(name: str) -> str:
    """Return a name without words in capitals, acronyms apart."""
    if not _SHOUT.search(name) or " " not in name:
        return name
    return " ".join(w.capitalize() if len(w) > 4 and w.isupper() else w for w in name.split())
