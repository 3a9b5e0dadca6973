"""No picture of a process's memory on disk when it crashes: it may hold selfies, templates and keys."""

from __future__ import annotations

import resource


def switch_off_core_dumps() -> None:
    """For this process and all that it starts, for good.

    The kernel does not ask this limit where ``core_pattern`` pipes to a program: then it is the program that must heed it, as
    systemd-coredump does.
    """
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
