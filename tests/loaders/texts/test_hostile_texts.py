"""A text made to be slow is read as fast as another: no rule costs more than its length."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

import pytest

from loaders.texts import grammar
from tests.loaders.texts.reader import read

_SHORT, _TIMES = 10_000, 4
#: Twice the time for twice the length makes four; a rule that looks back at all makes sixteen.
_LINEAR = 6
#: Under this many seconds, a clock says nothing of a rule; over these, a reader waits.
_FLOOR, _LONG = 0.5, 3.0

#: What each rule waits for, over and over: its head without its tail.
UNITS = (
    "et ", ", ", ": ", ". ", "« ", "« Rodez » ", "(", "(a) ", "[", "- ", "l’", "a-",
    "a signé ", "signé ", "il a signé. ", "autorise à ", "la signature de ",
    "convention ", "la convention de ", "un avenant à la ", "celui de ", "signataires : ",
    "le préfet de ", "M. Paul Ramadier, ", "entre ", "avec l’Anru ", "Rodez, ", "Rodez et ",
    "ABC ", "Abc Def ", "12 ", "1", "12 euros ", "le 12 mars 2019, ", "quartier ",
    "La commune de Rodez a signé une convention. ", "Rodez\n", "a | b\n", "Article 1\n",
    "Fait à Rodez, le 12 mars 2019\n", "l’Anru" + 110 * " " + "M. Paul Ramadier\n",
    "e\u0301 ", "\t", "\n", "x",
)  # fmt: skip


ACT = "CONVENTION DE QUARTIER\n\nENTRE LES SOUSSIGNÉS :\nL’État, représenté par le préfet,\n"


def hostile(unit: str, length: int) -> str:
    return (unit * (length // len(unit) + 1))[:length]


def seconds(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun


def growth(work: Callable[[int], object]) -> tuple[float, float]:
    """Return how long a text takes, and how many times the time of one four times shorter."""
    long = seconds(lambda: work(_TIMES * _SHORT))
    if long < _FLOOR:
        return long, 1.0
    return long, long / seconds(lambda: work(_SHORT))


@pytest.fixture(scope="module", autouse=True)
def _warm() -> None:
    read("La commune de Rodez a signé une convention.")


def check_linear(opening: str, unit: str) -> None:
    """Fail when four times the text takes much more than four times as long, thrice."""
    long, times = 0.0, 0.0
    for _ in range(3):  # a busy machine is no fault of a rule: only what repeats is
        long, times = growth(lambda length: read(opening + hostile(unit, length)))
        if long < _LONG and times < _LINEAR:
            return
    pytest.fail(f"{unit!r}: {long:.1f} s, {times:.1f} times as long for {_TIMES} times the text")


@pytest.mark.parametrize("unit", UNITS)
def test_an_article_four_times_as_long_takes_four_times_as_long(unit: str) -> None:
    check_linear("", unit)


@pytest.mark.parametrize("unit", ["la ville et ", "\tl’État\t", ", représentée par ", "12 % "])
def test_an_act_four_times_as_long_takes_four_times_as_long(unit: str) -> None:
    check_linear(ACT, unit)


# ------------------------------------------------------------------- each regular expression


def patterns(value: object) -> Iterator[re.Pattern[str]]:
    """Yield the regular expressions that a value is or holds."""
    if isinstance(value, re.Pattern):
        yield value
    for held in inside(value):
        yield from patterns(held)


def inside(value: object) -> Iterable[object]:
    """Return what a value of a module holds; modules hold trees, never rings."""
    if isinstance(value, Mapping):
        return (*value, *value.values())
    if isinstance(value, list | tuple | set | frozenset):
        return value
    if is_dataclass(value) and not isinstance(value, type):
        return [getattr(value, one.name) for one in fields(value)]
    return ()


@dataclass(frozen=True)
class Rule:
    """A regular expression and whether the grammar looks for it anywhere, not at one place only."""

    pattern: re.Pattern[str]
    searched: bool


def every_rule() -> dict[str, Rule]:
    """Return the regular expressions of the grammar, each once, by where it is told."""
    found: dict[tuple[str, int], tuple[str, Rule]] = {}
    for module in pkgutil.walk_packages(grammar.__path__, f"{grammar.__name__}."):
        held = importlib.import_module(module.name)
        source = inspect.getsource(held)
        for name, value in vars(held).items():
            searched = re.search(rf"\b{name}\.(?:search|finditer|findall|sub|split)\(", source)
            where = f"{module.name.removeprefix(grammar.__name__ + '.')}.{name}"
            for number, pattern in enumerate(patterns(value)):
                rule = Rule(pattern, searched=searched is not None)
                found.setdefault((pattern.pattern, pattern.flags), (f"{where}[{number}]", rule))
    return dict(found.values())


RULES = every_rule()
UNITS_OF_RULES = (
    "et ", ", ", ". ", "(", "- ", "Abc ", "12 ", " ", "\n", "a signé par ", "x", "l’Anru, l’",
)  # fmt: skip


def test_the_grammar_has_regular_expressions_to_try() -> None:
    assert len(RULES) > 300
    assert any(rule.searched for rule in RULES.values())


@pytest.mark.parametrize("where", RULES)
def test_no_regular_expression_backtracks_without_end(where: str) -> None:
    slow = [unit for unit in UNITS_OF_RULES if is_slow(RULES[where], unit)]
    assert not slow


def is_slow(rule: Rule, unit: str) -> bool:
    return all(seconds(lambda: trial(rule, unit)) > 0.25 for _ in range(2))


def trial(rule: Rule, unit: str) -> None:
    """Try a rule at one place of a paragraph, or all over it."""
    piece = hostile(unit, 600)
    if rule.searched:
        for _ in rule.pattern.finditer(piece):
            pass
    else:
        rule.pattern.match(piece)
        rule.pattern.fullmatch(piece)


def nested(parsed: Any, *, within: bool = False) -> bool:
    """Tell whether what may be repeated without end holds what may be repeated without end."""
    for code, value in parsed:
        name = str(code)
        if name in {"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"}:
            endless = value[1] == MAXREPEAT
            if (endless and within) or nested(value[2], within=within or endless):
                return True
        elif any(nested(part, within=within) for part in parts(value)):
            return True
    return False


def parts(value: Any) -> Iterator[Any]:
    """Yield the parsed expressions that an item of one holds."""
    if type(value).__name__ == "SubPattern":
        yield value
    elif isinstance(value, list | tuple):
        for held in value:
            yield from parts(held)


PARSER = importlib.import_module("re._parser")
MAXREPEAT = PARSER.MAXREPEAT


def test_no_regular_expression_repeats_a_repetition_without_end() -> None:
    found = [
        where
        for where, rule in RULES.items()
        if nested(PARSER.parse(rule.pattern.pattern, rule.pattern.flags))
    ]
    assert not found


def test_words_that_may_be_read_in_many_ways_are_read_in_one() -> None:
    assert seconds(lambda: read(f"L’Anru {'etai' * 32}! signataires.")) < 1
