"""Uploads a folder of photos over the public API, from any machine: tus for the bytes, the live topic for the progress bar.

Resuming needs no notes on this side: the service is asked which contents it has, and only the others are sent.
"""

from __future__ import annotations

import asyncio
import hashlib
import os
from base64 import b64encode
from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final
from urllib.parse import urljoin

import httpx
import orjson
from anyio import open_file, to_thread
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Table
from websockets.asyncio.client import connect
from websockets.exceptions import WebSocketException

from app.domain.chunks import chunks
from app.domain.image_formats import PHOTO_ENDINGS, VIDEO_ENDINGS

_PARALLEL: Final = 3
_CHUNK_BYTES: Final = 8 * 1024 * 1024
_LEAST_BYTES: Final = 256 * 1024
_TRIES: Final = 6
_WAITS: Final = 20
_BEGINNINGS: Final = 3
_LONGEST_PAUSE_S: Final = 60
# It may be over in a moment: somebody is at the upload, too much at once, no room, a backend or the service itself is away.
_PASSING: Final = frozenset({408, 409, 423, 429, 502, 503, 504, 507})
_HASHES: Final = 500
_SILENCE_S: Final = 5.0
_TUS: Final = {"Tus-Resumable": "1.0.0"}
_DONE: Final = frozenset({"indexed", "hidden", "waiting", "rejected", "failed"})


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that did not make it, and why."""

    name: str
    code: str
    message: str


class Refused(Exception):
    """The service answered with a problem."""

    def __init__(self, answer: httpx.Response) -> None:
        problem = _problem(answer)
        self.answer = answer
        self.status = answer.status_code
        self.code = str(problem.get("code", f"http_{answer.status_code}"))
        self.message = str(problem.get("detail", answer.reason_phrase))
        super().__init__(self.message)


class FileChanged(Exception):
    """The file is another one than when it was looked at."""

    code = "file_changed"

    def __init__(self) -> None:
        super().__init__("The file changed while it was being sent: send it again.")


class _UploadGone(Exception):
    """The service does not know the upload (any more)."""

    code = "upload_gone"

    def __init__(self) -> None:
        super().__init__("The service lost what had arrived of this file, each time anew.")


class _NothingArrives(Exception):
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


@dataclass(slots=True)
class _Tally:
    """What is known of the photos of this folder; ``waiting`` are uploaded and not done, by photo id."""

    total: int
    sent: int = 0
    present: int = 0
    waiting: dict[str, str] = field(default_factory=dict)
    finished: set[str] = field(default_factory=set)
    failures: list[Failure] = field(default_factory=list)

    def uploaded(self, photo_id: str, name: str) -> None:
        """The service has it."""
        if photo_id not in self.finished:
            self.waiting[photo_id] = name

    def told(self, photo: dict[str, Any]) -> None:
        """News of a photo; of one that is not ours (yet) too: the upload's answer may come later than its end."""
        if photo["id"] not in self.waiting:
            self.finished.add(photo["id"])
        self.seen(photo)

    def seen(self, photo: dict[str, Any]) -> None:
        """How a photo is; that is no news: one that failed before and is being sent again is not at its end."""
        if photo["status"] not in _DONE:
            return
        name = self.waiting.pop(photo["id"], None)
        if name is not None and photo["status"] == "failed":
            error = photo.get("error") or {}
            self.failures.append(Failure(name, error.get("code", "failed"), error.get("message", "")))


def ingest_folder(folder: Path, event_id: int, url: str, token: str, console: Console | None = None) -> int:
    """Upload every photo in ``folder`` and its subfolders to the event, wait until all are processed, and say which failed.

    Returns the exit status: 0 when all photos are in, 1 when some are not, 130 when interrupted. Calling it again goes on
    where it ended.
    """
    console = console or Console()
    if not token:
        console.print("Give the access token of the event's owner with --token or EVENTPHOTOS_TOKEN.")
        return 1
    try:
        return asyncio.run(_Ingest(folder, event_id, url.rstrip("/"), token, console).run())
    except KeyboardInterrupt:
        console.print("Interrupted. The same command goes on where it ended.")
        return 130
    except (Refused, httpx.HTTPError) as error:
        console.print(f"{url}: {error or type(error).__name__}", markup=False)
        return 1


class _Ingest:
    def __init__(self, folder: Path, event_id: int, url: str, token: str, console: Console) -> None:
        self._folder = folder
        self._event_id = event_id
        self._url = url
        self._token = token
        self._console = console
        self._http = httpx.AsyncClient(
            base_url=f"{url}/api/v1", headers={"Authorization": f"Bearer {token}"}, timeout=httpx.Timeout(60, connect=10)
        )

    async def run(self) -> int:
        async with self._http:
            paths = await to_thread.run_sync(photos_in, self._folder)
            videos = await to_thread.run_sync(videos_in, self._folder)
            if videos:
                self._console.print(f"{videos} video{'s' if videos > 1 else ''}, not sent.", highlight=False)
            if not paths:
                self._console.print(f"No photos in {self._folder}.", markup=False)
                return 0
            await self._call("GET", f"/events/{self._event_id}", tries=2)  # what is wrong at all is wrong now
            tally = _Tally(len(paths))
            with self._bars(tally) as bars:
                await self._upload_and_watch(paths, tally, bars)
            self._report(tally)
            return 1 if tally.failures else 0

    async def _upload_and_watch(self, paths: Sequence[Path], tally: _Tally, bars: _Bars) -> None:
        watching = asyncio.create_task(self._watch(tally, bars))
        try:
            await self._upload_all(paths, tally, bars)
            while tally.waiting:
                before = len(tally.waiting)
                await asyncio.sleep(0.2)
                bars.show(tally)
                if len(tally.waiting) == before and bars.silent_for() > _SILENCE_S:
                    await self._ask(tally)
                    bars.heard()
        finally:
            watching.cancel()
            await asyncio.gather(watching, return_exceptions=True)
        bars.show(tally)

    async def _upload_all(self, paths: Sequence[Path], tally: _Tally, bars: _Bars) -> None:
        todo = self._unknown(paths, tally)
        gate = asyncio.Semaphore(_PARALLEL)

        async def send(path: Path, content: str) -> None:
            try:
                await self._send(path, content, tally)
            except (Refused, FileChanged, _UploadGone, _NothingArrives, httpx.HTTPError, OSError) as error:
                if isinstance(error, Refused) and error.status in (401, 403, 404):
                    raise
                code = type(error).__name__ if isinstance(error, (httpx.HTTPError, OSError)) else error.code
                tally.failures.append(Failure(self._name(path), code, str(error)))
            finally:
                gate.release()
                tally.sent += 1
                bars.show(tally)

        try:
            async with asyncio.TaskGroup() as group:
                async for path, content in todo:
                    await gate.acquire()
                    group.create_task(send(path, content))
        except ExceptionGroup as errors:
            raise errors.exceptions[0] from None

    async def _unknown(self, paths: Sequence[Path], tally: _Tally) -> AsyncIterator[tuple[Path, str]]:
        """The files that the service does not have, or that failed there (sending those again tries them again), and their
        contents' hashes. What cannot be read is a failure of its own."""
        seen: set[str] = set()
        for page in chunks(paths, _HASHES):
            hashes = {}
            for path in page:
                try:
                    hashes[path] = await to_thread.run_sync(_sha256, path)
                except OSError as error:  # deleted since the folder was read, say
                    tally.sent += 1
                    tally.failures.append(Failure(self._name(path), type(error).__name__, error.strerror or str(error)))
            known = await self._known(set(hashes.values()))
            for path, content in hashes.items():
                present = known.get(content)
                if content in seen or (present and present["status"] != "failed"):
                    tally.present += 1
                    tally.sent += 1
                    if present and present["status"] not in _DONE:
                        tally.uploaded(present["id"], self._name(path))
                else:
                    yield path, content
                seen.add(content)

    async def _known(self, hashes: Iterable[str]) -> dict[str, dict[str, str]]:
        answer = await self._call("POST", f"/events/{self._event_id}/photos/known", json={"hashes": sorted(hashes)})
        known: dict[str, dict[str, str]] = answer.json()["known"]
        return known

    async def _send(self, path: Path, content: str, tally: _Tally) -> None:
        """One file by tus; an upload that is gone meanwhile is begun anew."""
        for number in range(_BEGINNINGS):
            try:
                answer = await self._upload(path, content)
            except _UploadGone:
                if number == _BEGINNINGS - 1:
                    raise
            else:
                tally.uploaded(answer.headers["photo-id"], self._name(path))
                return

    async def _upload(self, path: Path, content: str) -> httpx.Response:
        """Send the file from its first byte to its last; the answer names its photo. The service compares it with ``content``."""
        size = (await to_thread.run_sync(path.stat)).st_size
        metadata = {"event_id": str(self._event_id), "filename": path.name, "sha256": content, "source": "program"}
        pairs = ",".join(f"{key} {b64encode(value.encode()).decode()}" for key, value in metadata.items())
        created = await self._call("POST", "/uploads", headers={**_TUS, "Upload-Length": str(size), "Upload-Metadata": pairs})
        location = urljoin(f"{self._url}/api/v1/uploads", created.headers["location"])
        answer, sending = created, _Piece(0, _CHUNK_BYTES)
        async with await open_file(path, "rb") as file:
            while sending.offset < size:
                await file.seek(sending.offset)
                piece = await file.read(min(sending.most, size - sending.offset))
                if len(piece) < min(sending.most, size - sending.offset):
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
                sending.cut(len(piece), _NothingArrives())
            elif answer.status_code == 404:
                raise _UploadGone
            elif answer.status_code == 413 and not _problem(answer):
                sending.cut(len(piece), Refused(answer))  # not from the service: a proxy on the way takes no more at once
            elif answer.status_code in _PASSING:
                sending.wait(Refused(answer))
            else:
                raise Refused(answer)
        await asyncio.sleep(sending.pause_s)
        # A piece whose answer was lost may still be being written, or the photo be taken in.
        try:
            answer = await self._call("HEAD", location, headers=_TUS)
        except Refused as error:
            raise (_UploadGone() if error.status == 404 else error) from error
        sending.moved(int(answer.headers["upload-offset"]))
        return answer

    async def _call(self, method: str, path: str, *, tries: int = _TRIES, **arguments: Any) -> httpx.Response:
        """One request, again after a pause when the service is away or busy. Raises ``Refused`` and ``httpx.HTTPError``."""
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
                if last or answer.status_code not in _PASSING - {409}:
                    raise Refused(answer)
            await asyncio.sleep(_pause_s(answer, number))
        raise AssertionError("unreachable: the last try returns or raises")

    async def _watch(self, tally: _Tally, bars: _Bars) -> None:
        """Follow the live topic; comes back after every interruption. Without it the ends are asked for."""
        address = self._url.replace("http", "ws", 1) + "/ws"
        while True:
            try:
                async with connect(address, subprotocols=["eventphotos.v1"], max_size=None) as socket:  # type: ignore[list-item]
                    await socket.send(orjson.dumps({"type": "auth", "token": self._token}).decode())
                    topic = f"event:{self._event_id}:ingest"
                    await socket.send(orjson.dumps({"type": "subscribe", "id": 1, "topic": topic}).decode())
                    async for message in socket:
                        _apply(orjson.loads(message), tally, bars)
            except (OSError, WebSocketException):
                pass
            await asyncio.sleep(1)

    async def _ask(self, tally: _Tally) -> None:
        """How are they? For the case that news got lost."""
        for photo_id in list(tally.waiting)[:50]:
            try:
                tally.seen((await self._call("GET", f"/photos/{photo_id}")).json())
            except Refused as error:
                if error.status == 404:
                    name = tally.waiting.pop(photo_id)
                    tally.failures.append(Failure(name, "deleted", "The photo was deleted meanwhile."))

    def _name(self, path: Path) -> str:
        return str(path.relative_to(self._folder))

    def _bars(self, tally: _Tally) -> _Bars:
        return _Bars(self._console, tally.total)

    def _report(self, tally: _Tally) -> None:
        good = tally.total - len(tally.failures)
        already = f", {tally.present} of them already before" if tally.present else ""
        self._console.print(f"{good} of {tally.total} photos are in event {self._event_id}{already}.", highlight=False)
        if not tally.failures:
            return
        table = Table("File", "Code", "Why", title=f"{len(tally.failures)} failed")
        for failure in sorted(tally.failures, key=lambda failure: failure.name):
            table.add_row(failure.name, failure.code, failure.message)
        self._console.print(table)


class _Bars:
    """Two bars: what is sent, and what is processed; the second shows the event's pace and faces as the service tells them."""

    def __init__(self, console: Console, total: int) -> None:
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        self._progress = Progress(*columns, TextColumn("{task.fields[note]}"), console=console)
        self._sent: TaskID = self._progress.add_task("Uploaded ", total=total, note="")
        self._finished: TaskID = self._progress.add_task("Processed", total=total, note="")
        self._heard_at = 0.0

    def __enter__(self) -> _Bars:
        self._progress.start()
        self.heard()
        return self

    def __exit__(self, *_: object) -> None:
        self._progress.stop()

    def show(self, tally: _Tally) -> None:
        """The numbers of ``tally``."""
        self._progress.update(self._sent, completed=tally.sent)
        self._progress.update(self._finished, completed=max(0, tally.sent - len(tally.waiting)))

    def note(self, text: str) -> None:
        """Beside the second bar."""
        self._progress.update(self._finished, note=text)

    def heard(self) -> None:
        """The service said something."""
        self._heard_at = asyncio.get_running_loop().time()

    def silent_for(self) -> float:
        """Seconds since the service said something."""
        return asyncio.get_running_loop().time() - self._heard_at


def photos_in(folder: Path) -> list[Path]:
    """Every file below ``folder`` with the suffix of a format that we read, hidden ones left out, in order."""
    return [path for path in _files_in(folder) if path.suffix.lower() in PHOTO_ENDINGS]


def videos_in(folder: Path) -> int:
    """How many films are below ``folder``: a camera's, and what iPhones keep beside Live Photos. They are not sent."""
    return sum(path.suffix.lower() in VIDEO_ENDINGS for path in _files_in(folder))


def _files_in(folder: Path) -> Iterator[Path]:
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(parent) / name for name in sorted(names) if not name.startswith("."))


def _apply(message: dict[str, Any], tally: _Tally, bars: _Bars) -> None:
    bars.heard()
    if message["type"] == "subscribed":
        for photo in message.get("snapshot", {}).get("photos", ()):
            tally.seen(photo)
        return
    data = message.get("data", {})
    match data.get("type"):
        case "photo.indexed" | "photo.failed":
            tally.told(data["photo"])
            bars.show(tally)
        case "ingest.progress":
            bars.note(f"{data['photos_per_s']:.1f} photos/s, {data['faces']} faces in the event")


def _pause_s(answer: httpx.Response | None, number: int) -> float:
    """As long as the service asks for, else 1, 2, 4, … seconds."""
    asked = answer.headers.get("retry-after", "") if answer is not None else ""
    return min(int(asked), _LONGEST_PAUSE_S) if asked.isdecimal() else min(2**number, 10)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _problem(answer: httpx.Response) -> dict[str, Any]:
    try:
        body = answer.json()
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}
