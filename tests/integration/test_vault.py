"""Keys, and what is sealed under them."""

from __future__ import annotations

import pytest

from app import errors
from app.adapters.vault import AesVault


@pytest.fixture
def vault() -> AesVault:
    """The vault of one installation."""
    return AesVault("the secret of this installation")


def test_what_is_sealed_opens_with_the_same_key_and_context(vault: AesVault) -> None:
    key = vault.new_key()
    for plain in (b"", b"x", bytes(100_000)):
        assert vault.open(key, vault.seal(key, plain, "a:1"), "a:1") == plain


def test_the_same_bytes_are_sealed_differently_each_time(vault: AesVault) -> None:
    key = vault.new_key()
    assert len({vault.seal(key, b"face", "a") for _ in range(50)}) == 50
    assert all(b"face" not in vault.seal(key, b"face", "a") for _ in range(50))


def test_sealed_bytes_open_under_no_other_key(vault: AesVault) -> None:
    sealed = vault.seal(vault.new_key(), b"face", "a")
    with pytest.raises(errors.Gone):
        vault.open(vault.new_key(), sealed, "a")


def test_sealed_bytes_open_in_no_other_context(vault: AesVault) -> None:
    key = vault.new_key()
    with pytest.raises(errors.Gone):
        vault.open(key, vault.seal(key, b"face", "faces:photo-1"), "faces:photo-2")


def test_changed_or_cut_bytes_do_not_open(vault: AesVault) -> None:
    key = vault.new_key()
    sealed = vault.seal(key, b"a face template", "a")
    for place in range(len(sealed)):
        changed = bytearray(sealed)
        changed[place] ^= 1
        with pytest.raises(errors.Gone):
            vault.open(key, bytes(changed), "a")
        with pytest.raises(errors.Gone):
            vault.open(key, sealed[:place], "a")


def test_nothing_opens_or_is_sealed_once_the_key_is_destroyed(vault: AesVault) -> None:
    with pytest.raises(errors.Gone):
        vault.open(None, vault.seal(vault.new_key(), b"face", "a"), "a")
    with pytest.raises(errors.Gone):
        vault.seal(None, b"face", "a")


def test_another_installation_cannot_unwrap_our_keys(vault: AesVault) -> None:
    key = vault.new_key()
    sealed = vault.seal(key, b"face", "a")
    assert AesVault("the secret of this installation").open(key, sealed, "a") == b"face"
    with pytest.raises(errors.Gone):
        AesVault("another secret").open(key, sealed, "a")


def test_a_wrapped_key_says_nothing_and_is_fresh_each_time(vault: AesVault) -> None:
    assert len({vault.new_key() for _ in range(50)}) == 50
