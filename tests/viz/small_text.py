"""A text short enough to be read at a glance, and what a reader would find in it."""

from __future__ import annotations

from graph.ontology import EdgeKind, Form, NodeKind, Status
from loaders.texts.facts import (
    Agreement,
    Amount,
    Bystander,
    Count,
    Cover,
    Extraction,
    Outside,
    Party,
    Pilot,
    Reading,
)
from viz.reading import Sheet, sheet

TEXT = (
    "Un contrat pour Testac\n"
    "\n"
    "La ville de Testac et l’État ont signé le 3 avril 2025 le contrat de ville\n"
    "de Testac, piloté par la ville, pour 2 quartiers et 1,5 million d’euros.\n"
    "\n"
    "Année    État      Ville\n"
    "2025     100 000   50 000\n"
    "\n"
    "L’association Exemple, présente, s’en félicite. La charte de 2020 est rappelée.\n"
)
RULES = {"parties.sujet": "Le sujet d’un verbe de signature est partie à l’accord."}


def read(words: str, rule: str = "essai", confidence: float = 0.9, *, text: str = TEXT) -> Reading:
    """Return the reading of words of the text, at their first place."""
    start = text.index(words)
    return Reading((start, start + len(words)), rule, confidence)


CONTRACT = Agreement(
    key="c1", name="Contrat de ville de Testac", kind=Form.CONTRAT_DE_VILLE, status=Status.SIGNED,
    mention="le contrat de ville de Testac",
    reading=read("le contrat de ville\nde Testac", "accord.nom"),
    signed_on="2025-04-03", number="12", programmes=("Contrats de ville Quartiers 2030",),
    signatories=(
        Party("Commune de Testac", NodeKind.MUNICIPALITY, "La ville de Testac",
              read("La ville de Testac", "parties.sujet", 1.0), "commune:99999",
              "Prénom Nom", "maire"),
        Party("État", NodeKind.STATE_SERVICE, "l’État", read("l’État", "parties.sujet", 0.6)),
    ),
    amounts=(Amount("1,5 million d’euros", read("1,5 million d’euros"), amount_eur=1_500_000,
                    payer="État", year=2025, share_pct=72.0, target="les quartiers"),),
    pilots=(Pilot("Commune de Testac", NodeKind.MUNICIPALITY, "c1", "la ville", read("la ville")),),
    covers=(Cover("Testac", NodeKind.MUNICIPALITY, "Testac", read("Testac,")),),
    covers_counts=(Count("quartiers", 2, "2 quartiers", read("2 quartiers")),),
    evidence={
        "status": read("ont signé", "statut.passe"),
        "signed_on": read("le 3 avril 2025", "date.phrase"),
        "programme:Contrats de ville Quartiers 2030": read("contrat de ville", "programme.phrase"),
    },
)  # fmt: skip
CHARTER = Agreement(
    key="c2", name="Charte de 2020", kind=Form.CHARTE, status=Status.SIGNED, mention="La charte",
    reading=read("La charte de 2020"), signed_on="2020", background=True, amends="c1",
    signatories_count=17, instances=3,
)  # fmt: skip
EXTRACTION = Extraction(
    id="testac", title="Un contrat pour Testac", published="2025-04-04",
    agreements=(CHARTER, CONTRACT),
    outside=(Outside(EdgeKind.MEMBER_OF, "Exemple", "Réseau d’essai", "s’en félicite",
                     read("s’en félicite")),),
    bystanders=(Bystander("Exemple", NodeKind.ASSOCIATION, "L’association Exemple",
                          read("L’association Exemple")),),
)  # fmt: skip


def small_sheet() -> Sheet:
    """Return the sheet of the small text."""
    return sheet("testac.txt", TEXT, EXTRACTION, rules=RULES)
