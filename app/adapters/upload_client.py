"""Sends files to an event over the public API, from any machine: asks what it has, and sends the rest by tus."""

from __future__ import annotations

import asyncio
import hashlib
from base64 import b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Self
from urllib.parse import urljoin

import httpx
from anyio import to_thread

from app.domain.vocabulary import Source

HASHES_AT_ONCE: Final = 500
"""So many contents can be asked for in one call."""
DONE: Final = frozenset({"indexed", "hidden", "waiting", "rejected", "failed"})
"""Statuses of photos that the workers are done with."""
_CHUNK_BYTES: Final = 8 * 1024 * 1024
_LEAST_BYTES: Final = 256 * 1024
_TRIES: Final = 6
_WAITS: Final = 20
_BEGINNINGS: Final = 3
_LONGEST_PAUSE_S: Final = 60
# It may be over in a moment: somebody is at the upload, too much at once, no room, a backend or the service itself is away.
_PASSING: Final = frozenset({408, 409, 423, 429, 502, 503, 504, 507})
_QUOTAS: Final = frozenset({"event_full", "account_full"})
_TUS: Final = {"Tus-Resumable": "1.0.0"}


@dataclass(frozen=True, slots=True)
class Destination:
    """An event of a service, what opens it, by which way photos come to it, and whether all of them are ``finals``. ``url`` has
    no slash at its end."""

    url: str
    token: str
    event_id: int
    source: Source = Source.PROGRAM
    finals: bool = False


class NotSent(Exception):
    """The service does not have the file; ``code`` says why in a word."""

    code = "not_sent"


class Refused(NotSent):
    """The service answered with a problem."""

    def __init__(self, answer: httpx.Response) -> None:
        problem = _problem(answer)
        self.answer = answer
        self.status = answer.status_code
        self.code = str(problem.get("code", f"http_{answer.status_code}"))
        self.message = str(problem.get("detail", answer.reason_phrase))
        super().__init__(self.message)


class FileChanged(NotSent):
    """The file is another one than when it was looked at."""

    code = "file_changed"

    def __init__(self) -> None:
        super().__init__("The file changed while it was being sent: send it again.")


class UploadGone(NotSent):
    """The service does not know the upload (any more)."""

    code = "upload_gone"

    def __init__(self) -> None:
        super().__init__("The service lost what had arrived of this file, each time anew.")


class NothingArrives(NotSent):
    """The service says that it took the piece in, and has no byte more than before: something on the way empties it."""

    code = "nothing_arrives"

    def __init__(self) -> None:
        super().__init__("Nothing of this file reaches the service: is a proxy between that takes bodies away?")


@dataclass(slots=True)
class _Piece:
    """How far an upload is, and how much is sent at once: less where connections are cut. Gives up when it gets no further."""

    offset: int
    most: int
    failed: int = 0
    waited: int = 0
    pause_s: float = 0

    def moved(self, offset: int) -> bool:
        """The service has so much; is that more than before?"""
        further = offset > self.offset
        if further:
            self.failed = self.waited = 0
        self.offset = offset
        return further

    def cut(self, size: int, error: Exception) -> None:
        """A piece of ``size`` bytes was not answered, or was too much for something on the way."""
        self.failed += 1
        if self.failed == _TRIES:
            raise error
        self.most = max(_LEAST_BYTES, min(self.most, size) // 2)
        self.pause_s = min(2**self.failed / 8, 10)

    def wait(self, refused: Refused) -> None:
        """The service is busy or has no room."""
        self.waited += 1
        if self.waited == _WAITS:
            raise refused
        self.pause_s = _pause_s(refused.answer, self.waited - 1)


class UploadClient:
    """One event of one service, for who has a token that may upload to it. Open it with ``async with``. A request is made
    ``tries`` times before it counts as failed."""

    def __init__(self, to: Destination, tries: int = _TRIES) -> None:
        self._tries = tries
        self._url = to.url
        self._event_id = to.event_id
        self._source = to.source
        self._finals = to.finals
        self._http = httpx.AsyncClient(
            base_url=f"{to.url}/api/v1", headers={"Authorization": f"Bearer {to.token}"}, timeout=httpx.Timeout(60, connect=10)
        )

    async def __aenter__(self) -> Self:
        await self._http.__aenter__()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._http.aclose()

    async def check(self) -> None:
        """Return if the event is there for this token. Raises ``Refused`` and ``httpx.HTTPError``: what is wrong at all is wrong
        now."""
        await self._call("GET", f"/events/{self._event_id}", tries=2)

    async def known(self, hashes: Iterable[str]) -> dict[str, dict[str, Any]]:
        """Which of these contents (SHA-256 as hex, ``HASHES_AT_ONCE`` at most) the event has: ``{id, status, error}`` by hash.
        Raises ``Refused`` and ``httpx.HTTPError``."""
        answer = await self._call("POST", f"/events/{self._event_id}/photos/known", json={"hashes": sorted(hashes)})
        known: dict[str, dict[str, Any]] = answer.json()["known"]
        return known

    async def send(self, path: Path, content: str, *, final: bool = False) -> str:
        """Send one file, whose content has the hash ``content``; returns its photo's id. ``final``: it replaces the photo that it
        was made of, though not all of them do. An upload that is gone meanwhile is begun anew. Raises ``NotSent``,
        ``httpx.HTTPError``, ``OSError``."""
        for number in range(_BEGINNINGS):
            try:
                answer = await self._upload(path, content, final=final or self._finals)
            except UploadGone:
                if number == _BEGINNINGS - 1:
                    raise
            else:
                return str(answer.headers["photo-id"])
        raise AssertionError("unreachable: the last try returns or raises")

    async def _upload(self, path: Path, content: str, *, final: bool) -> httpx.Response:
        """Send the file from its first byte to its last; the answer names its photo. The service compares it with ``content``."""
        size = (await to_thread.run_sync(path.stat)).st_size
        metadata = {"event_id": str(self._event_id), "filename": path.name, "sha256": content, "source": self._source.value}
        metadata |= {"kind": "final"} if final else {}
        pairs = ",".join(f"{key} {b64encode(value.encode()).decode()}" for key, value in metadata.items())
        created = await self._call("POST", "/uploads", headers={**_TUS, "Upload-Length": str(size), "Upload-Metadata": pairs})
        location = urljoin(f"{self._url}/api/v1/uploads", created.headers["location"])
        answer, sending = created, _Piece(0, _CHUNK_BYTES)
        while sending.offset < size:
            length = min(sending.most, size - sending.offset)
            piece = await to_thread.run_sync(_piece_of, path, sending.offset, length)
            if len(piece) < length:
                raise FileChanged
            answer = await self._patch(location, sending, piece)
        return answer

    async def _patch(self, location: str, sending: _Piece, piece: bytes) -> httpx.Response:
        """Send ``piece``; whatever becomes of it, the service is asked how far it is then. Raises when it gets no further."""
        headers = {**_TUS, "Upload-Offset": str(sending.offset), "Content-Type": "application/offset+octet-stream"}
        try:
            answer = await self._http.request("PATCH", location, headers=headers, content=piece)
        except httpx.TransportError as error:
            sending.cut(len(piece), error)
        else:
            if answer.is_success:
                if sending.moved(int(answer.headers["upload-offset"])):
                    return answer
                sending.cut(len(piece), NothingArrives())
            elif answer.status_code == 404:
                raise UploadGone
            elif answer.status_code == 413 and not _problem(answer):
                sending.cut(len(piece), Refused(answer))  # not from the service: a proxy on the way takes no more at once
            elif _passes(answer):
                sending.wait(Refused(answer))
            else:
                raise Refused(answer)
        await asyncio.sleep(sending.pause_s)
        # A piece whose answer was lost may still be being written, or the photo be taken in.
        try:
            answer = await self._call("HEAD", location, headers=_TUS)
        except Refused as error:
            raise (UploadGone() if error.status == 404 else error) from error
        sending.moved(int(answer.headers["upload-offset"]))
        return answer

    async def _call(self, method: str, path: str, *, tries: int = 0, **arguments: Any) -> httpx.Response:
        """One request, again after a pause when the service is away or busy. Raises ``Refused`` and ``httpx.HTTPError``."""
        tries = tries or self._tries
        for number in range(tries):
            last = number == tries - 1
            answer = None
            try:
                answer = await self._http.request(method, path, **arguments)
            except httpx.TransportError:
                if last:
                    raise
            else:
                if answer.is_success:
                    return answer
                if last or answer.status_code == 409 or not _passes(answer):
                    raise Refused(answer)
            await asyncio.sleep(_pause_s(answer, number))
        raise AssertionError("unreachable: the last try returns or raises")


def _piece_of(path: Path, offset: int, length: int) -> bytes:
    """In a thread, which closes the file: who is cancelled while it is being opened would leave it open."""
    with path.open("rb") as file:
        file.seek(offset)
        return file.read(length)


def sha256_of(path: Path) -> str:
    """The hash of a file's content, as hex. Raises ``OSError``."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _pause_s(answer: httpx.Response | None, number: int) -> float:
    """As long as the service asks for, else 1, 2, 4, … seconds."""
    asked = answer.headers.get("retry-after", "") if answer is not None else ""
    return min(int(asked), _LONGEST_PAUSE_S) if asked.isdecimal() else min(2**number, 10)


def _passes(answer: httpx.Response) -> bool:
    """May the same be asked again in a while? Not where an event or account has as much as it may."""
    return answer.status_code in _PASSING and _problem(answer).get("code") not in _QUOTAS


def _problem(answer: httpx.Response) -> dict[str, Any]:
    try:
        body = answer.json()
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}
