"""Cypher is made when the module is imported, from the ontology: never from data, at run time."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "graph" / "stores" / "neo4j"
_CYPHER = re.compile(r"\b(MATCH|MERGE|CREATE|UNWIND|CALL|RETURN|DELETE)\b")


def made_at_run_time(tree: ast.Module) -> Iterator[int]:
    """Yield the lines where a function pieces a statement together."""
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            for part in ast.walk(function):
                pieced = isinstance(part, ast.JoinedStr | ast.BinOp) or (
                    isinstance(part, ast.Attribute) and part.attr in {"format", "format_map"}
                )
                if isinstance(part, ast.expr) and pieced and _CYPHER.search(ast.unparse(part)):
                    yield part.lineno


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.py")), ids=lambda path: path.name)
def test_no_function_pieces_a_statement_together(path: Path) -> None:
    assert list(made_at_run_time(ast.parse(path.read_text("utf-8")))) == []


def test_the_check_itself_bites() -> None:
    guilty = 'def ask(name):\n    return f"MATCH (n:{name}) RETURN n"\n'
    assert list(made_at_run_time(ast.parse(guilty))) == [2]
