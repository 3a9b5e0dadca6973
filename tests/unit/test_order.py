"""In which order tests run and which may be skipped, seen from outside: pytest on tests written here."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parent.parent.parent

FOLDERS = ("unit", "integration", "browser", "chaos", "acceptance")
ONE = "def test_one(): pass\n"
TWO = "def test_one(): pass\ndef test_two(): pass\n"

SKIPPED = """
import pytest

def test_without_a_tool():
    pytest.skip("lacks a tool")

@pytest.mark.skipif(True, reason="another system")
def test_elsewhere():
    pass

def test_without_photos():
    pytest.skip("lacks ../shared/data")

@pytest.mark.xfail(reason="known")
def test_known():
    assert False
"""


def pytest_on(folder: Path, code: str, *arguments: str, ci: str) -> subprocess.CompletedProcess[str]:
    """Pytest on a folder of its own that has nothing but this plugin of ours."""
    (folder / "conftest.py").write_text('pytest_plugins = ["tests.order"]\n')
    (folder / "pytest.ini").touch()
    (folder / "test_it.py").write_text(code)
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "TESTS_"))}
    environment |= {"PYTHONPATH": str(REPOSITORY), "CI": ci, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-q", *arguments]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_what_takes_longest_comes_first_and_a_folder_stays_together(tmp_path: Path) -> None:
    for name in FOLDERS:
        (tmp_path / "tests" / name).mkdir(parents=True)
        (tmp_path / "tests" / name / f"test_{name}_few.py").write_text(ONE)
        (tmp_path / "tests" / name / f"test_{name}_many.py").write_text(TWO)
    listed = pytest_on(tmp_path, ONE, "--collect-only", ci="false").stdout
    files = list(dict.fromkeys(re.findall(r"test_(\w+)\.py::", listed)))
    ordered = [f"{name}_{size}" for name in ("chaos", "browser", "acceptance", "integration", "unit") for size in ("many", "few")]
    assert [name for name in files if name != "it"] == ordered, listed


def test_files_that_share_a_service_are_run_by_one_process(tmp_path: Path) -> None:
    units = {"acceptance": ("live", "hostile"), "browser": ("studio", "new"), "chaos": ("crashes", "hanging")}
    for folder, names in units.items():
        (tmp_path / "tests" / folder).mkdir(parents=True)
        for name in names:
            (tmp_path / "tests" / folder / f"test_{name}.py").write_text(TWO)
    plugins = ("-p", "xdist.plugin", "-p", "xdist.looponfail")
    ran = pytest_on(tmp_path, ONE, *plugins, "-n2", "--dist=loadfile", "--no-loadscope-reorder", "-vv", ci="false").stdout
    processes = [set(re.findall(rf"\[(gw\d)\].* PASSED tests/{folder}/", ran)) for folder in units]
    assert [len(each) for each in processes] == [1, 1, 1], ran
    assert len(set.union(*processes)) == 2, ran


@pytest.mark.parametrize(
    ("ci", "outcome"), [("true", "1 failed, 1 skipped, 1 xfailed, 1 error"), ("false", "3 skipped, 1 xfailed")]
)
def test_in_ci_nothing_is_skipped_but_for_photos_that_are_not_ours(tmp_path: Path, ci: str, outcome: str) -> None:
    ran = pytest_on(tmp_path, SKIPPED, ci=ci)
    assert outcome in ran.stdout, ran.stdout + ran.stderr
