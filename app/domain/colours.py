"""Colours of brands, and the shades of them that everybody can read (WCAG 2.2, 1.4.3 and 1.4.11)."""

from __future__ import annotations

import colorsys
import re
from dataclasses import dataclass
from typing import Final

READABLE: Final = 4.5
"""Least contrast of text with what is behind it: WCAG 2.2, success criterion 1.4.3."""

# The grounds and surfaces of static/css/tokens.css, by theme; a shade is read on both of them.
_LIGHT: Final = ("#f3f5f4", "#ffffff")
_DARK: Final = ("#0d0f0f", "#171a1a")
_INK: Final = "#121414"
_WHITE: Final = "#ffffff"
_STEPS: Final = 200  # of lightness: the eye tells no more apart
_HEX: Final = re.compile(r"#?([0-9a-fA-F]{6}|[0-9a-fA-F]{3})")


@dataclass(frozen=True, slots=True)
class Shade:
    """What a theme shows of a colour: ``action`` on its ground, and ``on_action`` on ``action``. ``changed``: the colour itself
    would be hard to read there."""

    action: str
    on_action: str
    changed: bool


@dataclass(frozen=True, slots=True)
class Shades:
    """One for each theme."""

    light: Shade
    dark: Shade


def colour(text: str) -> str:
    """``#rrggbb`` in lower case, of what somebody typed or chose; ``ValueError`` for anything else."""
    found = _HEX.fullmatch(text.strip())
    if found is None:
        raise ValueError("must be a colour like #1a5fb4")
    digits = found[1].lower()
    return f"#{digits if len(digits) == 6 else ''.join(2 * digit for digit in digits)}"


def contrast(one: str, other: str) -> float:
    """From 1 (the same) to 21 (black and white), as WCAG 2.2 defines it."""
    brighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def shades(brand: str) -> Shades:
    """The colour ``#rrggbb`` as both themes show it: itself where it has contrast enough, else the nearest shade of the same hue
    that does. There is one for every colour: black on light grounds and white on dark ones have it at the latest."""
    return Shades(_shade(brand, _LIGHT, darker=True), _shade(brand, _DARK, darker=False))


def _shade(brand: str, grounds: tuple[str, ...], *, darker: bool) -> Shade:
    hue, lightness, saturation = colorsys.rgb_to_hls(*_channels(brand))
    end = 0.0 if darker else 1.0
    for step in range(_STEPS + 1):
        shade = _hex(colorsys.hls_to_rgb(hue, lightness + (end - lightness) * step / _STEPS, saturation)) if step else brand
        if all(contrast(shade, ground) >= READABLE for ground in grounds):
            on_action = max((_INK, _WHITE), key=lambda ink: contrast(ink, shade))
            return Shade(shade, on_action, changed=step > 0)
    raise AssertionError("black and white have contrast enough")


def _luminance(shade: str) -> float:
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in _channels(shade))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _channels(shade: str) -> tuple[float, float, float]:
    red, green, blue = (int(shade[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def _hex(channels: tuple[float, float, float]) -> str:
    return "#" + "".join(f"{round(channel * 255):02x}" for channel in channels)
