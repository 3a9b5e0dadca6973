"""Ids and digests: they say nothing, and are not met twice."""

from __future__ import annotations

import hashlib

from app.domain.digests import digest_of
from app.domain.ids import new_id


def test_an_id_is_96_random_bits_in_hex() -> None:
    made = {new_id() for _ in range(1000)}
    assert len(made) == 1000
    assert all(len(bytes.fromhex(one)) == 12 for one in made)


def test_of_a_token_its_sha_256_is_kept() -> None:
    assert digest_of("tökén") == hashlib.sha256("tökén".encode()).hexdigest()
