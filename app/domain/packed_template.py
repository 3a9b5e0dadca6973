"""How what is known of the person a search looks for lies in bytes, before they are sealed."""

from __future__ import annotations

import struct
from typing import Final, NamedTuple, Self

_HEAD: Final = struct.Struct("<HHd")


class PackedTemplate(NamedTuple):
    """``selfies`` and ``refused`` are vectors, little-endian float32, one after the other; ``mean`` is one.

    ``refused`` are faces that the person said she is not; ``mean`` is of all faces that speak for her, which count as
    ``observations`` (0: none was looked for yet).
    """

    selfies: bytes
    refused: bytes
    mean: bytes
    observations: float

    def packed(self) -> bytes:
        """All of it."""
        one = len(self.mean)
        return b"".join(
            [_HEAD.pack(len(self.selfies) // one, len(self.refused) // one, self.observations), *self[:3]],
        )

    @classmethod
    def unpacked(cls, plain: bytes) -> Self:
        """What ``packed`` made. Raises ``ValueError`` for anything else."""
        if len(plain) < _HEAD.size:
            raise ValueError("this is no template")
        selfies, refused, observations = _HEAD.unpack_from(plain)
        one, rest = divmod(len(plain) - _HEAD.size, selfies + refused + 1)
        if rest or one % 4 or not one:
            raise ValueError("this is no template")
        first = _HEAD.size + selfies * one
        second = first + refused * one
        return cls(plain[_HEAD.size : first], plain[first:second], plain[second:], observations)
