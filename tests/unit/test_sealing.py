"""What is sealed under a key."""

from __future__ import annotations

import pytest

from app import errors
from app.adapters.sealing import AesCipher

KEY, OTHER = bytes(range(32)), bytes(range(1, 33))


def test_what_is_sealed_opens_with_the_same_key_and_context() -> None:
    cipher = AesCipher([KEY])
    for plain in (b"", b"x", bytes(100_000)):
        assert cipher.open(cipher.seal(plain, "a:1"), "a:1") == plain


def test_the_same_bytes_are_sealed_differently_each_time() -> None:
    sealed = {AesCipher([KEY]).seal(b"face", "a") for _ in range(50)}
    assert len(sealed) == 50
    assert all(b"face" not in each for each in sealed)


def test_sealed_bytes_open_in_no_other_context() -> None:
    cipher = AesCipher([KEY])
    with pytest.raises(errors.SealBroken):
        cipher.open(cipher.seal(b"face", "faces:photo-1"), "faces:photo-2")


def test_what_several_keys_sealed_opens_with_all_of_them_alone() -> None:
    sealed = AesCipher([KEY, OTHER]).seal(b"face", "a")
    assert AesCipher([KEY, OTHER]).open(sealed, "a") == b"face"
    for keys in ([KEY], [OTHER], [OTHER, KEY], [KEY, KEY]):
        with pytest.raises(errors.SealBroken):
            AesCipher(keys).open(sealed, "a")


def test_changed_or_cut_bytes_do_not_open() -> None:
    cipher = AesCipher([KEY])
    sealed = cipher.seal(b"a face template", "a")
    for place in range(len(sealed)):
        changed = bytearray(sealed)
        changed[place] ^= 1
        with pytest.raises(errors.SealBroken):
            cipher.open(bytes(changed), "a")
        with pytest.raises(errors.SealBroken):
            cipher.open(sealed[:place], "a")
