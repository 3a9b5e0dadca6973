"""That a run in CI ends with what no test goes through, seen from outside: pytest on a package written here."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parent.parent.parent

HALF = """
def half(number):
    if number % 2:
        number -= 1
    return number // 2


def never():
    return 1
"""
TEST = """
from app.halves import half

def test_half():
    assert half(4) == 2
"""


@pytest.mark.parametrize(("ci", "told"), [("true", True), ("false", False)])
def test_in_ci_it_is_told_which_lines_and_branches_no_test_goes_through(tmp_path: Path, ci: str, told: bool) -> None:
    pytest.importorskip("slipcover", reason="lacks slipcover, which `make test` installs")
    for name in ("app", "workers"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").touch()
    (tmp_path / "app" / "halves.py").write_text(HALF)
    (tmp_path / "conftest.py").write_text('pytest_plugins = ["tests.covered"]\n')
    (tmp_path / "pytest.ini").touch()
    (tmp_path / "test_it.py").write_text(TEST)
    ours = ("PYTEST_", "TESTS_", "SLIPCOVER_")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    environment |= {"PYTHONPATH": os.pathsep.join([*filter(None, sys.path[1:]), str(REPOSITORY)]), "CI": ci}
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-p", "no:valkey", "-q", "-n1"]
    ran = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    lines = [line.split() for line in ran.stdout.splitlines() if line.startswith("app/halves.py")]
    # Of 6 lines 2 are missing, of 2 branches 1: into the body of the condition.
    assert [line[1:5] for line in lines] == ([["6", "2", "2", "1"]] if told else []), ran.stdout
    assert ran.stdout.splitlines()[-1].startswith("1 passed"), ran.stdout
