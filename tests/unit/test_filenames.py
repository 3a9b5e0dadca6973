"""Names of files: every system keeps and unpacks them, and no photo is lost to another's name."""

from __future__ import annotations

import io
import os
import subprocess
import unicodedata
import zipfile
from pathlib import Path

import pytest

from app.domain import text
from app.domain.filenames import LONGEST_BYTES, fitted, safe_names
from app.services.acceptance import clean_name
from app.web.answers import content_disposition
from tests.programs import program

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466"
LONG = [
    *("漢" * letters + ".jpg" for letters in (72, 94, 145, 145)),
    FAMILY * 30 + ".jpg",
    "\u00e9" * 200 + ".jpg",
    "e\u0301" * 200 + ".jpg",
    "n" * 400,
]
UNPACKERS = {"unzip": ["unzip", "-q", "all.zip"], "bsdtar": ["bsdtar", "-xf", "all.zip"], "7zz": ["7zz", "x", "-y", "all.zip"]}


@pytest.mark.parametrize("tool", ["python", *UNPACKERS])
def test_long_names_of_every_script_are_unpacked_each_to_its_own_file(tool: str, tmp_path: Path) -> None:
    if tool != "python":
        program(tool)
    names = safe_names(LONG)
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        for number, name in enumerate(names):
            archive.writestr(name, str(number))
    if tool == "python":
        zipfile.ZipFile(tmp_path / "all.zip").extractall(tmp_path)
    else:
        environment = os.environ | {"LC_ALL": "C.UTF-8"}
        subprocess.run(UNPACKERS[tool], cwd=tmp_path, check=True, capture_output=True, env=environment)
    assert [(tmp_path / name).read_text() for name in names] == [str(number) for number in range(len(LONG))]


def test_a_long_name_keeps_its_ending_and_whole_characters_and_as_much_as_fits() -> None:
    safe = safe_names(LONG)
    assert all(len(name.encode()) <= LONGEST_BYTES and unicodedata.is_normalized("NFC", name) for name in safe)
    assert safe[:5] == [LONG[0], "漢" * 83 + ".jpg", "漢" * 82 + " (2).jpg", "漢" * 82 + " (3).jpg", FAMILY * 10 + ".jpg"]
    assert safe[5:] == ["\u00e9" * 125 + ".jpg", "\u00e9" * 123 + " (2).jpg", "n" * 255]


@pytest.mark.parametrize(
    "character",
    ["x", "é", "漢", FAMILY, "\U0001f1e9\U0001f1ea", "\U0001f44b\U0001f3fd", "q\u0308\u0323", "\u0915\u093f", "\u2764\ufe0f"],
    ids=["Latin", "accent", "kanji", "family", "flag", "skin colour", "marks", "Devanagari", "heart"],
)
def test_text_is_cut_between_what_people_see_as_characters(character: str) -> None:
    size = len(character.encode())
    for most in range(5 * size):
        assert text.cut(character * 5, most) == character * (most // size)
    assert text.cut(character * 5, 5 * size) == character * 5


def test_a_flag_behind_a_letter_is_not_cut_in_two() -> None:
    flags = "a\U0001f1e9\U0001f1ea\U0001f1eb\U0001f1f7"
    assert [text.cut(flags, most) for most in (5, 9, 13, 17)] == ["a", flags[:3], flags[:3], flags]


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("one/two/three.jpg", "three.jpg"),
        ("one/two\\three.jpg", "three.jpg"),
        (".hidden.jpg", "hidden.jpg"),
        ("a.jpg. .", "a.jpg"),
        ("a .jpg", "a.jpg"),
        ("a\u3000.jpg", "a.jpg"),
        ("a. .jpg", "a.jpg"),
        ("X-ray X", "X-ray X"),
        ("a:b?.jpg", "a_b_.jpg"),
        ("LPT1", "_LPT1"),
        ("con.tar.gz", "_con.tar.gz"),
        ("conny.jpg", "conny.jpg"),
    ],
)
def test_what_a_system_refuses_in_a_name_is_left_out_or_replaced(name: str, safe: str) -> None:
    assert safe_names([name]) == [safe]


@pytest.mark.parametrize(
    ("name", "second"),
    [
        ("archive.tar.gz", "archive.tar (2).gz"),
        ("a." + "y" * 10, "a (2)." + "y" * 10),
        ("a." + "y" * 11, "a." + "y" * 11 + " (2)"),
        ("photo", "photo (2)"),
        ("X.X", "X (2).X"),
    ],
)
def test_a_number_comes_before_the_ending_if_that_is_one(name: str, second: str) -> None:
    assert safe_names([name, name]) == [name, second]


def test_a_character_that_is_longer_than_a_name_may_be_leaves_a_name_all_the_same() -> None:
    assert fitted("e" + "\u0323\u0301" * 200, ".jpg") == "photo.jpg"


def test_a_stored_name_and_the_headers_that_carry_it_fit_a_file_system() -> None:
    for name in LONG:
        stored = clean_name(f"folder/{name}")
        assert len(stored.encode()) <= LONGEST_BYTES
        assert stored.endswith(".jpg") == name.endswith(".jpg")
        assert content_disposition("attachment", stored).isascii()
    assert clean_name("漢" * 145 + ".jpg") == "漢" * 83 + ".jpg"


def test_five_photos_of_one_name_are_five_files_in_a_zip() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for number, name in enumerate(safe_names(["image.jpg"] * 5)):
            archive.writestr(name, str(number))
    with zipfile.ZipFile(packed) as archive:
        assert [archive.read(name) for name in archive.namelist()] == [b"0", b"1", b"2", b"3", b"4"]
        assert len(set(archive.namelist())) == 5
