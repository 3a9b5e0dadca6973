"""Keys in the transit engine of HashiCorp Vault (or OpenBao), for installations of several machines without a shared folder.

Each of our keys is a transit key, which never leaves the server. What we seal with is derived from an HMAC that the server makes
under it, together with SECRET_KEY: so nothing has to be stored on our side, and once the transit key is deleted nobody can
derive it again. The mark that tells another SECRET_KEY is a transit key too, by its name.

The token needs create, read, update, delete and list on ``MOUNT/keys/PREFIX*`` (list on ``MOUNT/keys``), and update on
``MOUNT/hmac/PREFIX*``. Keys must not be rotated past a ``min_encryption_version`` of 1.
"""

from __future__ import annotations

import base64
import binascii
import logging
import ssl
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

import anyio
import httpx

from app import errors
from app.adapters.key_names import checked, is_name
from app.adapters.sealing import AesCipher
from app.derived_keys import derived_from, derived_key
from app.domain.vocabulary import BackendDetail
from app.ports import About, Cipher

_INPUT: Final = base64.b64encode(b"eventphotos data key 1").decode()
_CHECK: Final = "check-"
_TIMEOUT_S: Final = 4.0
_AT_ONCE: Final = 16
_AWAY: Final = frozenset({403, 429, 502, 503, 504})
_RETRY_AFTER_S: Final = 5
_log = logging.getLogger(__name__)


@asynccontextmanager
async def open_transit_keys(url: str, token: str, secret: str) -> AsyncIterator[TransitKeys]:
    """The keys at ``vault+https://HOST:PORT/MOUNT?prefix=P&namespace=N``: mount ``transit``, prefix ``eventphotos-`` and no
    namespace where they are not given. Whose certificate the system trusts is trusted (``SSL_CERT_FILE`` too).
    """
    parts = urlsplit(url)
    asked = parse_qs(parts.query)
    mount = parts.path.strip("/") or "transit"
    namespace = {"X-Vault-Namespace": asked["namespace"][0]} if "namespace" in asked else {}
    async with httpx.AsyncClient(
        base_url=f"{parts.scheme.removeprefix('vault+')}://{parts.netloc.rpartition('@')[2]}/v1/{mount}/",
        headers={"X-Vault-Token": token, "X-Vault-Request": "true"} | namespace,
        timeout=_TIMEOUT_S,
        trust_env=False,
        verify=ssl.create_default_context(),
    ) as client:
        yield TransitKeys(client, asked.get("prefix", ["eventphotos-"])[0], secret)


class TransitKeys:
    """The ``KeyStore`` port. ``client`` speaks to the transit engine's mount; our keys begin with ``prefix``."""

    def __init__(self, client: httpx.AsyncClient, prefix: str, secret: str) -> None:
        self._client = client
        self._prefix = checked(prefix.rstrip("-")) + "-"
        self._secret = derived_key(secret, "transit keys")
        self._mark = _CHECK + derived_key(secret, "which secret").hex()[:32]

    async def create(self, name: str) -> None:
        """Deletion is allowed from the start; where that is cut off, ``destroy`` allows it."""
        if await self._exists(checked(name)):
            raise errors.Conflict(f"there is a key {name} already")
        await self._make(name)
        await self._done("POST", f"{self._key(name)}/config", {"deletion_allowed": True})

    async def cipher(self, *names: str) -> Cipher:
        """One request a key, each time: some milliseconds."""
        return AesCipher([await self._data_key(name) for name in names])

    async def ciphers(self, wanted: Collection[tuple[str, ...]]) -> dict[tuple[str, ...], Cipher]:
        """Several requests at once; a key that several have in common is asked for once."""
        keys: dict[str, bytes] = {}
        few = anyio.CapacityLimiter(_AT_ONCE)

        async def ask(name: str) -> None:
            async with few:
                try:
                    keys[name] = await self._data_key(name)
                except errors.KeyDestroyed:
                    return

        await _all(ask, {name for names in wanted for name in names})
        return {names: AesCipher([keys[name] for name in names]) for names in wanted if all(name in keys for name in names)}

    async def destroy(self, *names: str) -> None:
        """Deleted at the server, with all that it keeps of it."""
        few = anyio.CapacityLimiter(_AT_ONCE)

        async def delete(name: str) -> None:
            async with few:
                if (await self._ask("DELETE", self._key(name))).is_success or not await self._exists(name):
                    return
                await self._done("POST", f"{self._key(name)}/config", {"deletion_allowed": True})
                await self._done("DELETE", self._key(name))

        for name in names:
            checked(name)
        await _all(delete, set(names))

    async def names(self) -> set[str]:
        """Those with our prefix, but for the mark."""
        return {name for name in await self._listed() if is_name(name) and not name.startswith(_CHECK)}

    async def made_at(self, name: str) -> datetime | None:
        """When its first version was made."""
        found = await self._ask("GET", self._key(checked(name)))
        if found.is_success:
            return datetime.fromtimestamp(int(self._data(found, "keys")["1"]), UTC)
        await self._require_gone(name)
        return None

    async def check(self) -> None:
        """Is the mark of this SECRET_KEY there, and no other? The first process leaves it."""
        if not await self._marks():
            await self._make(self._mark)
        if await self._marks() != {self._mark}:
            raise errors.WrongSecret(f"the keys at {self._client.base_url} were made with another SECRET_KEY than this one")

    async def ping(self) -> None:
        """Does it know our mark?"""
        await self._done("GET", self._key(self._mark))

    def about(self) -> About:
        """Where it is."""
        return About("HashiCorp Vault", None, BackendDetail.ADDRESS, {"url": str(self._client.base_url).rstrip("/")})

    async def _data_key(self, name: str) -> bytes:
        # The first version always: one that is rotated by an operator still opens what was sealed before.
        asked = {"input": _INPUT, "key_version": 1}
        found = await self._ask("POST", f"hmac/{self._prefix}{checked(name)}/sha2-256", asked)
        if not found.is_success:
            await self._require_gone(name)
            raise errors.KeyDestroyed(f"key {name} is destroyed")
        try:
            made = base64.b64decode(str(self._data(found, "hmac")).rpartition(":")[2], validate=True)
        except binascii.Error:
            raise self._unavailable("its answer makes no sense") from None
        return derived_from(self._secret + made, f"transit key {name}")

    async def _make(self, name: str) -> None:
        await self._done("POST", self._key(name), {"type": "aes256-gcm96", "exportable": False})

    async def _exists(self, name: str) -> bool:
        if (await self._ask("GET", self._key(name))).is_success:
            return True
        await self._require_gone(name)
        return False

    async def _require_gone(self, name: str) -> None:
        """Of a key that seems not to be there: an engine that is not mounted answers for every key like that, and so do others
        that refuse. Then nothing is known, and nothing was destroyed."""
        if (await self._ask("GET", self._key(name))).status_code != httpx.codes.NOT_FOUND:
            raise self._unavailable(f"it refuses key {name}")
        if name != self._mark:
            await self._done("GET", self._key(self._mark))

    async def _marks(self) -> set[str]:
        return {name for name in await self._listed() if name.startswith(_CHECK)}

    async def _listed(self) -> set[str]:
        found = await self._ask("LIST", "keys")
        if found.status_code == httpx.codes.NOT_FOUND and found.text.replace(" ", "").strip() == '{"errors":[]}':
            return set()  # there are none at all
        if not found.is_success:
            raise self._unavailable(f"it answers {found.status_code} when it is asked for its keys")
        names: list[str] = self._data(found, "keys")
        return {name.removeprefix(self._prefix) for name in names if name.startswith(self._prefix)}

    def _key(self, name: str) -> str:
        return f"keys/{self._prefix}{name}"

    async def _done(self, method: str, path: str, body: dict[str, Any] | None = None) -> None:
        found = await self._ask(method, path, body)
        if not found.is_success:
            raise self._unavailable(f"it answers {found.status_code}")

    async def _ask(self, method: str, path: str, body: dict[str, Any] | None = None) -> httpx.Response:
        try:
            found = await self._client.request(method, path, json=body)
        except httpx.HTTPError as error:
            raise self._unavailable(type(error).__name__) from error
        if found.status_code in _AWAY:
            raise self._unavailable(f"it answers {found.status_code}")
        return found

    def _data(self, found: httpx.Response, name: str) -> Any:
        try:
            return found.json()["data"][name]
        except (ValueError, KeyError, TypeError):
            raise self._unavailable("its answer makes no sense") from None

    def _unavailable(self, why: str) -> errors.Unavailable:
        """Where the keys are is for the log: guests read the error."""
        _log.warning("the keys at %s cannot be reached: %s", self._client.base_url, why)
        return errors.Unavailable("The keys are away for a moment.", retry_after_s=_RETRY_AFTER_S)


async def _all(work: Any, names: Collection[str]) -> None:
    """``work(name)`` for each; raises the first error."""
    failed: list[errors.AppError] = []

    async def one(name: str) -> None:
        try:
            await work(name)
        except errors.AppError as error:
            failed.append(error)

    async with anyio.create_task_group() as tasks:
        for name in names:
            tasks.start_soon(one, name)
    if failed:
        raise failed[0]
