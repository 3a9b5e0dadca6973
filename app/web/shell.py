"""Which files the pages of guests and kiosks are made of: what a device keeps in order to open them without a network."""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

PAGES: Final = ("index.html", "guest.html", "kiosk.html", "wall.html")
_ALWAYS: Final = "words/*.ftl"  # The page asks for the one of its language by a name that it puts together.
# How a file names another one, by its suffix; a name that leads to no file was none, one that ends a comment imports types only.
_NAMES: Final = {
    ".html": re.compile(r"""(?:href|src)="([^"]+)\""""),
    ".js": re.compile(r"""(?:\b(?:from|import)\s*\(?\s*|\bnew URL\()["']([^"']+)["'](?! \*/)|["'](/static/[^"'$]+)["']"""),
    ".css": re.compile(r"""url\(\s*["']?([^"')]+)|@import\s+["']([^"']+)"""),
}


@dataclass(frozen=True)
class Shell:
    """``version`` changes with any file; ``files`` maps addresses to integrity values as browsers check them."""

    version: str
    files: dict[str, str]


def shell_of(static: Path) -> Shell:
    """The shell that a folder of static files holds right now: its pages, and everything that those name, directly or not."""
    static = static.resolve()
    files = {f"/static/{path.relative_to(static)}": _integrity(path) for path in sorted(_reachable(static))}
    digest = hashlib.sha256(repr(sorted(files.items())).encode())
    return Shell(digest.hexdigest()[:16], files)


def _reachable(static: Path) -> set[Path]:
    found: set[Path] = set()
    waiting = [*(static / page for page in PAGES), *static.glob(_ALWAYS)]
    while waiting:
        path = waiting.pop()
        if path not in found and path.is_file():
            found.add(path)
            waiting.extend(_named_by(path, static))
    return found


def _named_by(path: Path, static: Path) -> Iterator[Path]:
    pattern = _NAMES.get(path.suffix)
    if pattern is None:
        return
    for groups in pattern.findall(path.read_text()):
        name = groups if isinstance(groups, str) else "".join(groups)
        target = static / name.removeprefix("/static/") if name.startswith("/static/") else path.parent / name
        resolved = target.resolve()
        if resolved.is_relative_to(static):
            yield resolved


def _integrity(path: Path) -> str:
    return f"sha256-{b64encode(hashlib.sha256(path.read_bytes()).digest()).decode()}"
