"""A skip is allowed on a stranger's machine and fails in CI, whatever made it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

SKIPS_ITSELF = """
import pytest

def test_that_skips():
    pytest.skip("ni Java ni Docker")

@pytest.mark.xfail(strict=True)
def test_that_fails_as_expected():
    assert False
"""

SKIPS_WHOLE = """
import pytest
pytest.skip("pas de navigateur", allow_module_level=True)
"""


def run(folder: Path, source: str, *, ci: bool) -> subprocess.CompletedProcess[str]:
    (folder / "test_sample.py").write_text(source, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "CI": str(ci).lower()}
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "tests.conftest", "-p", "no:cacheprovider", "-q"],
        cwd=folder, env=environment, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("source", "reason"), [(SKIPS_ITSELF, "ni Java ni Docker"), (SKIPS_WHOLE, "pas de navigateur")]
)
def test_a_skip_fails_in_ci_and_keeps_its_reason(tmp_path: Path, source: str, reason: str) -> None:
    answer = run(tmp_path, source, ci=True)
    assert answer.returncode != 0
    assert reason in answer.stdout


def test_a_skip_passes_elsewhere_and_an_expected_failure_is_none(tmp_path: Path) -> None:
    assert run(tmp_path, SKIPS_ITSELF, ci=False).returncode == 0
    assert "1 xfailed" in run(tmp_path, SKIPS_ITSELF, ci=True).stdout
