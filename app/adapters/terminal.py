"""What a command does at a terminal: who gets Ctrl-C, and how progress is shown."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn


@contextmanager
def foreground(wanted: bool) -> Iterator[None]:
    """While inside, and when ``wanted``, this process alone is the foreground of the terminal that it was started from.

    GNU make ends with a failure when it sees Ctrl-C, however well its recipe ends. So the recipe of ``make run`` takes the
    terminal, Ctrl-C reaches only the supervisor, and make sees a recipe that ended with status 0. Does nothing without a
    terminal, in the background, or for the leader of a process group (started straight from a shell).
    """
    terminal = _terminal() if wanted else None
    if terminal is None:
        yield
        return
    before = os.tcgetpgrp(terminal)
    # A process that is not in the foreground gets this signal for changing who is.
    signal.signal(signal.SIGTTOU, signal.SIG_IGN)
    os.setpgid(0, 0)
    os.tcsetpgrp(terminal, os.getpgrp())
    try:
        yield
    finally:
        os.tcsetpgrp(terminal, before)
        os.close(terminal)


@contextmanager
def showing_progress() -> Iterator[Callable[[str, int, int], None]]:
    """Yields what is told of progress (what is done, how much of it, of how much) and shows a bar for each thing that is done."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    tasks: dict[str, TaskID] = {}
    with Progress(*columns, console=Console(stderr=True)) as progress:

        def say(what: str, done: int, total: int) -> None:
            if what not in tasks:
                tasks[what] = progress.add_task(what, total=total)
            progress.update(tasks[what], completed=done + 1)

        yield say


def _terminal() -> int | None:
    """A descriptor of the controlling terminal, when the group of this process (which it does not lead) holds it."""
    if os.getpgrp() == os.getpid():
        return None
    try:
        terminal = os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY | os.O_CLOEXEC)
    except OSError:
        return None
    if os.tcgetpgrp(terminal) == os.getpgrp():
        return terminal
    os.close(terminal)
    return None
