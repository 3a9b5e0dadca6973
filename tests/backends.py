"""The backends that tests talk to: one SecantusDB and two Valkeys, started for a session of pytest, or kept for many of them.

``python -m tests.backends COMMAND...`` runs a command and keeps as many sets as there are cores meanwhile: each session of pytest
that it starts takes one that nobody has, so that a session takes seconds less of a core. What a session left there the next one's
tests begin by emptying, as they do with what the test before left.
"""

from __future__ import annotations

import asyncio
import fcntl
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from app.adapters.embedded import Backend, secantus, valkey, volatile_valkey

KEPT = "TEST_BACKENDS"
"""The variable that names the folder of the kept sets."""
_URL = "url"
_PLENTY = 4 * 2**30  # bytes; all sets together take some hundred megabytes


@contextmanager
def running(backend: Backend) -> Iterator[str]:
    """It runs, and answers at this URL."""
    process = subprocess.Popen(backend.command, cwd=backend.cwd, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        asyncio.run(_until_answers(backend, process))
        yield backend.url
    finally:
        process.terminate()
        process.wait(120)


@contextmanager
def a_set() -> Iterator[Path]:
    """The folder of a set for this process alone: a kept one, or an empty one; short, because the path of a socket must be."""
    with ExitStack() as stack:
        for folder in sorted(Path(kept).iterdir()) if (kept := os.environ.get(KEPT)) else ():
            lock = stack.enter_context((folder / "lock").open("w"))
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                continue
            yield folder
            return
        yield Path(stack.enter_context(_scratch()))


def _scratch() -> tempfile.TemporaryDirectory[str]:
    """In memory where there is plenty: no test asks what a machine that loses its power would have kept, and a disk that two
    databases wait for keeps the tests of four processes waiting."""
    memory = Path("/dev/shm")  # noqa: S108 - mkdtemp makes a folder of our own in there
    plenty = memory.is_dir() and shutil.disk_usage(memory).free >= _PLENTY
    return tempfile.TemporaryDirectory(prefix="ep-", dir=memory if plenty else None, ignore_cleanup_errors=True)


def is_kept(folder: Path) -> bool:
    """Do the backends of this set run already?"""
    return (folder / _URL).exists()


@contextmanager
def mongodb(folder: Path) -> Iterator[str]:
    """The URL of the set's MongoDB-protocol server."""
    if is_kept(folder):
        yield (folder / _URL).read_text()
    else:
        with running(secantus(folder)) as url:
            yield url


@contextmanager
def redis(folder: Path, *, volatile: bool = False) -> Iterator[str]:
    """The URL of the set's Valkey, or of the one that writes nothing."""
    backend = volatile_valkey(folder) if volatile else valkey(folder)
    if is_kept(folder):
        yield backend.url
    else:
        with running(backend) as url:
            yield url


def main(command: list[str]) -> int:
    """Run it beside kept sets; its exit status."""
    with ExitStack() as stack:
        kept = Path(stack.enter_context(_scratch()))
        for number in range(os.cpu_count() or 1):
            folder = kept / str(number)
            url = stack.enter_context(mongodb(folder))
            stack.enter_context(redis(folder))
            stack.enter_context(redis(folder, volatile=True))
            (folder / _URL).write_text(url)
        return subprocess.run(command, env=os.environ | {KEPT: str(kept)}, check=False).returncode


async def _until_answers(backend: Backend, process: subprocess.Popen[bytes]) -> None:
    for _ in range(2400):
        if _listens(backend) and await backend.answers():
            return
        assert process.poll() is None, f"{backend.name} ended with {process.returncode}"
        await asyncio.sleep(0.05)
    raise AssertionError(f"{backend.name} did not answer within 120 s")


def _listens(backend: Backend) -> bool:
    """Does its TCP port accept? (pymongo leaves a socket behind where it is refused, and warnings are errors here.)"""
    address = urlsplit(backend.url)
    if address.port is None:
        return True
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", address.port)) == 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
