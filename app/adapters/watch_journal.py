"""What of a folder was sent to an event, in a file beside the user's other state: whoever starts again need not read it all.

One line of JSON a file, appended when the service has it; the last line of a path counts. A line that a crash cut short is as
if it were not there: the service is asked then, and knows the content.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO, Final

import orjson

from app.adapters.photo_files import Stamp

_WORTH_WRITING_ANEW: Final = 2
"""So many times as many lines as files."""


class JournalInUse(Exception):
    """Another process keeps this journal."""


def journal_path(url: str, event_id: int, folder: Path) -> Path:
    """Where the journal of a folder and an event is: in ``XDG_STATE_HOME``, or ``~/.local/state``."""
    home = Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state")
    name = sha256(f"{url}\n{event_id}\n{folder.absolute()}".encode()).hexdigest()[:24]
    return home / "eventphotos" / f"watch-{name}.jsonl"


class Journal:
    """Of one folder and one event; ``open_journal`` opens it."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._stamps: dict[str, Stamp] = {}
        self._read()

    def __len__(self) -> int:
        return len(self._stamps)

    def has(self, name: str, stamp: Stamp) -> bool:
        """Was the file, as it is, sent or refused?"""
        return self._stamps.get(name) == stamp

    def add(self, name: str, stamp: Stamp, content: str, refused: str = "") -> None:
        """The service has it (``content``: its hash), or takes it under no circumstances (``refused``: the code). Raises
        ``OSError``."""
        self._stamps[name] = stamp
        self._append(orjson.dumps([name, stamp.size, stamp.mtime_ns, content, refused]) + b"\n")

    def _append(self, lines: bytes) -> None:
        self._file.write(lines)
        self._file.flush()

    def _read(self) -> None:
        data = self._file.read()
        lines: dict[str, bytes] = {}
        count = 0
        for line in data.splitlines():
            try:
                name, size, mtime_ns, *_ = orjson.loads(line)
            except ValueError:
                continue
            count += 1
            lines[name] = line
            self._stamps[name] = Stamp(size, mtime_ns)
        if count > _WORTH_WRITING_ANEW * len(lines):
            self._file.seek(0)
            self._file.truncate()
            self._append(b"".join(line + b"\n" for line in lines.values()))
        elif data and not data.endswith(b"\n"):
            self._append(b"\n")


@contextmanager
def open_journal(path: Path) -> Iterator[Journal]:
    """The journal at that path, made where there is none, for this process alone. Raises ``JournalInUse`` and ``OSError``."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+b") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise JournalInUse from None
        yield Journal(file)
