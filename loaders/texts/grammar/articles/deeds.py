"""One deed of signing as the grammar reads it: its sentence, its verb, its signers, its object."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from loaders.texts.grammar.articles.chains import Chain
from loaders.texts.grammar.articles.group import Group
from loaders.texts.grammar.articles.naming import Naming
from loaders.texts.grammar.articles.signing import Signing, Tense
from loaders.texts.mentions import Actor
from loaders.texts.text import Text

#: How surely a verb of each tense makes parties.
HOLDS = {Tense.PAST: 0.95, Tense.PRESENT: 0.85, Tense.FUTURE: 0.85, Tense.NOMINAL: 0.75}
#: Between a subject and its verb nothing may close the clause.
CLOSED = re.compile(r"[;:!?]|\.(?= )|\b(?:mais|car|tandis que|alors que|pendant que|parce que)\b")
#: What ends the reach of a verb.
ENDED = re.compile(r"[;!?]|\.(?= )")


@dataclass(frozen=True, slots=True)
class Signer:
    """A group that a rule makes a party, how surely."""

    group: Group
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Frame:
    """One deed: where, when told, by whom, of what.

    `naming` is the words for what is signed, None when the sentence leaves it to the context.
    `other` for « a signé le sien »: another agreement of the same form. `relative` for « l’avenant
    que l’État a signé », told in a clause about something else.
    """

    sentence: tuple[int, int]
    signing: Signing
    signers: tuple[Signer, ...]
    naming: Naming | None
    denied: bool = False
    other: bool = False
    relative: bool = False
    #: « le plus attendu des quatre »: one of several agreements named together.
    one_of: bool = False
    #: « …, celui de Caudry »: the territory of an agreement told by ellipsis.
    place: Actor | None = None


@dataclass(frozen=True, slots=True)
class Clause:
    """A verb of signing and what it may reach: enumerations between `low` and `high`, an object."""

    text: Text
    signing: Signing
    chains: Sequence[Chain]
    low: int
    high: int
    naming: Naming | None

    def gap(self, chain: Chain) -> str:
        """Return the folded words between the verb and an enumeration, whichever comes first."""
        if chain.start >= self.signing.end:
            return self.text.folded[self.signing.end : chain.start]
        return self.text.folded[chain.end : self.signing.start]

    def reaches(self, chain: Chain) -> bool:
        """Tell whether an enumeration begins within the reach of the verb."""
        return self.low <= chain.start < self.high
