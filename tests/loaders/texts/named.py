"""A text in which a few actors and programmes are known, wherever the words name them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from loaders.texts.mentions import Actor, ActorMention, Analysis, ProgrammeMention, Setting
from loaders.texts.text import Text


def analysis_of(
    words: str,
    known: Mapping[str, tuple[Actor, str]],
    *,
    programmes: Iterable[str] = (),
    setting: Setting | None = None,
) -> Analysis:
    """Return the analysis of `words`; `known` gives an actor and a sort of mention by name."""
    text = Text(words)
    actors = [
        ActorMention(at, at + len(name), actor, sort)
        for name, (actor, sort) in known.items()
        for at in _places(text.flow, name)
    ]
    named = [
        ProgrammeMention(at, at + len(name), name)
        for name in programmes
        for at in _places(text.flow, name)
    ]
    return Analysis(
        text=text,
        setting=setting or Setting(),
        actors=tuple(sorted(actors, key=lambda mention: mention.start)),
        programmes=tuple(sorted(named, key=lambda mention: mention.start)),
    )


def _places(flow: str, name: str) -> Iterator[int]:
    """Yield where a name stands as a word of its own."""
    for at in range(len(flow)):
        if flow.startswith(name, at) and not flow[at - 1 : at].isalpha():
            yield at
