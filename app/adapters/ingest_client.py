"""Uploads a folder of photos over the public API, from any machine: tus for the bytes, the live topic for the progress bar.

Resuming needs no notes on this side: the service is asked which contents it has, and only the others are sent.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import httpx
import orjson
from anyio import to_thread
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Table
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosedError, WebSocketException

from app.adapters.photo_files import photos_in, videos_in
from app.adapters.upload_client import DONE, HASHES_AT_ONCE, Destination, NotSent, Refused, UploadClient, sha256_of
from app.domain.chunks import chunks

_PARALLEL: Final = 3
_SILENCE_S: Final = 5.0
_NOT_ALLOWED: Final = 4403


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that did not make it, and why."""

    name: str
    code: str
    message: str


@dataclass(slots=True)
class _Tally:
    """What is known of the photos of this folder; ``waiting`` are uploaded and not done: name and content hash, by photo id;
    ``finished`` those that were told of before their upload was answered, as they were told. ``replaced`` counts the finals that
    took the place of a photo, ``lone`` those that found none. ``copies`` names files of a content that another one has, which is
    sent; ``reasons`` (code and message) why a content did not make it."""

    total: int
    sent: int = 0
    present: int = 0
    waiting: dict[str, tuple[str, str]] = field(default_factory=dict)
    finished: dict[str, dict[str, Any]] = field(default_factory=dict)
    failures: list[Failure] = field(default_factory=list)
    copies: dict[str, list[str]] = field(default_factory=dict)
    reasons: dict[str, tuple[str, str]] = field(default_factory=dict)
    replaced: int = 0
    lone: int = 0

    def uploaded(self, photo_id: str, name: str, content: str) -> None:
        """The service has it."""
        self.waiting[photo_id] = name, content
        if photo_id in self.finished:
            self.seen(self.finished[photo_id])

    def told(self, photo: dict[str, Any]) -> None:
        """News of a photo; of one that is not ours (yet) too: the upload's answer may come later than its end."""
        if photo["id"] not in self.waiting:
            self.finished[photo["id"]] = photo
        self.seen(photo)

    def seen(self, photo: dict[str, Any]) -> None:
        """How a photo is; that is no news: one that failed before and is being sent again is not at its end."""
        if photo["status"] not in DONE:
            return
        waiting = self.waiting.pop(photo["id"], None)
        if waiting is not None:
            self.replaced += photo.get("final") == "replaced"
            self.lone += photo.get("final") == "no_proof"
        if waiting is not None and photo["status"] == "failed":
            error = photo.get("error") or {}
            self.failed(*waiting, error.get("code", "failed"), error.get("message", ""))

    def failed(self, name: str, content: str, code: str, message: str) -> None:
        """The file did not make it."""
        self.reasons[content] = code, message
        self.failures.append(Failure(name, code, message))

    def fail_copies(self) -> None:
        """At the end: files of the same content as one that did not make it did not, either. All that a broken card has emptied
        have the same content."""
        for content in self.copies.keys() & self.reasons.keys():
            names = self.copies.pop(content)
            self.present -= len(names)
            self.failures += [Failure(name, *self.reasons[content]) for name in names]


def ingest_folder(folder: Path, to: Destination, console: Console | None = None) -> int:
    """Upload every photo in ``folder`` and its subfolders to the event, wait until all are processed, and say which failed, and
    of finals how many photos they replaced.

    Returns the exit status: 0 when all photos are in, 1 when some are not, 130 when interrupted. Calling it again goes on
    where it ended.
    """
    console = console or Console()
    if not to.token:
        console.print("Give the access token of the event's owner with --token or EVENTPHOTOS_TOKEN.")
        return 1
    try:
        return asyncio.run(_Ingest(folder, to, console).run())
    except KeyboardInterrupt:
        console.print("Interrupted. The same command goes on where it ended.")
        return 130
    except (Refused, httpx.HTTPError) as error:
        console.print(f"{to.url}: {error or type(error).__name__}", markup=False)
        return 1


class _Ingest:
    def __init__(self, folder: Path, to: Destination, console: Console) -> None:
        self._folder = folder
        self._to = to
        self._console = console
        self._client = UploadClient(to)

    async def run(self) -> int:
        async with self._client:
            paths = await to_thread.run_sync(photos_in, self._folder)
            videos = await to_thread.run_sync(videos_in, self._folder)
            if videos:
                self._console.print(f"{videos} video{'s' if videos > 1 else ''}, not sent.", highlight=False)
            if not paths:
                self._console.print(f"No photos in {self._folder}.", markup=False)
                return 0
            await self._client.check()
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
        tally.fail_copies()
        bars.show(tally)

    async def _upload_all(self, paths: Sequence[Path], tally: _Tally, bars: _Bars) -> None:
        todo = self._unknown(paths, tally)
        gate = asyncio.Semaphore(_PARALLEL)

        async def send(path: Path, content: str) -> None:
            try:
                tally.uploaded(await self._client.send(path, content), self._name(path), content)
            except (NotSent, httpx.HTTPError, OSError) as error:
                if isinstance(error, Refused) and error.status in (401, 403, 404):
                    raise
                code = error.code if isinstance(error, NotSent) else type(error).__name__
                tally.failed(self._name(path), content, code, str(error))
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
        for page in chunks(paths, HASHES_AT_ONCE):
            hashes = {}
            for path in page:
                try:
                    hashes[path] = await to_thread.run_sync(sha256_of, path)
                except OSError as error:  # deleted since the folder was read, say
                    tally.sent += 1
                    tally.failures.append(Failure(self._name(path), type(error).__name__, error.strerror or str(error)))
            known = await self._client.known(set(hashes.values()))
            for path, content in hashes.items():
                present = known.get(content)
                if content in seen or (present and present["status"] != "failed"):
                    tally.present += 1
                    tally.sent += 1
                    if content in seen:
                        tally.copies.setdefault(content, []).append(self._name(path))
                    elif present and present["status"] not in DONE:
                        tally.uploaded(present["id"], self._name(path), content)
                else:
                    yield path, content
                seen.add(content)

    async def _watch(self, tally: _Tally, bars: _Bars) -> None:
        """Follow the live topic; comes back after every interruption. Without it, as with a token that only uploads, the ends are
        asked for."""
        address = self._to.url.replace("http", "ws", 1) + "/ws"
        while True:
            try:
                async with connect(address, subprotocols=["eventphotos.v1"], max_size=None) as socket:  # type: ignore[list-item]
                    await socket.send(orjson.dumps({"type": "auth", "token": self._to.token}).decode())
                    topic = f"event:{self._to.event_id}:ingest"
                    await socket.send(orjson.dumps({"type": "subscribe", "id": 1, "topic": topic}).decode())
                    async for message in socket:
                        _apply(orjson.loads(message), tally, bars)
            except ConnectionClosedError as closed:
                if closed.rcvd and closed.rcvd.code == _NOT_ALLOWED:
                    return
            except (OSError, WebSocketException):
                pass
            await asyncio.sleep(1)

    async def _ask(self, tally: _Tally) -> None:
        """How are they? For the case that news got lost."""
        asked = dict(list(tally.waiting.items())[:HASHES_AT_ONCE])
        known = await self._client.known({content for _, content in asked.values()})
        for photo in known.values():
            tally.seen(photo)
        for photo_id in asked.keys() & tally.waiting.keys():
            name, content = asked[photo_id]
            if known.get(content, {}).get("id") != photo_id:
                del tally.waiting[photo_id]
                tally.failures.append(Failure(name, "deleted", "The photo was deleted meanwhile."))

    def _name(self, path: Path) -> str:
        return str(path.relative_to(self._folder))

    def _bars(self, tally: _Tally) -> _Bars:
        return _Bars(self._console, tally.total)

    def _report(self, tally: _Tally) -> None:
        good = tally.total - len(tally.failures)
        already = f", {tally.present} of them already before" if tally.present else ""
        self._console.print(f"{good} of {tally.total} photos are in event {self._to.event_id}{already}.", highlight=False)
        if tally.replaced or tally.lone:
            lone = f", {tally.lone} had no proof and are photos of their own" if tally.lone else ""
            self._console.print(f"{tally.replaced} replaced{lone}.", highlight=False)
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
        case "photo.replaced":
            tally.told(data["photo"] | {"id": data["file_id"]})
            bars.show(tally)
        case "ingest.progress":
            bars.note(f"{data['photos_per_s']:.1f} photos/s, {data['faces']} faces in the event")
