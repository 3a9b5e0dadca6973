"""PRIVACY.md promises nothing that no test shows."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

TESTS = Path(__file__).parent.parent
PAGE = (TESTS.parent / "PRIVACY.md").read_text()
NAMED = re.compile(r"`((?:\w+/)?test_\w+\.py)::(test_\w+)`")
BEYOND_US = "Beyond us"


def promises() -> list[str]:
    """Every line that promises something: rows of tables and items of lists, but not those of what nobody can promise."""
    found = []
    for section in PAGE.split("\n## ")[1:]:
        title, _, body = section.partition("\n")
        lines = [line for line in body.splitlines() if line.strip()]
        if title == BEYOND_US:
            continue
        rows = [line for line in lines if line.startswith("| ")]
        items = [line for line in lines if line.startswith("- ")]
        rest = [line for line in lines if not line.startswith(("| ", "- ", "|-"))]
        assert rest == [], f"{title}: a sentence outside of a row or an item names no test"
        found += [*rows[1:], *items]  # The first row is the table's head.
    return found


def functions_of(file: str) -> set[str]:
    """Names of the tests in a file; fails unless there is one such file."""
    [path] = TESTS.rglob(file)
    return set(re.findall(r"^(?:async )?def (test_\w+)", path.read_text(), re.MULTILINE))


@pytest.mark.parametrize("line", promises(), ids=lambda line: re.sub(r"\W+", "_", line)[:50])
def test_every_promise_names_a_test_that_exists(line: str) -> None:
    named = NAMED.findall(line)
    assert named, "name the test that shows it"
    for file, function in named:
        assert function in functions_of(file), f"{file} has no {function}"


def test_the_page_is_found_from_the_readme_and_says_what_is_beyond_us() -> None:
    assert "(PRIVACY.md)" in (TESTS.parent / "README.md").read_text()
    assert f"\n## {BEYOND_US}\n" in PAGE
    for words in ("SSD", "snapshot", "Swap", "core dump", "backup", "browser's cache"):
        assert words in PAGE.partition(f"## {BEYOND_US}")[2], words
