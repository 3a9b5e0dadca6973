"""Copies of the keys in a folder of their own, apart from every backup of the data.

A copy follows the keys: what was destroyed since is overwritten and removed in it. It is to be kept where only its newest state
stays (no snapshots, no versions): whoever has an old copy of a key and an old backup has what was erased since.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from app.errors import NoKeys, NotEmpty
from app.private_files import sync_folder, write_private

SECRET: Final = "secret_key"  # noqa: S105 - the name of a file
_KEYS: Final = "keys"


def copy_keys(keys: Path, secret: str, target: Path) -> int:
    """Make ``target`` a copy of the folder ``keys`` and of SECRET_KEY, without which they open nothing; returns how many keys.

    Raises ``Conflict`` when ``target`` holds other things.
    """
    folder = target / _KEYS
    target.mkdir(parents=True, exist_ok=True, mode=0o700)
    if others := {path.name for path in target.iterdir() if not path.name.startswith(".")} - {SECRET, _KEYS}:
        raise NotEmpty(f"{target} holds other things ({', '.join(sorted(others)[:3])}); give a folder of its own.")
    folder.mkdir(exist_ok=True, mode=0o700)
    _write(target / SECRET, secret.encode())
    present = {path.name: path for path in keys.iterdir() if path.is_file()}
    for path in folder.iterdir():
        if path.name not in present:
            _erase(path)
    for name, path in present.items():
        try:
            _write(folder / name, path.read_bytes())
        except FileNotFoundError:  # destroyed this very moment
            _erase(folder / name)
    sync_folder(folder)
    return len(present)


def kept_secret(copies: Path) -> str:
    """The SECRET_KEY of a copy. Raises ``Unacceptable`` for a folder that is none."""
    try:
        return (copies / SECRET).read_text().strip()
    except OSError:
        raise NoKeys(f"{copies} holds no copy of keys.") from None


def bring_back(copies: Path, keys: Path) -> int:
    """Put copied keys where the service looks for them; returns how many. Raises ``Conflict`` where there are keys already."""
    if keys.is_dir() and any(not path.name.startswith(".") for path in keys.iterdir()):
        raise NotEmpty(f"{keys} holds keys already.")
    keys.mkdir(parents=True, exist_ok=True, mode=0o700)
    found = [path for path in (copies / _KEYS).iterdir() if path.is_file()]
    for path in found:
        _write(keys / path.name, path.read_bytes())
    sync_folder(keys)
    return len(found)


def _write(path: Path, data: bytes) -> None:
    if path.is_file() and path.read_bytes() == data:
        return
    write_private(path, data)


def _erase(path: Path) -> None:
    if not path.is_file():
        return
    with path.open("r+b") as file:
        file.write(bytes(path.stat().st_size))
        file.flush()
        os.fsync(file.fileno())
    path.unlink()
