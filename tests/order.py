"""In which order tests run, and what CI lets none of them do.

Tests run by several processes (pytest-xdist), a file at a time. What takes longest comes first, or at the end one process would
work and the others look on; tests of one folder follow each other, because they share a service. To start one takes a quarter of
a minute of a core, so files that share it are left to one process; those of the browser tests are too many for that, and left to
two.
A test that CI skips fails there, unless what it lacks is no part of the project.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Generator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from xdist.remote import Producer
    from xdist.scheduler import LoadFileScheduling

_LONGEST_FIRST = (
    "tests/chaos/",
    "tests/browser/",
    "tests/acceptance/",
    "tests/access/",
    "tests/integration/",
    "tests/unit/faces/",
    "tests/unit/images/",
)
_ACCEPTANCE = "tests/acceptance/"
_STUDIO = "tests/browser/"
_CHAOS = "tests/chaos/"
_GUESTS = tuple(f"tests/browser/test_{page}.py" for page in ("budget", "gallery", "guest", "journey", "offline"))
_WITH_ITS_OWN_SERVICE = (
    *(f"tests/browser/test_{page}.py" for page in ("admin", "https", "js_units")),
    *(f"tests/chaos/test_{scene}.py" for scene in ("crowds", "erasure", "uploads")),
)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> LoadFileScheduling | None:
    """A file at a time, and those together that share a service."""
    if config.getvalue("dist") != "loadfile":
        return None
    from xdist.scheduler import LoadFileScheduling

    class Together(LoadFileScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return _run_together(super()._split_scope(nodeid))

    return Together(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """By folder, and in it the file with most tests first; within a file everything stays."""
    sizes = Counter(_file(item) for item in items)
    items.sort(key=lambda item: (_place(item), -sizes[_file(item)], _file(item)))
    for item in filter(_starts_services, items):
        item.add_marker("no_cover")  # To trace the test itself would tell nothing, and take long.


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(call: pytest.CallInfo[None]) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """In CI everything is at hand that a test may ask for, except for the photos of ../shared."""
    report = yield
    if report.skipped and os.environ.get("CI") == "true" and call.excinfo is not None and not hasattr(report, "wasxfail"):
        reason = str(call.excinfo.value)
        if "../shared" not in reason:
            report.outcome = "failed"
            report.longrepr = f"CI skips no test: {reason}"
    return report


def _run_together(file: str) -> str:
    """What a file is run with by one process: nothing but itself, or whatever shares its service."""
    if file.startswith(_WITH_ITS_OWN_SERVICE):
        return file
    if file.startswith(_GUESTS):
        return _GUESTS[0]
    return next((folder for folder in (_ACCEPTANCE, _CHAOS, _STUDIO) if file.startswith(folder)), file)


def _starts_services(item: pytest.Item) -> bool:
    """What is tested runs in other processes."""
    return _file(item).startswith(("tests/acceptance/", "tests/access/", "tests/browser/", "tests/chaos/"))


def _file(item: pytest.Item) -> str:
    return item.nodeid.partition("::")[0]


def _place(item: pytest.Item) -> int:
    return next((place for place, folder in enumerate(_LONGEST_FIRST) if _file(item).startswith(folder)), len(_LONGEST_FIRST))
