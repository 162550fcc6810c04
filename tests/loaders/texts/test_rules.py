"""Every rule that a fact may cite is explained to its reader, and no explanation is idle."""

from __future__ import annotations

import re
from pathlib import Path

import loaders.texts
from loaders.texts.rules import RULES

_ROOM = Path(loaders.texts.__file__).parent
_RULE = re.compile(
    r"\"((?:accord|statut|date|programme|parties|acteur|acte|perimetre|pilote|effectif|montant|hors)"
    r"\.[a-z_.]+)\""
)
#: Rules put together from how a payer is told.
_MADE = re.compile(r"montant\.\w+")


def cited() -> set[str]:
    """Every name of a rule that the code of the room writes, its explanations apart."""
    return {
        rule
        for path in _ROOM.rglob("*.py")
        if path.name != "rules.py"
        for rule in _RULE.findall(path.read_text("utf-8"))
    }


def test_every_rule_that_the_code_cites_is_explained() -> None:
    assert cited() - set(RULES) == set()


def test_no_rule_is_explained_that_the_code_never_cites() -> None:
    idle = {rule for rule in RULES if not _MADE.fullmatch(rule)} - cited()
    assert idle == set()


def test_an_explanation_is_one_french_sentence() -> None:
    for rule, words in RULES.items():
        assert words[0].isupper() or words[0] in "«", rule
        assert words.endswith((".", "»")), rule
