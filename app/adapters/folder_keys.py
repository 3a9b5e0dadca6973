"""Keys as small files in a folder: overwritten, synced and unlinked when they are destroyed.

A file is the key sealed under one derived from SECRET_KEY: neither opens anything without the other. Nothing is cached: the
folder may be shared by many processes and, on shared storage, by many machines.
"""

from __future__ import annotations

import hashlib
import logging
import os
import secrets
from collections.abc import Callable, Collection
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Final, TypeVar

import anyio
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from app import errors
from app.adapters.key_names import checked, is_name
from app.adapters.sealing import AesCipher, seal, unseal
from app.derived_keys import KEY_BYTES, derived_key
from app.domain.vocabulary import BackendDetail
from app.ports import About, Cipher
from app.private_files import sync_folder, write_private

CHECK_FILE: Final = ".check"
"""Says which SECRET_KEY the keys were made under, and that the folder is really there: where it lies on shared storage that is
away, an empty folder would look as if all keys had been destroyed."""
_BYTES: Final = 61  # format 1, nonce 12, key 32, tag 16
_ERASED: Final = bytes(_BYTES)
_RETRY_AFTER_S: Final = 5
_log = logging.getLogger(__name__)

Result = TypeVar("Result")


class FolderKeys:
    """The ``KeyStore`` port. ``folder`` holds nothing else; ``secret`` is the installation's SECRET_KEY."""

    def __init__(self, folder: Path, secret: str) -> None:
        self._folder = folder
        self._master = AESGCM(derived_key(secret, "keys"))
        # Not the secret, and of no use for anything else; the digest tells damage from another secret.
        mark = derived_key(secret, "which secret").hex()
        self._mark = f"{mark} {hashlib.sha256(mark.encode()).hexdigest()}\n"

    async def create(self, name: str) -> None:
        """Written and synced, and the folder too, before this returns."""
        await self._off_the_loop(partial(self._create, name))

    async def cipher(self, *names: str) -> Cipher:
        """Reads each file: some 0.1 ms."""
        return await self._off_the_loop(lambda: AesCipher([self._key(name) for name in names]))

    async def ciphers(self, wanted: Collection[tuple[str, ...]]) -> dict[tuple[str, ...], Cipher]:
        """In one go; a key that several have in common is read once."""
        return await self._off_the_loop(partial(self._ciphers, wanted))

    async def destroy(self, *names: str) -> None:
        """Overwritten and synced before it is unlinked: also what reads the disk itself finds no key, on a disk that writes in
        place."""
        await self._off_the_loop(partial(self._destroy, names))

    async def names(self) -> set[str]:
        """The names of the files."""
        return await self._off_the_loop(self._names)

    async def made_at(self, name: str) -> datetime | None:
        """When the file was written: nothing else than destruction writes to it again."""

        def look() -> datetime | None:
            try:
                return datetime.fromtimestamp(self._path(name).stat().st_mtime, UTC)
            except FileNotFoundError:
                return None

        return await self._off_the_loop(look)

    async def check(self) -> None:
        """Compare with the mark that the first process left, or be the first."""
        await self._off_the_loop(self._check)

    async def ping(self) -> None:
        """Is the folder the one that was checked?"""
        await self._off_the_loop(self._still_there)

    def about(self) -> About:
        """The folder."""
        return About("folder", None, BackendDetail.FOLDER, {"path": str(self._folder)})

    async def _off_the_loop(self, work: Callable[[], Result]) -> Result:
        """``work()`` in a thread: the folder may be on a network."""
        try:
            return await anyio.to_thread.run_sync(work)
        except OSError as error:
            raise self._away(f"cannot be reached: {error.strerror}") from error

    def _away(self, why: str) -> errors.Unavailable:
        """Where the keys are is for the log: guests read the error."""
        _log.warning("the folder of keys %s %s", self._folder, why)
        return errors.Unavailable("The keys are away for a moment.", retry_after_s=_RETRY_AFTER_S)

    def _create(self, name: str) -> None:
        self._still_there()
        sealed = seal(self._master, secrets.token_bytes(KEY_BYTES), _context(name))
        try:
            descriptor = os.open(self._path(name), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            raise errors.Conflict(f"there is a key {name} already") from None
        try:
            os.write(descriptor, sealed)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        sync_folder(self._folder)

    def _ciphers(self, wanted: Collection[tuple[str, ...]]) -> dict[tuple[str, ...], Cipher]:
        keys: dict[str, bytes | None] = {}
        for name in {name for names in wanted for name in names}:
            try:
                keys[name] = self._key(name)
            except (errors.KeyDestroyed, errors.KeyBroken):
                keys[name] = None
        found: dict[tuple[str, ...], Cipher] = {}
        for names in wanted:
            needed = [key for name in names if (key := keys[name]) is not None]
            if len(needed) == len(names):
                found[names] = AesCipher(needed)
        return found

    def _key(self, name: str) -> bytes:
        """The key itself. One that is destroyed this very moment may be read half overwritten: then a second look decides."""
        sealed = self._read(name)
        try:
            return unseal(self._master, sealed, _context(name))
        except errors.SealBroken:
            if self._read(name) != sealed:
                raise errors.KeyDestroyed(f"key {name} is destroyed") from None
            raise errors.KeyBroken(f"key {name} does not open") from None

    def _read(self, name: str) -> bytes:
        try:
            sealed = self._path(name).read_bytes()
        except FileNotFoundError:
            self._still_there()
            sealed = _ERASED
        if sealed == _ERASED:
            raise errors.KeyDestroyed(f"key {name} is destroyed")
        return sealed

    def _destroy(self, names: Collection[str]) -> None:
        self._still_there()
        unlinked = False
        for name in names:
            path = self._path(name)
            try:
                descriptor = os.open(path, os.O_WRONLY)
            except FileNotFoundError:
                continue
            try:
                os.pwrite(descriptor, _ERASED, 0)
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
            path.unlink(missing_ok=True)
            unlinked = True
        if unlinked:
            sync_folder(self._folder)

    def _names(self) -> set[str]:
        self._still_there()
        return {entry.name for entry in os.scandir(self._folder) if is_name(entry.name)}

    def _check(self) -> None:
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if self._folder.stat().st_mode & 0o077:
            self._folder.chmod(0o700)
        path = self._folder / CHECK_FILE
        found = path.read_text(errors="replace") if path.exists() else None
        if found == self._mark:
            return
        if (found is not None and _is_whole(found)) or not self._opens_some():
            raise self._wrong_secret()
        self._leave_mark(path, replace=found is not None)

    def _leave_mark(self, path: Path, *, replace: bool) -> None:
        """Once: of two processes that are the first, one wins, and the other looks whether it means the same."""
        write_private(path, self._mark, anew=replace)
        sync_folder(self._folder.parent)
        if path.read_text(errors="replace") != self._mark:
            raise self._wrong_secret()

    def _wrong_secret(self) -> errors.WrongSecret:
        return errors.WrongSecret(f"the keys in {self._folder} were made with another SECRET_KEY than this one")

    def _opens_some(self) -> bool:
        """Where the mark is lost: does one of the keys open (or are there none)? A few may be damaged, too."""
        names = [entry.name for entry in os.scandir(self._folder) if is_name(entry.name)]
        for name in names:
            with suppress(errors.SealBroken):
                unseal(self._master, self._path(name).read_bytes(), _context(name))
                return True
        return not names

    def _still_there(self) -> None:
        if not (self._folder / CHECK_FILE).exists():
            raise self._away("is not there")

    def _path(self, name: str) -> Path:
        return self._folder / checked(name)


def _context(name: str) -> str:
    return f"key:{name}"


def _is_whole(mark: str) -> bool:
    stated, _, digest = mark.strip().partition(" ")
    return bool(stated) and hashlib.sha256(stated.encode()).hexdigest() == digest
