"""From a file that has come to a photo: what sessions, each in a thread of its own, ask of the services, and what is done with
files that nobody is sending any more.

A camera is told that a file is safe when its photo is stored, or when the file will become one whatever happens: it is whole and
on the disk, and is taken in when it gets its name, when a backend is there again, or by the process that starts after a crash.
"""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Coroutine
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final, TypeVar

from app.domain.times import utc_now
from app.errors import AppError, BadCredentials, Conflict, InsufficientStorage, RateLimited, Refusal, UploadBusy
from app.ftp import replies
from app.ftp.spool import ComingFile, Kept, Place, Spool, is_final, is_whole, make_durable, reads_whole
from app.services import senders
from app.services.acceptance import WholeFile
from app.services.arrivals import Arrivals
from app.services.deps import Deps
from app.services.processes import Activity
from app.store.documents import CutFile, Sender

Answer = TypeVar("Answer")

_AT_ONCE: Final = 2
"""So many files ask the database at a time: the others wait here, where they are in no guest's way."""
_OVERDUE: Final = timedelta(seconds=60)  # a camera that means to go on has done so by then
_TEMPORARY: Final = (".tmp", ".temp", ".part", ".partial", ".filepart", ".upload")

_log = logging.getLogger(__name__)


class Intake:
    """What is done with files; ``loop`` is where the services live."""

    def __init__(self, deps: Deps, loop: asyncio.AbstractEventLoop, spool: Spool) -> None:
        self.spool = spool
        self._deps = deps
        self._loop = loop
        self._door = senders.Door(deps)
        self._arrivals = Arrivals(deps)
        self._desk = senders.Desk(deps, self._arrivals)
        self._turns = asyncio.Semaphore(_AT_ONCE)
        self._promised: set[Path] = set()
        self._reported: dict[str, tuple[int, list[str]]] = {}
        self._taken = self._failed = self._busy = 0
        self.sessions: Counter[str] = Counter()

    def activity(self) -> Activity:
        """For those who run the service."""
        return Activity(self._busy, self._taken, self._failed)

    def sign_in(self, username: str, password: str, address: str) -> Sender:
        """As ``senders.Door.sign_in``, from a session's thread."""
        return self._wait_for(self._door.sign_in(username, password, address))

    async def aclose(self) -> None:
        """Count what came last."""
        await self._arrivals.aclose()

    def admit(self, sender_id: str, name: str) -> None:
        """As ``senders.Desk.admit``, from a session's thread."""
        self._wait_for(self._admit(sender_id, name))

    def settle(self, file: ComingFile) -> str:
        """The reply to a file whose sender says that this was all of it; from a session's thread."""
        file.settled = True
        with self.spool.ending(file) as mine:
            if not mine:  # another connection goes on with it
                return replies.CUT
            if file.refused is not None:
                return self.refuse(file, file.refused)
            try:
                if not reads_whole(file.path):
                    return replies.CUT
                file.sync()  # now: those whose turn it is to be taken in would wait for it one after the other
            except AppError as error:
                return self.refuse(file, error)
            if is_temporary(file.name):
                self._promise(file.path)
                return replies.WAITS_FOR_NAME
            return self.take(file.place.sender_id, WholeFile(file.path, file.sha256))

    def take(self, sender_id: str, file: WholeFile) -> str:
        """Make a photo of a whole file that is claimed; returns the reply. From a session's thread."""
        return self._wait_for(self._take(sender_id, file))

    def rename(self, source: Place, target: Place, name: str) -> str | None:
        """The reply to a file that has another name now, and is taken in if it waited for that; None where there is no such file.
        From a session's thread."""
        before = self.spool.find(source)
        moved = self.spool.move(source, target, name)
        if before is None or moved is None:
            return None
        self._promised.discard(before)
        with self.spool.claimed(moved) as mine:
            if not mine or not is_whole(moved):
                return replies.RENAMED
            if is_temporary(name):
                self._promise(moved)
                return replies.RENAMED
            reply = self.take(target.sender_id, WholeFile(moved))
            return replies.RENAMED if reply.startswith("2") else reply

    def refuse(self, file: ComingFile, error: AppError) -> str:
        """The reply to a file that is refused while it comes. From a session's thread."""
        if not isinstance(error, UploadBusy):
            file.close()
            self.spool.drop(file.path)
            self._failed += 1
        if isinstance(error, Refusal):
            self._wait_for(senders.note_refused(file.place.sender_id, file.name, error))
        return replies.reply_to(error)

    async def go_round(self, *, first: bool = False) -> None:
        """Take in files that are whole and that nobody is sending any more: of the process before this one (``first``) all, else
        those that were promised, and those that were cut off where nothing was missing. Say of the others that they wait."""
        now = utc_now()
        oldest = now.timestamp() - self._deps.settings.upload_ttl_s
        if first:
            await senders.begin_anew()
        self.spool.revoke(await self._desk.revoked(self.spool.sending()))
        left = []
        present = await asyncio.to_thread(self.spool.kept)
        known = await senders.known({kept.sender_id for kept in present})
        for kept in present:
            overdue = datetime.fromtimestamp(kept.touched_at, UTC) < now - _OVERDUE
            promised = kept.path in self._promised
            waits_for_name = promised and is_temporary(kept.name) and not overdue and not first
            if (first or promised or overdue) and not waits_for_name and await asyncio.to_thread(is_whole, kept.path):
                with self.spool.claimed(kept.path) as mine:
                    if mine:
                        await self._take(kept.sender_id, WholeFile(kept.path), promised=True)
            elif kept.sender_id not in known or (not promised and kept.touched_at < oldest):
                self._drop(kept.path)
            else:
                left.append(kept)
        await self._report(left, now)

    async def _report(self, left: list[Kept], now: datetime) -> None:
        waiting: dict[str, list[Kept]] = {sender_id: [] for sender_id in self._reported}
        for kept in left:
            waiting.setdefault(kept.sender_id, []).append(kept)
        for sender_id, files in waiting.items():
            moments = [(kept, datetime.fromtimestamp(kept.touched_at, UTC)) for kept in files if kept.path not in self._promised]
            cut = [CutFile(name=_shown(kept.name), size=kept.size, since=at) for kept, at in moments if at < now - _OVERDUE]
            standing = len(files), [str(each) for each in cut]
            if self._reported.get(sender_id, (0, [])) != standing:
                await senders.note_waiting(sender_id, len(files), cut)
            self._reported[sender_id] = standing

    async def _admit(self, sender_id: str, name: str) -> None:
        async with self._turns:
            await self._desk.admit(sender_id, name)

    async def _take(self, sender_id: str, file: WholeFile, *, promised: bool = False) -> str:
        path = file.path
        self._busy += 1
        try:
            async with self._turns:
                accepted = await self._desk.accept(sender_id, _shown(path.name), file, final=is_final(path), promised=promised)
        except (Conflict, InsufficientStorage, RateLimited) as error:  # over when there is room again
            self._failed += 1
            if promised:
                self._promised.add(path)
                return replies.KEPT
            self._drop(path)
            return replies.reply_to(error)
        except (BadCredentials, Refusal) as error:
            self._failed += 1
            _log.info("a file of camera %s was refused: %s", sender_id, error.code)
            self._drop(path)
            return replies.reply_to(error)
        except Exception as error:
            self._failed += 1
            _log.warning("a file of camera %s waits: %s", sender_id, error, exc_info=not isinstance(error, AppError))
            return await asyncio.to_thread(self._kept, path)
        finally:
            self._busy -= 1
        self._taken += 1
        self._drop(path)
        return replies.PRESENT if accepted.duplicate_of else replies.TAKEN

    def _kept(self, path: Path) -> str:
        """Nothing is wrong with the file, but it cannot be taken in now."""
        try:
            self._promise(path)
        except OSError:
            _log.warning("a file cannot be kept", exc_info=True)
            return replies.FAILED
        return replies.KEPT

    def _promise(self, path: Path) -> None:
        make_durable(path)
        self._promised.add(path)

    def _drop(self, path: Path) -> None:
        self._promised.discard(path)
        self.spool.drop(path)

    def _wait_for(self, work: Coroutine[Any, Any, Answer]) -> Answer:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result()


def is_temporary(name: str) -> bool:
    """Whether its sender is going to give the file another name once it is there."""
    return name.startswith(".") or name.lower().endswith(_TEMPORARY)


def _shown(name: str) -> str:
    """The photo's name where the file never got its own."""
    while is_temporary(name) and len(name) > 1:
        name = name[1:] if name.startswith(".") else name.rpartition(".")[0]
    return name
