"""Head nouns of offices, as French public life names them: one list for persons and offices."""

from __future__ import annotations

#: Folded head nouns, feminine forms included, with the masculine form that files them.
HEADS: dict[str, str] = {
    word: words.split()[0]
    for words in (
        "prefet prefete", "sous-prefet sous-prefete", "ministre", "maire mairesse",
        "maire-adjoint maire-adjointe", "adjoint adjointe",
        "president presidente", "vice-president vice-presidente", "co-president co-presidente",
        "conseiller conseillere", "directeur directrice", "delegue deleguee",
        "recteur rectrice", "inspecteur inspectrice", "dasen ia-dasen",
        "procureur procureure", "secretaire", "commissaire", "administrateur administratrice",
        "depute deputee", "senateur senatrice", "depute-maire deputee-maire",
        "senateur-maire senatrice-maire", "gerant gerante", "responsable",
        "tresorier tresoriere", "chef cheffe", "commandant commandante", "commandeur",
        "sous-directeur sous-directrice", "vice-recteur vice-rectrice", "porte-parole",
        "doyen doyenne", "chancelier chanceliere", "coordinateur coordinatrice",
        "representant representante", "mandataire", "pdg", "dga", "dgs",
        "haut-commissaire haute-commissaire",
    )
    for word in words.split()
}  # fmt: skip
HEAD_WORDS = frozenset(HEADS)
#: Ranks that go before a name as a civility does, and stand for nobody by themselves.
RANKS = frozenset(
    "colonel lieutenant-colonel general commandant capitaine lieutenant major adjudant amiral "
    "contre-amiral vice-amiral commissaire monseigneur".split()
)
