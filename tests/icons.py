"""Makes the PNG icons of the installed pages, ``static/icons``, from ``static/icon.svg``: ``python -m tests.icons``."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

from tests.browser.chromium import chromium
from tests.service import REPOSITORY

_DRAWING = REPOSITORY / "static" / "icon.svg"
FOLDER = REPOSITORY / "static" / "icons"
_GROUND = "#121414"
# A launcher may cut a maskable icon down to a circle of 80 % of its width: the corners of the drawing stay within.
_WITHIN_MASK = 0.86


def make_icons() -> list[Path]:
    """Write all of them; returns where."""
    FOLDER.mkdir(exist_ok=True)
    with chromium() as browser:
        page = browser.new_page()
        return [
            _picture(page, "192.png", 192, ground="transparent"),
            _picture(page, "512.png", 512, ground="transparent"),
            _picture(page, "maskable-512.png", 512, ground=_GROUND, drawing=_WITHIN_MASK),
            _picture(page, "apple-touch.png", 180, ground=_GROUND),
        ]


def _picture(page: Page, name: str, size: int, *, ground: str, drawing: float = 1.0) -> Path:
    page.set_viewport_size({"width": size, "height": size})
    page.set_content(
        f"<style>body{{margin:0;height:{size}px;display:grid;place-items:center;background:{ground}}}"
        f"svg{{width:{size * drawing}px;height:{size * drawing}px}}</style>{_DRAWING.read_text()}"
    )
    path = FOLDER / name
    page.screenshot(path=path, omit_background=True)
    return path


if __name__ == "__main__":
    for made in make_icons():
        print(made)
