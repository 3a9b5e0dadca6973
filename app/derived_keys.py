"""One secret, many keys: each purpose has a key of its own, from which no other one can be told."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES: Final = 32


@lru_cache(maxsize=16)
def derived_key(secret: str, purpose: str) -> bytes:
    """32 bytes for ``purpose`` alone, from the installation's secret."""
    return derived_from(secret.encode(), purpose)


def derived_from(material: bytes, purpose: str, salt: bytes | None = None) -> bytes:
    """32 bytes for ``purpose`` alone, from random ``material`` (HKDF-SHA256, RFC 5869)."""
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=salt, info=f"eventphotos/{purpose}".encode()).derive(material)
