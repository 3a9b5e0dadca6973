"""What is kept of a secret that somebody else holds, so as to know it again and to give nothing away."""

from __future__ import annotations

import hashlib


def digest_of(token: str) -> str:
    """SHA-256 in hex. For tokens of 256 random bits, which nobody tries out: the digest needs no key. A password or PIN does."""
    return hashlib.sha256(token.encode()).hexdigest()
