"""QR codes, drawn here: what is in them opens something, so no other service sees it."""

from __future__ import annotations

import io

import segno


def qr_svg(text: str) -> str:
    """A QR code as SVG with the quiet zone around it, black on white; for a page or a file. A module is a millimetre."""
    drawing = io.BytesIO()
    # With a unit it gets a viewBox, so that it can be scaled; without an XML declaration it can be put into a page.
    segno.make(text, error="m").save(
        drawing, kind="svg", unit="mm", border=4, xmldecl=False, svgns=True, dark="#000", light="#fff"
    )
    return drawing.getvalue().decode()
