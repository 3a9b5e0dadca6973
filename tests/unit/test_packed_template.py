"""What is known of a person, as bytes."""

from __future__ import annotations

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.packed_template import PackedTemplate


@given(st.integers(1, 5), st.integers(1, 5), st.integers(0, 8), st.floats(0, 60))
def test_what_was_packed_comes_back(numbers: int, selfies: int, refused: int, observations: float) -> None:
    one = numbers * 4
    packed = PackedTemplate(one, b"s" * selfies * one, b"r" * refused * one, b"m" * one * (observations > 0), observations)
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
        struct.pack("<HHd", 0, 1, 1.0) + bytes(8),
    ],
)
def test_anything_else_is_refused(plain: bytes) -> None:
    with pytest.raises(ValueError, match="no template"):
        PackedTemplate.unpacked(plain)
