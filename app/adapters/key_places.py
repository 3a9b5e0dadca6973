"""Where an installation keeps its keys, and what opens them; apart from all else that a process opens, as the supervisor needs
nothing else of it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

from app.adapters.folder_keys import FolderKeys
from app.ports import KeyStore
from app.settings import Settings

_KEY_SERVICES: Final = ("vault+https", "vault+http")


def key_folder(settings: Settings) -> Path | None:
    """The folder of the keys; None where they are in a key service. Raises ``ValueError`` for a KEYS_URL that is neither."""
    if not settings.keys_url:
        return settings.data_dir.absolute() / "keys"
    parts = urlsplit(settings.keys_url)
    if parts.scheme in _KEY_SERVICES and parts.hostname:
        return None
    if parts.scheme != "file" or not parts.path:
        raise ValueError(f"KEYS_URL is neither file:///folder nor {_KEY_SERVICES[0]}://host:port/mount")
    return Path(unquote(parts.path))


@asynccontextmanager
async def open_keys(settings: Settings) -> AsyncIterator[KeyStore]:
    """The keys; not checked yet."""
    secret = settings.secret_key.get_secret_value()
    folder = key_folder(settings)
    if folder is not None:
        yield FolderKeys(folder, secret)
        return
    # Few have a key service, and its HTTP client takes 6 MB and 50 ms of a core in each process.
    from app.adapters.transit_keys import open_transit_keys  # noqa: PLC0415

    async with open_transit_keys(settings.keys_url, settings.keys_token.get_secret_value(), secret) as keys:
        yield keys


async def check_keys(settings: Settings) -> None:
    """Raises ``errors.WrongSecret`` when the keys were made under another SECRET_KEY, and ``errors.Unavailable``."""
    async with open_keys(settings) as keys:
        await keys.check()
