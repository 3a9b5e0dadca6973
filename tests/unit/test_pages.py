"""The pages name every module that they begin with, so that a browser asks for all of them at once."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

STATIC = Path(__file__).parents[2] / "static"
_IMPORTED = re.compile(r'^(?:import|export)\b[^;"()=]*?"(\.[^"]+)"|^\}\s*from\s+"(\.[^"]+)"', re.MULTILINE)
_NAMED = re.compile(r'<link rel="modulepreload" href="/static/([^"]+)"')
_ENTRY = re.compile(r'<script type="module" src="/static/([^"]+)"')


def needed(entry: Path) -> set[Path]:
    """The modules that ``entry`` and those below import, without those that are imported later, when they are wanted."""
    found: set[Path] = set()
    waiting = [entry]
    while waiting:
        module = waiting.pop()
        if module in found:
            continue
        found.add(module)
        waiting += [(module.parent / "".join(groups)).resolve() for groups in _IMPORTED.findall(module.read_text())]
    return found


@pytest.mark.parametrize("page", sorted(STATIC.glob("*.html")), ids=lambda page: page.stem)
def test_a_page_names_the_modules_that_it_begins_with(page: Path) -> None:
    html = page.read_text()
    entries = {STATIC / name for name in _ENTRY.findall(html)}
    assert entries
    named = {STATIC / name for name in _NAMED.findall(html)} | entries
    wanted = set().union(*(needed(entry) for entry in entries))
    assert sorted(wanted - named) == []
    assert [module for module in named if not module.is_file()] == []
