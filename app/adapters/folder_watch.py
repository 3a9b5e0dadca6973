"""Keeps an event up to date with a folder: sends what is in it, then what comes, for as long as it runs.

A full look at the folder finds everything, also what was missed: at the beginning, when the folder is another one (a card, a
network drive that comes back), and now and then. In between the system says what has changed. A file is sent once it has stopped
growing.
"""

from __future__ import annotations

import asyncio
import os
from collections import deque
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final, NoReturn, Protocol

import httpx
from anyio import to_thread
from watchfiles import awatch

from app.adapters.photo_files import Stamp, is_wanted, stamp_of, stamped_photos
from app.adapters.settling import Settling
from app.adapters.upload_client import DONE, HASHES_AT_ONCE, FileChanged, NotSent, Refused, UploadClient, sha256_of
from app.adapters.watch_journal import Journal
from app.domain.finals import is_finals_folder

_AT_ONCE: Final = 3
_LOOK_AGAIN_S: Final = 60.0  # At everything, though the system says what changes: it may drop some of a great many.
_NOT_LOOKED_YET: Final = (-1, -1)
POLL_S: Final = 5.0
"""So often all is looked at on a network drive."""
_FIRST_PAUSE_S: Final = 2.0
_LONGEST_PAUSE_S: Final = 60.0
OVER: Final = frozenset({401, 403, 404})
"""Statuses against which no waiting helps: the token has ended, was not made for this, or the event is gone."""
# What is wrong with the file itself.
_OF_THE_FILE: Final = frozenset({413, 415, 422})
_PASSING: Final = (NotSent, httpx.HTTPError)


@dataclass(slots=True)
class Count:
    """How it stands, in photos."""

    sent: int = 0
    known: int = 0
    failed: int = 0
    left: int = 0


class Told(Protocol):
    """Who is told how it stands."""

    def count(self, count: Count) -> None:
        """The numbers have changed."""

    def failed(self, name: str, code: str, message: str) -> None:
        """A photo did not make it."""

    def trouble(self, text: str) -> None:
        """Something stands in the way of all photos; an empty text: nothing does any more."""


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds: for how long a file must look the same; how often all is looked at without asking the system what changes (None:
    it is asked); how long it rests at most before it looks whether the folder is there; how often it asks what became of photos.
    """

    settle_s: float = 2.0
    poll_s: float | None = None
    rest_s: float = 2.0
    outcome_s: float = 5.0


@dataclass(slots=True)
class _Queue:
    """What is to be sent: what came while one looked goes before what was there."""

    fresh: deque[str] = field(default_factory=deque)
    before: deque[str] = field(default_factory=deque)
    stamps: dict[str, Stamp] = field(default_factory=dict)
    filled: asyncio.Event = field(default_factory=asyncio.Event)

    def put(self, name: str, stamp: Stamp, *, fresh: bool) -> None:
        self.stamps[name] = stamp
        (self.fresh if fresh else self.before).append(name)
        self.filled.set()

    def put_back(self, name: str) -> None:
        self.fresh.appendleft(name)
        self.filled.set()

    async def take(self) -> tuple[str, Stamp]:
        while True:
            while not self.fresh and not self.before:
                self.filled.clear()
                await self.filled.wait()
            name = (self.fresh or self.before).popleft()
            if (stamp := self.stamps.get(name)) is not None:
                return name, stamp

    def drop(self, name: str, stamp: Stamp) -> None:
        if self.stamps.get(name) == stamp:  # Else it has changed meanwhile, and waits for its turn again.
            del self.stamps[name]


class FolderWatch:
    """``run`` does it; ``client`` and ``journal`` are open."""

    def __init__(self, folder: Path, client: UploadClient, journal: Journal, told: Told, pace: Pace) -> None:
        self._folder = folder.absolute()
        self._client = client
        self._journal = journal
        self._told = told
        self._pace = pace
        self._settling = Settling(pace.settle_s)
        self._queue = _Queue()
        self._changed: set[str] = set()
        self._before: set[str] | None = None
        self._stir = asyncio.Event()
        self._waiting: dict[str, str] = {}
        self._sent_some = asyncio.Event()
        self._unreadable: set[tuple[str, Stamp]] = set()
        self._count = Count()
        self._failures = 0
        self._resume_at = 0.0
        self._listening: asyncio.Task[None] | None = None

    async def run(self) -> NoReturn:
        """Until it is cancelled. Raises ``Refused`` when the service will take nothing more: the token has ended, say."""
        try:
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(self._look())
                tasks.create_task(self._follow())
                for _ in range(_AT_ONCE):
                    tasks.create_task(self._send())
        except ExceptionGroup as errors:
            raise errors.exceptions[0] from None
        finally:
            await self._listen_no_more()
        raise AssertionError("unreachable: its tasks do not end by themselves")

    # Looking.

    async def _look(self) -> NoReturn:
        root: tuple[int, int] | None = _NOT_LOOKED_YET
        looked_at = float("-inf")
        while True:
            present = await to_thread.run_sync(_identity, self._folder)
            if present != root:
                await self._listen_no_more()
                if present is not None and self._pace.poll_s is None:
                    self._listening = asyncio.create_task(self._listen())
                    await asyncio.sleep(0)  # It listens before everything is looked at: nothing falls between the two.
                looked_at = float("-inf")
                self._told.trouble("" if present else f"{self._folder} is not there. Waiting for it.")
            root = present
            now = asyncio.get_running_loop().time()
            if present is not None:
                changed, self._changed = self._changed, set()  # What changes while it looks is for the next look.
                if now - looked_at >= (self._pace.poll_s or _LOOK_AGAIN_S):
                    found = await to_thread.run_sync(self._all)
                    looked_at = now
                    if self._before is None:
                        self._before = set(found)
                else:
                    found = await to_thread.run_sync(self._those, {*changed, *self._settling.names})
                self._take(found)
            await self._rest()

    async def _rest(self) -> None:
        rest_s = self._pace.rest_s
        with suppress(TimeoutError):
            async with asyncio.timeout(min(rest_s, self._pace.settle_s / 2) if len(self._settling) else rest_s):
                await self._stir.wait()
        self._stir.clear()

    def _take(self, found: dict[str, Stamp | None]) -> None:
        now = asyncio.get_running_loop().time()
        self._settling.forget(name for name, stamp in found.items() if stamp is None)
        for name, stamp in found.items():
            if stamp is not None and not self._journal.has(name, stamp) and self._queue.stamps.get(name) != stamp:
                self._settling.seen(name, stamp, now)
        before = self._before or set()
        for name, stamp in self._settling.settled(now):
            self._queue.put(name, stamp, fresh=name not in before)
            before.discard(name)
        self._show()

    def _all(self) -> dict[str, Stamp | None]:
        """Every photo in the folder; None for those that were waited for and are gone. In a thread."""
        found: dict[str, Stamp | None] = dict.fromkeys(self._settling.names)
        with suppress(OSError):  # It went this very moment.
            found.update(stamped_photos(str(self._folder)))
        return found

    def _those(self, names: set[str]) -> dict[str, Stamp | None]:
        """The photos of those names, and in the folders of those names. In a thread."""
        found: dict[str, Stamp | None] = {}
        for name in names:
            path = self._folder / name
            try:
                if path.is_dir():
                    if is_wanted(name, folder=True):
                        found.update(stamped_photos(str(self._folder), name))
                elif is_wanted(name, folder=False):
                    found[name] = stamp_of(path)
            except OSError:
                found[name] = None
        return found

    async def _listen(self) -> None:
        """Note what the system says has changed. Where it says nothing, all is looked at every few seconds from then on."""
        try:
            async for changes in awatch(self._folder, watch_filter=None, debounce=400, rust_timeout=1000):
                self._changed |= {path.removeprefix(f"{self._folder}/") for _, path in changes}
                self._stir.set()
        except OSError as error:  # There is a limit to how many folders may be watched, say.
            self._pace = replace(self._pace, poll_s=POLL_S)
            self._told.trouble(f"The system does not say what changes here ({error}): looking every {POLL_S:.0f} s.")

    async def _listen_no_more(self) -> None:
        if self._listening is not None:
            self._listening.cancel()
            await asyncio.gather(self._listening, return_exceptions=True)
            self._listening = None

    # Sending.

    async def _send(self) -> NoReturn:
        while True:
            await asyncio.sleep(self._resume_at - asyncio.get_running_loop().time())
            name, stamp = await self._queue.take()
            try:
                await self._send_one(name, stamp)
            except FileChanged:
                self._look_anew(name, stamp)
            except _PASSING as error:
                self._did_not_pass(name, stamp, error)
            except OSError as error:
                self._queue.drop(name, stamp)
                self._not_read(name, stamp, error)
            else:
                self._queue.drop(name, stamp)
                self._way_is_free()
            self._show()

    async def _send_one(self, name: str, stamp: Stamp) -> None:
        path = self._folder / name
        content = await to_thread.run_sync(sha256_of, path)
        present = (await self._client.known([content])).get(content)
        if present is None or present["status"] == "failed":
            await self._client.send(path, content, final=is_finals_folder(name))
            self._count.sent += 1
            self._wait_for_outcome(name, content)
        else:
            self._count.known += 1
            if present["status"] not in DONE:  # It came before, say by this watch, which did not hear so.
                self._wait_for_outcome(name, content)
        self._journal.add(name, stamp, content)

    def _did_not_pass(self, name: str, stamp: Stamp, error: Exception) -> None:
        if isinstance(error, Refused) and error.status in OVER:
            raise error
        if isinstance(error, Refused) and error.code == "file_changed":
            self._look_anew(name, stamp)
        elif isinstance(error, Refused) and error.status in _OF_THE_FILE:
            self._queue.drop(name, stamp)
            self._journal.add(name, stamp, "", error.code)
            self._fail(name, error.code, error.message)
        else:
            self._queue.put_back(name)
            self._wait(error)

    def _wait(self, error: Exception) -> None:
        self._failures += 1
        pause_s = min(_FIRST_PAUSE_S * 2 ** min(self._failures - 1, 10), _LONGEST_PAUSE_S)
        self._resume_at = asyncio.get_running_loop().time() + pause_s
        self._told.trouble(f"{error or type(error).__name__} Trying again in {pause_s:.0f} s.")

    def _way_is_free(self) -> None:
        if self._failures:
            self._failures = 0
            self._told.trouble("")

    def _look_anew(self, name: str, stamp: Stamp) -> None:
        """It changed while it was sent."""
        self._queue.drop(name, stamp)
        self._changed.add(name)
        self._stir.set()

    def _not_read(self, name: str, stamp: Stamp, error: OSError) -> None:
        # Said once, and tried again with the next look at all; one that is gone is nothing to speak of.
        if not isinstance(error, FileNotFoundError) and (name, stamp) not in self._unreadable:
            self._unreadable.add((name, stamp))
            self._fail(name, type(error).__name__, error.strerror or str(error))

    # What becomes of them.

    def _wait_for_outcome(self, name: str, content: str) -> None:
        self._waiting[content] = name
        self._sent_some.set()

    async def _follow(self) -> NoReturn:
        while True:
            self._sent_some.clear()
            if not self._waiting:
                await self._sent_some.wait()
            await asyncio.sleep(self._pace.outcome_s)
            asked = dict(list(self._waiting.items())[:HASHES_AT_ONCE])
            with suppress(*_PASSING):  # Who sends hears of it too.
                self._outcomes(asked, await self._client.known(asked))

    def _outcomes(self, asked: dict[str, str], known: dict[str, dict[str, Any]]) -> None:
        for content, name in asked.items():
            photo = known.get(content)
            if photo is not None and photo["status"] not in DONE:
                continue
            del self._waiting[content]
            if photo is not None and photo["status"] == "failed":
                error = photo.get("error") or {}
                self._fail(name, error.get("code", "failed"), error.get("message", ""))

    def _fail(self, name: str, code: str, message: str) -> None:
        self._count.failed += 1
        self._told.failed(name, code, message)

    def _show(self) -> None:
        self._count.left = len(self._queue.stamps) + len(self._settling)
        self._told.count(self._count)


def _identity(folder: Path) -> tuple[int, int] | None:
    """Of the folder that is at that path now; None where none is, or none that can be read."""
    try:
        with os.scandir(folder):
            status = folder.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino
