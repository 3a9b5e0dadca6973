"""XMP: what a viewer needs to show the picture as it was meant stays, and all else goes.

That is gain maps (Adobe's and ISO's ``hdrgm``, Google's ``Container``, Apple's) and what makes a panorama one.
"""

from __future__ import annotations

from typing import Final
from xml.etree import ElementTree  # reads what is at most some megabytes, and no entities

_RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_META: Final = "adobe:ns:meta/"
_ITEM: Final = "http://ns.google.com/photos/1.0/container/item/"
_KEPT: Final = {
    "hdrgm": "http://ns.adobe.com/hdr-gain-map/1.0/",
    "Container": "http://ns.google.com/photos/1.0/container/",
    "Item": _ITEM,
    "GPano": "http://ns.google.com/photos/1.0/panorama/",
    "HDRGainMap": "http://ns.apple.com/HDRGainMap/1.0/",
    "apdi": "http://ns.apple.com/pixeldatainfo/1.0/",
}
_NAMESPACES: Final = frozenset(_KEPT.values())
_TIFF: Final = "http://ns.adobe.com/tiff/1.0/"
_ORIENTATION: Final = f"{{{_TIFF}}}Orientation"  # how the picture lies, where EXIF does not say it
_CLIP: Final = "MotionPhoto"  # what a container says of the film that is cut off

for _prefix, _uri in {**_KEPT, "tiff": _TIFF, "rdf": _RDF, "x": _META}.items():
    ElementTree.register_namespace(_prefix, _uri)  # readers look for the usual prefixes


def clean_xmp(packet: bytes) -> bytes | None:
    """``packet`` with what stays, in as many bytes; itself when that is all; None when nothing stays, or it cannot be told."""
    if b"<!" in packet.replace(b"<!--", b""):  # declares entities; no XMP does
        return None
    try:
        root = ElementTree.fromstring(packet.strip(b"\0 \r\n\t"))  # noqa: S314 - without a declaration there is nothing to expand
    except ElementTree.ParseError:
        return None
    rdf = root if root.tag == f"{{{_RDF}}}RDF" else root.find(f"{{{_RDF}}}RDF")
    if rdf is None:
        return None
    removed = sum(_cleaned(description) for description in rdf)
    if not any(len(description) or _said(description) for description in rdf):
        return None
    if not removed:
        return packet
    content = ElementTree.tostring(root if root is not rdf else rdf)
    return content.ljust(len(packet), b" ") if len(content) <= len(packet) else None


def _cleaned(element: ElementTree.Element) -> int:
    """Remove from ``element`` what does not stay, and say of how much."""
    removed = 0
    for name in [name for name in element.attrib if not _stays(name)]:
        del element.attrib[name]
        removed += 1
    for child in list(element):
        if not _stays(child.tag) or _is_clip(child):
            element.remove(child)
            removed += 1
        else:
            removed += _cleaned(child)
    return removed


def _stays(name: object) -> bool:
    """By its namespace; names are written ``{namespace}name``, and ``xml:lang`` is no name that anybody needs."""
    uri = str(name).rpartition("}")[0].lstrip("{")
    return uri in _NAMESPACES or uri == _RDF or name == _ORIENTATION


def _is_clip(element: ElementTree.Element) -> bool:
    """An entry of a container's list that is the film."""
    return element.tag == f"{{{_RDF}}}li" and any(
        part.get(f"{{{_ITEM}}}Semantic") == _CLIP or part.findtext(f"{{{_ITEM}}}Semantic") == _CLIP for part in element.iter()
    )


def _said(description: ElementTree.Element) -> bool:
    return any(not name.startswith(f"{{{_RDF}}}") for name in description.attrib)
