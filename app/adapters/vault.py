"""Keys and sealed bytes: AES-256-GCM under keys that all hang on the installation's secret.

``SECRET_KEY`` --HKDF--> master key --wraps--> one random data key per event --seals--> vectors, templates, index snapshots.
Destroying an event's wrapped key makes everything sealed under it unreadable, wherever a copy of it lies.
"""

from __future__ import annotations

import secrets
from functools import lru_cache
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from app import errors

_FORMAT: Final = b"\x01"
_NONCE_BYTES: Final = 12
_KEY_BYTES: Final = 32
_KEY_CONTEXT: Final = "data-key"


def derived_key(secret: str, purpose: str) -> bytes:
    """32 bytes for ``purpose`` alone, from the installation's secret (HKDF-SHA256, RFC 5869)."""
    return HKDF(algorithm=SHA256(), length=_KEY_BYTES, salt=None, info=f"eventphotos/{purpose}".encode()).derive(secret.encode())


def seal(cipher: AESGCM, plain: bytes, context: str) -> bytes:
    """Encrypt under a fresh random nonce; ``context`` is authenticated. One key may seal 2**32 times (NIST SP 800-38D)."""
    nonce = secrets.token_bytes(_NONCE_BYTES)
    return _FORMAT + nonce + cipher.encrypt(nonce, plain, context.encode())


def unseal(cipher: AESGCM, sealed: bytes, context: str) -> bytes:
    """What ``seal`` was given; ``errors.Gone`` for any other key or context, and for bytes that were changed."""
    nonce, body = sealed[1 : 1 + _NONCE_BYTES], sealed[1 + _NONCE_BYTES :]
    if sealed[:1] != _FORMAT or len(nonce) < _NONCE_BYTES:
        raise errors.Gone("these sealed bytes are damaged")
    try:
        return cipher.decrypt(nonce, body, context.encode())
    except InvalidTag:
        raise errors.Gone("these sealed bytes do not open with this key") from None


class AesVault:
    """The ``Vault`` port. ``secret`` is the installation's SECRET_KEY."""

    def __init__(self, secret: str) -> None:
        self._master = AESGCM(derived_key(secret, "vault"))
        # Unwrapping is cheap but happens for every template of a catch-up; a few events are in use at any time.
        self._cipher = lru_cache(maxsize=64)(self._unwrapped)

    def new_key(self) -> bytes:
        """A fresh data key, wrapped under the master key."""
        return seal(self._master, secrets.token_bytes(_KEY_BYTES), _KEY_CONTEXT)

    def seal(self, wrapped: bytes | None, plain: bytes, context: str) -> bytes:
        """Encrypt under an event's key; raises ``errors.Gone`` when it is destroyed."""
        return seal(self._cipher(_present(wrapped)), plain, context)

    def open(self, wrapped: bytes | None, sealed: bytes, context: str) -> bytes:
        """Decrypt; raises ``errors.Gone`` when the key is destroyed or the bytes do not belong to key and context."""
        return unseal(self._cipher(_present(wrapped)), sealed, context)

    def _unwrapped(self, wrapped: bytes) -> AESGCM:
        return AESGCM(unseal(self._master, wrapped, _KEY_CONTEXT))


def _present(wrapped: bytes | None) -> bytes:
    if wrapped is None:
        raise errors.Gone("the key of this event is destroyed")
    return bytes(wrapped)
