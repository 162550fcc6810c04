"""The parties of the heading of an act, whatever its layout: prose, numbers, bullets, « ET : »."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from graph.ontology import NodeKind
from loaders.texts.gazetteer.french import of
from loaders.texts.grammar.formal.drafts import Draft, short_names, spoken_for
from loaders.texts.grammar.formal.items import ANCHOR, CIVIL, LINES, Item, items_of
from loaders.texts.grammar.formal.layout import body
from loaders.texts.grammar.formal.names import Named, named
from loaders.texts.grammar.formal.sections import Span
from loaders.texts.grammar.formal.tables import table_parties
from loaders.texts.mentions import Actor, ActorMention, Analysis, within
from loaders.texts.text import Text

#: The head of a list of parties of one kind, and what begins one of another kind.
_GROUP = re.compile(
    r"(?<![\w-])les (?:communes|villes|bailleurs|organismes|collectivites|partenaires|departements|"
    r"regions|associations|entreprises)\b"
)
#: « Les maîtres d’ouvrage : A ; B ; C ».
_HEADED = re.compile(
    r"\W*(?:les |des )?(?P<kind>(?:maitres d'ouvrage|bailleurs|organismes|communes|villes|"
    r"associations|entreprises|operateurs)[^:;.,]{0,40}) ?: ?(?=\S)"
)
#: « les bailleurs sociaux : A, LE B, C »: one list up to the semicolon.
_COLON = re.compile(r"[^:;.]{0,40}:")
_NEW_HEAD = re.compile(r"(?:[,;] (?:et )?| et )(?:la |les |l'|le )")
_COMMUNES = re.compile(r"communes|villes")
_GROUPS = (
    (re.compile(r"hlm|bailleur|logement social"), NodeKind.HOUSING_PROVIDER),
    (re.compile(r"association"), NodeKind.ASSOCIATION),
    (re.compile(r"entreprise|societes"), NodeKind.COMPANY),
    (re.compile(r"etablissements? public|operateurs"), NodeKind.PUBLIC_BODY),
)
_EDGE = re.compile(
    r"(?:[;,] (?:et|ainsi que|puis)|[;,]| et| ainsi que|\bet)(?: d'autre part,?)?\s(?=\S)"
)
#: Where an address ended, on a line that has no stop, and the next party began.
_AFTER_ADDRESS = re.compile(r"\b(?:m[êe]me adresse|[Cc][Ee][Dd][Ee][Xx](?: \d{1,2})?) (?=[A-ZÀ-Ý])")
_ADDRESS = re.compile(
    r"\d{5} |\d{1,4}(?: bis| ter)?,? (?:rue|avenue|av|bd|boulevard|place|quai|cours|allee|chemin|"
    r"route|square|impasse)\b"
)
#: Where a line without a stop ended and the next began: « Préfet du Rhône La commune de … ».
_NEXT_LINE = re.compile(r"(?<=[a-zà-ÿ0-9)]) (?=(?:La|Le|Les) [a-zA-Z]|L['’][A-ZÉa-z])")
_TOLD = re.compile(
    r"(?:sous-)?prefe|maire|president|direct|secretaire|ministre|delegue|recteur|office public|"
    r"etablissement public|societe|association|organisme|bailleur|collectivite|entreprise"
)
#: How far after a name the words that tell who stands for it are looked for.
_REACH = 500
#: No list of parties in one breath is longer than this, in characters.
_LONGEST = 40_000
#: No act has more parties than this.
_MOST = 400
_THE_SAME = re.compile(r"[ ,]*[^.;\n]{0,40}\b(?:par|agit) (?:le|la) meme\b")
_NEXT_FOR = re.compile(r"\spour (?=(?:la |le |l'|les )[^,;:.]{2,70} ?: )")
#: « l’État, représenté par le ministre de A, le ministre de B »: both stand for the State.
_MINISTER = re.compile(r"(?:la |le )?(?:ministre|secretaire d'etat|garde des sceaux)\b")
_OF_STATE = re.compile(r"\W*l'etat\b[^;:]{0,40}\bpar (?:l[ae] )?ministre")
#: « les villes d’Orléans, de Fleury-les-Aubrais et de Saint-Jean-de-Braye ».
_OF_LIST = re.compile(r"(?:de la |de l'|de |d'|du |des )")
_ARTICLE = re.compile(
    r"(?:la |le |les |l')(?:(?:communes|villes|departements|regions) (?:de |d'|du |des )|"
    r"(?:bailleurs(?: sociaux)?|organismes(?: hlm)?|associations|entreprises) )?"
)


def heading_parties(analysis: Analysis, span: Span) -> list[Draft]:
    """Return the parties that the heading lists, in order, each once a place."""
    text = analysis.text
    blocks = [b for b in body(text) if span[0] <= b.start < span[1]][:LINES]
    table = table_parties(analysis, blocks)
    if table:
        return table
    items = items_of(analysis, blocks)[:_MOST]
    drafts = [draft for item in items for draft in read_item(analysis, item)][:_MOST]
    return _same_person(analysis.text, drafts)


def _same_person(text: Text, drafts: Sequence[Draft]) -> list[Draft]:
    """Give « représenté par le même » the person of the party before."""
    found: list[Draft] = []
    for draft in drafts:
        known = found[-1].person if found else None
        if draft.person is None and _THE_SAME.match(text.folded, draft.end):
            found.append(replace(draft, person=known))
        else:
            found.append(draft)
    return found


def read_item(analysis: Analysis, item: Item) -> list[Draft]:
    """Return the parties of an item: one, or several when the words name several."""
    found: list[tuple[Named, int]] = []
    item = replace(item, end=min(item.end, item.start + _LONGEST))
    head = _HEADED.match(analysis.text.folded, item.start, item.end)
    if head is not None:
        item = replace(item, start=head.end(), group=f"les {head['kind']}", prose=True)
    for start, end in _pieces(analysis, item):
        who = named(analysis, start, end)
        if who is None or (found and found[-1][0].actor == who.actor):
            if found:
                found[-1] = (found[-1][0], end)
            continue
        group = item.group or _group(analysis.text.folded, item.start, who.start)
        found.append((_grouped(who, group), end))
    return [_draft(analysis, who, end) for who, end in found]


def _group(folded: str, floor: int, position: int) -> str:
    """Return the head of the list that goes on at `position`: « les villes » de A, B et C."""
    before = folded[max(floor, position - _REACH) : position]
    heads = list(_GROUP.finditer(before))
    if not heads:
        return ""
    rest = before[heads[-1].end() :]
    listed = _COLON.match(rest) is not None and ";" not in rest
    if not listed and _NEW_HEAD.search(rest):
        return ""
    return heads[-1][0]


def _grouped(who: Named, group: str) -> Named:
    """Give a body that no register knows the kind that the head of its list tells."""
    if who.actor.kind is not NodeKind.ORGANISATION:
        return who
    if _COMMUNES.search(group):
        name = f"Commune {of(who.actor.name)}"
        return replace(who, actor=Actor(name, NodeKind.MUNICIPALITY))
    for pattern, kind in _GROUPS:
        if pattern.search(group):
            return replace(who, actor=replace(who.actor, kind=kind))
    return who


def _pieces(analysis: Analysis, item: Item) -> list[Span]:
    """Return the stretches of an item that each begin with the name of a party."""
    folded = analysis.text.folded
    starts = [item.start]
    anchored = len(ANCHOR.findall(folded, item.start, item.end))
    if CIVIL.match(folded, item.start, item.end):
        inside = within(analysis.persons, item.start + 4, item.end)
        starts += [p.start for p in inside if CIVIL.match(folded, p.start, p.end)]
    if folded.startswith("pour ", item.start):
        starts += [m.start() + 1 for m in _NEXT_FOR.finditer(folded, item.start, item.end)]
    starts += [
        m.end()
        for m in _AFTER_ADDRESS.finditer(analysis.text.flow, item.start, item.end)
        if anchored > 1
    ]
    starts += [
        line.end()
        for line in _NEXT_LINE.finditer(analysis.text.flow, item.start, item.end)
        if anchored > 1 and _begins_party(analysis, item, line, anchored=anchored)
    ]
    for edge in _EDGE.finditer(folded, item.start, item.end):
        if _begins_party(analysis, item, edge, anchored=anchored):
            starts.append(edge.end())
    starts = sorted(set(starts))
    return list(zip(starts, [*starts[1:], item.end], strict=True))


def _begins_party(analysis: Analysis, item: Item, edge: re.Match[str], *, anchored: int) -> bool:
    """Tell whether what follows « , », « ; » or « et » is the name of another party."""
    text, position = analysis.text, edge.end()
    if text.folded.startswith("par ", position) or _ADDRESS.match(text.folded, position):
        return False
    if _inside(text.flow, item.start, edge.start()) or _in_name(analysis, edge.start()):
        return False
    article = _ARTICLE.match(text.folded, position)
    begin = article.end() if article else position
    group = item.group or _group(text.folded, item.start, begin)
    of_each = group or _OF_LIST.match(text.folded, item.start)
    again = _OF_LIST.match(text.folded, begin) if of_each and article is None else None
    begin = again.end() if again else begin
    mention = next(
        (m for m in within(analysis.actors, begin - 4, begin + 9) if m.end > begin), None
    )
    if mention is None:
        followed = ANCHOR.search(text.folded, begin, min(begin + 120, item.end))
        heads = _COMMUNES.search(group) or (group and edge[0][0] in ",;")
        listed = heads or (article and followed and anchored > 1)
        return bool(listed and text.flow[begin].isupper())
    mere_place = mention.sort == "place" and not (group or item.listed)
    if _MINISTER.match(text.folded, position) and _OF_STATE.match(text.folded, item.start):
        return False
    if article is None and again is None and (mere_place or _is_apposition(text, mention)):
        return False
    reach = min(mention.end + _REACH, item.end)
    told = anchored > 1 and ANCHOR.search(text.folded, mention.end, reach) is not None
    return item.prose or not anchored or told


def _in_name(analysis: Analysis, position: int) -> bool:
    """Tell whether a position is inside a name: « Saint-Dizier, Der et Blaise »."""
    around = within(analysis.actors, position - 90, position)
    return any(mention.end > position for mention in around)


def _is_apposition(text: Text, mention: ActorMention) -> bool:
    """Tell whether a mention is an office, or a kind of body, told of somebody named before."""
    return _TOLD.match(text.folded, mention.start, mention.end) is not None


def _inside(flow: str, start: int, position: int) -> bool:
    """Tell whether a position is inside brackets or quotes opened in the last 200 characters."""
    before = flow[max(start, position - 200) : position]
    return before.rfind("(") > before.rfind(")") or before.rfind("«") > before.rfind("»")


def _draft(analysis: Analysis, who: Named, end: int) -> Draft:
    rest = who.end
    person, title, office = spoken_for(analysis, rest, end)
    if title is None or person is None:
        whole = spoken_for(analysis, who.start, end)
        person, title, office = person or whole[0], title or whole[1], office or whole[2]
    return Draft(
        actor=who.actor,
        start=who.start,
        end=who.end,
        confidence=who.confidence,
        rule="acte.parties",
        person=person,
        title=title,
        office=office,
        shorts=short_names(analysis, who.start, end),
    )
