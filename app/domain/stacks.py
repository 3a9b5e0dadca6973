"""Near-duplicates among photos: those taken one after the other that look alike lie in one stack, the best on top."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

ALIKE_BITS: Final = 10
"""Fingerprints of 64 bits that differ in no more than these are of one subject: the usual limit for difference hashes."""

BURST: Final = timedelta(seconds=10)
"""Two photos of a stack follow each other within this time: a burst, or the second try at a group."""

SOFT: Final = 0.006
"""Nothing in a photo that is less sharp is in focus. Of 50 real photos with faces one in twenty is about there; blurred by a
Gaussian of 3 px on 2048 19 of 20 are below, by one of 2 px more than half, and four of five that moved by 15 px. Of 30 without
faces none is below (the least has 0.0098)."""

DARK: Final = 0.3
"""A photo whose light is less is some three stops too dark: of 120 photos one in a hundred is as it is, half of them are three
stops below, and nearly all four below. Faces do not count: a dark face is no dark photo."""


@dataclass(frozen=True, slots=True)
class Shot:
    """A photo as a stack sees it. ``at`` is when it was taken or, where nobody knows, when it came. ``fingerprint``,
    ``sharpness`` and ``light`` are as ``workers.images.looks`` measures them, None where that was not done."""

    id: str
    at: datetime
    fingerprint: int | None = None
    sharpness: float | None = None
    light: float | None = None


def is_soft(sharpness: float | None) -> bool:
    """Is nothing in the photo in focus?"""
    return sharpness is not None and sharpness < SOFT


def is_dark(light: float | None) -> bool:
    """Is even the light in the photo dark?"""
    return light is not None and light < DARK


def stacked(shots: Iterable[Shot]) -> list[list[Shot]]:
    """The stacks in the order of their first shots, each with the one on top that is sharpest and not dark.

    A shot joins a stack whose last one was taken shortly before it and looks alike, though another camera's shots may lie
    between them. Of several such stacks the last one is it.
    """
    stacks: list[list[Shot]] = []
    open_stacks: list[list[Shot]] = []
    for shot in sorted(shots, key=lambda shot: (shot.at, shot.id)):
        open_stacks = [stack for stack in open_stacks if shot.at - stack[-1].at <= BURST]
        stack = next((stack for stack in reversed(open_stacks) if _alike(stack[-1], shot)), None)
        if stack is None:
            stack = []
            stacks.append(stack)
            open_stacks.append(stack)
        stack.append(shot)
    return [sorted(stack, key=_merit, reverse=True) for stack in stacks]


def _alike(one: Shot, other: Shot) -> bool:
    if one.fingerprint is None or other.fingerprint is None:
        return False
    return (one.fingerprint ^ other.fingerprint).bit_count() <= ALIKE_BITS


def _merit(shot: Shot) -> tuple[bool, float]:
    return not is_dark(shot.light), shot.sharpness or 0.0
