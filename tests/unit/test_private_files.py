"""Private files: whole, for their owner alone, and nothing beside them."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from app.private_files import write_private


def test_a_file_is_replaced_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    path = tmp_path / "notes"
    path.write_text("old")
    path.chmod(0o644)
    write_private(path, "new")
    assert path.read_text() == "new"
    assert path.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_of_many_who_write_a_file_first_one_wins_and_nobody_fails(tmp_path: Path) -> None:
    path = tmp_path / "secret"

    def write(number: int) -> str:
        write_private(path, str(number), anew=False)
        return path.read_text()

    with ThreadPoolExecutor(16) as pool:
        read = set(pool.map(write, range(64)))
    assert read == {path.read_text()}
    assert list(tmp_path.iterdir()) == [path]


def test_a_write_that_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    path = tmp_path / "taken"
    (path / "by a folder").mkdir(parents=True)
    with pytest.raises(OSError, match="taken"):
        write_private(path, b"x")
    assert list(tmp_path.iterdir()) == [path]
