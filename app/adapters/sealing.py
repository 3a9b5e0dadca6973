"""Sealed bytes: AES-256-GCM under keys of 32 bytes."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from app import errors
from app.derived_keys import derived_from

_FORMAT: Final = b"\x01"
_NONCE_BYTES: Final = 12


def seal(cipher: AESGCM, plain: bytes, context: str) -> bytes:
    """Encrypt under a fresh random nonce; ``context`` is authenticated. One key may seal 2**32 times (NIST SP 800-38D)."""
    nonce = secrets.token_bytes(_NONCE_BYTES)
    return _FORMAT + nonce + cipher.encrypt(nonce, plain, context.encode())


def unseal(cipher: AESGCM, sealed: bytes, context: str) -> bytes:
    """What ``seal`` was given; ``errors.SealBroken`` for any other key or context, and for bytes that were changed."""
    nonce, body = sealed[1 : 1 + _NONCE_BYTES], sealed[1 + _NONCE_BYTES :]
    if sealed[:1] != _FORMAT or len(nonce) < _NONCE_BYTES:
        raise errors.SealBroken("these sealed bytes are damaged")
    try:
        return cipher.decrypt(nonce, body, context.encode())
    except InvalidTag:
        raise errors.SealBroken("these sealed bytes do not open with this key") from None


class AesCipher:
    """The ``Cipher`` port over all of ``keys`` together: without any one of them nothing opens."""

    def __init__(self, keys: Sequence[bytes]) -> None:
        self._cipher = AESGCM(keys[0] if len(keys) == 1 else derived_from(b"".join(keys), "together"))

    def seal(self, plain: bytes, context: str) -> bytes:
        """Encrypt."""
        return seal(self._cipher, plain, context)

    def open(self, sealed: bytes, context: str) -> bytes:
        """Decrypt; raises ``errors.SealBroken`` when the bytes do not belong to keys and context."""
        return unseal(self._cipher, sealed, context)
