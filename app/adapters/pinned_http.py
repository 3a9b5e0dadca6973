"""Posts to addresses that other people chose: resolved once, looked at, and connected to as looked at.

A name that leads to a public address when it is asked and to a private one a moment later (DNS rebinding) reaches nothing: the
connection goes to the very address that was looked at, with the name in ``Host`` and in TLS. Redirects are not followed.
"""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Final

import httpx

from app.domain.public_addresses import is_public
from app.ports import HookAnswer

_WITHIN_S: Final = 15.0
_CONNECT_S: Final = 5.0
_MOST_BYTES: Final = 64 * 1024  # of an answer: all that counts is its status


Resolve = Callable[[str, int], Awaitable[Sequence[str]]]
"""The addresses of a name, for a port; raises ``OSError`` where there are none."""


async def resolved(name: str, port: int) -> Sequence[str]:
    """As this machine resolves names."""
    found = await asyncio.get_running_loop().getaddrinfo(name, port, type=socket.SOCK_STREAM)
    return [str(each[4][0]) for each in found]


class PinnedHttp:
    """``private``: addresses of this machine and network are allowed, and plain HTTP. ``trust`` is whose certificates are taken
    (without it, those of public authorities), ``within_s`` how long one post may take in all."""

    def __init__(
        self,
        *,
        private: bool,
        resolve: Resolve = resolved,
        trust: ssl.SSLContext | None = None,
        within_s: float = _WITHIN_S,
    ) -> None:
        self._private = private
        self._resolve = resolve
        self._trust = trust or httpx.create_ssl_context(trust_env=False)
        self._within_s = within_s

    async def post(self, url: str, headers: Mapping[str, str], body: bytes) -> HookAnswer:
        """Post and return what was answered, or in words why nothing was; an answer that takes too long or goes on for too long
        is cut."""
        try:
            async with asyncio.timeout(self._within_s):
                return await self._post(httpx.URL(url), headers, body)
        except TimeoutError:
            return HookAnswer(None, f"no answer within {self._within_s:.0f} s")
        except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
            return HookAnswer(None, str(error)[:200] or type(error).__name__)

    async def _post(self, url: httpx.URL, headers: Mapping[str, str], body: bytes) -> HookAnswer:
        if url.scheme != "https" and not self._private:
            return HookAnswer(None, "not HTTPS")
        addresses = await self._addresses(url)
        if not self._private and not all(map(is_public, addresses)):
            return HookAnswer(None, f"{url.host} is an address of a private network")
        refused: httpx.ConnectError | None = None
        for address in addresses:
            try:
                return await self._post_to(address, url, headers, body)
            except httpx.ConnectError as error:
                refused = error
        raise refused or httpx.ConnectError(f"{url.host} has no address")

    async def _addresses(self, url: httpx.URL) -> list[str]:
        port = url.port or (443 if url.scheme == "https" else 80)
        try:
            found = await self._resolve(url.raw_host.decode(), port)
        except (socket.gaierror, UnicodeError):
            raise httpx.ConnectError(f"{url.host} is not known") from None
        return list(dict.fromkeys(found))

    async def _post_to(self, address: str, url: httpx.URL, headers: Mapping[str, str], body: bytes) -> HookAnswer:
        named = {**headers, "Host": url.netloc.decode()}
        timeout = httpx.Timeout(self._within_s, connect=_CONNECT_S)
        async with httpx.AsyncClient(timeout=timeout, trust_env=False, follow_redirects=False, verify=self._trust) as client:
            pinned = url.copy_with(host=address)
            tls = {"sni_hostname": url.raw_host.decode()}
            async with client.stream("POST", pinned, headers=named, content=body, extensions=tls) as answer:
                read = 0
                async for piece in answer.aiter_raw():
                    read += len(piece)
                    if read > _MOST_BYTES:
                        break
                return HookAnswer(answer.status_code, "")
