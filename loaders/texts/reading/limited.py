"""A parser of hostile files run in a process of its own, which may die without us."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import loaders

#: Where our packages are, for a child that must find the same ones.
_ROOT = str(Path(loaders.__file__).parents[1])


class Stopped(Exception):
    """The process did not answer: `why` says in French what happened to it."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(why)


def answer_of(module: str, data: bytes, *, seconds: float) -> bytes:
    """Return what `python -m module` writes on its output when given `data`.

    It is killed after `seconds` of wall clock; it is up to it to call `confine` for the rest.
    Raises `Stopped` if it is killed, dies or says that it failed.
    """
    command = [
        sys.executable,
        "-P",
        "-m",
        module,
    ]  # -P: nothing is imported from the current folder
    environment = os.environ | {"PYTHONPATH": _ROOT, "PYTHONUTF8": "1"}
    try:
        done = subprocess.run(  # noqa: S603 -- our own module by our own interpreter, no shell
            command, input=data, capture_output=True, timeout=seconds, check=True, env=environment
        )
    except subprocess.TimeoutExpired as error:
        raise Stopped(f"sa lecture dure plus de {seconds:g} secondes") from error
    except subprocess.CalledProcessError as error:
        raise Stopped(f"sa lecture s’est arrêtée (code {error.returncode})") from error
    return done.stdout


def confine(*, seconds: int, memory: int) -> None:
    """Bound this process for good: CPU in seconds, address space in bytes, no file, no core dump.

    Linux holds to all of it, macOS to all but memory; Windows has no such limits, and there only
    the wall clock of `answer_of` stops a runaway.
    """
    try:
        import resource  # noqa: PLC0415 -- absent from Windows
    except ImportError:  # the wall clock remains
        return
    for limit, value in (
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        _, most = resource.getrlimit(limit)
        least = value if most == resource.RLIM_INFINITY else min(value, most)
        try:
            resource.setrlimit(limit, (least, most))
        except (ValueError, OSError):  # macOS refuses some of them; the others still hold
            continue
