"""Which lines and branches of app and workers no test goes through, told at the end of every run in CI.

SlipCover puts marks into the code that is watched and takes them out again where it was; a tracer, which is called for every line
of everything, doubles what tests take of the processor. It watches the processes that run tests, and of those that tests start
the few that `python` begins: commands, supervisors, a worker, the building of models. ``make coverage`` watches all, and takes
as long again.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import uuid
from contextlib import suppress
from pathlib import Path

import pytest

_LEFT_OUT = ("if TYPE_CHECKING:", "@overload", r"\.\.\.$")

if os.environ.get("CI") == "true":
    # Before the processes start that run tests: SlipCover's plugin finds it in their environment.
    os.environ |= {
        "SLIPCOVER_ENABLED": "1",
        "SLIPCOVER_BRANCH": "1",
        "SLIPCOVER_SOURCE": "app,workers",
        "SLIPCOVER_EXCLUDE_LINES": "\n".join(_LEFT_OUT),
    }


def python() -> list[str]:
    """How a test starts a script of ours in a process of its own, so that in CI it is watched as well."""
    folder = os.environ.get("SLIPCOVER_COVERAGE_DIR")
    return [sys.executable, *(["-m", "tests.watched", f"{folder}/started-{uuid.uuid4().hex}.json"] if folder else [])]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """A line a file, but for those of which every line and branch was gone through."""
    folder = os.environ.get("SLIPCOVER_COVERAGE_DIR")
    if folder is None or hasattr(terminalreporter.config, "workerinput"):  # a process that runs tests has nothing to sum up
        return
    found = Path(folder, "merged.json")
    if found.exists():
        from slipcover import merge_coverage, print_coverage

        whole = json.loads(found.read_text())
        for notes in Path(folder).glob("started-*.json"):
            with suppress(json.JSONDecodeError):  # One that was killed while it wrote.
                merge_coverage(whole, json.loads(notes.read_text()))
        terminalreporter.section("lines and branches that no test goes through")
        print_coverage(whole, outfile=terminalreporter, skip_covered=True)
    shutil.rmtree(folder)
