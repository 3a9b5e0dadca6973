"""How what is known of the person a search looks for lies in bytes, before they are sealed."""

from __future__ import annotations

import struct
from typing import Final, NamedTuple, Self

_HEAD: Final = struct.Struct("<BBHd")
"""How many selfies, whether somebody is alike (before there was that, the upper half of the number of selfies), how many were
refused, and what all faces that speak for her count."""


class PackedTemplate(NamedTuple):
    """``selfies`` (one at least) and ``refused`` are vectors of ``vector_bytes``, little-endian float32, one after the other.

    ``refused`` are faces that the person said she is not; ``mean`` is one vector, of all faces that speak for her, which count as
    ``observations``. While only the selfies do it is empty, and ``observations`` 0. ``alike``: there is somebody who looks like
    her.
    """

    vector_bytes: int
    selfies: bytes
    refused: bytes = b""
    mean: bytes = b""
    observations: float = 0.0
    alike: bool = False

    def packed(self) -> bytes:
        """All of it."""
        selfies, refused = len(self.selfies) // self.vector_bytes, len(self.refused) // self.vector_bytes
        return b"".join([_HEAD.pack(selfies, self.alike, refused, self.observations), self.selfies, self.refused, self.mean])

    @classmethod
    def unpacked(cls, plain: bytes) -> Self:
        """What ``packed`` made. Raises ``ValueError`` for anything else."""
        if len(plain) < _HEAD.size:
            raise ValueError("this is no template")
        selfies, alike, refused, observations = _HEAD.unpack_from(plain)
        vectors = selfies + refused + (observations > 0)
        one, rest = divmod(len(plain) - _HEAD.size, max(vectors, 1))
        if not selfies or rest or one % 4 or not one:
            raise ValueError("this is no template")
        first = _HEAD.size + selfies * one
        second = first + refused * one
        return cls(one, plain[_HEAD.size : first], plain[first:second], plain[second:], observations, bool(alike))
