"""The front end's modules in Node's own test runner."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]
OLDEST_NODE = 20


def _node() -> str:
    node = shutil.which("node")
    if node is None:
        pytest.skip("Node.js is not installed: `apt-get install nodejs` to run the front end's unit tests")
    version = subprocess.run([node, "--version"], capture_output=True, text=True, check=True).stdout
    if int(version.removeprefix("v").split(".")[0]) < OLDEST_NODE:
        pytest.skip(f"Node.js {version.strip()} is older than {OLDEST_NODE}, whose test runner is needed")
    return node


def test_the_modules_of_the_pages_do_what_their_unit_tests_say() -> None:
    tests = sorted(str(path) for path in (REPOSITORY / "tests" / "js").glob("*.test.mjs"))
    assert tests
    ran = subprocess.run([_node(), "--test", *tests], check=False, cwd=REPOSITORY, capture_output=True, text=True, timeout=240)
    assert ran.returncode == 0, ran.stdout + ran.stderr


def test_every_module_of_the_pages_parses() -> None:
    node = _node()
    for module in sorted((REPOSITORY / "static" / "js").rglob("*.js")):
        ran = subprocess.run([node, "--check", str(module)], check=False, capture_output=True, text=True, timeout=60)
        assert ran.returncode == 0, ran.stderr
