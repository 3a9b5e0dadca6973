"""What is known of a person, as bytes."""

from __future__ import annotations

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.packed_template import PackedTemplate


@given(st.integers(1, 5), st.integers(1, 5), st.integers(0, 8), st.floats(0, 60), st.booleans())
def test_what_was_packed_comes_back(numbers: int, selfies: int, refused: int, observations: float, alike: bool) -> None:
    one = numbers * 4
    mean = b"m" * one * (observations > 0)
    packed = PackedTemplate(one, b"s" * selfies * one, b"r" * refused * one, mean, observations, alike)
    assert PackedTemplate.unpacked(packed.packed()) == packed


def test_a_template_from_before_anybody_was_alike_opens() -> None:
    plain = struct.pack("<HHd", 2, 1, 3.0) + b"s" * 8 + b"r" * 4 + b"m" * 4
    assert PackedTemplate.unpacked(plain) == PackedTemplate(4, b"s" * 8, b"r" * 4, b"m" * 4, 3.0)


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
