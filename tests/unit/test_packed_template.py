"""What is known of a person, as bytes."""

from __future__ import annotations

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.packed_template import PackedTemplate

VECTORS = st.integers(1, 5).flatmap(
    lambda numbers: st.tuples(
        *(st.binary(min_size=count * numbers * 4, max_size=count * numbers * 4) for count in (2, 3, 1)), st.floats(0, 60)
    )
)


@given(VECTORS)
def test_what_was_packed_comes_back(parts: tuple[bytes, bytes, bytes, float]) -> None:
    packed = PackedTemplate(*parts)
    assert PackedTemplate.unpacked(packed.packed()) == packed


@pytest.mark.parametrize(
    "plain",
    [
        b"",
        b"1234",
        struct.pack("<HHd", 1, 0, 0.0),
        struct.pack("<HHd", 1, 0, 0.0) + bytes(9),
        struct.pack("<HHd", 1, 0, 0.0) + bytes(6),
        struct.pack("<HHd", 2, 1, 1.0) + bytes(12),
    ],
)
def test_anything_else_is_refused(plain: bytes) -> None:
    with pytest.raises(ValueError, match="no template"):
        PackedTemplate.unpacked(plain)
