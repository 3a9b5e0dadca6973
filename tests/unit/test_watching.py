"""What ``server.py watch`` knows of files: which are photos, whether they still grow, and what was sent before."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.adapters.photo_files import Stamp, is_wanted, photos_in, stamped_photos
from app.adapters.settling import Settling
from app.adapters.watch_journal import JournalInUse, journal_path, open_journal

SMALL, LARGE = Stamp(10, 1), Stamp(20, 2)


def test_a_file_is_let_go_once_it_has_looked_the_same_for_long_enough() -> None:
    files = Settling(2.0)
    files.seen("a.jpg", SMALL, 0.0)
    files.seen("a.jpg", SMALL, 1.9)
    assert files.settled(1.9) == []
    assert files.settled(2.0) == [("a.jpg", SMALL)]
    assert files.settled(9.0) == []


def test_a_file_that_grows_or_is_written_anew_waits_from_then_on() -> None:
    files = Settling(2.0)
    files.seen("a.jpg", SMALL, 0.0)
    files.seen("a.jpg", LARGE, 1.5)
    files.seen("a.jpg", Stamp(20, 3), 3.0)
    assert files.settled(4.9) == []
    assert files.settled(5.0) == [("a.jpg", Stamp(20, 3))]


def test_a_file_that_went_is_waited_for_no_more() -> None:
    files = Settling(2.0)
    files.seen("a.jpg", SMALL, 0.0)
    files.forget(["a.jpg", "never seen.jpg"])
    assert (len(files), files.settled(5.0)) == (0, [])


@pytest.fixture
def card(tmp_path: Path) -> Path:
    """What lies on one, with what computers leave there."""
    for name in (
        "b.jpg",
        "a.JPG",
        "DCIM/100/IMG_1.heic",
        "DCIM/100/._IMG_1.heic",
        "DCIM/100/IMG_1.jpg.part",
        "DCIM/100/~$IMG.jpg",
        "DCIM/MVI_1.MOV",
        ".Trashes/gone.jpg",
        "$RECYCLE.BIN/gone.jpg",
        "@eaDir/b.jpg/thumb.jpg",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
    return tmp_path


def test_photos_are_found_in_order_and_nothing_of_the_computers_own(card: Path) -> None:
    wanted = ["a.JPG", "b.jpg", "DCIM/100/IMG_1.heic"]
    assert [name for name, _ in stamped_photos(str(card))] == wanted
    assert [path.relative_to(card).as_posix() for path in photos_in(card)] == wanted
    assert [name for name, _ in stamped_photos(str(card), "DCIM")] == wanted[2:]
    every = [path.relative_to(card).as_posix() for path in card.rglob("*") if path.is_file()]
    assert sorted(name for name in every if is_wanted(name, folder=False)) == sorted(wanted)


def test_a_link_from_a_folder_to_itself_is_not_followed(card: Path) -> None:
    (card / "DCIM" / "again").symlink_to(card)
    assert len(list(stamped_photos(str(card)))) == 3


def test_a_folder_that_is_not_there_is_an_error_and_no_empty_one(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        list(stamped_photos(str(tmp_path / "gone")))


def test_a_journal_knows_a_file_again_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "state" / "watch.jsonl"
    with open_journal(path) as journal:
        journal.add("größe.jpg", SMALL, "c0ffee")
        journal.add("text.jpg", SMALL, "", "unsupported_media_type")
    with open_journal(path) as journal:
        assert [journal.has(name, SMALL) for name in ("größe.jpg", "text.jpg", "other.jpg")] == [True, True, False]
        assert not journal.has("größe.jpg", LARGE)
    assert path.stat().st_mode & 0o077 == 0


def test_a_line_that_was_cut_short_spoils_no_other(tmp_path: Path) -> None:
    path = tmp_path / "watch.jsonl"
    with open_journal(path) as journal:
        journal.add("a.jpg", SMALL, "1")
        journal.add("b.jpg", SMALL, "2")
    path.write_bytes(path.read_bytes()[:-5])
    with open_journal(path) as journal:
        assert [journal.has(name, SMALL) for name in ("a.jpg", "b.jpg")] == [True, False]
        journal.add("c.jpg", SMALL, "3")
    with open_journal(path) as journal:
        assert [journal.has(name, SMALL) for name in ("a.jpg", "b.jpg", "c.jpg")] == [True, False, True]


def test_a_journal_does_not_grow_with_every_change(tmp_path: Path) -> None:
    path = tmp_path / "watch.jsonl"
    with open_journal(path) as journal:
        for number in range(10):
            journal.add("a.jpg", Stamp(number, number), "1")
    with open_journal(path) as journal:
        assert journal.has("a.jpg", Stamp(9, 9))
    assert len(path.read_bytes().splitlines()) == 1


def test_a_journal_is_kept_by_one_process(tmp_path: Path) -> None:
    path = tmp_path / "watch.jsonl"
    with open_journal(path), pytest.raises(JournalInUse), open_journal(path):
        pass


def test_each_folder_and_event_has_a_journal_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    url = "https://photos.example.org"
    paths = {journal_path(url, event, folder) for event in (1, 2) for folder in (tmp_path / "a", tmp_path / "b")}
    assert len(paths) == 4
    assert {path.parent for path in paths} == {tmp_path / "eventphotos"}
