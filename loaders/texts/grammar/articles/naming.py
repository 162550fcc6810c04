"""The nouns that name agreements: « une deuxième convention », « l’avenant n° 3 à la convention ».

What counts is what the annotation guide counts: conventions, contrats, protocoles, avenants,
chartes, accords, pactes. What only sounds like one (« contrat de travail », « accord du maire »,
« convention collective ») is left out here, once for all the rules.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from graph.ontology import Form
from loaders.texts.grammar.numbers import COUNT, number_of
from loaders.texts.text import Text


@dataclass(frozen=True, slots=True)
class Naming:
    """Words that name an agreement. Positions are in `flow`.

    `start` is the head noun, `end` the end of what qualifies it (« de rénovation urbaine de
    Montauban »). `article` is `indefinite`, `definite`, `demonstrative` or `none`; `many` a plural,
    `count` its number when told (« douze conventions »). `order` is `new`, `old` or `next` when an
    adjective says so. `bare` when nothing qualifies the noun: it then stands for one named before.
    """

    start: int
    end: int
    form: Form | None
    head: str
    article: str
    many: bool
    count: int | None
    order: str | None
    number: str | None
    bare: bool
    #: « leur convention », « son contrat »: each its own.
    owned: bool = False

    @property
    def anaphoric(self) -> bool:
        """Tell whether it only points back: « le texte », « cette convention »."""
        return self.form is None or (self.bare and self.article in {"definite", "demonstrative"})


_CADRE = r"(?:[ -]cadres?)?"
#: Head nouns, most specific first; the form each one names, None for what only points back.
_HEADS: tuple[tuple[Form | None, str], ...] = (
    (Form.AVENANT, r"avenants?"),
    (Form.CONVENTION, r"contrats? urbains? de cohesion sociale|cucs"),
    (Form.CONTRAT_DE_VILLE, r"contrats?[- ]cadres? (?:du |de )?(?:contrat de )?ville"),
    (Form.CONTRAT_DE_VILLE, (
        r"contrats? (?:de|\[de\]|des) villes?|contrats? ville(?= de nouvelle)|"
        r"contrats? d'agglomeration pour la ville"
    )),
    (Form.PROTOCOLE, r"protocoles?(?:[ -]cadres?| d'accord)?"),
    (Form.CHARTE, r"chartes?"),
    (Form.ACCORD_CADRE, r"accords?[- ]cadres?|conventions?[- ]cadres? nationales?"),
    (Form.ACCORD_CADRE, r"contrats?[- ]cadres?"),
    (Form.CONVENTION, rf"conventions?{_CADRE}"),
    (Form.CONVENTION, (
        r"contrats? (?:locaux|local|territorial|territoriaux|de relance|"
        r"de (?:mixite|cohesion|territoire|projet|plan|ruralite|redynamisation|"
        r"developpement|partenariat|transition|reciprocite|quartier|site|filiere)|"
        r"d'objectifs|partenarial|pluriannuel|tripartite|cadre|intercommunal|"
        r"departemental|metropolitain|regional|unique|financier)\w*"
    )),
    (Form.CONVENTION, r"contrats?"),
    (Form.ACCORD_CADRE, r"accords?"),
    (Form.CONVENTION, r"pactes?|declaration d'engagement|cadre national(?= d')"),
    (Form.CONVENTION, r"partenariats?"),
    (None, r"(?:textes?|documents?)(?: cadres?)?|parapheurs?"),
)  # fmt: skip
_HEAD = re.compile(
    r"(?<![\w-])(?:"
    + "|".join(f"(?P<h{n}>{rule})" for n, (_, rule) in enumerate(_HEADS))
    + r")(?![\w-])"
)
#: The same nouns where they name no agreement between bodies.
_ELSE = re.compile(
    r" (?:collectives?|de travail|aides?\b|d'apprentissage|d'avenir|jeunes?\b|"
    r"d'engagement (?:republicain|"
    r"jeune)|d'insertion dans la vie|de (?:location|bail|vente|delegation de service|maitrise|"
    r"construction|prestation|professionnalisation|alternance|syndic|concession)|de confiance|"
    r"unique d'insertion|europeenne|internationale|citoyenne|de la laicite|de l'environnement|"
    r"(?:du|des|de la|de l'|de son|de leur|de sa|de ses)s? (?:maire|direction|prefet|ministre|"
    r"conseil|comite|delegue|locataires?|"
    r"assemblee|ministere)\b)"
)
_WEAK = re.compile(
    r"(?:d'un commun |donn\w+ (?:son|leur) |en |avec l'|sans l'|par |d'|principe d'|sous )$"
)
_NEW = (
    r"nouve(?:l|lle|au|lles|aux)|deuxieme|seconde?|troisieme|quatrieme|prochaine?s?|futur?e?s?|"
    r"autres?"
)
_OLD = r"premi(?:er|ere|ers|eres)|ancien(?:ne)?s?|precedent(?:e)?s?|actuel(?:le)?s?|initiale?s?|ex"
_BEFORE = re.compile(
    rf"(?:^|[\s(«\"'])(?P<det>d'une?|l'|une?|des|plusieurs|les|la|le|du|aux?|de la|cette|cet|ces?|"
    rf"leurs?|son|sa|ses|"
    rf"notre|nos|chaque|toutes les|tous les|{COUNT}) ?"
    rf"(?P<adj>(?:(?:tout[es]*|{_NEW}|{_OLD}|grande?s?|vaste|double|simple|meme|meilleur\w*|"
    rf"veritable|"
    rf"vrai\w*|present[es]*|dit[es]*|{COUNT}|"
    rf"[\w-]+[iï]eme)[ -]){{0,3}})[«\"]? ?$"
)
_NUMBER = re.compile(r" ?(?:n ?[°o.]|numero) ?(\d[\w./-]{0,20})")
_ADJECTIVE = (
    r"(?:[\w-]+(?:elles?|els?|ales?|aux|als?|ives?|ifs?|aires?|aines?|ains?|iques?|iennes?|iens?|"
    r"ieres?|"
    r"oires?|eures?|eurs?|ois|oises?|able|ables|ises?|ees?|ieux|ieuse|ique)|"
    r"anru|npnru|pnru|pnrqad|acv|pvd|ort|crte|opah(?:-ru)?|tfpb|cadres?|bis|type|unique|"
    r"partenariat|"
    r"securite|habitat|ville|sante|emploi|"
    r"\d{4}(?: ?[-/] ?\d{2,4})?)"
)
_TO = (
    r"(?:d'|de l'|de la |du |des |de |"
    r"pour (?:la |le |l'|les |(?!la |le |l'|les ))(?!(?:commune|ville|etat|region|departement|"
    r"metropole|communaute|agglomeration|agence|caisse|compte)\b)|"
    r"relati\w+ (?:a la |au |aux |a l'|a )|"
    r"en faveur d(?:e |u |es |e la |e l'|')|en vue d(?:e |u |es |e la |e l'|')|en matiere d(?:e |"
    r"')|portant (?:sur )?|"
    r"sur (?:la |le |les |l')?|au titre d(?:e |u |es )|a la |aux |au |a l'|en |dite? |concernant )"
)
_VERB = (
    r"(?:se|s'|ne|n'|l'|y|il|elle|qui|que|qu'|dont|ou|et|est|sont|a|ont|avec|entre|par|signee?s?|"
    r"conclue?s?|"
    r"passee?s?|paraphee?s?|scellee?s?|afin|avant|apres|lors|hier|ce|cette|ces|c'|lie|lient|vise|"
    r"porte|prevoit|"
    r"fixe|couvre|permet|engage|definit|associe|prend|comporte|concerne|doit|va|vont|vient|veut|"
    r"met|"
    r"[\w-]+(?:ait|aient|erait|era|eront|erent|irent))(?![\w-])"
)
#: What qualifies the noun: adjectives, then complements, up to a verb or the end of the phrase.
#: Words that begin where and when it was signed, and are no part of its name.
_WHEN = (
    r"(?:l'|\d{1,2}(?:er)? |en presence|presence|prefecture|sous-prefecture|mairie|siege|hotel|"
    r"(?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre|"
    r"lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)(?![\w-]))"
)
_THEN = (
    r"(?:le (?:\d|1er|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|meme|jour|lendemain|"
    rf"prefet|maire|president)|la (?:veille|semaine|prefete|maire|presidente)|{_WHEN})"
)
_QUALIFIED = re.compile(
    rf"(?: (?!{_VERB}){_ADJECTIVE}(?![\w-])){{0,3}}"
    rf"(?: {_TO}(?!{_VERB}|{_WHEN})[\w'-]+(?: (?!{_VERB}|{_TO}|{_THEN})[\w'-]+){{0,4}}){{0,6}}"
    rf"(?: \d{{4}} ?[-/] ?\d{{2,4}})?"
)


@lru_cache(maxsize=1)
def find_namings(text: Text) -> tuple[Naming, ...]:
    """Return the words that name agreements, in order. Cost: linear.

    Those of the last text asked of are kept: acts, articles and scope all look at them.
    """
    found = []
    for match in _HEAD.finditer(text.folded):
        naming = _naming(text, match)
        if naming is not None:
            found.append(naming)
    return tuple(found)


def _naming(text: Text, match: re.Match[str]) -> Naming | None:
    folded, start = text.folded, match.start()
    form = _HEADS[int((match.lastgroup or "h0")[1:])][0]
    head = match[0]
    if _ELSE.match(folded, match.end()) or (
        head.startswith(("accord", "contrat", "partenariat"))
        and (_WEAK.search(folded, max(0, start - 30), start))
    ):
        return None
    before = _BEFORE.search(folded, max(0, start - 60), start)
    article, count = _article(before)
    number = _NUMBER.match(folded, match.end())
    begin = number.end() if number else match.end()
    qualified = None if form is None else _QUALIFIED.match(folded, begin)
    end = qualified.end() if qualified else begin
    adjectives = before["adj"] if before else ""
    many = head.split("-")[0].split(" ")[0].endswith("s") and head not in {"cucs"}
    if form is None and article not in {"definite", "demonstrative"}:
        return None
    return Naming(
        start=start,
        end=end,
        form=form,
        head=head,
        article=article,
        many=many,
        count=count,
        order=_order(adjectives, folded[begin:end]),
        number=number[1] if number else None,
        owned=before is not None and before["det"] in {"leur", "leurs", "son", "sa", "ses"},
        bare=not folded[begin:end].strip(" -") and not adjectives.strip() and number is None,
    )


def _article(before: re.Match[str] | None) -> tuple[str, int | None]:
    if before is None:
        return "none", None
    word = before["det"]
    inner = re.search(COUNT, before["adj"])
    count = number_of(word) or (number_of(inner[0]) if inner else None)
    if word in {"un", "une", "d'un", "d'une", "des", "plusieurs"} or number_of(word):
        return "indefinite", count
    if word in {"ce", "cet", "cette", "ces"}:
        return "demonstrative", count
    return "definite", count


def _order(adjectives: str, qualifiers: str) -> str | None:
    if re.match(
        r" (?:d'alors|d'origine|initial|precedent|anterieur|d'avant|historique)", qualifiers
    ):
        return "old"
    if re.search(r"\b(?:prochain|futur)", adjectives):
        return "next"
    if re.search(rf"\b(?:{_NEW})\b", adjectives):
        return "new"
    return "old" if re.search(rf"\b(?:{_OLD})\b", adjectives) else None
