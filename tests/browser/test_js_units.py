"""The front end's modules in Node's own test runner."""

from __future__ import annotations

import subprocess
from pathlib import Path

from tests.node import NODE

REPOSITORY = Path(__file__).parents[2]


def test_the_modules_of_the_pages_do_what_their_unit_tests_say() -> None:
    tests = sorted(str(path) for path in (REPOSITORY / "tests" / "js").glob("*.test.mjs"))
    assert tests
    ran = subprocess.run([NODE, "--test", *tests], check=False, cwd=REPOSITORY, capture_output=True, text=True, timeout=240)
    assert ran.returncode == 0, ran.stdout + ran.stderr
