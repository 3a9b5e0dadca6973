"""What is known of the person a search looks for, as vectors."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from app import errors
from app.domain.packed_template import PackedTemplate
from app.ports import Cipher
from app.store.templates import template_context

if TYPE_CHECKING:
    from app.ports import Vectors

MOST_REFUSED: Final = 8
"""Faces of others that are remembered, those that were answered last: each is compared with all faces of the event."""


@dataclass(frozen=True, slots=True, eq=False)
class Template:
    """``selfies`` ``(k, dimension)`` are unit vectors; ``refused`` ``(r, dimension)`` those of faces that she said she is not.

    ``mean`` ``(dimension,)`` is that of all faces that speak for her, centred by the event's faces as they were at the last look,
    and ``observations`` how many those count: 0 while none but the selfies does, and then ``mean`` is of no use. ``alike``:
    somebody who is alike is in the event, whom only a look at all faces tells from her.
    """

    selfies: Vectors
    refused: Vectors
    mean: Vectors
    observations: float = 0.0
    alike: bool = False

    @classmethod
    def of_selfies(cls, selfies: Vectors) -> Template:
        """Before anything else is known."""
        dimension = selfies.shape[1]
        return cls(selfies, np.zeros((0, dimension), dtype=np.float32), np.zeros(dimension, dtype=np.float32))

    def sealed(self, cipher: Cipher, search_id: str) -> bytes:
        """For the template log."""
        mean = self.mean.tobytes() if self.observations > 0 else b""
        one = self.selfies.shape[1] * self.selfies.itemsize
        packed = PackedTemplate(one, self.selfies.tobytes(), self.refused.tobytes(), mean, self.observations, self.alike)
        return cipher.seal(packed.packed(), template_context(search_id))

    @classmethod
    def opened(cls, cipher: Cipher, search_id: str, sealed: bytes, dimension: int) -> Template:
        """What ``sealed`` made. Raises ``errors.SealBroken`` when it does not open, or is of another engine."""
        try:
            packed = PackedTemplate.unpacked(cipher.open(sealed, template_context(search_id)))
        except ValueError:
            raise errors.SealBroken("this is no template") from None
        if packed.vector_bytes != dimension * 4:
            raise errors.SealBroken("this is not a template of this engine")
        parts = (packed.selfies, packed.refused, packed.mean)
        selfies, refused, mean = (np.frombuffer(part, dtype=np.float32).reshape(-1, dimension) for part in parts)
        nothing = np.zeros(dimension, dtype=np.float32)
        return cls(selfies, refused, mean[0] if len(mean) else nothing, packed.observations, packed.alike)
