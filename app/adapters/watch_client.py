"""``server.py watch``: keeps an event up to date with a folder, and says how it stands in a line of the terminal or of a log."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Final

import httpx
from rich.console import Console
from rich.status import Status
from rich.text import Text

from app.adapters.folder_watch import OVER, Count, FolderWatch, Pace
from app.adapters.upload_client import Destination, Refused, UploadClient
from app.adapters.watch_journal import Journal, JournalInUse, journal_path, open_journal

REFUSED: Final = 77
"""Exit status where starting again helps nothing (EX_NOPERM of sysexits.h): the token or the event has ended."""
_TRIES: Final = 2  # Who waits for ever anyway says soon that the service is away.
_IN_USE: Final = 75  # EX_TEMPFAIL
_EVERY: Final = 100  # photos, where there is no line to be renewed


def watch_folder(folder: Path, to: Destination, pace: Pace, console: Console | None = None) -> int:
    """Send what is in ``folder``, then what comes, until interrupted. Returns the exit status: 130 when interrupted, ``REFUSED``
    when the service takes nothing more from this token, 75 when another process is at the same folder and event."""
    console = console or Console()
    if not to.token:
        console.print("Give an access token that may upload with --token or EVENTPHOTOS_TOKEN.")
        return REFUSED
    try:
        with open_journal(journal_path(to.url, to.event_id, folder)) as journal, Line(console) as line:
            asyncio.run(_watch(folder, to, journal, line, pace))
    except KeyboardInterrupt:
        console.print("Stopped. The same command goes on where it ended.")
        return 130
    except JournalInUse:
        console.print(f"Another process watches {folder} for event {to.event_id}.", markup=False)
        return _IN_USE
    except Refused as error:
        console.print(f"{to.url}: {error}", markup=False)
        return REFUSED
    raise AssertionError("unreachable: watching does not end by itself")


async def _watch(folder: Path, to: Destination, journal: Journal, line: Line, pace: Pace) -> None:
    async with UploadClient(to, _TRIES) as client:
        try:
            await client.check()  # What is wrong at all is wrong now; a service that is away may come.
        except (Refused, httpx.HTTPError) as error:
            if isinstance(error, Refused) and error.status in OVER:
                raise
            line.trouble(f"{to.url}: {error or type(error).__name__}")
        await FolderWatch(folder, client, journal, line, pace).run()


class Line:
    """What is shown: one line that is renewed at a terminal; elsewhere one whenever all is sent, and every hundred photos."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._status = Status("Looking …", console=console) if console.is_terminal else None
        self._text = "Looking …"
        self._trouble = ""
        self._said = (0, 0)

    def __enter__(self) -> Line:
        if self._status:
            self._status.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._status:
            self._status.stop()

    def count(self, count: Count) -> None:
        """How it stands."""
        self._text = _sentence(count)
        if self._status:
            self._show()
            return
        done = count.sent + count.known
        said_done, said_left = self._said
        if (count.left == 0 and (done != said_done or said_left)) or done - said_done >= _EVERY:
            self._said = done, count.left
            self._console.print(self._text, highlight=False)

    def failed(self, name: str, code: str, message: str) -> None:
        """A photo did not make it."""
        self._console.print(f"{name}: {message or code} ({code})", markup=False, highlight=False)

    def trouble(self, text: str) -> None:
        """What stands in the way of all photos."""
        if text and text != self._trouble and not self._status:
            self._console.print(text, markup=False, highlight=False)
        self._trouble = text
        self._show()

    def _show(self) -> None:
        if self._status:
            self._status.update(Text(self._trouble or self._text))


def _sentence(count: Count) -> str:
    parts = [f"{count.sent:,} sent"]
    parts += [f"{count.known:,} there already"] if count.known else []
    parts += [f"{count.failed:,} failed"] if count.failed else []
    parts += [f"{count.left:,} to go" if count.left else "waiting for more"]
    return ", ".join(parts)
