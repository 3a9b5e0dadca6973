"""Who gets Ctrl-C."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager


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
