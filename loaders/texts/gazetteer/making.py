"""Names that no register holds, put together from capitals: « Association Les Petits Pas »."""

from __future__ import annotations

import re

from graph.names import fold
from graph.ontology import NodeKind
from loaders.texts.gazetteer.entry import Entry, Hit
from loaders.texts.gazetteer.frames import Frame
from loaders.texts.gazetteer.french import straight

#: A word of a proper name, then the small words that may lead to the next one.
_PROPER = re.compile(r"[ -]?(?:[«“\"] ?)?(?:[A-ZÀ-Ý0-9][\w'’&.-]*|(?:d|l|D|L)['’][A-ZÀ-Ý][\w'’-]*)")
_SMALL = re.compile(r" (?:de la |de l['’]|du |des |de |d['’]|la |le |les |l['’]|en |aux |à )?")
#: « du Limouxin et du Saint-Hilairois »: one name, where two bodies would each have a head.
_AND = re.compile(r" et (?:du |des |de la |de l['’]|de |d['’])(?=[A-ZÀ-Ý])")
_LEAD = re.compile(r" ?(?:[«“\"] ?)?(?:de la |de l['’]|du |des |de |d['’])?(?:la |le |les |l['’])?")
_LINKED = re.compile(r" (?:[«“\"] ?)?(?:de |du |des |d['’])")
#: What an intercommunality may be named by before the name itself: « du bassin d'Annonay ».
_LAND = re.compile(
    r" (?:de la |de l['’]|du |des |de |d['’])(?:bassin|pays|vallées?|val|canton|plateau|plaine|"
    r"agglomération|région|territoire|portes?|rives?|côte|massif|monts?|lac|golfe|littoral|"
    r"ouest|est|nord|sud|centre|haut|haute|bas|basse)(?=[ -])"
)
_CLOSING = re.compile(r' ?[»”"]')
_LANDLORD = re.compile(r"habitat|h\.?l\.?m|logement|immobili|logis", re.IGNORECASE)
#: The capitals before « Habitat », of one name.
_BEFORE = re.compile(r"(?:[A-ZÀ-Ý][\w'’-]+ (?:(?:de |du |des |d['’]|& |et )(?=[A-ZÀ-Ý]))?){1,4}$")
_HEAD = 60
#: Words with a capital before « Habitat » that are no part of a landlord's name.
_NO_LANDLORD = frozenset(
    {
        "programme", "plan", "direction", "service", "pole", "amelioration", "politique", "action",
        "comite", "commission", "operation", "delegation", "mission", "departement", "avec",
        "entre", "pour", "et", "les", "le", "la", "volet", "axe", "fonds", "aide", "aides",
        "actualite", "actualites", "actu", "aef", "info", "infos",
        "conseil", "espace", "maison", "observatoire", "salon", "collection", "club", "agence",
    }
)  # fmt: skip
#: A landlord's own name, which the form before it adds nothing to: « OPH Archipel Habitat ».
_NAMED = re.compile(r"^ (?!de |du |des |d['’])\w.* (?:Habitat|HABITAT|Logement)$")
_LONGEST = 8
#: Words that end a made name though they bear a capital.
_STOPS = frozenset(
    {
        "Monsieur", "Madame", "Mme", "M.", "MM.", "Maire", "Président", "Présidente",
        "Préfet", "Préfète", "Le", "La", "Les", "Et", "Un", "Une", "Ce", "Cette", "Il",
        "Elle", "Article", "Vu", "Considérant", "Représentée", "Représenté", "Ci-après",
    }
)  # fmt: skip


def made_end(flow: str, at: int, *, linked: bool = False, land: bool = False) -> int:
    """Return where the capitals that follow a head, which ends at `at`, end; 0 without any.

    `linked` heads are those of persons, after which a name without « de » is theirs; after `land`
    ones a word of geography may come first.
    """
    if linked and not _LINKED.match(flow, at):
        return 0
    first = _LAND.match(flow, at) if land else None
    at = first.end() if first else at
    lead = _LEAD.match(flow, at)
    position = lead.end() if lead else at
    if position == at or flow[position - 1] not in " '’«“\"-":
        return 0
    end = 0
    for _ in range(_LONGEST):
        proper = _PROPER.match(flow, position)
        if not proper or (end and proper[0].strip(' «“"-') in _STOPS):
            break
        end = proper.end() - proper[0].endswith(".")
        small = (_AND.match(flow, proper.end()) if land else None) or _SMALL.match(
            flow, proper.end()
        )
        if proper[0].endswith(".") or not small:
            break
        position = small.end()
    said = flow[at:end].strip(' «“"')
    return _closed(flow, at, end) if len(said) > 2 and not said[0].isdigit() else 0


def _closed(flow: str, start: int, end: int) -> int:
    """Return the end with the quote that closes the one that the name opens."""
    closing = _CLOSING.match(flow, end)
    return closing.end() if closing and any(c in flow[start:end] for c in "«“") else end


def landlord_start(flow: str, at: int) -> int | None:
    """Return where the name begins that « Habitat » at `at` ends; None where it ends none."""
    found = _BEFORE.search(flow, max(0, at - _HEAD), at)
    if not found or flow[at].islower():
        return None
    said = found[0].split(" ")
    while said and fold(said[0]) in _NO_LANDLORD:
        said.pop(0)
    kept = " ".join(said)
    return at - len(kept) if kept else None


def made_hit(flow: str, start: int, head_end: int, end: int, frame: Frame) -> Hit:
    """Return the hit of a name made of a head and what follows it."""
    own = frame.gives in ("made", "body") and frame.title
    head = own or flow[start:head_end]
    rest = re.sub(r"\s*[«»“”\"]\s*", " ", flow[head_end:end])
    kind = frame.kind
    whole = kind is NodeKind.HOUSING_PROVIDER and _NAMED.search(f" {rest.strip()}")
    name = straight(" ".join((rest if whole else f"{head} {rest}").split()))
    if kind is NodeKind.COMPANY and _LANDLORD.search(rest):
        kind = NodeKind.HOUSING_PROVIDER
    entry = Entry(None, kind, name[0].upper() + name[1:])
    return Hit(start, end, (entry,), "made")
