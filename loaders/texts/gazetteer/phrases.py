"""One noun phrase as a party of a formal document names it: who it is."""

from __future__ import annotations

import re

from graph.names import words
from graph.ontology import NodeKind
from loaders.texts.gazetteer.french import straight
from loaders.texts.gazetteer.gazetteer import load
from loaders.texts.gazetteer.linking import link
from loaders.texts.mentions import Actor, Setting
from loaders.texts.text import Text

_ARTICLE = re.compile(r"^(?:la |le |les |l')", re.IGNORECASE)
#: The number or the bullet of a party in its list: « 2/ », « [7] », « - ».
_NUMBER = re.compile(r"^(?:[\[(]?\d{1,2} ?[\]).°/:-]+|[-–•]) *")
#: « SAMO, société anonyme »: an acronym first, then what it stands for.
_ACRONYM_FIRST = re.compile(
    r"([A-Z][A-Z0-9&-]{1,11}), (?=(?:[Ss]oci[ée]t[ée]|SA|[Aa]ssociation)\b)"
)
_LEADS = 12
#: Words by which a phrase is known to name an organisation, and its kind.
_KINDS = {
    NodeKind.HOUSING_PROVIDER: "habitat hlm logement logis oph opac immobilier immobiliere foyer",
    NodeKind.ASSOCIATION: "association fondation regie mission comite club ligue mjc",
    NodeKind.FEDERATION: "federation union confederation reseau",
    NodeKind.PUBLIC_BODY: "etablissement syndicat chambre caisse universite office centre gip pole",
    NodeKind.STATE_SERVICE: "direction service rectorat tribunal inspection delegation",
    NodeKind.COMPANY: "societe sa sas sarl sem spl groupe entreprise banque cooperative",
}


def link_phrase(phrase: str, setting: Setting) -> Actor | None:
    """Return who a noun phrase names, None when it names no organisation.

    A body that no register knows keeps its name as written, without article.
    """
    text = Text(_NUMBER.sub("", " ".join(phrase.split())))
    mentions = link(load().scan(text), setting, text)
    for mention in mentions:
        if (mention.start <= _LEADS and not text.folded[: mention.start].strip(" \"'«-")) or (
            _ARTICLE.fullmatch(text.folded[: mention.start])
        ):
            longer = _whole(text, mention.end)
            if mention.sort == "place" and longer:
                break
            return mention.actor
    return _made(text)


def _whole(text: Text, end: int) -> bool:
    """Tell whether capitals go on after a place: « Meaux Habitat » is no commune."""
    return bool(re.match(r"[ -][A-ZÀ-Ý]", text.flow[end:]))


def _made(text: Text) -> Actor | None:
    folded = text.folded.strip()
    name = straight(_ARTICLE.sub("", text.flow.strip()))
    acronym = _ACRONYM_FIRST.match(name)
    if not name or not any(c.isupper() for c in name):
        return None
    said = set(words(folded))
    for kind, heads in _KINDS.items():
        if said & set(heads.split()):
            return Actor(acronym[1] if acronym else name[0].upper() + name[1:], kind)
    return None
